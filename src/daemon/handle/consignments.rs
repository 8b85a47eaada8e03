//! Consignments: checked, stored as jobs, copied.

use super::super::desk::Desk;
use super::super::ground::Ground;
use super::super::offered::offered;
use super::super::order::{Answer, Effects, Order, Planned};
use super::rights::writer;
use super::{jobs, numbers};
use crate::domain::apply::create;
use crate::domain::command::NewJob;
use crate::domain::consignment::Consignment;
use crate::domain::event::{Event, Stamp};
use crate::domain::{Answer as GivenAnswer, DraftId, JobNo, RuleId};
use crate::protocol::{CheckStage, Checked, Failure, FormFacts, Reply};
use crate::rules;
use crate::store::{Table, Write};

/// The findings of a consignment that is no job.
pub fn check(desk: &Desk, consignment: &Consignment, stage: CheckStage) -> Result<Reply, Failure> {
    let findings = desk.on_ground(|ground| ground.check(consignment, stage))?;
    Ok(Reply::Checked(Checked {
        bookable: rules::bookable(&findings),
        findings,
    }))
}

/// The findings of a job, as if at a stage.
pub fn check_job(desk: &Desk, job: &JobNo, stage: Option<CheckStage>) -> Result<Reply, Failure> {
    let findings = desk.on_ground(|ground| {
        let job = ground.job(job)?;
        let judged = ground.judge(&job, stage)?;
        Ok(offered(&job, judged.findings))
    })?;
    Ok(Reply::Checked(Checked {
        bookable: rules::bookable(&findings),
        findings,
    }))
}

/// What the rules need to know of a form.
pub fn form_facts(
    desk: &Desk,
    consignment: &Consignment,
    job: Option<&JobNo>,
) -> Result<Reply, Failure> {
    let mut facts = desk.on_ground(|ground| {
        let (sailings, look_alikes) = ground.named(consignment)?;
        let booked_sailing = match job.map(|job| ground.job(job)).transpose()? {
            Some(job) if job.is_booked() => ground.sailing_of(&job)?,
            _ => None,
        };
        Ok(FormFacts {
            sailings,
            booked_sailing,
            look_alikes,
            duplicates: ground.likeness.like(consignment, job),
            last_job: None,
        })
    })?;
    if let Some(last) = last_job_of(desk, consignment, job)? {
        facts.last_job = Some(Box::new(jobs::show(desk, &last)?));
    }
    Ok(Reply::FormFacts(Box::new(facts)))
}

/// So many of a principal's newest jobs are looked through for one that was booked.
const LOOKED_THROUGH: usize = 20;

/// The newest other job of the same principal that was booked, for what a customer usually does is
/// what was done; where none was, the newest.
fn last_job_of(
    desk: &Desk,
    consignment: &Consignment,
    own: Option<&JobNo>,
) -> Result<Option<JobNo>, Failure> {
    let Some(principal) = consignment.principal.name.as_deref() else {
        return Ok(None);
    };
    let newest: Vec<JobNo> = match desk.memory().jobs_of.get(principal) {
        Some(jobs) => jobs
            .iter()
            .rev()
            .filter(|job| Some(*job) != own)
            .take(LOOKED_THROUGH)
            .cloned()
            .collect(),
        None => Vec::new(),
    };
    desk.on_ground(|ground| {
        for job in &newest {
            if ground.job(job)?.is_booked() {
                return Ok(Some(job.clone()));
            }
        }
        Ok(newest.first().cloned())
    })
}

/// Stores a consignment as a job.
pub fn new(
    desk: &Desk,
    ground: &Ground,
    order: &Order,
    consignment: &Consignment,
    draft: Option<&DraftId>,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let mut consignment = consignment.clone();
    ground.settle_sailing(&mut consignment)?;
    let mut planned = store(desk, ground, order, consignment, None)?;
    if let Some(draft) = draft {
        let key = super::super::records::draft_key(&operator.name, draft);
        planned.writes.push(Write::delete(Table::Drafts, key));
    }
    Ok(planned)
}

fn store(
    desk: &Desk,
    ground: &Ground,
    order: &Order,
    mut consignment: Consignment,
    copy_of: Option<JobNo>,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let (job_no, ledger) = numbers::job_no(ground, operator)?;
    let written = std::mem::take(&mut consignment.answers);
    let stamp = Stamp {
        at: ground.now,
        by: operator.name.clone(),
    };
    let new = NewJob {
        job_no: job_no.clone(),
        consignment,
        copy_of: copy_of.clone(),
        practice: desk.practice,
    };
    let mut job = create(new, &stamp);
    let mut events = vec![Event::Created { copy_of }];
    // Answers bind to what their findings saw: those of the job as it is stored.
    if !written.is_empty() {
        let findings = ground.judge(&job, None)?.findings;
        for answer in written {
            let Some(rule) = answer.rule else { continue };
            let rule = RuleId::new(rule);
            let saw = findings
                .iter()
                .find(|finding| {
                    finding.rule == rule && (answer.field.is_none() || finding.at == answer.field)
                })
                .map_or_else(Vec::new, |finding| finding.saw.clone());
            let given = GivenAnswer {
                id: u32::try_from(job.answers.len()).unwrap_or(u32::MAX - 1) + 1,
                rule,
                field: answer.field,
                party: answer.party,
                role: answer.role,
                by: answer.by.unwrap_or_default(),
                recorded_by: Some(operator.name.clone()),
                at: answer.at.or(Some(ground.now)),
                reason: answer.reason,
                until: answer.until,
                saw,
                void: false,
                claim: answer.role.is_some(),
            };
            job.answers.push(given.clone());
            events.push(Event::Answered(given));
        }
    }
    let mut writes = jobs::writes_of(ground, &job, &events, Vec::new(), &stamp)?;
    writes.push(ledger);
    let mut effects = Effects::default();
    effects.job_changed(job, operator);
    Ok(Planned {
        writes,
        answer: Answer::Job(job_no),
        effects,
    })
}

/// A new draft from a job: parties, goods, equipment, terms.
pub fn copy(desk: &Desk, ground: &Ground, order: &Order, job: &JobNo) -> Result<Planned, Failure> {
    let original = ground.job(job)?;
    jobs::expect_version(ground, order.envelope.expect_version, &original)?;
    store(desk, ground, order, original.repeated(), Some(job.clone()))
}
