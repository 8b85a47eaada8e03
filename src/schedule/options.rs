//! What the operator says about a file.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::order::Order;
use super::headings::{Field, HeadingWords, comparable};
use crate::domain::Scac;
use crate::reference::Reference;

/// How to read a file.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The file's name without its folder: kept with each sailing. It decides nothing, except that a
    /// carrier or a port of loading that nothing else names may stand in it.
    pub file: String,
    /// The carrier of rows that name none.
    pub carrier: Option<Scac>,
    /// The day that settles dates written without a year.
    pub as_of: NaiveDate,
    /// The columns as the operator corrected them.
    pub mapping: Option<ColumnMapping>,
    /// The words that name columns: the desk's own and the company's.
    pub(super) words: Arc<HeadingWords>,
}

impl ReadOptions {
    /// Reads by content alone.
    pub fn new(file: impl Into<String>, as_of: NaiveDate) -> Self {
        Self {
            file: file.into(),
            carrier: None,
            as_of,
            mapping: None,
            words: Arc::default(),
        }
    }
}

impl ReadOptions {
    /// With the words of the tables in force.
    pub(super) fn worded(&self, reference: &Reference) -> Self {
        Self {
            words: Arc::new(HeadingWords::of(reference)),
            ..self.clone()
        }
    }
}

/// Columns as an operator corrected them in the preview; remembered for the sender, so they are told
/// by their headings and not by their places.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// What was corrected.
    pub columns: Vec<ColumnChoice>,
}

/// One corrected column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// The heading as the preview shows it.
    pub heading: String,
    /// What the column holds; several where vessel and voyage share it.
    pub fields: Vec<Field>,
    /// Day or month first, where the column does not show it.
    pub order: Option<Order>,
}

impl ColumnMapping {
    /// The correction for a heading.
    pub(super) fn for_heading(&self, heading: &str) -> Option<&ColumnChoice> {
        let heading = comparable(heading);
        self.columns
            .iter()
            .find(|choice| comparable(&choice.heading) == heading)
    }
}
