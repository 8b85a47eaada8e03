//! The form drawn: fields on the left, findings on the right, what the field wants below.

use ratatui::layout::Rect;

use super::beside::{below, findings};
use super::fields::Kind;
use super::ghost::ghost_text;
use super::rows::Row;
use super::state::Form;
use crate::domain::{Counts, KnownValue as _};
use crate::tui::draw::Canvas;
use crate::tui::look::{Look, Part, marker};
use crate::tui::model::Model;
use crate::tui::words;

/// Columns of the labels.
const LABEL: u16 = 17;

/// Draws the form.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(form) = model.form.as_deref() else {
        return;
    };
    head(model, form, canvas, area);
    let left = left_of(&canvas.look);
    let rows = area.height.saturating_sub(2);
    let body = Rect::new(area.x, area.y + 1, left, rows);
    fields(model, form, canvas, body);
    canvas.rule(area.x + left, body.y, body.y + rows);
    let panel = Rect::new(
        area.x + left + 2,
        body.y,
        area.width.saturating_sub(left + 2),
        rows,
    );
    findings(model, form, canvas, panel);
    below(
        model,
        form,
        canvas,
        Rect::new(area.x, area.bottom() - 1, area.width, 1),
    );
}

fn head(model: &Model, form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let look = &model.look;
    let section = form.row().field.section;
    let place = super::Section::ALL
        .iter()
        .position(|known| *known == section)
        .unwrap_or(0)
        + 1;
    let title = format!("{place} {}", look.say(&format!("tui.section.{section}")));
    let x = area.x + canvas.part(area.x, area.y, LABEL + 1, &title, Part::Heading);
    let what = match form.job() {
        Some(view) => format!(
            "{} {}",
            view.job.job_no,
            words::word(look, "stage", view.stage)
        ),
        None => look.say("tui.form.new"),
    };
    let principal = form
        .document
        .consignment
        .principal
        .name
        .clone()
        .unwrap_or_default();
    let x = x.max(area.x + LABEL + 2);
    canvas.text(
        x,
        area.y,
        area.width.saturating_sub(x + 24),
        &format!("{what}  {principal}"),
    );
    let counts = Counts::of(&form.findings);
    let (state, part) = if counts.block > 0 {
        (look.say("tui.form.open"), Part::Block)
    } else {
        (look.say("tui.form.bookable"), Part::Good)
    };
    let text = format!(
        "{state} {}! {}~ {}.",
        counts.block, counts.warn, counts.hint
    );
    let width = 23;
    canvas.part(
        area.right().saturating_sub(width),
        area.y,
        width,
        &text,
        part,
    );
}

fn fields(model: &Model, form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = usize::from(area.height);
    let lines = laid(form, usize::from(area.width.saturating_sub(LABEL + 3)));
    let focus_line: usize = lines
        .iter()
        .position(|line| line.row == form.focus)
        .unwrap_or(0);
    let focus_end = lines
        .iter()
        .rposition(|line| line.row == form.focus)
        .unwrap_or(focus_line);
    let top = window(form.top, focus_line, focus_end, lines.len(), shown);
    for (y, line) in lines.iter().skip(top).take(shown).enumerate() {
        let y = area.y + u16::try_from(y).unwrap_or(0);
        draw_line(
            model,
            form,
            canvas,
            Rect::new(area.x, y, area.width, 1),
            line,
        );
    }
}

/// The first line shown, so that all of the focus is in sight; it moves by whole steps only as far
/// as it must.
fn window(top: usize, from: usize, to: usize, lines: usize, shown: usize) -> usize {
    // The state keeps a top of an earlier layout; a pure view can only start from it.
    let top = top.min(lines.saturating_sub(shown));
    if from < top {
        from.saturating_sub(1)
    } else if to >= top + shown {
        to + 1 - shown
    } else {
        top
    }
}

/// A line of the form: a row's, or a further one of a text of several lines.
pub(super) struct Laid {
    /// The row.
    pub row: usize,
    /// Which of its lines.
    pub part: usize,
    /// The text of a further line, or of the first where the row is not being edited.
    pub text: Option<String>,
}

/// The lines that the rows take.
pub(super) fn laid(form: &Form, width: usize) -> Vec<Laid> {
    let mut lines = Vec::new();
    for (at, row) in form.rows.iter().enumerate() {
        if !matches!(row.field.kind, Kind::Lines) {
            lines.push(Laid {
                row: at,
                part: 0,
                text: None,
            });
            continue;
        }
        let text = if at == form.focus {
            form.line.text().to_owned()
        } else {
            form.text_of(*row)
        };
        for (part, line) in text.split('\n').enumerate() {
            lines.push(Laid {
                row: at,
                part,
                text: Some(crate::tui::draw::fit(line, width, "…")),
            });
        }
    }
    lines
}

/// How far down the form must be scrolled for the focus to be in sight.
pub(super) fn top_for(form: &Form, look: &Look) -> usize {
    let width = usize::from(left_of(look).saturating_sub(LABEL + 3));
    let shown = usize::from(look.height.saturating_sub(5));
    let lines = laid(form, width);
    let from = lines
        .iter()
        .position(|line| line.row == form.focus)
        .unwrap_or(0);
    let to = lines
        .iter()
        .rposition(|line| line.row == form.focus)
        .unwrap_or(from);
    window(form.top, from, to, lines.len(), shown)
}

/// Columns of the fields.
fn left_of(look: &Look) -> u16 {
    if look.is_wide() {
        70
    } else {
        50.min(look.width * 5 / 8)
    }
}

fn draw_line(model: &Model, form: &Form, canvas: &mut Canvas<'_>, area: Rect, line: &Laid) {
    let row = form.rows[line.row];
    let focused = line.row == form.focus;
    let x = area.x + LABEL + 2;
    let width = area.width.saturating_sub(LABEL + 3);
    if line.part == 0 {
        let pointer = row.pointer();
        if focused {
            canvas.text(area.x, area.y, 1, ">");
        }
        if form.unread.contains_key(&pointer) {
            canvas.part(area.x + 1, area.y, 1, "?", Part::Block);
        } else if let Some(severity) = form.panel.severity_at(&pointer) {
            let style = model.look.severity(severity);
            canvas.put(area.x + 1, area.y, 1, marker(severity), style);
        }
        let mut label = model.look.say(&row.field.label());
        if row.line > 0 {
            label = format!("{label} {}", row.line + 1);
        }
        canvas.part(area.x + 2, area.y, LABEL - 1, &label, Part::Dim);
    }
    if !focused {
        let text = line.text.clone().unwrap_or_else(|| shown(model, form, row));
        canvas.text(x, area.y, width, &text);
        return;
    }
    if let Some(text) = &line.text {
        canvas.text(x, area.y, width, text);
        let (before, _) = caret_of_lines(form);
        if before == line.part {
            let last = form
                .line
                .text()
                .split('\n')
                .nth(line.part)
                .unwrap_or_default();
            let column = unicode_width::UnicodeWidthStr::width(last).min(usize::from(width));
            canvas.caret = Some((x + u16::try_from(column).unwrap_or(0), area.y));
        }
        return;
    }
    if form.line.is_empty()
        && let Some(ghost) = ghost_text(form)
    {
        canvas.part(x, area.y, width, &ghost, Part::Ghost);
    }
    let mut edited = form.line.clone();
    let (text, column) = edited.window(width);
    let text = text.to_owned();
    canvas.text(x, area.y, width, &text);
    canvas.caret = Some((x + column, area.y));
}

/// The line of a text of several lines that the caret is on: its last.
fn caret_of_lines(form: &Form) -> (usize, usize) {
    let last = form.line.text().split('\n').count() - 1;
    (last, 0)
}

/// A value as it reads when it is not being edited: codes with their names, words in the operator's
/// language, measures with their units.
fn shown(model: &Model, form: &Form, row: Row) -> String {
    let text = form.text_of(row);
    let pointer = row.pointer();
    if text.is_empty() || form.unread.contains_key(&pointer) {
        return text;
    }
    let look = &model.look;
    let consignment = &form.document.consignment;
    match row.field.kind {
        Kind::Choice(name, _) => look.say(&format!("tui.word.{name}.{text}")),
        Kind::YesNo | Kind::Dangerous | Kind::Transit | Kind::Handbook
            if text == "yes" || text == "no" =>
        {
            look.say(&format!("tui.word.yes-no.{text}"))
        }
        Kind::Weight
            if text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.') =>
        {
            format!("{text} kg")
        }
        Kind::Volume
            if text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.') =>
        {
            format!("{text} cbm")
        }
        Kind::Celsius => format!("{text} °C"),
        Kind::Port => match model.desk.reference.port(&text) {
            Some(port) => words::port_name(&model.desk.reference, &port.code),
            None => text,
        },
        Kind::Carrier => match consignment
            .carrier
            .known()
            .and_then(|scac| model.desk.reference.carriers.get(scac))
        {
            Some(carrier) => format!("{} {} {}", carrier.scac, carrier.name, carrier.name_zh),
            None => text,
        },
        Kind::Sailing => match consignment.chosen_sailing().and_then(|chosen| chosen.etd) {
            Some(etd) => format!("{text} {}", etd.format("%m-%d")),
            None => text,
        },
        _ => text,
    }
}
