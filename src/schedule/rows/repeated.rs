//! What a row leaves to the one above it: signs that say so, and in a report the ship of several calls.

use std::sync::Arc;

use super::super::dates::Written;
use super::super::dates::cell::written_of_cell;
use super::super::grid::{Cell, Row};
use super::super::headings::Field;
use super::super::layout::Column;
use super::super::plain::narrow;
use super::RowReader;

/// Cells that say “as above”.
const AS_ABOVE: &[&str] = &[
    "\"", "''", "〃", "″", "”", "同上", "DITTO", "DO.", "-DO-", "-\"-",
];

/// What a report names once for the calls below it.
const SHIP: &[Field] = &[
    Field::Carrier,
    Field::Vessel,
    Field::VesselZh,
    Field::Voyage,
    Field::Service,
];

/// What belongs to the departure of the row above, where none of its own is said.
const DEPARTURE: &[Field] = &[
    Field::Pol,
    Field::Etd,
    Field::Cy,
    Field::Si,
    Field::Vgm,
    Field::Customs,
    Field::Ams,
];

impl RowReader<'_> {
    /// The row with what it leaves to the one above; none where it says everything itself.
    pub(super) fn repeated(&mut self, row: &Row) -> Option<Row> {
        let is_further = self.report && !self.past.gap && self.is_further_call(row);
        let last = self.last.as_ref()?;
        let as_above: Vec<usize> = row
            .filled()
            .filter(|(place, cell)| says_as_above(cell) && !last.cell(*place).is_blank())
            .map(|(place, _)| place)
            .collect();
        if as_above.is_empty() && !is_further {
            return None;
        }
        let mut filled = row.clone();
        for place in as_above {
            filled.cells[place] = last.cell(place).clone();
        }
        if is_further {
            let width = filled.cells.len().max(last.cells.len());
            filled.cells.resize(width, Cell::Blank);
            let columns = &self.layout.columns;
            let with_departure = leaves_blank(columns, &filled, Field::Etd);
            for column in columns.iter() {
                let is_left = SHIP.iter().any(|field| column.holds(*field))
                    || (with_departure && DEPARTURE.iter().any(|field| column.holds(*field)));
                let place = column.place as usize;
                if is_left && filled.cell(place).is_blank() && place < width {
                    filled.cells[place] = last.cell(place).clone();
                }
            }
        }
        Some(filled)
    }

    /// Whether a report's row is one more call of the ship above: it names no ship, and a port with
    /// something beside it.
    fn is_further_call(&mut self, row: &Row) -> bool {
        let columns = Arc::clone(&self.layout.columns);
        let is_dated = columns
            .iter()
            .filter(|column| column.holds(Field::Eta) || column.holds(Field::Etd))
            .any(|column| {
                let cell = row.cell(column.place as usize);
                matches!(
                    written_of_cell(cell),
                    Written::Given { .. } | Written::Unannounced
                )
            });
        let names_port = columns
            .iter()
            .filter(|column| column.holds(Field::Pod) || column.holds(Field::Pol))
            .any(|column| {
                let text = narrow(&row.cell(column.place as usize).text());
                !text.is_empty() && (is_dated || self.places.read(&text).is_ok())
            });
        leaves_blank(&columns, row, Field::Vessel)
            && leaves_blank(&columns, row, Field::Voyage)
            && names_port
            && row.filled().nth(1).is_some()
    }
}

fn says_as_above(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else {
        return false;
    };
    AS_ABOVE.contains(&text.trim()) || AS_ABOVE.contains(&narrow(text).as_str())
}

/// Whether no column of a field has anything in this row.
fn leaves_blank(columns: &[Column], row: &Row, field: Field) -> bool {
    columns
        .iter()
        .filter(|column| column.holds(field))
        .all(|column| row.cell(column.place as usize).is_blank())
}
