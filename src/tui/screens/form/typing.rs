//! Typing into the form: text as it comes, choices by their first letters.

use super::act::{next, on};
use super::fields::Kind;
use super::values;
use crate::domain::{PortCode, Text};
use crate::reference::Reference;
use crate::tui::look::Part;
use crate::tui::lookup;
use crate::tui::model::Model;
use crate::tui::msg::Effect;
use crate::tui::widgets::line::Line;

/// Types text into the field with the caret.
pub fn text(model: &mut Model, text: &str) -> Vec<Effect> {
    let around = super::around(&model.desk);
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    super::settle::check_now(form, around);
    let kind = form.row().field.kind;
    if let Kind::Sailing = kind {
        return lookup::open(model, text);
    }
    match kind {
        Kind::Choice(name, words) => return choose(model, text, name, &words()),
        Kind::YesNo => return choose(model, text, "yes-no", &["yes", "no"]),
        _ => {}
    }
    form.line.insert(text);
    form.touched = true;
    if model.keyboard.keymap.auto_advance && is_full(kind, form.line.text(), around.reference) {
        next(model);
    }
    Vec::new()
}

/// Whether nothing more fits a field: it goes on by itself then. A code that a longer name begins
/// with is not full yet.
fn is_full(kind: Kind, text: &str, reference: &Reference) -> bool {
    let begins = |name: &str| {
        let beginning = name.get(..text.len());
        name.len() > text.len() && beginning.is_some_and(|it| it.eq_ignore_ascii_case(text))
    };
    match kind {
        Kind::Day => text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()),
        Kind::Port => {
            let code = text.to_ascii_uppercase().parse::<crate::domain::UnLocode>();
            let is_one = text.len() == 5
                && code.is_ok_and(|code| reference.ports.get(&PortCode::Locode(code)).is_some());
            is_one && !reference.ports.iter().any(|port| begins(&port.name))
        }
        Kind::Carrier => {
            let code = text.to_ascii_uppercase().parse::<crate::domain::Scac>();
            let is_one =
                text.len() == 4 && code.is_ok_and(|code| reference.carriers.get(&code).is_some());
            is_one
                && !reference
                    .carriers
                    .iter()
                    .any(|carrier| begins(&carrier.name))
        }
        _ => false,
    }
}

/// A choice by its first letters: once one is left it is taken, and the caret goes on.
fn choose(model: &mut Model, text: &str, set: &str, words: &[&'static str]) -> Vec<Effect> {
    let look = model.look;
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    if text == " " {
        return lookup::open(model, "");
    }
    let typed = if form.touched {
        format!("{}{text}", form.line.text())
    } else {
        text.to_owned()
    };
    let found = match words {
        ["yes", "no"] => values::yes_no(&typed).map(|yes| if yes { "yes" } else { "no" }),
        words => values::one_of(&typed, words),
    };
    // An input method gives the words of the operator's language.
    let mut said = words.iter().filter(|word| {
        look.say(&format!("tui.word.{set}.{word}"))
            .to_lowercase()
            .starts_with(&typed.to_lowercase())
    });
    let found = found.or_else(|| match (said.next(), said.next()) {
        (Some(word), None) => Some(*word),
        _ => None,
    });
    let begins = words.iter().any(|word| {
        word.to_lowercase().starts_with(&typed.to_lowercase())
            || look
                .say(&format!("tui.word.{set}.{word}"))
                .starts_with(&typed)
    });
    if let Some(word) = found {
        form.line = Line::new(word);
        form.touched = true;
        on(model);
    } else if begins {
        form.line = Line::new(typed);
        form.touched = true;
    } else {
        model.say(Part::Warn, &Text::of("tui.read.choice"));
    }
    Vec::new()
}
