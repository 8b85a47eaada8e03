//! Days and times that are to come, as a reply writes them: 12月9日, 5 Dec, 12月1日下午2点.

use chrono::{NaiveDate, TimeDelta, TimeZone as _};

use crate::domain::Moment;
use crate::search::fold::fold;
use crate::search::times;

/// As far ahead as a booking reaches, in days. A day beyond is another year's, or no day of a ship.
const AHEAD: i64 = 190;

/// A day of a ship or a lorry: today or to come, not half a year off, and meant in one way only.
pub(super) fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = plain(text);
    let figures = text.bytes().all(|byte| byte.is_ascii_digit());
    if figures && text.len() != 8 {
        return None;
    }
    let numbers: Vec<&str> = text.split(['/', '-', '.']).collect();
    let all_figures = numbers
        .iter()
        .all(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    let read = match numbers[..] {
        // The year stands last: which of the others is the month?
        [first, second, year] if all_figures && year.len() == 4 => {
            let of = |month: &str, date: &str| {
                NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)
            };
            let days: Vec<NaiveDate> = [of(first, second), of(second, first)]
                .into_iter()
                .flatten()
                .collect();
            one_of(&days)?
        }
        [first, second] if all_figures && second.len() <= 2 && first.len() <= 2 => {
            let turned = times::day(&format!("{second}/{first}"), today);
            let plain = times::day(&format!("{first}/{second}"), today);
            match (
                plain.filter(|day| is_ahead(*day, today)),
                turned.filter(|day| is_ahead(*day, today)),
            ) {
                // 3/12 may be the third of December, which comes sooner than the twelfth of March.
                (Some(plain), Some(turned)) if turned < plain => return None,
                (Some(plain), _) => plain,
                // 16/12: there is no sixteenth month. 9/12 could be September's.
                (None, turned) => turned.filter(|_| plain.is_none())?,
            }
        }
        _ => times::day(&text, today)?,
    };
    is_ahead(read, today).then_some(read)
}

fn one_of(days: &[NaiveDate]) -> Option<NaiveDate> {
    let first = *days.first()?;
    days.iter().all(|day| *day == first).then_some(first)
}

fn is_ahead(day: NaiveDate, today: NaiveDate) -> bool {
    (0..=AHEAD).contains(&day.signed_duration_since(today).num_days())
}

/// A day and an hour, both: `12月1日下午2点`, `December 1st, 2pm`; still to come.
pub(super) fn moment(text: &str, now: Moment) -> Option<Moment> {
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(moment).filter(|at| *at > now);
    }
    let text = plain(text);
    let today = now.date_naive();
    let split = |(place, _): (usize, char)| {
        let (date, hour) = text.split_at(place);
        let date = date.trim_end_matches([' ', ',', ':']);
        let hour = hour.trim_start_matches([' ', ',', 't', ':']);
        let hour = hour.strip_prefix("at ").unwrap_or(hour);
        Some((day(date, today)?, times::clock(hour)?))
    };
    let (date, hour) = text.char_indices().skip(1).find_map(split)?;
    now.offset()
        .from_local_datetime(&date.and_time(hour))
        .single()
        .filter(|at| *at > now && *at - now < TimeDelta::days(AHEAD))
}

/// Folded, 号 as 日, “1st December” as “1 December”, 明早 as 明天早.
fn plain(text: &str) -> String {
    let mut text = fold(text.trim()).replace('号', "日").replace('年', "-");
    for (short, long) in [
        ("明早", "明天早上"),
        ("明晚", "明天晚上"),
        ("今晚", "今天晚上"),
        ("今早", "今天早上"),
    ] {
        if !text.contains(&format!("{short}上")) {
            text = text.replace(short, long);
        }
    }
    if text.contains('-') && text.contains('月') {
        // 2026年12月9日
        text = text.replace('月', "-").replace('日', " ");
    }
    let mut rest = text.trim();
    let mut out = String::new();
    while let Some(letter) = rest.chars().next() {
        let behind_figure = out.ends_with(|c: char| c.is_ascii_digit());
        let ordinal = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| rest.strip_prefix(ending))
            .filter(|behind| behind_figure && !behind.starts_with(char::is_alphanumeric));
        rest = ordinal.unwrap_or_else(|| {
            out.push(letter);
            &rest[letter.len_utf8()..]
        });
    }
    out
}
