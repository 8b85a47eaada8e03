//! When the view on disk is believed: only with a note beside it that names every byte.
//!
//! sled serves flipped and half-written files without a word, or panics over them. So a clean close
//! makes the view's files durable and writes down their lengths and checksums; the next start
//! believes them only if nothing differs, and takes the note away before it opens them.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::StoreError;
use super::disk;
use super::format::Place;

const NAME: &str = "view.clean";

/// Makes the view's files durable and vouches for them at `sequence`.
pub(super) fn vouch(place: &Place, sequence: u64) -> Result<(), StoreError> {
    let view = place.view();
    let text = describe(place, &view, sequence, true).map_err(StoreError::io("sync", &view))?;
    disk::put(&*place.disk, &place.root, NAME, text.as_bytes())
        .map_err(StoreError::io("write", &place.root.join(NAME)))
}

/// `Ok` when there is a note; else why the view cannot be believed.
pub(super) fn noted(place: &Place) -> Result<(), String> {
    match place.disk.length(&place.root.join(NAME)) {
        Ok(Some(_)) => Ok(()),
        Ok(None) if place.view().exists() => Err("the desk was not closed in good order".into()),
        Ok(None) => Err("there is none yet".into()),
        Err(error) => Err(format!("its note cannot be read: {error}")),
    }
}

/// `Ok` when the view on disk is the one that was vouched for, at `sequence`; else why not.
pub(super) fn check(place: &Place, sequence: u64) -> Result<(), String> {
    let noted = disk::read_all(&*place.disk, &place.root.join(NAME))
        .map_err(|error| format!("its note cannot be read: {error}"))?;
    match describe(place, &place.view(), sequence, false) {
        Ok(found) if found.as_bytes() == noted => Ok(()),
        Ok(found) => Err(format!(
            "{} is not as it was at the last close",
            first_difference(&found, &noted)
        )),
        Err(error) => Err(format!("its files cannot be read: {error}")),
    }
}

/// Takes the note away, durably: from now on the files may change.
pub(super) fn doubt(place: &Place) -> Result<(), StoreError> {
    let path = place.root.join(NAME);
    if place
        .disk
        .length(&path)
        .map_err(StoreError::io("look at", &path))?
        .is_some()
    {
        place
            .disk
            .remove(&path)
            .map_err(StoreError::io("remove", &path))?;
        place
            .disk
            .sync_dir(&place.root)
            .map_err(StoreError::io("sync", &place.root))?;
    }
    Ok(())
}

/// What to name of files that differ from their note.
fn first_difference(found: &str, noted: &[u8]) -> String {
    let noted = String::from_utf8_lossy(noted);
    let name = |line: &str| line.splitn(3, ' ').nth(2).unwrap_or(NAME).to_owned();
    let differing = found
        .lines()
        .find(|line| !noted.lines().any(|other| other == *line));
    let missing = || {
        noted
            .lines()
            .find(|line| !found.lines().any(|other| other == *line))
    };
    match differing.or_else(missing) {
        // The first line names the generation and the commit.
        Some(line) if !line.starts_with("view of ") => format!("view/{}", name(line)),
        _ => NAME.to_owned(),
    }
}

fn describe(place: &Place, view: &Path, sequence: u64, sync: bool) -> io::Result<String> {
    let mut text = format!("view of {} at {sequence}\n", place.generation);
    describe_dir(view, "", sync, &mut text)?;
    Ok(text)
}

fn describe_dir(dir: &Path, prefix: &str, sync: bool, text: &mut String) -> io::Result<()> {
    let mut entries = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            describe_dir(&entry.path(), &format!("{name}/"), sync, text)?;
            continue;
        }
        let mut file = File::open(entry.path())?;
        if sync {
            file.sync_all()?;
        }
        let (length, crc) = sum(&mut file)?;
        writeln!(text, "{length} {crc:08x} {name}").map_err(io::Error::other)?;
    }
    if sync {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

fn sum(file: &mut File) -> io::Result<(u64, u32)> {
    let mut crc = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 20];
    let mut length = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((length, crc.finalize()));
        }
        crc.update(&buffer[..read]);
        length += read as u64;
    }
}
