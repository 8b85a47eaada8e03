//! The best few rows of a plan.

use super::dictionaries::Dictionaries;
use super::lanes::{MOST_WEIGHT, ResolvedLane, weight};
use super::marks::{self, Marks};
use super::plan::Plan;
use super::posting::slots;
use super::rows::{BLOCK, Rows, Standing};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::hash::Hash;

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

/// What was found.
#[derive(Debug)]
pub struct Found<'a, K> {
    /// The best rows, best first.
    pub rows: Vec<Ranked<'a, K>>,
    /// Nothing open matches, and closed rows were not asked for, but would.
    pub only_closed: bool,
}

/// The best rows for a plan. A row that matches nothing at all is none, where no single word has to
/// match.
pub fn best<'a, K: Clone + Ord + Hash>(
    plan: &Plan,
    rows: &'a Rows<K>,
    dictionaries: &Dictionaries,
    wanted: Wanted<'_>,
) -> Found<'a, K> {
    // Whether anything matches is told even where nothing is wanted.
    let at_least_one = Wanted {
        limit: wanted.limit.max(1),
        ..wanted
    };
    let mut top = Top::new(rows, at_least_one, plan.ceiling());
    let score = |slot, floor| {
        let (score, missing) = plan.score(rows, slot, floor)?;
        (score > 0).then_some((score, missing, SOONER))
    };
    if plan.may_miss == 0 {
        top.walk_best_first(plan, dictionaries, score);
    } else {
        let (mut all, mut but_one) = marks::but_one(plan, rows, dictionaries);
        top.pass_over_seen(&mut all);
        top.walk_marked(&all, score);
        top.pass_over_seen(&mut but_one);
        top.missing = 1;
        top.ceiling = plan.ceiling_short_of_one();
        top.walk_marked(&but_one, score);
    }
    let only_closed = top.heap.is_empty() && !wanted.closed && {
        let matches = |slot: u32| rows.key(slot).is_some() && score(slot, 0).is_some();
        if top.seen.is_empty() {
            (0..u32::try_from(rows.slots()).unwrap_or(u32::MAX)).any(matches)
        } else {
            slots(&top.seen).any(matches)
        }
    };
    let mut rows = top.heap.into_sorted_vec();
    rows.truncate(wanted.limit);
    Found { rows, only_closed }
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
    let mut preferred = Top::new(rows, wanted, u16::from(MOST_WEIGHT));
    let mut marks = vec![0; rows.slots().div_ceil(64)];
    for lane in wanted.lanes {
        lane.mark(dictionaries, &mut marks);
    }
    preferred.walk_marked(&marks, |slot, _| {
        let weight = weight(wanted.lanes, rows, slot);
        (weight > 0).then_some((u16::from(weight), 0, 0))
    });
    let mut out = preferred.heap.into_sorted_vec();
    if out.len() < wanted.limit {
        let mut rest = Top::new(rows, wanted, 0);
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
    /// Rows that are walked miss no fewer terms, and score no higher.
    missing: u8,
    ceiling: u16,
    /// Rows looked at on an earlier walk; none where all of them were.
    seen: Marks,
}

type Scored = (u16, u8, i64);

impl<'a, 'w, K: Clone + Ord + Hash> Top<'a, 'w, K> {
    fn new(rows: &'a Rows<K>, wanted: Wanted<'w>, ceiling: u16) -> Self {
        Self {
            rows,
            wanted,
            heap: BinaryHeap::with_capacity(wanted.limit.min(rows.len()) + 1),
            missing: 0,
            ceiling,
            seen: Marks::new(),
        }
    }

    /// Rows of the best values first, and no others once there are enough.
    fn walk_best_first(
        &mut self,
        plan: &Plan,
        dictionaries: &Dictionaries,
        score: impl Fn(u32, u16) -> Option<Scored>,
    ) {
        let cuts: &[u8] = if marks::are_few(plan, self.rows, dictionaries) {
            &[ALL]
        } else {
            &CUTS
        };
        for cut in cuts {
            let Some(mut marks) = marks::of_plan(plan, *cut, self.rows, dictionaries) else {
                self.walk_all(score);
                self.seen.clear();
                break;
            };
            self.pass_over_seen(&mut marks);
            self.walk_marked(&marks, &score);
            if self.is_filled_above(self.ceiling.saturating_sub(u16::from(*cut) + 1)) {
                break;
            }
        }
    }

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
        let best = !worst.closed && (worst.missing, self.ceiling) <= (self.missing, worst.score);
        best && match self.rows.standing(slot, self.wanted.now) {
            Standing::Open(at) => i64::from(at) > worst.time,
            Standing::Closed(_) => true,
        }
    }

    /// Rows of a lower score can't get in.
    fn floor(&self) -> u16 {
        match self.worst().filter(|worst| !worst.closed) {
            Some(worst) if worst.missing < self.missing => u16::MAX,
            Some(worst) if worst.missing == self.missing => worst.score,
            _ => 0,
        }
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
        // The other way round, since a higher score is better.
        let kept = (worst.missing, self.ceiling, worst.time);
        !worst.closed && kept < (self.missing, worst.score, earliest)
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
