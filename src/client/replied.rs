//! What a pasted reply asks of a job: the same from the command line and from the screen.

use crate::domain::consignment::AnswerParty;
use crate::domain::{Finding, Job, Moment};
use crate::json::patch;
use crate::protocol::JobOp;
use crate::rules::{CONFIRMED_IN_WRITING, Reply};

/// What a reply that settles a finding asks of the job: its value on the form, the amendment confirmed,
/// else the party's confirmation. None where nobody is named.
pub fn op_of(
    job: &Job,
    finding: &Finding,
    reply: &Reply,
    party: Option<AnswerParty>,
    now: Moment,
) -> Option<JobOp> {
    let by = reply.by.clone()?;
    if let Some(steps) = reply.steps(finding, &job.consignment, now) {
        return Some(JobOp::Edit {
            patch: patch::of_steps(&steps).to_string(),
            confirmed_by: None,
        });
    }
    if finding.rule.as_str() == CONFIRMED_IN_WRITING {
        let index = finding
            .at
            .as_ref()?
            .tokens()
            .last()?
            .parse::<usize>()
            .ok()?;
        return Some(JobOp::Amend {
            patch: job.amendments.get(index)?.patch.clone(),
            confirmation: Some(dated(reply)),
            confirmed_by: Some(by),
            charges: None,
        });
    }
    Some(JobOp::Answer {
        rule: finding.rule.clone(),
        field: finding.at.clone(),
        party,
        by,
        at: reply.at,
        reason: Some(reply.text.clone()),
        until: reply.until,
    })
}

/// The reply's text, with when it was said where it does not say so itself.
fn dated(reply: &Reply) -> String {
    let text = &reply.text;
    let written = |at: &Moment| {
        ["%H:%M", "%-H:%M"]
            .iter()
            .any(|format| text.contains(&at.format(format).to_string()))
    };
    match reply.at.filter(|at| !written(at)) {
        Some(at) => format!("{text} · {}", at.format("%Y-%m-%d %H:%M")),
        None => text.clone(),
    }
}
