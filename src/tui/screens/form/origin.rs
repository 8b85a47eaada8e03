//! What a form is about, where its values come from, and what surrounds it.

use crate::domain::{JobNo, JobView, Moment};
use crate::reference::Reference;

/// What the form is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A consignment that is no job yet.
    New,
    /// A job.
    Job(Box<JobView>),
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Typed by this operator.
    Typed,
    /// It came with the sailing.
    Sailing,
    /// The same as in that job.
    Job(JobNo),
    /// It came with what was looked up.
    Lookup,
    /// A remedy for a finding.
    Fix,
    /// The same as another field of this form.
    Form,
}

/// What surrounds the form: given with every call, kept nowhere.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The tables.
    pub reference: &'a Reference,
    /// Now.
    pub now: Moment,
    /// The desk's zone.
    pub zone: chrono_tz::Tz,
}
