//! The sailings that a file has named so far: what is said again, and what is contradicted.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;

use crate::domain::sailing::CutOff;
use crate::domain::{CutOffKind, Sailing, Text};

/// What is remembered of a sailing: enough to tell the same from a contradiction, no more, so that a
/// file of a million rows needs some tens of megabytes at the most.
#[derive(Debug, Clone, Copy)]
struct Known {
    row: u32,
    etd: NaiveDate,
    rest: u32,
    held: bool,
}

/// The sailings seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    sailings: HashMap<u64, Known>,
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
    pub(super) fn meet(&mut self, sailing: &Sailing) -> Again {
        let key = hash(&sailing.id);
        let rest = rest(sailing);
        let Some(known) = self.sailings.get_mut(&key) else {
            self.sailings.insert(
                key,
                Known {
                    row: sailing.source.row,
                    etd: sailing.etd,
                    rest,
                    held: false,
                },
            );
            return Again::New;
        };
        if known.etd == sailing.etd && known.rest == rest {
            return Again::Same { row: known.row };
        }
        known.held = true;
        let reason = if known.etd == sailing.etd {
            Text::of("schedule.conflict-rest").with("first", known.row)
        } else {
            Text::of("schedule.conflict-etd")
                .with("first", known.row)
                .with("etd", known.etd)
                .with("other", sailing.etd)
        };
        Again::Other {
            row: known.row,
            reason,
        }
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
