//! Beside and below the fields: the findings, and what the field with the caret wants.

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation as _;

use super::fields::Kind;
use super::panel::looks_at;
use super::rows::Row;
use super::state::Form;
use crate::domain::{Finding, Text};
use crate::keymap::Action;
use crate::tui::draw::{Canvas, wrapped};
use crate::tui::live::is_live;
use crate::tui::look::{Look, Part, marker};
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
    let rows_each = rows_each(&model.look);
    let places = form.panel.places();
    let fit = places_for(&model.look, area.height);
    for (y, place) in (area.y + 1..)
        .step_by(usize::from(rows_each))
        .zip(&places[..fit.min(places.len())])
    {
        if let Some(finding) = place {
            let own = looks_at(finding, &here);
            let lines = Rect::new(area.x, y, area.width, rows_each);
            finding_lines(model, canvas, lines, finding, own);
        }
    }
    let rest = places.iter().skip(fit).flatten().count();
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

fn rows_each(look: &Look) -> u16 {
    if look.is_wide() { 3 } else { 2 }
}

/// Findings that a panel of so many rows shows. It does not scroll with the caret: that would paint
/// it anew with every field.
fn places_for(look: &Look, rows: u16) -> usize {
    usize::from(rows.saturating_sub(1) / rows_each(look))
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

/// Bytes of the line below: it changes with every field, and a move is to cost a thin line no more
/// than its marker and a few words.
const BRIEF: usize = 28;

/// What the field wants, or what is wrong with it where the panel has no room to say it.
pub(super) fn below(model: &Model, form: &Form, canvas: &mut Canvas<'_>, area: Rect, panel: Rect) {
    let places = places_for(&model.look, panel.height);
    let row = form.row();
    let pointer = row.pointer();
    let look = &model.look;
    if let Some((_, wrong)) = form.unread.get(&pointer) {
        canvas.part(area.x, area.y, area.width, &look.say(wrong), Part::Block);
        return;
    }
    let at = |place: &Option<Finding>| {
        place
            .as_ref()
            .is_some_and(|finding| looks_at(finding, &pointer))
    };
    let seen = form.panel.places().iter().take(places).any(at);
    let text = match form.panel.at(&pointer).first() {
        Some(finding) if seen => {
            let settle = if finding.fixes.is_empty() {
                Action::FormAnswer
            } else {
                Action::FormFix
            };
            let mut settles = vec![settle, Action::FormAnswer];
            settles.dedup();
            keys(model, &settles)
        }
        Some(finding) => look.render(&finding.message),
        None => match (super::ghost::ghost_text(form), row.field.kind) {
            // What is proposed is written with this line: together they stay within its bytes.
            (Some(ghost), _) => key(model, Action::FormTake)
                .filter(|take| ghost.len() + take.len() <= BRIEF)
                .unwrap_or_default(),
            (None, Kind::Choice(..) | Kind::YesNo | Kind::Sailing) => hint(model, row),
            (None, _) => match lookup_key(model) {
                Some(key) => format!("{} ({key})", hint(model, row)),
                None => hint(model, row),
            },
        },
    };
    canvas.text(
        area.x,
        area.y,
        area.width,
        brief(&text, look.ellipsis()).trim_end(),
    );
}

/// Those of the actions that do something at this field, with their keys.
fn keys(model: &Model, actions: &[Action]) -> String {
    actions
        .iter()
        .filter(|action| is_live(model, **action))
        .filter_map(|action| key(model, *action))
        .collect::<Vec<_>>()
        .join("  ")
}

/// The key that looks this field up, where it can be.
fn lookup_key(model: &Model) -> Option<String> {
    let look_up = Action::FormLookup;
    is_live(model, look_up)
        .then(|| model.keyboard.key_text(model.screen_place(), look_up))
        .flatten()
}

/// An action's keys and its word.
fn key(model: &Model, action: Action) -> Option<String> {
    let keys = model.keyboard.key_text(model.screen_place(), action)?;
    let word = model.look.say(&format!("action.{action}.short"));
    Some(format!("{keys} {word}"))
}

/// The beginning of a text, in at most [`BRIEF`] bytes.
fn brief(text: &str, ellipsis: &str) -> String {
    if text.len() <= BRIEF {
        return text.to_owned();
    }
    let room = BRIEF - ellipsis.len();
    let kept = text
        .grapheme_indices(true)
        .map(|(at, grapheme)| at + grapheme.len())
        .take_while(|end| *end <= room)
        .last()
        .unwrap_or(0);
    format!("{}{ellipsis}", text[..kept].trim_end())
}

/// What can be typed into a field.
fn hint(model: &Model, row: Row) -> String {
    let look = &model.look;
    match row.field.kind {
        Kind::Choice(name, words) => words()
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let said = look.say(&format!("tui.word.{name}.{word}"));
                format!("{} {said}", at + 1)
            })
            .collect::<Vec<_>>()
            .join(", "),
        kind => look.say(match kind {
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
        }),
    }
}
