//! One job: what it is, what is open on it, what happened to it, and everything that can be done.

mod act;
mod amending;
mod values;
mod view;

pub use act::{act, act_on, ask_questions, with_view};
pub use amending::next as next_of_amendment;
pub use amending::{ask_for_note, ask_for_papers, complete, verdict};
pub use view::{summary, view};

use crate::domain::{Finding, JobNo, JobView};
use crate::protocol::Request;
use crate::tui::effects::ask_and_wait;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::widgets::list::ListState;

/// A job on the screen.
#[derive(Debug, Clone)]
pub struct State {
    /// The job.
    pub view: Box<JobView>,
    /// Its lines: open findings, amendments, then its history, newest first.
    pub list: ListState,
    /// It changed since.
    pub stale: bool,
}

impl State {
    /// The open findings.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.view
            .findings
            .iter()
            .filter(|finding| finding.is_open())
    }

    /// The open finding under the cursor.
    pub fn finding(&self) -> Option<&Finding> {
        self.open().nth(self.list.cursor)
    }

    /// How many lines the list has.
    pub fn lines(&self) -> usize {
        self.open().count() + self.view.job.amendments.len() + self.view.timeline.len()
    }
}

/// Asks for a job, to be shown.
pub fn open(model: &mut Model, job: JobNo) -> Vec<Effect> {
    ask_and_wait(model, Purpose::OpenJob(job.clone()), Request::Show(job))
}

/// Shows a job.
pub fn show(model: &mut Model, view: JobView) {
    let list = match &model.job {
        Some(state) if state.view.job.job_no == view.job.job_no => state.list,
        _ => ListState::default(),
    };
    model.job = Some(State {
        view: Box::new(view),
        list,
        stale: false,
    });
    model.go(Screen::Job);
}

/// Rows that the job's list has.
pub fn shown(model: &Model) -> usize {
    model.body_rows().saturating_sub(view::HEAD + 2)
}

/// Asks for the job again once it has changed.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    if model.screen != Screen::Job {
        return Vec::new();
    }
    let Some(state) = &mut model.job else {
        return Vec::new();
    };
    if !std::mem::take(&mut state.stale) {
        return Vec::new();
    }
    let job = state.view.job.job_no.clone();
    crate::tui::effects::ask(Purpose::Peek(job.clone()), Request::Show(job))
}
