//! Copies: a backup while the desk works, and the way back.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::disk::Disk;
use super::fold::fold;
use super::format::{self, Marked, Place, existing};
use super::snapshot::Snapshot;
use super::verify::{Found, check_files};
use super::{StoreError, history, journal, lock, segment, settings, snapshot};

/// What was copied, and whether it is all there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Records in all tables.
    pub records: u64,
    /// Size of the copy.
    pub bytes: u64,
    /// The commit it is the state of.
    pub sequence: u64,
    /// SHA-256 over the whole state, in hexadecimal: equal states have equal digests.
    pub digest: String,
}

/// A verified copy of a home's store at one sequence number and of what the company set, while the desk
/// works or not. `dir` must be empty or absent.
pub fn backup(home: &Path, dir: &Path) -> Result<Copied, StoreError> {
    let place = existing(home)?;
    let _held = place.hold_files()?;
    let mut until = journal::acknowledged(&place)?;
    if let Ok(_ours) = lock::take(home, Duration::ZERO) {
        // Nobody writes: after a power cut the mark may be behind the last frame.
        until = history::end(&place, until)?.position.sequence;
    }
    copy(&place, dir, until)
}

/// Copies the store as of commit `until`: archive, segments, and a snapshot of that commit; and the
/// settings beside it.
pub(super) fn copy(place: &Place, dir: &Path, until: u64) -> Result<Copied, StoreError> {
    let disk = &place.disk;
    let was_there = dir.exists();
    disk.create_dir(dir)
        .map_err(StoreError::io("create", dir))?;
    if !place.list(dir)?.is_empty() {
        let what = "is not empty; a backup goes into a folder of its own";
        return Err(StoreError::Unsuitable {
            path: dir.to_owned(),
            what,
        });
    }
    copy_into(place, dir, until).inspect_err(|_| {
        // What is not whole is no copy, and the next try needs the folder.
        for name in place.list(dir).unwrap_or_default() {
            let made = dir.join(name);
            let _ = fs::remove_dir_all(&made).or_else(|_| fs::remove_file(&made));
        }
        if !was_there {
            let _ = fs::remove_dir(dir);
        }
    })
}

fn copy_into(place: &Place, dir: &Path, until: u64) -> Result<Copied, StoreError> {
    let disk = &place.disk;
    let copy = Place {
        root: dir.join("store"),
        ..place.clone()
    };
    copy.create()?;
    let segments = segment::survey(place, true)?.segments;
    let mut bytes = 0;
    for (index, segment) in segments.iter().enumerate() {
        if segment.after.sequence > until {
            continue;
        }
        let mut content = place.read(&segment.path)?;
        let next = segments.get(index + 1).map(|next| &next.after);
        let whole = next.is_some_and(|next| next.sequence <= until);
        if !segment.archived {
            let walked = segment.walk(place, next.filter(|_| whole), Some(until), |_, _| Ok(()))?;
            content.truncate(walked.end);
        }
        let to = if segment.archived {
            copy.archive()
        } else {
            copy.journal()
        };
        let name = segment.path.file_name().unwrap_or_default();
        bytes += content.len() as u64;
        write_file(&**disk, &to.join(name), &content)?;
    }
    for dir in [copy.archive(), copy.journal()] {
        disk.sync_dir(&dir).map_err(StoreError::io("sync", &dir))?;
    }
    let snapshot = fold(place, &copy.snapshots(), until)?;
    let marked = Marked {
        format: place.format,
        generation: place.generation,
    };
    format::write(&**disk, &copy.root, marked)?;
    let home = place.root.parent().unwrap_or(&place.root);
    bytes += settings::copy(&**disk, home, dir)?;
    disk.sync_dir(dir).map_err(StoreError::io("sync", dir))?;
    let checks = check_files(&copy, Some(until), Some(until));
    fail_on_the_first(dir, checks)?;
    Ok(copied(&snapshot, bytes))
}

/// What a check found in a copy is said of the copy as a whole.
fn fail_on_the_first(copy: &Path, checks: Vec<Found>) -> Result<(), StoreError> {
    for (name, found) in checks {
        found.map_err(|error| StoreError::damaged(copy, name, error.to_string()))?;
    }
    Ok(())
}

fn copied(snapshot: &Snapshot, more: u64) -> Copied {
    Copied {
        records: snapshot.records,
        bytes: snapshot.bytes + more,
        sequence: snapshot.position.sequence,
        digest: hex(&snapshot.digest),
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a String takes everything");
    }
    text
}

fn write_file(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = disk.create(path).map_err(StoreError::io("create", path))?;
    file.write_at(0, bytes)
        .and_then(|()| file.sync())
        .map_err(StoreError::io("write", path))
}

/// Brings a backup into a home that holds no desk yet. Settings that the home has already stay.
pub fn restore(dir: &Path, home: &Path) -> Result<Copied, StoreError> {
    let from = existing(dir)?;
    let disk = &from.disk;
    let Some((sequence, newest)) = snapshot::list(&from)?.pop() else {
        let what = "is no backup: it holds no snapshot";
        return Err(StoreError::Unsuitable {
            path: dir.to_owned(),
            what,
        });
    };
    // A copy was whole when it was made: all its history is there, and nothing behind it.
    let checks = check_files(&from, Some(sequence), None);
    fail_on_the_first(dir, checks)?;
    let end = history::end(&from, sequence)?;
    if let Some(torn) = end.torn {
        let place = format!("byte {}", torn.offset);
        return Err(StoreError::damaged(&torn.path, place, torn.what));
    }
    if let (true, Some((_, path, length))) = (end.longer, end.last) {
        let what = "a copy ends with its last frame";
        return Err(StoreError::damaged(&path, format!("byte {length}"), what));
    }
    if let Some(path) = segment::survey(&from, false)?.stillborn.first() {
        return Err(StoreError::damaged(path, "its header", "it is cut off"));
    }
    let snapshot = snapshot::check(&from, &newest)?;
    let settings = settings::checked(&**disk, dir)?;
    disk.create_dir(home)
        .map_err(StoreError::io("create", home))?;
    let _lock = lock::take(home, Duration::ZERO)?;
    let root = home.join("store");
    if disk
        .length(&root)
        .map_err(StoreError::io("look at", &root))?
        .is_some()
    {
        let what = "holds a desk already; a backup is restored into an empty home";
        return Err(StoreError::Unsuitable {
            path: home.to_owned(),
            what,
        });
    }
    // Under another name until it is whole: a restore cut short leaves no half desk.
    let beside = Place {
        root: home.join("store.restoring"),
        ..from.clone()
    };
    if beside.root.exists() {
        fs::remove_dir_all(&beside.root).map_err(StoreError::io("remove", &beside.root))?;
    }
    beside.create()?;
    let mut bytes = 0;
    for (source, to) in [
        (from.archive(), beside.archive()),
        (from.journal(), beside.journal()),
        (from.snapshots(), beside.snapshots()),
    ] {
        for name in from.list(&source)? {
            let content = from.read(&source.join(&name))?;
            bytes += content.len() as u64;
            write_file(&**disk, &to.join(&name), &content)?;
        }
        disk.sync_dir(&to).map_err(StoreError::io("sync", &to))?;
    }
    let marked = Marked {
        format: from.format,
        generation: from.generation,
    };
    format::write(&**disk, &beside.root, marked)?;
    bytes += settings::bring_back(&**disk, home, &settings)?;
    disk.rename(&beside.root, &root)
        .map_err(StoreError::io("rename", &beside.root))?;
    disk.sync_dir(home).map_err(StoreError::io("sync", home))?;
    Ok(Copied {
        bytes,
        ..copied(&snapshot, 0)
    })
}
