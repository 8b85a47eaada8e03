//! What was asked and not answered: marked with its time, and back in the queue before the cut-off.

use serde_json::{Value, json};

use crate::given::{SCHEDULE, a_desk_with_a_schedule, a_sound_consignment, number, sailing};
use crate::support::desk::Desk;

fn at(home: &std::path::Path, now: &str) -> Desk {
    Desk::in_home(home, &["--practice", "--now", now, "--clock-stopped"])
}

fn in_queue(desk: &Desk, no: &str) -> Option<Value> {
    let queue = desk.json(&["queue"]);
    let mut lines = queue.as_array().unwrap().iter();
    lines.find(|line| line["job_no"] == no).cloned()
}

fn finding(desk: &Desk, no: &str, rule: &str) -> Value {
    let job = desk.json(&["show", no]);
    let findings = job["findings"].as_array().unwrap();
    findings
        .iter()
        .find(|one| one["rule"] == rule)
        .unwrap()
        .clone()
}

/// The first cut-off behind the question is the SI's, of 2 December 10:00; twelve hours before it is
/// near.
#[test]
fn the_queue_and_the_job_say_what_was_asked_and_that_the_answer_is_overdue() {
    let home = tempfile::tempdir().unwrap();
    let asked_at = "2026-11-24T15:00:00+08:00";
    let mut desk = at(home.path(), asked_at);
    let file = desk.file("cosco.csv", SCHEDULE);
    desk.json(&["import", "schedule", file.to_str().unwrap()]);
    let mut form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    form["freight"]["terms"] = Value::Null;
    let asked = number(&desk.json_with(&["new", "-"], &form.to_string()));
    form["customer_ref"] = json!("OTHER");
    let not_asked = number(&desk.json_with(&["new", "-"], &form.to_string()));
    let sent = desk.json(&["ask", &asked, "--sent"])["text"].clone();
    let sent = sent.as_str().unwrap();
    assert!(sent.ends_with("by 2026-12-02 10:00."), "{sent}");
    let told = finding(&desk, &asked, "freight-terms")["asked"].clone();
    assert_eq!(
        told,
        json!({"at": asked_at, "by": desk.json(&["whoami"])["name"],
               "due": "2026-12-02T10:00:00+08:00", "overdue": false})
    );
    assert_eq!(
        finding(&desk, &not_asked, "freight-terms")["asked"],
        Value::Null
    );
    for (now, overdue) in [
        ("2026-12-01T15:00:00+08:00", false),
        ("2026-12-01T22:00:00+08:00", true),
        ("2026-12-02T11:00:00+08:00", true),
        ("2026-12-03T15:00:00+08:00", true),
    ] {
        drop(desk);
        desk = at(home.path(), now);
        let line = in_queue(&desk, &asked).unwrap();
        assert_eq!(line["asked"]["at"], asked_at, "{now}");
        assert_eq!(line["asked"]["overdue"], overdue, "{now}");
        assert_eq!(line["asked"]["findings"], json!(["freight-terms"]), "{now}");
        assert_eq!(line["action"], "settle");
        assert_eq!(line["due"], "2026-12-02T10:00:00+08:00");
        assert_eq!(in_queue(&desk, &not_asked).unwrap()["asked"], Value::Null);
        assert_eq!(
            finding(&desk, &asked, "freight-terms")["asked"]["overdue"],
            overdue
        );
        for (lang, asked_word, late) in [
            ("en", "asked 11-24 15:00", "overdue"),
            ("zh", "11-24 15:00 已问", "逾期未答复"),
        ] {
            for said in [
                desk.run(&["queue", "--lang", lang]).out,
                desk.run(&["show", &asked, "--lang", lang]).out,
            ] {
                let line = said.lines().find(|line| line.contains(asked_word)).unwrap();
                assert_eq!(line.contains(late), overdue, "{now}: {line}");
            }
        }
    }
    // The history says it in words.
    for (lang, words) in [("en", "asked  Freight terms"), ("zh", "询问  付款方式")] {
        let shown = desk.run(&["show", &asked, "--lang", lang]).out;
        assert!(shown.contains(words), "{shown}");
    }
    // Whoever is asked: the questions of every message are marked.
    let both = desk.json_with(&["new", "-"], r#"{"principal": {"name": "ACME"}}"#);
    let both = number(&both);
    let sent = desk.json(&["ask", &both, "--sent"]);
    let job = desk.json(&["show", &both]);
    let marked = job["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| !one["asked"].is_null());
    assert_eq!(marked.count(), sent["findings"].as_array().unwrap().len());
    // The answer ends it.
    let answered = desk.json(&["edit", &asked, r#"{"freight":{"terms":"prepaid"}}"#]);
    let mut findings = answered["findings"].as_array().unwrap().iter();
    assert!(findings.all(|finding| finding["asked"].is_null()));
    let line = in_queue(&desk, &asked);
    assert!(line.is_none_or(|line| line["asked"].is_null()));
}

/// What a customer reads: each question once, which cargo it is about, and no more than is missing.
#[test]
fn a_message_asks_each_thing_once_and_says_which_cargo_it_is_about() {
    let desk = a_desk_with_a_schedule();
    let mut form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    form["customer_ref"] = Value::Null;
    form["freight"]["terms"] = Value::Null;
    form["settlement"] = json!({});
    form["customs"] = json!({"transit": false, "handbook": false});
    form["loading"] = json!({});
    form["stuffing_mode"] = Value::Null;
    form["equipment"] = json!([]);
    form["quoted"] = json!({"by_word": true});
    form["salesperson"] = Value::Null;
    let no = number(&desk.json_with(&["new", "-"], &form.to_string()));
    let job = desk.json(&["show", &no]);
    let open = job["findings"].as_array().unwrap();
    assert!(
        open.iter().any(|one| one["rule"] == "form-incomplete"),
        "{job}"
    );
    let message = desk.json(&["ask", &no, "--to", "customer"]);
    let text = message["text"].as_str().unwrap();
    assert!(
        text.contains(&format!("Re {no} · COTTON T-SHIRTS · SHANGHAI – ROTTERDAM")),
        "{text}"
    );
    assert!(!text.contains("booking form again"), "{text}");
    assert!(text.contains("which containers, and how many"), "{text}");
    assert_eq!(text.matches("freight terms").count(), 1, "{text}");
    let listed = message["findings"].to_string();
    assert!(!listed.contains("form-incomplete"), "{listed}");
    for lang in ["en", "zh"] {
        let text =
            desk.json(&["ask", &no, "--to", "salesperson", "--lang", lang])["text"].to_string();
        assert!(!text.contains('—'), "{text}");
    }
}

#[test]
fn a_reefer_is_asked_for_what_it_lacks_and_a_chinese_reader_in_chinese() {
    let desk = a_desk_with_a_schedule();
    let mut form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    form["equipment"] =
        json!([{"type": "40RH", "count": 1, "shipper_owned": false, "temperature_c": "-18"}]);
    form["freight"]["surcharges"][0]["amount"] = json!("1125.01");
    form["salesperson"] = json!("许国栋");
    form["quoted"]["by_word"] = json!(true);
    form["quoted"]["confirmed_by"] = Value::Null;
    let no = number(&desk.json_with(&["new", "-"], &form.to_string()));
    let ask = |to: &str, lang: &str| {
        desk.json(&["ask", &no, "--to", to, "--lang", lang])["text"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let line = |text: &str, part: &str| {
        text.lines()
            .find(|line| line.contains(part))
            .unwrap()
            .to_owned()
    };
    assert!(!line(&ask("customer", "en"), "40RH").contains("temperature"));
    assert!(!line(&ask("customer", "zh"), "40RH").contains("温度"));
    let sales = ask("salesperson", "zh");
    assert!(
        sales.contains("1125.01 每箱") && !sales.contains("container"),
        "{sales}"
    );
    assert!(sales.contains("许国栋，请补签"), "{sales}");
}

#[test]
fn the_carrier_reads_its_booking_number_the_ship_and_the_way() {
    let desk = a_desk_with_a_schedule();
    let form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let no = number(&desk.json_with(&["new", "-"], &form.to_string()));
    let booked = desk.json(&["book", &no]);
    let so_no = booked["booking"]["so_no"].as_str().unwrap();
    desk.json(&["edit", &no, r#"{"documents":{"lc_requires":null}}"#]);
    desk.json(&["confirm", &no, "--booking-no", "COSU6400"]);
    desk.json(&[
        "amend",
        &no,
        r#"{"documents":{"vessel_certificate":true}}"#,
        "--confirmation",
        "mail",
        "--confirmed-by",
        "Mary",
        "--no-charge",
    ]);
    let text = desk.json(&["ask", &no, "--to", "carrier"])["text"]
        .as_str()
        .unwrap()
        .to_owned();
    let about = format!(
        "Re COSU6400 · S/O {so_no} · COSCO SHIPPING UNIVERSE V.046W · SHANGHAI – ROTTERDAM"
    );
    assert!(text.contains(&about), "{text}");
}

#[test]
fn a_customer_that_no_job_has_is_said() {
    let desk = a_desk_with_a_schedule();
    let form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    desk.json_with(&["new", "-"], &form.to_string());
    let whole = "上海晨曦进出口有限公司";
    desk.json(&["ask", "--customer", whole]);
    for (name, near) in [("no such", false), ("上海晨曦", true), (" ", false)] {
        let (code, error) = desk.refused(&["ask", "--customer", name], "");
        assert_eq!((code, &error["kind"]), (1, &json!("refused")), "{name}");
        assert_eq!(
            error["message"].as_str().unwrap().contains(whole),
            near,
            "{error}"
        );
    }
}

/// Nobody was asked what the question has become; what is filled in answers a part of it.
#[test]
fn a_question_that_has_become_another_was_put_to_nobody() {
    let desk = a_desk_with_a_schedule();
    let mut form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    form["sailing"] = json!("TEMP");
    form["requested_etd"] = json!("2026-12-05");
    form["pod"] = json!("MANILA");
    form["delivery"] = json!("MANILA");
    form["loading"] = json!({"mode": "trailer", "place": "88 Zhongshan Road"});
    let no = number(&desk.json_with(&["new", "-"], &form.to_string()));
    desk.json(&["ask", &no, "--sent"]);
    let is_asked = |rule: &str| !finding(&desk, &no, rule)["asked"].is_null();
    assert!(is_asked("sub-port") && is_asked("loading-trailer"));
    desk.json(&["edit", &no, r#"{"loading":{"contact":"Mr Gu"}}"#]);
    desk.json(&["edit", &no, r#"{"remarks":"call first"}"#]);
    assert!(is_asked("sub-port") && is_asked("loading-trailer"));
    let edited = desk.json(&[
        "edit",
        &no,
        r#"{"pod":"PORT KLANG","delivery":"PORT KLANG"}"#,
    ]);
    assert!(!is_asked("sub-port"), "Port Klang was asked of nobody");
    assert!(is_asked("loading-trailer"));
    let asked = edited["asked"].to_string();
    assert!(!asked.contains("sub-port"), "{asked}");
    let timeline = edited["timeline"].as_array().unwrap();
    let events: Vec<&str> = timeline
        .iter()
        .filter_map(|line| line["event"].as_str())
        .collect();
    assert!(events.contains(&"questions-void"), "{events:?}");
    desk.json(&["ask", &no, "--sent"]);
    assert!(is_asked("sub-port"), "asked anew");
}

#[test]
fn a_job_without_a_question_is_in_no_message() {
    let desk = a_desk_with_a_schedule();
    let mut form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    let sound = number(&desk.json_with(&["new", "-"], &form.to_string()));
    assert_eq!(desk.json(&["ask", &sound])["jobs"], json!([]));
    form["freight"]["terms"] = Value::Null;
    form["customer_ref"] = json!("OTHER");
    let open = number(&desk.json_with(&["new", "-"], &form.to_string()));
    let asked = desk.json(&["ask", &sound, &open]);
    assert_eq!(asked["jobs"], json!([open]), "{asked}");
    let none = desk.json(&["ask", &sound, &open, "--to", "carrier"]);
    assert_eq!(none["jobs"], json!([]), "{none}");
}
