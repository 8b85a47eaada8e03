//! One date: every way that it can be read from here on.

use super::calendar;
use super::numbers::{gap, number, small, word};
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

fn sure(len: usize, days: Days) -> Scan {
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

/// 28nov, 28th of nov, 28-nov-26.
fn day_then_month(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (day, mut len) = number(chars, 2)?;
    len += ordinal(&chars[len..]);
    len += gap(&chars[len..], " -./");
    if begins(&chars[len..], "of ") {
        len += 3;
    }
    let (name, more) = word(&chars[len..]);
    let month = words::month(&name)?;
    dated(chars, len + more, month, day, today)
}

/// nov28, november 28th, nov; end nov.
fn month_then_day(chars: &[char], today: NaiveDate) -> Option<Scan> {
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
        if let Some(scan) = dated(chars, end, month, day, today) {
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

/// A day and month read; a year may follow.
fn dated(chars: &[char], end: usize, month: u32, day: u32, today: NaiveDate) -> Option<Scan> {
    let at = end + gap(&chars[end..], " -/',");
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

fn ordinal(chars: &[char]) -> usize {
    let is = ["st", "nd", "rd", "th"].iter().any(|w| begins(chars, w));
    if is && !chars.get(2).is_some_and(char::is_ascii_alphabetic) {
        2
    } else {
        0
    }
}

/// thu, this thu, next thu, this week, next week, weekend, wk49.
fn english_week(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (first, len) = word(chars);
    if let Some(day) = words::weekday(&first) {
        return Some(Scan {
            len,
            days: calendar::weekdays(today, day),
            only: first.len() > 4,
        });
    }
    if first == "weekend" {
        return Some(sure(len, weekend(today, 0)));
    }
    if matches!(first.as_str(), "wk" | "week") {
        let at = len + gap(&chars[len..], " ");
        let (n, more) = number(&chars[at..], 2)?;
        let (from, to) = calendar::week(today, n)?;
        return Some(sure(at + more, Days::span(from, to, EXACT)));
    }
    let weeks = match first.as_str() {
        "this" | "coming" => 0,
        "next" => 1,
        _ => return None,
    };
    let at = len + gap(&chars[len..], " ");
    let (second, more) = word(&chars[at..]);
    let end = at + more;
    if let Some(day) = words::weekday(&second) {
        let mut days = vec![Days::on(calendar::weekday_in(today, weeks, day), EXACT)];
        if weeks == 1 {
            days.extend(calendar::weekdays(today, day).first().map(|d| Days {
                grade: PIECES,
                ..*d
            }));
        }
        return Some(Scan {
            len: end,
            days,
            only: true,
        });
    }
    match second.as_str() {
        "week" | "wk" => Some(sure(end, whole_week(today, weeks))),
        "weekend" => Some(sure(end, weekend(today, weeks))),
        "month" => months_ahead(today, weeks).map(|days| sure(end, days)),
        _ => None,
    }
}

/// 周四, 本周四, 下周一, 下下周, 周末, 本月.
fn han_week(chars: &[char], today: NaiveDate) -> Option<Scan> {
    const LEADS: [(&str, i64); 8] = [
        ("下下个", 2),
        ("下下", 2),
        ("下个", 1),
        ("下", 1),
        ("本", 0),
        ("这个", 0),
        ("这", 0),
        ("上", -1),
    ];
    let lead = LEADS.iter().find(|(w, _)| begins(chars, w));
    let at = lead.map_or(0, |(w, _)| w.chars().count());
    let rest = &chars[at..];
    if begins(rest, "月") {
        let (_, weeks) = lead?;
        let part = rest
            .get(1)
            .and_then(|c| "初中底".chars().position(|p| p == *c));
        let ahead = months_ahead(today, *weeks)?;
        let Some(part) = part else {
            return Some(sure(at + 1, ahead));
        };
        let (from, to) = part_of(ahead.from, part)?;
        return Some(sure(at + 2, Days::span(from, to, EXACT)));
    }
    let week = ["星期", "礼拜", "周"].iter().find(|w| begins(rest, w))?;
    let mut end = at + week.chars().count();
    let Some(next) = chars.get(end) else {
        return lead.map(|(_, weeks)| sure(end, whole_week(today, *weeks)));
    };
    end += 1;
    if *next == '末' {
        return Some(sure(
            end,
            weekend(today, lead.map_or(0, |(_, weeks)| *weeks)),
        ));
    }
    match (words::han_weekday(*next), lead) {
        (Some(day), Some((_, weeks))) => Some(sure(
            end,
            Days::on(calendar::weekday_in(today, *weeks, day), EXACT),
        )),
        (Some(day), None) => Some(Scan {
            len: end,
            days: calendar::weekdays(today, day),
            only: true,
        }),
        (None, Some((_, weeks))) => Some(sure(end - 1, whole_week(today, *weeks))),
        (None, None) => None,
    }
}

/// 11月28日, 28号, 11月, 11月底, 月底, 12月上旬.
fn han_month(chars: &[char], today: NaiveDate) -> Option<Scan> {
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
fn part_of(month: NaiveDate, part: usize) -> Option<(NaiveDate, NaiveDate)> {
    let day = |n| month.with_day(n);
    match part {
        0 => Some((day(1)?, day(7)?)),
        1 => Some((day(11)?, day(20)?)),
        _ => Some((day(25)?, calendar::month_end(month))),
    }
}

fn whole_week(today: NaiveDate, weeks: i64) -> Days {
    let monday = calendar::plus(calendar::monday(today), 7 * weeks);
    Days::span(monday, calendar::plus(monday, 6), EXACT)
}

fn weekend(today: NaiveDate, weeks: i64) -> Days {
    let monday = calendar::plus(calendar::monday(today), 7 * weeks);
    Days::span(calendar::plus(monday, 5), calendar::plus(monday, 6), EXACT)
}

fn months_ahead(today: NaiveDate, months: i64) -> Option<Days> {
    let first = today.with_day(1)?;
    let count = chrono::Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let first = if months < 0 {
        first.checked_sub_months(count)
    } else {
        first.checked_add_months(count)
    }?;
    Some(Days::span(first, calendar::month_end(first), EXACT))
}
