//! The terminal: raw mode, input, and a backend that sends as few bytes as can be.
//!
//! A module others could lift out: it names nothing of the desk, and hangs on ratatui, crossterm's
//! event types, rustix and signal-hook. Its parts, each usable without the rest:
//!
//! | part | what it does |
//! | --- | --- |
//! | [`Capabilities`] | what a terminal can do, from TERM and a small table |
//! | [`ThinBackend`] | a ratatui backend: the cheapest painting of a frame, in one write |
//! | [`Screen`] | frames over any writer, without a terminal too |
//! | [`Decoder`] | bytes in, crossterm's events out, however the bytes were cut |
//! | [`Outlet`] | a writing end that never blocks and never queues two frames |
//! | [`Line`] | what has not arrived yet at the other end of an SSH connection |
//! | [`Session`] | all of it on the process's own terminal, signals and resizes included |
//!
//! No byte sent ever asks the terminal anything: on a slow line an answer takes seconds, and
//! arrives among the keys.

pub mod backend;
mod capabilities;
mod clipboard;
mod input;
mod line;
mod outlet;
mod screen;
mod session;

pub use backend::ThinBackend;
pub use capabilities::{Capabilities, Choices, Colours, Doubt, Multiplexer, Unsuitable};
pub use clipboard::{LARGEST_COPY, TooLong, copying};
pub use input::{Decoder, Patience, one_line};
pub use line::Line;
pub use outlet::{Outlet, Pace, THIN_LINE};
pub use screen::Screen;
pub use session::{Bell, Drawn, Ending, Session, TerminalEvent, Waker, bell};
