//! Carriers and ports that a title says of its schedule, and not of who wrote it.

use super::headings::position;
use super::plain::{self, narrow};
use crate::domain::{PortCode, Scac};
use crate::reference::Reference;

/// Names of carriers that are places or words as well: they name the carrier with its company's word
/// behind (地中海航运), or alone.
const PLACES_TOO: [&str; 3] = ["地中海", "现代", "太平"];
/// What makes a name behind which it stands another company's, a street's or a town's.
const OTHERS: [&str; 19] = [
    "洋",
    "路",
    "县",
    "区",
    "市",
    "街",
    "镇",
    "乡",
    "村",
    "物流",
    "货代",
    "代理",
    "货运",
    "船代",
    "贸易",
    "国际货",
    "国际物",
    "有限",
    "公司",
];
/// What a carrier's own name ends in.
const CARRIERS_OWN: [&str; 7] = ["海运", "航运", "船务", "集运", "轮船", "班轮", "商船"];
/// What stands behind ONE where that is the carrier.
const AFTER_ONE: [&str; 8] = [
    "LINE", "SCHEDULE", "SAILING", "WEEKLY", "VESSEL", "SERVICE", "船期", "航线",
];
/// Words of sentences: a title has none.
const SENTENCE: [&str; 27] = [
    "THIS", "THESE", "IS", "ARE", "OUR", "WE", "YOU", "YOUR", "THE", "PLEASE", "PLS", "DEAR", "HI",
    "HELLO", "FIND", "BELOW", "CHECK", "USE", "PER", "SEE", "THANKS", "请", "您", "各位", "大家",
    "我司", "附",
];
/// What tells who writes, or where he sits.
const WRITERS: [&str; 22] = [
    "公司",
    "货运",
    "货代",
    "物流",
    "办事处",
    "分公司",
    "电话",
    "地址",
    "路",
    "LTD",
    "LOGISTICS",
    "FREIGHT",
    "FORWARDING",
    "FORWARDERS",
    "OFFICE",
    "ROAD",
    "TEL",
    "PHONE",
    "FAX",
    "ADDRESS",
    "ATTN",
    "@",
];
/// What says behind a port that the schedule begins there.
const BEHIND: [&str; 12] = [
    "出口",
    "始发",
    "起运",
    "开出",
    "开船",
    "出运",
    "船期",
    "EXPORT",
    "SCHEDULE",
    "SAILING",
    "SAILINGS",
    "DEPARTURES",
];
/// And before it.
const BEFORE: [&str; 6] = ["EX", "FROM", "从", "自", "起运港", "装货港"];

/// The carriers that a title names.
pub(super) fn carriers(title: &str, reference: &Reference) -> Vec<Scac> {
    let mut found = Vec::new();
    if SENTENCE.iter().any(|word| position(title, word).is_some()) {
        return found;
    }
    for carrier in reference.carriers.iter() {
        let is_named = carrier
            .terms()
            .filter(|term| term.chars().count() >= 2)
            .map(narrow)
            .any(|term| names_carrier(title, &term));
        if is_named && !found.contains(&carrier.scac) {
            found.push(carrier.scac.clone());
        }
    }
    found
}

fn names_carrier(title: &str, term: &str) -> bool {
    let Some(at) = position(title, term) else {
        return false;
    };
    let after = title[at + term.len()..].trim_start();
    if !term.chars().any(plain::is_han) {
        // ONE is a number, too: it stands first, and a word of titles behind it.
        return term != "ONE"
            || (at == 0
                && (after.is_empty() || AFTER_ONE.iter().any(|word| after.starts_with(word))));
    }
    let is_own = CARRIERS_OWN.iter().any(|word| term.ends_with(word));
    if PLACES_TOO.contains(&term) {
        return after.is_empty() && at == 0;
    }
    is_own || !OTHERS.iter().any(|word| after.starts_with(word))
}

/// The ports that a title says the schedule begins at: `宁波出口船期`, `EX SHANGHAI`.
pub(super) fn loading(title: &str, reference: &Reference) -> Vec<PortCode> {
    let says = |name: &str| {
        position(title, name).is_some_and(|at| {
            let before = title[..at].trim_end_matches([' ', ':', '(']);
            let after = title[at + name.len()..].trim_start_matches(['港', ' ', ')', '口', '岸']);
            let after = after.strip_prefix("PORT").unwrap_or(after).trim_start();
            BEHIND.iter().any(|word| after.starts_with(word))
                || BEFORE.iter().any(|word| {
                    before.strip_suffix(word).is_some_and(|rest| {
                        !word.is_ascii() || rest.is_empty() || rest.ends_with(' ')
                    })
                })
        })
    };
    named(reference, &says)
}

/// Whether a title may say by its mere words where a schedule runs: no company's, no address.
pub(super) fn is_of_schedule(title: &str) -> bool {
    !WRITERS
        .iter()
        .chain(&SENTENCE)
        .any(|word| position(title, word).is_some())
}

/// The ports named in a title.
pub(super) fn ports(title: &str, reference: &Reference) -> Vec<PortCode> {
    named(reference, &|name| position(title, name).is_some())
}

fn named(reference: &Reference, is_named: &dyn Fn(&str) -> bool) -> Vec<PortCode> {
    let mut found: Vec<PortCode> = Vec::new();
    for port in reference.ports.iter() {
        let names = [port.name.as_str(), port.name_zh.as_str()];
        let is_named = names
            .iter()
            .any(|name| name.chars().count() >= 2 && is_named(name));
        if is_named && !found.contains(&port.code) {
            found.push(port.code.clone());
        }
    }
    found
}
