//! Days written in numbers alone.

use chrono::{NaiveTime, Weekday};

use super::patterns::{full, given, is_joint, is_year};
use super::pieces::Piece;
use super::{Clock, Day, Written, clock, serial};

/// `20261128`, `202611271200`, and `12031800`, a day and an hour where it can be no year's.
pub(super) fn run_together(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{Long, Number};
    match pieces {
        [Number(at, 8)] if is_day_and_hour(*at) => Some(Written::Given {
            day: Day::MonthDay {
                month: at / 1_000_000,
                day: at / 10_000 % 100,
            },
            hour: Some(clock(at / 100 % 100, at % 100)),
            weekday,
        }),
        [Number(ymd, 8), rest @ ..] => given(
            full(ymd / 10_000, 4, ymd / 100 % 100, ymd % 100),
            rest,
            weekday,
        ),
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
        _ => None,
    }
}

fn is_day_and_hour(at: u32) -> bool {
    (1..=12).contains(&(at / 1_000_000))
        && (1..=31).contains(&(at / 10_000 % 100))
        && clock(at / 100 % 100, at % 100).is_some()
        && !(1990..2100).contains(&(at / 10_000))
}

/// Numbers with signs between them: `28/11/2026`, `26.11.28`, `11/28`, `27/1200`, `27日 12:00`.
pub(super) fn signed(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{Blank, Colon, DayMark, Number, Sign};
    let given = |day: Day, rest: &[Piece]| given(day, rest, weekday);
    match pieces {
        // 11/27/1200 is a day and an hour.
        [
            Number(a, 1..=2),
            Sign(s),
            Number(b, 1..=2),
            Sign(t),
            Number(y, 4),
            rest @ ..,
        ] if is_joint(*s) && s == t && is_year(*y) => {
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
        [Number(a, 1..=2), Sign(s), Number(b, 1..=2), rest @ ..] if is_joint(*s) => {
            given(pair(*a, *b, None), rest)
        }
        [Number(d, 1..=2), DayMark, rest @ ..] => given(Day::OfMonth(*d), rest),
        _ => None,
    }
}

/// One number: a workbook's serial, `261128`, four digits, the day of a month.
pub(super) fn bare(pieces: &[Piece], weekday: Option<Weekday>) -> Option<Written> {
    use Piece::{Number, Sign};
    let given = |day: Day| {
        Some(Written::Given {
            day,
            hour: None,
            weekday,
        })
    };
    match pieces {
        [Number(n, 5)] => serial_given(f64::from(*n), weekday),
        [Number(n, 5), Sign('.'), Number(part, digits)] => {
            let power = i32::try_from(*digits).ok()?;
            let part = f64::from(*part) / 10_f64.powi(power);
            serial_given(f64::from(*n) + part, weekday)
        }
        [Number(n, 6)] => given(Day::Three([n / 10_000, n / 100 % 100, n % 100])),
        [Number(four, 4)] if weekday.is_none() => given(Day::Four(*four)),
        [Number(d @ 1..=31, 1..=2)] if weekday.is_none() => given(Day::OfMonth(*d)),
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

/// Two numbers, the month and the day in an order to be settled.
fn pair(first: u32, second: u32, year: Option<i32>) -> Day {
    Day::Pair {
        first,
        second,
        year,
    }
}
