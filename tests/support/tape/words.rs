//! The words of a line: VHS's lexer.

use std::time::Duration;

/// A word of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// As it stands: `Down@200ms`, `Ctrl+S`, `42`.
    Plain(String),
    /// Between quotes of one of the three kinds.
    Quoted(String),
    /// Between slashes.
    Pattern(String),
}

/// The words of a line, without its comment. A quoted text has no escapes and ends in its line.
pub fn words(line: &str) -> Result<Vec<Word>, String> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let (word, left) = match first {
            '#' => break,
            '"' | '\'' | '`' => {
                let (text, left) = after
                    .split_once(first)
                    .ok_or_else(|| format!("a text that begins with {first} does not end"))?;
                (Word::Quoted(text.to_owned()), left)
            }
            '/' if waits(&found) => {
                let (text, left) = after
                    .split_once('/')
                    .ok_or("a pattern that begins with / does not end")?;
                (Word::Pattern(text.to_owned()), left)
            }
            _ => {
                let end = rest
                    .find(|letter: char| letter.is_whitespace())
                    .unwrap_or(rest.len());
                (Word::Plain(rest[..end].to_owned()), &rest[end..])
            }
        };
        found.push(word);
        rest = left.trim_start();
    }
    Ok(found)
}

/// Whether a slash begins a pattern here.
fn waits(before: &[Word]) -> bool {
    match before.last() {
        Some(Word::Plain(word)) => word.starts_with("Wait"),
        _ => false,
    }
}

/// A number with `ms`, `s` or `m`; seconds without.
pub fn time(text: &str) -> Option<Duration> {
    let (number, unit) = match text.find(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
    {
        Some(end) => text.split_at(end),
        None => (text, "s"),
    };
    let number: f64 = number.parse().ok()?;
    let seconds = match unit {
        "ms" => number / 1000.0,
        "s" => number,
        "m" => number * 60.0,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok()
}
