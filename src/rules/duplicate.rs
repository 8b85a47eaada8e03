//! The same consignment twice.

use super::Rule;
use super::wording::{given, name_key};
use crate::domain::consignment::{CargoLine, SailingChoice};
use crate::domain::sailing::vessel_name;
use crate::domain::{AnswerBy, Consignment, KnownValue, Severity, TextArg};

/// Another open job has the same principal, sailing, goods and equipment.
pub static DUPLICATE: Rule = Rule {
    id: "duplicate",
    clauses: &[],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    ops: false,
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
        report.add(
            DUPLICATE
                .finding()
                .fields([
                    "/principal/name",
                    "/sailing",
                    "/cargo",
                    "/equipment",
                    "/customer_ref",
                ])
                .saw("/duplicates", &serde_json::json!(sorted))
                .arg_of("jobs", TextArg::List(numbers))
                .asks("ask"),
        );
    },
};

/// Whether two consignments look like one: the same principal, sailing, goods and equipment. Two
/// different references of the customer make them two.
pub fn is_duplicate(left: &Consignment, right: &Consignment) -> bool {
    let principal = |one: &Consignment| given(one.principal.name.as_ref()).map(name_key);
    let reference = |one: &Consignment| given(one.customer_ref.as_ref()).map(str::to_uppercase);
    let other_reference = reference(left)
        .zip(reference(right))
        .is_some_and(|(left, right)| left != right);
    !other_reference
        && principal(left).is_some()
        && principal(left) == principal(right)
        && ship(left).is_some()
        && ship(left) == ship(right)
        && !left.cargo.is_empty()
        && goods(left) == goods(right)
        && equipment(left) == equipment(right)
}

/// Vessel, voyage and ports; TEMP is no sailing.
fn ship(one: &Consignment) -> Option<Vec<String>> {
    let Some(SailingChoice::Chosen(chosen)) = &one.sailing else {
        return None;
    };
    let ports = [&one.pol, &one.pod].map(|port| port.known().map(ToString::to_string));
    match (&chosen.vessel, chosen.voyage.known(), &chosen.id) {
        (Some(vessel), Some(voyage), _) => {
            let mut ship = vec![vessel_name(vessel), voyage.to_string()];
            ship.extend(ports.into_iter().flatten());
            Some(ship)
        }
        (_, _, Some(id)) => Some(vec![id.to_string()]),
        _ => None,
    }
}

fn goods(one: &Consignment) -> Vec<(String, String, String)> {
    let mut goods: Vec<_> = one
        .cargo
        .iter()
        .map(|cargo: &CargoLine| {
            let name = cargo.name_en.as_ref().or(cargo.name_zh.as_ref());
            let weight = cargo
                .gross_kg
                .known()
                .map(|weight| weight.0.normalize().to_string());
            let volume = cargo
                .volume_cbm
                .known()
                .map(|volume| volume.0.normalize().to_string());
            (
                name.map(|name| name_key(name)).unwrap_or_default(),
                weight.unwrap_or_default(),
                volume.unwrap_or_default(),
            )
        })
        .collect();
    goods.sort();
    goods
}

fn equipment(one: &Consignment) -> Vec<(String, u32)> {
    let mut lines: Vec<(String, u32)> = Vec::new();
    for line in &one.equipment {
        let kind = line
            .kind
            .known()
            .map_or_else(String::new, ToString::to_string);
        let count = line.count.unwrap_or_default();
        match lines.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum = sum.saturating_add(count),
            None => lines.push((kind, count)),
        }
    }
    lines.sort();
    lines
}
