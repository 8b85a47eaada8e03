//! One file a family of requests, found by its name on both sides.
//!
//! Reads run on the session's thread and see what is committed. Writes run on the writer's and see
//! what the commands of their group before them left; they only plan: nothing is written, told or
//! changed in memory before the sync.

mod ask;
mod command;
mod consignments;
mod doctor;
mod drafts;
mod export;
mod handover;
mod import_lists;
mod imports;
mod jobs;
mod lists;
mod numbers;
mod operators;
mod order_text;
mod rights;
mod roll;
mod sailings;
mod why;

use super::desk::Desk;
use super::ground::Ground;
use super::memory::Memory;
use super::order::{Order, Planned};
use crate::domain::Text;
use crate::protocol::{Failure, Reply, Request};

pub use jobs::show;
pub use rights::Asker;

/// The longest that anybody searches for, in bytes.
const LONGEST_QUERY: usize = 2_000;

/// A search is a few words: one of megabytes would only keep the desk busy.
fn no_essay(request: &Request) -> Result<(), Failure> {
    let query = match request {
        Request::Search { query, .. } | Request::Lookup { query, .. } => query,
        Request::List(filter) => match &filter.matching {
            Some(query) => query,
            None => return Ok(()),
        },
        Request::Queue {
            matching: Some(query),
            ..
        } => query,
        _ => return Ok(()),
    };
    if query.len() <= LONGEST_QUERY {
        return Ok(());
    }
    Err(super::failures::refused(
        Text::of("error.too-large")
            .with("bytes", query.len())
            .with("limit", LONGEST_QUERY),
        Text::of("error.query-too-long-hint"),
    ))
}

/// Answers a request that writes nothing.
pub fn read(desk: &Desk, asker: &Asker, request: Request) -> Result<Reply, Failure> {
    use Request as R;
    if !matches!(
        request,
        R::WhoAmI | R::Doctor | R::Tables | R::Stop | R::Backup { .. }
    ) {
        asker.enrolled()?;
    }
    no_essay(&request)?;
    match request {
        R::Search { query, limit, all } => {
            sailings::search(desk, asker.enrolled()?, &query, limit, all)
        }
        R::Sailing(id) => desk.on_ground(|ground| {
            ground
                .sailing(&id)
                .map(|sailing| Reply::Sailing(Box::new(sailing)))
        }),
        R::Lookup { kind, query } => Ok(lists::lookup(desk, kind, &query)),
        R::Check { consignment, stage } => consignments::check(desk, &consignment, stage),
        R::CheckJob { job, stage } => consignments::check_job(desk, &job, stage),
        R::FormFacts { consignment, job } => {
            consignments::form_facts(desk, &consignment, job.as_ref())
        }
        R::Show(job) => jobs::show(desk, &job).map(|view| Reply::Job(Box::new(view))),
        R::List(filter) => lists::list(desk, &filter),
        R::Queue { mine, matching } => {
            let lines = lists::queue(desk, asker.enrolled()?, mine)?;
            let matching = matching.as_deref();
            Ok(Reply::Lines(lists::matching(desk, lines, matching)))
        }
        R::RollPreview { jobs, to } => roll::preview(desk, &jobs, to.as_ref()),
        R::Why { job, field } => why::why(desk, &job, &field),
        R::Questions { jobs, customer } => ask::questions(desk, &jobs, customer.as_deref()),
        R::Drafts => drafts::list(desk, asker.enrolled()?),
        R::Draft(id) => drafts::show(desk, asker.enrolled()?, &id),
        R::Templates => drafts::templates(desk),
        R::Template(name) => drafts::template(desk, &name),
        R::Conflicts => import_lists::conflicts(desk),
        R::SailingHistory(id) => import_lists::history(desk, &id),
        R::Imports => import_lists::imports(desk),
        R::Handover(of) => handover::page(desk, asker, of.as_ref()),
        R::Operators => desk.operators().map(Reply::Operators),
        R::WhoAmI => operators::who_am_i(asker),
        R::Preferences => drafts::preferences(desk, asker.enrolled()?),
        R::Export {
            what,
            from,
            to,
            after,
        } => export::page(desk, what, from, to, after.as_deref()),
        R::Doctor => Ok(doctor::examine(desk)),
        R::Tables => Ok(Reply::Tables(desk.tables().report(&desk.home))),
        R::Backup { folder } => doctor::backup(desk, asker, &folder),
        R::Hold(job) => lists::hold(desk, asker, &job),
        R::Release(job) => lists::release(desk, asker, &job),
        R::Next {
            mine,
            passed,
            among,
        } => lists::next(desk, asker, mine, |job| {
            !passed.contains(job) && among.as_ref().is_none_or(|kept| kept.contains(job))
        }),
        R::Stop => operators::stop(desk, asker),
        _ => Err(Failure::new(
            crate::protocol::FailureKind::Unreadable,
            Text::of("error.not-a-read"),
        )),
    }
}

/// Plans a request that writes.
pub fn write(
    desk: &Desk,
    memory: &Memory,
    ground: &Ground,
    order: &Order,
) -> Result<Planned, Failure> {
    use Request as R;
    match &order.envelope.request {
        R::New { consignment, draft } => {
            consignments::new(desk, ground, order, consignment, draft.as_ref())
        }
        R::Copy(job) => consignments::copy(desk, ground, order, job),
        R::Job { job, op } => jobs::change(desk, ground, order, job, op),
        R::Roll { jobs, to, reason } => {
            roll::roll(ground, order, jobs, to.as_ref(), reason.as_deref())
        }
        R::StatusOfSailing { sailing, status } => {
            jobs::status_of_sailing(memory, ground, order, sailing, *status)
        }
        R::Depart { sailing, at } => sailings::depart(ground, order, sailing, *at),
        R::Asked { jobs } => ask::asked(ground, order, jobs),
        R::ImportBegin(begin) => imports::begin(ground, order, begin),
        R::ImportRows {
            import,
            rows,
            dry_run,
        } => imports::rows(memory, ground, order, *import, rows, *dry_run),
        R::ImportEnd { import, conflicts } => imports::end(ground, order, *import, conflicts),
        R::Settle { conflict, row } => imports::settle(memory, ground, order, conflict, *row),
        R::TakeOver(name) => operators::take_over(desk, ground, order, name),
        R::SaveDraft {
            draft,
            job,
            content,
        } => drafts::save(ground, order, draft.as_ref(), job.as_ref(), content),
        R::DiscardDraft(id) => drafts::discard(ground, order, id),
        R::SaveTemplate { name, consignment } => {
            drafts::save_template(ground, order, name, consignment)
        }
        R::SavePreference(preference) => drafts::save_preference(order, preference),
        R::Enrol {
            name,
            uid,
            roles,
            prefix,
        } => operators::enrol(desk, ground, order, name, *uid, roles, prefix.as_deref()),
        R::Disable(name) => operators::disable(ground, order, name),
        R::AdminInit { name, uid } => operators::admin_init(desk, ground, order, name, *uid),
        _ => Err(Failure::new(
            crate::protocol::FailureKind::Unreadable,
            Text::of("error.not-a-write"),
        )),
    }
}
