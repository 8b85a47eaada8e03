//! Rows that can match at all, as bits, so that only these are scored.

use super::day_grades::DayGrades;
use super::dictionaries::Dictionaries;
use super::plan::{Need, Plan};
use super::rows::{BLOCK, Rows};
use std::hash::Hash;

/// One bit a slot.
pub type Marks = Vec<u64>;

/// Scoring a row takes about as long as marking so many.
const SCORED: u64 = 16;

/// The rows that may match a plan, or `None` where looking at all of them in order is no slower: a
/// single broad word has its first rows near the front.
pub fn of_plan<K: Clone + Eq + Hash>(
    plan: &Plan,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> Option<Marks> {
    let slots = rows.slots() as u64;
    let mut needs = plan.needs();
    if plan.may_miss > 0 {
        needs.sort_by_key(|need| need.rows);
        return Some(but_one(&needs, rows, dictionaries));
    }
    let broad = if needs.len() > 1 {
        slots / 2
    } else {
        slots / 32
    };
    for need in &mut needs {
        need.rows += near_days(need, rows);
    }
    needs.retain(|need| need.rows < broad + 64);
    needs.sort_by_key(|need| need.rows);
    let mut needs = needs.iter();
    let mut all = of_need(needs.next()?, rows, dictionaries);
    for need in needs {
        let left: u64 = all.iter().map(|word| u64::from(word.count_ones())).sum();
        if need.rows > left * SCORED {
            break;
        }
        let more = of_need(need, rows, dictionaries);
        for (word, with) in all.iter_mut().zip(&more) {
            *word &= with;
        }
    }
    Some(all)
}

/// Rows that match all needs but one, or all.
fn but_one<K: Clone + Eq + Hash>(
    needs: &[Need<'_>],
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> Marks {
    let words = rows.slots().div_ceil(64);
    let (mut all, mut but_one) = (vec![u64::MAX; words], vec![u64::MAX; words]);
    for need in needs {
        let marks = of_need(need, rows, dictionaries);
        for ((all, but_one), with) in all.iter_mut().zip(&mut but_one).zip(&marks) {
            *but_one = *but_one & with | *all;
            *all &= with;
        }
    }
    but_one
}

fn of_need<K: Clone + Eq + Hash>(
    need: &Need<'_>,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> Marks {
    let mut marks = vec![0u64; rows.slots().div_ceil(64)];
    for (field, table) in need.tables.iter().flat_map(|t| &t.tables) {
        for (id, grade) in (0u32..).zip(table) {
            if *grade > 0 {
                for slot in dictionaries.slots(*field, id) {
                    marks[*slot as usize / 64] |= 1 << (slot % 64);
                }
            }
        }
    }
    for days in need.days {
        let column = &rows.days[usize::from(days.field.0)];
        for block in blocks_near(days, rows) {
            let from = block * BLOCK;
            let column = &column[from..(from + BLOCK).min(column.len())];
            for (word, days_of) in marks[from / 64..].iter_mut().zip(column.chunks(64)) {
                for (bit, day) in days_of.iter().enumerate() {
                    *word |= u64::from(days.of(*day) > 0) << bit;
                }
            }
        }
    }
    marks
}

/// The blocks that may have one of the days: rows lie in the order of their deadlines, so these are
/// neighbours.
fn blocks_near<'a, K: Clone + Eq + Hash>(
    days: &'a DayGrades,
    rows: &'a Rows<K>,
) -> impl Iterator<Item = usize> + 'a {
    let (from, to) = days.span();
    let field = usize::from(days.field.0);
    (0..rows.blocks().len()).filter(move |block| {
        let (first, last) = rows.span(field, *block);
        first <= to && from <= last
    })
}

/// At most so many rows have one of the days.
fn near_days<K: Clone + Eq + Hash>(need: &Need<'_>, rows: &Rows<K>) -> u64 {
    let blocks = need.days.iter().map(|days| blocks_near(days, rows).count());
    (blocks.sum::<usize>() * BLOCK) as u64
}

/// Marks of some slots.
pub fn of_slots(slots: impl Iterator<Item = u32>, all: usize) -> Marks {
    let mut marks = vec![0u64; all.div_ceil(64)];
    for slot in slots {
        marks[slot as usize / 64] |= 1 << (slot % 64);
    }
    marks
}
