//! How the goods are stuffed: note 3.

use serde_json::json;

use super::company::name_key;
use super::report::set;
use super::vgm::due;
use super::wording::{Sign, affirms, given};
use super::{Checked, Report, Rule};
use crate::domain::consignment::StuffingMode;
use crate::domain::{AnswerBy, Severity, Text};

/// FCL, LCL (cargo consolidated by its shipper included) or bulk is said, and goes with the rest.
pub static STUFFING_MODE: Rule = Rule {
    id: "stuffing-mode",
    clauses: &["N3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: stuffing_mode,
    ..Rule::PLAIN
};

/// A sign, but not of each by itself: 各自拼箱 is LCL.
const fn not_each(text: &'static str) -> Sign {
    Sign::but_after(text, &["各"])
}

/// In the order of looking; apostrophes and hyphens are taken out of the remarks first.
const SELF_CONSOLIDATED: &[Sign] = &[
    // 自拼装玩具: toys to be put together.
    Sign {
        text: "自拼",
        not_after: &["各"],
        not_before: &["装"],
    },
    not_each("自拼装箱"),
    not_each("自拼装柜"),
    not_each("自己拼"),
    not_each("自行拼"),
    Sign::but_after("货主拼箱", &["非"]),
    Sign::plain("货主集拼"),
    Sign::plain("买家集拼"),
    Sign::plain("买方集拼"),
    Sign::plain("买家拼箱"),
    Sign::plain("买方拼箱"),
    Sign::plain("客户集拼"),
    Sign::plain("own consolidation"),
    Sign::plain("shipper consolidation"),
    Sign::plain("shipper consolidated"),
    Sign::plain("shipper consol"),
    Sign::plain("shippers consolidation"),
    Sign::plain("shippers consolidated"),
    Sign::plain("shippers consol"),
    Sign::plain("buyer consolidation"),
    Sign::plain("buyer consolidated"),
    Sign::plain("buyer consol"),
    Sign::plain("buyers consolidation"),
    Sign::plain("buyers consolidated"),
    Sign::plain("buyers consol"),
    Sign::plain("self consolidation"),
    Sign::plain("self consolidated"),
    Sign::plain("self consol"),
    Sign::plain("shippers own consolidation"),
    Sign::plain("shipper own consolidation"),
    Sign::plain("consolidated by shipper"),
    Sign::plain("consolidated by the shipper"),
    Sign::plain("consolidated by buyer"),
];

/// Remarks as the signs are written: BUYER'S and SELF-CONSOLIDATED without their marks.
fn plain(remarks: &str) -> String {
    remarks
        .chars()
        .filter(|letter| !matches!(letter, '\'' | '’' | '‘' | '`' | '´'))
        .map(|letter| match letter {
            '-' | '‐' | '‑' | '–' => ' ',
            other => other,
        })
        .collect()
}

fn stuffing_mode(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let any_line = !checked.boxes.is_empty();
    let boxes = checked.boxes.iter().any(|boxes| {
        boxes.count.is_some() || (boxes.spec.is_some() && boxes.line.count != Some(0))
    });
    let says_self = consignment
        .remarks
        .as_deref()
        .is_some_and(|remarks| affirms(&plain(remarks), SELF_CONSOLIDATED).is_some());
    let says = match consignment.stuffing_mode {
        None => "message",
        Some(StuffingMode::ShipperConsolidated) => return,
        Some(_) if says_self => "remarks",
        Some(StuffingMode::Lcl) if boxes => "lcl",
        Some(StuffingMode::Fcl) if !any_line || all_none(checked) => "fcl",
        Some(StuffingMode::Fcl) if owners(checked) > 1 => "owners",
        Some(StuffingMode::Bulk) if boxes => "bulk",
        Some(_) => return,
    };
    let mut draft = STUFFING_MODE
        .finding()
        .fields(["/stuffing_mode", "/equipment"])
        .arg("equipment", consignment.equipment_text())
        .says(says)
        // Whole containers are to be named with the mode: one letter asks for both.
        .asks(if says == "message" && !any_line {
            "ask-boxes"
        } else {
            "ask"
        });
    if says == "remarks" {
        draft = draft.field("/remarks");
    }
    if says == "owners" {
        draft = draft
            .fields(checked.cargo().map(|(at, _)| format!("{at}/owner")))
            .arg("owners", owners(checked));
    }
    // Whole containers must be weighed: no way out where it is too late for that.
    let too_late = consignment.stuffing_mode == Some(StuffingMode::Lcl)
        && due(checked).is_some_and(|due| checked.facts.now >= due);
    // And they are said: which, and how many.
    let are_said =
        !checked.boxes.is_empty() && checked.boxes.iter().all(|boxes| boxes.known().is_some());
    if matches!(says, "remarks" | "owners" | "lcl") && !too_late && are_said {
        draft = draft.fix(
            Text::of("fix.shipper-consolidated"),
            vec![set("/stuffing_mode", &json!("shipper-consolidated"))],
        );
    }
    report.add(draft);
}

/// Whether every line says that there are no containers of it.
fn all_none(checked: &Checked<'_>) -> bool {
    checked
        .boxes
        .iter()
        .all(|boxes| boxes.line.count == Some(0))
}

/// How many owners the goods have.
fn owners(checked: &Checked<'_>) -> usize {
    let mut owners: Vec<String> = checked
        .consignment
        .cargo
        .iter()
        .filter_map(|cargo| given(cargo.owner.as_ref()).map(name_key))
        .collect();
    owners.sort();
    owners.dedup();
    owners.len()
}
