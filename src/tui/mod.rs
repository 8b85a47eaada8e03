//! The terminal interface: one model, `update` without I/O, `view` without changes.

pub mod terminal;
