//! A group's pending writes over the view, so that its second command sees the first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::iter::Peekable;
use std::ops::RangeBounds;
use std::vec;

use uuid::Uuid;

use super::{Batch, CommitError, Range, Record, Scan, StoreError, Table, View};

/// What the view will be once the group is on disk. Nobody but the writer sees it.
pub struct Overlay<'a> {
    under: &'a dyn View,
    sequence: u64,
    at: i64,
    records: BTreeMap<(Table, Vec<u8>), Option<Record>>,
    answers: HashMap<Uuid, (u64, Vec<u8>)>,
}

impl<'a> Overlay<'a> {
    /// Nothing pending yet.
    pub fn new(under: &'a dyn View) -> Self {
        Self {
            under,
            sequence: under.sequence(),
            at: under.last_at(),
            records: BTreeMap::new(),
            answers: HashMap::new(),
        }
    }

    /// Checks `batch` against what is there and what is pending, and makes it pending too.
    /// Gives the sequence number that it will have.
    pub fn push(&mut self, batch: &Batch) -> Result<Pushed, PushError> {
        if let Some(request) = batch.request
            && let Some((sequence, _)) = self.answered(request)?
        {
            return Ok(Pushed::Before(sequence));
        }
        for (table, key, version) in &batch.reads {
            let found = self.get(*table, key)?.map(|record| record.version);
            if found != *version {
                let stale = CommitError::Stale {
                    table: *table,
                    key: key.clone(),
                    found,
                };
                return Err(PushError::Refused(stale));
            }
        }
        self.sequence += 1;
        self.at = self.at.max(batch.at);
        for write in &batch.writes {
            let record = write.value.clone().map(|value| Record {
                version: self.sequence,
                value,
            });
            self.records
                .insert((write.table, write.key.clone()), record);
        }
        if let Some(request) = batch.request {
            self.answers
                .insert(request, (self.sequence, batch.reply.clone()));
        }
        Ok(Pushed::Now {
            sequence: self.sequence,
            at: self.at,
        })
    }

    /// The pending records of a table that lie in `range`, in the order of the scan.
    fn pending(&self, table: Table, range: &Range) -> Vec<(Vec<u8>, Option<Record>)> {
        let mut pending: Vec<_> = self
            .records
            .range((table, Vec::new())..)
            .take_while(|((of, _), _)| *of == table)
            .filter(|((_, key), _)| RangeBounds::<[u8]>::contains(&range.bounds(), key.as_slice()))
            .map(|((_, key), record)| (key.clone(), record.clone()))
            .collect();
        if range.backwards {
            pending.reverse();
        }
        pending
    }
}

/// Two sorted runs as one; of the same key the pending record counts.
struct Merge<'a> {
    under: Peekable<Scan<'a>>,
    pending: Peekable<vec::IntoIter<(Vec<u8>, Option<Record>)>>,
    backwards: bool,
}

impl Iterator for Merge<'_> {
    type Item = Result<(Vec<u8>, Record), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let order = match (self.under.peek(), self.pending.peek()) {
                (None, None) => return None,
                (Some(_), None) | (Some(Err(_)), _) => return self.under.next(),
                (None, Some(_)) => Ordering::Greater,
                (Some(Ok((under, _))), Some((pending, _))) if self.backwards => pending.cmp(under),
                (Some(Ok((under, _))), Some((pending, _))) => under.cmp(pending),
            };
            if order == Ordering::Less {
                return self.under.next();
            }
            if order == Ordering::Equal {
                self.under.next();
            }
            if let Some((key, Some(record))) = self.pending.next() {
                return Some(Ok((key, record)));
            }
        }
    }
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// It is pending, and will have this number and time.
    Now {
        /// Its sequence number to be.
        sequence: u64,
        /// Its time: never before the last one's.
        at: i64,
    },
    /// Its request was answered before, by this commit.
    Before(u64),
}

/// Why a batch is not pending.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    /// It is stale.
    #[error(transparent)]
    Refused(CommitError),
    /// The view could not say.
    #[error(transparent)]
    View(#[from] StoreError),
}

impl View for Overlay<'_> {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Record>, StoreError> {
        match self.records.get(&(table, key.to_vec())) {
            Some(pending) => Ok(pending.clone()),
            None => self.under.get(table, key),
        }
    }

    fn scan(&self, table: Table, range: &Range) -> Result<Scan<'_>, StoreError> {
        Ok(Box::new(Merge {
            under: self.under.scan(table, range)?.peekable(),
            pending: self.pending(table, range).into_iter().peekable(),
            backwards: range.backwards,
        }))
    }

    fn sequence(&self) -> u64 {
        self.sequence
    }

    fn last_at(&self) -> i64 {
        self.at
    }

    fn answered(&self, request: Uuid) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        match self.answers.get(&request) {
            Some(answer) => Ok(Some(answer.clone())),
            None => self.under.answered(request),
        }
    }
}
