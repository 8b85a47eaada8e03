//! Corrections within a text: A改B, change A to B, B instead of A, 不是A，是B. What is right is left,
//! and nothing of what was wrong.

use super::lexer::{folded, tokens};
use super::lexicon::{Kind, is_only_words, longest};
use super::parts::Part;
use super::unsettled::unsettles;
use crate::rules::wording::is_han;

/// What leads on from what was to what is, the longest first.
const LEADS_ON: &[&str] = &[
    "更改为",
    "更正为",
    "变更为",
    "修改为",
    "改成",
    "改为",
    "改用",
    "改走",
    "改到",
    "改写",
    "改叫",
    "改由",
    "改找",
    "换成",
    "换为",
    "→",
    "改",
];
/// What 改 begins besides: 改性塑料, 改装件, 改锥, 改天.
const OF_ANOTHER_WORD: &[char] = &[
    '了', '天', '日', '性', '装', '良', '进', '造', '革', '善', '一', '锥', '刀', '质', '版', '型',
    '色',
];
/// What begins a text that says what is not the value.
const NOT: &[&str] = &[
    "而不是",
    "不是",
    "并非",
    "不用",
    "不要写",
    "不要用",
    "不要",
    "不写",
    "不叫",
    "不走",
    "不找",
    "别写",
    "别用",
    "not ",
    "don't use ",
    "do not use ",
    "don't write ",
    "do not write ",
    "instead of ",
    "rather than ",
];
/// What begins a text that says, behind one of them, what is.
const BUT: &[&str] = &[
    "而是",
    "应该是",
    "应该用",
    "应是",
    "应为",
    "是",
    "用",
    "改用",
    "改",
    "找",
    "叫",
    "走",
    "写",
    "要写",
    "but ",
    "it is ",
    "it's ",
    "please use ",
    "use ",
];

/// What agrees to a text that stands beside one that is denied: 宁波不行，上海可以.
const AGREED: &[&str] = &["也可以", "可以", "就行", " is fine", " is ok"];

/// The parts with what corrects another text alone.
pub(super) fn amended(parts: &[Part]) -> Vec<Part> {
    let mut right: Vec<Part> = Vec::new();
    let mut denied: Option<&Part> = None;
    for part in parts {
        let text = corrected(&part.text).unwrap_or(&part.text);
        let own = |text: &str| part.saying(text.to_owned());
        if let Some(wrong) = denied.take() {
            match led(text, BUT) {
                Some(rest) => {
                    right.push(own(rest));
                    continue;
                }
                None if ends_denied(&wrong.text) => {
                    let agreed = AGREED.iter().find_map(|end| text.strip_suffix(end));
                    right.push(own(agreed.unwrap_or(text)));
                    continue;
                }
                None => right.push(wrong.clone()),
            }
        }
        if !part.asks() && (led(text, NOT).is_some() || ends_denied(text)) {
            denied = Some(part);
        } else {
            right.push(own(text));
        }
    }
    right.extend(denied.cloned());
    right
}

/// The parts, of “change 66.8 cbm to 65.8 cbm” what it is changed to: two figures with a “to” between
/// are a range elsewhere.
pub(super) fn changed_to(parts: &[Part]) -> Vec<Part> {
    let right = |text: &str| {
        let (from, to) = changed(&folded(text)?)?;
        Some(text[from..to].trim().to_owned())
    };
    parts
        .iter()
        .map(|part| part.saying(right(&part.text).unwrap_or_else(|| part.text.clone())))
        .collect()
}

/// Whether a text denies what it names: 宁波不行, NEOLINE no good.
pub(super) fn ends_denied(text: &str) -> bool {
    let all = tokens(text);
    (1..all.len()).any(|at| {
        longest(&all[at..])
            .is_some_and(|(length, kind)| kind == Kind::DenyBefore && at + length == all.len())
    })
}

/// The parts without what is said not to be the value behind one that is: “cutlery, not tableware”.
pub(super) fn without_contrasts(parts: &[Part]) -> Vec<Part> {
    let mut kept: Vec<Part> = Vec::new();
    for part in parts {
        let denies = !part.asks() && (led(&part.text, NOT).is_some() || ends_denied(&part.text));
        if !denies || kept.iter().all(|part| is_only_words(&part.text)) {
            kept.push(part.clone());
        }
    }
    kept
}

/// What stands behind one of some leads and says something.
fn led<'t>(text: &'t str, leads: &[&str]) -> Option<&'t str> {
    let lower = folded(text)?;
    let lead = leads
        .iter()
        .filter(|lead| lower.starts_with(**lead))
        .max_by_key(|lead| lead.len())?;
    let rest = text[lead.len()..].trim();
    (!rest.is_empty() && !is_only_words(rest)).then_some(rest)
}

/// What of a text holds, where it says beside it what does not.
fn corrected(text: &str) -> Option<&str> {
    let lower = folded(text)?;
    let right = changed(&lower)
        .or_else(|| contrasted(&lower))
        .map_or_else(|| led_on(&lower), Some)?;
    let right = text[right.0..right.1].trim();
    right.contains(char::is_alphanumeric).then_some(right)
}

/// “Change A to B”, “replace A with B”: where B stands.
fn changed(lower: &str) -> Option<(usize, usize)> {
    let start = ["please ", "pls ", "kindly "]
        .iter()
        .find(|lead| lower.starts_with(**lead))
        .map_or(0, |lead| lead.len());
    let to: &[&str] = match lower[start..].split_whitespace().next()? {
        "change" | "changed" | "amend" | "amended" | "correct" | "corrected" => &[" to "],
        "replace" | "replaced" => &[" with ", " by "],
        _ => return None,
    };
    let ends = to
        .iter()
        .filter_map(|word| Some(lower.find(word)? + word.len()));
    Some((ends.min()?, lower.len()))
}

/// “B instead of A”, “not A but B”, 不是A而是B: where B stands.
fn contrasted(lower: &str) -> Option<(usize, usize)> {
    let before = [" instead of ", " rather than "];
    if let Some(end) = before.iter().filter_map(|word| lower.find(word)).min() {
        return Some((0, end));
    }
    let behind: &[&str] = match NOT.iter().find(|lead| lower.starts_with(**lead))? {
        lead if lead.is_ascii() => &[" but ", " use "],
        lead if lead.ends_with(['是', '非']) => &["而是", "应该是", "是"],
        _ => return None,
    };
    // Behind the denial's own 是.
    let first = lower.char_indices().nth(2)?.0;
    let at = behind
        .iter()
        .find_map(|word| Some(first + lower[first..].find(word)? + word.len()))?;
    Some((at, lower.len()))
}

/// Whether a Chinese name of goods may hold a correction, or 改 as a part of it: nobody else can say.
pub(super) fn may_be_corrected(text: &str) -> bool {
    text.split_once('改').is_some_and(|(wrong, right)| {
        let leads_on = |word: &&str| {
            word.strip_prefix('改')
                .is_some_and(|on| !on.is_empty() && right.starts_with(on))
        };
        wrong.ends_with(is_han)
            && right.starts_with(is_han)
            && !right.starts_with(OF_ANOTHER_WORD)
            && !LEADS_ON.iter().any(leads_on)
    })
}

/// A改B, 把A改成B, 改A为B: where B stands.
fn led_on(lower: &str) -> Option<(usize, usize)> {
    let (at, word) = LEADS_ON
        .iter()
        .find_map(|word| Some((lower.rfind(word)?, *word)))?;
    let (wrong, right) = (&lower[..at], &lower[at + word.len()..]);
    let refused = ["不", "别", "没", "未", "勿", "不用", "不要", "无需"];
    let was = [
        "原来的",
        "原来",
        "原先",
        "之前",
        "原",
        "从",
        "把",
        "将",
        "由",
    ];
    let was = was
        .iter()
        .find_map(|lead| wrong.strip_prefix(lead))
        .unwrap_or(wrong);
    let doubted = Part {
        text: was.to_owned(),
        end: ',',
    };
    if refused.iter().any(|word| wrong.ends_with(word))
        || right.starts_with(OF_ANOTHER_WORD)
        || unsettles(&doubted)
    {
        return None;
    }
    let alone = word == "改";
    if alone && wrong.trim().is_empty() {
        let end = ["为", "成"]
            .iter()
            .find_map(|word| Some(right.find(word)? + word.len()))?;
        return Some((at + word.len() + end, lower.len()));
    }
    (!alone || !is_only_words(was)).then_some((at + word.len(), lower.len()))
}
