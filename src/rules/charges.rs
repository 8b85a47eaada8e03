//! The charges ledger: C6.2.

use super::rates::one_code;
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, ChargeCode, Severity};

/// A document or telex-release fee is waived by the director.
pub static FEE_WAIVER: Rule = Rule {
    id: "fee-waiver",
    clauses: &["C6.2"],
    severity: Severity::Block,
    answers: &[AnswerBy::Director],
    check: |checked, report| {
        for (index, charge) in checked.consignment.charges.iter().enumerate() {
            let Some(code) = charge.code.as_ref().filter(|_| charge.waived == Some(true)) else {
                continue;
            };
            if ["DOC", "TLX"].contains(&one_code(checked, code).as_str()) {
                let at = format!("/charges/{index}");
                report.add(
                    FEE_WAIVER
                        .finding()
                        .at(&at)
                        .field(&at)
                        .arg("code", code)
                        .asks("ask"),
                );
            }
        }
    },
    ..Rule::PLAIN
};

/// A code that the company's table does not have is kept, and mentioned.
pub static CHARGE_CODE: Rule = Rule {
    id: "charge-code",
    clauses: &[],
    severity: Severity::Hint,
    answers: &[AnswerBy::Fix],
    ops: true,
    check: charge_code,
    ..Rule::PLAIN
};

fn charge_code(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let freight = &consignment.freight;
    let surcharges = freight.surcharges.iter().enumerate();
    let charges = consignment.charges.iter().enumerate();
    let codes = surcharges
        .map(|(index, line)| {
            (
                format!("/freight/surcharges/{index}/code"),
                line.code.as_ref(),
            )
        })
        .chain(charges.map(|(index, line)| (format!("/charges/{index}/code"), line.code.as_ref())));
    for (at, code) in codes {
        if let Some(code) = code.filter(|code| !is_known(checked, code)) {
            report.add(CHARGE_CODE.finding().at(&at).field(&at).arg("code", code));
        }
    }
}

fn is_known(checked: &Checked<'_>, code: &ChargeCode) -> bool {
    let letters: String = code
        .as_str()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    letters.is_empty()
        || letters.eq_ignore_ascii_case("allin")
        || checked.reference().charges.get(code).is_some()
}
