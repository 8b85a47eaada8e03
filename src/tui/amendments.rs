//! Amendments in words (3.4d): what changes beside what was, and what came with it.

use crate::domain::Text;
use crate::domain::job::{Amendment, FieldChange};

use super::answers::field_name;
use super::draw::pad;
use super::look::Look;
use super::words;

/// What changes, a line each: the field, what was, what becomes.
pub fn changes(look: &Look, changes: &[FieldChange]) -> Vec<String> {
    let room = usize::from(look.width).saturating_sub(LABEL + 5) / 2;
    let arrow = if look.plain { ">" } else { "→" };
    let row = |label: &str, was: &str, becomes: &str| {
        format!("{} {} {arrow} {becomes}", pad(label, LABEL), pad(was, room))
            .trim_end()
            .to_owned()
    };
    let mut lines = vec![row(
        "",
        &look.say("tui.amend.was"),
        &look.say("tui.amend.becomes"),
    )];
    lines.extend(changes.iter().map(|change| {
        row(
            &field_name(look, change.field.as_str()),
            &value(change.from.as_deref()),
            &value(change.to.as_deref()),
        )
    }));
    lines
}

/// Columns of the fields' names.
const LABEL: usize = 16;

fn value(text: Option<&str>) -> String {
    match text {
        None | Some("null") => "-".to_owned(),
        Some(text) => text.replace('"', ""),
    }
}

/// An amendment in one line: its number and state, who confirmed it, its charges, who was told.
pub fn headline(look: &Look, amendment: &Amendment) -> String {
    let state = words::word(look, "amendment", amendment.state);
    let confirmed = match (&amendment.confirmation, &amendment.confirmed_by) {
        (None, _) => look.say("tui.amend.unconfirmed"),
        (Some(reference), by) => {
            format!("{reference} {}", by.clone().unwrap_or_default())
        }
    };
    let charges = match &amendment.charges {
        None => look.say("tui.amend.charges-open"),
        Some(none) if none.is_empty() => look.say("tui.amend.no-charges"),
        Some(charges) => charges
            .iter()
            .map(|charge| format!("{} {} {}", charge.code, charge.amount, charge.currency))
            .collect::<Vec<_>>()
            .join("+"),
    };
    let told: Vec<String> = amendment
        .notified
        .iter()
        .map(|department| words::word(look, "department", *department))
        .collect();
    let head = look.render(
        &Text::of("tui.amend.head")
            .with("no", amendment.no)
            .with("by", &amendment.requested_by),
    );
    let told = if told.is_empty() {
        String::new()
    } else {
        format!("{} {}", look.say("tui.amend.told"), told.join(", "))
    };
    [head, state, confirmed.trim_end().to_owned(), charges, told]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
