//! Questions that were sent, and whether they are still what was asked.

use super::lines::moved;
use crate::domain::codes::Pointer;
use crate::domain::command::Facts;
use crate::domain::consignment::Consignment;
use crate::domain::event::Event;
use crate::domain::finding::Finding;
use crate::domain::job::{FieldChange, Job};

/// What stands for the booking in the values that a finding saw.
const BOOKING: &str = "/booking";

/// The questions that a change of the form makes others: a value that they were asked about is another
/// now. What was not said and is, answers a part of a question and changes none.
pub(super) fn void_by_changes(
    job: &Job,
    after: &Consignment,
    changes: &[FieldChange],
    facts: &Facts,
) -> Option<Event> {
    let moves = moved(&job.consignment, after);
    let has_moved = |at: &Pointer| moves.iter().any(|(from, _)| at.is_within(from));
    let changed = changes.iter().filter(|change| change.from.is_some());
    let fields: Vec<&Pointer> = changed.map(|change| &change.field).collect();
    void(job, facts, |seen| {
        !has_moved(seen)
            && fields
                .iter()
                .any(|field| field.is_within(seen) || seen.is_within(field))
    })
}

/// The questions that another confirmation of the carrier's, or another ship, makes others.
pub(super) fn void_by_booking(job: &Job, takes_ship: bool, facts: &Facts) -> Option<Event> {
    let ship = Pointer::new("/sailing");
    void(job, facts, |seen| {
        seen.is_within(&Pointer::new(BOOKING)) || (takes_ship && seen.is_within(&ship))
    })
}

fn void(job: &Job, facts: &Facts, is_other: impl Fn(&Pointer) -> bool) -> Option<Event> {
    let findings: Vec<String> = facts
        .findings
        .iter()
        .filter(|finding| job.asked_about(finding).is_some())
        .filter(|finding| finding.saw.iter().any(|(seen, _)| is_other(seen)))
        .map(Finding::id)
        .collect();
    (!findings.is_empty()).then_some(Event::QuestionsVoid { findings })
}
