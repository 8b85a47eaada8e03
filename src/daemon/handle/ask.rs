//! Questions: what is open, what was asked, and where a value comes from.

use super::super::desk::Desk;
use super::super::ground::Ground;
use super::super::records;
use super::super::writer::{Answer, Effects, Order};
use super::{Planned, jobs, writer};
use crate::domain::command::JobCommand;
use crate::domain::{Finding, JobNo, Pointer};
use crate::protocol::{AskLine, Failure, Push, Reply, WhyLine};

/// The open questions of jobs, or of one customer's open jobs.
pub fn questions(desk: &Desk, job_nos: &[JobNo], customer: Option<&str>) -> Result<Reply, Failure> {
    let mut wanted = job_nos.to_vec();
    if let Some(customer) = customer {
        let customer = customer.trim().to_lowercase();
        wanted.extend(
            desk.lines(true)?
                .into_iter()
                .filter(|line| {
                    line.principal
                        .as_deref()
                        .is_some_and(|principal| principal.trim().to_lowercase() == customer)
                })
                .map(|line| line.job_no),
        );
    }
    let asked = desk.on_ground(|ground| {
        wanted
            .iter()
            .map(|job_no| {
                let job = ground.job(job_no)?;
                let findings = ground.judge(&job, None)?.findings;
                Ok(AskLine {
                    job: job_no.clone(),
                    principal: job.consignment.principal.name,
                    customer_ref: job.consignment.customer_ref,
                    findings: findings
                        .into_iter()
                        .filter(|finding| finding.is_open() && finding.ask.is_some())
                        .collect(),
                })
            })
            .collect::<Result<Vec<_>, Failure>>()
    })?;
    Ok(Reply::Questions(asked))
}

/// Marks the open questions of jobs as asked.
pub fn asked(
    ground: &Ground,
    order: &Order,
    asked: &[(JobNo, Vec<String>)],
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let mut writes = Vec::new();
    let mut effects = Effects::default();
    for (job_no, findings) in asked {
        let job = ground.job(job_no)?;
        let judged = ground.judge(&job, None)?;
        let open: Vec<String> = judged
            .findings
            .iter()
            .map(Finding::id)
            .filter(|id| findings.contains(id))
            .collect();
        let (job, more, _) = jobs::carry_out(
            ground,
            operator,
            job,
            &judged,
            JobCommand::Ask { findings: open },
        )?;
        writes.extend(more);
        effects.pushes.push(Push::JobChanged {
            job: job_no.clone(),
            version: job.version,
            by: operator.name.clone(),
        });
        effects.jobs.push(job);
    }
    Ok(Planned {
        writes,
        answer: Answer::Jobs(asked.iter().map(|(job, _)| job.clone()).collect()),
        effects,
    })
}

/// Where a field's value comes from: who gave it, who asked, who confirmed, when.
pub fn why(desk: &Desk, job_no: &JobNo, field: &Pointer) -> Result<Reply, Failure> {
    let job = records::job(&*desk.view, job_no)?;
    let timeline = records::timeline(&*desk.view, job_no)?;
    let json = crate::json::write_consignment(&job.consignment);
    let current = json.pointer(field.as_str()).ok_or_else(|| {
        super::super::failures::refused(
            crate::domain::Text::of("error.no-such-field").with("field", field),
            crate::domain::Text::of("error.no-such-field-hint"),
        )
    })?;
    let mut lines = Vec::new();
    let touches = |other: &Pointer| other.is_within(field) || field.is_within(other);
    for entry in &timeline {
        let detail = |name: &str| {
            entry
                .details
                .iter()
                .find(|(given, _)| given == name)
                .map(|(_, value)| value.clone())
        };
        let mut tell = |by: String, value: Option<String>, source: String| {
            lines.push(WhyLine {
                at: entry.at,
                by,
                value,
                source,
            });
        };
        for change in entry.changes.iter().filter(|change| touches(&change.field)) {
            tell(entry.by.to_string(), change.to.clone(), entry.event.clone());
        }
        if entry.event == "created" || entry.event == "copied" {
            let first = first_value(&timeline, field).unwrap_or_else(|| Some(current.to_string()));
            tell(
                entry.by.to_string(),
                first.filter(|value| value != "null"),
                entry.event.clone(),
            );
        }
        let names_field = detail("finding").is_some_and(|finding| {
            job.answers.iter().any(|answer| {
                finding.starts_with(answer.rule.as_str())
                    && answer.saw.iter().any(|(at, _)| touches(at))
            })
        });
        if names_field {
            let by = detail("by").unwrap_or_else(|| entry.by.to_string());
            let party = detail("party")
                .or_else(|| detail("role"))
                .unwrap_or_default();
            tell(
                by,
                detail("reason"),
                format!("{} {party}", entry.event).trim().to_owned(),
            );
        }
        if entry.event == "asked" {
            tell(entry.by.to_string(), detail("findings"), "asked".to_owned());
        }
    }
    for completed in &job.consignment.completed {
        if completed.field.as_ref().is_some_and(touches) {
            lines.push(WhyLine {
                at: completed.at.unwrap_or(job.created_at),
                by: completed.by.clone().unwrap_or_default(),
                value: None,
                source: "confirmed".to_owned(),
            });
        }
    }
    lines.sort_by_key(|line| line.at);
    Ok(Reply::Why(lines))
}

/// The value that a field had when the job was made: what its first change came from.
fn first_value(
    timeline: &[crate::domain::job::TimelineEntry],
    field: &Pointer,
) -> Option<Option<String>> {
    timeline
        .iter()
        .flat_map(|entry| &entry.changes)
        .find(|change| change.field == *field)
        .map(|change| change.from.clone())
}
