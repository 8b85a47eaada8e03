//! A disk that does everything for real and writes down what it did, so that the power can be cut
//! between any two operations afterwards.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use shipdesk::store::disk::{Disk, DiskFile, RealDisk};

const PAGE: usize = 4096;
const SECTOR: usize = 512;

impl Op {
    /// What it names, where it names something.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::CreateDir(path)
            | Self::Create(path, _)
            | Self::Rename(_, path)
            | Self::Remove(path)
            | Self::SyncDir(path) => Some(path),
            Self::Write(..) | Self::Truncate(..) | Self::Sync(_) | Self::Acknowledged(_) => None,
        }
    }
}

/// Random numbers that are the same for the same seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

#[derive(Clone)]
pub enum Op {
    CreateDir(PathBuf),
    Create(PathBuf, usize),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    SyncDir(PathBuf),
    Write(usize, u64, Vec<u8>),
    Truncate(usize, u64),
    Sync(usize),
    /// Not a file's: the store acknowledged everything up to this commit.
    Acknowledged(u64),
}

#[derive(Default)]
pub struct Log {
    ops: Vec<Op>,
    names: HashMap<PathBuf, usize>,
    files: usize,
}

/// The recording disk; clones share the record.
#[derive(Clone, Default)]
pub struct Recorder {
    pub log: Arc<Mutex<Log>>,
    /// `sync` of a file does nothing: what the store would be without `fdatasync`.
    pub without_sync: bool,
}

struct Recorded {
    file: Box<dyn DiskFile>,
    id: usize,
    recorder: Recorder,
}

impl Recorder {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap()
    }

    /// With what lies in a home already, all of it durable; the view's folder is not ours to record.
    pub fn with_what_lies_in(home: &Path) -> Self {
        let recorder = Self::default();
        recorder.take_in(home);
        recorder
    }

    fn take_in(&self, dir: &Path) {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| !path.ends_with("store/view"))
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                self.log().ops.push(Op::CreateDir(path.clone()));
                self.take_in(&path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let log = &mut *self.log();
            log.files += 1;
            let id = log.files;
            log.names.insert(path.clone(), id);
            log.ops.push(Op::Create(path, id));
            log.ops.push(Op::Write(id, 0, bytes));
            log.ops.push(Op::Sync(id));
        }
        self.log().ops.push(Op::SyncDir(dir.to_owned()));
    }

    pub fn acknowledge(&self, sequence: u64) {
        self.log().ops.push(Op::Acknowledged(sequence));
    }

    pub fn ops(&self) -> Vec<Op> {
        self.log().ops.clone()
    }

    fn recorded(&self, file: Box<dyn DiskFile>, id: usize) -> Box<dyn DiskFile> {
        Box::new(Recorded {
            file,
            id,
            recorder: self.clone(),
        })
    }
}

impl Disk for Recorder {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let mut log = self.log();
        let fresh = !path.exists();
        RealDisk.create_dir(path)?;
        if fresh {
            log.ops.push(Op::CreateDir(path.to_owned()));
        }
        Ok(())
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut log = self.log();
        let file = RealDisk.create(path)?;
        log.files += 1;
        let id = log.files;
        log.names.insert(path.to_owned(), id);
        log.ops.push(Op::Create(path.to_owned(), id));
        Ok(self.recorded(file, id))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        // A file that is not ours, or one that is gone, is the real disk's to refuse.
        let file = RealDisk.open(path)?;
        let id = self.log().names[path];
        Ok(self.recorded(file, id))
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        RealDisk.read(path)
    }

    fn length(&self, path: &Path) -> io::Result<Option<u64>> {
        RealDisk.length(path)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        RealDisk.list(dir)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.rename(from, to)?;
        if let Some(id) = log.names.remove(from) {
            log.names.insert(to.to_owned(), id);
        }
        log.ops.push(Op::Rename(from.to_owned(), to.to_owned()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut log = self.log();
        RealDisk.remove(path)?;
        log.names.remove(path);
        log.ops.push(Op::Remove(path.to_owned()));
        Ok(())
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.log().ops.push(Op::SyncDir(dir.to_owned()));
        Ok(())
    }

    fn free(&self, dir: &Path) -> io::Result<u64> {
        RealDisk.free(dir)
    }
}

impl DiskFile for Recorded {
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut log = self.recorder.log();
        self.file.write_at(offset, bytes)?;
        log.ops.push(Op::Write(self.id, offset, bytes.to_vec()));
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        if !self.recorder.without_sync {
            self.recorder.log().ops.push(Op::Sync(self.id));
        }
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        let mut log = self.recorder.log();
        self.file.truncate(length)?;
        log.ops.push(Op::Truncate(self.id, length));
        Ok(())
    }
}

/// What a disk may hold when the power goes after `ops`: each file's synced content, with a random
/// part of what was written since, and the names as of a random point not before the last sync of
/// their folder. Gives the folders, and the files by name.
pub fn after_the_cut(ops: &[Op], dice: &mut Dice) -> (Vec<PathBuf>, BTreeMap<PathBuf, Vec<u8>>) {
    let mut synced: HashMap<usize, Vec<u8>> = HashMap::new();
    let mut current: HashMap<usize, Vec<u8>> = HashMap::new();
    let mut metadata: Vec<&Op> = Vec::new();
    let mut durable = 0;
    for op in ops {
        match op {
            Op::Write(id, offset, bytes) => {
                let image = current.entry(*id).or_default();
                let (start, end) = (*offset as usize, *offset as usize + bytes.len());
                image.resize(image.len().max(end), 0);
                image[start..end].copy_from_slice(bytes);
            }
            Op::Truncate(id, length) => {
                current.entry(*id).or_default().resize(*length as usize, 0);
            }
            Op::Sync(id) => {
                synced.insert(*id, current.get(id).cloned().unwrap_or_default());
            }
            Op::SyncDir(dir) => {
                let within = |op: &&Op| {
                    let (Op::CreateDir(path)
                    | Op::Create(path, _)
                    | Op::Rename(_, path)
                    | Op::Remove(path)) = op
                    else {
                        return false;
                    };
                    path.parent() == Some(dir)
                };
                durable = metadata
                    .iter()
                    .rposition(within)
                    .map_or(durable, |last| durable.max(last + 1));
            }
            Op::Acknowledged(_) => {}
            named => metadata.push(named),
        }
    }
    let kept = durable + dice.below(metadata.len() - durable + 1);
    let mut dirs = Vec::new();
    let mut names: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for op in &metadata[..kept] {
        match op {
            Op::CreateDir(path) => dirs.push(path.clone()),
            Op::Create(path, id) => {
                names.insert(path.clone(), *id);
            }
            Op::Rename(from, to) => {
                if let Some(id) = names.remove(from) {
                    names.insert(to.clone(), id);
                }
            }
            Op::Remove(path) => {
                names.remove(path);
            }
            _ => unreachable!("metadata only"),
        }
    }
    let nothing = Vec::new();
    let content = |id: &usize, dice: &mut Dice| {
        let old = synced.get(id).unwrap_or(&nothing);
        let new = current.get(id).unwrap_or(&nothing);
        partly_written(old, new, dice)
    };
    let files = names
        .iter()
        .map(|(path, id)| (path.clone(), content(id, dice)))
        .collect();
    (dirs, files)
}

/// Pages of `old` or `new` at random, one in ten torn between sectors; the length of either, or one
/// between.
fn partly_written(old: &[u8], new: &[u8], dice: &mut Dice) -> Vec<u8> {
    if old == new {
        return old.to_vec();
    }
    let (short, long) = (old.len().min(new.len()), old.len().max(new.len()));
    let length = match dice.below(3) {
        0 => old.len(),
        1 => new.len(),
        _ => short + dice.below(long - short + 1),
    };
    let mut image = vec![0; length];
    let copy = |image: &mut [u8], from: &[u8], start: usize, end: usize| {
        let end = end.min(from.len()).min(image.len());
        if start < end {
            image[start..end].copy_from_slice(&from[start..end]);
        }
    };
    for start in (0..length).step_by(PAGE) {
        match dice.below(10) {
            0 => {
                for sector in (start..start + PAGE).step_by(SECTOR) {
                    let from = if dice.below(2) == 0 { old } else { new };
                    copy(&mut image, from, sector, sector + SECTOR);
                }
            }
            1..=5 => copy(&mut image, old, start, start + PAGE),
            _ => copy(&mut image, new, start, start + PAGE),
        }
    }
    image
}
