//! Container types and counts: 3.2c.

use super::goods_name::line_no;
use super::wording::said;
use super::{Checked, Report, Rule};
use crate::domain::consignment::StuffingMode;
use crate::domain::{AnswerBy, Severity};

/// A full-container consignment says which containers and how many. A type that no table has is
/// none, whatever the stuffing mode.
pub static EQUIPMENT_MISSING: Rule = Rule {
    id: "equipment-missing",
    clauses: &["3.2c"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: equipment_missing,
    ..Rule::PLAIN
};

fn equipment_missing(checked: &Checked<'_>, report: &mut Report) {
    // What its shipper consolidates is whole containers, too.
    let full = matches!(
        checked.consignment.stuffing_mode,
        Some(StuffingMode::Fcl | StuffingMode::ShipperConsolidated)
    );
    if full && checked.boxes.is_empty() {
        report.add(EQUIPMENT_MISSING.finding().field("/equipment").asks("ask"));
    }
    for boxes in &checked.boxes {
        let written = said(boxes.name());
        let says = match (boxes.spec, written, boxes.count) {
            (None, Some(_), _) => "unknown",
            (None, None, _) if full => "type",
            (Some(_), _, None) if full => "count",
            _ => continue,
        };
        let at = boxes.at();
        report.add(
            EQUIPMENT_MISSING
                .finding()
                .at(&at)
                .fields([format!("{at}/type"), format!("{at}/count")])
                .arg("line", line_no(&at))
                .arg("type", boxes.name())
                .says(says)
                .asks("ask"),
        );
    }
}
