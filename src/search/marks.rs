//! Rows that can match at all, as bits, so that only these are scored.

use super::dictionaries::Dictionaries;
use super::plan::{Need, Plan};
use super::rows::Rows;
use std::hash::Hash;

/// One bit a slot.
pub type Marks = Vec<u64>;

/// The rows that may match a plan, or `None` where looking at all of them in order is no slower: a
/// single broad word has its first rows near the front.
pub fn of_plan<K: Clone + Eq + Hash>(
    plan: &Plan,
    rows: &Rows<K>,
    dictionaries: &Dictionaries,
) -> Option<Marks> {
    let slots = rows.slots() as u64;
    let mut needs = plan.needs();
    needs.sort_by_key(|need| need.rows);
    if plan.may_miss > 0 {
        return Some(but_one(&needs, rows, dictionaries));
    }
    // A day is told from the row itself; lists of days would be as long as the rows.
    needs.retain(|need| need.days.is_empty());
    let broad = if needs.len() > 1 {
        slots / 2
    } else {
        slots / 32
    };
    needs.retain(|need| need.rows < broad + 64);
    let mut needs = needs.iter();
    let mut all = of_values(needs.next()?, rows.slots(), dictionaries);
    for need in needs {
        let more = of_values(need, rows.slots(), dictionaries);
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
        let mut marks = of_values(need, rows.slots(), dictionaries);
        of_days(need, rows, &mut marks);
        for ((all, but_one), with) in all.iter_mut().zip(&mut but_one).zip(&marks) {
            *but_one = *but_one & with | *all;
            *all &= with;
        }
    }
    but_one
}

fn of_values(need: &Need<'_>, slots: usize, dictionaries: &Dictionaries) -> Marks {
    let mut marks = vec![0u64; slots.div_ceil(64)];
    for (field, table) in need.tables.iter().flat_map(|t| &t.tables) {
        for (id, grade) in (0u32..).zip(table) {
            if *grade > 0 {
                for slot in dictionaries.slots(*field, id) {
                    marks[*slot as usize / 64] |= 1 << (slot % 64);
                }
            }
        }
    }
    marks
}

fn of_days<K: Clone + Eq + Hash>(need: &Need<'_>, rows: &Rows<K>, marks: &mut Marks) {
    for days in need.days {
        let column = &rows.days[usize::from(days.field.0)];
        for (word, days_of) in marks.iter_mut().zip(column.chunks(64)) {
            for (bit, day) in days_of.iter().enumerate() {
                *word |= u64::from(days.of(*day) > 0) << bit;
            }
        }
    }
}

/// Marks of some slots.
pub fn of_slots(slots: impl Iterator<Item = u32>, all: usize) -> Marks {
    let mut marks = vec![0u64; all.div_ceil(64)];
    for slot in slots {
        marks[slot as usize / 64] |= 1 << (slot % 64);
    }
    marks
}
