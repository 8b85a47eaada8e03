//! A map that does not grow with the file that it is made from: what does not fit goes to a file
//! without a name, in sorted runs.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};

/// How many entries are held in memory, and make a run.
const HELD: usize = 1 << 16;
/// An entry's bytes on disk.
const WIDTH: usize = 20;
/// How many entries are read at once to find one.
const BLOCK: usize = 128;
/// A filter's bits for each entry of its run: three in a hundred look-ups read a block for nothing.
const BITS: usize = 8;

/// What is kept under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: u64,
    pub(super) row: u32,
    pub(super) day: i32,
    pub(super) rest: u32,
}

impl Entry {
    fn bytes(self) -> [u8; WIDTH] {
        let mut bytes = [0; WIDTH];
        bytes[..8].copy_from_slice(&self.key.to_be_bytes());
        bytes[8..12].copy_from_slice(&self.row.to_be_bytes());
        bytes[12..16].copy_from_slice(&self.day.to_be_bytes());
        bytes[16..].copy_from_slice(&self.rest.to_be_bytes());
        bytes
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        let (key, bytes) = bytes.split_first_chunk()?;
        let (row, bytes) = bytes.split_first_chunk()?;
        let (day, bytes) = bytes.split_first_chunk()?;
        let (rest, _) = bytes.split_first_chunk()?;
        Some(Self {
            key: u64::from_be_bytes(*key),
            row: u32::from_be_bytes(*row),
            day: i32::from_be_bytes(*day),
            rest: u32::from_be_bytes(*rest),
        })
    }
}

/// Entries by their keys, which are hashes: spread evenly.
#[derive(Debug, Default)]
pub(super) struct Spill {
    held: HashMap<u64, Entry>,
    file: Option<File>,
    runs: Vec<Run>,
    /// No file could be made or written: everything is held.
    holds_all: bool,
}

/// A sorted run in the file.
#[derive(Debug)]
struct Run {
    /// Where it begins, in bytes, and its entries.
    at: u64,
    entries: usize,
    /// The first key of each block.
    blocks: Vec<u64>,
    filter: Vec<u8>,
}

impl Spill {
    /// The entry of a key.
    ///
    /// # Errors
    /// The file could not be read.
    pub(super) fn find(&self, key: u64) -> io::Result<Option<Entry>> {
        if let Some(entry) = self.held.get(&key) {
            return Ok(Some(*entry));
        }
        let Some(file) = &self.file else {
            return Ok(None);
        };
        for run in &self.runs {
            if let Some(entry) = run.find(file, key)? {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// Keeps an entry whose key is new.
    pub(super) fn put(&mut self, entry: Entry) {
        self.held.insert(entry.key, entry);
        if self.held.len() >= HELD && !self.holds_all {
            // A box without room for temporary files reads its schedules all the same.
            match self.write() {
                Ok(()) => self.held.clear(),
                Err(_) => self.holds_all = true,
            }
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(nameless()?),
        };
        let mut entries: Vec<Entry> = self.held.values().copied().collect();
        entries.sort_unstable_by_key(|entry| entry.key);
        let at = self
            .runs
            .last()
            .map_or(0, |run| run.at + (run.entries * WIDTH) as u64);
        let mut run = Run {
            at,
            entries: entries.len(),
            blocks: entries.iter().step_by(BLOCK).map(|one| one.key).collect(),
            filter: vec![0; entries.len() * BITS / 8],
        };
        let mut bytes = Vec::with_capacity(entries.len() * WIDTH);
        for entry in entries {
            bytes.extend_from_slice(&entry.bytes());
            for bit in run.bits(entry.key) {
                run.filter[bit / 8] |= 1 << (bit % 8);
            }
        }
        file.write_all_at(&bytes, at)?;
        file.flush()?;
        self.runs.push(run);
        Ok(())
    }
}

impl Run {
    /// The bits of a key: a hash gives as many as are wanted.
    #[allow(clippy::cast_possible_truncation)] // Taken to the filter's length.
    fn bits(&self, key: u64) -> [usize; 3] {
        let all = self.filter.len() * 8;
        [0, 21, 42].map(|shift| (key.rotate_left(shift) % all as u64) as usize)
    }

    fn find(&self, file: &File, key: u64) -> io::Result<Option<Entry>> {
        let may_be = self
            .bits(key)
            .iter()
            .all(|bit| self.filter[bit / 8] & (1 << (bit % 8)) != 0);
        let block = self.blocks.partition_point(|first| *first <= key);
        if !may_be || block == 0 {
            return Ok(None);
        }
        let from = (block - 1) * BLOCK;
        let count = BLOCK.min(self.entries - from);
        let mut bytes = [0; BLOCK * WIDTH];
        let bytes = &mut bytes[..count * WIDTH];
        file.read_exact_at(bytes, self.at + (from * WIDTH) as u64)?;
        Ok(bytes
            .chunks_exact(WIDTH)
            .filter_map(Entry::of)
            .find(|entry| entry.key == key))
    }
}

/// A file without a name: gone when it is closed, however that comes.
///
/// # Errors
/// There is no folder for temporary files, or no room in it.
pub fn nameless() -> io::Result<File> {
    let path = std::env::temp_dir().join(format!("shipdesk-{}", uuid::Uuid::new_v4()));
    let file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spread as a hash would spread it.
    fn entry(number: u32) -> Entry {
        Entry {
            key: u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15),
            row: number,
            day: 739_000 + i32::try_from(number % 400).unwrap(),
            rest: number ^ 0x5555,
        }
    }

    #[test]
    fn what_went_to_the_file_is_found_and_memory_holds_one_run() {
        let mut spill = Spill::default();
        let many = HELD as u32 * 3 + 1_000;
        for number in 1..=many {
            assert_eq!(spill.find(entry(number).key).unwrap(), None);
            spill.put(entry(number));
        }
        assert!(spill.held.len() < HELD && spill.runs.len() == 3);
        for number in (1..=many).step_by(97) {
            let known = entry(number);
            assert_eq!(spill.find(known.key).unwrap(), Some(known), "{number}");
            assert_eq!(spill.find(known.key ^ 1).unwrap(), None);
        }
    }

    #[test]
    fn a_box_without_room_for_the_file_holds_everything() {
        let mut spill = Spill {
            holds_all: true,
            ..Spill::default()
        };
        let many = HELD as u32 * 2;
        (1..=many).for_each(|number| spill.put(entry(number)));
        assert_eq!(spill.find(entry(7).key).unwrap(), Some(entry(7)));
        assert!(spill.runs.is_empty());
    }
}
