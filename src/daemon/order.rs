//! What goes to the writer and what comes back: an order, what it would do, its answer.

use std::sync::mpsc::Sender;

use serde::{Deserialize, Serialize};

use super::holds::SessionNo;
use crate::domain::{Job, JobNo, Moment, Operator, OperatorName, Sailing};
use crate::protocol::{Envelope, Failure, Push, Reply};
use crate::store::Write;

/// A write with where its answer goes.
pub struct Order {
    /// Who asks; none for an account that is not enrolled.
    pub operator: Option<Operator>,
    /// The account.
    pub uid: u32,
    /// The session.
    pub session: SessionNo,
    /// Whether that is a screen.
    pub screen: bool,
    /// When, for work that is entered with its own time (a demo's day); else now.
    pub at: Option<Moment>,
    /// What is asked.
    pub envelope: Envelope,
    /// Where the answer goes.
    pub answer: Sender<Result<Answered, Failure>>,
}

/// What an order comes back with.
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// Whether the same request got it before.
    pub again: bool,
}

/// The writer's answer: kept with the frame, and rendered by the session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A job, to be shown as it is now.
    Job(JobNo),
    /// Jobs, to be shown as they are now.
    Jobs(Vec<JobNo>),
    /// Anything else, as it is.
    Reply(Box<Reply>),
}

/// What a committed command changed in memory.
#[derive(Default)]
pub struct Effects {
    /// Jobs as they are now.
    pub jobs: Vec<Job>,
    /// Sailings: as they were, as they are.
    pub sailings: Vec<(Option<Sailing>, Sailing)>,
    /// What screens are told.
    pub pushes: Vec<Push>,
    /// Holds that go from one operator to another.
    pub hand_over: Option<(OperatorName, OperatorName, Option<SessionNo>)>,
}

impl Effects {
    /// A job that an operator has changed: kept in memory as it is now, and told.
    pub fn job_changed(&mut self, job: Job, by: &Operator) {
        self.pushes.push(Push::JobChanged {
            job: job.job_no.clone(),
            version: job.version,
            by: by.name.clone(),
        });
        self.jobs.push(job);
    }
}

/// What a write would do.
pub struct Planned {
    /// To the records.
    pub writes: Vec<Write>,
    /// What is answered.
    pub answer: Answer,
    /// To memory, and to the screens.
    pub effects: Effects,
}

impl Planned {
    /// Writes with a plain answer and nothing else.
    pub fn reply(writes: Vec<Write>, reply: Reply) -> Self {
        Self {
            writes,
            answer: Answer::Reply(Box::new(reply)),
            effects: Effects::default(),
        }
    }
}
