//! The daemon killed under load from four clients, again and again: nothing lost, nothing done
//! twice, and the clients go on by themselves.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::domain::{Consignment, JobNo};
use shipdesk::json::read_consignment;
use shipdesk::protocol::{FailureKind, JobOp, Reply, Request};
use shipdesk::reference::Reference;

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, sailing};
use crate::support::LIMIT;

const CLIENTS: usize = 4;

/// What one client was told is done.
#[derive(Default)]
struct Told {
    jobs: Vec<JobNo>,
    booked: Vec<(JobNo, String)>,
    edits: usize,
}

fn work(
    place: &Place,
    sound: &Consignment,
    who: usize,
    stop: &AtomicBool,
    done: &AtomicUsize,
) -> Told {
    // On a loaded machine one client may be cut off again and again while the others get through.
    let mut client = Client::connect_running(place, None, false)
        .unwrap()
        .patient(20 * LIMIT);
    let mut told = Told::default();
    while !stop.load(Ordering::Relaxed) {
        let mut consignment = sound.clone();
        consignment.customer_ref = Some(format!("PO-{who}-{}", told.jobs.len()));
        consignment.cargo[0].packages = Some(900 + (who * 100_000 + told.jobs.len()) as u32);
        let new = Request::New {
            consignment: Box::new(consignment),
            draft: None,
        };
        let job = job_of(client.ask(new, &Terms::default()));
        let no = job["job_no"].as_str().unwrap().to_owned();
        let no = JobNo::new(no);
        told.jobs.push(no.clone());
        let edit = Request::Job {
            job: no.clone(),
            op: JobOp::Edit {
                patch: format!("{{\"remarks\": \"edit {}\"}}", told.edits),
                confirmed_by: None,
            },
        };
        job_of(client.ask(edit, &Terms::default()));
        told.edits += 1;
        let book = Request::Job {
            job: no.clone(),
            op: JobOp::Book,
        };
        match client.ask(book, &Terms::default()) {
            Ok(Reply::Job(view)) => {
                let so_no = view.job.booking.expect("it was booked").so_no;
                told.booked.push((no, so_no.to_string()));
            }
            // Two consignments that look alike have to be answered first; that is not the point here.
            Err(failure) if failure.kind == FailureKind::Blocked => {}
            other => panic!("{other:?}"),
        }
        done.fetch_add(3, Ordering::Relaxed);
    }
    told
}

fn job_of(answer: Result<Reply, shipdesk::protocol::Failure>) -> Value {
    match answer {
        Ok(Reply::Job(view)) => serde_json::json!({"job_no": view.job.job_no.to_string()}),
        other => panic!("{other:?}"),
    }
}

/// Numbers of a ledger, each once and none left out.
fn gapless(numbers: &[u64]) -> bool {
    let set: BTreeSet<u64> = numbers.iter().copied().collect();
    set.len() == numbers.len()
        && set.first().copied() == Some(1)
        && set.last().copied() == Some(numbers.len() as u64)
}

fn kills(count: usize) {
    let mut desk = a_desk_with_a_schedule();
    let document = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let sound =
        read_consignment(&document, Reference::built_in(), chrono_tz::Asia::Shanghai).unwrap();
    let place = Place::Home(Home::at(desk.home()));
    let (stop, done) = (AtomicBool::new(false), AtomicUsize::new(0));
    let told: Vec<Told> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|who| {
                let (place, sound, stop, done) = (&place, &sound, &stop, &done);
                scope.spawn(move || work(place, sound, who, stop, done))
            })
            .collect();
        for kill in 0..count {
            // Each time after some more work, and then at any moment within it.
            let until = done.load(Ordering::Relaxed) + 3 + kill % 7;
            let limit = Instant::now() + LIMIT;
            while done.load(Ordering::Relaxed) < until {
                assert!(
                    Instant::now() < limit,
                    "the clients did not go on after kill {kill}"
                );
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(Duration::from_micros((kill as u64 * 7_919) % 9_000));
            desk.kill();
            desk.start();
            if kill % 10 == 9 {
                println!("{} of {count} kills", kill + 1);
            }
        }
        stop.store(true, Ordering::Relaxed);
        clients
            .into_iter()
            .map(|client| client.join().unwrap())
            .collect()
    });
    let there = desk.json(&["list"]);
    let there: BTreeSet<&str> = there
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["job_no"].as_str().unwrap())
        .collect();
    let jobs: Vec<String> = told
        .iter()
        .flat_map(|told| told.jobs.iter().map(ToString::to_string))
        .collect();
    for job in &jobs {
        assert!(
            there.contains(job.as_str()),
            "{job} was acknowledged and is gone"
        );
    }
    assert_eq!(
        there.len(),
        jobs.len(),
        "a job was made that nobody was told of"
    );
    let ledger = |number: &str| number[number.len() - 6..].parse::<u64>().unwrap();
    let numbers: Vec<u64> = jobs.iter().map(|job| ledger(job)).collect();
    assert!(gapless(&numbers), "{numbers:?}");
    let mut orders = Vec::new();
    for (job, so_no) in told.iter().flat_map(|told| &told.booked) {
        let shown = desk.json(&["show", job.as_str()]);
        assert_eq!(shown["booking"]["so_no"], so_no.as_str(), "{job}");
        let times = |event: &str| {
            let lines = shown["timeline"].as_array().unwrap().iter();
            lines.filter(|line| line["event"] == event).count()
        };
        assert_eq!(
            (times("created"), times("edited"), times("booked")),
            (1, 1, 1),
            "{job}"
        );
        orders.push(so_no[so_no.len() - 5..].parse::<u64>().unwrap());
    }
    assert!(gapless(&orders), "{orders:?}");
    let doctor = desk.json(&["doctor"]);
    assert_eq!(doctor["ok"], true, "{doctor}");
    println!(
        "{count} kills under load from {CLIENTS} clients: {} jobs, {} orders, none lost, none twice",
        jobs.len(),
        orders.len()
    );
}

#[test]
fn a_daemon_killed_under_load_loses_nothing_and_does_nothing_twice() {
    kills(8);
}

#[test]
#[ignore = "minutes; `.ci/long` runs it"]
fn a_daemon_killed_a_hundred_times_under_load_loses_nothing_and_does_nothing_twice() {
    kills(100);
}

#[test]
fn a_desk_that_is_told_to_end_under_load_ends_in_good_order() {
    let mut desk = a_desk_with_a_schedule();
    let place = Place::Home(Home::at(desk.home()));
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            let (place, done) = (&place, &done);
            scope.spawn(move || {
                let client = Client::connect_running(place, None, false).unwrap();
                let mut client = client.patient(Duration::ZERO);
                // It never pauses, and goes on until the desk is gone.
                let template = || Request::SaveTemplate {
                    name: "busy".to_owned(),
                    consignment: Box::default(),
                };
                while client.ask(template(), &Terms::default()).is_ok() {
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let limit = Instant::now() + LIMIT;
        while done.load(Ordering::Relaxed) < 50 {
            assert!(Instant::now() < limit, "nothing was done");
            std::thread::yield_now();
        }
        let told = Instant::now();
        assert_eq!(desk.stop(), Some(0));
        assert!(
            told.elapsed() < Duration::from_secs(10),
            "{:?}",
            told.elapsed()
        );
    });
    assert!(
        desk.home().join("store/view.clean").exists(),
        "the next start would rebuild its view"
    );
}
