//! What a newer file changes against what is stored.

use serde::{Deserialize, Serialize};

use crate::domain::Sailing;
use crate::domain::sailing::{CutOff, CutOffKind};
use crate::domain::words::words;

words! {
    /// A thing of a sailing that a newer schedule can move.
    pub enum Part {
        /// Departure.
        Etd = "etd",
        /// Arrival.
        Eta = "eta",
        /// Container yard cut-off.
        Cy = "cy",
        /// Shipping instruction cut-off.
        Si = "si",
        /// Verified gross mass cut-off.
        Vgm = "vgm",
        /// Customs cut-off.
        Customs = "customs",
        /// Advance manifest cut-off.
        Ams = "ams",
        /// Transhipment port.
        Via = "via",
        /// Terminal of discharge.
        Terminal = "pod_terminal",
        /// Service.
        Service = "service",
        /// The vessel's Chinese name.
        VesselZh = "vessel_zh",
        /// Remarks.
        Remarks = "remarks",
    }
}

/// One thing that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What.
    pub what: Part,
    /// What it was, as JSON shows it.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// By how many minutes, where both are dates: forward is positive.
    pub minutes: Option<i64>,
}

impl Moved {
    /// Whether a job that is booked on the sailing is touched: its dates, its cut-offs, its way.
    pub fn touches_jobs(&self) -> bool {
        !matches!(self.what, Part::Service | Part::VesselZh | Part::Remarks)
    }
}

/// A sailing of a file against the stored one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Difference {
    /// The schedule did not have it.
    Added,
    /// It has moved.
    Changed {
        /// What, in the order of [`Part`].
        moved: Vec<Moved>,
    },
    /// It is the same.
    Unchanged,
}

impl Difference {
    /// What of it a job that is booked on the sailing is touched by.
    pub fn touching_jobs(&self) -> impl Iterator<Item = &Moved> {
        let moved = match self {
            Self::Changed { moved } => &moved[..],
            Self::Added | Self::Unchanged => &[],
        };
        moved.iter().filter(|moved| moved.touches_jobs())
    }
}

/// Compares a sailing with the stored one. What the file does not say (no column, an empty cell) is
/// not taken from the stored sailing: see [`merged`].
pub fn difference(old: Option<&Sailing>, new: &Sailing) -> Difference {
    let Some(old) = old else {
        return Difference::Added;
    };
    let mut moved = Vec::new();
    let mut part = |what, from: Option<String>, to: Option<String>, minutes: Option<i64>| {
        if from != to && to.is_some() {
            moved.push(Moved {
                what,
                from,
                to,
                minutes,
            });
        }
    };
    let days = |from: chrono::NaiveDate, to: chrono::NaiveDate| (to - from).num_minutes();
    part(
        Part::Etd,
        Some(old.etd.to_string()),
        Some(new.etd.to_string()),
        Some(days(old.etd, new.etd)),
    );
    part(
        Part::Eta,
        old.eta.map(|eta| eta.to_string()),
        new.eta.map(|eta| eta.to_string()),
        old.eta.zip(new.eta).map(|(from, to)| days(from, to)),
    );
    for (kind, what) in [
        (CutOffKind::Cy, Part::Cy),
        (CutOffKind::Si, Part::Si),
        (CutOffKind::Vgm, Part::Vgm),
        (CutOffKind::Customs, Part::Customs),
        (CutOffKind::Ams, Part::Ams),
    ] {
        let (from, to) = (old.cut_offs.get(kind), new.cut_offs.get(kind));
        part(
            what,
            from.map(written),
            to.map(written),
            from.zip(to)
                .map(|(from, to)| (to.passes_at() - from.passes_at()).num_minutes()),
        );
    }
    let code = |port: &Option<crate::domain::PortCode>| port.as_ref().map(ToString::to_string);
    part(Part::Via, code(&old.via), code(&new.via), None);
    part(
        Part::Terminal,
        old.pod_terminal.clone(),
        new.pod_terminal.clone(),
        None,
    );
    part(
        Part::Service,
        old.service.clone(),
        new.service.clone(),
        None,
    );
    part(
        Part::VesselZh,
        old.vessel_zh.clone(),
        new.vessel_zh.clone(),
        None,
    );
    part(
        Part::Remarks,
        old.remarks.clone(),
        new.remarks.clone(),
        None,
    );
    if moved.is_empty() {
        Difference::Unchanged
    } else {
        Difference::Changed { moved }
    }
}

/// The sailing to store: the new one, with what it does not say kept from the old, the actual
/// departure first of all.
#[must_use]
pub fn merged(old: &Sailing, mut new: Sailing) -> Sailing {
    new.atd = new.atd.or(old.atd);
    new.eta = new.eta.or(old.eta);
    for kind in CutOffKind::ALL {
        let kept = old.cut_offs.get(*kind);
        let place = new.cut_offs.get_mut(*kind);
        *place = place.or(kept);
    }
    new.via = new.via.or_else(|| old.via.clone());
    new.pod_terminal = new.pod_terminal.or_else(|| old.pod_terminal.clone());
    new.service = new.service.or_else(|| old.service.clone());
    new.vessel_zh = new.vessel_zh.or_else(|| old.vessel_zh.clone());
    new.remarks = new.remarks.or_else(|| old.remarks.clone());
    new
}

/// A cut-off as JSON shows it.
fn written(cut_off: CutOff) -> String {
    match cut_off {
        CutOff::At(moment) => moment.to_rfc3339(),
        CutOff::OnDay { day, .. } => day.to_string(),
    }
}
