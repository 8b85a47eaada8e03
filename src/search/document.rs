//! A row as its caller writes it down.

use super::schema::Field;
use chrono::{NaiveDate, NaiveDateTime};

/// What a row is ordered by among equals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// The instants, in any order and all in one time zone, at which something closes. The next
    /// one still open decides; a row whose last one has passed is closed.
    Deadlines(Vec<NaiveDateTime>),
    /// A fixed place, smallest first: tables and lists, which never close.
    Rank(u32),
}

/// A row: its values by field, and its place among equals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Text values. `also` holds further names of this very value ("长赐" of EVER GIVEN), parted by
    /// `|`; names that all rows share belong into the index's vocabulary.
    pub texts: Vec<(Field, Text)>,
    /// Days.
    pub days: Vec<(Field, NaiveDate)>,
    /// Its place among equals.
    pub order: Order,
}

/// A text value and further names of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The value.
    pub value: String,
    /// Further names, parted by `|`, or empty.
    pub also: String,
}

impl Document {
    /// An empty row.
    pub fn new(order: Order) -> Self {
        Self {
            texts: Vec::new(),
            days: Vec::new(),
            order,
        }
    }

    /// With a text value; an empty one is left out.
    #[must_use]
    pub fn text(self, field: Field, value: impl Into<String>) -> Self {
        self.text_also(field, value, "")
    }

    /// With a text value that has further names.
    #[must_use]
    pub fn text_also(
        mut self,
        field: Field,
        value: impl Into<String>,
        also: impl Into<String>,
    ) -> Self {
        let (value, also) = (value.into(), also.into());
        if !value.is_empty() {
            self.texts.push((field, Text { value, also }));
        }
        self
    }

    /// With a day, when there is one.
    #[must_use]
    pub fn day(mut self, field: Field, day: Option<NaiveDate>) -> Self {
        self.days.extend(day.map(|day| (field, day)));
        self
    }
}
