//! The words of a text around a person's name: apart by their script, as they stand, and without what
//! announces a person or a person does.

use super::people::{BEFORE, DOES, LATIN_DOES, TITLED, announces};
use crate::rules::wording::is_han;

/// A text's words, the scripts apart.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for letter in text.chars() {
        if is_between(letter) {
            last = None;
            continue;
        }
        if is_mark(letter) {
            words.push(letter.to_string());
            last = None;
            continue;
        }
        let han = is_han(letter);
        if last == Some(han)
            && let Some(word) = words.last_mut()
        {
            word.push(letter);
        } else {
            words.push(letter.to_string());
        }
        last = Some(han);
    }
    words
}

/// A nod or a shake of the head.
fn is_mark(letter: char) -> bool {
    matches!(letter, '✓' | '✗')
}

/// Words as they stand at the beginning of a text, or at its end: the blanks between them are the
/// text's.
pub(super) fn as_written(text: &str, words: &str, begins: bool) -> String {
    let wanted: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    let mut letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !is_between(*c))
        .collect();
    if !begins {
        letters = letters.split_off(letters.len().saturating_sub(wanted.len()));
    }
    let stands = letters
        .iter()
        .zip(&wanted)
        .all(|((_, is), wanted)| is == wanted);
    let (Some((first, _)), Some((last, letter)), true) = (
        letters.first(),
        wanted.len().checked_sub(1).and_then(|at| letters.get(at)),
        stands,
    ) else {
        return words.to_owned();
    };
    text[*first..*last + letter.len_utf8()].to_owned()
}

/// What stands between words.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '@' | '(' | ')' | '<' | '>' | '"')
}

/// A name without the marks around it.
pub(super) fn tidy(name: &str) -> String {
    name.trim_matches(['.', '-', '\'', ' ']).to_owned()
}

/// Words with blanks between.
pub(super) fn joined(words: &[String]) -> String {
    words.join(" ")
}

/// A text without what announces a person, before and behind.
pub(super) fn strip_before(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let rest = BEFORE
            .iter()
            .find_map(|word| text.strip_suffix(word).or_else(|| text.strip_prefix(word)));
        match rest {
            Some(rest) => text = rest,
            None => return text.to_owned(),
        }
    }
}

/// A text without what announces a person before it.
pub(super) fn strip_before_start(text: &str) -> String {
    let mut text = text;
    while let Some(rest) = BEFORE
        .iter()
        .find_map(|word| text.strip_prefix(word).filter(|rest| !rest.is_empty()))
    {
        text = rest;
    }
    text.to_owned()
}

/// Takes what a person does off the end: “王小姐回复”, “Mary said”.
pub(super) fn strip_last(words: &mut Vec<String>) {
    loop {
        let several = words.len() > 1;
        let Some(last) = words.last_mut() else { return };
        if last.chars().all(is_mark) && several {
            // “Mary ✓” nods as well as “✓ Mary”.
            words.rotate_right(1);
            if words.iter().all(|word| word.chars().all(is_mark)) {
                return;
            }
            continue;
        }
        if LATIN_DOES.contains(&last.to_lowercase().as_str())
            || last
                .chars()
                .all(|letter| !letter.is_alphanumeric() && !is_mark(letter))
        {
            words.pop();
            continue;
        }
        let all_han = last.chars().all(is_han);
        let rest = DOES
            .iter()
            .find_map(|does| last.strip_suffix(does))
            .filter(|_| all_han)
            .map(str::to_owned);
        match rest {
            Some(rest) if rest.is_empty() => {
                words.pop();
            }
            Some(rest) => *last = rest,
            None => return,
        }
    }
}

/// Takes what announces a person off the beginning: 客户, 微信, from.
pub(super) fn strip_first(words: &mut Vec<String>) {
    while let Some(first) = words.first_mut() {
        let lower = first.to_lowercase();
        if announces(lower.trim_matches('.')) && !TITLED.contains(&lower.as_str()) {
            words.remove(0);
            continue;
        }
        let stripped = strip_before_start(first);
        if BEFORE.contains(&stripped.as_str()) {
            words.remove(0);
        } else {
            *first = stripped;
            return;
        }
    }
}

/// Takes what a person does off the beginning of what follows the name.
pub(super) fn strip_first_does(words: &mut Vec<String>) {
    while let Some(first) = words.first_mut() {
        if LATIN_DOES.contains(&first.to_lowercase().as_str()) {
            words.remove(0);
            continue;
        }
        let stripped = [
            "回复", "回覆", "答复", "告知", "通知", "表示", "来电", "来信", "说", "称", "答",
        ]
        .iter()
        .find_map(|does| first.strip_prefix(does))
        .map(str::to_owned);
        match stripped {
            Some(rest) if rest.is_empty() => {
                words.remove(0);
            }
            Some(rest) => *first = rest,
            None => return,
        }
    }
}
