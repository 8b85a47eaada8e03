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
    let (reference, mut errors) = Reference::load(folder);
    errors.extend(strangers(folder));
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

/// The files of the folder that are no table's: a slip in a name, and the table is not replaced.
fn strangers(folder: &Path) -> Vec<TableError> {
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name).collect();
    let mut strangers: Vec<String> = files
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .filter(|file| {
            let table = file.strip_suffix(".csv");
            let table = table.map(|table| table.strip_suffix(".extra").unwrap_or(table));
            table.is_some_and(|table| !names.contains(&table))
        })
        .collect();
    strangers.sort();
    strangers
        .into_iter()
        .map(|file| TableError {
            reason: format!(
                "no table has this name; name it after one of them, as {}",
                nearest(&file, &names)
            ),
            file,
            row: None,
            column: None,
        })
        .collect()
}

/// The file that a name was likely meant to be.
fn nearest(file: &str, names: &[&str]) -> String {
    let extra = file.ends_with(".extra.csv");
    let stem = file.split('.').next().unwrap_or_default();
    let likeness = |name: &&&str| (strsim::jaro_winkler(stem, name) * 1000.0).round();
    let best = names
        .iter()
        .max_by(|left, right| likeness(left).total_cmp(&likeness(right)));
    let name = best.copied().unwrap_or_default();
    format!("{name}{}", if extra { ".extra.csv" } else { ".csv" })
}

impl Reference {
    fn row_count(&self, table: &str) -> usize {
        self.rows.get(table).map_or(0, |rows| rows.iter().count())
    }
}
