//! Dates and hours as schedules write them.
//!
//! A cell is first taken down as written ([`written`]): numbers in their order, a month's name, an
//! hour. Whether `05/06` is in May or June is settled by the whole column ([`order`]), its year by
//! the day that the file is read as of, or by the departure ([`settle`]).

mod before;
pub(super) mod cell;
pub(super) mod order;
pub(super) mod settle;
mod together;
pub(super) mod words;
pub(super) mod written;

pub(super) use order::Votes;
pub(super) use settle::Trouble;
pub(super) use together::Together;
pub(super) use written::{Day, Written};
