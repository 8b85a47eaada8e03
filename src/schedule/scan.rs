//! The first pass: how the file is to be read.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use encoding_rs::UTF_8;

use super::context::Context;
use super::encoding::{self, Lines, Source};
use super::error::ScheduleError;
use super::grid::Row;
use super::headings::Field;
use super::layout::{self, Layout};
use super::options::ReadOptions;
use super::parting::{self, LINES};
use super::places::Places;
use super::reading::Preview;
use super::rows::Past;
use super::rows::RowReader;
use super::sections::{Finder, Section};
use super::seen::Seen;
use super::sheet::Sheet;
use super::sniff::{self, Kind};
use super::vessels::KnownVessels;
use super::workbook;
use crate::domain::{Text, TextArg};
use crate::reference::Reference;

/// The rows that the preview shows.
const SAMPLE: usize = 8;

/// A file, ready to be read.
pub(super) struct Scanned<'a> {
    pub(super) sheet: Sheet<'a>,
    pub(super) preview: Preview,
    /// The sheet's tables; the first is the file's own.
    pub(super) sections: Vec<Section>,
}

impl Scanned<'_> {
    /// A reader of its rows.
    pub(super) fn reader<'r>(
        &self,
        options: &'r ReadOptions,
        reference: &'r Reference,
        known: KnownVessels,
    ) -> Option<RowReader<'r>> {
        let mut sections: VecDeque<Section> = self.sections.iter().cloned().collect();
        let first = sections.pop_front()?;
        Some(RowReader {
            layout: first.layout,
            header_end: first.header.1,
            is_further: false,
            sections,
            options,
            reference,
            context: first.context,
            delimited: self.sheet.is_delimited(),
            report: self.sheet.is_report(),
            known,
            places: Places::new(reference),
            seen: Seen::default(),
            route: None,
            last: None,
            above: None,
            past: Past::default(),
        })
    }
}

/// Decides how a file is read.
pub(super) fn scan<'a>(
    source: &'a mut dyn Source,
    options: &ReadOptions,
    reference: &Reference,
) -> Result<Scanned<'a>, ScheduleError> {
    let scanned = look(source, options, reference)?;
    match scanned.sections.first() {
        Some(first) if first.layout.is_schedule() => Ok(scanned),
        Some(first) => Err(no_header(&first.layout)),
        None => Err(ScheduleError::no_schedule("schedule.no-header")),
    }
}

/// As [`scan`], and satisfied with a header that lacks what a schedule's needs: the operator may know
/// what its columns are called.
pub(super) fn look<'a>(
    source: &'a mut dyn Source,
    options: &ReadOptions,
    reference: &Reference,
) -> Result<Scanned<'a>, ScheduleError> {
    match sniff::kind(source)? {
        Kind::Text => text(source, options, reference),
        Kind::Workbook => book(source, options, reference),
    }
}

fn text<'a>(
    source: &'a mut dyn Source,
    options: &ReadOptions,
    reference: &Reference,
) -> Result<Scanned<'a>, ScheduleError> {
    let encoding = encoding::detect(source)?;
    let mut sample = Vec::new();
    let mut lines = Lines::new(source, encoding)?;
    while sample.len() < LINES
        && let Some(line) = lines.next()?
    {
        sample.push(line);
    }
    let (cut, head, layout) = parting::find(&sample, options, reference)?;
    let sheet = Sheet::Text {
        source,
        encoding,
        cut,
    };
    let name = if encoding == UTF_8 {
        "UTF-8"
    } else {
        encoding.name()
    };
    // encoding_rs follows the web in calling it by its predecessor's name in lower case.
    let name = if name.eq_ignore_ascii_case("gb18030") {
        "GB18030"
    } else {
        name
    };
    finish(
        sheet,
        name.to_owned(),
        None,
        head,
        layout,
        Vec::new(),
        options,
        reference,
    )
}

/// A header was found, and lacks what a schedule needs.
fn no_header(layout: &Layout) -> ScheduleError {
    let lacks = layout
        .lacks()
        .into_iter()
        .map(|field| {
            TextArg::Text(Box::new(Text {
                key: format!("schedule.field.{field}").into(),
                args: Vec::new(),
            }))
        })
        .collect::<Vec<_>>();
    if lacks.is_empty() {
        return ScheduleError::no_schedule("schedule.no-header");
    }
    ScheduleError::NoSchedule(
        Text::of("schedule.header-lacks").with_arg("fields", TextArg::List(lacks)),
    )
}

fn book<'a>(
    source: &'a mut dyn Source,
    options: &ReadOptions,
    reference: &Reference,
) -> Result<Scanned<'a>, ScheduleError> {
    let mut book = workbook::open(source)?;
    let mut best: Option<(String, Vec<Row>, Layout)> = None;
    let mut unread = Vec::new();
    for name in book.sheets.clone() {
        let mut head = Vec::new();
        book.rows(&name, &mut |row| {
            head.push(row.clone());
            if head.len() < LINES {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        let Some(layout) = layout::find(&head, options, reference) else {
            continue;
        };
        // The first sheet with a schedule is the file's; later ones are old weeks and other tables.
        match &best {
            Some((_, _, first)) if first.is_schedule() => {
                if layout.is_schedule() {
                    unread.push(Text::of("schedule.sheet-unread").with("sheet", name));
                }
            }
            _ => best = Some((name, head, layout)),
        }
    }
    match best {
        Some((name, head, layout)) => {
            let sheet = Sheet::Book {
                book: Box::new(book),
                name: name.clone(),
            };
            finish(
                sheet,
                "XLSX".to_owned(),
                Some(name),
                head,
                layout,
                unread,
                options,
                reference,
            )
        }
        None => Err(ScheduleError::no_schedule("schedule.no-header")),
    }
}

#[allow(clippy::too_many_arguments)]
fn finish<'a>(
    mut sheet: Sheet<'a>,
    encoding: String,
    name: Option<String>,
    head: Vec<Row>,
    layout: Layout,
    mut notes: Vec<Text>,
    options: &ReadOptions,
    reference: &Reference,
) -> Result<Scanned<'a>, ScheduleError> {
    let above = &head[..layout.first];
    let context = Context::read(above, name.as_deref(), &options.words, reference);
    let last = layout.first + layout.height;
    let begins = head.get(layout.first).map_or(1, |row| row.number);
    let ends = head.get(last - 1).map_or(begins, |row| row.number);
    let has_loads = layout.calls(Field::Etd).next().is_some();
    let has_calls = layout.calls(Field::Eta).next().is_some();
    notes.extend(context.notes(&|field| match field {
        Field::Pol => !layout.has(Field::Pol) && !has_loads,
        Field::Pod => !layout.has(Field::Pod) && !has_calls,
        Field::Carrier => !layout.has(Field::Carrier) && options.carrier.is_none(),
        _ => false,
    }));
    let height = u32::try_from(layout.height).unwrap_or(1);
    let mut finder = Finder::new(
        Section {
            header: (begins, ends),
            layout,
            context,
        },
        options,
        reference,
    );
    sheet.rows(&mut |row| {
        if row.number > ends {
            finder.see(row);
        }
        ControlFlow::Continue(())
    })?;
    let (sections, rows) = finder.finish();
    let preview = Preview {
        encoding,
        sheet: name,
        columns: sections
            .first()
            .map_or_else(Vec::new, |section| section.layout.columns.to_vec()),
        header: (begins, height),
        rows,
        notes,
        sample: head
            .iter()
            .skip(last)
            .filter(|row| !row.is_blank())
            .take(SAMPLE)
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| cell.text().into_owned())
                    .collect()
            })
            .collect(),
    };
    Ok(Scanned {
        sheet,
        preview,
        sections,
    })
}
