//! Changing the consignment.

use crate::domain::codes::Pointer;
use crate::domain::command::{Facts, Refusal};
use crate::domain::consignment::{Completed, Consignment};
use crate::domain::event::{Event, filled_in};
use crate::domain::finding::Text;
use crate::domain::job::{FieldChange, Job};

/// Fields of a booked job that may be written at any time: they answer nothing the customer said.
const ALWAYS_OPEN: [&str; 3] = ["/filings", "/charges", "/completed"];

pub(super) fn edit(
    job: &Job,
    (after, changes): (Box<Consignment>, Vec<FieldChange>),
    grown: &[Pointer],
    confirmed_by: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if job.is_booked() || job.is_over() {
        let put_off = |field: &Pointer| {
            facts.findings.iter().any(|finding| {
                finding.state == crate::domain::finding::FindingState::Deferred
                    && finding
                        .fields
                        .iter()
                        .any(|looked_at| field.is_within(looked_at))
            })
        };
        let is_open = |field: &Pointer| {
            ALWAYS_OPEN
                .iter()
                .any(|open| field.is_within(&Pointer::new(*open)))
                || field.tokens().nth(2) == Some("vgm")
                || put_off(field)
        };
        // One more line of a list that had some says something else than was said.
        let said = changes
            .iter()
            .filter(|change| change.from.is_some() || change.to.is_none())
            .map(|change| &change.field)
            .chain(grown)
            .find(|field| !is_open(field));
        if let Some(field) = said {
            return Err(Refusal::because(
                Text::of("error.booked-edit").with("field", field),
                Text::of("error.booked-edit-hint").with("job", &job.job_no),
            ));
        }
    }
    let completed = confirmed_by.map_or_else(Vec::new, |by| {
        filled_in(&changes)
            .chain(
                changes
                    .iter()
                    .filter(|c| c.from.is_some() && c.to.is_some())
                    .map(|c| &c.field),
            )
            .filter(|field| !field.is_within(&Pointer::new("/completed")))
            .map(|field| Completed {
                field: Some(field.clone()),
                by: Some(by.clone()),
                at: Some(facts.now),
            })
            .collect()
    });
    if changes.is_empty() && completed.is_empty() {
        return Ok(Vec::new());
    }
    let voided = answers_void_by(job, &changes);
    let mut events = vec![Event::Edited {
        after,
        changes,
        completed,
    }];
    if !voided.is_empty() {
        events.push(Event::Voided { answers: voided });
    }
    Ok(events)
}

/// The answers that were given on a value that a change touches.
pub(super) fn answers_void_by(job: &Job, changes: &[FieldChange]) -> Vec<u32> {
    job.answers
        .iter()
        .filter(|answer| !answer.void)
        .filter(|answer| {
            answer.saw.iter().any(|(at, _)| {
                changes
                    .iter()
                    .any(|change| change.field.is_within(at) || at.is_within(&change.field))
            })
        })
        .map(|answer| answer.id)
        .collect()
}
