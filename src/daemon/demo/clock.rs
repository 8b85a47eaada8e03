//! Office hours: when things are done at the practice desk.

use chrono::{
    DateTime, Datelike, Duration, NaiveDate, NaiveTime, TimeZone, Timelike, Utc, Weekday,
};

use crate::domain::Moment;

/// The practice desk's offset: China has had no other since 1991.
pub(super) fn china() -> chrono::FixedOffset {
    chrono::FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
}

/// A time of a day in China.
pub(super) fn at(day: NaiveDate, hour: u32, minute: u32) -> Moment {
    let time = NaiveTime::from_hms_opt(hour % 24, minute % 60, 0).unwrap_or(NaiveTime::MIN);
    china()
        .from_local_datetime(&day.and_time(time))
        .earliest()
        .unwrap_or_default()
}

/// Ten o'clock in China on the day of `now`, or on the Monday after a weekend: when the practice
/// day begins unless another time is said, with the morning's confirmations in and the first
/// cut-offs ahead.
pub fn morning(now: DateTime<Utc>) -> Moment {
    let mut day = now.with_timezone(&china()).date_naive();
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day += Duration::days(1);
    }
    at(day, 10, 0)
}

/// A moment moved back into office hours: half past eight to half past six, Monday to Friday.
pub(super) fn in_office(moment: Moment) -> Moment {
    let local = moment.with_timezone(&china());
    let minutes = local.hour() * 60 + local.minute();
    let mut day = local.date_naive();
    let late = 17 * 60 + local.minute();
    let mut minute_of_day = minutes;
    if minutes < 8 * 60 + 30 {
        day -= Duration::days(1);
        minute_of_day = late;
    } else if minutes > 18 * 60 + 30 {
        minute_of_day = late;
    }
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day -= Duration::days(1);
        minute_of_day = late;
    }
    at(day, minute_of_day / 60, minute_of_day % 60)
}
