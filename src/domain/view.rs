//! What an operator sees of a job: the record with what follows from it, the schedule and the clock.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::codes::{JobNo, OperatorName, PortCode, Scac};
use super::consignment::Moment;
use super::finding::{Counts, Finding, Text};
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
    /// The questions that were sent and are open still.
    pub unanswered: Vec<Unanswered>,
    /// Its history.
    pub timeline: Vec<TimelineEntry>,
}

/// A question that was sent and is open still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// The finding, by id.
    pub finding: String,
    /// When it was last sent.
    pub at: Moment,
    /// By which operator.
    pub by: OperatorName,
    /// The cut-off that the answer is for, the first behind the question; without one the end of the
    /// day it was asked on.
    pub due: Moment,
    /// Whether that has passed, or is as near as the rules warn of it.
    pub overdue: bool,
}

impl Unanswered {
    /// When it was asked, and until when the answer is wanted or was.
    pub fn text(&self) -> Text {
        let key = if self.overdue {
            "word.asked-late"
        } else {
            "word.asked"
        };
        let moment = |moment: Moment| moment.format("%m-%d %H:%M").to_string();
        Text::of(key)
            .with("at", moment(self.at))
            .with("due", moment(self.due))
    }
}

impl JobView {
    /// The question of a finding that was sent and is open still.
    pub fn unanswered_of(&self, finding: &Finding) -> Option<&Unanswered> {
        let id = finding.id();
        self.unanswered.iter().find(|asked| asked.finding == id)
    }
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
    /// The questions that were sent and are open still; none in a plain list.
    pub unanswered: Vec<Unanswered>,
    /// What a newer schedule moved.
    pub moved: Vec<Moved>,
}

impl JobLine {
    /// Of the questions that were sent and are open still, the one whose answer is wanted first.
    pub fn first_unanswered(&self) -> Option<&Unanswered> {
        self.unanswered
            .iter()
            .min_by_key(|asked| (asked.due, asked.at))
    }
}
