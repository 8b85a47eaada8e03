//! What an operator has to hand over: what is in hand, what is due, and everything of the operator's
//! that waits for somebody's answer or a time agreed, however far off its cut-off is.

use super::super::desk::Desk;
use super::super::lines::urgency;
use super::super::records;
use super::jobs;
use super::rights::Asker;
use crate::domain::{Answer, JobLine, JobView, Moment, OperatorName};
use crate::protocol::{Failure, HandoverPage, Reply};

/// The page of an operator: the own one, or a colleague's.
pub fn page(desk: &Desk, asker: &Asker, of: Option<&OperatorName>) -> Result<Reply, Failure> {
    let operator = asker.enrolled()?;
    let whose = of.unwrap_or(&operator.name);
    let absent = records::stands_in_for(&*desk.view, whose)?;
    let mut page = HandoverPage::default();
    for line in desk.lines(true)? {
        let held = line.holder.as_ref() == Some(whose);
        if !held && line.clerk != *whose && !absent.contains(&line.clerk) {
            continue;
        }
        let waiting = waiting(desk, &line)?;
        if held || line.action.is_some() || waiting.is_some() {
            page.lines.push(line);
        }
        page.waiting.extend(waiting);
    }
    page.lines.sort_by_cached_key(|line| {
        let then = page
            .waiting
            .iter()
            .find(|view| view.job.job_no == line.job_no)
            .and_then(|view| agreed(view, desk.now()));
        let cut_off = line.cut_off.map(|(_, at)| at);
        (
            line.due.is_none(),
            line.due.or(then).or(cut_off),
            urgency(line),
        )
    });
    Ok(Reply::Handover(Box::new(page)))
}

/// The job, where somebody was asked and has not answered, something was put off, or an amendment
/// waits.
fn waiting(desk: &Desk, line: &JobLine) -> Result<Option<JobView>, Failure> {
    let job = desk.on_ground(|ground| ground.job(&line.job_no))?;
    let mut answers = job.answers.iter();
    let put_off = answers.any(|answer| answer.put_off_until().is_some());
    if job.asked.is_empty() && !put_off && job.pending_amendments().next().is_none() {
        return Ok(None);
    }
    let view = jobs::show(desk, &line.job_no)?;
    let mut open = view.findings.iter().filter(|finding| finding.is_open());
    let unanswered = open.any(|finding| view.job.asked_about(finding).is_some());
    let waits = unanswered
        || agreed(&view, desk.now()).is_some()
        || view.job.pending_amendments().next().is_some();
    Ok(waits.then_some(view))
}

/// The soonest time to come that was agreed for something put off.
fn agreed(view: &JobView, now: Moment) -> Option<Moment> {
    let answers = view.job.answers.iter();
    answers
        .filter_map(Answer::put_off_until)
        .filter(|until| *until > now)
        .min()
}
