//! What is stored: tables of keys and bytes, and the batches that change them.

use std::ops::Bound;

use uuid::Uuid;

/// The tables. Their numbers are on disk: they never change, and are never given out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Table {
    /// What the desk knows about itself.
    Meta = 1,
    /// Number ledgers: jobs, shipping orders.
    Counters = 2,
    /// Enrolled operators and their roles.
    Operators = 3,
    /// Sailings as they stand.
    Sailings = 4,
    /// What sailings were before.
    SailingHistory = 5,
    /// Jobs as they stand.
    Jobs = 6,
    /// What happened to a job, in order.
    Timeline = 7,
    /// Unfinished work, each its operator's own.
    Drafts = 8,
    /// Consignments to start from.
    Templates = 9,
    /// Who does whose work since a hand-over.
    StandIns = 10,
    /// Rows of a schedule that contradict each other.
    Conflicts = 11,
    /// Files taken in, and how far.
    Imports = 12,
    // 13 was set aside for questions that were asked, and never written: they stand in the jobs.
    /// An operator's own settings.
    Preferences = 14,
    /// Refusals and other things that changed no record.
    Audit = 15,
}

impl Table {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 14] = [
        Self::Meta,
        Self::Counters,
        Self::Operators,
        Self::Sailings,
        Self::SailingHistory,
        Self::Jobs,
        Self::Timeline,
        Self::Drafts,
        Self::Templates,
        Self::StandIns,
        Self::Conflicts,
        Self::Imports,
        Self::Preferences,
        Self::Audit,
    ];

    /// The highest number.
    pub(super) const HIGHEST: u8 = Self::Audit.number();

    /// The number on disk.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The table of a number on disk, if this build knows it.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.number() == number)
    }
}

/// A value and the commit that wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Sequence number of the commit that last wrote it.
    pub version: u64,
    /// The bytes, usually an [envelope](super::envelope).
    pub value: Vec<u8>,
}

/// One change of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Where.
    pub table: Table,
    /// Which.
    pub key: Vec<u8>,
    /// The new value; `None` deletes.
    pub value: Option<Vec<u8>>,
}

impl Write {
    /// Stores `value` under `key`.
    pub fn put(table: Table, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) -> Self {
        Self {
            table,
            key: key.into(),
            value: Some(value.into()),
        }
    }

    /// Removes `key`.
    pub fn delete(table: Table, key: impl Into<Vec<u8>>) -> Self {
        Self {
            table,
            key: key.into(),
            value: None,
        }
    }
}

/// All that one command changes: it becomes one frame of the journal, whole or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The id its client gave the command; the same id again gives the first answer.
    pub request: Option<Uuid>,
    /// Milliseconds since 1970-01-01 UTC. One before the last commit's is raised to that.
    pub at: i64,
    /// Who, for the audit trail.
    pub by: String,
    /// Versions that must still hold; `None` = there was no such record.
    pub reads: Vec<(Table, Vec<u8>, Option<u64>)>,
    /// The changes; a later one of the same key wins.
    pub writes: Vec<Write>,
    /// The first answer, kept with the frame and opaque to the store.
    pub reply: Vec<u8>,
}

/// Which keys of a table to scan, and from which end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// First key.
    pub start: Bound<Vec<u8>>,
    /// Last key.
    pub end: Bound<Vec<u8>>,
    /// From the last key to the first.
    pub backwards: bool,
}

impl Range {
    /// Every key.
    pub fn all() -> Self {
        Self {
            start: Bound::Unbounded,
            end: Bound::Unbounded,
            backwards: false,
        }
    }

    /// Every key that begins with `prefix`.
    pub fn prefix(prefix: impl Into<Vec<u8>>) -> Self {
        let start: Vec<u8> = prefix.into();
        let end = after_prefix(&start).map_or(Bound::Unbounded, Bound::Excluded);
        Self {
            start: Bound::Included(start),
            end,
            backwards: false,
        }
    }

    /// From `start` up to, but without, `end`.
    pub fn between(start: impl Into<Vec<u8>>, end: impl Into<Vec<u8>>) -> Self {
        Self {
            start: Bound::Included(start.into()),
            end: Bound::Excluded(end.into()),
            backwards: false,
        }
    }

    /// From `start` to the end of the table.
    pub fn from(start: impl Into<Vec<u8>>) -> Self {
        Self {
            start: Bound::Included(start.into()),
            end: Bound::Unbounded,
            backwards: false,
        }
    }

    /// The same keys, the last one first.
    #[must_use]
    pub fn backwards(mut self) -> Self {
        self.backwards = !self.backwards;
        self
    }

    /// No key can lie in it. (`BTreeMap` panics on such a range.)
    pub(super) fn is_empty(&self) -> bool {
        match (&self.start, &self.end) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
            (Bound::Included(start), Bound::Included(end)) => start > end,
            (Bound::Included(start) | Bound::Excluded(start), Bound::Excluded(end))
            | (Bound::Excluded(start), Bound::Included(end)) => start >= end,
        }
    }

    /// What is left of it after `key` was seen.
    pub(super) fn after(&self, key: &[u8]) -> Self {
        let mut rest = self.clone();
        let bound = Bound::Excluded(key.to_vec());
        if self.backwards {
            rest.end = bound;
        } else {
            rest.start = bound;
        }
        rest
    }

    pub(super) fn bounds(&self) -> (Bound<&[u8]>, Bound<&[u8]>) {
        (
            self.start.as_ref().map(Vec::as_slice),
            self.end.as_ref().map(Vec::as_slice),
        )
    }
}

/// The first key behind all that begin with `prefix`; `None` when there is none.
fn after_prefix(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|&byte| byte != u8::MAX)?;
    let mut end = prefix[..=last].to_vec();
    end[last] += 1;
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_numbers_are_those_on_disk() {
        let numbers: Vec<u8> = Table::ALL.iter().map(|table| table.number()).collect();
        let given: Vec<u8> = (1..=15).filter(|number| *number != 13).collect();
        assert_eq!(numbers, given);
        assert_eq!(numbers.last(), Some(&Table::HIGHEST));
        assert_eq!(Table::from_number(6), Some(Table::Jobs));
        assert_eq!(Table::from_number(0), None);
        assert_eq!(Table::from_number(13), None);
        assert_eq!(Table::from_number(16), None);
    }

    #[test]
    fn a_prefix_of_high_bytes_still_ends() {
        assert_eq!(after_prefix(b"KF"), Some(b"KG".to_vec()));
        assert_eq!(after_prefix(&[7, 0xFF]), Some(vec![8]));
        assert_eq!(after_prefix(&[0xFF]), None);
        assert_eq!(after_prefix(b""), None);
    }

    #[test]
    fn an_upside_down_range_is_empty() {
        assert!(Range::between("b", "a").is_empty());
        assert!(Range::between("a", "a").is_empty());
        assert!(!Range::between("a", "b").is_empty());
        assert!(!Range::all().is_empty());
        assert!(Range::between("a", "b").after(b"b").is_empty());
    }
}
