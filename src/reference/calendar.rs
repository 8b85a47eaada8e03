//! Working days: the State Council's holidays and swapped weekends, and “not published” beyond.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use crate::domain::Text;

use super::cell::{Cell, shown};
use super::holidays;
use super::table::{Layout, Row, Rows, TableError};

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

/// What a row says.
enum Said {
    /// That a year's calendar is published, whatever holidays are listed.
    Published(i32),
    /// Whether a day is a working day.
    Day(NaiveDate, bool),
}

fn said(row: &Row) -> Result<Said, TableError> {
    let date = row.needed("date")?;
    let working = row.needed("working")?;
    if ["published", "已公布"].contains(&working.to_lowercase().as_str()) {
        let year = date.parse().ok().filter(|_| date.len() == 4);
        let year = year.ok_or_else(|| {
            row.bad(
                "date",
                Text::of("table.no-calendar-year").with("text", shown(date)),
            )
        })?;
        return Ok(Said::Published(year));
    }
    let date = NaiveDate::read(date).map_err(|reason| row.bad("date", reason))?;
    Ok(Said::Day(date, row.yes("working")?))
}

impl WorkingDays {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let (mut listed, mut years) = (HashMap::new(), BTreeSet::new());
        rows.read_each(|row| {
            match said(row)? {
                Said::Published(year) => drop(years.insert(year)),
                Said::Day(date, working) => drop(listed.insert(date, working)),
            }
            Ok(())
        })?;
        let mut calendar = Self { listed, years };
        let given: BTreeSet<i32> = calendar.listed.keys().map(Datelike::year).collect();
        let whole = given
            .iter()
            .filter(|year| calendar.missing(**year).is_empty());
        let whole: Vec<i32> = whole.copied().collect();
        calendar.years.extend(whole);
        if calendar.years.is_empty() {
            return Err(vec![TableError::whole(
                rows.file(),
                Text::of("table.no-year"),
            )]);
        }
        Ok(calendar)
    }

    /// The legal holidays of which the rows list too few days of a year.
    fn missing(&self, year: i32) -> Vec<Text> {
        holidays::missing(year, |date| self.listed.contains_key(&date))
    }

    /// The years of which single days are given and that are not published, with the legal holidays
    /// that they lack.
    pub fn unpublished(&self) -> impl Iterator<Item = (i32, Vec<Text>)> {
        let given: BTreeSet<i32> = self.listed.keys().map(Datelike::year).collect();
        given
            .into_iter()
            .filter(|year| !self.published(*year))
            .map(|year| (year, self.missing(year)))
    }

    /// The years that are published.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// Whether a year's holidays are published.
    pub fn published(&self, year: i32) -> bool {
        self.years.contains(&year)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn plus(text: &str, days: u32) -> Option<NaiveDate> {
        Reference::built_in().calendar.plus(day(text), days)
    }

    #[test]
    fn holidays_and_swapped_weekends_are_the_published_ones() {
        let calendar = &Reference::built_in().calendar;
        for (date, working) in [
            ("2025-01-26", true),
            ("2025-01-28", false),
            ("2025-10-08", false),
            ("2025-10-09", true),
            ("2025-10-11", true),
            ("2026-01-04", true),
            ("2026-02-14", true),
            ("2026-02-16", false),
            ("2026-02-28", true),
            ("2026-05-09", true),
            ("2026-05-10", false),
            ("2026-09-20", true),
            ("2026-10-10", true),
            ("2026-11-24", true),
            ("2026-11-28", false),
        ] {
            assert_eq!(calendar.is_working(day(date)), Some(working), "{date}");
        }
        // 365 days less the published days off: 248 and 248 working days.
        for (year, days) in [(2025, 248), (2026, 248)] {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let working = first
                .iter_days()
                .take_while(|date| date.year() == year)
                .filter(|date| calendar.is_working(*date) == Some(true))
                .count();
            assert_eq!(working, days, "{year}");
        }
    }

    #[test]
    fn the_second_working_day_is_counted_over_holidays_and_swaps() {
        assert_eq!(plus("2026-11-24", 2), Some(day("2026-11-26")));
        assert_eq!(plus("2026-11-27", 2), Some(day("2026-12-01")));
        assert_eq!(plus("2026-11-28", 2), Some(day("2026-12-01")));
        assert_eq!(plus("2026-09-30", 2), Some(day("2026-10-09")));
        assert_eq!(plus("2026-10-08", 2), Some(day("2026-10-10")));
        assert_eq!(plus("2026-02-13", 2), Some(day("2026-02-24")));
        assert_eq!(plus("2025-12-31", 1), Some(day("2026-01-04")));
        assert_eq!(plus("2026-11-24", 0), Some(day("2026-11-24")));
    }

    #[test]
    fn an_unpublished_year_is_said_not_guessed() {
        assert_eq!(plus("2026-12-30", 1), Some(day("2026-12-31")));
        assert_eq!(plus("2026-12-30", 2), None);
        assert_eq!(plus("2026-12-31", 1), None);
        let calendar = &Reference::built_in().calendar;
        assert_eq!(calendar.is_working(day("2027-03-01")), None);
        assert_eq!(calendar.is_working(day("2027-01-02")), None);
        assert!(!calendar.answer(day("2027-03-01"), None).published);
        let short = calendar.answer(day("2026-12-31"), Some(2));
        assert_eq!(
            (short.working, short.result, short.published),
            (Some(true), None, false)
        );
        assert!(calendar.answer(day("2026-11-24"), Some(2)).published);
        assert_eq!(calendar.plus(NaiveDate::MAX, 1), None);
    }
}
