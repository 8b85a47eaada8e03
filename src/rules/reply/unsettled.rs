//! What keeps a text from being a value: it asks, doubts, denies, puts off, or points elsewhere.

use super::lexer::{Item, read, tokens};
use super::lexicon::Kind;
use super::parts::Part;
use crate::rules::wording::is_han;

/// What puts a text off or points to another place for it.
const ELSEWHERE: &[&str] = &[
    "还在",
    "在办",
    "办理中",
    "正在",
    "在谈",
    "没谈好",
    "明天",
    "后天",
    "下周",
    "下午给",
    "后补",
    "补给",
    "待补",
    "晚点",
    "稍后",
    "稍晚",
    "回头",
    "到时",
    "到时候",
    "再给",
    "再发",
    "报关单上",
    "按报关单",
    "按提单",
    "按发票",
    "按箱单",
    "按托书",
    "上写的",
    "同收货人",
    "同发货人",
    "同通知人",
    "名片",
    "看附件",
    "请看",
    "见发票",
    "见附件",
    "见箱单",
    "见托书",
    "看附件",
    "同上次",
    "同上票",
    "跟上次",
    "和上次",
    "与上次",
    "老地方",
    "老样子",
    "同上",
    "一样",
    "换了",
    "改了",
    "不变",
    "新号码",
    "will tell",
    "let you know",
    "will let",
    "will send",
    "will give",
    "will provide",
    "will advise",
    "tomorrow",
    "next week",
    "later",
    "soon",
    "same as",
    "as before",
    "as last",
    "as usual",
    "see invoice",
    "see attached",
    "see attachment",
    "see below",
    "see packing",
    "as per invoice",
    "as per attached",
    "i think",
    "maybe",
    "perhaps",
    "probably",
    "should be",
    "can be",
    "could be",
    "possibly",
    "if possible",
    "in process",
    "in progress",
    "being",
    "under negotiation",
    "confirm with",
    "confirm first",
    "but",
    "if",
    "unless",
    "provided that",
    "如果",
    "要是",
    "除非",
    "先确认",
    "你们翻译",
    "翻译一下",
    "看着办",
    "跟客户确认",
];

/// What a text that is still waited for begins and ends with: 等收货人通知.
const AWAITED: &[&str] = &[
    "通知", "确认", "消息", "回复", "号码", "答复", "提供", "结果",
];

/// Whether a part is no text that anybody gave.
pub(super) fn unsettles(part: &Part) -> bool {
    let text = part.text.trim();
    let words = tokens(text);
    let spoken = words.join(" ");
    let says = |phrase: &&&str| {
        if phrase.chars().any(is_han) {
            text.contains(**phrase)
        } else {
            format!(" {spoken} ").contains(&format!(" {phrase} "))
        }
    };
    let clause = read(text, part.asks(), &[]);
    let awaited = text.starts_with('等') && AWAITED.iter().any(|word| text.contains(word));
    clause.asks
        || clause.items.contains(&Item::Word(Kind::Unsure))
        || awaited
        || ELSEWHERE.iter().any(|phrase| says(&phrase))
        || offers_two(text)
        || denies(text, &clause.items)
}

/// Whether a text offers two: 新加坡或香港, Singapore or Hong Kong. OR in capitals may be a name's.
fn offers_two(text: &str) -> bool {
    ["或者", "还是", "或"]
        .iter()
        .any(|word| text.contains(word))
        || text.split_whitespace().any(|word| word == "or")
}

/// Whether a text denies: it begins with a denial in words, not with 不锈钢, 无纺布 or `No. 88`; or it
/// is said to be no more: 不寄了.
fn denies(text: &str, items: &[Item]) -> bool {
    let first = items
        .iter()
        .find(|item| !matches!(item, Item::Word(Kind::Filler)));
    let is_denial = matches!(
        first,
        Some(Item::Word(
            Kind::Deny | Kind::DenyVerb | Kind::DenyAux | Kind::DenyBefore | Kind::Past
        ))
    );
    let word = tokens(text).into_iter().next().unwrap_or_default();
    let is_number = word == "no" && text.chars().any(|letter| letter.is_ascii_digit());
    let single = ["non", "不", "无", "非", "免", "未", "除", "没", "原", "否"]
        .contains(&word.as_str())
        && ![
            "不是", "不用", "不要", "不走", "不去", "不做", "不需", "不能", "不行", "不对", "没有",
            "不在", "原来", "原先",
        ]
        .iter()
        .any(|denial| text.starts_with(denial));
    let no_more = text.starts_with(['不', '没']) && text.ends_with('了');
    no_more || (is_denial && !is_number && !single)
}
