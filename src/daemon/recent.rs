//! The answers that were given last, as they were given: a request that is repeated gets the first
//! one, also where the job has changed since. What is older, or from before the desk was started,
//! is answered with the job as it is now.

use std::collections::VecDeque;

use uuid::Uuid;

use crate::protocol::Reply;

/// So many answers are kept.
const KEPT: usize = 256;

/// See the module.
#[derive(Debug, Default)]
pub struct Recent {
    answers: VecDeque<(Uuid, Reply)>,
}

impl Recent {
    /// What a request was answered.
    pub fn answer_to(&self, request: Uuid) -> Option<&Reply> {
        let mut answers = self.answers.iter().rev();
        let found = answers.find(|(of, _)| *of == request);
        found.map(|(_, reply)| reply)
    }

    /// Keeps an answer; the oldest goes.
    pub fn keep(&mut self, request: Uuid, reply: Reply) {
        if self.answers.len() == KEPT {
            self.answers.pop_front();
        }
        self.answers.push_back((request, reply));
    }
}
