//! After sailing: the jobs of a voyage, each marked at a key, or all at once.

mod view;

pub use view::view;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::job::ShippingStatus;
use crate::domain::{JobLine, JobNo, JobView, SailingId, Stage, Text};
use crate::keymap::Action;
use crate::protocol::{JobOp, ListFilter, Request};
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Dialog, Menu, Popup, Then};
use crate::tui::widgets::list::ListState;

/// The voyages with jobs to close, and the jobs of one.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Jobs of all voyages that sailed without a status.
    pub open: Vec<JobLine>,
    /// The voyage: vessel and voyage as the lines have them, or a sailing's id that was asked for.
    pub voyage: Option<Voyage>,
    /// Its jobs.
    pub lines: Vec<JobLine>,
    /// Where it stands.
    pub list: ListState,
    /// Marks on their way.
    pub marking: BTreeMap<JobNo, ShippingStatus>,
    /// Jobs of its that colleagues changed, to be looked at again.
    pub changed: BTreeSet<JobNo>,
}

/// A voyage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voyage {
    /// By its sailing's id.
    Sailing(SailingId),
    /// By vessel and voyage, over all ports.
    Named(String),
}

/// A line's vessel and voyage.
pub fn name_of(line: &JobLine) -> String {
    format!(
        "{} {}",
        line.vessel.clone().unwrap_or_default(),
        crate::tui::words::given(line.voyage.as_ref())
    )
}

/// Jobs that wait for their state after sailing.
fn without_status(lines: &[JobLine]) -> usize {
    lines.iter().filter(|line| line.status.is_none()).count()
}

/// Goes to the voyages with jobs to close, or to one sailing.
pub fn open(model: &mut Model, sailing: Option<SailingId>) -> Vec<Effect> {
    model.go(Screen::Voyage);
    model.voyage = State {
        voyage: sailing.clone().map(Voyage::Sailing),
        ..State::default()
    };
    load(model)
}

fn load(model: &mut Model) -> Vec<Effect> {
    let sailing = match &model.voyage.voyage {
        Some(Voyage::Sailing(id)) => Some(id.clone()),
        _ => None,
    };
    let filter = ListFilter {
        stage: sailing.is_none().then_some(Stage::Sailed),
        sailing: sailing.clone(),
        ..ListFilter::default()
    };
    let purpose = Purpose::Voyage(sailing.unwrap_or_else(|| SailingId::new("")));
    ask_and_wait(model, purpose, Request::List(filter))
}

/// Takes the jobs that the desk gave.
pub fn take(model: &mut Model, lines: Vec<JobLine>) {
    let shown = shown(model);
    let state = &mut model.voyage;
    state.open = lines;
    if state.voyage.is_none() {
        state.voyage = state.open.first().map(|line| Voyage::Named(name_of(line)));
    }
    let kept: Vec<JobLine> = state
        .open
        .iter()
        .filter(|line| match &state.voyage {
            Some(Voyage::Named(name)) => name_of(line) == *name,
            _ => true,
        })
        .cloned()
        .collect();
    state
        .list
        .keep(&state.lines, &kept, |line| line.job_no.clone(), shown);
    state.lines = kept;
    state.marking.clear();
}

/// Notes that a job was changed; that of another voyage is nothing here.
pub fn changed(model: &mut Model, job: &JobNo) {
    let state = &mut model.voyage;
    let mut lines = state.lines.iter().chain(&state.open);
    if lines.any(|line| line.job_no == *job) && !state.marking.contains_key(job) {
        state.changed.insert(job.clone());
    }
}

/// Looks again at what colleagues changed.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    std::mem::take(&mut model.voyage.changed)
        .into_iter()
        .flat_map(|job| ask(Purpose::VoyageJob, Request::Show(job)))
        .collect()
}

/// Takes the state of a job that a colleague marked; its line stays where it is.
pub fn take_job(model: &mut Model, view: &JobView) {
    let state = &mut model.voyage;
    for line in state.lines.iter_mut().chain(&mut state.open) {
        if line.job_no == view.job.job_no {
            line.status = view.job.status;
        }
    }
}

/// Rows of the list.
pub fn shown(model: &Model) -> usize {
    model.body_rows().saturating_sub(3)
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = shown(model);
    let state = &mut model.voyage;
    if state.list.act(action, state.lines.len(), shown) {
        return Vec::new();
    }
    let here = state
        .lines
        .get(state.list.cursor)
        .map(|line| line.job_no.clone());
    match (action, here) {
        (Action::VoyageShipped, Some(job)) => mark(model, job, ShippingStatus::Shipped),
        (Action::VoyageWithdrawn, Some(job)) => mark(model, job, ShippingStatus::Withdrawn),
        (Action::VoyageAllShipped, _) => all_shipped(model),
        (Action::VoyageDepart, here) => depart(model, here),
        (Action::VoyageOpen, Some(job)) => super::job::open(model, job),
        (Action::VoyageNext, _) => next_voyage(model),
        _ => Vec::new(),
    }
}

/// Marks a job, and goes on to the next line; the answers are gathered up.
fn mark(model: &mut Model, job: JobNo, status: ShippingStatus) -> Vec<Effect> {
    let shown = shown(model);
    let state = &mut model.voyage;
    if state.lines[state.list.cursor].status.is_some() {
        model.say(Part::Dim, &Text::of("tui.said.already-marked"));
        return Vec::new();
    }
    state.marking.insert(job.clone(), status);
    let lines = state.lines.len();
    state.list.act(Action::ListDown, lines, shown);
    let op = JobOp::Status(status);
    ask(Purpose::Marked, Request::Job { job, op })
}

fn all_shipped(model: &mut Model) -> Vec<Effect> {
    let look = model.look;
    let left = without_status(&model.voyage.lines);
    if left == 0 {
        return Vec::new();
    }
    let title = look.render(&Text::of("tui.menu.all-shipped").with("count", left));
    let choices = vec![
        (
            look.say("tui.menu.yes-all"),
            Then::AllShipped(SailingId::new("")),
        ),
        (look.say("tui.menu.no"), Then::Run(Action::AppRedraw)),
    ];
    model.popups.push(Popup::Menu(Menu::new(title, choices)));
    Vec::new()
}

/// Marks every job that is not marked yet.
pub fn mark_all(model: &mut Model) -> Vec<Effect> {
    let left: Vec<JobNo> = model
        .voyage
        .lines
        .iter()
        .filter(|line| line.status.is_none() && !model.voyage.marking.contains_key(&line.job_no))
        .map(|line| line.job_no.clone())
        .collect();
    left.into_iter()
        .flat_map(|job| {
            model
                .voyage
                .marking
                .insert(job.clone(), ShippingStatus::Shipped);
            let op = JobOp::Status(ShippingStatus::Shipped);
            ask(Purpose::Marked, Request::Job { job, op })
        })
        .collect()
}

/// A mark is made: once the last one is, the lines are asked for again.
pub fn marked(model: &mut Model, job: &JobNo, status: Option<ShippingStatus>) -> Vec<Effect> {
    model.queue.stale = true;
    let state = &mut model.voyage;
    for line in state.lines.iter_mut().chain(&mut state.open) {
        if line.job_no == *job {
            line.status = status;
        }
    }
    state.marking.remove(job);
    if state.marking.is_empty() {
        let left = without_status(&state.lines);
        let text = Text::of("tui.said.voyage").with("left", left);
        model.say(Part::Good, &text);
    }
    Vec::new()
}

/// Asks when the sailing left; of a voyage over several ports, that of the job under the cursor.
fn depart(model: &mut Model, here: Option<JobNo>) -> Vec<Effect> {
    match (&model.voyage.voyage, here) {
        (Some(Voyage::Sailing(id)), _) => {
            let (id, of) = (id.clone(), id.to_string());
            ask_departure(model, id, of);
            Vec::new()
        }
        (_, Some(job)) => ask_and_wait(
            model,
            Purpose::Act(job.clone(), Action::VoyageDepart),
            Request::Show(job),
        ),
        (_, None) => Vec::new(),
    }
}

/// Asks when a job's sailing left.
pub fn depart_of(model: &mut Model, view: &JobView) -> Vec<Effect> {
    match &view.sailing {
        Some(sailing) => {
            let of = format!("{} {} {}", sailing.vessel, sailing.voyage, sailing.pol);
            ask_departure(model, sailing.id.clone(), of);
        }
        None => model.say(Part::Warn, &Text::of("tui.said.no-sailing")),
    }
    Vec::new()
}

fn ask_departure(model: &mut Model, id: SailingId, of: String) {
    let look = model.look;
    let dialog = Dialog::new(look.say("tui.dialog.depart"), Then::Depart(id))
        .about(vec![of])
        .entry(
            look.say("tui.dialog.departed-at"),
            "",
            look.say("tui.hint.time"),
        );
    model.popups.push(Popup::Dialog(dialog));
}

fn next_voyage(model: &mut Model) -> Vec<Effect> {
    let Some(Voyage::Named(here)) = model.voyage.voyage.clone() else {
        model.voyage.voyage = None;
        return load(model);
    };
    let mut names: Vec<String> = model.voyage.open.iter().map(name_of).collect();
    names.sort();
    names.dedup();
    let at = names
        .iter()
        .position(|name| *name == here)
        .map_or(0, |at| at + 1);
    model.voyage.voyage = names
        .get(at % names.len().max(1))
        .cloned()
        .map(Voyage::Named);
    model.voyage.list = ListState::default();
    load(model)
}
