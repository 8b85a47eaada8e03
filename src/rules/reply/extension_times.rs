//! The times that a text names, past ones too: those with their day, and an hour alone behind a word that
//! leads to a new time.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime, TimeZone as _};

use super::days::day;
use super::extension_words::LEADS;
use super::lexer::folded;
use super::names::is_weekday;
use crate::domain::Moment;
use crate::search::fold::fold;
use crate::search::query::dates;
use crate::search::times::clock;

/// A time that the text names.
pub(super) struct Named {
    pub(super) place: Range<usize>,
    pub(super) at: Moment,
    pub(super) has_hour: bool,
    /// Whether the hour behind the day may be when it was said: “until tomorrow, 9:30 Wang”.
    pub(super) is_doubtful: bool,
}

/// A comma as the opened text has it, and the Chinese one.
const COMMAS: &[char] = &[',', '、'];

/// The longest time: `Saturday 28 November 2026 at 17:00 hrs`.
const LONGEST: usize = 38;

/// The times with a day that a text names, the past ones too.
pub(super) fn dated(letters: &[char], now: Moment, day_before: NaiveDate) -> Vec<Named> {
    let mut named = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !begins(letters, at) {
            at += 1;
            continue;
        }
        let last = letters.len().min(at + LONGEST);
        let mut is_doubtful = false;
        let mut found = None;
        let ends = |end: &usize| is_free(letters, *end) && !COMMAS.contains(&letters[end - 1]);
        for end in (at + 2..=last).rev().filter(ends) {
            let text: String = letters[at..end].iter().collect();
            let Some((day, hour)) = day_and_hour(&text, now, day_before) else {
                continue;
            };
            let goes_on = letters[end..].iter().find(|letter| **letter != ' ');
            if text.contains(COMMAS) && goes_on.is_some_and(|letter| letter.is_alphabetic()) {
                is_doubtful = true;
                continue;
            }
            found = Some((end, day, hour));
            break;
        }
        let Some((end, day, hour)) = found else {
            at += 1;
            continue;
        };
        let last_minute = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
        let moment = now
            .offset()
            .from_local_datetime(&day.and_time(hour.unwrap_or(last_minute)))
            .single();
        named.extend(moment.map(|moment| Named {
            place: at..end,
            at: moment,
            has_hour: hour.is_some(),
            is_doubtful,
        }));
        at = end;
    }
    named
}

/// A day, with its hour where one stands with it: `明天12点`, `28 Nov 1700`, `17:00 on 28 Nov`.
fn day_and_hour(
    text: &str,
    now: Moment,
    day_before: NaiveDate,
) -> Option<(NaiveDate, Option<NaiveTime>)> {
    if text.trim() != text {
        return None;
    }
    let today = now.date_naive();
    // The old time may lie behind.
    let of_day = |text: &str| {
        let text = text.trim();
        let text = text.strip_prefix("the ").unwrap_or(text);
        day(text, today).or_else(|| day(text, day_before).filter(|day| *day == day_before))
    };
    if let Some(day) = of_day(text) {
        return Some((day, None));
    }
    let lower = text.to_lowercase();
    let lower = without_weekday(&lower).unwrap_or(lower);
    lower.char_indices().skip(1).find_map(|(place, _)| {
        let (left, right) = lower.split_at(place);
        let gap = [' ', ',', '、', '(', ')', '@'];
        let trimmed = right.trim_start_matches(gap);
        let trimmed = trimmed.strip_prefix("at ").unwrap_or(trimmed);
        let before = left.trim_end_matches(gap);
        if let (Some(day), Some(hour)) = (of_day(before), hour(trimmed)) {
            return Some((day, Some(hour)));
        }
        let trimmed = trimmed.strip_prefix("on ").unwrap_or(trimmed);
        let day = of_day(trimmed.trim_end_matches(gap))?;
        Some((day, Some(hour(before)?)))
    })
}

/// A text without the day of the week in its brackets: 28 Nov (Sat) 17:00.
fn without_weekday(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('(')?;
    let (day, behind) = rest.split_once(')')?;
    let names = dates::weekday(day.trim()).is_some() || is_weekday(day.trim());
    names.then(|| format!("{before} {behind}"))
}

/// An hour beside a day: `17:00`, `5pm`, `1700`, `1700hrs`, 12点.
fn hour(text: &str) -> Option<NaiveTime> {
    let text = fold(text.trim());
    let figures = ["hours", "hour", "hrs", "hr", "h", "lt"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(&text)
        .trim();
    if figures.len() == 4 && figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveTime::from_hms_opt(figures[..2].parse().ok()?, figures[2..].parse().ok()?, 0);
    }
    clock(&text).or_else(|| clock(figures))
}

/// An hour without a day behind a word that leads to a new time, 延到17点, on the day that it must be of:
/// the old time's, or today.
pub(super) fn hours(
    letters: &[char],
    now: Moment,
    day_before: NaiveDate,
    before: &str,
) -> Vec<Named> {
    let text: String = letters.iter().collect();
    let Some(folded) = folded(&text) else {
        return Vec::new();
    };
    let mut named: Vec<Named> = Vec::new();
    for lead in LEADS {
        for (place, _) in folded.match_indices(lead) {
            let start = folded[..place + lead.len()].chars().count();
            let start = start + letters[start..].iter().take_while(|c| **c == ' ').count();
            let ends = (start..=letters.len()).rev();
            let found = ends.filter(|end| is_free(letters, *end)).find_map(|end| {
                let text: String = letters[start..end].iter().collect();
                Some((end, hour(&text)?))
            });
            let Some((end, hour)) = found else { continue };
            let days = [day_before, now.date_naive()];
            let mut moments: Vec<Moment> = days
                .iter()
                .filter_map(|day| {
                    now.offset()
                        .from_local_datetime(&day.and_time(hour))
                        .single()
                })
                .filter(|at| *at > now && at.format("%Y-%m-%d %H:%M").to_string().as_str() > before)
                .collect();
            moments.dedup();
            if let [at] = moments.as_slice() {
                named.push(Named {
                    place: start..end,
                    at: *at,
                    has_hour: true,
                    is_doubtful: false,
                });
            }
        }
    }
    named
}

/// Where the old time's hour stands in a text without its day.
pub(super) fn old_hour(letters: &[char], before: &str) -> Option<Range<usize>> {
    let is_old = |text: &str| {
        hour(text).is_some_and(|hour| before.ends_with(&hour.format("%H:%M").to_string()))
    };
    (0..letters.len())
        .filter(|at| begins(letters, *at))
        .find_map(|at| {
            let ends = (at + 2..=letters.len().min(at + 8)).rev();
            let mut ends = ends.filter(|end| is_free(letters, *end));
            let end = ends.find(|end| is_old(&letters[at..*end].iter().collect::<String>()))?;
            Some(at..end)
        })
}

/// Whether a time may begin here: not within a word or a number.
fn begins(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
    let joins = |letter: char| {
        letter.is_ascii_alphanumeric()
            || matches!(letter, '-' | '/' | '.' | ':' | '午' | '晨' | '上')
    };
    // “SI cut-off:21 Nov”
    let behind_figure = |at: usize| letters[at].is_ascii_digit();
    let leads = before == Some(':') && !at.checked_sub(2).is_some_and(behind_figure);
    letters[at].is_alphanumeric() && (leads || !before.is_some_and(joins))
}

/// Whether a time may end here.
fn is_free(letters: &[char], end: usize) -> bool {
    let (Some(tail), Some(behind)) = (letters.get(end - 1), letters.get(end)) else {
        return true;
    };
    let in_word = tail.is_ascii_alphanumeric() && behind.is_ascii_alphanumeric();
    let goes_on = matches!(behind, '/' | '-' | ':' | '.')
        && letters.get(end + 1).is_some_and(char::is_ascii_digit);
    // 28 of 28号, 12点 of 12点半.
    let counts = tail.is_ascii_digit() && matches!(behind, '号' | '日' | '月' | '点' | '时' | '年')
        || matches!(tail, '点' | '时') && (matches!(behind, '半') || behind.is_ascii_digit())
        || *tail == '周'
        || *tail == '期';
    !in_word && !goes_on && !counts
}
