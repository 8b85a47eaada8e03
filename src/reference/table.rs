//! Tables as a person keeps them: CSV with a header row, `#` lines as comments, in UTF-8 or the
//! GB18030 that a Chinese Excel saves.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// Why a table was refused. The one in force before stays in force.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct TableError {
    /// The file's name.
    pub file: String,
    /// The file's line, from 1; none when the file as a whole is meant.
    pub row: Option<u64>,
    /// The column's heading.
    pub column: Option<String>,
    /// What is wrong, and what would be right.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

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
            .ok_or_else(|| self.bad(column, "must not be empty"))
    }

    /// A cell read as a value, where there is one.
    pub fn read<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>, TableError>
    where
        T::Err: fmt::Display,
    {
        self.text(column)
            .map(|text| {
                text.parse::<T>()
                    .map_err(|error| self.bad(column, format!("“{text}”: {error}")))
            })
            .transpose()
    }

    /// A cell read as a value that must be there.
    pub fn read_needed<T: std::str::FromStr>(&self, column: &str) -> Result<T, TableError>
    where
        T::Err: fmt::Display,
    {
        self.needed(column)?;
        self.read(column)?
            .ok_or_else(|| self.bad(column, "must not be empty"))
    }

    /// A `yes` or `no` cell; empty is no.
    pub fn yes(&self, column: &str) -> Result<bool, TableError> {
        match self.get(column).to_ascii_lowercase().as_str() {
            "yes" | "是" => Ok(true),
            "no" | "否" | "" => Ok(false),
            other => Err(self.bad(column, format!("“{other}” is neither yes nor no"))),
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
    pub fn bad(&self, column: &str, reason: impl Into<String>) -> TableError {
        TableError {
            file: self.file.to_string(),
            row: Some(self.line),
            column: Some(column.to_owned()),
            reason: reason.into(),
        }
    }
}

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
        let whole = |reason: String| TableError {
            file: file.to_owned(),
            row: None,
            column: None,
            reason,
        };
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headings: Arc<[String]> = match reader.headers() {
            Ok(headings) => headings.iter().map(str::to_ascii_lowercase).collect(),
            Err(error) => return Err(vec![whole(error.to_string())]),
        };
        let mut errors = Vec::new();
        for needed in self.needed {
            if !headings.iter().any(|heading| heading == needed) {
                errors.push(whole(format!(
                    "the column {needed} is missing; the columns are {}",
                    self.columns.join(", ")
                )));
            }
        }
        for heading in headings.iter() {
            if !heading.is_empty() && !self.columns.contains(&heading.as_str()) {
                errors.push(whole(format!(
                    "the column “{heading}” is not known; the columns are {}",
                    self.columns.join(", ")
                )));
            }
        }
        let name: Arc<str> = file.into();
        let mut rows: Vec<Row> = Vec::new();
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    errors.push(whole(error.to_string()));
                    break;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().all(str::is_empty) {
                continue;
            }
            if record.len() > headings.len() {
                errors.push(TableError {
                    file: file.to_owned(),
                    row: Some(line),
                    column: None,
                    reason: format!(
                        "{} cells under {} headings; put a text with a comma in quotation marks",
                        record.len(),
                        headings.len()
                    ),
                });
                continue;
            }
            rows.push(Row {
                file: name.clone(),
                line,
                headings: headings.clone(),
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
        let mut seen: HashMap<String, u64> = HashMap::new();
        for row in &rows {
            if let Some(first) = seen.insert(self.key_of(row), row.line) {
                errors.push(row.bad(
                    self.key[0],
                    format!("the same as row {first}: a row is named once"),
                ));
            }
        }
        if errors.is_empty() {
            Ok(Rows { rows: rows.into() })
        } else {
            Err(errors)
        }
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
        let mut all = rows.rows.to_vec();
        let mut places: HashMap<String, usize> = all
            .iter()
            .enumerate()
            .map(|(place, row)| (self.key_of(row), place))
            .collect();
        for row in extra.rows.iter().cloned() {
            if let Some(&place) = places.get(&self.key_of(&row)) {
                all[place] = row;
            } else {
                places.insert(self.key_of(&row), all.len());
                all.push(row);
            }
        }
        Rows { rows: all.into() }
    }
}

impl Rows {
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

/// A file's text in UTF-8 or GB18030; `None` where there is no such file.
pub fn text_of(path: &Path) -> Option<Result<String, TableError>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => return Some(Err(unreadable(path, error.to_string()))),
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (text, _, damaged) = encoding_rs::GB18030.decode(error.as_bytes());
            if damaged {
                let reason = "neither UTF-8 nor GB18030; save it as “CSV UTF-8”";
                return Some(Err(unreadable(path, reason.to_owned())));
            }
            text.into_owned()
        }
    };
    Some(Ok(text))
}

fn unreadable(path: &Path, reason: String) -> TableError {
    TableError {
        file: path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        row: None,
        column: None,
        reason,
    }
}
