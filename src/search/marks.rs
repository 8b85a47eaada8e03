//! Rows that can match at all, as bits, so that only these are scored.

use super::dictionaries::Dictionaries;
use super::need::Need;
use super::plan::Plan;
use super::rows::{BLOCK, Rows};
use std::hash::Hash;

/// One bit a slot.
pub type Marks = Vec<u64>;

/// Scoring a row takes about as long as marking so many.
const SCORED: u64 = 16;

/// Where no more rows can match than these, the best of them are not looked for first.
const FEW: u64 = 2048;

/// Whether few rows match at all, as far as their values' shares tell.
pub fn are_few<K: Clone + Eq + Hash>(
    plan: &Plan,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> bool {
    let all = rows.slots() as u64;
    let needs = plan.needs(u8::MAX);
    let of_need = |need: &Need<'_>| rows_of(need, rows, dictionaries).min(all);
    let share = |rows: u64, need: &Need<'_>| rows * of_need(need) / all.max(1);
    !needs.is_empty() && needs.iter().fold(all, share) <= FEW
}

/// The rows that may match a plan, each term no more than `cut` below its best; or `None` where
/// looking at all of them in order is no slower.
pub fn of_plan<K: Clone + Eq + Hash>(
    plan: &Plan,
    cut: u8,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> Option<Marks> {
    let slots = rows.slots() as u64;
    let needs = plan.needs(cut);
    let broad = if needs.len() > 1 {
        slots / 2
    } else {
        slots / 8
    };
    let counts = needs.iter().map(|need| rows_of(need, rows, dictionaries));
    let mut needs: Vec<(u64, &Need<'_>)> = counts.zip(&needs).collect();
    needs.retain(|(rows, _)| *rows < broad + 64);
    needs.sort_by_key(|(rows, _)| *rows);
    let mut needs = needs.iter();
    let mut all = of_need(needs.next()?.1, None, rows, dictionaries);
    for (rows_of, need) in needs {
        let left: u64 = all.iter().map(|word| u64::from(word.count_ones())).sum();
        if *rows_of > left * SCORED {
            break;
        }
        let more = of_need(need, Some(&all), rows, dictionaries);
        for (word, with) in all.iter_mut().zip(&more) {
            *word &= with;
        }
    }
    Some(all)
}

/// The rows that may match a plan, and those that may match all its terms but one; none is both.
pub fn but_one<K: Clone + Eq + Hash>(
    plan: &Plan,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> (Marks, Marks) {
    let words = rows.slots().div_ceil(64);
    let (mut all, mut but_one) = (vec![u64::MAX; words], vec![u64::MAX; words]);
    for need in &plan.needs(u8::MAX) {
        let marks = of_need(need, None, rows, dictionaries);
        for ((all, but_one), with) in all.iter_mut().zip(&mut but_one).zip(&marks) {
            *but_one = *but_one & with | *all;
            *all &= with;
        }
    }
    for (all, but_one) in all.iter().zip(&mut but_one) {
        *but_one &= !all;
    }
    (all, but_one)
}

/// About how many rows match a need.
fn rows_of<K: Clone + Eq + Hash>(
    need: &Need<'_>,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> u64 {
    let of_values = need
        .values()
        .map(|(field, id)| u64::from(dictionaries.value(field, id).rows));
    let of_days = need.days.iter().flat_map(|days| {
        let field = usize::from(days.field.0);
        let graded = days.from(need.least);
        graded.map(move |day| u64::from(rows.of_day(field, day)))
    });
    of_values.sum::<u64>() + of_days.sum::<u64>()
}

/// The rows that match a need; of days, only those `within`.
fn of_need<K: Clone + Eq + Hash>(
    need: &Need<'_>,
    within: Option<&Marks>,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> Marks {
    let mut marks = vec![0u64; rows.slots().div_ceil(64)];
    for (field, id) in need.values() {
        dictionaries.mark(field, id, &mut marks);
    }
    for days in need.days {
        let field = usize::from(days.field.0);
        let column = &rows.days[field];
        for block in 0..rows.blocks().len() {
            // Rows lie in the order of their deadlines: most blocks are far from the day.
            let (first, last) = rows.span(field, block);
            if !days.any_within(first, last, need.least) {
                continue;
            }
            let from = block * BLOCK;
            let column = &column[from..(from + BLOCK).min(column.len())];
            let words = marks.iter_mut().enumerate().skip(from / 64);
            for ((at, word), days_of) in words.zip(column.chunks(64)) {
                if within.is_some_and(|within| within[at] == 0) {
                    continue;
                }
                for (bit, day) in days_of.iter().enumerate() {
                    *word |= u64::from(days.of(*day) >= need.least) << bit;
                }
            }
        }
    }
    marks
}
