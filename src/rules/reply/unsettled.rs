//! What keeps a text from being a value: it asks, doubts, denies, puts off, or points elsewhere.

use super::lexer::{Item, read, tokens};
use super::lexicon::Kind;
use super::parts::Part;
use crate::rules::wording::is_han;

/// What supposes a text and does not know it.
const DOUBTS: &[&str] = &[
    "可能",
    "大概",
    "也许",
    "或许",
    "估计",
    "应该",
    "好像",
    "似乎",
    "貌似",
    "i think",
    "i guess",
    "i believe",
    "i suppose",
    "maybe",
    "perhaps",
    "probably",
    "possibly",
    "likely",
    "should be",
    "can be",
    "could be",
    "if possible",
    "but",
    "if",
    "unless",
    "provided that",
    "如果",
    "要是",
    "除非",
];

/// What puts a text off or leaves it to somebody.
const PUT_OFF: &[&str] = &[
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
    "稍晚",
    "到时",
    "再发",
    "找一下",
    "先确认",
    "须经",
    "批准后",
    "待批",
    "你们翻译",
    "翻译一下",
    "看着办",
    "跟客户确认",
    "will tell",
    "will let",
    "will send",
    "will give",
    "will provide",
    "will hand",
    "tomorrow",
    "next week",
    "soon",
    "in process",
    "in progress",
    "being",
    "under negotiation",
    "confirm with",
    "confirm first",
];

/// What points to another place or time for a text.
const ELSEWHERE: &[&str] = &[
    "同收货人",
    "同发货人",
    "同通知人",
    "上次",
    "上回",
    "上票",
    "老地方",
    "老样子",
    "你们指定",
    "贵司指定",
    "你司指定",
    "同上",
    "一样",
    "换了",
    "改了",
    "不变",
    "新号码",
    "看附件",
    "请看",
    "报关单上",
    "上写的",
    "same as",
    "as always",
    "as before",
    "as last",
    "as usual",
    "as consignee",
    "as shipper",
    "as per",
    "last time",
    "see invoice",
    "see attached",
    "see attachment",
    "see below",
    "see packing",
    "see contract",
    "refer to",
];

/// The papers that a text is looked up in, and the words that point to one: 见装箱单, 同发票.
const PAPERS: &[&str] = &[
    "装箱单",
    "箱单",
    "发票",
    "提单",
    "托书",
    "委托书",
    "合同",
    "信用证",
    "附件",
    "报关单",
    "邮件",
    "名片",
    "订单",
    "清单",
    "图片",
    "照片",
];
const POINTERS: &[&str] = &["见", "同", "按", "照", "看", "参照", "参考", "依"];

/// Whom one asks who does not know: 问工厂.
const ASKED: &[&str] = &[
    "工厂",
    "客户",
    "老板",
    "经理",
    "收货人",
    "同事",
    "业务",
    "他",
    "她",
];

/// What a text that is still waited for begins and ends with: 等收货人通知, 等信用证出来.
const AWAITED: &[&str] = &[
    "通知", "确认", "消息", "回复", "号码", "答复", "提供", "结果", "出来",
];

/// Whether a part is no text that anybody gave.
pub(super) fn unsettles(part: &Part) -> bool {
    let clause = read(&part.text, part.asks(), &[]);
    puts_off(part) || denies(&part.text, &clause.items)
}

/// Whether a part asks, doubts, puts off or points elsewhere.
pub(super) fn puts_off(part: &Part) -> bool {
    let text = part.text.trim();
    let spoken = format!(" {} ", tokens(text).join(" "));
    let says = |phrase: &str| {
        if phrase.chars().any(is_han) {
            text.contains(phrase)
        } else {
            spoken.contains(&format!(" {phrase} "))
        }
    };
    let pairs = |leads: &[&str], of: &[&str]| {
        leads.iter().any(|lead| {
            let mut behind = text
                .match_indices(lead)
                .map(|(at, _)| &text[at + lead.len()..]);
            behind.any(|rest| of.iter().any(|word| rest.starts_with(word)))
        })
    };
    let clause = read(text, part.asks(), &[]);
    let awaited = text.starts_with('等') && AWAITED.iter().any(|word| text.contains(word));
    clause.asks
        || clause.items.contains(&Item::Word(Kind::Unsure))
        || awaited
        || [DOUBTS, PUT_OFF, ELSEWHERE]
            .into_iter()
            .flatten()
            .any(|phrase| says(phrase))
        || pairs(POINTERS, PAPERS)
        || pairs(&["问"], ASKED)
        || spoken.starts_with(" same ")
        || offers_two(text)
}

/// Whether a text offers two: 新加坡或香港, Singapore or Hong Kong. OR in capitals may be a name's.
pub(super) fn offers_two(text: &str) -> bool {
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
    let within = text.split_whitespace().any(|word| word == "not");
    no_more || within || (is_denial && !is_number && !single)
}
