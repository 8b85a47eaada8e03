//! Changes to a booked job: 3.4d.

use serde_json::json;

use super::changes::changes;
use super::report::Draft;
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::job::{Amendment, AmendmentState, FieldChange, Job};
use crate::domain::{AnswerBy, Consignment, Finding, Severity};
use crate::reference::Reference;

/// The customer confirms a change in writing.
pub static AMENDMENT_CONFIRMATION: Rule = Rule {
    id: "amendment-confirmation",
    clauses: &["3.4d"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        each_pending(
            checked,
            report,
            &AMENDMENT_CONFIRMATION,
            |amendment, _, draft| {
                given(amendment.confirmation.as_ref())
                    .is_none()
                    .then(|| draft.asks("ask"))
            },
        );
    },
    ..Rule::PLAIN
};

/// The original clerk reviews a change that another entered.
pub static AMENDMENT_REVIEW: Rule = Rule {
    id: "amendment-review",
    clauses: &["3.4d"],
    severity: Severity::Block,
    answers: &[AnswerBy::OriginalClerk, AnswerBy::RouteManager],
    check: |checked, report| {
        each_pending(
            checked,
            report,
            &AMENDMENT_REVIEW,
            |amendment, job, draft| {
                (amendment.requested_by != job.clerk && amendment.reviewed_by.is_none())
                    .then(|| draft.arg("clerk", &job.clerk).asks("ask"))
            },
        );
    },
    ..Rule::PLAIN
};

/// What the change costs is agreed with it, or that it costs nothing.
pub static AMENDMENT_CHARGES: Rule = Rule {
    id: "amendment-charges",
    clauses: &["3.4d"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    asked: &[("ask", AnswerBy::Carrier)],
    check: |checked, report| {
        each_pending(
            checked,
            report,
            &AMENDMENT_CHARGES,
            |amendment, _, draft| {
                let fields = amendment.changes.iter().map(|change| &change.field);
                let told = checked.reference().departments.told_of(fields);
                // What does not concern the booking costs nothing that the carrier would know.
                let priced = told.contains(&"booking");
                let draft = amendment.charges.is_none().then_some(draft)?;
                Some(if priced { draft.asks("ask") } else { draft })
            },
        );
    },
    ..Rule::PLAIN
};

/// What the customer is asked to confirm of a change that is not entered yet: a reply to it is read as
/// one to the amendment's own finding.
pub fn proposed(
    patch: &str,
    asked: &[FieldChange],
    consignment: &Consignment,
    reference: &Reference,
) -> Finding {
    AMENDMENT_CONFIRMATION
        .finding()
        .at(PROPOSED)
        .saw(PROPOSED, &json!({"patch": patch}))
        .arg_of("changes", changes(asked, consignment, reference))
        .asks("ask")
        .finish()
}

/// Where a change stands that is not entered yet.
const PROPOSED: &str = "/amendments/-";

fn each_pending(
    checked: &Checked<'_>,
    report: &mut Report,
    rule: &'static Rule,
    found: impl Fn(&Amendment, &Job, Draft) -> Option<Draft>,
) {
    let Some(job) = checked.facts.job else {
        return;
    };
    for (index, amendment) in job.amendments.iter().enumerate() {
        if amendment.state != AmendmentState::Pending {
            continue;
        }
        let at = format!("/amendments/{index}");
        let draft = rule
            .finding()
            .at(&at)
            .saw(
                &at,
                &json!({"patch": amendment.patch, "confirmation": amendment.confirmation}),
            )
            .arg("no", amendment.no)
            .arg("by", &amendment.requested_by);
        if let Some(draft) = found(amendment, job, draft) {
            let changes = changes(&amendment.changes, &job.consignment, checked.reference());
            report.add(draft.arg_of("changes", changes));
        }
    }
}
