//! The rows of one value.

/// Shorter lists stay lists: a schedule just begun has no broad values.
const SHORTEST: usize = 256;

/// The slots that have a value: few of them one by one, many as a bit for each slot, which takes
/// less room then and is put together with others in a few steps.
#[derive(Debug)]
pub enum Posting {
    /// In no order, with some that no longer have it; these are passed over when they are read, and
    /// dropped once they are the most.
    Few(Vec<u32>),
    /// A bit a slot, up to the last one that has it.
    Many(Vec<u64>),
}

impl Default for Posting {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Posting {
    /// A slot has the value now; of `all` slots there are.
    pub fn add(&mut self, slot: u32, all: usize) {
        match self {
            Self::Few(slots) => {
                slots.push(slot);
                // A bit for every slot takes less than four bytes for each of these.
                if slots.len() > SHORTEST.max(all / 32) {
                    *self = Self::Many(marks_of(slots));
                }
            }
            Self::Many(marks) => mark(marks, slot),
        }
    }

    /// A slot no longer has the value, so many still do; `holds` tells which.
    pub fn remove(&mut self, slot: u32, rows: u32, holds: impl Fn(u32) -> bool) {
        match self {
            Self::Few(slots) => {
                if slots.len() > 2 * rows as usize + 64 || rows == 0 {
                    slots.retain(|slot| holds(*slot));
                    slots.sort_unstable();
                    slots.dedup();
                }
            }
            Self::Many(marks) => {
                if let Some(word) = marks.get_mut(slot as usize / 64) {
                    *word &= !(1 << (slot % 64));
                }
                if (rows as usize) < SHORTEST / 2 {
                    *self = Self::Few(slots(marks).collect());
                }
            }
        }
    }

    /// Slots have new numbers; those of `u32::MAX` are gone.
    pub fn renumber(&mut self, moved: &[u32]) {
        let new = |slot: u32| moved.get(slot as usize).copied().filter(|s| *s != u32::MAX);
        let mut kept: Vec<u32> = match self {
            Self::Few(few) => few.iter().filter_map(|slot| new(*slot)).collect(),
            Self::Many(marks) => slots(marks).filter_map(new).collect(),
        };
        kept.sort_unstable();
        kept.dedup();
        if kept.len() > SHORTEST.max(moved.len() / 32) {
            *self = Self::Many(marks_of(&kept));
        } else {
            *self = Self::Few(kept);
        }
    }

    /// Marks the slots among all.
    pub fn mark(&self, all: &mut [u64]) {
        match self {
            Self::Few(slots) => {
                for slot in slots {
                    all[*slot as usize / 64] |= 1 << (slot % 64);
                }
            }
            Self::Many(marks) => {
                for (word, with) in all.iter_mut().zip(marks) {
                    *word |= with;
                }
            }
        }
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let of_all = match self {
            Self::Few(slots) => slots.capacity() * 4,
            Self::Many(marks) => marks.capacity() * 8,
        };
        of_all + size_of::<Self>()
    }
}

fn marks_of(slots: &[u32]) -> Vec<u64> {
    let mut marks = Vec::new();
    for slot in slots {
        mark(&mut marks, *slot);
    }
    marks
}

fn mark(marks: &mut Vec<u64>, slot: u32) {
    let at = slot as usize / 64;
    if marks.len() <= at {
        marks.resize(at + 1, 0);
    }
    marks[at] |= 1 << (slot % 64);
}

/// The slots that are marked.
pub fn slots(marks: &[u64]) -> impl Iterator<Item = u32> + '_ {
    (0u32..).zip(marks).flat_map(|(at, word)| {
        let bits = (0..64).filter(move |bit| word >> bit & 1 == 1);
        bits.map(move |bit| at * 64 + bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(posting: &Posting) -> Vec<u32> {
        let mut marks = vec![0; 2_000];
        posting.mark(&mut marks);
        slots(&marks).collect()
    }

    #[test]
    fn few_become_many_and_few_again() {
        let mut posting = Posting::default();
        let has = |slot: &u32| slot.is_multiple_of(3);
        for slot in (0..30_000).filter(has) {
            posting.add(slot, 30_000);
        }
        assert!(matches!(posting, Posting::Many(_)));
        assert_eq!(all(&posting), (0..30_000).filter(has).collect::<Vec<_>>());
        let mut rows = 10_000;
        for slot in (300..30_000).filter(has) {
            rows -= 1;
            posting.remove(slot, rows, |s| has(&s) && (s < 300 || s > slot));
        }
        assert!(matches!(posting, Posting::Few(_)));
        let left: Vec<u32> = all(&posting).into_iter().filter(|s| *s < 300).collect();
        assert_eq!(left, (0..300).step_by(3).collect::<Vec<_>>());
    }

    #[test]
    fn new_numbers_are_taken_and_what_is_gone_goes() {
        for count in [10u32, 5_000] {
            let mut posting = Posting::default();
            (0..count).for_each(|slot| posting.add(slot, count as usize));
            let moved: Vec<u32> = (0..count)
                .map(|slot| {
                    if slot.is_multiple_of(2) {
                        slot / 2
                    } else {
                        u32::MAX
                    }
                })
                .collect();
            posting.renumber(&moved);
            assert_eq!(all(&posting), (0..count.div_ceil(2)).collect::<Vec<_>>());
        }
    }
}
