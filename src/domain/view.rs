//! What an operator sees of a job: the record with what follows from it, the schedule and the clock.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::codes::{JobNo, OperatorName, PortCode, Scac};
use super::consignment::Moment;
use super::finding::{Counts, Finding};
use super::given::Given;
use super::job::{Job, Moved, QueueAction, ShippingStatus, Stage, TimelineEntry};
use super::sailing::{CutOffKind, Sailing};
use super::voyage::Voyage;

/// A job with its findings and its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobView {
    /// The record.
    pub job: Job,
    /// How far it is.
    pub stage: Stage,
    /// Until when the state after sailing must be set; none before it sailed, or when a counted
    /// day lies in a year whose working days are not published.
    pub status_due: Option<NaiveDate>,
    /// In whose hands it is.
    pub holder: Option<OperatorName>,
    /// Every finding.
    pub findings: Vec<Finding>,
    /// The sailing it is on, as the schedule has it.
    pub sailing: Option<Sailing>,
    /// Its history.
    pub timeline: Vec<TimelineEntry>,
}

/// A job as one line of a list or of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobLine {
    /// The number.
    pub job_no: JobNo,
    /// Counts the changes.
    pub version: u64,
    /// How far it is.
    pub stage: Stage,
    /// The state after sailing.
    pub status: Option<ShippingStatus>,
    /// The original clerk.
    pub clerk: OperatorName,
    /// The principal's name.
    pub principal: Option<String>,
    /// The customer's own reference.
    pub customer_ref: Option<String>,
    /// The goods' names, for searching.
    pub goods: Vec<String>,
    /// The carrier's booking number.
    pub booking_no: Option<String>,
    /// The carrier.
    pub carrier: Option<Given<Scac>>,
    /// The vessel; `TEMP` while it stands.
    pub vessel: Option<String>,
    /// The voyage.
    pub voyage: Option<Given<Voyage>>,
    /// Port of loading.
    pub pol: Option<Given<PortCode>>,
    /// Port of discharge.
    pub pod: Option<Given<PortCode>>,
    /// Departure of the sailing, else the date asked for.
    pub etd: Option<NaiveDate>,
    /// `2*40HQ+1*20GP`.
    pub equipment: String,
    /// The next cut-off that our step still needs.
    pub cut_off: Option<(CutOffKind, Moment)>,
    /// In whose hands it is.
    pub holder: Option<OperatorName>,
    /// Open findings.
    pub findings: Counts,
    /// What it needs next; none in a plain list.
    pub action: Option<QueueAction>,
    /// Until when.
    pub due: Option<Moment>,
    /// Whether that has passed.
    pub overdue: bool,
    /// What a newer schedule moved.
    pub moved: Vec<Moved>,
}
