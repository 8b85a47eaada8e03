//! Containers that need not be taken: 3.2c.

use rust_decimal::Decimal;
use serde_json::json;

use super::capacity::looking_at;
use super::checked::{Boxes, times};
use super::report::set;
use super::{Checked, Report, Rule};
use crate::domain::consignment::StuffingMode;
use crate::domain::{AnswerBy, KnownValue, PatchStep, Pointer, Severity, Text};
use crate::reference::{Equipment, EquipmentFamily, GoodsCategory};

/// A smaller container or one fewer would do, by the least that is customarily loaded, so that it
/// is no tight fit either.
pub static UNDER_USED: Rule = Rule {
    id: "under-used",
    clauses: &["3.2c"],
    severity: Severity::Hint,
    answers: &[AnswerBy::Fix],
    ops: false,
    check: under_used,
};

/// Containers of one equipment line.
#[derive(Clone, Copy)]
struct Taken<'a> {
    spec: &'a Equipment,
    count: u32,
}

fn under_used(checked: &Checked<'_>, report: &mut Report) {
    let Some((volume, weight)) = load(checked) else {
        return;
    };
    let Some(before) = taken(checked) else {
        return;
    };
    let mut after = before.clone();
    while let Some(less) = one_less(checked, &after).find(|less| would_do(less, volume, weight)) {
        after = less;
    }
    let changed = before
        .iter()
        .zip(&after)
        .any(|(before, after)| before.count != after.count || before.spec.kind != after.spec.kind);
    if changed {
        report.add(
            looking_at(UNDER_USED.finding(), checked, "volume_cbm")
                .fields(checked.cargo().map(|(at, _)| format!("{at}/gross_kg")))
                .arg("volume", volume)
                .arg("weight", weight)
                .arg("equipment", text_of(&before))
                .arg("instead", text_of(&after))
                .fix(
                    Text::of("fix.equipment").with("equipment", text_of(&after)),
                    patch(&before, &after),
                ),
        );
    }
}

/// Volume and weight of a full-container consignment whose goods may be anywhere and are all known.
fn load(checked: &Checked<'_>) -> Option<(Decimal, Decimal)> {
    let consignment = checked.consignment;
    let known = consignment.stuffing_mode == Some(StuffingMode::Fcl)
        && !checked.is_booked()
        && !consignment.cargo.is_empty()
        && consignment.cargo.iter().all(|cargo| {
            cargo.loaded_in.is_none()
                && cargo.gross_kg.known().is_some()
                && cargo.volume_cbm.known().is_some()
        });
    known.then(|| (checked.volumes().total(), checked.weights().total()))
}

/// The containers, where every line is known and none is owned, heavy-duty, or weighed already.
fn taken<'a>(checked: &Checked<'a>) -> Option<Vec<Taken<'a>>> {
    let usual = |boxes: &Boxes<'_>| {
        boxes.line.shipper_owned != Some(true)
            && boxes.line.heavy_duty != Some(true)
            && boxes.line.vgm.kg.is_none()
    };
    checked
        .boxes
        .iter()
        .map(|boxes| {
            let (spec, count) = boxes.known().filter(|_| usual(boxes))?;
            Some(Taken { spec, count })
        })
        .collect()
}

/// Every way to take one container fewer, then every way to take a smaller one instead.
fn one_less<'a>(
    checked: &Checked<'a>,
    taken: &[Taken<'a>],
) -> impl Iterator<Item = Vec<Taken<'a>>> + use<'a> {
    let mut ways = Vec::new();
    for index in 0..taken.len() {
        if taken[index].count > 0 && taken.iter().map(|line| line.count).sum::<u32>() > 1 {
            let mut fewer = taken.to_vec();
            fewer[index].count -= 1;
            ways.push(fewer);
        }
    }
    let heavy = !checked.goods_of(GoodsCategory::Heavy).is_empty();
    for index in 0..taken.len() {
        // A line changes its type as a whole: one of several boxes would be a line of its own.
        if taken[index].count == 1
            && let Some(spec) = smaller(checked, taken[index].spec)
            && !(heavy && spec.feet == 20)
        {
            let mut other = taken.to_vec();
            other[index].spec = spec;
            ways.push(other);
        }
    }
    ways.into_iter()
}

/// The next smaller type of the same family, by inner volume.
fn smaller<'a>(checked: &Checked<'a>, than: &Equipment) -> Option<&'a Equipment> {
    let same = |spec: &&Equipment| {
        spec.family == than.family
            && matches!(spec.family, EquipmentFamily::Dry | EquipmentFamily::Reefer)
            && spec.inner_cbm < than.inner_cbm
            && spec.customary_cbm.is_some()
    };
    checked
        .reference()
        .equipment
        .iter()
        .filter(same)
        .max_by_key(|spec| spec.inner_cbm)
}

fn would_do(taken: &[Taken<'_>], volume: Decimal, weight: Decimal) -> bool {
    let sum = |limit: &dyn Fn(&Equipment) -> Option<Decimal>| {
        taken.iter().try_fold(Decimal::ZERO, |sum, line| {
            Some(sum.saturating_add(times(limit(line.spec)?, line.count)))
        })
    };
    let holds = sum(&|spec| spec.customary_cbm.map(|(least, _)| least));
    let carries = sum(&|spec| spec.customary_kg);
    holds.is_some_and(|holds| volume <= holds) && carries.is_some_and(|carries| weight <= carries)
}

fn text_of(taken: &[Taken<'_>]) -> String {
    taken
        .iter()
        .filter(|line| line.count > 0)
        .map(|line| format!("{}*{}", line.count, line.spec.kind))
        .collect::<Vec<_>>()
        .join("+")
}

fn patch(before: &[Taken<'_>], after: &[Taken<'_>]) -> Vec<PatchStep> {
    let mut steps = Vec::new();
    for (index, (before, after)) in before.iter().zip(after).enumerate().rev() {
        let at = format!("/equipment/{index}");
        if after.count == 0 {
            steps.push(PatchStep::Remove(Pointer::new(at)));
            continue;
        }
        if before.spec.kind != after.spec.kind {
            steps.push(set(format!("{at}/type"), &json!(after.spec.kind.as_str())));
        }
        if before.count != after.count {
            steps.push(set(format!("{at}/count"), &json!(after.count)));
        }
    }
    steps
}
