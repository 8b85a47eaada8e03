//! Whether what was given for a field is a value of it: no sentence, no time, no figure of another
//! question, and nothing more than one.

use super::calls::{telephone, without_extension};
use super::lexer::{digits, folded, tokens};
use super::lexicon::is_only_words;
use super::parts::{Part, joined};
use super::sentences::{is_a_sentence, may_be_a_place};
use super::texts::last_of;
use super::trimmed::{Of, delivered, settling, stripped, without_by};
use crate::domain::Pointer;
use crate::rules::wording::{is_han, said};
use crate::search::query::dates;

/// The parts without what begins a correction and supposes nothing, or only says whom to call: “It
/// should be Hong Kong”, “Please call Ms Qian”.
pub(super) fn plainly(parts: &[Part], calls: bool) -> Vec<Part> {
    const LEADS: &[&str] = &["it should be ", "should be ", "it shall be ", "it must be "];
    const CALLS: &[&str] = &["please call ", "pls call ", "call ", "打这个电话", "以后"];
    let of = |text: &str| {
        let lower = folded(text).unwrap_or_default();
        // “Call me” names nobody.
        let called = CALLS.iter().filter(|_| calls);
        let led = LEADS.iter().chain(called).find(|lead| {
            let small = |lead: &str| text[lead.len()..].starts_with(char::is_lowercase);
            lower.starts_with(**lead) && !(lead.ends_with("call ") && small(lead))
        });
        led.map_or(text, |lead| &text[lead.len()..]).to_owned()
    };
    parts
        .iter()
        .map(|part| part.saying(of(&part.text)))
        .collect()
}

/// The parts of one text with their marks between; what stood in brackets does again:
/// 联达物流（上海）有限公司.
pub(super) fn together(parts: &[Part]) -> String {
    let Some(open) = parts
        .windows(2)
        .position(|pair| pair[0].end == '(' && pair[1].end == ')')
    else {
        return joined(parts);
    };
    let (before, within, rest) = (&parts[..=open], &parts[open + 1].text, &parts[open + 2..]);
    let (before, rest) = (joined(before), together(rest));
    if before.ends_with(is_han) {
        return format!("{before}（{within}）{rest}");
    }
    let text = format!("{before} ({within}) {rest}");
    text.trim_end().to_owned()
}

/// What of a field's parts is no value of it and was not understood: more of a sentence than a name, a
/// place that is none, an address behind a party's name.
pub(super) fn unread(
    field: &Pointer,
    parts: &[Part],
    is_place: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let text = value_of(field, &together(parts))?;
    // What nobody knows before a colon, and a name in marks beside other words; before a telephone it
    // is who is called.
    let led = |part: &&Part| match part.end {
        ':' => last_of(field) != "contact",
        end => matches!(end, '”' | '"'),
    };
    if let Some(part) = parts.iter().find(led) {
        return Some(part.text.clone());
    }
    let is_long_figure = || {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|run| run.len() > 4)
    };
    let unread = match last_of(field) {
        "payable_at" => !is_place(&text) && !may_be_a_place(&text),
        "name_en" | "name_zh" => is_a_sentence(&text) || is_long_figure(),
        "name" | "broker" | "declarant" => {
            is_a_sentence(&text)
                || is_long_figure()
                || text.contains(['%', '@'])
                || telephone(&text).is_some()
        }
        "contact" | "salesperson" => is_a_sentence(&text) || digits(&text) > 0,
        "handover_sheet" => {
            digits(&text) < 4 || text.contains(is_han) || parts.len() > 1 || is_a_sentence(&text)
        }
        "documents_handover" => text.starts_with(['不', '没']),
        "phone" | "fax" => !may_be_called(&text),
        "place" => BEFORE_OR_AFTER.iter().any(|word| text.starts_with(word)),
        _ => false,
    };
    let is_party = ["/notify/name", "/consignee/name", "/shipper/name"].contains(&field.as_str());
    if is_party && text.contains(is_han) {
        return Some(text);
    }
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

/// What stood behind a time that is none then: 10点前送到宝山仓库.
const BEFORE_OR_AFTER: &[&str] = &[
    "前送",
    "前到",
    "前进仓",
    "之前",
    "以前",
    "之后",
    "以后",
    "后送",
    "后到",
];

/// Whether figures are as many as a telephone number has: a Chinese mobile has eleven.
fn may_be_called(text: &str) -> bool {
    let text = without_extension(text);
    let figures: String = text.chars().filter(char::is_ascii_digit).collect();
    let mobile = figures.strip_prefix("86").unwrap_or(&figures);
    let is_mobile = mobile.starts_with('1') && !mobile.starts_with("10");
    let is_foreign = text.trim().starts_with('+') && !figures.starts_with("86");
    match figures.len() {
        ..7 | 16.. => false,
        _ if is_foreign => true,
        _ if is_mobile && !text.contains(['-', ' ']) => mobile.len() == 11,
        length if figures.starts_with('0') => length > 8,
        _ => true,
    }
}

/// Whether a text tells a day or an hour: 12月1日, 9点, 周五下午, 2pm, December 1st.
pub(super) fn tells_a_time(text: &str) -> bool {
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
        "昨天", "今天", "上午", "下午", "早上", "晚上", "中午", "凌晨", "周一", "周二", "周三",
        "周四", "周五", "周六", "周日", "星期", "明早", "后天", "点半",
    ];
    let clock = letters.windows(4).any(|four| {
        let digit = |at: usize| four[at].is_ascii_digit();
        digit(0) && four[1] == ':' && digit(2) && digit(3)
    });
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
    counted || dated || hour || clock || words.iter().any(|word| text.contains(word))
}

/// A field's text, where it is one.
pub(super) fn value_of(field: &Pointer, text: &str) -> Option<String> {
    let of = match last_of(field) {
        "payable_at" | "name" => Of::Payment,
        "name_en" | "name_zh" => Of::Goods,
        _ => Of::Any,
    };
    let text = match last_of(field) {
        "name" => settling(text),
        _ => text,
    };
    let text = stripped(text, of);
    let text = match last_of(field) {
        "place" => delivered(&text).to_owned(),
        "payable_at" => without_by(&text).to_owned(),
        // 仓库老周, “Mr Zhou on arrival”
        "contact" => {
            let text = text.strip_suffix(" on arrival").unwrap_or(&text);
            let text = text.trim_end_matches([' ', ',']);
            ["仓库", "工厂", "车间", "现场", "厂里"]
                .iter()
                .find_map(|place| text.strip_prefix(place))
                .map_or(text, str::trim)
                .to_owned()
        }
        "handover_sheet" => {
            let lower = text.to_ascii_lowercase();
            let led = ["no.", "no "].iter().find(|lead| lower.starts_with(**lead));
            led.map_or(&text[..], |lead| &text[lead.len()..])
                .trim()
                .to_owned()
        }
        // 鹿特丹的Globelink
        "name" => match text
            .split_once('的')
            .map(|(city, name)| (city, name.trim()))
        {
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
