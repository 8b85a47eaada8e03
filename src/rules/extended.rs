//! Cut-offs as the carrier has extended them: its word holds for the sailing and the cut-off that it
//! was given on.

use serde_json::json;

use super::Facts;
use super::answers::of_file;
use super::cut_off::{CUT_OFF, written};
use crate::domain::{Answer, Consignment, CutOff, CutOffKind, CutOffs, Job, Sailing};
use crate::json as form;

/// Where a cut-off stands.
pub(super) fn pointer(kind: CutOffKind) -> String {
    format!("/sailing/cut_offs/{kind}")
}

/// A job's cut-offs on a sailing: the schedule's, and the carrier's extensions of them.
pub fn cut_offs(job: &Job, sailing: &Sailing) -> CutOffs {
    extended(sailing, &job.consignment, &job.answers, true)
}

/// The cut-offs of the sailing that a consignment goes by.
pub(super) fn of(sailing: &Sailing, consignment: &Consignment, facts: &Facts<'_>) -> CutOffs {
    if facts.job.is_some() {
        return extended(sailing, consignment, facts.answers, true);
    }
    let written = consignment.answers.iter();
    let written: Vec<Answer> = written
        .filter(|answer| answer.until.is_some())
        .filter_map(of_file)
        .collect();
    extended(sailing, consignment, &written, false)
}

/// The cut-offs of a sailing with the extensions among some answers, of two the last; those of a job are
/// bound to the values that they were given on.
fn extended(
    sailing: &Sailing,
    consignment: &Consignment,
    answers: &[Answer],
    bound: bool,
) -> CutOffs {
    let mut cut_offs = sailing.cut_offs.clone();
    let mut ship: Option<String> = None;
    for answer in answers.iter().filter(|answer| extends(answer)) {
        let seen = |at: &str| {
            let seen = answer.saw.iter().find(|(field, _)| field.as_str() == at);
            seen.map(|(_, value)| value.as_str())
        };
        for (kind, before) in sailing.cut_offs.given() {
            let at = pointer(kind);
            if answer
                .field
                .as_ref()
                .is_none_or(|field| field.as_str() != at)
            {
                continue;
            }
            let ship = ship.get_or_insert_with(|| {
                let document = form::write_consignment(consignment);
                document["sailing"].to_string()
            });
            let as_it_was = || {
                seen(&at) == Some(json!(written(before)).to_string().as_str())
                    && seen("/sailing") == Some(ship.as_str())
            };
            if !bound || as_it_was() {
                *cut_offs.get_mut(kind) = answer.until.map(CutOff::At);
            }
        }
    }
    cut_offs
}

/// Whether an answer is the carrier's extension, with who, when and by what.
fn extends(answer: &Answer) -> bool {
    let said = |text: &str| !text.trim().is_empty();
    answer.rule.as_str() == CUT_OFF.id
        && answer.extends()
        && !answer.void
        && answer.at.is_some()
        && said(&answer.by)
        && answer.reason.as_deref().is_some_and(said)
}
