//! What a date's pieces say, by their order.

use chrono::{NaiveDate, Weekday};

use super::hours::hour;
use super::pieces::Piece;
use super::{Day, Written, numbers};

pub(super) fn full(year: u32, digits: usize, month: u32, day: u32) -> Day {
    let year = if digits == 2 { year + 2000 } else { year };
    Day::Full(
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day)),
    )
}

/// Whether four digits are a year rather than an hour. 20:00 to 20:59 are the doubtful ones; hours
/// end in a full five minutes, and the years that schedules are written for lie in the 2020s and 30s.
pub(super) fn is_year(number: u32) -> bool {
    (2010..2050).contains(&number) && number != 2030 && number != 2045 && number != 2015
}

pub(in crate::schedule::dates) fn read_pieces(
    pieces: &[Piece],
    weekday: Option<Weekday>,
) -> Option<Written> {
    day_first(pieces, weekday).or_else(|| hour_first(pieces, weekday))
}

/// `5:00 PM 27-NOV`, `12:00 11/27`, `1200/27NOV`: the hour before its day.
fn hour_first(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{Afternoon, Blank, Colon, Morning, Noon, Number, Sign};
    let mut end = match pieces {
        [
            Number(_, 1..=2),
            Colon,
            Number(_, 2),
            Colon,
            Number(_, 2),
            ..,
        ] => 5,
        [Number(_, 1..=2), Colon, Number(_, 2), ..] => 3,
        [Number(four, 4), ..] if !is_year(*four) => 1,
        _ => return None,
    };
    let skips_blank = usize::from(pieces.get(end) == Some(&Blank));
    if let Some(Morning | Afternoon | Noon) = pieces.get(end + skips_blank) {
        end += skips_blank + 1;
    }
    let hour = hour(&pieces[..end])??;
    let rest = &pieces[end..];
    let day = rest
        .iter()
        .position(|piece| !matches!(piece, Blank | Sign('/' | ',' | '-')))?;
    match day_first(&rest[day..], weekday)? {
        Written::Given {
            day,
            hour: None,
            weekday,
        } if !matches!(day, Day::Unsaid | Day::Four(_)) => Some(Written::Given {
            day,
            hour: Some(hour),
            weekday,
        }),
        _ => None,
    }
}

/// A day and what stands behind it: an hour, or nothing.
pub(super) fn given(day: Day, rest: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    let hour = hour(rest)?;
    Some(Written::Given { day, hour, weekday })
}

pub(super) fn is_joint(sign: char) -> bool {
    matches!(sign, '/' | '-' | '.')
}

/// The day before its hour, in any of the ways that sheets write one.
fn day_first(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    if pieces.is_empty() {
        return weekday.map(|day| Written::Given {
            day: Day::Unsaid,
            hour: None,
            weekday: Some(day),
        });
    }
    [
        year_first,
        chinese,
        numbers::run_together,
        month_named,
        numbers::signed,
        numbers::bare,
        hour_alone,
    ]
    .iter()
    .find_map(|way| way(pieces, weekday))
}

/// `2026-11-28`, `2026 11 28`, `2026年12月3日`: the year stands first.
fn year_first(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{Blank, Month, MonthMark, Number, Sign, Year};
    match pieces {
        [
            Number(y, 4),
            Sign(a),
            Number(m, 1..=2),
            Sign(b),
            Number(d, 1..=2),
            rest @ ..,
        ] if is_joint(*a) && is_joint(*b) => given(full(*y, 4, *m, *d), rest, weekday),
        [
            Number(y, 4),
            Sign(_),
            Month(m),
            Sign(_),
            Number(d, 1..=2),
            rest @ ..,
        ]
        | [
            Number(y, 4),
            Blank,
            Number(m, 1..=2),
            Blank,
            Number(d, 1..=2),
            rest @ ..,
        ] => given(full(*y, 4, *m, *d), rest, weekday),
        [Number(y, digits @ (2 | 4)), Year, rest @ ..] => {
            let [Number(m, 1..=2), MonthMark, rest @ ..] = unblanked(rest) else {
                return None;
            };
            let [Number(d, 1..=2), rest @ ..] = unblanked(rest) else {
                return None;
            };
            given(full(*y, *digits, *m, *d), skip_mark(rest), weekday)
        }
        _ => None,
    }
}

/// `12月3日`, `12月3`, and `28-11月-26` as a Chinese Excel writes d-mmm-yy.
fn chinese(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{MonthMark, Number, Sign};
    match pieces {
        [
            Number(d, 1..=2),
            Sign('-'),
            Number(m, 1..=2),
            MonthMark,
            Sign('-'),
            Number(y, digits @ (2 | 4)),
            rest @ ..,
        ] => given(full(*y, *digits, *m, *d), rest, weekday),
        [
            Number(d, 1..=2),
            Sign('-'),
            Number(m, 1..=2),
            MonthMark,
            rest @ ..,
        ] => given(Day::MonthDay { month: *m, day: *d }, rest, weekday),
        [Number(m, 1..=2), MonthMark, rest @ ..] => {
            let [Number(d, 1..=2), rest @ ..] = unblanked(rest) else {
                return None;
            };
            given(
                Day::MonthDay { month: *m, day: *d },
                skip_mark(rest),
                weekday,
            )
        }
        _ => None,
    }
}

/// `28-NOV-26`, `28 NOV 2026`, `28NOV`; `NOV 28, 2026`, `NOV-28`; `14/18:00 DEC`.
fn month_named(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{Blank, Colon, Month, Number, Sign};
    let (month, day, rest) = match pieces {
        [
            Number(d, 1..=2),
            Sign('/'),
            hour @ Number(_, 1..=2 | 4),
            clock @ ..,
            Month(m),
        ] if matches!(
            (hour, clock),
            (
                Number(_, 1..=2),
                [Colon, Number(_, 2)] | [Colon, Number(_, 2), Blank]
            ) | (Number(_, 4), [] | [Blank])
        ) =>
        {
            let day = Day::MonthDay { month: *m, day: *d };
            return given(day, &pieces[2..pieces.len() - 1], weekday);
        }
        [Number(d, 1..=2), rest @ ..] => {
            let (month, rest) = month_follows(rest)?;
            (month, *d, rest)
        }
        [Month(m), rest @ ..] => {
            let rest = match rest {
                [Sign('-' | '/' | '.'), Blank, rest @ ..]
                | [Sign('-' | '/' | '.') | Blank, rest @ ..] => rest,
                rest => rest,
            };
            let [Number(d, 1..=2), rest @ ..] = rest else {
                return None;
            };
            (*m, *d, rest)
        }
        _ => return None,
    };
    let (year, rest) = year_follows(rest);
    match year {
        Some((year, digits)) => given(full(year, digits, month, day), rest, weekday),
        None => given(Day::MonthDay { month, day }, rest, weekday),
    }
}

/// `12:00`, `1200`, `下午5点`, `5 PM`: no day at all.
fn hour_alone(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{Afternoon, Blank, Colon, HourMark, Morning, Noon, Number, Sign};
    match pieces {
        [Number(_, 1..=2), HourMark | Colon, ..]
        | [
            Number(_, 3..=4) | Noon | Morning | Afternoon | Blank | Sign('/' | '-' | ','),
            ..,
        ]
        | [Number(_, 1..=2), Morning | Afternoon]
        | [Number(_, 1..=2), Blank, Morning | Afternoon] => given(Day::Unsaid, pieces, weekday),
        _ => None,
    }
}

fn unblanked(pieces: &[Piece]) -> &[Piece] {
    let blanks = pieces
        .iter()
        .take_while(|piece| **piece == Piece::Blank)
        .count();
    &pieces[blanks..]
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
    let is_hour =
        matches!(rest, [Colon, ..]) || (digits == 2 && matches!(rest, [Sign('.'), Number(_, 2)]));
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
