//! Folding: a snapshot and the segments after it make the next snapshot.
//!
//! From files only, never out of the live view, so it can run beside the desk, and a fault of the
//! view never gets into what the view is rebuilt from.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::path::Path;

use super::format::Place;
use super::frame::Position;
use super::history;
use super::snapshot::{Snapshot, Writer};
use super::view::Row;
use super::{ANSWERS_KEPT, Record, StoreError};

/// Table and key: the order of a snapshot's records. Its answers follow, by their numbers.
type At = (u8, Vec<u8>);

/// Writes the state at commit `until` as a snapshot in `dir`.
pub(super) fn fold(place: &Place, dir: &Path, until: u64) -> Result<Snapshot, StoreError> {
    let (base, survey, _) = history::base(place, Some(until))?;
    let from = base.as_ref().map_or(Position::START, |base| base.position);
    let mut records: BTreeMap<At, Option<Record>> = BTreeMap::new();
    let mut answers = Vec::new();
    let tail = history::walk(place, &survey, from, 0, Some(until), |entry| {
        let sequence = entry.sequence;
        for write in entry.writes {
            let record = write.value.map(|value| Record {
                version: sequence,
                value,
            });
            records.insert((write.table.number(), write.key), record);
        }
        if let Some(request) = entry.request {
            answers.push(Row::Answer {
                sequence,
                request,
                reply: entry.reply,
            });
        }
        Ok(())
    })?;
    let mut writer = Writer::new(place, dir, tail.position)?;
    let kept = |sequence: u64| sequence + ANSWERS_KEPT > until;
    let mut changed = records.into_iter().peekable();
    if let Some(base) = base {
        for row in base.rows(place)? {
            match row? {
                Row::Record { table, key, record } => {
                    let at = (table, key);
                    push_before(&mut writer, &mut changed, Some(&at))?;
                    let now = match changed.next_if(|(changed, _)| *changed == at) {
                        Some((_, now)) => now,
                        None => Some(record),
                    };
                    push(&mut writer, at, now)?;
                }
                row @ Row::Answer { sequence, .. } => {
                    push_before(&mut writer, &mut changed, None)?;
                    if kept(sequence) {
                        writer.push(&row)?;
                    }
                }
            }
        }
    }
    push_before(&mut writer, &mut changed, None)?;
    for row in &answers {
        if matches!(row, Row::Answer { sequence, .. } if kept(*sequence)) {
            writer.push(row)?;
        }
    }
    writer.finish()
}

/// Writes the changed records that stand before `end`, or all that are left.
fn push_before(
    writer: &mut Writer<'_>,
    changed: &mut Peekable<impl Iterator<Item = (At, Option<Record>)>>,
    end: Option<&At>,
) -> Result<(), StoreError> {
    while let Some((at, record)) = changed.next_if(|(at, _)| end.is_none_or(|end| at < end)) {
        push(writer, at, record)?;
    }
    Ok(())
}

fn push(
    writer: &mut Writer<'_>,
    (table, key): At,
    record: Option<Record>,
) -> Result<(), StoreError> {
    match record {
        Some(record) => writer.push(&Row::Record { table, key, record }),
        None => Ok(()),
    }
}
