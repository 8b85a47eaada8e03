//! What `shipdesk reference check` says: each table, where it comes from, how many rows it has.

use std::path::Path;

use super::load::LAYOUTS;
use super::{Reference, TableError};

/// One table's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableState {
    /// The table's name.
    pub name: &'static str,
    /// The company's files that were found, by name.
    pub files: Vec<String>,
    /// The rows in force.
    pub rows: usize,
    /// Whether the company's files were refused.
    pub refused: bool,
}

/// Loads a folder's tables and says what became of each.
pub fn check(folder: &Path) -> (Reference, Vec<TableState>, Vec<TableError>) {
    let (reference, errors) = Reference::load(folder);
    let states = LAYOUTS
        .iter()
        .map(|layout| {
            let own = [
                format!("{}.csv", layout.name),
                format!("{}.extra.csv", layout.name),
            ];
            let refused = errors.iter().any(|error| own.contains(&error.file));
            TableState {
                name: layout.name,
                rows: reference.row_count(layout.name),
                files: own
                    .into_iter()
                    .filter(|file| folder.join(file).exists())
                    .collect(),
                refused,
            }
        })
        .collect();
    (reference, states, errors)
}

impl Reference {
    fn row_count(&self, table: &str) -> usize {
        self.rows.get(table).map_or(0, |rows| rows.iter().count())
    }
}
