//! Every file operation fails in turn: an error or a retry, never a lie.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::io::Errno;
use shipdesk::store::disk::{Disk, DiskFile, RealDisk};
use shipdesk::store::{self, CommitError, Options, Store, Table};

use crate::builders::{a_booking, folder, options};

/// Fails operation `at` and, when it `lasts`, all that follow until it is mended.
#[derive(Clone)]
pub struct Faulty {
    pub count: Arc<AtomicUsize>,
    pub from: Arc<AtomicUsize>,
    pub to: Arc<AtomicUsize>,
    pub errno: Errno,
}

impl Faulty {
    pub fn new(from: usize, to: usize, errno: Errno) -> Self {
        let number = |n| Arc::new(AtomicUsize::new(n));
        Self {
            count: number(0),
            from: number(from),
            to: number(to),
            errno,
        }
    }

    pub fn mend(&self) {
        self.to.store(0, Ordering::SeqCst);
    }

    pub fn break_from_now_on(&self) {
        self.from
            .store(self.count.load(Ordering::SeqCst), Ordering::SeqCst);
        self.to.store(usize::MAX, Ordering::SeqCst);
    }

    fn step(&self) -> io::Result<()> {
        let now = self.count.fetch_add(1, Ordering::SeqCst);
        let broken = self.from.load(Ordering::SeqCst)..self.to.load(Ordering::SeqCst);
        if broken.contains(&now) {
            Err(self.errno.into())
        } else {
            Ok(())
        }
    }

    fn faulty(&self, file: Box<dyn DiskFile>) -> Box<dyn DiskFile> {
        Box::new(FaultyFile {
            file,
            disk: self.clone(),
        })
    }
}

struct FaultyFile {
    file: Box<dyn DiskFile>,
    disk: Faulty,
}

impl Disk for Faulty {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.create_dir(path)
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.step()?;
        Ok(self.faulty(RealDisk.create(path)?))
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.step()?;
        Ok(self.faulty(RealDisk.open(path)?))
    }
    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        self.step()?;
        RealDisk.read(path)
    }
    fn length(&self, path: &Path) -> io::Result<Option<u64>> {
        self.step()?;
        RealDisk.length(path)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.step()?;
        RealDisk.list(dir)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove(path)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.sync_dir(dir)
    }
    fn free(&self, dir: &Path) -> io::Result<u64> {
        self.step()?;
        RealDisk.free(dir)
    }
}

impl DiskFile for FaultyFile {
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.disk.step().inspect_err(|_| {
            // A short write: half of it is there, and the rest never comes.
            let _ = self.file.write_at(offset, &bytes[..bytes.len() / 2]);
        })?;
        self.file.write_at(offset, bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.disk.step()?;
        self.file.sync()
    }
    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.disk.step()?;
        self.file.truncate(length)
    }
}

/// What the desk said about each booking.
type Said = Vec<(store::Batch, Result<u64, CommitError>)>;

/// Two short days on a faulty disk.
fn work(home: &Path, faulty: &Faulty) -> Said {
    let mut said = Said::new();
    for day in 0..2 {
        let disk: Arc<dyn Disk> = Arc::new(faulty.clone());
        let options = Options {
            disk,
            view_in_memory: true,
            segment_bytes: 2_000,
            ..options()
        };
        let Ok((mut store, _)) = store::open(home, &options) else {
            continue;
        };
        for n in 0..9 {
            let booking = a_booking(&format!("KF{day}{n}"), vec![n; 600]);
            let answer = store.commit(vec![booking.clone()]).remove(0);
            said.push((booking, answer));
        }
        let _ = Box::new(store).close();
    }
    said
}

fn check(home: &Path, said: &Said, place: &str) {
    let (mut store, _) = store::open(
        home,
        &Options {
            view_in_memory: true,
            ..options()
        },
    )
    .unwrap_or_else(|error| panic!("{place}: does not open: {error}"));
    let view = store.view();
    for (booking, answer) in said {
        let found = view.get(Table::Jobs, &booking.writes[0].key).unwrap();
        let known = view.answered(booking.request.unwrap()).unwrap();
        match answer {
            Ok(sequence) => {
                assert_eq!(
                    found.map(|record| record.version),
                    Some(*sequence),
                    "{place}: lost"
                );
                assert_eq!(
                    known.map(|(sequence, _)| sequence),
                    Some(*sequence),
                    "{place}"
                );
            }
            Err(CommitError::Unknown) => assert_eq!(found.is_some(), known.is_some(), "{place}"),
            Err(_) => assert_eq!((found, known), (None, None), "{place}: refused, yet there"),
        }
    }
    // Asking again settles what was not known, and does nothing twice.
    let before = view.sequence();
    let again: Vec<_> = said.iter().map(|(booking, _)| booking.clone()).collect();
    let missing = said.len() as u64 - before;
    assert!(store.commit(again).iter().all(Result::is_ok), "{place}");
    assert_eq!(
        store.view().sequence(),
        before + missing,
        "{place}: done twice"
    );
    drop(store);
    let bad: Vec<_> = store::verify(home)
        .into_iter()
        .filter(|check| !check.ok)
        .collect();
    assert_eq!(bad, [], "{place}");
}

#[test]
fn whichever_operation_fails_nothing_acknowledged_is_lost_and_nothing_is_done_twice() {
    let whole = Faulty::new(usize::MAX, usize::MAX, Errno::IO);
    let home = folder();
    work(home.path(), &whole);
    let operations = whole.count.load(Ordering::SeqCst);
    assert!(operations > 200, "only {operations} operations");
    for (errno, lasts) in [
        (Errno::IO, 1),
        (Errno::NOSPC, 7),
        (Errno::ROFS, usize::MAX / 2),
    ] {
        for at in (0..operations).step_by(if lasts == 1 { 1 } else { 5 }) {
            let home = folder();
            let faulty = Faulty::new(at, at + lasts, errno);
            let said = work(home.path(), &faulty);
            check(home.path(), &said, &format!("{errno:?} at operation {at}"));
        }
    }
}
