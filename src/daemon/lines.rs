//! Jobs as lines: what a list shows, what the queue is made of, which jobs look alike.

use super::ground::{Ground, Judged};
use super::unanswered::unanswered;
use crate::domain::consignment::{EquipmentLine, SailingChoice};
use crate::domain::job::{Booking, QueueAction};
use crate::domain::{
    Answer, Counts, CutOffKind, CutOffs, Finding, Given, Job, JobLine, JobNo, KnownValue, Moment,
    Severity, Unanswered,
};
use crate::rules;

/// A job as one line; without what the queue adds.
pub fn line(job: &Job, judged: &Judged, now: Moment) -> JobLine {
    let consignment = &job.consignment;
    let (vessel, voyage) = match (&judged.sailing, &consignment.sailing) {
        (Some(sailing), _) => (
            Some(sailing.vessel.clone()),
            Some(Given::Known(sailing.voyage.clone())),
        ),
        (None, Some(SailingChoice::Temp)) => (Some("TEMP".to_owned()), None),
        (None, Some(SailingChoice::Chosen(chosen))) => {
            (chosen.vessel.clone(), chosen.voyage.clone())
        }
        (None, None) => (None, None),
    };
    JobLine {
        job_no: job.job_no.clone(),
        version: job.version,
        stage: judged.stage,
        status: job.status,
        clerk: job.clerk.clone(),
        principal: consignment.principal.name.clone(),
        customer_ref: consignment.customer_ref.clone(),
        goods: consignment
            .cargo
            .iter()
            .flat_map(|line| line.name_en.iter().chain(&line.name_zh).cloned())
            .collect(),
        booking_no: job
            .booking
            .as_ref()
            .and_then(|booking| booking.booking_no.clone()),
        carrier: consignment.carrier.clone(),
        vessel,
        voyage,
        pol: consignment.pol.clone(),
        pod: consignment.pod.clone(),
        etd: judged
            .sailing
            .as_ref()
            .map(|sailing| sailing.etd)
            .or_else(|| consignment.chosen_sailing().and_then(|chosen| chosen.etd))
            .or(consignment.requested_etd),
        equipment: consignment.equipment_text(),
        cut_off: needed_cut_off(job, &judged.cut_offs, now).filter(|_| !job.is_over()),
        holder: None,
        findings: Counts::of(&judged.findings),
        action: None,
        due: None,
        overdue: false,
        unanswered: Vec::new(),
        moved: job.moved.clone(),
    }
}

/// Whether every container has its verified weight.
pub(super) fn is_vgm_done(job: &Job) -> bool {
    let equipment = &job.consignment.equipment;
    let has_weight = |line: &EquipmentLine| line.vgm.kg.known().is_some();
    !equipment.is_empty() && equipment.iter().all(has_weight)
}

/// The next cut-off that our step still needs: the soonest of those not done with; when all have
/// passed, the first of them.
fn needed_cut_off(job: &Job, cut_offs: &CutOffs, now: Moment) -> Option<(CutOffKind, Moment)> {
    let vgm_done = is_vgm_done(job);
    let mut needed: Vec<(CutOffKind, Moment)> = cut_offs
        .given()
        .filter(|(kind, _)| match kind {
            CutOffKind::Vgm => !vgm_done,
            CutOffKind::Cy | CutOffKind::Si | CutOffKind::Customs | CutOffKind::Ams => true,
        })
        .map(|(kind, cut_off)| (kind, cut_off.passes_at()))
        .collect();
    needed.sort_by_key(|(_, at)| *at);
    needed
        .iter()
        .find(|(_, at)| *at > now)
        .or_else(|| needed.first())
        .copied()
}

/// The soonest cut-off before which a job must be booked, passed or not.
fn booking_due(job: &Job, judged: &Judged, ground: &Ground) -> Option<Moment> {
    let sailing = judged.sailing.as_ref()?;
    judged
        .cut_offs
        .given()
        .map(|(_, cut_off)| cut_off.passes_at())
        .min()
        .or_else(|| Some(sailing.sails_at(ground.offset(&sailing.pol, sailing.etd))))
        .filter(|_| !job.is_over())
}

/// The end of a day in the offset of `moment`.
pub(super) fn day_end(moment: Moment) -> Moment {
    crate::domain::sailing::end_of_day(moment.date_naive(), *moment.offset())
}

/// When the time came to which a finding was put off.
fn came_back(job: &Job, finding: &Finding, now: Moment) -> Option<Moment> {
    job.answers
        .iter()
        .filter(|answer| answer.rule == finding.rule && answer.field == finding.at)
        .filter_map(Answer::put_off_until)
        .filter(|until| *until <= now)
        .max()
}

/// What a job needs next and until when, with what was `asked` and is open still; none when nothing is
/// to be done.
fn next_step(
    job: &Job,
    judged: &Judged,
    asked: &[Unanswered],
    ground: &Ground,
) -> Option<(QueueAction, Moment)> {
    if job.is_over() {
        return None;
    }
    let cut_off = needed_cut_off(job, &judged.cut_offs, ground.now).map(|(_, at)| at);
    // An amendment's own findings are settled by its step.
    let blocks: Vec<&Finding> = judged
        .findings
        .iter()
        .filter(|finding| finding.blocks() && !finding.rule.as_str().starts_with("amendment-"))
        .collect();
    let settle = settles_by(&blocks);
    let mut steps: Vec<Step> = Vec::new();
    if let Some(moved) = job.moved.first() {
        steps.push((QueueAction::Tell, moved.at));
    }
    steps.extend(job.pending_amendments().map(|amendment| {
        let action = if amendment.is_complete() {
            QueueAction::Review
        } else {
            QueueAction::Settle
        };
        (action, ground.now)
    }));
    match &job.booking {
        None => steps.push(step_to_booking(
            job,
            judged,
            ground,
            !blocks.is_empty(),
            settle,
        )),
        Some(booking) => {
            steps.extend(steps_of_booking(job, booking, judged, ground, cut_off));
            // These two have steps of their own there.
            let others = |finding: &&Finding| {
                !matches!(finding.rule.as_str(), "status-due" | "sailing-temp")
            };
            if blocks.iter().any(others) {
                steps.push((settle, ground.now));
            }
            if let (true, false, Some(at)) = (warns_of_a_cut_off(judged), judged.sailed, cut_off) {
                steps.push((QueueAction::Settle, at));
            }
        }
    }
    // What was put off comes back at the time that was agreed.
    let back = judged
        .findings
        .iter()
        .filter(|finding| finding.is_open())
        .filter_map(|finding| came_back(job, finding, ground.now))
        .min();
    steps.extend(back.map(|at| (settle, at)));
    // What was asked and not answered comes back before the cut-off.
    if !judged.sailed {
        steps.extend(
            asked
                .iter()
                .map(|asked| (settle, asked.due))
                .min_by_key(|(_, due)| *due),
        );
    }
    steps.into_iter().min_by_key(|(_, due)| *due)
}

/// Something to be done, and until when.
type Step = (QueueAction, Moment);

/// How blocks are settled: by approvals, where nothing else is open.
fn settles_by(blocks: &[&Finding]) -> QueueAction {
    let by_role = |finding: &&Finding| finding.answers.iter().any(|answer| answer.role().is_some());
    if !blocks.is_empty() && blocks.iter().all(by_role) {
        QueueAction::Approve
    } else {
        QueueAction::Settle
    }
}

/// The way to the booking order; of a job that has none, to its end.
fn step_to_booking(
    job: &Job,
    judged: &Judged,
    ground: &Ground,
    is_blocked: bool,
    settle: QueueAction,
) -> Step {
    let due = booking_due(job, judged, ground).unwrap_or_else(|| day_end(job.created_at));
    let action = if is_blocked {
        settle
    } else if job.takes_booking() {
        QueueAction::Book
    } else {
        QueueAction::Status
    };
    (action, due)
}

/// What a booking still needs: the carrier's confirmation, its ship, the customer told, the state
/// after sailing.
fn steps_of_booking(
    job: &Job,
    booking: &Booking,
    judged: &Judged,
    ground: &Ground,
    cut_off: Option<Moment>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    if judged.sailed {
        // A year whose working days are not published has no due day: the job stays in sight, and
        // is never called overdue.
        let due = ground.status_due(judged, job).map_or_else(
            || day_end(ground.now),
            |day| crate::domain::sailing::end_of_day(day, *ground.now.offset()),
        );
        steps.push((QueueAction::Status, due));
    } else if booking.confirmed_at.is_none() {
        let due = cut_off.unwrap_or_else(|| day_end(booking.booked_at));
        steps.push((QueueAction::Chase, due));
    }
    if let Some(confirmed_at) = booking.confirmed_at {
        if booking.sailing == SailingChoice::Temp {
            steps.push((QueueAction::ReplaceTemp, day_end(confirmed_at)));
        } else if booking.customer_told.is_none() && !judged.sailed {
            steps.push((QueueAction::Tell, day_end(confirmed_at)));
        }
    }
    steps
}

/// Whether something is open that the carrier or the authorities want before a cut-off.
fn warns_of_a_cut_off(judged: &Judged) -> bool {
    judged.findings.iter().any(|finding| {
        finding.is_open()
            && finding.severity == Severity::Warn
            && rules::rule(finding.rule.as_str()).is_some_and(|rule| rule.before_cut_off)
    })
}

/// The line with what the queue adds, if the job belongs in it: overdue, due before the end of the
/// next working day, or touched by a newer schedule.
pub fn queue_line(job: &Job, judged: &Judged, ground: &Ground) -> Option<JobLine> {
    let asked = unanswered(job, judged, ground);
    let (action, due) = next_step(job, judged, &asked, ground)?;
    let today = ground.now.date_naive();
    let horizon = ground
        .reference
        .calendar
        .plus(today, 1)
        .or_else(|| today.succ_opt())
        .map(|day| crate::domain::sailing::end_of_day(day, *ground.now.offset()))?;
    if due > horizon && job.moved.is_empty() {
        return None;
    }
    let mut line = line(job, judged, ground.now);
    line.action = Some(action);
    line.overdue = due <= ground.now;
    line.due = Some(due);
    line.unanswered = asked;
    Some(line)
}

/// The queue's order: by due time, then severity, then number.
pub fn urgency(line: &JobLine) -> (Option<Moment>, Severity, JobNo) {
    let gravest = if line.findings.block > 0 {
        Severity::Block
    } else if line.findings.warn > 0 {
        Severity::Warn
    } else {
        Severity::Hint
    };
    (line.due, gravest, line.job_no.clone())
}
