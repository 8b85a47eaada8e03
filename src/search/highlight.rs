//! Which graphemes of a shown text matched.

use super::fold::{fold_char, is_word};
use super::form::{Form, FormKind};
use super::grade::How;
use super::schema::Field;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A match in a field of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// The field.
    pub field: Field,
    /// The name that matched, as people read it; a nickname's value is shown by its own name.
    pub text: String,
    /// The graphemes of `text` that matched, ascending and apart.
    pub ranges: Vec<Range<usize>>,
}

/// What matched of a form, on the name that is shown for it: its own text, or, for nicknames and
/// groups, the value's first name.
pub fn matched(field: Field, form: &Form, how: &How, shown: &Form) -> Matched {
    let nickname = form.kind == FormKind::Alias || form.kind.is_group();
    let named = if nickname { shown } else { form };
    let whole = nickname || *how == How::Whole;
    let pieces = match how {
        How::Range(from, to) if !whole => vec![(*from, *to)],
        How::Pieces(pieces) if !whole => pieces.clone(),
        _ => vec![(0, named.letters.text.len())],
    };
    Matched {
        field,
        text: named.text.to_string(),
        ranges: graphemes(&named.text, &pieces),
    }
}

/// Byte ranges of a text's letters as grapheme ranges of the text.
pub fn graphemes(text: &str, pieces: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut letter = 0;
    for (at, grapheme) in text.graphemes(true).enumerate() {
        let mut lit = false;
        for c in grapheme.chars().map(fold_char).filter(|c| is_word(*c)) {
            lit |= pieces
                .iter()
                .any(|(from, to)| (*from..*to).contains(&letter));
            letter += c.len_utf8();
        }
        if !lit {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            // Blanks between two lit letters of one piece are lit with them.
            Some(last) if only_blanks(text, last.end, at) && joined(pieces, letter) => {
                last.end = at + 1;
            }
            _ => out.push(at..at + 1),
        }
    }
    out
}

fn only_blanks(text: &str, from: usize, to: usize) -> bool {
    text.graphemes(true)
        .skip(from)
        .take(to - from)
        .all(|g| !g.chars().any(is_word))
}

/// Whether the letter that ends here goes on a piece rather than beginning one.
fn joined(pieces: &[(usize, usize)], end: usize) -> bool {
    pieces
        .iter()
        .any(|(from, to)| *from + 1 < end && end <= *to)
}

/// Several matches of one text as one.
pub fn merge(mut all: Vec<Matched>) -> Vec<Matched> {
    let mut out: Vec<Matched> = Vec::new();
    all.sort_by(|a, b| a.field.cmp(&b.field).then_with(|| a.text.cmp(&b.text)));
    for one in all {
        match out.last_mut() {
            Some(last) if last.field == one.field && last.text == one.text => {
                last.ranges.extend(one.ranges);
                last.ranges = united(std::mem::take(&mut last.ranges));
            }
            _ => out.push(one),
        }
    }
    out
}

fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| r.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_graphemes_and_blanks_count() {
        assert_eq!(graphemes("EVER GIVEN", &[(4, 7)]), vec![5..8]);
        assert_eq!(graphemes("鹿特丹", &[(3, 6)]), vec![1..2]);
        assert_eq!(graphemes("MSC GÜLSÜN", &[(3, 6)]), vec![4..7]);
    }

    #[test]
    fn a_piece_over_a_blank_is_lit_in_one() {
        assert_eq!(graphemes("YM SUCCESS", &[(0, 5)]), vec![0..6]);
        assert_eq!(
            graphemes("COSCO SHIPPING UNIVERSE", &[(0, 3), (13, 16)]),
            vec![0..3, 15..18]
        );
    }

    #[test]
    fn a_letter_of_several_marks_is_one_place() {
        assert_eq!(graphemes("A\u{301}B", &[(1, 2)]), vec![1..2]);
    }
}
