//! Containers that need not be taken: 3.2c.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::json;

use super::capacity::looking_at;
use super::checked::{Boxes, times};
use super::report::set;
use super::segregation::may_share;
use super::wording::given;
use super::{Checked, Report, Rule};
use crate::domain::consignment::{CargoLine, Dangerous, StuffingMode};
use crate::domain::{AnswerBy, KnownValue, PatchStep, Pointer, Severity, Text};
use crate::reference::{Equipment, EquipmentFamily, GoodsCategory};

/// A smaller container or one fewer would do, and would be no tight fit either.
pub static UNDER_USED: Rule = Rule {
    id: "under-used",
    clauses: &["3.2c"],
    severity: Severity::Hint,
    answers: &[AnswerBy::Fix],
    check: under_used,
    ..Rule::PLAIN
};

/// Containers of one equipment line.
#[derive(Clone, Copy)]
struct Taken<'a> {
    spec: &'a Equipment,
    count: u32,
}

/// What has to go in.
#[derive(Clone, Copy)]
struct Load {
    volume: Decimal,
    weight: Decimal,
}

fn under_used(checked: &Checked<'_>, report: &mut Report) {
    let Some(load) = load(checked) else {
        return;
    };
    let Some(before) = taken(checked) else {
        return;
    };
    let mut after = before.clone();
    take_fewer(&mut after, load);
    take_smaller(checked, &mut after, load);
    let changed = before
        .iter()
        .zip(&after)
        .any(|(before, after)| before.count != after.count || before.spec.kind != after.spec.kind);
    if changed {
        let draft = looking_at(UNDER_USED.finding(), checked, "volume_cbm")
            .fields(checked.cargo().map(|(at, _)| format!("{at}/gross_kg")))
            .arg("volume", load.volume)
            .arg("weight", load.weight)
            .arg("equipment", text_of(&before))
            .arg("instead", text_of(&after));
        // The form's lines are not what the carrier confirmed in their place.
        report.add(if checked.is_substituted {
            draft
        } else {
            draft.fix(
                Text::of("fix.equipment").with("equipment", text_of(&after)),
                patch(&before, &after),
            )
        });
    }
}

/// Volume and weight of a full-container consignment whose goods may be anywhere and are all known.
fn load(checked: &Checked<'_>) -> Option<Load> {
    let consignment = checked.consignment;
    let known = consignment.stuffing_mode == Some(StuffingMode::Fcl)
        && may_be_given_back(checked)
        && may_all_share(&consignment.cargo)
        && !consignment.cargo.is_empty()
        && consignment.cargo.iter().all(|cargo| {
            cargo.loaded_in.is_none()
                && cargo
                    .gross_kg
                    .known()
                    .is_some_and(|weight| !weight.0.is_zero())
                && cargo
                    .volume_cbm
                    .known()
                    .is_some_and(|volume| !volume.0.is_zero())
        });
    known.then(|| Load {
        volume: checked.volumes().total(),
        weight: checked.weights().total(),
    })
}

/// Whether there is time yet to take other boxes: they are not loaded, nor has the yard closed.
fn may_be_given_back(checked: &Checked<'_>) -> bool {
    let now = checked.facts.now;
    let is_loaded = || {
        let planned = checked.consignment.loading.at;
        planned.is_some_and(|at| now >= at)
    };
    let has_closed = || {
        let closes = checked.cut_offs.cy;
        closes.is_some_and(|closes| now >= closes.passes_at())
    };
    !checked.is_booked()
        || !(checked.is_closed() || checked.has_sailed() || is_loaded() || has_closed())
}

/// Whether any of the goods may go beside any other: what must be kept apart may need its own box.
fn may_all_share(cargo: &[CargoLine]) -> bool {
    let classes: Vec<&str> = cargo
        .iter()
        .filter_map(|line| match &line.dangerous {
            Some(Dangerous::Declared(declared)) => given(declared.class.as_ref()),
            _ => None,
        })
        .collect();
    classes.iter().enumerate().all(|(index, class)| {
        classes[index + 1..]
            .iter()
            .all(|other| may_share(class, other))
    })
}

/// The containers, where every line is known and of one family, and none is owned, heavy-duty, or
/// weighed already: a reefer beside a dry box, or an open top, is there for what the other cannot hold.
fn taken<'a>(checked: &Checked<'a>) -> Option<Vec<Taken<'a>>> {
    let usual = |boxes: &Boxes<'_>| {
        boxes.line.shipper_owned != Some(true)
            && boxes.line.heavy_duty != Some(true)
            && boxes.line.vgm.kg.is_none()
    };
    let taken: Vec<Taken<'a>> = checked
        .loaded
        .iter()
        .map(|boxes| {
            let (spec, count) = boxes.known().filter(|_| usual(boxes))?;
            Some(Taken { spec, count })
        })
        .collect::<Option<_>>()?;
    let family = taken.first()?.spec.family;
    let alike = taken.iter().all(|line| line.spec.family == family);
    alike.then_some(taken)
}

/// Leaves out the containers that the others can do without, the largest first; one stays. Reckoned,
/// not tried one by one: a count is whatever somebody typed.
fn take_fewer(taken: &mut [Taken<'_>], load: Load) {
    let mut order: Vec<usize> = (0..taken.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(taken[index].spec.inner_cbm));
    for index in order {
        let spec = taken[index].spec;
        let Some((volume, weight)) = most(spec) else {
            continue;
        };
        let count = std::mem::take(&mut taken[index].count);
        // Beside a type that has no customary load, nobody can say what is enough.
        let Some((held, carried)) = sum(taken, most) else {
            taken[index].count = count;
            continue;
        };
        let needed = boxes_for(load.volume.saturating_sub(held), volume)
            .max(boxes_for(load.weight.saturating_sub(carried), weight));
        let others = taken.iter().any(|line| line.count > 0);
        taken[index].count = needed.max(u32::from(!others)).min(count);
    }
}

/// How many boxes of so much each a rest needs.
fn boxes_for(rest: Decimal, each: Decimal) -> u32 {
    if rest <= Decimal::ZERO {
        return 0;
    }
    rest.checked_div(each)
        .and_then(|boxes| boxes.ceil().to_u32())
        .unwrap_or(u32::MAX)
}

/// Takes a smaller type for each line of one container, as long as the goods still go in. A line
/// changes its type as a whole: one of several boxes would be a line of its own.
fn take_smaller<'a>(checked: &Checked<'a>, taken: &mut [Taken<'a>], load: Load) {
    let heavy = !checked.goods_of(GoodsCategory::Heavy).is_empty();
    let mut index = 0;
    while index < taken.len() {
        let line = taken[index];
        let spec = smaller(checked, line.spec)
            .filter(|spec| line.count == 1 && !(heavy && spec.feet == 20));
        let Some(spec) = spec else {
            index += 1;
            continue;
        };
        taken[index].spec = spec;
        // A shorter container saves freight and may be filled as full as any. A lower one saves next
        // to nothing: only what it surely holds goes there.
        let limit = if spec.feet < line.spec.feet {
            most
        } else {
            least
        };
        let holds = sum(taken, limit)
            .is_some_and(|(volume, weight)| load.volume <= volume && load.weight <= weight);
        if !holds {
            taken[index].spec = line.spec;
            index += 1;
        }
    }
}

/// The next smaller type of the same family, by inner volume. A low reefer of 40 feet is hardly to be
/// had: below the high cube comes the 20-foot.
fn smaller<'a>(checked: &Checked<'a>, than: &Equipment) -> Option<&'a Equipment> {
    let same = |spec: &&Equipment| {
        spec.family == than.family
            && matches!(spec.family, EquipmentFamily::Dry | EquipmentFamily::Reefer)
            && spec.inner_cbm < than.inner_cbm
            && (spec.family != EquipmentFamily::Reefer || spec.feet < than.feet)
            && spec.customary_cbm.is_some()
    };
    checked
        .reference()
        .equipment
        .iter()
        .filter(same)
        .max_by_key(|spec| spec.inner_cbm)
}

/// The most volume and weight that is customarily loaded.
fn most(spec: &Equipment) -> Option<(Decimal, Decimal)> {
    Some((spec.customary_cbm?.1, spec.customary_kg?))
}

/// The least volume, and the weight, that is customarily loaded.
fn least(spec: &Equipment) -> Option<(Decimal, Decimal)> {
    Some((spec.customary_cbm?.0, spec.customary_kg?))
}

/// A limit of volume and weight over all containers; none where a type has no limit.
fn sum(
    taken: &[Taken<'_>],
    limit: fn(&Equipment) -> Option<(Decimal, Decimal)>,
) -> Option<(Decimal, Decimal)> {
    taken.iter().filter(|line| line.count > 0).try_fold(
        (Decimal::ZERO, Decimal::ZERO),
        |(volume, weight), line| {
            let (each, kg) = limit(line.spec)?;
            Some((
                volume.saturating_add(times(each, line.count)),
                weight.saturating_add(times(kg, line.count)),
            ))
        },
    )
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
