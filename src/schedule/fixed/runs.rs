//! The runs of text in a line.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// A run of text in a line: its place and its letters.
pub(super) struct Run<'a> {
    pub(super) place: Range<usize>,
    pub(super) text: &'a str,
}

/// A line of dashes.
pub(in crate::schedule) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5
        && line
            .chars()
            .all(|letter| "-=+_|* \t─━═┼│├┤┌┐└┘".contains(letter))
}

/// The runs of a line that `gap` blanks or more keep apart.
pub(super) fn runs(line: &str, wide: bool, gap: usize) -> Vec<Run<'_>> {
    let mut found: Vec<Run<'_>> = Vec::new();
    let (mut place, mut blanks) = (0, gap);
    let mut open: Option<(usize, usize)> = None;
    let mut end = (0, 0);
    for (at, letter) in line.char_indices() {
        let width = match letter {
            '\t' => 8 - place % 8,
            _ if wide => letter.width().unwrap_or(0),
            _ => 1,
        };
        if letter.is_whitespace() {
            blanks += width;
            if blanks >= gap
                && let Some((from, start)) = open.take()
            {
                found.push(Run {
                    place: start..end.1,
                    text: &line[from..end.0],
                });
            }
        } else {
            blanks = 0;
            open.get_or_insert((at, place));
            end = (at + letter.len_utf8(), place + width.max(1));
        }
        place += width;
    }
    if let Some((from, start)) = open {
        found.push(Run {
            place: start..end.1,
            text: &line[from..end.0],
        });
    }
    found
}
