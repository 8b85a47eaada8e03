//! The demo's desk: what it shows a newcomer.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::given::open;
use crate::shapes;
use crate::support::SHIPDESK;
use crate::support::desk::{Desk, NOW};
use crate::support::pty::Start;

fn jobs(desk: &Desk) -> Vec<Value> {
    desk.json(&["export", "jobs", "--format", "json"])
        .as_array()
        .expect("an export is an array")
        .clone()
}

#[test]
fn the_demo_has_sixty_jobs_in_every_stage_two_thousand_sailings_and_four_operators() {
    let desk = Desk::demo();
    let jobs = jobs(&desk);
    assert_eq!(jobs.len(), 60);
    let mut stages: BTreeMap<&str, u32> = BTreeMap::new();
    for job in &jobs {
        shapes::job(job);
        assert_eq!(job["practice"], true);
        *stages.entry(job["stage"].as_str().unwrap()).or_default() += 1;
    }
    for stage in shapes::STAGES {
        assert!(stages.contains_key(stage), "no job is {stage}: {stages:?}");
    }
    let sailings = desk.json(&["export", "sailings", "--format", "json"]);
    assert_eq!(sailings.as_array().unwrap().len(), 2_000);
    sailings
        .as_array()
        .unwrap()
        .iter()
        .for_each(shapes::sailing);
    let operators = desk.json(&["operator", "list"]);
    // And whoever started it.
    assert_eq!(operators.as_array().unwrap().len(), 5);
    let queue = desk.json(&["queue"]);
    assert!(queue.as_array().unwrap().len() >= 15, "a day's work");
    queue
        .as_array()
        .unwrap()
        .iter()
        .for_each(|line| shapes::line(line, true));
    assert_eq!(desk.json(&["doctor"])["ok"], true);
}

#[test]
fn a_demo_in_a_folder_that_is_named_is_made_there_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("new");
    let args = ["demo", "--now", NOW, "--home", home.to_str().unwrap()];
    let mut screen = Start::program(SHIPDESK, &args)
        .env("LANG", "C.UTF-8")
        .home(folder.path())
        .open();
    screen.wait_for("KF2026").send("\x1bgx");
    assert!(screen.wait_end().success(), "{}", screen.text());
    assert!(home.join("store").is_dir(), "it was taken away");
}

#[test]
fn a_demo_in_a_folder_that_is_kept_goes_on_there_and_is_not_played_twice() {
    let mut desk = Desk::demo();
    let before = jobs(&desk);
    let done = desk.json_with(&["new", "-"], r#"{"customer_ref": "PO-7"}"#);
    desk.stop();
    desk.start();
    let after = jobs(&desk);
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after[before.len()]["job_no"], done["job_no"]);
}

#[test]
fn a_demo_leaves_a_desk_at_work_alone() {
    let mut desk = Desk::practice();
    desk.json_with(&["new", "-"], r#"{"customer_ref": "PO-7"}"#);
    desk.stop();
    let refused = desk.run(&["demo", "--serve"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("a folder of its own"), "{refused:?}");
    desk.start();
    assert_eq!(jobs(&desk).len(), 1);
}

/// A newcomer learns a rule from each: what is wrong is the one thing that was meant to be, and the
/// rest is quiet.
#[test]
fn every_draft_of_the_demo_is_wrong_in_one_way_and_every_other_job_in_none() {
    let desk = Desk::demo();
    let mut wrong = BTreeMap::new();
    for job in jobs(&desk) {
        let blocks = open(&job, "block");
        let number = job["job_no"].as_str().unwrap().to_owned();
        match job["stage"].as_str().unwrap() {
            "draft" => {
                let rule = blocks[0].split('@').next().unwrap().to_owned();
                wrong.insert(rule, number);
            }
            "ready" | "booked" | "closed" | "cancelled" => {
                assert_eq!(blocks, Vec::<String>::new(), "{number}");
            }
            _ => {}
        }
    }
    for rule in [
        "heavy-20",
        "sub-port",
        "us-routing",
        "reefer-settings",
        "freight-terms",
        "form-unsigned",
        "weight-missing",
        "over-payload",
        "carrier-consent",
        "food-check",
        "rate-mismatch",
        "party-text",
        "transit-handbook",
        "agent-unconfirmed",
        "loading-late",
        "stuffing-mode",
        "sail-date",
    ] {
        assert!(wrong.contains_key(rule), "no draft shows {rule}: {wrong:?}");
    }
}

#[test]
fn a_pasted_reply_settles_the_demos_own_question_and_is_kept_as_proof() {
    let desk = Desk::demo();
    let asks = |job: &Value| {
        let findings = job["findings"].as_array().unwrap();
        findings
            .iter()
            .any(|finding| finding["rule"] == "sub-port" && finding["state"] == "open")
    };
    let drafts = desk.json(&["list", "--stage", "draft"]);
    let asked: Vec<Value> = drafts
        .as_array()
        .unwrap()
        .iter()
        .map(|line| desk.json(&["show", line["job_no"].as_str().unwrap()]))
        .filter(asks)
        .collect();
    assert!(!asked.is_empty());
    for job in asked {
        let no = job["job_no"].as_str().unwrap();
        let reply = if job["consignment"]["pod"] == "PHMNL" {
            "南港, Mary 09:40"
        } else {
            continue;
        };
        let settled = desk.json(&["answer", no, "sub-port", "--reply", reply]);
        assert_eq!(
            settled["consignment"]["pod_terminal"], "MANILA SOUTH HARBOUR",
            "{no}"
        );
        assert!(!asks(&settled), "{no}");
        assert!(
            settled["consignment"]["answers"]
                .to_string()
                .contains(reply)
        );
        return;
    }
    panic!("no job of the demo goes to Manila");
}
