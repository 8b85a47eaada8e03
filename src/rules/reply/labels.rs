//! The names that replies put before a text: 联系人 张工 电话 138…, broker: SANJIANG.

use super::parts::Part;
use crate::rules::wording::is_han;

/// The names of text fields, by the last word of their pointers, with strokes between.
const LABELS: &[(&str, &str)] = &[
    (
        "contact",
        "装柜联系人|装货联系人|工厂联系人|现场联系人|联系人|联系|contact person|contact name|contact|pic|attn|person in charge|找",
    ),
    (
        "phone",
        "联系电话|联系方式|电话号码|手机号码|手机号|电话|手机|telephone|tel no|tel|mobile|mob|phone no|phone|cell phone|cell|call",
    ),
    ("fax", "传真号|传真|fax no|fax"),
    (
        "place",
        "装柜地址|装货地址|装箱地址|提货地址|工厂地址|仓库地址|送货地址|装箱地点|装柜地点|装货地点|详细地址|地址|地点|\
         loading address|loading place|factory address|pick up address|pickup address|warehouse address|address|add|place|location",
    ),
    (
        "declarant",
        "报关单位名称|报关单位|申报单位|经营单位|境内发货人|抬头|declaring unit|declaring company|declarant|exporter of record",
    ),
    (
        "broker",
        "报关行名称|报关行|报关公司|报关代理|customs broker|broker",
    ),
    (
        "name_en",
        "英文品名|英文名称|英文名|英文|english name|name in english|in english|english",
    ),
    (
        "name_zh",
        "中文品名|中文名称|中文名|中文|chinese name|name in chinese|in chinese|chinese",
    ),
    (
        "handover_sheet",
        "业务交接单|交接单号|交接单|handover sheet no|handover sheet",
    ),
];

/// One stretch of a part, and the field that its name says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// The last word of the field's pointer; none without a name.
    pub(super) field: Option<&'static str>,
    /// The text without the name.
    pub(super) text: &'a str,
}

/// The stretches of a part, each behind its name, for the fields that are asked for.
pub(super) fn stretches<'a>(part: &'a Part, asked: &dyn Fn(&str) -> bool) -> Vec<Stretch<'a>> {
    let text = part.text.as_str();
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return vec![Stretch { field: None, text }];
    }
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let named = LABELS
            .iter()
            .filter(|(field, _)| asked(field))
            .flat_map(|(field, names)| names.split('|').map(move |name| (*field, name)))
            .filter(|(_, name)| lower[at..].starts_with(name) && is_free(&lower, at, name))
            .max_by_key(|(_, name)| name.len());
        match named {
            Some((field, name)) => {
                found.push((at, at + name.len(), field));
                at += name.len();
            }
            None => at += lower[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    let mut stretches = Vec::new();
    let first = found.first().map_or(text.len(), |(start, _, _)| *start);
    let tidy = |text: &'a str| {
        text.trim_matches(|c: char| c.is_whitespace() || ":;,#-=".contains(c))
            .trim_start_matches(['是', '为', '叫', '：'])
            .trim()
    };
    if first > 0 {
        stretches.push(Stretch {
            field: None,
            text: tidy(&text[..first]),
        });
    }
    for (place, (_, end, field)) in found.iter().enumerate() {
        let next = found
            .get(place + 1)
            .map_or(text.len(), |(start, _, _)| *start);
        stretches.push(Stretch {
            field: Some(*field),
            text: tidy(&text[*end..next]),
        });
    }
    stretches
}

/// Whether a name stands for itself: a Latin one between blanks, a Chinese one not within a name as
/// 三江报关行, which ends in it.
fn is_free(text: &str, at: usize, name: &str) -> bool {
    let before = text[..at].chars().last();
    let behind = text[at + name.len()..].chars().next();
    if name.is_ascii() {
        let word = |letter: Option<char>| letter.is_some_and(|c| c.is_ascii_alphanumeric());
        return !word(before) && !behind.is_some_and(|c| c.is_ascii_alphabetic());
    }
    // 三江报关行 ends in the word; 报关行三江 begins with it.
    let ends = behind.is_none() && before.is_some_and(is_han);
    !ends
}
