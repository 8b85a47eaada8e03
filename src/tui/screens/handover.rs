//! Hand-over: what an operator holds, what was asked of whom, until when; and taking it over.

use ratatui::layout::Rect;

use crate::domain::{JobLine, JobNo, JobView, Operator, Text};
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
}

/// At most so many jobs are looked into for what was asked.
const LOOKED_INTO: usize = 60;

/// Goes to the page.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.go(Screen::Handover);
    model.handover = State::default();
    ask_and_wait(model, Purpose::Handover, Request::Queue { mine: true })
}

/// Takes the lines, and asks for what was asked on each.
pub fn take(model: &mut Model, lines: Vec<JobLine>) -> Vec<Effect> {
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
    asked
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

/// Offers the colleagues to take over from.
pub fn offer(model: &mut Model, operators: &[Operator]) {
    let look = model.look;
    let choices = operators
        .iter()
        .filter(|operator| Some(&operator.name) != model.desk.me())
        .map(|operator| {
            (
                operator.name.to_string(),
                Then::TakeOver(operator.name.clone()),
            )
        })
        .collect();
    model.popups.push(Popup::Menu(Menu::new(
        look.say("tui.menu.take-over"),
        choices,
    )));
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = model.body_rows().saturating_sub(2);
    let state = &mut model.handover;
    if state.list.act(action, state.lines.len(), shown) {
        return Vec::new();
    }
    match action {
        Action::HandoverTake => ask(Purpose::Operators, Request::Operators),
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
    let text = look.render(&Text::of("tui.handover.count").with("count", state.lines.len()));
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
        let held = if line.holder.as_ref() == model.desk.me() {
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
