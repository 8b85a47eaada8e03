//! What is declared of goods to the customs: a handbook's number, a transit; and whether a carrier is
//! designated.

use serde_json::json;

use super::amended::amended;
use super::declared::{answers, tokens, unsettled, yes_or_no};
use super::lexer::{Choice, folded};
use super::parts::{Part, joined};
use super::settle::Read;
use super::stance::{Bare, Verdict};
use super::unsettled::puts_off;
use super::values::Values;
use super::words;
use crate::domain::Pointer;
use crate::rules::report::set;
use crate::rules::wording::is_han;

/// A handbook's number, or that there is none.
pub(super) fn handbook(at: &Pointer, parts: &[Part]) -> Read {
    let choices = answers(
        "手册|加工贸易手册|加工贸易|handbook|processing trade|来料加工|进料加工",
        "一般贸易|general trade",
    );
    let parts = &amended(parts);
    let mut numbers = handbook_numbers(&joined(parts));
    numbers.dedup();
    if !numbers.is_empty() && parts.iter().any(puts_off) {
        return (Verdict::Open, None);
    }
    match (yes_or_no(parts, &choices), &numbers[..]) {
        (Verdict::Settled(1), []) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(false))]),
        ),
        (Verdict::Settled(0) | Verdict::Nothing, [only]) if is_handbook(only) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(only))]),
        ),
        (Verdict::Settled(0) | Verdict::Nothing, [_]) => (Verdict::Unread(numbers), None),
        (Verdict::Settled(_) | Verdict::Nothing, [_, ..]) => (Verdict::Several(numbers), None),
        (other, _) => unsettled(other),
    }
}

/// Whether a word has the shape of a handbook's number: a letter and eleven figures or letters, the
/// last of them figures.
fn is_handbook(number: &str) -> bool {
    number.len() == 12
}

/// The words that are a handbook's number: a letter and eleven figures, or nearly so.
pub(super) fn handbook_numbers(text: &str) -> Vec<String> {
    tokens(text)
        .into_iter()
        .filter(|token| {
            let figures = token.bytes().filter(u8::is_ascii_digit).count();
            figures >= 4
                && (5..=18).contains(&token.len())
                && token.starts_with(|c: char| c.is_ascii_alphabetic())
                && !token.starts_with("un")
        })
        .map(|token| token.to_uppercase())
        .collect()
}

/// From where to where goods go under customs, or that they do not.
pub(super) fn transit(at: &Pointer, parts: &[Part]) -> Read {
    let choices = answers("转关|customs transit|transit", "属地报关|一体化");
    // 苏州→上海 leads on, and corrects nothing.
    let leads_on = parts.iter().any(|part| part.text.contains('→'));
    let parts = &if leads_on {
        parts.to_vec()
    } else {
        amended(parts)
    };
    let verdict = yes_or_no(parts, &choices);
    let ends = parts.iter().find_map(|part| ends_of(&part.text));
    if ends.is_some() && parts.iter().any(puts_off) {
        return (Verdict::Open, None);
    }
    match (verdict, ends) {
        (Verdict::Settled(1), None) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(false))]),
        ),
        (Verdict::Settled(0) | Verdict::Nothing, Some((from, to))) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!({"from": from, "to": to}))]),
        ),
        (other, _) => unsettled(other),
    }
}

/// 从上海转到南京, from Shanghai to Nanjing.
pub(super) fn ends_of(text: &str) -> Option<(String, String)> {
    const LEADS: &[&str] = &[
        "转关",
        "customs transit",
        "transit",
        "从",
        "由",
        "自",
        "from ",
        "起运地",
        "目的地",
    ];
    const TO: &[&str] = &[
        "转关到",
        "转关至",
        "转到",
        "转至",
        "运到",
        "到",
        "至",
        "→",
        "->",
        " to ",
    ];
    let lower = folded(text)?;
    let (at, word) = TO
        .iter()
        .filter_map(|word| Some((lower.find(word)?, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))?;
    let tidy = |from: usize, to: usize| {
        let (mut from, mut to) = (from, to);
        loop {
            let left = lower[from..to].trim();
            from = to - lower[from..to].trim_start().len();
            to = from + left.len();
            match LEADS.iter().find(|lead| left.starts_with(**lead)) {
                Some(lead) => from += lead.len(),
                None => match LEADS.iter().find(|lead| left.ends_with(**lead)) {
                    Some(lead) => to -= lead.len(),
                    None => break,
                },
            }
        }
        // Goods on their way to a warehouse are in no transit.
        let is_a_door = ["工厂", "仓库", "factory", "warehouse"]
            .iter()
            .any(|door| lower[from..to].contains(door));
        ((2..=24).contains(&text[from..to].chars().count()) && !is_a_door)
            .then(|| text[from..to].to_owned())
            .filter(|text| !text.contains(|letter: char| letter.is_ascii_digit()))
            // 上海 王芳: a Chinese place is one word.
            .filter(|text| !(text.contains(' ') && text.contains(is_han)))
    };
    let from = tidy(0, at)?;
    // How they go is no place, and of a way over a third nobody knows where it ends.
    let start = at + word.len();
    let ways = [" by ", " via "].iter();
    let end = ways.filter_map(|way| lower[start..].find(way)).min();
    let end = end.map_or(lower.len(), |end| start + end);
    let goes_on = TO.iter().any(|word| lower[start..end].contains(word));
    let to = tidy(start, end)?;
    (!goes_on).then_some((from, to))
}

/// Whether a carrier is designated.
pub(super) fn designation() -> Values {
    let mut values = Values::default();
    let (yes, no) = words::yes_or_no("/carrier_designated").unwrap_or_default();
    for (names, truth, contrary) in [(yes, true, 1), (no, false, 0)] {
        values.choices.push(Choice {
            contrary: Some(contrary),
            ..Choice::named(names)
        });
        values
            .changes
            .push(vec![set("/carrier_designated", &json!(truth))]);
    }
    values.bare = Bare {
        no: Some(1),
        yes: None,
        freely: false,
    };
    values
}
