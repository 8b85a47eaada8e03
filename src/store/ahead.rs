//! Reading ahead: while what was read is taken in, the next is read on another thread.

use std::sync::mpsc::sync_channel;
use std::thread;

use super::StoreError;

/// So many parts are read ahead.
const AHEAD: usize = 4;

/// Runs `read` on a thread of its own; each part that it gives is taken in here, in order. Gives what
/// `read` ends with.
///
/// # Errors
/// What `take` met: `read` is then refused its next part, and ends. Else what `read` met; the parts
/// before it were taken in.
pub fn reading_ahead<P: Send, T: Send>(
    read: impl FnOnce(&dyn Fn(P) -> Result<(), StoreError>) -> Result<T, StoreError> + Send,
    mut take: impl FnMut(P) -> Result<(), StoreError>,
) -> Result<T, StoreError> {
    thread::scope(|threads| {
        let (send, parts) = sync_channel(AHEAD);
        let reader = thread::Builder::new()
            .name("reading".to_owned())
            .spawn_scoped(threads, move || {
                read(&|part| {
                    let refused = |_| StoreError::View("it takes nothing in".to_owned());
                    send.send(part).map_err(refused)
                })
            })
            .map_err(|error| StoreError::View(error.to_string()))?;
        for part in parts {
            take(part)?;
        }
        reader
            .join()
            .unwrap_or_else(|_| Err(StoreError::View("it could not be read".to_owned())))
    })
}
