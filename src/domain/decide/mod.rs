//! What a command does to a job: events, or a refusal. Pure.

mod amendment;
mod answer;
mod booking;
mod edit;
mod ending;
mod lines;
mod questions;

pub use answer::{cut_off_of, meant_finding};
pub use booking::equipment_of;
pub use edit::changes_what_was_said;
pub use lines::{followed, moved};

use crate::domain::command::{Facts, JobCommand, Refusal};
use crate::domain::event::Event;
use crate::domain::finding::Text;
use crate::domain::job::Job;
use amendment::{amend, review};
use answer::{answer, approve, defer};
use booking::{book, confirm, roll, tell};
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
    if job.is_over() && !is_open_to(job, &command) {
        return Err(Refusal::because(
            Text::of("error.job-over").with("job", &job.job_no),
            Text::of("error.job-over-hint").with("job", &job.job_no),
        ));
    }
    match command {
        JobCommand::Edit(change) => edit(job, change, facts),
        JobCommand::Answer(given) => answer(job, given, facts),
        JobCommand::Approve { rule, field, note } => {
            approve(job, &rule, field.as_ref(), note, facts)
        }
        JobCommand::Defer(deferral) => defer(job, deferral, facts),
        JobCommand::Book { so_no, order } => book(job, so_no, order, facts),
        JobCommand::Confirm {
            booking_no,
            sailing,
            equipment,
        } => confirm(job, booking_no, sailing, equipment, facts),
        JobCommand::Roll { to, reason } => roll(job, to, reason, facts),
        JobCommand::Tell => tell(job),
        JobCommand::Amend(entered) => amend(job, entered, facts),
        JobCommand::Review(verdict) => review(job, verdict, facts),
        JobCommand::SetStatus(status) => set_status(job, status, facts),
        JobCommand::Cancel { reason } => cancel(job, reason, facts),
        JobCommand::Ask { findings } => Ok(vec![Event::Asked { findings }]),
    }
}

/// What a job that is over still takes: word that questions were sent; and, unless it was cancelled,
/// what it lacks, and the review of what was asked before.
fn is_open_to(job: &Job, command: &JobCommand) -> bool {
    match command {
        JobCommand::Ask { .. } => true,
        JobCommand::Edit(_) | JobCommand::Review(_) => job.cancelled.is_none(),
        _ => false,
    }
}

fn not_yet(job: &Job, message: &'static str, hint: &'static str) -> Refusal {
    Refusal::because(
        Text::of(message).with("job", &job.job_no),
        Text::of(hint).with("job", &job.job_no),
    )
}
