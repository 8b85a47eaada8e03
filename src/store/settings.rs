//! What a company set, beside its records: the configuration and its own tables. A backup takes them
//! along, so that a new box has the same desk and not only the same jobs.
//!
//! `settings.sums` in the copy names each file with its length and checksum, and ends with one of its
//! own: a copy that lost one of them, or a byte of one, is refused.

use std::fmt::Write as _;
use std::path::Path;

use super::StoreError;
use super::disk::{self, Disk};
use super::sealed::{seal, unseal};
use crate::config::Home;

const SUMS: &str = "settings.sums";

/// A file by its place below the home, and its content.
type Named = (String, Vec<u8>);

/// Copies the settings of `home` into `dir`; gives the bytes written.
pub(super) fn copy(disk: &dyn Disk, home: &Path, dir: &Path) -> Result<u64, StoreError> {
    let files = of_home(disk, home)?;
    let mut bytes = put(disk, dir, &files)?;
    let sums = sums(&files);
    bytes += sums.len() as u64;
    disk::put(disk, dir, SUMS, sums.as_bytes())
        .map_err(StoreError::io("write", &dir.join(SUMS)))?;
    Ok(bytes)
}

/// The settings in a copy, each byte of them checked.
pub(super) fn checked(disk: &dyn Disk, dir: &Path) -> Result<Vec<Named>, StoreError> {
    let files = of_home(disk, dir)?;
    let path = dir.join(SUMS);
    let is_there = |path: &Path| disk.length(path).map_err(StoreError::io("look at", path));
    if is_there(&path)?.is_none() && files.is_empty() {
        // A copy of before settings were taken along.
        return Ok(files);
    }
    let noted = disk::read_all(disk, &path).map_err(StoreError::io("read", &path))?;
    let noted = String::from_utf8_lossy(&noted);
    let found = sums(&files);
    if noted == found {
        return Ok(files);
    }
    let body = unseal(&noted)
        .ok_or_else(|| StoreError::damaged(&path, "its text", "it is not what a backup writes"))?;
    let differing = body
        .lines()
        .find(|line| !found.lines().any(|other| other == *line))
        .or_else(|| found.lines().find(|line| !body.contains(*line)));
    let name = differing.and_then(|line| line.splitn(3, ' ').nth(2));
    Err(StoreError::damaged(
        &dir.join(name.unwrap_or(SUMS)),
        "its content",
        "it is not what was copied",
    ))
}

/// Writes settings into a home; what a home has already is that box's own, and stays.
pub(super) fn bring_back(disk: &dyn Disk, home: &Path, files: &[Named]) -> Result<u64, StoreError> {
    let mut missing = Vec::new();
    for (name, content) in files {
        let path = home.join(name);
        if disk
            .length(&path)
            .map_err(StoreError::io("look at", &path))?
            .is_none()
        {
            missing.push((name.clone(), content.clone()));
        }
    }
    put(disk, home, &missing)
}

fn put(disk: &dyn Disk, dir: &Path, files: &[Named]) -> Result<u64, StoreError> {
    let mut bytes = 0;
    for (name, content) in files {
        let path = dir.join(name);
        let (Some(folder), Some(file)) = (path.parent(), path.file_name()) else {
            continue;
        };
        disk.create_dir(folder)
            .map_err(StoreError::io("create", folder))?;
        disk::put(disk, folder, &file.to_string_lossy(), content)
            .map_err(StoreError::io("write", &path))?;
        bytes += content.len() as u64;
    }
    Ok(bytes)
}

/// The settings that lie in a home or a copy, by name.
fn of_home(disk: &dyn Disk, home: &Path) -> Result<Vec<Named>, StoreError> {
    let at = Home::at(home);
    let mut paths = vec![at.config()];
    let tables = at.tables();
    let is_there = disk
        .length(&tables)
        .map_err(StoreError::io("look at", &tables))?;
    if is_there.is_some() {
        let names = disk
            .list(&tables)
            .map_err(StoreError::io("list", &tables))?;
        paths.extend(names.iter().map(|name| tables.join(name)));
    }
    let mut files = Vec::new();
    for path in paths.iter().filter(|path| path.is_file()) {
        let content = disk::read_all(disk, path).map_err(StoreError::io("read", path))?;
        if let Ok(name) = path.strip_prefix(at.folder()) {
            files.push((name.to_string_lossy().into_owned(), content));
        }
    }
    Ok(files)
}

fn sums(files: &[Named]) -> String {
    let mut text = String::new();
    for (name, content) in files {
        let crc = crc32fast::hash(content);
        let _ = writeln!(text, "{} {crc:08x} {name}", content.len());
    }
    seal(&text)
}
