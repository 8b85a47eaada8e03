//! Rolling: jobs move to the next sailing of the same service, or to one that is named.

use super::super::desk::Desk;
use super::super::failures::refused;
use super::super::ground::Ground;
use super::super::offered::offered;
use super::super::order::{Answer, Effects, Order, Planned};
use super::jobs;
use super::rights::writer;
use crate::domain::command::JobCommand;
use crate::domain::{Finding, Job, JobNo, Sailing, SailingId, Text};
use crate::protocol::{Failure, Reply, RollPreview};

/// The sailing that a job would move to.
fn target(
    ground: &Ground,
    job: &Job,
    to: Option<&SailingId>,
) -> Result<(Option<Sailing>, Sailing), Failure> {
    let from = ground.sailing_of(job)?;
    if let Some(id) = to {
        let to = ground.sailing(id)?;
        return match &from {
            Some(from) if !ground.takes_over(from, &to, &job.consignment) => Err(refused(
                Text::of("error.other-service")
                    .with("job", &job.job_no)
                    .with("sailing", id),
                Text::of("error.other-service-hint").with("job", &job.job_no),
            )),
            _ => Ok((from, to)),
        };
    }
    let next = from
        .as_ref()
        .map(|from| ground.next_sailing(from, &job.consignment))
        .transpose()?
        .flatten();
    let next = next.ok_or_else(|| {
        refused(
            Text::of("error.no-next-sailing").with("job", &job.job_no),
            Text::of("error.no-next-sailing-hint"),
        )
    })?;
    Ok((from, next))
}

/// What would change if jobs moved.
pub fn preview(desk: &Desk, job_nos: &[JobNo], to: Option<&SailingId>) -> Result<Reply, Failure> {
    desk.on_ground(|ground| {
        let mut previews = Vec::new();
        for job_no in job_nos {
            let job = ground.job(job_no)?;
            let (from, to) = target(ground, &job, to)?;
            let before = offered(&job, ground.judge(&job, None)?.findings);
            let mut moved = job.clone();
            let chosen = crate::domain::command::booked_choice(&Ground::chosen(&to));
            if let Some(booking) = &mut moved.booking {
                booking.sailing = chosen.clone();
            }
            moved.consignment.sailing = Some(chosen);
            let after = ground.judge_on(&moved, Some(to.clone()), None)?;
            let after = offered(&moved, after.findings);
            let only_in = |one: &[Finding], other: &[Finding]| -> Vec<Finding> {
                one.iter()
                    .filter(|finding| {
                        finding.is_open()
                            && !other
                                .iter()
                                .any(|same| same.id() == finding.id() && same.is_open())
                    })
                    .cloned()
                    .collect()
            };
            previews.push(RollPreview {
                job: job_no.clone(),
                from,
                to,
                appear: only_in(&after, &before),
                vanish: only_in(&before, &after),
                loading_mode: job.consignment.loading.mode,
                loading_at: job.consignment.loading.at,
                letter_of_credit: job.consignment.documents.letter_of_credit == Some(true),
                latest_shipment: job.consignment.documents.latest_shipment,
            });
        }
        Ok(Reply::RollPreview(previews))
    })
}

/// Moves jobs, all or none.
pub fn roll(
    ground: &Ground,
    order: &Order,
    job_nos: &[JobNo],
    to: Option<&SailingId>,
    reason: Option<&str>,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    if job_nos.len() > 1 {
        jobs::no_version(order)?;
    }
    let mut writes = Vec::new();
    let mut effects = Effects::default();
    for job_no in job_nos {
        let job = ground.job(job_no)?;
        jobs::expect_version(ground, order.envelope.expect_version, &job)?;
        let (_, to) = target(ground, &job, to)?;
        let judged = ground.judge(&job, None)?;
        let command = JobCommand::Roll {
            to: Ground::chosen(&to),
            reason: reason.map(crate::json::printable),
        };
        let (job, more, _) = jobs::carry_out(ground, operator, job, &judged, command)?;
        writes.extend(more);
        effects.job_changed(job, operator);
    }
    Ok(Planned {
        writes,
        answer: Answer::Jobs(job_nos.to_vec()),
        effects,
    })
}
