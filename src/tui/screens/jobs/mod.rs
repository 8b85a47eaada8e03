//! Lists of jobs: the queue, most urgent first, and all jobs.

mod filter;
pub mod hand;
mod step;
mod view;

pub use filter::{queue_of, request_of};
pub use step::{do_step, finished, next_of, on_marked, open_for, said, statuses};
pub use view::{detail, view};

use std::collections::BTreeSet;

use crate::domain::{JobLine, JobNo, JobView, OperatorName, Text};
use crate::keymap::Action;
use crate::protocol::Request;
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Dialog, Popup, Then};
use crate::tui::widgets::list::ListState;

/// A list of jobs.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Every line that the desk gave.
    pub all: Vec<JobLine>,
    /// Those that the filter keeps.
    pub lines: Vec<JobLine>,
    /// Where it stands.
    pub list: ListState,
    /// Lines marked, to do one thing with several.
    pub marked: BTreeSet<JobNo>,
    /// What is kept, as typed.
    pub filter: String,
    /// Another filter has been typed: its lines are shown from the top.
    pub fresh: bool,
    /// Only the operator's own.
    pub mine: bool,
    /// Something changed since it was asked for.
    pub stale: bool,
    /// It is on its way.
    pub asked: bool,
    /// It has been loaded once.
    pub loaded: bool,
    /// A colleague changed the job under the cursor.
    pub theirs: Option<(JobNo, OperatorName)>,
    /// What a colleague finished under the cursor, and who: it stays until the cursor leaves it or
    /// a key that was on its way to it has come.
    pub gone: Option<(JobLine, OperatorName)>,
    /// The job under the cursor, for the detail beside the list.
    pub peeked: Option<Box<JobView>>,
    /// The job that the detail was asked for.
    pub peeking: Option<JobNo>,
}

impl State {
    /// The line under the cursor.
    pub fn current(&self) -> Option<&JobLine> {
        self.lines.get(self.list.cursor)
    }

    /// The line that an action on one job is for: the one that is marked, else the one under the
    /// cursor.
    pub fn subject(&self) -> Option<&JobLine> {
        let mut marked = self.marked.iter();
        match (marked.next(), marked.next()) {
            (Some(only), None) => self.lines.iter().find(|line| line.job_no == *only),
            _ => self.current(),
        }
    }

    /// The jobs that an action is for: the marked ones, else the one under the cursor.
    pub fn chosen(&self) -> Vec<JobNo> {
        if self.marked.is_empty() {
            self.current()
                .map(|line| line.job_no.clone())
                .into_iter()
                .collect()
        } else {
            self.marked.iter().cloned().collect()
        }
    }

    /// Takes the lines that the desk gave; the cursor stays on its job.
    pub fn take(&mut self, lines: Vec<JobLine>, shown: usize) {
        self.asked = false;
        self.loaded = true;
        self.all = lines;
        self.note_gone();
        self.sift(shown);
        // One's own filter shows the list from its top, as far as the cursor stays in sight.
        if std::mem::take(&mut self.fresh) {
            self.list.top = 0;
            self.list.follow(self.lines.len(), shown);
        }
    }

    /// Notes that a colleague has just finished what is under the cursor.
    fn note_gone(&mut self) {
        let theirs = self.theirs.take();
        let Some(line) = self.current() else {
            return;
        };
        if self.all.iter().any(|new| new.job_no == line.job_no) {
            self.gone = None;
        } else if let Some((_, by)) = theirs.filter(|(job, _)| *job == line.job_no) {
            self.gone = Some((line.clone(), by));
        }
    }

    /// Whether the line under the cursor is one that a colleague has finished.
    pub fn is_on_gone(&self) -> bool {
        let here = self.current().map(|line| &line.job_no);
        self.gone
            .as_ref()
            .is_some_and(|(line, _)| Some(&line.job_no) == here)
    }

    /// Takes away what a colleague finished, once the cursor has left it, or was to where there is no
    /// other line; whether there was such.
    fn let_go(&mut self, shown: usize) -> bool {
        let leaves = self.gone.is_some() && (!self.is_on_gone() || self.lines.len() == 1);
        if leaves {
            self.gone = None;
            self.sift(shown);
        }
        leaves
    }

    /// Keeps what the filter keeps.
    pub fn sift(&mut self, shown: usize) {
        let mut kept: Vec<JobLine> = self
            .all
            .iter()
            .filter(|line| filter::keeps(&self.filter, line))
            .cloned()
            .collect();
        if let Some((line, _)) = &self.gone {
            let stays = |old: &&JobLine| kept.iter().any(|new| new.job_no == old.job_no);
            let before = self
                .lines
                .iter()
                .take(self.list.cursor)
                .filter(stays)
                .count();
            kept.insert(before, line.clone());
        }
        self.list
            .keep(&self.lines, &kept, |line| line.job_no.clone(), shown);
        self.lines = kept;
        self.marked
            .retain(|job| self.lines.iter().any(|line| line.job_no == *job));
    }
}

/// The rows that a list has.
pub fn shown(model: &Model) -> usize {
    model.body_rows().saturating_sub(2)
}

/// The list of the screen.
pub fn state(model: &Model) -> &State {
    if model.screen == Screen::Jobs {
        &model.jobs
    } else {
        &model.queue
    }
}

fn state_mut(model: &mut Model) -> &mut State {
    if model.screen == Screen::Jobs {
        &mut model.jobs
    } else {
        &mut model.queue
    }
}

/// Takes the marks away from the lines of the screen's list; whether there were any.
pub fn unmark(model: &mut Model) -> bool {
    let is_list = matches!(model.screen, Screen::Queue | Screen::Jobs);
    is_list && !std::mem::take(&mut state_mut(model).marked).is_empty()
}

/// Goes to the queue.
pub fn open_queue(model: &mut Model) -> Vec<Effect> {
    let mut effects = hand::leave(model);
    hand::begin_anew(model);
    model.go(Screen::Queue);
    model.behind.clear();
    model.working = false;
    model.queue.stale = true;
    effects.extend(settle(model));
    effects
}

/// Goes to the list of jobs, with a search in it.
pub fn open_jobs(model: &mut Model, query: Option<&str>) -> Vec<Effect> {
    model.go(Screen::Jobs);
    if let Some(query) = query {
        query.clone_into(&mut model.jobs.filter);
    }
    let request = request_of(&model.jobs.filter);
    ask_and_wait(model, Purpose::Jobs, request)
}

/// Asks for the list of the screen again, and lets the keys wait for it: what is done next is done
/// on the lines as they are then.
pub fn reload(model: &mut Model) -> Vec<Effect> {
    match model.screen {
        Screen::Queue => {
            model.queue.stale = false;
            model.queue.asked = true;
            let request = queue_of(model.queue.mine, &model.queue.filter);
            ask_and_wait(model, Purpose::Queue, request)
        }
        Screen::Jobs => {
            model.jobs.stale = false;
            model.jobs.asked = true;
            let request = request_of(&model.jobs.filter);
            ask_and_wait(model, Purpose::Jobs, request)
        }
        _ => Vec::new(),
    }
}

/// Asks for what is stale, once a burst.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.popups.is_empty()
        && model.awaiting.is_none()
        && let Some(job) = model.stepping.take()
    {
        effects.extend(ask(Purpose::Quiet, Request::Release(job)));
    }
    let queue = &mut model.queue;
    if queue.stale && !queue.asked && model.screen == Screen::Queue {
        queue.stale = false;
        queue.asked = true;
        let request = queue_of(queue.mine, &queue.filter);
        effects.extend(ask(Purpose::Queue, request));
    }
    if model.jobs.stale && !model.jobs.asked && model.screen == Screen::Jobs {
        model.jobs.stale = false;
        model.jobs.asked = true;
        effects.extend(ask(Purpose::Jobs, request_of(&model.jobs.filter)));
    }
    if model.look.is_wide() && !model.held && matches!(model.screen, Screen::Queue | Screen::Jobs) {
        effects.extend(peek(state_mut(model)));
    }
    effects
}

/// Asks for the job under the cursor, one at a time.
fn peek(state: &mut State) -> Vec<Effect> {
    let Some(line) = state.current() else {
        return Vec::new();
    };
    let known = state
        .peeked
        .as_ref()
        .is_some_and(|view| view.job.job_no == line.job_no && view.job.version == line.version);
    if known || state.peeking.is_some() {
        return Vec::new();
    }
    let job = line.job_no.clone();
    state.peeking = Some(job.clone());
    ask(Purpose::Peek(job.clone()), Request::Show(job))
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = shown(model);
    let state = state_mut(model);
    if state.list.act(action, state.lines.len(), shown) {
        if state.let_go(shown) {
            model.notice = None;
        }
        return Vec::new();
    }
    if state.marked.is_empty() && state.is_on_gone() && is_for_the_line(action) {
        // That key was meant for it; the next one is for the line that takes its place.
        say_gone(model);
        let state = state_mut(model);
        state.gone = None;
        state.sift(shown);
        return Vec::new();
    }
    match action {
        Action::QueueNext => {
            hand::begin_anew(model);
            next(model)
        }
        Action::QueueMine => {
            state.mine = !state.mine;
            state.stale = true;
            let value = state.mine.then(|| "yes".to_owned());
            crate::tui::desk::keep(model, "queue.mine", value)
        }
        Action::QueueFilter => {
            let look = model.look;
            let filter = state_mut(model).filter.clone();
            let dialog = Dialog::new(look.say("tui.dialog.filter"), Then::Filter).entry(
                look.say("tui.dialog.filter-by"),
                &filter,
                look.say("tui.dialog.filter-hint"),
            );
            model.popups.push(Popup::Dialog(dialog));
            Vec::new()
        }
        Action::JobsMark => {
            if let Some(job) = state.current().map(|line| line.job_no.clone()) {
                if !state.marked.remove(&job) {
                    state.marked.insert(job);
                }
                let lines = state.lines.len();
                state.list.act(Action::ListDown, lines, shown);
            }
            Vec::new()
        }
        Action::JobsMarkAll => {
            let all: BTreeSet<JobNo> = state.lines.iter().map(|line| line.job_no.clone()).collect();
            state.marked = if state.marked == all {
                BTreeSet::new()
            } else {
                all
            };
            Vec::new()
        }
        Action::JobsOpen => match state.current().map(|line| line.job_no.clone()) {
            Some(job) => super::job::open(model, job),
            None => Vec::new(),
        },
        Action::QueueOpen | Action::QueueStep => step::take(model, action == Action::QueueStep),
        other => super::job::act_on(model, other),
    }
}

/// Whether an action is for the line under the cursor.
fn is_for_the_line(action: Action) -> bool {
    !matches!(
        action,
        Action::QueueNext
            | Action::QueueMine
            | Action::QueueFilter
            | Action::QueueOpen
            | Action::JobsOpen
            | Action::JobsMarkAll
            | Action::JobWhy
            | Action::JobCopy
    )
}

/// Says who finished what is under the cursor.
pub fn say_gone(model: &mut Model) {
    if let Some((line, by)) = &state(model).gone {
        let text = Text::of("tui.said.gone")
            .with("job", &line.job_no)
            .with("by", by);
        model.say(Part::Warn, &text);
    }
}

/// Takes the next free item; the one before goes back, if nothing was done on it.
pub fn next(model: &mut Model) -> Vec<Effect> {
    let mut effects = hand::leave(model);
    model.working = true;
    let request = Request::Next {
        mine: model.queue.mine,
        passed: hand::passed(model),
        among: (!model.queue.filter.is_empty()).then(|| {
            model
                .queue
                .lines
                .iter()
                .map(|line| line.job_no.clone())
                .collect()
        }),
    };
    effects.extend(ask_and_wait(model, Purpose::Next, request));
    effects
}
