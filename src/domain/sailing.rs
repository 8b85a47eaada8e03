//! A sailing: one carrier's offer of one vessel and voyage between two ports.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::codes::{PortCode, SailingId, Scac};
use super::voyage::Voyage;

/// One sailing of the schedule. Dates are the port's local ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sailing {
    /// Its id, see [`Sailing::id_of`].
    pub id: SailingId,
    /// The carrier that sells it; alliance partners sell the same ship as sailings of their own.
    pub carrier: Scac,
    /// The vessel's name, upper case, single blanks.
    pub vessel: String,
    /// The vessel's Chinese name.
    pub vessel_zh: Option<String>,
    /// The voyage.
    pub voyage: Voyage,
    /// The service or lane.
    pub service: Option<String>,
    /// Port of loading.
    pub pol: PortCode,
    /// Port of discharge.
    pub pod: PortCode,
    /// The terminal or sub-port at the port of discharge.
    pub pod_terminal: Option<String>,
    /// Transhipment port.
    pub via: Option<PortCode>,
    /// Estimated departure, the POL's date.
    pub etd: NaiveDate,
    /// Actual departure.
    pub atd: Option<DateTime<FixedOffset>>,
    /// Estimated arrival, the POD's date.
    pub eta: Option<NaiveDate>,
    /// The cut-offs.
    pub cut_offs: CutOffs,
    /// Remarks that the file carried.
    pub remarks: Option<String>,
    /// Where it came from.
    pub source: SourceRow,
}

impl Sailing {
    /// Whether a booking can be rolled from one to the other where both call at its ports: the
    /// carrier's own service. A schedule that names no service for one of them leaves that open.
    pub fn same_service(&self, other: &Sailing) -> bool {
        self.carrier == other.carrier
            && (self.service == other.service || self.service.is_none() || other.service.is_none())
    }
}

/// The five cut-offs of a sailing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CutOffs {
    /// Container yard (截港).
    pub cy: Option<CutOff>,
    /// Shipping instruction (截单).
    pub si: Option<CutOff>,
    /// Verified gross mass (截 VGM).
    pub vgm: Option<CutOff>,
    /// Customs (截关).
    pub customs: Option<CutOff>,
    /// Advance manifest (截 AMS).
    pub ams: Option<CutOff>,
}

super::words::words! {
    /// Which cut-off.
    pub enum CutOffKind {
        /// Container yard.
        Cy = "cy",
        /// Shipping instruction.
        Si = "si",
        /// Verified gross mass.
        Vgm = "vgm",
        /// Customs.
        Customs = "customs",
        /// Advance manifest.
        Ams = "ams",
    }
}

impl CutOffs {
    /// One of the five.
    pub fn get(&self, kind: CutOffKind) -> Option<CutOff> {
        match kind {
            CutOffKind::Cy => self.cy,
            CutOffKind::Si => self.si,
            CutOffKind::Vgm => self.vgm,
            CutOffKind::Customs => self.customs,
            CutOffKind::Ams => self.ams,
        }
    }

    /// The place of one of the five, to be set.
    pub fn get_mut(&mut self, kind: CutOffKind) -> &mut Option<CutOff> {
        match kind {
            CutOffKind::Cy => &mut self.cy,
            CutOffKind::Si => &mut self.si,
            CutOffKind::Vgm => &mut self.vgm,
            CutOffKind::Customs => &mut self.customs,
            CutOffKind::Ams => &mut self.ams,
        }
    }

    /// Those that are given.
    pub fn given(&self) -> impl Iterator<Item = (CutOffKind, CutOff)> + '_ {
        CutOffKind::ALL
            .iter()
            .filter_map(|&kind| self.get(kind).map(|cut_off| (kind, cut_off)))
    }

    /// The next that is still open at `now`, soonest first.
    pub fn next(&self, now: DateTime<FixedOffset>) -> Option<(CutOffKind, CutOff)> {
        self.given()
            .filter(|(_, cut_off)| cut_off.passes_at() > now)
            .min_by_key(|(_, cut_off)| cut_off.passes_at())
    }
}

/// A cut-off: a moment with the POL's offset, or a date, which has passed at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CutOff {
    /// With an hour.
    At(DateTime<FixedOffset>),
    /// Without an hour: the day, and the midnight that ends it at the POL.
    OnDay {
        /// The day.
        day: NaiveDate,
        /// The moment it ends.
        ends: DateTime<FixedOffset>,
    },
}

impl CutOff {
    /// A cut-off without an hour, at a port with that offset.
    pub fn on_day(day: NaiveDate, offset: FixedOffset) -> Self {
        Self::OnDay {
            day,
            ends: end_of_day(day, offset),
        }
    }

    /// The moment from which it has passed.
    pub fn passes_at(self) -> DateTime<FixedOffset> {
        match self {
            Self::At(moment) | Self::OnDay { ends: moment, .. } => moment,
        }
    }
}

/// The midnight that ends a day at an offset.
pub fn end_of_day(day: NaiveDate, offset: FixedOffset) -> DateTime<FixedOffset> {
    let midnight = day
        .succ_opt()
        .unwrap_or(day)
        .and_time(chrono::NaiveTime::MIN);
    DateTime::from_naive_utc_and_offset(midnight - offset, offset)
}

/// The file and row that a sailing came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceRow {
    /// The file's name, without its folder.
    pub file: String,
    /// The sheet's row, from 1.
    pub row: u32,
}

impl Sailing {
    /// The id of what identifies a sailing: `COSU.COSCO-SHIPPING-UNIVERSE.046W.CNSHA.NLRTM`.
    pub fn id_of(
        carrier: &Scac,
        vessel: &str,
        voyage: &Voyage,
        pol: &PortCode,
        pod: &PortCode,
    ) -> SailingId {
        let slug = |text: &str| -> String {
            text.split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join("-")
                .to_uppercase()
        };
        SailingId::new(format!(
            "{carrier}.{}.{}.{}.{}",
            slug(vessel),
            slug(voyage.number()),
            slug(pol.as_str()),
            slug(pod.as_str())
        ))
    }

    /// The next cut-off still open at `now`, soonest first.
    pub fn next_cut_off(&self, now: DateTime<FixedOffset>) -> Option<(CutOffKind, CutOff)> {
        self.cut_offs.next(now)
    }

    /// When it has sailed: the actual departure, else the end of the ETD's day at the POL, whose
    /// offset the caller knows.
    pub fn sails_at(&self, pol_offset: FixedOffset) -> DateTime<FixedOffset> {
        self.atd.unwrap_or_else(|| end_of_day(self.etd, pol_offset))
    }
}

/// Whether two texts name one vessel: case and blanks apart.
pub fn same_vessel(left: &str, right: &str) -> bool {
    let letters = |name: &str| vessel_name(name).replace(' ', "");
    letters(left) == letters(right)
}

/// A vessel's name as it is stored: upper case, single blanks, full-width letters narrowed.
pub fn vessel_name(text: &str) -> String {
    let narrow: String = text
        .chars()
        .map(|letter| match letter {
            '！'..='～' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
            '\u{3000}' | '\u{a0}' => ' ',
            other => other,
        })
        .collect();
    narrow
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_uppercase()
}
