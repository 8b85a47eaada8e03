//! Schedule files on the command line: what is asked twice, what is held against a file, what stays.

use serde_json::{Value, json};

use crate::given::SCHEDULE;
use crate::support::desk::Desk;

const ONCE: &str = "6f1f7a9e-0d0e-4c7c-9a56-000000000001";

fn path(desk: &Desk, name: &str, content: &str) -> String {
    desk.file(name, content).to_str().unwrap().to_owned()
}

fn sailings(desk: &Desk) -> Value {
    desk.json(&["export", "sailings", "--format", "json"])
}

#[test]
fn the_same_request_id_gives_the_first_answer_and_another_one_finds_nothing_new() {
    let desk = Desk::practice();
    let file = path(&desk, "week.csv", SCHEDULE);
    let import = |id: &str| desk.json(&["import", "schedule", &file, "--request-id", id]);
    // One that only looked has not spent the id.
    desk.json(&[
        "import",
        "schedule",
        &file,
        "--dry-run",
        "--request-id",
        ONCE,
    ]);
    let first = import(ONCE);
    assert_eq!(first["added"], 4);
    assert_eq!(import(ONCE), first);
    assert_eq!(desk.json(&["import", "list"]).as_array().unwrap().len(), 1);
    let other = import("6f1f7a9e-0d0e-4c7c-9a56-000000000002");
    assert_eq!(other["added"], 0);
    assert_eq!(other["unchanged"], 4);
}

#[test]
fn a_decided_conflict_stays_decided_whatever_the_file_is_called_next() {
    let desk = Desk::practice();
    let two = "CARRIER,VESSEL,VOYAGE,POL,POD,ETD\n\
               COSCO,COSCO STAR,046W,SHANGHAI,ROTTERDAM,2026-11-28\n\
               COSCO,COSCO STAR,046W,SHANGHAI,ROTTERDAM,2026-11-30\n";
    let file = path(&desk, "monday.csv", two);
    let answered = desk.run(&["import", "schedule", &file, "--json"]);
    assert_eq!(answered.code, 1);
    let id = answered.json()["conflicts"][0]["id"].clone();
    desk.json(&["import", "settle", id.as_str().unwrap(), "--row", "3"]);
    let again = path(&desk, "tuesday.csv", two);
    let again = desk.json(&["import", "schedule", &again]);
    assert_eq!(again["conflicts"], json!([]));
    let sum: u64 = ["taken", "merged"]
        .iter()
        .map(|part| again[part].as_u64().unwrap())
        .sum();
    assert_eq!((again["rows"].as_u64(), sum), (Some(2), 2), "{again}");
    assert_eq!(again["changed"], 0);
    assert_eq!(sailings(&desk)[0]["etd"], "2026-11-30");
    // A third date is something new.
    let third = path(&desk, "friday.csv", &two.replace("11-30", "12-02"));
    assert_eq!(desk.run(&["import", "schedule", &third]).code, 1);
}

#[test]
fn a_rotation_with_one_bad_call_is_reported_and_its_good_ones_go_in() {
    let desk = Desk::practice();
    let file = path(
        &desk,
        "rotation.csv",
        "CARRIER,VESSEL,VOYAGE,ETD SHANGHAI,ROTTERDAM,HAMBURG\n\
         MSC,MSC OSCAR,FY951W,2026-12-19,2026-12-10,2027-01-26\n\
         MSC,MSC ZOE,FY952W,2026-12-26,2027-01-30,2027-02-02\n",
    );
    let answered = desk.run(&["import", "schedule", &file, "--json"]);
    assert_eq!(answered.code, 1);
    let report = answered.json();
    assert_eq!((&report["rows"], &report["taken"]), (&json!(2), &json!(1)));
    let rejected = &report["rejected"][0];
    assert_eq!(rejected["row"], 2);
    assert_eq!(rejected["column"], "ROTTERDAM");
    assert_eq!(rejected["value"], "2026-12-10");
    let mut ports: Vec<String> = sailings(&desk)
        .as_array()
        .unwrap()
        .iter()
        .map(|sailing| format!("{} {}", sailing["voyage"], sailing["pod"]).replace('"', ""))
        .collect();
    ports.sort();
    assert_eq!(
        ports,
        ["V.FY951W DEHAM", "V.FY952W DEHAM", "V.FY952W NLRTM"]
    );
}

#[test]
fn a_file_without_a_schedule_leaves_the_stored_one_as_it_was() {
    let desk = Desk::practice();
    let file = path(&desk, "week.csv", SCHEDULE);
    desk.json(&["import", "schedule", &file]);
    let (before, imports) = (sailings(&desk), desk.json(&["import", "list"]));
    for (name, content) in [
        ("empty.csv", ""),
        ("prose.txt", "各位同事：下周船期有变化，请留意。\n"),
        (
            "page.xlsx",
            "<html><body><table><tr><td>VESSEL</td></tr></table></body></html>",
        ),
        ("header.csv", "CARRIER,VESSEL,VOYAGE,POL,POD,ETD\n"),
        ("staff.csv", "姓名,电话,部门\n王,123,操作\n李,456,操作\n"),
    ] {
        let file = path(&desk, name, content);
        let (code, error) = desk.refused(&["import", "schedule", &file], "");
        assert_eq!((code, &error["kind"]), (2, &json!("unreadable")), "{name}");
    }
    assert_eq!(sailings(&desk), before);
    assert_eq!(desk.json(&["import", "list"]), imports);
}

#[test]
fn a_newer_file_keeps_what_each_sailing_was() {
    let desk = Desk::practice();
    let versions = ["2026-12-05", "2026-12-06", "2026-12-08"];
    for (number, etd) in versions.iter().enumerate() {
        let content = SCHEDULE.replace("2026-12-05,2027-01-08", &format!("{etd},2027-01-08"));
        let file = path(&desk, &format!("week{number}.csv"), &content);
        desk.json(&["import", "schedule", &file]);
    }
    let universe = desk.json(&["search", "cosco shipping universe"])[0]["id"].clone();
    let history = desk.json(&["import", "history", universe.as_str().unwrap()]);
    let states: Vec<(&str, &str)> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|state| {
            (
                state["etd"].as_str().unwrap(),
                state["source"]["file"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        states,
        [
            ("2026-12-05", "week0.csv"),
            ("2026-12-06", "week1.csv"),
            ("2026-12-08", "week2.csv"),
        ]
    );
    let nebula = desk.json(&["search", "cosco shipping nebula"])[0]["id"].clone();
    let history = desk.json(&["import", "history", nebula.as_str().unwrap()]);
    assert_eq!(history.as_array().unwrap().len(), 1, "never moved");
}

#[test]
fn a_companys_headings_count_and_a_bad_table_is_told_with_the_old_one_in_force() {
    let mut desk = Desk::practice();
    let tables = desk.home().join("reference");
    std::fs::create_dir_all(&tables).unwrap();
    let headings = tables.join("headings.extra.csv");
    let sheet = "CARRIER,VESSEL,VOYAGE,POL,POD,PUSHES OFF\n\
                 COSCO,COSCO STAR,046W,SHANGHAI,ROTTERDAM,2026-11-28\n";
    let file = path(&desk, "odd.csv", sheet);
    let restart = |desk: &mut Desk| {
        desk.kill();
        desk.start();
    };
    assert_eq!(desk.run(&["import", "schedule", &file]).code, 2);
    std::fs::write(&headings, "heading,column,strength\nPUSHES OFF,etd,\n").unwrap();
    restart(&mut desk);
    let taken = desk.json(&["import", "schedule", &file]);
    assert_eq!(taken["added"], 1);

    // A column that there is none of: the file, the row, the reason; and no headings lost by it.
    std::fs::write(
        &headings,
        "heading,column,strength\nPUSHES OFF,etd,\nLANDS,arrival,\n",
    )
    .unwrap();
    let checked = desk.run(&["reference", "check"]);
    assert_eq!(checked.code, 1, "{checked:#?}");
    let said = format!("{}{}", checked.out, checked.err);
    for part in ["headings.extra.csv", "3", "arrival"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let other = path(&desk, "plain.csv", SCHEDULE);
    assert_eq!(desk.json(&["import", "schedule", &other])["added"], 4);
    let again = desk.json(&["import", "schedule", &file]);
    assert_eq!(again["unchanged"], 1, "the last good table holds");
}
