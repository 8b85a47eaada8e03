//! Reading the practice tables.

use std::str::FromStr;

use serde::de::DeserializeOwned;

/// A row of a practice table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("practice table {table}: {reason}")]
pub struct BadTable {
    table: &'static str,
    reason: String,
}

impl BadTable {
    pub(super) fn new(table: &'static str, reason: impl std::fmt::Display) -> Self {
        Self {
            table,
            reason: reason.to_string(),
        }
    }
}

/// The rows of a CSV table.
pub(super) fn rows<T: DeserializeOwned>(
    table: &'static str,
    text: &str,
) -> Result<Vec<T>, BadTable> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| BadTable::new(table, error))
}

/// A value of a table in its type.
pub(super) fn read<T>(table: &'static str, text: &str) -> Result<T, BadTable>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error| BadTable::new(table, error))
}
