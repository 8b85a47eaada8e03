//! Schedule files in: encodings, shapes, headers, dates; every row accounted for.
//!
//! A file is read twice. The first pass decides how: what kind of file it is (`sniff`), its
//! encoding, what parts its cells, where its header stands and what its columns hold, and in each
//! column of dates whether the day or the month comes first. The second pass reads row after row and
//! hands them on in chunks, so that memory does not grow with the file.
//!
//! Nothing is guessed: a row that can be read in two ways is rejected, with the cell and the reason.

mod carriers;
mod context;
mod dates;
mod delimited;
mod difference;
mod encoding;
mod error;
mod fixed;
mod grid;
mod headings;
mod layout;
mod options;
mod parting;
mod places;
mod plain;
mod reading;
mod rows;
mod scan;
mod sections;
mod seen;
mod sheet;
mod sniff;
mod spill;
mod titles;
mod vessels;
mod workbook;

use std::ops::ControlFlow;

pub use dates::order::Order;
pub use difference::{Difference, Moved, Part, difference, merged};
pub use encoding::Source;
pub use error::ScheduleError;
pub use headings::Field;
pub use layout::Column;
pub use options::{ColumnChoice, ColumnMapping, ReadOptions};
pub use reading::{
    CHUNK_ROWS, Conflict, ConflictReport, Fate, Preview, ReadRow, Reading, Remark, RowReport,
};
pub use spill::nameless;
pub use vessels::KnownVessels;

use crate::reference::Reference;

/// How a file would be read, before any row goes in. A header that lacks the vessel's or the
/// departure's column is shown, too: the operator may know what its columns are called.
pub fn preview(
    source: &mut dyn Source,
    options: &ReadOptions,
    reference: &Reference,
) -> Result<Preview, ScheduleError> {
    let options = &options.worded(reference);
    scan::look(source, options, reference).map(|scanned| scanned.preview)
}

/// Reads a file: `each` gets its data rows in order, at most [`CHUNK_ROWS`] at once, and may stop the
/// reading ([`ScheduleError::Cancelled`]). `known` are the vessels of the stored schedule.
///
/// An error before the first chunk leaves nothing to undo; only a disk that fails, or a workbook that
/// is broken further down, ends a file after one.
pub fn read(
    source: &mut dyn Source,
    options: &ReadOptions,
    reference: &Reference,
    known: KnownVessels,
    each: &mut dyn FnMut(Vec<ReadRow>) -> ControlFlow<()>,
) -> Result<Reading, ScheduleError> {
    let options = &options.worded(reference);
    let mut scanned = scan::scan(source, options, reference)?;
    let mut reading = Reading {
        preview: scanned.preview.clone(),
        rows: 0,
        taken: 0,
        merged: 0,
        rejected: 0,
        held: 0,
    };
    let Some(mut reader) = scanned.reader(options, reference, known) else {
        return Ok(reading);
    };
    let (mut chunk, mut stopped, mut failed) = (Vec::new(), false, None);
    scanned.sheet.rows(&mut |row| {
        let read = match reader.read(row) {
            Ok(Some(read)) => read,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        };
        reading.rows += 1;
        match &read.fate {
            Fate::Taken(_) => reading.taken += 1,
            Fate::Merged { .. } => reading.merged += 1,
            Fate::Rejected(_) => reading.rejected += 1,
            Fate::Held(_) => reading.held += 1,
        }
        chunk.push(read);
        if chunk.len() >= CHUNK_ROWS && each(std::mem::take(&mut chunk)).is_break() {
            stopped = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    if !stopped && !chunk.is_empty() {
        stopped = each(chunk).is_break();
    }
    if stopped {
        return Err(ScheduleError::Cancelled);
    }
    if reading.rows == 0 {
        return Err(ScheduleError::no_schedule("schedule.no-rows"));
    }
    Ok(reading)
}
