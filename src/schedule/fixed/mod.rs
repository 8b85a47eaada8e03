//! Text reports whose columns are told apart by blanks alone.

use std::ops::{ControlFlow, Range};

use super::encoding::Lines;
use super::error::ScheduleError;
use super::grid::{Cell, Row};

mod find;
mod runs;

pub(super) use find::{below, find, fits};
pub(super) use runs::is_rule;
use runs::{Run, runs};

/// Where the columns stand, in columns of the screen, in which a Chinese character takes two. Writers
/// that pad by letters put one to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    columns: Vec<Range<usize>>,
    /// The columns touch: a word belongs to the one that it begins in.
    by_start: bool,
    wide: bool,
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
        (row.cells, row.spans) = if is_rule(&line) {
            (Vec::new(), Vec::new())
        } else {
            split(&line, places)
        };
        if each(&row).is_break() {
            break;
        }
    }
    Ok(())
}

/// One line's cells, and the columns that a text without digits lies over: a group's name.
pub(super) fn split(line: &str, places: &Places) -> (Vec<Cell>, Vec<(usize, usize)>) {
    let found = runs(line, places.wide, 2);
    if let Some(cells) = in_order(&found, places) {
        return (cells, Vec::new());
    }
    let mut cells = vec![String::new(); places.columns.len()];
    let mut spans = Vec::new();
    let mut put = |column: usize, text: &str| {
        let cell = &mut cells[column];
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(text);
    };
    for run in &found {
        let touched: Vec<usize> = (0..places.columns.len())
            .filter(|at| overlap(&places.columns[*at], &run.place) > 0)
            .collect();
        let (Some(first), Some(last), true) = (touched.first(), touched.last(), touched.len() > 1)
        else {
            put(nearest(places, &run.place), run.text);
            continue;
        };
        let offset = run.place.start;
        let words = runs(run.text, places.wide, 1);
        if words.len() == 1 {
            if run.text.bytes().any(|byte| byte.is_ascii_digit()) {
                put(home(places, &run.place), run.text);
            } else {
                spans.push((*first, *last));
                put(home(places, &run.place), run.text);
            }
            continue;
        }
        for word in words {
            let place = word.place.start + offset..word.place.end + offset;
            put(home(places, &place), word.text);
        }
    }
    (cells.iter().map(|text| Cell::of(text)).collect(), spans)
}

/// A row pushed to the right by a cell that is too long: as many cells as columns, two blanks apart,
/// are the columns in their order.
fn in_order(found: &[Run<'_>], places: &Places) -> Option<Vec<Cell>> {
    if found.len() != places.columns.len() {
        return None;
    }
    let is_out_of_place = found
        .iter()
        .zip(&places.columns)
        .any(|(run, column)| overlap(&run.place, column) == 0);
    let homes: Vec<usize> = found.iter().map(|run| home(places, &run.place)).collect();
    let is_crowded = homes.windows(2).any(|pair| pair[0] == pair[1]);
    (is_out_of_place || is_crowded).then(|| found.iter().map(|run| Cell::of(run.text)).collect())
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}

/// The column of a word that lies over two: the one that it begins in where columns touch.
fn home(places: &Places, place: &Range<usize>) -> usize {
    if !places.by_start {
        return nearest(places, place);
    }
    places
        .columns
        .iter()
        .rposition(|column| column.start <= place.start)
        .unwrap_or(0)
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
