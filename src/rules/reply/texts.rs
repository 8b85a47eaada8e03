//! Texts as values: any that says something, and what is named beside a value.

use serde_json::json;

use super::labels::stretches;
use super::lexer::tokens;
use super::lexicon::is_only_words;
use super::names::whole;
use super::parts::{Part, joined};
use super::settle::Read;
use super::sought::Values;
use super::stance::Verdict;
use super::unsettled::unsettles;
use super::words::BESIDE;
use crate::domain::{PatchStep, Pointer};
use crate::rules::report::set;
use crate::rules::wording::{is_han, said};

/// The texts that the parts give the fields: each under its name, else by its shape, else to the
/// first. Any text is a value that says something, asks nothing and knows.
pub(super) fn of_texts(fields: &[Pointer], parts: &[Part]) -> Read {
    if parts.iter().any(unsettles) {
        return (Verdict::Open, None);
    }
    let mut given: Vec<Vec<Part>> = vec![Vec::new(); fields.len()];
    let place_of = |last: &str| fields.iter().position(|field| last_of(field) == last);
    let mut open: Option<usize> = None;
    let mut rest: Vec<Part> = Vec::new();
    for part in parts {
        for stretch in stretches(part, &|field| place_of(field).is_some()) {
            let own = Part {
                text: stretch.text.to_owned(),
                end: part.end,
            };
            match stretch.field.and_then(place_of) {
                // “联系人: 张工”: what is named comes behind the colon.
                Some(field) if own.text.is_empty() => open = Some(field),
                Some(field) => {
                    // 找李师傅 138…: the telephone stands with whom it calls.
                    let own = match place_of("phone") {
                        Some(phone) if last_of(&fields[field]) == "contact" => {
                            without_telephone(own, &mut given[phone])
                        }
                        _ => own,
                    };
                    given[field].push(own);
                    open = is_long(&fields[field]).then_some(field);
                }
                None if own.text.is_empty() => {}
                None => match open.filter(|field| given[*field].is_empty() || !shaped(&own.text)) {
                    Some(field) => {
                        given[field].push(own);
                        open = is_long(&fields[field]).then_some(field);
                    }
                    None => rest.push(own),
                },
            }
        }
    }
    for part in rest.into_iter().filter(|part| !is_only_words(&part.text)) {
        by_shape(fields, &mut given, part);
    }
    let steps: Vec<PatchStep> = fields
        .iter()
        .zip(&given)
        .filter_map(|(field, parts)| {
            let text = value_of(field, &joined(parts))?;
            Some(set(field.as_str(), &json!(text)))
        })
        .collect();
    if steps.is_empty() {
        (Verdict::Nothing, None)
    } else {
        (Verdict::Settled(()), Some(steps))
    }
}

fn last_of(field: &Pointer) -> &str {
    field.as_str().rsplit('/').next().unwrap_or_default()
}

/// Whether a field's text goes on over commas: an address.
fn is_long(field: &Pointer) -> bool {
    last_of(field) == "place"
}

/// Whether a text is something else than more of an address: a telephone, a person.
fn shaped(text: &str) -> bool {
    telephone(text).is_some() || whole(text, &|_| false).is_some()
}

/// Gives a text without a name to the field whose shape it has: a telephone, a person, a broker, a
/// name in either language; else to the first.
fn by_shape(fields: &[Pointer], given: &mut [Vec<Part>], part: Part) {
    let free = |last: &str, given: &[Vec<Part>]| {
        fields
            .iter()
            .position(|field| last_of(field) == last)
            .filter(|field| given[*field].is_empty())
    };
    let mut part = part;
    if let Some(phone) = free("phone", given) {
        part = without_telephone(part, &mut given[phone]);
        if part.text.is_empty() {
            return;
        }
    }
    let name = whole(&part.text, &|_| false);
    if let (Some(contact), Some(name), true) = (free("contact", given), name, fields.len() > 1) {
        part.text = name;
        given[contact].push(part);
        return;
    }
    let lower = part.text.to_lowercase();
    let brokers = ["报关", "broker", "customs"];
    if let (Some(broker), true) = (
        free("broker", given),
        brokers.iter().any(|word| lower.contains(word)),
    ) {
        given[broker].push(part);
        return;
    }
    if let (Some(en), Some(zh)) = (free("name_en", given), free("name_zh", given)) {
        let split = part.text.find(is_han);
        let latin = part.text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if let (Some(split), true) = (split, latin) {
            let (english, chinese) = part.text.split_at(split);
            let of = |text: &str| Part {
                text: text.trim().to_owned(),
                end: part.end,
            };
            given[en].push(of(english));
            given[zh].push(of(chinese));
            return;
        }
    }
    let language = if part.text.chars().any(is_han) {
        "name_zh"
    } else {
        "name_en"
    };
    let first = fields.iter().position(|field| {
        let last = last_of(field);
        !last.starts_with("name_") || last == language
    });
    if let Some(first) = first {
        given[first].push(part);
    }
}

/// A part without the telephone number in it, which goes where telephones go.
fn without_telephone(part: Part, phones: &mut Vec<Part>) -> Part {
    let Some((start, end)) = telephone(&part.text).filter(|_| phones.is_empty()) else {
        return part;
    };
    let (before, behind) = (&part.text[..start], &part.text[end..]);
    phones.push(Part {
        text: part.text[start..end].trim().to_owned(),
        end: part.end,
    });
    Part {
        text: format!("{} {}", before.trim(), behind.trim())
            .trim()
            .to_owned(),
        end: part.end,
    }
}

/// Where a telephone number stands in a text: seven figures or more, with their marks.
fn telephone(text: &str) -> Option<(usize, usize)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '(' | ')' | ' ');
    let mut start = None;
    let mut found = None;
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        match start {
            None if letter.is_ascii_digit() || letter == '+' => start = Some(at),
            Some(from) if !is_part(letter) => {
                let digits = text[from..at].bytes().filter(u8::is_ascii_digit).count();
                if digits >= 7 {
                    found = found.or(Some((from, at)));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// A field's text, where it is one.
fn value_of(field: &Pointer, text: &str) -> Option<String> {
    let text = stripped(text, matches!(last_of(field), "payable_at" | "name"));
    let fits = match last_of(field) {
        "name_zh" => text.chars().any(is_han),
        "name_en" => !text.chars().any(is_han),
        "phone" | "fax" => telephone(&text).is_some(),
        _ => true,
    };
    said(&text)
        .filter(|text| fits && !is_only_words(text))
        .map(str::to_owned)
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
    "use ",
    "用",
    "走",
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

/// Of them, those that are said of who pays and where.
const OF_PAYING: &[&str] = &["付款", "付", "pays", "will pay", "结算", "支付"];

fn stripped(text: &str, paying: bool) -> String {
    let mut text = text.trim();
    loop {
        let lower = text.to_lowercase();
        let lead = LEADS
            .iter()
            .find(|lead| lower.starts_with(**lead) && lower.len() == text.len());
        let is_short = [
            "ltd.", "co.", "inc.", "corp.", "st.", "rd.", "b.v.", "s.a.", "n.v.",
        ]
        .iter()
        .any(|short| lower.ends_with(short));
        let tail = TAILS.iter().find(|tail| {
            (paying || !OF_PAYING.contains(tail))
                && lower.ends_with(**tail)
                && lower.len() == text.len()
                && !(is_short && **tail == ".")
        });
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
    let rest = stripped(text.get(end..)?, true);
    let rest = said(&rest).filter(|rest| !is_only_words(rest) && !tokens(rest).is_empty())?;
    Some(set(*pointer, &json!(rest)))
}
