//! Why a company's table is refused: the file, the row, the column, and what would be right.

use serde::{Deserialize, Serialize};

use crate::domain::{Text, TextArg};

/// Why a table was refused. The one in force before stays in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableError {
    /// The file's name.
    pub file: String,
    /// The file's line, from 1; none when the file as a whole is meant.
    pub row: Option<u64>,
    /// The column's heading.
    pub column: Option<String>,
    /// What is wrong, and what would be right.
    pub reason: Text,
}

impl TableError {
    /// A file that is wrong as a whole.
    pub(super) fn whole(file: &str, reason: Text) -> Self {
        Self {
            file: file.to_owned(),
            row: None,
            column: None,
            reason,
        }
    }

    /// A row that is wrong as a whole.
    pub(super) fn in_row(file: &str, row: u64, reason: Text) -> Self {
        Self {
            row: Some(row),
            ..Self::whole(file, reason)
        }
    }

    /// Where and why, as one sentence.
    pub fn message(&self) -> Text {
        let key = match (self.row, &self.column) {
            (Some(_), Some(_)) => "table.at-cell",
            (Some(_), None) => "table.at-row",
            (None, Some(_)) => "table.at-column",
            (None, None) => "table.at-file",
        };
        let mut text = Text::of(key).with("file", &self.file);
        if let Some(row) = self.row {
            text = text.with("row", row);
        }
        if let Some(column) = &self.column {
            text = text.with("column", column);
        }
        text.with_arg("reason", TextArg::Text(Box::new(self.reason.clone())))
    }
}
