//! How the freight is paid: 3.2f, C6.2.

use serde_json::{Value, json};

use super::report::append;
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{ChargeColumn, FreightTerms};
use crate::domain::{AnswerBy, KnownValue, PatchStep, Severity, Text};

/// Prepaid, collect or at a third place is said.
pub static FREIGHT_TERMS: Rule = Rule {
    id: "freight-terms",
    clauses: &["3.2f"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: |checked, report| {
        if checked.consignment.freight.terms.is_none() {
            report.add(FREIGHT_TERMS.finding().field("/freight/terms").asks("ask"));
        }
    },
    ..Rule::PLAIN
};

/// A third place is named.
pub static PAYABLE_AT: Rule = Rule {
    id: "payable-at",
    clauses: &["3.2f"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: |checked, report| {
        let freight = &checked.consignment.freight;
        if freight.terms == Some(FreightTerms::ThirdPlace)
            && given(freight.payable_at.as_ref()).is_none()
        {
            report.add(
                PAYABLE_AT
                    .finding()
                    .fields(["/freight/terms", "/freight/payable_at"])
                    .asks("ask"),
            );
        }
    },
    ..Rule::PLAIN
};

/// An all-in price says what it includes.
pub static ALL_IN: Rule = Rule {
    id: "all-in",
    clauses: &["C6.2"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    asked: &[("ask", AnswerBy::Salesperson)],
    check: all_in,
    ..Rule::PLAIN
};

fn all_in(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let freight = &consignment.freight;
    let by_code = consignment
        .charges
        .iter()
        .filter_map(|charge| charge.code.as_ref())
        .chain(
            freight
                .surcharges
                .iter()
                .filter_map(|line| line.code.as_ref()),
        )
        .any(|code| {
            let letters: String = code
                .as_str()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            letters.eq_ignore_ascii_case("allin")
        });
    let said = freight.all_in.as_ref().is_some_and(|all_in| {
        all_in
            .includes
            .iter()
            .any(|code| !code.as_str().trim().is_empty())
    });
    if (freight.all_in.is_some() || by_code) && !said {
        report.add(ALL_IN.finding().field("/freight/all_in").asks("ask"));
    }
}

/// Freight collect stands in the collect column.
pub static COLLECT_CHARGES: Rule = Rule {
    id: "collect-charges",
    clauses: &["C6.2"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let consignment = checked.consignment;
        let collects = consignment.charges.iter().any(|charge| {
            charge.column == Some(ChargeColumn::Collect) && charge.amount.known().is_some()
        });
        if consignment.freight.terms == Some(FreightTerms::Collect) && !collects {
            let draft = COLLECT_CHARGES
                .finding()
                .fields(["/freight/terms", "/charges"]);
            let lines = freight_lines(checked);
            report.add(if lines.is_empty() {
                draft
            } else {
                draft.fix(Text::of("fix.collect"), lines)
            });
        }
    },
    ..Rule::PLAIN
};

/// The ocean freight of the form as lines of the collect column, where all of it is known.
fn freight_lines(checked: &Checked<'_>) -> Vec<PatchStep> {
    let lines: Option<Vec<Value>> = checked
        .consignment
        .freight
        .rate
        .iter()
        .map(|line| {
            let (amount, currency) = line.amount.known().zip(line.currency.known())?;
            Some(json!({
                "column": "collect", "code": "OCF", "per": "container",
                "amount": amount.to_string(), "currency": currency.as_str(),
            }))
        })
        .collect();
    match lines {
        Some(lines) if !lines.is_empty() => {
            append("/charges", checked.consignment.charges.len(), &lines)
        }
        _ => Vec::new(),
    }
}
