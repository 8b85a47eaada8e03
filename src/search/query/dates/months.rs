//! Days with their month, and months by themselves.

use super::atom::sure;
use super::numbers::{gap, number, small, word};
use super::{Days, Scan, begins, calendar, words};
use crate::search::grade::{EXACT, FRONT};
use chrono::{Datelike, NaiveDate};

/// 28nov, 28th of nov, 28-nov-26.
pub fn day_then_month(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (day, mut len) = number(chars, 2)?;
    len += ordinal(&chars[len..]);
    len += gap(&chars[len..], " -./");
    if begins(&chars[len..], "of ") {
        len += 3;
    }
    let (name, more) = word(&chars[len..]);
    let month = words::month(&name)?;
    dated(chars, len + more, month, day, today, " -/',")
}

/// nov28, november 28th, nov; end nov.
pub fn month_then_day(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (name, len) = word(chars);
    if let Some(third) = ["early", "beginning", "mid", "late", "end"]
        .iter()
        .position(|w| *w == name)
    {
        let at = len + gap(&chars[len..], " -");
        let at = at + if begins(&chars[at..], "of ") { 3 } else { 0 };
        let (name, more) = word(&chars[at..]);
        let (from, to) = third_of(words::month(&name)?, [0, 0, 1, 2, 2][third], today)?;
        return Some(sure(at + more, Days::span(from, to, EXACT)));
    }
    let month = words::month(&name)?;
    let at = len + gap(&chars[len..], " -.");
    if let Some((day, more)) = number(&chars[at..], 2) {
        let end = at + more + ordinal(&chars[at + more..]);
        if let Some(scan) = dated(chars, end, month, day, today, " /',") {
            return Some(scan);
        }
    }
    let (from, to) = calendar::month(today, month)?;
    Some(Scan {
        len,
        days: vec![Days::span(from, to, FRONT)],
        only: false,
    })
}

/// A day and month read; a year may follow behind one of `bars`. Behind "nov 28" a dash is none of
/// them: "nov 28-30" are three days.
fn dated(
    chars: &[char],
    end: usize,
    month: u32,
    day: u32,
    today: NaiveDate,
    bars: &str,
) -> Option<Scan> {
    let at = end + gap(&chars[end..], bars);
    let year = number(&chars[at..], 4)
        .filter(|(y, len)| *len == 4 && (2000..2100).contains(y) || *len == 2 && *y >= 20);
    // Two digits are a year only when they stick to the month: "28nov26".
    if let Some((year, more)) = year.filter(|(_, len)| *len == 4 || at == end || chars[end] != ' ')
        && let Some(date) = calendar::full(year, month, day)
        && (date.year() - today.year()).abs() <= 1
    {
        return Some(sure(at + more, Days::on(date, EXACT)));
    }
    calendar::month_day(today, month, day).map(|d| sure(end, Days::on(d, EXACT)))
}

pub fn ordinal(chars: &[char]) -> usize {
    let is = ["st", "nd", "rd", "th"].iter().any(|w| begins(chars, w));
    if is && !chars.get(2).is_some_and(char::is_ascii_alphabetic) {
        2
    } else {
        0
    }
}

/// 11月28日, 28号, 11月, 11月底, 月底, 12月上旬.
pub fn han_month(chars: &[char], today: NaiveDate) -> Option<Scan> {
    if let Some(part) = chars
        .get(1)
        .and_then(|c| "初中底".chars().position(|p| p == *c))
        && chars[0] == '月'
    {
        let (from, to) = part_of(today, part)?;
        let (from, to) = if to < today {
            part_of(calendar::plus(calendar::month_end(today), 1), part)?
        } else {
            (from, to)
        };
        return Some(sure(2, Days::span(from, to, EXACT)));
    }
    let (n, len) = small(chars)?;
    match chars.get(len)? {
        '号' | '日' => {
            calendar::day_of_month(today, n).map(|d| sure(len + 1, Days::on(d, EXACT)))
        }
        '月' => {
            let rest = &chars[len + 1..];
            if let Some((day, more)) = small(rest) {
                let end = len + 1 + more;
                let end = end + usize::from(matches!(chars.get(end), Some('日' | '号')));
                return calendar::month_day(today, n, day).map(|d| sure(end, Days::on(d, EXACT)));
            }
            let (from, to) = calendar::month(today, n)?;
            if let Some(third) = ["上旬", "中旬", "下旬"]
                .iter()
                .position(|w| begins(rest, w))
            {
                let (from, to) = third_of(n, third, today)?;
                return Some(sure(len + 3, Days::span(from, to, EXACT)));
            }
            if let Some(part) = rest
                .first()
                .and_then(|c| "初中底".chars().position(|p| p == *c))
            {
                let (from, to) = part_of(from, part)?;
                return Some(sure(len + 2, Days::span(from, to, EXACT)));
            }
            let end = len + 1 + usize::from(rest.first() == Some(&'份'));
            Some(sure(end, Days::span(from, to, EXACT)))
        }
        _ => None,
    }
}

/// The first, second or last ten days of a month.
fn third_of(month: u32, third: usize, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = calendar::month(today, month)?;
    let day = |n| first.with_day(n);
    match third {
        0 => Some((first, day(10)?)),
        1 => Some((day(11)?, day(20)?)),
        _ => Some((day(21)?, last)),
    }
}

/// A month's beginning, middle or end, as 初, 中 and 底 say it.
pub fn part_of(month: NaiveDate, part: usize) -> Option<(NaiveDate, NaiveDate)> {
    let day = |n| month.with_day(n);
    match part {
        0 => Some((day(1)?, day(7)?)),
        1 => Some((day(11)?, day(20)?)),
        _ => Some((day(25)?, calendar::month_end(month))),
    }
}
