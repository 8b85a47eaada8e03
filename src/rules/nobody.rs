//! Parties that are nobody: the same as another, to order, as the credit says.

use super::wording::words_of;
use crate::domain::consignment::{Party, PartyRole};
use crate::domain::han::simplified;

/// What stands for another party in Chinese.
const SAME_AS: &[(&str, PartyRole)] = &[
    ("同收货人", PartyRole::Consignee),
    ("与收货人相同", PartyRole::Consignee),
    ("和收货人相同", PartyRole::Consignee),
    ("与收货人一致", PartyRole::Consignee),
    ("收货人同", PartyRole::Consignee),
    ("同发货人", PartyRole::Shipper),
    ("与发货人相同", PartyRole::Shipper),
    ("同通知人", PartyRole::Notify),
    ("与通知人相同", PartyRole::Notify),
];

/// The party that another, of this role, is said to be the same as, in its field or in words.
pub(super) fn same_as(role: PartyRole, party: &Party) -> Option<PartyRole> {
    if party.same_as.is_some() {
        return party.same_as;
    }
    let name: String = party
        .name
        .as_deref()?
        .trim()
        .chars()
        .map(simplified)
        .collect();
    // Above the notify party stands the consignee; any other is then as itself, which is nobody.
    let above = match role {
        PartyRole::Notify => PartyRole::Consignee,
        other => other,
    };
    if name == "同上" {
        return Some(above);
    }
    if let Some((_, other)) = SAME_AS.iter().find(|(text, _)| *text == name) {
        return Some(*other);
    }
    let words = words_of(&name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let words = words.strip_prefix(&["THE"]).unwrap_or(&words);
    let of = match words {
        ["SAME"] | ["SAME" | "AS", "ABOVE"] | ["SAME", "AS", "ABOVE"] => return Some(above),
        ["S", "A", "C"] | ["SAC"] if role == PartyRole::Notify => "CONSIGNEE",
        ["SAME", "AS", .., last] => last,
        ["AS", last] | ["AS", "THE" | "PER", last] => last,
        _ => return None,
    };
    match of {
        "CONSIGNEE" | "CNEE" => Some(PartyRole::Consignee),
        "SHIPPER" => Some(PartyRole::Shipper),
        "NOTIFY" | "PARTY" => Some(PartyRole::Notify),
        _ => None,
    }
}

/// Whether a text names no party: where one would be found, or how to ring it.
pub(super) fn is_no_name(name: &str) -> bool {
    let words = words_of(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["AS", "PER", ..] | ["DITTO"] => true,
        [
            "TEL" | "PHONE" | "FAX" | "MOBILE" | "电话" | "手机",
            ref rest @ ..,
        ] => rest
            .iter()
            .all(|word| word.bytes().all(|byte| byte.is_ascii_digit())),
        _ => false,
    }
}

/// Who orders where a bill is to the order of somebody named by his part in it.
const ORDERS: &[&str] = &[
    "SHIPPER",
    "SHIPPERS",
    "CONSIGNOR",
    "CONSIGNORS",
    "CONSIGNEE",
    "CONSIGNEES",
    "BANK",
    "BANKS",
    "APPLICANT",
    "APPLICANTS",
    "ISSUING",
    "HOLDER",
    "HOLDERS",
];

/// Whether a consignee is whom the bill will be endorsed to.
pub(super) fn is_to_order(consignee: &Party) -> bool {
    let Some(name) = consignee.name.as_deref() else {
        return false;
    };
    let name: String = name.chars().map(simplified).collect();
    let words = words_of(&name);
    // MADE TO ORDER is somebody's name: the phrase begins the text, or stands behind UNTO.
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let words = words.strip_prefix(&["MADE", "OUT"]).unwrap_or(&words);
    let by_phrase = match words {
        ["TO" | "UNTO", "ORDER", ..] | ["TO", "THE", "ORDER", ..] | ["ORDER"] => true,
        ["TO", of, "ORDER", ..] | ["TO", "THE", of, "ORDER", ..] | ["ORDER", "OF", of, ..] => {
            ORDERS.contains(of)
        }
        _ => false,
    };
    by_phrase
        || words.windows(2).any(|pair| pair == ["ORDER", "OF"]) && words.contains(&"TO")
        || name.contains("凭指示")
        || name.contains("凭指定")
}
