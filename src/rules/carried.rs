//! The containers that the goods go into: those that the carrier confirmed, where it confirmed others
//! than were ordered and nobody has ordered anew since.

use serde_json::json;

use super::Checked;
use super::checked::Boxes;
use super::facts::Facts;
use super::report::Draft;
use crate::domain::job::Booking;
use crate::reference::{Equipment, Reference};

/// Containers of one type, as the carrier confirmed them, and how many.
type Given<'a> = (&'a Equipment, u32);

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
        .map(|line| Some((reference.equipment(line.kind.as_str())?, line.count)))
        .collect::<Option<Vec<_>>>()?;
    (!given.is_empty()).then(|| allot(ordered, given))
}

/// Whether the counts a type differ, however the lines are split.
pub(super) fn differ(ordered: &[Boxes<'_>], booking: &Booking) -> bool {
    let ordered = ordered.iter().filter_map(Boxes::known);
    let ordered = ordered.map(|(spec, count)| (&spec.kind, count));
    let confirmed = booking
        .equipment
        .iter()
        .map(|line| (&line.kind, line.count));
    !booking.equipment.is_empty() && summed(ordered) != summed(confirmed)
}

fn summed<K: Ord>(lines: impl Iterator<Item = (K, u32)>) -> Vec<(K, u32)> {
    let mut sums = Vec::new();
    for (kind, count) in lines {
        tally(&mut sums, kind, count);
    }
    sums.sort();
    sums
}

/// Counts more of one kind.
fn tally<K: PartialEq>(sums: &mut Vec<(K, u32)>, kind: K, more: u32) {
    match sums.iter_mut().find(|(known, _)| *known == kind) {
        Some((_, count)) => *count = count.saturating_add(more),
        None => sums.push((kind, more)),
    }
}

/// Gives each line what was confirmed of its type, then what is left to the lines that lack boxes, and
/// what is over to the last that lacked some, or to the last of all.
fn allot<'a>(ordered: &[Boxes<'a>], mut left: Vec<Given<'a>>) -> Vec<Boxes<'a>> {
    let mut allotted: Vec<Vec<Given<'a>>> = vec![Vec::new(); ordered.len()];
    let mut lacking: Vec<u32> = ordered.iter().map(|line| line.count.unwrap_or(0)).collect();
    let same =
        |line: &Boxes<'_>, given: &Equipment| line.spec.is_some_and(|spec| spec.kind == given.kind);
    for of_its_type in [true, false] {
        for (index, line) in ordered.iter().enumerate() {
            for (spec, count) in &mut left {
                let taken = lacking[index].min(*count);
                if taken > 0 && (same(line, spec) || !of_its_type) {
                    tally(&mut allotted[index], *spec, taken);
                    lacking[index] -= taken;
                    *count -= taken;
                }
            }
        }
    }
    let changed = (0..ordered.len()).rev().find(|&index| {
        let line = &ordered[index];
        allotted[index].iter().any(|(spec, _)| !same(line, spec))
    });
    let last = changed.unwrap_or(ordered.len() - 1);
    for (spec, count) in left.into_iter().filter(|(_, count)| *count > 0) {
        tally(&mut allotted[last], spec, count);
    }
    ordered
        .iter()
        .zip(allotted)
        .flat_map(|(line, given)| {
            given.into_iter().map(|(spec, count)| Boxes {
                spec: Some(spec),
                count: Some(count),
                ..*line
            })
        })
        .collect()
}

/// Containers as the trade writes them: `2*40HQ+1*20GP`, each type once.
pub(super) fn text_of<'b, 'a: 'b>(boxes: impl IntoIterator<Item = &'b Boxes<'a>>) -> String {
    let mut types: Vec<(&str, u32)> = Vec::new();
    for boxes in boxes {
        tally(&mut types, boxes.name(), boxes.count.unwrap_or(0));
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
