//! Where the header stands and what each column holds.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::dates::order::Order;
use super::grid::Row;
use super::headings::{Field, HeadingWords, comparable};
use super::options::ReadOptions;
use crate::domain::PortCode;
use crate::reference::Reference;

mod exact;
mod header;
mod settle;

use header::{header, is_next_row};
pub(super) use settle::is_chinese;

/// The rows that a header is looked for in.
pub(super) const HEAD: usize = 120;

/// A column as it was read: what the preview shows, and the operator may correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its place, from 0.
    pub place: u32,
    /// Its heading as written; that of two rows joined.
    pub heading: String,
    /// What it holds; nothing where no word tells.
    pub fields: Vec<Field>,
    /// In a rotation, the port that the column's dates are of.
    pub port: Option<PortCode>,
    /// Day or month first, where its dates leave it open and the column settles it.
    pub order: Option<Order>,
}

impl Column {
    /// Whether the column holds a thing.
    pub fn holds(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Whether a row is wrong without a readable cell here.
    pub(super) fn counts(&self) -> bool {
        self.port.is_some()
            || self.fields.iter().any(|field| {
                !matches!(
                    field,
                    Field::Ignore
                        | Field::Remarks
                        | Field::Service
                        | Field::VesselZh
                        | Field::Delivery
                        | Field::Transit
                        | Field::Terminal
                )
            })
    }
}

/// A header found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// The place of its first row among the rows looked at, and how many rows it has.
    pub(super) first: usize,
    pub(super) height: usize,
    pub(super) columns: Arc<[Column]>,
    /// The header's cells with their places, made comparable: a row of the same is the header again.
    pub(super) cells: Vec<(usize, String)>,
    /// Whether its first row is a header's for sure, and not two labels above one.
    pub(super) whole: bool,
    /// Whether it holds no numbers and dates, as data does.
    pub(super) is_clean: bool,
    /// How sure: the number of things found.
    pub(super) score: u32,
}

impl Layout {
    /// The columns that hold a thing.
    pub(super) fn of(&self, field: Field) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |column| column.holds(field) && column.port.is_none())
    }

    /// Whether a head names things that no column holds together: `VOY POL` are two heads.
    pub(super) fn runs_together(&self, words: &HeadingWords) -> bool {
        self.columns
            .iter()
            .any(|column| words.read(&column.heading).runs_together)
    }

    /// Whether any column holds a thing.
    pub(super) fn has(&self, field: Field) -> bool {
        self.of(field).next().is_some()
    }

    /// A rotation's columns: those of arrivals, or those of departures.
    pub(super) fn calls(&self, field: Field) -> impl Iterator<Item = (&Column, &PortCode)> {
        self.columns
            .iter()
            .filter(move |column| column.holds(field))
            .filter_map(|column| Some((column, column.port.as_ref()?)))
    }

    /// Whether the header has the least that a schedule's needs.
    pub(super) fn is_schedule(&self) -> bool {
        self.has(Field::Vessel)
            && (self.has(Field::Etd) || self.calls(Field::Etd).next().is_some())
            && (self.has(Field::Pod)
                || self.has(Field::Eta)
                || self.calls(Field::Eta).next().is_some()
                || self.score >= 4)
    }

    /// Whether it is a header beyond doubt: what a schedule needs, and as many columns again.
    pub(super) fn is_full(&self) -> bool {
        let told = self
            .columns
            .iter()
            .filter(|column| !column.fields.is_empty())
            .count();
        self.is_schedule() && self.has(Field::Voyage) && told >= 4
    }

    /// Whether a row says nothing but what this header has, each in its place.
    pub(super) fn is_same(&self, row: &Row) -> bool {
        row.filled().all(|(place, cell)| {
            let text = comparable(&cell.text());
            text.is_empty()
                || self
                    .cells
                    .iter()
                    .any(|(at, heading)| *at == place && *heading == text)
        })
    }

    /// Whether a row is this header again: what it holds stands where the header has it.
    pub(super) fn is_again(&self, row: &Row) -> bool {
        let (mut same, mut all) = (0, 0);
        for (place, cell) in row.filled() {
            let text = comparable(&cell.text());
            all += 1;
            same += usize::from(
                self.cells
                    .iter()
                    .any(|(at, heading)| *at == place && *heading == text),
            );
        }
        same >= 2 && same * 2 >= all
    }

    /// What a schedule's header needs and this one lacks.
    pub(super) fn lacks(&self) -> Vec<Field> {
        let mut lacks = Vec::new();
        if !self.has(Field::Vessel) {
            lacks.push(Field::Vessel);
        }
        if !self.has(Field::Etd) && self.calls(Field::Etd).next().is_none() {
            lacks.push(Field::Etd);
        }
        lacks
    }
}

/// The most rows that a header has.
const MOST_HEADER_ROWS: usize = 3;

/// The best header among the first rows.
pub(super) fn find(rows: &[Row], options: &ReadOptions, reference: &Reference) -> Option<Layout> {
    let mut best: Option<Layout> = None;
    for first in 0..rows.len().min(HEAD) {
        let filled = rows[first].filled().take(3).count();
        if filled < 2 {
            continue;
        }
        for height in 1..=MOST_HEADER_ROWS {
            let Some(band) = rows.get(first..first + height) else {
                break;
            };
            // Two cells alone are no header, but may be the groups above one.
            if filled < 3 && height == 1 {
                continue;
            }
            if let [above @ .., last] = band
                && !above.is_empty()
                && !is_next_row(above, last, options, reference)
            {
                break;
            }
            if let Some(mut layout) = header(band, options, reference) {
                layout.first = first;
                layout.whole = filled >= 3;
                if best.as_ref().is_none_or(|best| rank(&layout) > rank(best)) {
                    best = Some(layout);
                }
            }
        }
        // The first header is the file's; what looks like a better one further down is its second.
        if best
            .as_ref()
            .is_some_and(|best| best.is_full() && first > best.first + 2)
        {
            break;
        }
    }
    best
}

/// How good a header is. Of two that find the same the one of two rows is whole.
fn rank(layout: &Layout) -> (bool, bool, u32, usize) {
    let height = if layout.whole { layout.height } else { 0 };
    (layout.is_schedule(), layout.is_clean, layout.score, height)
}
