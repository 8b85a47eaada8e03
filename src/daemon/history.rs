//! Whether the jobs that are over are in memory: they may still be taken in while the desk works.

use std::sync::{Condvar, Mutex, PoisonError};

use super::records;
use crate::protocol::Failure;
use crate::store::StoreError;

/// Whether all that is over is in memory.
#[derive(Default)]
pub struct History {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
enum State {
    #[default]
    Whole,
    Underway,
    Failed(String),
}

impl History {
    /// All of it is in.
    pub fn complete(&self) {
        self.set(State::Whole);
    }

    /// Some of it is still to come.
    pub fn begin(&self) {
        self.set(State::Underway);
    }

    fn set(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self.changed.notify_all();
    }

    /// It could not be read: whoever asks is told.
    pub fn failed(&self, why: &impl ToString) {
        self.set(State::Failed(why.to_string()));
    }

    /// Whether jobs that are over are still being taken in.
    pub fn is_underway(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(*state, State::Underway)
    }

    /// Waits until all of it is in.
    ///
    /// # Errors
    /// It could not be read.
    pub fn whole(&self) -> Result<(), Failure> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self
            .changed
            .wait_while(state, |state| matches!(state, State::Underway))
            .unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Failed(why) => Err(records::failed(&StoreError::View(why.clone()))),
            State::Whole | State::Underway => Ok(()),
        }
    }
}
