//! What the daemon's threads share: the view, the tables, the clock, what is kept in memory beside
//! the store, and who listens.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard};

use super::audience::Audience;
use super::clock::Clock;
use super::ground::Ground;
use super::history::History;
use super::holds::Holds;
use super::lines;
use super::memory::{Memory, Reading, Shared};
use super::order::Order;
use super::recent::Recent;
use super::records;
use super::tables::Tables;

use crate::config::Home;
use crate::domain::{JobLine, JobNo, Moment, Operator, OperatorName};
use crate::protocol::Failure;
use crate::store::{Health, Range, Table, View, Why};

/// See the module.
pub struct Desk {
    /// Where the desk lives.
    pub home: Home,
    /// Where it listens.
    pub socket: PathBuf,
    /// Its time.
    pub clock: Clock,
    /// A practice desk.
    pub practice: bool,
    /// The uid that the daemon runs as.
    pub uid: u32,
    /// Its records.
    pub view: Arc<dyn View>,
    /// Who has what in hand.
    pub holds: Mutex<Holds>,
    /// What was answered last.
    recent: Mutex<Recent>,
    /// Who listens.
    pub audience: Audience,
    /// The way to the writer.
    pub writer: Mutex<Sender<Order>>,
    /// How the store is, as the writer saw it last.
    pub health: RwLock<Health>,
    /// The company's tables.
    pub tables: RwLock<Arc<Tables>>,
    /// Held while they are read again.
    pub reloading: Mutex<()>,
    /// What is kept in memory beside the store.
    memory: Shared,
    /// Whether the jobs that are over are in memory too.
    pub history: History,
    /// Whether the search puts first what an operator books.
    pub learns: AtomicBool,
    stopping: AtomicBool,
    sessions: AtomicU64,
}

impl Desk {
    /// Puts the shared state together.
    pub fn new(
        (home, socket): (Home, PathBuf),
        clock: Clock,
        practice: bool,
        view: Arc<dyn View>,
        writer: Sender<Order>,
        tables: Tables,
        memory: Memory,
    ) -> Self {
        let holds = Holds::noted(&home.held_jobs());
        Self {
            home,
            socket,
            clock,
            practice,
            uid: rustix::process::geteuid().as_raw(),
            view,
            holds: Mutex::new(holds),
            recent: Mutex::default(),
            audience: Audience::default(),
            writer: Mutex::new(writer),
            health: RwLock::default(),
            tables: RwLock::new(Arc::new(tables)),
            reloading: Mutex::default(),
            memory: Shared::new(memory),
            history: History::default(),
            learns: AtomicBool::new(true),
            stopping: AtomicBool::new(false),
            sessions: AtomicU64::new(1),
        }
    }

    /// The tables as they are now.
    pub fn tables(&self) -> Arc<Tables> {
        Arc::clone(&self.tables.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is kept in memory, to be read; once at a time on each thread.
    pub fn memory(&self) -> Reading<'_> {
        self.memory.read()
    }

    /// What is kept in memory, to be changed.
    pub fn memory_mut(&self) -> RwLockWriteGuard<'_, Memory> {
        self.memory.write()
    }

    /// The holds.
    pub fn holds(&self) -> MutexGuard<'_, Holds> {
        self.holds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes who holds what; what commands hold is noted for the next daemon. A note that cannot be
    /// written keeps nobody from working.
    pub fn change_holds<T>(&self, change: impl FnOnce(&mut Holds) -> T) -> T {
        let mut holds = self.holds();
        let changed = change(&mut holds);
        if let Err(error) = holds.note(&self.home.held_jobs()) {
            tracing::warn!(%error, "what commands hold could not be noted");
        }
        changed
    }

    /// What was answered last.
    pub fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next session's number.
    pub fn next_session(&self) -> u64 {
        self.sessions.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether the daemon is ending.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Ends the daemon: everybody is told, and the main thread takes the rest.
    pub fn stop(&self) {
        if !self.stopping.swap(true, Ordering::Relaxed) {
            self.audience.tell(&crate::protocol::Push::Stopping);
        }
    }

    /// Why nothing can be written, while that is so.
    pub fn read_only(&self) -> Option<Why> {
        self.health().read_only
    }

    /// How the store is.
    pub fn health(&self) -> Health {
        self.health
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The clock, never before the last commit.
    pub fn now(&self) -> Moment {
        let now = self.clock.now();
        let last = self.view.last_at();
        if now.timestamp_millis() < last {
            self.clock.local(last)
        } else {
            now
        }
    }

    /// Runs something on the ground of the committed records.
    pub fn on_ground<T>(
        &self,
        run: impl FnOnce(&Ground) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let tables = self.tables();
        let memory = self.memory();
        run(&Ground {
            view: &*self.view,
            reference: &tables.reference,
            lanes: &memory.lanes,
            likeness: &memory.likeness,
            now: self.now(),
        })
    }

    /// The operator of an account, read anew on every request.
    pub fn operator_of(&self, uid: u32, act_as: Option<&str>) -> Result<Option<Operator>, Failure> {
        let all = self.operators()?;
        Ok(match act_as {
            Some(name) => all
                .into_iter()
                .find(|operator| operator.name.as_str() == name),
            None => all.into_iter().find(|operator| operator.uid == Some(uid)),
        })
    }

    /// Every operator.
    pub fn operators(&self) -> Result<Vec<Operator>, Failure> {
        records::scan(&*self.view, Table::Operators, &Range::all())
            .map(|rows| rows.into_iter().map(|(_, operator)| operator).collect())
            .map_err(|error| records::failed(&error))
    }

    /// Lines of all jobs, or of the open ones, each judged as of this minute.
    pub fn lines(&self, only_open: bool) -> Result<Vec<JobLine>, Failure> {
        if !only_open {
            self.history.whole()?;
        }
        let now = self.now();
        let wanted: Vec<(JobNo, Option<JobLine>)> = {
            let memory = self.memory();
            memory
                .lines
                .iter()
                .filter(|(_, kept)| !(only_open && kept.is_over()))
                .map(|(job, kept)| (job.clone(), kept.fresh(now).cloned()))
                .collect()
        };
        let mut lines = Vec::with_capacity(wanted.len());
        let mut judged_now = Vec::new();
        for (job_no, fresh) in wanted {
            let mut line = if let Some(line) = fresh {
                line
            } else {
                let line = self.on_ground(|ground| {
                    let job = ground.job(&job_no)?;
                    let judged = ground.judge(&job, None)?;
                    Ok(lines::queue_line(&job, &judged, ground)
                        .unwrap_or_else(|| lines::line(&job, &judged, ground.now)))
                })?;
                judged_now.push(line.clone());
                line
            };
            line.holder = self.holds().holder(&job_no).cloned();
            lines.push(line);
        }
        if !judged_now.is_empty() {
            let mut memory = self.memory_mut();
            for line in judged_now {
                if let Some(kept) = memory.lines.get_mut(&line.job_no) {
                    kept.keep(now, line);
                }
            }
        }
        Ok(lines)
    }

    /// Who has a job in hand.
    pub fn holder(&self, job: &JobNo) -> Option<OperatorName> {
        self.holds().holder(job).cloned()
    }
}
