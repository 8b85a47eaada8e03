//! The hand-over page drawn: a line a job, and what the line under the cursor waits for in full.

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr as _;

use crate::domain::job::Asked;
use crate::domain::{Answer, Finding, JobLine, JobView, Moment, Text, TextArg};
use crate::rules;
use crate::tui::draw::Canvas;
use crate::tui::look::{Look, Part};
use crate::tui::model::Model;
use crate::tui::words;

/// Rows of the page that are not its list: the count, the columns' names, the foot and its rule.
pub const AROUND: usize = 3 + FOOT as usize;

/// Rows below the list: what the line under the cursor waits for, in full.
const FOOT: u16 = 4;

/// Columns of a port's code.
const PORT: u16 = 5;

/// Where columns begin, their widths, their names: the principal has what room the others leave, the
/// last takes the rest.
fn columns(model: &Model, width: u16) -> Vec<(u16, u16, &'static str)> {
    let look = &model.look;
    let lines = &model.handover.lines;
    let widest = |of: &dyn Fn(&JobLine) -> usize| {
        u16::try_from(lines.iter().map(of).max().unwrap_or(0)).unwrap_or(u16::MAX)
    };
    let waits = widest(&|line| {
        looked_into(model, line).map_or(0, |view| in_short(look, view, model.desk.now).width())
    });
    let principal = widest(&|line| line.principal.as_deref().unwrap_or_default().width());
    let sailing = widest(&|line| sailing_of(line).width());
    let beside = if look.is_wide() {
        sailing + PORT + 2
    } else {
        0
    };
    // What a job waits for is whole below the list: of a long one the principal takes a third.
    let left = width.saturating_sub(36 + 1 + beside);
    let least = left / 3;
    let principal = principal.clamp(10, left.saturating_sub(waits).max(least).max(10));
    let mut columns = vec![(2, 12, "job"), (17, 8, "action"), (26, 9, "due")];
    columns.push((36, principal, "principal"));
    let mut x = 36 + principal + 1;
    if look.is_wide() {
        columns.extend([(x, sailing, "sailing"), (x + sailing + 1, PORT, "pod")]);
        x += beside;
    }
    columns.push((x, u16::MAX, "waits"));
    columns
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
    let columns = columns(model, area.width);
    for &(x, width, name) in &columns {
        let label = look.say(&format!("tui.column.{name}"));
        let width = width.min(area.width.saturating_sub(x));
        canvas.part(area.x + x, area.y + 1, width, &label, Part::Dim);
    }
    let rows = usize::from(area.height.saturating_sub(2 + FOOT));
    for (row, here, line) in state.list.shown(&state.lines, rows) {
        let y = area.y + 2 + row;
        if here {
            canvas.cursor(area.x, y);
        }
        draw_line(model, canvas, (area, y), &columns, line);
    }
    let foot = Rect::new(
        area.x,
        area.bottom().saturating_sub(FOOT - 1),
        area.width,
        FOOT - 1,
    );
    if let Some(view) = state
        .lines
        .get(state.list.cursor)
        .and_then(|line| looked_into(model, line))
    {
        canvas.wrap(
            foot,
            &in_full(look, view, model.desk.now).join("; "),
            Style::new(),
        );
    }
}

fn draw_line(
    model: &Model,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    columns: &[(u16, u16, &'static str)],
    line: &JobLine,
) {
    let look = &model.look;
    if line.holder.is_some()
        && line.holder.as_ref() == model.handover.of.as_ref().or(model.desk.me())
    {
        canvas.text(area.x + 15, y, 1, "*");
    }
    for &(x, width, name) in columns {
        let text = match name {
            "job" => line.job_no.to_string(),
            "action" => line
                .action
                .map_or(String::new(), |action| words::word(look, "action", action)),
            // What is not due yet is only here because it waits: until the time agreed, else its cut-off.
            "due" => line
                .due
                .or_else(|| {
                    let view = looked_into(model, line)?;
                    let agreed = put_off(view, model.desk.now);
                    agreed.map(|(_, until)| until).min()
                })
                .or(line.cut_off.map(|(_, at)| at))
                .map_or(String::new(), |due| {
                    words::time_left(look, model.desk.now, due)
                }),
            "principal" => line.principal.clone().unwrap_or_default(),
            "sailing" => sailing_of(line),
            "pod" => words::given(line.pod.as_ref()),
            _ => looked_into(model, line)
                .map_or(String::new(), |view| in_short(look, view, model.desk.now)),
        };
        let width = width.min(area.width.saturating_sub(x));
        canvas.text(area.x + x, y, width, &text);
    }
}

fn sailing_of(line: &JobLine) -> String {
    let vessel = line.vessel.as_deref().unwrap_or_default();
    let text = format!("{vessel} {}", words::given(line.voyage.as_ref()));
    text.trim().to_owned()
}

fn looked_into<'m>(model: &'m Model, line: &JobLine) -> Option<&'m JobView> {
    let views = &model.handover.views;
    views.iter().find(|view| view.job.job_no == line.job_no)
}

/// The questions that were sent and are open still, each with the message that asked it last.
fn open_questions(view: &JobView) -> Vec<(&Finding, &Asked)> {
    view.findings
        .iter()
        .filter(|finding| finding.is_open())
        .filter_map(|finding| Some((finding, view.job.asked_about(finding)?)))
        .collect()
}

/// What a job waits for, as far as a line has room: until when, then who was asked.
fn in_short(look: &Look, view: &JobView, now: Moment) -> String {
    let open = open_questions(view);
    let last = open.iter().map(|(_, asked)| asked.at).max();
    let asked = last.map(|at| {
        let mut parties: Vec<String> = open
            .iter()
            .map(|(finding, _)| whom(look, finding))
            .collect();
        parties.sort();
        parties.dedup();
        look.render(
            &Text::of("tui.handover.asked")
                .with("at", at.format("%m-%d"))
                .with("whom", parties.join("+"))
                .with("count", open.len()),
        )
    });
    let later = put_off(view, now).map(|(_, until)| until).min();
    let later = later.map(|until| {
        look.render(&Text::of("tui.handover.until").with("at", words::moment_text(until)))
    });
    let reviews = view.job.pending_amendments().count();
    let review = (reviews > 0)
        .then(|| look.render(&Text::of("tui.handover.reviews").with("count", reviews)));
    [review, later, asked]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// What was put off until a time to come, and that time.
fn put_off(view: &JobView, now: Moment) -> impl Iterator<Item = (&Answer, Moment)> {
    let answers = view.job.answers.iter();
    answers
        .filter_map(|answer| Some((answer, answer.put_off_until()?)))
        .filter(move |(_, until)| *until > now)
}

/// What a job waits for: what was asked of whom, when and by whom; what was put off, until when, by
/// whose word; what waits for a review.
fn in_full(look: &Look, view: &JobView, now: Moment) -> Vec<String> {
    let mut lines = Vec::new();
    for (finding, asked) in open_questions(view) {
        let text = Text::of("tui.handover.asked-of")
            .with_arg("whom", TextArg::Plain(whom(look, finding)))
            .with("at", words::moment_text(asked.at))
            .with("by", &asked.by)
            .with_arg(
                "what",
                TextArg::Plain(
                    finding
                        .ask
                        .as_ref()
                        .map_or_else(String::new, |ask| look.render(ask)),
                ),
            );
        lines.push(look.render(&text));
    }
    for (answer, until) in put_off(view, now) {
        let rule = look.say(&format!("rule.{}.title", answer.rule));
        let text = Text::of("tui.handover.put-off")
            .with("rule", rule)
            .with("until", words::moment_text(until))
            .with("by", &answer.by);
        lines.push(look.render(&text));
    }
    for amendment in view.job.pending_amendments() {
        lines.push(crate::tui::amendments::headline(look, amendment));
    }
    lines
}

/// Of whom a question is asked.
fn whom(look: &Look, finding: &Finding) -> String {
    look.say(&format!("ask-of.{}", rules::asked_of(finding)))
}
