//! Whether the goods go into the containers: 3.2c.

use rust_decimal::Decimal;

use super::carried::{self, bound};
use super::checked::{Boxes, Spread, times};
use super::report::Draft;
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity};
use crate::reference::Equipment;

/// More weight than the containers can carry, however it is spread.
pub static OVER_PAYLOAD: Rule = Rule {
    id: "over-payload",
    clauses: &["3.2c"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    asked: &[("ask-confirmed", AnswerBy::Carrier)],
    check: |checked, report| {
        let payload = |spec: &Equipment| Some(spec.max_payload_kg);
        let weights = checked.weights();
        if let Some(over) = over(checked, &weights, payload) {
            let draft = over.told(OVER_PAYLOAD.finding(), checked, "gross_kg");
            report.add(draft.arg("weight", over.load));
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
    asked: &[("ask-confirmed", AnswerBy::Carrier)],
    check: |checked, report| {
        let volumes = checked.volumes();
        if let Some(over) = over(checked, &volumes, |spec| spec.inner_cbm) {
            let draft = over.told(OVER_CAPACITY.finding(), checked, "volume_cbm");
            report.add(draft.arg("volume", over.load));
        }
    },
    ..Rule::PLAIN
};

/// What does not go in.
struct Over {
    /// How much it is: all of it, or what is said to be in one line's boxes.
    load: Decimal,
    /// What those containers take.
    limit: Decimal,
    /// The line, where all of it would go in.
    line: Option<usize>,
    /// Whether what was ordered would take it, and the carrier confirmed something else.
    by_carrier: bool,
}

/// Whether a measure is more than the containers take, however it is spread.
fn over(
    checked: &Checked<'_>,
    measure: &Spread,
    limit: impl Fn(&Equipment) -> Option<Decimal>,
) -> Option<Over> {
    let given = limits(checked, &checked.loaded, &limit)?;
    if measure.fits(&given) {
        return None;
    }
    let ordered = || limits(checked, &checked.boxes, &limit);
    let by_carrier = checked.is_substituted && ordered().is_some_and(|room| measure.fits(&room));
    let all = (measure.total(), total(&given), None);
    let in_one = || {
        let lines = measure.assigned.iter().zip(&given).enumerate();
        lines
            .filter_map(|(line, (load, limit))| Some((*load, (*limit)?, Some(line))))
            .find(|(load, limit, _)| load > limit)
    };
    let (load, limit, line) = if all.0 > all.1 && !given.contains(&None) {
        all
    } else {
        in_one().unwrap_or(all)
    };
    Some(Over {
        load,
        limit,
        line,
        by_carrier,
    })
}

impl Over {
    /// The finding of it: whose figure is wrong, or what the carrier is to confirm instead.
    fn told(&self, draft: Draft, checked: &Checked<'_>, measure: &str) -> Draft {
        let of_line = |boxes: &&Boxes<'_>| self.line.is_none_or(|line| boxes.index == line);
        let boxes = checked.loaded.iter().filter(of_line);
        let draft = looking_at(draft, checked, measure)
            .arg("limit", self.limit)
            .arg("equipment", carried::text_of(boxes));
        if self.by_carrier {
            let ordered = checked.boxes.iter().filter(of_line);
            return draft
                .arg("ordered", carried::text_of(ordered))
                .says("confirmed")
                .asks("ask-confirmed");
        }
        draft.asks("ask")
    }
}

/// More volume than is customarily loaded: it may not go in.
pub static TIGHT_FIT: Rule = Rule {
    id: "tight-fit",
    clauses: &["3.2c"],
    severity: Severity::Warn,
    answers: &[AnswerBy::Customer],
    said: (
        "{volume}|装|装得下|放得下|fit|fits|loadable|能装|装下|塞得下|装得进|可装|能放|够装|能装下|可以装|可以装下|可以放下|能放下|\
         装的下|放的下|装得了|will fit|it fits|does fit|can fit",
        "",
    ),
    check: tight_fit,
    ..Rule::PLAIN
};

fn tight_fit(checked: &Checked<'_>, report: &mut Report) {
    let customary = |spec: &Equipment| spec.customary_cbm.map(|(_, most)| most).or(spec.inner_cbm);
    let (Some(firm), Some(soft)) = (
        limits(checked, &checked.loaded, |spec| spec.inner_cbm),
        limits(checked, &checked.loaded, customary),
    ) else {
        return;
    };
    let volumes = checked.volumes();
    if volumes.fits(&firm) && !volumes.fits(&soft) {
        report.add(
            looking_at(TIGHT_FIT.finding(), checked, "volume_cbm")
                .arg("volume", volumes.total())
                .arg("limit", total(&soft))
                .arg("equipment", carried::text_of(&checked.loaded))
                .asks("ask"),
        );
    }
}

/// For each equipment line the limit of its containers; a type without one has none. Nothing where
/// there are no containers, or one of them is not known.
fn limits(
    checked: &Checked<'_>,
    boxes: &[Boxes<'_>],
    limit: impl Fn(&Equipment) -> Option<Decimal>,
) -> Option<Vec<Option<Decimal>>> {
    if boxes.is_empty() {
        return None;
    }
    let mut limits = vec![Some(Decimal::ZERO); checked.boxes.len()];
    for boxes in boxes {
        let (spec, count) = boxes.known()?;
        let room = &mut limits[boxes.index];
        *room = room
            .zip(limit(spec))
            .map(|(room, each)| room.saturating_add(times(each, count)));
    }
    Some(limits)
}

fn total(limits: &[Option<Decimal>]) -> Decimal {
    limits
        .iter()
        .flatten()
        .fold(Decimal::ZERO, |sum, limit| sum.saturating_add(*limit))
}

/// The finding with the fields that decide: a measure of each cargo line, and the containers.
pub(super) fn looking_at(draft: Draft, checked: &Checked<'_>, measure: &str) -> Draft {
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
    bound(draft, checked)
        .fields(measures)
        .fields(boxes.flat_map(|at| [format!("{at}/type"), format!("{at}/count")]))
}
