//! What can go wrong, where, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use super::{Table, Why};

/// The store cannot do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system said no.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// A verb: `read`, `create`, …
        doing: &'static str,
        /// What it was done to.
        path: PathBuf,
        /// The reason given.
        source: io::Error,
    },
    /// Something that was acknowledged is not there, or not as it was written.
    #[error("{} is damaged at {place}: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where in it.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// Written by a later release.
    #[error("{what} has format {found}, and this build knows formats up to {known}")]
    Newer {
        /// A file or a record.
        what: String,
        /// Its format.
        found: u32,
        /// The newest format this build reads.
        known: u32,
    },
    /// Another process has the desk open.
    #[error("{} is held by {holder}", path.display())]
    Held {
        /// The lock file.
        path: PathBuf,
        /// Who says it holds it.
        holder: String,
    },
    /// Bytes that are no value of the type asked for.
    #[error("a stored {what} cannot be read: {why}")]
    Unreadable {
        /// The type.
        what: &'static str,
        /// What the decoder said.
        why: String,
    },
    /// A place that must be empty is not, or one that must hold a store does not.
    #[error("{} {what}", path.display())]
    Unsuitable {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The home held a desk, and its store is not there any more.
    #[error("{} is gone: this home held the desk {generation}", path.display())]
    Gone {
        /// The store's folder.
        path: PathBuf,
        /// Which desk.
        generation: uuid::Uuid,
        /// The file that remembers it.
        lock: PathBuf,
    },
    /// The view failed; the journal did not. It mends itself.
    #[error("the view failed: {0}")]
    View(String),
}

impl StoreError {
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io {
            doing,
            path,
            source,
        }
    }

    pub(super) fn damaged(path: &Path, place: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            place: place.into(),
            what: what.into(),
        }
    }
}

/// A batch that was not, or perhaps not, committed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// Somebody else's change came first.
    #[error("the record has been changed since it was read (version {found:?} now)")]
    Stale {
        /// Where.
        table: Table,
        /// Which record.
        key: Vec<u8>,
        /// Its version now; `None` = it is gone.
        found: Option<u64>,
    },
    /// The desk is read-only for now; nothing was written.
    #[error("the desk is read-only: {0}")]
    Degraded(Why),
    /// The write or its sync failed: it may or may not have been done. Ask again with the same id.
    #[error("it is not known whether that was written; ask again with the same request id")]
    Unknown,
    /// More than a frame may hold.
    #[error("{bytes} bytes in one command; at most {limit} can be stored at once")]
    TooLarge {
        /// Size of the batch.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
}

/// How the store is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Why nothing can be written; `None` when it can.
    pub read_only: Option<Why>,
    /// Why reads come from memory in place of sled; `None` when they come from sled.
    pub view_in_memory: Option<String>,
    /// Why the last snapshot or archive was not made; `None` when it was.
    pub upkeep: Option<String>,
    /// Sequence number of the last commit.
    pub sequence: u64,
}

impl Health {
    /// Writes are taken.
    pub fn is_writable(&self) -> bool {
        self.read_only.is_none()
    }
}
