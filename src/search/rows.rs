//! Rows as value ids, in the order of their deadlines.

use super::dictionary::NONE;
use super::document::Order;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::HashMap;
use std::hash::Hash;

/// Rows are looked at in blocks of this many, and whole blocks are passed over.
pub const BLOCK: usize = 1024;

/// How many deadlines of a row are told apart.
const DEADLINES: usize = 6;

/// Where a row stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its next deadline, in seconds.
    Open(u32),
    /// Its last deadline, in seconds.
    Closed(u32),
}

/// What can be said of a block without looking into it.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// No row's deadlines begin before.
    pub first: u32,
    /// All rows' deadlines have passed then.
    pub last: u32,
}

/// The rows of an index.
#[derive(Debug)]
pub struct Rows<K> {
    keys: Vec<Option<K>>,
    slots: HashMap<K, u32>,
    free: Vec<u32>,
    deadlines: Vec<[u32; DEADLINES]>,
    blocks: Vec<Bounds>,
    /// By field and block: the first and the last day in it.
    spans: Vec<Vec<(u16, u16)>>,
    /// By field: the rows of each day, those of removed rows included.
    by_day: Vec<HashMap<u16, u32>>,
    timeless: bool,
    /// By field: ids of a text field, day numbers of a day field; one of the two is empty.
    pub texts: Vec<Vec<u32>>,
    /// Days since 1970, from 1; 0 is none. Written by [`Rows::set_day`].
    pub days: Vec<Vec<u16>>,
}

impl<K: Clone + Eq + Hash> Rows<K> {
    /// No rows, of as many fields.
    pub fn new(fields: usize) -> Self {
        Self {
            keys: Vec::new(),
            slots: HashMap::new(),
            free: Vec::new(),
            deadlines: Vec::new(),
            blocks: Vec::new(),
            spans: vec![Vec::new(); fields],
            by_day: vec![HashMap::new(); fields],
            timeless: false,
            texts: vec![Vec::new(); fields],
            days: vec![Vec::new(); fields],
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Slots, those of removed rows included.
    pub fn slots(&self) -> usize {
        self.keys.len()
    }

    /// The key in a slot.
    pub fn key(&self, slot: u32) -> Option<&K> {
        self.keys[slot as usize].as_ref()
    }

    /// A slot for a key: its own, a free one, or a new one. `text` says which fields hold text.
    pub fn take(&mut self, key: K, order: &Order, text: &[bool]) -> u32 {
        let slot = self
            .slots
            .get(&key)
            .copied()
            .or_else(|| self.free.pop())
            .unwrap_or_else(|| {
                self.keys.push(None);
                self.deadlines.push([0; DEADLINES]);
                for (field, is_text) in text.iter().enumerate() {
                    if *is_text {
                        self.texts[field].push(NONE);
                    } else {
                        self.days[field].push(0);
                    }
                }
                u32::try_from(self.keys.len() - 1).unwrap_or(u32::MAX)
            });
        let at = slot as usize;
        self.timeless |= matches!(order, Order::Rank(_));
        self.deadlines[at] = sorted(order);
        self.keys[at] = Some(key.clone());
        self.slots.insert(key, slot);
        self.bound(at);
        slot
    }

    /// Widens the bounds of a slot's block to hold it.
    fn bound(&mut self, at: usize) {
        let block = at / BLOCK;
        if block == self.blocks.len() {
            self.blocks.push(Bounds {
                first: u32::MAX,
                last: 0,
            });
            for span in &mut self.spans {
                span.push((u16::MAX, 0));
            }
        }
        let bounds = &mut self.blocks[block];
        bounds.first = bounds.first.min(self.deadlines[at][0]);
        bounds.last = bounds.last.max(self.deadlines[at][DEADLINES - 1]);
    }

    /// Gives a slot a day, 0 for none.
    pub fn set_day(&mut self, field: usize, at: usize, day: u16) {
        let old = std::mem::replace(&mut self.days[field][at], day);
        if let Some(rows) = self.by_day[field].get_mut(&old) {
            *rows = rows.saturating_sub(1);
        }
        self.widen(field, at);
    }

    fn widen(&mut self, field: usize, at: usize) {
        let day = self.days[field][at];
        if day > 0 {
            let (first, last) = &mut self.spans[field][at / BLOCK];
            *first = day.min(*first);
            *last = day.max(*last);
            *self.by_day[field].entry(day).or_default() += 1;
        }
    }

    /// About how many rows have that day in a field.
    pub fn of_day(&self, field: usize, day: u16) -> u32 {
        self.by_day[field].get(&day).copied().unwrap_or(0)
    }

    /// The first and the last day of a field in a block; the first is the later one where there is
    /// none.
    pub fn span(&self, field: usize, block: usize) -> (u16, u16) {
        self.spans[field][block]
    }

    /// Lays the rows in the order of their deadlines, free slots gone. Gives the new slot of each
    /// old one; `u32::MAX` for a free one.
    pub fn tidy(&mut self) -> Vec<u32>
    where
        K: Ord,
    {
        let all = 0..u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = all.filter(|slot| self.key(*slot).is_some()).collect();
        order.sort_by(|a, b| {
            let place = |slot: &u32| (self.deadlines[*slot as usize][0], self.key(*slot));
            place(a).cmp(&place(b))
        });
        let mut moved = vec![u32::MAX; self.keys.len()];
        for (to, from) in (0u32..).zip(&order) {
            moved[*from as usize] = to;
        }
        let at = |slot: &u32| *slot as usize;
        self.keys = order
            .iter()
            .map(|slot| self.keys[at(slot)].take())
            .collect();
        self.deadlines = order.iter().map(|slot| self.deadlines[at(slot)]).collect();
        for column in self.texts.iter_mut().filter(|column| !column.is_empty()) {
            *column = order.iter().map(|slot| column[at(slot)]).collect();
        }
        for column in self.days.iter_mut().filter(|column| !column.is_empty()) {
            *column = order.iter().map(|slot| column[at(slot)]).collect();
        }
        for slot in self.slots.values_mut() {
            *slot = moved[at(slot)];
        }
        self.free.clear();
        self.blocks.clear();
        self.spans.iter_mut().for_each(Vec::clear);
        self.by_day.iter_mut().for_each(HashMap::clear);
        for slot in 0..self.keys.len() {
            self.bound(slot);
            for field in 0..self.days.len() {
                if !self.days[field].is_empty() {
                    self.widen(field, slot);
                }
            }
        }
        moved
    }

    /// Frees a key's slot; its values are the caller's to clear.
    pub fn remove(&mut self, key: &K) -> Option<u32> {
        let slot = self.slots.remove(key)?;
        self.keys[slot as usize] = None;
        self.free.push(slot);
        Some(slot)
    }

    /// The moment to compare with: rows in a fixed order have none.
    pub fn moment(&self, now: u32) -> u32 {
        if self.timeless { 0 } else { now }
    }

    /// Where a row stands at a [`Rows::moment`].
    pub fn standing(&self, slot: u32, now: u32) -> Standing {
        let all = &self.deadlines[slot as usize];
        if all[0] > now {
            return Standing::Open(all[0]);
        }
        all.iter()
            .find(|d| **d > now)
            .map_or(Standing::Closed(all[DEADLINES - 1]), |d| Standing::Open(*d))
    }

    /// The blocks in order.
    pub fn blocks(&self) -> &[Bounds] {
        &self.blocks
    }

    /// About how many bytes rows take, keys apart.
    pub fn bytes(&self) -> usize {
        let texts: usize = self.texts.iter().map(|c| c.capacity() * 4).sum();
        let days: usize = self.days.iter().map(|c| c.capacity() * 2).sum();
        texts + days + self.deadlines.capacity() * DEADLINES * 4
    }
}

/// The deadlines in order, the last one repeated; of more than are told apart, those in between go.
fn sorted(order: &Order) -> [u32; DEADLINES] {
    let mut all: Vec<u32> = match order {
        Order::Deadlines(all) => all.iter().map(|d| seconds(*d)).collect(),
        Order::Rank(rank) => vec![rank.saturating_add(1)],
    };
    all.sort_unstable();
    all.dedup();
    let last = all.last().copied().unwrap_or(0);
    let mut out = [last; DEADLINES];
    for (to, from) in out.iter_mut().zip(all.into_iter().take(DEADLINES - 1)) {
        *to = from;
    }
    out
}

/// Seconds since 1970, cut at both ends of what fits.
pub fn seconds(moment: NaiveDateTime) -> u32 {
    u32::try_from(moment.and_utc().timestamp().max(1)).unwrap_or(u32::MAX - 1)
}

/// A day as its number since 1970, at least 1.
pub fn day_number(day: NaiveDate) -> u16 {
    let days = (day - NaiveDate::default()).num_days();
    u16::try_from(days.max(1)).unwrap_or(u16::MAX)
}

/// The day of a number.
pub fn day_of(number: u16) -> NaiveDate {
    NaiveDate::default()
        .checked_add_days(chrono::Days::new(u64::from(number)))
        .unwrap_or_default()
}
