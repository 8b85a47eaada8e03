//! What was done at the practice desk, as data.

use crate::domain::job::ShippingStatus;
use crate::domain::{Consignment, Moment, OperatorName, Role, Sailing, SailingId};
use crate::protocol::JobOp;

/// An operator to be enrolled.
#[derive(Debug, Clone, PartialEq)]
pub struct Enrolment {
    /// The name, as `--as` takes it.
    pub name: OperatorName,
    /// The roles.
    pub roles: Vec<Role>,
}

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// When; acts come in this order, and none is later than the demo's clock.
    pub at: Moment,
    /// Which operator.
    pub by: OperatorName,
    /// What.
    pub deed: Deed,
}

/// What can be done. Jobs are named by their place in the cast, from 0, since their numbers are the
/// ledger's to give.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// A schedule was taken in.
    Import {
        /// The file's name.
        file: &'static str,
        /// Its sailings.
        sailings: Vec<Sailing>,
    },
    /// A consignment became a job.
    New {
        /// The job.
        part: usize,
        /// The consignment.
        consignment: Box<Consignment>,
    },
    /// A job was changed.
    Job {
        /// The job.
        part: usize,
        /// How.
        op: JobOp,
    },
    /// A job was moved to the next sailing of its service.
    Roll {
        /// The job.
        part: usize,
        /// Why.
        reason: String,
    },
    /// A ship's departure was noted.
    Depart {
        /// The sailing.
        sailing: SailingId,
        /// When it left.
        at: Moment,
    },
}

impl Deed {
    /// A job's state after sailing.
    pub(super) fn status(part: usize, status: ShippingStatus) -> Self {
        Self::Job {
            part,
            op: JobOp::Status(status),
        }
    }
}
