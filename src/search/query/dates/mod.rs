//! Dates as people type them: 28nov, nov 28, 11/28, 1128, thu, tmr, 周四, 下周一, 28-30nov, by fri.

mod atom;
mod calendar;
mod months;
mod numbers;
mod weeks;
mod words;

pub use words::{month, weekday};

use super::super::grade::EXACT;
use chrono::NaiveDate;

/// Days that may be meant, both ends included, and how likely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How well they fit, as a grade.
    pub grade: u8,
}

impl Days {
    /// One day.
    pub fn on(day: NaiveDate, grade: u8) -> Self {
        Self {
            from: day,
            to: day,
            grade,
        }
    }

    /// From one day to another, in either order.
    pub fn span(a: NaiveDate, b: NaiveDate, grade: u8) -> Self {
        Self {
            from: a.min(b),
            to: a.max(b),
            grade,
        }
    }
}

/// A date found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// How many characters it takes.
    pub len: usize,
    /// The days it may mean.
    pub days: Vec<Days>,
    /// Whether it can't be anything but a date; "1128" may be a voyage, "sun" begins a name.
    pub only: bool,
}

/// As far ahead as "after" reaches.
const AHEAD: i64 = 400;

/// The longest date that begins at this place of the folded text.
pub fn scan(chars: &[char], at: usize, today: NaiveDate) -> Option<Scan> {
    let rest = &chars[at..];
    let free = at == 0 || !chars[at - 1].is_ascii_alphanumeric();
    if !free && rest.first().is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    let whole = |s: &Scan| ends_cleanly(rest, s.len);
    [
        open_ended(rest, today),
        range(rest, today),
        numbers::day_range(rest, today),
        single(rest, today),
    ]
    .into_iter()
    .flatten()
    .filter(whole)
    .max_by_key(|s| s.len)
}

/// One date without bounds around it, the longest that ends where a word ends.
fn single(chars: &[char], today: NaiveDate) -> Option<Scan> {
    let fits = |s: &Scan| ends_cleanly(chars, s.len);
    atom::all(chars, today)
        .into_iter()
        .filter(fits)
        .max_by_key(|s| (s.len, s.only))
}

/// "thu-sat", "28nov to 3dec", "周四到周六".
fn range(chars: &[char], today: NaiveDate) -> Option<Scan> {
    atom::all(chars, today)
        .into_iter()
        .filter_map(|first| {
            let between = joint(&chars[first.len..])?;
            let start = first.len + between;
            let last = single(&chars[start..], today)?;
            // "12 - 14" is two voyages or two days; `numbers` reads those that are days.
            if !first.only && !last.only && chars[..first.len].iter().all(char::is_ascii_digit) {
                return None;
            }
            let (from, to) = (first.days.first()?, last.days.first()?);
            let to = if to.to < from.from {
                calendar::plus(to.to, 7)
            } else {
                to.to
            };
            let days = vec![Days::span(from.from, to, EXACT)];
            (to >= from.from).then_some(Scan {
                len: start + last.len,
                days,
                only: true,
            })
        })
        .max_by_key(|s| s.len)
}

/// "by fri", "after 1dec", "12月3日前".
fn open_ended(chars: &[char], today: NaiveDate) -> Option<Scan> {
    const BEFORE: [&str; 8] = ["before ", "until ", "till ", "by ", "<=", "<", "≤", "最晚"];
    const AFTER: [&str; 7] = ["after ", "from ", "since ", ">=", "≥", "从", "最早"];
    let led = |words: &[&str]| {
        words
            .iter()
            .find(|w| begins(chars, w))
            .map(|w| w.chars().count())
    };
    let (lead, before) = match (led(&BEFORE), led(&AFTER)) {
        (Some(len), _) => (len, Some(true)),
        (_, Some(len)) => (len, Some(false)),
        _ => (0, None),
    };
    let blanks = chars[lead..].iter().take_while(|c| **c == ' ').count();
    let start = lead + if before.is_some() { blanks } else { 0 };
    let date = single(&chars[start..], today)?;
    let mut len = start + date.len;
    let before = if let Some(side) = before {
        side
    } else {
        let (side, more) = trailing(&chars[len..])?;
        len += more;
        side
    };
    let day = date.days.first()?;
    let days = if before {
        Days::span(today.min(day.to), day.to, EXACT)
    } else {
        Days::span(day.from, calendar::plus(day.from, AHEAD), EXACT)
    };
    Some(Scan {
        len,
        days: vec![days],
        only: true,
    })
}

/// 前 and 后 behind a date; 后天 is a date of its own.
fn trailing(chars: &[char]) -> Option<(bool, usize)> {
    const WORDS: [(&str, bool); 9] = [
        ("之前", true),
        ("以前", true),
        ("前", true),
        ("之后", false),
        ("以后", false),
        ("后", false),
        ("起", false),
        ("开始", false),
        ("onwards", false),
    ];
    let (word, side) = WORDS.iter().find(|(w, _)| begins(chars, w))?;
    let len = word.chars().count();
    (chars.get(len) != Some(&'天')).then_some((*side, len))
}

/// A range's middle, and how long it is.
fn joint(chars: &[char]) -> Option<usize> {
    let blanks = chars.iter().take_while(|c| **c == ' ').count();
    let rest = &chars[blanks..];
    let word = ["-", "~", "→", "to ", "到", "至"]
        .iter()
        .find(|w| begins(rest, w))?;
    // "thuto": a word needs its blank.
    if *word == "to " && blanks == 0 {
        return None;
    }
    let len = word.chars().count();
    let after = rest[len..].iter().take_while(|c| **c == ' ').count();
    Some(blanks + len + after)
}

/// Whether the text begins with a word.
fn begins(chars: &[char], word: &str) -> bool {
    let mut at = chars.iter();
    word.chars().all(|c| at.next() == Some(&c))
}

/// Whether a date that ends here does not cut a Latin word or a number in two.
fn ends_cleanly(chars: &[char], len: usize) -> bool {
    let (last, next) = (chars.get(len.wrapping_sub(1)), chars.get(len));
    let latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    len > 0 && !(latin(last) && latin(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        let chars: Vec<char> = text.chars().collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a Tuesday");
        let scan = scan(&chars, 0, today)?;
        let first = scan.days.first()?;
        let span = if first.from == first.to {
            first.from.format("%m-%d").to_string()
        } else {
            format!(
                "{}..{}",
                first.from.format("%m-%d"),
                first.to.format("%m-%d")
            )
        };
        Some((span, scan.len))
    }

    #[test]
    fn a_day_has_many_spellings() {
        for text in [
            "28nov",
            "nov28",
            "28 nov",
            "nov 28",
            "28-nov",
            "28-nov-2026",
            "28nov26",
            "28nov2026",
            "november 28",
            "28th nov",
            "nov 28th",
            "11/28",
            "28/11",
            "11-28",
            "11.28",
            "1128",
            "2811",
            "2026-11-28",
            "2026/11/28",
            "20261128",
            "11月28日",
            "11月28号",
            "11月28",
            "28号",
            "28日",
            "28th",
            "28",
            "十一月二十八日",
            "二十八号",
            "2026年11月28日",
            "sat",
            "saturday",
            "周六",
            "星期六",
            "礼拜六",
            "本周六",
            "this sat",
            "11/28/2026",
            "28/11/2026",
            "28.11.26",
        ] {
            let all = text.chars().count();
            assert_eq!(read(text), Some(("11-28".to_owned(), all)), "{text}");
        }
    }

    #[test]
    fn near_days_have_names() {
        for (text, day) in [
            ("today", "11-24"),
            ("今天", "11-24"),
            ("tmr", "11-25"),
            ("明天", "11-25"),
            ("tomorrow", "11-25"),
            ("后天", "11-26"),
            ("大后天", "11-27"),
            ("周四", "11-26"),
            ("thu", "11-26"),
            ("下周一", "11-30"),
            ("下周四", "12-03"),
            ("next thu", "12-03"),
            ("thu next week", "12-03"),
            ("+3", "11-27"),
            ("3天后", "11-27"),
            ("in 3 days", "11-27"),
        ] {
            assert_eq!(
                read(text),
                Some((day.to_owned(), text.chars().count())),
                "{text}"
            );
        }
    }

    #[test]
    fn spans_are_read() {
        for (text, span) in [
            ("28-30nov", "11-28..11-30"),
            ("28-30 nov", "11-28..11-30"),
            ("nov 28-30", "11-28..11-30"),
            ("11/28-11/30", "11-28..11-30"),
            ("11/28-30", "11-28..11-30"),
            ("28nov-3dec", "11-28..12-03"),
            ("11月28-30日", "11-28..11-30"),
            ("28号到30号", "11-28..11-30"),
            ("28-30", "11-28..11-30"),
            ("thu-sat", "11-26..11-28"),
            ("thu to sat", "11-26..11-28"),
            ("周四到周六", "11-26..11-28"),
            ("本周", "11-23..11-29"),
            ("this week", "11-23..11-29"),
            ("下周", "11-30..12-06"),
            ("next week", "11-30..12-06"),
            ("周末", "11-28..11-29"),
            ("weekend", "11-28..11-29"),
            ("by fri", "11-24..11-27"),
            ("12月3日前", "11-24..12-03"),
            ("before 3dec", "11-24..12-03"),
            ("3天内", "11-24..11-27"),
            ("next 3 days", "11-24..11-27"),
            ("未来三天", "11-24..11-27"),
            ("月底", "11-25..11-30"),
            ("12月上旬", "12-01..12-10"),
            ("end nov", "11-21..11-30"),
            ("12月", "12-01..12-31"),
            ("2027-01", "01-01..01-31"),
            ("2027/1", "01-01..01-31"),
            ("dec", "12-01..12-31"),
            ("wk49", "11-30..12-06"),
            ("周四周五", "11-26"),
        ] {
            let got = read(text).map(|(s, _)| s);
            assert_eq!(got.as_deref(), Some(span), "{text}");
        }
    }

    #[test]
    fn other_things_are_no_dates() {
        for text in [
            "046w", "cosco", "monaco", "marco", "decade", "99/99", "thurso", "sunda", "yt-la",
            "上海",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn no_number_overflows() {
        for text in [
            "99999999999999999999",
            "2026-99-99",
            "0/0",
            "0月0日",
            "+999999999999",
            "wk99",
            "-",
            "31/2",
        ] {
            let _ = read(text);
        }
    }
}
