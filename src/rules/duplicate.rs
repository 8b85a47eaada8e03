//! The same consignment twice.

use std::collections::BTreeMap;

use super::Rule;
use super::company::name_key;
use super::confirmation::types_and_counts;
use super::wording::given;
use crate::domain::consignment::SailingChoice;
use crate::domain::sailing::vessel_name;
use crate::domain::{AnswerBy, Consignment, KnownValue, Severity, TextArg};

/// Another open job has the same principal, sailing, goods and equipment.
pub static DUPLICATE: Rule = Rule {
    id: "duplicate",
    clauses: &[],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: (
        "另一票|另外一票|新的一票|新的|新票|另外的|不同|两票|separate|another|another one|another consignment|different|new one|two shipments|two consignments|separate shipment",
        "取消重复|取消重复的|取消重复的这票|cancel the duplicate|cancel the duplicated|cancel this duplicate|重复|重复的|同一票|同一个|一票|duplicate|duplicated|the same|same one|same consignment|same shipment",
    ),
    check: |checked, report| {
        let others = checked.facts.duplicates;
        if others.is_empty() {
            return;
        }
        let numbers = others
            .iter()
            .map(|number| TextArg::Plain(number.to_string()))
            .collect();
        let sorted: Vec<&str> = others
            .iter()
            .map(super::super::domain::codes::JobNo::as_str)
            .collect();
        let names = (0..checked.consignment.cargo.len())
            .flat_map(|line| ["name_en", "name_zh"].map(|name| format!("/cargo/{line}/{name}")));
        report.add(
            DUPLICATE
                .finding()
                .fields(["/principal/name", "/sailing", "/customer_ref"])
                .fields(names)
                .fields(types_and_counts(checked.consignment))
                .saw("/duplicates", &serde_json::json!(sorted))
                .arg_of("jobs", TextArg::List(numbers))
                .asks("ask"),
        );
    },
    ..Rule::PLAIN
};

/// What makes two consignments look like one: the same principal, sailing, goods and equipment, as
/// one text. None while a consignment says too little.
pub fn look(consignment: &Consignment) -> Option<String> {
    let principal = name_key(given(consignment.principal.name.as_ref())?);
    let sailing = ship(consignment)?;
    let goods = goods(consignment);
    let equipment = equipment(consignment);
    (!goods.is_empty() && !equipment.is_empty())
        .then(|| [principal, sailing, goods.join("+"), equipment.join("+")].join("|"))
}

/// Vessel, voyage and ports; of TEMP the day that was asked for.
fn ship(consignment: &Consignment) -> Option<String> {
    let ship = match consignment.sailing.as_ref()? {
        SailingChoice::Temp => format!("TEMP {:?}", consignment.requested_etd),
        SailingChoice::Chosen(chosen) => {
            match (&chosen.vessel, chosen.voyage.known(), &chosen.id) {
                (Some(vessel), Some(voyage), _) => format!("{} {voyage}", vessel_name(vessel)),
                (_, _, Some(id)) => id.to_string(),
                _ => return None,
            }
        }
    };
    let ports = [&consignment.pol, &consignment.pod]
        .map(|port| port.known().map_or_else(String::new, ToString::to_string));
    Some(format!("{ship} {}", ports.join("-")))
}

/// The goods by name: a weight set right makes no other goods.
fn goods(consignment: &Consignment) -> Vec<String> {
    let mut goods: Vec<String> = consignment
        .cargo
        .iter()
        .filter_map(|line| {
            given(line.name_en.as_ref())
                .or(given(line.name_zh.as_ref()))
                .map(name_key)
        })
        .collect();
    goods.sort();
    goods
}

/// The counts of each type, however the lines are split.
fn equipment(consignment: &Consignment) -> Vec<String> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for line in &consignment.equipment {
        let kind = line
            .kind
            .known()
            .map_or_else(String::new, ToString::to_string);
        let count = counts.entry(kind).or_default();
        *count = count.saturating_add(line.count.unwrap_or_default());
    }
    counts
        .into_iter()
        .map(|(kind, count)| format!("{count}*{kind}"))
        .collect()
}
