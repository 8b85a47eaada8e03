//! Changing the consignment.

use super::lines::moved;
use super::questions::void_by_changes;
use crate::domain::codes::Pointer;
use crate::domain::command::{Edit, Facts, Refusal};
use crate::domain::consignment::{Completed, Consignment, Moment};
use crate::domain::event::{Event, filled_in};
use crate::domain::finding::{Finding, FindingState, Text};
use crate::domain::job::{FieldChange, Job};

/// Fields of a booked job that may be written at any time: they answer nothing the customer said.
const ALWAYS_OPEN: [&str; 3] = ["/filings", "/charges", "/completed"];

pub(super) fn edit(job: &Job, edit: Edit, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if (job.is_booked() || job.is_over())
        && let Some(field) = changes_what_was_said(&edit.changes, &edit.grown, facts.findings)
    {
        return Err(Refusal::because(
            Text::of("error.booked-edit").with("field", field),
            Text::of("error.booked-edit-hint").with("job", &job.job_no),
        ));
    }
    let Edit {
        mut after,
        changes,
        confirmed_by,
        ..
    } = edit;
    forget_confirmations(job, &mut after, &changes);
    let completed = confirmed_by.map_or_else(Vec::new, |by| completed(&changes, &by, facts.now));
    if changes.is_empty() && completed.is_empty() {
        return Ok(Vec::new());
    }
    let voided = answers_void_by(job, &after, &changes);
    // Before the lines move, as which they were asked about.
    let mut events = Vec::from_iter(void_by_changes(job, &after, &changes, facts));
    events.push(Event::Edited {
        after,
        changes,
        completed,
    });
    if !voided.is_empty() {
        events.push(Event::Voided { answers: voided });
    }
    Ok(events)
}

/// The first field of a booked job that an edit may not write, since the customer had said something
/// else there. One more line of a list that had some says something else, too.
pub fn changes_what_was_said<'e>(
    changes: &'e [FieldChange],
    grown: &'e [Pointer],
    findings: &[Finding],
) -> Option<&'e Pointer> {
    changes
        .iter()
        .filter(|change| change.from.is_some() || change.to.is_none())
        .map(|change| &change.field)
        // What somebody said besides stands beside what was said.
        .chain(grown.iter().filter(|list| list.as_str() != "/answers"))
        .find(|field| !is_open(field, findings))
}

/// Whether a field of a booked job may be written: at any time, or because it was put off.
fn is_open(field: &Pointer, findings: &[Finding]) -> bool {
    let is_put_off = || {
        findings
            .iter()
            .filter(|finding| finding.state == FindingState::Deferred)
            .flat_map(|finding| &finding.fields)
            .any(|looked_at| field.is_within(looked_at))
    };
    ALWAYS_OPEN
        .iter()
        .any(|open| field.is_within(&Pointer::new(*open)))
        || field.tokens().nth(2) == Some("vgm")
        || is_put_off()
}

/// What the clerk filled in or changed, with who confirmed it for the customer.
fn completed(changes: &[FieldChange], by: &str, at: Moment) -> Vec<Completed> {
    let rewritten = changes
        .iter()
        .filter(|change| change.from.is_some() && change.to.is_some())
        .map(|change| &change.field);
    filled_in(changes)
        .chain(rewritten)
        .filter(|field| !field.is_within(&Pointer::new("/completed")))
        .map(|field| Completed {
            field: Some(field.clone()),
            by: Some(by.to_owned()),
            at: Some(at),
        })
        .collect()
}

/// A value that changes is confirmed no longer by whom it was: what was entered for the customer
/// before, and stands there still, goes (3.2o).
pub(super) fn forget_confirmations(job: &Job, after: &mut Consignment, changes: &[FieldChange]) {
    let before = &job.consignment.completed;
    let has_changed = |field: &Pointer| {
        changes
            .iter()
            .any(|change| change.field.is_within(field) || field.is_within(&change.field))
    };
    let mut gone: Vec<Completed> = Vec::new();
    after.completed.retain(|entry| {
        let stands_from_before = before.contains(entry);
        let goes = stands_from_before && entry.field.as_ref().is_some_and(has_changed);
        gone.extend(goes.then(|| entry.clone()));
        !goes
    });
    // So does the proof of what was said, where that gave the value.
    let answers = &job.consignment.answers;
    after.answers.retain(|answer| {
        let gave_it = |entry: &Completed| entry.by == answer.by && entry.at == answer.at;
        !(answers.contains(answer) && gone.iter().any(gave_it))
    });
}

/// The answers that were given on a value that a change touches. Those about a line that only stands
/// elsewhere now go with it.
pub(super) fn answers_void_by(job: &Job, after: &Consignment, changes: &[FieldChange]) -> Vec<u32> {
    let moves = moved(&job.consignment, after);
    let has_moved = |at: &Pointer| moves.iter().any(|(from, _)| at.is_within(from));
    job.answers
        .iter()
        .filter(|answer| !answer.void)
        .filter(|answer| {
            let mut stayed = answer.saw.iter().filter(|(at, _)| !has_moved(at));
            stayed.any(|(at, _)| {
                changes
                    .iter()
                    .any(|change| change.field.is_within(at) || at.is_within(&change.field))
            })
        })
        .map(|answer| answer.id)
        .collect()
}
