//! A reply as values and the words around them.

use super::lexicon::{Kind, longest};
use crate::domain::han::simplified;
use crate::rules::wording::{is_han, narrow};
use crate::search::fold::fold_char;

/// The tokens of a text: Chinese characters one by one, runs of Latin letters and figures in lower
/// case without apostrophes, and the signs that mean something.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut letters = text.chars().map(narrow).map(plain).peekable();
    while let Some(letter) = letters.next() {
        if matches!(letter, '\'' | '’' | '‘' | '`') {
            continue;
        }
        if letter.is_alphanumeric() && !is_han(letter) {
            word.extend(letter.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        // A dash before a figure may be its sign, or leads on from another: it is never left out.
        let is_dash = letter == '–' && letters.peek().is_some_and(char::is_ascii_digit);
        if is_han(letter) || matches!(letter, '→' | '✗' | '✓') || is_dash {
            tokens.push(letter.to_string());
        }
    }
    if !word.is_empty() {
        tokens.push(word);
    }
    tokens
}

/// Whether some tokens hold one of some words.
pub(super) fn holds<'w>(all: &[String], words: impl IntoIterator<Item = &'w Vec<String>>) -> bool {
    words
        .into_iter()
        .any(|word| all.windows(word.len()).any(|window| window == word))
}

/// How many figures a text has.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// A text in small letters and simplified characters, byte for byte; none where some letter is longer
/// or shorter then.
pub(super) fn folded(text: &str) -> Option<String> {
    let small = |letter: char| {
        let mut small = letter.to_lowercase();
        let first = small.next().filter(|_| small.next().is_none())?;
        let folded = simplified(first);
        (folded.len_utf8() == letter.len_utf8()).then_some(folded)
    };
    text.chars().map(small).collect()
}

/// A Latin letter without its accents, Haydarpaşa; a traditional character as the simplified one.
fn plain(letter: char) -> char {
    if letter.is_ascii() {
        letter
    } else {
        fold_char(letter)
    }
}

/// One value that a reply may give, and the words that name it.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// Its names, as tokens.
    pub(super) names: Vec<Vec<String>>,
    /// The choice that is meant where this one is denied: no for yes.
    pub(super) contrary: Option<usize>,
}

impl Choice {
    /// A choice by its names in words.
    pub(super) fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(tokens);
        Self {
            names: names.filter(|name| !name.is_empty()).collect(),
            contrary: None,
        }
    }
}

/// One piece of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A value's name.
    Value(usize),
    /// A word of the lexicon.
    Word(Kind),
    /// Anything else.
    Other,
}

/// A clause of a reply.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause {
    /// Its pieces in their order.
    pub(super) items: Vec<Item>,
    /// Whether a question mark ends it.
    pub(super) asks: bool,
    /// The values' names as they stand in the text, by choice.
    pub(super) names: Vec<(usize, String)>,
    /// The words that nobody knows, as they stand.
    pub(super) others: Vec<String>,
}

/// Reads a clause: at each place the longest name or word counts, a name before a word as long.
pub(super) fn read(text: &str, asks: bool, choices: &[Choice]) -> Clause {
    read_among(text, asks, choices, &[])
}

/// Reads a clause, where some names more change nothing: those of what is asked for.
pub(super) fn read_among(
    text: &str,
    asks: bool,
    choices: &[Choice],
    labels: &[Vec<String>],
) -> Clause {
    let all = tokens(text);
    let mut clause = Clause {
        asks,
        ..Clause::default()
    };
    let mut at = 0;
    while at < all.len() {
        let rest = &all[at..];
        let value = choices
            .iter()
            .enumerate()
            .flat_map(|(choice, names)| names.names.iter().map(move |name| (choice, name)))
            .filter(|(_, name)| {
                rest.starts_with(name) && stands_for_itself(name, &all, choices, labels)
            })
            .max_by_key(|(_, name)| name.len());
        let label = labels
            .iter()
            .filter(|label| rest.starts_with(label))
            .map(|label| (label.len(), Kind::Filler))
            .max_by_key(|(length, _)| *length);
        // Of two as long the name of what is asked for counts.
        let word = longest(rest)
            .map(|word| shortened(word, rest, choices))
            .into_iter()
            .chain(label)
            .max_by_key(|(length, _)| *length);
        let (length, item) = match (value, word) {
            (Some((choice, name)), word) if word.is_none_or(|(long, _)| long <= name.len()) => {
                clause.names.push((choice, joined(name)));
                (name.len(), Item::Value(choice))
            }
            (_, Some((length, kind))) => (length, Item::Word(kind)),
            _ => (1, Item::Other),
        };
        if item == Item::Other {
            // Words that stand together are shown together.
            let follows = clause.items.last() == Some(&Item::Other);
            match clause.others.last_mut().filter(|_| follows) {
                Some(last) => *last = joined(&[last.clone(), all[at].clone()]),
                None => clause.others.push(all[at].clone()),
            }
        }
        clause.items.push(item);
        at += length;
    }
    // 是 agrees where it is all that is said.
    if all.len() == 1 && all[0] == "是" && clause.names.is_empty() {
        clause.items = vec![Item::Word(Kind::Agree)];
    }
    clause
}

/// A word, shorter where a name begins within it and goes on: 改 in 改到付, and not 改到.
fn shortened(word: (usize, Kind), rest: &[String], choices: &[Choice]) -> (usize, Kind) {
    let (length, _) = word;
    let shorter = (1..length).find_map(|begun| {
        let goes_on = choices
            .iter()
            .flat_map(|choice| &choice.names)
            .any(|name| name.len() > length - begun && rest[begun..].starts_with(name));
        let (short, kind) = longest(&rest[..begun]).filter(|_| goes_on)?;
        (short == begun).then_some((short, kind))
    });
    shorter.unwrap_or(word)
}

/// A name of one letter or character is one only where nothing else is said: N, 走北.
fn stands_for_itself(
    name: &[String],
    all: &[String],
    choices: &[Choice],
    labels: &[Vec<String>],
) -> bool {
    let [only] = name else { return true };
    if only.chars().count() > 1 {
        return true;
    }
    let mut at = 0;
    while at < all.len() {
        let rest = &all[at..];
        let named = choices
            .iter()
            .flat_map(|choice| &choice.names)
            .chain(labels)
            .filter(|name| rest.starts_with(name))
            .map(Vec::len)
            .max();
        let known = longest(rest).map(|(length, _)| length).max(named);
        let Some(length) = known else { return false };
        at += length;
    }
    true
}

/// Tokens as text: Latin words with blanks between.
fn joined(tokens: &[String]) -> String {
    let mut text = String::new();
    for token in tokens {
        let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii());
        if latin(text.chars().last()) && latin(token.chars().next()) {
            text.push(' ');
        }
        text.push_str(token);
    }
    text
}
