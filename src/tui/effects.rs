//! Short ways to ask the desk for something.

use super::model::Model;
use super::msg::{Effect, Purpose};
use crate::domain::JobNo;
use crate::protocol::{JobOp, Request};

/// Asks, and goes on.
pub fn ask(purpose: Purpose, request: Request) -> Vec<Effect> {
    vec![Effect::Ask {
        purpose,
        request,
        version: None,
    }]
}

/// Asks something whose answer decides where the next keys go: they wait for it.
pub fn ask_and_wait(model: &mut Model, purpose: Purpose, request: Request) -> Vec<Effect> {
    model.awaiting = Some(purpose.clone());
    ask(purpose, request)
}

/// A step of a job, refused if the job is not as it was seen.
pub fn step(model: &mut Model, job: &JobNo, op: JobOp, version: Option<u64>) -> Vec<Effect> {
    let purpose = Purpose::Step(job.clone());
    model.awaiting = Some(purpose.clone());
    vec![Effect::Ask {
        purpose,
        request: Request::Job {
            job: job.clone(),
            op,
        },
        version,
    }]
}
