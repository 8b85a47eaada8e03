//! Hand-over: what an operator holds, what was asked of whom, until when; and taking it over.

mod view;

pub use view::view;

use crate::domain::{JobLine, JobView, Operator, OperatorName};
use crate::keymap::Action;
use crate::protocol::Request;
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Menu, Popup, Then};
use crate::tui::widgets::list::ListState;

/// The page.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The operator's open jobs, and those in the operator's hands.
    pub lines: Vec<JobLine>,
    /// The jobs themselves, as far as they have come.
    pub views: Vec<JobView>,
    /// Where it stands.
    pub list: ListState,
    /// Whose page it is; none: the operator's own.
    pub of: Option<OperatorName>,
    /// The colleagues.
    pub others: Vec<OperatorName>,
}

/// At most so many jobs are looked into for what was asked.
const LOOKED_INTO: usize = 60;

/// Goes to the operator's own page.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.go(Screen::Handover);
    model.handover = State::default();
    let mut effects = ask(Purpose::Operators, Request::Operators);
    effects.extend(load(model));
    effects
}

fn load(model: &mut Model) -> Vec<Effect> {
    let mine = model.handover.of.is_none();
    ask_and_wait(
        model,
        Purpose::Handover,
        Request::Queue {
            mine,
            matching: None,
        },
    )
}

/// Takes the lines, and asks for what was asked on each.
pub fn take(model: &mut Model, lines: Vec<JobLine>) -> Vec<Effect> {
    let of = model.handover.of.clone();
    let lines: Vec<JobLine> = lines
        .into_iter()
        .filter(|line| {
            of.as_ref()
                .is_none_or(|of| line.clerk == *of || line.holder.as_ref() == Some(of))
        })
        .collect();
    let asked = lines
        .iter()
        .take(LOOKED_INTO)
        .flat_map(|line| {
            ask(
                Purpose::Peek(line.job_no.clone()),
                Request::Show(line.job_no.clone()),
            )
        })
        .collect();
    model.handover.lines = lines;
    model.handover.list = ListState::default();
    asked
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
    state.views.clear();
    load(model)
}

/// Takes over all of the colleague whose page it is; on the own page one is chosen first.
fn take_over(model: &mut Model) -> Vec<Effect> {
    if let Some(of) = model.handover.of.clone() {
        return ask_and_wait(
            model,
            Purpose::Said("tui.said.taken-over"),
            Request::TakeOver(of),
        );
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

/// Takes a job that was looked into.
pub fn take_view(model: &mut Model, view: &JobView) {
    let state = &mut model.handover;
    if state
        .lines
        .iter()
        .any(|line| line.job_no == view.job.job_no)
    {
        state
            .views
            .retain(|known| known.job.job_no != view.job.job_no);
        state.views.push(view.clone());
    }
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = model.body_rows().saturating_sub(view::AROUND);
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
