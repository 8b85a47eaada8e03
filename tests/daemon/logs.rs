//! What the daemon writes down about itself holds nothing of its customers, and is nothing that it
//! depends on.

use crate::given::{a_job, number};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::desk::{Desk, command, run};

#[test]
fn the_log_at_its_usual_level_names_no_customer() {
    let desk = Desk::demo();
    let jobs = desk.json(&["list"]);
    let file = desk.file("cosco.csv", crate::given::SCHEDULE);
    desk.run(&["import", "schedule", file.to_str().unwrap()]);
    let own = number(&a_job(&desk));
    let mut names: Vec<String> = jobs
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line["principal"].as_str().map(str::to_owned))
        .collect();
    // What is asked, refused, cut short and not understood is written down too.
    for job in jobs.as_array().unwrap().iter().take(12) {
        let job = job["job_no"].as_str().unwrap();
        let shown = desk.json(&["show", job]);
        let texts = [
            "/consignment/shipper/name",
            "/consignment/consignee/name",
            "/consignment/principal/contact",
            "/consignment/principal/phone",
        ];
        names.extend(
            texts
                .iter()
                .filter_map(|at| shown.pointer(at)?.as_str().map(str::to_owned)),
        );
        desk.run(&["book", job, "--json"]);
        desk.run(&["edit", job, r#"{"principal": {"name": 7}}"#, "--json"]);
        desk.run(&["approve", job, "no-such-rule", "--json"]);
    }
    desk.run(&["list", "--match", &names[0], "--json"]);
    desk.run(&["book", &own, "--as", "nobody-of-ours"]);
    desk.run(&["new", "-", "--as", "chenli"]);
    names.sort();
    names.dedup();
    names.retain(|name| name.chars().count() >= 3);
    assert!(names.len() > 20, "{names:?}");
    let log = std::fs::read_to_string(desk.home().join("daemon.log")).unwrap();
    assert!(log.contains("a session began"), "{log}");
    for name in names {
        assert!(!log.contains(&name), "“{name}” stands in the log");
    }
}

#[test]
fn a_log_that_takes_no_line_ends_no_desk() {
    let home = tempfile::tempdir().unwrap();
    // Every write to it fails as on a full disk.
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut daemon = command(home.path())
        .args(["serve", "--practice"])
        .env("SHIPDESK_LOG", "debug")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(full)
        .spawn()
        .unwrap();
    let mut ready = String::new();
    BufReader::new(daemon.stdout.take().unwrap())
        .read_line(&mut ready)
        .unwrap();
    assert!(ready.starts_with("ready "), "{ready}");
    for _ in 0..5 {
        let made = run(home.path(), &["new", "-"], "{}");
        assert_eq!(made.code, 0, "{made:?}");
    }
    assert_eq!(daemon.try_wait().unwrap(), None, "it ended");
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
    assert!(daemon.wait().unwrap().success());
}
