//! Texts as values: any that says something, and what is named beside a value.

use serde_json::json;

use super::lexer::{Item, tokens};
use super::lexicon::{Kind, is_only_words};
use super::parts::{Part, joined};
use super::settle::{Read, clauses};
use super::sought::Values;
use super::stance::Verdict;
use super::words::BESIDE;
use crate::domain::{PatchStep, Pointer};
use crate::rules::report::set;
use crate::rules::wording::{is_han, said};

/// Any text is a value that says something, asks nothing and knows.
pub(super) fn of_text(at: &Pointer, parts: &[Part]) -> Read {
    let unsettled = clauses(parts, &[])
        .iter()
        .any(|clause| clause.asks || clause.items.contains(&Item::Word(Kind::Unsure)));
    if unsettled {
        return (Verdict::Open, None);
    }
    let parts: Vec<Part> = parts
        .iter()
        .filter(|part| !is_only_words(&part.text))
        .cloned()
        .collect();
    let text = stripped(&joined(&parts));
    let last = at.as_str().rsplit('/').next().unwrap_or_default();
    let fits = match last {
        "name_zh" => text.chars().any(is_han),
        "name_en" => !text.chars().any(is_han),
        _ => true,
    };
    match said(&text).filter(|text| fits && !is_only_words(text)) {
        Some(text) => (
            Verdict::Settled(()),
            Some(vec![set(at.as_str(), &json!(text))]),
        ),
        None => (Verdict::Nothing, None),
    }
}

/// What may stand before a text and is none of it, and behind it.
const LEADS: &[&str] = &[
    "payable at",
    "payable",
    "paid at",
    "it is",
    "it's",
    "at ",
    "in ",
    "is ",
    "please use",
    "please",
    "由",
    "在",
    "是",
    "为",
    "付款地点",
    "付款地",
    "付款",
    "地点",
    "品名",
    "英文品名",
    "中文品名",
    "英文名",
    "中文名",
    "公司",
    "名称",
    "付",
    ":",
    ",",
    ";",
    "-",
    ".",
    "the ",
    "will pay",
    "pays",
    "name",
];
const TAILS: &[&str] = &[
    "please", "thanks", "谢谢", "付款", "付", "pays", "will pay", " by", " from", "结算", "支付",
    ",", ";", "-", ":", ".", "。", "吧",
];

fn stripped(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let lower = text.to_lowercase();
        let lead = LEADS
            .iter()
            .find(|lead| lower.starts_with(**lead) && lower.len() == text.len());
        let tail = TAILS
            .iter()
            .find(|tail| lower.ends_with(**tail) && lower.len() == text.len());
        text = match (lead, tail) {
            (Some(lead), _) => text[lead.len()..].trim(),
            (_, Some(tail)) => text[..text.len() - tail.len()].trim(),
            _ => return text.to_owned(),
        };
        if text.is_empty() {
            return String::new();
        }
    }
}

/// What is named beside a value: 第三地付款 香港, third party: SUZHOU LIANDA.
pub(super) fn beside(values: &Values, choice: usize, parts: &[Part]) -> Option<PatchStep> {
    let (field, named) = values.field.as_ref()?;
    let (_, _, pointer) = BESIDE
        .iter()
        .find(|(at, value, _)| at == field && named.get(choice) == Some(value))?;
    let text = joined(parts);
    let lower = text.to_lowercase();
    let end = values.choices[choice]
        .names
        .iter()
        .filter_map(|name| {
            let text = name.join(if name.iter().all(|token| token.chars().all(is_han)) {
                ""
            } else {
                " "
            });
            let at = lower.rfind(&text)?;
            Some((at + text.len(), text.len()))
        })
        .max_by_key(|(end, length)| (*end, *length))
        .map(|(end, _)| end)?;
    let rest = stripped(text.get(end..)?);
    let rest = said(&rest).filter(|rest| !is_only_words(rest) && !tokens(rest).is_empty())?;
    Some(set(*pointer, &json!(rest)))
}
