//! A heading's letters made comparable, and words found in it.

use std::borrow::Cow;

use crate::schedule::plain::{is_han, narrow};

/// Whether a word beside a column's name makes it no other column.
pub(super) fn says_no_more(word: &str) -> bool {
    const WORDS: [&str; 31] = [
        "",
        "ACTUAL",
        "LATEST",
        "REVISED",
        "CURRENT",
        "DETAILS",
        "INFO",
        "INFORMATION",
        "DATE",
        "TIME",
        "DAY",
        "HOUR",
        "HOURS",
        "HRS",
        "HHMM",
        "DD",
        "MM",
        "YYYY",
        "LT",
        "LOCAL",
        "NAME",
        "NO",
        "NUMBER",
        "EST",
        "ESTIMATED",
        "日期",
        "时间",
        "时刻",
        "日",
        "号",
        "点",
    ];
    WORDS.contains(&word) || word.chars().all(|letter| letter.is_ascii_digit())
}

/// A heading made comparable: `CY-Closing` and `CY CLOSING`, `船 名` and `船名`, `截VGM` and `截 VGM`.
pub(in crate::schedule) fn comparable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last: Option<char> = None;
    let mut gap = false;
    for letter in narrow(&undotted(&parted(text))).chars() {
        if !letter.is_alphanumeric() {
            gap = true;
            continue;
        }
        if let Some(before) = last
            && ((gap && !(is_han(before) && is_han(letter))) || is_han(before) != is_han(letter))
        {
            out.push(' ');
        }
        out.push(letter);
        last = Some(letter);
        gap = false;
    }
    out
}

/// `C.Y.`, letters with a point behind each, as the one word that they are.
fn undotted(text: &str) -> Cow<'_, str> {
    let letters: Vec<char> = text.chars().collect();
    let is_lone = |at: usize| {
        letters.get(at).is_some_and(char::is_ascii_alphabetic)
            && !at
                .checked_sub(1)
                .and_then(|before| letters.get(before))
                .is_some_and(|before| before.is_alphanumeric())
            && !letters
                .get(at + 1)
                .is_some_and(|after| after.is_alphanumeric())
    };
    let is_between = |at: usize| letters[at] == '.' && at > 0 && is_lone(at - 1) && is_lone(at + 1);
    if !(0..letters.len()).any(is_between) {
        return Cow::Borrowed(text);
    }
    let kept = (0..letters.len()).filter(|at| !is_between(*at));
    Cow::Owned(kept.map(|at| letters[at]).collect())
}

/// `vesselName`, as programs write heads, in two words.
fn parted(text: &str) -> Cow<'_, str> {
    let is_one = !text.contains(char::is_whitespace) && text.starts_with(char::is_lowercase);
    if !is_one || !text.contains(char::is_uppercase) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 4);
    let mut after_small = false;
    for letter in text.chars() {
        if letter.is_uppercase() && after_small {
            out.push(' ');
        }
        after_small = letter.is_lowercase();
        out.push(letter);
    }
    Cow::Owned(out)
}

/// Where a word stands in a text: a Latin one as a word, a Chinese one anywhere.
pub(in crate::schedule) fn position(text: &str, word: &str) -> Option<usize> {
    let latin = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() && !is_han(letter))
    };
    let (first, last) = (word.chars().next(), word.chars().next_back());
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !(latin(first) && latin(before) || latin(last) && latin(after))
    })
}
