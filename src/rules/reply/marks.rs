//! Values that are texts or amounts, each found in a reply and put there as one word.

use serde_json::Value;

use super::lexer::folded;
use super::parts::Part;
use super::sought::{Sought, last_of};
use crate::domain::Pointer;

/// How the words begin that stand for values.
pub(super) const MARK: &str = "amended";

/// How a text, a voyage or an amount may stand in a reply; nothing for what is said in other words.
pub(super) fn literal(field: &Pointer, value: &Value) -> Vec<String> {
    let Some(text) = value.as_str().map(str::trim) else {
        return Vec::new();
    };
    let last = last_of(field);
    let is_text = matches!(
        last,
        "name"
            | "name_en"
            | "name_zh"
            | "vessel"
            | "voyage"
            | "place"
            | "contact"
            | "phone"
            | "fax"
            | "marks"
            | "hs_code"
            | "remarks"
            | "customer_ref"
            | "payable_at"
    );
    let whole = || folded(text).filter(|folded| folded.chars().count() > 1);
    if last == "amount" {
        let plain = text.strip_suffix(".00").unwrap_or(text);
        let of_thousands = plain.len() > 3 && plain.bytes().all(|byte| byte.is_ascii_digit());
        let mut names = vec![text.to_owned(), plain.to_owned()];
        if of_thousands {
            let (thousands, rest) = plain.split_at(plain.len() - 3);
            names.insert(0, format!("{thousands},{rest}"));
            names.insert(0, format!("{thousands},{rest}.00"));
        }
        return names;
    }
    if !is_text {
        return Vec::new();
    }
    let mut names: Vec<String> = whole().into_iter().collect();
    if let Some(number) = names.first().and_then(|name| name.strip_prefix("v.")) {
        let number = number.to_owned();
        names.push(format!("v{number}"));
        names.push(number);
    }
    names
}

/// Where a value stands in a text, as a word of its own.
pub(super) fn found(text: &str, name: &str) -> Option<usize> {
    let folded = folded(text)?;
    // USD1900, 1900USD
    let is_amount = name.starts_with(|c: char| c.is_ascii_digit());
    let joins =
        |letter: char| letter.is_ascii_digit() || !is_amount && letter.is_ascii_alphabetic();
    let first = name.chars().next().is_some_and(joins);
    let last = name.chars().next_back().is_some_and(joins);
    folded.match_indices(name).map(|(at, _)| at).find(|&at| {
        let before = folded[..at].chars().next_back();
        let mut behind = folded[at + name.len()..].chars();
        let next = behind.next();
        let in_number =
            matches!(next, Some('.' | ',')) && behind.next().is_some_and(|c| c.is_ascii_digit());
        let in_word = before.is_some_and(|c| joins(c) || matches!(c, '.' | '-')) && first;
        // The number of a word that stands for a value is no amount: 0 and 1 would be found for ever.
        let in_mark = folded[..at].ends_with(MARK);
        !(in_mark || in_word || in_number || last && next.is_some_and(joins))
    })
}

/// A text without the words that stand for values.
pub(super) fn without_marks(text: &str) -> String {
    let words = text.split(' ').filter(|name| !is_mark(name));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a word stands for a value.
fn is_mark(name: &str) -> bool {
    let place = name.strip_prefix(MARK);
    place.is_some_and(|place| place.parse::<usize>().is_ok())
}

/// The parts without the words that stand for values of other fields.
pub(super) fn without_others(parts: &[Part], field: &Sought) -> Vec<Part> {
    let own = |name: &str| match field {
        Sought::Values(values) => {
            let names = values.choices.iter().flat_map(|choice| &choice.names);
            names.into_iter().any(|known| known.join(" ") == name)
        }
        _ => false,
    };
    parts
        .iter()
        .map(|part| {
            if !part.text.contains(MARK) {
                return part.clone();
            }
            let words = part.text.split(' ');
            let words = words.filter(|name| !is_mark(name) || own(name));
            part.saying(words.collect::<Vec<_>>().join(" "))
        })
        .collect()
}

/// The word that stands for a value in a text.
pub(super) fn word(place: usize) -> String {
    format!("{MARK}{place}")
}
