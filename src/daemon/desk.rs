//! What the daemon's threads share: the view, the tables, the clock, what is kept in memory beside
//! the store, and who listens.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::audience::Audience;
use super::clock::Clock;
use super::ground::Ground;
use super::holds::Holds;
use super::index::{JobIndex, Names, SailingIndex};
use super::lanes::Lanes;
use super::lines::{self, Likeness};
use super::records;
use super::tables::Tables;
use super::writer::Order;
use crate::config::Home;
use crate::domain::{Job, JobLine, JobNo, Moment, Operator, OperatorName, Sailing};
use crate::protocol::Failure;
use crate::reference::Reference;
use crate::store::{Range, StoreError, Table, View, envelope};

/// See the module.
pub struct Desk {
    /// Where the desk lives.
    pub home: Home,
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
    /// Who listens.
    pub audience: Audience,
    /// The way to the writer.
    pub writer: Mutex<Sender<Order>>,
    /// Why nothing can be written.
    pub read_only: RwLock<Option<String>>,
    /// The company's tables.
    pub tables: RwLock<Arc<Tables>>,
    /// What is kept in memory beside the store.
    memory: RwLock<Memory>,
    stopping: AtomicBool,
    sessions: AtomicU64,
}

/// What follows from the records and is kept in memory, so that nothing has to be read for it.
pub struct Memory {
    /// The schedule by vessel and lane.
    pub lanes: Lanes,
    /// The schedule's search index.
    pub sailings: SailingIndex,
    /// The jobs' search index.
    pub jobs: JobIndex,
    /// Open jobs by their look.
    pub likeness: Likeness,
    /// Every job, open or over, with its line once somebody asked for it.
    pub lines: BTreeMap<JobNo, KeptLine>,
    /// The jobs that are on a sailing.
    pub on_sailing: HashMap<String, Vec<JobNo>>,
    /// How often each name was used: principals and salespeople.
    pub customers: BTreeMap<String, u32>,
    /// The newest job of each principal.
    pub newest_of: HashMap<String, JobNo>,
    /// See `customers`.
    pub salespeople: BTreeMap<String, u32>,
}

/// A job's line as it was when it was last asked for.
#[derive(Default)]
pub struct KeptLine {
    over: bool,
    line: Option<(Moment, JobLine)>,
}

impl Desk {
    /// Puts the shared state together; the indexes are filled from the view.
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn new(
        home: Home,
        clock: Clock,
        practice: bool,
        view: Arc<dyn View>,
        writer: Sender<Order>,
        tables: Tables,
    ) -> Result<Self, StoreError> {
        let memory = Memory::new(&tables.reference);
        let desk = Self {
            home,
            clock,
            practice,
            uid: rustix::process::geteuid().as_raw(),
            view,
            holds: Mutex::default(),
            audience: Audience::default(),
            writer: Mutex::new(writer),
            read_only: RwLock::default(),
            tables: RwLock::new(Arc::new(tables)),
            memory: RwLock::new(memory),
            stopping: AtomicBool::new(false),
            sessions: AtomicU64::new(1),
        };
        desk.fill()?;
        Ok(desk)
    }

    fn fill(&self) -> Result<(), StoreError> {
        let tables = self.tables();
        let mut memory = self.memory_mut();
        for row in self.view.scan(Table::Sailings, &Range::all())? {
            let sailing: Sailing = envelope::decode(&row?.1.value)?;
            memory.put_sailing(None, &sailing, &tables.reference);
        }
        for row in self.view.scan(Table::Jobs, &Range::all())? {
            let job: Job = envelope::decode(&row?.1.value)?;
            let sailing = match sailing_id(&job) {
                Some(id) => records::get(&*self.view, Table::Sailings, &id)?,
                None => None,
            };
            memory.put_job(&job, sailing.as_ref());
        }
        Ok(())
    }

    /// The tables as they are now.
    pub fn tables(&self) -> Arc<Tables> {
        Arc::clone(&self.tables.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is kept in memory, to be read.
    pub fn memory(&self) -> RwLockReadGuard<'_, Memory> {
        self.memory.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept in memory, to be changed.
    pub fn memory_mut(&self) -> RwLockWriteGuard<'_, Memory> {
        self.memory.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The holds.
    pub fn holds(&self) -> MutexGuard<'_, Holds> {
        self.holds.lock().unwrap_or_else(PoisonError::into_inner)
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
    pub fn read_only(&self) -> Option<String> {
        self.read_only
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
        let now = self.now();
        let wanted: Vec<(JobNo, Option<JobLine>)> = {
            let memory = self.memory();
            memory
                .lines
                .iter()
                .filter(|(_, kept)| !(only_open && kept.over))
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
                    kept.line = Some((now, line));
                }
            }
        }
        Ok(lines)
    }

    /// Reads the company's tables again; what leans on them is judged and indexed anew, and
    /// screens are told.
    pub fn reload_tables(&self) {
        let tables = Tables::read_again(&self.home, &self.tables().reference);
        let files = tables.files.clone();
        *self.tables.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(tables);
        *self.memory_mut() = Memory::new(&self.tables().reference);
        if let Err(error) = self.fill() {
            tracing::error!(%error, "the indexes could not be filled again");
        }
        tracing::info!("the company's tables were read again");
        self.audience
            .tell(&crate::protocol::Push::TablesChanged(files));
    }

    /// Who has a job in hand.
    pub fn holder(&self, job: &JobNo) -> Option<OperatorName> {
        self.holds().holder(job).cloned()
    }
}

impl KeptLine {
    /// The line, unless a minute has turned since it was judged; a job that is over stays as it was.
    fn fresh(&self, now: Moment) -> Option<&JobLine> {
        let (at, line) = self.line.as_ref()?;
        (self.over || at.timestamp() / 60 == now.timestamp() / 60).then_some(line)
    }
}

impl Memory {
    /// Nothing yet; names come from the tables.
    fn new(reference: &Reference) -> Self {
        let names = Arc::new(Names::of_reference(reference));
        Self {
            lanes: Lanes::default(),
            sailings: SailingIndex::new(&names),
            jobs: JobIndex::new(&names),
            likeness: Likeness::default(),
            lines: BTreeMap::new(),
            on_sailing: HashMap::new(),
            customers: BTreeMap::new(),
            salespeople: BTreeMap::new(),
            newest_of: HashMap::new(),
        }
    }

    /// Takes a sailing in.
    pub fn put_sailing(
        &mut self,
        before: Option<&Sailing>,
        sailing: &Sailing,
        reference: &Reference,
    ) {
        self.lanes.put(before, sailing);
        let offset = reference.port(sailing.pol.as_str()).map_or_else(
            || chrono::Offset::fix(&chrono::Utc),
            |port| port.offset_on(sailing.etd),
        );
        self.sailings.upsert(sailing, offset);
        self.touch_jobs_on(sailing.id.as_str());
    }

    /// Takes a job in as it is now.
    pub fn put_job(&mut self, job: &Job, sailing: Option<&Sailing>) {
        self.likeness.put(job);
        self.jobs.upsert(job, sailing);
        if let Some(principal) = &job.consignment.principal.name {
            let newest = self
                .newest_of
                .entry(principal.clone())
                .or_insert_with(|| job.job_no.clone());
            if job.job_no > *newest {
                *newest = job.job_no.clone();
            }
        }
        self.lines.insert(
            job.job_no.clone(),
            KeptLine {
                over: job.is_over(),
                line: None,
            },
        );
        if let Some(id) = sailing_id(job) {
            let jobs = self.on_sailing.entry(id).or_default();
            if !jobs.contains(&job.job_no) {
                jobs.push(job.job_no.clone());
            }
        }
        for (names, name) in [
            (&mut self.customers, &job.consignment.principal.name),
            (&mut self.salespeople, &job.consignment.salesperson),
        ] {
            if let Some(name) = name {
                *names.entry(name.clone()).or_default() += 1;
            }
        }
    }

    /// The lines of a sailing's jobs are judged anew when they are next asked for.
    fn touch_jobs_on(&mut self, sailing: &str) {
        for job in self.on_sailing.get(sailing).into_iter().flatten() {
            if let Some(kept) = self.lines.get_mut(job) {
                kept.line = None;
            }
        }
    }

    /// The jobs that were ever put on a sailing; whether they still are, their records say.
    pub fn jobs_on(&self, sailing: &str) -> Vec<JobNo> {
        self.on_sailing.get(sailing).cloned().unwrap_or_default()
    }
}

/// The sailing that a job is on, by id.
pub fn sailing_id(job: &Job) -> Option<String> {
    let choice = match &job.booking {
        Some(booking) => Some(&booking.sailing),
        None => job.consignment.sailing.as_ref(),
    };
    match choice {
        Some(crate::domain::consignment::SailingChoice::Chosen(chosen)) => {
            chosen.id.as_ref().map(ToString::to_string)
        }
        _ => None,
    }
}
