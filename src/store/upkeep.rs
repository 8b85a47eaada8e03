//! Keeping the files small beside the running desk, on a thread of its own.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::format::Place;
use super::{StoreError, archive, fold, segment, snapshot};

/// Folds sealed segments into snapshots and archives what is behind the last two.
pub(super) struct Upkeep {
    fold_after: usize,
    /// A segment was sealed that nobody has looked at.
    wanted: Arc<AtomicBool>,
    running: Option<JoinHandle<()>>,
    failure: Arc<Mutex<Option<String>>>,
}

impl Upkeep {
    pub(super) fn new(fold_after: usize) -> Self {
        Self {
            fold_after,
            wanted: Arc::default(),
            running: None,
            failure: Arc::default(),
        }
    }

    /// To be called when a segment was sealed, and at the start.
    pub(super) fn sealed(&mut self, place: &Place) {
        self.wanted.store(true, Ordering::SeqCst);
        if self
            .running
            .as_ref()
            .is_some_and(|thread| !thread.is_finished())
        {
            return;
        }
        self.finish();
        let (place, fold_after) = (place.clone(), self.fold_after);
        let (failure, wanted) = (self.failure.clone(), self.wanted.clone());
        let work = move || {
            // Some may be sealed while it is at it.
            while wanted.swap(false, Ordering::SeqCst) {
                let outcome = run(&place, fold_after).err().map(|error| error.to_string());
                if let Some(why) = &outcome {
                    tracing::warn!(%why, "no snapshot was made");
                }
                *failure.lock().unwrap_or_else(PoisonError::into_inner) = outcome;
            }
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

/// Takes away what tries that were cut short have left: nobody else writes there.
fn clear(place: &Place) -> Result<(), StoreError> {
    for dir in [place.snapshots(), place.archive()] {
        for name in place.list(&dir)? {
            let path = dir.join(name);
            if path.extension().is_none_or(|kind| kind != "tmp") {
                continue;
            }
            place
                .disk
                .remove(&path)
                .map_err(StoreError::io("remove", &path))?;
        }
    }
    Ok(())
}

fn run(place: &Place, fold_after: usize) -> Result<(), StoreError> {
    clear(place)?;
    let segments = segment::survey(place, false)?.segments;
    let newest = snapshot::list(place)?
        .last()
        .map_or(0, |(sequence, _)| *sequence);
    let sealed: Vec<u64> = segments
        .windows(2)
        .map(|pair| pair[1].after.sequence)
        .filter(|end| *end > newest)
        .collect();
    if let Some(last) = sealed.last()
        && sealed.len() >= fold_after
    {
        // What is kept hot reaches back to the older of two snapshots: after a long rush that would
        // be all of the rush, so there is one within it.
        if sealed.len() >= 2 * fold_after {
            let within = sealed[sealed.len() - 1 - fold_after];
            fold::fold(place, &place.snapshots(), within)?;
        }
        fold::fold(place, &place.snapshots(), *last)?;
    }
    archive::retire(place)
}
