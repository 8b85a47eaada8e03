//! Jobs in lists: all of them, the queue, and what is in whose hands.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::desk::Desk;
use super::super::failures::refused;
use super::super::lines::urgency;
use super::super::records;
use super::rights::{Asker, may_write};
use crate::domain::job::QueueAction;
use crate::domain::{Job, JobLine, JobNo, Operator, OperatorName, PortCode, Role, Text};
use crate::protocol::{Failure, ListFilter, LookupKind, Push, Reply};
use crate::search::Options;

/// Jobs that a filter keeps, by number; those that match a search, best first.
pub fn list(desk: &Desk, filter: &ListFilter) -> Result<Reply, Failure> {
    let mut lines = desk.lines(false)?;
    lines.retain(|line| {
        filter.stage.is_none_or(|stage| line.stage == stage)
            && filter
                .from
                .is_none_or(|from| line.etd.is_some_and(|etd| etd >= from))
            && filter
                .to
                .is_none_or(|to| line.etd.is_some_and(|etd| etd <= to))
    });
    if let Some(sailing) = &filter.sailing {
        let on_it = desk.memory().jobs_on(sailing.as_str());
        let mut kept = Vec::new();
        for line in lines {
            if on_it.contains(&line.job_no) {
                let job = records::job(&*desk.view, &line.job_no)?;
                if job.sailing_id() == Some(sailing) {
                    kept.push(line);
                }
            }
        }
        lines = kept;
    }
    if let Some(query) = &filter.matching {
        let mut by_number: HashMap<JobNo, JobLine> = lines
            .into_iter()
            .map(|line| (line.job_no.clone(), line))
            .collect();
        let found = found(desk, query);
        lines = found
            .into_iter()
            .filter_map(|job| by_number.remove(&job))
            .collect();
    }
    for line in &mut lines {
        line.action = None;
    }
    Ok(Reply::Lines(lines))
}

/// All jobs that match a search, best first.
fn found(desk: &Desk, query: &str) -> Vec<JobNo> {
    let memory = desk.memory();
    let options = Options {
        include_closed: true,
        ..Options::limit(memory.lines.len())
    };
    memory.jobs.keys(query, desk.now(), &options)
}

/// Those of the lines that match a search, in their order.
pub fn matching(desk: &Desk, mut lines: Vec<JobLine>, query: Option<&str>) -> Vec<JobLine> {
    if let Some(query) = query {
        let found: HashSet<JobNo> = found(desk, query).into_iter().collect();
        lines.retain(|line| found.contains(&line.job_no));
    }
    lines
}

/// What needs doing, the most urgent first.
pub fn queue(desk: &Desk, operator: &Operator, mine: bool) -> Result<Vec<JobLine>, Failure> {
    let mut lines = desk.lines(true)?;
    lines.retain(|line| line.action.is_some());
    let absent = records::stands_in_for(&*desk.view, &operator.name)?;
    lines.retain(|line| {
        !mine
            || line.clerk == operator.name
            || absent.contains(&line.clerk)
            || line.holder.as_ref() == Some(&operator.name)
    });
    lines.sort_by_cached_key(urgency);
    Ok(lines)
}

/// Whether an operator, who also does the work of the absent, can take the step that a line needs.
fn can_take(line: &JobLine, operator: &Operator, absent: &[OperatorName]) -> bool {
    match line.action {
        Some(QueueAction::Approve) => {
            line.clerk != operator.name
                && [Role::RouteManager, Role::OperationsManager, Role::Director]
                    .iter()
                    .any(|role| operator.has(*role))
        }
        Some(QueueAction::Review) => {
            line.clerk == operator.name
                || absent.contains(&line.clerk)
                || operator.has(Role::RouteManager)
        }
        _ => operator.may_write(),
    }
}

/// Takes the first item that nobody holds and the operator can do, of those that are wanted.
pub fn next(
    desk: &Desk,
    asker: &Asker,
    mine: bool,
    wanted: impl Fn(&JobNo) -> bool,
) -> Result<Reply, Failure> {
    let operator = asker.enrolled()?;
    let before = asker.request.and_then(|request| {
        let holds = desk.holds();
        holds.taken_by(request, &operator.name).cloned()
    });
    if let Some(job) = before {
        return super::jobs::show(desk, &job).map(|view| Reply::Job(Box::new(view)));
    }
    let lines = queue(desk, operator, mine)?;
    let absent = records::stands_in_for(&*desk.view, &operator.name)?;
    let screen = asker.screen.then_some(asker.session);
    let taken = desk.change_holds(|holds| {
        lines
            .iter()
            .filter(|line| can_take(line, operator, &absent) && wanted(&line.job_no))
            .find(|line| {
                holds.holder(&line.job_no).is_none()
                    && holds.take(&line.job_no, &operator.name, screen).is_ok()
            })
    });
    let Some(line) = taken else {
        return Err(refused(
            Text::of("error.queue-empty"),
            Text::of("error.queue-empty-hint"),
        ));
    };
    if let Some(request) = asker.request {
        let mut holds = desk.holds();
        holds.note_taken(request, &operator.name, &line.job_no);
    }
    told(desk, &line.job_no, Some(operator));
    super::jobs::show(desk, &line.job_no).map(|view| Reply::Job(Box::new(view)))
}

/// Takes a job in hand.
pub fn hold(desk: &Desk, asker: &Asker, job: &JobNo) -> Result<Reply, Failure> {
    let operator = may_write(asker.enrolled()?)?;
    if as_seen(desk, asker, job)?.is_over() {
        return Err(refused(
            Text::of("error.job-over").with("job", job),
            Text::of("error.job-over-hint").with("job", job),
        ));
    }
    let screen = asker.screen.then_some(asker.session);
    let taken = desk.change_holds(|holds| holds.take(job, &operator.name, screen));
    taken.map_err(|holder| {
        refused(
            Text::of("error.held")
                .with("job", job)
                .with("holder", &holder),
            Text::of("error.held-hint").with("holder", &holder),
        )
    })?;
    told(desk, job, Some(operator));
    super::jobs::show(desk, job).map(|view| Reply::Job(Box::new(view)))
}

/// Gives a job back.
pub fn release(desk: &Desk, asker: &Asker, job: &JobNo) -> Result<Reply, Failure> {
    let operator = asker.enrolled()?;
    as_seen(desk, asker, job)?;
    if !desk.change_holds(|holds| holds.give_back(job, &operator.name)) {
        return Err(refused(
            Text::of("error.not-held").with("job", job),
            Text::of("error.not-held-hint"),
        ));
    }
    told(desk, job, None);
    super::jobs::show(desk, job).map(|view| Reply::Job(Box::new(view)))
}

/// The job, where it is as the asker saw it.
fn as_seen(desk: &Desk, asker: &Asker, job: &JobNo) -> Result<Job, Failure> {
    desk.on_ground(|ground| {
        let job = ground.job(job)?;
        super::jobs::expect_version(ground, asker.seen, &job)?;
        Ok(job)
    })
}

fn told(desk: &Desk, job: &JobNo, holder: Option<&Operator>) {
    desk.audience.tell(&Push::HoldChanged {
        job: job.clone(),
        holder: holder.map(|operator| operator.name.clone()),
    });
}

/// The vessels of the schedule. One whose record cannot be read is left out: its spelling is then
/// only not settled against.
fn vessels(desk: &Desk) -> Vec<String> {
    let ids: Vec<_> = desk.memory().lanes.one_of_each_vessel().cloned().collect();
    ids.iter()
        .filter_map(|id| records::sailing(&*desk.view, id).ok().flatten())
        .map(|sailing| sailing.vessel)
        .collect()
}

/// Names of earlier jobs that match, the most used first.
pub fn lookup(desk: &Desk, kind: LookupKind, query: &str) -> Reply {
    let memory = desk.memory();
    let names = match kind {
        LookupKind::Vessel => {
            drop(memory);
            return Reply::Names(vessels(desk));
        }
        LookupKind::Pol | LookupKind::Pod => {
            let today = desk.now().date_naive();
            let end = |(pol, pod)| if kind == LookupKind::Pol { pol } else { pod };
            let ports: BTreeSet<&PortCode> = memory.lanes.sailed_from(today).map(end).collect();
            return Reply::Names(ports.into_iter().map(ToString::to_string).collect());
        }
        LookupKind::Customer => &memory.customers,
        LookupKind::Salesperson => &memory.salespeople,
    };
    let mut ranked: Vec<(&String, u32)> = names.iter().map(|(name, used)| (name, *used)).collect();
    ranked.sort_by_key(|(name, used)| (std::cmp::Reverse(*used), (*name).clone()));
    let lookup = super::super::index::Lookup::of_rows(ranked.into_iter().map(|(name, _)| {
        super::super::index::LookupRow {
            key: name.clone(),
            name: name.clone(),
            ..Default::default()
        }
    }));
    let found = lookup.query(query, 12, None).hits;
    Reply::Names(found.into_iter().map(|hit| hit.key).collect())
}
