//! Hand-over: what an operator holds, what was asked of whom, until when; and taking it over.

use ratatui::layout::Rect;

use crate::domain::{JobLine, JobNo, JobView, Operator, OperatorName, Text};
use crate::keymap::Action;
use crate::protocol::Request;
use crate::tui::draw::Canvas;
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Menu, Popup, Then};
use crate::tui::widgets::list::ListState;
use crate::tui::words;

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
    ask_and_wait(model, Purpose::Handover, Request::Queue { mine })
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
    let shown = model.body_rows().saturating_sub(2);
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

/// What was last asked on a job, of whom it waits, until when.
fn asked(model: &Model, job: &JobNo) -> String {
    let Some(view) = model
        .handover
        .views
        .iter()
        .find(|view| view.job.job_no == *job)
    else {
        return String::new();
    };
    let look = &model.look;
    let last = view.job.asked.last().map(|asked| {
        look.render(
            &Text::of("tui.handover.asked")
                .with("at", words::moment_text(asked.at))
                .with("by", &asked.by)
                .with("count", asked.findings.len()),
        )
    });
    let later = view
        .job
        .answers
        .iter()
        .filter_map(|answer| answer.until)
        .min()
        .map(|until| {
            look.render(&Text::of("tui.handover.until").with("at", words::moment_text(until)))
        });
    let reviews = view.job.pending_amendments().count();
    let review = (reviews > 0)
        .then(|| look.render(&Text::of("tui.handover.reviews").with("count", reviews)));
    [last, later, review]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("  ")
}

/// Draws the page.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let look = &model.look;
    let state = &model.handover;
    let whose = state
        .of
        .as_ref()
        .or(model.desk.me())
        .map(ToString::to_string)
        .unwrap_or_default();
    let text = look.render(
        &Text::of("tui.handover.count")
            .with("count", state.lines.len())
            .with("who", whose),
    );
    canvas.part(area.x, area.y, area.width, &text, Part::Dim);
    let rows = usize::from(area.height.saturating_sub(1));
    for (row, line) in state
        .lines
        .iter()
        .enumerate()
        .skip(state.list.top)
        .take(rows)
    {
        let y = area.y + 1 + u16::try_from(row - state.list.top).unwrap_or(0);
        if row == state.list.cursor {
            canvas.text(area.x, y, 1, ">");
            canvas.caret = Some((area.x, y));
        }
        canvas.text(area.x + 2, y, 12, line.job_no.as_str());
        let held = if line.holder.as_ref() == state.of.as_ref().or(model.desk.me()) {
            "*"
        } else {
            " "
        };
        canvas.text(area.x + 15, y, 1, held);
        let action = line
            .action
            .map_or(String::new(), |action| words::word(look, "action", action));
        canvas.text(area.x + 17, y, 8, &action);
        if let Some(due) = line.due {
            canvas.text(
                area.x + 26,
                y,
                8,
                &words::time_left(look, model.desk.now, due),
            );
        }
        canvas.text(
            area.x + 35,
            y,
            14,
            line.principal.as_deref().unwrap_or_default(),
        );
        let rest = area.width.saturating_sub(50);
        canvas.part(area.x + 50, y, rest, &asked(model, &line.job_no), Part::Dim);
    }
}
