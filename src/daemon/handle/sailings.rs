//! The schedule: searched, and a departure recorded.

use std::sync::atomic::Ordering;

use super::super::desk::Desk;
use super::super::ground::Ground;
use super::super::order::{Answer, Effects, Order, Planned};
use super::super::records::{self, AuditLine, failed};
use super::rights::writer;
use crate::domain::consignment::Moment;
use crate::domain::job::{FieldChange, TimelineEntry};
use crate::domain::{Operator, Pointer, Sailing, SailingId, Text};
use crate::protocol::{Failure, HitField, Reply, SailingHit, Searched};
use crate::search::{Options, Read};
use crate::store::{Table, Write};

/// The most sailings that one search answers with.
const MOST: u32 = 500;

/// The screen's search.
pub fn search(
    desk: &Desk,
    operator: &Operator,
    query: &str,
    limit: u32,
    all: bool,
) -> Result<Reply, Failure> {
    let now = desk.now();
    let learns = desk.learns.load(Ordering::Relaxed);
    let memory = desk.memory();
    let preference = learns.then(|| memory.habits.of(&operator.name));
    let options = Options {
        include_closed: all,
        preference: preference.as_ref(),
        ..Options::limit(limit.min(MOST) as usize)
    };
    let results = memory.sailings.query(query, now, &options);
    let schema = memory.sailings.engine().schema();
    let mut found = Searched::default();
    for hit in results.hits {
        let Some(sailing) = records::sailing(&*desk.view, &hit.key)? else {
            continue;
        };
        let range = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let matched = hit
            .matched
            .into_iter()
            .map(|matched| HitField {
                field: schema.spec(matched.field).name.to_owned(),
                value: matched.text,
                ranges: matched
                    .ranges
                    .iter()
                    .map(|part| (range(part.start), range(part.end)))
                    .collect(),
            })
            .collect();
        found.hits.push(SailingHit { sailing, matched });
    }
    for term in results.reading {
        let name = |field| schema.spec(field).name.to_owned();
        let read = match term.read {
            Read::Value {
                field,
                name: value,
                guessed,
            } => {
                // A guess shows what it was made of.
                let value = if guessed {
                    format!("{value} ← {}", term.typed)
                } else {
                    value
                };
                (name(field), value)
            }
            Read::Days { field, from, to } if from == to => (name(field), from.to_string()),
            Read::Days { field, from, to } => (name(field), format!("{from}..{to}")),
            // It is seen in the field of the term that it announced.
            Read::Cue { .. } => continue,
            Read::Ignored => (String::new(), term.typed),
        };
        found.reading.push(read);
    }
    Ok(Reply::Searched(found))
}

/// A line of the audit trail about something that is no job.
pub fn audit(
    ground: &Ground,
    operator: &Operator,
    about: &str,
    event: &str,
    changes: Vec<FieldChange>,
) -> Result<Write, Failure> {
    let seq = ground.view.sequence() + 1;
    let line = AuditLine {
        about: about.to_owned(),
        entry: TimelineEntry {
            seq,
            at: ground.now,
            by: operator.name.clone(),
            event: event.to_owned(),
            details: Vec::new(),
            changes,
        },
    };
    let mut key = seq.to_be_bytes().to_vec();
    key.extend_from_slice(about.as_bytes());
    records::put(Table::Audit, key, &line).map_err(|error| failed(&error))
}

/// The actual departure.
pub fn depart(
    ground: &Ground,
    order: &Order,
    id: &SailingId,
    at: Moment,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let before = ground.sailing(id)?;
    if at > ground.now {
        return Err(super::super::failures::refused(
            Text::of("error.departs-later").with("at", crate::json::moment_text(&at)),
            Text::of("error.departs-later-hint"),
        ));
    }
    let offset = ground.offset(&before.pol, at.date_naive());
    let sailing = Sailing {
        atd: Some(at.with_timezone(&offset)),
        ..before.clone()
    };
    let change = FieldChange {
        field: Pointer::new("/atd"),
        from: before
            .atd
            .as_ref()
            .map(|atd| format!("\"{}\"", crate::json::moment_text(atd))),
        to: sailing
            .atd
            .as_ref()
            .map(|atd| format!("\"{}\"", crate::json::moment_text(atd))),
    };
    let writes = vec![
        records::put(Table::Sailings, id.as_str(), &sailing).map_err(|error| failed(&error))?,
        audit(ground, operator, id.as_str(), "departed", vec![change])?,
    ];
    Ok(Planned {
        writes,
        answer: Answer::Reply(Box::new(Reply::Sailing(Box::new(sailing.clone())))),
        effects: Effects {
            sailings: vec![(Some(before), sailing)],
            ..Effects::default()
        },
    })
}
