//! Lines into records: commas, tabs, semicolons, strokes; quoted cells with line breaks in them.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::encoding::Lines;
use super::error::ScheduleError;
use super::grid::{Cell, Row};

/// The signs that stand between cells.
pub(super) const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Strokes that tables are drawn with: each stands between cells as `|` does.
const DRAWN: &[char] = &[
    '│', '┃', '║', '｜', '├', '┼', '┤', '┌', '┬', '┐', '└', '┴', '┘',
];
/// How many lines a quoted cell may span. A quote open for longer is a letter.
const MOST_LINES: usize = 30;

/// Whether a delimiter stands in a text.
pub(super) fn is_in(text: &str, delimiter: u8) -> bool {
    text.as_bytes().contains(&delimiter) || (delimiter == b'|' && text.contains(DRAWN))
}

/// Gives every record, blank ones too, numbered as a spreadsheet would number it.
pub(super) fn rows(
    lines: &mut Lines<'_>,
    delimiter: u8,
    each: &mut dyn FnMut(&Row) -> ControlFlow<()>,
) -> Result<(), ScheduleError> {
    let mut waiting: VecDeque<String> = VecDeque::new();
    let mut splitter = Splitter::new(delimiter);
    let mut row = Row::default();
    loop {
        let Some(mut record) = next(&mut waiting, lines)? else {
            return Ok(());
        };
        row.number = row.number.saturating_add(1);
        row.torn = false;
        if delimiter == b'|' && record.contains(DRAWN) {
            record = record.replace(DRAWN, "|");
        }
        if is_open(&record, delimiter) {
            let mut taken = Vec::new();
            let mut whole = record.clone();
            loop {
                let Some(line) = (if taken.len() < MOST_LINES {
                    next(&mut waiting, lines)?
                } else {
                    None
                }) else {
                    row.torn = true;
                    break;
                };
                whole.push('\n');
                whole.push_str(&line);
                taken.push(line);
                if !is_open(&whole, delimiter) {
                    break;
                }
            }
            if row.torn {
                for line in taken.into_iter().rev() {
                    waiting.push_front(line);
                }
            } else {
                record = whole;
            }
        }
        splitter.split(&record, row.torn, &mut row.cells);
        if each(&row).is_break() {
            return Ok(());
        }
    }
}

fn next(
    waiting: &mut VecDeque<String>,
    lines: &mut Lines<'_>,
) -> Result<Option<String>, ScheduleError> {
    match waiting.pop_front() {
        Some(line) => Ok(Some(line)),
        None => lines.next(),
    }
}

/// Whether a record ends inside quotes.
fn is_open(record: &str, delimiter: u8) -> bool {
    if !record.contains('"') {
        return false;
    }
    let (mut inside, mut at_start, mut after_quote) = (false, true, false);
    for byte in record.bytes() {
        if inside {
            inside = byte != b'"';
            after_quote = !inside;
        } else {
            if byte == b'"' && (at_start || after_quote) {
                inside = true;
            }
            after_quote = false;
        }
        at_start = !inside && byte == delimiter;
    }
    inside
}

/// Splits one record. Output buffers are kept from record to record.
struct Splitter {
    delimiter: u8,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Splitter {
    fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            text: vec![0; 4096],
            ends: vec![0; 64],
        }
    }

    fn split(&mut self, record: &str, literally: bool, cells: &mut Vec<Cell>) {
        cells.clear();
        if record.trim().is_empty() {
            return;
        }
        let mut reader: Reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(!literally)
            .build();
        // A record never yields more text than it has, nor more cells than delimiters and one.
        self.text.resize(self.text.len().max(record.len() + 1), 0);
        let most = record
            .bytes()
            .filter(|byte| *byte == self.delimiter)
            .count()
            + 2;
        self.ends.resize(self.ends.len().max(most), 0);
        let (mut input, mut written, mut ended) = (record.as_bytes(), 0, 0);
        loop {
            let (result, read, wrote, ends) =
                reader.read_record(input, &mut self.text[written..], &mut self.ends[ended..]);
            input = &input[read..];
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty if ended < self.ends.len() => {}
                _ => break,
            }
        }
        let mut start = 0;
        for &end in &self.ends[..ended] {
            let bytes = self.text.get(start..end).unwrap_or_default();
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            let text = if literally {
                text.trim_matches('"')
            } else {
                text
            };
            cells.push(Cell::of(unwrapped(text)));
            start = end;
        }
    }
}

/// A cell without what Excel and its users put around a text to keep it one: `="046W"`, `'046W`.
fn unwrapped(text: &str) -> &str {
    let trimmed = text.trim();
    if let Some(inner) = trimmed
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return inner;
    }
    match trimmed.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()) => rest,
        _ => text,
    }
}
