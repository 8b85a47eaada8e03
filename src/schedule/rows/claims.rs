//! Columns that claim the same thing: one is taken, and a row where another says otherwise is doubted.

use chrono::NaiveDate;

use super::super::dates::cell::written_of_cell;
use super::super::dates::{Trouble, Written, settle};
use super::super::headings::{Field, comparable};
use super::super::layout::Column;
use super::super::plain::{self, is_han, narrow};
use super::Draft;
use crate::domain::Text;

impl Draft<'_> {
    /// Doubts a day where a further column of the same date gives another. What gives none is not asked.
    pub(super) fn doubt_day(
        &mut self,
        columns: &[&Column],
        taken: &Column,
        date: NaiveDate,
        read: impl Fn(&Written, &Column) -> Result<Option<settle::Moment>, Trouble>,
    ) {
        let other = columns.iter().find(|column| {
            if column.place == taken.place {
                return false;
            }
            let written = written_of_cell(self.row.cell(column.place as usize));
            has_day(&written) && matches!(read(&written, column), Ok(Some(at)) if at.date != date)
        });
        if let Some(other) = other {
            self.doubt(taken, other);
        }
    }

    /// Doubts a name or a number where a further column gives another in the same letters: a vessel's
    /// Chinese name beside its English one is no contradiction.
    pub(super) fn doubt_words(&mut self, layout: &[Column], taken: &Column, field: Field) {
        let said = |column: &Column| narrow(&self.row.cell(column.place as usize).text());
        let contradicts = |column: &&Column| {
            let (text, words) = (said(column), said(taken));
            !plain::says_nothing(&text)
                && text.chars().any(is_han) == words.chars().any(is_han)
                && comparable(&text) != comparable(&words)
        };
        let other = layout
            .iter()
            .filter(|column| column.place != taken.place && column.fields == [field])
            .find(contradicts);
        if let Some(other) = other {
            self.doubt(taken, other);
        }
    }

    fn doubt(&mut self, taken: &Column, other: &Column) {
        let what = plain::visible(&self.row.cell(other.place as usize).text()).into_owned();
        self.warn(
            Some(taken),
            Text::of("schedule.other-column")
                .with("column", other.heading.as_str())
                .with("what", what),
        );
    }
}

/// Whether a cell gives a day by itself, and not the hour of another's.
fn has_day(written: &Written) -> bool {
    use super::super::dates::Day;
    match written {
        Written::Exact(_) => true,
        Written::Given { day, .. } => !matches!(day, Day::Unsaid | Day::Four(_) | Day::OfMonth(_)),
        _ => false,
    }
}
