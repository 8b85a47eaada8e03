//! The screens alone, through a pseudo-terminal: scripts that type, with every key counted and
//! printed, at both sizes and in both languages; several operators at once; captures of every screen.

mod aids;
mod amending;
mod blind;
mod booking;
mod captures;
mod findings;
mod handing;
mod hands;
mod importing;
mod keymaps;
mod killed;
mod layout;
mod many;
mod narrow;
mod papers;
mod replies;
mod several;
mod steps;
#[path = "../support/mod.rs"]
mod support;
mod together;
mod working;
