//! Containers in a reply: `2*40HQ+1*20GP`, 一个高柜, 2个40尺高柜, two 40' high cubes.

use serde_json::{Value, json};

use super::parts::Part;
use crate::domain::PatchStep;
use crate::reference::Reference;
use crate::rules::report::set;
use crate::rules::wording::is_han;

/// The longest name of a container type, in letters.
const LONGEST: usize = 24;

/// What may stand between a number and a type.
const BETWEEN: &[char] = &[' ', '*', 'x', '×', '个', '只', '条', '台', '-'];

/// The containers that the parts name with their numbers; none where one is named without.
pub(super) fn equipment(parts: &[Part], reference: &Reference) -> Option<Vec<PatchStep>> {
    let mut lines = Vec::new();
    for part in parts {
        lines.extend(lines_of(&part.text, reference)?);
    }
    (!lines.is_empty()).then(|| vec![set("/equipment", &Value::Array(lines))])
}

fn lines_of(text: &str, reference: &Reference) -> Option<Vec<Value>> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let mut lines = Vec::new();
    let mut at = 0;
    let mut from = 0;
    while at < letters.len() {
        let Some((end, kind)) = kind_at(&letters, at, reference) else {
            at += 1;
            continue;
        };
        let (count, next) = match count_before(&letters[from..at]) {
            Some(count) => (count, end),
            None => count_behind(&letters, end)?,
        };
        lines.push(json!({"type": kind, "count": count}));
        (at, from) = (next, next);
    }
    Some(lines)
}

/// The longest container type that begins at a letter: where it ends, its everyday code.
fn kind_at(letters: &[char], at: usize, reference: &Reference) -> Option<(usize, String)> {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
    let times = before == Some('x')
        && letters[..at - 1]
            .iter()
            .rev()
            .find(|letter| **letter != ' ')
            .is_some_and(char::is_ascii_digit);
    if before.is_some_and(|letter| letter.is_ascii_alphanumeric()) && !times {
        return None;
    }
    let last = letters.len().min(at + LONGEST);
    (at + 2..=last).rev().find_map(|end| {
        let inside = letters.get(end).is_some_and(char::is_ascii_alphanumeric)
            && letters[end - 1].is_ascii_alphanumeric();
        let times = matches!(letters.get(end), Some('x'))
            && letters.get(end + 1).is_some_and(char::is_ascii_digit);
        if (inside && !times) || letters[end - 1].is_whitespace() {
            return None;
        }
        let text: String = letters[at..end].iter().collect();
        if text.contains(['*', '×', '+', ',', ';']) {
            return None;
        }
        let one = text.strip_suffix('s').unwrap_or(&text);
        let spec = reference
            .equipment(&text)
            .or_else(|| reference.equipment(one))?;
        Some((end, spec.kind.to_string()))
    })
}

/// The number that ends what stands before a type: `2*`, 两个, `two `.
fn count_before(letters: &[char]) -> Option<u32> {
    let text: String = letters.iter().collect();
    let text = text.trim_end_matches(BETWEEN);
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        return number(&text[text.len() - digits..]);
    }
    let last = text.chars().last()?;
    if is_han(last) {
        return number(&last.to_string());
    }
    number(text.rsplit(|c: char| !c.is_ascii_alphabetic()).next()?)
}

/// The number behind a type, and where it ends: `*2`, `x 2`, 两个, 1个.
fn count_behind(letters: &[char], end: usize) -> Option<(u32, usize)> {
    let mut at = end;
    let mut times = false;
    while let Some(letter) = letters.get(at).filter(|letter| BETWEEN.contains(letter)) {
        times |= matches!(letter, '*' | 'x' | '×');
        at += 1;
    }
    let start = at;
    while letters.get(at).is_some_and(char::is_ascii_digit) {
        at += 1;
    }
    if at == start {
        at += 1;
    }
    let text: String = letters.get(start..at)?.iter().collect();
    let counted = matches!(letters.get(at), Some('个' | '只' | '条' | '台'));
    (times || counted).then_some(())?;
    Some((number(&text)?, at + usize::from(counted)))
}

fn number(text: &str) -> Option<u32> {
    const WORDS: &[(&str, u32)] = &[
        ("一", 1),
        ("两", 2),
        ("二", 2),
        ("三", 3),
        ("四", 4),
        ("五", 5),
        ("六", 6),
        ("七", 7),
        ("八", 8),
        ("九", 9),
        ("十", 10),
        ("a", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("eight", 8),
        ("ten", 10),
    ];
    let figure = text.parse::<u32>().ok().filter(|count| *count > 0);
    figure.or_else(|| {
        WORDS
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, count)| *count)
    })
}
