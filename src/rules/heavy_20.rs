//! Heavy goods in a 20-foot: 3.2c, 3.2j.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::json;

use super::capacity::looking_at;
use super::checked::{Boxes, times};
use super::measures::goods;
use super::report::set;
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity, Text, TextArg};
use crate::reference::GoodsCategory;

/// Carriers have few heavy-duty containers, and they cost more: over 22 t in a 20-foot, or goods
/// that are heavy by name, ask for an answer before the booking.
pub static HEAVY_20: Rule = Rule {
    id: "heavy-20",
    clauses: &["3.2c", "3.2j"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    check: heavy_20,
    ..Rule::PLAIN
};

fn is_20(boxes: &Boxes<'_>) -> bool {
    boxes.spec.is_some_and(|spec| spec.feet == 20)
}

fn heavy_20(checked: &Checked<'_>, report: &mut Report) {
    let asked = || {
        checked.boxes.iter().filter_map(|line| {
            let mut of_line = checked.loaded_of(line.index);
            of_line.find(|boxes| is_20(boxes) && boxes.line.heavy_duty.is_none())
        })
    };
    if asked().next().is_none() {
        return;
    }
    // 毛重超过 22T: strictly over.
    let limit = checked.reference().deadlines.heavy_20_kg();
    let least = least_in_a_20(checked, limit);
    for boxes in asked() {
        let at = boxes.at();
        let draft = HEAVY_20.finding().at(&at);
        let heavy: Vec<TextArg> = heavy_by_name(checked, boxes.index);
        let draft = if let Some(weight) = least[boxes.index] {
            looking_at(draft, checked, "gross_kg").arg("weight", shown(weight, limit))
        } else if heavy.is_empty() {
            continue;
        } else {
            draft
                .fields(
                    checked
                        .may_be_in(boxes.index)
                        .flat_map(|(at, _)| [format!("{at}/name_en"), format!("{at}/name_zh")]),
                )
                .field(format!("{at}/type"))
                .says("named")
                .arg_of("goods", TextArg::List(heavy))
        };
        report.add(
            draft
                .field(format!("{at}/heavy_duty"))
                .arg("type", boxes.name())
                .arg("limit", limit)
                .asks(if least[boxes.index].is_some() {
                    "ask"
                } else {
                    "ask-named"
                })
                .fix(
                    Text::of("fix.heavy-duty-yes"),
                    vec![set(format!("{at}/heavy_duty"), &json!(true))],
                )
                .fix(
                    Text::of("fix.heavy-duty-no"),
                    vec![set(format!("{at}/heavy_duty"), &json!(false))],
                ),
        );
    }
}

/// A weight over the limit, in as few places as show that it is over.
fn shown(weight: Decimal, limit: Decimal) -> Decimal {
    let short = weight.round_dp(1);
    if short > limit {
        return short.normalize();
    }
    weight
        .round_dp_with_strategy(3, RoundingStrategy::AwayFromZero)
        .normalize()
}

/// For each line of 20-foots that is not answered, the least that one of its boxes must carry, where
/// that is over the limit: what is said to be in it, or, the other boxes full, its share of the rest.
fn least_in_a_20(checked: &Checked<'_>, limit: Decimal) -> Vec<Option<Decimal>> {
    let mut least = vec![None; checked.boxes.len()];
    let weights = checked.weights();
    // What is left for the open 20-foots when every other box is full; unknown boxes take all.
    let mut left = Some(weights.free);
    let mut room = Decimal::ZERO;
    let mut load = Decimal::ZERO;
    let mut open = 0_u32;
    for boxes in &checked.loaded {
        let assigned = weights.assigned[boxes.index];
        let Some((spec, count)) = boxes.known() else {
            left = None;
            continue;
        };
        if is_20(boxes) && boxes.line.heavy_duty.is_none() {
            let each = assigned
                .checked_div(Decimal::from(count))
                .unwrap_or_default();
            if assigned > times(limit, count) {
                least[boxes.index] = Some(each);
            }
            room = room.saturating_add(
                times(limit, count)
                    .saturating_sub(assigned)
                    .max(Decimal::ZERO),
            );
            load = load.saturating_add(assigned);
            open = open.saturating_add(count);
        } else {
            let full = times(spec.max_payload_kg, count).saturating_sub(assigned);
            left = left.map(|left| left.saturating_sub(full.max(Decimal::ZERO)));
        }
    }
    if let Some(left) = left.filter(|left| *left > room) {
        let share = left
            .saturating_add(load)
            .checked_div(Decimal::from(open))
            .unwrap_or_default();
        for boxes in &checked.loaded {
            if is_20(boxes) && boxes.line.heavy_duty.is_none() && boxes.count.is_some() {
                least[boxes.index].get_or_insert(share);
            }
        }
    }
    least
}

fn heavy_by_name(checked: &Checked<'_>, boxes: usize) -> Vec<TextArg> {
    checked
        .may_be_in(boxes)
        .filter(|(at, _)| checked.goods_are(at, GoodsCategory::Heavy))
        .map(|(_, cargo)| goods(cargo))
        .collect()
}
