//! What a command does to a job: events, or a refusal. Pure.

mod amendment;
mod answer;
mod booking;
mod edit;
mod ending;

pub use booking::equipment_of;

use crate::domain::command::{Facts, JobCommand, Refusal};
use crate::domain::event::Event;
use crate::domain::finding::{AnswerBy, Text};
use crate::domain::job::Job;
use amendment::{EnteredAmendment, Verdict, amend, review};
use answer::{answer, answers_hint, approve, blank_answer, named, open_finding};
use booking::{book, confirm, roll};
use edit::edit;
use ending::{cancel, set_status};

/// Decides one command on one job.
///
/// # Errors
/// A [`Refusal`] that says what is wrong and what to do; nothing has happened then.
pub fn decide(job: &Job, command: JobCommand, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if !facts.operator.may_write() {
        return Err(Refusal::forbidden(
            Text::of("error.reads-only").with("operator", &facts.operator.name),
            Text::of("error.reads-only-hint"),
        ));
    }
    match command {
        JobCommand::Ask { findings } => return Ok(vec![Event::Asked { findings }]),
        JobCommand::Edit { .. } | JobCommand::Review { .. }
            if job.status.is_some() && job.cancelled.is_none() => {}
        _ if job.is_over() => {
            return Err(Refusal::because(
                Text::of("error.job-over").with("job", &job.job_no),
                Text::of("error.job-over-hint").with("job", &job.job_no),
            ));
        }
        _ => {}
    }
    match command {
        JobCommand::Edit {
            after,
            changes,
            grown,
            confirmed_by,
        } => edit(job, (after, changes), &grown, confirmed_by, facts),
        JobCommand::Answer {
            rule,
            field,
            party,
            by,
            reason,
        } => answer(job, &rule, field.as_ref(), party, by, reason, facts),
        JobCommand::Approve { rule, field, note } => {
            approve(job, &rule, field.as_ref(), note, facts)
        }
        JobCommand::Defer {
            rule,
            field,
            until,
            by,
        } => {
            named(job, &by)?;
            let finding = open_finding(&rule, field.as_ref(), facts)?;
            if !finding.answers.contains(&AnswerBy::Later) {
                return Err(Refusal::because(
                    Text::of("error.not-deferrable").with("rule", &rule),
                    answers_hint(finding),
                ));
            }
            if until <= facts.now {
                return Err(Refusal::because(
                    Text::of("error.until-past").with("until", until.to_rfc3339()),
                    Text::of("error.until-past-hint"),
                ));
            }
            let mut deferred = blank_answer(job, finding, field.as_ref(), by, facts);
            deferred.until = Some(until);
            Ok(vec![Event::Answered(deferred)])
        }
        JobCommand::Book { so_no, order } => book(job, so_no, order, facts),
        JobCommand::Confirm {
            booking_no,
            sailing,
            equipment,
        } => confirm(job, booking_no, sailing, equipment),
        JobCommand::Roll { to, reason } => roll(job, to, reason, facts),
        JobCommand::Tell => {
            // What a newer schedule moved is told before the carrier has confirmed, too.
            if !job.is_confirmed() && (job.moved.is_empty() || !job.is_booked()) {
                return Err(not_yet(
                    job,
                    "error.not-confirmed",
                    "error.not-confirmed-hint",
                ));
            }
            Ok(vec![Event::Told])
        }
        JobCommand::Amend {
            after,
            patch,
            changes,
            confirmation,
            confirmed_by,
            charges,
            departments,
        } => {
            let entered = EnteredAmendment {
                after,
                patch,
                changes,
                confirmation,
                confirmed_by,
                charges,
                departments,
            };
            amend(job, entered, facts)
        }
        JobCommand::Review {
            no,
            after,
            accept,
            note,
            departments,
        } => {
            let verdict = Verdict {
                no,
                after,
                accept,
                note,
                departments,
            };
            review(job, verdict, facts)
        }
        JobCommand::SetStatus(status) => set_status(job, status, facts),
        JobCommand::Cancel { reason } => cancel(job, reason, facts),
        JobCommand::Ask { .. } => Ok(Vec::new()),
    }
}

fn not_yet(job: &Job, message: &'static str, hint: &'static str) -> Refusal {
    Refusal::because(
        Text::of(message).with("job", &job.job_no),
        Text::of(hint).with("job", &job.job_no),
    )
}
