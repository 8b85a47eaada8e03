//! What an operator who looks through the queue has in hand. An item is given back as it is left,
//! and not offered again before the rest; one with something half done stays held.

use crate::domain::JobNo;
use crate::protocol::Request;
use crate::tui::effects::ask;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Purpose};

/// What is in hand, and what was.
#[derive(Debug, Clone, Default)]
pub struct Hand {
    /// The item that was taken to be worked on.
    taken: Option<JobNo>,
    /// Items looked at and left since the queue was last gone through from its top.
    passed: Vec<JobNo>,
}

/// An item has been taken to be worked on.
pub fn took(model: &mut Model, job: &JobNo) {
    model.hand.taken = Some(job.clone());
}

/// A job's hold is seen to: it is held because the operator said so, or was given back with its step.
pub fn keep(model: &mut Model, job: &JobNo) {
    model.hand.taken.take_if(|taken| taken == job);
}

/// Whether something is in hand that goes back as it is left.
pub fn is_full(model: &Model) -> bool {
    model.hand.taken.is_some()
}

/// The queue is gone through from its top.
pub fn begin_anew(model: &mut Model) {
    model.hand.passed.clear();
}

/// What was passed since.
pub fn passed(model: &Model) -> Vec<JobNo> {
    model.hand.passed.clone()
}

/// The item in hand is left: given back, unless something is half done on it.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    let Some(job) = model.hand.taken.take() else {
        return Vec::new();
    };
    let half_done = is_half_done(model, &job);
    model.hand.passed.push(job.clone());
    if half_done {
        Vec::new()
    } else {
        ask(Purpose::Quiet, Request::Release(job))
    }
}

/// Whether there is a form of a job with something in it that is not stored.
fn is_half_done(model: &Model, job: &JobNo) -> bool {
    let open = model.form.as_deref();
    let in_form = open.is_some_and(|form| {
        let is_its = form.job().is_some_and(|view| view.job.job_no == *job);
        is_its && (form.is_changed() || form.draft.is_some())
    });
    let drafts = &model.drafts.lines;
    let in_draft = drafts
        .iter()
        .any(|kept| kept.line.job_no.as_ref() == Some(job));
    in_form || in_draft
}
