//! Text reports whose columns are told apart by blanks alone.

use std::ops::{ControlFlow, Range};

use unicode_width::UnicodeWidthChar;

use super::encoding::Lines;
use super::error::ScheduleError;
use super::grid::{Cell, Row};

/// Where the columns stand, in columns of the screen, in which a Chinese character takes two. Writers
/// that pad by letters put one to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    columns: Vec<Range<usize>>,
    wide: bool,
}

/// A run of text in a line: its place and its letters.
struct Run<'a> {
    place: Range<usize>,
    text: &'a str,
}

/// Finds the columns of a report from its first lines.
pub(super) fn find(sample: &[String], wide: bool) -> Option<Places> {
    let ruled = sample
        .iter()
        .filter(|line| is_rule(line))
        .map(|line| runs(line, wide, 1))
        .find(|runs| runs.len() >= 3);
    if let Some(runs) = ruled {
        return Some(Places {
            columns: runs.into_iter().map(|run| run.place).collect(),
            wide,
        });
    }
    let table: Vec<Vec<Run<'_>>> = sample
        .iter()
        .filter(|line| line.bytes().any(|byte| byte.is_ascii_digit()))
        .map(|line| runs(line, wide, 2))
        .filter(|runs| runs.len() >= 3)
        .collect();
    if table.is_empty() {
        return None;
    }
    let width = table
        .iter()
        .flatten()
        .map(|run| run.place.end)
        .max()
        .unwrap_or(0);
    let mut filled = vec![0usize; width + 1];
    for run in table.iter().flatten() {
        for place in run.place.clone() {
            filled[place] += 1;
        }
    }
    // One line in fifty may be out of line.
    let stray = table.len() / 50;
    let mut columns: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (place, count) in filled.iter().enumerate() {
        match (start, *count > stray) {
            (None, true) => start = Some(place),
            (Some(from), false) => {
                columns.push(from..place);
                start = None;
            }
            _ => {}
        }
    }
    (columns.len() >= 3).then_some(Places { columns, wide })
}

/// Gives every line as a row.
pub(super) fn rows(
    lines: &mut Lines<'_>,
    places: &Places,
    each: &mut dyn FnMut(&Row) -> ControlFlow<()>,
) -> Result<(), ScheduleError> {
    let mut row = Row::default();
    while let Some(line) = lines.next()? {
        row.number = row.number.saturating_add(1);
        row.cells = if is_rule(&line) {
            Vec::new()
        } else {
            split(&line, places)
        };
        if each(&row).is_break() {
            break;
        }
    }
    Ok(())
}

/// One line's cells.
pub(super) fn split(line: &str, places: &Places) -> Vec<Cell> {
    let mut cells = vec![String::new(); places.columns.len()];
    let mut put = |column: usize, text: &str| {
        let cell = &mut cells[column];
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(text);
    };
    for run in runs(line, places.wide, 2) {
        let touched = places
            .columns
            .iter()
            .filter(|column| overlap(column, &run.place) > 0)
            .count();
        if touched <= 1 {
            put(nearest(places, &run.place), run.text);
        } else {
            let offset = run.place.start;
            for word in runs(run.text, places.wide, 1) {
                let place = word.place.start + offset..word.place.end + offset;
                put(nearest(places, &place), word.text);
            }
        }
    }
    cells.iter().map(|text| Cell::of(text)).collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}

/// The column that a run lies in most, else the closest.
fn nearest(places: &Places, run: &Range<usize>) -> usize {
    let apart = |column: &Range<usize>| {
        run.start.saturating_sub(column.end) + column.start.saturating_sub(run.end)
    };
    places
        .columns
        .iter()
        .enumerate()
        .max_by_key(|(_, column)| (overlap(column, run), std::cmp::Reverse(apart(column))))
        .map_or(0, |(place, _)| place)
}

/// A line of dashes.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5
        && line
            .chars()
            .all(|letter| "-=+_|* \t─━═┼│├┤┌┐└┘".contains(letter))
}

/// The runs of a line that `gap` blanks or more keep apart.
fn runs(line: &str, wide: bool, gap: usize) -> Vec<Run<'_>> {
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
