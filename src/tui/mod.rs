//! The terminal interface: one model, `update` without I/O, `view` without changes.
//!
//! ```text
//! key → Action → update(Model) → Effect → Request … Reply, Push → update(Model) → view(Model)
//! ```
//!
//! Everything that was there to be read is taken in before one frame is drawn; searches, checks and
//! drafts run once for it ([`update::settle`]).

pub mod answers;
mod command;
mod desk;
mod draw;
mod effects;
pub mod keys;
pub mod look;
mod lookup;
pub mod model;
pub mod msg;
mod palette;
pub mod popup;
mod popup_view;
mod popups;
mod replies;
mod run;
pub mod screens;
pub mod terminal;
pub mod update;
pub mod view;
pub mod widgets;
mod words;

pub use run::{Options, run};
