//! A desk that takes long to open or to close: whoever waits is told, and gets in.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use shipdesk::store::{self, Batch, Options, Store, Table, Write};

use crate::support::LIMIT;
use crate::support::desk::{Desk, command, run};
use crate::support::pty::Start;

/// A store with so many rows that it takes a moment to be rebuilt; left as a kill leaves it.
fn a_long_history(home: &Path) {
    let (mut store, _) = store::open(home, &Options::default()).unwrap();
    for group in 0..40u32 {
        let batch = |n: u32| Batch {
            by: "lin".into(),
            writes: (0..20)
                .map(|row| {
                    let key = format!("lin/{group}-{n}-{row}");
                    Write::put(Table::Preferences, key, vec![b'x'; 200])
                })
                .collect(),
            ..Batch::default()
        };
        for answer in store.commit((0..64).map(batch).collect()) {
            answer.unwrap();
        }
    }
}

/// `serve --progress` in a home, and its lines.
fn serve(home: &Path) -> (Child, impl Iterator<Item = String> + use<>) {
    let mut daemon = command(home)
        .args(["serve", "--progress"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(daemon.stdout.take().unwrap()).lines();
    (daemon, lines.map(Result::unwrap))
}

fn end(home: &Path, mut daemon: Child) {
    assert_eq!(run(home, &["stop"], "").code, 0);
    assert!(daemon.wait().unwrap().success());
}

#[test]
fn a_desk_that_is_rebuilt_says_how_far_it_has_come_before_it_says_that_it_is_ready() {
    let home = tempfile::tempdir().unwrap();
    a_long_history(home.path());
    let (daemon, lines) = serve(home.path());
    let mut counts: Vec<u64> = Vec::new();
    for line in lines {
        if line.starts_with("ready ") {
            break;
        }
        let count = line
            .strip_prefix("opening ")
            .unwrap_or_else(|| panic!("{line}"));
        counts.push(count.parse().unwrap());
    }
    assert!(!counts.is_empty(), "it was dumb");
    assert!(counts.is_sorted(), "{counts:?}");
    assert!(*counts.last().unwrap() <= 2 * 40 * 64 * 21, "{counts:?}");
    end(home.path(), daemon);
}

#[test]
fn whoever_starts_a_desk_with_a_long_history_sees_it_open() {
    let home = tempfile::tempdir().unwrap();
    a_long_history(home.path());
    let mut asked = Start::shipdesk(home.path(), &["whoami"]).open();
    assert!(asked.wait_end().success(), "{}", asked.text());
    let shown: Vec<u8> = asked
        .pieces()
        .into_iter()
        .flat_map(|(_, piece)| piece)
        .collect();
    let shown = String::from_utf8_lossy(&shown);
    assert!(shown.contains("the desk is opening: "), "{shown}");
    assert!(
        !asked.text().contains("opening"),
        "the line stayed: {}",
        asked.text()
    );
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
}

#[test]
fn a_desk_that_is_still_closing_is_waited_for_with_a_word_and_one_at_work_is_not() {
    let home = tempfile::tempdir().unwrap();
    let (before, _) = store::open(home.path(), &Options::default()).unwrap();
    let (daemon, mut lines) = serve(home.path());
    assert_eq!(lines.next().as_deref(), Some("closing"));
    Box::new(before).close().unwrap();
    let ready = lines.find(|line| line != "closing").unwrap();
    assert!(ready.starts_with("ready "), "{ready}");
    let began = Instant::now();
    let refused = run(home.path(), &["serve"], "");
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.err.contains("held by process"), "{refused:?}");
    assert!(
        began.elapsed() < Duration::from_mins(1),
        "{:?}",
        began.elapsed()
    );
    end(home.path(), daemon);
}

#[test]
fn a_desk_whose_socket_was_tidied_away_is_found_again() {
    let desk = Desk::practice();
    let first = desk.json_with(&["new", "-"], "{}");
    std::fs::remove_file(desk.home().join("shipdesk.sock")).unwrap();
    let began = Instant::now();
    let shown = desk.json(&["show", first["job_no"].as_str().unwrap()]);
    assert_eq!(shown["version"], first["version"]);
    assert!(began.elapsed() < LIMIT, "{:?}", began.elapsed());
    let checks = desk.json(&["doctor"]);
    assert_eq!(checks["ok"], true, "{checks}");
}

#[test]
fn a_home_whose_store_is_gone_is_no_new_home() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run(home.path(), &["new", "-"], "{}").code, 0);
    let copied = home.path().join("copy");
    let copied = copied.to_str().unwrap();
    assert_eq!(run(home.path(), &["backup", copied], "").code, 0);
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
    std::fs::remove_dir_all(home.path().join("store")).unwrap();
    for verb in ["list", "doctor"] {
        let refused = run(home.path(), &[verb], "");
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains("is gone"), "{refused:?}");
        assert!(refused.err.contains("restore"), "{refused:?}");
        assert!(refused.err.contains("desk.lock"), "{refused:?}");
    }
    let brought = run(home.path(), &["restore", copied], "");
    assert_eq!(brought.code, 0, "{brought:?}");
    let jobs = run(home.path(), &["list", "--json"], "").json();
    assert_eq!(jobs.as_array().unwrap().len(), 1);
    // Begun anew on purpose.
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
    std::fs::remove_dir_all(home.path().join("store")).unwrap();
    std::fs::remove_file(home.path().join("desk.lock")).unwrap();
    let jobs = run(home.path(), &["list", "--json"], "").json();
    assert_eq!(jobs.as_array().unwrap().len(), 0);
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
}
