//! Which job is in whose hands. Kept in memory, on the monotonic clock: a screen's hold is a courtesy
//! between people who are there now, and ends with them. What a command took lasts its quarter of an
//! hour, whatever becomes of the daemon meanwhile, and is noted in the home.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{fs, io};

use uuid::Uuid;

use crate::domain::{JobNo, OperatorName};
use crate::store::{seal, unseal};

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
    /// Taken by a command. The wall clock's time is what the next daemon reads.
    Until { end: Instant, noted: SystemTime },
    /// Taken on a screen: as long as its session.
    Session(SessionNo),
}

/// All holds.
#[derive(Debug, Default)]
pub struct Holds {
    held: HashMap<JobNo, Hold>,
    /// What requests for the next item took, the last ones: asked again, they take nothing more.
    taken: VecDeque<(Uuid, OperatorName, JobNo)>,
    /// What the home's note says.
    noted: String,
}

impl Holds {
    /// The holds that commands took of the daemon before, and that last still. A note that is
    /// damaged is none.
    pub fn noted(path: &Path) -> Self {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default(),
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "nobody holds what commands took");
                return Self::default();
            }
        };
        let Some(noted) = unseal(&text) else {
            tracing::warn!(path = %path.display(), "damaged: nobody holds what commands took");
            return Self::default();
        };
        Self {
            held: noted.lines().filter_map(still_held).collect(),
            noted: noted.to_owned(),
            ..Self::default()
        }
    }

    /// Notes what commands took, where that has changed.
    ///
    /// # Errors
    /// The note could not be written: the holds then end with this daemon.
    pub fn note(&mut self, path: &Path) -> io::Result<()> {
        let mut lines: Vec<String> = self
            .held
            .iter()
            .filter_map(|(job, hold)| match hold.lasts {
                Lasts::Until { end, noted } if Instant::now() < end => {
                    let end = noted.duration_since(UNIX_EPOCH).ok()?.as_secs();
                    Some(format!("{end} {job} {}", hold.operator))
                }
                Lasts::Until { .. } | Lasts::Session(_) => None,
            })
            .collect();
        lines.sort();
        let mut text = String::new();
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
        if text != self.noted {
            fs::write(path, seal(&text))?;
            self.noted = text;
        }
        Ok(())
    }

    /// In whose hands a job is.
    pub fn holder(&self, job: &JobNo) -> Option<&OperatorName> {
        self.held
            .get(job)
            .filter(|hold| match hold.lasts {
                Lasts::Until { end, .. } => Instant::now() < end,
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
            || Lasts::Until {
                end: Instant::now() + COMMAND_HOLD,
                noted: SystemTime::now() + COMMAND_HOLD,
            },
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

/// A line of the note, as long as it holds. A wall clock that was put back lengthens no hold.
fn still_held(line: &str) -> Option<(JobNo, Hold)> {
    let mut words = line.splitn(3, ' ');
    let noted = UNIX_EPOCH + Duration::from_secs(words.next()?.parse().ok()?);
    let job = JobNo::new(words.next()?);
    let operator = OperatorName::new(words.next()?);
    let left = noted.duration_since(SystemTime::now()).ok()?;
    let end = Instant::now() + left.min(COMMAND_HOLD);
    let lasts = Lasts::Until { end, noted };
    Some((job, Hold { operator, lasts }))
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

    #[test]
    fn what_a_command_holds_outlives_the_daemon_and_what_a_screen_holds_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("held.jobs");
        let (first, second) = (JobNo::new("KF2026000001"), JobNo::new("KF2026000002"));
        let mut holds = Holds::default();
        holds.take(&second, &name("ann lee"), Some(7)).unwrap();
        holds.note(&path).unwrap();
        assert!(!path.exists(), "there is nothing to note");
        holds.take(&first, &name("ann lee"), None).unwrap();
        holds.note(&path).unwrap();
        let bytes = fs::read(&path).unwrap();

        let mut next = Holds::noted(&path);
        assert_eq!(next.holder(&first), Some(&name("ann lee")));
        assert_eq!(next.holder(&second), None);
        assert!(next.give_back(&first, &name("ann lee")));
        next.note(&path).unwrap();
        assert_eq!(Holds::noted(&path).holder(&first), None);

        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            fs::write(&path, &flipped).unwrap();
            assert!(Holds::noted(&path).held.is_empty(), "byte {at}");
        }
    }

    #[test]
    fn a_noted_hold_ends_when_it_would_have_and_is_never_lengthened() {
        let at = |shift: i64| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            format!("{} KF2026000001 mary", now.as_secs().cast_signed() + shift)
        };
        assert!(still_held(&at(-1)).is_none());
        assert!(still_held("KF2026000001 mary").is_none());
        let (_, hold) = still_held(&at(9_000_000)).unwrap();
        let Lasts::Until { end, .. } = hold.lasts else {
            panic!("a command took it");
        };
        assert!(end <= Instant::now() + COMMAND_HOLD);
    }
}
