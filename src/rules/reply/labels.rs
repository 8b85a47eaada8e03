//! The names that replies put before a text: 联系人 张工 电话 138…, broker: SANJIANG.

use super::lexer::folded;
use super::parts::Part;
use super::ports::is_port_name;
use super::subjects::is_subject;
use crate::rules::wording::is_han;

/// The names of text fields, by the last word of their pointers, with strokes between.
const LABELS: &[(&str, &str)] = &[
    (
        "contact",
        "contact at factory|contact at the factory|factory contact|loading contact|联络人|装柜联系人|装货联系人|工厂联系人|现场联系人|联系人|联系|contact person|contact name|contact|pic|attn|person in charge|找",
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
        "english description|英文品名|英文名称|英文名|英文|english name|name in english|in english|english",
    ),
    (
        "name_zh",
        "chinese description|中文品名|中文名称|中文名|中文|chinese name|name in chinese|in chinese|chinese",
    ),
    (
        "handover_sheet",
        "业务交接单|交接单编号|交接单号码|交接单号|交接单|handover sheet no|handover sheet",
    ),
];

/// Names that are some only where a colon or a verb follows, or a text begins with them: within a text
/// they may be part of it. `goods` is the name of goods in either language.
const LEADING: &[(&str, &str)] = &[
    (
        "name",
        "debit note to|debit to|付款方|付款人|付款单位|付款公司|结算单位|结算方|结算公司|开票抬头|发票抬头|账单抬头|开票单位|bill to|invoice to|payer|paying party|\
         third party|海外代理|国外代理|目的港代理|代理公司|overseas agent|destination agent|agent|notify party|notify|通知人|通知方",
    ),
    (
        "payable_at",
        "payable at|freight payable at|payable|paid at|付款地点|付款地|支付地点|支付地|付费地点|place of payment|payment place",
    ),
    (
        "goods",
        "货物品名|货物名称|商品名称|报关品名|货名|品名|commodity|commodities|goods name|name of goods|cargo name|\
         description of goods|description|goods",
    ),
    (
        "other",
        "hs code|hs no|hs编码|hs|税号|海关编码|商品编码|唛头|marks|包装|packing|件数|数量|qty|quantity|毛重|净重|体积|gross weight|net weight|\
         g.w.|n.w.|measurement|volume|邮箱|email|e-mail|mail|日期|date|备注|remark|remarks|注|note",
    ),
];

/// Names that are some only before a colon, a dash or a sign of equality.
const APART: &[(&str, &str)] = &[
    ("name", "代理|指定代理|客户指定代理|收货人指定代理"),
    ("place", "仓库|进仓仓库|送货仓库|warehouse"),
    ("name_en", "英"),
    ("name_zh", "中"),
    ("handover_sheet", "sheet|单号"),
];

/// Labels that one puts before a text without a colon, too, and that are then no part of another.
const BARE: &[&str] = &[
    "contact",
    "tel",
    "mobile",
    "phone",
    "fax",
    "联系人",
    "电话",
    "手机",
    "传真",
];

fn of_names<'t>(
    table: &'t [(&'static str, &'static str)],
) -> impl Iterator<Item = (&'static str, &'static str)> + 't {
    table
        .iter()
        .flat_map(|(field, names)| names.split('|').map(move |name| (*field, name)))
}

/// A text without whose it is said to be: our broker, 我们的报关行.
fn nobodys(text: &str) -> String {
    let lower = folded(text.trim()).unwrap_or_else(|| text.trim().to_lowercase());
    ["our ", "your ", "the ", "我们的", "我司的", "我司", "贵司"]
        .iter()
        .find_map(|lead| lower.strip_prefix(lead))
        .unwrap_or(&lower)
        .to_owned()
}

/// Whether a text is nothing but a name that one puts before a text: it is no person.
pub(super) fn is_label(text: &str) -> bool {
    let text = nobodys(text);
    is_subject(&text)
        || is_port_name(&text)
        || of_names(LABELS)
            .chain(of_names(LEADING))
            .chain(of_names(APART))
            .any(|(_, name)| name == text)
        || [
            "地址",
            "品名",
            "联系人",
            "电话",
            "付款地",
            "报关行",
            "时间",
            "单位",
            "抬头",
            "方式",
        ]
        .iter()
        .any(|end| text.ends_with(end))
}

/// The field that a whole part names before its colon, and what of a part that begins with a name of
/// that kind stands behind it.
fn leading(part: &Part) -> Option<(&'static str, &str)> {
    let text = part.text.as_str();
    let lower = folded(text)?;
    if matches!(part.end, ':' | '-') {
        let whole = nobodys(text);
        let named = of_names(LEADING)
            .chain(of_names(LABELS))
            .chain(of_names(APART));
        let found = named.filter(|(_, name)| *name == whole);
        if let Some((field, _)) = found.max_by_key(|(_, name)| name.len()) {
            return Some((field, ""));
        }
        if is_port_name(&whole) {
            return Some(("other", ""));
        }
    }
    let (field, name) = of_names(LEADING)
        .filter(|(field, name)| *field != "other" && lower.starts_with(name))
        .max_by_key(|(_, name)| name.len())?;
    let rest = &text[name.len()..];
    if rest.trim().is_empty() {
        return None;
    }
    if name.is_ascii() {
        let led = [" is ", " -", " name "];
        // “notify HANSA TEXTIL”, and AGENT SMITH LTD is a name.
        let written = text[..name.len()].contains(|c: char| c.is_ascii_lowercase());
        let named = rest
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
        return (led.iter().any(|lead| rest.to_lowercase().starts_with(lead))
            || rest.trim_start().starts_with('=')
            || written && named)
            .then(|| (field, tidy(rest)));
    }
    let rest = tidy(rest);
    // 品名写餐具, and a desk to write at: 写字台.
    let written = ["就写", "就叫", "写成", "写", "用", "就用", "找"]
        .iter()
        .find_map(|verb| rest.strip_prefix(verb));
    Some((
        field,
        written
            .filter(|rest| !rest.starts_with(['字', '真', '生', '作', '品', '具']))
            .unwrap_or(rest),
    ))
}

fn tidy(text: &str) -> &str {
    let text = text.trim_matches(|c: char| c.is_whitespace() || ":;,#-=".contains(c));
    let text = ["is ", "name "]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(text);
    let text = text.trim_start_matches(['是', '为', '叫', '：']).trim();
    // 英文写 COTTON SHIRTS
    text.strip_prefix("写 ").unwrap_or(text)
}

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
    if let Some((field, text)) = leading(part) {
        return vec![Stretch {
            field: Some(field),
            text,
        }];
    }
    let Some(lower) = folded(text) else {
        return vec![Stretch { field: None, text }];
    };
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let named = LABELS
            .iter()
            .flat_map(|(field, names)| names.split('|').map(move |name| (*field, name)))
            .filter(|(field, name)| asked(field) || at == 0 && BARE.contains(name))
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
        if word(before) || behind.is_some_and(|c| c.is_ascii_alphabetic()) {
            return false;
        }
        // “Market Place”, “CHINESE TEA”, “Shanghai Xinhai Customs Broker”: within a text only what
        // figures follow is a name, and a language is one only before a colon.
        let rest = text[at + name.len()..].trim_start();
        let leads = text[..at].trim().is_empty() || ["our", "the"].contains(&text[..at].trim());
        let figures = rest.trim_start_matches([':', '.', ' ', '+', '(']);
        let counts = figures.starts_with(|c: char| c.is_ascii_digit());
        let language = name.ends_with("english") || name.ends_with("chinese");
        return match behind {
            _ if language => false,
            None => false,
            Some(_) => leads || counts || text[..at].ends_with(|c: char| is_han(c)),
        };
    }
    // 三江报关行 ends in the word, and so does 三江报关行代理报关; 报关行三江 begins with it.
    let of_company = name.starts_with("报关");
    !before.is_some_and(is_han) || behind.is_some() && !of_company
}
