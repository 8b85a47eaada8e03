//! What the value of a pasted reply changes: a remedy that it names, or a field that it fills.

use serde_json::{Value, json};

use super::report::set;
use super::wording::{is_han, said, words_of};
use crate::domain::{Consignment, Finding, PatchStep, PortCode};
use crate::json;
use crate::reference::Reference;

/// The change that a value makes: the remedy that it names, else the finding's first field that is
/// not answered.
pub(super) fn change(
    value: &str,
    finding: &Finding,
    consignment: &Consignment,
    reference: &Reference,
) -> Option<Vec<PatchStep>> {
    let value = said(value)?;
    let document = json::write_consignment(consignment);
    let port = ["/pod", "/delivery"].iter().find_map(|field| {
        let text = document.pointer(field)?.as_str()?;
        reference.port(text).map(|port| port.code.clone())
    });
    let mut named = finding.fixes.iter().filter(|fix| {
        fix.patch.iter().any(|step| match step {
            PatchStep::Set(at, text) => serde_json::from_str::<Value>(text)
                .is_ok_and(|set| names(value, at.as_str(), &set, port.as_ref(), reference)),
            PatchStep::Insert(..) | PatchStep::Remove(_) => false,
        })
    });
    if let (Some(only), None) = (named.next(), named.next()) {
        return Some(only.patch.clone());
    }
    // A place that nobody knew is the one that is named now, offered or not.
    if finding.rule.as_str() == "place-unknown" {
        let port = reference.port(value)?;
        let field = finding.at.as_ref()?;
        return Some(vec![set(field.as_str(), &json!(port.code.as_str()))]);
    }
    // A harbour that the chosen sailing does not call at is not offered, and is what was asked for.
    if finding.rule.as_str() == "sub-port" {
        let choice = reference.sub_ports.choice_named_in(port.as_ref()?, value)?;
        return Some(vec![set("/pod_terminal", &json!(choice.name))]);
    }
    if !finding.fixes.is_empty() {
        return None;
    }
    let field = finding.fields.iter().find(|field| {
        document
            .pointer(field.as_str())
            .is_none_or(json::patch::is_blank)
    })?;
    let worded = word_for(field.as_str(), value)?;
    Some(vec![set(field.as_str(), &worded)])
}

/// Whether a text names the value that a remedy sets.
fn names(
    text: &str,
    at: &str,
    set: &Value,
    port: Option<&PortCode>,
    reference: &Reference,
) -> bool {
    match set {
        Value::Bool(yes) => says_yes(text) == Some(*yes),
        Value::String(set) if at == "/pod_terminal" => port.is_some_and(|port| {
            let choices = &reference.sub_ports;
            choices
                .choice_named_in(port, text)
                .is_some_and(|choice| choice.name == *set)
        }),
        Value::String(set) => {
            word_for(at, text).is_some_and(|word| word == *set)
                || reference
                    .port(text)
                    .is_some_and(|port| port.code.as_str() == set)
        }
        Value::Object(set) => ["vessel", "voyage"].iter().all(|name| {
            let words = set.get(*name).and_then(Value::as_str).map(words_of);
            let text = words_in(text);
            words.is_some_and(|words| {
                words
                    .iter()
                    .filter(|word| *word != "V")
                    .all(|word| text.contains(word))
            })
        }),
        _ => false,
    }
}

/// The words of a reply, Chinese characters apart from Latin letters: 走MLB names MLB.
fn words_in(text: &str) -> Vec<String> {
    let spaced: String = text
        .chars()
        .map(|letter| if is_han(letter) { ' ' } else { letter })
        .collect();
    words_of(&spaced)
}

/// Whether a text says yes or no.
fn says_yes(text: &str) -> Option<bool> {
    let words = words_in(text);
    let no = ["NO", "N", "NOT", "NONE"];
    let yes = ["YES", "Y", "OK", "PLEASE", "NEEDED"];
    let denies = ["不", "无", "没", "否", "免"];
    if denies.iter().any(|word| text.contains(word))
        || words.iter().any(|word| no.contains(&&**word))
    {
        return Some(false);
    }
    let affirms = ["是", "要", "需", "对", "好", "有", "行", "可以"];
    (affirms.iter().any(|word| text.contains(word))
        || words.iter().any(|word| yes.contains(&&**word)))
    .then_some(true)
}

/// How a closed field's words are said; a text that says none of them is none of its values. Any
/// other field takes the text as it is.
const WORDS: &[(&str, &[(&str, &[&str])])] = &[
    (
        "/us_routing",
        &[
            ("all-water", &["ALLWATER", "AW", "AWS", "全水"]),
            ("mlb", &["MLB", "IPI", "陆桥"]),
        ],
    ),
    (
        "/freight/terms",
        &[
            ("prepaid", &["PREPAID", "PP", "预付"]),
            ("collect", &["COLLECT", "CC", "到付"]),
            ("third-place", &["THIRDPLACE", "ELSEWHERE", "第三地"]),
        ],
    ),
    (
        "/loading/mode",
        &[
            ("warehouse", &["WAREHOUSE", "场装", "内装", "进仓"]),
            ("trailer", &["TRAILER", "TRUCK", "拖装", "门点", "拖车"]),
            ("self", &["SELF", "SHIPPER", "自理", "自拖"]),
        ],
    ),
    (
        "/customs/declaration",
        &[
            ("us", &["YOU", "FORWARDER", "代理", "贵司"]),
            ("customer", &["US", "OURSELVES", "SELF", "自理", "我司"]),
        ],
    ),
    (
        "/customs/inspection",
        &[
            ("us", &["YOU", "代理", "贵司"]),
            ("customer", &["SELF", "自理", "我司"]),
            ("none", &["NO", "NONE", "不", "无", "免"]),
        ],
    ),
    (
        "/settlement/payer",
        &[
            ("principal", &["PRINCIPAL", "委托人"]),
            ("shipper", &["SHIPPER", "发货人"]),
            ("third-party", &["THIRDPARTY", "第三方"]),
        ],
    ),
    (
        "/source",
        &[
            ("direct", &["DIRECT", "直客"]),
            ("co-loader", &["COLOADER", "同行"]),
            ("nominated", &["NOMINATED", "指定"]),
        ],
    ),
    (
        "/stuffing_mode",
        &[
            ("shipper-consolidated", &["自拼"]),
            ("fcl", &["FCL", "整箱"]),
            ("lcl", &["LCL", "拼箱"]),
            ("bulk", &["BULK", "散货"]),
        ],
    ),
    (
        "/handling/fumigation",
        &[
            ("done", &["DONE", "已熏"]),
            ("not-needed", &["NO", "NOT", "不", "无需", "免"]),
            ("needed", &["YES", "NEEDED", "需", "要"]),
        ],
    ),
];

/// Fields one of whose words holds another's, the longer first: 自拼箱 and 拼箱, NOT NEEDED and NEEDED.
const FIRST_COUNTS: &[&str] = &["/stuffing_mode", "/handling/fumigation"];

/// Fields that say yes or no.
const YES_OR_NO: &[&str] = &[
    "carrier_designated",
    "heavy_duty",
    "food_container_check",
    "genset_truck",
    "stamped",
    "signed",
    "transhipment",
    "non_operating",
    "shipper_owned",
];

/// A text as the value of a field; none where it is none of a closed field's.
fn word_for(field: &str, text: &str) -> Option<Value> {
    let last = field.rsplit('/').next().unwrap_or_default();
    if YES_OR_NO.contains(&last) {
        return says_yes(text).map(Value::Bool);
    }
    if last == "ventilation" {
        return ventilation(text);
    }
    let Some((_, words)) = WORDS.iter().find(|(at, _)| *at == field) else {
        return Some(json!(text));
    };
    let spelt = words_in(text);
    let joined = spelt.join("");
    let mut named = words.iter().filter(|(_, forms)| {
        forms.iter().any(|form| {
            if form.is_ascii() {
                joined == *form
                    || spelt.iter().any(|word| word == form)
                    || (form.len() > 4 && joined.contains(form))
            } else {
                text.contains(form)
            }
        })
    });
    let first = named.next()?;
    // A text that names two says nothing, but where one word holds the other.
    (FIRST_COUNTS.contains(&field) || named.next().is_none()).then(|| json!(first.0))
}

/// `closed`, `25 %`, `15 cbm/h`.
fn ventilation(text: &str) -> Option<Value> {
    let upper = text.to_uppercase();
    if upper.contains("CLOSE") || text.contains('关') {
        return Some(json!("closed"));
    }
    let number: String = text
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect();
    let unit = if text.contains('%') {
        "percent"
    } else if upper.contains("CBM") || upper.contains("M3") || text.contains('方') {
        "cbm-h"
    } else {
        return None;
    };
    (!number.is_empty()).then(|| json!({"value": number, "unit": unit}))
}
