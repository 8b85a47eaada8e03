//! One sheet of a file, read from its beginning as often as needed.

use std::ops::ControlFlow;

use encoding_rs::Encoding;

use super::encoding::{Lines, Source};
use super::error::ScheduleError;
use super::fixed::Places;
use super::grid::Row;
use super::workbook::Book;
use super::{delimited, fixed};

/// How a text's lines are cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    /// By a sign.
    By(u8),
    /// By their places.
    At(Places),
}

/// A sheet.
pub(super) enum Sheet<'a> {
    /// A text file.
    Text {
        source: &'a mut dyn Source,
        encoding: &'static Encoding,
        cut: Cut,
    },
    /// A sheet of a workbook.
    Book { book: Box<Book<'a>>, name: String },
}

impl Sheet<'_> {
    /// Gives its rows.
    pub(super) fn rows(
        &mut self,
        each: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ScheduleError> {
        match self {
            Self::Text {
                source,
                encoding,
                cut,
            } => {
                let mut lines = Lines::new(*source, encoding)?;
                match cut {
                    Cut::By(delimiter) => delimited::rows(&mut lines, *delimiter, each),
                    Cut::At(places) => fixed::rows(&mut lines, places, each),
                }
            }
            Self::Book { book, name } => book.rows(name, each),
        }
    }

    /// Whether it is a text whose columns are told apart by their places.
    pub(super) fn is_report(&self) -> bool {
        matches!(
            self,
            Self::Text {
                cut: Cut::At(_),
                ..
            }
        )
    }

    /// Whether a row has as many cells as it was given, so that fewer are a row cut short.
    pub(super) fn is_delimited(&self) -> bool {
        matches!(
            self,
            Self::Text {
                cut: Cut::By(_),
                ..
            }
        )
    }
}
