//! A sheet as rows of cells, whatever file it came from.

use std::borrow::Cow;

use chrono::{NaiveDateTime, NaiveTime};

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Text as it stands in the file.
    Text(String),
    /// A workbook's number.
    Number(f64),
    /// A workbook's date; `hour` where it is more than a day.
    Moment { at: NaiveDateTime, hour: bool },
    /// A workbook's time of day.
    Hour(NaiveTime),
}

impl Cell {
    /// A cell of text; blank where there is none.
    pub(super) fn of(text: &str) -> Self {
        if text.trim().is_empty() {
            Self::Blank
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// Whether it holds nothing.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// The cell as a person would read it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Moment { at, hour: false } => Cow::Owned(at.format("%Y-%m-%d").to_string()),
            Self::Moment { at, hour: true } => Cow::Owned(at.format("%Y-%m-%d %H:%M").to_string()),
            Self::Hour(time) => Cow::Owned(time.format("%H:%M").to_string()),
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    /// The sheet's row, from 1.
    pub(super) number: u32,
    /// Its cells. A delimited file gives as many as it has; a workbook ends at the last filled one.
    pub(super) cells: Vec<Cell>,
    /// Cells merged sideways: the first and the last column of each.
    pub(super) spans: Vec<(usize, usize)>,
    /// A quote that never closed was read as a letter.
    pub(super) torn: bool,
}

static BLANK: Cell = Cell::Blank;

impl Row {
    /// A cell; blank beyond the row's end.
    pub(super) fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&BLANK)
    }

    /// The filled cells.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
    }

    /// Whether nothing is filled.
    pub(super) fn is_blank(&self) -> bool {
        self.filled().next().is_none()
    }
}
