//! A job: the consignment's file with its number, its answers, its booking and its history.

use serde::{Deserialize, Serialize};

use super::codes::{EquipmentType, JobNo, OperatorName, Pointer, SailingId, SoNo};
use super::consignment::{ChargeLine, Consignment, Moment, SailingChoice, ServiceType};
use super::finding::{Answer, Finding};
use super::words::words;

pub use super::amendment::{Amendment, AmendmentCharge, AmendmentState, Department};
pub use super::change::FieldChange;

/// A job as it is stored. Its findings and its stage follow from it, the schedule and the clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The number.
    pub job_no: JobNo,
    /// Counts the changes, from 1.
    pub version: u64,
    /// The original clerk.
    pub clerk: OperatorName,
    /// Made on a practice desk.
    pub practice: bool,
    /// When it was made.
    pub created_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
    /// What the customer asks.
    pub consignment: Consignment,
    /// The answers given.
    pub answers: Vec<Answer>,
    /// The booking, once there is one.
    pub booking: Option<Booking>,
    /// Amendments after booking.
    pub amendments: Vec<Amendment>,
    /// The state after sailing.
    pub status: Option<ShippingStatus>,
    /// How it ended, when cancelled.
    pub cancelled: Option<Stamped>,
    /// What was asked of whom.
    pub asked: Vec<Asked>,
    /// Who last wrote each field.
    pub writers: Vec<(Pointer, OperatorName)>,
    /// What a newer schedule moved, until it is dealt with.
    pub moved: Vec<Moved>,
}

/// Who, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped {
    /// Who.
    pub by: OperatorName,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Option<String>,
}

/// A booking: what we ask the carrier, and what the carrier confirmed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Booking {
    /// The booking order's number.
    pub so_no: SoNo,
    /// The booking order as sent.
    pub order: String,
    /// When.
    pub booked_at: Moment,
    /// By whom.
    pub by: OperatorName,
    /// The carrier's booking number.
    pub booking_no: Option<String>,
    /// When the carrier confirmed.
    pub confirmed_at: Option<Moment>,
    /// The sailing booked, or confirmed.
    pub sailing: SailingChoice,
    /// The equipment booked, or confirmed.
    pub equipment: Vec<BookedEquipment>,
    /// When the customer was told.
    pub customer_told: Option<Stamped>,
    /// Moves to other sailings.
    pub rolls: Vec<Roll>,
}

/// Equipment of a booking.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BookedEquipment {
    /// Container type.
    pub kind: EquipmentType,
    /// How many.
    pub count: u32,
}

/// A move to another sailing (甩柜, 改配).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roll {
    /// From which.
    pub from: Option<SailingId>,
    /// To which.
    pub to: SailingId,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: OperatorName,
    /// Why.
    pub reason: Option<String>,
}

words! {
    /// The state after sailing (note 4).
    pub enum ShippingStatus {
        /// 未出运; only for customs-only and trucking-only jobs.
        NotShipped = "not-shipped",
        /// 出运.
        Shipped = "shipped",
        /// 退载.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// How far a job is.
    pub enum Stage {
        /// A block is open.
        Draft = "draft",
        /// No block is open.
        Ready = "ready",
        /// The booking order is out.
        Booked = "booked",
        /// The carrier has confirmed.
        Confirmed = "confirmed",
        /// The departure has passed; no status yet.
        Sailed = "sailed",
        /// The status is set.
        Closed = "closed",
        /// Ended before it sailed.
        Cancelled = "cancelled",
    }
}

words! {
    /// What a job needs next.
    pub enum QueueAction {
        /// Findings are open.
        Settle = "settle",
        /// Ready to be booked.
        Book = "book",
        /// The carrier's confirmation is outstanding.
        Chase = "chase",
        /// The customer is to be told.
        Tell = "tell",
        /// TEMP is to be replaced.
        ReplaceTemp = "replace-temp",
        /// An amendment waits for review.
        Review = "review",
        /// A role's approval is wanted.
        Approve = "approve",
        /// The state after sailing is to be marked.
        Status = "status",
    }
}

/// A message sent to settle open questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When.
    pub at: Moment,
    /// By which operator.
    pub by: OperatorName,
    /// The findings asked about, by id.
    pub findings: Vec<String>,
}

/// A date or cut-off that a newer schedule moved under a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What: `etd`, `eta`, or a cut-off.
    pub what: String,
    /// As it was.
    pub from: Option<String>,
    /// As it is.
    pub to: Option<String>,
    /// Since when.
    pub at: Moment,
    /// The file that moved it.
    pub file: String,
}

/// One line of a job's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The commit's sequence number; lines of one commit keep their order.
    pub seq: u64,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: OperatorName,
    /// What: an event's name.
    pub event: String,
    /// More about it, by name.
    pub details: Vec<(String, String)>,
    /// What changed.
    pub changes: Vec<FieldChange>,
}

/// What an amendment that is entered means for those that wait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meant<'j> {
    /// It is another one.
    None,
    /// It completes this one.
    Waiting(&'j Amendment),
    /// Papers alone, and several lack theirs.
    OneOfSeveral,
}

impl Job {
    /// Whether the booking order is out.
    pub fn is_booked(&self) -> bool {
        self.booking.is_some()
    }

    /// Whether the carrier has confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.booking
            .as_ref()
            .is_some_and(|booking| booking.confirmed_at.is_some())
    }

    /// The sailing that it is on: the booking's, before that the consignment's.
    pub fn sailing_id(&self) -> Option<&SailingId> {
        let choice = match &self.booking {
            Some(booking) => Some(&booking.sailing),
            None => self.consignment.sailing.as_ref(),
        };
        match choice {
            Some(SailingChoice::Chosen(chosen)) => chosen.id.as_ref(),
            _ => None,
        }
    }

    /// Whether the job's life is over.
    pub fn is_over(&self) -> bool {
        self.status.is_some() || self.cancelled.is_some()
    }

    /// Whether it can have a booking at all.
    pub fn takes_booking(&self) -> bool {
        self.consignment.service() == ServiceType::Export
    }

    /// How far the job is, from its findings and whether its sailing has left.
    pub fn stage(&self, findings: &[Finding], sailed: bool) -> Stage {
        if self.cancelled.is_some() {
            Stage::Cancelled
        } else if self.status.is_some() {
            Stage::Closed
        } else if self.is_booked() {
            if sailed {
                Stage::Sailed
            } else if self.is_confirmed() {
                Stage::Confirmed
            } else {
                Stage::Booked
            }
        } else if findings.iter().any(Finding::blocks) {
            Stage::Draft
        } else {
            Stage::Ready
        }
    }

    /// The last message that asked about a finding.
    pub fn asked_about(&self, finding: &Finding) -> Option<&Asked> {
        let id = finding.id();
        self.asked
            .iter()
            .rev()
            .find(|asked| asked.findings.contains(&id))
    }

    /// Who last wrote a field, or one that holds it.
    pub fn writer_of(&self, field: &Pointer) -> Option<&OperatorName> {
        self.writers
            .iter()
            .rev()
            .find(|(written, _)| field.is_within(written) || written.is_within(field))
            .map(|(_, writer)| writer)
    }

    /// What the amendments in force cost.
    pub fn amendment_costs(&self) -> impl Iterator<Item = ChargeLine> {
        self.amendments
            .iter()
            .filter(|amendment| amendment.state == AmendmentState::Accepted)
            .flat_map(Amendment::costs)
    }

    /// The parts of the form that say which ship goes, and from where to where.
    pub const LANE: &[&str] = &["/sailing", "/pol", "/pod"];

    /// Whether a change in one of these parts of the form came into force since the carrier confirmed.
    pub fn is_amended_since_confirmed(&self, parts: &[&str]) -> bool {
        self.changed_since_confirmed(|change| {
            let within = |part: &&str| change.field.is_within(&Pointer::new(*part));
            parts.iter().any(within)
        })
    }

    /// Whether other containers were ordered since the carrier confirmed: their types or counts, not
    /// what else is said of them.
    pub fn boxes_amended_since_confirmed(&self) -> bool {
        self.changed_since_confirmed(|change| {
            let of_a_line = change.field.tokens().nth(2);
            change.field.is_within(&Pointer::new("/equipment"))
                && of_a_line.is_none_or(|field| matches!(field, "type" | "count"))
        })
    }

    /// Whether such a change came into force since the carrier confirmed.
    fn changed_since_confirmed(&self, touches: impl Fn(&FieldChange) -> bool) -> bool {
        let Some(confirmed_at) = self.booking.as_ref().and_then(|it| it.confirmed_at) else {
            return false;
        };
        self.amendments.iter().any(|amendment| {
            let in_force_at = amendment.reviewed_at.unwrap_or(amendment.requested_at);
            amendment.state == AmendmentState::Accepted
                && in_force_at >= confirmed_at
                && amendment.changes.iter().any(&touches)
        })
    }

    /// The amendments that wait.
    pub fn pending_amendments(&self) -> impl Iterator<Item = &Amendment> {
        self.amendments
            .iter()
            .filter(|amendment| amendment.state == AmendmentState::Pending)
    }

    /// The waiting amendment that a patch is for: the one of the same change. Papers alone, a patch
    /// without a member, are for the one that lacks them.
    pub fn amendment_meant(&self, patch: &str, changes: &[FieldChange]) -> Meant<'_> {
        let papers_alone = patch.chars().filter(|letter| !letter.is_whitespace());
        if matches!(papers_alone.collect::<String>().as_str(), "{}" | "[]") {
            let lacking = self
                .pending_amendments()
                .filter(|amendment| !amendment.is_complete());
            return if lacking.count() > 1 {
                Meant::OneOfSeveral
            } else {
                self.amendment_to_complete()
                    .map_or(Meant::None, Meant::Waiting)
            };
        }
        self.pending_amendments()
            .filter(|waiting| {
                waiting.patch == patch || (!changes.is_empty() && waiting.changes == changes)
            })
            .last()
            .map_or(Meant::None, Meant::Waiting)
    }

    /// The amendment that needs something next: the last that still lacks its confirmation or its
    /// charges, else the last that waits.
    pub fn amendment_to_complete(&self) -> Option<&Amendment> {
        self.pending_amendments()
            .filter(|amendment| !amendment.is_complete())
            .last()
            .or_else(|| self.pending_amendments().last())
    }
}
