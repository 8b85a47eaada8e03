//! What became of a job, and why: the sailing through confirmation and roll, who was told of an
//! amendment, and what a roll will not do.

use serde_json::{Value, json};

use crate::given::{a_desk_with_a_schedule, a_job, a_sound_consignment, number, sailing};
use crate::shapes;
use crate::support::desk::Desk;

/// Where a value comes from: each value with how it came.
fn why(desk: &Desk, no: &str, field: &str) -> Vec<(Value, String)> {
    desk.json(&["why", no, field])
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["value"].clone(),
                line["source"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn a_sailing_is_followed_from_temp_through_the_confirmation_and_a_roll() {
    let desk = a_desk_with_a_schedule();
    let universe = sailing(&desk, "universe rotterdam");
    let mut consignment = a_sound_consignment(&universe);
    consignment["sailing"] = json!("TEMP");
    let no = number(&desk.json_with(&["new", "-"], &consignment.to_string()));
    desk.json(&["book", &no]);
    let id = universe["id"].as_str().unwrap();
    desk.json(&["confirm", &no, "--booking-no", "COSU1", "--sailing", id]);
    desk.json(&["roll", &no, "--reason", "overbooked"]);
    assert_eq!(
        why(&desk, &no, "/sailing/etd"),
        [
            (json!(null), "created".to_owned()),
            (json!("2026-12-05"), "confirmed".to_owned()),
            (json!("2026-12-12"), "rolled".to_owned()),
        ]
    );
    assert_eq!(why(&desk, &no, "/sailing")[0].0, json!("TEMP"));
    let job = desk.json(&["show", &no]);
    let rolled = &job["timeline"].as_array().unwrap().last().unwrap()["changes"];
    assert!(
        rolled.as_array().unwrap().contains(&json!({
            "field": "/sailing/etd", "from": "2026-12-05", "to": "2026-12-12"
        })),
        "{rolled}"
    );
}

#[test]
fn an_amended_value_has_who_asked_for_it_and_who_confirmed_it() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    desk.json(&["book", &no]);
    let patch = r#"{"remarks": "fragile"}"#;
    let papers = [
        "--confirmation",
        "mail of 26/11",
        "--confirmed-by",
        "Ms Sun",
        "--no-charge",
    ];
    desk.json(&[&["amend", no.as_str(), patch][..], &papers].concat());
    let lines = desk.json(&["why", &no, "/remarks"]);
    let lines = lines.as_array().unwrap();
    let has = |source: &str, by: Option<&str>, value: Value| {
        lines.iter().any(|line| {
            line["source"] == source
                && line["value"] == value
                && by.is_none_or(|by| line["by"] == by)
        })
    };
    assert!(has("amendment-entered", None, Value::Null), "{lines:?}");
    assert!(
        has("answered customer", Some("Ms Sun"), json!("mail of 26/11")),
        "{lines:?}"
    );
    assert!(has("amended", None, json!("fragile")), "{lines:?}");
}

#[test]
fn a_line_that_was_taken_out_keeps_its_history() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    let second = r#"[{"op": "add", "path": "/cargo/-", "value": {"name_en": "SOCKS"}}]"#;
    desk.json(&["edit", &no, second]);
    desk.json(&["edit", &no, r#"[{"op": "remove", "path": "/cargo/1"}]"#]);
    let values: Vec<Value> = why(&desk, &no, "/cargo/1/name_en")
        .into_iter()
        .map(|(value, _)| value)
        .collect();
    assert_eq!(values, [json!(null), json!("SOCKS"), json!(null)]);
    let (code, error) = desk.refused(&["why", &no, "/cargo/7"], "");
    assert_eq!(code, 1);
    shapes::error(&error, "refused");
}

#[test]
fn departments_are_told_of_an_amendment_however_it_comes_into_force() {
    let desk = a_desk_with_a_schedule();
    for name in ["mary", "bob"] {
        desk.json(&["operator", "add", name, "--roles", "clerk"]);
    }
    let consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam")).to_string();
    let no = number(&desk.json_with(&["new", "-", "--as", "mary"], &consignment));
    desk.json(&["book", &no, "--as", "mary"]);

    // By the original clerk's review.
    let fewer = r#"{"remarks": "handle with care"}"#;
    let papers = ["--confirmation", "HC-27/1", "--no-charge"];
    let entered = [&["amend", &no, fewer, "--as", "bob"][..], &papers].concat();
    let job = desk.json(&entered);
    assert_eq!(job["amendments"][0]["state"], "pending");
    assert_eq!(job["amendments"][0]["notified"], json!([]));
    let job = desk.json(&["review", &no, "1", "accept", "--as", "mary"]);
    assert_eq!(
        job["amendments"][0]["notified"],
        json!(["documents", "booking"])
    );

    // By papers that come later.
    let later = r#"{"handling": {"genset_truck": true}}"#;
    let job = desk.json(&["amend", &no, later, "--as", "mary"]);
    assert_eq!(job["amendments"][1]["state"], "pending");
    let job = desk.json(&[&["amend", &no, "{}", "--as", "mary"][..], &papers].concat());
    assert_eq!(job["amendments"][1]["state"], "accepted");
    assert_eq!(job["amendments"][1]["notified"], json!(["trucking"]));

    // A charge is the customer's account's, whatever changed.
    let charged = [
        "--confirmation",
        "HC-27/2",
        "--confirmed-by",
        "Ms Lou",
        "--charge",
        "DOC:100:CNY",
    ];
    let again = r#"{"handling": {"genset_truck": false}}"#;
    let job = desk.json(&[&["amend", &no, again, "--as", "mary"][..], &charged].concat());
    assert_eq!(
        job["amendments"][2]["notified"],
        json!(["trucking", "finance"])
    );
}

#[test]
fn the_charges_of_an_amendment_stand_in_its_line_of_the_history() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    desk.json(&["book", &no]);
    let job = desk.json(&[
        "amend",
        &no,
        r#"{"remarks": "x"}"#,
        "--confirmation",
        "HC-27/2",
        "--confirmed-by",
        "Ms Chen",
        "--charge",
        "AMD:50:USD",
    ]);
    let fields: Vec<&str> = job["timeline"].as_array().unwrap().last().unwrap()["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["/remarks", "/charges"]);
}

#[test]
fn a_job_is_not_rolled_to_another_service() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    desk.json(&["book", &no]);
    let other = sailing(&desk, "ever faith new york");
    let (code, error) = desk.refused(&["roll", &no, "--to", other["id"].as_str().unwrap()], "");
    assert_eq!(code, 1);
    shapes::error(&error, "refused");
    assert_eq!(
        desk.json(&["show", &no])["booking"]["rolls"],
        json!([]),
        "it stays where it was"
    );
}

#[test]
fn a_blank_is_nobodys_word() {
    let desk = a_desk_with_a_schedule();
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    consignment["loading"] = json!({});
    consignment["intake"]["form_principal"] = json!("SOMEBODY ELSE LTD");
    let no = number(&desk.json_with(&["new", "-"], &consignment.to_string()));
    let until = "2026-11-26T10:00:00+08:00";
    let deferred = ["defer", &no, "loading-mode", "--until", until, "--by"];
    let answered = [
        "answer",
        &no,
        "principal-mismatch",
        "--reason",
        "mail",
        "--by",
    ];
    for given in [&deferred[..], &answered[..]] {
        let (code, error) = desk.refused(&[given, &[" "]].concat(), "");
        assert_eq!(code, 1);
        shapes::error(&error, "refused");
        desk.json(&[given, &["Ms Chen"]].concat());
    }
    desk.json(&["book", &no]);
    let job = desk.json(&[
        "amend",
        &no,
        r#"{"remarks": "x"}"#,
        "--confirmation",
        " ",
        "--no-charge",
    ]);
    assert_eq!(job["amendments"][0]["state"], "pending");
    let rules: Vec<&Value> = job["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| &finding["rule"])
        .collect();
    assert!(
        rules.contains(&&json!("amendment-confirmation")),
        "{rules:?}"
    );
}

#[test]
fn whoever_takes_a_clerks_work_over_reviews_in_the_clerks_place() {
    let desk = a_desk_with_a_schedule();
    for name in ["ann", "bob", "cat", "dan"] {
        desk.json(&["operator", "add", name, "--roles", "clerk"]);
    }
    let consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam")).to_string();
    let no = number(&desk.json_with(&["new", "-", "--as", "ann"], &consignment));
    desk.json(&["book", &no, "--as", "ann"]);
    desk.json(&["hold", &no, "--as", "ann"]);
    let papers = ["--confirmation", "HC-27/1", "--no-charge", "--as", "bob"];
    desk.json(&[&["amend", &no, r#"{"remarks": "x"}"#][..], &papers].concat());

    let review = ["review", &no, "1", "accept", "--as"];
    let (_, error) = desk.refused(&[&review[..], &["cat"]].concat(), "");
    shapes::error(&error, "forbidden");
    let taken = desk.json(&["take-over", "ann", "--as", "cat"]);
    assert_eq!(taken[0]["holder"], "cat");
    let mine = desk.json(&["queue", "--mine", "--as", "cat"]);
    assert_eq!(mine[0]["action"], "review", "{mine}");
    // Handed on, the right goes with it; whoever entered the change never has it.
    desk.json(&["take-over", "cat", "--as", "dan"]);
    let (_, error) = desk.refused(&[&review[..], &["cat"]].concat(), "");
    shapes::error(&error, "forbidden");
    desk.json(&["take-over", "dan", "--as", "bob"]);
    let (_, error) = desk.refused(&[&review[..], &["bob"]].concat(), "");
    shapes::error(&error, "forbidden");
    desk.json(&["take-over", "bob", "--as", "dan"]);
    let job = desk.json(&[&review[..], &["dan"]].concat());
    assert_eq!(job["amendments"][0]["state"], "accepted");
    assert_eq!(job["amendments"][0]["reviewed_by"], "dan");
}
