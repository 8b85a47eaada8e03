//! The file of an import: opened so that it can be read twice, and watched while it is.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use crate::protocol::Failure;
use crate::schedule;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The part of the file that this pass has read, in bytes.
    pub bytes: u64,
    /// The file's size.
    pub size: u64,
    /// Data rows done; none while the file is being looked at.
    pub rows: u32,
}

/// Opens a file for reading twice; `-` is standard input. What cannot be read twice (a pipe) is put
/// on disk first, in a file without a name.
pub fn open(file: &str) -> Result<File, Failure> {
    let opened = if file == "-" {
        spooled(&mut io::stdin().lock())
    } else {
        File::open(file).and_then(|mut opened| {
            let kind = opened.metadata()?;
            if kind.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            if kind.is_file() {
                Ok(opened)
            } else {
                spooled(&mut opened)
            }
        })
    };
    opened.map_err(|error| Failure::unreadable(file, error))
}

fn spooled(source: &mut dyn Read) -> io::Result<File> {
    let mut file = schedule::nameless()?;
    io::copy(source, &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// A file's name without its folder, as sailings keep it.
pub fn name_of(file: &str) -> String {
    Path::new(file).file_name().map_or_else(
        || file.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// A file that tells how far it has been read, and stops where it is told to.
pub(super) struct Watched<'a, 'e> {
    pub(super) file: &'a mut File,
    pub(super) at: u64,
    pub(super) size: u64,
    pub(super) rows: &'a Cell<u32>,
    pub(super) each: &'e mut (dyn FnMut(Progress) -> ControlFlow<()> + 'e),
    pub(super) stopped: &'a Cell<bool>,
}

impl Read for Watched<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.file.read(buffer)?;
        self.at += got as u64;
        let progress = Progress {
            bytes: self.at,
            size: self.size,
            rows: self.rows.get(),
        };
        if (self.each)(progress).is_break() {
            self.stopped.set(true);
            return Err(io::Error::other("stopped"));
        }
        Ok(got)
    }
}

impl Seek for Watched<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}
