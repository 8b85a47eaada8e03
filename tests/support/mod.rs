//! What the end-to-end tests share: the real binary in a pseudo-terminal, a practice desk of its
//! own, pictures of a screen, and tapes.
//!
//! Every test target compiles this folder for itself and uses its own part of it.
#![allow(dead_code, unused_imports)]

pub mod desk;
pub mod files;
pub mod idle;
pub mod pty;
pub mod recording;
pub mod screen;
pub mod svg;
pub mod tape;

use std::time::Duration;

/// How long a condition may take to come true. Nothing takes nearly as long; a loaded machine may.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The binary under test.
pub const SHIPDESK: &str = env!("CARGO_BIN_EXE_shipdesk");

/// Says that a test was skipped, past the harness, which keeps what tests print to itself.
pub fn skipped(test: &str, why: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "skipped {test}: {why}");
}
