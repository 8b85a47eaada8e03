//! Filling memory from the store: open work before anyone is answered, the jobs that are over behind
//! it, on a thread of its own when there are many.

use std::collections::HashMap;
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::desk::Desk;
use super::memory::Memory;
use super::opening::Opening;
use super::read_ahead;
use super::records;
use super::tables::Tables;
use crate::domain::{Job, JobNo, Sailing, SailingId};
use crate::protocol::Push;
use crate::reference::Reference;
use crate::store::{Range, StoreError, Table, View, envelope};

/// Jobs that are over are taken in for so long before the desk listens; what is left then comes
/// behind.
const BEFORE_LISTENING: Duration = Duration::from_millis(500);

/// So many jobs are taken in between two looks of others.
const GROUP: usize = 64;

/// Where taking in goes on: below this key.
pub type Below = Bound<Vec<u8>>;

/// Takes in the schedule, every open job, and of those that are over as many as there is time for;
/// says where the rest begins. `open` names the open jobs, where they are known.
///
/// # Errors
/// A record cannot be read.
pub fn fill(
    view: &dyn View,
    memory: &mut Memory,
    reference: &Reference,
    open: Option<Vec<JobNo>>,
    opening: &Opening,
) -> Result<Option<Below>, StoreError> {
    let end = Instant::now() + BEFORE_LISTENING;
    fill_until(end, view, memory, reference, open, opening)
}

fn fill_until(
    end: Instant,
    view: &dyn View,
    memory: &mut Memory,
    reference: &Reference,
    open: Option<Vec<JobNo>>,
    opening: &Opening,
) -> Result<Option<Below>, StoreError> {
    let mut taken = 0;
    let mut took = || {
        taken += 1;
        if taken % 512 == 0 {
            opening.at(taken);
        }
    };
    read_ahead::each(view, Table::Sailings, |sailing: Sailing| {
        memory.put_sailing(None, &sailing, reference);
        took();
        Ok(())
    })?;
    memory.sailings.tidy();
    let mut sailings = Sailings::default();
    if !take_in_known(view, memory, open, &mut sailings)? {
        read_ahead::each(view, Table::Jobs, |job: Job| {
            if !job.is_over() {
                memory.put_job(&job, sailings.of(view, &job)?.as_deref());
            }
            took();
            Ok(())
        })?;
    }
    let mut sooner = |group: Vec<Job>| -> Result<bool, StoreError> {
        for job in &group {
            took();
            take_in(memory, job, sailings.of(view, job)?.as_deref());
        }
        Ok(Instant::now() < end)
    };
    older(view, Bound::Unbounded, &mut sooner)
}

/// Takes the open jobs in that are known to be those; whether that was so.
fn take_in_known(
    view: &dyn View,
    memory: &mut Memory,
    open: Option<Vec<JobNo>>,
    sailings: &mut Sailings,
) -> Result<bool, StoreError> {
    let Some(open) = open else {
        return Ok(false);
    };
    for job in open {
        match records::get::<Job>(view, Table::Jobs, job.as_str())? {
            Some(job) => memory.put_job(&job, sailings.of(view, &job)?.as_deref()),
            None => return Ok(false),
        }
    }
    Ok(true)
}

/// Takes a job in unless a newer state of it came first.
fn take_in(memory: &mut Memory, job: &Job, sailing: Option<&Sailing>) {
    if !memory.lines.contains_key(&job.job_no) {
        memory.put_job(job, sailing);
    }
}

/// Gives the jobs below a key in groups, the newest first, for as long as they are wanted; then
/// where to go on.
fn older(
    view: &dyn View,
    below: Below,
    take: &mut dyn FnMut(Vec<Job>) -> Result<bool, StoreError>,
) -> Result<Option<Below>, StoreError> {
    let range = Range {
        start: Bound::Unbounded,
        end: below,
        backwards: true,
    };
    let mut group = Vec::with_capacity(GROUP);
    for row in view.scan(Table::Jobs, &range)? {
        let (key, record) = row?;
        group.push(envelope::decode(&record.value)?);
        if group.len() == GROUP && !take(std::mem::take(&mut group))? {
            return Ok(Some(Bound::Excluded(key)));
        }
    }
    take(group)?;
    Ok(None)
}

/// Takes in the rest, on a thread of its own; whoever needs it waits with [`whole`](super::history::History::whole).
pub fn take_in_the_rest(desk: &Arc<Desk>, rest: Option<Below>) {
    let Some(below) = rest else {
        tracing::info!("all history is in");
        desk.history.complete();
        return;
    };
    desk.history.begin();
    let epoch = desk.memory().epoch;
    let behind = Arc::clone(desk);
    let work = move || {
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| the_rest(&behind, below, epoch)));
        match outcome.unwrap_or_else(|_| Err(StoreError::View("it panicked".into()))) {
            Ok(true) => {
                tracing::info!(seconds = began.elapsed().as_secs_f64(), "all history is in");
                behind.history.complete();
            }
            Ok(false) if behind.is_stopping() => behind.history.failed(&"the desk is ending"),
            // Others are at it: memory was made anew.
            Ok(false) => {}
            Err(error) => {
                if !behind.is_stopping() {
                    tracing::error!(%error, "the jobs that are over could not all be read");
                }
                behind.history.failed(&error);
            }
        }
    };
    if let Err(error) = thread::Builder::new().name("history".into()).spawn(work) {
        tracing::error!(%error, "no thread for the jobs that are over");
        desk.history.failed(&error);
    }
}

/// Puts a table that was changed in force: called before each request, and now and then for forms that
/// are open meanwhile.
pub fn keep_tables(desk: &Arc<Desk>) {
    if desk.is_stopping() || !desk.tables().is_outdated(&desk.home) {
        return;
    }
    let _one = desk
        .reloading
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if desk.tables().is_outdated(&desk.home) {
        reload_tables(desk);
    }
}

/// Reads the company's tables again; what leans on them is judged and indexed anew, and screens
/// are told.
fn reload_tables(desk: &Arc<Desk>) {
    let tables = Tables::read_again(&desk.home, &desk.tables());
    let files = tables.files.clone();
    *desk.tables.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(tables);
    let rest = {
        // Nobody looks while there is half of it.
        let mut memory = desk.memory_mut();
        let (open, epoch) = (memory.open_jobs().cloned().collect(), memory.epoch + 1);
        let tables = desk.tables();
        *memory = Memory::new(&tables.reference);
        memory.epoch = epoch;
        let nobody = Opening::new(false);
        let (view, reference) = (&*desk.view, &tables.reference);
        fill(view, &mut memory, reference, Some(open), &nobody)
    };
    match rest {
        Ok(rest) => take_in_the_rest(desk, rest),
        Err(error) => {
            tracing::error!(%error, "the indexes could not be filled again");
            desk.history.failed(&error);
        }
    }
    tracing::info!("the company's tables were read again");
    desk.audience.tell(&Push::TablesChanged(files));
}

/// Whether all of it went in: the desk may end first, or memory be made anew.
fn the_rest(desk: &Desk, below: Below, epoch: u64) -> Result<bool, StoreError> {
    let mut sailings = Sailings::default();
    let mut wanted = true;
    older(&*desk.view, below, &mut |group| {
        // Looked up before: nobody waits for the store while memory is closed to them.
        let group = group
            .into_iter()
            .map(|job| Ok((sailings.of(&*desk.view, &job)?, job)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let mut memory = desk.memory_mut();
        wanted = memory.epoch == epoch && !desk.is_stopping();
        for (sailing, job) in group.into_iter().filter(|_| wanted) {
            take_in(&mut memory, &job, sailing.as_deref());
        }
        Ok(wanted)
    })?;
    Ok(wanted)
}

/// The sailings of the jobs that were looked at last: many are on the same.
#[derive(Default)]
struct Sailings(HashMap<SailingId, Option<Arc<Sailing>>>);

impl Sailings {
    fn of(&mut self, view: &dyn View, job: &Job) -> Result<Option<Arc<Sailing>>, StoreError> {
        const MOST: usize = 2_000;
        let Some(id) = job.sailing_id() else {
            return Ok(None);
        };
        if let Some(known) = self.0.get(id) {
            return Ok(known.clone());
        }
        if self.0.len() == MOST {
            self.0.clear();
        }
        let found = records::get(view, Table::Sailings, id.as_str())?.map(Arc::new);
        self.0.insert(id.clone(), found.clone());
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::apply::create;
    use crate::domain::command::NewJob;
    use crate::domain::event::Stamp;
    use crate::domain::job::ShippingStatus;
    use crate::domain::{Consignment, OperatorName};
    use crate::store::{Batch, Store, memory};

    /// 300 jobs, every tenth of them open.
    fn a_desk_with_history() -> (Arc<dyn View>, Vec<JobNo>) {
        let stamp = Stamp {
            at: "2026-11-24T10:00:00+08:00".parse().unwrap(),
            by: OperatorName::new("lin"),
        };
        let mut store = memory();
        let mut open = Vec::new();
        for number in 0..300 {
            let new = NewJob {
                job_no: JobNo::new(format!("KF2026{number:06}")),
                consignment: Consignment::default(),
                copy_of: None,
                practice: false,
            };
            let mut job = create(new, &stamp);
            if number % 10 == 0 {
                open.push(job.job_no.clone());
            } else {
                job.status = Some(ShippingStatus::Shipped);
            }
            let write = records::put(Table::Jobs, job.job_no.as_str(), &job).unwrap();
            let batch = Batch {
                writes: vec![write],
                ..Batch::default()
            };
            store.commit(vec![batch]).remove(0).unwrap();
        }
        (store.view(), open)
    }

    #[test]
    fn open_jobs_come_first_and_what_is_over_behind_them_each_once() {
        let (view, open) = a_desk_with_history();
        let reference = Reference::built_in();
        let wrong = vec![JobNo::new("KF2026999999")];
        for known in [None, Some(open.clone()), Some(wrong)] {
            let mut memory = Memory::new(reference);
            let (end, nobody) = (Instant::now(), Opening::new(false));
            let below = fill_until(end, &*view, &mut memory, reference, known, &nobody);
            let below = below.unwrap().expect("there was no time for all");
            assert!(memory.open_jobs().eq(&open));
            let taken = memory.lines.len();
            assert!((31..=30 + GROUP).contains(&taken), "{taken}");
            let mut rest = Vec::new();
            let mut take = |group: Vec<Job>| {
                rest.extend(group.into_iter().map(|job| job.job_no));
                Ok(true)
            };
            assert!(older(&*view, below, &mut take).unwrap().is_none());
            assert_eq!(rest.len(), 300 - GROUP);
            assert!(rest.is_sorted_by(|a, b| a > b), "the newest come first");
            rest.retain(|job| !memory.lines.contains_key(job));
            assert_eq!(taken + rest.len(), 300, "some twice, or left out");
        }
    }
}
