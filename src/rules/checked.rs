//! The consignment with its names looked up: what several rules need, worked out once.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;

use super::carried;
use super::extended;
use super::facts::{CheckStage, Facts};
use super::meant::Route;
use super::wording::said;
use crate::domain::consignment::{CargoLine, EquipmentLine};
use crate::domain::{Consignment, CutOffs, Given, Job, KnownValue, PortCode, Sailing};
use crate::reference::{Equipment, GoodsCategory, GoodsReading, Port, Reference};

/// A consignment as the rules look at it.
pub struct Checked<'a> {
    /// The consignment.
    pub consignment: &'a Consignment,
    /// The facts.
    pub facts: &'a Facts<'a>,
    /// The chosen sailing as the schedule has it, between the consignment's ports where it calls
    /// there, else the nearest of the same vessel and voyage.
    pub sailing: Option<&'a Sailing>,
    /// The sailing that the boxes go by: the one that the carrier confirmed, where it confirmed
    /// another than was chosen. Its dates count.
    pub carried: Option<&'a Sailing>,
    /// That sailing's cut-offs, as far as the carrier has extended them with its new times.
    pub cut_offs: CutOffs,
    /// Port of loading.
    pub pol: Place<'a>,
    /// Port of discharge.
    pub pod: Place<'a>,
    /// Transhipment port.
    pub via: Place<'a>,
    /// Place of delivery.
    pub delivery: Place<'a>,
    /// The equipment lines.
    pub boxes: Vec<Boxes<'a>>,
    /// The containers that the goods go into, by the line that ordered them: the lines' own, or what
    /// the carrier confirmed in their place.
    pub loaded: Vec<Boxes<'a>>,
    /// Whether the carrier confirmed other containers than the lines say.
    pub is_substituted: bool,
    /// What each cargo line is, by its names and its code.
    goods: Vec<GoodsReading<'a>>,
}

/// A place as the form gives it.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// Not answered.
    Blank,
    /// Not in the port table.
    Unknown(&'a str),
    /// In the port table.
    Port(&'a Port),
}

impl<'a> Place<'a> {
    fn look_up(given: Option<&'a Given<PortCode>>, reference: &'a Reference) -> Self {
        let text = match given {
            None => return Self::Blank,
            Some(Given::Known(code)) => code.as_str(),
            Some(Given::AsWritten(text)) => text,
        };
        match (said(text), reference.port(text)) {
            (None, _) => Self::Blank,
            (_, Some(port)) => Self::Port(port),
            (Some(text), None) => Self::Unknown(text),
        }
    }

    /// The port, where it is one.
    pub fn port(self) -> Option<&'a Port> {
        match self {
            Self::Port(port) => Some(port),
            Self::Blank | Self::Unknown(_) => None,
        }
    }

    /// Whether nothing was given.
    pub fn is_blank(self) -> bool {
        matches!(self, Self::Blank)
    }
}

/// One equipment line with its type looked up.
#[derive(Debug, Clone, Copy)]
pub struct Boxes<'a> {
    /// The line's index.
    pub index: usize,
    /// The line.
    pub line: &'a EquipmentLine,
    /// Its type, where the table has it.
    pub spec: Option<&'a Equipment>,
    /// How many, where it says so; a line of none counts as not said.
    pub count: Option<u32>,
}

impl<'a> Boxes<'a> {
    /// The type, where it is known and the line says how many.
    pub fn known(&self) -> Option<(&'a Equipment, u32)> {
        self.spec.zip(self.count)
    }

    /// The line's pointer.
    pub fn at(&self) -> String {
        format!("/equipment/{}", self.index)
    }

    /// Whether it cools: a reefer that is not said to be non-operating.
    pub fn cools(&self) -> bool {
        self.spec.is_some_and(|spec| spec.reefer) && self.line.non_operating != Some(true)
    }

    /// The type as the trade writes it, or what was written.
    pub fn name(&self) -> &'a str {
        match (&self.spec, &self.line.kind) {
            (Some(spec), _) => spec.kind.as_str(),
            (None, Some(Given::AsWritten(text))) => text,
            (None, Some(Given::Known(kind))) => kind.as_str(),
            (None, None) => "",
        }
    }
}

impl<'a> Checked<'a> {
    /// Looks the names up.
    pub fn new(consignment: &'a Consignment, facts: &'a Facts<'a>) -> Self {
        let reference = facts.reference;
        let boxes: Vec<Boxes<'a>> = consignment
            .equipment
            .iter()
            .enumerate()
            .map(|(index, line)| Boxes {
                index,
                line,
                spec: line.kind.as_ref().and_then(|kind| match kind {
                    Given::Known(kind) => reference.equipment(kind.as_str()),
                    Given::AsWritten(text) => reference.equipment(text),
                }),
                count: line.count.filter(|&count| count > 0),
            })
            .collect();
        let confirmed = carried::confirmed(&boxes, facts, reference);
        let is_substituted = confirmed.is_some();
        let place = |given: &'a Option<Given<PortCode>>| Place::look_up(given.as_ref(), reference);
        let mut checked = Self {
            consignment,
            facts,
            sailing: None,
            carried: None,
            cut_offs: CutOffs::default(),
            pol: place(&consignment.pol),
            pod: place(&consignment.pod),
            via: place(&consignment.via),
            delivery: place(&consignment.delivery),
            loaded: confirmed.unwrap_or_else(|| boxes.clone()),
            is_substituted,
            boxes,
            goods: consignment
                .cargo
                .iter()
                .map(|line| {
                    reference.goods.read(
                        line.name_en.as_deref(),
                        line.name_zh.as_deref(),
                        line.hs_code.as_ref(),
                    )
                })
                .collect(),
        };
        checked.sailing = checked.route().resolve(facts.sailings);
        let ordered_anew = |job: &&Job| job.is_amended_since_confirmed(Job::LANE);
        let confirmed = facts
            .job
            .filter(|job| job.is_confirmed())
            .filter(|job| !ordered_anew(job))
            .and(facts.booked_sailing);
        checked.carried = confirmed.or(checked.sailing);
        if let Some(sailing) = checked.carried {
            checked.cut_offs = extended::of(sailing, consignment, facts);
        }
        checked
    }

    /// What sailings are held against.
    pub(super) fn route(&self) -> Route<'a> {
        Route {
            consignment: self.consignment,
            reference: self.reference(),
            pol: self.pol.port(),
            pod: self.pod.port(),
        }
    }

    /// The reference tables.
    pub fn reference(&self) -> &'a Reference {
        self.facts.reference
    }

    /// Whether the booking order is out.
    pub fn is_booked(&self) -> bool {
        self.facts.stage != CheckStage::Draft
    }

    /// The day that it is where the desk stands.
    pub fn today(&self) -> NaiveDate {
        self.facts.now.date_naive()
    }

    /// The departure date: the schedule's, else what the form gives.
    pub fn etd(&self) -> Option<NaiveDate> {
        self.carried
            .map(|sailing| sailing.etd)
            .or_else(|| self.consignment.chosen_sailing()?.etd)
    }

    /// The offset of the sailing's dates: the port of loading's.
    pub fn sailing_offset(&self, sailing: &Sailing) -> FixedOffset {
        self.reference()
            .port(sailing.pol.as_str())
            .map_or(*self.facts.now.offset(), |port| port.offset_on(sailing.etd))
    }

    /// When the ship leaves, or left.
    pub fn sails_at(&self) -> Option<DateTime<FixedOffset>> {
        let sailing = self.carried?;
        Some(sailing.sails_at(self.sailing_offset(sailing)))
    }

    /// Whether the ship has left.
    pub fn has_sailed(&self) -> bool {
        self.sails_at().is_some_and(|left| self.facts.now >= left)
    }

    /// Whether the job's status is set: nothing is due any more.
    pub fn is_closed(&self) -> bool {
        self.facts.job.is_some_and(|job| job.status.is_some())
    }

    /// The equipment line that a cargo line says it is loaded in, where there is such a line.
    pub fn loaded_in(&self, cargo: &CargoLine) -> Option<usize> {
        cargo
            .loaded_in
            .and_then(|index| usize::try_from(index).ok())
            .filter(|&index| index < self.boxes.len())
    }

    /// The cargo lines with their pointers.
    pub fn cargo(&self) -> impl Iterator<Item = (String, &'a CargoLine)> + '_ {
        self.consignment
            .cargo
            .iter()
            .enumerate()
            .map(|(index, line)| (format!("/cargo/{index}"), line))
    }

    /// Whether the cargo line at a pointer is of a category.
    pub fn goods_are(&self, at: &str, category: GoodsCategory) -> bool {
        at.rsplit('/')
            .next()
            .and_then(|index| self.goods.get(index.parse::<usize>().ok()?))
            .is_some_and(|reading| reading.get(category).is_some())
    }

    /// The cargo lines of a category, with the pointers of the fields that say so.
    pub fn goods_of(&self, category: GoodsCategory) -> Vec<(String, &'a CargoLine)> {
        self.cargo()
            .filter(|(at, _)| self.goods_are(at, category))
            .collect()
    }

    /// The cargo lines that may be loaded in an equipment line: those that say so, and those that
    /// do not say where.
    pub fn may_be_in(&self, boxes: usize) -> impl Iterator<Item = (String, &'a CargoLine)> + '_ {
        self.cargo()
            .filter(move |(_, cargo)| self.loaded_in(cargo).is_none_or(|index| index == boxes))
    }

    /// The containers that go by an equipment line's order.
    pub fn loaded_of(&self, line: usize) -> impl Iterator<Item = &Boxes<'a>> {
        self.loaded.iter().filter(move |boxes| boxes.index == line)
    }

    /// The sum of a measure over the cargo: for each equipment line what is said to be in it, and
    /// what is not said to be anywhere. Lines without the measure count nothing. What is said to be in
    /// a line whose boxes were not confirmed, or as several types, may be anywhere.
    pub fn spread(&self, measure: impl Fn(&CargoLine) -> Option<Decimal>) -> Spread {
        let mut spread = Spread {
            assigned: vec![Decimal::ZERO; self.boxes.len()],
            free: Decimal::ZERO,
        };
        for cargo in &self.consignment.cargo {
            let Some(amount) = measure(cargo) else {
                continue;
            };
            let sum = match self.loaded_in(cargo) {
                Some(index) if self.loaded_of(index).count() == 1 => &mut spread.assigned[index],
                _ => &mut spread.free,
            };
            *sum = sum.saturating_add(amount);
        }
        spread
    }

    /// The gross weights in kilograms.
    pub fn weights(&self) -> Spread {
        self.spread(|cargo| cargo.gross_kg.known().map(|weight| weight.0))
    }

    /// The volumes in cubic metres.
    pub fn volumes(&self) -> Spread {
        self.spread(|cargo| cargo.volume_cbm.known().map(|volume| volume.0))
    }
}

/// A measure of the cargo over the equipment lines.
#[derive(Debug, Clone)]
pub struct Spread {
    /// For each equipment line, what is said to be in it.
    pub assigned: Vec<Decimal>,
    /// What may be anywhere.
    pub free: Decimal,
}

impl Spread {
    /// All of it.
    pub fn total(&self) -> Decimal {
        self.assigned
            .iter()
            .fold(self.free, |sum, amount| sum.saturating_add(*amount))
    }

    /// Whether it fits under limits, one for each equipment line, however the free part is spread;
    /// a line without a limit takes everything.
    pub fn fits(&self, limits: &[Option<Decimal>]) -> bool {
        let mut room = Some(Decimal::ZERO);
        for (assigned, limit) in self.assigned.iter().zip(limits) {
            match limit {
                None => room = None,
                Some(limit) if assigned > limit => return false,
                Some(limit) => {
                    room = room.map(|room| room.saturating_add(limit.saturating_sub(*assigned)));
                }
            }
        }
        room.is_none_or(|room| self.free <= room)
    }
}

/// A limit a box times the number of boxes.
pub fn times(limit: Decimal, count: u32) -> Decimal {
    limit.saturating_mul(Decimal::from(count))
}
