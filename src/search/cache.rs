//! Grades of terms, kept while typing goes on.

use super::grade::Stage;
use super::planned::TextGrades;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Terms kept of a generation; a few operators' worth of half-typed words.
const MOST: usize = 512;

/// The grades of terms against the dictionaries as they are now.
#[derive(Debug, Default)]
pub struct Cache {
    kept: Mutex<Generations>,
}

type Kept = HashMap<Stage, HashMap<Box<str>, Arc<TextGrades>>>;

/// What was asked for lately, and what before that: once enough is new, the old goes, but what is
/// still asked for stays.
#[derive(Debug, Default)]
struct Generations {
    new: Kept,
    old: Kept,
}

impl Generations {
    fn find(&mut self, term: &str, stage: Stage) -> Option<Arc<TextGrades>> {
        let of = |kept: &Kept| kept.get(&stage).and_then(|kept| kept.get(term)).cloned();
        if let Some(found) = of(&self.new) {
            return Some(found);
        }
        let found = of(&self.old)?;
        self.keep(term, stage, &found);
        Some(found)
    }

    fn keep(&mut self, term: &str, stage: Stage, grades: &Arc<TextGrades>) {
        if self.new.values().map(HashMap::len).sum::<usize>() >= MOST {
            self.old = std::mem::take(&mut self.new);
        }
        let kept = self.new.entry(stage).or_default();
        kept.insert(term.into(), Arc::clone(grades));
    }
}

impl Cache {
    /// The kept grades, or new ones.
    pub fn get(
        &self,
        term: &str,
        stage: Stage,
        make: impl FnOnce() -> TextGrades,
    ) -> Arc<TextGrades> {
        // What a panicked thread left is still whole: entries go in complete.
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().find(term, stage) {
            return found;
        }
        let made = Arc::new(make());
        kept().keep(term, stage, &made);
        made
    }

    /// Forgets all: a dictionary has changed.
    pub fn clear(&mut self) {
        *self.kept.get_mut().unwrap_or_else(PoisonError::into_inner) = Generations::default();
    }
}
