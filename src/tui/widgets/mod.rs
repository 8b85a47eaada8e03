//! Pieces that the screens share.

pub mod line;
pub mod list;
