//! The sailings that a file has named so far: what is said again, and what is contradicted.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use chrono::{Datelike, NaiveDate};

use super::spill::{Entry, Spill};
use crate::domain::sailing::CutOff;
use crate::domain::{CutOffKind, Sailing, Text};

/// The sailings seen. Of each is kept what tells the same from a contradiction, no more, and most of
/// that on disk: a file's length costs no memory.
#[derive(Debug, Default)]
pub(super) struct Seen {
    sailings: Spill,
}

/// What a sailing is to those seen before.
pub(super) enum Again {
    /// New to the file.
    New,
    /// The same as a row's.
    Same { row: u32 },
    /// Of the same name as a row's, and not the same.
    Other { row: u32, reason: Text },
}

impl Seen {
    /// Compares a sailing and remembers it where it is new.
    pub(super) fn meet(&mut self, sailing: &Sailing) -> io::Result<Again> {
        let now = Entry {
            key: hash(&sailing.id),
            row: sailing.source.row,
            day: sailing.etd.num_days_from_ce(),
            rest: rest(sailing),
        };
        let Some(known) = self.sailings.find(now.key)? else {
            self.sailings.put(now);
            return Ok(Again::New);
        };
        if (known.day, known.rest) == (now.day, now.rest) {
            return Ok(Again::Same { row: known.row });
        }
        let reason = match NaiveDate::from_num_days_from_ce_opt(known.day) {
            Some(etd) if known.day != now.day => Text::of("schedule.conflict-etd")
                .with("first", known.row)
                .with("etd", etd)
                .with("other", sailing.etd),
            _ => Text::of("schedule.conflict-rest").with("first", known.row),
        };
        Ok(Again::Other {
            row: known.row,
            reason,
        })
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What counts of a sailing besides its name and its departure.
#[allow(clippy::cast_possible_truncation)] // Half of a hash is a hash.
fn rest(sailing: &Sailing) -> u32 {
    let moments: Vec<Option<(i64, bool)>> = CutOffKind::ALL
        .iter()
        .map(|kind| {
            sailing.cut_offs.get(*kind).map(|cut_off| {
                (
                    cut_off.passes_at().timestamp(),
                    matches!(cut_off, CutOff::At(_)),
                )
            })
        })
        .collect();
    hash(&(sailing.eta, moments, &sailing.via)) as u32
}
