//! When a reply was given: the time in it, with the day beside it.

use std::ops::Range;

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone as _};

use super::names::is_weekday;
use crate::domain::Moment;
use crate::search::query::dates;
use crate::search::times::clock;

/// A time as it stands in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Its letters in the part.
    pub(super) place: Range<usize>,
    /// The day that it names.
    day: Option<NaiveDate>,
    time: NaiveTime,
}

/// The longest time: `11月26日 上午 09:40:05`.
const LONGEST: usize = 16;

/// The times of a part.
pub(super) fn stamps(text: &str, now: Moment) -> Vec<Stamp> {
    let letters: Vec<char> = text.chars().collect();
    let mut stamps = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        match time_at(&letters, at) {
            Some((end, time)) => {
                let mut stamp = Stamp {
                    place: at..end,
                    day: None,
                    time,
                };
                beside(&letters, &mut stamp, now.date_naive());
                at = stamp.place.end;
                stamps.push(stamp);
            }
            None => at += 1,
        }
    }
    stamps
}

fn time_at(letters: &[char], at: usize) -> Option<(usize, NaiveTime)> {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
    let first = letters[at];
    let starts =
        first.is_ascii_digit() || matches!(first, '上' | '下' | '中' | '早' | '晚' | '傍' | '凌');
    let joins = |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '.' | '+');
    if !starts || before.is_some_and(joins) {
        return None;
    }
    let last = letters.len().min(at + LONGEST);
    (at + 2..=last).rev().find_map(|end| {
        let behind = letters.get(end);
        let cut = behind.is_some_and(char::is_ascii_alphanumeric)
            && letters[end - 1].is_ascii_alphanumeric()
            && (letters[end - 1].is_ascii_digit() == behind.is_some_and(char::is_ascii_digit)
                || letters[end - 1].is_ascii_alphabetic());
        let cut =
            cut || (behind == Some(&':') && letters.get(end + 1).is_some_and(char::is_ascii_digit));
        if cut || letters[end - 1].is_whitespace() {
            return None;
        }
        let text: String = letters[at..end].iter().collect::<String>().to_lowercase();
        Some((end, clock(&text)?))
    })
}

/// Takes the day that stands right before or behind the time.
fn beside(letters: &[char], stamp: &mut Stamp, today: NaiveDate) {
    let is_gap = |letter: &char| letter.is_whitespace() || matches!(letter, ',' | 'T' | '@');
    let mut end = stamp.place.start;
    while end > 0 && is_gap(&letters[end - 1]) {
        end -= 1;
    }
    if letters[..end].ends_with(&['a', 't']) && end >= 3 && letters[end - 3] == ' ' {
        end -= 3;
    }
    let before = (end.saturating_sub(20)..end)
        .filter(|start| is_free(letters, *start))
        .find_map(|start| Some((start, day(&letters[start..end], today)?)));
    if let Some((start, date)) = before {
        stamp.place.start = start;
        stamp.day = Some(date);
    }
    // Behind it: “9:40, 26 Nov”, “09:40 今天”; and the name of the day of the week with it.
    let mut start = stamp.place.end;
    while letters.get(start).is_some_and(is_gap) {
        start += 1;
    }
    let behind = (start + 1..=letters.len().min(start + 20))
        .rev()
        .filter(|end| is_free(letters, *end))
        .find_map(|end| Some((end, day(&letters[start..end], today)?)));
    if let (Some((end, date)), None) = (behind, stamp.day) {
        stamp.place.end = end;
        stamp.day = Some(date);
    }
}

/// Whether a word may begin or end at a place.
fn is_free(letters: &[char], at: usize) -> bool {
    let (Some(before), Some(behind)) = (
        at.checked_sub(1).and_then(|at| letters.get(at)),
        letters.get(at),
    ) else {
        return true;
    };
    let joins = |letter: &char| matches!(letter, '-' | '/' | '.');
    let in_word = before.is_ascii_alphanumeric() && behind.is_ascii_alphanumeric();
    !in_word && !joins(before) && !joins(behind)
}

/// A day: `2026-11-20`, `11/20`, `11月20日`, `26 Nov 2026`, `Thu, Nov 26`, `today`, 昨天.
pub(super) fn day(letters: &[char], today: NaiveDate) -> Option<NaiveDate> {
    let text = letters.iter().collect::<String>().to_lowercase();
    match text.as_str() {
        "today" | "今天" | "今日" | "今" => return Some(today),
        "yesterday" | "昨天" | "昨日" | "昨" => return today.pred_opt(),
        "前天" => return today.pred_opt()?.pred_opt(),
        _ => {}
    }
    // The last such day: “Mary Thursday 10am” was said, and is not to come.
    if is_weekday(&text) || text.len() > 5 && dates::weekday(&text).is_some() {
        let coming = crate::search::times::day(&text, today)?;
        return if coming == today {
            Some(today)
        } else {
            coming.checked_sub_days(Days::new(7))
        };
    }
    if let Some(date) = in_months(&text, today) {
        return Some(date);
    }
    let figures: Vec<&str> = text
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .filter(|figure| !figure.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().ok();
    match figures[..] {
        [year, month, date] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(date)?)
        }
        // 20/11/2026 or 11/20/2026: the one that is of the last month; 09-12-2026 may be to come.
        [first, second, year] if year.len() == 4 => {
            let (first, second, year) = (number(first)?, number(second)?, year.parse().ok()?);
            let of = |month, date| {
                let day = NaiveDate::from_ymd_opt(year, month, date)?;
                let ago = today.signed_duration_since(day).num_days();
                (0..=31).contains(&ago).then_some(day)
            };
            of(second, first).or_else(|| of(first, second))
        }
        [month, date] if month.len() <= 2 && date.len() <= 2 => {
            let (month, date) = (number(month)?, number(date)?);
            // 24/11: there is no twenty-fourth month.
            let (month, date) = if month > 12 {
                (date, month)
            } else {
                (month, date)
            };
            last(month, date, today)
        }
        _ => None,
    }
}

/// The last such day: December's reply that is read in January is last year's. What would be longer
/// ago than any reply waits is a day to come.
fn last(month: u32, date: u32, today: NaiveDate) -> Option<NaiveDate> {
    let this = NaiveDate::from_ymd_opt(today.year(), month, date)?;
    if this <= today {
        return Some(this);
    }
    let before = NaiveDate::from_ymd_opt(today.year() - 1, month, date);
    before
        .filter(|day| today.signed_duration_since(*day) < TimeDelta::days(180))
        .or(Some(this))
}

/// `26 Nov`, `26-Nov-2026`, `Thu, Nov 26, 2026`, `26th November`.
fn in_months(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (mut month, mut date, mut year) = (None, None, None);
    for word in text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let figure = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|tail| word.strip_suffix(tail))
            .unwrap_or(word);
        if let (Some(named), None) = (dates::month(word), month) {
            month = Some(named);
        } else if dates::weekday(word).is_some() {
        } else if let (Ok(number), 1..=2, None) = (figure.parse::<u32>(), figure.len(), date) {
            date = Some(number);
        } else if let (Ok(number), 4, None) = (word.parse::<i32>(), word.len(), year) {
            year = Some(number);
        } else {
            return None;
        }
    }
    let (month, date) = (month?, date?);
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, date),
        None => last(month, date, today),
    }
}

impl Stamp {
    /// The moment; a time alone is the last one: what was said at 23:50 was said yesterday. Never
    /// after now.
    pub(super) fn moment(&self, day: Option<NaiveDate>, now: Moment) -> Option<Moment> {
        let today = now.date_naive();
        let offset = *now.offset();
        let moment = |date: NaiveDate| {
            offset
                .from_local_datetime(&date.and_time(self.time))
                .single()
        };
        let at = match self.day.or(day) {
            Some(date) => moment(date),
            None => moment(today).and_then(|at| {
                if at > now {
                    moment(today.pred_opt()?)
                } else {
                    Some(at)
                }
            }),
        };
        at.map(|at| at.min(now))
    }

    /// Whether its day is still to come: nobody has said anything then.
    pub(super) fn is_ahead(&self, now: Moment) -> bool {
        self.day.is_some_and(|day| day > now.date_naive())
    }

    /// Whether its day is called by the week's: of a time that is asked for it is to come.
    pub(super) fn names_a_weekday(&self, text: &str) -> bool {
        let letters: Vec<char> = text.chars().collect();
        let own = letters.get(self.place.clone()).unwrap_or_default();
        let word: String = own
            .iter()
            .take_while(|letter| letter.is_alphabetic())
            .collect();
        let begins = |length: usize| is_weekday(&word.chars().take(length).collect::<String>());
        begins(2) || begins(3) || dates::weekday(&word.to_lowercase()).is_some()
    }

    /// A time in four figures, `0940`, where nothing else is said beside it; or `noon`.
    ///
    /// A year is none.
    pub(super) fn of_figures(text: &str) -> Option<Self> {
        let figures = text.trim().to_lowercase();
        if figures == "noon" {
            return Some(Self::of_all(text, NaiveTime::from_hms_opt(12, 0, 0)?));
        }
        let figures = figures
            .strip_suffix("hrs")
            .or(figures.strip_suffix('h'))
            .unwrap_or(&figures)
            .trim();
        if figures.starts_with("202")
            || figures.len() != 4
            || !figures.bytes().all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let time =
            NaiveTime::from_hms_opt(figures[..2].parse().ok()?, figures[2..].parse().ok()?, 0)?;
        Some(Self::of_all(text, time))
    }

    /// A day behind who gave it, at the last minute that it can have been.
    pub(super) fn of_day(place: Range<usize>, day: NaiveDate, now: Moment) -> Self {
        let last = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
        let time = if day == now.date_naive() {
            now.time()
        } else {
            last
        };
        Self {
            place,
            day: Some(day),
            time,
        }
    }

    /// A time with a stop in it, `09.40`, behind who gave it: elsewhere it is a quantity.
    pub(super) fn of_decimals(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once('.')?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !matches!(hour.len(), 1 | 2) || minute.len() != 2 || !digits(hour) || !digits(minute) {
            return None;
        }
        let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
        Some(Self::of_all(text, time))
    }

    /// A time that is all of a text.
    fn of_all(text: &str, time: NaiveTime) -> Self {
        Self {
            place: 0..text.chars().count(),
            day: None,
            time,
        }
    }

    /// The same time, standing elsewhere in its part.
    pub(super) fn at(mut self, start: usize) -> Self {
        self.place = start..start + self.place.len();
        self
    }
}
