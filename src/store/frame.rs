//! A frame: one command's writes, as they stand in the journal.
//!
//! ```text
//! magic 4 | length 4 | crc32 4 | sequence 8 | synced up to 8 | hash of the one before 32 | payload
//! ```
//!
//! Little endian. The CRC covers the generation and everything but the magic and itself, so a frame
//! of another desk is none here. "Synced up to" names the last commit that was acknowledged when
//! this frame was written: it tells a torn tail from damage in what was acknowledged.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::envelope;
use super::{Batch, StoreError, Table, Write};
use crate::stored_first_version;

/// Bytes in front of the payload.
pub(super) const HEADER: usize = 60;
/// The most a frame's payload may take: an import's chunk of 2,000 rows is a quarter of it.
pub(super) const MAX_PAYLOAD: usize = 8 * 1024 * 1024;
pub(super) const MAGIC: [u8; 4] = *b"SDf\x01";

/// SHA-256 over a frame and, through the one before, over all the history.
pub(super) type Hash = [u8; 32];

/// A committed batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub sequence: u64,
    pub request: Option<Uuid>,
    pub at: i64,
    pub by: String,
    pub writes: Vec<Write>,
    pub reply: Vec<u8>,
}

impl Entry {
    pub(super) fn of(batch: Batch, sequence: u64, at: i64) -> Self {
        let Batch {
            request,
            by,
            writes,
            reply,
            ..
        } = batch;
        Self {
            sequence,
            request,
            at,
            by,
            writes,
            reply,
        }
    }
}

/// Frozen: the payload of a frame in format 1.
#[derive(Serialize, Deserialize)]
struct PayloadV1 {
    request: Option<[u8; 16]>,
    at: i64,
    by: String,
    writes: Vec<WriteV1>,
    reply: Bytes,
}
stored_first_version!(PayloadV1 = "frame");

#[derive(Serialize, Deserialize)]
struct WriteV1 {
    table: u8,
    key: Bytes,
    value: Option<Bytes>,
}

/// Bytes that serde takes in one piece.
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Whole;
        impl serde::de::Visitor<'_> for Whole {
            type Value = Bytes;
            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("bytes")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }
        from.deserialize_byte_buf(Whole)
    }
}

/// Where the history stands: what the next frame follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub sequence: u64,
    pub hash: Hash,
    pub at: i64,
}

impl Position {
    /// Before the first frame.
    pub(super) const START: Self = Self {
        sequence: 0,
        hash: [0; 32],
        at: 0,
    };
}

/// Appends the frame of `entry` to `to`, and says where the history stands behind it.
pub(super) fn write(
    to: &mut Vec<u8>,
    entry: &Entry,
    after: &Position,
    synced: u64,
    generation: Uuid,
) -> Result<Position, StoreError> {
    let payload = envelope::encode(&PayloadV1 {
        request: entry.request.map(Uuid::into_bytes),
        at: entry.at,
        by: entry.by.clone(),
        writes: entry
            .writes
            .iter()
            .map(|write| WriteV1 {
                table: write.table.number(),
                key: Bytes(write.key.clone()),
                value: write.value.clone().map(Bytes),
            })
            .collect(),
        reply: Bytes(entry.reply.clone()),
    })?;
    let length = u32::try_from(payload.len()).expect("an envelope is smaller than 4 GB");
    let mut rest = Vec::with_capacity(HEADER - 12 + payload.len());
    rest.extend(entry.sequence.to_le_bytes());
    rest.extend(synced.to_le_bytes());
    rest.extend(after.hash);
    rest.extend(payload);
    to.extend(MAGIC);
    to.extend(length.to_le_bytes());
    to.extend(checksum(generation, length, &rest).to_le_bytes());
    to.extend(&rest);
    Ok(Position {
        sequence: entry.sequence,
        hash: hash(&rest),
        at: entry.at,
    })
}

/// A frame whose checksum is right. Its payload is not decoded yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Framed<'a> {
    pub sequence: u64,
    pub synced: u64,
    pub before: Hash,
    pub hash: Hash,
    /// Bytes from its magic to its end.
    pub length: usize,
    payload: &'a [u8],
}

/// The frame at the start of `bytes`, or what is wrong with it.
pub(super) fn parse(bytes: &[u8], generation: Uuid) -> Result<Framed<'_>, &'static str> {
    let (header, _) = bytes
        .split_first_chunk::<HEADER>()
        .ok_or("cut off within a frame's header")?;
    if header[..4] != MAGIC {
        return Err("no frame begins here");
    }
    let length = u32::from_le_bytes(chunk(header, 4));
    let payload = length as usize;
    if payload > MAX_PAYLOAD + HEADER {
        return Err("longer than a frame can be");
    }
    let rest = bytes
        .get(12..HEADER + payload)
        .ok_or("cut off within a frame")?;
    if checksum(generation, length, rest).to_le_bytes() != header[8..12] {
        return Err("the checksum does not match");
    }
    Ok(Framed {
        sequence: u64::from_le_bytes(chunk(header, 12)),
        synced: u64::from_le_bytes(chunk(header, 20)),
        before: chunk(header, 28),
        hash: hash(rest),
        length: HEADER + payload,
        payload: &rest[HEADER - 12..],
    })
}

impl Framed<'_> {
    /// The batch in it.
    pub(super) fn entry(&self) -> Result<Entry, StoreError> {
        let payload: PayloadV1 = envelope::decode(self.payload)?;
        let writes = payload.writes.into_iter().map(|write| {
            let table = Table::from_number(write.table).ok_or_else(|| StoreError::Newer {
                what: "a table in a frame".into(),
                found: write.table.into(),
                known: Table::HIGHEST.into(),
            })?;
            Ok(Write {
                table,
                key: write.key.0,
                value: write.value.map(|bytes| bytes.0),
            })
        });
        Ok(Entry {
            sequence: self.sequence,
            request: payload.request.map(Uuid::from_bytes),
            at: payload.at,
            by: payload.by,
            writes: writes.collect::<Result<_, StoreError>>()?,
            reply: payload.reply.0,
        })
    }
}

/// The synced-up-to of every whole frame that still stands somewhere behind a broken place.
pub(super) fn proofs(bytes: &[u8], generation: Uuid) -> impl Iterator<Item = u64> {
    let starts = bytes.windows(MAGIC.len()).enumerate();
    starts
        .filter(|(_, window)| window.starts_with(&MAGIC))
        .filter_map(move |(at, _)| parse(&bytes[at..], generation).ok())
        .map(|frame| frame.synced)
}

fn checksum(generation: Uuid, length: u32, rest: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(generation.as_bytes());
    crc.update(&length.to_le_bytes());
    crc.update(rest);
    crc.finalize()
}

/// Of sequence, hash of the one before, and payload; synced-up-to lies between and is covered too.
fn hash(rest: &[u8]) -> Hash {
    Sha256::digest(rest).into()
}

/// `N` bytes of a header whose length was checked.
pub(super) fn chunk<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes[at..at + N]
        .try_into()
        .expect("the caller checked the length")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            sequence: 1,
            request: Some(Uuid::from_u128(7)),
            at: 1_750_000_000_000,
            by: "lin".into(),
            writes: vec![
                Write::put(Table::Jobs, "KF2026000001", vec![1; 300]),
                Write::delete(Table::Drafts, "d1"),
            ],
            reply: b"KF2026000001".to_vec(),
        }
    }

    #[test]
    fn a_frame_comes_back_as_it_was_written() {
        let generation = Uuid::from_u128(1);
        let mut bytes = Vec::new();
        let position = write(&mut bytes, &entry(), &Position::START, 0, generation).unwrap();
        let frame = parse(&bytes, generation).unwrap();
        assert_eq!(frame.entry().unwrap(), entry());
        assert_eq!((frame.hash, frame.length), (position.hash, bytes.len()));
    }

    #[test]
    fn each_flipped_bit_and_each_cut_is_noticed() {
        let generation = Uuid::from_u128(1);
        let mut bytes = Vec::new();
        write(&mut bytes, &entry(), &Position::START, 0, generation).unwrap();
        for at in 0..bytes.len() {
            assert!(parse(&bytes[..at], generation).is_err(), "cut at {at}");
            for bit in 0..8 {
                bytes[at] ^= 1 << bit;
                assert!(parse(&bytes, generation).is_err(), "bit {bit} of byte {at}");
                bytes[at] ^= 1 << bit;
            }
        }
    }

    #[test]
    fn a_frame_of_another_desk_is_none() {
        let mut bytes = Vec::new();
        write(
            &mut bytes,
            &entry(),
            &Position::START,
            0,
            Uuid::from_u128(1),
        )
        .unwrap();
        assert!(parse(&bytes, Uuid::from_u128(2)).is_err());
    }
}
