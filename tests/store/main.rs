//! The store: one conformance suite for every kind of it, and what only the one on disk must stand.

// Values are made of small numbers, and tests run where they were built.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod bits;
mod builders;
mod busy;
mod conformance;
mod degraded;
mod desk;
mod faulty;
#[path = "../support/files.rs"]
mod files;
mod hostile;
mod model;
mod power;
mod recorder;
