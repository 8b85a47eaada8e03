//! One job: what it is, what is open on it, what happened to it, and everything that can be done.

mod act;
mod amending;
pub mod columns;
mod facts;
mod layout;
mod values;
mod view;

pub use act::{act, act_on, ask_questions, with_view};
pub use amending::next as next_of_amendment;
pub use amending::{ask_for_note, ask_for_papers, complete, verdict};
pub use facts::summary;
pub use view::{said, view};

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
    /// Its lines: open findings, amendments, what the head has no room for, then its history, newest
    /// first.
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
}

/// Asks for a job, to be shown.
pub fn open(model: &mut Model, job: JobNo) -> Vec<Effect> {
    ask_and_wait(model, Purpose::OpenJob(job.clone()), Request::Show(job))
}

/// A job's number as it is written out: its last digits will do, as the desk counts now.
pub fn number(model: &Model, text: &str) -> JobNo {
    let text = text.trim().to_uppercase();
    let newest = model
        .queue
        .all
        .iter()
        .map(|line| line.job_no.as_str())
        .max();
    let is_tail = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match newest {
        Some(newest) if is_tail && newest.is_ascii() && text.len() < newest.len() => {
            // Six digits count within a year ; what is shorter has noughts before it.
            let tail = format!("{text:0>6}");
            JobNo::new(format!("{}{tail}", &newest[..newest.len() - tail.len()]))
        }
        _ => JobNo::new(text),
    }
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

/// The lines of the job's list, and the rows that it has for them.
fn list(model: &Model) -> Option<(usize, usize)> {
    let state = model.job.as_ref()?;
    let layout = layout::of(model, state);
    let job = &state.view.job;
    let lines =
        state.open().count() + job.amendments.len() + layout.rest.len() + state.view.timeline.len();
    Some((lines, usize::from(layout.list)))
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
