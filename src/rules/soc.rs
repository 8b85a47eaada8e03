//! Shipper-owned containers.

use super::Rule;
use super::goods_name::line_no;
use crate::domain::{AnswerBy, KnownValue, Severity};

/// Nobody but its owner knows what a shipper-owned container weighs; it does not weigh 0.
pub static SOC_TARE: Rule = Rule {
    id: "soc-tare",
    clauses: &[],
    severity: Severity::Warn,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        for boxes in &checked.boxes {
            if boxes.line.shipper_owned == Some(true)
                && boxes
                    .line
                    .tare_kg
                    .known()
                    .is_none_or(|tare| tare.0.is_zero())
            {
                let at = boxes.at();
                report.add(
                    SOC_TARE
                        .finding()
                        .at(&at)
                        .fields([format!("{at}/shipper_owned"), format!("{at}/tare_kg")])
                        .arg("line", line_no(&at))
                        .arg("type", boxes.name())
                        .asks("ask"),
                );
            }
        }
    },
    ..Rule::PLAIN
};
