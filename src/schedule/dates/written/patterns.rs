//! What a date's pieces say, by their order.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::hours::hour;
use super::pieces::Piece;
use super::{Clock, Day, Written, clock, serial};

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

fn day_first(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
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
        // 12031800: a day and an hour, where it can be no year's
        [Number(at, 8)]
            if (1..=12).contains(&(at / 1_000_000))
                && (1..=31).contains(&(at / 10_000 % 100))
                && clock(at / 100 % 100, at % 100).is_some()
                && !(1990..2100).contains(&(at / 10_000)) =>
        {
            Some(Written::Given {
                day: Day::MonthDay {
                    month: at / 1_000_000,
                    day: at / 10_000 % 100,
                },
                hour: Some(clock(at / 100 % 100, at % 100)),
                weekday,
            })
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
        // 27.11. 12:00, as Germans write it; its blank is gone by now
        [
            Number(a, 1..=2),
            Sign('.'),
            Number(b, 1..=2),
            Sign('.'),
            rest @ ..,
        ] if matches!(rest, [Number(_, 1..=2), Colon, ..] | [Number(_, 4)]) => {
            given(pair(*a, *b, None), rest)
        }
        // 27/12:00: a day of the month and an hour
        [
            Number(d, 1..=2),
            Sign(_) | Blank,
            Number(_, 1..=2),
            Colon,
            ..,
        ] => given(Day::OfMonth(*d), &pieces[1..]),
        // 1127 1200
        [Number(day, 4), Blank | Sign('/' | '-'), Number(_, 4)]
            if (1..=12).contains(&(day / 100)) && (1..=31).contains(&(day % 100)) =>
        {
            given(
                Day::MonthDay {
                    month: day / 100,
                    day: day % 100,
                },
                &pieces[1..],
            )
        }
        // 27/1200, 27 1200
        [
            Number(d, 1..=2),
            Sign('/' | '-' | '.') | Blank,
            Number(_, 4),
            ..,
        ] => given(Day::OfMonth(*d), &pieces[1..]),
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
