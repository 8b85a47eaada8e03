//! A text cut into words and clauses: what stands between commas, brackets, AND and WITH.

use super::text::is_han;
use crate::domain::han::simplified;

/// The words of a text, upper case, each with the number of its clause.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    letters: String,
    words: Vec<(usize, usize, usize)>,
}

/// Words that begin a clause: what follows is another thing.
const JOINTS: &[&str] = &[
    "AND",
    "FOR",
    "WITH",
    "OR",
    "IN",
    "PLUS",
    "INCLUDING",
    "PACKED",
];

/// Characters that end a clause, but not behind a negation (不带, 不含).
const HAN_JOINTS: &[&str] = &["和", "及", "与", "或", "带", "含"];

/// Characters that deny what follows.
const NEGATIONS: &[&str] = &["不", "无", "未", "非", "没", "免"];

impl Clauses {
    pub(super) fn of(text: &str) -> Self {
        let mut clauses = Self {
            letters: String::with_capacity(text.len()),
            words: Vec::with_capacity(16),
        };
        let mut clause = 0;
        let mut start = 0;
        for letter in text.chars() {
            let letter = match letter {
                '！'..='～' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
                other => simplified(other),
            };
            if letter.is_ascii_alphanumeric() {
                clauses.letters.push(letter.to_ascii_uppercase());
                continue;
            }
            if matches!(letter, '\'' | '’') {
                continue;
            }
            start = clauses.end_word(start, &mut clause);
            if is_han(letter) {
                clauses.letters.push(letter);
                start = clauses.end_word(start, &mut clause);
            } else if matches!(
                letter,
                ',' | ';'
                    | ':'
                    | '/'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '+'
                    | '&'
                    | '\n'
                    | '\r'
                    | '。'
                    | '、'
                    | '·'
                    | '|'
            ) {
                clause += 1;
            } else if letter.is_alphabetic() {
                clauses.letters.extend(letter.to_uppercase());
            }
        }
        clauses.end_word(start, &mut clause);
        for place in clauses.descriptions() {
            for word in &mut clauses.words[place..] {
                word.2 += 1;
            }
        }
        clauses
    }

    fn end_word(&mut self, start: usize, clause: &mut usize) -> usize {
        let end = self.letters.len();
        if end > start {
            let word = &self.letters[start..end];
            let before = self
                .words
                .last()
                .map(|&(from, to, _)| &self.letters[from..to]);
            let denied = before.is_some_and(|before| NEGATIONS.contains(&before));
            let ends_clause = HAN_JOINTS.contains(&word) && !denied;
            if JOINTS.contains(&word) {
                *clause += 1;
            }
            self.words.push((start, end, *clause));
            if ends_clause {
                *clause += 1;
            }
        }
        end
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, place: usize) -> &str {
        let (start, end, _) = self.words[place];
        &self.letters[start..end]
    }

    pub(super) fn clause(&self, place: usize) -> usize {
        self.words[place].2
    }

    /// Whether nothing of the clause that some words begin in stands behind them.
    pub(super) fn ends_with(&self, words: &std::ops::Range<usize>) -> bool {
        words.end == self.len() || self.clause(words.end) != self.clause(words.start)
    }

    /// Whether some words are the whole of the clause behind a word's own.
    pub(super) fn follows(&self, place: usize, words: std::ops::Range<usize>) -> bool {
        let own = self.clause(place);
        let begins = (place..self.len()).find(|&word| self.clause(word) != own);
        begins == Some(words.start) && self.ends_with(&words)
    }
}

/// Whether a word ends or begins a clause.
pub(super) fn is_joint(word: &str) -> bool {
    JOINTS.contains(&word) || HAN_JOINTS.contains(&word)
}

/// A table's word and its regular plurals.
pub(super) fn plurals(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return forms;
    }
    let stem = &word[..word.len() - 1];
    if let Some(stem) = word.strip_suffix("FE").or(word.strip_suffix("F"))
        && !stem.ends_with('F')
    {
        // KNIVES, SHELVES; and ROOFS beside them.
        forms.push(format!("{stem}VES"));
        forms.push(format!("{word}S"));
    } else if word.ends_with('Y') && !stem.ends_with(['A', 'E', 'I', 'O', 'U']) {
        forms.push(format!("{stem}IES"));
    } else if word.ends_with(['S', 'X', 'Z', 'O']) || word.ends_with("CH") || word.ends_with("SH") {
        forms.push(format!("{word}ES"));
        if word.ends_with('O') {
            forms.push(format!("{word}S"));
        }
    } else {
        forms.push(format!("{word}S"));
    }
    forms
}
