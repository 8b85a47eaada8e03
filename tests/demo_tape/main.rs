//! The demo's tape: read as VHS reads it, and played against the real binary.

mod grammar;
mod player;
#[path = "../support/mod.rs"]
mod support;
