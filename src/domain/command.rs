//! What an operator asks of a job, and what the caller knows that `decide` may not look up.

use super::codes::{JobNo, Pointer, RuleId, SoNo};
use super::consignment::{AnswerParty, ChosenSailing, Consignment, Moment, SailingChoice};
use super::finding::{Finding, Text};
use super::job::{AmendmentCharge, BookedEquipment, Department, FieldChange, ShippingStatus};
use super::operator::Operator;

/// A change asked of one job.
#[derive(Debug, Clone, PartialEq)]
pub enum JobCommand {
    /// Changes the consignment of a job that is not booked, or fills in what a booked one lacks.
    Edit {
        /// The consignment after the change.
        after: Box<Consignment>,
        /// What changes.
        changes: Vec<FieldChange>,
        /// The lists that had lines and have more now.
        grown: Vec<Pointer>,
        /// Who confirmed what the clerk filled in for the customer.
        confirmed_by: Option<String>,
    },
    /// A party's confirmation, recorded by the clerk.
    Answer {
        /// The rule.
        rule: RuleId,
        /// The place, where the rule fires at several.
        field: Option<Pointer>,
        /// The party; none where the rule names only one.
        party: Option<AnswerParty>,
        /// The party's person.
        by: String,
        /// By what.
        reason: Option<String>,
    },
    /// A role's own approval.
    Approve {
        /// The rule.
        rule: RuleId,
        /// The place, where the rule fires at several.
        field: Option<Pointer>,
        /// A note.
        note: Option<String>,
    },
    /// Put off until the customer supplies it.
    Defer {
        /// The rule.
        rule: RuleId,
        /// The place, where the rule fires at several.
        field: Option<Pointer>,
        /// Until when.
        until: Moment,
        /// By name.
        by: String,
    },
    /// Issues the booking order.
    Book {
        /// The number that the ledger gives.
        so_no: SoNo,
        /// The booking order.
        order: String,
    },
    /// The carrier's confirmation.
    Confirm {
        /// The carrier's booking number.
        booking_no: String,
        /// The sailing that the carrier gives, where it was TEMP or differs.
        sailing: Option<ChosenSailing>,
        /// The equipment that the carrier gives, where it differs.
        equipment: Option<Vec<BookedEquipment>>,
    },
    /// To another sailing of the same service.
    Roll {
        /// The sailing.
        to: ChosenSailing,
        /// Why.
        reason: Option<String>,
    },
    /// The customer was told of the confirmation.
    Tell,
    /// A change to a booked job.
    Amend {
        /// The consignment after the change.
        after: Box<Consignment>,
        /// The patch, a JSON text.
        patch: String,
        /// What changes.
        changes: Vec<FieldChange>,
        /// The customer's written confirmation.
        confirmation: Option<String>,
        /// The customer's person who confirmed.
        confirmed_by: Option<String>,
        /// The charges; none: not said.
        charges: Option<Vec<AmendmentCharge>>,
        /// The departments that such changes are told to.
        departments: Vec<Department>,
    },
    /// The review of an amendment.
    Review {
        /// The amendment.
        no: u32,
        /// The consignment with the amendment's patch applied to what it is now.
        after: Box<Consignment>,
        /// Accepted or rejected.
        accept: bool,
        /// A note; the route manager notes the clerk's absence in it.
        note: Option<String>,
        /// The departments that the amendment's changes are told to when it is accepted.
        departments: Vec<Department>,
    },
    /// The state after sailing.
    SetStatus(ShippingStatus),
    /// Ends a job that never sailed.
    Cancel {
        /// Why.
        reason: String,
    },
    /// The open questions were sent.
    Ask {
        /// The findings asked about.
        findings: Vec<String>,
    },
}

/// What `decide` is told.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Now, never before the last event.
    pub now: Moment,
    /// Who asks.
    pub operator: &'a Operator,
    /// The findings as they stand.
    pub findings: &'a [Finding],
    /// Whether the job's sailing has left.
    pub sailed: bool,
    /// Whether the operator took over the work of the job's clerk.
    pub stands_in: bool,
}

/// Makes a job of a consignment.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// The number that the ledger gives.
    pub job_no: JobNo,
    /// The consignment, its sailing settled against the schedule.
    pub consignment: Consignment,
    /// The job that it was copied from.
    pub copy_of: Option<JobNo>,
    /// On a practice desk.
    pub practice: bool,
}

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The procedure or the job's state is against it.
    Refused {
        /// What is wrong.
        message: Text,
        /// What to do.
        hint: Option<Text>,
    },
    /// Blocks are open.
    Blocked,
    /// The account lacks the right.
    Forbidden {
        /// What is wrong.
        message: Text,
        /// What to do.
        hint: Option<Text>,
    },
}

impl Refusal {
    /// Refused, with what to do.
    pub(super) fn because(message: Text, hint: Text) -> Self {
        Self::Refused {
            message,
            hint: Some(hint),
        }
    }

    /// Forbidden, with what to do.
    pub(super) fn forbidden(message: Text, hint: Text) -> Self {
        Self::Forbidden {
            message,
            hint: Some(hint),
        }
    }
}

/// The sailing of a booking as the job shows it.
pub fn booked_choice(to: &ChosenSailing) -> SailingChoice {
    SailingChoice::Chosen(ChosenSailing {
        voyage_typed: None,
        ..to.clone()
    })
}
