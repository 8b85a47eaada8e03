//! When it sails: 3.2b.

use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity};

/// The form says when the goods are to sail. TEMP alone does not.
pub static SAIL_DATE: Rule = Rule {
    id: "sail-date",
    clauses: &["3.2b"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: |checked, report| {
        let consignment = checked.consignment;
        if consignment.chosen_sailing().is_some() {
            return;
        }
        let draft = SAIL_DATE.finding().fields(["/sailing", "/requested_etd"]);
        match consignment.requested_etd {
            None => report.add(draft.asks("ask")),
            // Last month's form with this month's goods: nothing sails on that day any more.
            Some(requested) if !checked.is_booked() && requested < checked.today() => report.add(
                draft
                    .severity(Severity::Warn)
                    .arg("requested", requested)
                    .says("past")
                    .asks("ask-past"),
            ),
            Some(_) => {}
        }
    },
    ..Rule::PLAIN
};

/// The customer agrees to another day than was asked for.
pub static ETD_DIFFERS: Rule = Rule {
    id: "etd-differs",
    clauses: &["3.2b"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: ("{etd}", "{requested}"),
    check: etd_differs,
    ..Rule::PLAIN
};

fn etd_differs(checked: &Checked<'_>, report: &mut Report) {
    let Some((etd, requested)) = checked.etd().zip(checked.consignment.requested_etd) else {
        return;
    };
    let days = (etd - requested).num_days();
    if days.abs() > checked.reference().deadlines.etd_differs_days() {
        report.add(
            ETD_DIFFERS
                .finding()
                .fields(["/sailing", "/requested_etd"])
                .saw("/sailing/etd", &serde_json::json!(etd.to_string()))
                .arg("etd", etd)
                .arg("requested", requested)
                .arg("days", days.abs())
                .says(if days > 0 { "later" } else { "earlier" })
                .asks("ask"),
        );
    }
}
