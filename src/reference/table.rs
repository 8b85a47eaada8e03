//! Tables as a person keeps them: CSV with a header row, `#` lines as comments, in UTF-8 or the
//! GB18030 that a Chinese Excel saves.

use std::collections::HashMap;
use std::sync::Arc;

use super::cell::{Cell, shown};
pub use super::layout::Layout;
pub use super::refusal::TableError;
use super::text::key;
use crate::domain::Text;

/// The rows of a table, and of the file that extends it.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    rows: Arc<[Row]>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    file: Arc<str>,
    line: u64,
    headings: Arc<[String]>,
    cells: Vec<String>,
}

impl Row {
    /// A row of a file, at its line from 1.
    pub(super) fn new(
        file: &Arc<str>,
        line: u64,
        headings: &Arc<[String]>,
        cells: Vec<String>,
    ) -> Self {
        Self {
            file: Arc::clone(file),
            line,
            headings: Arc::clone(headings),
            cells,
        }
    }

    /// The file's line, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// A cell's text without surrounding blanks; empty when the column is missing.
    pub fn get(&self, column: &str) -> &str {
        self.headings
            .iter()
            .position(|heading| heading == column)
            .and_then(|place| self.cells.get(place))
            .map_or("", String::as_str)
    }

    /// A cell's text, where there is one.
    pub fn text(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    /// A cell's text that must be there.
    pub fn needed(&self, column: &str) -> Result<&str, TableError> {
        self.text(column)
            .ok_or_else(|| self.bad(column, "table.empty"))
    }

    /// A cell read as a value, where there is one.
    pub fn read<T: Cell>(&self, column: &str) -> Result<Option<T>, TableError> {
        self.text(column)
            .map(|text| T::read(text).map_err(|reason| self.bad(column, reason)))
            .transpose()
    }

    /// A cell read as a value that must be there.
    pub fn read_needed<T: Cell>(&self, column: &str) -> Result<T, TableError> {
        let text = self.needed(column)?;
        T::read(text).map_err(|reason| self.bad(column, reason))
    }

    /// A `yes` or `no` cell; empty is no.
    pub fn yes(&self, column: &str) -> Result<bool, TableError> {
        match self.get(column).to_ascii_lowercase().as_str() {
            "yes" | "是" => Ok(true),
            "no" | "否" | "" => Ok(false),
            other => Err(self.bad(column, Text::of("table.no-yes").with("text", shown(other)))),
        }
    }

    /// A cell's texts, divided by `|`.
    pub fn list(&self, column: &str) -> Vec<String> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// An error in a cell of this row.
    pub fn bad(&self, column: &str, reason: impl Into<Text>) -> TableError {
        TableError {
            file: self.file.to_string(),
            row: Some(self.line),
            column: Some(column.to_owned()),
            reason: reason.into(),
        }
    }
}

impl Rows {
    /// These rows.
    pub(super) fn new(rows: Vec<Row>) -> Self {
        Self { rows: rows.into() }
    }

    /// Whether there is no row.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The file's name that these rows stand in, the first's.
    pub(super) fn file(&self) -> &str {
        self.rows.first().map_or("", |row| &row.file)
    }

    /// The name of the last row's file: the one that extends a table, where there is one.
    pub(super) fn last_file(&self) -> &str {
        self.rows.last().map_or("", |row| &row.file)
    }

    /// Whether these are the very same rows, not read again.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }

    /// Every row.
    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// Reads every row, and gives all that is wrong, not the first.
    pub fn read_each<T>(
        &self,
        mut read: impl FnMut(&Row) -> Result<T, TableError>,
    ) -> Result<Vec<T>, Vec<TableError>> {
        let mut values = Vec::with_capacity(self.rows.len());
        let mut errors = Vec::new();
        for row in self.rows.iter() {
            match read(row) {
                Ok(value) => values.push(value),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(values)
        } else {
            Err(errors)
        }
    }

    /// Whose each name is: the place of the value that bears it, by the key that it is looked up by.
    ///
    /// # Errors
    /// Each name that another row bears before.
    pub(super) fn owners<'t, T, N>(
        &self,
        all: &'t [T],
        names: impl Fn(&'t T) -> N,
        called: impl Fn(&'t T) -> &'t str,
    ) -> Result<HashMap<String, usize>, Vec<TableError>>
    where
        N: Iterator<Item = &'t str>,
    {
        let mut owners: HashMap<String, usize> = HashMap::new();
        let mut errors = Vec::new();
        for ((place, value), row) in all.iter().enumerate().zip(self.iter()) {
            for name in names(value) {
                let owner = *owners.entry(key(name)).or_insert(place);
                if owner != place {
                    let reason = Text::of("table.names-another")
                        .with("text", name)
                        .with("first", called(&all[owner]));
                    errors.push(row.bad("aliases", reason));
                }
            }
        }
        if errors.is_empty() {
            Ok(owners)
        } else {
            Err(errors)
        }
    }

    /// What the rows say, for the digest: the same rows give the same text, whatever file they
    /// stand in.
    pub fn canonical(&self, columns: &[&str]) -> String {
        let mut text = String::new();
        for row in self.rows.iter() {
            for column in columns {
                text.push_str(row.get(column));
                text.push('\u{1f}');
            }
            text.push('\n');
        }
        text
    }
}
