//! Which batches of a group go in: the same check for every kind of store.

use super::frame::{Entry, MAX_PAYLOAD};
use super::overlay::{PushError, Pushed};
use super::{Batch, CommitError, Overlay, View};

/// What is to be written, and each batch's answer if that succeeds.
pub(super) struct Admitted {
    pub entries: Vec<Entry>,
    pub answers: Vec<Result<u64, CommitError>>,
}

/// Checks each batch against the view and those before it in the group.
pub(super) fn admit(view: &dyn View, batches: Vec<Batch>) -> Admitted {
    let mut overlay = Overlay::new(view);
    let mut entries = Vec::with_capacity(batches.len());
    let answers = batches
        .into_iter()
        .map(|batch| {
            let bytes = size(&batch);
            if bytes > MAX_PAYLOAD {
                return Err(CommitError::TooLarge {
                    bytes,
                    limit: MAX_PAYLOAD,
                });
            }
            match overlay.push(&batch) {
                Ok(Pushed::Before(sequence)) => Ok(sequence),
                Ok(Pushed::Now { sequence, at }) => {
                    entries.push(Entry::of(batch, sequence, at));
                    Ok(sequence)
                }
                Err(PushError::Refused(error)) => Err(error),
                Err(PushError::View(error)) => Err(CommitError::Degraded((&error).into())),
            }
        })
        .collect();
    Admitted { entries, answers }
}

/// An upper bound of what the batch takes in a frame.
fn size(batch: &Batch) -> usize {
    const OVERHEAD: usize = 64;
    let write = |write: &super::Write| {
        OVERHEAD + write.key.len() + write.value.as_ref().map_or(0, Vec::len)
    };
    OVERHEAD + batch.by.len() + batch.reply.len() + batch.writes.iter().map(write).sum::<usize>()
}
