//! The best few rows of a plan.

use super::dictionaries::Dictionaries;
use super::marks::{self, Marks};
use super::plan::Plan;
use super::rows::{BLOCK, Rows, Standing};
use super::schema::Field;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::hash::Hash;

/// What an operator is likely to need, so that equals are put in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preference {
    /// Lanes they book, or rows they picked.
    pub lanes: Vec<Lane>,
}

/// Rows that have all of these values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Field and value, as in documents.
    pub values: Vec<(Field, String)>,
    /// 1 to 3; more counts as 3.
    pub weight: u8,
}

/// The most a preference may weigh.
const MOST_WEIGHT: u8 = 3;

/// A preferred row among rows that match equally well is taken for this much sooner for each
/// weight, and no more: it never passes a better match.
const SOONER: i64 = 4 * 3600;

/// What to look for, and how many.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// At most so many.
    pub limit: usize,
    /// Closed ones too, after all open ones.
    pub closed: bool,
    /// The moment, in seconds.
    pub now: u32,
    /// Resolved lanes.
    pub lanes: &'a [ResolvedLane],
}

/// A lane by value ids.
#[derive(Debug, Clone)]
pub struct ResolvedLane {
    values: Vec<(Field, Vec<u32>)>,
    weight: u8,
}

/// A row with its rank; the greater is the worse.
#[derive(Debug, Clone, Copy)]
pub struct Ranked<'a, K> {
    /// Its slot.
    pub slot: u32,
    /// The sum of its terms' grades.
    pub score: u16,
    /// Needed terms it misses.
    pub missing: u8,
    /// Whether all its deadlines have passed.
    pub closed: bool,
    time: i64,
    key: &'a K,
}

impl<K: Ord> Ranked<'_, K> {
    fn order(&self, other: &Self) -> Ordering {
        (self.closed, self.missing)
            .cmp(&(other.closed, other.missing))
            .then(other.score.cmp(&self.score))
            .then(self.time.cmp(&other.time))
            .then_with(|| self.key.cmp(other.key))
    }
}

impl<K: Ord> PartialEq for Ranked<'_, K> {
    fn eq(&self, other: &Self) -> bool {
        self.order(other) == Ordering::Equal
    }
}
impl<K: Ord> Eq for Ranked<'_, K> {}
impl<K: Ord> PartialOrd for Ranked<'_, K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K: Ord> Ord for Ranked<'_, K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order(other)
    }
}

impl Preference {
    /// By value ids; lanes with a value that no row has are left out.
    pub fn resolve(&self, dictionaries: &Dictionaries) -> Vec<ResolvedLane> {
        let resolve = |lane: &Lane| {
            let ids =
                |(field, text): &(Field, String)| (*field, dictionaries.with_text(*field, text));
            let values: Vec<_> = lane.values.iter().map(ids).collect();
            let known = !values.is_empty() && values.iter().all(|(_, ids)| !ids.is_empty());
            known.then(|| ResolvedLane {
                values,
                weight: lane.weight.min(MOST_WEIGHT),
            })
        };
        self.lanes.iter().filter_map(resolve).collect()
    }
}

impl ResolvedLane {
    fn holds<K: Clone + Eq + Hash>(&self, rows: &Rows<K>, slot: u32) -> bool {
        self.values
            .iter()
            .all(|(field, ids)| ids.contains(&rows.texts[usize::from(field.0)][slot as usize]))
    }

    /// Slots among which all its rows are.
    fn slots<'a>(&'a self, dictionaries: &'a Dictionaries) -> impl Iterator<Item = u32> + 'a {
        let count = |(field, ids): &&(Field, Vec<u32>)| -> usize {
            ids.iter()
                .map(|id| dictionaries.slots(*field, *id).len())
                .sum()
        };
        let rarest = self.values.iter().min_by_key(count);
        rarest.into_iter().flat_map(move |(field, ids)| {
            ids.iter()
                .flat_map(move |id| dictionaries.slots(*field, *id).iter().copied())
        })
    }
}

fn weight<K: Clone + Eq + Hash>(lanes: &[ResolvedLane], rows: &Rows<K>, slot: u32) -> u8 {
    lanes
        .iter()
        .filter(|lane| lane.holds(rows, slot))
        .map(|lane| lane.weight)
        .max()
        .unwrap_or(0)
}

/// The best rows for a plan, best first.
pub fn best<'a, K: Clone + Ord + Hash>(
    plan: &Plan,
    rows: &'a Rows<K>,
    dictionaries: &Dictionaries,
    wanted: Wanted<'_>,
) -> Vec<Ranked<'a, K>> {
    let mut top = Top {
        rows,
        wanted,
        heap: BinaryHeap::with_capacity(wanted.limit.min(rows.len()) + 1),
        ceiling: plan.ceiling(),
    };
    let score = |slot| {
        let (score, missing) = plan.score(rows, slot)?;
        Some((score, missing, SOONER))
    };
    if let Some(term) = plan.alone()
        && top.walk_levels(&term.levels(), dictionaries, score)
    {
        return top.heap.into_sorted_vec();
    }
    match marks::of_plan(plan, rows, dictionaries) {
        Some(marks) => top.walk_marked(&marks, score),
        None => top.walk_all(score),
    }
    top.heap.into_sorted_vec()
}

/// What an empty query shows: preferred lanes first, each by its next deadline, then the rest.
pub fn soonest<'a, K: Clone + Ord + Hash>(
    rows: &'a Rows<K>,
    dictionaries: &Dictionaries,
    wanted: Wanted<'_>,
) -> Vec<Ranked<'a, K>> {
    let top = |ceiling| Top {
        rows,
        wanted,
        heap: BinaryHeap::with_capacity(wanted.limit.min(rows.len()) + 1),
        ceiling,
    };
    let mut preferred = top(u16::from(MOST_WEIGHT));
    let slots = wanted
        .lanes
        .iter()
        .flat_map(|lane| lane.slots(dictionaries));
    let marks = marks::of_slots(slots, rows.slots());
    preferred.walk_marked(&marks, |slot| {
        let weight = weight(wanted.lanes, rows, slot);
        (weight > 0).then_some((u16::from(weight), 0, 0))
    });
    let mut out = preferred.heap.into_sorted_vec();
    if out.len() < wanted.limit {
        let mut rest = top(0);
        rest.walk_all(|slot| Some((0, 0, 0)).filter(|_| weight(wanted.lanes, rows, slot) == 0));
        out.extend(rest.heap.into_sorted_vec());
        out.sort();
        out.truncate(wanted.limit);
    }
    out
}

struct Top<'a, 'w, K> {
    rows: &'a Rows<K>,
    wanted: Wanted<'w>,
    heap: BinaryHeap<Ranked<'a, K>>,
    ceiling: u16,
}

type Scored = (u16, u8, i64);

impl<K: Clone + Ord + Hash> Top<'_, '_, K> {
    fn walk_all(&mut self, score: impl Fn(u32) -> Option<Scored>) {
        for block in 0..self.rows.blocks().len() {
            if self.passes_over(block) {
                continue;
            }
            let from = block * BLOCK;
            for slot in from..(from + BLOCK).min(self.rows.slots()) {
                self.look(u32::try_from(slot).unwrap_or(u32::MAX), &score);
            }
        }
    }

    fn walk_marked(&mut self, marks: &Marks, score: impl Fn(u32) -> Option<Scored>) {
        for (block, words) in marks.chunks(BLOCK / 64).enumerate() {
            if words.iter().all(|w| *w == 0) || self.passes_over(block) {
                continue;
            }
            for (i, word) in words.iter().enumerate() {
                let mut left = *word;
                while left != 0 {
                    let slot = block * BLOCK + i * 64 + left.trailing_zeros() as usize;
                    left &= left - 1;
                    if slot >= self.rows.slots() {
                        break;
                    }
                    self.look(u32::try_from(slot).unwrap_or(u32::MAX), &score);
                }
            }
        }
    }

    /// One term alone: rows of the best values first, and no others once there are enough. Gives up,
    /// with nothing looked at, where the best values are so common that their rows come soon anyway.
    fn walk_levels(
        &mut self,
        levels: &[(u8, Field, u32)],
        dictionaries: &Dictionaries,
        score: impl Fn(u32) -> Option<Scored>,
    ) -> bool {
        let rows_of = |level: &[(u8, Field, u32)]| -> usize {
            level
                .iter()
                .map(|(_, f, id)| dictionaries.slots(*f, *id).len())
                .sum()
        };
        let mut levels = levels.chunk_by(|a, b| a.0 == b.0).peekable();
        if levels
            .peek()
            .is_none_or(|first| rows_of(first) > self.rows.slots() / 32)
        {
            return false;
        }
        let mut seen: Marks = vec![0; self.rows.slots().div_ceil(64)];
        for level in levels {
            let slots = level
                .iter()
                .flat_map(|(_, f, id)| dictionaries.slots(*f, *id));
            let mut marks = marks::of_slots(slots.copied(), self.rows.slots());
            for (mark, seen) in marks.iter_mut().zip(&mut seen) {
                *mark &= !*seen;
                *seen |= *mark;
            }
            self.walk_marked(&marks, &score);
            let enough = self.heap.len() >= self.wanted.limit
                && self
                    .heap
                    .peek()
                    .is_none_or(|worst| !worst.closed && worst.score >= u16::from(level[0].0));
            if enough {
                break;
            }
        }
        true
    }

    /// Whether no row of the block can still get in.
    fn passes_over(&self, block: usize) -> bool {
        let bounds = self.rows.blocks()[block];
        if !self.wanted.closed && bounds.last <= self.wanted.now {
            return true;
        }
        let Some(worst) = self
            .heap
            .peek()
            .filter(|_| self.heap.len() >= self.wanted.limit)
        else {
            return self.wanted.limit == 0;
        };
        let sooner = if self.wanted.lanes.is_empty() {
            0
        } else {
            SOONER * i64::from(MOST_WEIGHT)
        };
        let earliest = i64::from(bounds.first) - sooner;
        !worst.closed
            && worst.missing == 0
            && (worst.score > self.ceiling || worst.score == self.ceiling && worst.time < earliest)
    }

    #[inline]
    fn look(&mut self, slot: u32, score: &impl Fn(u32) -> Option<Scored>) {
        let Some((score, missing, sooner)) = score(slot) else {
            return;
        };
        let (closed, time) = match self.rows.standing(slot, self.wanted.now) {
            Standing::Open(at) => (false, i64::from(at)),
            // Of closed ones, the last to close first.
            Standing::Closed(at) => (true, -i64::from(at)),
        };
        if closed && !self.wanted.closed {
            return;
        }
        // A slot given up has no key; its days may still match.
        let Some(key) = self.rows.key(slot) else {
            return;
        };
        let mut ranked = Ranked {
            slot,
            score,
            missing,
            closed,
            time,
            key,
        };
        if sooner > 0 && !closed && !self.wanted.lanes.is_empty() {
            // Only a row that could get in is worth asking.
            let own = ranked.time;
            ranked.time -= sooner * i64::from(MOST_WEIGHT);
            let full = self.heap.len() >= self.wanted.limit;
            if full && self.heap.peek().is_none_or(|worst| ranked >= *worst) {
                return;
            }
            ranked.time = own - sooner * i64::from(weight(self.wanted.lanes, self.rows, slot));
        }
        if self.heap.len() < self.wanted.limit {
            self.heap.push(ranked);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked < *worst
        {
            *worst = ranked;
        }
    }
}
