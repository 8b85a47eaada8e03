//! The cut-off radar: a newer schedule moves what a booked job stands on, and the desk says so until
//! somebody has dealt with it; and what an operator has settled stays settled.

use serde_json::{Value, json};

use crate::given::{SCHEDULE, a_desk_with_a_schedule, a_job, a_sound_consignment, number, sailing};
use crate::support::desk::Desk;

fn import(desk: &Desk, name: &str, content: &str) -> Value {
    let file = desk.file(name, content);
    desk.json(&["import", "schedule", file.to_str().unwrap()])
}

/// The queue's line of a job, where it has one.
fn in_queue(desk: &Desk, job: &str) -> Option<Value> {
    desk.json(&["queue"])
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["job_no"] == job)
        .cloned()
}

/// The schedule a day later: the Universe sails on the 6th, her yard closes a day earlier.
fn newer() -> String {
    SCHEDULE.replace(
        "2026-12-05,2027-01-08,2026-12-04 12:00",
        "2026-12-06,2027-01-08,2026-12-03 12:00",
    )
}

#[test]
fn a_moved_cut_off_is_in_the_clerks_queue_now_with_old_and_new_until_the_customer_is_told() {
    let desk = a_desk_with_a_schedule();
    let job = number(&a_job(&desk));
    let booked = desk.json(&["book", &job]);
    assert_eq!(
        import(&desk, "same.csv", SCHEDULE)["affected_jobs"],
        json!([])
    );

    let dry = desk.file("dry.csv", newer());
    let dry = desk.json(&["import", "schedule", dry.to_str().unwrap(), "--dry-run"]);
    assert_eq!(dry["affected_jobs"][0]["job_no"], job);
    assert!(
        in_queue(&desk, &job).is_none_or(|line| line["moved"].as_array().is_none_or(Vec::is_empty)),
        "a dry run touches no job"
    );

    let taken = import(&desk, "newer.csv", &newer());
    assert_eq!(taken["changed"], 1);
    let affected = &taken["affected_jobs"][0];
    assert_eq!(affected["job_no"], job);
    let changes = affected["changes"].as_array().unwrap();
    let moved = |field: &str| {
        changes
            .iter()
            .find(|change| change["field"] == field)
            .unwrap_or_else(|| panic!("{field} in {affected}"))
    };
    assert_eq!(moved("/sailing/etd")["from"], "2026-12-05");
    assert_eq!(moved("/sailing/etd")["to"], "2026-12-06");
    assert_eq!(moved("/sailing/etd")["minutes"], 24 * 60);
    assert_eq!(moved("/sailing/cy")["from"], "2026-12-04T12:00:00+08:00");
    assert_eq!(moved("/sailing/cy")["to"], "2026-12-03T12:00:00+08:00");
    assert_eq!(moved("/sailing/cy")["minutes"], -24 * 60);

    let line = in_queue(&desk, &job).expect("it is in the queue");
    assert_eq!(line["action"], "tell");
    assert_eq!(line["due"], "2026-11-24T10:00:00+08:00", "due now");
    let whats: Vec<&str> = line["moved"]
        .as_array()
        .unwrap()
        .iter()
        .map(|moved| moved["what"].as_str().unwrap())
        .collect();
    assert_eq!(whats, ["etd", "cy"]);

    let shown = desk.json(&["show", &job]);
    assert_eq!(
        shown["booking"]["sailing"]["vessel"], booked["booking"]["sailing"]["vessel"],
        "an import never changes a booked job's ship"
    );
    desk.json(&["tell", &job]);
    assert!(
        in_queue(&desk, &job).is_none_or(|line| line["moved"].as_array().is_none_or(Vec::is_empty)),
        "told, it is dealt with"
    );
}

#[test]
fn a_touched_job_is_in_its_own_clerks_queue_until_it_is_edited() {
    let desk = a_desk_with_a_schedule();
    let job = number(&a_job(&desk));
    desk.json(&["operator", "add", "lijun", "--roles", "clerk"]);
    import(&desk, "newer.csv", &newer());
    let line = in_queue(&desk, &job).expect("a job that is not booked yet is touched, too");
    assert_eq!(line["due"], "2026-11-24T10:00:00+08:00", "due now");
    let cy = &line["moved"][1];
    assert_eq!(cy["what"], "cy");
    assert_eq!(cy["from"], "2026-12-04T12:00:00+08:00");
    assert_eq!(cy["to"], "2026-12-03T12:00:00+08:00");
    let mine = |who: &[&str]| {
        let lines = desk.json(&[who, &["queue", "--mine"]].concat());
        let lines = lines.as_array().unwrap().clone();
        lines.iter().any(|line| line["job_no"] == job.as_str())
    };
    assert!(mine(&[]), "its clerk's");
    assert!(!mine(&["--as", "lijun"]), "nobody else's");
    desk.json(&[
        "edit",
        &job,
        r#"{"remarks": "ETD 12-06 checked with the shipper"}"#,
    ]);
    assert!(
        in_queue(&desk, &job).is_none_or(|line| line["moved"].as_array().is_none_or(Vec::is_empty)),
        "edited, it is dealt with"
    );
}

#[test]
fn what_the_operator_has_settled_stands_until_the_file_says_something_new() {
    let desk = Desk::practice();
    let file = desk.file(
        "two.csv",
        "CARRIER,VESSEL,VOYAGE,POL,POD,ETD\n\
         COSCO,COSCO STAR,046W,SHANGHAI,ROTTERDAM,2026-11-28\n\
         COSCO,COSCO STAR,046W,SHANGHAI,ROTTERDAM,2026-11-30\n",
    );
    let file = file.to_str().unwrap();
    let answered = desk.run(&["import", "schedule", file, "--json"]);
    assert_eq!(answered.code, 1, "a conflict is the operator's");
    let id = answered.json()["conflicts"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let settled = desk.json(&["import", "settle", &id, "--row", "3"]);
    assert_eq!(settled["etd"], "2026-11-30");
    let again = desk.run(&["import", "schedule", file, "--json"]);
    assert_eq!(again.json()["changed"], 0, "{}", again.out);
    assert_eq!(
        desk.json(&["search", "cosco star", "--all"])[0]["etd"],
        "2026-11-30"
    );
    assert_eq!(desk.json(&["conflicts"]), json!([]));
}

#[test]
fn an_import_that_has_ended_is_listed_as_complete() {
    let desk = a_desk_with_a_schedule();
    let imports = desk.json(&["import", "list"]);
    assert_eq!(imports[0]["file"], "cosco.csv");
    assert_eq!(imports[0]["complete"], true);
}

#[test]
fn what_was_put_off_is_in_the_queue_again_at_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let at = |now| ["--practice", "--now", now, "--clock-stopped"];
    let mut desk = Desk::in_home(folder.path(), &at("2026-11-24T10:00:00+08:00"));
    let file = desk.file("cosco.csv", SCHEDULE);
    desk.json(&["import", "schedule", file.to_str().unwrap()]);
    let mut consignment = a_sound_consignment(&sailing(&desk, "nebula rotterdam"));
    consignment["settlement"]["payer"] = Value::Null;
    let no = number(&desk.json_with(&["new", "-"], &consignment.to_string()));
    let until = "2026-11-26T10:00:00+08:00";
    desk.json(&["defer", &no, "payer", "--until", until, "--by", "Mary"]);
    assert_eq!(in_queue(&desk, &no), None, "its cut-offs are far away");
    desk.stop();
    let desk = Desk::in_home(folder.path(), &at("2026-11-26T11:00:00+08:00"));
    let line = in_queue(&desk, &no).expect("Mary was to say it by ten");
    assert_eq!(
        (&line["action"], &line["due"]),
        (&"settle".into(), &until.into())
    );
    assert_eq!(line["overdue"], true);
}
