//! Filling an empty view with all the history: one thread reads, the other takes in.

use super::StoreError;
use super::ahead::reading_ahead;
use super::format::Place;
use super::frame::{Entry, Position};
use super::history::{self, Tail};
use super::segment::Survey;
use super::snapshot::Snapshot;
use super::view::{Backend, Row};

/// So many rows are taken in at once.
const GROUP: usize = 512;

/// What is taken in at once.
enum Group {
    /// Of the snapshot.
    Rows(Vec<Row>),
    /// The snapshot is in.
    Loaded(Position),
    /// Of the journal behind it, with how many rows they are.
    Entries(Vec<Entry>, usize),
}

/// Fills an empty view with all the history (up to `until`), calling `progress` as it goes.
pub(super) fn fill(
    place: &Place,
    into: &dyn Backend,
    acknowledged: u64,
    until: Option<u64>,
    progress: &dyn Fn(u64),
) -> Result<(Tail, Vec<String>), StoreError> {
    let (base, survey, passed_over) = history::base(place, until)?;
    let mut done = 0;
    let tail = reading_ahead(
        |give: &dyn Fn(Group) -> Result<(), StoreError>| {
            read(place, base.as_ref(), &survey, acknowledged, until, give)
        },
        |group| {
            match group {
                Group::Rows(rows) => {
                    done += rows.len() as u64;
                    into.load(rows)?;
                }
                Group::Loaded(at) => into.loaded(at.sequence, at.at)?,
                Group::Entries(entries, rows) => {
                    done += rows as u64;
                    into.apply(&entries)?;
                }
            }
            progress(done);
            Ok(())
        },
    )?;
    Ok((tail, passed_over))
}

/// Gives the rows of the snapshot, then the commits behind it.
fn read(
    place: &Place,
    base: Option<&Snapshot>,
    survey: &Survey,
    acknowledged: u64,
    until: Option<u64>,
    give: &dyn Fn(Group) -> Result<(), StoreError>,
) -> Result<Tail, StoreError> {
    let mut from = Position::START;
    if let Some(base) = base {
        from = base.position;
        let mut rows = Vec::with_capacity(GROUP);
        for row in base.rows(place)? {
            rows.push(row?);
            if rows.len() == GROUP {
                give(Group::Rows(std::mem::take(&mut rows)))?;
            }
        }
        give(Group::Rows(rows))?;
        give(Group::Loaded(from))?;
    }
    let (mut group, mut rows) = (Vec::new(), 0);
    let tail = history::walk(place, survey, from, acknowledged, until, |entry| {
        // A booking is a few rows, an import's chunk two thousand.
        rows += 1 + entry.writes.len();
        group.push(entry);
        if rows >= GROUP {
            let entries = std::mem::take(&mut group);
            give(Group::Entries(entries, std::mem::take(&mut rows)))?;
        }
        Ok(())
    })?;
    give(Group::Entries(group, rows))?;
    Ok(tail)
}
