//! The tables of a sheet, one under another, each below a header of its own.

use super::context::Context;
use super::dates::cell::written_of_cell;
use super::dates::{Together, Votes};
use super::grid::{Cell, Row};
use super::layout::{self, Column, Layout};
use super::options::ReadOptions;
use crate::reference::Reference;

/// The most rows of titles that are kept for the next table.
const TITLES: usize = 12;

/// A table: its header, and what its title says.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The first and the last row of its header, from 1.
    pub(super) header: (u32, u32),
    pub(super) layout: Layout,
    pub(super) context: Context,
}

/// Finds a sheet's tables in one pass, and looks at every date on the way: the order of each column,
/// and about how many rows there are.
pub(super) struct Finder<'a> {
    options: &'a ReadOptions,
    reference: &'a Reference,
    sections: Vec<Section>,
    /// The current section's columns of dates.
    dated: Vec<Column>,
    votes: Vec<Vec<(u32, Votes)>>,
    /// What each section's rows show by how their dates lie to one another.
    together: Vec<Together>,
    /// Rows that may be titles of the table to come.
    titles: Vec<Row>,
    /// The rows directly above that may be a header.
    candidates: Vec<Row>,
    /// Data rows, about.
    pub(super) rows: u32,
}

impl<'a> Finder<'a> {
    /// Begins below the file's own header.
    pub(super) fn new(first: Section, options: &'a ReadOptions, reference: &'a Reference) -> Self {
        let mut finder = Self {
            options,
            reference,
            sections: Vec::new(),
            dated: Vec::new(),
            votes: Vec::new(),
            together: Vec::new(),
            titles: Vec::new(),
            candidates: Vec::new(),
            rows: 0,
        };
        finder.open(first);
        finder
    }

    fn open(&mut self, section: Section) {
        self.dated = section
            .layout
            .columns
            .iter()
            .filter(|column| {
                column.port.is_some() || column.fields.iter().any(|field| field.is_date())
            })
            .cloned()
            .collect();
        self.votes.push(
            self.dated
                .iter()
                .map(|column| (column.place, Votes::default()))
                .collect(),
        );
        self.together.push(Together::default());
        self.sections.push(section);
    }

    /// Looks at a row below the first header.
    pub(super) fn see(&mut self, row: &Row) {
        if row.is_blank() {
            self.candidates.clear();
            return;
        }
        if may_be_header(row) {
            self.candidates.push(row.clone());
            if self.candidates.len() > 3 {
                self.candidates.remove(0);
            }
            if self.header() {
                return;
            }
        } else {
            self.candidates.clear();
        }
        if row.filled().nth(2).is_none() {
            if self.titles.len() < TITLES {
                self.titles.push(row.clone());
            }
        } else {
            self.titles.clear();
        }
        if row.filled().nth(1).is_some() {
            self.rows = self.rows.saturating_add(1);
            if let Some(votes) = self.votes.last_mut() {
                for (column, (_, votes)) in self.dated.iter().zip(votes) {
                    let cell = row.cell(column.place as usize);
                    if !cell.is_blank() {
                        votes.count(&written_of_cell(cell), self.options.as_of);
                    }
                }
            }
            if let Some(together) = self.together.last_mut() {
                together.count(row, &self.dated, self.options.as_of);
            }
        }
    }

    /// Opens a section where the candidates are a header other than the current one.
    fn header(&mut self) -> bool {
        let Some(section) = self.sections.last() else {
            return false;
        };
        for from in 0..self.candidates.len() {
            let band = &self.candidates[from..];
            if band.iter().any(|row| section.layout.is_same(row)) {
                continue;
            }
            let found = layout::find(band, self.options, self.reference).filter(|layout| {
                layout.is_full() && layout.first == 0 && layout.height == band.len()
            });
            let (Some(layout), Some(top), Some(end)) = (found, band.first(), band.last()) else {
                continue;
            };
            let header = (top.number, end.number);
            // The header that was found from its first row alone has another row.
            if self.sections.len() > 1 && section.header.0 >= header.0 {
                self.sections.pop();
                self.votes.pop();
                self.together.pop();
            }
            let context = Context::read(&self.titles, None, &self.options.words, self.reference);
            self.open(Section {
                header,
                layout,
                context,
            });
            return true;
        }
        false
    }

    /// The sections, each column with its order. A column that does not show its own clearly takes
    /// the one that the whole file shows, and where no cell shows any, the one in which the rows' cut-offs
    /// lie before their departures.
    pub(super) fn finish(self) -> (Vec<Section>, u32) {
        let whole = self
            .votes
            .iter()
            .flatten()
            .fold(Votes::default(), |sum, (_, votes)| sum.and(*votes))
            .order();
        let mut sections = self.sections;
        for ((section, votes), together) in sections.iter_mut().zip(self.votes).zip(self.together) {
            let mut columns = section.layout.columns.to_vec();
            for column in &mut columns {
                let shown = votes
                    .iter()
                    .find(|(place, _)| *place == column.place)
                    .map(|(_, votes)| votes.order().or(whole).or(together.order()));
                if let Some(shown) = shown {
                    column.order = column.order.or(shown);
                }
            }
            section.layout.columns = columns.into();
        }
        (sections, self.rows)
    }
}

/// Whether a row may be a header: some short texts, none with a date's digits.
fn may_be_header(row: &Row) -> bool {
    let mut filled = 0;
    for (_, cell) in row.filled() {
        let Cell::Text(text) = cell else {
            return false;
        };
        if text.bytes().filter(u8::is_ascii_digit).nth(3).is_some() || text.len() > 120 {
            return false;
        }
        filled += 1;
    }
    filled >= 3
}
