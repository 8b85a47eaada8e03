//! The view in sled: the only file that names it.
//!
//! One tree; the first byte of a key is the table's number, or one of those below. Every value
//! carries a checksum, because sled serves flipped bytes silently, and values over [`INLINE`] are
//! kept in pieces, because a leaf page over 128 KB goes to files that sled never syncs. All calls
//! are guarded: on a damaged file sled panics.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use ::sled::{Batch, Config, Db, IVec};
use uuid::Uuid;

use super::frame::Entry;
use super::view::{Backend, PAGE, Page, Row};
use super::{ANSWERS_KEPT, Range, Record, StoreError, Table};

/// A leaf holds at most 16 values: with this, 64 KB.
const INLINE: usize = 4_000;
const PIECES: u8 = 0xF0;
const ANSWERS: u8 = 0xF1;
const POSITION: [u8; 1] = [0xFF];
/// crc32 4 | version 8 | ordinal 4 | pieces 4
const HEAD: usize = 20;

pub(super) struct SledView {
    db: Db,
    answers: RwLock<Answers>,
    /// Tells the pieces of values of the same commit apart.
    ordinal: AtomicU32,
}

#[derive(Default)]
struct Answers {
    by_request: HashMap<Uuid, u64>,
    order: VecDeque<(u64, Uuid)>,
    position: (u64, i64),
}

/// What stands under a key, or is to: its version and its bytes.
type Value<'a> = Option<(u64, &'a [u8])>;

/// Opens sled's folder; its own lock may still be held for a moment by threads that are ending.
fn patiently(config: &Config) -> sled::Result<sled::Db> {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(2);
    loop {
        match config.open() {
            Err(sled::Error::Io(error))
                if error.to_string().contains("acquire lock")
                    && std::time::Instant::now() < end =>
            {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            other => return other,
        }
    }
}

impl SledView {
    /// Opens the folder, or makes it.
    pub(super) fn open(dir: &Path, cache_bytes: u64) -> Result<Self, StoreError> {
        guarded(|| {
            let config = Config::new()
                .path(dir)
                .cache_capacity(cache_bytes)
                // It is believed after a clean close only: syncing it meanwhile buys nothing.
                .flush_every_ms(None);
            let view = Self {
                db: patiently(&config)?,
                answers: RwLock::default(),
                ordinal: AtomicU32::new(0),
            };
            Ok(view)
        })
    }

    /// Reads what is kept in memory beside the tree.
    pub(super) fn recall(&self) -> Result<(), StoreError> {
        let mut answers = Answers::default();
        if let Some((_, value)) = self.value(&POSITION)? {
            answers.position = position(&value).ok_or_else(|| mismatch(&POSITION))?;
        }
        let mut kept = self.db.scan_prefix([ANSWERS]);
        while let Some(found) = guarded(|| Ok(kept.next()))? {
            let (key, raw) = guarded(|| found)?;
            let sequence = key.get(1..9).and_then(|bytes| bytes.try_into().ok());
            let sequence = u64::from_be_bytes(sequence.ok_or_else(|| mismatch(&key))?);
            let (_, value) = self.assemble(&key, raw)?.ok_or_else(|| mismatch(&key))?;
            let request = value
                .get(..16)
                .and_then(|bytes| Uuid::from_slice(bytes).ok());
            let request = request.ok_or_else(|| mismatch(&key))?;
            answers.by_request.insert(request, sequence);
            answers.order.push_back((sequence, request));
        }
        *self.answers_mut() = answers;
        Ok(())
    }

    fn answers(&self) -> RwLockReadGuard<'_, Answers> {
        self.answers.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn answers_mut(&self) -> RwLockWriteGuard<'_, Answers> {
        self.answers.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn value(&self, key: &[u8]) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        guarded(|| self.db.get(key))?.map_or(Ok(None), |raw| self.assemble(key, raw))
    }

    /// Checks a value and joins its pieces. They may go while it is read: then it is read again.
    fn assemble(&self, key: &[u8], mut raw: IVec) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        loop {
            let head = Head::of(&raw).ok_or_else(|| mismatch(key))?;
            let mut bytes = raw[HEAD..].to_vec();
            let mut whole = true;
            for piece in 0..head.pieces {
                match guarded(|| self.db.get(head.piece_key(piece)))? {
                    Some(piece) => bytes.extend_from_slice(&piece),
                    None => whole = false,
                }
            }
            if whole && head.crc == head.checksum(key, &bytes) {
                return Ok(Some((head.version, bytes)));
            }
            match guarded(|| self.db.get(key))? {
                None => return Ok(None),
                Some(now) if now == raw => return Err(mismatch(key)),
                Some(now) => raw = now,
            }
        }
    }

    /// Adds what makes `value` stand under `key` to `batch`.
    fn put(&self, batch: &mut Batch, key: &[u8], value: Value<'_>) -> Result<(), StoreError> {
        if let Some(old) = guarded(|| self.db.get(key))?.as_deref().and_then(Head::of) {
            for piece in 0..old.pieces {
                batch.remove(&old.piece_key(piece)[..]);
            }
        }
        match value {
            Some((version, bytes)) => self.put_new(batch, key, version, bytes),
            None => batch.remove(key),
        }
        Ok(())
    }

    /// Adds what makes a value stand under a key where nothing stands.
    fn put_new(&self, batch: &mut Batch, key: &[u8], version: u64, bytes: &[u8]) {
        let ordinal = self.ordinal.fetch_add(1, Ordering::Relaxed);
        let pieces = if bytes.len() > INLINE {
            bytes.len().div_ceil(INLINE)
        } else {
            0
        };
        let pieces = u32::try_from(pieces).expect("values are smaller than frames");
        let mut head = Head {
            crc: 0,
            version,
            ordinal,
            pieces,
        };
        head.crc = head.checksum(key, bytes);
        let inline = if pieces == 0 { bytes } else { &[] };
        batch.insert(key, [&head.to_bytes()[..], inline].concat());
        if pieces > 0 {
            for (piece, bytes) in (0..).zip(bytes.chunks(INLINE)) {
                batch.insert(&head.piece_key(piece)[..], bytes);
            }
        }
    }

    fn put_position(&self, batch: &mut Batch, sequence: u64, at: i64) -> Result<(), StoreError> {
        let bytes = [sequence.to_le_bytes(), at.to_le_bytes()].concat();
        self.put(batch, &POSITION, Some((sequence, &bytes)))
    }

    fn write(&self, batch: Batch) -> Result<(), StoreError> {
        guarded(|| self.db.apply_batch(batch))
    }
}

impl Backend for SledView {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Record>, StoreError> {
        let found = self.value(&placed(table.number(), key))?;
        Ok(found.map(|(version, value)| Record { version, value }))
    }

    fn page(&self, table: Table, range: &Range) -> Result<Page, StoreError> {
        let (start, end) = range.bounds();
        let start = match start {
            Bound::Unbounded => Bound::Included(vec![table.number()]),
            bound => bound.map(|key| placed(table.number(), key)),
        };
        let end = match end {
            Bound::Unbounded => Bound::Excluded(vec![table.number() + 1]),
            bound => bound.map(|key| placed(table.number(), key)),
        };
        let raw = guarded(|| {
            let found = self.db.range((start, end));
            if range.backwards {
                found.rev().take(PAGE).collect::<Result<Vec<_>, _>>()
            } else {
                found.take(PAGE).collect()
            }
        })?;
        let rest = raw
            .last()
            .filter(|_| raw.len() == PAGE)
            .map(|(key, _)| range.after(&key[1..]));
        let mut records = Vec::with_capacity(raw.len());
        for (key, value) in raw {
            if let Some((version, value)) = self.assemble(&key, value)? {
                records.push((key[1..].to_vec(), Record { version, value }));
            }
        }
        Ok(Page { records, rest })
    }

    fn answered(&self, request: Uuid) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let Some(sequence) = self.answers().by_request.get(&request).copied() else {
            return Ok(None);
        };
        let key = placed(ANSWERS, &sequence.to_be_bytes());
        let value = self.value(&key)?;
        Ok(value.map(|(_, value)| (sequence, value.get(16..).unwrap_or_default().to_vec())))
    }

    fn position(&self) -> (u64, i64) {
        self.answers().position
    }

    fn apply(&self, entries: &[Entry]) -> Result<(), StoreError> {
        let Some(last) = entries.last() else {
            return Ok(());
        };
        let mut state: BTreeMap<Vec<u8>, Value<'_>> = BTreeMap::new();
        let mut replies = Vec::new();
        for entry in entries {
            for write in &entry.writes {
                let value = write.value.as_deref().map(|bytes| (entry.sequence, bytes));
                state.insert(placed(write.table.number(), &write.key), value);
            }
            if let Some(request) = entry.request {
                replies.push((entry.sequence, request, answer(request, &entry.reply)));
            }
        }
        for (sequence, _, reply) in &replies {
            state.insert(
                placed(ANSWERS, &sequence.to_be_bytes()),
                Some((*sequence, reply)),
            );
        }
        let oldest = last.sequence.saturating_sub(ANSWERS_KEPT);
        let old = self
            .answers()
            .order
            .iter()
            .take_while(|(of, _)| *of <= oldest)
            .count();
        for (sequence, _) in self.answers().order.iter().take(old) {
            state.insert(placed(ANSWERS, &sequence.to_be_bytes()), None);
        }
        let mut batch = Batch::default();
        for (key, value) in state {
            self.put(&mut batch, &key, value)?;
        }
        self.put_position(&mut batch, last.sequence, last.at)?;
        self.write(batch)?;
        let mut answers = self.answers_mut();
        for (_, request) in answers.order.drain(..old).collect::<Vec<_>>() {
            answers.by_request.remove(&request);
        }
        for (sequence, request, _) in replies {
            answers.by_request.insert(request, sequence);
            answers.order.push_back((sequence, request));
        }
        answers.position = (last.sequence, last.at);
        Ok(())
    }

    fn load(&self, rows: Vec<Row>) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for row in rows {
            match row {
                Row::Record { table, key, record } => {
                    let key = placed(table, &key);
                    self.put_new(&mut batch, &key, record.version, &record.value);
                }
                Row::Answer {
                    sequence,
                    request,
                    reply,
                } => {
                    let key = placed(ANSWERS, &sequence.to_be_bytes());
                    self.put_new(&mut batch, &key, sequence, &answer(request, &reply));
                    let mut answers = self.answers_mut();
                    answers.by_request.insert(request, sequence);
                    answers.order.push_back((sequence, request));
                }
            }
        }
        self.write(batch)
    }

    fn loaded(&self, sequence: u64, at: i64) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        self.put_position(&mut batch, sequence, at)?;
        self.write(batch)?;
        self.answers_mut().position = (sequence, at);
        Ok(())
    }
}

/// What stands in front of a value.
struct Head {
    crc: u32,
    version: u64,
    ordinal: u32,
    pieces: u32,
}

impl Head {
    fn of(raw: impl AsRef<[u8]>) -> Option<Self> {
        let (head, _) = raw.as_ref().split_first_chunk::<HEAD>()?;
        let word =
            |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let version = u64::from(word(4)) | u64::from(word(8)) << 32;
        Some(Self {
            crc: word(0),
            version,
            ordinal: word(12),
            pieces: word(16),
        })
    }

    fn to_bytes(&self) -> [u8; HEAD] {
        let mut bytes = [0; HEAD];
        bytes[..4].copy_from_slice(&self.crc.to_le_bytes());
        bytes[4..12].copy_from_slice(&self.version.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.ordinal.to_le_bytes());
        bytes[16..].copy_from_slice(&self.pieces.to_le_bytes());
        bytes
    }

    fn piece_key(&self, piece: u32) -> Vec<u8> {
        let mut key = vec![PIECES];
        key.extend(self.version.to_be_bytes());
        key.extend(self.ordinal.to_be_bytes());
        key.extend(piece.to_be_bytes());
        key
    }

    /// Over the key too: a value under another's key is none.
    fn checksum(&self, key: &[u8], value: &[u8]) -> u32 {
        let mut crc = crc32fast::Hasher::new();
        crc.update(key);
        crc.update(&self.to_bytes()[4..]);
        crc.update(value);
        crc.finalize()
    }
}

fn placed(table: u8, key: &[u8]) -> Vec<u8> {
    [&[table], key].concat()
}

fn answer(request: Uuid, reply: &[u8]) -> Vec<u8> {
    [request.as_bytes(), reply].concat()
}

fn position(bytes: &[u8]) -> Option<(u64, i64)> {
    let (sequence, at) = bytes.split_first_chunk::<8>()?;
    Some((
        u64::from_le_bytes(*sequence),
        i64::from_le_bytes(at.try_into().ok()?),
    ))
}

fn mismatch(key: &[u8]) -> StoreError {
    let table = key.first().copied().unwrap_or_default();
    StoreError::View(format!(
        "a record of table {table} is not as it was written"
    ))
}

fn guarded<T>(work: impl FnOnce() -> Result<T, ::sled::Error>) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| StoreError::View(error.to_string())),
        Err(_) => Err(StoreError::View("it panicked".into())),
    }
}
