//! How the goods are stuffed: note 3.

use serde_json::json;

use super::report::set;
use super::vgm::due;
use super::wording::{Sign, affirms, given, name_key};
use super::{Checked, Report, Rule};
use crate::domain::consignment::StuffingMode;
use crate::domain::{AnswerBy, Severity, Text};

/// FCL, LCL (cargo consolidated by its shipper included) or bulk is said, and goes with the rest.
pub static STUFFING_MODE: Rule = Rule {
    id: "stuffing-mode",
    clauses: &["N3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: false,
    check: stuffing_mode,
};

const SELF_CONSOLIDATED: &[Sign] = &[
    Sign {
        text: "自拼",
        not_after: &["各"],
    },
    Sign {
        text: "自己拼",
        not_after: &["各"],
    },
    Sign {
        text: "自行拼",
        not_after: &["各"],
    },
    Sign {
        text: "货主拼箱",
        not_after: &["非"],
    },
    Sign {
        text: "shipper's own consolidation",
        not_after: &[],
    },
    Sign {
        text: "shippers consolidation",
        not_after: &[],
    },
    Sign {
        text: "shipper consolidation",
        not_after: &[],
    },
    Sign {
        text: "self consolidated",
        not_after: &[],
    },
    Sign {
        text: "self-consolidated",
        not_after: &[],
    },
    Sign {
        text: "self consolidation",
        not_after: &[],
    },
    Sign {
        text: "self-consolidation",
        not_after: &[],
    },
    Sign {
        text: "shipper consolidated",
        not_after: &[],
    },
    Sign {
        text: "shipper-consolidated",
        not_after: &[],
    },
    Sign {
        text: "shipper's consolidation",
        not_after: &[],
    },
];

fn stuffing_mode(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let any_line = !checked.boxes.is_empty();
    let boxes = checked.boxes.iter().any(|boxes| {
        boxes.count.is_some() || (boxes.spec.is_some() && boxes.line.count != Some(0))
    });
    let says_self = consignment
        .remarks
        .as_deref()
        .is_some_and(|remarks| affirms(remarks, SELF_CONSOLIDATED).is_some());
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
        .asks("ask");
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
    if matches!(says, "remarks" | "owners" | "lcl") && !too_late {
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
