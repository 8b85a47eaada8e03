//! What `shipdesk reference check` says: each table, where it comes from, how many rows of it are in
//! force, and why a file was refused.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::{Text, TextArg};

use super::files::is_meant_as_table;
use super::load::LAYOUTS;
use super::{Reference, TableError};

/// One table's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableState {
    /// The table's name.
    pub name: String,
    /// The company's files that were found, by name.
    pub files: Vec<String>,
    /// The rows in force.
    pub rows: usize,
    /// Whether the company's files were refused.
    pub refused: bool,
}

/// Every table's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReport {
    /// The tables.
    pub tables: Vec<TableState>,
    /// Why files were refused.
    pub errors: Vec<TableError>,
    /// What was taken and has no effect yet.
    pub notes: Vec<TableError>,
}

impl TableReport {
    /// The state of the tables in force, with what was refused of a folder's files.
    pub fn of(folder: &Path, in_force: &Reference, refused: &[TableError]) -> Self {
        let mut errors = refused.to_vec();
        errors.extend(strangers(folder));
        let state = |layout: &&super::table::Layout| {
            let own = own_files(layout.name);
            TableState {
                name: layout.name.to_owned(),
                rows: in_force.row_count(layout.name),
                refused: errors.iter().any(|error| own.contains(&error.file)),
                files: own
                    .into_iter()
                    .filter(|file| folder.join(file).exists())
                    .collect(),
            }
        };
        let tables: Vec<TableState> = LAYOUTS.iter().map(state).collect();
        Self {
            tables,
            errors,
            notes: half_years(in_force),
        }
    }
}

/// A table's files in a company's folder: in its place, and extending it.
fn own_files(table: &str) -> [String; 2] {
    [format!("{table}.csv"), format!("{table}.extra.csv")]
}

/// The years of which single days are listed and no calendar is.
fn half_years(in_force: &Reference) -> Vec<TableError> {
    let file = in_force
        .rows
        .get("workdays")
        .map_or("", super::table::Rows::last_file);
    let note = |(year, missing): (i32, Vec<Text>)| {
        let missing = missing
            .into_iter()
            .map(|name| TextArg::Text(Box::new(name)));
        let reason = Text::of("table.half-year")
            .with("year", year)
            .with_arg("missing", TextArg::List(missing.collect()));
        TableError::whole(file, reason)
    };
    in_force.calendar.unpublished().map(note).collect()
}

/// Loads a folder's tables and says what became of each.
pub fn check(folder: &Path) -> (Reference, TableReport) {
    let (reference, errors) = Reference::load(folder);
    let report = TableReport::of(folder, &reference, &errors);
    (reference, report)
}

/// The files of the folder that are no table's: a slip in a name, and the table is not replaced.
fn strangers(folder: &Path) -> Vec<TableError> {
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name).collect();
    let mut strangers: Vec<String> = files
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .filter(|file| is_meant_as_table(file))
        .filter(|file| !names.iter().any(|name| own_files(name).contains(file)))
        .collect();
    strangers.sort();
    let stranger = |file: String| {
        let near = nearest(&file, &names);
        TableError::whole(&file, Text::of("table.no-table").with("near", near))
    };
    strangers.into_iter().map(stranger).collect()
}

/// The file that a name was likely meant to be.
fn nearest(file: &str, names: &[&str]) -> String {
    let file = file.to_lowercase();
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
