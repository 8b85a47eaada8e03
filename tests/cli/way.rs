//! One job's way through the desk, by commands alone.

use serde_json::{Value, json};

use crate::given::{
    SCHEDULE, a_desk_with_a_schedule, a_job, a_sound_consignment, number, open, sailing,
};
use crate::shapes;
use crate::support::desk::Desk;

#[test]
fn a_job_goes_from_a_schedule_file_to_shipped() {
    let desk = Desk::practice();

    // Import: what a dry run says, the import does; the same file again changes nothing.
    let file = desk.file("cosco.csv", SCHEDULE);
    let file = file.to_str().unwrap();
    let dry = desk.json(&["import", "schedule", file, "--dry-run"]);
    assert_eq!(desk.json(&["search", "universe"]), json!([]));
    let taken = desk.json(&["import", "schedule", file]);
    shapes::import(&taken);
    assert_eq!(dry, taken);
    assert_eq!(taken["rows"], 4);
    assert_eq!(taken["added"], 4);
    let again = desk.json(&["import", "schedule", file]);
    assert_eq!(
        (&again["added"], &again["unchanged"]),
        (&json!(0), &json!(4))
    );

    // Search: by ship, in Chinese, by code; best first, with what matched.
    let found = desk.json(&["search", "universe", "rotterdam"]);
    let first = &found[0];
    shapes::sailing(first);
    assert_eq!(first["vessel"], "COSCO SHIPPING UNIVERSE");
    assert_eq!(first["voyage"], "V.046W");
    assert_eq!(
        (&first["carrier"], &first["pol"], &first["pod"]),
        (&json!("COSU"), &json!("CNSHA"), &json!("NLRTM"))
    );
    assert_eq!(first["etd"], "2026-12-05");
    assert_eq!(first["cut_offs"]["cy"], "2026-12-04T12:00:00+08:00");
    assert_eq!(first["source"]["row"], 2);
    assert!(!first["matched"].as_array().unwrap().is_empty());
    for query in ["鹿特丹", "NLRTM", "cosco rotterdam", "V.046W"] {
        let found = desk.json(&["search", query]);
        assert_eq!(found[0]["pod"], "NLRTM", "{query}");
    }

    // New: a consignment with one thing unanswered is a draft, and says what.
    let mut consignment = a_sound_consignment(first);
    consignment["freight"]["terms"] = Value::Null;
    consignment["stuffing_mode"] = Value::Null;
    let job = desk.json_with(&["new", "-"], &consignment.to_string());
    shapes::job(&job);
    let no = number(&job);
    assert!(no.starts_with("KF2026"), "{no}");
    assert_eq!(
        (&job["stage"], &job["version"]),
        (&json!("draft"), &json!(1))
    );
    assert!(
        open(&job, "block").contains(&"freight-terms".to_owned()),
        "{:?}",
        open(&job, "block")
    );

    // Check says the same and writes nothing.
    let checked = desk.run(&["check", &no, "--json"]);
    assert_eq!(checked.code, 1, "not bookable: exit 1");
    assert_eq!(checked.json()["bookable"], false);
    assert_eq!(desk.json(&["show", &no])["version"], 1);

    // Edit: a merge patch inline, then RFC 6902.
    let job = desk.json(&["edit", &no, r#"{"freight":{"terms":"prepaid"}}"#]);
    assert_eq!(job["consignment"]["freight"]["terms"], "prepaid");
    assert_eq!(
        job["consignment"]["freight"]["rate"][0]["amount"], "1850.00",
        "a merge keeps the rest"
    );
    let job = desk.json(&[
        "edit",
        &no,
        r#"[{"op":"replace","path":"/stuffing_mode","value":"fcl"}]"#,
    ]);
    assert_eq!(open(&job, "block"), Vec::<String>::new());
    assert_eq!(
        (&job["stage"], &job["version"]),
        (&json!("ready"), &json!(3))
    );

    // Book, confirm, tell.
    let job = desk.json(&["book", &no]);
    shapes::job(&job);
    assert_eq!(job["stage"], "booked");
    assert_eq!(job["booking"]["so_no"], "COSU-26-00001");
    assert!(
        job["booking"]["order"]
            .as_str()
            .unwrap()
            .contains("COSCO SHIPPING UNIVERSE")
    );
    let job = desk.json(&["confirm", &no, "--booking-no", "COSU6102401180"]);
    assert_eq!(job["stage"], "confirmed");
    assert_eq!(job["booking"]["booking_no"], "COSU6102401180");
    let queue = desk.json(&["queue"]);
    shapes::line(&queue[0], true);
    assert_eq!(queue[0]["action"], "tell");
    let job = desk.json(&["tell", &no]);
    assert!(job["booking"]["customer_told"]["at"].is_string());

    // What may be filled in on a booked job, and what may not.
    let (code, error) = desk.refused(&["edit", &no, r#"{"pod":"DEHAM"}"#], "");
    assert_eq!(code, 1);
    shapes::error(&error, "refused");
    assert!(error["hint"].as_str().unwrap().contains("amend"), "{error}");
    desk.json(&["edit", &no, r#"[
        {"op":"add","path":"/equipment/0/vgm","value":{"kg":"16800","method":"summed","by":"CHENXI","at":"2026-11-24T09:30:00+08:00"}},
        {"op":"add","path":"/filings","value":[
            {"kind":"manifest","by":"us","state":"accepted","at":"2026-11-24T09:30:00+08:00","reference":"M1"},
            {"kind":"ENS","by":"carrier","state":"accepted","at":"2026-11-24T09:30:00+08:00","reference":"E1"}]}]"#]);

    // Departure and status.
    let id = first["id"].as_str().unwrap();
    let (code, error) = desk.refused(&["status", &no, "shipped"], "");
    assert_eq!(
        (code, &error["kind"]),
        (1, &json!("refused")),
        "not before it has sailed"
    );
    let left = desk.json(&["depart", id, "--at", "2026-11-24T09:50:00+08:00"]);
    shapes::sailing(&left);
    assert_eq!(left["atd"], "2026-11-24T09:50:00+08:00");
    let job = desk.json(&["show", &no]);
    assert_eq!(job["stage"], "sailed");
    assert_eq!(
        job["status_due"].as_str().unwrap_or("null")[..10].to_owned(),
        "2026-11-26",
        "overdue from the third working day"
    );
    let closed = desk.json(&["status", &no, "shipped"]);
    assert_eq!(closed[0]["status"], "shipped");
    assert_eq!(closed[0]["stage"], "closed");

    // The history holds every step, in order, each with who and when.
    let job = desk.json(&["show", &no]);
    shapes::job(&job);
    let events: Vec<&str> = job["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["event"].as_str().unwrap())
        .collect();
    assert_eq!(
        events,
        [
            "created",
            "edited",
            "edited",
            "booked",
            "confirmed",
            "told",
            "edited",
            "status"
        ]
    );

    // Export: whole, in three formats.
    let jobs = desk.json(&["export", "jobs", "--format", "json"]);
    assert_eq!(jobs[0]["job_no"], no.as_str());
    let csv = desk.run(&["export", "sailings", "--format", "csv"]);
    assert!(
        csv.out.starts_with('\u{feff}'),
        "Excel takes a CSV without its mark for another encoding"
    );
    assert_eq!(csv.out.lines().count(), 5);
    let audit = desk.run(&["export", "audit", "--format", "ndjson"]);
    assert_eq!(audit.code, 0, "{}", audit.err);
    for line in audit.out.lines() {
        serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    }
    assert!(audit.out.contains(&no));
}

#[test]
fn a_finding_is_answered_by_whoever_it_names_and_is_void_when_its_value_changes() {
    let desk = a_desk_with_a_schedule();
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    // 74 cubic metres go into a 40HQ and are more than is customarily loaded.
    consignment["cargo"][0]["volume_cbm"] = json!("74");
    let job = desk.json_with(&["new", "-"], &consignment.to_string());
    let no = number(&job);
    let tight = open(&job, "warn")
        .into_iter()
        .find(|id| id.starts_with("tight-fit"))
        .expect("tight-fit fires");
    let (code, error) = desk.refused(
        &[
            "answer",
            &no,
            &tight,
            "--by",
            "陈晓雯",
            "--party",
            "carrier",
            "--reason",
            "电话",
        ],
        "",
    );
    assert_eq!(
        (code, &error["kind"]),
        (1, &json!("refused")),
        "the carrier is not asked"
    );
    let job = desk.json(&[
        "answer",
        &no,
        &tight,
        "--by",
        "陈晓雯",
        "--reason",
        "客户邮件确认可装",
    ]);
    assert!(!open(&job, "warn").contains(&tight));
    let answer = &job["answers"][0];
    assert_eq!(
        (&answer["by"], &answer["party"]),
        (&json!("陈晓雯"), &json!("customer"))
    );
    let job = desk.json(&[
        "edit",
        &no,
        r#"[{"op":"replace","path":"/cargo/0/volume_cbm","value":"75"}]"#,
    ]);
    assert!(
        open(&job, "warn").contains(&tight),
        "the value it was given on has changed"
    );
}

#[test]
fn a_copy_brings_the_parties_and_never_the_sailing_or_the_numbers() {
    let desk = a_desk_with_a_schedule();
    let first = a_job(&desk);
    desk.json(&["book", &number(&first)]);
    let copy = desk.json(&["copy", &number(&first)]);
    shapes::job(&copy);
    assert_ne!(copy["job_no"], first["job_no"]);
    assert_eq!(copy["stage"], "draft");
    for kept in ["principal", "shipper", "consignee", "notify", "cargo"] {
        assert_eq!(
            copy["consignment"][kept], first["consignment"][kept],
            "{kept}"
        );
    }
    for left in ["sailing", "requested_etd", "customer_ref"] {
        assert_eq!(copy["consignment"][left], Value::Null, "{left}");
    }
    assert_eq!(copy["booking"], Value::Null);
    assert_eq!(copy["consignment"]["intake"]["form"], Value::Null);
}

#[test]
fn what_a_person_may_write_a_file_may_and_show_gives_the_normalised_value() {
    let desk = a_desk_with_a_schedule();
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    consignment["carrier"] = json!("中远海运");
    consignment["pol"] = json!("上海");
    consignment["pod"] = json!("Rotterdam");
    consignment["equipment"][0]["type"] = json!("高柜");
    consignment["cargo"][0]["gross_kg"] = json!("28,439 lb");
    consignment["freight"]["surcharges"][0]["amount"] = json!("RMB 1,125.0");
    consignment["sailing"]["voyage"] = json!("046w");
    let job = desk.json_with(&["new", "-"], &consignment.to_string());
    let kept = &job["consignment"];
    assert_eq!(kept["carrier"], "COSU");
    assert_eq!(
        (&kept["pol"], &kept["pod"]),
        (&json!("CNSHA"), &json!("NLRTM"))
    );
    assert_eq!(kept["equipment"][0]["type"], "40HQ");
    assert_eq!(kept["sailing"]["voyage"], "V.046W");
    assert_eq!(kept["freight"]["surcharges"][0]["amount"], "1125.00");
    assert!(
        kept["cargo"][0]["gross_kg"]
            .as_str()
            .unwrap()
            .starts_with("12899.7"),
        "{kept}"
    );
}

#[test]
fn lists_are_filtered_and_lines_have_their_shape() {
    let desk = a_desk_with_a_schedule();
    let one = a_job(&desk);
    let other = desk.json(&["copy", &number(&one)]);
    let all = desk.json(&["list"]);
    assert_eq!(all.as_array().unwrap().len(), 2);
    all.as_array()
        .unwrap()
        .iter()
        .for_each(|line| shapes::line(line, false));
    let drafts = desk.json(&["list", "--stage", "draft"]);
    assert_eq!(drafts.as_array().unwrap().len(), 1);
    assert_eq!(drafts[0]["job_no"], other["job_no"]);
    let id = one["consignment"]["sailing"]["id"].as_str().unwrap();
    assert_eq!(
        desk.json(&["list", "--sailing", id])[0]["job_no"],
        one["job_no"]
    );
    assert_eq!(desk.json(&["list", "--from", "2026-12-06"]), json!([]));
}

#[test]
fn an_item_is_taken_in_hand_by_one_operator_at_a_time() {
    let desk = a_desk_with_a_schedule();
    for name in ["chenli", "wangfang"] {
        shapes::operator(&desk.json(&["operator", "add", name, "--roles", "clerk"]));
    }
    let no = number(&a_job(&desk));
    let (code, _) = desk.refused(&["next"], "");
    assert_eq!(code, 1, "a booking that is not due yet is not in the queue");
    desk.json(&["book", &no]);
    desk.json(&["confirm", &no, "--booking-no", "COSU6102401180"]);
    let taken = desk.json(&["--as", "chenli", "next"]);
    assert_eq!(
        (&taken["job_no"], &taken["holder"]),
        (&json!(no), &json!("chenli"))
    );
    let (code, _) = desk.refused(&["--as", "wangfang", "hold", &no], "");
    assert_eq!(code, 1);
    let (code, error) = desk.refused(&["--as", "wangfang", "next"], "");
    assert_eq!(
        (code, &error["kind"]),
        (1, &json!("refused")),
        "nothing is free"
    );
    desk.json(&["--as", "chenli", "release", &no]);
    assert_eq!(
        desk.json(&["--as", "wangfang", "hold", &no])["holder"],
        "wangfang"
    );
}

#[test]
fn the_desk_tells_about_itself() {
    let desk = Desk::practice();
    let me = desk.json(&["whoami"]);
    shapes::operator(&me);
    assert_eq!(me["practice"], true);
    assert_eq!(
        me["roles"].as_array().unwrap().len(),
        7,
        "whoever makes a practice desk has every role"
    );
    let health = desk.json(&["doctor"]);
    assert_eq!(health["ok"], true, "{health}");
    for check in health["checks"].as_array().unwrap() {
        shapes::has_keys("a check", check, &["name", "ok", "detail", "hint"]);
    }
    let chinese = desk.run(&["doctor", "--lang", "zh"]);
    assert!(chinese.out.contains("✓ store: 可写入"), "{chinese:?}");
    let day = desk.json(&["calendar", "2026-10-01", "--plus", "3"]);
    assert_eq!(
        day,
        json!({"date":"2026-10-01","working":false,"plus":3,"result":"2026-10-10","published":true})
    );
    let unpublished = desk.json(&["calendar", "2026-12-31", "--plus", "2"]);
    assert_eq!(unpublished["result"], Value::Null);
    let rules = desk.json(&["rules"]);
    for rule in rules.as_array().unwrap() {
        shapes::has_keys(
            "a rule",
            rule,
            &["rule", "clauses", "severity", "answers", "title", "reason"],
        );
    }
    let schema = desk.json(&["schema", "consignment"]);
    assert!(schema["properties"]["cargo"].is_object());
    for shell in ["bash", "zsh", "fish"] {
        let script = desk.run(&["completions", shell]);
        assert!(
            script.code == 0 && script.out.contains("shipdesk"),
            "{shell}"
        );
    }
    assert!(desk.run(&["man"]).out.contains(".TH"));
}
