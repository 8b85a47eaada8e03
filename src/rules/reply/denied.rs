//! What of a declaration is no value of it: a UN number that a reply gives as wrong, beside the one that
//! is right, and what the form has no place for.

use super::declared::{declaration, is_class_number, tokens};

/// A text without the UN number that it denies, where it gives another: not UN3480 but UN3481.
pub(super) fn without_denied(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let number = |at: usize| {
        let rest = lower[at..].trim_start_matches([' ', '.']);
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        (figures == 4).then(|| lower.len() - rest.len() + figures)
    };
    let denied = ["not un", "不是un", "非un", "instead of un"]
        .iter()
        .find_map(|lead| {
            let at = lower.find(lead)?;
            Some((at, number(at + lead.len())?))
        });
    match denied {
        Some((start, end)) if declares_un(&lower[..start]) || declares_un(&lower[end..]) => {
            format!("{} {}", &text[..start], &text[end..])
        }
        _ => text.to_owned(),
    }
}

fn declares_un(text: &str) -> bool {
    declaration(text, false)
        .iter()
        .any(|(name, _)| *name == "un")
}

/// What belongs to a declaration and the form has no place for: a subsidiary risk, a marine pollutant.
const MORE: &[&str] = &[
    "subsidiary",
    "subrisk",
    "sub risk",
    "sub-risk",
    "sub class",
    "tunnel",
    "marine pollutant",
    "limited quantit",
    "副危险",
    "副风险",
    "次要危险",
    "次危险",
    "隧道",
    "海洋污染",
    "有限数量",
    "限量",
];

/// What a declaration says besides its number, class and group: it would be lost in silence.
pub(super) fn declares_more(text: &str) -> Option<String> {
    let declared = declaration(text, false);
    if declared.is_empty() {
        return None;
    }
    let lower = text.to_lowercase();
    let named = MORE.iter().find(|word| lower.contains(**word));
    // “Class 3 (6.1)”: the risk beside the class.
    let is_class = |word: &&String| word.contains('.') && is_class_number(word);
    let taken = |word: &&String| {
        declared
            .iter()
            .any(|(_, value)| value.eq_ignore_ascii_case(word))
    };
    let words = tokens(text);
    let risk = || {
        words
            .iter()
            .filter(is_class)
            .find(|word| !taken(word))
            .cloned()
    };
    named
        .map(|word| (*word).to_owned())
        .or_else(|| tunnel(text))
        .or_else(risk)
}

/// The code of the tunnels that a lorry with the goods may not drive through: D/E, (B/D).
fn tunnel(text: &str) -> Option<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '/'));
    let is_code = |word: &&str| {
        word.split_once('/').is_some_and(|(bulk, packed)| {
            let is_one = |code: &str| matches!(code, "B" | "C" | "D" | "E");
            is_one(bulk) && is_one(packed)
        })
    };
    words.into_iter().find(is_code).map(str::to_owned)
}
