//! One row, or some joined, read as a header.

use super::super::grid::{Cell, Row};
use super::super::headings::{Field, Heading, comparable};
use super::super::options::ReadOptions;
use super::super::places;
use super::super::plain;
use super::exact::settle_exact;
use super::settle::{settle_calls, settle_positions, settle_weak};
use super::{Column, Layout};
use crate::reference::Reference;

/// Words that a heading's further rows hold and that name no column by themselves: units, and the
/// rest of “Vessel name”, “Voyage number”, “Port of discharge”.
const FILLERS: &[&str] = &[
    "MM",
    "DD",
    "YY",
    "YYYY",
    "HH",
    "LT",
    "D",
    "M",
    "H",
    "HHMM",
    "MMDD",
    "YYYYMMDD",
    "NAME",
    "NUMBER",
    "NO",
    "NR",
    "NUM",
    "CODE",
    "DATE",
    "TIME",
    "DAY",
    "DAYS",
    "HRS",
    "HOURS",
    "HOUR",
    "LOCAL",
    "OF",
    "AND",
    "PORT",
    "EST",
    "CUT",
    "OFF",
    "CUTOFF",
    "CLOSING",
    "CLOSE",
    "DEADLINE",
    "PROFORMA",
    "ACTUAL",
    "PLANNED",
    "ESTIMATED",
    "REVISED",
    "ORIGINAL",
    "LATEST",
    "DG",
    "DRY",
    "REEFER",
    "RF",
    "计划",
    "实际",
    "预计",
    "天",
    "日期",
    "时间",
    "名称",
    "名",
    "代码",
    "号",
    "编号",
    "港口",
    "港",
    "截止",
    "月",
    "日",
    "月日",
];

/// Whether a row belongs to the header above it: it names columns or ports, and holds no data.
pub(super) fn is_next_row(
    above: &[Row],
    row: &Row,
    options: &ReadOptions,
    reference: &Reference,
) -> bool {
    if above.iter().chain([row]).any(holds_data) {
        return false;
    }
    let over = whole(above, options);
    if !over.filled().any(|(place, cell)| {
        is_of_header(&cell.text(), &row.cell(place).text(), options, reference)
    }) {
        // A title directly above the header is no part of it.
        return false;
    }
    let (mut names, mut others) = (0, 0);
    for (place, cell) in row.filled() {
        let text = cell.text();
        let upper = over.cell(place).text();
        let upper = if upper.is_empty() {
            group_over(&over, row, place, options).unwrap_or_default()
        } else {
            upper.into_owned()
        };
        let above = options.words.read(&upper);
        let heading = options.words.read(&text);
        let both = options.words.read(&format!("{upper} {text}"));
        let explained = !heading.fields.is_empty()
            || is_filler(&text)
            || (!both.fields.is_empty() && both.rest.is_empty())
            || comparable(&upper) == comparable(&text);
        let names_ship = [Field::Vessel, Field::Voyage, Field::Carrier];
        if !explained && above.fields.iter().any(|field| names_ship.contains(field)) {
            return false;
        }
        if explained || is_port(&heading.rest, reference) {
            names += 1;
        } else {
            others += 1;
        }
    }
    names > 0 && names >= others * 3
}

/// Whether a cell names a column or a port, alone or with the one below it.
fn is_of_header(upper: &str, lower: &str, options: &ReadOptions, reference: &Reference) -> bool {
    let alone = options.words.read(upper);
    let both = options.words.read(&format!("{upper} {lower}"));
    !alone.fields.is_empty()
        || is_filler(upper)
        || is_port(&alone.rest, reference)
        || (!both.fields.is_empty() && both.rest.is_empty())
}

/// Whether a row holds what no heading does: numbers, dates, long texts.
fn holds_data(row: &Row) -> bool {
    row.filled().any(|(_, cell)| {
        let text = cell.text();
        !matches!(cell, Cell::Text(_))
            || text.chars().filter(char::is_ascii_digit).count() >= 3
            || text.chars().count() > 40
            || text
                .trim_end()
                .trim_end_matches([':', '：'])
                .contains([':', '：'])
    })
}

fn is_filler(text: &str) -> bool {
    let text = comparable(text);
    !text.is_empty() && text.split(' ').all(|word| FILLERS.contains(&word))
}

fn is_port(text: &str, reference: &Reference) -> bool {
    !text.is_empty()
        && (reference.port(text).is_some() || places::by_three_letters(text, reference).is_some())
}

/// Reads one row, or some joined, as a header.
pub(super) fn header(band: &[Row], options: &ReadOptions, reference: &Reference) -> Option<Layout> {
    let whole = whole(band, options);
    let mut columns = Vec::new();
    let mut readings: Vec<Heading> = Vec::new();
    for (place, cell) in whole.cells.iter().enumerate() {
        let heading = cell.text().into_owned();
        let choice = options
            .mapping
            .as_ref()
            .and_then(|mapping| mapping.for_heading(&heading));
        let reading = match choice {
            Some(choice) => Heading {
                fields: choice.fields.clone(),
                strong: true,
                exact: true,
                ..Heading::default()
            },
            None => options.words.read(&heading),
        };
        columns.push(Column {
            place: u32::try_from(place).unwrap_or(u32::MAX),
            heading,
            fields: reading.fields.clone(),
            port: None,
            order: choice.and_then(|choice| choice.order),
        });
        readings.push(reading);
    }
    settle_weak(&mut columns, &readings);
    settle_exact(&mut columns, &readings, reference);
    settle_calls(&mut columns, &readings, reference);
    settle_positions(&mut columns);
    let found: std::collections::BTreeSet<Field> = columns
        .iter()
        .flat_map(|column| column.fields.iter().copied())
        .filter(|field| *field != Field::Ignore)
        .collect();
    let calls = columns
        .iter()
        .filter(|column| column.port.is_some())
        .count();
    let score = u32::try_from(found.len() * 2 + calls).unwrap_or(u32::MAX);
    (found.len() >= 2).then(|| Layout {
        first: 0,
        whole: true,
        is_clean: !band.iter().any(holds_data),
        height: band.len(),
        cells: band
            .iter()
            .flat_map(Row::filled)
            .map(|(place, cell)| (place, comparable(&cell.text())))
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        columns: columns.into(),
        score,
    })
}

/// A header's rows joined into one.
fn whole(band: &[Row], options: &ReadOptions) -> Row {
    let Some((first, rest)) = band.split_first() else {
        return Row::default();
    };
    let mut whole = first.clone();
    for cell in &mut whole.cells {
        *cell = Cell::of(&plain::one_line(&cell.text()));
    }
    for row in rest {
        let width = whole.cells.len().max(row.cells.len());
        let cells = (0..width)
            .map(|place| Cell::of(&joined(&whole, row, place, options)))
            .collect();
        whole.cells = cells;
        whole.spans.extend(row.spans.iter().copied());
    }
    whole
}

/// Whether a heading says more than the group above it: `VESSEL` below “VESSEL / VOYAGE”, `ETA` below
/// “SAILING”. A port, or what makes it another ship's, belongs to it.
fn says_all(group: &str, lower: &str, options: &ReadOptions) -> bool {
    let (group, lower) = (options.words.read(group), options.words.read(lower));
    let is_place = |field: &Field| matches!(field, Field::Pol | Field::Pod | Field::Via);
    lower.strong
        && !lower.fields.contains(&Field::Ignore)
        && !lower.fields.iter().all(is_place)
        && !group.fields.is_empty()
        && !group
            .fields
            .iter()
            .any(|field| is_place(field) || matches!(field, Field::Ignore | Field::Delivery))
}

/// Whether a heading may stand below a group's name that is not above it. One that says all by itself
/// only takes a port from there.
fn may_group(group: &str, lower: &str, options: &ReadOptions) -> bool {
    let group = options.words.read(group);
    let names_port = (group.strong || group.fields.is_empty())
        && group
            .fields
            .iter()
            .all(|field| matches!(field, Field::Pol | Field::Pod));
    names_port || !options.words.read(lower).strong
}

/// The name of the group that a cell of the lower row belongs to where nothing stands above it.
fn group_over(upper: &Row, row: &Row, place: usize, options: &ReadOptions) -> Option<String> {
    let lower = plain::one_line(&row.cell(place).text());
    let merged = upper
        .spans
        .iter()
        .find(|(from, to)| (*from..=*to).contains(&place));
    let from = match merged {
        Some((from, _)) => *from,
        // A file that lost its merges leaves the cells beside a group's name blank.
        None if !lower.is_empty() => (0..place)
            .rev()
            .find(|left| !upper.cell(*left).is_blank())
            .filter(|left| may_group(&upper.cell(*left).text(), &lower, options))?,
        None => return None,
    };
    let is_group = !row.cell(from).is_blank();
    (is_group || merged.is_some()).then(|| upper.cell(from).text().into_owned())
}

/// A column's heading: the upper row's cell, which may be merged over several, and the lower's.
fn joined(upper: &Row, row: &Row, place: usize, options: &ReadOptions) -> String {
    let lower = plain::one_line(&row.cell(place).text());
    let mut over = upper.cell(place).text().into_owned();
    if over.is_empty() {
        over = group_over(upper, row, place, options).unwrap_or_default();
    }
    if !lower.is_empty() && says_all(&over, &lower, options) {
        return lower;
    }
    if over == lower || over.ends_with(&format!(" {lower}")) {
        return over;
    }
    format!("{over} {lower}").trim().to_owned()
}
