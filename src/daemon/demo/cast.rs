//! The sixty jobs: where each is going, how far it has come, and what is wrong with it.

use std::str::FromStr;

use chrono::Duration;
use serde::Deserialize;

use super::clock;
use super::seed::Seed;
use super::table::{self, BadTable};
use crate::domain::words::words;
use crate::domain::{EquipmentType, Moment, Sailing};

const CAST: &str = include_str!("tables/cast.csv");

words! {
    /// How far a job has come.
    pub enum Fate {
        /// A block is open.
        Draft = "draft",
        /// Can be booked.
        Ready = "ready",
        /// Booked on TEMP.
        Temp = "temp",
        /// The carrier has not confirmed.
        Booked = "booked",
        /// The customer has not been told.
        Confirmed = "confirmed",
        /// The customer has been told.
        Told = "told",
        /// Moved to the next ship after it was confirmed.
        Rolled = "rolled",
        /// A colleague's change waits for the original clerk.
        Amended = "amended",
        /// Sailed a few days ago.
        Sailed = "sailed",
        /// Sailed, and its status is overdue.
        Overdue = "overdue",
        /// Closed as shipped.
        Shipped = "shipped",
        /// Closed as withdrawn.
        Withdrawn = "withdrawn",
        /// Ended before it sailed.
        Cancelled = "cancelled",
        /// We only declare.
        CustomsOnly = "customs-only",
        /// We only trucked; closed.
        TruckingOnly = "trucking-only",
    }
}

impl Fate {
    /// Whether the ship has left.
    pub(super) fn has_sailed(self) -> bool {
        matches!(
            self,
            Self::Sailed | Self::Overdue | Self::Shipped | Self::Withdrawn
        )
    }
}

/// A row of the cast. `from` is the first day of the week in which its sailing leaves, counted from
/// today; 0: the last that left, or the one whose first cut-off comes next.
#[derive(Debug, Deserialize)]
struct Row {
    fate: String,
    from: i64,
    pol: String,
    pod: String,
    carrier: String,
    goods: String,
    boxes: String,
    twist: String,
}

/// One job of the cast.
#[derive(Debug)]
pub(super) struct Part {
    pub fate: Fate,
    pub goods: String,
    pub boxes: Vec<(EquipmentType, u32)>,
    /// What is wrong with it; empty: nothing.
    pub twist: String,
    /// The sailing it goes by.
    pub sailing: Sailing,
}

/// The cast, each part with its sailing.
pub(super) fn parts(now: Moment, sailings: &[Sailing]) -> Result<Vec<Part>, BadTable> {
    table::rows::<Row>("cast", CAST)?
        .into_iter()
        .enumerate()
        .map(|(number, row)| row.part(number, now, sailings))
        .collect()
}

impl Row {
    fn part(self, number: usize, now: Moment, sailings: &[Sailing]) -> Result<Part, BadTable> {
        let fate: Fate = table::read("cast", &self.fate)?;
        let today = now.with_timezone(&clock::china()).date_naive();
        let first = today + Duration::days(self.from);
        let (first, last) = match (self.from, fate.has_sailed()) {
            (0, true) => (today - Duration::days(13), today - Duration::days(1)),
            (0, false) => (today, today + Duration::days(13)),
            _ => (first, first + Duration::days(6)),
        };
        let mut fitting: Vec<&Sailing> = sailings
            .iter()
            .filter(|sailing| {
                sailing.pol.as_str() == self.pol
                    && sailing.pod.as_str() == self.pod
                    && (first..=last).contains(&sailing.etd)
                    && (self.carrier.is_empty() || sailing.carrier.as_str() == self.carrier)
            })
            .collect();
        if self.from == 0 && fate.has_sailed() {
            fitting.sort_by_key(|sailing| std::cmp::Reverse(sailing.etd));
            fitting.truncate(1);
        } else if self.from == 0 {
            // Time enough to book it, and none to lose.
            let soonest = now + Duration::minutes(90);
            fitting.retain(|sailing| first_cut_off(sailing).is_some_and(|at| at > soonest));
            fitting.sort_by_key(|sailing| first_cut_off(sailing));
            fitting.truncate(1);
        }
        if fitting.is_empty() {
            let lane = format!("{} to {} by “{}”", self.pol, self.pod, self.carrier);
            return Err(BadTable::new("cast", format!("no sailing from {lane}")));
        }
        let chosen = Seed::new(number as u64).below(u32::try_from(fitting.len()).unwrap_or(1));
        Ok(Part {
            fate,
            goods: self.goods,
            boxes: boxes(&self.boxes)?,
            twist: self.twist,
            sailing: fitting.swap_remove(chosen as usize).clone(),
        })
    }
}

/// When the first of a sailing's cut-offs passes.
fn first_cut_off(sailing: &Sailing) -> Option<Moment> {
    sailing
        .cut_offs
        .given()
        .map(|(_, cut_off)| cut_off.passes_at())
        .min()
}

/// Containers as the trade writes them: `2*40HQ+1*20GP`.
fn boxes(text: &str) -> Result<Vec<(EquipmentType, u32)>, BadTable> {
    text.split('+')
        .map(|one| {
            let (count, kind) = one
                .split_once('*')
                .ok_or_else(|| BadTable::new("cast", format!("“{one}” is no equipment")))?;
            let kind =
                EquipmentType::from_str(kind).map_err(|error| BadTable::new("cast", error))?;
            Ok((kind, table::read("cast", count)?))
        })
        .collect()
}
