//! Row after row into sailings, or into reasons why not.

mod cells;
mod claims;
mod classify;
mod draft;
mod odd;
mod ports;
mod repeated;
mod ship;
mod times;

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

use super::context::Context;
use super::grid::{Cell, Row};
use super::headings::Field;
use super::layout::{Column, Layout};
use super::options::ReadOptions;
use super::places::{Places, Route, says_via, via_of};
use super::plain::{self, narrow};
use super::reading::{Conflict, Fate, ReadRow, Remark};
use super::sections::Section;
use super::seen::{Again, Seen};
use super::vessels::KnownVessels;
use crate::domain::sailing::SourceRow;
use crate::domain::{PortCode, Sailing, Scac, Text};
use crate::reference::Reference;

pub(super) use classify::Past;
pub(super) use draft::Draft;
use draft::gravity;

/// Reads a sheet's rows, one after the other.
pub(super) struct RowReader<'a> {
    /// The table that is being read.
    pub(super) layout: Layout,
    /// The sheet's tables that are still to come, in order.
    pub(super) sections: VecDeque<Section>,
    /// The last row of the header that was met last.
    pub(super) header_end: u32,
    /// Whether that is a header among the rows.
    pub(super) is_further: bool,
    pub(super) options: &'a ReadOptions,
    pub(super) reference: &'a Reference,
    pub(super) context: Context,
    pub(super) delimited: bool,
    /// A text whose columns are told apart by their places.
    pub(super) report: bool,
    pub(super) known: KnownVessels,
    pub(super) places: Places<'a>,
    pub(super) seen: Seen,
    /// The row's ports where they stand in one cell.
    pub(super) route: Option<Route>,
    /// The row above in a report, whose words hold for those left out below it.
    pub(super) last: Option<Row>,
    /// The carrier of the row above, for cells that were merged once.
    pub(super) above: Option<Scac>,
    /// What has gone by: blank rows, notes.
    pub(super) past: Past,
}

impl RowReader<'_> {
    /// Reads a row; none where it is no data: blank, a note, a section's title.
    ///
    /// # Errors
    /// What the rows above said could not be read again.
    pub(super) fn read(&mut self, row: &Row) -> io::Result<Option<ReadRow>> {
        while let Some(section) = self
            .sections
            .pop_front_if(|section| section.header.0 <= row.number)
        {
            self.open(section);
        }
        if row.number <= self.header_end {
            // The file's own header is none of its rows; another one among them is.
            return Ok(self.is_further.then(|| self.header_again(row)).flatten());
        }
        if row.is_blank() {
            self.past.gap = true;
            return Ok(None);
        }
        let mut cleaned = None;
        let mut draft = Draft::of(row);
        if row
            .filled()
            .any(|(_, cell)| matches!(cell, Cell::Text(text) if odd::has_odd(text)))
        {
            cleaned = Some(self.cleaned(row, &mut draft));
        }
        let row = cleaned.as_ref().unwrap_or(row);
        let repeated = self.repeated(row);
        let row = repeated.as_ref().unwrap_or(row);
        let mut draft = Draft { row, ..draft };
        let sailings = self.sailings(row, &mut draft);
        if draft.troubles.is_empty() && !sailings.is_empty() {
            self.past.data = true;
            self.past.gap = false;
            self.past.footer = false;
            self.last = Some(row.clone());
            return self.fate(row, sailings, draft).map(Some);
        }
        // A rotation without one good call is wrong in all of them.
        draft.troubles.append(&mut draft.calls);
        Ok(match classify::what_is(self, row, &draft) {
            classify::Class::Nothing => None,
            classify::Class::Rejected(remark) => {
                Some(ReadRow::of(row.number, Fate::Rejected(vec![remark])))
            }
            classify::Class::Data => {
                self.past.data = true;
                self.past.gap = false;
                self.last = Some(row.clone());
                if draft.troubles.is_empty() {
                    draft.reject(None, Text::of("schedule.no-call"));
                }
                draft.troubles.sort_by_key(|remark| gravity(&remark.reason));
                Some(ReadRow {
                    warned: draft.warned,
                    ..ReadRow::of(row.number, Fate::Rejected(draft.troubles))
                })
            }
        })
    }

    /// A header among the rows, which is read by and is no sailing itself.
    fn header_again(&self, row: &Row) -> Option<ReadRow> {
        let (place, cell) = row.filled().next()?;
        let heading = self.layout.columns.get(place);
        Some(ReadRow::of(
            row.number,
            Fate::Rejected(vec![Remark {
                row: row.number,
                column: heading.map_or_else(String::new, |column| column.heading.clone()),
                value: plain::visible(&cell.text()).into_owned(),
                reason: Text::of("schedule.repeated-header"),
            }]),
        ))
    }

    /// From here on another table's header holds, and what its title says.
    fn open(&mut self, section: Section) {
        self.layout = section.layout;
        self.header_end = section.header.1;
        self.is_further = true;
        self.context.follow(section.context);
        self.above = None;
        self.last = None;
        self.past = Past::default();
    }

    /// What becomes of a row whose sailings could be read. One of a rotation is taken whole or reported:
    /// where one call is wrong or contradicts a row above, the others go in beside that.
    fn fate(&mut self, row: &Row, sailings: Vec<Sailing>, draft: Draft<'_>) -> io::Result<ReadRow> {
        let (mut taken, mut held, mut with) = (Vec::new(), Vec::new(), None);
        for sailing in sailings {
            match self.seen.meet(&sailing)? {
                Again::New => taken.push(sailing),
                Again::Same { row } => with = with.or(Some(row)),
                Again::Other { row, reason } => held.push(Conflict {
                    id: sailing.id.clone(),
                    first: row,
                    sailing,
                    reason,
                }),
            }
        }
        let mut troubles = draft.calls;
        let (fate, beside) = if !troubles.is_empty() {
            troubles.extend(held.into_iter().map(|conflict| Remark {
                row: row.number,
                column: String::new(),
                value: conflict.id.to_string(),
                reason: conflict.reason,
            }));
            (Fate::Rejected(troubles), taken)
        } else if !held.is_empty() {
            (Fate::Held(held), taken)
        } else {
            match with {
                Some(with) if taken.is_empty() => (Fate::Merged { with }, taken),
                _ => (Fate::Taken(taken), Vec::new()),
            }
        };
        let mut warned = draft.warned;
        if !beside.is_empty() {
            let ports: Vec<String> = beside
                .iter()
                .map(|sailing| format!("{}-{}", sailing.pol, sailing.pod))
                .collect();
            warned.push(Remark {
                row: row.number,
                column: String::new(),
                value: ports.join(", "),
                reason: Text::of("schedule.others-taken"),
            });
        }
        Ok(ReadRow {
            beside,
            warned,
            ..ReadRow::of(row.number, fate)
        })
    }

    fn text(&self, row: &Row, field: Field) -> Option<(String, &Column)> {
        self.layout
            .of(field)
            .map(|column| (narrow(&row.cell(column.place as usize).text()), column))
            .find(|(text, _)| !text.is_empty())
    }

    fn first_text(&self, row: &Row, layout: &[Column], field: Field) -> (String, Option<Column>) {
        let mut first = None;
        for column in layout.iter().filter(|column| column.holds(field)) {
            let text = narrow(&row.cell(column.place as usize).text());
            if !text.is_empty() {
                return (text, Some(column.clone()));
            }
            first.get_or_insert(column);
        }
        (String::new(), first.cloned())
    }

    fn sailings(&mut self, row: &Row, draft: &mut Draft<'_>) -> Vec<Sailing> {
        let layout = Arc::clone(&self.layout.columns);
        if self.delimited {
            self.widths(row, draft, &layout);
        }
        if row.torn {
            let first = layout.first();
            draft.warn(first, Text::of("schedule.stray-quote"));
        }
        self.route = self.route(row, &layout);
        let base = self.base(row, draft, &layout);
        let loads = self.loads(row, draft, &layout);
        let calls = self.discharges(row, draft, &layout);
        let extra_via = self.via(row, draft, &layout);
        self.said(row, draft, &layout);
        let extra_via = extra_via.or_else(|| self.via_said(draft));
        let (Some(base), true) = (base, draft.troubles.is_empty()) else {
            return Vec::new();
        };
        let terminal = self
            .text(row, Field::Terminal)
            .map(|(text, _)| text)
            .filter(|text| !plain::says_nothing(text));
        let mut sailings = Vec::new();
        for load in &loads {
            let Some(pol) = self.reference.ports.get(&load.port) else {
                continue;
            };
            let cut_offs = self.cut_offs(row, draft, &layout, pol, load.at);
            for call in &calls {
                let pod = terminal
                    .as_ref()
                    .filter(|_| call.terminal.is_none())
                    .map_or_else(
                        || call.port.clone(),
                        |terminal| self.places.settled(&call.port, terminal),
                    );
                if pod == load.port {
                    continue;
                }
                let Ok(eta) = self.arrival(row, draft, &layout, load.at.date, call) else {
                    continue;
                };
                sailings.push(Sailing {
                    id: Sailing::id_of(&base.carrier, &base.vessel, &base.voyage, &load.port, &pod),
                    carrier: base.carrier.clone(),
                    vessel: base.vessel.clone(),
                    vessel_zh: base.vessel_zh.clone(),
                    voyage: base.voyage.clone(),
                    service: base.service.clone(),
                    pol: load.port.clone(),
                    pod: pod.clone(),
                    // A terminal that only says which sub-port it is has said it.
                    pod_terminal: call
                        .terminal
                        .clone()
                        .or_else(|| terminal.clone().filter(|_| pod == call.port)),
                    via: call
                        .via
                        .clone()
                        .or_else(|| extra_via.clone())
                        .filter(|via| *via != pod && *via != load.port),
                    etd: load.at.date,
                    atd: None,
                    eta,
                    cut_offs: cut_offs.clone(),
                    remarks: None,
                    source: SourceRow {
                        file: self.options.file.clone(),
                        row: row.number,
                    },
                });
            }
        }
        let mut said = Vec::new();
        draft.remarks.retain(|remark| {
            !remark.is_empty() && !said.contains(remark) && {
                said.push(remark.clone());
                true
            }
        });
        if !draft.remarks.is_empty() {
            let remarks = draft.remarks.join("; ");
            for sailing in &mut sailings {
                sailing.remarks = Some(remarks.clone());
            }
        }
        if draft.troubles.is_empty()
            && draft.calls.is_empty()
            && sailings.is_empty()
            && !calls.is_empty()
            && !loads.is_empty()
        {
            draft.reject(
                layout.iter().find(|column| column.holds(Field::Pod)),
                Text::of("schedule.same-port"),
            );
        }
        sailings
    }

    /// The port of transhipment that a remark names.
    fn via_said(&mut self, draft: &Draft<'_>) -> Option<PortCode> {
        draft.remarks.iter().find_map(|remark| {
            let remark = narrow(remark);
            if !says_via(&remark) {
                return None;
            }
            self.places
                .read(via_of(&remark))
                .ok()
                .map(|place| place.code)
        })
    }

    /// What the remarks say; and the days at sea where no arrival is said: one is never made up from
    /// them.
    fn said(&self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) {
        let has_eta = layout
            .iter()
            .any(|column| column.holds(Field::Eta) && !row.cell(column.place as usize).is_blank());
        for column in layout {
            let is_said = column.holds(Field::Remarks)
                || (column.holds(Field::Transit) && column.port.is_none() && !has_eta);
            let text = row.cell(column.place as usize).text();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if is_said && !plain::says_nothing(&narrow(&text)) {
                let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
                draft
                    .remarks
                    .push(if is_bare && column.holds(Field::Transit) {
                        format!("{} {text}", column.heading)
                    } else {
                        text
                    });
            }
        }
    }
}
