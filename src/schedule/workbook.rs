//! Excel workbooks: cells as they come, merged ones filled downwards, hidden rows read.

use std::collections::HashMap;
use std::io::{BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, open_workbook_from_rs};
use chrono::NaiveTime;

use super::encoding::Source;
use super::error::ScheduleError;
use super::grid::{Cell, Row};
use crate::domain::Text;

/// The most that a workbook may hold when unpacked. A full sheet of a million rows is less; an
/// archive made to burst is more.
const MOST_UNPACKED: u64 = 1 << 30;
/// The columns that are read: no schedule is as wide.
const MOST_COLUMNS: usize = 400;

/// A workbook opened for reading.
pub(super) struct Book<'a> {
    xlsx: Xlsx<BufReader<&'a mut dyn Source>>,
    /// Its worksheets in order.
    pub(super) sheets: Vec<String>,
    merged: HashMap<String, Vec<Merged>>,
}

/// A merged area: rows and columns from 0, both ends within.
#[derive(Debug, Clone, Copy)]
struct Merged {
    rows: (u32, u32),
    columns: (usize, usize),
}

/// Opens a workbook, or says why it is none.
pub(super) fn open(source: &mut dyn Source) -> Result<Book<'_>, ScheduleError> {
    measure(source)?;
    source.seek(SeekFrom::Start(0))?;
    let xlsx: Xlsx<_> = open_workbook_from_rs(BufReader::new(source)).map_err(broken)?;
    // Sheets that nobody sees come last: they are old weeks and lists for drop-downs.
    let (seen, hidden): (Vec<_>, Vec<_>) = xlsx
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .partition(|sheet| sheet.visible == SheetVisible::Visible);
    let sheets = seen
        .into_iter()
        .chain(hidden)
        .map(|sheet| sheet.name.clone())
        .collect();
    Ok(Book {
        xlsx,
        sheets,
        merged: HashMap::new(),
    })
}

#[allow(clippy::needless_pass_by_value)] // As `map_err` hands it over.
fn broken(error: calamine::XlsxError) -> ScheduleError {
    match error {
        calamine::XlsxError::Password => ScheduleError::unreadable("schedule.is-locked"),
        other => {
            ScheduleError::Unreadable(Text::of("schedule.broken-workbook").with("error", other))
        }
    }
}

/// Unpacks into nothing once, so that an archive that bursts is refused before it is read.
fn measure(source: &mut dyn Source) -> Result<(), ScheduleError> {
    source.seek(SeekFrom::Start(0))?;
    let damaged = |error: &dyn std::fmt::Display| {
        ScheduleError::Unreadable(Text::of("schedule.broken-workbook").with("error", error))
    };
    let mut archive = zip::ZipArchive::new(source).map_err(|error| damaged(&error))?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    if !names
        .iter()
        .any(|name| name.to_ascii_lowercase().ends_with("workbook.xml"))
    {
        let is_document = names
            .iter()
            .any(|name| name.starts_with("word/") || name.starts_with("ppt/"));
        let is_binary = names.iter().any(|name| name.ends_with("workbook.bin"));
        return Err(ScheduleError::unreadable(match (is_document, is_binary) {
            (true, _) => "schedule.is-document",
            (_, true) => "schedule.is-binary-workbook",
            _ => "schedule.is-archive",
        }));
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|error| damaged(&error))?;
        let size = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|error| damaged(&error))?;
        left = left
            .checked_sub(size)
            .ok_or_else(|| ScheduleError::unreadable("schedule.bursts"))?;
    }
    Ok(())
}

impl Book<'_> {
    /// Gives the rows of a sheet, blank ones left out. A merged cell's value stands in each row it
    /// covers, in its first column; sideways it is told by `Row::spans`.
    pub(super) fn rows(
        &mut self,
        sheet: &str,
        each: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), ScheduleError> {
        if !self.merged.contains_key(sheet) {
            let merged = self.merged_of(sheet)?;
            self.merged.insert(sheet.to_owned(), merged);
        }
        let merged = &self.merged[sheet];
        let mut starts: HashMap<(u32, usize), Merged> = HashMap::new();
        let mut spans: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
        for area in merged {
            starts.insert((area.rows.0, area.columns.0), *area);
            if area.columns.1 > area.columns.0 {
                spans.entry(area.rows.0).or_default().push(area.columns);
            }
        }
        let mut reader = self.xlsx.worksheet_cells_reader(sheet).map_err(broken)?;
        let mut row = Row::default();
        let mut open: Vec<(Merged, Cell)> = Vec::new();
        let mut at: Option<u32> = None;
        let finish = |at: u32,
                      row: &mut Row,
                      open: &mut Vec<(Merged, Cell)>,
                      each: &mut dyn FnMut(&Row) -> ControlFlow<()>| {
            row.number = at + 1;
            open.retain(|(area, _)| area.rows.1 >= at);
            for (area, value) in open.iter() {
                put(row, area.columns.0, || value.clone());
            }
            for (column, cell) in row.cells.iter().enumerate() {
                if let Some(area) = starts.get(&(at, column))
                    && area.rows.1 > area.rows.0
                    && !cell.is_blank()
                {
                    open.push((*area, cell.clone()));
                }
            }
            row.spans = spans.get(&at).cloned().unwrap_or_default();
            let flow = each(row);
            row.cells.clear();
            flow
        };
        while let Some(cell) = reader.next_cell().map_err(broken)? {
            let (number, column) = cell.get_position();
            let column = column as usize;
            if let Some(before) = at.filter(|before| *before != number)
                && finish(before, &mut row, &mut open, each).is_break()
            {
                return Ok(());
            }
            at = Some(number);
            if column < MOST_COLUMNS {
                let value = value(cell.get_value());
                put(&mut row, column, || value);
            }
        }
        if let Some(last) = at {
            let _ = finish(last, &mut row, &mut open, each);
        }
        Ok(())
    }

    fn merged_of(&mut self, sheet: &str) -> Result<Vec<Merged>, ScheduleError> {
        let areas = self.xlsx.merge_cells_by_sheet_name(sheet).map_err(broken)?;
        Ok(areas
            .into_iter()
            .map(|area| Merged {
                rows: (area.start.0, area.end.0),
                columns: (area.start.1 as usize, area.end.1 as usize),
            })
            .collect())
    }
}

/// Puts a value into a blank cell.
fn put(row: &mut Row, column: usize, value: impl FnOnce() -> Cell) {
    if column >= MOST_COLUMNS {
        return;
    }
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::Blank);
    }
    if row.cells[column].is_blank() {
        row.cells[column] = value();
    }
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Blank,
        DataRef::String(text) => Cell::of(text),
        DataRef::SharedString(text) => Cell::of(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::of(text),
        #[allow(clippy::cast_precision_loss)] // A cell's number is a double anyway.
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(truth) => Cell::of(if *truth { "TRUE" } else { "FALSE" }),
        DataRef::Error(error) => Cell::of(&error.to_string()),
        DataRef::DateTime(moment) => {
            let number = moment.as_f64();
            match moment.as_datetime() {
                Some(at) if number < 1.0 && moment.is_datetime() => Cell::Hour(at.time()),
                // Held to the minute: a serial number of 12:00 may be a hair before noon.
                Some(at) if moment.is_datetime() => {
                    let at = (at + chrono::TimeDelta::seconds(30)).with_second_zero();
                    Cell::Moment {
                        at,
                        hour: at.time() != NaiveTime::MIN,
                    }
                }
                _ => Cell::Number(number),
            }
        }
    }
}

/// A moment cut to its minute.
trait ToTheMinute {
    fn with_second_zero(self) -> Self;
}

impl ToTheMinute for chrono::NaiveDateTime {
    fn with_second_zero(self) -> Self {
        use chrono::Timelike;
        self.with_second(0)
            .and_then(|at| at.with_nanosecond(0))
            .unwrap_or(self)
    }
}
