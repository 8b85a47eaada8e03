//! Declaration and inspection: 3.2h, B.

use super::measures::goods;
use super::wording::{Sign, affirms, given};
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
    item: true,
    check: customs_mode,
    ..Rule::PLAIN
};

/// What remarks say of goods that must be inspected.
const INSPECTED: &[Sign] = &[
    Sign::plain("法检"),
    Sign::plain("法定检验"),
    Sign::plain("法定商检"),
    Sign::plain("商检"),
    Sign::plain("需报检"),
    Sign::plain("需要报检"),
    Sign::plain("要报检"),
    Sign::plain("做报检"),
    Sign::plain("代理报检"),
    Sign::plain("代报检"),
    Sign::plain("statutory inspection"),
    Sign::plain("export inspection"),
    Sign::plain("commodity inspection"),
    Sign::plain("ciq inspection"),
    Sign::plain("subject to inspection"),
];

fn customs_mode(checked: &Checked<'_>, report: &mut Report) {
    let customs = &checked.consignment.customs;
    let said = customs.inspection.is_none()
        && checked
            .consignment
            .remarks
            .as_deref()
            .is_some_and(|remarks| affirms(remarks, INSPECTED).is_some());
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
        (None, true) if said => "both-said",
        (None, true) => "message",
        (None, false) => "both",
        (Some(_), false) => "inspection",
        (Some(_), true) if said => "said",
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
            .fields(said.then_some("/remarks"))
            .fields(names)
            .arg_of("goods", TextArg::List(list))
            .says(says)
            .asks(match says {
                "message" => "ask",
                "both" => "ask-both",
                "both-said" => "ask-both-said",
                "said" => "ask-said",
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
    item: true,
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
    ..Rule::PLAIN
};
