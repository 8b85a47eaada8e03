//! The answers that were given last, as they were given: a request that is repeated gets the first
//! one, also where the job has changed since. What is older, or from before the desk was started,
//! is answered with the job as it is now.

use std::collections::VecDeque;

use uuid::Uuid;

use crate::protocol::Reply;

/// So many jobs are kept, whole: the answers that they are in go with the oldest.
const KEPT: usize = 256;

/// See the module.
#[derive(Debug, Default)]
pub struct Recent {
    answers: VecDeque<(Uuid, Reply)>,
    jobs: usize,
}

impl Recent {
    /// What a request was answered.
    pub fn answer_to(&self, request: Uuid) -> Option<&Reply> {
        let mut answers = self.answers.iter().rev();
        let found = answers.find(|(of, _)| *of == request);
        found.map(|(_, reply)| reply)
    }

    /// Keeps an answer; the oldest go.
    pub fn keep(&mut self, request: Uuid, reply: Reply) {
        self.jobs += jobs_in(&reply);
        self.answers.push_back((request, reply));
        while self.jobs > KEPT
            && let Some((_, oldest)) = self.answers.pop_front()
        {
            self.jobs -= jobs_in(&oldest);
        }
    }
}

fn jobs_in(reply: &Reply) -> usize {
    match reply {
        Reply::Jobs(views) => views.len().max(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_answers_go_when_there_are_too_many() {
        let mut recent = Recent::default();
        let ids: Vec<Uuid> = (0..=KEPT).map(|_| Uuid::new_v4()).collect();
        for id in &ids {
            recent.keep(*id, Reply::Done);
        }
        assert_eq!(recent.answer_to(ids[0]), None);
        assert_eq!(recent.answer_to(ids[1]), Some(&Reply::Done));
        assert_eq!(recent.answer_to(ids[KEPT]), Some(&Reply::Done));
    }
}
