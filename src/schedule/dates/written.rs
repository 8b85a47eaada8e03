//! A date's text taken down, before anyone decides what it means.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::words;
use crate::schedule::plain;

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

pub(super) fn clock(hour: u32, minute: u32) -> Hour {
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

/// Takes a date's text down.
pub(in crate::schedule) fn read(text: &str) -> Written {
    let text = plain::narrow(text);
    if plain::says_nothing(&text) {
        return Written::Blank;
    }
    if plain::is_unannounced(&text) {
        return Written::Unannounced;
    }
    if plain::is_void(&text) {
        return Written::Void;
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(&text.replace(' ', "T")) {
        return Written::Exact(moment);
    }
    let (outside, _) = plain::bracketed(&text);
    let (whole, weekday_zh) = words::take_weekday_zh(&text.replace(['(', ')'], " "));
    let (outside, _) = words::take_weekday_zh(if outside.is_empty() { &whole } else { &outside });
    if outside.trim().is_empty() && weekday_zh.is_none() {
        return Written::NoDate;
    }
    if let Some(before) = super::settle::before_departure(&outside) {
        return before;
    }
    let Some(mut pieces) = pieces(&outside) else {
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

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A number and how many digits it has.
    Number(u32, usize),
    /// Twelve digits: a day and an hour.
    Long(u64),
    Month(u32),
    Weekday(Weekday),
    /// 年, 月, 日 or 号.
    Year,
    MonthMark,
    DayMark,
    /// 时, 点; 分; 半.
    HourMark,
    MinuteMark,
    Half,
    Morning,
    Afternoon,
    Noon,
    Colon,
    /// `/`, `-`, `.` or `,`.
    Sign(char),
    Blank,
}

pub(super) fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(letter) = rest.chars().next() {
        let length = if letter.is_ascii_digit() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            found.push(match digits {
                1..=8 => Piece::Number(rest[..digits].parse().ok()?, digits),
                12 | 14 => Piece::Long(rest[..12].parse().ok()?),
                _ => return None,
            });
            digits
        } else if letter.is_ascii_alphabetic() {
            let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            found.extend(word(&rest[..letters], found.last().copied())?);
            letters
        } else {
            found.extend(sign(letter, &found)?);
            letter.len_utf8()
        };
        rest = &rest[length..];
        for (zh, piece) in [
            ("上午", Some(Piece::Morning)),
            ("早上", Some(Piece::Morning)),
            ("中午", Some(Piece::Noon)),
            ("下午", Some(Piece::Afternoon)),
            ("晚上", Some(Piece::Afternoon)),
            ("之前", None),
            ("以前", None),
            ("前", None),
            ("截止", None),
        ] {
            if let Some(after) = rest.trim_start().strip_prefix(zh) {
                found.extend(piece);
                rest = after;
            }
        }
    }
    while found.last() == Some(&Piece::Blank) {
        found.pop();
    }
    Some(found)
}

/// A Latin word inside a date; `None` for one that no date has.
#[allow(clippy::option_option)]
fn word(word: &str, before: Option<Piece>) -> Option<Option<Piece>> {
    if let Some(month) = words::month(word) {
        return Some(Some(Piece::Month(month)));
    }
    if let Some(day) = words::weekday(word) {
        return Some(Some(Piece::Weekday(day)));
    }
    let after_number = matches!(before, Some(Piece::Number(..) | Piece::Blank));
    Some(match word {
        "AM" => Some(Piece::Morning),
        "PM" => Some(Piece::Afternoon),
        "NOON" | "NN" => Some(Piece::Noon),
        "T" if after_number => Some(Piece::Blank),
        "H" | "HR" | "HRS" | "HOUR" | "HOURS" | "LT" | "LCT" | "LOCAL" | "TIME" | "BEFORE"
        | "BY" | "AT" | "ST" | "ND" | "RD" | "TH" => None,
        _ => return None,
    })
}

#[allow(clippy::option_option)]
fn sign(letter: char, found: &[Piece]) -> Option<Option<Piece>> {
    Some(match letter {
        ' ' => match found.last() {
            None | Some(Piece::Blank) => None,
            _ => Some(Piece::Blank),
        },
        '年' => Some(Piece::Year),
        '月' => Some(Piece::MonthMark),
        '日' | '号' => Some(Piece::DayMark),
        '时' | '點' | '点' => Some(Piece::HourMark),
        '分' => Some(Piece::MinuteMark),
        '半' => Some(Piece::Half),
        '整' | '前' | '\'' => None,
        ':' => Some(Piece::Colon),
        '/' | '-' | '.' | ',' | '\\' | '、' | '，' => {
            Some(Piece::Sign(if letter == '\\' { '/' } else { letter }))
        }
        _ => return None,
    })
}

fn full(year: u32, digits: usize, month: u32, day: u32) -> Day {
    let year = if digits == 2 { year + 2000 } else { year };
    Day::Full(
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day)),
    )
}

/// Whether four digits are a year rather than an hour. 20:00 to 20:59 are the doubtful ones; hours
/// end in a full five minutes, and the years that schedules are written for lie in the 2020s and 30s.
fn is_year(number: u32) -> bool {
    (2010..2050).contains(&number) && number != 2030 && number != 2045 && number != 2015
}

fn read_pieces(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{
        Blank, Colon, DayMark, HourMark, Long, Month, MonthMark, Noon, Number, Sign, Year,
    };
    let is_joint = |sign: char| matches!(sign, '/' | '-' | '.');
    let blanks = |pieces: &[Piece]| pieces.iter().take_while(|piece| **piece == Blank).count();
    let given = |day: Day, rest: &[Piece]| {
        let hour = hour(rest)?;
        Some(Written::Given { day, hour, weekday })
    };
    match pieces {
        [] => weekday.map(|day| Written::Given {
            day: Day::Unsaid,
            hour: None,
            weekday: Some(day),
        }),
        // 2026-11-28, 26-11月-28 is not written; the year of four digits stands first.
        [
            Number(y, 4),
            Sign(a),
            Number(m, 1..=2),
            Sign(b),
            Number(d, 1..=2),
            rest @ ..,
        ] if is_joint(*a) && is_joint(*b) => given(full(*y, 4, *m, *d), rest),
        [
            Number(y, 4),
            Sign(_),
            Month(m),
            Sign(_),
            Number(d, 1..=2),
            rest @ ..,
        ] => given(full(*y, 4, *m, *d), rest),
        [
            Number(y, 4),
            Blank,
            Number(m, 1..=2),
            Blank,
            Number(d, 1..=2),
            rest @ ..,
        ] => given(full(*y, 4, *m, *d), rest),
        // 2026年12月3日, 26年12月3日
        [Number(y, digits @ (2 | 4)), Year, rest @ ..] => {
            let rest = &rest[blanks(rest)..];
            let [Number(m, 1..=2), MonthMark, rest @ ..] = rest else {
                return None;
            };
            let rest = &rest[blanks(rest)..];
            let [Number(d, 1..=2), rest @ ..] = rest else {
                return None;
            };
            given(full(*y, *digits, *m, *d), skip_mark(rest))
        }
        // 28-11月-26, as a Chinese Excel writes d-mmm-yy
        [
            Number(d, 1..=2),
            Sign('-'),
            Number(m, 1..=2),
            MonthMark,
            Sign('-'),
            Number(y, digits @ (2 | 4)),
            rest @ ..,
        ] => given(full(*y, *digits, *m, *d), rest),
        [
            Number(d, 1..=2),
            Sign('-'),
            Number(m, 1..=2),
            MonthMark,
            rest @ ..,
        ] => given(Day::MonthDay { month: *m, day: *d }, rest),
        // 12月3日, 12月3
        [Number(m, 1..=2), MonthMark, rest @ ..] => {
            let rest = &rest[blanks(rest)..];
            let [Number(d, 1..=2), rest @ ..] = rest else {
                return None;
            };
            given(Day::MonthDay { month: *m, day: *d }, skip_mark(rest))
        }
        // 20261128, 202611271200
        [Number(ymd, 8), rest @ ..] => {
            given(full(ymd / 10_000, 4, ymd / 100 % 100, ymd % 100), rest)
        }
        [Long(digits)] => {
            let part = |from: u64, size: u64| u32::try_from(digits / from % size).unwrap_or(0);
            Some(Written::Given {
                day: full(
                    part(100_000_000, 10_000),
                    4,
                    part(1_000_000, 100),
                    part(10_000, 100),
                ),
                hour: Some(clock(part(100, 100), part(1, 100))),
                weekday,
            })
        }
        // 28-NOV-26, 28 NOV 2026, 28NOV
        [Number(d, 1..=2), rest @ ..] if month_follows(rest).is_some() => {
            let (month, rest) = month_follows(rest)?;
            let (year, rest) = year_follows(rest);
            match year {
                Some((year, digits)) => given(full(year, digits, month, *d), rest),
                None => given(Day::MonthDay { month, day: *d }, rest),
            }
        }
        // NOV 28, 2026; NOV-28
        [Month(m), rest @ ..] => {
            let rest = match rest {
                [Sign('-' | '/' | '.'), Blank, rest @ ..]
                | [Sign('-' | '/' | '.') | Blank, rest @ ..] => rest,
                rest => rest,
            };
            let [Number(d, 1..=2), rest @ ..] = rest else {
                return None;
            };
            let (year, rest) = year_follows(rest);
            match year {
                Some((year, digits)) => given(full(year, digits, *m, *d), rest),
                None => given(Day::MonthDay { month: *m, day: *d }, rest),
            }
        }
        // 28/11/2026; 11/27/1200 is a day and an hour
        [
            Number(a, 1..=2),
            Sign(s),
            Number(b, 1..=2),
            Sign(t),
            Number(y, 4),
            rest @ ..,
        ] if is_joint(*s)
            && is_joint(*t)
            && (1990..2100).contains(y)
            && (*s == *t)
            && is_year(*y) =>
        {
            given(pair(*a, *b, i32::try_from(*y).ok()), rest)
        }
        [
            Number(a, 1..=2),
            Sign(s),
            Number(b, 1..=2),
            Sign(t),
            Number(c, 2),
            rest @ ..,
        ] if s == t && is_joint(*s) && !matches!(rest, [Colon, ..]) => {
            given(Day::Three([*a, *b, *c]), rest)
        }
        // 27/12:00: a day of the month and an hour
        [
            Number(d, 1..=2),
            Sign(_) | Blank,
            Number(_, 1..=2),
            Colon,
            ..,
        ] => given(Day::OfMonth(*d), &pieces[1..]),
        // 27/1200, 27 1200
        [Number(d, 1..=2), Sign('/' | '-') | Blank, Number(_, 4), ..] => {
            given(Day::OfMonth(*d), &pieces[1..])
        }
        // 11/28
        [Number(a, 1..=2), Sign(s), Number(b, 1..=2), rest @ ..] if is_joint(*s) => {
            given(pair(*a, *b, None), rest)
        }
        // 27日 12:00
        [Number(d, 1..=2), DayMark, rest @ ..] => given(Day::OfMonth(*d), rest),
        // 46354, 46354.5
        [Number(n, 5)] => serial_given(f64::from(*n), weekday),
        [Number(n, 5), Sign('.'), Number(part, digits)] => {
            let power = i32::try_from(*digits).ok()?;
            serial_given(
                f64::from(*n) + f64::from(*part) / 10_f64.powi(power),
                weekday,
            )
        }
        [Number(n, 6)] => Some(Written::Given {
            day: Day::Three([n / 10_000, n / 100 % 100, n % 100]),
            hour: None,
            weekday,
        }),
        [Number(four, 4)] if weekday.is_none() => Some(Written::Given {
            day: Day::Four(*four),
            hour: None,
            weekday,
        }),
        [Number(d @ 1..=31, 1..=2)] if weekday.is_none() => Some(Written::Given {
            day: Day::OfMonth(*d),
            hour: None,
            weekday,
        }),
        [Number(_, 1..=2), HourMark | Colon, ..] | [Number(_, 3..=4) | Noon, ..] => {
            given(Day::Unsaid, pieces)
        }
        [
            Piece::Morning | Piece::Afternoon | Blank | Sign('/' | '-' | ','),
            ..,
        ] => given(Day::Unsaid, pieces),
        [Number(_, 1..=2), Piece::Morning | Piece::Afternoon] => given(Day::Unsaid, pieces),
        [Number(_, 1..=2), Blank, Piece::Morning | Piece::Afternoon] => given(Day::Unsaid, pieces),
        _ => None,
    }
}

fn serial_given(number: f64, weekday: Option<Weekday>) -> Option<Written> {
    let at = serial(number)?;
    let hour = (at.time() != NaiveTime::MIN).then(|| {
        Some(Clock {
            time: at.time(),
            next_day: false,
        })
    });
    Some(Written::Given {
        day: Day::Full(Some(at.date())),
        hour,
        weekday,
    })
}

/// Two numbers: where one cannot be a month, or both are the same, nothing is left to settle.
fn pair(first: u32, second: u32, year: Option<i32>) -> Day {
    Day::Pair {
        first,
        second,
        year,
    }
}

fn skip_mark(pieces: &[Piece]) -> &[Piece] {
    match pieces {
        [Piece::DayMark, rest @ ..] => rest,
        rest => rest,
    }
}

fn month_follows(pieces: &[Piece]) -> Option<(u32, &[Piece])> {
    match pieces {
        [Piece::Month(month), rest @ ..]
        | [
            Piece::Sign('-' | '/' | '.' | ',') | Piece::Blank | Piece::DayMark,
            Piece::Month(month),
            rest @ ..,
        ] => Some((*month, rest)),
        _ => None,
    }
}

/// The year behind a day and a month's name, unless what stands there is an hour.
fn year_follows(pieces: &[Piece]) -> (Option<(u32, usize)>, &[Piece]) {
    use Piece::{Blank, Colon, Number, Sign};
    let (number, digits, rest) = match pieces {
        [
            Sign(',' | '-' | '/' | '.'),
            Blank,
            Number(number, digits),
            rest @ ..,
        ]
        | [
            Sign(',' | '-' | '/' | '.') | Blank,
            Number(number, digits),
            rest @ ..,
        ]
        | [Number(number, digits), rest @ ..] => (*number, *digits, rest),
        _ => return (None, pieces),
    };
    let is_hour = matches!(rest, [Colon, ..]);
    match digits {
        4 if is_year(number) && !is_hour => (Some((number, 4)), rest),
        2 if !is_hour
            && !matches!(
                rest,
                [Piece::Morning | Piece::Afternoon | Piece::HourMark, ..]
            ) =>
        {
            (Some((number, 2)), rest)
        }
        _ => (None, pieces),
    }
}

/// The hour that ends a date: nothing, `12:00`, `1200`, `12时30分`, `5PM`, `下午5点`. The outer
/// `None`: what stands there is no hour at all.
#[allow(clippy::option_option)]
fn hour(pieces: &[Piece]) -> Option<Option<Hour>> {
    use Piece::{Afternoon, Blank, Colon, Half, HourMark, MinuteMark, Morning, Noon, Number, Sign};
    let mut rest: Vec<Piece> = pieces
        .iter()
        .copied()
        .filter(|piece| *piece != Blank)
        .collect();
    while matches!(rest.first(), Some(Sign('/' | '-' | ',' | '、' | '，'))) {
        rest.remove(0);
    }
    while matches!(rest.last(), Some(Sign('.' | ',' | '-'))) {
        rest.pop();
    }
    if rest.is_empty() {
        return Some(None);
    }
    let half = rest
        .iter()
        .copied()
        .find(|piece| matches!(piece, Morning | Afternoon | Noon));
    rest.retain(|piece| !matches!(piece, Morning | Afternoon | Noon));
    let (hour, minute) = match rest[..] {
        [] if half == Some(Noon) => (12, 0),
        [Number(hour, 1..=2), Colon | Sign('.'), Number(minute, 2)]
        | [
            Number(hour, 1..=2),
            Colon,
            Number(minute, 2),
            Colon,
            Number(_, 2),
        ]
        | [Number(hour, 1..=2), HourMark, Number(minute, 1..=2)]
        | [
            Number(hour, 1..=2),
            HourMark,
            Number(minute, 1..=2),
            MinuteMark,
        ] => (hour, minute),
        [Number(hour, 1..=2), HourMark] => (hour, 0),
        [Number(hour, 1..=2), HourMark, Half] => (hour, 30),
        [Number(hour, 1..=2)] if half.is_some() => (hour, 0),
        [Number(digits, 3..=4)] => (digits / 100, digits % 100),
        [Number(digits, 6)] => (digits / 10_000, digits / 100 % 100),
        _ => return None,
    };
    let hour = match half {
        Some(Afternoon) if hour < 12 => hour + 12,
        Some(Morning) if hour == 12 => 0,
        _ => hour,
    };
    Some(Some(clock(hour, minute)))
}
