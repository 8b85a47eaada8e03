//! The store: the journal is the truth, sled is the view.
//!
//! Every committed batch goes first to an append-only journal of our own (one `fdatasync` for a
//! whole group of batches, before anyone is answered), and then into a view that serves all reads.
//! The view on disk is sled; it can be thrown away at any time and is rebuilt from the newest good
//! snapshot and the journal after it. [`memory()`] is the same store without a disk.
//!
//! ```text
//! home/desk.lock            who holds the desk; taken first
//! home/store/FORMAT         format of the store and its generation
//! home/store/journal/       segments of frames: the truth
//! home/store/snapshots/     the whole state at one sequence number; the last two are kept
//! home/store/archive/       sealed segments before those, compressed
//! home/store/view/          sled, believed only with `view.clean` beside it
//! ```
//!
//! What the caller keeps: keys and values are bytes here; [`envelope`] turns types into them.

mod admit;
mod ahead;
mod archive;
mod backup;
mod blocks;
mod clean;
mod desk;
pub mod disk;
pub mod envelope;
mod error;
mod fill;
mod fold;
mod format;
mod frame;
mod history;
mod journal;
mod lock;
mod memory;
mod open;
mod overlay;
mod record;
mod reserve;
mod said;
mod sealed;
mod segment;
mod settings;
mod shared;
mod sled;
mod snapshot;
mod upkeep;
mod verify;
mod view;
mod why;

pub use ahead::reading_ahead;
pub use backup::{Copied, backup, restore};
pub use desk::{DeskStore, OpenReport, Options, Progress, Waits};
pub use error::{CommitError, Health, StoreError};
pub use format::FORMAT;
pub use history::Torn;
pub use memory::{MemoryStore, memory};
pub use open::open;
pub use overlay::{Overlay, PushError, Pushed};
pub use record::{Batch, Range, Record, Table, Write};
pub use sealed::{seal, unseal};
pub use verify::{verify, verify_view};
pub use view::{Scan, View};
pub use why::Why;

use std::sync::Arc;

/// How many of the newest commits are remembered by their request id.
///
/// A command sent again within that many commits gets its first answer; one that is older is
/// no longer known, and would be done anew. At ten commits a second that is almost two hours.
pub const ANSWERS_KEPT: u64 = 65_536;

/// The one writer.
pub trait Store: Send {
    /// Everybody's reads. The same view for as long as the store is open.
    fn view(&self) -> Arc<dyn View>;

    /// Writes a group with a single sync, and says for each batch which sequence number it got.
    ///
    /// A batch whose request id was answered before writes nothing and gets the first one's number;
    /// its reply is in [`View::answered`]. When a result is [`CommitError::Unknown`] the batch may
    /// or may not be in the journal: nothing of it is visible, and asking again with the same id
    /// settles it.
    fn commit(&mut self, batches: Vec<Batch>) -> Vec<Result<u64, CommitError>>;

    /// What the desk may be told: working, or why not.
    fn health(&self) -> Health;

    /// To be called when idle, about once a second: a read-only store tries to work again here.
    fn tend(&mut self) -> Health;

    /// Ends in good order, so that the next start needs no rebuild.
    fn close(self: Box<Self>) -> Result<(), StoreError>;
}
