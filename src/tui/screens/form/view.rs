//! The form drawn: fields on the left, findings on the right, what the field wants below.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use super::beside::{below, findings};
use super::fields::{Kind, Section};
use super::origin::Origin;
use super::rows::Row;
use super::state::Form;
use crate::domain::{Counts, JobView};
use crate::i18n::Lang;
use crate::tui::draw::Canvas;
use crate::tui::look::{Look, Part, sign_of};
use crate::tui::model::Model;
use crate::tui::words;

/// Columns of the labels.
const LABEL: u16 = 17;

/// Draws the form.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(form) = model.form.as_deref() else {
        return;
    };
    let left = left_of(&canvas.look);
    let rows = area.height.saturating_sub(2);
    let body = Rect::new(area.x, area.y + 1, left, rows);
    let lines = laid(form, usize::from(body.width.saturating_sub(LABEL + 3)));
    let top = page(form, &lines, usize::from(rows));
    let shown = &lines[top..lines.len().min(top + usize::from(rows))];
    head(form, canvas, area, shown);
    for (y, line) in (body.y..body.bottom()).zip(shown) {
        draw_line(
            model,
            form,
            canvas,
            Rect::new(body.x, y, body.width, 1),
            line,
        );
    }
    canvas.rule(area.x + left, body.y, body.y + rows);
    let panel = Rect::new(
        area.x + left + 2,
        body.y,
        area.width.saturating_sub(left + 2),
        rows,
    );
    findings(form, canvas, panel);
    below(
        model,
        form,
        canvas,
        Rect::new(area.x, area.bottom() - 1, area.width, 1),
    );
}

/// The section of the caret, the job, and how it stands. On a small screen the sections of the page:
/// that of the caret would have to be written again with every few fields.
fn head(form: &Form, canvas: &mut Canvas<'_>, area: Rect, page: &[Laid]) {
    let look = &canvas.look;
    let place = |section: Section| Section::ALL.iter().position(|known| *known == section);
    let place = |section| place(section).unwrap_or(0) + 1;
    let name = |section| look.say(&format!("tui.section.{section}"));
    let here = form.row().field.section;
    let of = |line: Option<&Laid>| line.map_or(here, |line| form.rows[line.row].field.section);
    let title = match (of(page.first()), of(page.last())) {
        (first, last) if first != last && !look.is_wide() => {
            let (from, to) = (place(first), place(last));
            format!("{from}-{to} {}-{}", name(first), name(last))
        }
        _ => format!("{} {}", place(here), name(here)),
    };
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
    let width = u16::try_from(text.width()).unwrap_or(u16::MAX);
    let right = area.right().saturating_sub(width);
    let what = format!("{what}  {principal}");
    // The names of the sections make room for the principal's.
    let room = usize::from(right.saturating_sub(area.x + 4));
    let title = match title.split_once(' ') {
        Some((numbers, _)) if title.width() + what.width() > room => numbers,
        _ => &title,
    };
    let used = canvas.part(area.x, area.y, right, title, Part::Heading) + 2;
    let x = area.x + used.max(if title.width() > 3 { LABEL + 2 } else { used });
    canvas.part(right, area.y, width, &text, part);
    canvas.text(x, area.y, right.saturating_sub(x + 2), &what);
}

/// The first line shown. The form turns pages: while the caret is on the page nothing moves; once it
/// has left, a page begins with its section, or with as much of that as fits before it.
fn page(form: &Form, lines: &[Laid], shown: usize) -> usize {
    let from = lines
        .iter()
        .position(|line| line.row == form.focus)
        .unwrap_or(0);
    let end = lines
        .iter()
        .rposition(|line| line.row == form.focus)
        .unwrap_or(from)
        + 1;
    let last = lines.len().saturating_sub(shown);
    let top = form.top.min(last);
    if from >= top && end <= top + shown {
        return top;
    }
    let section = |line: &Laid| form.rows[line.row].field.section;
    let begins = lines[..from]
        .iter()
        .rposition(|line| section(line) != section(&lines[from]))
        .map_or(0, |before| before + 1);
    let begins = if end - begins <= shown {
        begins
    } else {
        from.saturating_sub(shown / 4)
            .max(end.saturating_sub(shown))
    };
    begins.min(last)
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

/// The first line of the page that the caret is on, and the rows on it.
pub(super) fn page_of(form: &Form, look: &Look) -> (usize, std::ops::Range<usize>) {
    let width = usize::from(left_of(look).saturating_sub(LABEL + 3));
    let shown = usize::from(look.height.saturating_sub(5));
    let lines = laid(form, width);
    let top = page(form, &lines, shown);
    let row = |at: usize| lines.get(at).map_or(form.rows.len(), |line| line.row);
    (top, row(top)..row(top + shown))
}

/// Columns of the fields.
pub(super) fn left_of(look: &Look) -> u16 {
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
        } else if let Some(finding) = form.panel.at(&pointer).first() {
            let style = model.look.severity(finding.severity);
            canvas.put(area.x + 1, area.y, 1, sign_of(finding), style);
        }
        let mut label = model.look.say(&row.field.label());
        if row.line > 0 {
            label = format!("{label} {}", row.line + 1);
        }
        canvas.part(area.x + 2, area.y, LABEL - 1, &label, Part::Dim);
    }
    // What is too long for its place, what is looked up and not typed, and what is chosen stay as
    // they read until they are changed: the caret passing by would write them twice.
    let resting = !form.touched
        && form.line.at_end()
        && !form.line.is_empty()
        && line.text.is_none()
        && (matches!(
            row.field.kind,
            Kind::Sailing | Kind::Choice(..) | Kind::YesNo
        ) || form.line.text().width() > usize::from(width));
    if !focused || resting {
        let text = line.text.clone().unwrap_or_else(|| shown(model, form, row));
        let used = canvas.text(x, area.y, width, &text);
        if focused {
            canvas.caret = Some((x + used.min(width.saturating_sub(1)), area.y));
        }
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
            let column = last.width().min(usize::from(width));
            canvas.caret = Some((x + u16::try_from(column).unwrap_or(0), area.y));
        }
        return;
    }
    if form.line.is_empty()
        && let Some(ghost) = ghost_text(model, form)
    {
        // In brackets: not every terminal has a grey.
        canvas.part(x, area.y, width, &format!("({ghost})"), Part::Ghost);
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

/// Every value of a job as the form shows it, in the paper's order: its pointer and its text.
pub fn given(model: &Model, view: &JobView) -> Vec<(String, String)> {
    let origin = Origin::Job(Box::new(view.clone()));
    let mut form = Form::new(origin, view.job.consignment.clone(), model.around());
    form.all = true;
    form.lay_out(model.around());
    form.rows
        .iter()
        .map(|&row| (row.pointer(), shown(model, &form, row).replace('\n', " / ")))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// A value as it reads when it is not being edited: codes with their names, words in the operator's
/// language, measures with their units.
fn shown(model: &Model, form: &Form, row: Row) -> String {
    let text = form.text_of(row);
    let pointer = row.pointer();
    if text.is_empty() || form.unread.contains_key(&pointer) {
        return text;
    }
    as_read(model, form, row.field.kind, text)
}

/// What is proposed for the row with the caret, as it would read. A port and a carrier go by their codes
/// where the line is narrow, and perhaps thin.
pub(super) fn ghost_text(model: &Model, form: &Form) -> Option<String> {
    let kind = form.row().field.kind;
    let text = super::written(kind, &form.ghost_here()?.value);
    let is_code = matches!(kind, Kind::Port | Kind::Carrier) && !model.look.is_wide();
    Some(if is_code {
        text
    } else {
        as_read(model, form, kind, text)
    })
}

/// The same of a text as it would be typed.
fn as_read(model: &Model, form: &Form, kind: Kind, text: String) -> String {
    let look = &model.look;
    match kind {
        Kind::Choice(name, _) => look.say(&format!("tui.word.{name}.{text}")),
        Kind::YesNo | Kind::Dangerous | Kind::Transit | Kind::Handbook | Kind::Matters
            if text == "yes" || text == "no" =>
        {
            look.say(&format!("tui.word.yes-no.{text}"))
        }
        Kind::Matters => text
            .split('+')
            .map(|matter| look.say(&format!("word.{matter}")))
            .collect::<Vec<_>>()
            .join(", "),
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
            Some(port) => named(look, &port.code.to_string(), &port.name, &port.name_zh),
            None => text,
        },
        Kind::Carrier => match model.desk.reference.carrier(&text) {
            Some(carrier) => named(
                look,
                &carrier.scac.to_string(),
                &carrier.name,
                &carrier.name_zh,
            ),
            None => text,
        },
        Kind::Sailing => match form
            .document
            .consignment
            .chosen_sailing()
            .and_then(|chosen| chosen.etd)
        {
            Some(etd) => format!("{text} {}", etd.format("%m-%d")),
            None => text,
        },
        _ => text,
    }
}

/// A code with its name, in the operator's language alone: it is written whenever the caret leaves.
fn named(look: &Look, code: &str, name: &str, name_zh: &str) -> String {
    let name = if look.lang == Lang::Zh && !name_zh.is_empty() {
        name_zh
    } else {
        name
    };
    format!("{code} {name}")
}
