//! Reads, the same for every kind of store.

use std::vec;

use uuid::Uuid;

use super::frame::Entry;
use super::{Range, Record, StoreError, Table};

/// Records of a scan, in the order of their keys.
pub type Scan<'a> = Box<dyn Iterator<Item = Result<(Vec<u8>, Record), StoreError>> + 'a>;

/// Everybody's reads: cheap to share between threads.
///
/// Nothing is visible before it is on disk. A scan is no snapshot: each record is whole and as one
/// commit left it, but commits made while the scan runs may be seen in its later part.
pub trait View: Send + Sync {
    /// One record.
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Record>, StoreError>;

    /// The records of a table that lie in `range`.
    fn scan(&self, table: Table, range: &Range) -> Result<Scan<'_>, StoreError>;

    /// Sequence number of the last commit that is visible; 0 before the first.
    fn sequence(&self) -> u64;

    /// The time of that commit, in milliseconds since 1970; the clock may not stand before it.
    fn last_at(&self) -> i64;

    /// The sequence number and the first answer to a request, if it was one of the last
    /// [`ANSWERS_KEPT`](super::ANSWERS_KEPT) commits.
    fn answered(&self, request: Uuid) -> Result<Option<(u64, Vec<u8>)>, StoreError>;
}

/// What a rebuilt view is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    Record {
        table: u8,
        key: Vec<u8>,
        record: Record,
    },
    Answer {
        sequence: u64,
        request: Uuid,
        reply: Vec<u8>,
    },
}

/// Where a view keeps its records.
pub(super) trait Backend: Send + Sync {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Record>, StoreError>;
    /// At most [`PAGE`] records from the near end of `range`.
    fn page(&self, table: Table, range: &Range) -> Result<Page, StoreError>;
    fn answered(&self, request: Uuid) -> Result<Option<(u64, Vec<u8>)>, StoreError>;
    /// Sequence number and time of the last commit.
    fn position(&self) -> (u64, i64);
    /// Takes in commits that are on disk, all at once for those who read.
    fn apply(&self, entries: &[Entry]) -> Result<(), StoreError>;
    /// Takes in rows of a snapshot, in any order, none of which is there yet.
    fn load(&self, rows: Vec<Row>) -> Result<(), StoreError>;
    /// Ends a load: the rows were the state at this sequence number and time.
    fn loaded(&self, sequence: u64, at: i64) -> Result<(), StoreError>;
}

/// So many records are fetched at once.
pub(super) const PAGE: usize = 256;

/// A piece of a scan.
pub(super) struct Page {
    pub records: Vec<(Vec<u8>, Record)>,
    /// What is still to be scanned.
    pub rest: Option<Range>,
}

impl Page {
    /// The first [`PAGE`] of what was found; `rest` begins behind the last.
    pub(super) fn new(records: Vec<(Vec<u8>, Record)>, range: &Range) -> Self {
        let last = records.last().filter(|_| records.len() >= PAGE);
        let rest = last.map(|(key, _)| range.after(key));
        Self { records, rest }
    }
}

/// A scan that fetches a page at a time, so that no lock is held while the reader thinks.
pub(super) struct Pages<F> {
    fetch: F,
    rest: Option<Range>,
    page: vec::IntoIter<(Vec<u8>, Record)>,
}

impl<F> Pages<F>
where
    F: Fn(&Range) -> Result<Page, StoreError>,
{
    /// The first page is fetched here, so that its error is the scan's.
    pub(super) fn new(fetch: F, range: &Range) -> Result<Self, StoreError> {
        let mut pages = Self {
            fetch,
            rest: Some(range.clone()),
            page: Vec::new().into_iter(),
        };
        pages.turn()?;
        Ok(pages)
    }

    fn turn(&mut self) -> Result<(), StoreError> {
        while self.page.len() == 0
            && let Some(range) = self.rest.take()
            && !range.is_empty()
        {
            let page = (self.fetch)(&range)?;
            self.rest = page.rest;
            self.page = page.records.into_iter();
        }
        Ok(())
    }
}

impl<F> Iterator for Pages<F>
where
    F: Fn(&Range) -> Result<Page, StoreError>,
{
    type Item = Result<(Vec<u8>, Record), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(error) = self.turn() {
            return Some(Err(error));
        }
        self.page.next().map(Ok)
    }
}
