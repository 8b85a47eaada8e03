//! What a value's letters rule out, so that few names are compared at all.

use super::form::Form;
use super::grade::{Probe, Stage};
use super::letters::{Letters, mask};
use super::schema::FieldKind;
use super::typo;

/// The letters of all names of a value, as bits: of a term that they rule out, no name is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sieve {
    /// All letters.
    letters: u64,
    /// The first of each word and syllable.
    heads: u64,
    /// The second of each.
    seconds: u64,
    /// Chinese characters, sixty-four sorts of them.
    han: u64,
    /// The bytes of the longest name.
    longest: usize,
}

/// Chinese characters as bits; two may share one.
pub fn han_mask(text: &str) -> u64 {
    let han = text.chars().filter(|c| super::fold::is_han(*c));
    han.fold(0, |mask, c| mask | 1 << (c as u32 % 64))
}

/// The bits of the first two letters.
pub fn ends_of(word: &str) -> (u64, u64) {
    let mut letters = word.char_indices().map(|(at, c)| at..at + c.len_utf8());
    let mut next = || letters.next().map_or(0, |at| mask(&word[at]));
    (next(), next())
}

impl Sieve {
    /// Of all names of a value.
    pub fn of(forms: &[Form]) -> Self {
        let mut sieve = Self::default();
        for form in forms {
            sieve.take(&form.letters);
            form.sounds.iter().for_each(|sound| sieve.take(sound));
        }
        sieve
    }

    fn take(&mut self, letters: &Letters) {
        self.letters |= letters.mask;
        self.longest = self.longest.max(letters.text.len());
        self.han |= han_mask(&letters.text);
        for start in &letters.starts {
            let (first, second) = ends_of(&letters.text[usize::from(*start)..]);
            self.heads |= first;
            self.seconds |= second;
        }
    }

    /// Whether one of the names may fit the term at this stage, none before it having done so.
    #[inline]
    pub fn lets(&self, probe: &Probe, kind: FieldKind, stage: Stage) -> bool {
        if kind == FieldKind::Voyage {
            return stage == Stage::Strict && probe.number & !self.letters == 0;
        }
        let all_letters = probe.mask & !self.letters == 0;
        if stage == Stage::Strict && !all_letters {
            return false;
        }
        if kind != FieldKind::Name {
            return true;
        }
        if probe.han {
            return if stage == Stage::Strict {
                probe.characters & !self.han == 0
            } else {
                self.han != 0
            };
        }
        let begins = probe.first & self.heads != 0;
        match stage {
            Stage::Strict => begins,
            Stage::Loose if probe.len < typo::SHORTEST => begins,
            Stage::Loose => {
                let most = typo::allowed(probe.len);
                let near = (probe.first | probe.second) & (self.heads | self.seconds) != 0;
                let few = (probe.mask & !self.letters).count_ones() as usize <= most;
                // No slips make a long term of a short name.
                self.longest + most >= probe.len && (all_letters || near && few)
            }
            Stage::Fuzzy => all_letters,
        }
    }
}
