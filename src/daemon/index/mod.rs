//! What the desk can be searched for: sailings, jobs, and the tables behind the form's look-ups,
//! turned into documents of the search engine.

mod jobs;
mod lookup;
mod names;
mod sailing_fields;
mod sailings;

pub use jobs::JobIndex;
pub use lookup::{Lookup, LookupRow};
pub use names::{LineName, Names, PlaceName};
pub use sailings::{SailingIndex, lane};
