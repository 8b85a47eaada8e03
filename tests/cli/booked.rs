//! A booked job on the command line: what may still be written, what its booking order says, and
//! what a copy of it leaves behind.

use serde_json::{Value, json};

use crate::given::{a_desk_with_a_schedule, a_job, a_sound_consignment, number, sailing};
use crate::shapes;
use crate::support::desk::Desk;

fn a_booked_job() -> (Desk, String) {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    desk.json(&["book", &no]);
    (desk, no)
}

fn order_of(job: &Value) -> &str {
    job["booking"]["order"].as_str().unwrap()
}

#[test]
fn one_more_line_of_what_was_said_is_an_amendment() {
    let (desk, no) = a_booked_job();
    for patch in [
        json!([{"op": "add", "path": "/equipment/-", "value": {"type": "20GP", "count": 3}}]),
        json!([{"op": "add", "path": "/cargo/-", "value": {"name_en": "SHOES"}}]),
        json!([{"op": "add", "path": "/consignee/address/-", "value": "2ND FLOOR"}]),
        json!({"freight": {"rate": [{"type": "40HQ", "amount": "1850.00", "currency": "USD"},
                                    {"type": "20GP", "amount": "900", "currency": "USD"}]}}),
    ] {
        let (code, error) = desk.refused(&["edit", &no, &patch.to_string()], "");
        assert_eq!(code, 1, "{patch}");
        shapes::error(&error, "refused");
        assert!(error["hint"].as_str().unwrap().contains("amend"), "{error}");
    }
    // What the company writes down itself grows at any time.
    let charge = json!([{"op": "add", "path": "/charges/-",
        "value": {"column": "payable", "code": "THC", "amount": "800", "currency": "CNY"}}]);
    let before = desk.json(&["show", &no])["consignment"]["charges"]
        .as_array()
        .map_or(0, Vec::len);
    let patch = if before == 0 {
        json!({"charges": [charge[0]["value"]]})
    } else {
        charge
    };
    let job = desk.json(&["edit", &no, &patch.to_string()]);
    let charges = job["consignment"]["charges"].as_array().unwrap();
    assert_eq!(charges.len(), before + 1);
}

#[test]
fn the_booking_order_follows_an_amendment_and_a_roll() {
    let (desk, no) = a_booked_job();
    let first = order_of(&desk.json(&["show", &no])).to_owned();
    assert!(
        first.contains("1 x 40HQ") && !first.contains("AMENDED"),
        "{first}"
    );
    let two = r#"{"equipment":[{"type":"40HQ","count":2,"shipper_owned":false}]}"#;
    let amended = desk.json(&[
        "amend",
        &no,
        two,
        "--confirmation",
        "HC-27/0611",
        "--no-charge",
    ]);
    let order = order_of(&amended);
    assert!(
        order.contains("2 x 40HQ") && order.contains("AMENDED"),
        "{order}"
    );
    assert_eq!(
        order.lines().next(),
        first.lines().next(),
        "the number stays"
    );
    let rolled = desk.json(&["roll", &no]);
    assert!(
        order_of(&rolled[0]).contains("COSCO SHIPPING NEBULA V.031W"),
        "{rolled}"
    );
    // What the order does not tell leaves it as it is.
    let later = desk.json(&["edit", &no, r#"{"settlement":{"payer":"principal"}}"#]);
    assert_eq!(order_of(&later), order_of(&rolled[0]));
}

#[test]
fn a_credit_that_requires_nothing_can_be_said() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    let asks =
        |job: &Value| crate::given::open(job, "warn").contains(&"carrier-consent".to_owned());
    let credit = desk.json(&["edit", &no, r#"{"documents": {"letter_of_credit": true}}"#]);
    assert!(asks(&credit), "{credit}");
    let nothing = desk.json(&["edit", &no, r#"{"documents": {"lc_requires": []}}"#]);
    assert!(!asks(&nothing), "{nothing}");
}

#[test]
fn another_carrier_is_another_booking() {
    let (desk, no) = a_booked_job();
    let munich = sailing(&desk, "munich");
    for patch in [
        json!({"carrier": "MAEU", "sailing": {"id": munich["id"]}}),
        json!({"service_type": "trucking-only"}),
    ] {
        let (code, error) = desk.refused(
            &[
                "amend",
                &no,
                &patch.to_string(),
                "--confirmation",
                "HC-27",
                "--no-charge",
            ],
            "",
        );
        assert_eq!(code, 1, "{patch}");
        shapes::error(&error, "refused");
        assert!(error["hint"].as_str().unwrap().contains("copy"), "{error}");
    }
}

#[test]
fn a_copy_leaves_behind_what_an_amendment_cost() {
    let (desk, no) = a_booked_job();
    desk.json(&[
        "amend",
        &no,
        r#"{"marks":null,"remarks":"plastic pallets"}"#,
        "--confirmation",
        "HC-27",
        "--confirmed-by",
        "陈晓雯",
        "--charge",
        "AMD:200:CNY",
    ]);
    let charged = |job: &Value| job["consignment"]["charges"].to_string().contains("AMD");
    assert!(charged(&desk.json(&["show", &no])));
    assert!(!charged(&desk.json(&["copy", &no])));
}

#[test]
fn a_request_id_is_one_commands_own() {
    let desk = a_desk_with_a_schedule();
    let (one, other) = (number(&a_job(&desk)), number(&a_job(&desk)));
    let id = "8d3f6f0a-2c55-4d0e-9c1b-5d9f2f0a7a11";
    let booked = desk.json(&["book", &one, "--request-id", id]);
    assert_eq!(desk.json(&["book", &one, "--request-id", id]), booked);
    for args in [
        &["book", &other, "--request-id", id][..],
        &["cancel", &one, "--reason", "x", "--request-id", id],
    ] {
        let (code, error) = desk.refused(args, "");
        assert_eq!(code, 1, "{args:?}");
        shapes::error(&error, "refused");
    }
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    let (code, _) = desk.refused(&["--as", "chenli", "book", &one, "--request-id", id], "");
    assert_eq!(code, 1, "an id is its operator's");
    assert_eq!(desk.json(&["show", &other])["booking"], json!(null));
}

#[test]
fn the_same_request_gets_the_first_answer_though_the_job_has_changed_since() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    let id = "8d3f6f0a-2c55-4d0e-9c1b-5d9f2f0a7a13";
    let one = desk.json(&["edit", &no, r#"{"remarks":"one"}"#, "--request-id", id]);
    desk.json(&["edit", &no, r#"{"remarks":"two"}"#]);
    let again = desk.json(&["edit", &no, r#"{"remarks":"one"}"#, "--request-id", id]);
    assert_eq!(again, one);
    assert_eq!(desk.json(&["show", &no])["consignment"]["remarks"], "two");
}

#[test]
fn every_verb_on_one_job_minds_the_version_that_was_seen() {
    let (desk, no) = a_booked_job();
    for args in [
        &["hold", &no][..],
        &["release", &no],
        &["copy", &no],
        &["roll", &no],
        &["ask", &no, "--sent"],
    ] {
        let mut args = args.to_vec();
        args.extend(["--expect-version", "1"]);
        let (code, error) = desk.refused(&args, "");
        assert_eq!(code, 1, "{args:?}");
        assert_eq!(error["kind"], "stale", "{args:?}: {error}");
    }
}

/// Who, when, by what: without the last it is no confirmation, and the command line is not whole.
#[test]
fn an_answer_needs_its_reason_or_the_reply_itself() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    for args in [
        &["answer", &no, "etd-differs", "--by", "Mary"][..],
        &[
            "answer",
            &no,
            "etd-differs",
            "--by",
            "Mary",
            "--party",
            "customer",
        ],
        &["answer", &no, "etd-differs", "--reason", "mail"],
    ] {
        let (code, error) = desk.refused(args, "");
        assert_eq!(code, 2, "{args:?}");
        shapes::error(&error, "usage");
    }
    assert_eq!(desk.json(&["show", &no])["answers"], json!([]));
}

#[test]
fn a_word_without_its_proof_and_a_cancellation_without_its_reason_are_refused() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    for args in [
        &[
            "answer",
            &no,
            "etd-differs",
            "--by",
            "Mary",
            "--reason",
            " ",
        ][..],
        &["cancel", &no, "--reason", ""],
    ] {
        let (code, error) = desk.refused(args, "");
        assert_eq!(code, 1, "{args:?}");
        shapes::error(&error, "refused");
        assert!(
            !error.to_string().contains('['),
            "every text is there: {error}"
        );
    }
}

#[test]
fn papers_complete_the_amendment_that_they_are_for_and_no_other() {
    let (desk, no) = a_booked_job();
    let papers = ["--confirmation", "MAIL ABOUT ANOTHER THING", "--no-charge"];
    desk.json(&["amend", &no, r#"{"customer_ref": "NEW-REF"}"#]);
    // What is so already is no word on the one that waits.
    let same = [
        &["amend", no.as_str(), r#"{"service_type": "export"}"#][..],
        &papers,
    ]
    .concat();
    let (code, error) = desk.refused(&same, "");
    assert_eq!(code, 1);
    shapes::error(&error, "refused");
    desk.json(&["amend", &no, r#"{"remarks": "fragile"}"#]);
    // Two lack their papers: papers alone name neither.
    let (code, error) = desk.refused(&[&["amend", no.as_str(), "{}"][..], &papers].concat(), "");
    assert_eq!(code, 1);
    shapes::error(&error, "refused");
    assert!(
        error["message"].as_str().unwrap().contains("several"),
        "{error}"
    );
    let first = [
        &["amend", no.as_str(), r#"{"customer_ref":"NEW-REF"}"#][..],
        &papers,
    ]
    .concat();
    let job = desk.json(&first);
    let states: Vec<&str> = job["amendments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|amendment| amendment["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["accepted", "pending"]);
    assert_eq!(job["consignment"]["customer_ref"], "NEW-REF");
    // Only one is left that they can be for.
    let job = desk.json(&[&["amend", no.as_str(), "{ }"][..], &papers].concat());
    assert_eq!(job["consignment"]["remarks"], "fragile");
}

#[test]
fn a_party_that_was_the_same_as_another_is_named_by_an_amendment() {
    let desk = a_desk_with_a_schedule();
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    consignment["notify"] = json!({"same_as": "consignee"});
    let no = number(&desk.json_with(&["new", "-"], &consignment.to_string()));
    let other =
        r#"{"notify": {"name": "NOTIFY BV", "address": ["KADE 1", "ROTTERDAM"], "country": "NL"}}"#;
    let job = desk.json(&["edit", &no, other]);
    assert_eq!(
        job["consignment"]["notify"]["same_as"],
        Value::Null,
        "{job}"
    );
    let back =
        r#"{"notify": {"same_as": "consignee", "name": null, "address": [], "country": null}}"#;
    desk.json(&["edit", &no, back]);
    desk.json(&["book", &no]);
    let (code, error) = desk.refused(&["edit", &no, other], "");
    assert_eq!(code, 1);
    shapes::error(&error, "refused");
}

#[test]
fn what_the_carrier_confirmed_stands_until_it_confirms_anew() {
    let (desk, no) = a_booked_job();
    desk.json(&["confirm", &no, "--booking-no", "COSU6321"]);
    let two = r#"{"equipment":[{"type":"40HQ","count":2,"shipper_owned":false}]}"#;
    let papers = ["--confirmation", "HC-27/0611", "--no-charge"];
    let job = desk.json(&[&["amend", no.as_str(), two][..], &papers].concat());
    assert_eq!(
        job["booking"]["equipment"][0]["count"], 1,
        "{}",
        job["booking"]
    );
    let open =
        |job: &Value| {
            job["findings"].as_array().unwrap().iter().any(|finding| {
                finding["rule"] == "equipment-confirmed" && finding["state"] == "open"
            })
        };
    assert!(open(&job), "{}", job["findings"]);
    let again = [
        "confirm",
        &no,
        "--booking-no",
        "COSU6321",
        "--equipment",
        "2*40HQ",
    ];
    let job = desk.json(&again);
    assert!(!open(&job), "{}", job["findings"]);
}

/// A booked job of three lines of goods, and an amendment of bob's that waits for its review.
fn a_job_with_a_waiting_amendment(patch: &Value) -> (Desk, String) {
    let desk = a_desk_with_a_schedule();
    for name in ["mary", "bob"] {
        desk.json(&["operator", "add", name, "--roles", "clerk"]);
    }
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let line = &consignment["cargo"][0];
    let lines: Vec<Value> = ["AAA SHIRTS", "BBB SOCKS", "CCC SHOES"]
        .iter()
        .map(|name| {
            let mut line = line.clone();
            line["name_en"] = json!(name);
            line["gross_kg"] = json!("4300");
            line["volume_cbm"] = json!("22");
            line
        })
        .collect();
    consignment["cargo"] = json!(lines);
    let job = desk.json_with(&["new", "-", "--as", "mary"], &consignment.to_string());
    let no = number(&job);
    desk.json(&["book", &no, "--as", "mary"]);
    amend(&desk, &no, "bob", patch);
    (desk, no)
}

fn amend(desk: &Desk, no: &str, by: &str, patch: &Value) -> Value {
    let patch = patch.to_string();
    desk.json(&[
        "amend",
        no,
        &patch,
        "--confirmation",
        "HC-27",
        "--no-charge",
        "--as",
        by,
    ])
}

#[test]
fn an_amendment_that_waited_changes_what_it_named_and_nothing_that_came_meanwhile() {
    let two = json!({"equipment": [{"type": "40HQ", "count": 2, "shipper_owned": false}]});
    let (desk, no) = a_job_with_a_waiting_amendment(&two);
    let vgm = r#"[{"op":"add","path":"/equipment/0/vgm","value":{"kg":"16800"}}]"#;
    desk.json(&["edit", &no, vgm, "--as", "mary"]);
    let job = desk.json(&["review", &no, "1", "accept", "--as", "mary"]);
    let line = &job["consignment"]["equipment"][0];
    assert_eq!(
        (&line["count"], &line["vgm"]["kg"]),
        (&json!(2), &json!("16800"))
    );
}

#[test]
fn an_amendment_that_was_overtaken_is_not_accepted_but_told() {
    let two = json!({"equipment": [{"type": "40HQ", "count": 2, "shipper_owned": false}]});
    let three = json!({"equipment": [{"type": "40HQ", "count": 3, "shipper_owned": false}]});
    let without_b = json!([{"op": "remove", "path": "/cargo/1"}]);
    let without_a = json!([{"op": "remove", "path": "/cargo/0"}]);
    for (waiting, meanwhile) in [(two, three), (without_b, without_a)] {
        let (desk, no) = a_job_with_a_waiting_amendment(&waiting);
        let now = amend(&desk, &no, "mary", &meanwhile);
        let (code, error) = desk.refused(&["review", &no, "1", "accept", "--as", "mary"], "");
        assert_eq!(code, 1);
        assert_eq!(error["kind"], "stale", "{error}");
        assert_eq!(error["by"], "mary");
        assert!(!error["changes"].as_array().unwrap().is_empty());
        let rejected = desk.json(&["review", &no, "1", "reject", "--as", "mary"]);
        assert_eq!(rejected["consignment"], now["consignment"]);
    }
}

#[test]
fn a_ship_that_a_patch_names_is_the_one_that_counts() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    let nebula = json!({"sailing": {"vessel": "COSCO SHIPPING NEBULA", "voyage": "031W"}});
    let job = desk.json(&["edit", &no, &nebula.to_string()]);
    let taken = &job["consignment"]["sailing"];
    assert_eq!(taken["vessel"], "COSCO SHIPPING NEBULA");
    assert_eq!(taken["etd"], "2026-12-12");
    let nobody = json!({"sailing": {"vessel": "COSCO SHIPPING NOBODY"}});
    let (code, error) = desk.refused(&["edit", &no, &nobody.to_string()], "");
    assert_eq!(code, 1);
    shapes::error(&error, "unknown-sailing");
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    consignment["sailing"]["vessel"] = json!("COSCO SHIPPING NEBULA");
    let (code, error) = desk.refused(&["new", "-"], &consignment.to_string());
    assert_eq!(code, 1);
    shapes::error(&error, "unknown-sailing");
    let message = error["message"].as_str().unwrap();
    assert!(
        message.contains("UNIVERSE") && message.contains("NEBULA"),
        "{error}"
    );
}

#[test]
fn the_next_item_is_taken_once_a_request() {
    let desk = Desk::demo();
    let id = "8d3f6f0a-2c55-4d0e-9c1b-5d9f2f0a7a12";
    let first = desk.json(&["next", "--request-id", id]);
    let again = desk.json(&["next", "--request-id", id]);
    assert_eq!(number(&first), number(&again));
    assert_ne!(number(&first), number(&desk.json(&["next"])));
}

#[test]
fn nobody_approves_what_came_by_an_amendment_of_their_own() {
    let (desk, no) = {
        let nothing = json!({"remarks": "antedated for the letter of credit"});
        a_job_with_a_waiting_amendment(&nothing)
    };
    desk.json(&["operator", "add", "dir", "--roles", "clerk,director"]);
    let advance =
        json!({"documents": {"bl_dating": "advance", "bl_dating_requested_by": "许国栋"}});
    amend(&desk, &no, "dir", &advance);
    desk.json(&["review", &no, "2", "accept", "--as", "mary"]);
    let (code, error) = desk.refused(&["approve", &no, "bl-dating", "--as", "dir"], "");
    assert_eq!(code, 1);
    shapes::error(&error, "forbidden");
}

#[test]
fn the_audit_says_who_was_given_which_rights() {
    let desk = Desk::practice();
    desk.json(&[
        "operator", "add", "wangf", "--uid", "4711", "--roles", "clerk",
    ]);
    desk.json(&["operator", "add", "wangf", "--roles", "clerk,director"]);
    let audit = desk.json(&["export", "audit"]);
    let changes: Vec<String> = audit
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["about"] == "wangf")
        .map(|entry| entry["changes"].to_string())
        .collect();
    assert!(
        changes[0].contains("4711") && changes[0].contains("clerk"),
        "{changes:?}"
    );
    assert!(
        changes[1].contains("director") && !changes[1].contains("4711"),
        "{changes:?}"
    );
}
