//! Why a value is what it is: said beside it, and no value of its own.

use super::edges::is_edge;
use super::lexer::{Item, folded, read};
use super::lexicon::Kind;
use super::parts::Part;

/// What begins a reason.
const LEADS: &[&str] = &[
    "是因为",
    "因为",
    "由于",
    "原因是",
    "because of ",
    "because ",
    "due to ",
    "owing to ",
    "since ",
];

/// What makes a reason a condition or a wish.
const CONDITIONS: &[&str] = &["如果", "要是", "除非", "的话", " if ", " unless "];

/// The parts without the reasons in them: 南港，因为收货人仓库在那边. A reason that does not know, asks or
/// makes a condition stays, and so does one that is all that was said.
pub(super) fn without_reasons(parts: &[Part]) -> Vec<Part> {
    parts
        .iter()
        .filter_map(|part| {
            let Some(at) = reason(&part.text).filter(|at| is_plain(part, *at)) else {
                return Some(part.clone());
            };
            let value = part.text[..at].trim();
            value
                .contains(char::is_alphanumeric)
                .then(|| part.saying(value.to_owned()))
        })
        .collect()
}

/// Where a reason begins in a text.
fn reason(text: &str) -> Option<usize> {
    let lower = folded(text)?;
    let begins = |lead: &&str| {
        let mut found = lower.match_indices(*lead).map(|(at, _)| at);
        found.find(|at| is_edge(&lower, *at))
    };
    LEADS.iter().filter_map(begins).min()
}

/// Whether a reason only gives one.
fn is_plain(part: &Part, at: usize) -> bool {
    let reason = part.text[at..].to_lowercase();
    let doubts = read(&reason, false, &[])
        .items
        .contains(&Item::Word(Kind::Unsure));
    !part.asks() && !doubts && !CONDITIONS.iter().any(|word| reason.contains(word))
}
