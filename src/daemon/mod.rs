//! The daemon: the only process that opens the store.
//!
//! One thread listens, each session has one that reads and one that sends, one thread writes, and
//! the store folds its snapshots on another. Reads run on the session's own thread; every write
//! goes through the writer, which answers after the sync.

mod accounts;
mod audience;
mod clock;
pub mod demo;
mod desk;
mod failures;
mod filling;
mod ground;
mod handle;
mod history;
mod holds;
pub mod index;
mod lanes;
mod likeness;
mod lines;
mod listener;
mod memory;
mod offered;
mod open_jobs;
mod opening;
mod order;
mod read_ahead;
mod recent;
mod records;
mod session;
mod start;
mod tables;
mod unanswered;
mod writer;

pub use start::{ServeError, ServeOptions, serve};
