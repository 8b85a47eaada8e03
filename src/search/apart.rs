//! Words run together, taken apart: "ymrtm", "28novhlcu", "mscgul24".

use super::dictionaries::Dictionaries;
use super::grade::{EXACT, FRONT, HINT, PIECES, SOUND, Stage, TYPO, WORD};
use super::query::{MOST_TERMS, Term, dates};
use chrono::NaiveDate;

/// Whether a word that is one slip from a known one is taken for it, or taken apart all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slips {
    /// A slip is likelier.
    First,
    /// Pieces are likelier.
    Last,
}

/// The first stage at which the term is anything.
pub fn stage_for(term: &Term, dictionaries: &Dictionaries) -> Stage {
    if dictionaries.grades(&term.text, Stage::Loose).best > 0 {
        Stage::Loose
    } else {
        Stage::Fuzzy
    }
}

/// Each unknown term cut into pieces that are something on their own, where it can be; `None` when
/// none can, and where taking slips last changes nothing.
pub fn taken_apart(
    terms: &[(Term, Stage)],
    unknown: &[bool],
    slips: Slips,
    today: NaiveDate,
    dictionaries: &Dictionaries,
) -> Option<Vec<(Term, Stage)>> {
    let mut apart = false;
    let mut slipped = false;
    let mut out = Vec::new();
    for ((term, stage), unknown) in terms.iter().zip(unknown) {
        if !unknown || term.within {
            out.push((term.clone(), *stage));
            continue;
        }
        let likely = is_likely_slip(term, dictionaries);
        slipped |= likely;
        let pieces = if likely && slips == Slips::First {
            None
        } else {
            pieces(&term.text, today, dictionaries)
        };
        match pieces {
            Some(pieces) => {
                apart = true;
                out.extend(pieces.into_iter().map(|piece| (piece, Stage::Strict)));
            }
            None => out.push((term.clone(), stage_for(term, dictionaries))),
        }
    }
    let anything = match slips {
        Slips::First => apart || slipped,
        Slips::Last => apart && slipped,
    };
    (anything && out.len() <= MOST_TERMS * 2).then_some(out)
}

/// One slip from a whole word, in a word long enough to be recognised.
fn is_likely_slip(term: &Term, dictionaries: &Dictionaries) -> bool {
    term.text.chars().count() >= 5 && dictionaries.grades(&term.text, Stage::Loose).best > TYPO
}

/// Two or three pieces, each a code, a name, a date or a voyage by itself.
fn pieces(text: &str, today: NaiveDate, dictionaries: &Dictionaries) -> Option<Vec<Term>> {
    const LONGEST: usize = 30;
    let n = text.len();
    if !(4..=LONGEST).contains(&n) || !text.is_ascii() {
        return None;
    }
    // By end: how many pieces, minus their grades, where the last one begins.
    let mut ways: Vec<Option<(usize, i32, usize)>> = vec![None; n + 1];
    ways[0] = Some((0, 0, 0));
    for end in 2..=n {
        if is_to(text, end - 1)
            && let Some((count, grade, _)) = ways[end - 1]
        {
            ways[end] = Some((count, grade, end - 1));
            continue;
        }
        ways[end] = (0..=end - 2)
            .filter(|start| *start > 0 || end < n)
            .filter_map(|start| {
                let (count, grade, _) = ways[start].filter(|(count, ..)| *count < 3)?;
                let more = worth(text, start, end, today, dictionaries)?;
                Some((count + 1, grade - i32::from(more), start))
            })
            .min();
    }
    ways[n]?;
    let mut out: Vec<Term> = Vec::new();
    let mut end = n;
    while end > 0 {
        let (_, _, start) = ways[end]?;
        let piece = &text[start..end];
        if is_to(text, start) && end - start == 1 {
            if let Some(after) = out.last_mut() {
                after.fields = dictionaries.schema.cued("to");
            }
            end = start;
            continue;
        }
        out.push(Term {
            raw: piece.to_owned(),
            text: piece.to_owned(),
            days: date(piece, today).unwrap_or_default(),
            fields: Vec::new(),
            within: false,
            needed: true,
            cue: false,
        });
        end = start;
    }
    out.reverse();
    Some(out)
}

/// A 2 between letters is "to": "sha2rtm".
fn is_to(text: &str, at: usize) -> bool {
    let letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    text.as_bytes()[at] == b'2' && at > 0 && letter(at - 1) && letter(at + 1)
}

/// What a piece is worth by itself. Short ones must be exactly something; longer ones, and the last
/// one, may be the front of a name; a number may be a voyage, and what stands before it the pieces
/// of a ship's name.
fn worth(
    text: &str,
    start: usize,
    end: usize,
    today: NaiveDate,
    dictionaries: &Dictionaries,
) -> Option<u8> {
    let piece = &text[start..end];
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    // A number is taken whole, but for a ship's own in front of its voyage: WAN HAI 523.
    if is_digit(start)
        && start > 0
        && is_digit(start - 1)
        && !names_number(text, start, dictionaries)
    {
        return None;
    }
    if piece.len() > 2 && date(piece, today).is_some() {
        return Some(SOUND);
    }
    if dictionaries.is_exact(piece) {
        return Some(EXACT);
    }
    if (piece.len() >= 4 || end == text.len() && piece.len() >= 3) && dictionaries.is_front(piece) {
        return Some(FRONT);
    }
    if is_digit(start) && !is_digit(end) {
        return (dictionaries.grades(piece, Stage::Strict).best >= HINT).then_some(WORD);
    }
    (start == 0 && piece.len() >= 4 && is_digit(end) && is_ship(piece, dictionaries))
        .then_some(PIECES)
}

fn is_ship(piece: &str, dictionaries: &Dictionaries) -> bool {
    dictionaries.grades(piece, Stage::Strict).best >= PIECES
}

/// Whether what stands before this place is a name that ends in a number.
fn names_number(text: &str, at: usize, dictionaries: &Dictionaries) -> bool {
    at >= 4
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && is_ship(&text[..at], dictionaries)
}

fn date(piece: &str, today: NaiveDate) -> Option<Vec<dates::Days>> {
    let chars: Vec<char> = piece.chars().collect();
    dates::scan(&chars, 0, today)
        .filter(|s| s.len == chars.len())
        .map(|s| s.days)
}
