//! Ends that nobody asked for: what was acknowledged is there afterwards.

use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::domain::{Consignment, JobNo};
use shipdesk::json::read_consignment;
use shipdesk::protocol::{FailureKind, Reply, Request};
use shipdesk::reference::Reference;

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, number, sailing};
use crate::support::desk::command;

/// Makes jobs one after another until the daemon is gone; gives those that were acknowledged.
fn jobs_until_the_end(
    place: &Place,
    consignment: &Consignment,
    worker: usize,
    count: &AtomicUsize,
) -> Vec<JobNo> {
    let mut client = Client::connect_running(place, None, false)
        .unwrap()
        .patient(Duration::ZERO);
    let mut made = Vec::new();
    loop {
        let request = Request::New {
            consignment: Box::new(Consignment {
                customer_ref: Some(format!("PO-{worker}-{}", made.len())),
                ..consignment.clone()
            }),
            draft: None,
        };
        match client.ask(request, &Terms::default()) {
            Ok(Reply::Job(view)) => {
                made.push(view.job.job_no);
                count.fetch_add(1, Ordering::Relaxed);
            }
            Ok(other) => panic!("{other:?}"),
            Err(failure) => {
                assert_eq!(failure.kind, FailureKind::Unreachable, "{failure:?}");
                return made;
            }
        }
    }
}

#[test]
fn what_was_acknowledged_survives_the_daemon_killed_under_load() {
    const WORKERS: usize = 3;
    let mut desk = a_desk_with_a_schedule();
    let document = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let zone = chrono_tz::Asia::Shanghai;
    let consignment = read_consignment(&document, Reference::built_in(), zone).unwrap();
    let place = Place::Home(Home::at(desk.home()));
    let mut acknowledged = Vec::new();
    for _ in 0..3 {
        let booked = number(&desk.json_with(&["new", "-"], &document.to_string()));
        let so_no = desk.json(&["book", &booked])["booking"]["so_no"].clone();
        let count = AtomicUsize::new(0);
        let made: Vec<JobNo> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..WORKERS)
                .map(|worker| {
                    let (place, consignment, count) = (&place, &consignment, &count);
                    scope.spawn(move || jobs_until_the_end(place, consignment, worker, count))
                })
                .collect();
            // Killed once the three are well under way.
            while count.load(Ordering::Relaxed) < 12 {
                std::thread::yield_now();
            }
            desk.kill();
            workers
                .into_iter()
                .flat_map(|worker| worker.join().unwrap())
                .collect()
        });
        assert!(made.len() >= 12, "{}", made.len());
        acknowledged.extend(made.into_iter().map(|no| no.to_string()));
        acknowledged.push(booked.clone());
        desk.start();
        let there: Vec<String> = desk
            .json(&["list"])
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["job_no"].as_str().unwrap().to_owned())
            .collect();
        for no in &acknowledged {
            assert!(there.contains(no), "{no} was acknowledged and is gone");
        }
        assert_eq!(desk.json(&["show", &booked])["booking"]["so_no"], so_no);
    }
    assert_eq!(desk.json(&["doctor"])["ok"], true);
    // The ledger goes on where it was.
    let next = number(&desk.json_with(&["new", "-"], &document.to_string()));
    assert_eq!(
        desk.json(&["book", &next])["booking"]["so_no"],
        "COSU-26-00004"
    );
}

#[test]
fn a_client_killed_in_the_middle_asks_again_with_its_id_and_nothing_is_done_twice() {
    let desk = a_desk_with_a_schedule();
    let consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam")).to_string();
    for count in 0..6 {
        let id = format!("0193a6a2-0000-4000-8000-0000000001{count:02}");
        let file = desk.file("consignment.json", &consignment);
        let new = ["new", file.to_str().unwrap(), "--request-id", &id];
        let mut child = command(desk.home())
            .args(new)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Early, late, or when it is done: each round leaves it a little longer.
        for _ in 0..count * 40 {
            std::thread::yield_now();
        }
        // It may be done already.
        let _ = child.kill();
        child.wait().unwrap();
        let job = desk.json(&new);
        assert_eq!(
            desk.json(&["list"]).as_array().unwrap().len(),
            count + 1,
            "{job}"
        );
    }
}
