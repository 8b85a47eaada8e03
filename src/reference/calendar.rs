//! Working days: the State Council's holidays and swapped weekends, and “not published” beyond.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use super::table::{Layout, Rows, TableError};

/// The working days of the years that are published. Nothing is guessed for any other year.
#[derive(Debug, Clone)]
pub struct WorkingDays {
    listed: HashMap<NaiveDate, bool>,
    years: BTreeSet<i32>,
}

/// What `shipdesk calendar` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarAnswer {
    /// The day asked for.
    pub date: NaiveDate,
    /// Whether it is a working day; null when its year is not published.
    pub working: Option<bool>,
    /// How many working days later.
    pub plus: Option<u32>,
    /// That day; null when a counted day lies in an unpublished year.
    pub result: Option<NaiveDate>,
    /// Whether every year that the answer needs is published.
    pub published: bool,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "workdays",
    built_in: include_str!("tables/workdays.csv"),
    columns: &["date", "working"],
    needed: &["date", "working"],
    key: &["date"],
};

impl WorkingDays {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let days = rows.read_each(|row| {
            let date: NaiveDate = row.read_needed("date")?;
            row.needed("working")?;
            Ok((date, row.yes("working")?))
        })?;
        Ok(Self {
            years: days.iter().map(|(date, _)| date.year()).collect(),
            listed: days.into_iter().collect(),
        })
    }

    /// Whether a year's holidays are published.
    pub fn published(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The published years.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// Whether a day is a working day; `None`: its year is not published.
    pub fn is_working(&self, date: NaiveDate) -> Option<bool> {
        if !self.published(date.year()) {
            return None;
        }
        Some(
            self.listed
                .get(&date)
                .copied()
                .unwrap_or_else(|| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)),
        )
    }

    /// The n-th working day after a date, which itself is day 0; `None` when a day that must be
    /// looked at lies in a year that is not published.
    pub fn plus(&self, date: NaiveDate, days: u32) -> Option<NaiveDate> {
        let mut day = date;
        for _ in 0..days {
            loop {
                day = day.succ_opt()?;
                if self.is_working(day)? {
                    break;
                }
            }
        }
        Some(day)
    }

    /// The answer for a date, and for so many working days later.
    pub fn answer(&self, date: NaiveDate, plus: Option<u32>) -> CalendarAnswer {
        let working = self.is_working(date);
        let result = plus.and_then(|days| self.plus(date, days));
        CalendarAnswer {
            date,
            working,
            plus,
            result,
            published: working.is_some() && (plus.is_none() || result.is_some()),
        }
    }
}
