//! Numbers inside dates, and spans of days that share their month.

use super::calendar;
use super::words;
use super::{Days, Scan, begins};
use crate::search::grade::{EXACT, FRONT};
use chrono::NaiveDate;

/// A number of one to `most` Latin digits, and its length.
pub fn number(chars: &[char], most: usize) -> Option<(u32, usize)> {
    let len = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if len == 0 || len > most {
        return None;
    }
    let value = chars[..len]
        .iter()
        .filter_map(|c| c.to_digit(10))
        .fold(0, |n, d| n * 10 + d);
    Some((value, len))
}

/// A number of at most two digits, or in Chinese.
pub fn small(chars: &[char]) -> Option<(u32, usize)> {
    number(chars, 2).or_else(|| words::han_number(chars))
}

/// The Latin word that begins here, and its length.
pub fn word(chars: &[char]) -> (String, usize) {
    let word: String = chars
        .iter()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    let len = word.len();
    (word, len)
}

/// Blanks, a dash or a dot between the parts of one date.
pub fn gap(chars: &[char], of: &str) -> usize {
    chars.iter().take_while(|c| of.contains(**c)).count().min(2)
}

/// "28-30nov", "nov 28-30", "11/28-30", "11月28-30日", "28-30".
pub fn day_range(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let after_month = |month: u32, at: usize| {
        let (from, to, len) = two_days(&chars[at..])?;
        Some((month, from, to, at + len))
    };
    let (word, word_len) = word(chars);
    if let Some(scan) = either_day(chars, today) {
        return Some(scan);
    }
    let found = if let Some(month) = words::month(&word) {
        after_month(month, word_len + gap(&chars[word_len..], " .-"))
    } else {
        let (n, len) = small(chars)?;
        match chars.get(len) {
            Some('月' | '/') => after_month(n, len + 1),
            _ => None,
        }
        .or_else(|| before_month(chars))
    };
    if let Some((month, from, to, len)) = found {
        let first = calendar::month_day(today, month, from)?;
        let last = calendar::plus(first, i64::from(to) - i64::from(from));
        return Some(Scan {
            len,
            days: vec![Days::span(first, last, EXACT)],
            only: true,
        });
    }
    // Bare "28-30": never what "11-28" is, a month and a day.
    let (from, to, len) = two_days(chars)?;
    if from <= 12 && !chars[..len].contains(&'号') && !chars[..len].contains(&'日') {
        return None;
    }
    let first = calendar::day_of_month(today, from)?;
    let last = calendar::plus(first, i64::from(to) - i64::from(from));
    Some(Scan {
        len,
        days: vec![Days::span(first, last, FRONT)],
        only: true,
    })
}

fn before_month(chars: &[char]) -> Option<(u32, u32, u32, usize)> {
    let (from, to, len) = two_days(chars)?;
    let at = len + gap(&chars[len..], " ");
    let (name, name_len) = word(&chars[at..]);
    Some((words::month(&name)?, from, to, at + name_len))
}

/// Two ascending day numbers with a dash, ~, 到 or 至 between.
fn two_days(chars: &[char]) -> Option<(u32, u32, usize)> {
    let day_word = |at: usize| usize::from(matches!(chars.get(at), Some('日' | '号')));
    let (from, mut len) = small(chars)?;
    len += day_word(len);
    let dash = ["-", "~", "到", "至"]
        .iter()
        .find(|d| begins(&chars[len..], d))?;
    len += dash.chars().count();
    let (to, more) = small(&chars[len..])?;
    len += more;
    len += day_word(len);
    (from < to && to <= 31 && from > 0).then_some((from, to, len))
}

/// "28/29 nov", "28 or 29nov", "28、29号": either of two days.
fn either_day(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let day_word = |at: usize| usize::from(matches!(chars.get(at), Some('日' | '号')));
    let (first, mut len) = small(chars)?;
    len += day_word(len);
    let blanks = gap(&chars[len..], " ");
    let joint = ["/", ",", "&", "or ", "and ", "或", "和"]
        .iter()
        .find(|word| begins(&chars[len + blanks..], word));
    len += blanks + joint.map_or(0, |word| word.chars().count());
    if blanks == 0 && joint.is_none() {
        return None;
    }
    len += gap(&chars[len..], " ");
    let (second, more) = small(&chars[len..])?;
    len += more;
    let numbered = day_word(len);
    len += numbered;
    let at = len + gap(&chars[len..], " ");
    let (name, name_len) = word(&chars[at..]);
    let (a, b, len) = match words::month(&name) {
        Some(month) => (
            calendar::month_day(today, month, first)?,
            calendar::month_day(today, month, second)?,
            at + name_len,
        ),
        None if numbered > 0 => (
            calendar::day_of_month(today, first)?,
            calendar::day_of_month(today, second)?,
            len,
        ),
        None => return None,
    };
    Some(Scan {
        len,
        days: vec![Days::on(a, EXACT), Days::on(b, EXACT)],
        only: true,
    })
}
