//! The sign of a temperature: never lost, and never taken from a dash that may be none.

/// The dashes that stand for a minus right before a figure; `letter` has made the others of them.
const MINUS: [char; 3] = ['-', '–', '﹣'];

/// A text about a temperature with its dashes made plain: one right before a figure is its minus; one
/// with blanks around, doubled or long before a figure may be either, and stays as `–`, which nothing
/// reads.
pub(super) fn dashes(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < letters.len() {
        let run = letters[at..]
            .iter()
            .take_while(|letter| MINUS.contains(letter) || **letter == '—')
            .count();
        if run == 0 {
            out.push(letters[at]);
            at += 1;
            continue;
        }
        let blanks = letters[at + run..]
            .iter()
            .take_while(|letter| **letter == ' ')
            .count();
        let figure = at + run + blanks;
        if !is_degrees(&letters[figure..]) || ends_a_figure(&out) {
            out.extend(&letters[at..at + run]);
            at += run;
            continue;
        }
        let is_minus = run == 1 && blanks == 0 && MINUS.contains(&letters[at]);
        out.push_str(if is_minus { " -" } else { " –" });
        at = figure;
    }
    out
}

/// Whether a text begins with what may be degrees: one or two figures, and no hour or date of them.
fn is_degrees(letters: &[char]) -> bool {
    let digits = letters
        .iter()
        .take_while(|letter| letter.is_ascii_digit())
        .count();
    let behind = letters.get(digits);
    (1..=2).contains(&digits)
        && !behind.is_some_and(|letter| matches!(letter, ':' | '点' | '时' | '月' | '/' | '-'))
}

/// Whether a figure stands before a dash, with its unit or without: then the dash leads on from it.
fn ends_a_figure(before: &str) -> bool {
    let before = before
        .trim_end()
        .trim_end_matches(['度', '℃', '°', 'C', 'c', '%', 'F', 'f']);
    let month = before
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()
        .is_some_and(|word| {
            word.len() == 3 && crate::search::query::dates::month(&word.to_lowercase()).is_some()
        });
    month || before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Minus in words before figures and before 十八, and with blanks behind it.
pub(super) fn signs(text: &str) -> String {
    let mut plain = text.to_lowercase();
    for sign in ["零下", "负", "minus", "negative"] {
        let mut rest = std::mem::take(&mut plain);
        while let Some(at) = rest.find(sign) {
            let behind = rest[at + sign.len()..].trim_start();
            let is_sign = behind.starts_with(|c: char| c.is_ascii_digit() || DIGITS.contains(c));
            plain.push_str(&rest[..at]);
            plain.push_str(if is_sign { " -" } else { sign });
            rest = if is_sign {
                behind.to_owned()
            } else {
                rest[at + sign.len()..].to_owned()
            };
        }
        plain.push_str(&rest);
    }
    spelt(&plain)
}

const DIGITS: &str = "零一二三四五六七八九十两";

/// 十八度 as 18度.
fn spelt(text: &str) -> String {
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
