//! Hand-over: what an operator holds, what was asked of whom, until when; and taking it over.

mod view;

pub use view::view;

use crate::domain::{JobLine, JobView, Operator, OperatorName, Text};
use crate::keymap::Action;
use crate::protocol::{HandoverPage, Request};
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Menu, Popup, Then};
use crate::tui::widgets::list::ListState;

/// The page.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What is in the operator's hands, what is due, and what waits for somebody.
    pub lines: Vec<JobLine>,
    /// Those of the jobs that wait, whole.
    pub views: Vec<JobView>,
    /// Where it stands.
    pub list: ListState,
    /// Something changed since it was asked for.
    pub stale: bool,
    /// It is on its way.
    pub asked: bool,
    /// Whose page it is; none: the operator's own.
    pub of: Option<OperatorName>,
    /// The colleagues.
    pub others: Vec<OperatorName>,
}

/// Goes to the operator's own page.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.go(Screen::Handover);
    model.handover = State::default();
    let mut effects = ask(Purpose::Operators, Request::Operators);
    effects.extend(load(model));
    effects
}

fn load(model: &mut Model) -> Vec<Effect> {
    let of = model.handover.of.clone();
    (model.handover.stale, model.handover.asked) = (false, true);
    ask_and_wait(model, Purpose::Handover, Request::Handover(of))
}

/// Takes the page.
pub fn take(model: &mut Model, page: HandoverPage) {
    let shown = shown(model);
    let state = &mut model.handover;
    state.asked = false;
    state
        .list
        .keep(&state.lines, &page.lines, |line| line.job_no.clone(), shown);
    state.lines = page.lines;
    state.views = page.waiting;
}

/// Asks for the page again once something on it has changed.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.handover;
    if !state.stale || state.asked {
        return Vec::new();
    }
    (state.stale, state.asked) = (false, true);
    ask(Purpose::Handover, Request::Handover(state.of.clone()))
}

/// Rows that the page's list has.
fn shown(model: &Model) -> usize {
    model.body_rows().saturating_sub(view::AROUND)
}

/// Takes the operators: whose pages there are.
pub fn take_operators(model: &mut Model, operators: &[Operator]) {
    let me = model.desk.me().cloned();
    model.handover.others = operators
        .iter()
        .map(|operator| operator.name.clone())
        .filter(|name| Some(name) != me.as_ref())
        .collect();
}

/// The next operator's page; after the last colleague the own one.
fn next(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.handover;
    let at = state
        .of
        .as_ref()
        .and_then(|of| state.others.iter().position(|other| other == of))
        .map_or(0, |at| at + 1);
    state.of = state.others.get(at).cloned();
    state.list = ListState::default();
    load(model)
}

/// Takes over all of the colleague whose page it is; on the own page one is chosen first.
fn take_over(model: &mut Model) -> Vec<Effect> {
    if let Some(of) = model.handover.of.clone() {
        return take_over_of(model, of);
    }
    let others = model.handover.others.clone();
    let choices = others
        .into_iter()
        .map(|name| (name.to_string(), Then::TakeOver(name)))
        .collect();
    let title = model.look.say("tui.menu.take-over");
    model.popups.push(Popup::Menu(Menu::new(title, choices)));
    Vec::new()
}

/// Takes over all that an operator has.
pub fn take_over_of(model: &mut Model, of: OperatorName) -> Vec<Effect> {
    let purpose = Purpose::TakenOver(of.clone());
    ask_and_wait(model, purpose, Request::TakeOver(of))
}

/// All of a colleague's is the operator's now: says how many jobs came into hand and whose they were,
/// and shows the own page.
pub fn taken_over(model: &mut Model, of: &OperatorName, views: &[JobView]) -> Vec<Effect> {
    let effects = open(model);
    model.queue.stale = true;
    let text = Text::of("tui.said.taken-over")
        .with("count", views.len())
        .with("who", of);
    model.say(Part::Good, &text);
    effects
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = shown(model);
    let state = &mut model.handover;
    if state.list.act(action, state.lines.len(), shown) {
        return Vec::new();
    }
    match action {
        Action::HandoverTake => take_over(model),
        Action::HandoverNext => next(model),
        Action::HandoverOpen => match state
            .lines
            .get(state.list.cursor)
            .map(|line| line.job_no.clone())
        {
            Some(job) => super::job::open(model, job),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}
