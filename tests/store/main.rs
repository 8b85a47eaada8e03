//! The store: one conformance suite for every kind of it, and what only the one on disk must stand.

mod bits;
mod builders;
mod conformance;
mod degraded;
mod desk;
mod faulty;
mod model;
mod power;
mod recorder;
