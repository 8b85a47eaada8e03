//! Twenty at once, and the history looked over afterwards: no lost update, no number given twice,
//! no gap that nothing explains.

use std::collections::BTreeSet;

use serde_json::Value;
use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::domain::{Consignment, JobNo};
use shipdesk::json::read_consignment;
use shipdesk::protocol::{FailureKind, JobOp, Reply, Request};
use shipdesk::reference::Reference;

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, jobs, sailing};

const SESSIONS: usize = 20;
const SHARED: u32 = 5;
const ROUNDS: usize = 6;

/// What a session did, as it was told.
#[derive(Default)]
struct Did {
    /// Times that its change of a shared job was taken.
    counted: usize,
    stale: usize,
    made: Vec<String>,
    orders: Vec<String>,
}

/// Adds one to the count that a job's remarks hold; whoever comes second looks again.
fn count_up(client: &mut Client, job: &JobNo, did: &mut Did) {
    loop {
        let Ok(Reply::Job(view)) = client.ask(Request::Show(job.clone()), &Terms::default()) else {
            panic!("{job} cannot be shown");
        };
        let count: u32 = view
            .job
            .consignment
            .remarks
            .as_deref()
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let edit = Request::Job {
            job: job.clone(),
            op: JobOp::Edit {
                patch: format!("{{\"remarks\": \"{}\"}}", count + 1),
                confirmed_by: None,
            },
        };
        let terms = Terms {
            expect_version: Some(view.job.version),
            ..Terms::default()
        };
        match client.ask(edit, &terms) {
            Ok(_) => {
                did.counted += 1;
                return;
            }
            Err(failure) if failure.kind == FailureKind::Stale => {
                let stale = failure.stale.expect("it says whose change came first");
                assert!(stale.version > view.job.version);
                assert!(
                    stale
                        .changes
                        .iter()
                        .any(|change| change.field.as_str() == "/remarks"),
                    "{stale:?}"
                );
                did.stale += 1;
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn session(place: &Place, who: usize, shared: &[String], sound: &Consignment) -> Did {
    let mut client = Client::connect_running(place, None, false).unwrap();
    let mut did = Did::default();
    for round in 0..ROUNDS {
        let job = JobNo::new(shared[(who + round) % shared.len()].clone());
        count_up(&mut client, &job, &mut did);
        let mut consignment = sound.clone();
        consignment.customer_ref = Some(format!("S{who}-{round}"));
        consignment.cargo[0].packages = Some(2_000 + (who * 100 + round) as u32);
        let new = Request::New {
            consignment: Box::new(consignment),
            draft: None,
        };
        let Ok(Reply::Job(view)) = client.ask(new, &Terms::default()) else {
            panic!("not stored");
        };
        did.made.push(view.job.job_no.to_string());
        if round % 2 == 0 {
            let book = Request::Job {
                job: view.job.job_no.clone(),
                op: JobOp::Book,
            };
            match client.ask(book, &Terms::default()) {
                Ok(Reply::Job(view)) => {
                    let so_no = view.job.booking.expect("it was booked").so_no;
                    did.orders.push(so_no.to_string());
                }
                Err(failure) if failure.kind == FailureKind::Blocked => {}
                other => panic!("{other:?}"),
            }
        }
    }
    did
}

/// The numbers behind a prefix: each once, from the first to the last.
fn assert_gapless(numbers: &[String], digits: usize, first: u64) {
    let set: BTreeSet<u64> = numbers
        .iter()
        .map(|number| number[number.len() - digits..].parse().unwrap())
        .collect();
    assert_eq!(
        set.len(),
        numbers.len(),
        "a number was given twice: {numbers:?}"
    );
    let expected: BTreeSet<u64> = (first..first + numbers.len() as u64).collect();
    assert_eq!(set, expected);
}

#[test]
fn twenty_sessions_leave_a_history_without_a_lost_update_or_a_gap() {
    let desk = a_desk_with_a_schedule();
    let document = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let zone = chrono_tz::Asia::Shanghai;
    let sound = read_consignment(&document, Reference::built_in(), zone).unwrap();
    let shared = jobs(&desk, &document, SHARED);
    let place = Place::Home(Home::at(desk.home()));
    let did: Vec<Did> = std::thread::scope(|scope| {
        let sessions: Vec<_> = (0..SESSIONS)
            .map(|who| {
                let (place, shared, sound) = (&place, &shared, &sound);
                scope.spawn(move || session(place, who, shared, sound))
            })
            .collect();
        sessions
            .into_iter()
            .map(|session| session.join().unwrap())
            .collect()
    });

    // No lost update: the counts are what all of them added, and each change began where the one
    // before it ended.
    let mut counted = 0;
    for job in &shared {
        let shown = desk.json(&["show", job]);
        let count: usize = shown["consignment"]["remarks"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let changes: Vec<(&Value, &Value)> = shown["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|entry| entry["changes"].as_array().unwrap())
            .filter(|change| change["field"] == "/remarks")
            .map(|change| (&change["from"], &change["to"]))
            .collect();
        assert_eq!(changes.len(), count, "{job}");
        for pair in changes.windows(2) {
            assert_eq!(pair[0].1, pair[1].0, "{job}: an update was lost");
        }
        counted += count;
    }
    assert_eq!(counted, did.iter().map(|did| did.counted).sum::<usize>());
    let stale: usize = did.iter().map(|did| did.stale).sum();

    // No number twice, no gap.
    let mut made = shared.clone();
    made.extend(did.iter().flat_map(|did| did.made.iter().cloned()));
    assert_gapless(&made, 6, 1);
    let orders: Vec<String> = did
        .iter()
        .flat_map(|did| did.orders.iter().cloned())
        .collect();
    assert_gapless(&orders, 5, 1);

    // The audit in the order it happened: time never goes back, and one commit has one number.
    let audit = desk.json(&["export", "audit", "--format", "json"]);
    let audit = audit.as_array().unwrap();
    let numbers: Vec<u64> = audit
        .iter()
        .map(|line| line["seq"].as_u64().unwrap())
        .collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    let times: Vec<&str> = audit
        .iter()
        .map(|line| line["at"].as_str().unwrap())
        .collect();
    assert!(times.is_sorted());
    let created = audit
        .iter()
        .filter(|line| line["event"] == "created")
        .count();
    assert_eq!(created, made.len());
    println!(
        "{SESSIONS} sessions: {} jobs, {} orders, {counted} shared updates, {stale} came second and looked again",
        made.len(),
        orders.len()
    );
}
