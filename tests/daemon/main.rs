//! The daemon as those meet it who must not break it: many at once, strangers, a full disk, a kill.

// Counts are small, and tests run where they were built.
#![allow(clippy::cast_possible_truncation)]

mod flips;
#[path = "../cli/given.rs"]
#[allow(dead_code, reason = "shared with the command line's tests")]
mod given;
mod handed;
mod hostile;
mod killed;
mod limits;
mod logs;
mod other_build;
mod outputs;
mod room;
mod screens;
mod starting;
mod stopped;
mod strangers;
#[path = "../support/mod.rs"]
mod support;
mod twenty;
mod units;
