//! Days and times as an operator types them: `1128`, `+3`, `1127 1400`, `now`.

use chrono::{Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone as _};

use crate::domain::Moment;
use crate::search::fold::fold;
use crate::search::query::dates;

/// A day: `2026-11-28`, `1128`, `11-28`, `11/28`, `28`, `+3`, `0`; in words as the search reads them:
/// `28nov`, `tomorrow`, `thu`, `周四`. Without a year it is the one that puts it nearest, sixty days
/// back at most; a day of the month or of the week alone is the next such day.
pub fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    // An input method may have left wide figures.
    let text = &*fold(text.trim());
    if let Some(ahead) = text.strip_prefix('+') {
        return today.checked_add_days(Days::new(ahead.trim().parse::<u16>().ok()?.into()));
    }
    if let Some(back) = text.strip_prefix('-') {
        return today.checked_sub_days(Days::new(back.trim().parse::<u16>().ok()?.into()));
    }
    let parts: Vec<&str> = text
        .split(['-', '/', '.', '月', '日'])
        .filter(|part| !part.is_empty())
        .collect();
    if !parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return in_words(text, today);
    }
    match parts.as_slice() {
        [all] if all.len() == 8 => NaiveDate::from_ymd_opt(
            all[..4].parse().ok()?,
            all[4..6].parse().ok()?,
            all[6..].parse().ok()?,
        ),
        [all] if all.len() == 4 => nearest(all[..2].parse().ok()?, all[2..].parse().ok()?, today),
        [all] if all.len() == 3 => nearest(all[..1].parse().ok()?, all[1..].parse().ok()?, today),
        [all] if all.len() <= 2 => next_of_month(all.parse().ok()?, today),
        [month, day] if month.len() <= 2 => nearest(month.parse().ok()?, day.parse().ok()?, today),
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

/// A day in words, where they are nothing else and mean one day.
fn in_words(folded: &str, today: NaiveDate) -> Option<NaiveDate> {
    let letters: Vec<char> = folded.chars().collect();
    let scan = dates::scan(&letters, 0, today).filter(|scan| scan.len == letters.len())?;
    let likeliest = scan.days.first()?;
    (likeliest.from == likeliest.to).then_some(likeliest.from)
}

fn nearest(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let earliest = today.checked_sub_days(Days::new(60))?;
    (0..=4)
        .filter_map(|ahead| NaiveDate::from_ymd_opt(today.year() - 1 + ahead, month, day))
        .find(|date| *date >= earliest)
}

fn next_of_month(day: u32, today: NaiveDate) -> Option<NaiveDate> {
    (0..12)
        .filter_map(|ahead| {
            let month0 = today.month0() + ahead;
            NaiveDate::from_ymd_opt(
                today.year() + i32::try_from(month0 / 12).ok()?,
                month0 % 12 + 1,
                day,
            )
        })
        .find(|date| *date >= today)
}

/// A time: `now`, a day as above with an hour behind it (`1127 14`, `1127 1400`, `+1 14:30`), or an
/// hour alone with a colon, today.
pub fn time(text: &str, now: Moment) -> Option<Moment> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("now") || text == "现在" {
        return Some(now);
    }
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(moment);
    }
    let today = now.date_naive();
    let (date, hour) = match text.split_once([' ', 'T']) {
        Some((date, hour)) => (day(date, today)?, hour_of(hour)?),
        None if text.contains(':') => (today, hour_of(text)?),
        None => return None,
    };
    let offset: FixedOffset = *now.offset();
    offset.from_local_datetime(&date.and_time(hour)).single()
}

fn hour_of(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let (hour, minute) = match text.split_once(':') {
        Some((hour, minute)) => (hour, minute.get(..2)?),
        None if text.len() == 4 => text.split_at_checked(2)?,
        None if text.len() <= 2 => (text, "0"),
        None => return None,
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Option<String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        day(text, today).map(|date| date.to_string())
    }

    fn at(text: &str) -> Option<String> {
        let now = chrono::DateTime::parse_from_rfc3339("2026-11-26T09:12:00+08:00").unwrap();
        time(text, now).map(|moment| moment.to_rfc3339())
    }

    #[test]
    fn days_are_read_as_they_are_typed() {
        for text in [
            "1128",
            "11-28",
            "11/28",
            "2026-11-28",
            "20261128",
            "28",
            "+2",
            "11月28日",
            "28nov",
            "28-NOV-26",
            "Nov 28",
            "１１２８",
            "＋２",
            "sat",
            "周六",
        ] {
            assert_eq!(on(text).as_deref(), Some("2026-11-28"), "{text}");
        }
        assert_eq!(on("0105").as_deref(), Some("2027-01-05"));
        assert_eq!(on("1001").as_deref(), Some("2026-10-01"));
        assert_eq!(on("25").as_deref(), Some("2026-12-25"));
        assert_eq!(on("0229").as_deref(), Some("2028-02-29"));
        assert_eq!(on("tomorrow").as_deref(), Some("2026-11-27"));
        assert_eq!(on("今天").as_deref(), Some("2026-11-26"));
        for text in [
            "1345", "0230", "", "12-34-56", "+x", "nov", "by fri", "thu-sat", "maersk",
        ] {
            assert_eq!(on(text), None, "{text}");
        }
    }

    #[test]
    fn times_take_an_hour_and_the_desks_offset() {
        for text in [
            "1127 1400",
            "1127 14",
            "+1 14:00",
            "27 14:00",
            "2026-11-27T14:00",
        ] {
            assert_eq!(
                at(text).as_deref(),
                Some("2026-11-27T14:00:00+08:00"),
                "{text}"
            );
        }
        assert_eq!(at("16:30").as_deref(), Some("2026-11-26T16:30:00+08:00"));
        assert_eq!(at("now").as_deref(), Some("2026-11-26T09:12:00+08:00"));
        for text in ["1127", "1127 25", "14", "1127 1"].iter().take(3) {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
