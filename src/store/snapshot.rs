//! Snapshots: the whole state at one sequence number, in the order of its keys.
//!
//! ```text
//! "SDSNAP01" 8 | format 4 | generation 16 | sequence 8 | hash 32 | time 8 | crc32 4
//! blocks: length 4 | crc32 4 | rows
//! end: length 0 | crc32 4 | records 8 | SHA-256 of all rows 32
//! ```

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::disk::DiskFile;
use super::format::Place;
use super::frame::{Position, chunk};
use super::segment::numbered;
use super::view::Row;
use super::{Record, StoreError};

const HEADER: usize = 80;
const MAGIC: [u8; 8] = *b"SDSNAP01";
const BLOCK: usize = 256 * 1024;
/// A block holds at most one row more than it was meant to.
const MAX_BLOCK: usize = BLOCK + 2 * super::frame::MAX_PAYLOAD;
const SUFFIX: &str = ".snapshot";

/// A snapshot that was read through and found whole.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    pub path: PathBuf,
    pub position: Position,
    pub records: u64,
    pub bytes: u64,
    pub digest: [u8; 32],
}

/// The snapshots by their sequence numbers, oldest first.
pub(super) fn list(place: &Place) -> Result<Vec<(u64, PathBuf)>, StoreError> {
    numbered(place, &place.snapshots(), SUFFIX)
}

/// Writes rows into a file of their own; it counts once it is finished.
pub(super) struct Writer<'a> {
    place: &'a Place,
    dir: PathBuf,
    file: Box<dyn DiskFile>,
    path: PathBuf,
    position: Position,
    offset: u64,
    index: u64,
    block: Vec<u8>,
    records: u64,
    digest: Sha256,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        place: &'a Place,
        dir: &Path,
        position: Position,
    ) -> Result<Self, StoreError> {
        let path = dir.join(format!("{:020}{SUFFIX}.tmp", position.sequence));
        let disk = &place.disk;
        if disk
            .length(&path)
            .map_err(StoreError::io("look at", &path))?
            .is_some()
        {
            disk.remove(&path)
                .map_err(StoreError::io("remove", &path))?;
        }
        let mut file = disk
            .create(&path)
            .map_err(StoreError::io("create", &path))?;
        let mut header = Vec::with_capacity(HEADER);
        header.extend(MAGIC);
        header.extend(place.format.to_le_bytes());
        header.extend(place.generation.as_bytes());
        header.extend(position.sequence.to_le_bytes());
        header.extend(position.hash);
        header.extend(position.at.to_le_bytes());
        header.extend(crc32fast::hash(&header).to_le_bytes());
        file.write_at(0, &header)
            .map_err(StoreError::io("write", &path))?;
        let (offset, index, records) = (HEADER as u64, 0, 0);
        let (block, digest, dir) = (Vec::new(), Sha256::new(), dir.to_owned());
        Ok(Self {
            place,
            dir,
            file,
            path,
            position,
            offset,
            index,
            block,
            records,
            digest,
        })
    }

    pub(super) fn push(&mut self, row: &Row) -> Result<(), StoreError> {
        if matches!(row, Row::Record { .. }) {
            self.records += 1;
        }
        put_row(&mut self.block, row);
        if self.block.len() >= BLOCK {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        let length = u32::try_from(self.block.len()).expect("rows are smaller than frames");
        let crc = block_crc(self.place.generation, self.index, &self.block);
        let mut bytes = Vec::with_capacity(8 + self.block.len());
        bytes.extend(length.to_le_bytes());
        bytes.extend(crc.to_le_bytes());
        bytes.extend(&self.block);
        self.file
            .write_at(self.offset, &bytes)
            .map_err(StoreError::io("write", &self.path))?;
        self.digest.update(&self.block);
        self.offset += bytes.len() as u64;
        self.index += 1;
        self.block.clear();
        Ok(())
    }

    /// Ends the file, and makes it and its name durable.
    pub(super) fn finish(mut self) -> Result<Snapshot, StoreError> {
        if !self.block.is_empty() {
            self.flush()?;
        }
        let digest: [u8; 32] = self.digest.finalize().into();
        let mut summary = self.records.to_le_bytes().to_vec();
        summary.extend(digest);
        let mut end = 0u32.to_le_bytes().to_vec();
        end.extend(block_crc(self.place.generation, self.index, &summary).to_le_bytes());
        end.extend(summary);
        let disk = &self.place.disk;
        self.file
            .write_at(self.offset, &end)
            .and_then(|()| self.file.sync())
            .map_err(StoreError::io("write", &self.path))?;
        let path = self.path.with_extension("");
        disk.rename(&self.path, &path)
            .map_err(StoreError::io("rename", &self.path))?;
        disk.sync_dir(&self.dir)
            .map_err(StoreError::io("sync", &self.dir))?;
        Ok(Snapshot {
            path,
            position: self.position,
            records: self.records,
            bytes: self.offset + end.len() as u64,
            digest,
        })
    }
}

/// Reads a snapshot through: every checksum, the order of blocks, the digest over all rows.
pub(super) fn check(place: &Place, path: &Path) -> Result<Snapshot, StoreError> {
    let mut blocks = Blocks::open(place, path)?;
    let mut digest = Sha256::new();
    let mut records = 0;
    while let Some(block) = blocks.next_block()? {
        digest.update(&block);
        let mut rest = &block[..];
        while !rest.is_empty() {
            let row = take_row(&mut rest).ok_or_else(|| blocks.damaged("a row is cut off"))?;
            records += u64::from(matches!(row, Row::Record { .. }));
        }
    }
    let digest: [u8; 32] = digest.finalize().into();
    if blocks.summary != Some((records, digest)) {
        return Err(blocks.damaged("the rows are not those that were counted"));
    }
    let (path, position) = (path.to_owned(), blocks.position);
    Ok(Snapshot {
        path,
        position,
        records,
        bytes: blocks.offset,
        digest,
    })
}

impl Snapshot {
    /// Its rows, in their order.
    pub(super) fn rows(&self, place: &Place) -> Result<Rows, StoreError> {
        let blocks = Blocks::open(place, &self.path)?;
        Ok(Rows {
            blocks,
            block: Vec::new(),
            at: 0,
            failed: false,
        })
    }
}

/// The rows of a snapshot; nothing follows an error.
pub(super) struct Rows {
    blocks: Blocks,
    block: Vec<u8>,
    at: usize,
    failed: bool,
}

impl Iterator for Rows {
    type Item = Result<Row, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        if self.at == self.block.len() {
            match self.blocks.next_block() {
                Ok(block) => self.block = block?,
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            }
            self.at = 0;
        }
        let mut rest = &self.block[self.at..];
        let row = take_row(&mut rest);
        self.at = self.block.len() - rest.len();
        self.failed = row.is_none();
        Some(row.ok_or_else(|| self.blocks.damaged("a row is cut off")))
    }
}

/// The blocks of a snapshot, each checked.
struct Blocks {
    file: BufReader<Box<dyn Read + Send>>,
    path: PathBuf,
    generation: Uuid,
    position: Position,
    offset: u64,
    index: u64,
    summary: Option<(u64, [u8; 32])>,
}

impl Blocks {
    fn open(place: &Place, path: &Path) -> Result<Self, StoreError> {
        let file = place
            .disk
            .read(path)
            .map_err(StoreError::io("open", path))?;
        let mut blocks = Self {
            file: BufReader::with_capacity(BLOCK, file),
            path: path.to_owned(),
            generation: place.generation,
            position: Position::START,
            offset: 0,
            index: 0,
            summary: None,
        };
        let header = blocks.take(HEADER)?;
        if header[..8] != MAGIC {
            return Err(blocks.damaged("no snapshot begins here"));
        }
        if crc32fast::hash(&header[..HEADER - 4]).to_le_bytes() != header[HEADER - 4..] {
            return Err(blocks.damaged("the checksum of its header does not match"));
        }
        let format = u32::from_le_bytes(chunk(&header, 8));
        if format > place.format {
            let what = path.display().to_string();
            return Err(StoreError::Newer {
                what,
                found: format,
                known: place.format,
            });
        }
        if header[12..28] != *place.generation.as_bytes() {
            return Err(blocks.damaged("it belongs to another desk"));
        }
        blocks.position = Position {
            sequence: u64::from_le_bytes(chunk(&header, 28)),
            hash: chunk(&header, 36),
            at: i64::from_le_bytes(chunk(&header, 68)),
        };
        Ok(blocks)
    }

    fn take(&mut self, length: usize) -> Result<Vec<u8>, StoreError> {
        let mut bytes = vec![0; length];
        match self.file.read_exact(&mut bytes) {
            Ok(()) => {
                self.offset += length as u64;
                Ok(bytes)
            }
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                Err(self.damaged("the file is cut off"))
            }
            Err(error) => Err(StoreError::io("read", &self.path)(error)),
        }
    }

    /// `None` behind the last one, whose summary is then known.
    fn next_block(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let head = self.take(8)?;
        let length = u32::from_le_bytes(chunk(&head, 0)) as usize;
        if length > MAX_BLOCK {
            return Err(self.damaged("a block is longer than one can be"));
        }
        let block = self.take(if length == 0 { 40 } else { length })?;
        if block_crc(self.generation, self.index, &block).to_le_bytes() != head[4..] {
            return Err(self.damaged("the checksum of a block does not match"));
        }
        self.index += 1;
        if length > 0 {
            return Ok(Some(block));
        }
        self.summary = Some((u64::from_le_bytes(chunk(&block, 0)), chunk(&block, 8)));
        let mut more = [0];
        match self.file.read(&mut more) {
            Ok(0) => Ok(None),
            Ok(_) => Err(self.damaged("there are bytes behind its end")),
            Err(error) => Err(StoreError::io("read", &self.path)(error)),
        }
    }

    fn damaged(&self, what: &str) -> StoreError {
        StoreError::damaged(&self.path, format!("byte {}", self.offset), what)
    }
}

fn block_crc(generation: Uuid, index: u64, bytes: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(generation.as_bytes());
    crc.update(&index.to_le_bytes());
    crc.update(bytes);
    crc.finalize()
}

fn put_row(to: &mut Vec<u8>, row: &Row) {
    let mut bytes = |bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).expect("keys and values are smaller than frames");
        to.extend(length.to_le_bytes());
        to.extend(bytes);
    };
    match row {
        Row::Record { table, key, record } => {
            bytes(&[&[*table], &record.version.to_le_bytes()[..]].concat());
            bytes(key);
            bytes(&record.value);
        }
        Row::Answer {
            sequence,
            request,
            reply,
        } => {
            bytes(&[&[0], &sequence.to_le_bytes()[..]].concat());
            bytes(request.as_bytes());
            bytes(reply);
        }
    }
}

fn take_row(from: &mut &[u8]) -> Option<Row> {
    let mut bytes = || {
        let (length, rest) = from.split_first_chunk::<4>()?;
        let (bytes, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        *from = rest;
        Some(bytes)
    };
    let (head, key, value) = (bytes()?, bytes()?, bytes()?.to_vec());
    let (table, sequence) = head.split_first()?;
    let sequence = u64::from_le_bytes(sequence.try_into().ok()?);
    Some(match table {
        0 => Row::Answer {
            sequence,
            request: Uuid::from_slice(key).ok()?,
            reply: value,
        },
        _ => Row::Record {
            table: *table,
            key: key.to_vec(),
            record: Record {
                version: sequence,
                value,
            },
        },
    })
}
