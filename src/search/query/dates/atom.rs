//! One date: every way that it can be read from here on.

use super::calendar;
use super::months::{day_then_month, han_month, month_then_day, ordinal};
use super::numbers::{gap, number, small};
use super::weeks::{english_week, han_week};
use super::words;
use super::{Days, Scan, begins};
use crate::search::grade::{EXACT, FRONT, PIECES};
use chrono::{Datelike, NaiveDate};

/// All readings that begin here; the caller takes the longest that ends well.
pub fn all(chars: &[char], today: NaiveDate) -> Vec<Scan> {
    let mut out = Vec::new();
    out.extend(relative(chars, today));
    out.extend(count(chars, today));
    match chars.first() {
        Some(c) if c.is_ascii_digit() => {
            out.extend(solid(chars, today));
            out.extend(year_first(chars));
            out.extend(year_month(chars, today));
            out.extend(barred(chars, today));
            out.extend(day_then_month(chars, today));
            out.extend(plain_day(chars, today));
        }
        Some(c) if c.is_ascii_alphabetic() => {
            out.extend(month_then_day(chars, today));
            out.extend(english_week(chars, today));
        }
        _ => {}
    }
    out.extend(han_month(chars, today));
    out.extend(han_week(chars, today));
    out
}

pub fn sure(len: usize, days: Days) -> Scan {
    Scan {
        len,
        days: vec![days],
        only: true,
    }
}

fn relative(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (word, n) = words::RELATIVE.iter().find(|(w, _)| begins(chars, w))?;
    Some(sure(
        word.chars().count(),
        Days::on(calendar::plus(today, *n), EXACT),
    ))
}

/// "+3", "in 3 days", "3天后", "3天内", "next 3 days".
fn count(chars: &[char], today: NaiveDate) -> Option<Scan> {
    const ON: [&str; 2] = ["+", "in "];
    const WITHIN: [&str; 6] = ["within ", "next ", "未来", "近", "最近", "这"];
    let lead = |words: &[&'static str]| words.iter().find(|w| begins(chars, w)).copied();
    let (on, within) = (lead(&ON), lead(&WITHIN));
    let at = on.or(within).map_or(0, |w| w.chars().count());
    let (n, len) = small(&chars[at..])?;
    let mut end = at + len;
    end += gap(&chars[end..], " ");
    let unit = ["days", "day", "天", "d"]
        .iter()
        .find(|u| begins(&chars[end..], u));
    let day = calendar::plus(today, i64::from(n));
    let Some(unit) = unit else {
        return (on == Some("+")).then(|| sure(at + len, Days::on(day, EXACT)));
    };
    end += unit.chars().count();
    let inside = ["内", "之内", "以内"]
        .iter()
        .find(|w| begins(&chars[end..], w));
    let after = ["之后", "以后", "后"]
        .iter()
        .find(|w| begins(&chars[end..], w));
    match (on, within, inside, after) {
        (_, _, Some(w), _) => Some(sure(end + w.chars().count(), Days::span(today, day, EXACT))),
        (_, _, _, Some(w)) => Some(sure(end + w.chars().count(), Days::on(day, EXACT))),
        (_, Some(_), ..) => Some(sure(end, Days::span(today, day, EXACT))),
        (Some(_), ..) => Some(sure(end, Days::on(day, EXACT))),
        _ => None,
    }
}

/// 1128, 2811, 261128, 20261128: perhaps a voyage all the same.
fn solid(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (n, len) = number(chars, 8)?;
    let days = match len {
        4 => {
            let mut days = calendar::either_way(today, n / 100, n % 100);
            // Nobody means last spring by it; voyages do look like this.
            days.retain(|d| (d.from - today).num_days() < 200);
            days
        }
        6 => {
            let year_first = calendar::full(n / 10_000, n / 100 % 100, n % 100);
            let year_last = calendar::full(n % 100, n / 100 % 100, n / 10_000);
            let near = |d: &NaiveDate| (d.year() - today.year()).abs() <= 1;
            year_first
                .filter(near)
                .or(year_last.filter(near))
                .map(|d| Days::on(d, EXACT))
                .into_iter()
                .collect()
        }
        8 => calendar::full(n / 10_000, n / 100 % 100, n % 100)
            .map(|d| Days::on(d, EXACT))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    };
    (!days.is_empty()).then_some(Scan {
        len,
        days,
        only: false,
    })
}

/// 2026-11-28, 2026年11月28日.
fn year_first(chars: &[char]) -> Option<Scan> {
    let (year, a) = number(chars, 4).filter(|(_, len)| *len == 4)?;
    let bar = *chars.get(a).filter(|c| "-/.年".contains(**c))?;
    let (month, b) = number(&chars[a + 1..], 2)?;
    let second = *chars.get(a + 1 + b)?;
    if second != bar && second != '月' {
        return None;
    }
    let (day, c) = number(&chars[a + b + 2..], 2)?;
    let mut len = a + b + c + 2;
    len += usize::from(matches!(chars.get(len), Some('日' | '号')));
    calendar::full(year, month, day).map(|d| sure(len, Days::on(d, EXACT)))
}

/// 2027-01, 2027/1: a month, of a year that schedules are made for.
fn year_month(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (year, a) = number(chars, 4).filter(|(_, len)| *len == 4)?;
    let near = i32::try_from(year).is_ok_and(|year| (year - today.year()).abs() <= 1);
    let barred = chars.get(a).is_some_and(|c| "-/.".contains(*c));
    let (month, b) = number(chars.get(a + 1..)?, 2)?;
    let first = calendar::full(year, month, 1).filter(|_| near && barred)?;
    Some(sure(
        a + 1 + b,
        Days::span(first, calendar::month_end(first), EXACT),
    ))
}

/// 11/28, 28/11, 11-28, 11.28, with or without a year behind.
fn barred(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (a, len) = number(chars, 2)?;
    let bar = *chars.get(len).filter(|c| "/-.".contains(**c))?;
    let (b, more) = number(&chars[len + 1..], 2)?;
    let len = len + 1 + more;
    if chars.get(len) == Some(&bar)
        && let Some((year, more)) = number(&chars[len + 1..], 4).filter(|(_, len)| *len != 3)
    {
        let day = calendar::full(year, a, b).or_else(|| calendar::full(year, b, a))?;
        return Some(sure(len + 1 + more, Days::on(day, EXACT)));
    }
    let days = calendar::either_way(today, a, b);
    (!days.is_empty()).then_some(Scan {
        len,
        days,
        only: true,
    })
}

/// 28, 28th: the next day with that number, or half a voyage.
fn plain_day(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (day, len) = number(chars, 2)?;
    let more = ordinal(&chars[len..]);
    let date = calendar::day_of_month(today, day)?;
    // "4" alone says little, "28" may be voyage 028.
    let grade = if more > 0 {
        EXACT
    } else if len == 2 {
        FRONT
    } else {
        PIECES
    };
    Some(Scan {
        len: len + more,
        days: vec![Days::on(date, grade)],
        only: more > 0,
    })
}
