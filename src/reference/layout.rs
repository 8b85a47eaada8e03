//! What a table's file looks like, and how a company's file takes its place or extends it.

use std::collections::HashMap;
use std::sync::Arc;

use super::cell::shown;
use super::lines::lines;
use super::table::{Row, Rows, TableError};
use crate::domain::Text;

/// What a table's file looks like.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The file's name without `.csv`.
    pub name: &'static str,
    /// The table as shipped.
    pub built_in: &'static str,
    /// Every column.
    pub columns: &'static [&'static str],
    /// The columns that a file may not leave out.
    pub needed: &'static [&'static str],
    /// The columns that name a row: a row of an extending file replaces the one of the same key.
    pub key: &'static [&'static str],
}

impl Layout {
    /// The table as shipped.
    pub fn built_in_rows(&self) -> Result<Rows, Vec<TableError>> {
        self.rows(&format!("{}.csv", self.name), self.built_in)
    }

    /// The rows of a text.
    pub fn rows(&self, file: &str, text: &str) -> Result<Rows, Vec<TableError>> {
        let mut lines = lines(file, text)?.into_iter();
        let headings: Arc<[String]> = lines
            .next()
            .into_iter()
            .flat_map(|(_, cells)| cells)
            .map(|heading| heading.to_lowercase())
            .collect();
        let mut errors = self.faults_of(file, &headings);
        let name: Arc<str> = file.into();
        let mut rows: Vec<Row> = Vec::new();
        for (line, cells) in lines {
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if let Some(reason) = misfit(&headings, &cells) {
                errors.push(TableError::in_row(file, line, reason));
                continue;
            }
            rows.push(Row::new(&name, line, &headings, cells));
        }
        let mut seen: HashMap<String, u64> = HashMap::new();
        for row in &rows {
            if let Some(first) = seen.insert(self.key_of(row), row.line()) {
                errors.push(row.bad(
                    self.key[0],
                    Text::of("table.named-twice").with("first", first),
                ));
            }
        }
        if errors.is_empty() {
            Ok(Rows::new(rows))
        } else {
            Err(errors)
        }
    }

    /// What is wrong with a file's headings.
    fn faults_of(&self, file: &str, headings: &[String]) -> Vec<TableError> {
        let columns = self.columns.join(", ");
        let fault = |key: &'static str, heading: &str| {
            let reason = Text::of(key)
                .with("heading", shown(heading))
                .with("columns", &columns);
            TableError::whole(file, reason)
        };
        let missing = self
            .needed
            .iter()
            .filter(|needed| !headings.iter().any(|heading| heading == *needed));
        let given = headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| !heading.is_empty());
        missing
            .map(|needed| fault("table.column-missing", needed))
            .chain(given.filter_map(|(at, heading)| {
                if headings[..at].contains(heading) {
                    Some(fault("table.column-twice", heading))
                } else if self.columns.contains(&heading.as_str()) {
                    None
                } else {
                    Some(fault("table.column-unknown", heading))
                }
            }))
            .collect()
    }

    fn key_of(&self, row: &Row) -> String {
        let cells: Vec<String> = self
            .key
            .iter()
            .map(|column| row.get(column).to_uppercase())
            .collect();
        cells.join("\u{1f}")
    }

    /// These rows and those of an extending file: a row of the same key is replaced.
    pub fn extended(&self, rows: &Rows, extra: &Rows) -> Rows {
        let mut all = rows.iter().cloned().collect::<Vec<Row>>();
        let mut places: HashMap<String, usize> = all
            .iter()
            .enumerate()
            .map(|(place, row)| (self.key_of(row), place))
            .collect();
        for row in extra.iter().cloned() {
            if let Some(&place) = places.get(&self.key_of(&row)) {
                all[place] = row;
            } else {
                places.insert(self.key_of(&row), all.len());
                all.push(row);
            }
        }
        Rows::new(all)
    }
}

/// Why cells do not stand under their headings.
fn misfit(headings: &[String], cells: &[String]) -> Option<Text> {
    let counted = |key: &'static str| {
        Text::of(key)
            .with("cells", cells.len())
            .with("headings", headings.len())
    };
    if cells.len() < headings.len() {
        return Some(counted("table.row-short"));
    }
    if cells.len() > headings.len() {
        return Some(counted("table.row-long"));
    }
    let mut under = headings.iter().zip(cells);
    let (_, stray) = under.find(|(heading, cell)| heading.is_empty() && !cell.is_empty())?;
    Some(Text::of("table.cell-stray").with("text", shown(stray)))
}
