//! Who settles: 3.2i.

use super::Rule;
use super::wording::given;
use crate::domain::consignment::Payer;
use crate::domain::{AnswerBy, Severity};

/// The principal, the shipper or a third party settles; a third party has a name.
pub static PAYER: Rule = Rule {
    id: "payer",
    clauses: &["3.2i"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix, AnswerBy::Later],
    ops: true,
    item: true,
    check: |checked, report| {
        let settlement = &checked.consignment.settlement;
        let draft = PAYER
            .finding()
            .fields(["/settlement/payer", "/settlement/name"]);
        match settlement.payer {
            None => report.add(draft.asks("ask")),
            Some(Payer::ThirdParty) if given(settlement.name.as_ref()).is_none() => {
                report.add(draft.says("unnamed").asks("ask-name"));
            }
            Some(_) => {}
        }
    },
    ..Rule::PLAIN
};
