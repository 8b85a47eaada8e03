//! What a field held, and what it holds now.

use serde::{Deserialize, Serialize};

use super::codes::Pointer;

/// A field that changed: JSON texts; none: not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: Pointer,
    /// As it was.
    pub from: Option<String>,
    /// As it is.
    pub to: Option<String>,
}

impl FieldChange {
    /// By how many minutes a date moved; forward is positive.
    pub fn minutes(&self) -> Option<i64> {
        let moment = |text: &Option<String>| {
            let text = text.as_deref()?.trim_matches('"');
            chrono::DateTime::parse_from_rfc3339(text)
                .map(|at| at.timestamp() / 60)
                .or_else(|_| {
                    text.parse::<chrono::NaiveDate>()
                        .map(|day| (day - chrono::NaiveDate::default()).num_minutes())
                })
                .ok()
        };
        // A day and an hour have nothing between them that could be counted.
        let alike = self.from.as_deref().map(str::len) == self.to.as_deref().map(str::len);
        Some(moment(&self.to)? - moment(&self.from)?).filter(|_| alike)
    }
}
