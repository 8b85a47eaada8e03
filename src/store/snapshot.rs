//! Snapshots: the whole state at one sequence number, in the order of its keys.
//!
//! ```text
//! "SDSNAP02" 8 | format 4 | generation 16 | sequence 8 | hash 32 | time 8 | crc32 4
//! blocks: length 4 | crc32 4 | rows, deflated
//! end: length 0 | crc32 4 | records 8 | SHA-256 of all rows 32
//! ```
//!
//! Those that begin with "SDSNAP01" have their rows as they are.

use std::path::{Path, PathBuf};

use super::StoreError;
use super::blocks::{self, Blocks, Rows};
use super::disk::DiskFile;
use super::format::Place;
use super::frame::Position;
use super::segment::numbered;
use super::view::Row;
use sha2::{Digest, Sha256};

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
        let header = blocks::header(place, &position);
        file.write_at(0, &header)
            .map_err(StoreError::io("write", &path))?;
        let (offset, index, records) = (header.len() as u64, 0, 0);
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
        blocks::put_row(&mut self.block, row);
        if self.block.len() >= blocks::BLOCK {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        let packed = blocks::pack(&self.block).map_err(StoreError::io("pack", &self.path))?;
        let length = u32::try_from(packed.len()).expect("rows are smaller than frames");
        let crc = blocks::crc(self.place.generation, self.index, &packed);
        let mut bytes = Vec::with_capacity(8 + packed.len());
        bytes.extend(length.to_le_bytes());
        bytes.extend(crc.to_le_bytes());
        bytes.extend(&packed);
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
        end.extend(blocks::crc(self.place.generation, self.index, &summary).to_le_bytes());
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
            let row =
                blocks::take_row(&mut rest).ok_or_else(|| blocks.damaged("a row is cut off"))?;
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
        Ok(Rows::of(Blocks::open(place, &self.path)?))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use uuid::Uuid;

    use super::super::Record;
    use super::super::disk::RealDisk;
    use super::*;

    #[test]
    fn each_flipped_byte_and_each_cut_of_a_snapshot_is_noticed_and_named() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().to_owned();
        let place = Place::new(Arc::new(RealDisk), dir.clone(), Uuid::from_u128(5));
        let mut writer = Writer::new(&place, &dir, Position::START).unwrap();
        for n in 0..40u8 {
            writer
                .push(&Row::Record {
                    table: 6,
                    key: vec![b'K', n],
                    record: Record {
                        version: u64::from(n),
                        value: vec![n; 90],
                    },
                })
                .unwrap();
        }
        let written = writer.finish().unwrap();
        let found = check(&place, &written.path).unwrap();
        assert_eq!((found.records, found.digest), (40, written.digest));
        let whole = fs::read(&written.path).unwrap();
        let noticed = |bytes: &[u8], what: &str| {
            fs::write(&written.path, bytes).unwrap();
            let error = check(&place, &written.path).err();
            let error = error
                .unwrap_or_else(|| panic!("{what}: believed"))
                .to_string();
            assert!(error.contains("00000.snapshot"), "{what}: {error}");
        };
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            noticed(&flipped, &format!("byte {at}"));
            noticed(&whole[..at], &format!("cut at {at}"));
        }
    }
}
