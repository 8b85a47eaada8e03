//! Ports and places behind their names: POD Hamburg, 目的港：汉堡, “POL Ningbo / POD Hamburg”. A port is
//! never taken for another one than it is called.

use super::edges::{behind, is_edge};
use super::lexer::folded;
use super::parts::Part;

/// The fields of ports and places, and what each is called.
const NAMES: &[(&str, &str)] = &[
    (
        "/pol",
        "port of loading|port of load|loading port|load port|port of departure|pol|起运港|启运港|装货港|装船港|装港|始发港",
    ),
    (
        "/pod",
        "port of discharge|discharge port|discharging port|port of unloading|unloading port|pod|卸货港|卸船港|卸港",
    ),
    (
        "/via",
        "port of transhipment|transhipment port|transshipment port|via port|t/s port|中转港|转运港|转船港",
    ),
    (
        "/delivery",
        "final place of delivery|place of delivery|delivery place|交货地点|交货地",
    ),
    (
        DESTINATION,
        "port of destination|destination port|final destination|destination|目的港|最终目的地|目的地",
    ),
];

/// Where goods go to, be it the port or the place.
pub(super) const DESTINATION: &str = "destination";

/// Whether a text is nothing but what a port is called.
pub(super) fn is_port_name(text: &str) -> bool {
    let text = text.trim();
    named_at(text, 0).is_some_and(|(end, _)| end == text.len())
}

/// The parts that may speak of a field's port, or of where goods go to, without what it is called: what
/// is called another's is another's.
pub(super) fn of_port(parts: &[Part], field: &str) -> Vec<Part> {
    let stretches = stretches(parts);
    let given = |wanted: &str| stretches.iter().any(|(names, _)| names.contains(&wanted));
    let is_own = |name: &&str| match (*name, field) {
        (DESTINATION, "/pod" | "/delivery") => true,
        (name, DESTINATION) => !matches!(name, "/pol" | "/via"),
        // What is said of the port alone holds for the place, where that is not said.
        ("/pod", "/delivery") => !given("/delivery"),
        (name, field) => name == field,
    };
    let own = stretches
        .iter()
        .filter(|(names, part)| names.is_empty() || names.iter().any(is_own) || part.asks());
    own.map(|(_, part)| part.clone()).collect()
}

/// A text, and the names that it stands behind or before: of “POL/POD: Ningbo/Hamburg” nobody knows
/// which is which.
type Stretch = (Vec<&'static str>, Part);

/// The texts of the parts with their names.
fn stretches(parts: &[Part]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut led: Vec<&'static str> = Vec::new();
    for part in parts {
        let text = part.text.as_str();
        let mut names = std::mem::take(&mut led);
        let (mut from, mut at) = (0, 0);
        while at < text.len() {
            let Some((end, next)) = named_at(text, at) else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let before = text[from..at].trim();
            let before = if from == 0 { before } else { tidy(before) };
            let ends = tidy(&text[end..]).is_empty() && !matches!(part.end, ':' | '-');
            (from, at) = (end, end);
            if before.is_empty() {
                names.push(next);
            } else if ends && names.is_empty() {
                // “Hamburg as POD”: the name behind what it names.
                found.push((vec![next], part.saying(before.to_owned())));
            } else {
                let own = std::mem::replace(&mut names, vec![next]);
                found.push((own, part.saying(before.to_owned())));
            }
        }
        let rest = if from == 0 { text } else { tidy(&text[from..]) };
        match found.last_mut() {
            _ if rest.is_empty() && part.asks() => found.push((Vec::new(), part.clone())),
            // “Hamburg (POD)”
            Some((last, _)) if rest.is_empty() && part.end == ')' && last.is_empty() => {
                *last = names;
            }
            _ if rest.is_empty() => led = names,
            _ => found.push((names, part.saying(rest.to_owned()))),
        }
    }
    found
}

/// The field of the longest name that stands at a place of a text, and where it ends.
fn named_at(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let lower = folded(text)?;
    let stands = |name: &&str| is_edge(&lower, at) && behind(&lower[at..], name).is_some();
    let all = NAMES
        .iter()
        .flat_map(|(field, names)| names.split('|').map(move |name| (*field, name)));
    let (field, name) = all
        .filter(|(_, name)| stands(name))
        .max_by_key(|(_, name)| name.len())?;
    Some((at + name.len(), field))
}

/// A text behind a name without the marks between; a verb alone only leads on.
fn tidy(text: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || ":;,-=/.()".contains(c);
    match text.trim_matches(is_mark) {
        "is" | "是" | "为" => "",
        text => text,
    }
}
