//! Where a report's columns stand.

use std::ops::Range;

use super::runs::{Run, is_rule, runs};
use super::{Places, overlap};

/// The most words that a head has.
const LONGEST_HEAD: usize = 5;

/// The columns below a header of some lines: each head is one, whether anything stands below it or
/// not. Between two heads a column begins behind the place that is blank in most lines, the last of
/// those. `joins` tells of words that one blank parts whether they are one head.
pub(in crate::schedule) fn below(
    sample: &[String],
    header: Range<usize>,
    wide: bool,
    gap: usize,
    joins: &dyn Fn(&str) -> bool,
) -> Option<Places> {
    let lines: Vec<Vec<Run<'_>>> = sample
        .get(header.clone())?
        .iter()
        .map(|line| joined(line, runs(line, wide, gap), joins))
        .collect();
    let base = lines
        .iter()
        .enumerate()
        .max_by_key(|(at, runs)| (runs.len(), *at))?
        .0;
    let mut heads: Vec<Range<usize>> = lines[base].iter().map(|run| run.place.clone()).collect();
    for (_, others) in lines.iter().enumerate().filter(|(at, _)| *at != base) {
        for other in others {
            let mut touched: Vec<usize> = (0..heads.len())
                .filter(|at| overlap(&heads[*at], &other.place) > 0)
                .collect();
            match (touched.pop(), touched.pop()) {
                (None, _) => heads.push(other.place.clone()),
                (Some(only), None) => {
                    let head = &mut heads[only];
                    *head = head.start.min(other.place.start)..head.end.max(other.place.end);
                }
                // It lies over several: a group's name.
                _ => {}
            }
        }
    }
    heads.sort_by_key(|head| head.start);
    if heads.len() < 3 {
        return None;
    }
    let data = self::data(&sample[header.end..], wide, 1);
    let apart = self::data(&sample[header.end..], wide, 2);
    // A blank between words counts, one between cells that stand apart counts twice as much.
    let blank = |place: usize| {
        let free = |lines: &[Vec<Run<'_>>]| {
            lines
                .iter()
                .filter(|runs| !runs.iter().any(|run| run.place.contains(&place)))
                .count()
        };
        free(&data) + 2 * free(&apart)
    };
    let mut starts = vec![0];
    for pair in heads.windows(2) {
        let gap = pair[0].end.min(pair[1].start)..pair[1].start;
        let best = gap
            .clone()
            .max_by_key(|place| (blank(*place), *place))
            .unwrap_or(gap.start);
        starts.push(best + 1);
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([usize::MAX]).collect();
    Some(Places {
        columns: starts
            .into_iter()
            .zip(ends)
            .map(|(start, end)| start..end)
            .collect(),
        by_start: true,
        wide,
    })
}

/// A header's runs, those that are one head joined: as many as there are.
fn joined<'a>(line: &'a str, runs: Vec<Run<'a>>, joins: &dyn Fn(&str) -> bool) -> Vec<Run<'a>> {
    let mut heads: Vec<Run<'a>> = Vec::with_capacity(runs.len());
    let mut rest = runs.as_slice();
    while let [first, others @ ..] = rest {
        let start = first.text.as_ptr() as usize - line.as_ptr() as usize;
        let text = |last: &Run<'a>| {
            let end = last.text.as_ptr() as usize - line.as_ptr() as usize + last.text.len();
            &line[start..end]
        };
        let more = (1..=others.len().min(LONGEST_HEAD - 1))
            .rev()
            .find(|more| {
                let head = text(&others[more - 1]);
                !head.contains("  ") && joins(head)
            })
            .unwrap_or(0);
        let last = if more == 0 { first } else { &others[more - 1] };
        heads.push(Run {
            place: first.place.start..last.place.end,
            text: text(last),
        });
        rest = &others[more..];
    }
    heads
}

/// The lines below a header that hold data, in runs that so many blanks keep apart.
fn data(below: &[String], wide: bool, gap: usize) -> Vec<Vec<Run<'_>>> {
    below
        .iter()
        .filter(|line| !is_rule(line) && line.bytes().filter(u8::is_ascii_digit).count() >= 4)
        .map(|line| runs(line, wide, gap))
        .filter(|runs| runs.len() >= 3)
        .collect()
}

/// Whether what two blanks keep apart in the lines below a header stands in its columns, each in one of
/// its own: then two blanks part the heads, too, and a single one is inside a head. One line in five may
/// be out of place.
pub(in crate::schedule) fn fits(below: &[String], places: &Places) -> bool {
    let data = data(below, places.wide, 2);
    let fit = data.iter().filter(|runs| is_in_place(runs, places)).count();
    !data.is_empty() && fit * 5 >= data.len() * 4
}

fn is_in_place(runs: &[Run<'_>], places: &Places) -> bool {
    let mut free = 0;
    runs.iter().all(|run| {
        let mut touched =
            (0..places.columns.len()).filter(|at| overlap(&places.columns[*at], &run.place) > 0);
        let column = touched
            .next()
            .filter(|at| *at >= free && touched.next().is_none());
        free = column.map_or(free, |at| at + 1);
        column.is_some()
    })
}

/// Finds the columns of a report from its first lines.
pub(in crate::schedule) fn find(sample: &[String], wide: bool) -> Option<Places> {
    let ruled = sample
        .iter()
        .filter(|line| is_rule(line))
        .map(|line| runs(line, wide, 1))
        .find(|runs| runs.len() >= 3);
    if let Some(runs) = ruled {
        return Some(Places {
            columns: runs.into_iter().map(|run| run.place).collect(),
            by_start: false,
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
    (columns.len() >= 3).then_some(Places {
        columns,
        by_start: false,
        wide,
    })
}
