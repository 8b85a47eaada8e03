//! What the desk can be searched for: sailings, jobs, and the tables behind the form's look-ups,
//! turned into documents of the search engine.

mod habits;
mod jobs;
mod sailing_fields;
mod sailings;

pub use crate::names::{LineName, Lookup, LookupRow, Names, PlaceName};
pub use habits::Habits;
pub use jobs::JobIndex;
pub use sailings::{SailingIndex, lane};
