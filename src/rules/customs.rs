//! Declaration and inspection: 3.2h, B.

use super::measures::goods;
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::Declaration;
use crate::domain::{AnswerBy, Severity, TextArg};
use crate::reference::GoodsCategory;

/// Who declares is said, and who sees to the inspection of goods that are under one.
pub static CUSTOMS_MODE: Rule = Rule {
    id: "customs-mode",
    clauses: &["3.2h"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix, AnswerBy::Later],
    ops: true,
    check: customs_mode,
};

fn customs_mode(checked: &Checked<'_>, report: &mut Report) {
    let customs = &checked.consignment.customs;
    // Food for people is under inspection whatever its code.
    let inspected: Vec<_> = checked
        .cargo()
        .filter(|(at, _)| {
            customs.inspection.is_none()
                && (checked.goods_are(at, GoodsCategory::Inspected)
                    || checked.goods_are(at, GoodsCategory::Food))
        })
        .collect();
    let says = match (customs.declaration, inspected.is_empty()) {
        (None, true) => "message",
        (None, false) => "both",
        (Some(_), false) => "inspection",
        (Some(_), true) => return,
    };
    let names: Vec<String> = inspected
        .iter()
        .flat_map(|(at, _)| ["name_en", "name_zh", "hs_code"].map(|field| format!("{at}/{field}")))
        .collect();
    let list = inspected.iter().map(|(_, cargo)| goods(cargo)).collect();
    report.add(
        CUSTOMS_MODE
            .finding()
            .fields(["/customs/declaration", "/customs/inspection"])
            .fields(names)
            .arg_of("goods", TextArg::List(list))
            .says(says)
            .asks(match says {
                "message" => "ask",
                "both" => "ask-both",
                _ => "ask-inspection",
            }),
    );
}

/// Who declares for the customer: the declaring unit and its broker.
pub static CUSTOMS_BROKER: Rule = Rule {
    id: "customs-broker",
    clauses: &["3.2h", "B"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix, AnswerBy::Later],
    ops: true,
    check: |checked, report| {
        let customs = &checked.consignment.customs;
        let unnamed =
            given(customs.declarant.as_ref()).is_none() || given(customs.broker.as_ref()).is_none();
        if customs.declaration == Some(Declaration::Customer) && unnamed {
            report.add(
                CUSTOMS_BROKER
                    .finding()
                    .fields([
                        "/customs/declaration",
                        "/customs/declarant",
                        "/customs/broker",
                    ])
                    .asks("ask"),
            );
        }
    },
};
