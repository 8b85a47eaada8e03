//! What a yes names besides: another box, another currency, or one of two things that were asked for, is
//! no yes to the question.

use super::edges::find_word;
use super::kinds::TYPES;
use super::parts::{Part, joined};
use super::quantities::order;
use crate::domain::{Consignment, Finding, Pointer, TextArg};
use crate::json;

/// The currencies, and what each is called.
const CURRENCIES: &[(&str, &[&str])] = &[
    ("USD", &["usd", "us$", "美金", "美元", "dollars"]),
    ("CNY", &["cny", "rmb", "人民币"]),
    ("EUR", &["eur", "euro", "euros", "欧元"]),
    ("HKD", &["hkd", "港币"]),
    ("JPY", &["jpy", "日元"]),
];

/// What sums of money are counted in.
pub(super) fn currencies() -> impl Iterator<Item = &'static str> {
    let named = CURRENCIES
        .iter()
        .flat_map(|(_, names)| names.iter().copied());
    named.chain(["$", "元"])
}

/// The two things that a carrier consents to, and what each is called.
const MATTERS: [&[&str]; 2] = [
    &["船证", "船龄证", "certificate", "certificates"],
    &["条款", "clause", "clauses"],
];

/// What says that all of it is meant.
const ALL: &[&str] = &["都", "两", "全", "均", "both", "all", "everything"];

/// What stands before the reference of a consent.
const REFERENCES: &[&str] = &["reference", "ref", "编号", "文号", "回执号"];

/// A consent's parts without its reference, which the whole reply keeps: ref NB2611-07. Of two things
/// 都可以 agrees to both, and chooses neither.
pub(super) fn as_consent(parts: &[Part], finding: &Finding) -> Vec<Part> {
    if finding.rule.as_str() != "carrier-consent" {
        return parts.to_vec();
    }
    let of = |text: &str| {
        let lower = text.to_ascii_lowercase();
        let found = REFERENCES
            .iter()
            .find_map(|word| Some((find_word(&lower, word)?, word.len())));
        let (at, length) = found?;
        let end = order(&lower, at + length)?;
        Some(format!("{} {}", &text[..at], &text[end..]))
    };
    parts
        .iter()
        .map(|part| {
            let text = of(&part.text).unwrap_or_else(|| part.text.clone());
            part.saying(text.replace("都可以", "可以").replace("都行", "可以"))
        })
        .collect()
}

/// Whether a yes is about something else than the finding's question, or about a part of it.
pub(super) fn is_beside(parts: &[Part], finding: &Finding, consignment: &Consignment) -> bool {
    let text = joined(parts).to_ascii_lowercase();
    let names = |word: &str| find_word(&text, word).is_some();
    match finding.rule.as_str() {
        "carrier-consent" => {
            let asked = finding.message.args.iter().any(
                |(name, arg)| matches!(arg, TextArg::List(list) if name == "what" && list.len() > 1),
            );
            let named = MATTERS.map(|words| words.iter().any(|word| names(word)));
            asked && named[0] != named[1] && !ALL.iter().any(|word| names(word))
        }
        "equipment-confirmed" => {
            let confirmed = Pointer::new("/booking/equipment");
            let seen = finding.saw.iter().find(|(field, _)| *field == confirmed);
            let seen = seen.map_or("", |(_, seen)| seen.as_str());
            names_another_type(&text, seen)
        }
        "rate-unquoted" | "rate-mismatch" => {
            let document = json::write_consignment(consignment);
            let rates = document.pointer("/freight/rate").map(ToString::to_string);
            let rates = rates.unwrap_or_default();
            let asked: Vec<&str> = finding
                .ask
                .iter()
                .flat_map(|ask| &ask.args)
                .filter_map(|(_, arg)| match arg {
                    TextArg::Plain(text) | TextArg::Both { en: text, .. } => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            let asked = asked.join(" ");
            let known = |code: &str| {
                let said = CURRENCIES.iter().any(|(code, _)| asked.contains(code));
                if said {
                    asked.contains(code)
                } else {
                    rates.contains(code)
                }
            };
            let mut others = CURRENCIES.iter().filter(|(code, _)| !known(code));
            others.any(|(_, words)| words.iter().any(|word| names(word)))
                || names_another_type(&text, &document["equipment"].to_string())
        }
        _ => false,
    }
}

/// Whether a text names a container type that is none of those known.
fn names_another_type(text: &str, known: &str) -> bool {
    let known = known.to_ascii_lowercase();
    let mut types = TYPES.split('|').filter(|kind| !known.contains(kind));
    types.any(|kind| find_word(text, kind).is_some())
}
