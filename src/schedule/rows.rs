//! Row after row into sailings, or into reasons why not.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::context::Context;
use super::dates::{Order, Trouble, settle, written};
use super::grid::{Cell, Row};
use super::headings::{Field, comparable};
use super::layout::{Column, Layout};
use super::options::ReadOptions;
use super::places::{NoPlace, Places};
use super::plain::{self, UNDECODABLE, narrow};
use super::reading::{Conflict, Fate, ReadRow, Remark};
use super::seen::{Again, Seen};
use super::vessels::{self, KnownVessels};
use super::{classify, dates::Written};
use crate::domain::sailing::{CutOff, SourceRow};
use crate::domain::{CutOffKind, CutOffs, PortCode, Sailing, Scac, Text, Voyage};
use crate::reference::{Port, Reference};

/// Reads a sheet's rows, one after the other.
pub(super) struct RowReader<'a> {
    pub(super) layout: Layout,
    pub(super) options: &'a ReadOptions,
    pub(super) reference: &'a Reference,
    pub(super) context: Context,
    pub(super) delimited: bool,
    pub(super) orders: HashMap<u32, Option<Order>>,
    pub(super) known: KnownVessels,
    pub(super) places: Places<'a>,
    pub(super) seen: Seen,
    /// The carrier of the row above, for cells that were merged once.
    pub(super) above: Option<Scac>,
    /// What has gone by: blank rows, notes.
    pub(super) past: classify::Past,
}

/// A row in the making.
pub(super) struct Draft<'r> {
    row: &'r Row,
    pub(super) troubles: Vec<Remark>,
    warned: Vec<Remark>,
    remarks: Vec<String>,
}

impl Draft<'_> {
    fn remark(&self, column: Option<&Column>, reason: Text) -> Remark {
        let value = column.map_or_else(String::new, |column| {
            plain::visible(&self.row.cell(column.place as usize).text()).into_owned()
        });
        Remark {
            row: self.row.number,
            column: column.map_or_else(String::new, |column| column.heading.clone()),
            value,
            reason,
        }
    }

    fn reject(&mut self, column: Option<&Column>, reason: Text) {
        let remark = self.remark(column, reason);
        self.troubles.push(remark);
    }

    fn warn(&mut self, column: Option<&Column>, reason: Text) {
        let remark = self.remark(column, reason);
        self.warned.push(remark);
    }
}

/// What a row says of itself before its ports are paired.
struct Base {
    carrier: Scac,
    vessel: String,
    vessel_zh: Option<String>,
    voyage: Voyage,
    service: Option<String>,
}

impl RowReader<'_> {
    /// Reads a row; none where it is no data: blank, a note, a section's title.
    pub(super) fn read(&mut self, row: &Row) -> Option<ReadRow> {
        if row.is_blank() {
            self.past.gap = true;
            return None;
        }
        let mut cleaned = None;
        let mut draft = Draft {
            row,
            troubles: Vec::new(),
            warned: Vec::new(),
            remarks: Vec::new(),
        };
        if row
            .filled()
            .any(|(_, cell)| matches!(cell, Cell::Text(text) if has_odd(text)))
        {
            cleaned = Some(self.cleaned(row, &mut draft));
        }
        let row = cleaned.as_ref().unwrap_or(row);
        let mut draft = Draft { row, ..draft };
        let sailings = self.sailings(row, &mut draft);
        if draft.troubles.is_empty() && !sailings.is_empty() {
            self.past.data = true;
            self.past.gap = false;
            self.past.footer = false;
            return Some(self.fate(row, sailings, draft));
        }
        match classify::what_is(self, row, &draft) {
            classify::Class::Nothing => None,
            classify::Class::Rejected(remark) => Some(ReadRow {
                row: row.number,
                fate: Fate::Rejected(vec![remark]),
                warned: Vec::new(),
            }),
            classify::Class::Data => {
                self.past.data = true;
                self.past.gap = false;
                if draft.troubles.is_empty() {
                    draft.reject(None, Text::of("schedule.no-call"));
                }
                draft.troubles.sort_by_key(|remark| gravity(&remark.reason));
                Some(ReadRow {
                    row: row.number,
                    fate: Fate::Rejected(draft.troubles),
                    warned: draft.warned,
                })
            }
        }
    }

    /// The row with odd characters taken out, each cell warned of, or rejected where bytes could not
    /// be decoded in a column that counts.
    fn cleaned(&self, row: &Row, draft: &mut Draft<'_>) -> Row {
        let mut cleaned = row.clone();
        for (place, cell) in cleaned.cells.iter_mut().enumerate() {
            let Cell::Text(text) = cell else {
                continue;
            };
            let column = self.layout.columns.get(place);
            if text.contains(UNDECODABLE) {
                let reason = Text::of("schedule.undecodable");
                if column.is_some_and(Column::counts) {
                    draft.reject(column, reason);
                } else {
                    draft.warn(column, reason);
                }
            } else if let Some(plain) = plain::without_odd(text) {
                draft.warn(column, Text::of("schedule.odd-character"));
                *cell = Cell::of(&plain);
            }
        }
        cleaned
    }

    fn fate(&mut self, row: &Row, sailings: Vec<Sailing>, draft: Draft<'_>) -> ReadRow {
        let (mut taken, mut held, mut with) = (Vec::new(), Vec::new(), None);
        for sailing in sailings {
            match self.seen.meet(&sailing) {
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
        let fate = match (taken.is_empty(), held.is_empty(), with) {
            (_, false, _) if taken.is_empty() => Fate::Held(held),
            (false, _, _) => Fate::Taken(taken),
            (true, _, Some(with)) => Fate::Merged { with },
            (true, _, None) => Fate::Held(held),
        };
        ReadRow {
            row: row.number,
            fate,
            warned: draft.warned,
        }
    }

    fn text(&self, row: &Row, field: Field) -> Option<(String, &Column)> {
        self.layout
            .of(field)
            .map(|column| (narrow(&row.cell(column.place as usize).text()), column))
            .find(|(text, _)| !text.is_empty())
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
        let base = self.base(row, draft, &layout);
        let loads = self.loads(row, draft, &layout);
        let calls = self.discharges(row, draft, &layout);
        let extra_via = self.via(row, draft, &layout);
        self.said(row, draft, &layout);
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
                if call.port == load.port {
                    continue;
                }
                let Ok(eta) = self.arrival(row, draft, &layout, load.at.date, call) else {
                    continue;
                };
                sailings.push(Sailing {
                    id: Sailing::id_of(
                        &base.carrier,
                        &base.vessel,
                        &base.voyage,
                        &load.port,
                        &call.port,
                    ),
                    carrier: base.carrier.clone(),
                    vessel: base.vessel.clone(),
                    vessel_zh: base.vessel_zh.clone(),
                    voyage: base.voyage.clone(),
                    service: base.service.clone(),
                    pol: load.port.clone(),
                    pod: call.port.clone(),
                    pod_terminal: call.terminal.clone().or_else(|| terminal.clone()),
                    via: call
                        .via
                        .clone()
                        .or_else(|| extra_via.clone())
                        .filter(|via| *via != call.port && *via != load.port),
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

    /// A row cut short, or too long.
    fn widths(&self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) {
        let cut = layout
            .iter()
            .find(|column| column.counts() && column.place as usize >= row.cells.len());
        if let Some(column) = cut
            && !row.cells.is_empty()
        {
            draft.reject(Some(column), Text::of("schedule.cut-short"));
        }
        let width = layout
            .iter()
            .rposition(|column| !column.heading.is_empty())
            .map_or(0, |last| last + 1);
        if let Some((place, cell)) = row.filled().find(|(place, _)| *place >= width) {
            draft.warned.push(Remark {
                row: row.number,
                column: (place + 1).to_string(),
                value: plain::visible(&cell.text()).into_owned(),
                reason: Text::of("schedule.extra-cells"),
            });
        }
    }

    fn base(&mut self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) -> Option<Base> {
        let carrier = self.carrier(row, draft, layout);
        let has_voyage_column = layout
            .iter()
            .any(|column| column.holds(Field::Voyage) && !column.holds(Field::Vessel));
        let (vessel_text, vessel_column) = self.first_text(row, layout, Field::Vessel);
        let mut named = vessels::Named::default();
        if plain::is_unannounced(&vessel_text) || plain::is_void(&vessel_text) {
            let key = if plain::is_void(&vessel_text) {
                "schedule.not-sailing"
            } else {
                "schedule.unannounced"
            };
            draft.reject(
                vessel_column.as_ref(),
                Text::of(key).with("what", vessel_text.clone()),
            );
        } else if vessels::names_none(&vessel_text) {
            draft.reject(vessel_column.as_ref(), Text::of("schedule.no-vessel"));
        } else {
            named = vessels::read(&vessel_text, !has_voyage_column, &self.known);
            if named.name.is_empty() || !named.name.chars().any(char::is_alphabetic) {
                draft.reject(vessel_column.as_ref(), Text::of("schedule.no-vessel"));
            }
        }
        draft.remarks.append(&mut named.remarks);
        let voyage = self.voyage(
            row,
            draft,
            layout,
            has_voyage_column,
            &named,
            vessel_column.as_ref(),
        );
        let zh = self
            .text(row, Field::VesselZh)
            .map(|(text, _)| text.trim_end_matches('轮').to_owned())
            .filter(|text| !plain::says_nothing(text));
        let service = self
            .text(row, Field::Service)
            .map(|(text, _)| text)
            .filter(|text| !plain::says_nothing(text));
        if named.name.is_empty() || !draft.troubles.is_empty() {
            return None;
        }
        let (vessel, like) = self.known.settle(&named.name);
        if let Some(like) = like {
            draft.warn(
                vessel_column.as_ref(),
                Text::of("schedule.look-alike").with("known", like),
            );
        }
        Some(Base {
            carrier: carrier?,
            vessel,
            vessel_zh: zh.or(named.zh),
            voyage: voyage?,
            service,
        })
    }

    fn voyage(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
        has_column: bool,
        named: &vessels::Named,
        vessel_column: Option<&Column>,
    ) -> Option<Voyage> {
        let (mut text, mut column) = (String::new(), vessel_column.cloned());
        if has_column {
            for candidate in layout
                .iter()
                .filter(|column| column.holds(Field::Voyage) && !column.holds(Field::Vessel))
            {
                text = narrow(&row.cell(candidate.place as usize).text());
                column = Some(candidate.clone());
                if !plain::says_nothing(&text) {
                    break;
                }
            }
        }
        if plain::says_nothing(&text) {
            text = named.voyage.clone().unwrap_or_default();
        }
        if plain::says_nothing(&text) {
            if !named.name.is_empty() || has_column {
                draft.reject(column.as_ref(), Text::of("schedule.no-voyage"));
            }
            return None;
        }
        let (voyage, remark) = vessels::voyage(&text);
        draft.remarks.extend(remark);
        if voyage.is_none() {
            let reason = if plain::is_unannounced(&text) {
                Text::of("schedule.unannounced").with("what", text)
            } else {
                Text::of("schedule.bad-voyage")
            };
            draft.reject(column.as_ref(), reason);
        }
        voyage
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

    fn carrier(&mut self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) -> Option<Scac> {
        let column = layout
            .iter()
            .find(|column| column.holds(Field::Carrier))
            .cloned();
        if let Some((text, column)) = self
            .text(row, Field::Carrier)
            .map(|(text, column)| (text, column.clone()))
            && !plain::says_nothing(&text)
        {
            if let Some(scac) = carrier_named(&text, self.reference) {
                self.above = Some(scac.clone());
                return Some(scac);
            }
            draft.reject(
                Some(&column),
                Text::of("schedule.unknown-carrier").with("text", text),
            );
            return None;
        }
        if let Some(scac) = self
            .options
            .carrier
            .clone()
            .or_else(|| self.context.carrier.clone())
        {
            return Some(scac);
        }
        if let (Some(column), Some(above)) = (&column, self.above.clone()) {
            draft.warn(
                Some(column),
                Text::of("schedule.carrier-from-above").with("carrier", &above),
            );
            return Some(above);
        }
        draft.reject(column.as_ref(), Text::of("schedule.no-carrier"));
        None
    }

    fn via(&mut self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) -> Option<PortCode> {
        let (text, column) = self.first_text(row, layout, Field::Via);
        if plain::says_nothing(&text) {
            return None;
        }
        if ["直达", "直航", "DIRECT", "DIR"]
            .iter()
            .any(|word| text.contains(word))
        {
            draft.remarks.push(text);
            return None;
        }
        match self.places.read(&text) {
            Ok(place) => Some(place.code),
            Err(NoPlace::Missing) => None,
            Err(NoPlace::Several(_)) => {
                draft.remarks.push(format!("VIA {text}"));
                None
            }
            Err(_) => {
                draft.warn(
                    column.as_ref(),
                    Text::of("schedule.unknown-via").with("text", &text),
                );
                draft.remarks.push(format!("VIA {text}"));
                None
            }
        }
    }

    /// The ports of loading with their departures.
    fn loads(&mut self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) -> Vec<Load> {
        let calls: Vec<&Column> = layout
            .iter()
            .filter(|column| column.port.is_some() && column.holds(Field::Etd))
            .collect();
        if calls.is_empty() {
            let port = self.load_port(row, draft, layout);
            let at = self.departure(row, draft, layout);
            return port
                .zip(at)
                .map(|(port, at)| Load { port, at })
                .into_iter()
                .collect();
        }
        let mut loads = Vec::new();
        for column in &calls {
            let written = self.written(row, &[column]);
            match settle::departure(&written, self.order(column), self.options.as_of) {
                Ok(Some(at)) => {
                    weekday(draft, column, at);
                    loads.extend(column.port.clone().map(|port| Load { port, at }));
                }
                Ok(None) => {}
                Err(trouble) if calls.len() == 1 => draft.reject(
                    Some(column),
                    reason(trouble, &row.cell(column.place as usize).text()),
                ),
                Err(trouble) => draft.warn(
                    Some(column),
                    reason(trouble, &row.cell(column.place as usize).text()),
                ),
            }
        }
        if loads.is_empty() && draft.troubles.is_empty() {
            draft.reject(calls.first().copied(), Text::of("schedule.no-etd"));
        }
        loads
    }

    fn load_port(
        &mut self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Option<PortCode> {
        let (text, column) = self.first_text(row, layout, Field::Pol);
        if plain::says_nothing(&text) {
            if column.is_none()
                && let Some(port) = self.context.pol.clone()
            {
                return Some(port);
            }
            draft.reject(column.as_ref(), Text::of("schedule.no-pol"));
            return None;
        }
        match self.places.read(&text) {
            Ok(place) => {
                if let Some(terminal) = place.terminal {
                    draft.remarks.push(format!("{} {terminal}", place.code));
                }
                draft.remarks.extend(place.remark);
                Some(place.code)
            }
            Err(trouble) => {
                draft.reject(
                    column.as_ref(),
                    no_place(trouble, &text, "schedule.no-pol", self.reference),
                );
                None
            }
        }
    }

    /// The ports of discharge, with their arrivals' columns in a rotation.
    fn discharges(&mut self, row: &Row, draft: &mut Draft<'_>, layout: &[Column]) -> Vec<Call> {
        let calls: Vec<&Column> = layout
            .iter()
            .filter(|column| column.port.is_some() && column.holds(Field::Eta))
            .collect();
        if !calls.is_empty() {
            return calls
                .into_iter()
                .filter(|column| {
                    let text = narrow(&row.cell(column.place as usize).text());
                    !plain::says_nothing(&text) && !plain::is_void(&text)
                })
                .filter_map(|column| {
                    Some(Call {
                        port: column.port.clone()?,
                        terminal: None,
                        via: None,
                        column: Some(column.clone()),
                    })
                })
                .collect();
        }
        let (text, column) = self.first_text(row, layout, Field::Pod);
        if plain::says_nothing(&text) {
            if column.is_none()
                && let Some(port) = self.context.pod.clone()
            {
                return vec![Call::to(port)];
            }
            draft.reject(column.as_ref(), Text::of("schedule.no-pod"));
            return Vec::new();
        }
        match self.places.read(&text) {
            Ok(place) => {
                draft.remarks.extend(place.remark);
                vec![Call {
                    port: place.code,
                    terminal: place.terminal,
                    via: place.via,
                    column: None,
                }]
            }
            Err(trouble) => {
                draft.reject(
                    column.as_ref(),
                    no_place(trouble, &text, "schedule.no-pod", self.reference),
                );
                Vec::new()
            }
        }
    }

    fn order(&self, column: &Column) -> Option<Order> {
        self.orders.get(&column.place).copied().flatten()
    }

    /// What the columns of one date say: a day in one and an hour in the other are joined.
    fn written(&self, row: &Row, columns: &[&Column]) -> Written {
        written_of(row, columns)
    }

    fn departure(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Option<settle::Moment> {
        let columns: Vec<&Column> = layout
            .iter()
            .filter(|column| column.holds(Field::Etd) && column.port.is_none())
            .collect();
        let column = columns.first().copied();
        let written = self.written(row, &columns);
        match settle::departure(
            &written,
            column.and_then(|column| self.order(column)),
            self.options.as_of,
        ) {
            Ok(Some(at)) => {
                if let Some(column) = column {
                    weekday(draft, column, at);
                }
                draft.remarks.extend(notes_of(row, &columns));
                Some(at)
            }
            Ok(None) => {
                draft.reject(column, Text::of("schedule.no-etd"));
                None
            }
            Err(trouble) => {
                let text = column
                    .map(|column| row.cell(column.place as usize).text().into_owned())
                    .unwrap_or_default();
                draft.reject(column, reason(trouble, &text));
                None
            }
        }
    }

    /// A call's arrival. `Err`: it is wrong, and said so.
    fn arrival(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
        etd: NaiveDate,
        call: &Call,
    ) -> Result<Option<NaiveDate>, ()> {
        let columns: Vec<&Column> = match &call.column {
            Some(column) => vec![column],
            None => layout
                .iter()
                .filter(|column| column.holds(Field::Eta) && column.port.is_none())
                .collect(),
        };
        let Some(column) = columns.first().copied() else {
            return Ok(None);
        };
        let in_rotation = call.column.is_some();
        let say = |draft: &mut Draft<'_>, reason: Text| {
            if in_rotation {
                draft.warn(Some(column), reason);
            } else {
                draft.reject(Some(column), reason);
            }
        };
        if in_rotation && let Some(days) = days_of(row.cell(column.place as usize)) {
            return Ok(etd.checked_add_days(chrono::Days::new(days)));
        }
        let written = self.written(row, &columns);
        match settle::arrival(&written, self.order(column), etd) {
            Ok(Some(at)) if at.date < etd => {
                say(
                    draft,
                    Text::of("schedule.eta-before-etd")
                        .with("eta", at.date)
                        .with("etd", etd),
                );
                Err(())
            }
            Ok(Some(at)) => {
                weekday(draft, column, at);
                if !in_rotation {
                    draft.remarks.extend(notes_of(row, &columns));
                }
                Ok(Some(at.date))
            }
            Ok(None) => Ok(None),
            Err(trouble) => {
                let text = row.cell(column.place as usize).text().into_owned();
                say(draft, reason(trouble, &text));
                Err(())
            }
        }
    }

    fn cut_offs(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
        pol: &Port,
        etd: settle::Moment,
    ) -> CutOffs {
        let mut cut_offs = CutOffs::default();
        for (field, kind) in [
            (Field::Cy, CutOffKind::Cy),
            (Field::Si, CutOffKind::Si),
            (Field::Vgm, CutOffKind::Vgm),
            (Field::Customs, CutOffKind::Customs),
            (Field::Ams, CutOffKind::Ams),
        ] {
            let columns: Vec<&Column> =
                layout.iter().filter(|column| column.holds(field)).collect();
            let Some(column) = columns.first().copied() else {
                continue;
            };
            let written = self.written(row, &columns);
            let text = row.cell(column.place as usize).text().into_owned();
            match settle::cut_off(&written, self.order(column), etd) {
                Ok(None) => {}
                Ok(Some(at)) if is_after(at, etd) => {
                    let reason = Text::of("schedule.cut-off-after-etd").with("etd", etd.date);
                    if !draft
                        .troubles
                        .iter()
                        .any(|trouble| trouble.column == column.heading)
                    {
                        draft.reject(Some(column), reason);
                    }
                }
                Ok(Some(at)) => {
                    weekday(draft, column, at);
                    *cut_offs.get_mut(kind) = Some(cut_off(at, pol));
                    draft.remarks.extend(notes_of(row, &columns));
                }
                Err(trouble) => {
                    if !draft
                        .troubles
                        .iter()
                        .any(|known| known.column == column.heading)
                    {
                        draft.reject(Some(column), reason(trouble, &text));
                    }
                }
            }
        }
        // 截关 and 放行 are the yard's cut-off too where the sheet has no other for it.
        if !self.layout.has(Field::Cy) {
            cut_offs.cy = cut_offs.customs;
        }
        cut_offs
    }
}

struct Load {
    port: PortCode,
    at: settle::Moment,
}

struct Call {
    port: PortCode,
    terminal: Option<String>,
    via: Option<PortCode>,
    column: Option<Column>,
}

impl Call {
    fn to(port: PortCode) -> Self {
        Self {
            port,
            terminal: None,
            via: None,
            column: None,
        }
    }
}

/// What the columns of one date say: a day in one and an hour in the other are joined.
pub(super) fn written_of(row: &Row, columns: &[&Column]) -> Written {
    let filled: Vec<&Cell> = columns
        .iter()
        .map(|column| row.cell(column.place as usize))
        .filter(|cell| !cell.is_blank())
        .collect();
    match filled[..] {
        [] => Written::Blank,
        [cell] => written_of_cell(cell),
        [Cell::Moment { at, hour: false }, Cell::Hour(time), ..] => {
            written_of_cell(&Cell::Moment {
                at: at.date().and_time(*time),
                hour: true,
            })
        }
        [first, second, ..] => {
            let joined = format!("{} {}", first.text(), second.text());
            match written::read(&joined) {
                Written::NoDate => written_of_cell(first),
                both => both,
            }
        }
    }
}

/// What one cell says.
pub(super) fn written_of_cell(cell: &Cell) -> Written {
    let given = |at: chrono::NaiveDateTime, hour: bool| Written::Given {
        day: super::dates::Day::Full(Some(at.date())),
        hour: hour.then(|| {
            Some(written::Clock {
                time: at.time(),
                next_day: false,
            })
        }),
        weekday: None,
    };
    match cell {
        Cell::Blank => Written::Blank,
        Cell::Moment { at, hour } => given(*at, *hour),
        Cell::Hour(time) => Written::Given {
            day: super::dates::Day::Unsaid,
            hour: Some(Some(written::Clock {
                time: *time,
                next_day: false,
            })),
            weekday: None,
        },
        Cell::Number(number) => match written::serial(*number) {
            Some(at) => given(at, at.time() != settle::MIDNIGHT),
            // A number with a fraction has lost its zeros: 11.3 may have been 11.30.
            None if number.fract() != 0.0 => Written::NoDate,
            None => written::read(&number.to_string()),
        },
        Cell::Text(text) => written::read(text),
    }
}

/// The days at sea that a rotation's cell gives in place of a date.
fn days_of(cell: &Cell) -> Option<u64> {
    let text = narrow(&cell.text());
    let digits = ["天", "DAYS", "DAY", "D"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))?;
    digits.trim().parse().ok().filter(|days| *days <= 120)
}

/// Notes in brackets beside a date, other than its weekday.
fn notes_of(row: &Row, columns: &[&Column]) -> Vec<String> {
    columns
        .iter()
        .filter_map(|column| match row.cell(column.place as usize) {
            Cell::Text(text) if text.contains(['(', '（', '【', '[']) => {
                Some(plain::bracketed(&narrow(text)).1)
            }
            _ => None,
        })
        .flatten()
        .filter(|note| !matches!(written::read(note), Written::Given { .. }))
        .filter(|note| !matches!(note.as_str(), "LT" | "LOCAL" | "LOCAL TIME"))
        .collect()
}

fn cut_off(at: settle::Moment, pol: &Port) -> CutOff {
    let offset = pol.offset_on(at.date);
    if let Some(exact) = at.exact {
        return CutOff::At(exact.with_timezone(&offset));
    }
    let Some(clock) = at.clock else {
        return CutOff::on_day(at.date, offset);
    };
    let date = if clock.next_day {
        at.date.succ_opt().unwrap_or(at.date)
    } else {
        at.date
    };
    let local = date.and_time(clock.time);
    CutOff::At(chrono::DateTime::from_naive_utc_and_offset(
        local - offset,
        offset,
    ))
}

/// Whether a cut-off lies after its departure: a later day, or a later hour where both have one.
fn is_after(at: settle::Moment, etd: settle::Moment) -> bool {
    if at.date != etd.date {
        return at.date > etd.date;
    }
    match (at.clock, etd.clock) {
        (Some(at), Some(etd)) => (at.next_day, at.time) > (etd.next_day, etd.time),
        _ => false,
    }
}

fn weekday(draft: &mut Draft<'_>, column: &Column, at: settle::Moment) {
    if at.not_on.is_some() {
        draft.warn(
            Some(column),
            Text::of("schedule.other-weekday").with("date", at.date),
        );
    }
}

fn has_odd(text: &str) -> bool {
    text.contains(UNDECODABLE) || plain::without_odd(text).is_some()
}

/// Why a date cell gives no date, in words.
fn reason(trouble: Trouble, text: &str) -> Text {
    let key = match trouble {
        Trouble::NoSuchDate => "schedule.no-such-date",
        Trouble::NoSuchHour => "schedule.no-such-hour",
        Trouble::Ambiguous => "schedule.ambiguous-date",
        Trouble::Unannounced => "schedule.unannounced",
        Trouble::Void => "schedule.not-sailing",
        Trouble::NoDate => "schedule.no-date",
        Trouble::NoHourToCountFrom => "schedule.no-hour-to-count-from",
    };
    Text::of(key).with("what", plain::visible(text))
}

fn no_place(trouble: NoPlace, text: &str, missing: &'static str, reference: &Reference) -> Text {
    match trouble {
        NoPlace::Missing => Text::of(missing),
        NoPlace::Unannounced => Text::of("schedule.unannounced").with("what", text),
        NoPlace::Several(ports) => Text::of("schedule.several-ports").with(
            "ports",
            ports
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        NoPlace::Unknown => {
            let near: Vec<String> = reference
                .nearest_ports(text, 3)
                .into_iter()
                .map(|port| format!("{} {}", port.code, port.name))
                .collect();
            if near.is_empty() {
                Text::of("schedule.unknown-port").with("text", text)
            } else {
                Text::of("schedule.unknown-port-near")
                    .with("text", text)
                    .with("near", near.join(", "))
            }
        }
    }
}

/// The carrier of a cell: a code or a name, in one script or both, with a note behind.
pub(super) fn carrier_named(text: &str, reference: &Reference) -> Option<Scac> {
    let find = |text: &str| reference.carrier(text).map(|carrier| carrier.scac.clone());
    if let Some(scac) = find(text) {
        return Some(scac);
    }
    let (outside, notes) = plain::bracketed(text);
    let mut found: Vec<Scac> = Vec::new();
    let han: String = outside
        .chars()
        .filter(|letter| plain::is_han(*letter))
        .collect();
    let latin: String = outside
        .chars()
        .map(|letter| if plain::is_han(letter) { ' ' } else { letter })
        .collect();
    let mut parts: Vec<String> = vec![outside.clone(), han, narrow(&latin)];
    parts.extend(notes);
    parts.extend(outside.split(['/', ',', '+', '&', '、', '|']).map(narrow));
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if let Some(scac) = find(part)
            && !found.contains(&scac)
        {
            found.push(scac);
        }
    }
    match &found[..] {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Reasons in the order that they are told: what the row is not, before what a cell is not.
fn gravity(reason: &Text) -> u8 {
    match &*reason.key {
        "schedule.undecodable" => 0,
        "schedule.cut-short" => 1,
        "schedule.not-sailing" => 2,
        "schedule.no-vessel" => 3,
        "schedule.no-voyage" | "schedule.bad-voyage" => 4,
        "schedule.no-carrier" | "schedule.unknown-carrier" => 6,
        _ => 5,
    }
}

/// Whether a text is one of the header's own cells.
pub(super) fn is_heading(text: &str, layout: &Layout) -> bool {
    let text = comparable(text);
    !text.is_empty() && layout.cells.contains(&text)
}
