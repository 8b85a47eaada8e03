//! Quantities beside the name of goods, which belong not to it: COTTON TOWELS 820 CTNS, 棉毛巾820箱.

use super::edges::{ahead, behind, is_edge};
use super::lexer::folded;
use crate::rules::wording::is_han;

/// What goods are shipped in and measured by: no part of any goods' name.
const OF_A_SHIPMENT: &str = "ctns|ctn|cartons|carton|pkgs|pkg|packages|package|pallets|pallet|plts|plt|cbm|m3|m³|箱|托盘|托|立方米|立方|方";
/// Of them, those that stand before a name: 4方桌 and 托盘秤 are goods.
const BEFORE_GOODS: &str = "ctns|cartons|pkgs|packages|pallets|plts|cbm|箱|立方米";
/// What may be the goods' own as well: a set of 12 PCS, a hoist of 1000 KG.
const OF_EITHER: &str = "pcs|pc|pieces|sets|set|bags|drums|rolls|boxes|cases|crates|bundles|kgs|kg|mt|tons|ton|件|个|套|只|支|桶|袋|卷|包|捆|公斤|千克|吨";
/// What makes a Chinese count a word of the goods: 6件套餐具, 100个装垃圾袋.
const GOES_ON: [char; 5] = ['套', '装', '式', '入', '头'];
/// What leads to a quantity behind the name, and from one before it.
const LEADS: &[&str] = &[
    "packed in",
    "in",
    "total",
    "about",
    "approx",
    "abt",
    "约",
    "共",
    "合计",
];

/// A text about goods without what counts and measures them, at its ends; none where what stands there
/// may be the name's or the count's.
pub(super) fn without_counts(text: &str) -> Option<String> {
    let whole = text.trim();
    let (mut rest, mut counted, mut either) = (whole, false, false);
    while let Some((before, of_shipment)) = count_behind(rest) {
        (counted, either) = (counted || of_shipment, either || !of_shipment);
        rest = before;
    }
    if !counted {
        rest = whole;
    }
    let behind = count_before(rest);
    let doubted = either && !counted
        || behind.is_some_and(|(_, of_shipment)| !of_shipment)
        || counts_within(behind.map_or(rest, |(behind, _)| behind));
    let rest = behind.map_or(rest, |(behind, _)| behind);
    if rest.is_empty() {
        return Some(whole.to_owned());
    }
    (!doubted).then(|| rest.to_owned())
}

/// What stands before the quantity that ends a text, and whether it can be the shipment's alone.
fn count_behind(text: &str) -> Option<(&str, bool)> {
    let text = text.trim_end_matches([' ', '.', ',', '/', '-', ';']);
    let lower = folded(text)?;
    let of = |units: &str| {
        let ends = units.split('|').filter(|unit| lower.ends_with(unit));
        ends.max_by_key(|unit| unit.len()).map(str::len)
    };
    let (unit, of_shipment) = match (of(OF_A_SHIPMENT), of(OF_EITHER)) {
        (Some(unit), other) if other.is_none_or(|other| other < unit) => (unit, true),
        (_, other) => (other?, false),
    };
    let counted = lower[..lower.len() - unit].trim_end();
    let number = counted.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let amount = counted[number.len()..].trim_start_matches([',', '.']);
    // A dumb-bell of 10 KG is called so.
    let own = !of_shipment
        && amount.len() < 3
        && ["kg", "kgs", "公斤"].contains(&&lower[lower.len() - unit..]);
    let in_word = number.ends_with(|c: char| c.is_alphanumeric() && !is_han(c));
    if amount.is_empty() || in_word || own {
        return None;
    }
    let mut before = text[..counted.len() - amount.len()].trim_end();
    while let Some(lead) = LEADS.iter().find(|lead| ends_in_word(before, lead)) {
        before = before[..before.len() - lead.len()].trim_end();
    }
    Some((before, of_shipment))
}

/// Whether a text ends in a word, in any case.
fn ends_in_word(text: &str, word: &str) -> bool {
    ahead(&text.to_ascii_lowercase(), word).is_some()
}

/// What stands behind the quantity that begins a text, and whether it can be the shipment's alone.
fn count_before(text: &str) -> Option<(&str, bool)> {
    let lower = folded(text)?;
    let digits = lower.len()
        - lower
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
            .len();
    let unit_at = digits + (lower[digits..].len() - lower[digits..].trim_start().len());
    let of = |units: &str| {
        let found = units.split('|').filter(|unit| {
            behind(&lower[unit_at..], unit).is_some_and(|rest| !rest.starts_with(GOES_ON))
        });
        found.max_by_key(|unit| unit.len()).map(str::len)
    };
    let (unit, of_shipment) = match (of(BEFORE_GOODS), of(OF_EITHER)) {
        (Some(unit), _) => (unit, true),
        (None, other) => (other?, false),
    };
    let rest = text[unit_at + unit..].trim_start();
    let rest = rest
        .strip_prefix("of ")
        .or_else(|| rest.strip_prefix("OF "))
        .unwrap_or(rest);
    (digits > 0).then_some((rest, of_shipment))
}

/// Whether a shipment's packages are counted within a text.
fn counts_within(text: &str) -> bool {
    let ends = text
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    // 4方桌 is one, and so is 2托盘秤.
    let begins_goods =
        |end: usize| text[..end].ends_with(['方', '托', '盘']) && text[end..].starts_with(is_han);
    let whole = |end: &usize| is_edge(text, *end) && !begins_goods(*end);
    ends.filter(whole)
        .filter_map(|end| count_behind(&text[..end]))
        .any(|(_, of_shipment)| of_shipment)
}
