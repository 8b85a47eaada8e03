//! The Latin words of an index, to ask quickly whether a piece of text is one.

use super::form::{Form, FormKind};
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

/// Whole names, codes and readings; and names from each of their words on.
#[derive(Debug, Default)]
pub struct Latin {
    whole: HashMap<Box<str>, u32>,
    fronts: BTreeMap<Box<str>, u32>,
}

impl Latin {
    /// A name has come into use, or gone out of it.
    pub fn turned(&mut self, form: &Form, alive: bool) {
        for sound in &form.sounds {
            self.count(&sound.text, alive);
            // Two initials fit too many names.
            if sound.starts.len() >= 3 {
                self.count(&sound.initials().collect::<String>(), alive);
            }
        }
        let letters = &form.letters;
        if form.is_han() || letters.text.is_empty() {
            return;
        }
        self.count(&letters.text, alive);
        if form.kind == FormKind::Name {
            for start in &letters.starts {
                let rest = &letters.text[usize::from(*start)..];
                let seen = self.fronts.entry(rest.into()).or_default();
                *seen = if alive {
                    *seen + 1
                } else {
                    seen.saturating_sub(1)
                };
                if *seen == 0 {
                    self.fronts.remove(rest);
                }
            }
        }
    }

    fn count(&mut self, word: &str, alive: bool) {
        let seen = self.whole.entry(word.into()).or_default();
        *seen = if alive {
            *seen + 1
        } else {
            seen.saturating_sub(1)
        };
        if *seen == 0 {
            self.whole.remove(word);
        }
    }

    /// Whether something is called exactly this.
    pub fn is_whole(&self, word: &str) -> bool {
        self.whole.contains_key(word)
    }

    /// Whether a name, or a word of it and what follows, begins with this.
    pub fn is_front(&self, word: &str) -> bool {
        let from = (Bound::Included(word), Bound::Unbounded);
        let next = self.fronts.range::<str, _>(from).next();
        next.is_some_and(|(rest, _)| rest.starts_with(word))
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let words = self.whole.keys().chain(self.fronts.keys());
        words.map(|word| word.len() + 32).sum()
    }
}
