//! Which job is in whose hands. Kept in memory, on the monotonic clock: a hold is a courtesy
//! between people who are there now, and ends with them.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use uuid::Uuid;

use crate::domain::{JobNo, OperatorName};

/// How long a hold taken by a command lasts.
pub const COMMAND_HOLD: Duration = Duration::from_mins(15);

/// So many requests for the next item are remembered.
const REMEMBERED: usize = 1_000;

/// A session's number.
pub type SessionNo = u64;

#[derive(Debug, Clone)]
struct Hold {
    operator: OperatorName,
    lasts: Lasts,
}

#[derive(Debug, Clone)]
enum Lasts {
    /// Taken by a command.
    Until(Instant),
    /// Taken on a screen: as long as its session.
    Session(SessionNo),
}

/// All holds.
#[derive(Debug, Default)]
pub struct Holds {
    held: HashMap<JobNo, Hold>,
    /// What requests for the next item took, the last ones: asked again, they take nothing more.
    taken: VecDeque<(Uuid, OperatorName, JobNo)>,
}

impl Holds {
    /// In whose hands a job is.
    pub fn holder(&self, job: &JobNo) -> Option<&OperatorName> {
        self.held
            .get(job)
            .filter(|hold| match hold.lasts {
                Lasts::Until(end) => Instant::now() < end,
                Lasts::Session(_) => true,
            })
            .map(|hold| &hold.operator)
    }

    /// Takes a job in hand, for a session's life or for [`COMMAND_HOLD`].
    ///
    /// # Errors
    /// Somebody else has it: who.
    pub fn take(
        &mut self,
        job: &JobNo,
        operator: &OperatorName,
        screen: Option<SessionNo>,
    ) -> Result<(), OperatorName> {
        if let Some(other) = self.holder(job).filter(|holder| *holder != operator) {
            return Err(other.clone());
        }
        let lasts = screen.map_or_else(
            || Lasts::Until(Instant::now() + COMMAND_HOLD),
            Lasts::Session,
        );
        self.held.insert(
            job.clone(),
            Hold {
                operator: operator.clone(),
                lasts,
            },
        );
        Ok(())
    }

    /// What a request took before.
    pub fn taken_by(&self, request: Uuid, operator: &OperatorName) -> Option<&JobNo> {
        self.taken
            .iter()
            .find(|(of, by, _)| *of == request && by == operator)
            .map(|(_, _, job)| job)
    }

    /// Remembers what a request took.
    pub fn note_taken(&mut self, request: Uuid, operator: &OperatorName, job: &JobNo) {
        if self.taken.len() == REMEMBERED {
            self.taken.pop_front();
        }
        self.taken
            .push_back((request, operator.clone(), job.clone()));
    }

    /// Gives a job back; says whether it was held by that operator.
    pub fn give_back(&mut self, job: &JobNo, operator: &OperatorName) -> bool {
        let own = self.holder(job) == Some(operator);
        if own {
            self.held.remove(job);
        }
        own
    }

    /// A session ended: what it held is free again.
    pub fn end_session(&mut self, session: SessionNo) -> Vec<JobNo> {
        let freed: Vec<JobNo> = self
            .held
            .iter()
            .filter(|(_, hold)| matches!(hold.lasts, Lasts::Session(of) if of == session))
            .map(|(job, _)| job.clone())
            .collect();
        for job in &freed {
            self.held.remove(job);
        }
        freed
    }

    /// What an operator holds.
    pub fn of(&self, operator: &OperatorName) -> Vec<JobNo> {
        let mut jobs: Vec<JobNo> = self
            .held
            .keys()
            .filter(|job| self.holder(job) == Some(operator))
            .cloned()
            .collect();
        jobs.sort();
        jobs
    }

    /// What an operator holds goes to another.
    pub fn hand_over(
        &mut self,
        from: &OperatorName,
        to: &OperatorName,
        screen: Option<SessionNo>,
    ) -> Vec<JobNo> {
        let jobs = self.of(from);
        for job in &jobs {
            self.held.remove(job);
            // The job is free now, so taking it cannot be refused.
            let _ = self.take(job, to, screen);
        }
        jobs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> OperatorName {
        OperatorName::new(text)
    }

    #[test]
    fn one_job_is_in_one_pair_of_hands() {
        let job = JobNo::new("KF2026000001");
        let mut holds = Holds::default();
        holds.take(&job, &name("mary"), None).unwrap();
        holds.take(&job, &name("mary"), None).unwrap();
        assert_eq!(holds.take(&job, &name("chen"), Some(1)), Err(name("mary")));
        assert!(!holds.give_back(&job, &name("chen")));
        assert!(holds.give_back(&job, &name("mary")));
        assert_eq!(holds.holder(&job), None);
    }

    #[test]
    fn a_screens_hold_ends_with_its_session() {
        let job = JobNo::new("KF2026000001");
        let mut holds = Holds::default();
        holds.take(&job, &name("mary"), Some(7)).unwrap();
        assert_eq!(holds.end_session(8), []);
        assert_eq!(holds.end_session(7), std::slice::from_ref(&job));
        assert_eq!(holds.holder(&job), None);
    }
}
