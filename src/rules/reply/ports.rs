//! Ports and places behind their names: POD Hamburg, 目的港：汉堡, “POL Ningbo / POD Hamburg”. A port is
//! never taken for another one than it is called.

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

/// The parts that may speak of a field's port, or of where goods go to, without what it is called: what is called another's is
/// another's.
pub(super) fn of_port(parts: &[Part], field: &str) -> Vec<Part> {
    let stretches = stretches(parts);
    let given = |wanted: &str| stretches.iter().any(|(name, _)| *name == Some(wanted));
    let is_own = |name: &str| match (name, field) {
        (DESTINATION, "/pod" | "/delivery") => true,
        (name, DESTINATION) => !matches!(name, "/pol" | "/via"),
        // What is said of the port alone holds for the place, where that is not said.
        ("/pod", "/delivery") => !given("/delivery"),
        (name, field) => name == field,
    };
    let own = stretches
        .iter()
        .filter(|(name, part)| name.is_none_or(is_own) || part.asks());
    own.map(|(_, part)| part.clone()).collect()
}

/// The texts of the parts, each with the name that it stands behind or before.
fn stretches(parts: &[Part]) -> Vec<(Option<&'static str>, Part)> {
    let mut found: Vec<(Option<&'static str>, Part)> = Vec::new();
    let mut led: Option<&'static str> = None;
    for part in parts {
        let text = part.text.as_str();
        let mut name = led.take();
        let mut from = 0;
        let mut at = 0;
        while at < text.len() {
            let Some((end, next)) = named_at(text, at) else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let before = text[from..at].trim();
            let before = if from == 0 { before } else { tidy(before) };
            let before = before.strip_suffix(" as").unwrap_or(before);
            let ends = tidy(&text[end..]).is_empty();
            // “Hamburg as POD”: the name behind what it names.
            let is_behind = ends && name.is_none() && !matches!(part.end, ':' | '-');
            if !before.is_empty() {
                let of = name.or(is_behind.then_some(next));
                found.push((of, part.saying(before.to_owned())));
            } else if part.end == ')'
                && ends
                && let Some((last @ None, _)) = found.last_mut()
            {
                // “Hamburg (POD)”
                *last = Some(next);
                (from, at, name) = (text.len(), text.len(), None);
                continue;
            }
            name = Some(next).filter(|_| before.is_empty() || !is_behind);
            (from, at) = (end, end);
        }
        let rest = match from {
            0 => text,
            from => tidy(&text[from..]),
        };
        if rest.is_empty() && part.asks() {
            found.push((None, part.clone()));
        } else if rest.is_empty() {
            led = name;
        } else {
            found.push((name, part.saying(rest.to_owned())));
        }
    }
    found
}

/// The field of the longest name that stands at a place of a text, and where it ends.
fn named_at(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let lower = folded(text)?;
    let in_word = |letter: Option<char>| letter.is_some_and(|c| c.is_ascii_alphanumeric());
    let stands = |name: &&str| {
        lower[at..].starts_with(*name)
            && (!name.is_ascii()
                || !in_word(lower[..at].chars().next_back())
                    && !in_word(lower[at + name.len()..].chars().next()))
    };
    let all = NAMES
        .iter()
        .flat_map(|(field, names)| names.split('|').map(move |name| (*field, name)));
    let (field, name) = all
        .filter(|(_, name)| stands(name))
        .max_by_key(|(_, name)| name.len())?;
    Some((at + name.len(), field))
}

fn tidy(text: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || ":;,-=/.()".contains(c);
    let text = text.trim_matches(is_mark);
    let text = ["is ", "as "]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(text);
    match text {
        "is" | "as" => "",
        text => text.trim_start_matches(['是', '为']),
    }
}
