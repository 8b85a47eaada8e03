//! What an amendment changes, as it is put to the people who are asked about it: boxes, ports, ships
//! and parties as they call them, weights with their unit, nothing of how the desk keeps them.

use serde_json::Value;

use super::report::name_of;
use crate::domain::job::FieldChange;
use crate::domain::{Consignment, Pointer, Text, TextArg};
use crate::i18n::{field_name, told};
use crate::json::{self, patch};
use crate::reference::Reference;

/// A part of the form that is told as a whole when what names it changes.
struct Whole {
    at: &'static str,
    text: fn(&Value) -> Option<TextArg>,
}

const WHOLES: &[Whole] = &[
    Whole {
        at: "/equipment",
        text: boxes,
    },
    Whole {
        at: "/sailing",
        text: ship,
    },
    Whole {
        at: "/shipper",
        text: party,
    },
    Whole {
        at: "/consignee",
        text: party,
    },
    Whole {
        at: "/notify",
        text: party,
    },
];

/// Fields whose figure is nothing without its unit; a `*` stands for a line's number.
const UNITS: &[(&str, &str)] = &[
    ("/cargo/*/gross_kg", "kg"),
    ("/cargo/*/volume_cbm", "cbm"),
    ("/equipment/*/tare_kg", "kg"),
    ("/equipment/*/vgm/kg", "kg"),
    ("/equipment/*/temperature_c", "°C"),
];

/// The lists whose lines are amounts of money.
const AMOUNTS: &[&str] = &[
    "/freight/rate",
    "/freight/surcharges",
    "/quoted/rate",
    "/quoted/surcharges",
    "/charges",
];

/// The changes to a consignment, in words; what changes within a part that is told as a whole is told
/// with it.
pub(super) fn changes(
    changes: &[FieldChange],
    consignment: &Consignment,
    reference: &Reference,
) -> TextArg {
    let before = json::write_consignment(consignment);
    let after = patch::again(&before, changes).unwrap_or_else(|_| before.clone());
    let mut lines: Vec<(String, TextArg)> = Vec::new();
    for change in changes {
        let (at, line) = told_of(change, &before, &after, reference);
        let is_told = lines.iter().any(|(known, _)| *known == at);
        if let Some(line) = line.filter(|_| !is_told) {
            lines.push((at, line));
        }
    }
    if lines.is_empty() {
        // A sailing of the same ship, by its place in the schedule.
        lines.extend(
            changes
                .first()
                .map(|change| (String::new(), field_name(change.field.as_str()))),
        );
    }
    joined(lines.into_iter().map(|(_, line)| line))
}

fn joined(lines: impl DoubleEndedIterator<Item = TextArg>) -> TextArg {
    lines
        .rev()
        .reduce(|rest, first| {
            let both = Text::of("word.changes").with_arg("first", first);
            TextArg::Text(Box::new(both.with_arg("rest", rest)))
        })
        .unwrap_or_else(|| TextArg::Plain(String::new()))
}

/// Where a change is told, and how; none where it says nothing to anybody outside the desk.
fn told_of(
    change: &FieldChange,
    before: &Value,
    after: &Value,
    reference: &Reference,
) -> (String, Option<TextArg>) {
    let at = change.field.as_str();
    let is_within = |part: &str| change.field.is_within(&Pointer::new(part));
    let own = |change: &FieldChange| {
        let value = |kept: Option<&str>| value_of(at, kept, reference);
        line(
            at,
            value(change.from.as_deref()),
            value(change.to.as_deref()),
        )
    };
    if let Some(whole) = WHOLES.iter().find(|whole| is_within(whole.at)) {
        let text = |form: &Value| form.pointer(whole.at).and_then(whole.text);
        let (was, is) = (text(before), text(after));
        if was != is {
            let nothing = || told(whole.at, None);
            let line = line(
                whole.at,
                was.unwrap_or_else(nothing),
                is.unwrap_or_else(nothing),
            );
            return (whole.at.to_owned(), Some(line));
        }
        // The schedule's own name of the same ship.
        let line = (whole.at != "/sailing").then(|| own(change));
        return (at.to_owned(), line);
    }
    if let Some(list) = AMOUNTS.iter().find(|list| is_within(list))
        && let Some(place) = at[list.len()..].split('/').nth(1)
    {
        let place = format!("{list}/{place}");
        let text = |form: &Value| form.pointer(&place).map_or(told(&place, None), amount);
        let line = line(&place, text(before), text(after));
        return (place, Some(line));
    }
    (at.to_owned(), Some(own(change)))
}

fn line(at: &str, from: TextArg, to: TextArg) -> TextArg {
    let line = Text::of("word.change").with_arg("field", field_name(at));
    TextArg::Text(Box::new(line.with_arg("from", from).with_arg("to", to)))
}

/// A value as the people outside call it: a port by its name, a figure with its unit.
fn value_of(at: &str, kept: Option<&str>, reference: &Reference) -> TextArg {
    let plain = told(at, kept);
    let TextArg::Plain(text) = &plain else {
        return plain;
    };
    if ["/pol", "/pod", "/delivery", "/via"].contains(&at) {
        return match reference.port(text) {
            Some(port) => name_of(&port.name, &port.name_zh),
            None => plain,
        };
    }
    let pattern = Pointer::pattern(at);
    let is_figure = text
        .chars()
        .all(|c| c.is_ascii_digit() || ".,-".contains(c));
    match UNITS.iter().find(|(field, _)| *field == pattern) {
        Some((_, unit)) if is_figure => TextArg::Plain(format!("{text} {unit}")),
        _ => plain,
    }
}

fn text_of<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value[name].as_str().filter(|text| !text.is_empty())
}

/// 2*40HQ+1*20GP.
fn boxes(lines: &Value) -> Option<TextArg> {
    let lines: Vec<String> = lines
        .as_array()?
        .iter()
        .filter_map(|line| {
            let kind = text_of(line, "type")?;
            Some(format!("{}*{kind}", line["count"].as_u64().unwrap_or(0)))
        })
        .collect();
    (!lines.is_empty()).then(|| TextArg::Plain(lines.join("+")))
}

/// Vessel, voyage and day of departure, or TEMP.
fn ship(sailing: &Value) -> Option<TextArg> {
    if let Some(temp) = sailing.as_str() {
        return Some(TextArg::Plain(temp.to_uppercase()));
    }
    let parts: Vec<String> = [
        text_of(sailing, "vessel").map(str::to_owned),
        text_of(sailing, "voyage").map(str::to_owned),
        text_of(sailing, "etd").map(|day| format!("ETD {day}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| TextArg::Plain(parts.join(" ")))
}

/// A party's name and address, or whose they are.
fn party(party: &Value) -> Option<TextArg> {
    if let Some(other) = text_of(party, "same_as") {
        let other = told("/notify/same_as", Some(other));
        return Some(TextArg::Text(Box::new(
            Text::of("word.same-as").with_arg("party", other),
        )));
    }
    let address = party["address"].as_array().into_iter().flatten();
    let lines: Vec<&str> = text_of(party, "name")
        .into_iter()
        .chain(address.filter_map(Value::as_str))
        .filter(|line| !line.trim().is_empty())
        .collect();
    (!lines.is_empty()).then(|| TextArg::Plain(lines.join(", ")))
}

/// THC 40HQ CNY 1025.00.
fn amount(line: &Value) -> TextArg {
    let parts: Vec<&str> = ["code", "type", "currency", "amount"]
        .into_iter()
        .filter_map(|name| text_of(line, name))
        .collect();
    if parts.is_empty() {
        told("", None)
    } else {
        TextArg::Plain(parts.join(" "))
    }
}
