//! One process a home.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use uuid::Uuid;

use super::StoreError;

const NAME: &str = "desk.lock";
const RETRY: Duration = Duration::from_millis(20);

/// What stands in front of the generation of the store that the home holds.
const HOLDS: &str = "store ";

/// The home is ours until this is dropped, or the process ends in whatever way.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    /// The generation of the store that was here when the home was last held.
    pub held: Option<Uuid>,
}

impl Lock {
    /// Notes which store is here: should its folder be gone one day, that is no new home.
    pub(super) fn holds(&mut self, generation: Uuid) {
        if self.held != Some(generation) {
            self.held = Some(generation);
            self.write();
        }
    }

    /// Who holds it, and what: a help to people, and a full disk must not keep the desk shut.
    fn write(&mut self) {
        let held = self
            .held
            .map_or(String::new(), |generation| format!("{HOLDS}{generation}\n"));
        let text = format!(
            "process {} (shipdesk {})\n{held}",
            std::process::id(),
            env!("CARGO_PKG_VERSION")
        );
        // Written over before it is cut: where there is no room for it, what stood there stays.
        let _ = self
            .file
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.file.write_all(text.as_bytes()))
            .and_then(|()| self.file.set_len(text.len() as u64));
    }
}

/// The file that stands for a home.
pub(super) fn path(home: &Path) -> PathBuf {
    home.join(NAME)
}

/// Takes the home. Just after a kill the kernel may hold the lock a little longer: `wait` for it.
pub(super) fn take(home: &Path, wait: Duration) -> Result<Lock, StoreError> {
    take_after(home, wait, &|| false)
}

/// The same, and then for as long as `goes_on` says so: who holds it may be about to end.
pub(super) fn take_after(
    home: &Path,
    wait: Duration,
    goes_on: &dyn Fn() -> bool,
) -> Result<Lock, StoreError> {
    let path = path(home);
    let opened = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path);
    let mut file = match opened {
        // Where nothing can be written it can be locked all the same.
        Err(error) if error.kind() == std::io::ErrorKind::ReadOnlyFilesystem => File::open(&path),
        opened => opened,
    }
    .map_err(StoreError::io("open", &path))?;
    let until = Instant::now() + wait;
    while let Err(error) = flock(&file, FlockOperation::NonBlockingLockExclusive) {
        if error != rustix::io::Errno::WOULDBLOCK {
            return Err(StoreError::io("lock", &path)(error.into()));
        }
        if Instant::now() >= until && !goes_on() {
            return Err(StoreError::Held {
                holder: holder(&mut file),
                path,
            });
        }
        std::thread::sleep(RETRY);
    }
    let said = text(&mut file);
    let held = said.lines().find_map(|line| line.strip_prefix(HOLDS));
    let held = held.and_then(|generation| generation.parse().ok());
    let mut lock = Lock { file, held };
    lock.write();
    Ok(lock)
}

/// With whom a set of files is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// Others may read them too.
    WithReaders,
    /// They are about to be given up.
    WithNobody,
}

/// Files that stay where they are until this is dropped.
#[derive(Debug)]
pub(super) struct Held {
    _file: Option<File>,
}

/// Waits for its turn with the files that `path` stands for.
pub(super) fn hold(path: &Path, share: Share) -> Result<Held, StoreError> {
    let opened = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path);
    let file = match opened {
        // Where nothing can be written, nothing is given up either.
        Err(error) if error.kind() == std::io::ErrorKind::ReadOnlyFilesystem => {
            return Ok(Held { _file: None });
        }
        opened => opened.map_err(StoreError::io("open", path))?,
    };
    let operation = match share {
        Share::WithReaders => FlockOperation::LockShared,
        Share::WithNobody => FlockOperation::LockExclusive,
    };
    rustix::io::retry_on_intr(|| flock(&file, operation))
        .map_err(|error| StoreError::io("lock", path)(error.into()))?;
    Ok(Held { _file: Some(file) })
}

fn holder(file: &mut File) -> String {
    match text(file).lines().next() {
        Some(line) => line.chars().filter(|c| !c.is_control()).collect(),
        None => "another process".into(),
    }
}

/// What stands in it; nothing, where that is not to be read.
fn text(file: &mut File) -> String {
    let mut text = String::new();
    let read = file
        .seek(SeekFrom::Start(0))
        .and_then(|_| file.take(200).read_to_string(&mut text));
    read.map_or(String::new(), |_| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_opener_is_told_who_holds_it() {
        let home = tempfile::tempdir().unwrap();
        let first = take(home.path(), Duration::ZERO).unwrap();
        let error = take(home.path(), Duration::ZERO).unwrap_err();
        let pid = std::process::id().to_string();
        assert!(
            matches!(&error, StoreError::Held { holder, .. } if holder.contains(&pid)),
            "{error}"
        );
        drop(first);
        take(home.path(), Duration::ZERO).unwrap();
    }

    #[test]
    fn who_is_about_to_end_is_waited_for() {
        let home = tempfile::tempdir().unwrap();
        let first = std::cell::RefCell::new(Some(take(home.path(), Duration::ZERO).unwrap()));
        let asked = std::cell::Cell::new(0);
        let goes_on = || {
            asked.set(asked.get() + 1);
            if asked.get() == 3 {
                first.take();
            }
            true
        };
        take_after(home.path(), Duration::ZERO, &goes_on).unwrap();
        assert_eq!(asked.get(), 3);
    }
}
