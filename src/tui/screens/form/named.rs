//! What stands in a field for a name or for a basis, where a reply may have been pasted into it.

use super::reply::{read, short};
use crate::domain::{Moment, PatchStep, Text};
use crate::rules::{Reply, Verdict};
use crate::tui::model::Model;
use crate::tui::popup::Target;

/// Who is named by what stands in a field for a name, with the time that stands beside it; none where
/// it reads as more than that: a value, a yes, a no, a doubt, a sentence.
pub fn person(model: &Model, target: &Target, text: &str) -> Option<(String, Option<Moment>)> {
    if text.contains('\n') || speaks(text) {
        return None;
    }
    let name = is_name(text).then(|| (text.to_owned(), None));
    let (Some(word), Some(reply)) = (
        read(model, target, text, true),
        read(model, target, text, false),
    ) else {
        return name;
    };
    let takes_no_side = matches!(word.confirms, Some(Verdict::Nothing | Verdict::Unread(_)));
    let gives_value = reply.change.as_ref().is_some_and(|steps| {
        // Where any text is a value, a name is one as well.
        let itself = serde_json::Value::from(text).to_string();
        !steps
            .iter()
            .any(|step| matches!(step, PatchStep::Set(_, value) if *value == itself))
    });
    if !takes_no_side || gives_value {
        return None;
    }
    match word.by {
        Some(by) if word.value.is_empty() => Some((by, word.at)),
        _ => name,
    }
}

/// Whether a text has the form of a name: a few words without figures and without stops of a sentence.
pub fn is_name(text: &str) -> bool {
    let is_stop = |c: char| "，。！？；：,!?;:、“”\"\n".contains(c);
    let han = text.chars().filter(|c| *c > '\u{2e7f}').count();
    !text.chars().any(|c| c.is_numeric() || is_stop(c))
        && text.chars().any(char::is_alphabetic)
        && text.chars().count() <= 40
        && text.split_whitespace().count() <= 5
        && han <= 12
        && !speaks(text)
}

/// Words of sentences that are in nobody's name.
const SPOKEN: &[&str] = &[
    "please",
    "attached",
    "attachment",
    "it",
    "is",
    "noted",
    "thanks",
    "yes",
    "ok",
    "okay",
    "not",
];

/// The same in Chinese.
const SPOKEN_HAN: &[&str] = &[
    "请", "附件", "回复", "我", "你", "您", "收到", "知道", "不", "可以", "好的", "没有",
];

fn speaks(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| SPOKEN.contains(&word.to_lowercase().as_str()))
        || SPOKEN_HAN.iter().any(|word| text.contains(word))
}

/// Who wrote what stands in the field for a written confirmation, where a reply was pasted into it; what
/// reads as none is the reference of a paper.
///
/// # Errors
/// It says no, asks, leaves it open, or confirms another change.
pub fn writer(model: &Model, target: &Target, text: &str) -> Result<Option<String>, Text> {
    read(model, target, text, false).map_or(Ok(None), |reply| written_by(&reply))
}

/// Who wrote a confirmation; none where it reads as the reference of a paper.
///
/// # Errors
/// It says no, asks, leaves it open, or confirms another change.
pub(super) fn written_by(reply: &Reply) -> Result<Option<String>, Text> {
    let is_reference = reply.against.is_none()
        && matches!(
            reply.confirms,
            None | Some(Verdict::Nothing | Verdict::Unread(_))
        );
    match reply.refusal() {
        Some(why) if !is_reference => Err(short(why)),
        Some(_) => Ok(None),
        None => Ok(reply.by.clone()),
    }
}

/// Why what stands in the field for a basis is none: it says no, asks, or leaves it open; else
/// whether it gives a value.
///
/// # Errors
/// The reader's own refusal.
pub fn basis(model: &Model, target: &Target, text: &str) -> Result<bool, Text> {
    let Some(reply) = read(model, target, text, false) else {
        return Ok(false);
    };
    if reply.change.is_some() || reply.until.is_some() {
        return Ok(true);
    }
    let word = read(model, target, text, true);
    match word.filter(|word| !matches!(word.confirms, Some(Verdict::Nothing | Verdict::Unread(_))))
    {
        Some(word) => word.refusal().map_or(Ok(false), |why| Err(short(why))),
        None => Ok(false),
    }
}
