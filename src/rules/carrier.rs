//! The carrier and who designates it: 3.2b.

use super::wording::said;
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, KnownValue, Severity};

/// Whether the customer designates the carrier is said, and a designated one is named.
pub static CARRIER_DESIGNATION: Rule = Rule {
    id: "carrier-designation",
    clauses: &["3.2b"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: carrier_designation,
    ..Rule::PLAIN
};

fn carrier_designation(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let reference = checked.reference();
    let unknown = consignment
        .carrier
        .unread()
        .and_then(said)
        .filter(|text| reference.carrier(text).is_none());
    let named = consignment.carrier.known().is_some()
        || consignment
            .carrier
            .unread()
            .is_some_and(|text| reference.carrier(text).is_some());
    let draft = CARRIER_DESIGNATION
        .finding()
        .fields(["/carrier_designated", "/carrier"]);
    let draft = match (consignment.carrier_designated, unknown) {
        (_, Some(text)) => draft
            .says("unknown")
            .asks("ask-unknown")
            .arg("carrier", text),
        (None, None) => draft.asks("ask"),
        (Some(true), None) if !named => draft.says("unnamed").asks("ask-unnamed"),
        _ => return,
    };
    report.add(draft);
}
