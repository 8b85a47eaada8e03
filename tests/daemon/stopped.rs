//! The daemon ended in good order, or standing still, while others work: nobody is told a falsehood,
//! and nobody waits for ever.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::LIMIT;
use crate::support::desk::{Answered, Desk, run};

const CLIENTS: usize = 4;
const ROUNDS: usize = 3;

/// One client's jobs, each under a reference of its own, until it is told to stop.
fn work(home: &std::path::Path, who: usize, stop: &AtomicBool) -> Vec<(String, Answered)> {
    let mut told = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let reference = format!("PO-{who}-{}", told.len());
        let consignment = format!(r#"{{"customer_ref": "{reference}"}}"#);
        told.push((reference, run(home, &["new", "-", "--json"], &consignment)));
    }
    told
}

#[test]
fn a_desk_that_is_stopped_under_load_is_gone_on_with_at_the_next_one_by_the_same_ids() {
    let desk = Desk::practice();
    // Nobody looks after it: clients start the next one themselves.
    assert_eq!(desk.run(&["stop"]).code, 0);
    let stop = AtomicBool::new(false);
    let told: Vec<_> = thread::scope(|threads| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|who| {
                threads.spawn({
                    let (home, stop) = (desk.home(), &stop);
                    move || work(home, who, stop)
                })
            })
            .collect();
        for _ in 0..ROUNDS {
            let before = desk.json(&["list"]).as_array().unwrap().len();
            let until = Instant::now() + LIMIT;
            while desk.json(&["list"]).as_array().unwrap().len() < before + 2 * CLIENTS {
                assert!(Instant::now() < until, "nothing is done");
            }
            let stopped = desk.run(&["stop"]);
            assert_eq!(stopped.code, 0, "{stopped:?}");
        }
        stop.store(true, Ordering::Relaxed);
        clients
            .into_iter()
            .flat_map(|client| client.join().unwrap())
            .collect()
    });
    for (reference, answered) in &told {
        assert_eq!(answered.code, 0, "{reference}: {answered:?}");
    }
    let asked: BTreeSet<String> = told.into_iter().map(|(reference, _)| reference).collect();
    let jobs = desk.run(&["export", "jobs", "--format", "json"]).json();
    let jobs = jobs.as_array().unwrap();
    let stored: BTreeSet<String> = jobs
        .iter()
        .map(|job| {
            job["consignment"]["customer_ref"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(jobs.len(), stored.len(), "some were stored twice");
    assert_eq!(stored, asked);
}

#[test]
fn a_desk_that_stands_still_is_said_not_to_answer() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run(home.path(), &["whoami"], "").code, 0);
    let lock = std::fs::read_to_string(home.path().join("desk.lock")).unwrap();
    let pid = lock.split(' ').nth(1).and_then(|pid| pid.parse().ok());
    let pid = Pid::from_raw(pid.unwrap()).unwrap();
    kill_process(pid, Signal::STOP).unwrap();
    let began = Instant::now();
    let answers: Vec<Answered> = thread::scope(|threads| {
        let verbs = ["list", "doctor"];
        let asked = verbs.map(|verb| threads.spawn(|| run(home.path(), &[verb], "")));
        asked
            .into_iter()
            .map(|asked| asked.join().unwrap())
            .collect()
    });
    kill_process(pid, Signal::CONT).unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(90),
        "{:?}",
        began.elapsed()
    );
    let [list, doctor] = &answers[..] else {
        unreachable!("two were asked")
    };
    assert_eq!(list.code, 3, "{list:?}");
    assert!(list.err.contains("does not answer"), "{list:?}");
    assert_eq!(doctor.code, 1, "{doctor:?}");
    assert!(doctor.out.contains("does not answer"), "{doctor:?}");
    assert!(doctor.out.contains("journal: "), "{doctor:?}");
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
}

#[test]
fn a_start_that_is_refused_leaves_the_store_as_it_found_it() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run(home.path(), &["whoami"], "").code, 0);
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
    let note = home.path().join("store/view.clean");
    let until = Instant::now() + LIMIT;
    while !note.exists() {
        assert!(Instant::now() < until, "it was not closed");
        thread::sleep(Duration::from_millis(20));
    }
    let refused = run(
        home.path(),
        &["serve", "--now", "2026-11-24T10:00:00+08:00"],
        "",
    );
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(note.exists(), "the next start would make the view anew");
}

#[test]
fn a_table_that_was_changed_is_in_force_for_the_next_request() {
    let desk = Desk::practice();
    desk.json(&["list"]);
    let tables = desk.home().join("reference");
    std::fs::create_dir_all(&tables).unwrap();
    let header = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reference/tables/carriers.csv"),
    )
    .unwrap();
    let header = header
        .lines()
        .find(|line| line.starts_with("scac"))
        .unwrap();
    let columns = header.split(',').count();
    let mut row = vec![""; columns];
    (row[0], row[1]) = ("ABCD", "TEST LINE");
    std::fs::write(
        tables.join("carriers.extra.csv"),
        format!("{header}\n{}\n", row.join(",")),
    )
    .unwrap();
    let job = desk.json_with(&["new", "-"], r#"{"carrier": "Test Line"}"#);
    assert_eq!(job["consignment"]["carrier"], "ABCD");
}

#[test]
fn what_a_command_took_in_hand_stays_there_whatever_becomes_of_the_daemon() {
    let mut desk = Desk::practice();
    for (name, roles) in [("ann", "clerk"), ("bob", "clerk")] {
        desk.json(&["operator", "add", name, "--roles", roles]);
    }
    let new = |desk: &Desk| {
        let job = desk.json_with(&["new", "-"], r#"{"customer_ref": "PO-1"}"#);
        job["job_no"].as_str().unwrap().to_owned()
    };
    let (held, given_back) = (new(&desk), new(&desk));
    for job in [&held, &given_back] {
        desk.json(&["hold", job, "--as", "ann"]);
    }
    desk.json(&["release", &given_back, "--as", "ann"]);
    desk.kill();
    desk.start();
    assert_eq!(desk.json(&["show", &held])["holder"], "ann");
    assert_eq!(desk.json(&["show", &given_back])["holder"], Value::Null);
    let refused = desk.run(&["hold", &held, "--as", "bob"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    desk.json(&["release", &held, "--as", "ann"]);
    desk.stop();
    desk.start();
    desk.json(&["hold", &held, "--as", "bob"]);
}
