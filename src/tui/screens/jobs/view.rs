//! A list of jobs drawn: stable columns, a marker for the line, words before colours.

use ratatui::layout::Rect;

use crate::domain::job::QueueAction;
use crate::domain::{JobLine, JobView, Severity, Text};
use crate::tui::draw::{Canvas, wrapped};
use crate::tui::look::{Part, sign_of};
use crate::tui::model::{Model, Screen};
use crate::tui::screens::job;
use crate::tui::words;

/// Columns of the list where a detail stands beside it.
const LIST: u16 = 80;

/// Draws the list.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let state = super::state(model);
    let look = &model.look;
    head(model, canvas, area);
    let wide = look.is_wide();
    let list = Rect::new(
        area.x,
        area.y + 1,
        if wide { LIST } else { area.width },
        area.height.saturating_sub(1),
    );
    let queue = model.screen == Screen::Queue;
    for (x, width, name) in columns(queue) {
        canvas.part(
            list.x + x,
            list.y,
            width,
            &look.say(&format!("tui.column.{name}")),
            Part::Dim,
        );
    }
    for (row, here, line) in state.list.shown(&state.lines, super::shown(model)) {
        let y = list.y + 1 + row;
        if here {
            canvas.cursor(list.x, y);
        }
        if state.marked.contains(&line.job_no) {
            canvas.text(list.x + 1, y, 1, "*");
        }
        line_of(model, canvas, list, y, line, queue);
    }
    if state.loaded && state.lines.is_empty() {
        let key = if queue {
            "tui.queue.empty"
        } else {
            "tui.jobs.empty"
        };
        canvas.part(
            list.x + 2,
            list.y + 2,
            list.width - 2,
            &look.say(key),
            Part::Dim,
        );
    }
    if wide {
        canvas.rule(area.x + LIST, area.y + 1, area.bottom());
        let right = Rect::new(
            area.x + LIST + 2,
            area.y + 1,
            area.width.saturating_sub(LIST + 2),
            area.height - 1,
        );
        if let (Some(line), Some(view)) = (state.current(), &state.peeked)
            && view.job.job_no == line.job_no
        {
            detail(model, canvas, right, view);
        }
    }
}

fn head(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let state = super::state(model);
    let look = &model.look;
    let overdue = state.lines.iter().filter(|line| line.overdue).count();
    let mut text = look.render(
        &Text::of("tui.queue.count")
            .with("count", state.lines.len() - usize::from(state.is_on_gone()))
            .with("overdue", overdue),
    );
    if !state.marked.is_empty() {
        text = format!(
            "{text}  {}",
            look.render(&Text::of("tui.queue.marked").with("count", state.marked.len()))
        );
    }
    if state.mine {
        text = format!("{text}  {}", look.say("tui.queue.mine"));
    }
    if !state.filter.is_empty() {
        text = format!(
            "{text}  {}",
            look.render(&Text::of("tui.queue.filter").with("filter", filter_text(state)))
        );
    }
    canvas.part(area.x, area.y, area.width, &text, Part::Dim);
}

/// The filter as it was typed; a sailing that was come from by its ship and voyage, not by its id.
fn filter_text(state: &super::State) -> String {
    let word = |word: &str| match (word.strip_prefix("sailing:"), state.all.first()) {
        (Some(id), Some(line)) if id.contains('.') => {
            let vessel = line.vessel.clone().unwrap_or_default();
            let voyage = words::given(line.voyage.as_ref());
            format!("{vessel} {voyage}").trim().to_owned()
        }
        _ => word.to_owned(),
    };
    state
        .filter
        .split(' ')
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where columns begin, their widths, their names. Carrier and voyage have room for the longest that
/// carriers give (`CMDU V.0BX649W1MA`): they say which ship it is.
fn columns(queue: bool) -> Vec<(u16, u16, &'static str)> {
    let mut columns = vec![(2, 12, "job")];
    if queue {
        columns.extend([(15, 7, "action"), (23, 8, "due")]);
    } else {
        columns.extend([(15, 9, "stage"), (25, 6, "etd")]);
    }
    columns.extend([
        (32, PRINCIPAL, "principal"),
        (43, SAILING, "sailing"),
        (61, 5, "pod"),
        (67, 5, "findings"),
        (HOLDER_AT, HOLDER, "holder"),
    ]);
    columns
}

/// Columns of carrier and voyage.
const SAILING: u16 = 17;

/// Columns of the principal.
const PRINCIPAL: u16 = 10;

/// Where it stands whose hands the job is in, and for how long a name there is room.
const HOLDER_AT: u16 = 72;
const HOLDER: u16 = 8;

fn line_of(
    model: &Model,
    canvas: &mut Canvas<'_>,
    area: Rect,
    y: u16,
    line: &JobLine,
    queue: bool,
) {
    let look = &model.look;
    let at = |x: u16| area.x + x;
    let gone = super::state(model).gone.as_ref();
    let gone = gone.filter(|(gone, _)| gone.job_no == line.job_no);
    let is_gone = gone.is_some();
    canvas.text(at(2), y, 12, line.job_no.as_str());
    if !line.moved.is_empty() {
        // The word gives way to a holder's name; the sign stays.
        canvas.part(at(14), y, 1, "^", Part::Warn);
    }
    if queue {
        let action = line
            .action
            .map_or(String::new(), |action| words::word(look, "action", action));
        let action = match line.first_unanswered() {
            _ if is_gone => look.say("tui.queue.done"),
            Some(asked) if line.action == Some(QueueAction::Settle) => look.say(if asked.overdue {
                "tui.queue.remind"
            } else {
                "tui.queue.asked"
            }),
            _ => action,
        };
        canvas.text(at(15), y, 7, &action);
        if let Some(due) = line.due {
            let urgency = if line.overdue {
                Some(Severity::Block)
            } else {
                words::urgency(model.desk.now, due)
            };
            let (mark, part) = words::urgency_mark(urgency);
            // Only what is gone or due today in a colour as well: the sign says the rest.
            let part = if part == Part::Block { part } else { Part::Dim };
            let left = words::time_left(look, model.desk.now, due);
            canvas.part(at(23), y, 8, &format!("{mark}{left}"), part);
        }
    } else {
        canvas.text(at(15), y, 9, &words::word(look, "stage", line.stage));
        let etd = line
            .etd
            .map_or(String::new(), |etd| etd.format("%m-%d").to_string());
        canvas.text(at(25), y, 6, &etd);
    }
    canvas.text(
        at(32),
        y,
        PRINCIPAL,
        line.principal.as_deref().unwrap_or_default(),
    );
    let sailing = format!(
        "{} {}",
        words::given(line.carrier.as_ref()),
        vessel_of(line)
    );
    canvas.text(at(43), y, SAILING, &sailing);
    canvas.text(at(61), y, 5, &words::given(line.pod.as_ref()));
    let counts = line.findings;
    // Without a style: its signs say it, and a colour in every row is a tenth of the screen's bytes.
    let findings = if counts.block + counts.warn > 0 {
        format!("{}!{}~", counts.block, counts.warn)
    } else {
        String::new()
    };
    let (held, part) = match gone.map(|(_, by)| by).or(line.holder.as_ref()) {
        Some(holder) => (holder.to_string(), None),
        None if line.moved.is_empty() => (String::new(), None),
        None => (
            format!("^{}", look.say("tui.queue.moved")),
            Some(Part::Warn),
        ),
    };
    canvas.text(at(67), y, 5, &findings);
    match part {
        Some(part) => canvas.part(at(HOLDER_AT), y, HOLDER, &held, part),
        None => canvas.text(at(HOLDER_AT), y, HOLDER, &held),
    };
}

/// The voyage, and of the vessel what room there is.
fn vessel_of(line: &JobLine) -> String {
    match (&line.vessel, line.voyage.as_ref()) {
        (Some(_), Some(voyage)) => words::given(Some(voyage)),
        (Some(vessel), None) => vessel.clone(),
        (None, _) => String::new(),
    }
}

/// A job beside the list.
pub fn detail(model: &Model, canvas: &mut Canvas<'_>, area: Rect, view: &JobView) {
    let look = &model.look;
    let facts = job::columns::one(&job::summary(model, view), 0, area.width, area.height);
    for fact in &facts.placed {
        fact.draw(canvas, area.x, area.y);
    }
    let mut y = area.y + facts.rows + 1;
    for finding in view.findings.iter().filter(|finding| finding.is_open()) {
        let style = look.severity(finding.severity);
        let lines = wrapped(
            &job::said(look, view, finding),
            usize::from(area.width.saturating_sub(2)),
        );
        for (at, line) in lines.iter().enumerate() {
            if y >= area.bottom() {
                return;
            }
            if at == 0 {
                canvas.put(area.x, y, 1, sign_of(finding), style);
            }
            canvas.text(area.x + 2, y, area.width.saturating_sub(2), line);
            y += 1;
        }
    }
}
