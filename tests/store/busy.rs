//! A desk's files are looked at while it writes them, and after it was killed at that.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use shipdesk::store::disk::{Disk, DiskFile, RealDisk};
use shipdesk::store::{self, Options, Store};

use crate::builders::{a_booking, commit_one, contents, folder, options, said};

/// The second look at the journal meets the desk at work: the frame before the last was not there
/// yet when its place was read, the last one was when its turn came.
#[derive(Clone, Default)]
struct AtWork(Arc<AtomicUsize>);

impl Disk for AtWork {
    fn read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        let is_journal = path.extension().is_some_and(|kind| kind == "journal");
        if is_journal && self.0.fetch_add(1, Ordering::SeqCst) == 1 {
            let mut bytes = fs::read(path)?;
            let frames: Vec<usize> = (0..bytes.len())
                .filter(|at| bytes[*at..].starts_with(b"SDf\x01"))
                .collect();
            let [.., before, last] = frames[..] else {
                panic!("fewer than two frames")
            };
            bytes[before..last].fill(0);
            return Ok(Box::new(Cursor::new(bytes)));
        }
        RealDisk.read(path)
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_dir(path)
    }
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.create(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        RealDisk.open(path)
    }
    fn length(&self, path: &Path) -> io::Result<Option<u64>> {
        RealDisk.length(path)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        RealDisk.list(dir)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        RealDisk.sync_dir(dir)
    }
    fn free(&self, dir: &Path) -> io::Result<u64> {
        RealDisk.free(dir)
    }
}

/// Three bookings, and a desk that was killed.
fn a_killed_desk(home: &Path) -> std::path::PathBuf {
    let (mut store, _) = store::open(home, &in_memory()).unwrap();
    for n in 0..3u8 {
        commit_one(&mut store, a_booking(&format!("KF{n}"), vec![n; 90]));
    }
    drop(store);
    home.join("store/journal/00000001.journal")
}

fn in_memory() -> Options {
    Options {
        view_in_memory: true,
        segment_bytes: 1 << 20,
        ..options()
    }
}

#[test]
fn a_frame_read_before_it_was_written_is_no_damage() {
    let folder = folder();
    a_killed_desk(folder.path());
    let disk = AtWork::default();
    let options = Options {
        disk: Arc::new(disk.clone()),
        ..in_memory()
    };
    let (store, report) = store::open(folder.path(), &options).unwrap();
    assert!(disk.0.load(Ordering::SeqCst) > 2, "it was not read again");
    assert_eq!((report.sequence, report.torn), (3, None));
    assert_eq!(contents(&*store.view()).len(), 3);
}

#[test]
fn zeros_written_ahead_are_no_torn_end_and_go_when_the_desk_is_closed() {
    let folder = folder();
    let segment = a_killed_desk(folder.path());
    let killed = fs::read(&segment).unwrap();
    let end = 1 + killed.iter().rposition(|byte| *byte != 0).unwrap();
    assert!(killed.len() > end + 100_000, "nothing was written ahead");
    let checks = store::verify(folder.path());
    let journal = checks.iter().find(|check| check.name == "journal").unwrap();
    assert!(
        journal.ok && !said(&journal.detail).contains("torn"),
        "{journal:?}"
    );

    let (mut store, report) = store::open(folder.path(), &in_memory()).unwrap();
    assert_eq!(report.torn, None);
    assert_eq!(fs::metadata(&segment).unwrap().len(), end as u64);
    commit_one(&mut store, a_booking("KF9", "on"));
    Box::new(store).close().unwrap();
    let closed = fs::read(&segment).unwrap();
    assert_eq!(closed[..end], killed[..end]);
    assert!(closed.len() < end + 1_000, "{}", closed.len());
    assert_ne!(closed.last(), Some(&0), "the zeros stayed");
}

#[test]
fn a_byte_flipped_in_the_zeros_ahead_is_noticed_and_named() {
    let folder = folder();
    let segment = a_killed_desk(folder.path());
    let mut bytes = fs::read(&segment).unwrap();
    let last = bytes.len() - 7;
    bytes[last] ^= 0x20;
    fs::write(&segment, &bytes).unwrap();
    let checks = store::verify(folder.path());
    assert!(
        checks
            .iter()
            .any(|check| said(&check.detail).contains("torn bytes in 00000001.journal")),
        "{checks:?}"
    );
    let (store, report) = store::open(folder.path(), &in_memory()).unwrap();
    assert_eq!(report.torn.unwrap().path, segment);
    assert_eq!(contents(&*store.view()).len(), 3);
}
