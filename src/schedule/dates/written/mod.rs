//! A date's text taken down, before anyone decides what it means.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::words;
use crate::schedule::plain;

mod hours;
mod numbers;
mod numerals;
mod patterns;
mod pieces;

use patterns::read_pieces;
pub(super) use pieces::{Piece, pieces};

/// What a date cell says.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::schedule) enum Written {
    /// Nothing.
    Blank,
    /// That it is announced later.
    Unannounced,
    /// That the vessel does not sail or call.
    Void,
    /// A day, an hour, or both.
    Given {
        day: Day,
        hour: Option<Hour>,
        weekday: Option<Weekday>,
    },
    /// So many days or hours before the departure.
    Before { hours: u32, hour: Option<Hour> },
    /// A moment with its own offset from UTC.
    Exact(DateTime<FixedOffset>),
    /// Anything else.
    NoDate,
}

/// A day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::enum_variant_names, reason = "a month and a day are called so")]
pub(in crate::schedule) enum Day {
    /// Year, month and day; `None` where the calendar has no such day.
    Full(Option<NaiveDate>),
    /// A month and a day.
    MonthDay { month: u32, day: u32 },
    /// Two numbers, the month and the day in an order to be settled; with a year or without.
    Pair {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    /// Three numbers of two digits.
    Three([u32; 3]),
    /// A day of a month that the departure tells.
    OfMonth(u32),
    /// Four digits that are an hour (`2200`), or a month and a day (`1127`).
    Four(u32),
    /// No day, only an hour or a weekday.
    Unsaid,
}

/// An hour as written. `None`: no clock shows it.
pub(in crate::schedule) type Hour = Option<Clock>;

/// A time of day; 24:00 is midnight of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schedule) struct Clock {
    pub(in crate::schedule) time: NaiveTime,
    pub(in crate::schedule) next_day: bool,
}

pub(in crate::schedule) fn clock(hour: u32, minute: u32) -> Hour {
    if hour == 24 && minute == 0 {
        return Some(Clock {
            time: NaiveTime::MIN,
            next_day: true,
        });
    }
    NaiveTime::from_hms_opt(hour, minute, 0).map(|time| Clock {
        time,
        next_day: false,
    })
}

/// The day of a workbook's serial number, and its hour where it has one.
pub(in crate::schedule) fn serial(number: f64) -> Option<NaiveDateTime> {
    // 2000-01-01 to 2099-12-31 in the calendar that starts in 1900.
    if !(36526.0..73051.0).contains(&number) {
        return None;
    }
    let minutes = (number * 1440.0).round();
    #[allow(clippy::cast_possible_truncation)] // Held within the range above.
    let minutes = chrono::TimeDelta::minutes(minutes as i64);
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(minutes)
}

/// A date's text without the Chinese words before and behind it, and those behind: `截止11/27`,
/// `11/27 12:00 洋山`.
pub(in crate::schedule) fn apart(text: &str) -> Option<(&str, &str)> {
    let marks = [
        "不晚于",
        "最晚",
        "最迟",
        "截至",
        "截止",
        "预计",
        "约",
        "大约",
        "截",
        "暂定",
        "改",
    ];
    let date = marks
        .iter()
        .find_map(|mark| text.trim().strip_prefix(mark))
        .unwrap_or_else(|| text.trim());
    let end = date
        .char_indices()
        .rev()
        .find(|(_, letter)| letter.is_ascii_alphanumeric() || "年月日号时点分半".contains(*letter))
        .map(|(at, letter)| at + letter.len_utf8())?;
    let (date, tail) = date.split_at(end);
    let tail = tail.trim();
    (date.chars().any(|letter| letter.is_ascii_digit())
        && tail.chars().count() <= 8
        && tail
            .chars()
            .all(|letter| plain::is_han(letter) || letter == ' '))
    .then_some((date, tail))
}

/// A date's text and a note behind a blank: `12/15 18:00 限重26吨`, `2027-01-03 34天`.
pub(in crate::schedule) fn noted(text: &str) -> Option<(&str, &str)> {
    const OF_DATES: [char; 14] = [
        '上', '下', '中', '早', '晚', '凌', '傍', '周', '星', '礼', '前', '之', '以', '截',
    ];
    let is_days = |note: &str| {
        let digits = note.trim_end_matches(['天', 'D', 'A', 'Y', 'S', ' ']);
        digits.len() < note.len() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.match_indices(' ').find_map(|(at, _)| {
        let (date, note) = (text[..at].trim(), text[at..].trim());
        let first = note.chars().next()?;
        let is_note = plain::is_han(first) && !OF_DATES.contains(&first) || is_days(note);
        (is_note && date.bytes().any(|byte| byte.is_ascii_digit())).then_some((date, note))
    })
}

/// Takes a date's text down.
pub(in crate::schedule) fn read(text: &str) -> Written {
    let text = plain::narrow(plain::unmarked(text));
    let text = numerals::arabic(&text);
    if plain::says_nothing(&text) {
        return Written::Blank;
    }
    if plain::is_unannounced(&text) {
        return Written::Unannounced;
    }
    if plain::is_void(&text) {
        return Written::Void;
    }
    let joined = text.replace(' ', "T");
    if let Ok(moment) = DateTime::parse_from_rfc3339(&joined)
        .or_else(|_| DateTime::parse_from_str(&joined, "%Y-%m-%dT%H:%M%:z"))
    {
        return Written::Exact(moment);
    }
    if let Some(weekday) = words::closes_on(&text) {
        return Written::Given {
            day: Day::Unsaid,
            hour: None,
            weekday: Some(weekday),
        };
    }
    let (outside, _) = plain::bracketed(&text);
    let (whole, weekday_zh) = words::take_weekday_zh(&text.replace(['(', ')'], " "));
    let (outside, _) = words::take_weekday_zh(if outside.is_empty() { &whole } else { &outside });
    if outside.trim().is_empty() && weekday_zh.is_none() {
        return Written::NoDate;
    }
    if let Some(before) = super::before::before_departure(&outside) {
        return before;
    }
    let Some(mut pieces) = pieces(&outside)
        .or_else(|| pieces(noted(&outside)?.0))
        .or_else(|| pieces(apart(&outside)?.0))
    else {
        return Written::NoDate;
    };
    let mut weekday = weekday_zh;
    if let Some(words) = self::pieces(&text.replace(['(', ')'], " ")) {
        weekday = weekday.or(words.iter().find_map(|piece| match piece {
            Piece::Weekday(day) => Some(*day),
            _ => None,
        }));
    }
    pieces.retain(|piece| !matches!(piece, Piece::Weekday(_)));
    pieces.dedup_by(|next, before| (*next, *before) == (Piece::Blank, Piece::Blank));
    while matches!(
        pieces.first(),
        Some(Piece::Blank | Piece::Sign(',' | '.' | '-' | '/'))
    ) && pieces.len() > 1
    {
        pieces.remove(0);
    }
    while matches!(pieces.last(), Some(Piece::Blank | Piece::Sign(',' | '.'))) {
        pieces.pop();
    }
    read_pieces(&pieces, weekday).unwrap_or(Written::NoDate)
}
