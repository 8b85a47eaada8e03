//! Where a field's value comes from: who gave it, who asked, who confirmed, when.

use serde_json::Value;

use super::super::desk::Desk;
use super::super::failures::refused;
use super::super::records;
use crate::domain::job::TimelineEntry;
use crate::domain::{Finding, Job, JobNo, Moment, Pointer, Text};
use crate::json::{self, patch};
use crate::protocol::{Failure, Reply, WhyLine};

/// The history of one field, oldest first: each value it had, and each word on it.
pub fn why(desk: &Desk, job_no: &JobNo, field: &Pointer) -> Result<Reply, Failure> {
    let job = records::job(&*desk.view, job_no)?;
    let timeline = records::timeline(&*desk.view, job_no)?;
    let findings = desk.on_ground(|ground| Ok(ground.judge(&job, None)?.findings))?;
    let now = json::write_consignment(&job.consignment);
    let known = now.pointer(field.as_str()).is_some();
    let mut lines = values(now, &timeline, field);
    // A line of goods or equipment that was taken out has its history all the same.
    if !known && lines.iter().all(|line| line.value.is_none()) {
        return Err(refused(
            Text::of("error.no-such-field").with("field", field),
            Text::of("error.no-such-field-hint"),
        ));
    }
    lines.extend(
        timeline
            .iter()
            .filter_map(|entry| word(&job, &findings, entry, field)),
    );
    lines.extend(confirmed(&job, &timeline, field));
    lines.extend(amended(&job, field));
    lines.sort_by_key(|line| line.at);
    Ok(Reply::Why(lines))
}

/// Whether one field is, holds or lies in the other.
fn touches(one: &Pointer, other: &Pointer) -> bool {
    one.is_within(other) || other.is_within(one)
}

/// The values that a field had, read backwards: from what it is now, change by change.
fn values(mut consignment: Value, timeline: &[TimelineEntry], field: &Pointer) -> Vec<WhyLine> {
    let mut lines = Vec::new();
    for entry in timeline.iter().rev() {
        let made = entry.event == "created" || entry.event == "copied";
        let changed = entry
            .changes
            .iter()
            .any(|change| touches(&change.field, field));
        if made || changed {
            lines.push(WhyLine {
                at: entry.at,
                by: entry.by.to_string(),
                value: consignment
                    .pointer(field.as_str())
                    .filter(|value| !patch::is_blank(value))
                    .map(Value::to_string),
                source: entry.event.clone(),
            });
        }
        for change in &entry.changes {
            patch::put_back(&mut consignment, change);
        }
    }
    lines.reverse();
    lines
}

/// Somebody's word on what a finding saw: an answer, an approval, a question sent.
fn word(
    job: &Job,
    findings: &[Finding],
    entry: &TimelineEntry,
    field: &Pointer,
) -> Option<WhyLine> {
    let detail = |name: &str| {
        entry
            .details
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.clone())
    };
    let about = |id: &str| {
        let (rule, at) = id.split_once('@').unwrap_or((id, ""));
        let seen_then = job.answers.iter().any(|answer| {
            answer.rule.as_str() == rule && answer.saw.iter().any(|(seen, _)| touches(seen, field))
        });
        let seen_now = findings.iter().any(|finding| {
            finding.id() == id && finding.fields.iter().any(|seen| touches(seen, field))
        });
        seen_then || seen_now || (!at.is_empty() && touches(&Pointer::new(at), field))
    };
    let (by, value, source) = match detail("finding") {
        Some(finding) if about(&finding) => {
            let party = detail("party").or_else(|| detail("role"));
            (
                detail("by").unwrap_or_else(|| entry.by.to_string()),
                detail("reason"),
                format!("{} {}", entry.event, party.unwrap_or_default()),
            )
        }
        None if entry.event == "asked" => {
            let asked = detail("findings")?;
            let asked: Vec<&str> = asked.split(',').filter(|id| about(id)).collect();
            if asked.is_empty() {
                return None;
            }
            (
                entry.by.to_string(),
                Some(asked.join(", ")),
                entry.event.clone(),
            )
        }
        _ => return None,
    };
    Some(WhyLine {
        at: entry.at,
        by,
        value: value.map(|text| Value::String(text).to_string()),
        source: source.trim().to_owned(),
    })
}

/// Who asked for a change to a booked job, and which person of the customer's confirmed it by what.
fn amended(job: &Job, field: &Pointer) -> Vec<WhyLine> {
    let of_field = job.amendments.iter().filter(|amendment| {
        let mut changes = amendment.changes.iter();
        changes.any(|change| touches(&change.field, field))
    });
    of_field
        .flat_map(|amendment| {
            let asked = WhyLine {
                at: amendment.requested_at,
                by: amendment.requested_by.to_string(),
                value: None,
                source: "amendment-entered".to_owned(),
            };
            let confirmed = amendment.confirmed_by.as_ref().map(|by| WhyLine {
                at: amendment.requested_at,
                by: by.clone(),
                value: amendment
                    .confirmation
                    .as_ref()
                    .map(|by_what| Value::String(by_what.clone()).to_string()),
                source: "answered customer".to_owned(),
            });
            std::iter::once(asked).chain(confirmed)
        })
        .collect()
}

/// Who confirmed what the clerk filled in for the customer (3.2o): of the value that stands there now,
/// and of those before it.
fn confirmed(job: &Job, timeline: &[TimelineEntry], field: &Pointer) -> Vec<WhyLine> {
    let stands = job
        .consignment
        .completed
        .iter()
        .filter(|completed| {
            completed
                .field
                .as_ref()
                .is_some_and(|at| touches(at, field))
        })
        .map(|completed| {
            let at = completed.at.unwrap_or(job.created_at);
            (at, completed.by.clone().unwrap_or_default())
        });
    let was_said = timeline
        .iter()
        .filter(|entry| entry.event == "edited")
        .filter(|entry| {
            entry
                .changes
                .iter()
                .any(|change| touches(&change.field, field))
        })
        .filter_map(|entry| {
            let mut details = entry.details.iter();
            let (_, by) = details.find(|(name, _)| name == "confirmed_by")?;
            Some((entry.at, by.clone()))
        });
    let mut words: Vec<(Moment, String)> = stands.collect();
    for word in was_said {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
        .into_iter()
        .map(|(at, by)| WhyLine {
            at,
            by,
            value: None,
            source: "answered customer".to_owned(),
        })
        .collect()
}
