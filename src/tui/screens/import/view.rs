//! The import, drawn: one step at a time.

use ratatui::layout::Rect;

use super::{Stage, State};
use crate::client::import::name_of;
use crate::domain::Text;
use crate::schedule::{Column, Order};
use crate::tui::draw::{Canvas, wrapped};
use crate::tui::look::{Look, Part};
use crate::tui::model::Model;

/// Draws the import.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let state = &model.import;
    let look = &model.look;
    let below = Rect::new(
        area.x,
        area.y + 2,
        area.width,
        area.height.saturating_sub(2),
    );
    match state.stage {
        Stage::Choose => choose(state, look, canvas, area, below),
        Stage::Columns => columns(state, look, canvas, area, below),
        Stage::Looking => running(state, look, canvas, area, "tui.import.reading"),
        Stage::Running { dry_run: true } => {
            running(state, look, canvas, area, "tui.import.looking");
        }
        Stage::Running { dry_run: false } => {
            running(state, look, canvas, area, "tui.import.going-in");
        }
        Stage::Changes | Stage::Done => outcome(state, look, canvas, area, below),
    }
}

fn choose(state: &State, look: &Look, canvas: &mut Canvas<'_>, area: Rect, below: Rect) {
    let label = look.say("tui.import.file");
    let used = canvas.part(area.x, area.y, area.width, &label, Part::Dim) + 1;
    let mut line = state.line.clone();
    let (shown, caret) = line.window(area.width.saturating_sub(used));
    canvas.text(area.x + used, area.y, area.width, shown);
    canvas.caret = Some((area.x + used + caret, area.y));
    let left = state.cut_short.iter().filter(|import| !import.complete);
    let mut y = below.y;
    for import in left.take(3) {
        let text = look.render(
            &Text::of("tui.import.cut-short")
                .with("file", &import.file)
                .with("by", &import.by)
                .with("rows", import.rows),
        );
        canvas.part(area.x, y, area.width, &text, Part::Warn);
        y += 1;
    }
    let rows = usize::from(area.bottom().saturating_sub(y));
    for (row, here, entry) in state.list.shown(&state.entries, rows) {
        let y = y + row;
        if here {
            canvas.text(area.x, y, 1, ">");
        }
        let slash = if entry.is_folder { "/" } else { "" };
        let room = area.width.saturating_sub(16);
        canvas.text(area.x + 2, y, room, &format!("{}{slash}", entry.name));
        if !entry.is_folder {
            let size = format!("{:>9} kB", entry.size.div_ceil(1024));
            canvas.part(area.right().saturating_sub(13), y, 13, &size, Part::Dim);
        }
    }
}

fn columns(state: &State, look: &Look, canvas: &mut Canvas<'_>, area: Rect, below: Rect) {
    let Some(preview) = &state.preview else {
        return;
    };
    let carrier = state
        .carrier
        .as_ref()
        .map_or_else(String::new, |carrier| format!("  {carrier}"));
    let title = look.render(
        &Text::of("tui.import.read-so")
            .with("file", name_of(&state.file))
            .with("encoding", &preview.encoding)
            .with("rows", preview.rows)
            .with("row", preview.header.0),
    );
    canvas.text(area.x, area.y, area.width, &format!("{title}{carrier}"));
    let notes: Vec<String> = preview.notes.iter().map(|note| look.render(note)).collect();
    canvas.part(area.x, area.y + 1, area.width, &notes.join(" "), Part::Dim);
    let wide = area.width / 3;
    for (row, here, column) in state
        .list
        .shown(&preview.columns, usize::from(below.height))
    {
        let y = below.y + row;
        if here {
            canvas.cursor(area.x, y);
        }
        canvas.text(area.x + 2, y, wide.saturating_sub(3), &column.heading);
        let (held, part) = holds(look, column);
        canvas.part(area.x + wide, y, wide.saturating_sub(1), &held, part);
        let sample: Vec<&str> = preview
            .sample
            .iter()
            .filter_map(|cells| cells.get(column.place as usize))
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        let text = sample.join(" | ").replace('\n', " ");
        canvas.part(
            area.x + wide * 2,
            y,
            area.width.saturating_sub(wide * 2),
            &text,
            Part::Dim,
        );
    }
}

/// What a column holds, in words.
fn holds(look: &Look, column: &Column) -> (String, Part) {
    let mut words: Vec<String> = column
        .fields
        .iter()
        .map(|field| look.say(&format!("schedule.field.{field}")))
        .collect();
    words.extend(column.port.as_ref().map(ToString::to_string));
    words.extend(column.order.map(|order| {
        look.say(match order {
            Order::YearFirst => "tui.import.year-first",
            Order::DayFirst => "tui.import.day-first",
            Order::MonthFirst => "tui.import.month-first",
        })
    }));
    if words.is_empty() {
        return (look.say("tui.import.unknown"), Part::Warn);
    }
    (words.join(", "), Part::Good)
}

fn running(state: &State, look: &Look, canvas: &mut Canvas<'_>, area: Rect, key: &'static str) {
    canvas.text(
        area.x,
        area.y,
        area.width,
        &look.render(&Text::of(key).with("file", name_of(&state.file))),
    );
    let Some(progress) = state.progress else {
        return;
    };
    let share = progress.bytes.min(progress.size) * 100 / progress.size.max(1);
    let text = look.render(
        &Text::of("cli.import-progress")
            .with("rows", progress.rows)
            .with("share", share),
    );
    canvas.text(area.x, area.y + 2, area.width, &text);
    let room = u64::from(area.width.saturating_sub(4));
    let full = usize::try_from(room * share / 100).unwrap_or(0);
    canvas.part(
        area.x,
        area.y + 3,
        area.width,
        &"#".repeat(full),
        Part::Good,
    );
}

fn outcome(state: &State, look: &Look, canvas: &mut Canvas<'_>, area: Rect, below: Rect) {
    let key = if state.stage == Stage::Done {
        "tui.import.has-changed"
    } else {
        "tui.import.would-change"
    };
    canvas.text(
        area.x,
        area.y,
        area.width,
        &look.render(&Text::of(key).with("file", name_of(&state.file))),
    );
    // What does not fit its line is told in full at the foot.
    let foot = state
        .outcome
        .get(state.list.cursor)
        .map(|(_, text)| wrapped(text, usize::from(below.width.saturating_sub(2))));
    let foot = foot.filter(|lines| lines.len() > 1).unwrap_or_default();
    let foot_rows = u16::try_from(foot.len()).unwrap_or(0).min(below.height / 2);
    for (row, text) in (0..foot_rows).zip(&foot) {
        canvas.text(below.x, below.bottom() - foot_rows + row, below.width, text);
    }
    for (row, here, (part, text)) in state.list.shown(
        &state.outcome,
        usize::from(below.height.saturating_sub(foot_rows)),
    ) {
        let y = below.y + row;
        if here {
            canvas.cursor(area.x, y);
        }
        canvas.part(area.x + 2, y, area.width.saturating_sub(2), text, *part);
    }
}
