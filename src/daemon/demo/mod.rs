//! The practice day: a made-up but lifelike desk around a given clock.
//!
//! Everything here is pure and the same for the same `now`: tables in `tables/`, a small generator
//! of its own, no clock and no store. Ports, carriers and ships are real; customers, consignees,
//! service codes and voyages are made up, and so is who sails when.
//!
//! [`sailings`] gives two thousand sailings of sixteen carriers, [`acts`] what the four
//! [`operators`] did with sixty jobs until `now`, oldest first. The daemon carries the acts out as if
//! they were asked for at their time: every one goes through the same rules and `decide` as an
//! operator's own, so a practice desk cannot hold what a real one would refuse.

mod act;
mod cast;
mod clock;
mod consignment;
mod people;
mod play;
mod schedule;
mod script;
mod seed;
mod table;
mod twist;

pub use act::{Act, Deed, Enrolment};
pub use clock::morning;
pub use play::{PlayError, play, was_played};
pub use schedule::sailings;
pub use script::{acts, operators};
pub use table::BadTable;

/// The file that the practice schedule is said to come from.
pub const SCHEDULE_FILE: &str = "practice-schedule.xlsx";

/// The file of the newer schedule that moves a few sailings.
pub const NEWER_SCHEDULE_FILE: &str = "practice-schedule-changes.xlsx";

#[cfg(test)]
mod tests;
