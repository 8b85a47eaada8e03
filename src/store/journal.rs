//! The journal's end: where frames are appended, and made durable before anyone is answered.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::DiskFile;
use super::format::Place;
use super::frame::{self, Entry, Position};
use super::history::Tail;
use super::{StoreError, segment};

/// The journal, open for appending.
pub(super) struct Journal {
    place: Place,
    /// `None` after a failed write: what the file holds behind the last sync is not known any more.
    open: Option<Open>,
    next_number: u64,
    position: Position,
    mark: Mark,
    segment_bytes: u64,
    /// Zeros that are written ahead, in bytes.
    ahead: usize,
}

/// A sync that must make the file longer costs half as much again as one that need not. So zeros are
/// written ahead of the frames, so many bytes at a time in a segment of the usual length.
const AHEAD: u64 = 512 * 1024;
/// A group that is so long is not made dearer by zeros: it shares its sync among many.
const LARGE_GROUP: usize = 4 * 1024;

struct Open {
    path: PathBuf,
    file: Box<dyn DiskFile>,
    /// Where the next frame begins.
    length: u64,
    /// How long the file is: zeros stand behind the last frame.
    filled: u64,
}

impl Open {
    /// Without the zeros, which nobody needs any more. Whether they stay is all the same: whoever
    /// reads the segment knows them for what they are.
    fn trim(&mut self) {
        if self.filled > self.length && self.file.truncate(self.length).is_ok() {
            self.filled = self.length;
        }
    }
}

impl Journal {
    /// Goes on where `tail` ends: cuts off what is torn, or starts the first segment. With an error
    /// the journal is stopped, and a later [`Self::roll`] may start it.
    pub(super) fn open(
        place: &Place,
        tail: &Tail,
        segment_bytes: u64,
    ) -> (Self, Option<StoreError>) {
        let mut journal = Self {
            place: place.clone(),
            open: None,
            next_number: tail.last.as_ref().map_or(1, |(number, ..)| number + 1),
            position: tail.position,
            mark: Mark::open(place),
            segment_bytes,
            ahead: (segment_bytes / 4).min(AHEAD) as usize,
        };
        let opened = match &tail.last {
            None => journal.roll(),
            Some((_, path, length)) => journal.go_on(path, *length, tail.longer),
        };
        if opened.is_ok() {
            journal.mark.set(journal.position.sequence);
        }
        (journal, opened.err())
    }

    fn go_on(&mut self, path: &Path, length: u64, longer: bool) -> Result<(), StoreError> {
        let mut file = self
            .place
            .disk
            .open(path)
            .map_err(StoreError::io("open", path))?;
        if longer {
            file.truncate(length)
                .map_err(StoreError::io("cut off the end of", path))?;
        }
        // Frames of a killed process may be in memory only; from here on they count.
        file.sync().map_err(StoreError::io("sync", path))?;
        self.open = Some(Open {
            path: path.to_owned(),
            file,
            length,
            filled: length,
        });
        Ok(())
    }

    /// Where the acknowledged history ends.
    pub(super) fn position(&self) -> Position {
        self.position
    }

    /// The segment cannot be appended to any more; [`Self::roll`] starts another.
    pub(super) fn is_stopped(&self) -> bool {
        self.open.is_none()
    }

    /// The open segment is full.
    pub(super) fn is_full(&self) -> bool {
        self.open
            .as_ref()
            .is_some_and(|open| open.length >= self.segment_bytes)
    }

    /// Writes a group and syncs it, once. After an error nothing of it was acknowledged, and the
    /// segment takes no more.
    pub(super) fn append(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let mut bytes = Vec::new();
        let mut position = self.position;
        for entry in entries {
            let synced = self.position.sequence;
            position = frame::write(&mut bytes, entry, &position, synced, self.place.generation)?;
        }
        let Some(mut open) = self.open.take() else {
            let stopped = io::Error::other("the last write failed");
            return Err(StoreError::io("append to", &self.place.journal())(stopped));
        };
        let end = open.length + bytes.len() as u64;
        if end > open.filled && bytes.len() < LARGE_GROUP {
            bytes.resize(bytes.len() + self.ahead, 0);
        }
        open.file
            .write_at(open.length, &bytes)
            .map_err(StoreError::io("append to", &open.path))?;
        open.file
            .sync()
            .map_err(StoreError::io("sync", &open.path))?;
        open.filled = open.filled.max(open.length + bytes.len() as u64);
        open.length = end;
        self.open = Some(open);
        self.position = position;
        self.mark.set(position.sequence);
        Ok(())
    }

    /// Starts the next segment behind what was acknowledged; with it the one before is sealed.
    pub(super) fn roll(&mut self) -> Result<(), StoreError> {
        let dir = self.place.journal();
        let path = dir.join(segment::name(self.next_number));
        // A number is never used twice: a try that failed may have left its file.
        self.next_number += 1;
        let header = segment::header(&self.place, self.next_number - 1, &self.position);
        let mut file = self
            .place
            .disk
            .create(&path)
            .map_err(StoreError::io("create", &path))?;
        let started = file
            .write_at(0, &header)
            .and_then(|()| file.sync())
            .and_then(|()| self.place.disk.sync_dir(&dir));
        if let Err(error) = started {
            // Whether it stays is all the same: without frames it says nothing new.
            let _ = self.place.disk.remove(&path);
            return Err(StoreError::io("start", &path)(error));
        }
        let length = header.len() as u64;
        let sealed = self.open.replace(Open {
            path,
            file,
            length,
            filled: length,
        });
        if let Some(mut sealed) = sealed {
            sealed.trim();
        }
        Ok(())
    }

    /// Makes the mark durable, for a start that may come after a power cut.
    pub(super) fn close(mut self) {
        if let Some(open) = &mut self.open {
            open.trim();
        }
        self.mark.sync();
    }
}

/// The last acknowledged commit, in a file of its own that is written after each sync and not
/// synced itself: after a kill it is exact, after a power cut at most a little behind. With it the
/// last group's damage is told from a torn tail.
struct Mark {
    file: Option<Box<dyn DiskFile>>,
    place: Place,
}

pub(super) const MARK: &str = "acknowledged";

impl Mark {
    fn open(place: &Place) -> Self {
        Self {
            file: None,
            place: place.clone(),
        }
    }

    fn file(&self) -> io::Result<Box<dyn DiskFile>> {
        let path = self.place.root.join(MARK);
        if self.place.disk.length(&path)?.is_some() {
            self.place.disk.open(&path)
        } else {
            self.place.disk.create(&path)
        }
    }

    /// A mark that cannot be written is tried again at the next commit; it may only be too low.
    fn set(&mut self, sequence: u64) {
        let bytes = mark_bytes(&self.place, sequence);
        self.file = self
            .file
            .take()
            .or_else(|| self.file().ok())
            .and_then(|mut file| file.write_at(0, &bytes).is_ok().then_some(file));
    }

    fn sync(&mut self) {
        if let Some(file) = &mut self.file {
            let _ = file.sync();
        }
    }
}

fn mark_bytes(place: &Place, sequence: u64) -> [u8; 12] {
    let mut crc = crc32fast::Hasher::new();
    crc.update(place.generation.as_bytes());
    crc.update(&sequence.to_le_bytes());
    let mut bytes = [0; 12];
    bytes[..8].copy_from_slice(&sequence.to_le_bytes());
    bytes[8..].copy_from_slice(&crc.finalize().to_le_bytes());
    bytes
}

/// The last commit that the mark knows to be acknowledged; an error when there is a mark that
/// says nothing.
pub(super) fn acknowledged(place: &Place) -> Result<u64, StoreError> {
    let path = place.root.join(MARK);
    match place
        .disk
        .length(&path)
        .map_err(StoreError::io("look at", &path))?
    {
        None | Some(0) => Ok(0),
        Some(_) => {
            // The desk may be writing it at this moment: then the next look finds it whole.
            for _ in 0..3 {
                let bytes = place.read(&path)?;
                let sequence = bytes
                    .first_chunk::<8>()
                    .copied()
                    .map_or(0, u64::from_le_bytes);
                if bytes == mark_bytes(place, sequence) {
                    return Ok(sequence);
                }
            }
            Err(StoreError::damaged(
                &path,
                "its checksum",
                "it does not match",
            ))
        }
    }
}
