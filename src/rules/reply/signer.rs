//! Who signs a reply, where nobody stands with a time: behind “regards”, alone in a part, before “said”.

use super::closing::signs_off;
use super::labels::is_label;
use super::lexer::digits;
use super::lexicon::is_only_words;
use super::names::{at_end, at_start, stands_apart, whole, whole_alone};
use super::parts::Part;
use super::who::Seeks;

/// The person, where none stands with the time: behind “regards”, alone in a part, before “said”.
pub(super) fn somebody(parts: &mut Vec<Part>, seeks: Seeks<'_>) -> Option<String> {
    if parts.len() < 2 {
        let only = parts.first_mut().filter(|part| !calls(&part.text, seeks))?;
        let (rest, name) = by_somebody(&only.text, seeks)?;
        only.text = rest;
        return Some(name);
    }
    let signed = parts.iter().position(|part| signs_off(&part.text));
    // What a label names, or a telephone stands with, is a value.
    let may_sign = |at: usize| {
        let labelled = at
            .checked_sub(1)
            .is_some_and(|at| parts[at].end == ':' && is_label(&parts[at].text));
        let is_a_value = labelled && !signs_before(parts, at);
        !is_a_value && !is_called(parts, at, seeks)
    };
    let found = |range: std::ops::Range<usize>, parts: &[Part]| {
        range
            .filter(|at| !(seeks.is_value)(&parts[*at].text))
            .find_map(|at| Some((at, whole(&parts[at].text, seeks.is_value)?)))
    };
    let behind = signed.and_then(|signed| found(signed..parts.len(), parts));
    let alone = || {
        // Beside whom to call only who stands last signs: “12 Yangming Rd, Yuyao, Ms. Zhou, 139…”.
        let first = if seeks.calls { parts.len() - 1 } else { 0 };
        (first..parts.len())
            .rev()
            .filter(|at| may_sign(*at) && !(seeks.is_value)(&parts[*at].text))
            .filter(|at| !(seeks.is_place)(&parts[*at].text))
            .find_map(|at| Some((at, whole_alone(&parts[at].text, seeks.is_value)?)))
    };
    // “Mary: …”: who is before the colon.
    let leads = parts
        .first()
        .filter(|part| part.end == ':' && !(seeks.is_place)(&part.text))
        .and_then(|part| Some((0, whole(&part.text, seeks.is_value)?)));
    if let Some((at, name)) = behind.or(leads).or_else(alone) {
        parts.remove(at);
        return Some(name);
    }
    let labelled: Vec<bool> = (0..parts.len())
        .map(|at| {
            let label = at.checked_sub(1).map(|at| &parts[at]);
            label.is_some_and(|label| label.end == ':' && is_label(&label.text))
        })
        .collect();
    let called: Vec<bool> = (0..parts.len())
        .map(|at| is_called(parts, at, seeks))
        .collect();
    for (part, (labelled, called)) in parts.iter_mut().zip(labelled.into_iter().zip(called)) {
        if called {
            continue;
        }
        // “联系人：张工”: the name is the label's; “品名：餐具 Mary” is signed all the same.
        if labelled && whole(&part.text, seeks.is_value).is_some() {
            continue;
        }
        if let Some((rest, name)) = by_somebody(&part.text, seeks) {
            part.text = rest;
            return Some(name);
        }
    }
    None
}

/// Whether a telephone stands in a part or right behind it: 钱小姐，0574-65228811 is whom to call.
fn is_called(parts: &[Part], at: usize, seeks: Seeks<'_>) -> bool {
    let behind = parts
        .get(at + 1)
        .is_some_and(|next| calls(&next.text, seeks) && parts[at].end != '\n');
    behind || calls(&parts[at].text, seeks)
}

/// Whether a telephone stands in a part, where somebody to call is asked for.
fn calls(text: &str, seeks: Seeks<'_>) -> bool {
    let begins = |word: &str| text.to_lowercase().starts_with(word);
    seeks.calls
        && (digits(text) >= 7 && !text.contains([':', '月', '年'])
            || ["电话", "手机", "tel", "mobile", "phone"]
                .iter()
                .any(|word| begins(word)))
}

/// Whether a sign-off stands before a part: what is named behind it is who signs.
fn signs_before(parts: &[Part], at: usize) -> bool {
    parts[..at].iter().any(|part| signs_off(&part.text))
}

/// “South harbour confirmed by Mary”, “王小姐说走南港”: a person named as one within a part.
fn by_somebody(text: &str, seeks: Seeks<'_>) -> Option<(String, String)> {
    let cue = |rest: &str| {
        let last = rest
            .split_whitespace()
            .last()
            .unwrap_or_default()
            .to_lowercase();
        [
            "by",
            "from",
            "per",
            "by:",
            "regards",
            "rgds",
            "thanks",
            "thx",
            "--",
            "-",
            "由",
            "确认人",
        ]
        .contains(&last.as_str())
    };
    // “南港 Mary 刚刚”
    let said_now = ["刚刚", "刚才", "上午", "下午", "今天", "just now"]
        .iter()
        .find_map(|word| text.trim_end().strip_suffix(word))
        .and_then(|text| at_end(text, seeks.is_value, false));
    if said_now.is_some() {
        return said_now;
    }
    // 确认72方 王芳
    let agrees = |rest: &str| {
        let words = rest.replace(|c: char| c.is_ascii_digit() || "月号日,.".contains(c), " ");
        let words = ["毛重", "重量", "体积"]
            .iter()
            .fold(words, |words, name| words.replace(name, " "));
        !seeks.any && is_only_words(&words)
    };
    let settles = |rest: &str| (seeks.is_value)(rest) || agrees(rest);
    let ends = [false, true].into_iter().find_map(|alone| {
        at_end(text, seeks.is_value, alone).filter(|(rest, name)| {
            (!alone && cue_before(text, name, &cue))
                || (!alone && is_titled(name) || stands_apart(text, name, &settles))
                    && !rest.is_empty()
        })
    });
    ends.or_else(|| at_start(text, seeks.is_value, true))
}

fn cue_before(text: &str, name: &str, cue: &dyn Fn(&str) -> bool) -> bool {
    text.rfind(name)
        .is_some_and(|at| cue(text[..at].trim_end_matches([' ', ':'])))
}

fn is_titled(name: &str) -> bool {
    ["小姐", "先生", "女士", "经理"]
        .iter()
        .any(|title| name.ends_with(title))
        || name.to_lowercase().starts_with("mr")
        || name.to_lowercase().starts_with("ms")
}
