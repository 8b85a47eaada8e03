//! Questions: what is open, and what was asked.

use super::super::desk::Desk;
use super::super::failures::refused;
use super::super::ground::{Ground, Judged};
use super::super::order::{Answer, Effects, Order, Planned};
use super::super::unanswered::wanted_by;
use super::jobs;
use super::rights::writer;
use crate::domain::command::JobCommand;
use crate::domain::{Finding, JobLine, JobNo, Text};
use crate::protocol::{AskLine, Failure, Reply};

/// The open questions of jobs, or of one customer's open jobs.
pub fn questions(desk: &Desk, job_nos: &[JobNo], customer: Option<&str>) -> Result<Reply, Failure> {
    let mut wanted = job_nos.to_vec();
    if let Some(customer) = customer {
        wanted.extend(open_jobs_of(desk, customer)?);
    }
    let asked = desk.on_ground(|ground| {
        wanted
            .iter()
            .map(|job_no| {
                let job = ground.job(job_no)?;
                let judged = ground.judge(&job, None)?;
                let due = wanted_by(&job, &judged, ground);
                let Judged {
                    findings, sailing, ..
                } = judged;
                let known = AskLine::of(&job.consignment, ground.reference);
                let ship = sailing.map(|sailing| format!("{} {}", sailing.vessel, sailing.voyage));
                Ok(AskLine {
                    job: Some(job_no.clone()),
                    clerk: Some(job.clerk.clone()),
                    sailing: ship.or_else(|| known.sailing.clone()),
                    booking: job.booking.as_ref().map(AskLine::numbers),
                    due: Some(due),
                    findings: findings
                        .into_iter()
                        .filter(|finding| finding.is_open() && finding.ask.is_some())
                        .collect(),
                    ..known
                })
            })
            .collect::<Result<Vec<_>, Failure>>()
    })?;
    Ok(Reply::Questions(asked))
}

/// The open jobs of a customer, whose name is written as its jobs have it but for stops and blanks.
fn open_jobs_of(desk: &Desk, customer: &str) -> Result<Vec<JobNo>, Failure> {
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_uppercase).collect()
    };
    let wanted = letters(customer);
    let is_theirs = |line: &JobLine| {
        let principal = line.principal.as_deref();
        !wanted.is_empty() && principal.is_some_and(|name| letters(name) == wanted)
    };
    let open = desk.lines(true)?;
    let theirs: Vec<JobNo> = open
        .iter()
        .filter(|line| is_theirs(line))
        .map(|line| line.job_no.clone())
        .collect();
    if !theirs.is_empty() || desk.lines(false)?.iter().any(is_theirs) {
        return Ok(theirs);
    }
    let mut near: Vec<String> = open
        .into_iter()
        .filter_map(|line| line.principal)
        .filter(|name| !wanted.is_empty() && letters(name).contains(&wanted))
        .collect();
    near.sort();
    near.dedup();
    near.truncate(NEAR_CUSTOMERS);
    let key = if near.is_empty() {
        "error.unknown-customer"
    } else {
        "error.unknown-customer-near"
    };
    let mut unknown = Text::of(key).with("customer", customer.trim());
    if !near.is_empty() {
        unknown = unknown.with("near", near.join("; "));
    }
    Err(refused(unknown, Text::of("error.unknown-customer-hint")))
}

/// How many names like an unknown customer's are told.
const NEAR_CUSTOMERS: usize = 5;

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
