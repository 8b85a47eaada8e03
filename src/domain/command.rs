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
    Edit(Edit),
    /// A party's confirmation, recorded by the clerk.
    Answer(GivenAnswer),
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
    Defer(Deferral),
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
    Amend(EnteredAmendment),
    /// The review of an amendment.
    Review(Verdict),
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

/// A change of the consignment.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The consignment after the change.
    pub after: Box<Consignment>,
    /// What changes.
    pub changes: Vec<FieldChange>,
    /// The lists that had lines and have more now.
    pub grown: Vec<Pointer>,
    /// Who confirmed what the clerk filled in for the customer.
    pub confirmed_by: Option<String>,
}

/// A party's word on a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenAnswer {
    /// The rule.
    pub rule: RuleId,
    /// The place, where the rule fires at several.
    pub field: Option<Pointer>,
    /// The party; none where the rule names only one.
    pub party: Option<AnswerParty>,
    /// The party's person.
    pub by: String,
    /// When they said it; now where nothing says so, and never later.
    pub at: Option<Moment>,
    /// By what.
    pub reason: Option<String>,
    /// Until when the carrier extends a cut-off.
    pub until: Option<Moment>,
}

/// A finding put off.
#[derive(Debug, Clone, PartialEq)]
pub struct Deferral {
    /// The rule.
    pub rule: RuleId,
    /// The place, where the rule fires at several.
    pub field: Option<Pointer>,
    /// Until when.
    pub until: Moment,
    /// By name.
    pub by: String,
}

/// An amendment as it was entered.
#[derive(Debug, Clone, PartialEq)]
pub struct EnteredAmendment {
    /// The consignment after the change.
    pub after: Box<Consignment>,
    /// The patch, a JSON text.
    pub patch: String,
    /// What changes.
    pub changes: Vec<FieldChange>,
    /// The customer's written confirmation.
    pub confirmation: Option<String>,
    /// The customer's person who confirmed.
    pub confirmed_by: Option<String>,
    /// The charges; none: not said.
    pub charges: Option<Vec<AmendmentCharge>>,
    /// The departments that such changes are told to.
    pub departments: Vec<Department>,
}

/// A reviewer's word on an amendment.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The amendment.
    pub no: u32,
    /// The consignment with the amendment's patch applied to what it is now.
    pub after: Box<Consignment>,
    /// Accepted or rejected.
    pub accept: bool,
    /// A note; the route manager notes the clerk's absence in it.
    pub note: Option<String>,
    /// The departments that the amendment's changes are told to when it is accepted.
    pub departments: Vec<Department>,
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
