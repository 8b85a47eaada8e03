//! What a rule may know beside the consignment itself.

use crate::domain::words::words;
use crate::domain::{Answer, Job, JobNo, Moment, Sailing};
use crate::reference::Reference;

words! {
    /// How far the consignment is when it is checked.
    pub enum CheckStage {
        /// Before the booking order.
        Draft = "draft",
        /// The booking order is out.
        Booked = "booked",
        /// The carrier has confirmed.
        Confirmed = "confirmed",
    }
}

impl CheckStage {
    /// A stored job's stage as the rules see it.
    pub fn of(job: &Job) -> Self {
        if job.is_confirmed() {
            Self::Confirmed
        } else if job.is_booked() {
            Self::Booked
        } else {
            Self::Draft
        }
    }
}

/// The facts that the rules see beside the consignment: given by whoever calls, so that the rules
/// themselves look nothing up.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Now.
    pub now: Moment,
    /// How far the consignment is.
    pub stage: CheckStage,
    /// The reference tables.
    pub reference: &'a Reference,
    /// The schedule's sailings of the vessel and voyage that the consignment names, or of the id it
    /// gives: every carrier, every pair of ports. Empty when the schedule has none.
    pub sailings: &'a [Sailing],
    /// The sailings nearest to one that the schedule does not have, likeliest first.
    pub look_alikes: &'a [Sailing],
    /// The sailing of the job's booking as the schedule has it.
    pub booked_sailing: Option<&'a Sailing>,
    /// The answers given on the stored job. Those written in the consignment itself count when
    /// there is no stored job.
    pub answers: &'a [Answer],
    /// The stored job; none for a file or a form.
    pub job: Option<&'a Job>,
    /// Other open jobs with the same principal, sailing, goods and equipment.
    pub duplicates: &'a [JobNo],
}
