//! The carriers that a reply names.

use super::lexer::{Choice, tokens};
use super::parts::Part;
use super::sought::named_in;
use crate::reference::Reference;
use crate::rules::wording::is_han;

/// The carriers by their codes, each with the words that name it.
pub(super) fn carriers(parts: &[Part], reference: &Reference) -> Vec<(String, Choice)> {
    let find = |text: &str| {
        let carrier = reference.carrier(text)?;
        Some(carrier.scac.as_str().to_owned())
    };
    let named = named_in(parts, find);
    if !named.is_empty() {
        return named;
    }
    // 指定 ONE, “please use ONE”: in capitals among other letters the word is the carrier's name.
    parts
        .iter()
        .filter(|part| part.text.contains(|c: char| is_han(c) || c.is_lowercase()))
        .flat_map(|part| part.text.split(|c: char| !c.is_ascii_alphanumeric()))
        .filter(|word| word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase()))
        .find_map(|word| {
            let choice = Choice {
                names: vec![tokens(word)],
                contrary: None,
            };
            Some((find(word)?, choice))
        })
        .into_iter()
        .collect()
}
