//! The principal: C6.1.

use super::Rule;
use super::company::name_key;
use super::wording::given;
use crate::domain::{AnswerBy, Severity};

/// The form names the job's principal, however it writes the name.
pub static PRINCIPAL_MISMATCH: Rule = Rule {
    id: "principal-mismatch",
    clauses: &["C6.1"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: ("{job}", "{form}"),
    check: |checked, report| {
        let consignment = checked.consignment;
        let names = given(consignment.intake.form_principal.as_ref())
            .zip(given(consignment.principal.name.as_ref()));
        if let Some((form, job)) = names
            && name_key(form) != name_key(job)
        {
            report.add(
                PRINCIPAL_MISMATCH
                    .finding()
                    .fields(["/intake/form_principal", "/principal/name"])
                    .arg("form", form)
                    .arg("job", job)
                    .asks("ask"),
            );
        }
    },
    ..Rule::PLAIN
};

/// Who the principal is, whom to call, and how.
pub static PRINCIPAL_CONTACT: Rule = Rule {
    id: "principal-contact",
    clauses: &["C6.1"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Fix],
    ops: true,
    check: |checked, report| {
        let principal = &checked.consignment.principal;
        let is_named = given(principal.contact.as_ref()).is_some();
        let is_reached =
            given(principal.phone.as_ref()).is_some() || given(principal.fax.as_ref()).is_some();
        let draft = PRINCIPAL_CONTACT.finding().fields([
            "/principal/name",
            "/principal/contact",
            "/principal/phone",
            "/principal/fax",
        ]);
        let Some(name) = given(principal.name.as_ref()) else {
            report.add(draft.says("unnamed").asks("ask-unnamed"));
            return;
        };
        let draft = draft.arg("name", name);
        match (is_named, is_reached) {
            (true, true) => {}
            (false, true) => report.add(draft.says("contact").asks("ask-contact")),
            (true, false) => report.add(draft.says("reach").asks("ask-reach")),
            (false, false) => report.add(draft.asks("ask")),
        }
    },
    ..Rule::PLAIN
};
