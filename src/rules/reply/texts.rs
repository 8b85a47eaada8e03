//! Texts as values: any that says something.

use serde_json::json;

use super::labels::stretches;
use super::lexer::tokens;
use super::lexicon::is_only_words;
use super::names::whole;
use super::parts::{Part, joined};
use super::settle::Read;
use super::stance::Verdict;
use super::unsettled::unsettles;
use crate::domain::{PatchStep, Pointer};
use crate::rules::report::set;
use crate::rules::wording::{is_han, said};
use crate::search::query::dates;

/// The texts that the parts give the fields: each under its name, else by its shape, else to the
/// first. Any text is a value that says something, asks nothing and knows.
pub(super) fn of_texts(fields: &[Pointer], parts: &[Part]) -> Read {
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
    let text = if is_long(field) {
        delivered(&text).to_owned()
    } else {
        text
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

/// A place without what goods do there: 送到宝山仓库.
fn delivered(text: &str) -> &str {
    [
        "送货到",
        "送货至",
        "送到",
        "送至",
        "送往",
        "运到",
        "运至",
        "送货",
        "送",
        "到",
        "deliver to ",
        "delivery to ",
        "to ",
    ]
    .iter()
    .find_map(|lead| text.strip_prefix(lead))
    .map_or(text, str::trim)
}

/// What may stand before a text and is none of it, and behind it.
const LEADS: &[&str] = &[
    "我们指定",
    "客户指定",
    "指定",
    "we nominate",
    "we appoint",
    "our agent is",
    "代理是",
    "代理为",
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

/// A text without what may stand around it.
pub(super) fn stripped(text: &str, paying: bool) -> String {
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
