//! Day or month first, told by how the dates of a row lie to one another.

use chrono::NaiveDate;

use super::cell::written_of_cell;
use super::order::{Order, Votes};
use super::settle::{self, LEAD, LONGEST_VOYAGE, Moment};
use super::written::{Day, Written};
use crate::schedule::grid::Row;
use crate::schedule::headings::Field;
use crate::schedule::layout::Column;

/// The rows that are looked at: what forty do not show no more will.
const ENOUGH: u32 = 40;

/// What rows show whose departure is written without a year and can be read in two ways: `12/05` with a
/// cut-off at `12/03` is in December, for nothing closes two months before it sails.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::schedule) struct Together {
    votes: Votes,
    seen: u32,
}

impl Together {
    /// Looks at a row.
    pub(in crate::schedule) fn count(&mut self, row: &Row, dated: &[Column], as_of: NaiveDate) {
        if self.seen >= ENOUGH {
            return;
        }
        let Some(etd) = dated
            .iter()
            .find(|column| column.holds(Field::Etd))
            .map(|column| written_of_cell(row.cell(column.place as usize)))
            .filter(is_open)
        else {
            return;
        };
        self.seen += 1;
        let fits = |order| fits(row, dated, &etd, order, as_of);
        match (fits(Order::DayFirst), fits(Order::MonthFirst)) {
            (true, false) => self.votes.say(Order::DayFirst),
            (false, true) => self.votes.say(Order::MonthFirst),
            _ => {}
        }
    }

    /// The order that the rows show.
    pub(in crate::schedule) fn order(self) -> Option<Order> {
        self.votes.order()
    }
}

/// Whether a day can be read with its month first or its day, and has no year.
fn is_open(written: &Written) -> bool {
    matches!(
        written,
        Written::Given {
            day: Day::Pair {
                first: 1..=12,
                second: 1..=12,
                year: None
            },
            ..
        }
    )
}

/// Whether all cut-offs and arrivals lie as they must to the departure that the row has in that order.
fn fits(row: &Row, dated: &[Column], etd: &Written, order: Order, as_of: NaiveDate) -> bool {
    let Some(etd) = settle::departure(etd, Some(order), as_of)
        .ok()
        .flatten()
        .filter(|etd| etd.not_on.is_none())
    else {
        return false;
    };
    dated.iter().all(|column| {
        let written = written_of_cell(row.cell(column.place as usize));
        let days = |read: Result<Option<Moment>, _>| {
            read.ok()
                .flatten()
                .map(|at: Moment| (at.date - etd.date).num_days())
        };
        if column
            .fields
            .iter()
            .any(|field| Field::CUT_OFFS.contains(field))
        {
            days(settle::cut_off(&written, Some(order), etd))
                .is_none_or(|days| (-LEAD..=0).contains(&days))
        } else if column.holds(Field::Eta) {
            days(settle::arrival(&written, Some(order), etd.date))
                .is_none_or(|days| (0..=LONGEST_VOYAGE).contains(&days))
        } else {
            true
        }
    })
}
