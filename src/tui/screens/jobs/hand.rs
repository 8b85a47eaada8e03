//! What an operator who looks through the queue has in hand. An item that nothing was done on goes back
//! as it is left, and is not offered again before the rest; one with something half done stays held.

use crate::domain::{JobNo, JobView};
use crate::protocol::Request;
use crate::tui::effects::ask;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Purpose};

/// What is in hand, and what was.
#[derive(Debug, Clone, Default)]
pub struct Hand {
    /// The item that was taken to be worked on, and its version then.
    taken: Option<(JobNo, u64)>,
    /// Items looked at and left since the queue was last gone through from its top.
    passed: Vec<JobNo>,
}

/// An item has been taken to be worked on.
pub fn took(model: &mut Model, view: &JobView) {
    model.hand.taken = Some((view.job.job_no.clone(), view.job.version));
}

/// A job's hold is seen to: it is held because the operator said so, or was given back with its step.
pub fn keep(model: &mut Model, job: &JobNo) {
    if model
        .hand
        .taken
        .as_ref()
        .is_some_and(|(taken, _)| taken == job)
    {
        model.hand.taken = None;
    }
}

/// The queue is gone through from its top.
pub fn begin_anew(model: &mut Model) {
    model.hand.passed.clear();
}

/// What was passed since.
pub fn passed(model: &Model) -> Vec<JobNo> {
    model.hand.passed.clone()
}

/// The item in hand is left: given back, if nothing was done on it.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    let Some((job, version)) = model.hand.taken.take() else {
        return Vec::new();
    };
    let untouched = is_untouched(model, &job, version);
    model.hand.passed.push(job.clone());
    if untouched {
        ask(Purpose::Quiet, Request::Release(job))
    } else {
        Vec::new()
    }
}

/// Whether nothing was done on an item since it was taken, and nothing is half done.
fn is_untouched(model: &Model, job: &JobNo, version: u64) -> bool {
    let changed = model
        .job
        .as_ref()
        .filter(|state| state.view.job.job_no == *job)
        .is_some_and(|state| state.view.job.version != version);
    let open = model
        .form
        .as_deref()
        .filter(|form| form.job().is_some_and(|view| view.job.job_no == *job));
    let in_form = open.is_some_and(|form| {
        form.is_changed()
            || form.draft.is_some()
            || form.job().is_some_and(|view| view.job.version != version)
    });
    let drafts = &model.drafts.lines;
    let in_draft = drafts
        .iter()
        .any(|kept| kept.line.job_no.as_ref() == Some(job));
    !changed && !in_form && !in_draft
}
