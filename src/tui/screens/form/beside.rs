//! Beside and below the fields: the findings, and what the field with the caret wants.

use ratatui::layout::Rect;

use super::fields::Kind;
use super::panel::looks_at;
use super::rows::Row;
use super::settling::source_text;
use super::state::Form;
use crate::domain::{Finding, Text};
use crate::tui::draw::{Canvas, wrapped};
use crate::tui::look::{Part, marker};
use crate::tui::model::Model;

/// The findings, in places that do not move.
pub(super) fn findings(model: &Model, form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    if area.width < 8 {
        return;
    }
    canvas.part(
        area.x,
        area.y,
        area.width,
        &model.look.say("tui.form.findings"),
        Part::Heading,
    );
    let here = form.row().pointer();
    let rows_each: u16 = if model.look.is_wide() { 3 } else { 2 };
    let mut y = area.y + 1;
    let fit = usize::from((area.height.saturating_sub(1)) / rows_each);
    let places = form.panel.places();
    let at_caret = places.iter().position(|place| {
        place
            .as_ref()
            .is_some_and(|finding| looks_at(finding, &here))
    });
    let top = at_caret.map_or(0, |at| at.saturating_sub(fit.saturating_sub(1)));
    for place in places.iter().skip(top).take(fit) {
        if let Some(finding) = place {
            let own = looks_at(finding, &here);
            finding_lines(
                model,
                canvas,
                Rect::new(area.x, y, area.width, rows_each),
                finding,
                own,
            );
        }
        y += rows_each;
    }
    let rest = places.iter().skip(top + fit).flatten().count();
    if rest > 0 {
        let text = model
            .look
            .render(&Text::of("tui.form.more").with("count", rest));
        canvas.part(
            area.right().saturating_sub(12),
            area.y,
            12,
            &text,
            Part::Dim,
        );
    }
}

fn finding_lines(model: &Model, canvas: &mut Canvas<'_>, area: Rect, finding: &Finding, own: bool) {
    let style = model.look.severity(finding.severity);
    canvas.put(area.x, area.y, 1, marker(finding.severity), style);
    if own {
        canvas.text(area.x + 1, area.y, 1, ">");
    }
    let message = model.look.render(&finding.message);
    let lines = wrapped(&message, usize::from(area.width.saturating_sub(2)));
    for (at, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        let last = at + 1 == usize::from(area.height) && lines.len() > at + 1;
        let line = if last {
            format!("{line}{}", model.look.ellipsis())
        } else {
            line.clone()
        };
        let y = area.y + u16::try_from(at).unwrap_or(0);
        canvas.text(area.x + 2, y, area.width.saturating_sub(2), &line);
    }
}

/// What the field wants, or what is wrong with it, in one line.
pub(super) fn below(model: &Model, form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let row = form.row();
    let pointer = row.pointer();
    let look = &model.look;
    if let Some((_, wrong)) = form.unread.get(&pointer) {
        canvas.part(area.x, area.y, area.width, &look.say(wrong), Part::Block);
    } else if let Some(finding) = form.panel.at(&pointer).first() {
        let text = format!(
            "{} {}",
            marker(finding.severity),
            look.render(&finding.message)
        );
        let style = look.severity(finding.severity);
        canvas.put(area.x, area.y, area.width, &text, style);
    } else {
        let mut text = hint(model, form, row);
        if form.sources.contains_key(&pointer) {
            text = format!("{text}  ({})", source_text(model, form, &pointer));
        }
        canvas.part(area.x, area.y, area.width, &text, Part::Dim);
    }
}

/// What can be typed into a field.
fn hint(model: &Model, form: &Form, row: Row) -> String {
    let look = &model.look;
    match row.field.kind {
        Kind::Choice(name, words) => words()
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let said = look.say(&format!("tui.word.{name}.{word}"));
                if said == *word {
                    format!("{} {word}", at + 1)
                } else {
                    format!("{} {word} {said}", at + 1)
                }
            })
            .collect::<Vec<_>>()
            .join(" · "),
        kind => {
            if form.line.is_empty()
                && let Some((_, job)) = super::ghost::ghost(form, &row.pointer())
            {
                return look.render(&Text::of("tui.form.ghost").with("job", job));
            }
            look.say(match kind {
                Kind::Day => "tui.hint.day",
                Kind::Time => "tui.hint.time",
                Kind::YesNo => "tui.hint.yes-no",
                Kind::Weight => "tui.hint.weight",
                Kind::Volume => "tui.hint.volume",
                Kind::Celsius => "tui.hint.celsius",
                Kind::Boxes => "tui.hint.boxes",
                Kind::Rates => "tui.hint.rates",
                Kind::Surcharges => "tui.hint.surcharges",
                Kind::Sailing => "tui.hint.sailing",
                Kind::Port
                | Kind::Carrier
                | Kind::Customer
                | Kind::Salesperson
                | Kind::Agent
                | Kind::Charge => "tui.hint.lookup",
                Kind::Lines => "tui.hint.lines",
                Kind::Dangerous => "tui.hint.dangerous",
                Kind::Transit => "tui.hint.transit",
                Kind::Handbook => "tui.hint.handbook",
                Kind::Ventilation => "tui.hint.ventilation",
                Kind::AllIn => "tui.hint.all-in",
                Kind::Whole => "tui.hint.whole",
                Kind::Amount => "tui.hint.amount",
                Kind::Text | Kind::Choice(..) => "tui.hint.text",
            })
        }
    }
}
