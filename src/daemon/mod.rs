//! The daemon: the only process that opens the store.

pub mod demo;
pub mod index;
