//! Texts as values: any that says something.

use serde_json::json;

use super::amended::{amended, without_contrasts};
use super::calls::{call_first, called, telephone, without_telephone};
use super::labels::stretches;
use super::lexer::tokens;
use super::lexicon::is_only_words;
use super::names::whole;
use super::parts::{Part, joined};
use super::people::TITLED;
use super::settle::Read;
use super::stance::Verdict;
use super::trimmed::{Of, delivered, is_a_sentence, may_be_a_place, stripped, without_by};
use super::unsettled::unsettles;
use crate::domain::{PatchStep, Pointer};
use crate::rules::report::set;
use crate::rules::wording::{is_han, said};
use crate::search::query::dates;

/// The texts that the parts give the fields: each under its name, else by its shape, else to the
/// first. Any text is a value that says something, asks nothing and knows.
pub(super) fn of_texts(
    fields: &[Pointer],
    parts: &[Part],
    is_place: &dyn Fn(&str) -> bool,
) -> Read {
    let parts = &without_contrasts(&amended(&plainly(parts)));
    if parts.iter().any(unsettles) {
        return (Verdict::Open, None);
    }
    // A day or an hour that was not read as one is no place and no name.
    if parts.iter().any(|part| tells_a_time(&part.text)) {
        let texts = parts.iter().map(|part| part.text.clone());
        return (
            Verdict::Unread(texts.filter(|text| tells_a_time(text)).collect()),
            None,
        );
    }
    let mut given: Vec<Vec<Part>> = vec![Vec::new(); fields.len()];
    let place_of = |last: &str| {
        let at = |last: &str| fields.iter().position(|field| last_of(field) == last);
        match last {
            // 品名 is the name in the language that is asked for.
            "goods" => match (at("name_en"), at("name_zh")) {
                (Some(only), None) | (None, Some(only)) => Some(only),
                _ => None,
            },
            last => at(last),
        }
    };
    let mut open: Option<usize> = None;
    let mut rest: Vec<Part> = Vec::new();
    // What a name says that nothing here asks for: HS code: 821510.
    let mut others = false;
    for part in parts {
        for stretch in stretches(part, &|field| place_of(field).is_some()) {
            let asked = stretch
                .field
                .is_none_or(|field| place_of(field).is_some() || field == "goods");
            if !asked || others && stretch.field.is_none() {
                others = !asked && stretch.text.is_empty();
                open = None;
                continue;
            }
            others = false;
            let own = Part {
                text: stretch.text.to_owned(),
                end: part.end,
            };
            match stretch.field.and_then(place_of) {
                // “联系人: 张工”: what is named comes behind the colon.
                Some(field) if own.text.is_empty() => open = Some(field),
                Some(field) => {
                    let own = called(fields, field, own, &mut given);
                    given[field].push(own);
                    open = is_long(&fields[field]).then_some(field);
                }
                None if own.text.is_empty() => {}
                None => match open.filter(|field| given[*field].is_empty() || !shaped(&own.text)) {
                    Some(field) => {
                        let own = called(fields, field, own, &mut given);
                        given[field].push(own);
                        open = is_long(&fields[field]).then_some(field);
                    }
                    None => rest.push(own),
                },
            }
        }
    }
    rest.retain(|part| !is_only_words(&part.text));
    call_first(fields, &mut given, &mut rest);
    for part in rest {
        by_shape(fields, &mut given, part);
    }
    let mut steps: Vec<PatchStep> = Vec::new();
    for (field, parts) in fields.iter().zip(&given) {
        if let Some(unread) = unread(field, parts, is_place) {
            return (Verdict::Unread(vec![unread]), None);
        }
        if let Some(text) = value_of(field, &joined(parts)) {
            steps.push(set(field.as_str(), &json!(text)));
        }
    }
    if steps.is_empty() {
        (Verdict::Nothing, None)
    } else {
        (Verdict::Settled(()), Some(steps))
    }
}

/// The parts without what begins a correction and supposes nothing: “It should be Hong Kong”.
fn plainly(parts: &[Part]) -> Vec<Part> {
    let of = |text: &str| {
        let lower = text.to_lowercase();
        let led = ["it should be ", "should be ", "it shall be ", "it must be "]
            .iter()
            .find(|lead| lower.starts_with(**lead) && lower.len() == text.len());
        led.map_or(text, |lead| &text[lead.len()..]).to_owned()
    };
    parts
        .iter()
        .map(|part| Part {
            text: of(&part.text),
            end: part.end,
        })
        .collect()
}

/// What of a field's parts is no value of it and was not understood: more of a sentence than a name, a
/// place that is none, an address behind a party's name.
fn unread(field: &Pointer, parts: &[Part], is_place: &dyn Fn(&str) -> bool) -> Option<String> {
    let text = value_of(field, &joined(parts))?;
    let unread = match last_of(field) {
        "payable_at" => !is_place(&text) && !may_be_a_place(&text),
        "name" | "name_en" | "name_zh" | "broker" | "declarant" | "contact" | "salesperson" => {
            is_a_sentence(&text)
        }
        _ => false,
    };
    let is_party = ["/notify/name", "/consignee/name", "/shipper/name"].contains(&field.as_str());
    if is_party {
        // Behind a party's name its address stands, which is another field.
        let is_kind = |part: &Part| {
            let text: String = part.text.chars().filter(|c| c.is_alphanumeric()).collect();
            ["ltd", "inc", "llc", "limited", "bv", "sa", "co"]
                .contains(&text.to_lowercase().as_str())
        };
        if let Some(more) = parts.iter().skip(1).find(|part| !is_kind(part)) {
            return Some(more.text.clone());
        }
    }
    unread.then_some(text)
}

/// Whether a text tells a day or an hour: 12月1日, 9点, 周五下午, 2pm, December 1st.
fn tells_a_time(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let figure_before = |at: usize| {
        letters[..at]
            .iter()
            .rev()
            .find(|letter| **letter != ' ')
            .is_some_and(|letter| {
                letter.is_ascii_digit() || "一二三四五六七八九十两".contains(*letter)
            })
    };
    let counted = letters
        .iter()
        .enumerate()
        .any(|(at, letter)| matches!(letter, '月' | '点') && figure_before(at));
    let words = [
        "上午", "下午", "早上", "晚上", "中午", "凌晨", "周一", "周二", "周三", "周四", "周五",
        "周六", "周日", "星期", "明早", "后天", "点半",
    ];
    let all = tokens(text);
    let is_month = |word: &str| word.len() > 2 && dates::month(word).is_some();
    let is_number =
        |word: &String| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 5;
    let dated = all.windows(2).any(|pair| {
        (is_month(&pair[0]) && is_number(&pair[1])) || (is_month(&pair[1]) && is_number(&pair[0]))
    });
    let hour = all.iter().any(|word| {
        ["am", "pm"].iter().any(|half| {
            word.strip_suffix(half)
                .is_some_and(|hour| !hour.is_empty() && hour.bytes().all(|b| b.is_ascii_digit()))
        })
    });
    counted || dated || hour || words.iter().any(|word| text.contains(word))
}

pub(super) fn last_of(field: &Pointer) -> &str {
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
    // “No. 88 Chengbei Road, Kunshan”: behind an address a Latin name without a title is more of it.
    let more = fields
        .iter()
        .position(is_long)
        .is_some_and(|place| !given[place].is_empty());
    let name = name.filter(|name| !more || name.chars().any(is_han) || is_titled(name));
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

fn is_titled(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    TITLED.contains(&first.to_lowercase().as_str())
}

/// A field's text, where it is one.
fn value_of(field: &Pointer, text: &str) -> Option<String> {
    let of = match last_of(field) {
        "payable_at" | "name" => Of::Payment,
        "name_en" | "name_zh" => Of::Goods,
        _ => Of::Any,
    };
    let text = stripped(text, of);
    let text = match last_of(field) {
        "place" => delivered(&text).to_owned(),
        "payable_at" => without_by(&text).to_owned(),
        // 鹿特丹的Globelink
        "name" => match text.split_once('的') {
            Some((_, name)) if name.starts_with(|c: char| c.is_ascii_uppercase()) => {
                name.to_owned()
            }
            _ => text,
        },
        _ => text,
    };
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
