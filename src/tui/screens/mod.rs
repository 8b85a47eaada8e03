//! The screens: a folder each, with its state, what its actions do, and how it is drawn.

pub mod drafts;
pub mod form;
pub mod handover;
pub mod import;
pub mod job;
pub mod jobs;
pub mod search;
pub mod voyage;
