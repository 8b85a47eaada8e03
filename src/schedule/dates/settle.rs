//! What a written date means: its year, its month, its hour.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta, Weekday,
};

use super::order::{Order, fit, readings};
use super::written::{Clock, Day, Hour, Written};

/// Why a date cell gives no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schedule) enum Trouble {
    /// The calendar has no such day.
    NoSuchDate,
    /// The clock has no such hour.
    NoSuchHour,
    /// Day and month could be either way round, or a day and an hour.
    Ambiguous,
    /// Announced later.
    Unannounced,
    /// The vessel does not sail or call.
    Void,
    /// No date at all.
    NoDate,
    /// Counted in hours from a departure that has none.
    NoHourToCountFrom,
}

/// A settled date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schedule) struct Moment {
    /// The day.
    pub(in crate::schedule) date: NaiveDate,
    /// The hour, where one is said.
    pub(in crate::schedule) clock: Option<Clock>,
    /// The moment with its own offset, where the cell has one.
    pub(in crate::schedule) exact: Option<DateTime<FixedOffset>>,
    /// The weekday that the cell says and the date is not.
    pub(in crate::schedule) not_on: Option<Weekday>,
}

impl Moment {
    /// A day without an hour.
    pub(in crate::schedule) fn day(date: NaiveDate) -> Self {
        Self {
            date,
            clock: None,
            exact: None,
            not_on: None,
        }
    }
}

/// How long before the day that a sheet is read as of a departure without a year may lie. Sheets
/// look ahead; one that is a few weeks old is still read as what it was.
const PAST_DEPARTURE: u64 = 120;
/// How many days ago a departure without a year may have been, for its weekday alone to tell how it
/// is read.
const LATELY: i64 = 30;
/// How far before its sailing a cut-off lies at the most, in days, where that tells how it is read.
pub(super) const LEAD: i64 = 20;
/// How far before its sailing a cut-off lies that is written with the day of the month alone.
const DAYS_BEFORE: i64 = 14;
/// How long after its departure an arrival lies at the most, in days, where that tells how it is
/// read.
pub(super) const LONGEST_VOYAGE: i64 = 100;

/// The date with that month and day from [`PAST_DEPARTURE`] days before a day to a year later.
pub(super) fn nearest(month: u32, day: u32, near: NaiveDate) -> Option<NaiveDate> {
    within(
        month,
        day,
        near.checked_sub_days(Days::new(PAST_DEPARTURE))?,
    )
}

/// The date with that month and day in the year that begins at `from`.
fn within(month: u32, day: u32, from: NaiveDate) -> Option<NaiveDate> {
    let mut valid = (from.year()..=from.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let first = valid.next()?;
    if first >= from {
        return Some(first);
    }
    valid.next().or(Some(first))
}

/// What a departure is settled by: the day that the file is read as of.
pub(in crate::schedule) fn departure(
    written: &Written,
    order: Option<Order>,
    as_of: NaiveDate,
) -> Result<Option<Moment>, Trouble> {
    let find = |month, day| nearest(month, day, as_of);
    let ways = Ways {
        find: &find,
        likely: &|_| true,
        possible: &|date| is_ahead(date, as_of),
    };
    settle(written, order, as_of, &ways)
}

/// An arrival, by its departure. One shortly before it is read as that, and found to be wrong.
pub(in crate::schedule) fn arrival(
    written: &Written,
    order: Option<Order>,
    etd: NaiveDate,
) -> Result<Option<Moment>, Trouble> {
    let find = |month, day| nearest(month, day, etd);
    let likely = |date: NaiveDate| (0..=LONGEST_VOYAGE).contains(&(date - etd).num_days());
    let ways = Ways {
        find: &find,
        likely: &likely,
        possible: &likely,
    };
    settle(written, order, etd, &ways)
}

/// A cut-off, by its departure.
pub(in crate::schedule) fn cut_off(
    written: &Written,
    order: Option<Order>,
    etd: Moment,
) -> Result<Option<Moment>, Trouble> {
    let near = |month, day| {
        // A cut-off lies before its sailing; one up to four months behind it is read as that.
        within(month, day, etd.date.checked_sub_days(Days::new(245))?)
    };
    match written {
        Written::Given {
            day: Day::OfMonth(day),
            hour,
            weekday,
        } => {
            let date = day_before(*day, etd.date).ok_or(Trouble::NoSuchDate)?;
            finish(date, *hour, *weekday).map(Some)
        }
        Written::Given {
            day: Day::Four(digits),
            weekday,
            ..
        } => {
            let as_hour = super::written::clock(digits / 100, digits % 100);
            let as_day = near(digits / 100, digits % 100)
                .filter(|date| (0..=LEAD).contains(&(etd.date - *date).num_days()));
            match (as_hour, as_day) {
                (Some(_), Some(_)) => Err(Trouble::Ambiguous),
                (Some(_), None) => finish(etd.date, Some(as_hour), *weekday).map(Some),
                (None, Some(date)) => finish(date, None, *weekday).map(Some),
                (None, None) => Err(Trouble::NoSuchHour),
            }
        }
        Written::Given {
            day: Day::Unsaid,
            hour,
            weekday,
        } => {
            let back = weekday.map_or(0, |weekday| {
                (7 + etd.date.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7
            });
            let date = etd
                .date
                .checked_sub_days(Days::new(u64::from(back)))
                .ok_or(Trouble::NoSuchDate)?;
            finish(date, *hour, *weekday).map(Some)
        }
        Written::Before { hours, hour } => before(*hours, *hour, etd).map(Some),
        other => {
            let likely = |date: NaiveDate| (0..=LEAD).contains(&(etd.date - date).num_days());
            let ways = Ways {
                find: &near,
                likely: &likely,
                possible: &likely,
            };
            settle(other, order, etd.date, &ways)
        }
    }
}

/// How a date without a year or an order is looked for.
struct Ways<'a> {
    /// The date with a month and a day.
    find: &'a dyn Fn(u32, u32) -> Option<NaiveDate>,
    /// Whether a date that can be read two ways is read as this one for where it lies.
    likely: &'a dyn Fn(NaiveDate) -> bool,
    /// Whether a weekday beside the date is believed where it speaks for this one.
    possible: &'a dyn Fn(NaiveDate) -> bool,
}

/// Whether a departure whose year is not written lies ahead, or not long past.
pub(super) fn is_ahead(date: NaiveDate, as_of: NaiveDate) -> bool {
    (as_of - date).num_days() <= LATELY
}

/// A date by its column's order. Where the column shows none, a date that is likely one way only is
/// read that way: a cut-off half a year before its sailing is none.
fn settle(
    written: &Written,
    order: Option<Order>,
    near: NaiveDate,
    ways: &Ways<'_>,
) -> Result<Option<Moment>, Trouble> {
    let find = ways.find;
    let (day, hour, weekday) = match written {
        Written::Blank => return Ok(None),
        Written::Unannounced => return Err(Trouble::Unannounced),
        Written::Void => return Err(Trouble::Void),
        Written::NoDate | Written::Before { .. } => return Err(Trouble::NoDate),
        Written::Exact(moment) => {
            let local = moment.naive_local();
            return Ok(Some(Moment {
                clock: Some(Clock {
                    time: local.time(),
                    next_day: false,
                }),
                exact: Some(*moment),
                ..Moment::day(local.date())
            }));
        }
        Written::Given { day, hour, weekday } => (*day, *hour, *weekday),
    };
    let date = match day {
        Day::Full(date) => date.ok_or(Trouble::NoSuchDate)?,
        Day::MonthDay { month, day } => find(month, day).ok_or(Trouble::NoSuchDate)?,
        Day::Four(digits) => find(digits / 100, digits % 100).ok_or(Trouble::NoSuchDate)?,
        Day::Pair {
            first,
            second,
            year,
        } => {
            let date = |month, day| match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                None => find(month, day),
            };
            let read = (date(second, first), date(first, second));
            day_or_month_first(read, year.is_some(), order, weekday, ways)?
        }
        Day::Three(_) => of_three(day, near, order, weekday, ways.likely)?,
        Day::OfMonth(_) | Day::Unsaid => return Err(Trouble::NoDate),
    };
    finish(date, hour, weekday).map(Some)
}

/// Of the two ways to read `11/12`, the one that the column shows; without one, the only one that is
/// a date, fits the weekday beside it, or is likely.
fn day_or_month_first(
    read: (Option<NaiveDate>, Option<NaiveDate>),
    has_year: bool,
    order: Option<Order>,
    weekday: Option<Weekday>,
    ways: &Ways<'_>,
) -> Result<NaiveDate, Trouble> {
    let (one, other) = match (order, read) {
        (Some(Order::DayFirst), (date, _)) | (Some(Order::MonthFirst), (_, date)) => {
            return date.ok_or(Trouble::NoSuchDate);
        }
        (_, (Some(one), Some(other))) => (one, other),
        (_, (one, other)) => return one.or(other).ok_or(Trouble::NoSuchDate),
    };
    if one == other {
        return Ok(one);
    }
    let falls_on = |date: NaiveDate| weekday == Some(date.weekday());
    // A weekday that speaks for a day long past contradicts the one to come.
    let contradicts = |said: NaiveDate, other: NaiveDate| {
        !has_year && !(ways.possible)(said) && (ways.possible)(other)
    };
    match (falls_on(one), falls_on(other)) {
        (true, false) if contradicts(one, other) => return Err(Trouble::Ambiguous),
        (false, true) if contradicts(other, one) => return Err(Trouble::Ambiguous),
        (true, false) => return Ok(one),
        (false, true) => return Ok(other),
        _ => {}
    }
    match ((ways.likely)(one), (ways.likely)(other)) {
        (true, false) => Ok(one),
        (false, true) => Ok(other),
        _ => Err(Trouble::Ambiguous),
    }
}

/// Of the ways to read three numbers of two digits, those of the column's order, or of the weekday
/// beside them; of several the one that is likely, where no order was shown.
fn of_three(
    day: Day,
    near: NaiveDate,
    order: Option<Order>,
    weekday: Option<Weekday>,
    likely: &dyn Fn(NaiveDate) -> bool,
) -> Result<NaiveDate, Trouble> {
    let mut ways = readings(day, near);
    if let Some(order) = order {
        ways.retain(|(way, _)| *way == order);
    } else if let Some(weekday) = weekday {
        fit(&mut ways, weekday);
    }
    ways.dedup_by_key(|(_, date)| *date);
    match ways[..] {
        [] => return Err(Trouble::NoSuchDate),
        [(_, date)] => return Ok(date),
        _ => ways.retain(|(_, date)| likely(*date)),
    }
    match ways[..] {
        [(_, date)] if order.is_none() => Ok(date),
        _ => Err(Trouble::Ambiguous),
    }
}

#[allow(clippy::option_option)] // An hour may be unsaid, or said and none that a clock shows.
fn finish(
    date: NaiveDate,
    hour: Option<Hour>,
    weekday: Option<Weekday>,
) -> Result<Moment, Trouble> {
    let clock = match hour {
        None => None,
        Some(None) => return Err(Trouble::NoSuchHour),
        Some(Some(clock)) => Some(clock),
    };
    Ok(Moment {
        clock,
        not_on: weekday.filter(|weekday| *weekday != date.weekday()),
        ..Moment::day(date)
    })
}

/// The date with that day of the month that lies before a departure, in its month or the one before,
/// two weeks at the most; failing that the one in its own month, which then lies after it.
fn day_before(day: u32, etd: NaiveDate) -> Option<NaiveDate> {
    let first = etd.with_day(1)?;
    let month_before = first.checked_sub_months(Months::new(1))?;
    [month_before, first]
        .into_iter()
        .filter_map(|month| month.with_day(day))
        .find(|date| (0..=DAYS_BEFORE).contains(&(etd - *date).num_days()))
        .or_else(|| first.with_day(day).filter(|date| *date > etd))
        .or_else(|| first.with_day(day))
}

#[allow(clippy::option_option)]
fn before(hours: u32, hour: Option<Hour>, etd: Moment) -> Result<Moment, Trouble> {
    if hour.is_none()
        && let Some(clock) = etd.clock
        && hours > 0
    {
        let at = etd.date.and_time(clock.time) - TimeDelta::hours(i64::from(hours));
        return Ok(Moment {
            clock: Some(Clock {
                time: at.time(),
                next_day: false,
            }),
            ..Moment::day(at.date())
        });
    }
    if !hours.is_multiple_of(24) {
        return Err(Trouble::NoHourToCountFrom);
    }
    let date = etd
        .date
        .checked_sub_days(Days::new(u64::from(hours / 24)))
        .ok_or(Trouble::NoSuchDate)?;
    finish(date, hour, None)
}

/// Midnight, for a day without an hour.
pub(in crate::schedule) const MIDNIGHT: NaiveTime = NaiveTime::MIN;
