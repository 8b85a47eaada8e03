//! One job: shown, and changed.

use serde_json::Value;

use super::super::desk::Desk;
use super::super::failures::{refused, stale};
use super::super::ground::{Ground, Judged};
use super::super::memory::Memory;
use super::super::offered::offered;
use super::super::order::{Answer, Effects, Order, Planned};
use super::super::records::{self, failed};
use super::super::unanswered::unanswered;
use super::rights::writer;
use super::{command, order_text};
use crate::domain::apply::apply;
use crate::domain::command::{Facts, JobCommand};
use crate::domain::decide::decide;
use crate::domain::event::{Event, Stamp};
use crate::domain::job::{FieldChange, ShippingStatus, TimelineEntry};
use crate::domain::{Consignment, Job, JobNo, JobView, Operator, SailingId, Text};
use crate::json::patch;
use crate::protocol::{Failure, FailureKind, JobOp};
use crate::store::{Table, Write};

/// A job with its findings and its history.
pub fn show(desk: &Desk, job_no: &JobNo) -> Result<JobView, Failure> {
    let mut view = desk.on_ground(|ground| view_of(ground, ground.job(job_no)?))?;
    view.holder = desk.holder(job_no);
    Ok(view)
}

/// A job's record as a client sees it; who has it in hand is not in the records.
pub fn view_of(ground: &Ground, job: Job) -> Result<JobView, Failure> {
    let judged = ground.judge(&job, None)?;
    let status_due = ground.status_due(&judged, &job);
    let unanswered = unanswered(&job, &judged, ground);
    let timeline = records::timeline(ground.view, &job.job_no)?;
    let mut job = job;
    mark_void(&mut job, &judged);
    Ok(JobView {
        stage: judged.stage,
        status_due,
        holder: None,
        findings: offered(&job, judged.findings),
        unanswered,
        sailing: judged.sailing,
        timeline,
        job,
    })
}

/// An answer whose finding saw other values is shown as void.
fn mark_void(job: &mut Job, judged: &Judged) {
    for answer in &mut job.answers {
        let void = judged.findings.iter().any(|finding| {
            finding.rule == answer.rule
                && (answer.field.is_none() || answer.field == finding.at)
                && finding.state == crate::domain::FindingState::Void
        });
        answer.void |= void;
    }
}

/// Plans a change of one job.
pub fn change(
    desk: &Desk,
    ground: &Ground,
    order: &Order,
    job_no: &JobNo,
    op: &JobOp,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    let job = ground.job(job_no)?;
    expect_version(ground, order.envelope.expect_version, &job)?;
    let judged = ground.judge(&job, None)?;
    let (asked, mut writes) = command::of(desk, ground, &job, &judged, op)?;
    let (changed, more, entries) = carry_out(ground, operator, job, &judged, asked)?;
    writes.extend(more);
    let mut effects = Effects::default();
    if entries > 0 {
        effects.job_changed(changed, operator);
    }
    Ok(Planned {
        writes,
        answer: Answer::Job(job_no.clone()),
        effects,
    })
}

/// Decides a command on a job, and plans the records that follow: the job and its history.
pub fn carry_out(
    ground: &Ground,
    operator: &Operator,
    mut job: Job,
    judged: &Judged,
    command: JobCommand,
) -> Result<(Job, Vec<Write>, usize), Failure> {
    let facts = Facts {
        now: ground.now,
        operator,
        findings: &judged.findings,
        sailed: judged.sailed,
        stands_in: records::stand_in(ground.view, &job.clerk)?.as_ref() == Some(&operator.name),
    };
    let events = decide(&job, command, &facts).map_err(|refusal| {
        let findings = offered(&job, judged.findings.clone());
        Failure::of_refusal(refusal, &job, &findings)
    })?;
    if events.is_empty() {
        return Ok((job, Vec::new(), 0));
    }
    let stamp = Stamp {
        at: ground.now,
        by: operator.name.clone(),
    };
    let before = events
        .iter()
        .any(Event::carries_over)
        .then(|| crate::json::write_consignment(&job.consignment));
    apply(&mut job, &events, &stamp);
    if events.iter().any(Event::touches_order) {
        let order = order_text::renewed(&job, ground)?;
        if let (Some(booking), Some(order)) = (&mut job.booking, order) {
            booking.order = order;
        }
    }
    let implied = before.map_or_else(Vec::new, |before| {
        implied_by(&events, &before, &job.consignment)
    });
    let writes = writes_of(ground, &job, &events, implied, &stamp)?;
    Ok((job, writes, events.len()))
}

/// What events changed in the consignment without naming it: the sailing that a roll or the
/// carrier's confirmation brought, the charges of an amendment.
fn implied_by(events: &[Event], before: &Value, after: &Consignment) -> Vec<FieldChange> {
    let mut changes = patch::difference(before, &crate::json::write_consignment(after));
    changes.retain(|change| {
        !events
            .iter()
            .flat_map(Event::changes)
            .any(|named| change.field.is_within(&named.field))
    });
    changes
}

/// The records of a job after its events: itself, and a line of history an event. What they
/// changed without naming it stands on the line of the one that brought it.
pub fn writes_of(
    ground: &Ground,
    job: &Job,
    events: &[Event],
    mut implied: Vec<FieldChange>,
    stamp: &Stamp,
) -> Result<Vec<Write>, Failure> {
    let mut writes =
        vec![records::put(Table::Jobs, job.job_no.as_str(), job).map_err(|error| failed(&error))?];
    for (line, event) in events.iter().enumerate() {
        let mut changes = event.changes().to_vec();
        if event.carries_over() {
            changes.append(&mut implied);
        }
        let entry = TimelineEntry {
            seq: ground.view.sequence() + 1,
            at: stamp.at,
            by: stamp.by.clone(),
            event: event.name().to_owned(),
            details: event.details(),
            changes,
        };
        let key = records::timeline_key(&job.job_no, job.version, line);
        writes.push(records::put(Table::Timeline, key, &entry).map_err(|error| failed(&error))?);
    }
    Ok(writes)
}

/// Refuses work on a job that is not at the version that its asker saw.
pub fn expect_version(ground: &Ground, seen: Option<u64>, job: &Job) -> Result<(), Failure> {
    let Some(expected) = seen.filter(|seen| *seen != job.version) else {
        return Ok(());
    };
    let timeline = records::timeline(ground.view, &job.job_no)?;
    // One version, one commit: the lines after the expected one are the changes that came first.
    let mut seqs: Vec<u64> = timeline.iter().map(|entry| entry.seq).collect();
    seqs.dedup();
    let seen = usize::try_from(expected)
        .unwrap_or(usize::MAX)
        .min(seqs.len());
    let since: Vec<&TimelineEntry> = timeline
        .iter()
        .filter(|entry| seqs[seen..].contains(&entry.seq))
        .collect();
    let by = since
        .last()
        .or(timeline.last().as_ref())
        .map_or_else(|| job.clerk.clone(), |entry| entry.by.clone());
    let changes: Vec<FieldChange> = since
        .iter()
        .flat_map(|entry| entry.changes.iter().cloned())
        .collect();
    Err(stale(job, expected, by, changes))
}

/// The state after sailing of every job on a sailing that has none yet: all of them, or none and
/// the first that stands in the way.
pub fn status_of_sailing(
    memory: &Memory,
    ground: &Ground,
    order: &Order,
    sailing: &SailingId,
    status: ShippingStatus,
) -> Result<Planned, Failure> {
    let operator = writer(order)?;
    ground.sailing(sailing)?;
    let mut writes = Vec::new();
    let mut effects = Effects::default();
    let mut closed = Vec::new();
    for job_no in memory.jobs_on(sailing.as_str()) {
        let job = ground.job(&job_no)?;
        let on_it = job.sailing_id() == Some(sailing);
        if !on_it || !job.is_booked() || job.is_over() {
            continue;
        }
        let judged = ground.judge(&job, None)?;
        let (job, more, entries) = carry_out(
            ground,
            operator,
            job,
            &judged,
            JobCommand::SetStatus(status),
        )?;
        writes.extend(more);
        if entries > 0 {
            effects.job_changed(job, operator);
        }
        closed.push(job_no);
    }
    if closed.is_empty() {
        return Err(refused(
            Text::of("error.nothing-to-close").with("sailing", sailing),
            Text::of("error.nothing-to-close-hint"),
        ));
    }
    Ok(Planned {
        writes,
        answer: Answer::Jobs(closed),
        effects,
    })
}

/// A failure for a version that cannot be expected of several jobs at once.
pub fn no_version(order: &Order) -> Result<(), Failure> {
    match order.envelope.expect_version {
        None => Ok(()),
        Some(_) => Err(
            Failure::new(FailureKind::Usage, Text::of("error.version-of-many"))
                .hint(Text::of("error.version-of-many-hint")),
        ),
    }
}
