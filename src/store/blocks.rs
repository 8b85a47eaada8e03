//! A snapshot's header and blocks, and the rows in them.

use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use uuid::Uuid;

use super::format::Place;
use super::frame::{Position, chunk};
use super::view::Row;
use super::{Record, StoreError};

const HEADER: usize = 80;
const MAGIC: [u8; 8] = *b"SDSNAP02";
/// Blocks that are not packed.
const PLAIN: [u8; 8] = *b"SDSNAP01";
/// So much is packed at a time.
pub(super) const BLOCK: usize = 256 * 1024;
/// A block holds at most one row more than it was meant to.
const MAX_BLOCK: usize = BLOCK + 2 * super::frame::MAX_PAYLOAD;

/// What stands in front of the state at `position`.
pub(super) fn header(place: &Place, position: &Position) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER);
    header.extend(MAGIC);
    header.extend(place.format.to_le_bytes());
    header.extend(place.generation.as_bytes());
    header.extend(position.sequence.to_le_bytes());
    header.extend(position.hash);
    header.extend(position.at.to_le_bytes());
    header.extend(crc32fast::hash(&header).to_le_bytes());
    header
}

/// The rows of a snapshot; nothing follows an error.
pub(super) struct Rows {
    blocks: Blocks,
    block: Vec<u8>,
    at: usize,
    failed: bool,
}

impl Rows {
    pub(super) fn of(blocks: Blocks) -> Self {
        Self {
            blocks,
            block: Vec::new(),
            at: 0,
            failed: false,
        }
    }
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
pub(super) struct Blocks {
    file: BufReader<Box<dyn Read + Send>>,
    path: PathBuf,
    generation: Uuid,
    packed: bool,
    pub position: Position,
    /// How far it has been read.
    pub offset: u64,
    index: u64,
    /// How many records there are, and the digest of all rows; known behind the last block.
    pub summary: Option<(u64, [u8; 32])>,
}

impl Blocks {
    pub(super) fn open(place: &Place, path: &Path) -> Result<Self, StoreError> {
        let file = place
            .disk
            .read(path)
            .map_err(StoreError::io("open", path))?;
        let mut blocks = Self {
            file: BufReader::with_capacity(BLOCK, file),
            path: path.to_owned(),
            generation: place.generation,
            packed: true,
            position: Position::START,
            offset: 0,
            index: 0,
            summary: None,
        };
        let header = blocks.take(HEADER)?;
        blocks.packed = header[..8] == MAGIC;
        if !blocks.packed && header[..8] != PLAIN {
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
    pub(super) fn next_block(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let head = self.take(8)?;
        let length = u32::from_le_bytes(chunk(&head, 0)) as usize;
        if length > MAX_BLOCK {
            return Err(self.damaged("a block is longer than one can be"));
        }
        let block = self.take(if length == 0 { 40 } else { length })?;
        if crc(self.generation, self.index, &block).to_le_bytes() != head[4..] {
            return Err(self.damaged("the checksum of a block does not match"));
        }
        self.index += 1;
        if length > 0 {
            if !self.packed {
                return Ok(Some(block));
            }
            return unpack(&block)
                .map(Some)
                .map_err(|error| self.damaged(&format!("a block does not unpack: {error}")));
        }
        self.summary = Some((u64::from_le_bytes(chunk(&block, 0)), chunk(&block, 8)));
        let mut more = [0];
        match self.file.read(&mut more) {
            Ok(0) => Ok(None),
            Ok(_) => Err(self.damaged("there are bytes behind its end")),
            Err(error) => Err(StoreError::io("read", &self.path)(error)),
        }
    }

    pub(super) fn damaged(&self, what: &str) -> StoreError {
        StoreError::damaged(&self.path, format!("byte {}", self.offset), what)
    }
}

pub(super) fn crc(generation: Uuid, index: u64, bytes: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(generation.as_bytes());
    crc.update(&index.to_le_bytes());
    crc.update(bytes);
    crc.finalize()
}

/// Rows say much the same again and again: a quarter of their bytes is enough.
pub(super) fn pack(rows: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(rows.len() / 3), Compression::fast());
    encoder.write_all(rows)?;
    encoder.finish()
}

fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut rows = Vec::with_capacity(BLOCK + BLOCK / 4);
    DeflateDecoder::new(packed)
        .take(MAX_BLOCK as u64)
        .read_to_end(&mut rows)?;
    Ok(rows)
}

pub(super) fn put_row(to: &mut Vec<u8>, row: &Row) {
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

pub(super) fn take_row(from: &mut &[u8]) -> Option<Row> {
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

#[cfg(test)]
mod tests {
    use super::super::disk::RealDisk;
    use super::*;

    #[test]
    fn blocks_are_read_packed_and_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(
            std::sync::Arc::new(RealDisk),
            folder.path().to_owned(),
            Uuid::from_u128(5),
        );
        let row = Row::Record {
            table: 6,
            key: b"KF1".to_vec(),
            record: Record {
                version: 3,
                value: vec![7; 900],
            },
        };
        let mut rows = Vec::new();
        put_row(&mut rows, &row);
        for plain in [false, true] {
            let mut bytes = header(&place, &Position::START);
            let block = if plain {
                rows.clone()
            } else {
                pack(&rows).unwrap()
            };
            if plain {
                bytes[..8].copy_from_slice(&PLAIN);
                let crc = crc32fast::hash(&bytes[..HEADER - 4]);
                bytes[HEADER - 4..].copy_from_slice(&crc.to_le_bytes());
            }
            let end = [0; 40];
            for (index, block) in [(0, &block[..]), (1, &end[..])] {
                let length = if index == 0 { block.len() as u32 } else { 0 };
                bytes.extend(length.to_le_bytes());
                bytes.extend(crc(place.generation, index, block).to_le_bytes());
                bytes.extend(block);
            }
            let path = folder.path().join(format!("plain-{plain}"));
            std::fs::write(&path, bytes).unwrap();
            let found = Rows::of(Blocks::open(&place, &path).unwrap());
            let found: Vec<Row> = found.collect::<Result<_, _>>().unwrap();
            assert_eq!(found, std::slice::from_ref(&row), "plain: {plain}");
        }
    }
}
