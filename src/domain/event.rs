//! What happened to a job. Each event becomes one line of its history.

use super::codes::{JobNo, OperatorName, Pointer};
use super::consignment::{ChosenSailing, Completed, Consignment, Moment};
use super::finding::Answer;
use super::job::{
    Amendment, AmendmentState, BookedEquipment, Booking, Department, FieldChange, ShippingStatus,
};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The job was made.
    Created {
        /// The job that it was copied from.
        copy_of: Option<JobNo>,
    },
    /// The consignment changed.
    Edited {
        /// As it is now.
        after: Box<Consignment>,
        /// What changed.
        changes: Vec<FieldChange>,
        /// What the clerk filled in for the customer, with who confirmed it.
        completed: Vec<Completed>,
    },
    /// A finding was answered, approved or put off.
    Answered(Answer),
    /// Answers whose values changed count no longer.
    Voided {
        /// The answers' numbers.
        answers: Vec<u32>,
    },
    /// The booking order is out.
    Booked(Box<Booking>),
    /// The carrier has confirmed.
    Confirmed {
        /// The booking number.
        booking_no: String,
        /// The sailing, where the carrier gave one.
        sailing: Option<ChosenSailing>,
        /// Whether it replaced TEMP.
        replaces_temp: bool,
        /// The equipment, where the carrier gave other.
        equipment: Option<Vec<BookedEquipment>>,
    },
    /// Moved to another sailing.
    Rolled {
        /// From which.
        from: Option<ChosenSailing>,
        /// To which.
        to: ChosenSailing,
        /// Why.
        reason: Option<String>,
    },
    /// The customer was told.
    Told,
    /// A change to a booked job was entered, or an entered one completed.
    AmendmentEntered(Box<Amendment>),
    /// An amendment came into force, or was rejected.
    AmendmentSettled {
        /// Which.
        no: u32,
        /// Accepted or rejected.
        state: AmendmentState,
        /// The consignment now, when accepted.
        after: Option<Box<Consignment>>,
        /// What changed.
        changes: Vec<FieldChange>,
        /// Who reviewed it; none where the original clerk entered it.
        reviewed_by: Option<OperatorName>,
        /// The review's note.
        note: Option<String>,
        /// The departments told.
        notified: Vec<Department>,
    },
    /// The state after sailing was set.
    StatusSet(ShippingStatus),
    /// The job was ended.
    Cancelled {
        /// Why.
        reason: String,
    },
    /// The open questions were sent.
    Asked {
        /// The findings asked about.
        findings: Vec<String>,
    },
    /// Questions that were sent are others now: nobody was asked those.
    QuestionsVoid {
        /// The findings, by id, as they were asked about.
        findings: Vec<String>,
    },
}

/// When and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: OperatorName,
}

impl Event {
    /// The name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Created { copy_of: None } => "created",
            Self::Created { copy_of: Some(_) } => "copied",
            Self::Edited { .. } => "edited",
            Self::Answered(answer) if answer.put_off_until().is_some() => "deferred",
            Self::Answered(answer) if answer.role.is_some() => "approved",
            Self::Answered(_) => "answered",
            Self::Voided { .. } => "answers-void",
            Self::Booked(_) => "booked",
            Self::Confirmed { .. } => "confirmed",
            Self::Rolled { .. } => "rolled",
            Self::Told => "told",
            Self::AmendmentEntered(_) => "amendment-entered",
            Self::AmendmentSettled { state, .. } => match state {
                AmendmentState::Accepted => "amended",
                AmendmentState::Rejected => "amendment-rejected",
                AmendmentState::Pending => "amendment-pending",
            },
            Self::StatusSet(_) => "status",
            Self::Cancelled { .. } => "cancelled",
            Self::Asked { .. } => "asked",
            Self::QuestionsVoid { .. } => "questions-void",
        }
    }

    /// What changed in the consignment.
    pub fn changes(&self) -> &[FieldChange] {
        match self {
            Self::Edited { changes, .. } | Self::AmendmentSettled { changes, .. } => changes,
            _ => &[],
        }
    }

    /// Whether it changes the consignment beyond what [`Event::changes`] names: a sailing taken
    /// over, charges entered.
    pub fn carries_over(&self) -> bool {
        matches!(
            self,
            Self::Confirmed { .. }
                | Self::Rolled { .. }
                | Self::AmendmentSettled {
                    state: AmendmentState::Accepted,
                    ..
                }
        )
    }

    /// Whether what the booking order says may have changed with it.
    pub fn touches_order(&self) -> bool {
        matches!(
            self,
            Self::Edited { .. }
                | Self::Rolled { .. }
                | Self::AmendmentSettled {
                    state: AmendmentState::Accepted,
                    ..
                }
        )
    }

    /// More about it, by name, for the history.
    pub fn details(&self) -> Vec<(String, String)> {
        let mut details = Vec::new();
        let mut tell = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                details.push((name.to_owned(), value));
            }
        };
        match self {
            Self::Created { copy_of } => tell("copy_of", copy_of.as_ref().map(ToString::to_string)),
            Self::Edited { completed, .. } => {
                tell(
                    "confirmed_by",
                    completed.iter().find_map(|entry| entry.by.clone()),
                );
            }
            Self::Answered(answer) => {
                let place = answer
                    .field
                    .as_ref()
                    .map_or(String::new(), |field| format!("@{field}"));
                tell("finding", Some(format!("{}{place}", answer.rule)));
                tell("party", answer.party.map(|party| party.to_string()));
                tell("role", answer.role.map(|role| role.to_string()));
                tell("by", Some(answer.by.clone()));
                tell("reason", answer.reason.clone());
                tell("until", answer.until.map(|until| until.to_rfc3339()));
            }
            Self::Voided { answers } => {
                let numbers: Vec<String> = answers.iter().map(ToString::to_string).collect();
                tell("answers", Some(numbers.join(",")));
            }
            Self::Booked(booking) => tell("so_no", Some(booking.so_no.to_string())),
            Self::Confirmed {
                booking_no,
                sailing,
                ..
            } => {
                tell("booking_no", Some(booking_no.clone()));
                tell("sailing", sailing.as_ref().and_then(sailing_id));
            }
            Self::Rolled { from, to, reason } => {
                tell("from", from.as_ref().and_then(sailing_id));
                tell("to", sailing_id(to));
                tell("reason", reason.clone());
            }
            Self::AmendmentEntered(amendment) => {
                tell("amendment", Some(amendment.no.to_string()));
                tell("confirmation", amendment.confirmation.clone());
                tell("confirmed_by", amendment.confirmed_by.clone());
            }
            Self::AmendmentSettled {
                no, note, notified, ..
            } => {
                tell("amendment", Some(no.to_string()));
                tell("note", note.clone());
                let told: Vec<&str> = notified
                    .iter()
                    .map(|department| department.as_str())
                    .collect();
                tell("notified", (!told.is_empty()).then(|| told.join(",")));
            }
            Self::StatusSet(status) => tell("status", Some(status.to_string())),
            Self::Cancelled { reason } => tell("reason", Some(reason.clone())),
            Self::Asked { findings } | Self::QuestionsVoid { findings } => {
                tell("findings", Some(findings.join(",")));
            }
            Self::Told => {}
        }
        details
    }
}

fn sailing_id(sailing: &ChosenSailing) -> Option<String> {
    sailing.id.as_ref().map(ToString::to_string)
}

/// The fields of a change that hold a value afterwards: what a confirmation covers.
pub(super) fn filled_in(changes: &[FieldChange]) -> impl Iterator<Item = &Pointer> {
    changes
        .iter()
        .filter(|change| change.from.is_none() && change.to.is_some())
        .map(|change| &change.field)
}
