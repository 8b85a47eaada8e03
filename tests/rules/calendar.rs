//! The working days of the published years, every one of them; and a year that is not published.

use chrono::{Datelike as _, NaiveDate, Weekday};
use shipdesk::reference::Reference;
use shipdesk::rules;

/// Days off and weekends worked instead. Source: the State Council's notices for 2025 and 2026.
const OFF: [(&str, &str); 13] = [
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
];
const WORKED: [&str; 11] = [
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11",
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn is_worked(date: NaiveDate) -> bool {
    let off = OFF
        .iter()
        .any(|(from, to)| (day(from)..=day(to)).contains(&date));
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    WORKED.iter().any(|worked| day(worked) == date) || !(off || weekend)
}

fn days_of(years: std::ops::RangeInclusive<i32>) -> impl Iterator<Item = NaiveDate> {
    let end = NaiveDate::from_ymd_opt(*years.end(), 12, 31).unwrap();
    NaiveDate::from_ymd_opt(*years.start(), 1, 1)
        .unwrap()
        .iter_days()
        .take_while(move |date| *date <= end)
}

#[test]
fn every_day_of_2025_and_2026_is_worked_as_published() {
    let calendar = &Reference::built_in().calendar;
    for date in days_of(2025..=2026) {
        assert_eq!(calendar.is_working(date), Some(is_worked(date)), "{date}");
    }
}

#[test]
fn what_sailed_is_due_on_the_second_working_day_whatever_lies_between() {
    for sailed in days_of(2025..=2026).filter(|sailed| *sailed < day("2026-12-29")) {
        let due = sailed
            .iter_days()
            .skip(1)
            .filter(|date| is_worked(*date))
            .nth(1);
        assert_eq!(
            rules::due_day(Reference::built_in(), sailed),
            due,
            "{sailed}"
        );
    }
}

#[test]
fn a_year_that_is_not_published_is_not_guessed() {
    let calendar = &Reference::built_in().calendar;
    assert_eq!(calendar.is_working(day("2027-01-04")), None);
    assert_eq!(
        rules::due_day(Reference::built_in(), day("2026-12-30")),
        None
    );
    assert_eq!(
        rules::due_day(Reference::built_in(), day("2026-12-29")),
        Some(day("2026-12-31"))
    );
}
