//! The parts of a reply: what its stops, commas, dashes and line ends leave whole.

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

fn ends(letter: char, before: Option<char>, rest: &[char], part: &str) -> bool {
    let behind = rest.first().copied();
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let between_digits = digit(before) && digit(behind);
    let blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let han = |letter: Option<char>| letter.is_some_and(is_han);
    match letter {
        ',' | ':' => !between_digits,
        ';' | '\n' | '(' | ')' | '[' | ']' | '。' | '、' | '—' | '|' | '"' | '“' | '”' | '?'
        | '!' | '…' => true,
        // A range of figures is no break.
        '–' => !digit(behind),
        '-' => blank(before) && blank(behind) || before == Some('-') || behind == Some('-'),
        '.' => {
            let word: String = part
                .chars()
                .rev()
                .take_while(|letter| letter.is_alphanumeric())
                .collect();
            let word: String = word.chars().rev().collect::<String>().to_lowercase();
            (blank(behind) || han(behind)) && !SHORTENED.contains(&word.as_str())
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
                '.' => ". ",
                _ => ", ",
            });
        }
    }
    text
}
