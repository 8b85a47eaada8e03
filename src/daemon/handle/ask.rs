//! Questions: what is open, and what was asked.

use super::super::desk::Desk;
use super::super::ground::Ground;
use super::super::order::{Answer, Effects, Order, Planned};
use super::jobs;
use super::rights::writer;
use crate::domain::command::JobCommand;
use crate::domain::{Finding, JobNo, KnownValue as _};
use crate::protocol::{AskLine, Failure, Reply};

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
                let carrier = job.consignment.carrier.known().cloned();
                let carrier = carrier.map(|scac| {
                    let known = ground.reference.carrier(scac.as_str());
                    known.map_or_else(|| scac.to_string(), |carrier| carrier.name.clone())
                });
                Ok(AskLine {
                    job: Some(job_no.clone()),
                    carrier,
                    clerk: Some(job.clerk.clone()),
                    principal: job.consignment.principal.name,
                    customer_ref: job.consignment.customer_ref,
                    salesperson: job.consignment.salesperson,
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
    // Messages to several about one job are one event of it.
    let mut of_jobs: Vec<(JobNo, Vec<String>)> = Vec::new();
    for (job_no, findings) in asked {
        match of_jobs.iter_mut().find(|(job, _)| job == job_no) {
            Some((_, known)) => known.extend(findings.iter().cloned()),
            None => of_jobs.push((job_no.clone(), findings.clone())),
        }
    }
    if of_jobs.len() > 1 {
        jobs::no_version(order)?;
    }
    let mut writes = Vec::new();
    let mut effects = Effects::default();
    for (job_no, findings) in &of_jobs {
        let job = ground.job(job_no)?;
        jobs::expect_version(ground, order.envelope.expect_version, &job)?;
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
        effects.job_changed(job, operator);
    }
    Ok(Planned {
        writes,
        answer: Answer::Jobs(of_jobs.into_iter().map(|(job, _)| job).collect()),
        effects,
    })
}
