//! Weekdays, weeks and weekends.

use super::atom::sure;
use super::months::part_of;
use super::numbers::{gap, number, word};
use super::{Days, Scan, begins, calendar, words};
use crate::search::grade::{EXACT, PIECES};
use chrono::{Datelike, NaiveDate};

/// thu, this thu, next thu, this week, next week, weekend, wk49.
pub fn english_week(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let (first, len) = word(chars);
    if let Some(day) = words::weekday(&first) {
        // "sat next week" is one day.
        let at = len + gap(&chars[len..], " ");
        for (lead, weeks) in [("this week", 0), ("next week", 1), ("next wk", 1)] {
            if at > len && begins(&chars[at..], lead) {
                let date = calendar::weekday_in(today, weeks, day);
                return Some(sure(at + lead.len(), Days::on(date, EXACT)));
            }
        }
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
    // A service may be called W12 as well.
    if first == "w" {
        let (n, more) = number(&chars[len..], 2).filter(|(_, digits)| *digits == 2)?;
        let (from, to) = calendar::week(today, n)?;
        return Some(Scan {
            len: len + more,
            days: vec![Days::span(from, to, EXACT)],
            only: false,
        });
    }
    let weeks = match first.as_str() {
        "this" | "coming" => 0,
        "next" | "nxt" => 1,
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
pub fn han_week(chars: &[char], today: NaiveDate) -> Option<Scan> {
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
