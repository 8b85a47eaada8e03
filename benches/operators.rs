//! Twenty operators at once, each typing a form (a draft kept and the facts asked for at every burst
//! of keys), saving it and booking it, through the real binary; and then the same desk with years of
//! history: how long it takes to start, how much stays in hot files, what a job adds to the archive.
//!
//! `cargo bench --bench operators`; `OPERATORS_BENCH_FORMS` sets how many forms each fills,
//! `HISTORY_BENCH_JOBS` how many jobs the history has.

#[path = "../tests/cli/given.rs"]
#[allow(
    dead_code,
    reason = "the bench begins with what the scripted runs begin with"
)]
mod given;
#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::domain::job::{ShippingStatus, TimelineEntry};
use shipdesk::domain::{Consignment, DraftId, Job, JobNo};
use shipdesk::json::{read_consignment, write_consignment};
use shipdesk::protocol::{Failure, FailureKind, JobOp, Reply, Request};
use shipdesk::reference::Reference;
use shipdesk::store::{self, Batch, Options, Range, Store, Table, Write, envelope};
use support::desk::Desk;

const OPERATORS: usize = 20;
/// Bursts of keys in a form.
const BURSTS: usize = 25;
/// Between two bursts, as hands make them.
const BETWEEN: Duration = Duration::from_millis(60);

#[derive(Default)]
struct Taken {
    drafts: Vec<Duration>,
    saves: Vec<Duration>,
    bookings: Vec<Duration>,
}

fn main() {
    let forms = size("OPERATORS_BENCH_FORMS", 10);
    let jobs = size("HISTORY_BENCH_JOBS", 200_000);
    let mut desk = given::a_desk_with_a_schedule();
    let document = given::a_sound_consignment(&given::sailing(&desk, "universe rotterdam"));
    let zone = chrono_tz::Asia::Shanghai;
    let sound = read_consignment(&document, Reference::built_in(), zone).expect("it is sound");
    operators(&desk, &sound, forms);
    history(&mut desk, jobs);
}

fn size(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |text| {
        text.parse()
            .unwrap_or_else(|error| panic!("{name}={text}: {error}"))
    })
}

fn operators(desk: &Desk, sound: &Consignment, forms: usize) {
    let place = Place::Home(Home::at(desk.home()));
    let began = Instant::now();
    let mut all = Taken::default();
    thread::scope(|scope| {
        let hands: Vec<_> = (0..OPERATORS)
            .map(|who| {
                let (place, sound) = (&place, sound);
                scope.spawn(move || operator(place, sound, who, forms))
            })
            .collect();
        for hand in hands {
            let taken = hand.join().expect("no operator panics");
            all.drafts.extend(taken.drafts);
            all.saves.extend(taken.saves);
            all.bookings.extend(taken.bookings);
        }
    });
    let commits = all.drafts.len() + all.saves.len() + all.bookings.len();
    println!(
        "{OPERATORS} operators, {forms} forms each: {commits} commits in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    for (what, mut taken) in [
        ("a draft kept", all.drafts),
        ("a form saved", all.saves),
        ("a job booked", all.bookings),
    ] {
        taken.sort_unstable();
        let at = |share: usize| taken[(taken.len() - 1) * share / 100];
        println!(
            "  {what:<14} p50 {:>9.1?}   p99 {:>9.1?}   ({})",
            at(50),
            at(99),
            taken.len()
        );
    }
}

fn operator(place: &Place, sound: &Consignment, who: usize, forms: usize) -> Taken {
    let mut client = Client::connect_running(place, None, false).expect("the desk runs");
    let mut taken = Taken::default();
    for form in 0..forms {
        let mut consignment = sound.clone();
        consignment.customer_ref = Some(format!("PO-{who}-{form}"));
        consignment.principal.name = Some(format!("EXAMPLE TRADING {who} {form}"));
        let content = write_consignment(&consignment).to_string();
        let mut draft: Option<DraftId> = None;
        for burst in 0..BURSTS {
            thread::sleep(BETWEEN);
            let facts = Request::FormFacts {
                consignment: Box::new(consignment.clone()),
                job: None,
            };
            client.ask(facts, &Terms::default()).expect("facts");
            let mut end = content.len() * (burst + 1) / BURSTS;
            while !content.is_char_boundary(end) {
                end -= 1;
            }
            let content = content[..end].to_owned();
            let keep = Request::SaveDraft {
                draft: draft.clone(),
                job: None,
                content,
            };
            let Reply::DraftKept(id) = timed(&mut client, keep, &mut taken.drafts).expect("kept")
            else {
                panic!("no draft");
            };
            draft = Some(id);
        }
        let new = Request::New {
            consignment: Box::new(consignment),
            draft,
        };
        let Reply::Job(view) = timed(&mut client, new, &mut taken.saves).expect("stored") else {
            panic!("no job");
        };
        let book = Request::Job {
            job: view.job.job_no,
            op: JobOp::Book,
        };
        match timed(&mut client, book, &mut taken.bookings) {
            Ok(_) => {}
            Err(failure) if failure.kind == FailureKind::Blocked => {}
            Err(failure) => panic!("{failure:?}"),
        }
    }
    taken
}

fn timed(
    client: &mut Client,
    request: Request,
    into: &mut Vec<Duration>,
) -> Result<Reply, Failure> {
    let began = Instant::now();
    let answer = client.ask(request, &Terms::default());
    into.push(began.elapsed());
    answer
}

/// A job's whole life, as often as it is wanted: the records of the desk's last job, each a commit.
fn history(desk: &mut Desk, count: usize) {
    desk.kill();
    let (mut store, _) = store::open(desk.home(), &Options::default()).expect("it opens");
    let view = store.view();
    let (key, record) = view
        .scan(Table::Jobs, &Range::all().backwards())
        .expect("it reads")
        .next()
        .expect("there are jobs")
        .expect("a record");
    let pattern: Job = envelope::decode(&record.value).expect("a job");
    let prefix = [&key[..], b"/"].concat();
    let lines: Vec<(Vec<u8>, TimelineEntry)> = view
        .scan(Table::Timeline, &Range::prefix(prefix.clone()))
        .expect("it reads")
        .map(|row| {
            let (key, record) = row.expect("a record");
            let entry = envelope::decode(&record.value).expect("a line");
            (key[prefix.len()..].to_vec(), entry)
        })
        .collect();
    let before = used(desk.home());
    let mut per_job = 0;
    let began = Instant::now();
    for first in (0..count).step_by(64) {
        let batches: Vec<Batch> = (first..count.min(first + 64))
            .map(|number| {
                let job_no = JobNo::new(format!("KF2025{number:06}"));
                let mut job = pattern.clone();
                job.job_no = job_no.clone();
                job.consignment.customer_ref = Some(format!("PO-{number}"));
                job.consignment.principal.name = Some(format!("EXAMPLE TRADING {}", number % 900));
                job.status = Some(ShippingStatus::Shipped);
                let mut writes = vec![Write::put(
                    Table::Jobs,
                    job_no.as_str(),
                    envelope::encode(&job).expect("a job"),
                )];
                writes.extend(lines.iter().map(|(line, entry)| {
                    let key = [job_no.as_str().as_bytes(), b"/", line].concat();
                    Write::put(
                        Table::Timeline,
                        key,
                        envelope::encode(entry).expect("a line"),
                    )
                }));
                per_job = writes
                    .iter()
                    .map(|write| write.value.as_ref().map_or(0, Vec::len))
                    .sum();
                Batch {
                    request: Some(uuid::Uuid::new_v4()),
                    at: view.last_at(),
                    by: "bench".into(),
                    writes,
                    reply: job_no.as_str().into(),
                    ..Batch::default()
                }
            })
            .collect();
        for answer in store.commit(batches) {
            answer.expect("it is taken");
        }
    }
    println!(
        "{count} jobs of history ({per_job} B each) written in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    Box::new(store).close().expect("it closes");
    let after = used(desk.home());
    println!(
        "  archive {} B a job; hot files: journal {} MB, snapshots {} MB, view {} MB",
        (after.archive - before.archive) / count as u64,
        after.journal >> 20,
        after.snapshots >> 20,
        after.view >> 20
    );
    let start = |desk: &mut Desk| {
        let began = Instant::now();
        desk.start();
        began.elapsed()
    };
    // Only a desk that was served knows which of its jobs were open when it was closed.
    println!("  the first start          {:.2?}", start(desk));
    println!("  and all history in after {:.2?}", whole(desk.home()));
    desk.stop();
    println!("  start after a clean stop {:.2?}", start(desk));
    println!("  and all history in after {:.2?}", whole(desk.home()));
    desk.kill();
    println!("  start after a kill       {:.2?}", start(desk));
    println!("  and all history in after {:.2?}", whole(desk.home()));
    let began = Instant::now();
    desk.json(&["show", "KF2025000042"]);
    println!("  the first command then   {:.2?}", began.elapsed());
}

/// Until jobs that are over are in memory too: the log says so.
fn whole(home: &Path) -> Duration {
    let began = Instant::now();
    let said = || std::fs::read_to_string(home.join("daemon.log")).unwrap_or_default();
    while !said().contains("all history is in") {
        assert!(began.elapsed() < Duration::from_mins(5), "{}", said());
        thread::sleep(Duration::from_millis(20));
    }
    began.elapsed()
}

struct Used {
    archive: u64,
    journal: u64,
    snapshots: u64,
    view: u64,
}

fn used(home: &Path) -> Used {
    let of = |name: &str| {
        let mut folders = vec![home.join("store").join(name)];
        let mut bytes = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let metadata = entry.metadata().expect("it is there");
                if metadata.is_dir() {
                    folders.push(entry.path());
                } else {
                    bytes += metadata.len();
                }
            }
        }
        bytes
    };
    Used {
        archive: of("archive"),
        journal: of("journal"),
        snapshots: of("snapshots"),
        view: of("view"),
    }
}
