//! What the daemon keeps in memory beside the store, and the one lock around it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::index::{Habits, JobIndex, Names, SailingIndex};
use super::lanes::Lanes;
use super::likeness::Likeness;
use crate::domain::{Job, JobLine, JobNo, Moment, Sailing};
use crate::reference::Reference;

thread_local! {
    static READS: Cell<bool> = const { Cell::new(false) };
}

/// The lock. A thread that reads twice at once would wait for a writer that waits for its first
/// look, and with it the whole desk: debug builds refuse that wherever it is written.
pub struct Shared(RwLock<Memory>);

impl Shared {
    /// Around what is kept.
    pub fn new(memory: Memory) -> Self {
        Self(RwLock::new(memory))
    }

    /// To be read.
    pub fn read(&self) -> Reading<'_> {
        debug_assert!(!READS.replace(true), "this thread reads already");
        Reading(self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// To be changed.
    pub fn write(&self) -> RwLockWriteGuard<'_, Memory> {
        debug_assert!(!READS.get(), "this thread reads already");
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A look at what is kept.
pub struct Reading<'a>(RwLockReadGuard<'a, Memory>);

impl Deref for Reading<'_> {
    type Target = Memory;

    fn deref(&self) -> &Memory {
        &self.0
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        READS.set(false);
    }
}

/// What follows from the records and is kept in memory, so that nothing has to be read for it.
pub struct Memory {
    /// Which filling of memory this is.
    pub epoch: u64,
    /// The schedule by vessel and lane.
    pub lanes: Lanes,
    /// The schedule's search index.
    pub sailings: SailingIndex,
    /// The jobs' search index.
    pub jobs: JobIndex,
    /// What each operator books.
    pub habits: Habits,
    /// Open jobs by their look.
    pub likeness: Likeness,
    /// Every job, open or over, with its line once somebody asked for it.
    pub lines: BTreeMap<JobNo, KeptLine>,
    /// The jobs that are on a sailing.
    pub on_sailing: HashMap<String, BTreeSet<JobNo>>,
    /// How often each name was used: principals and salespeople.
    pub customers: BTreeMap<String, u32>,
    /// The jobs of each principal, the newest last.
    pub jobs_of: HashMap<String, BTreeSet<JobNo>>,
    /// See `customers`.
    pub salespeople: BTreeMap<String, u32>,
}

/// A job's line as it was when it was last asked for.
#[derive(Default)]
pub struct KeptLine {
    over: bool,
    line: Option<(Moment, JobLine)>,
}

impl KeptLine {
    /// The job is over: it stays as it is.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Keeps the line as it was judged at that time.
    pub fn keep(&mut self, at: Moment, line: JobLine) {
        self.line = Some((at, line));
    }

    /// The line, unless a minute has turned since it was judged; a job that is over stays as it was.
    pub fn fresh(&self, now: Moment) -> Option<&JobLine> {
        let (at, line) = self.line.as_ref()?;
        (self.over || at.timestamp() / 60 == now.timestamp() / 60).then_some(line)
    }
}

impl Memory {
    /// Nothing yet; names come from the tables.
    pub fn new(reference: &Reference) -> Self {
        let names = Arc::new(Names::of_reference(reference));
        Self {
            epoch: 0,
            lanes: Lanes::default(),
            sailings: SailingIndex::new(&names),
            jobs: JobIndex::new(&names),
            habits: Habits::default(),
            likeness: Likeness::default(),
            lines: BTreeMap::new(),
            on_sailing: HashMap::new(),
            customers: BTreeMap::new(),
            salespeople: BTreeMap::new(),
            jobs_of: HashMap::new(),
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
        self.habits.put(job, sailing);
        self.jobs.upsert(job, sailing);
        if let Some(principal) = &job.consignment.principal.name {
            self.jobs_of
                .entry(principal.clone())
                .or_default()
                .insert(job.job_no.clone());
        }
        self.lines.insert(
            job.job_no.clone(),
            KeptLine {
                over: job.is_over(),
                line: None,
            },
        );
        if let Some(id) = job.sailing_id() {
            self.on_sailing
                .entry(id.to_string())
                .or_default()
                .insert(job.job_no.clone());
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

    /// The jobs that are not over.
    pub fn open_jobs(&self) -> impl Iterator<Item = &JobNo> {
        let open = self.lines.iter().filter(|(_, kept)| !kept.is_over());
        open.map(|(job, _)| job)
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
    pub fn jobs_on(&self, sailing: &str) -> BTreeSet<JobNo> {
        self.on_sailing.get(sailing).cloned().unwrap_or_default()
    }
}
