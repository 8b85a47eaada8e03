//! What is refused: with which exit code, and what the error says.

use serde_json::json;

use crate::given::{a_desk_with_a_schedule, a_job, a_sound_consignment, number, sailing};
use crate::shapes;
use crate::support::desk::{Desk, command, run};

#[test]
fn a_blocked_booking_is_refused_with_its_findings() {
    let desk = a_desk_with_a_schedule();
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    consignment["freight"]["terms"] = json!(null);
    let no = number(&desk.json_with(&["new", "-"], &consignment.to_string()));
    let (code, error) = desk.refused(&["book", &no], "");
    assert_eq!(code, 1);
    shapes::error(&error, "blocked");
    let findings = error["findings"].as_array().unwrap();
    findings.iter().for_each(shapes::finding);
    assert!(
        findings
            .iter()
            .any(|finding| finding["rule"] == "freight-terms")
    );
    assert_eq!(desk.json(&["show", &no])["booking"], json!(null));
}

#[test]
fn a_sailing_that_the_schedule_lacks_is_refused_and_the_nearest_named() {
    let desk = a_desk_with_a_schedule();
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    consignment["sailing"] = json!({ "vessel": "COSCO SHIPPING UNIVERS", "voyage": "V.046W" });
    let (code, error) = desk.refused(&["new", "-"], &consignment.to_string());
    assert_eq!(code, 1);
    shapes::error(&error, "unknown-sailing");
    assert!(
        error["hint"]
            .as_str()
            .unwrap()
            .contains("COSCO SHIPPING UNIVERSE"),
        "{error}"
    );
    assert_eq!(desk.json(&["list"]), json!([]));
    // `check` reports it as a finding and stores nothing.
    let file = desk.file("consignment.json", consignment.to_string());
    let checked = desk.run(&["check", file.to_str().unwrap(), "--json"]);
    assert_eq!(checked.code, 1);
    assert!(
        checked.json()["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["rule"] == "sailing-in-schedule")
    );
}

#[test]
fn a_stale_write_is_refused_and_shows_whose_change_came_first() {
    let desk = a_desk_with_a_schedule();
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    let no = number(&a_job(&desk));
    desk.json(&[
        "--as",
        "chenli",
        "edit",
        &no,
        r#"{"remarks":"请尽快"}"#,
        "--expect-version",
        "1",
    ]);
    let (code, error) = desk.refused(
        &[
            "edit",
            &no,
            r#"{"remarks":"不急"}"#,
            "--expect-version",
            "1",
        ],
        "",
    );
    assert_eq!(code, 1);
    assert_eq!(error["kind"], "stale");
    assert_eq!(error["by"], "chenli");
    shapes::moment("at", &error["at"]);
    assert_eq!(error["changes"][0]["field"], "/remarks");
    assert_eq!(error["changes"][0]["to"], "请尽快");
    assert_eq!(
        desk.json(&["show", &no])["consignment"]["remarks"],
        "请尽快"
    );
}

#[test]
fn what_cannot_be_understood_exits_with_2() {
    let desk = Desk::practice();
    for (args, input, kind) in [
        (&["frobnicate"][..], "", "usage"),
        (&["show"], "", "usage"),
        (&["search", "x", "--limit", "many"], "", "usage"),
        (&["new", "-"], "{", "unreadable"),
        (&["new", "-"], r#"{"colour":"red"}"#, "unreadable"),
        (&["new", "/no/such/file.json"], "", "unreadable"),
        (
            &["import", "schedule", "-"],
            "Dear all,\nplease find nothing attached.\n",
            "unreadable",
        ),
        (&["calendar", "yesterday-ish"], "", "usage"),
    ] {
        let (code, error) = desk.refused(args, input);
        assert_eq!(code, 2, "{args:?}: {error}");
        shapes::error(&error, kind);
    }
    let (_, error) = desk.refused(&["new", "-"], r#"{"cargo":[{"colour":"red"}]}"#);
    assert!(
        error.to_string().contains("colour"),
        "an unknown field is named: {error}"
    );
}

#[test]
fn a_job_that_is_not_there_and_a_right_that_is_missing_exit_with_1() {
    let desk = a_desk_with_a_schedule();
    desk.json(&["operator", "add", "shen", "--roles", "auditor"]);
    let (code, error) = desk.refused(&["show", "KF2026999999"], "");
    assert_eq!(code, 1);
    shapes::error(&error, "unknown-job");
    let (code, error) = desk.refused(
        &["depart", "NO.SUCH", "--at", "2026-11-24T09:00:00+08:00"],
        "",
    );
    assert_eq!(code, 1);
    shapes::error(&error, "unknown-sailing");
    let no = number(&a_job(&desk));
    let (code, error) = desk.refused(&["--as", "shen", "book", &no], "");
    assert_eq!(code, 1);
    shapes::error(&error, "forbidden");
    let (code, error) = desk.refused(&["--as", "nobody-enrolled", "list"], "");
    assert_eq!(code, 1);
    shapes::error(&error, "forbidden");
}

#[test]
fn acting_as_another_is_refused_where_the_desk_is_no_practice_desk() {
    let desk = Desk::serving(&[]);
    let (code, error) = desk.refused(&["--as", "chenli", "list"], "");
    assert_eq!(code, 1);
    shapes::error(&error, "forbidden");
    assert_eq!(desk.json(&["whoami"])["practice"], false);
}

#[test]
fn a_desk_that_cannot_be_reached_exits_with_3() {
    let home = tempfile::tempdir().unwrap();
    // A folder that others may write to is no home for a desk.
    std::fs::set_permissions(
        home.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o777),
    )
    .unwrap();
    let answered = run(home.path(), &["list", "--json"], "");
    assert_eq!(answered.code, 3, "{answered:#?}");
    let error: serde_json::Value = serde_json::from_str(&answered.err).unwrap();
    shapes::error(&error["error"], "unreachable");
    assert_eq!(answered.out, "");
}

#[test]
fn a_rejected_row_exits_with_1_and_the_good_rows_are_in() {
    let desk = Desk::practice();
    let file = desk.file(
        "mixed.csv",
        "CARRIER,VESSEL,VOYAGE,POL,POD,ETD,ETA\n\
         COSCO,COSCO SHIPPING ARIES,051W,SHANGHAI,PIRAEUS,2026-12-03,2027-01-01\n\
         COSCO,COSCO SHIPPING LEO,,SHANGHAI,PIRAEUS,2026-12-10,2027-01-08\n",
    );
    let answered = desk.run(&["import", "schedule", file.to_str().unwrap(), "--json"]);
    assert_eq!(answered.code, 1);
    let report = answered.json();
    shapes::import(&report);
    assert_eq!(
        (&report["rows"], &report["taken"], &report["added"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(report["rejected"][0]["row"], 3);
    assert_eq!(sailing(&desk, "aries")["vessel"], "COSCO SHIPPING ARIES");
}

#[test]
fn an_error_for_people_says_what_to_do_and_leaves_standard_output_alone() {
    let desk = Desk::practice();
    let plain = desk.run(&["show", "KF2026999999"]);
    assert_eq!((plain.code, plain.out.as_str()), (1, ""));
    assert!(
        plain.err.contains("KF2026999999") && plain.err.lines().count() >= 2,
        "{}",
        plain.err
    );
    let mut chinese = command(desk.home());
    let chinese = chinese
        .args(["--lang", "zh", "show", "KF2026999999"])
        .output()
        .unwrap();
    let text = String::from_utf8(chinese.stderr).unwrap();
    assert!(
        text.chars().any(|letter| ('一'..='鿿').contains(&letter)),
        "{text}"
    );
}

#[test]
fn output_that_cannot_be_written_is_no_success() {
    let desk = a_desk_with_a_schedule();
    for args in [
        &["list", "--json"][..],
        &["list"],
        &["search", "universe", "--json"],
        &["calendar", "2026-11-26"],
        &["export", "audit", "--format", "ndjson"],
        &["rules"],
        &["schema", "consignment"],
        &["man"],
        &["completions", "bash"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let answered = command(desk.home())
            .args(args)
            .stdout(full.unwrap())
            .output()
            .unwrap();
        assert_eq!(answered.status.code(), Some(3), "{args:?}: {answered:?}");
        assert!(!answered.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn an_export_that_is_refused_writes_nothing() {
    let desk = a_desk_with_a_schedule();
    desk.json(&["operator", "add", "chenli", "--roles", "clerk"]);
    desk.json(&["operator", "disable", "chenli"]);
    for format in ["csv", "json", "ndjson"] {
        let answered = desk.run(&["--as", "chenli", "export", "jobs", "--format", format]);
        assert_eq!((answered.code, answered.out.as_str()), (1, ""), "{format}");
    }
}

#[test]
fn what_people_say_turns_no_terminal_round() {
    let desk = a_desk_with_a_schedule();
    let no = number(&a_job(&desk));
    let odd = "lost\u{202e}tsol\u{2066}\u{1b}[31m";
    desk.json(&["cancel", &no, "--reason", odd]);
    for args in [
        &["show", &no][..],
        &["export", "audit"],
        &["show", &no, "--json"],
    ] {
        let out = desk.run(args).out;
        assert!(out.contains("losttsol[31m"), "{args:?}: {out}");
        assert!(
            !out.contains(['\u{202e}', '\u{2066}', '\u{1b}']),
            "{args:?}"
        );
    }
    let answered = desk.run(&["list", "--lang", "\u{9b}31m\u{202e}"]);
    assert_eq!(answered.code, 2);
    assert!(
        !answered.err.contains(['\u{9b}', '\u{202e}']),
        "{answered:?}"
    );
}

#[test]
fn a_keymap_that_is_no_toml_is_not_understood_and_says_its_line() {
    let desk = Desk::practice();
    let file = desk.file("k.toml", "base = \"vim\"\n[form\n");
    let (code, error) = desk.refused(&["keys", "check", file.to_str().unwrap()], "");
    assert_eq!(code, 2);
    shapes::error(&error, "unreadable");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("k.toml:2"), "{message}");
}

#[test]
fn an_error_that_nobody_can_read_is_still_that_error() {
    let desk = Desk::practice();
    for (args, wanted) in [
        (&["show", "KF2026999999"][..], 1),
        (&["show", "KF2026999999", "--json"], 1),
        (&["frobnicate"], 2),
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = command(desk.home());
        let status = command.args(args).stderr(full.unwrap()).status().unwrap();
        assert_eq!(status.code(), Some(wanted), "{args:?}");
    }
}
