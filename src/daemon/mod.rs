//! The daemon: the only process that opens the store.

pub mod index;
