//! The parts of a reply: what its stops, commas, dashes and line ends leave whole.

use super::closing::signs_off;
use crate::rules::wording::is_han;

/// One part, and the mark that ends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// What it says.
    pub(super) text: String,
    /// What stood behind it: `,`, `?`, a line's end.
    pub(super) end: char,
}

impl Part {
    /// The same part with another text.
    pub(super) fn saying(&self, text: String) -> Self {
        Self {
            text,
            end: self.end,
        }
    }

    /// Whether it asks.
    pub(super) fn asks(&self) -> bool {
        self.end == '?'
    }
}

/// Words that a stop shortens: it ends no part.
const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "no", "co", "ltd", "inc", "v", "voy", "vs", "approx", "attn",
    "tel", "ext", "pte", "dept", "capt", "ft", "messrs", "u", "s", "a", "m", "p", "w",
];

/// The parts of a text, empty ones left out.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let letters: Vec<char> = text.chars().collect();
    let mut parts = Vec::new();
    let mut part = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if ends(letter, before, &letters[at + 1..], &part) {
            // “Co., Ltd. Regards” keeps the stop that shortens.
            if letter == '.' && SHORTENED.contains(&last_word(&part).as_str()) {
                part.push('.');
            }
            push(&mut parts, &mut part, letter);
        } else {
            part.push(letter);
        }
    }
    push(&mut parts, &mut part, '\n');
    parts
}

fn push(parts: &mut Vec<Part>, part: &mut String, end: char) {
    let text = std::mem::take(part).trim().to_owned();
    if text
        .chars()
        .any(|c| c.is_alphanumeric() || matches!(c, '✗' | '✓'))
    {
        parts.push(Part { text, end });
    } else if end == '?'
        && let Some(last) = parts.last_mut()
    {
        // “南港 ??”, “南港\n?”
        last.end = '?';
    }
}

/// The last word of a text, in small letters.
fn last_word(text: &str) -> String {
    let word: String = text
        .chars()
        .rev()
        .take_while(|letter| letter.is_alphanumeric())
        .collect();
    word.chars().rev().collect::<String>().to_lowercase()
}

/// Whether the stop that shortens a company's kind ends what is said as well: “Ltd. Mary”.
fn closes(word: &str, rest: &[char]) -> bool {
    let rest: String = rest.iter().take(24).collect();
    match word {
        "ltd" | "inc" => !rest.trim().is_empty(),
        "co" => signs_off(rest.trim()),
        _ => false,
    }
}

/// Whether a stop makes the letter before it a name's initial: “N. Tan”, and not “S. Regards”.
fn is_initial(part: &str, rest: &[char]) -> bool {
    let letters: String = rest.iter().take(24).collect();
    let name = letters.trim_start();
    let capital = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_uppercase());
    last_word(part).len() == 1
        && capital(part.chars().next_back())
        && capital(name.chars().next())
        && name.chars().nth(1).is_some_and(char::is_alphabetic)
        && !signs_off(name)
}

/// Whether a company's kind follows: “, Ltd.”.
fn names_a_kind(rest: &[char]) -> bool {
    let rest: String = rest.iter().take(10).collect();
    let rest = rest.trim_start().to_lowercase();
    ["ltd", "limited", "inc", "llc"]
        .iter()
        .any(|kind| rest.starts_with(kind))
}

fn ends(letter: char, before: Option<char>, rest: &[char], part: &str) -> bool {
    let behind = rest.first().copied();
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let between_digits = digit(before) && digit(behind);
    let blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let han = |letter: Option<char>| letter.is_some_and(is_han);
    match letter {
        // “Customs Brokers Co., Ltd.”
        ',' if last_word(part.trim_end_matches('.')) == "co" && names_a_kind(rest) => false,
        ',' | ':' => !between_digits,
        ';' | '\n' | '(' | ')' | '[' | ']' | '。' | '、' | '—' | '|' | '"' | '“' | '”' | '?'
        | '!' | '…' => true,
        // A range of figures is no break.
        '–' => !digit(behind),
        // “9:40 --18度”: a sign behind a dash.
        '-' if part.is_empty() && before == Some('-') && digit(behind) => false,
        '-' => blank(before) && blank(behind) || before == Some('-') || behind == Some('-'),
        '.' => {
            let word = last_word(part);
            (blank(behind) || han(behind))
                && !is_initial(part, rest)
                && (!SHORTENED.contains(&word.as_str()) || closes(&word, rest))
        }
        '/' => {
            let word = |letters: &mut dyn Iterator<Item = char>| {
                letters
                    .take_while(|letter| letter.is_alphanumeric())
                    .count()
            };
            // “w/o”, “cbm/h”, “I/E” are words, and so is 立方/小时.
            if rest.starts_with(&['小', '时']) || rest.starts_with(&['时']) {
                return false;
            }
            // JARS W/ LIDS
            if last_word(part) == "w" {
                return false;
            }
            let short = word(&mut part.chars().rev()) < 3 || word(&mut rest.iter().copied()) < 3;
            blank(before)
                || blank(behind)
                || han(before)
                || han(behind)
                || (!short
                    && behind.is_some_and(char::is_alphanumeric)
                    && !between_digits
                    && !digit(before))
        }
        _ => false,
    }
}

/// The parts without one of some names that begins one of them and is not all of it: 马尼拉走北港.
pub(super) fn without_leads<I: Iterator<Item = String>>(
    parts: &[Part],
    names: impl Fn() -> I,
) -> Vec<Part> {
    let of = |text: &str| {
        let lower = text.to_lowercase();
        let lead = names()
            .map(|name| name.to_lowercase())
            .filter(|name| lower.starts_with(name.as_str()) && lower.len() == text.len())
            .map(|name| name.len())
            .max()?;
        let rest = &text[lead..];
        let cut = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        let rest = rest.trim_start_matches([' ', '-', ':', '=']);
        (!cut && rest.chars().any(char::is_alphanumeric)).then(|| rest.to_owned())
    };
    parts
        .iter()
        .map(|part| part.saying(of(&part.text).unwrap_or_else(|| part.text.clone())))
        .collect()
}

/// The parts as they are read on: with their marks between.
pub(super) fn joined(parts: &[Part]) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        text.push_str(&part.text);
        if at + 1 < parts.len() {
            text.push_str(match part.end {
                ':' => ": ",
                '/' => " / ",
                ';' => "; ",
                '.' if part.text.ends_with('.') => " ",
                '.' => ". ",
                _ => ", ",
            });
        }
    }
    text
}
