//! Beside and below the fields: the findings, and what the field with the caret wants.

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::fields::Kind;
use super::panel::looks_at;
use super::rows::{Row, is_blank};
use super::state::Form;
use crate::domain::{Finding, Text};
use crate::i18n::has;
use crate::keymap::Action;
use crate::tui::draw::{Canvas, wrapped};
use crate::tui::live::is_live;
use crate::tui::look::{Look, Part, sign_of};
use crate::tui::model::Model;

/// Columns and lines of the findings, below their heading.
pub(super) fn room(look: &Look) -> (u16, usize) {
    let left = super::view::left_of(look) + 2;
    let lines = look.height.saturating_sub(6);
    (look.width.saturating_sub(left), usize::from(lines))
}

/// Lines that a finding's text takes.
pub(super) fn lines_of(look: &Look, finding: &Finding) -> Vec<String> {
    let width = usize::from(room(look).0.saturating_sub(2));
    wrapped(&look.render(&finding.message), width)
}

/// The findings, on the lines that they have.
pub(super) fn findings(form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    if area.width < 8 {
        return;
    }
    let look = canvas.look;
    let (wrong, open) = form.panel.wrong_and_open();
    let heading = match open {
        0 => look.say("tui.form.findings"),
        _ => look.render(
            &Text::of("tui.form.findings-open")
                .with("wrong", wrong)
                .with("open", open),
        ),
    };
    let hidden = form.panel.hidden();
    // Where there is no room for both, how many more there are.
    let is_narrow = hidden > 0 && usize::from(area.width) < heading.width() + 13;
    if !is_narrow {
        canvas.part(area.x, area.y, area.width, &heading, Part::Heading);
    }
    let here = form.row().pointer();
    for (finding, from, lines) in form.panel.shown() {
        let top = area.y + 1 + u16::try_from(from).unwrap_or(0);
        let rows = u16::try_from(lines).unwrap_or(1);
        let area = Rect::new(area.x, top, area.width, rows).intersection(area);
        finding_lines(canvas, area, finding, looks_at(finding, &here));
    }
    if hidden > 0 {
        let text = look.render(&Text::of("tui.form.more").with("count", hidden));
        let x = area.right().saturating_sub(12).max(area.x);
        canvas.part(x, area.y, 12, &text, Part::Dim);
    }
}

fn finding_lines(canvas: &mut Canvas<'_>, area: Rect, finding: &Finding, own: bool) {
    let look = canvas.look;
    let style = look.severity(finding.severity);
    if area.height > 0 {
        canvas.put(area.x, area.y, 1, sign_of(finding), style);
        if own {
            canvas.text(area.x + 1, area.y, 1, ">");
        }
    }
    let lines = lines_of(&look, finding);
    let is_cut = lines.len() > usize::from(area.height);
    let width = area.width.saturating_sub(2);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let line = if is_cut && y + 1 == area.bottom() {
            format!("{line} {}", look.ellipsis())
        } else {
            line
        };
        canvas.text(area.x + 2, y, width, &line);
    }
}

/// Bytes of the line below: it changes with every field, and a move is to cost a thin line no more
/// than its marker and a few words.
const BRIEF: usize = 28;

/// What the field wants, or what settles its finding.
pub(super) fn below(model: &Model, form: &Form, canvas: &mut Canvas<'_>, area: Rect) {
    let row = form.row();
    let pointer = row.pointer();
    let look = canvas.look;
    let shown = |finding: &&Finding| form.panel.shown().any(|(shown, ..)| shown == *finding);
    let finding = form.panel.at(&pointer).first().copied();
    let finding = finding.filter(|_| !form.unread.contains_key(&pointer));
    let text = match (finding, super::view::ghost_text(model, form)) {
        // What is proposed is written with this line: together they stay within its bytes.
        (_, Some(_)) if look.is_wide() => {
            let take = key(model, Action::FormTake).unwrap_or_default();
            let source = super::ghost::ghost(form, &pointer).map(|ghost| ghost.source);
            let source = source.map_or_else(String::new, |source| {
                super::settling::source_name(model, Some(&source))
            });
            format!("{take}: {source}")
        }
        (_, Some(ghost)) => key(model, Action::FormTake)
            .filter(|take| ghost.len() + 2 + take.len() <= BRIEF)
            .unwrap_or_default(),
        // A field that has nothing yet is settled by what can be typed into it.
        (Some(finding), None) if !is_blank(form.document.at(&pointer)) => {
            if let Some(hidden) = Some(finding).filter(|finding| !shown(finding)) {
                if look.is_wide() {
                    look.render(&hidden.message)
                } else {
                    look.say(&format!("rule.{}.title", hidden.rule))
                }
            } else {
                let settle = if finding.fixes.is_empty() {
                    Action::FormAnswer
                } else {
                    Action::FormFix
                };
                let mut settles = vec![settle, Action::FormAnswer];
                settles.dedup();
                keys(model, &settles)
            }
        }
        _ => match (row.field.kind, lookup_key(model)) {
            (Kind::Choice(..) | Kind::YesNo | Kind::Sailing, _) | (_, None) => hint(model, row),
            (_, Some(key)) => format!("{} ({key})", hint(model, row)),
        },
    };
    let most = if look.is_wide() { usize::MAX } else { BRIEF };
    let text = brief(&text, most, look.ellipsis());
    canvas.text(area.x, area.y, area.width, text.trim_end());
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

/// The beginning of a text, in at most so many bytes.
fn brief(text: &str, most: usize, ellipsis: &str) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let room = most - ellipsis.len();
    let kept = text
        .grapheme_indices(true)
        .map(|(at, grapheme)| at + grapheme.len())
        .take_while(|end| *end <= room)
        .last()
        .unwrap_or(0);
    format!("{}{ellipsis}", text[..kept].trim_end())
}

/// The key of a choice's words in brief, for those that are long.
fn brief_choices(name: &str) -> String {
    format!("tui.choices.{name}")
}

/// What can be typed into a field.
fn hint(model: &Model, row: Row) -> String {
    let look = &model.look;
    match row.field.kind {
        Kind::Choice(name, _) if !look.is_wide() && has(look.lang, &brief_choices(name)) => {
            look.say(&brief_choices(name))
        }
        Kind::Choice(name, words) => words()
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let said = look.say(&format!("tui.word.{name}.{word}"));
                format!("{} {said}", at + 1)
            })
            .collect::<Vec<_>>()
            .join(", "),
        kind => look.say(together_key(row.field.at).unwrap_or_else(|| hint_key(kind))),
    }
}

/// The key of what can be typed into a field that is parted among it and another.
fn together_key(field: &str) -> Option<&'static str> {
    match field {
        "/cargo/*/packages" => Some("tui.hint.packages"),
        "/cargo/*/name_en" => Some("tui.hint.names"),
        "/principal/contact" | "/loading/contact" => Some("tui.hint.contact"),
        _ => None,
    }
}

/// The key of what can be typed into a field that is no choice.
fn hint_key(kind: Kind) -> &'static str {
    match kind {
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
        Kind::Matters => "tui.hint.matters",
        Kind::Ventilation => "tui.hint.ventilation",
        Kind::AllIn => "tui.hint.all-in",
        Kind::Whole => "tui.hint.whole",
        Kind::Amount => "tui.hint.amount",
        Kind::Text | Kind::Choice(..) => "tui.hint.text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, render, say};
    use crate::rules::RULES;
    use crate::tui::screens::form::FIELDS;

    /// What a field wants is one line that changes with every field: nothing of it is cut where it
    /// may cost no more than [`BRIEF`] bytes.
    #[test]
    fn what_a_field_wants_is_brief_enough_to_stand_whole() {
        for lang in Lang::ALL {
            for field in FIELDS {
                let text = match field.kind {
                    Kind::Choice(name, words) if !has(lang, &brief_choices(name)) => {
                        let words = words();
                        let word = |word| say(lang, &format!("tui.word.{name}.{word}"));
                        let said: Vec<String> =
                            words.iter().map(|w| format!("1 {}", word(w))).collect();
                        said.join(", ")
                    }
                    Kind::Choice(name, _) => say(lang, &brief_choices(name)),
                    kind => say(
                        lang,
                        together_key(field.at).unwrap_or_else(|| hint_key(kind)),
                    ),
                };
                assert!(text.len() <= BRIEF, "{} in {lang:?}: {text}", field.at);
            }
            for rule in RULES {
                let text = render(lang, &rule.title());
                assert!(text.len() <= BRIEF, "{lang:?}: {text}");
            }
        }
    }
}
