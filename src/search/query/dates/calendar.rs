//! Which day is meant: years, weekdays and months settled against the caller's today.

use super::Days;
use crate::search::grade::{EXACT, HINT, INSIDE, WORD};
use chrono::{Datelike, Days as Count, Months, NaiveDate, Weekday};

/// How far back a day without a year may lie: just sailed is nearer than next year.
const BACK: i64 = 60;

/// `n` days from a day.
pub fn plus(day: NaiveDate, n: i64) -> NaiveDate {
    let count = Count::new(n.unsigned_abs());
    let moved = if n < 0 {
        day.checked_sub_days(count)
    } else {
        day.checked_add_days(count)
    };
    moved.unwrap_or(day)
}

/// A day and month, in the year that puts it nearest ahead.
pub fn month_day(today: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| (*date - today).num_days() >= -BACK)
}

/// Two numbers with a bar between: month and day as the Chinese write it, or day and month; the
/// less likely one is kept with a lower grade.
pub fn either_way(today: NaiveDate, a: u32, b: u32) -> Vec<Days> {
    let first = month_day(today, a, b);
    let second = month_day(today, b, a).filter(|_| a != b);
    let away = |date: Option<NaiveDate>| date.map_or(i64::MAX, |d| (d - today).num_days().abs());
    // No schedule looks a season ahead: then the other order is meant.
    let swapped = first.is_none() || away(first) > 100 && away(second) <= 60;
    let (sure, other) = if swapped {
        (second, first)
    } else {
        (first, second)
    };
    sure.map(|d| Days::on(d, EXACT))
        .into_iter()
        .chain(other.map(|d| Days::on(d, HINT)))
        .collect()
}

/// With a year given in two or four digits.
pub fn full(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = if year < 100 { year + 2000 } else { year };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The next day with this number: the 28th.
pub fn day_of_month(today: NaiveDate, day: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    (0..3).find_map(|ahead| {
        let date = first
            .checked_add_months(Months::new(ahead))?
            .with_day(day)?;
        (date >= today).then_some(date)
    })
}

/// The coming such weekday, and those of the weeks after it with lower grades.
pub fn weekdays(today: NaiveDate, weekday: Weekday) -> Vec<Days> {
    let coming = plus(
        today,
        i64::from(
            (weekday.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7,
        ),
    );
    let later = |week: i64| {
        // What leaves today is mostly closed: then the next one is nearly as likely.
        let grade = if coming == today && week == 1 {
            WORD
        } else {
            INSIDE
        };
        Days::on(plus(coming, 7 * week), grade)
    };
    std::iter::once(Days::on(coming, EXACT))
        .chain((1..9).map(later))
        .collect()
}

/// A weekday of the calendar week that lies `weeks` ahead; weeks begin on Monday.
pub fn weekday_in(today: NaiveDate, weeks: i64, weekday: Weekday) -> NaiveDate {
    plus(
        monday(today),
        7 * weeks + i64::from(weekday.num_days_from_monday()),
    )
}

/// The Monday of the day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    plus(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// The ISO week of that number, nearest ahead.
pub fn week(today: NaiveDate, number: u32) -> Option<(NaiveDate, NaiveDate)> {
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| NaiveDate::from_isoywd_opt(year, number, Weekday::Mon))
        .find(|monday| (*monday - today).num_days() >= -BACK)
        .map(|monday| (monday, plus(monday, 6)))
}

/// A month's first and last day, nearest ahead.
pub fn month(today: NaiveDate, number: u32) -> Option<(NaiveDate, NaiveDate)> {
    (today.year() - 1..=today.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, number, 1))
        .map(|first| (first, month_end(first)))
        .find(|(_, last)| *last >= plus(today, -30))
}

/// The last day of the day's month.
pub fn month_end(day: NaiveDate) -> NaiveDate {
    day.with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)))
        .map_or(day, |next| plus(next, -1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date")
    }

    #[test]
    fn a_day_without_a_year_lies_ahead() {
        let today = date(2026, 12, 20);
        assert_eq!(month_day(today, 1, 5), Some(date(2027, 1, 5)));
        assert_eq!(month_day(today, 12, 3), Some(date(2026, 12, 3)));
    }

    #[test]
    fn a_day_out_of_every_schedule_is_read_the_other_way() {
        let today = date(2026, 11, 24);
        assert_eq!(either_way(today, 12, 3)[0].from, date(2026, 12, 3));
        assert_eq!(either_way(today, 3, 12)[0].from, date(2026, 12, 3));
        assert_eq!(either_way(today, 28, 11)[0].from, date(2026, 11, 28));
    }

    #[test]
    fn a_weekday_is_the_coming_one_first() {
        let tuesday = date(2026, 11, 24);
        assert_eq!(weekdays(tuesday, Weekday::Thu)[0].from, date(2026, 11, 26));
        assert_eq!(weekdays(tuesday, Weekday::Mon)[0].from, date(2026, 11, 30));
        assert_eq!(weekday_in(tuesday, 1, Weekday::Mon), date(2026, 11, 30));
    }
}
