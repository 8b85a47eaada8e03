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
        seen: Marks::new(),
    };
    let score = |slot, floor| {
        let floor = if plan.phrases.is_empty() { floor } else { 0 };
        let (score, missing) = plan.score(rows, slot, floor)?;
        Some((score, missing, SOONER))
    };
    let cuts: &[u8] = if plan.may_miss == 0 { &CUTS } else { &[ALL] };
    // Rows of the best values first, and no others once there are enough.
    for cut in cuts {
        let Some(mut marks) = marks::of_plan(plan, *cut, rows, dictionaries) else {
            top.walk_all(score);
            break;
        };
        top.pass_over_seen(&mut marks);
        top.walk_marked(&marks, score);
        if *cut == ALL || top.is_filled_above(top.ceiling.saturating_sub(u16::from(*cut) + 1)) {
            break;
        }
    }
    top.heap.into_sorted_vec()
}

/// Every value that matches at all.
const ALL: u8 = u8::MAX;

/// How far below the best of a term its values may be, at first and further on.
const CUTS: [u8; 4] = [0, 3, 8, ALL];

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
        seen: Marks::new(),
    };
    let mut preferred = top(u16::from(MOST_WEIGHT));
    let slots = wanted
        .lanes
        .iter()
        .flat_map(|lane| lane.slots(dictionaries));
    let marks = marks::of_slots(slots, rows.slots());
    preferred.walk_marked(&marks, |slot, _| {
        let weight = weight(wanted.lanes, rows, slot);
        (weight > 0).then_some((u16::from(weight), 0, 0))
    });
    let mut out = preferred.heap.into_sorted_vec();
    if out.len() < wanted.limit {
        let mut rest = top(0);
        rest.walk_all(|slot, _| Some((0, 0, 0)).filter(|_| weight(wanted.lanes, rows, slot) == 0));
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
    /// Rows looked at on an earlier walk.
    seen: Marks,
}

type Scored = (u16, u8, i64);

impl<K: Clone + Ord + Hash> Top<'_, '_, K> {
    fn walk_all(&mut self, score: impl Fn(u32, u16) -> Option<Scored>) {
        for block in 0..self.rows.blocks().len() {
            if self.passes_over(block) {
                continue;
            }
            let from = block * BLOCK;
            for slot in from..(from + BLOCK).min(self.rows.slots()) {
                let seen = self.seen.get(slot / 64).copied().unwrap_or(0);
                if seen >> (slot % 64) & 1 == 0 {
                    self.look(u32::try_from(slot).unwrap_or(u32::MAX), &score);
                }
            }
        }
    }

    fn walk_marked(&mut self, marks: &Marks, score: impl Fn(u32, u16) -> Option<Scored>) {
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

    /// Takes away the rows looked at before, and remembers the others as such.
    fn pass_over_seen(&mut self, marks: &mut Marks) {
        self.seen.resize(marks.len(), 0);
        for (mark, seen) in marks.iter_mut().zip(&mut self.seen) {
            *mark &= !*seen;
            *seen |= *mark;
        }
    }

    /// Whether there are enough, and none that a row of this score could pass.
    fn is_filled_above(&self, score: u16) -> bool {
        self.floor() > score || self.wanted.limit == 0
    }

    /// The last of those kept, once there are enough: what gets in puts it out.
    fn worst(&self) -> Option<&Ranked<'_, K>> {
        self.heap
            .peek()
            .filter(|_| self.heap.len() >= self.wanted.limit)
    }

    /// Where all that are kept match as well as any row can, a row whose deadline comes after theirs
    /// need not be scored.
    #[inline]
    fn comes_too_late(&self, slot: u32) -> bool {
        let Some(worst) = self.worst().filter(|_| self.wanted.lanes.is_empty()) else {
            return false;
        };
        let best = !worst.closed && worst.missing == 0 && worst.score >= self.ceiling;
        best && match self.rows.standing(slot, self.wanted.now) {
            Standing::Open(at) => i64::from(at) > worst.time,
            Standing::Closed(_) => true,
        }
    }

    /// Rows of a lower score can't get in.
    fn floor(&self) -> u16 {
        self.worst()
            .filter(|worst| !worst.closed && worst.missing == 0)
            .map_or(0, |worst| worst.score)
    }

    /// Whether no row of the block can still get in.
    fn passes_over(&self, block: usize) -> bool {
        let bounds = self.rows.blocks()[block];
        if !self.wanted.closed && bounds.last <= self.wanted.now {
            return true;
        }
        let Some(worst) = self.worst() else {
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
    fn look(&mut self, slot: u32, score: &impl Fn(u32, u16) -> Option<Scored>) {
        if self.comes_too_late(slot) {
            return;
        }
        let Some((score, missing, sooner)) = score(slot, self.floor()) else {
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
