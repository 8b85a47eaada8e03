//! How the bill is dated: C6.4.

use super::Rule;
use super::report::word;
use super::wording::given;
use crate::domain::consignment::BlDating;
use crate::domain::{AnswerBy, Severity};

/// Another date than the actual one is requested by the salesperson, and allowed by the operations
/// manager or the director. Without the request there is nothing to allow yet.
pub static BL_DATING: Rule = Rule {
    id: "bl-dating",
    clauses: &["C6.4"],
    severity: Severity::Block,
    answers: &[
        AnswerBy::OperationsManager,
        AnswerBy::Director,
        AnswerBy::Fix,
    ],
    asked: &[("ask-request", AnswerBy::Salesperson)],
    check: |checked, report| {
        let documents = &checked.consignment.documents;
        let kind = match documents.bl_dating {
            None | Some(BlDating::Actual) => return,
            Some(BlDating::Antedated) => "word.antedated",
            Some(BlDating::Postdated) => "word.postdated",
            Some(BlDating::Advance) => "word.advance",
        };
        let draft = BL_DATING
            .finding()
            .fields(["/documents/bl_dating", "/documents/bl_dating_requested_by"])
            .arg_of("dating", word(kind));
        report.add(match given(documents.bl_dating_requested_by.as_ref()) {
            Some(salesperson) => draft
                .arg("salesperson", salesperson)
                .answers(&[AnswerBy::OperationsManager, AnswerBy::Director])
                .asks("ask"),
            None => draft
                .says("unrequested")
                .answers(&[AnswerBy::Fix])
                .asks("ask-request"),
        });
    },
    ..Rule::PLAIN
};
