//! What a client may ask of one job.

use serde::{Deserialize, Serialize};

use crate::domain::consignment::{AnswerParty, Moment};
use crate::domain::job::{AmendmentCharge, BookedEquipment, ShippingStatus};
use crate::domain::{Pointer, RuleId, SailingId};

/// A change of one job, as a client asks it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum JobOp {
    /// A patch of the consignment.
    Edit {
        /// A JSON text: an array is RFC 6902, an object RFC 7396.
        patch: String,
        /// Who confirmed what is filled in.
        confirmed_by: Option<String>,
    },
    /// One of a finding's fixes.
    Fix {
        /// The rule.
        rule: RuleId,
        /// The place.
        field: Option<Pointer>,
        /// Which fix, from 1.
        choice: u32,
    },
    /// A party's confirmation.
    Answer {
        /// The rule.
        rule: RuleId,
        /// The place.
        field: Option<Pointer>,
        /// The party.
        party: Option<AnswerParty>,
        /// The party's person.
        by: String,
        /// When they said it, where the reply says so; else now.
        at: Option<Moment>,
        /// By what.
        reason: Option<String>,
        /// Until when the carrier extends a cut-off.
        until: Option<Moment>,
    },
    /// A role's own approval.
    Approve {
        /// The rule.
        rule: RuleId,
        /// The place.
        field: Option<Pointer>,
        /// A note.
        note: Option<String>,
    },
    /// Put off.
    Defer {
        /// The rule.
        rule: RuleId,
        /// The place.
        field: Option<Pointer>,
        /// Until when.
        until: Moment,
        /// By name.
        by: String,
    },
    /// Issues the booking order.
    Book,
    /// The carrier's confirmation.
    Confirm {
        /// The booking number.
        booking_no: String,
        /// The sailing.
        sailing: Option<SailingId>,
        /// The equipment.
        equipment: Option<Vec<BookedEquipment>>,
    },
    /// The customer was told.
    Tell,
    /// Changes a booked job.
    Amend {
        /// A JSON text, as for an edit.
        patch: String,
        /// The customer's written confirmation.
        confirmation: Option<String>,
        /// The customer's person.
        confirmed_by: Option<String>,
        /// The charges; none: not said.
        charges: Option<Vec<AmendmentCharge>>,
    },
    /// The review of an amendment.
    Review {
        /// Which.
        no: u32,
        /// Accepted or rejected.
        accept: bool,
        /// A note.
        note: Option<String>,
    },
    /// The state after sailing.
    Status(ShippingStatus),
    /// Ends the job.
    Cancel {
        /// Why.
        reason: String,
    },
}
