//! How the consignment reached us: 3.1, 3.2a.

use super::Rule;
use super::wording::given;
use crate::domain::consignment::Source;
use crate::domain::{AnswerBy, Severity};

/// The form that the job was taken in on.
pub static INTAKE_FORM: Rule = Rule {
    id: "intake-form",
    clauses: &["3.1"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    ops: true,
    check: |checked, report| {
        if given(checked.consignment.intake.form.as_ref()).is_none() {
            report.add(INTAKE_FORM.finding().field("/intake/form").asks("ask"));
        }
    },
    ..Rule::PLAIN
};

/// 自揽货: cargo that our own sales found comes with the handover sheet.
pub static HANDOVER_SHEET: Rule = Rule {
    id: "handover-sheet",
    clauses: &["3.1"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix, AnswerBy::Later],
    asked: &[
        ("ask", AnswerBy::Salesperson),
        ("ask-unnamed", AnswerBy::Salesperson),
    ],
    check: |checked, report| {
        let consignment = checked.consignment;
        if consignment.source != Some(Source::Nominated)
            && given(consignment.intake.handover_sheet.as_ref()).is_none()
        {
            let draft = HANDOVER_SHEET
                .finding()
                .fields(["/intake/handover_sheet", "/source"]);
            report.add(match given(consignment.salesperson.as_ref()) {
                Some(name) => draft.arg("salesperson", name).asks("ask"),
                None => draft.says("unnamed").asks("ask-unnamed"),
            });
        }
    },
    ..Rule::PLAIN
};

/// A new customer has our contact details and our form.
pub static NEW_CUSTOMER_CONTACT: Rule = Rule {
    id: "new-customer-contact",
    clauses: &["3.1c"],
    severity: Severity::Hint,
    answers: &[AnswerBy::Fix],
    ops: true,
    check: |checked, report| {
        let principal = &checked.consignment.principal;
        if principal.new_customer == Some(true) && principal.contact_details_sent_at.is_none() {
            report.add(
                NEW_CUSTOMER_CONTACT
                    .finding()
                    .fields([
                        "/principal/new_customer",
                        "/principal/contact_details_sent_at",
                    ])
                    .arg("name", given(principal.name.as_ref()).unwrap_or("—")),
            );
        }
    },
    ..Rule::PLAIN
};

/// A form without stamp or signature goes on with the route manager's signature only.
pub static FORM_UNSIGNED: Rule = Rule {
    id: "form-unsigned",
    clauses: &["3.2a"],
    severity: Severity::Block,
    answers: &[AnswerBy::RouteManager],
    ops: true,
    asked: &[("ask", AnswerBy::Customer)],
    check: |checked, report| {
        let intake = &checked.consignment.intake;
        let says = match (intake.stamped == Some(true), intake.signed == Some(true)) {
            (true, true) => return,
            (true, false) => "unsigned",
            (false, true) => "unstamped",
            (false, false) => "message",
        };
        report.add(
            FORM_UNSIGNED
                .finding()
                .fields(["/intake/stamped", "/intake/signed"])
                // Another's form, or another form, is another approval.
                .bound_to(["/intake/form", "/intake/form_principal", "/principal/name"])
                .says(says)
                .asks("ask"),
        );
    },
    ..Rule::PLAIN
};
