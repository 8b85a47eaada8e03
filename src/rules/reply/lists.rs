//! Answers that are numbered as the questions were: 1. 南港 2. 预付 3. 不用熏蒸.

use super::lexer::{Choice, Item, read};
use super::lexicon::Kind;
use super::words::YES;
use crate::rules::wording::is_han;

/// A text's numbered answers each on a line of its own, without the numbers. Of several one that says
/// nothing but yes or no says it of a question that only its number knows: it is left out.
pub(super) fn items(text: &str) -> String {
    let letters: Vec<char> = text.chars().flat_map(plain).collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in 0..letters.len() {
        if let Some(end) = marker(&letters, at, found.len() + 1) {
            found.push((at, end));
        }
    }
    if found.len() < 2 {
        let lines = text
            .lines()
            .map(|line| format!("{}\n", without_number(line)));
        return lines.collect();
    }
    let mut out: String = letters[..found[0].0].iter().collect();
    for (place, (_, start)) in found.iter().enumerate() {
        let end = found
            .get(place + 1)
            .map_or(letters.len(), |(next, _)| *next);
        let item: String = letters[*start..end].iter().collect();
        let first = item.find(ENDS).unwrap_or(item.len());
        out.push('\n');
        out.push_str(if is_bare(&item[..first]) {
            &item[first..]
        } else {
            &item
        });
    }
    out
}

/// What ends an answer.
const ENDS: [char; 7] = ['\n', '、', ',', ';', '。', '.', '!'];

/// Whether an answer is nothing but a yes or a no.
fn is_bare(text: &str) -> bool {
    let clause = read(text, false, &[Choice::named(YES.split('|'))]);
    let answers = |item: &Item| {
        matches!(
            item,
            Item::Value(_)
                | Item::Word(
                    Kind::Agree
                        | Kind::NoObjection
                        | Kind::Deny
                        | Kind::DenyVerb
                        | Kind::DenyAux
                        | Kind::DenyBefore
                )
        )
    };
    let is_filler = |item: &Item| *item == Item::Word(Kind::Filler);
    clause.items.iter().any(answers)
        && clause
            .items
            .iter()
            .all(|item| answers(item) || is_filler(item))
}

/// ② as 2.
fn plain(letter: char) -> Vec<char> {
    let circled = ('①'..='⑨').position(|circled| circled == letter);
    match circled {
        Some(place) => format!(" {}. ", place + 1).chars().collect(),
        None => vec![letter],
    }
}

/// Where the text begins behind a number that stands at a place, in figures or in words: `2.`, 二、.
fn marker(letters: &[char], at: usize, wanted: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|at| letters[at]);
    let bounded = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, ';' | '。' | ',' | '、' | ':' | '.' | '(' | '!')
    });
    let number: Vec<char> = wanted.to_string().chars().collect();
    let in_words = "零一二三四五六七八九".chars().nth(wanted);
    let end = at + number.len();
    let marked = letters
        .get(end)
        .is_some_and(|c| matches!(c, '.' | ')' | '、'))
        && !letters.get(end + 1).is_some_and(char::is_ascii_digit);
    let figured = letters[at..].starts_with(&number) && marked;
    let worded = in_words == Some(letters[at]) && letters.get(at + 1) == Some(&'、');
    match (bounded, figured, worded) {
        (true, true, _) => Some(end + 1),
        (true, _, true) => Some(at + 2),
        _ => None,
    }
}

/// A line without the number of the question that it answers: “1. 南港”.
fn without_number(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let Some(after) = rest.strip_prefix(['.', ')', '、']) else {
        return line;
    };
    let is_number = after.starts_with(|c: char| c == ' ' || is_han(c)) || rest.starts_with('、');
    if (1..=2).contains(&digits) && is_number && !after.trim().is_empty() {
        after.trim()
    } else {
        line
    }
}
