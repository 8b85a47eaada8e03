//! Keeping the files small beside the running desk, on a thread of its own.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::format::Place;
use super::{StoreError, archive, fold, segment, snapshot};

/// Folds sealed segments into snapshots and archives what is behind the last two.
pub(super) struct Upkeep {
    fold_after: usize,
    running: Option<JoinHandle<()>>,
    failure: Arc<Mutex<Option<String>>>,
}

impl Upkeep {
    pub(super) fn new(fold_after: usize) -> Self {
        Self {
            fold_after,
            running: None,
            failure: Arc::default(),
        }
    }

    /// To be called when a segment was sealed, and at the start.
    pub(super) fn sealed(&mut self, place: &Place) {
        if self
            .running
            .as_ref()
            .is_some_and(|thread| !thread.is_finished())
        {
            return;
        }
        self.finish();
        let (place, fold_after) = (place.clone(), self.fold_after);
        let failure = self.failure.clone();
        let work = move || {
            let outcome = run(&place, fold_after).err().map(|error| error.to_string());
            if let Some(why) = &outcome {
                tracing::warn!(%why, "no snapshot was made");
            }
            *failure.lock().unwrap_or_else(PoisonError::into_inner) = outcome;
        };
        match thread::Builder::new().name("snapshots".into()).spawn(work) {
            Ok(thread) => self.running = Some(thread),
            Err(error) => tracing::warn!(%error, "no thread for snapshots"),
        }
    }

    /// Waits for what is under way.
    pub(super) fn finish(&mut self) {
        if let Some(thread) = self.running.take() {
            // A panic there is only a snapshot less.
            let _ = thread.join();
        }
    }

    pub(super) fn failure(&self) -> Option<String> {
        self.failure
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Upkeep {
    fn drop(&mut self) {
        self.finish();
    }
}

fn run(place: &Place, fold_after: usize) -> Result<(), StoreError> {
    let segments = segment::survey(place, false)?.segments;
    let newest = snapshot::list(place)?
        .last()
        .map_or(0, |(sequence, _)| *sequence);
    let sealed = segments
        .windows(2)
        .filter(|pair| pair[1].after.sequence > newest)
        .count();
    if let Some(last) = segments.last()
        && sealed >= fold_after
    {
        fold::fold(place, &place.snapshots(), last.after.sequence)?;
    }
    archive::retire(place)
}
