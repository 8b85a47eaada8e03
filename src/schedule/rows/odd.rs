//! Rows that are not as wide as their header, and letters that no sheet has.

use super::super::grid::{Cell, Row};
use super::super::layout::Column;
use super::super::plain::{self, UNDECODABLE};
use super::super::reading::Remark;
use super::{Draft, RowReader};
use crate::domain::Text;

impl RowReader<'_> {
    /// The row with odd characters taken out, each cell warned of, or rejected where bytes could not
    /// be decoded in a column that counts.
    pub(super) fn cleaned(&self, row: &Row, draft: &mut Draft<'_>) -> Row {
        let mut cleaned = row.clone();
        for (place, cell) in cleaned.cells.iter_mut().enumerate() {
            let Cell::Text(text) = cell else {
                continue;
            };
            let column = self.layout.columns.get(place);
            if text.contains(UNDECODABLE) {
                let reason = Text::of("schedule.undecodable");
                if column.is_some_and(Column::counts) {
                    draft.reject(column, reason);
                } else {
                    draft.warn(column, reason);
                }
            } else if plain::is_broken(text) && column.is_some_and(Column::counts) {
                draft.reject(column, Text::of("schedule.broken-text"));
            } else if let Some(plain) = plain::without_odd(text) {
                draft.warn(column, Text::of("schedule.odd-character"));
                *cell = Cell::of(&plain);
            }
        }
        cleaned
    }

    /// A row cut short, or too long.
    pub(super) fn widths(&self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) {
        let cut = layout
            .iter()
            .find(|column| column.counts() && column.place as usize >= row.cells.len());
        if let Some(column) = cut
            && !row.cells.is_empty()
        {
            draft.reject(Some(column), Text::of("schedule.cut-short"));
        }
        let width = layout
            .iter()
            .rposition(|column| !column.heading.is_empty())
            .map_or(0, |last| last + 1);
        if let Some((place, cell)) = row.filled().find(|(place, _)| *place >= width) {
            draft.warned.push(Remark {
                row: row.number,
                column: (place + 1).to_string(),
                value: plain::visible(&cell.text()).into_owned(),
                reason: Text::of("schedule.extra-cells"),
            });
        }
    }
}

pub(super) fn has_odd(text: &str) -> bool {
    text.contains(UNDECODABLE) || plain::without_odd(text).is_some()
}
