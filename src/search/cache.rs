//! Grades of terms, kept while typing goes on.

use super::grade::Stage;
use super::plan::TextGrades;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Terms kept; a few operators' worth of half-typed words.
const MOST: usize = 512;

/// The grades of terms against the dictionaries as they are now.
#[derive(Debug, Default)]
pub struct Cache {
    kept: Mutex<HashMap<(String, Stage), Arc<TextGrades>>>,
}

impl Cache {
    /// The kept grades, or new ones.
    pub fn get(
        &self,
        term: &str,
        stage: Stage,
        make: impl FnOnce() -> TextGrades,
    ) -> Arc<TextGrades> {
        let key = (term.to_owned(), stage);
        // What a panicked thread left is still whole: entries go in complete.
        if let Some(kept) = self
            .kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Arc::clone(kept);
        }
        let made = Arc::new(make());
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&made));
        made
    }

    /// Forgets all: a dictionary has changed.
    pub fn clear(&mut self) {
        self.kept
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
