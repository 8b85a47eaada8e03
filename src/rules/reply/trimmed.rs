//! A text without what is said around it.

use super::lexer::folded;
use crate::rules::wording::is_han;

/// A place without what goods do there: 送到宝山仓库.
pub(super) fn delivered(text: &str) -> &str {
    let text = ["your ", "你们的", "你们", "贵司的", "贵司", "你司"]
        .iter()
        .find_map(|whose| text.strip_prefix(whose))
        .unwrap_or(text);
    // 进北仑仓库, and 进贤 is a county.
    let text = text
        .strip_prefix('进')
        .filter(|place| place.contains('仓'))
        .unwrap_or(text);
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

/// Who settles what: 费用跟华业结.
pub(super) fn settling(text: &str) -> &str {
    let settles = ["费用", "运费"]
        .iter()
        .find_map(|what| text.strip_prefix(what))
        .and_then(|rest| rest.strip_prefix(['跟', '和', '由', '找', '向']));
    settles.map_or(text, |who| who.strip_suffix('结').unwrap_or(who).trim())
}

/// What may stand before a text and is none of it, and behind it.
const LEADS: &[&str] = &[
    "please bill to",
    "please put",
    "pls put",
    "please state",
    "pls state",
    "kindly state",
    "打这个电话找",
    "以后请找",
    "以后找",
    "委托",
    "找",
    "called ",
    "就写",
    "就叫",
    "就用",
    "叫",
    "our agent ",
    "our overseas agent ",
    "our broker ",
    "notify party is",
    "notify is",
    "the notify party is",
    "运费到",
    "运费在",
    "freight payable in",
    "freight payable",
    "debit note to",
    "debit to",
    "付款人",
    "付款单位",
    "our payer is",
    "目的港代理",
    "please bill",
    "kindly bill",
    "please invoice",
    "kindly invoice",
    "bill to",
    "bill ",
    "invoice to",
    "请把账单开给",
    "把账单开给",
    "请把发票开给",
    "把发票开给",
    "账单开给",
    "发票开给",
    "账单给",
    "请开给",
    "开给",
    "请向",
    "抬头开",
    "付款方是",
    "付款方",
    "payer is",
    "the payer is",
    "our broker is",
    "the broker is",
    "broker is",
    "报关行是",
    "报关行用",
    "our overseas agent is",
    "the agent is",
    "代理用",
    "代理找",
    "我们用",
    "请用",
    "to be paid at",
    "payment at",
    "payable in",
    "freight payable at",
    "place of payment",
    "the english name is",
    "english name is",
    "english name",
    "the chinese name is",
    "name is",
    "the commodity is",
    "commodity is",
    "commodity",
    "it should be",
    "should be",
    "品名写",
    "品名是",
    "品名叫",
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
    "pls",
    "kindly",
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
    "就行了",
    " as our agent",
    " as agent",
    " as the agent",
    " as notify party",
    " as notify",
    " as our broker",
    " as broker",
    " as payer",
    "代理报关",
    "就行",
    "就可以了",
    "就可以",
    "即可",
    "就好了",
    "就好",
    "please",
    "thanks",
    "谢谢",
    "付款",
    "付",
    "pays",
    "will pay",
    " by",
    " from",
    "结算",
    "来结",
    "支付",
    ",",
    ";",
    "-",
    ":",
    ".",
    "。",
    "吧",
];

/// What a text is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Who pays, and where.
    Payment,
    /// Goods: 走步机 and USE-WEAR PARTS are some.
    Goods,
    /// Anything else.
    Any,
}

/// Whether a lead is none of the goods' own name: a blank or a mark parts it from the name, or nobody
/// begins one so.
fn is_no_goods(lead: &str, lower: &str) -> bool {
    let behind = lower[lead.len()..].chars().next();
    let is_word = lead.chars().all(is_han) && lead.chars().count() == 1;
    let blank = behind.is_none_or(|letter| !letter.is_alphanumeric());
    if is_word {
        return blank || lead == "是";
    }
    let small = ["in ", "at ", "use ", "by ", "will pay", "pays", "公司"];
    !small.contains(&lead) && (blank || lead.ends_with(' ') || lead.ends_with(is_han))
}

/// Of them, those that are said of who pays and where.
const OF_PAYING: &[&str] = &[
    "付款", "付", "pays", "will pay", "结算", "来结", "结", "支付",
];

/// A text without what may stand around it.
pub(super) fn stripped(text: &str, of: Of) -> String {
    let paying = of == Of::Payment;
    let mut text = text.trim();
    loop {
        let Some(lower) = folded(text) else {
            return text.to_owned();
        };
        let lead = LEADS
            .iter()
            .filter(|lead| lower.starts_with(**lead))
            .filter(|lead| of != Of::Goods || is_no_goods(lead, &lower))
            .max_by_key(|lead| lead.len());
        let is_short = [
            "ltd.", "co.", "inc.", "corp.", "st.", "rd.", "b.v.", "s.a.", "n.v.",
        ]
        .iter()
        .any(|short| lower.ends_with(short));
        let tail = TAILS.iter().find(|tail| {
            (paying || !OF_PAYING.contains(tail))
                && lower.ends_with(**tail)
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

/// Where it is paid without by whom: “Singapore by our head office”.
pub(super) fn without_by(text: &str) -> &str {
    let lower = text.to_lowercase();
    [" by ", " through ", " via "]
        .iter()
        .filter(|_| lower.len() == text.len())
        .filter_map(|word| lower.find(word))
        .min()
        .map_or(text, |end| text[..end].trim())
}
