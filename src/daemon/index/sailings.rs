//! Sailings as documents, found by whatever a clerk remembers of them.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::sailing_fields::{FIELDS, OPTIONAL, SCOPES};
use crate::domain::codes::SailingId;
use crate::domain::{CutOff, CutOffKind, PortCode, Sailing, Scac};
use crate::names::{NamedFields, Names};
use crate::search::{Document, Field, Index, Lane, Options, Order, Results, Schema};

/// The sailings of the schedule.
#[derive(Debug)]
pub struct SailingIndex {
    index: Index<SailingId>,
    fields: Fields,
}

/// The fields by name.
#[derive(Debug, Clone, Copy)]
struct Fields {
    pod: Field,
    carrier: Field,
    vessel: Field,
    voyage: Field,
    pol: Field,
    etd: Field,
    service: Field,
    terminal: Field,
    via: Field,
    eta: Field,
    cut_offs: [Field; 5],
}

const ALL: Fields = Fields {
    pod: Field(0),
    carrier: Field(1),
    vessel: Field(2),
    voyage: Field(3),
    pol: Field(4),
    etd: Field(5),
    service: Field(6),
    terminal: Field(7),
    via: Field(8),
    eta: Field(9),
    cut_offs: [Field(10), Field(11), Field(12), Field(13), Field(14)],
};

fn schema() -> Schema {
    Schema::new(FIELDS.to_vec(), OPTIONAL).with_scopes(SCOPES)
}

fn vocabulary(names: &Arc<Names>) -> Arc<NamedFields> {
    Arc::new(NamedFields::of(
        names,
        &schema(),
        &["pod", "carrier", "pol", "via"],
    ))
}

impl SailingIndex {
    /// An empty index.
    pub fn new(names: &Arc<Names>) -> Self {
        Self {
            index: Index::new(schema(), vocabulary(names)),
            fields: ALL,
        }
    }

    /// An index of a whole schedule; `offset` is the POL's at the ETD.
    pub fn build<'a>(
        names: &Arc<Names>,
        sailings: impl IntoIterator<Item = &'a Sailing>,
        offset: impl Fn(&Sailing) -> FixedOffset,
    ) -> Self {
        let rows = sailings
            .into_iter()
            .map(|s| (s.id.clone(), document(s, offset(s), ALL)));
        Self {
            index: Index::build(schema(), vocabulary(names), rows),
            fields: ALL,
        }
    }

    /// Puts a sailing in, or what is new of it in the place of what was.
    pub fn upsert(&mut self, sailing: &Sailing, offset: FixedOffset) {
        self.index
            .upsert(sailing.id.clone(), &document(sailing, offset, self.fields));
    }

    /// Lays them in the order of their cut-offs, once many have come in any order.
    pub fn tidy(&mut self) {
        self.index.tidy();
    }

    /// Takes a sailing out.
    pub fn remove(&mut self, id: &SailingId) -> bool {
        self.index.remove(id)
    }

    /// The best sailings for a query; see [`Index::query`].
    pub fn query(
        &self,
        text: &str,
        now: DateTime<FixedOffset>,
        options: &Options<'_>,
    ) -> Results<SailingId> {
        self.index.query(text, now, options)
    }

    /// The engine, for its fields' names and its size.
    pub fn engine(&self) -> &Index<SailingId> {
        &self.index
    }
}

/// A lane that an operator books, as a preference: from 1, seldom, to 3, daily.
pub fn lane(pol: &PortCode, pod: &PortCode, carrier: Option<&Scac>, weight: u8) -> Lane {
    let mut values = vec![
        (ALL.pod, pod.as_str().to_owned()),
        (ALL.pol, pol.as_str().to_owned()),
    ];
    values.extend(carrier.map(|scac| (ALL.carrier, scac.as_str().to_owned())));
    Lane { values, weight }
}

fn document(sailing: &Sailing, offset: FixedOffset, fields: Fields) -> Document {
    let utc = |moment: DateTime<FixedOffset>| moment.naive_utc();
    let mut deadlines: Vec<_> = sailing
        .cut_offs
        .given()
        .map(|(_, c)| utc(c.passes_at()))
        .collect();
    let sails = utc(sailing.sails_at(offset));
    // Once it has sailed, or without any cut-off, the departure is what closes it.
    deadlines.retain(|d| *d <= sails);
    if deadlines.is_empty() {
        deadlines.push(sails);
    }
    let mut document = Document::new(Order::Deadlines(deadlines))
        .text(fields.pod, sailing.pod.as_str())
        .text(fields.carrier, sailing.carrier.as_str())
        .text_also(
            fields.vessel,
            sailing.vessel.as_str(),
            sailing.vessel_zh.clone().unwrap_or_default(),
        )
        .text(fields.voyage, sailing.voyage.to_string())
        .text(fields.pol, sailing.pol.as_str())
        .text(fields.service, sailing.service.clone().unwrap_or_default())
        .text(
            fields.terminal,
            sailing.pod_terminal.clone().unwrap_or_default(),
        )
        .text(
            fields.via,
            sailing
                .via
                .as_ref()
                .map(PortCode::as_str)
                .unwrap_or_default(),
        )
        .day(fields.etd, Some(sailing.etd))
        .day(fields.eta, sailing.eta);
    for (field, kind) in fields.cut_offs.into_iter().zip(CutOffKind::ALL) {
        // A cut-off's day is the one people read on the sheet: the POL's, not UTC's.
        let day = sailing.cut_offs.get(*kind).map(|c| match c {
            CutOff::At(moment) => moment.date_naive(),
            CutOff::OnDay { day, .. } => day,
        });
        document = document.day(field, day);
    }
    document
}
