//! Where the header stands and what each column holds.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::dates::order::Order;
use super::grid::{Cell, Row};
use super::headings::{Field, Heading, comparable};
use super::options::ReadOptions;
use super::plain;
use crate::domain::PortCode;
use crate::reference::Reference;

/// The rows that a header is looked for in.
pub(super) const HEAD: usize = 120;

/// A column as it was read: what the preview shows, and the operator may correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its place, from 0.
    pub place: u32,
    /// Its heading as written; that of two rows joined.
    pub heading: String,
    /// What it holds; nothing where no word tells.
    pub fields: Vec<Field>,
    /// In a rotation, the port that the column's dates are of.
    pub port: Option<PortCode>,
    /// Day or month first, where its dates leave it open and the column settles it.
    pub order: Option<Order>,
}

impl Column {
    /// Whether the column holds a thing.
    pub fn holds(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Whether a row is wrong without a readable cell here.
    pub(super) fn counts(&self) -> bool {
        self.port.is_some()
            || self.fields.iter().any(|field| {
                !matches!(
                    field,
                    Field::Ignore
                        | Field::Remarks
                        | Field::Service
                        | Field::VesselZh
                        | Field::Delivery
                        | Field::Transit
                        | Field::Terminal
                )
            })
    }
}

/// A header found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// The place of its first row among the rows looked at, and how many rows it has.
    pub(super) first: usize,
    pub(super) height: usize,
    pub(super) columns: Arc<[Column]>,
    /// The header's cells, made comparable: a row of the same is the header again.
    pub(super) cells: Vec<String>,
    /// How sure: the number of things found.
    pub(super) score: u32,
}

impl Layout {
    /// The columns that hold a thing.
    pub(super) fn of(&self, field: Field) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(move |column| column.holds(field) && column.port.is_none())
    }

    /// Whether any column holds a thing.
    pub(super) fn has(&self, field: Field) -> bool {
        self.of(field).next().is_some()
    }

    /// A rotation's columns: those of arrivals, or those of departures.
    pub(super) fn calls(&self, field: Field) -> impl Iterator<Item = (&Column, &PortCode)> {
        self.columns
            .iter()
            .filter(move |column| column.holds(field))
            .filter_map(|column| Some((column, column.port.as_ref()?)))
    }

    /// Whether the header has the least that a schedule's needs.
    pub(super) fn is_schedule(&self) -> bool {
        self.has(Field::Vessel)
            && (self.has(Field::Etd) || self.calls(Field::Etd).next().is_some())
            && (self.has(Field::Pod)
                || self.has(Field::Eta)
                || self.calls(Field::Eta).next().is_some()
                || self.score >= 4)
    }

    /// What a schedule's header needs and this one lacks.
    pub(super) fn lacks(&self) -> Vec<Field> {
        let mut lacks = Vec::new();
        if !self.has(Field::Vessel) {
            lacks.push(Field::Vessel);
        }
        if !self.has(Field::Etd) && self.calls(Field::Etd).next().is_none() {
            lacks.push(Field::Etd);
        }
        lacks
    }
}

/// The best header among the first rows.
pub(super) fn find(rows: &[Row], options: &ReadOptions, reference: &Reference) -> Option<Layout> {
    let mut best: Option<Layout> = None;
    for first in 0..rows.len().min(HEAD) {
        if rows[first].filled().take(3).count() < 3 {
            continue;
        }
        for height in 1..=2 {
            let Some(band) = rows.get(first..first + height) else {
                continue;
            };
            if height == 2 && !is_second_row(&rows[first], &rows[first + 1], options, reference) {
                continue;
            }
            if let Some(mut layout) = header(band, options, reference) {
                layout.first = first;
                if best.as_ref().is_none_or(|best| rank(&layout) > rank(best)) {
                    best = Some(layout);
                }
            }
        }
        // The first header is the file's; what looks like a better one further down is its second.
        if best
            .as_ref()
            .is_some_and(|best| best.is_schedule() && first > best.first + 1)
        {
            break;
        }
    }
    best
}

/// How good a header is. Of two that find the same the one of two rows is whole.
fn rank(layout: &Layout) -> (bool, u32, usize) {
    (layout.is_schedule(), layout.score, layout.height)
}

/// Whether a row belongs to the header above it: it names columns or ports, and holds no data.
fn is_second_row(above: &Row, row: &Row, options: &ReadOptions, reference: &Reference) -> bool {
    let (mut names, mut others) = (0, 0);
    for (place, cell) in row.filled() {
        let text = cell.text();
        let is_data = !matches!(cell, Cell::Text(_))
            || text.chars().filter(char::is_ascii_digit).count() >= 3
            || text.chars().count() > 40;
        if is_data {
            return false;
        }
        let heading = options.words.read(&text);
        let over = options.words.read(&above.cell(place).text());
        let names_ship = [Field::Vessel, Field::Voyage, Field::Carrier];
        if heading.fields.is_empty() && over.fields.iter().any(|field| names_ship.contains(field)) {
            return false;
        }
        if !heading.fields.is_empty() || is_port(&heading.rest, reference) || is_unit(&text) {
            names += 1;
        } else {
            others += 1;
        }
    }
    names > 0 && names >= others * 3
}

/// `(MM/DD)`, `LT`, `HH:MM`.
fn is_unit(text: &str) -> bool {
    let text = comparable(text);
    !text.is_empty()
        && text.split(' ').all(|word| {
            [
                "MM", "DD", "YY", "YYYY", "HH", "LT", "D", "M", "H", "HHMM", "MMDD", "YYYYMMDD",
                "天", "日期", "时间",
            ]
            .contains(&word)
        })
}

fn is_port(text: &str, reference: &Reference) -> bool {
    !text.is_empty() && reference.port(text).is_some()
}

/// Reads one row, or two joined, as a header.
fn header(band: &[Row], options: &ReadOptions, reference: &Reference) -> Option<Layout> {
    let width = band.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut columns = Vec::new();
    let mut readings: Vec<Heading> = Vec::new();
    for place in 0..width {
        let heading = joined(band, place);
        let reading = match options
            .mapping
            .as_ref()
            .and_then(|mapping| mapping.for_heading(&heading))
        {
            Some(choice) => Heading {
                fields: choice.fields.clone(),
                strong: true,
                rest: String::new(),
            },
            None => options.words.read(&heading),
        };
        let order = options
            .mapping
            .as_ref()
            .and_then(|mapping| mapping.for_heading(&heading))
            .and_then(|choice| choice.order);
        columns.push(Column {
            place: u32::try_from(place).unwrap_or(u32::MAX),
            heading,
            fields: reading.fields.clone(),
            port: None,
            order,
        });
        readings.push(reading);
    }
    settle_weak(&mut columns, &readings);
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
        height: band.len(),
        cells: band
            .iter()
            .flat_map(Row::filled)
            .map(|(_, cell)| comparable(&cell.text()))
            .filter(|text| !text.is_empty())
            .collect(),
        columns: columns.into(),
        score,
    })
}

/// A column's heading: the upper row's cell, which may be merged over several, and the lower's.
fn joined(band: &[Row], place: usize) -> String {
    let lower = band
        .last()
        .map(|row| plain::narrow(&row.cell(place).text()))
        .unwrap_or_default();
    let [upper, _] = band else {
        return lower;
    };
    let mut over = plain::narrow(&upper.cell(place).text());
    if over.is_empty() {
        let merged = upper
            .spans
            .iter()
            .find(|(from, to)| (*from..=*to).contains(&place));
        let from = match merged {
            Some((from, _)) => Some(*from),
            // A file that lost its merges leaves the cells beside a group's name blank.
            None if !lower.is_empty() => {
                (0..place).rev().find(|left| !upper.cell(*left).is_blank())
            }
            None => None,
        };
        if let Some(from) = from {
            let is_group = !band[1].cell(from).is_blank();
            if is_group || merged.is_some() {
                over = plain::narrow(&upper.cell(from).text());
            }
        }
    }
    if over == lower {
        return lower;
    }
    format!("{over} {lower}").trim().to_owned()
}

/// A word that is only customary counts where no column has one that means nothing else.
fn settle_weak(columns: &mut [Column], readings: &[Heading]) {
    for field in Field::ALL {
        let strong = columns
            .iter()
            .zip(readings)
            .any(|(column, reading)| reading.strong && column.holds(*field));
        let mut taken = strong;
        for (column, reading) in columns.iter_mut().zip(readings) {
            if !reading.strong && column.holds(*field) {
                if taken {
                    column.fields.retain(|held| held != field);
                    if *field == Field::Pod {
                        column.fields.push(Field::Delivery);
                    }
                } else {
                    taken = true;
                }
            }
        }
    }
}

/// Columns named for ports: `ETA ROTTERDAM`, `上海 ETD`, or the port alone.
fn settle_calls(columns: &mut [Column], readings: &[Heading], reference: &Reference) {
    let ports: Vec<Option<PortCode>> = readings
        .iter()
        .zip(columns.iter())
        .map(|(reading, column)| {
            let may = column.fields.is_empty()
                || column.fields == [Field::Etd]
                || column.fields == [Field::Eta]
                || column.fields == [Field::Transit]
                || column.fields == [Field::Pod]
                || column.fields == [Field::Pol];
            (may && !reading.rest.is_empty())
                .then(|| port_named(&reading.rest, reference))
                .flatten()
        })
        .collect();
    let has_pod = columns
        .iter()
        .zip(&ports)
        .any(|(column, port)| column.holds(Field::Pod) && port.is_none());
    let has_pol = columns
        .iter()
        .zip(&ports)
        .any(|(column, port)| column.holds(Field::Pol) && port.is_none());
    let has_etd = columns.iter().any(|column| column.holds(Field::Etd));
    let loads: Vec<PortCode> = columns
        .iter()
        .zip(&ports)
        .filter(|(column, _)| column.holds(Field::Etd) || column.holds(Field::Pol))
        .filter_map(|(_, port)| port.clone())
        .collect();
    let mut discharging = has_etd;
    for (column, port) in columns.iter_mut().zip(ports) {
        let Some(port) = port else {
            continue;
        };
        match column.fields.first() {
            Some(Field::Etd) if !has_pol => column.port = Some(port),
            Some(Field::Etd) => {}
            Some(Field::Pol) => {
                column.fields = vec![Field::Etd];
                column.port = Some(port);
            }
            Some(Field::Eta) if loads.contains(&port) => column.fields = vec![Field::Ignore],
            Some(Field::Eta) if has_pod => {}
            None if has_pod => {}
            None if !discharging && is_chinese(&port) => {
                column.fields = vec![Field::Etd];
                column.port = Some(port);
            }
            None | Some(_) => {
                discharging = true;
                if column.holds(Field::Transit) {
                    column.fields = vec![Field::Eta, Field::Transit];
                } else {
                    column.fields = vec![Field::Eta];
                }
                column.port = Some(port);
            }
        }
    }
}

/// Whether a port lies where a Chinese desk loads.
pub(super) fn is_chinese(port: &PortCode) -> bool {
    port.locode()
        .is_some_and(|code| matches!(code.country(), "CN" | "HK" | "TW"))
}

/// The one port that a heading's words name: `鹿特丹 ROTTERDAM` is one.
fn port_named(text: &str, reference: &Reference) -> Option<PortCode> {
    if let Some(port) = reference.port(text) {
        return Some(port.code.clone());
    }
    let (han, latin): (Vec<&str>, Vec<&str>) = text
        .split(' ')
        .partition(|word| word.chars().any(plain::is_han));
    let found: Vec<PortCode> = [han.join(""), latin.join(" ")]
        .iter()
        .filter(|part| part.chars().count() >= 2)
        .filter_map(|part| reference.port(part))
        .map(|port| port.code.clone())
        .collect();
    match &found[..] {
        [one] => Some(one.clone()),
        [one, other] if one == other => Some(one.clone()),
        _ => None,
    }
}

/// What only the place of a column tells: a terminal is the discharge port's directly behind it, and
/// of two arrivals the one before the departure is the vessel's own at the port of loading.
fn settle_positions(columns: &mut [Column]) {
    let place_of = |columns: &[Column], field| {
        columns
            .iter()
            .position(|column| column.holds(field) && column.port.is_none())
    };
    let pod = place_of(columns, Field::Pod);
    let etd = place_of(columns, Field::Etd);
    let arrivals = columns
        .iter()
        .filter(|column| column.holds(Field::Eta) && column.port.is_none())
        .count();
    let weak_terminal = |column: &Column| {
        !comparable(&column.heading).contains('卸')
            && !column.heading.contains("POD")
            && !column.heading.contains("DISCH")
            && !column.heading.contains("DEST")
            && !column.heading.contains("目的")
    };
    let mut seen_eta = false;
    let columns_with_place: Vec<usize> = (0..columns.len()).collect();
    for place in columns_with_place {
        let column = &mut columns[place];
        if column.holds(Field::Terminal)
            && weak_terminal(column)
            && pod.is_none_or(|pod| pod + 1 != place)
        {
            column.fields = vec![Field::Ignore];
        }
        if arrivals > 1 && column.holds(Field::Eta) && column.port.is_none() {
            let before_etd = etd.is_some_and(|etd| place < etd);
            if before_etd || seen_eta {
                column.fields = vec![Field::Ignore];
            } else {
                seen_eta = true;
            }
        }
    }
}
