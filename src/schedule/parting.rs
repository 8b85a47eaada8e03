//! How a text's cells are parted: by a sign, or by the places that they stand in.

use std::ops::ControlFlow;

use encoding_rs::UTF_8;

use super::encoding::Lines;
use super::error::ScheduleError;
use super::grid::Row;
use super::layout::{self, Layout};
use super::options::ReadOptions;
use super::sheet::Cut;
use super::{delimited, fixed};
use crate::reference::Reference;

/// The lines that tell it.
pub(super) const LINES: usize = 300;

/// Tries every way to part the cells and keeps the one that finds the best header. A way that the lines
/// below bear out outweighs one that finds more in the header: `SI Cut-off` in two would be two.
pub(super) fn find(
    sample: &[String],
    options: &ReadOptions,
    reference: &Reference,
) -> Result<(Cut, Vec<Row>, Layout), ScheduleError> {
    let mut best: Option<(Cut, Vec<Row>, Layout)> = None;
    let mut most = (false, false, 0);
    let mut consider = |cut: Cut, head: Vec<Row>, is_borne_out: bool| {
        if let Some(layout) = layout::find(&head, options, reference) {
            let is_borne_out = is_borne_out && !layout.runs_together(&options.words);
            let rank = (layout.is_schedule(), is_borne_out, layout.score);
            if best.is_none() || rank > most {
                most = rank;
                best = Some((cut, head, layout));
            }
        }
    };
    let text = sample.join("\n");
    for delimiter in delimited::DELIMITERS {
        if !delimited::is_in(&text, delimiter) {
            continue;
        }
        let mut bytes = std::io::Cursor::new(text.as_bytes());
        let mut lines = Lines::new(&mut bytes, UTF_8)?;
        let mut head = Vec::new();
        delimited::rows(&mut lines, delimiter, &mut |row| {
            head.push(row.clone());
            ControlFlow::Continue(())
        })?;
        consider(Cut::By(delimiter), head, true);
    }
    let rows = |places: &fixed::Places| -> Vec<Row> {
        sample
            .iter()
            .zip(1..)
            .map(|(line, number)| {
                let (cells, spans) = if fixed::is_rule(line) {
                    (Vec::new(), Vec::new())
                } else {
                    fixed::split(line, places)
                };
                Row {
                    number,
                    cells,
                    spans,
                    ..Row::default()
                }
            })
            .collect()
    };
    let heads = heads(sample, options);
    let joins = |text: &str| options.words.is_one(text);
    for gap in [2, 1] {
        for wide in [true, false] {
            for head in &heads {
                if let Some(places) = fixed::below(sample, head.clone(), wide, gap, &joins) {
                    let fits = gap == 2 && fixed::fits(&sample[head.end..], &places);
                    consider(Cut::At(places.clone()), rows(&places), fits);
                }
            }
        }
    }
    for wide in [true, false] {
        if let Some(places) = fixed::find(sample, wide) {
            consider(Cut::At(places.clone()), rows(&places), false);
        }
    }
    match best {
        Some(found) => Ok(found),
        None => Err(ScheduleError::no_schedule("schedule.no-header")),
    }
}

/// The lines that may be a report's header, alone and with those beside them: each names three columns
/// or more. The first one's are tried.
fn heads(sample: &[String], options: &ReadOptions) -> Vec<std::ops::Range<usize>> {
    let has_digits =
        |line: &str| line.bytes().filter(u8::is_ascii_digit).count() >= 3 || fixed::is_rule(line);
    let parts = |line: &str, blanks: &str| {
        line.split(blanks)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .filter(|part| !options.words.read(part).fields.is_empty())
            .count()
    };
    // Where one blank parts the heads, each word is looked at.
    let names = |line: &str| parts(line, "  ").max(parts(line, " "));
    let may_join = |at: usize| {
        sample.get(at).is_some_and(|line| {
            !line.trim().is_empty() && !has_digits(line) && !line.contains([':', '：'])
        })
    };
    let mut heads = Vec::new();
    for (at, line) in sample.iter().enumerate().take(layout::HEAD) {
        if has_digits(line) || names(line) < 3 {
            continue;
        }
        let above = at.checked_sub(1).is_some_and(may_join);
        let below = may_join(at + 1);
        if above && below {
            heads.push(at - 1..at + 2);
        }
        if above {
            heads.push(at - 1..at + 1);
        }
        if below {
            heads.push(at..at + 2);
        }
        heads.push(at..at + 1);
        if heads.len() >= 8 {
            break;
        }
    }
    heads
}
