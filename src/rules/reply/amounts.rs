//! Figures in a reply: temperatures, ventilation, weights, volumes, days and hours, each as a word of
//! its own, so that what stands around it says whether it holds.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::lexer::Choice;
use crate::domain::{Celsius, CubicMetres, Kilograms, Moment};
use crate::json;
use crate::rules::wording::is_han;
use crate::search::times;

/// What figures are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Degrees.
    Temperature,
    /// Closed, a share, cubic metres an hour.
    Ventilation,
    /// Kilograms, with a unit or without: the gross weight.
    Weight,
    /// The same of an empty container.
    Tare,
    /// Cubic metres.
    Volume,
    /// A day.
    Day,
    /// A day and an hour.
    Time,
    /// A number, whatever it counts.
    Number,
}

/// A part with each figure replaced by a word of its own.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// The values, in the order of their words.
    pub(super) values: Vec<Value>,
    /// As they stand in the text.
    pub(super) written: Vec<String>,
    /// Whether each begins a range: the 2 of 2-8.
    ranges: Vec<bool>,
}

impl Figures {
    /// The choices that the figures are.
    pub(super) fn choices(&self) -> Vec<Choice> {
        // “2 boxes at -18 C”: where a figure has its unit or its sign, those without mean something else.
        let marked = |place: usize| {
            self.ranges[place]
                || !self.written[place]
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
        };
        let any = (0..self.values.len()).any(marked);
        (0..self.values.len())
            .map(|place| {
                if any && !marked(place) {
                    Choice::default()
                } else {
                    Choice::named([word(place).as_str()])
                }
            })
            .collect()
    }

    /// A text with its figures as words.
    pub(super) fn take(&mut self, text: &str, measure: Measure, now: Moment) -> String {
        let plain = match measure {
            Measure::Temperature => signs(text),
            _ => text.to_owned(),
        };
        let letters: Vec<char> = plain.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        while at < letters.len() {
            let found = begins(&letters, at, measure)
                .then(|| longest(&letters, at, measure, now))
                .flatten();
            if let Some((end, value)) = found {
                let place = self.place_of(value, letters[at..end].iter().collect());
                self.ranges[place] |= leads_on(&letters[end..]);
                out.push_str(&format!(" {} ", word(place)));
                at = end;
            } else {
                out.push(letters[at]);
                at += 1;
            }
        }
        out
    }

    fn place_of(&mut self, value: Value, written: String) -> usize {
        if let Some(place) = self.values.iter().position(|known| *known == value) {
            return place;
        }
        self.values.push(value);
        self.written.push(written.trim().to_owned());
        self.ranges.push(false);
        self.values.len() - 1
    }
}

/// Whether a range goes on: `-8`, ` to 8`, 到8.
fn leads_on(rest: &[char]) -> bool {
    let rest: String = rest.iter().take(8).collect();
    let rest = rest.trim_start();
    [
        "-", "~", "–", "to", "到", "至", "/", "and", "或", "or", "±", "+/-",
    ]
    .iter()
    .any(|mark| {
        rest.strip_prefix(mark).is_some_and(|rest| {
            rest.trim_start_matches([' ', '-', '+'])
                .starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn word(place: usize) -> String {
    format!("figure{place}")
}

/// Minus and its words, before figures and before 十八.
fn signs(text: &str) -> String {
    let mut plain = text.to_lowercase();
    for sign in ["零下", "负", "minus", "negative", "below zero"] {
        plain = plain.replace(sign, " -");
    }
    while plain.contains("- ") {
        plain = plain.replace("- ", "-");
    }
    spelt(&plain)
}

/// 十八度 as 18度.
fn spelt(text: &str) -> String {
    const DIGITS: &str = "零一二三四五六七八九十两";
    let mut out = String::new();
    let mut run = String::new();
    for letter in text.chars().chain([' ']) {
        if DIGITS.contains(letter) {
            run.push(letter);
            continue;
        }
        if !run.is_empty() {
            let number = matches!(letter, '度' | '摄' | '℃' | '°')
                .then(|| number_of(&run))
                .flatten();
            out.push_str(&number.map_or_else(|| run.clone(), |number| number.to_string()));
            run.clear();
        }
        out.push(letter);
    }
    out.trim_end().to_owned()
}

fn number_of(run: &str) -> Option<u32> {
    let digit = |letter: char| {
        "零一二三四五六七八九"
            .chars()
            .position(|known| known == letter)
            .and_then(|at| u32::try_from(at).ok())
    };
    match run.split_once('十') {
        None => {
            let mut letters = run.chars();
            let only = letters.next()?;
            letters.next().is_none().then(|| digit(only))?
        }
        Some((tens, ones)) => {
            let of = |text: &str, none: u32| match text.chars().next() {
                None => Some(none),
                Some(letter) => digit(letter),
            };
            Some(of(tens, 1)? * 10 + of(ones, 0)?)
        }
    }
}

/// Whether a figure may begin here: not within a word or another figure.
fn begins(letters: &[char], at: usize, measure: Measure) -> bool {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
    let first = letters[at];
    let signed =
        matches!(first, '-' | '+') && letters.get(at + 1).is_some_and(char::is_ascii_digit);
    let in_word = before.is_some_and(|letter| {
        letter.is_ascii_alphanumeric() || (matches!(letter, '.' | ',') && first.is_ascii_digit())
    });
    match measure {
        Measure::Day | Measure::Time => {
            // 下午2点 begins before its figure.
            !before.is_some_and(|letter| {
                letter.is_ascii_alphanumeric()
                    || matches!(
                        letter,
                        '-' | '/' | '.' | ':' | '午' | '晚' | '早' | '晨' | '上'
                    )
            }) && first.is_alphanumeric()
        }
        Measure::Temperature if signed => !before.is_some_and(|letter| {
            letter.is_ascii_alphanumeric() || letter == '度' || letter == '℃'
        }),
        // USD1850 is one; 40HQ is none, see where it ends.
        Measure::Number => {
            first.is_ascii_digit()
                && !before.is_some_and(|letter| {
                    letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '/')
                })
        }
        _ => first.is_ascii_digit() && !in_word,
    }
}

/// The longest figure that begins here and is read.
fn longest(letters: &[char], at: usize, measure: Measure, now: Moment) -> Option<(usize, Value)> {
    if is_named_otherwise(&letters[..at], measure) {
        return None;
    }
    let last = letters.len().min(at + 32);
    (at + 1..=last).rev().find_map(|end| {
        let behind = letters.get(end).copied();
        let tail = letters[end - 1];
        let cut = behind.is_some_and(|behind| {
            (behind.is_ascii_alphanumeric() && tail.is_ascii_alphanumeric())
                || (behind.is_ascii_digit() && !is_han(tail) && measure != Measure::Temperature)
                || (behind.is_ascii_digit() && matches!(tail, '.' | ','))
        });
        if cut || tail.is_whitespace() {
            return None;
        }
        let text: String = letters[at..end].iter().collect();
        Some((end, value_of(&text, behind_of(letters, end), measure, now)?))
    })
}

/// Whether a weight stands behind another weight's name: 净重12000公斤 where the gross is asked for.
fn is_named_otherwise(before: &[char], measure: Measure) -> bool {
    let others: &[&str] = match measure {
        Measure::Weight => &[
            "净重",
            "皮重",
            "箱重",
            "net",
            "nett",
            "net weight",
            "n.w.",
            "nw",
            "n.w",
            "tare",
        ],
        Measure::Tare => &[
            "净重",
            "毛重",
            "货重",
            "net",
            "net weight",
            "n.w.",
            "nw",
            "gross",
            "gross weight",
            "g.w.",
            "gw",
        ],
        _ => return false,
    };
    let text: String = before.iter().collect::<String>().to_lowercase();
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || ":：=是为".contains(c));
    others.iter().any(|name| {
        text.strip_suffix(name).is_some_and(|rest| {
            !name.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}

fn behind_of(letters: &[char], end: usize) -> String {
    letters[end..]
        .iter()
        .skip_while(|letter| letter.is_whitespace())
        .take(6)
        .collect::<String>()
        .to_lowercase()
}

fn value_of(text: &str, behind: String, measure: Measure, now: Moment) -> Option<Value> {
    let counts_else = [
        "%", "ctn", "pcs", "pkg", "件", "箱", "柜", "托", "个", "包", "x", "*", "点", ":", "/",
    ];
    let bare = text.ends_with(|letter: char| letter.is_ascii_digit());
    let foreign = bare && counts_else.iter().any(|unit| behind.starts_with(unit));
    match measure {
        Measure::Temperature => {
            let number = text
                .trim_end_matches("degrees celsius")
                .trim_end_matches("degree celsius")
                .trim_end_matches("degrees c")
                .trim_end_matches("degrees")
                .trim_end_matches("celsius")
                .trim_end_matches('c')
                .trim_end();
            let kept = if text.ends_with(['f', '℉']) || text.ends_with("华氏度") {
                text
            } else {
                number
            };
            let others = ["cbm", "m3", "kg", "方", "立方", "吨"];
            if foreign || (bare && others.iter().any(|unit| behind.starts_with(unit))) {
                return None;
            }
            let celsius: Celsius = text
                .parse()
                .or_else(|_| kept.trim_end_matches(['°', ' ']).parse())
                .ok()?;
            Some(json!(celsius.to_string()))
        }
        Measure::Ventilation => ventilation(text),
        Measure::Weight | Measure::Tare
            if foreign
                || behind.starts_with("cbm")
                || behind.starts_with("m3")
                || behind.starts_with('方')
                || behind.starts_with("立方") =>
        {
            None
        }
        Measure::Weight | Measure::Tare => text.parse::<Kilograms>().ok().map(|_| json!(text)),
        Measure::Volume
            if foreign
                || behind.starts_with("kg")
                || behind.starts_with('吨')
                || behind.starts_with("mt")
                || behind.starts_with("公斤") =>
        {
            None
        }
        Measure::Volume => text.parse::<CubicMetres>().ok().map(|_| json!(text)),
        Measure::Day => {
            let known = text.chars().any(|letter| !letter.is_ascii_digit()) || text.len() == 8;
            let today = now.date_naive();
            let day: NaiveDate = known.then(|| {
                times::day(text, today).or_else(|| times::day(&day_first(text)?, today))
            })??;
            Some(json!(day.to_string()))
        }
        Measure::Number => {
            let plain = text.replace(',', "");
            let figures = |c: char| c.is_ascii_digit() || c == '.';
            let number: Option<Decimal> = plain
                .chars()
                .all(figures)
                .then(|| plain.parse().ok())
                .flatten();
            Some(json!(number?.normalize().to_string()))
        }
        Measure::Time => times::time(text, now)
            .filter(|_| text.len() > 2)
            .map(|at| json!(json::moment_text(&at))),
    }
}

/// `16/12` as 12/16: there is no sixteenth month.
fn day_first(text: &str) -> Option<String> {
    let (day, month) = text.split_once('/')?;
    let (date, number): (u32, u32) = (day.parse().ok()?, month.parse().ok()?);
    (date > 12 && (1..=12).contains(&number)).then(|| format!("{month}/{day}"))
}

/// `25 %`, `15 cbm/h`.
fn ventilation(text: &str) -> Option<Value> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
    let unit = text[end..].trim().to_lowercase();
    let unit = match unit.as_str() {
        "%" | "percent" | "pct" => "percent",
        "cbm" | "cbm/h" | "cbm/hr" | "cbm/hour" | "m3" | "m3/h" | "m3/hr" | "m³/h" | "方"
        | "立方" | "方/小时" | "立方/小时" | "立方米/小时" | "cmh" | "cbm per hour" => {
            "cbm-h"
        }
        _ => return None,
    };
    Some(json!({"value": &text[..end], "unit": unit}))
}
