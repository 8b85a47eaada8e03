//! Whether the goods go into the containers: 3.2c.

use rust_decimal::Decimal;

use super::checked::{Boxes, times};
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity};
use crate::reference::Equipment;

/// More weight than the containers can carry, however it is spread.
pub static OVER_PAYLOAD: Rule = Rule {
    id: "over-payload",
    clauses: &["3.2c"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let Some(limits) = limits(checked, |spec| Some(spec.max_payload_kg)) else {
            return;
        };
        let weights = checked.weights();
        if !weights.fits(&limits) {
            report.add(
                looking_at(OVER_PAYLOAD.finding(), checked, "gross_kg")
                    .arg("weight", weights.total())
                    .arg("limit", total(&limits))
                    .arg("equipment", checked.consignment.equipment_text())
                    .asks("ask"),
            );
        }
    },
    ..Rule::PLAIN
};

/// More volume than the containers hold.
pub static OVER_CAPACITY: Rule = Rule {
    id: "over-capacity",
    clauses: &["3.2c"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: |checked, report| {
        let Some(limits) = limits(checked, |spec| spec.inner_cbm) else {
            return;
        };
        let volumes = checked.volumes();
        if !volumes.fits(&limits) {
            report.add(
                looking_at(OVER_CAPACITY.finding(), checked, "volume_cbm")
                    .arg("volume", volumes.total())
                    .arg("limit", total(&limits))
                    .arg("equipment", checked.consignment.equipment_text())
                    .asks("ask"),
            );
        }
    },
    ..Rule::PLAIN
};

/// More volume than is customarily loaded: it may not go in.
pub static TIGHT_FIT: Rule = Rule {
    id: "tight-fit",
    clauses: &["3.2c"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: (
        "{volume}|装|装得下|放得下|fit|fits|loadable|能装|装下|塞得下",
        "",
    ),
    check: tight_fit,
    ..Rule::PLAIN
};

fn tight_fit(checked: &Checked<'_>, report: &mut Report) {
    let customary = |spec: &Equipment| spec.customary_cbm.map(|(_, most)| most).or(spec.inner_cbm);
    let (Some(firm), Some(soft)) = (
        limits(checked, |spec| spec.inner_cbm),
        limits(checked, customary),
    ) else {
        return;
    };
    let volumes = checked.volumes();
    if volumes.fits(&firm) && !volumes.fits(&soft) {
        report.add(
            looking_at(TIGHT_FIT.finding(), checked, "volume_cbm")
                .arg("volume", volumes.total())
                .arg("limit", total(&soft))
                .arg("equipment", checked.consignment.equipment_text())
                .asks("ask"),
        );
    }
}

/// Each line's limit times its count; a type without one has none. Nothing where there are no
/// containers, or one of them is not known.
fn limits(
    checked: &Checked<'_>,
    limit: impl Fn(&Equipment) -> Option<Decimal>,
) -> Option<Vec<Option<Decimal>>> {
    if checked.boxes.is_empty() {
        return None;
    }
    checked
        .boxes
        .iter()
        .map(|boxes| {
            let (spec, count) = boxes.known()?;
            Some(limit(spec).map(|limit| times(limit, count)))
        })
        .collect()
}

fn total(limits: &[Option<Decimal>]) -> Decimal {
    limits
        .iter()
        .flatten()
        .fold(Decimal::ZERO, |sum, limit| sum.saturating_add(*limit))
}

/// The finding with the fields that decide: a measure of each cargo line, and the containers.
pub(super) fn looking_at(
    draft: super::report::Draft,
    checked: &Checked<'_>,
    measure: &str,
) -> super::report::Draft {
    let measures = checked
        .cargo()
        .flat_map(|(at, cargo)| {
            [
                Some(format!("{at}/{measure}")),
                cargo.loaded_in.map(|_| format!("{at}/in")),
            ]
        })
        .flatten();
    let boxes = checked.boxes.iter().map(Boxes::at);
    draft
        .fields(measures)
        .fields(boxes.flat_map(|at| [format!("{at}/type"), format!("{at}/count")]))
}
