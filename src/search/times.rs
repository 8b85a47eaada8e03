//! Days and times as people write them: `1128`, `+3`, `1127 1400`, `now`.

use chrono::{Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone as _};

use super::fold::fold;
use super::query::dates;
use crate::domain::Moment;

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

/// A time: `now`, a day as above with an hour behind it (`1127 14`, `1127 1400`, `+1 14:30`,
/// `明天 12:00`, `tmr 3pm`), an hour alone where it can be nothing else, today, or so far ahead:
/// `+1d`, `+2h`, `+30m`.
pub fn time(text: &str, now: Moment) -> Option<Moment> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("now") || text == "现在" {
        return Some(now);
    }
    if let Ok(moment) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(moment);
    }
    let text = &*fold(text);
    if let Some(ahead) = ahead(text) {
        return now.checked_add_signed(ahead);
    }
    let today = now.date_naive();
    let offset: FixedOffset = *now.offset();
    let at = |date: NaiveDate, hour: NaiveTime| {
        offset.from_local_datetime(&date.and_time(hour)).single()
    };
    if let Some(hour) = clock(text) {
        return at(today, hour);
    }
    // The day ends where an hour begins: at a blank, or where its own words end.
    text.char_indices()
        .filter(|&(place, _)| place > 0)
        .find_map(|(place, letter)| {
            let (date, hour) = text.split_at(place);
            let hour = match letter {
                ' ' | 't' => hour[1..].trim(),
                // The tide tables' form: `27/1200`.
                '/' if hour.len() == 5 => &hour[1..],
                _ if date.ends_with(|c: char| !c.is_ascii()) => hour,
                // `12/1下午2点`: the half of the day begins the hour.
                _ if HALVES.iter().any(|(word, _)| hour.starts_with(word)) => hour,
                _ => return None,
            };
            let hour = hour.strip_prefix("at ").unwrap_or(hour);
            at(day(date, today)?, clock(hour).or_else(|| figures(hour))?)
        })
}

/// So far from now: `+1d`, `+2h`, `+30m`.
fn ahead(text: &str) -> Option<TimeDelta> {
    let text = text.strip_prefix('+')?.trim();
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    let count: i64 = text[..end].parse::<u16>().ok()?.into();
    match text[end..].trim() {
        "d" | "day" | "days" | "天" => TimeDelta::try_days(count),
        "h" | "hr" | "hour" | "hours" | "小时" => TimeDelta::try_hours(count),
        "m" | "min" | "分钟" => TimeDelta::try_minutes(count),
        _ => None,
    }
}

/// An hour that can be nothing else: `9:40`, `9:40:05`, `3pm`, `3:30 pm`, `9点`, `9点半`, `9点40分`,
/// `下午3点`, `noon`. The text is folded: lower case and narrow.
pub fn clock(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let (half, text) = HALVES
        .iter()
        .find_map(|(word, half)| text.strip_prefix(word).map(|rest| (Some(*half), rest)))
        .unwrap_or((None, text));
    let text = text.trim();
    if text.is_empty() {
        return half
            .filter(|half| *half == Half::Noon)
            .and(NaiveTime::from_hms_opt(12, 0, 0));
    }
    let (half, text) = ["a.m.", "p.m.", "am", "pm"]
        .iter()
        .find_map(|word| {
            let named = if word.starts_with('a') {
                Half::Morning
            } else {
                Half::Afternoon
            };
            text.strip_suffix(word)
                .map(|rest| (Some(named), rest.trim()))
        })
        .unwrap_or((half, text));
    let text = text.strip_suffix("hrs").unwrap_or(text).trim();
    let (hour, rest) = match text.find([':', '点', '时', '.']) {
        Some(place) if !text[place..].starts_with('.') || half.is_some() => {
            let mark = text[place..].chars().next().map_or(1, char::len_utf8);
            (&text[..place], text[place + mark..].trim())
        }
        // `3pm` and 下午3 say by the half of the day that they are hours.
        None if half.is_some() => (text, ""),
        _ => return None,
    };
    let spoken = text.contains(['点', '时']);
    let (minute, second) = match rest {
        "" if spoken || half.is_some() => ("0", "0"),
        "整" | "钟" if spoken => ("0", "0"),
        "半" if spoken => ("30", "0"),
        "一刻" if spoken => ("15", "0"),
        "三刻" if spoken => ("45", "0"),
        rest if spoken => (rest.strip_suffix('分').unwrap_or(rest), "0"),
        rest => rest.split_once(':').unwrap_or((rest, "0")),
    };
    let number = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok())?
    };
    if !spoken && !rest.is_empty() && minute.len() != 2 {
        return None;
    }
    let hour = match (number(hour)?, half) {
        (12, Some(Half::Morning)) => 0,
        (hour @ 1..=11, Some(Half::Afternoon)) => hour + 12,
        (hour @ 1..=2, Some(Half::Noon)) => hour + 12,
        (hour, _) => hour,
    };
    NaiveTime::from_hms_opt(hour, number(minute)?, number(second)?)
}

/// Which half of the day an hour is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Noon,
    Afternoon,
}

const HALVES: &[(&str, Half)] = &[
    ("上午", Half::Morning),
    ("早上", Half::Morning),
    ("凌晨", Half::Morning),
    ("中午", Half::Noon),
    ("noon", Half::Noon),
    ("下午", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("早", Half::Morning),
    ("晚", Half::Afternoon),
];

/// An hour in figures alone, which a day before it makes one: `14`, `1400`.
fn figures(text: &str) -> Option<NaiveTime> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hour, minute) = match text.len() {
        4 => text.split_at_checked(2)?,
        1 | 2 => (text, "0"),
        _ => return None,
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
        for (text, time) in [
            ("明天 12:00", "2026-11-27T12:00:00+08:00"),
            ("明天12点", "2026-11-27T12:00:00+08:00"),
            ("明天下午3点半", "2026-11-27T15:30:00+08:00"),
            ("明天中午", "2026-11-27T12:00:00+08:00"),
            ("11月27日 12:00", "2026-11-27T12:00:00+08:00"),
            ("11月27日12点30分", "2026-11-27T12:30:00+08:00"),
            ("tmr 3pm", "2026-11-27T15:00:00+08:00"),
            ("12/1下午2点", "2026-12-01T14:00:00+08:00"),
            ("11-28上午10:30", "2026-11-28T10:30:00+08:00"),
            ("tomorrow at 12:15 am", "2026-11-27T00:15:00+08:00"),
            ("27/1200", "2026-11-27T12:00:00+08:00"),
            ("fri 0900", "2026-11-27T09:00:00+08:00"),
            ("＋１ １４：００", "2026-11-27T14:00:00+08:00"),
            ("+1d", "2026-11-27T09:12:00+08:00"),
            ("+3h", "2026-11-26T12:12:00+08:00"),
        ] {
            assert_eq!(at(text).as_deref(), Some(time), "{text}");
        }
        for text in ["1127", "1127 25", "14", "1127 1"].iter().take(3) {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
