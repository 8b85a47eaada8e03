//! What a client finds with the facts it was given is what the daemon finds: over the real socket.

use serde_json::{Value, json};
use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::domain::{Consignment, Finding, Job};
use shipdesk::i18n::{self, Lang};
use shipdesk::json::{patch, read_consignment};
use shipdesk::protocol::{CheckStage, Reply, Request};
use shipdesk::reference::Reference;
use shipdesk::rules::{self, Facts};

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, sailing};
use crate::support::desk::{Desk, NOW};

/// What spoils the sound consignment, one after the other.
fn spoils() -> Vec<Value> {
    vec![
        json!([]),
        json!([{"op": "add", "path": "/pod", "value": "PORT KELANG"}]),
        json!([{"op": "add", "path": "/sailing", "value": {"vessel": "COSCO SHlPPING UNIVERSE", "voyage": "046W"}}]),
        json!([{"op": "add", "path": "/sailing", "value": "TEMP"}, {"op": "add", "path": "/delivery", "value": "CHICAGO"}]),
        json!([{"op": "add", "path": "/sailing/voyage", "value": "v046w"}]),
        json!([{"op": "add", "path": "/equipment", "value": [{"type": "20GP", "count": 1}]},
               {"op": "add", "path": "/cargo/0/gross_kg", "value": "48,503 lb"}]),
        json!([{"op": "add", "path": "/freight", "value": {"terms": "collect"}}]),
        json!([{"op": "add", "path": "/remarks", "value": "带手册，自拼箱"}, {"op": "add", "path": "/customs", "value": {}}]),
        json!([{"op": "add", "path": "/intake", "value": {}}, {"op": "add", "path": "/consignee", "value": {"name": "TO ORDER"}}]),
        json!([{"op": "add", "path": "/requested_etd", "value": "2026-12-20"},
               {"op": "add", "path": "/answers", "value": [{"rule": "etd-differs", "party": "customer", "by": "Mary",
                 "at": "2026-11-23T10:00:00+08:00", "reason": "mail"}]}]),
        json!([{"op": "add", "path": "/loading", "value": {"mode": "trailer", "at": "2026-12-04T12:01:00+08:00"}}]),
    ]
}

/// A finding as both sides write it.
fn written(id: &str, severity: &str, state: &str, message: &str) -> String {
    format!("{id} {severity} {state} {message}")
}

fn of_client(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            written(
                &finding.id(),
                finding.severity.as_str(),
                finding.state.as_str(),
                &i18n::render(Lang::En, &finding.message),
            )
        })
        .collect()
}

fn of_daemon(document: &Value) -> Vec<String> {
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
    document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            written(
                &text(finding, "id"),
                &text(finding, "severity"),
                &text(finding, "state"),
                &text(finding, "message"),
            )
        })
        .collect()
}

/// The rules as a form runs them: on the facts that the daemon gave.
fn found_here(client: &mut Client, consignment: &Consignment, job: Option<&Job>) -> Vec<Finding> {
    let ask = Request::FormFacts {
        consignment: Box::new(consignment.clone()),
        job: job.map(|job| job.job_no.clone()),
    };
    let Ok(Reply::FormFacts(facts)) = client.ask(ask, &Terms::default()) else {
        panic!("no facts");
    };
    rules::check(
        consignment,
        &Facts {
            now: NOW.parse().unwrap(),
            stage: job.map_or(CheckStage::Draft, CheckStage::of),
            reference: Reference::built_in(),
            sailings: &facts.sailings,
            look_alikes: &facts.look_alikes,
            booked_sailing: facts.booked_sailing.as_ref(),
            answers: job.map_or(&[], |job| &job.answers),
            job,
            duplicates: &facts.duplicates,
        },
    )
}

#[test]
fn the_client_finds_what_the_daemon_finds_in_files_and_in_jobs() {
    let desk: Desk = a_desk_with_a_schedule();
    let sound = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let place = Place::Home(Home::at(desk.home()));
    let mut client = Client::connect_running(&place, None, false).unwrap();
    for spoil in spoils() {
        let document = patch::apply(&sound, &spoil).unwrap();
        let zone = chrono_tz::Asia::Shanghai;
        let consignment = read_consignment(&document, Reference::built_in(), zone).unwrap();
        let file = desk
            .run_with(&["check", "-", "--json"], &document.to_string())
            .json();
        let here = found_here(&mut client, &consignment, None);
        assert_eq!(of_client(&here), of_daemon(&file), "{spoil}");
        let stored = client.ask(
            Request::New {
                consignment: Box::new(consignment),
                draft: None,
            },
            &Terms::default(),
        );
        let Ok(Reply::Job(view)) = stored else {
            // A sailing that the schedule does not have is not stored.
            assert!(spoil.to_string().contains("SHlPPING"), "{stored:?}");
            continue;
        };
        let job = view.job;
        let shown = desk.json(&["show", job.job_no.as_str()]);
        let here = found_here(&mut client, &job.consignment, Some(&job));
        assert_eq!(of_client(&here), of_daemon(&shown), "stored: {spoil}");
    }
}
