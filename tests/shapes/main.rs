//! What is read is what is written, stored and sent: JSON → domain → bincode → domain → JSON for
//! every type that is stored or goes over the socket.

mod any;

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;
use shipdesk::domain::job::TimelineEntry;
use shipdesk::domain::{Consignment, Finding, Job, JobLine, Operator, Sailing};
use shipdesk::json::{self, Output};
use shipdesk::protocol::{
    Draft, Envelope, Failure, FromDaemon, Hello, Push, Reply, Request, Welcome, frame,
};
use shipdesk::reference::Reference;
use shipdesk::store::envelope::{self, Stored};

const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

fn read(value: &Value) -> Consignment {
    json::read_consignment(value, Reference::built_in(), ZONE)
        .unwrap_or_else(|errors| panic!("{errors:?} in {value}"))
}

fn stored<T: Stored + PartialEq + std::fmt::Debug>(value: &T) {
    let bytes = envelope::encode(value).unwrap();
    let back: T = envelope::decode(&bytes).unwrap();
    assert_eq!(&back, value);
}

fn sent<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(
    value: &T,
) {
    let mut wire = Vec::new();
    frame::send(&mut wire, value).unwrap();
    let back: T = frame::receive(&mut wire.as_slice()).unwrap();
    assert_eq!(&back, value);
}

/// Runs a property on a stack that a whole consignment's strategy fits on, unoptimised.
fn holds<S: Strategy + 'static>(strategy: fn() -> S, property: fn(S::Value)) {
    let run = move || {
        let config = ProptestConfig {
            cases: 64,
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        proptest::test_runner::TestRunner::new(config)
            .run(&strategy(), |value| {
                property(value);
                Ok(())
            })
            .unwrap();
    };
    let thread = std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(run)
        .unwrap();
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_consignment_comes_back_from_json_and_from_its_bytes() {
    holds(any::consignment_json, |document| {
        let consignment = read(&document);
        let request = Request::New {
            consignment: Box::new(consignment.clone()),
            draft: None,
        };
        let mut wire = Vec::new();
        frame::send(&mut wire, &request).unwrap();
        let Request::New {
            consignment: back, ..
        } = frame::receive(&mut wire.as_slice()).unwrap()
        else {
            panic!("another request came back");
        };
        assert_eq!(*back, consignment);
        let written = json::write_consignment(&back);
        // Writing normalises; what is normal stays as it is.
        assert_eq!(json::write_consignment(&read(&written)), written);
    });
}

#[test]
fn a_stored_job_comes_back() {
    holds(any::job, |job| {
        stored::<Job>(&job);
        sent(&job);
    });
}

#[test]
fn a_job_is_written_with_every_key_of_the_contract() {
    holds(any::job_view, |view| {
        let say = |text: &shipdesk::domain::Text| text.key.to_string();
        let output = Output {
            reference: Reference::built_in(),
            say: &say,
        };
        let value = output.job(&view);
        for key in [
            "job_no",
            "version",
            "stage",
            "status",
            "status_due",
            "clerk",
            "holder",
            "practice",
            "consignment",
            "findings",
            "answers",
            "booking",
            "amendments",
            "timeline",
        ] {
            assert!(value.get(key).is_some(), "{key}");
        }
        let written = value["consignment"].clone();
        assert_eq!(json::write_consignment(&read(&written)), written);
        sent(&Reply::Job(Box::new(view)));
    });
}

#[test]
fn a_sailing_comes_back() {
    holds(any::sailing, |sailing| {
        stored::<Sailing>(&sailing);
        sent(&Reply::Sailing(Box::new(sailing)));
    });
}

#[test]
fn findings_and_failures_come_back() {
    holds(any::finding, |finding| sent::<Finding>(&finding));
    holds(any::failure, |failure| {
        sent::<Failure>(&failure);
        sent(&Welcome::Refused(failure));
    });
}

#[test]
fn every_answer_and_push_comes_back() {
    holds(any::reply, |reply| {
        sent(&FromDaemon::Answer {
            number: 7,
            answer: Box::new(Ok(reply)),
        });
    });
    holds(any::push, |push| sent::<Push>(&push));
}

#[test]
fn every_request_comes_back() {
    holds(any::envelope, |envelope| sent::<Envelope>(&envelope));
}

#[test]
fn small_records_come_back() {
    holds(any::operator, |operator| stored::<Operator>(&operator));
    holds(any::timeline_entry, |entry| stored::<TimelineEntry>(&entry));
    holds(any::draft, |draft| stored::<Draft>(&draft));
    holds(any::job_line, |line| sent::<JobLine>(&line));
    holds(any::hello, |hello| sent::<Hello>(&hello));
}

#[test]
fn no_bytes_make_the_reader_of_frames_panic() {
    holds(
        || proptest::collection::vec(proptest::num::u8::ANY, 0..400),
        |bytes| {
            let _ = frame::receive::<Envelope>(&mut bytes.as_slice());
            let _ = frame::receive_answer::<FromDaemon>(&mut bytes.as_slice());
            let _ = envelope::decode::<Job>(&bytes);
        },
    );
}

#[test]
fn the_contracts_own_example_is_read_and_written_back() {
    let example: Value = serde_json::from_str(include_str!("example.json")).unwrap();
    let consignment = read(&example);
    let written = json::write_consignment(&consignment);
    for pointer in [
        "/cargo/0/gross_kg",
        "/equipment/0/type",
        "/pol",
        "/carrier",
        "/freight/rate/0/amount",
        "/sailing/vessel",
    ] {
        assert_eq!(
            written.pointer(pointer),
            example.pointer(pointer),
            "{pointer}"
        );
    }
}

#[test]
fn an_unknown_field_is_named_with_its_place() {
    let value = serde_json::json!({"cargo": [{"gros_kg": "1"}], "pold": "CNSHA"});
    let errors = json::read_consignment(&value, Reference::built_in(), ZONE).unwrap_err();
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(
        said.iter()
            .any(|error| error.starts_with("/cargo/0/gros_kg") && error.contains("gross_kg")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|error| error.starts_with("/pold")),
        "{said:?}"
    );
}

#[test]
fn what_a_person_may_write_a_file_may() {
    let value = serde_json::json!({
        "carrier": "中远", "pol": "Shanghai", "pod": "鹿特丹",
        "equipment": [{"type": "40HC", "count": "2", "ventilation": "25 cbm/h"}],
        "cargo": [{"gross_kg": "48,500 lb", "volume_cbm": "1,000 cft"}],
        "sailing": {"vessel": "cosco shipping universe", "voyage": "046w"},
        "freight": {"rate": [{"type": "高柜", "amount": "RMB 1,025.0"}]},
    });
    let written = json::write_consignment(&read(&value));
    assert_eq!(written["carrier"], "COSU");
    assert_eq!(written["pol"], "CNSHA");
    assert_eq!(written["pod"], "NLRTM");
    assert_eq!(written["equipment"][0]["type"], "40HQ");
    assert_eq!(written["equipment"][0]["count"], 2);
    assert_eq!(written["equipment"][0]["ventilation"]["value"], "25");
    assert_eq!(written["cargo"][0]["gross_kg"], "21999.229945");
    assert_eq!(written["sailing"]["voyage"], "V.046W");
    assert_eq!(written["freight"]["rate"][0]["type"], "40HQ");
    assert_eq!(written["freight"]["rate"][0]["amount"], "1025.00");
    assert_eq!(written["freight"]["rate"][0]["currency"], "CNY");
}

#[test]
fn what_cannot_be_resolved_is_kept_as_written() {
    let value = serde_json::json!({"pod": "Atlantis", "cargo": [{"gross_kg": "about 12 t"}], "carrier": "Blue Star"});
    let written = json::write_consignment(&read(&value));
    assert_eq!(written["pod"], "Atlantis");
    assert_eq!(written["cargo"][0]["gross_kg"], "about 12 t");
    assert_eq!(written["carrier"], "Blue Star");
}

#[test]
fn control_characters_of_a_file_do_not_get_in() {
    let value = serde_json::json!({"principal": {"name": "AC\u{1b}[2JME\u{202e} 上海"}});
    let written = json::write_consignment(&read(&value));
    assert_eq!(written["principal"]["name"], "AC[2JME 上海");
}

/// The table of departments knows the form's fields by a list: it is the schema's, whole.
#[test]
fn the_list_of_the_forms_fields_is_the_schemas() {
    fn walk(schema: &Value, at: &str, fields: &mut BTreeSet<String>) {
        for way in schema["anyOf"].as_array().into_iter().flatten() {
            walk(way, at, fields);
        }
        for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}/{name}");
            fields.insert(at.clone());
            walk(inner, &at, fields);
        }
        if let Some(item) = schema.get("items") {
            let at = format!("{at}/*");
            fields.insert(at.clone());
            walk(item, &at, fields);
        }
    }
    let mut fields = BTreeSet::new();
    walk(&json::consignment_schema(), "", &mut fields);
    let listed = include_str!("../../src/reference/tables/form_fields.txt");
    let listed: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    assert_eq!(fields, listed);
}
