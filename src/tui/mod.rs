//! The terminal interface: one model, `update` without I/O, `view` without changes.
//!
//! ```text
//! key → Action → update(Model) → Effect → Request … Reply, Push → update(Model) → view(Model)
//! ```
//!
//! Everything that was there to be read is taken in before one frame is drawn; searches, checks and
//! drafts run once for it ([`update::settle`]).

#![allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "a look is handed around like the model that it belongs to"
)]

mod ahead;
mod amendments;
pub mod answers;
mod changed;
mod command;
mod desk;
mod draw;
mod drive;
mod effects;
mod held;
pub mod importing;
mod input;
pub mod kept;
mod keys;
mod link;
mod live;
pub mod look;
mod lookup;
pub mod model;
pub mod msg;
mod own_keymap;
mod pages;
mod palette;
pub mod popup;
mod popup_view;
mod popups;
mod refusal;
mod rejoin;
mod replies;
mod resume;
mod run;
pub mod screens;
pub mod terminal;
mod then;
pub mod update;
pub mod view;
mod what_if;
pub mod widgets;
mod words;

pub use run::{Options, run};
