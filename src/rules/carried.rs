//! The containers that the goods go into: those that the carrier confirmed, where it confirmed others
//! than were ordered and nobody has ordered anew since.

use serde_json::json;

use super::Checked;
use super::checked::Boxes;
use super::facts::Facts;
use super::report::Draft;
use crate::domain::job::{BookedEquipment, Booking};
use crate::reference::{Equipment, Reference};

/// Containers of one type, as the carrier confirmed them.
#[derive(Clone, Copy)]
struct Given<'a> {
    spec: &'a Equipment,
    count: u32,
}

/// The containers that were confirmed in place of those ordered, on the lines that ordered them; none
/// where they are those ordered, or where the form says anew which are wanted.
pub(super) fn confirmed<'a>(
    ordered: &[Boxes<'a>],
    facts: &Facts<'a>,
    reference: &'a Reference,
) -> Option<Vec<Boxes<'a>>> {
    let job = facts.job.filter(|job| job.is_confirmed())?;
    let booking = job.booking.as_ref()?;
    if ordered.is_empty() || job.boxes_amended_since_confirmed() || !differ(ordered, booking) {
        return None;
    }
    let given = booking
        .equipment
        .iter()
        .filter(|line| line.count > 0)
        .map(|line| {
            let spec = reference.equipment(line.kind.as_str())?;
            Some(Given {
                spec,
                count: line.count,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    (!given.is_empty()).then(|| allot(ordered, given))
}

/// Whether the counts a type differ, however the lines are split.
pub(super) fn differ(ordered: &[Boxes<'_>], booking: &Booking) -> bool {
    let ordered = ordered.iter().filter_map(|boxes| {
        let (spec, count) = boxes.known()?;
        Some(BookedEquipment {
            kind: spec.kind.clone(),
            count,
        })
    });
    !booking.equipment.is_empty() && summed(ordered) != summed(booking.equipment.iter().cloned())
}

fn summed(lines: impl Iterator<Item = BookedEquipment>) -> Vec<BookedEquipment> {
    let mut sums: Vec<BookedEquipment> = Vec::new();
    for line in lines {
        match sums.iter_mut().find(|known| known.kind == line.kind) {
            Some(known) => known.count = known.count.saturating_add(line.count),
            None => sums.push(line),
        }
    }
    sums.sort();
    sums
}

/// Gives each line what was confirmed of its type, then what is left to the lines that lack boxes, and
/// what is over to the last that lacked some, or to the last of all.
fn allot<'a>(ordered: &[Boxes<'a>], mut left: Vec<Given<'a>>) -> Vec<Boxes<'a>> {
    let mut allotted: Vec<Vec<Given<'a>>> = vec![Vec::new(); ordered.len()];
    let mut lacking: Vec<u32> = ordered.iter().map(|line| line.count.unwrap_or(0)).collect();
    let same = |line: &Boxes<'_>, given: &Given<'_>| {
        line.spec.is_some_and(|spec| spec.kind == given.spec.kind)
    };
    for of_its_type in [true, false] {
        for (index, line) in ordered.iter().enumerate() {
            for given in &mut left {
                let count = lacking[index].min(given.count);
                if count > 0 && (same(line, given) || !of_its_type) {
                    add(&mut allotted[index], given.spec, count);
                    lacking[index] -= count;
                    given.count -= count;
                }
            }
        }
    }
    let changed = (0..ordered.len()).rev().find(|&index| {
        let line = &ordered[index];
        allotted[index].iter().any(|given| !same(line, given))
    });
    let last = changed.unwrap_or(ordered.len() - 1);
    for given in left.iter().filter(|given| given.count > 0) {
        add(&mut allotted[last], given.spec, given.count);
    }
    ordered
        .iter()
        .zip(allotted)
        .flat_map(|(line, given)| {
            given.into_iter().map(|given| Boxes {
                spec: Some(given.spec),
                count: Some(given.count),
                ..*line
            })
        })
        .collect()
}

fn add<'a>(line: &mut Vec<Given<'a>>, spec: &'a Equipment, count: u32) {
    match line.iter_mut().find(|known| known.spec.kind == spec.kind) {
        Some(known) => known.count = known.count.saturating_add(count),
        None => line.push(Given { spec, count }),
    }
}

/// Containers as the trade writes them: `2*40HQ+1*20GP`, each type once.
pub(super) fn text_of<'b, 'a: 'b>(boxes: impl IntoIterator<Item = &'b Boxes<'a>>) -> String {
    let mut types: Vec<(&str, u32)> = Vec::new();
    for boxes in boxes {
        let count = boxes.count.unwrap_or(0);
        match types.iter_mut().find(|(name, _)| *name == boxes.name()) {
            Some((_, sum)) => *sum = sum.saturating_add(count),
            None => types.push((boxes.name(), count)),
        }
    }
    let types: Vec<String> = types
        .into_iter()
        .map(|(name, count)| format!("{count}*{name}"))
        .collect();
    types.join("+")
}

/// The types that a line's boxes are of, as the carrier confirmed them; none where it confirmed none of
/// that line.
pub(super) fn types(checked: &Checked<'_>, line: &Boxes<'_>) -> Option<String> {
    let types: Vec<&str> = checked.loaded_of(line.index).map(Boxes::name).collect();
    (!types.is_empty()).then(|| types.join("+"))
}

/// A finding about the containers that the carrier confirmed in place of others: what was answered of
/// those holds no longer.
pub(super) fn bound(draft: Draft, checked: &Checked<'_>) -> Draft {
    if checked.is_substituted {
        return draft.saw("/booking/equipment", &json!(text_of(&checked.loaded)));
    }
    draft
}
