//! What was asked and not answered: marked with its time, and back in the queue before the cut-off.

use serde_json::{Value, json};

use crate::given::{SCHEDULE, a_sound_consignment, number, sailing};
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
    desk.json(&["ask", &asked, "--sent"]);
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
