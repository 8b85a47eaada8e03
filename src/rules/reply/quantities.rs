//! What a reply says beside the figure that is asked for: quantities of another kind, each with its
//! name or its unit, telephone and order numbers that are said to be one. They are accounted for and
//! are no value.

use super::amounts::Measure;
use super::edges::{ahead, is_edge};
use super::kinds::{CLOSED, KINDS, ORDERS, Quantity, TELEPHONES, TYPES, WEIGHTS};
use super::parts::Part;

/// A text without the quantities that are not asked for, and those that were in it.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) parts: Vec<Part>,
    pub(super) found: Vec<(Quantity, String)>,
}

/// Takes out of the parts the quantities of another kind than a measure's.
pub(super) fn beside(parts: &[Part], measure: Measure) -> Beside {
    let mut beside = Beside::default();
    for part in named_together(parts) {
        let text = without(&part.text, measure, &mut beside.found);
        beside.parts.push(Part {
            text,
            end: part.end,
        });
    }
    beside
}

/// A text without the quantities in it that are of another kind than a measure's.
pub(super) fn without_others(text: &str, measure: Measure) -> String {
    without(text, measure, &mut Vec::new())
}

/// The parts, those of one quantity together: “N.W.: 12000”.
fn named_together(parts: &[Part]) -> Vec<Part> {
    let mut together: Vec<Part> = Vec::new();
    let mut named = false;
    for part in parts {
        match together.last_mut().filter(|_| named) {
            Some(last) => {
                last.text = format!("{}: {}", last.text, part.text);
                last.end = part.end;
            }
            None => together.push(part.clone()),
        }
        named = part.end == ':' && ends_in_a_name(&part.text);
    }
    together
}

fn ends_in_a_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    let names = KINDS
        .iter()
        .map(|kind| kind.names)
        .chain([TELEPHONES, ORDERS]);
    let mut names = names.flat_map(|names| names.split('|'));
    names.any(|name| ahead(&lower, name).is_some())
}

/// Whether a quantity is of the kind that a measure asks for.
pub(super) fn is_own(quantity: Quantity, measure: Measure) -> bool {
    match measure {
        Measure::Temperature => quantity == Quantity::Temperature,
        // Cubic metres are those of an hour.
        Measure::Ventilation => {
            matches!(quantity, Quantity::Ventilation | Quantity::Volume)
        }
        Measure::Weight => quantity == Quantity::Gross,
        Measure::Tare => quantity == Quantity::WithContainer,
        Measure::Verified => quantity == Quantity::Verified,
        Measure::Volume => quantity == Quantity::Volume,
        Measure::Day | Measure::Time | Measure::Number => false,
    }
}

fn without(text: &str, measure: Measure, found: &mut Vec<(Quantity, String)>) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        if let Some((end, quantity)) = taken(&lower, at, measure) {
            found.push((quantity, text[at..end].trim().to_owned()));
            out.push(' ');
            at = end;
        } else {
            out.push(letter);
            at += letter.len_utf8();
        }
    }
    out
}

/// A text without the telephone numbers that are said to be one, or can be nothing else.
pub(super) fn without_telephones(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let in_word = out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let named = || named(&lower, at, TELEPHONES).and_then(|end| telephone(&lower, end));
        match named()
            .or_else(|| mobile(&lower, at))
            .or_else(|| landline(&lower, at))
        {
            Some(end) if !in_word => {
                out.push(' ');
                at = end;
            }
            _ => {
                out.push(letter);
                at += letter.len_utf8();
            }
        }
    }
    out
}

/// A telephone's number with its area: 0574-55500102.
fn landline(text: &str, at: usize) -> Option<usize> {
    let figures = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let area = figures(at);
    let own = at + area + 1;
    let is_one = text[at..].starts_with('0')
        && (3..=4).contains(&area)
        && text[at + area..].starts_with('-')
        && (7..=8).contains(&figures(own));
    is_one.then(|| own + figures(own))
}

/// The quantity of another kind that begins at a place, and where it ends.
fn taken(text: &str, at: usize, measure: Measure) -> Option<(usize, Quantity)> {
    let before = text[..at].chars().next_back();
    let in_word = before.is_some_and(|c| c.is_ascii_alphanumeric());
    let in_figure = before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if let Some(end) = containers(text, at).filter(|_| !in_word) {
        return Some((end, Quantity::Containers));
    }
    if !in_word && let Some(end) = named(text, at, TELEPHONES).and_then(|end| telephone(text, end))
    {
        return Some((end, Quantity::Telephone));
    }
    if !in_word && let Some(end) = mobile(text, at).or_else(|| landline(text, at)) {
        return Some((end, Quantity::Telephone));
    }
    if !in_word && let Some(end) = named(text, at, ORDERS).and_then(|end| order(text, end)) {
        return Some((end, Quantity::Order));
    }
    let ventilates = !is_own(Quantity::Ventilation, measure) && measure == Measure::Temperature;
    for kind in KINDS.iter().filter(|kind| !is_own(kind.quantity, measure)) {
        if let Some(end) =
            named(text, at, kind.names).filter(|_| !(in_word && text.as_bytes()[at].is_ascii()))
        {
            // 毛净重 is both.
            if kind.quantity == Quantity::Net && matches!(before, Some('毛' | '/')) {
                continue;
            }
            if kind.quantity == Quantity::Ventilation
                && let Some(end) = word_at(text, end, CLOSED)
            {
                return Some((end, kind.quantity));
            }
            if let Some(end) = number(text, end, kind.quantity == Quantity::Temperature) {
                return Some((unit(text, end, kind.units).unwrap_or(end), kind.quantity));
            }
        }
        let signed = kind.quantity == Quantity::Temperature;
        let only_named = matches!(
            kind.quantity,
            Quantity::Net
                | Quantity::Verified
                | Quantity::WithContainer
                | Quantity::Humidity
                | Quantity::Limit
        ) || (kind.quantity == Quantity::Gross
            && matches!(measure, Measure::Tare | Measure::Verified));
        if !in_word
            && !in_figure
            && !only_named
            && let Some(end) =
                number(text, at, signed).filter(|end| *end > at && starts_figure(text, at, signed))
        {
            let bare = signed && text[at..].starts_with(['-', '+']);
            let of_unit = unit(text, end, kind.units);
            if let Some(end) = of_unit.or(bare.then_some(end)) {
                return Some((end, kind.quantity));
            }
        }
    }
    if ventilates && !in_word {
        return word_at(text, at, CLOSED)
            .filter(|_| !text[at..].starts_with(char::is_whitespace))
            .map(|end| (end, Quantity::Ventilation));
    }
    None
}

fn starts_figure(text: &str, at: usize, signed: bool) -> bool {
    text[at..].starts_with(|c: char| c.is_ascii_digit() || (signed && matches!(c, '-' | '+')))
}

/// Where one of some names ends that begins at a place, longest first.
fn named(text: &str, at: usize, names: &str) -> Option<usize> {
    names
        .split('|')
        .filter(|name| text[at..].starts_with(name))
        .filter(|name| {
            let behind = text[at + name.len()..].chars().next();
            !name.ends_with(|c: char| c.is_ascii_alphabetic())
                || !behind.is_some_and(|c| c.is_ascii_alphabetic())
        })
        .map(|name| at + name.len())
        .max()
}

/// What may stand between a name and its figure.
fn over_marks(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    loop {
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || ":：=.#".contains(c));
        let next = ["是", "为", "no.", "no:", "no ", "号码", "号", "is ", "开"]
            .iter()
            .find_map(|word| next.strip_prefix(word))
            .unwrap_or(next);
        if next.len() == rest.len() {
            return text.len() - rest.len();
        }
        rest = next;
    }
}

/// Where a number ends that begins at a place, marks before it left out.
fn number(text: &str, at: usize, signed: bool) -> Option<usize> {
    let start = over_marks(text, at);
    let digits = if signed {
        text[start..]
            .strip_prefix(['-', '+'])
            .map_or(start, |rest| text.len() - rest.len())
    } else {
        start
    };
    let bytes = text.as_bytes();
    let mut end = digits;
    while bytes.get(end).is_some_and(|byte| {
        byte.is_ascii_digit()
            || (matches!(byte, b'.' | b',')
                && end > digits
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
    }) {
        end += 1;
    }
    let cut = bytes.get(end).is_some_and(u8::is_ascii_alphabetic)
        && unit(text, end, WEIGHTS).is_none()
        && KINDS
            .iter()
            .all(|kind| unit(text, end, kind.units).is_none());
    (end > digits && !cut).then_some(end)
}

/// Where a unit ends that stands behind a number.
fn unit(text: &str, at: usize, units: &str) -> Option<usize> {
    let start = text.len() - text[at..].trim_start().len();
    units
        .split('|')
        .filter(|unit| !unit.is_empty() && text[start..].starts_with(unit))
        .filter(|unit| {
            let behind = text[start + unit.len()..].chars().next();
            let goes_on = unit.ends_with(|c: char| c.is_ascii_alphabetic())
                && behind.is_some_and(|c| c.is_ascii_alphanumeric() || c == '³');
            // “25 cbm/h” is no volume, “12 kg/ctn” no weight of all.
            let each = behind == Some('/')
                && text[start + unit.len() + 1..].starts_with(char::is_alphabetic);
            !goes_on && !each
        })
        .map(|unit| start + unit.len())
        .max()
}

/// Where one of some words ends that stands at a place, blanks and marks before it.
fn word_at(text: &str, at: usize, words: &str) -> Option<usize> {
    let start = over_marks(text, at);
    named(text, start, words)
}

fn telephone(text: &str, at: usize) -> Option<usize> {
    let start = over_marks(text, at);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '(' | ')' | ' ');
    let end = text[start..]
        .find(|c| !is_part(c))
        .map_or(text.len(), |end| start + end);
    let figures = text[start..end].bytes().filter(u8::is_ascii_digit).count();
    (figures >= 7).then(|| start + text[start..end].trim_end().len())
}

/// A mobile telephone's number: eleven figures that are no quantity of anything.
fn mobile(text: &str, at: usize) -> Option<usize> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 11 && text[at..].starts_with('1')).then_some(at + digits)
}

/// Where the number of an order or a paper ends, whose name ends at a place.
pub(super) fn order(text: &str, at: usize) -> Option<usize> {
    let start = over_marks(text, at);
    let end = text[start..]
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '/')))
        .map_or(text.len(), |end| start + end);
    text[start..end]
        .bytes()
        .any(|byte| byte.is_ascii_digit())
        .then_some(end)
}

/// `2*40HQ`, `40RH`, `1 x 20'`.
fn containers(text: &str, at: usize) -> Option<usize> {
    let counted = text[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = (counted.len() < text[at..].len())
        .then(|| counted.trim_start())
        .and_then(|rest| rest.strip_prefix(['*', 'x', '×']))
        .map(|rest| text.len() - rest.trim_start().len());
    [counted, Some(at)].into_iter().flatten().find_map(|start| {
        TYPES
            .split('|')
            .filter(|kind| text[start..].starts_with(kind))
            .map(|kind| start + kind.len())
            .find(|end| is_edge(text, *end))
    })
}

/// Whether a text names the gross weight as such.
pub(super) fn names_gross(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["毛重", "gross", "g.w", "gw"].iter().any(|name| {
        let mut places = lower.match_indices(name);
        places.any(|(at, _)| is_edge(&lower, at))
    })
}
