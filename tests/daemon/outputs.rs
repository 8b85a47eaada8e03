//! What customers and files say comes out as data, never as orders to a terminal or a spreadsheet.

use serde_json::json;

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, number, sailing};
use crate::support::desk::Desk;
use crate::support::pty::Start;

/// Sets a title, clears the screen, turns letters red the eight-bit way, rings, deletes, goes home.
const HOSTILE: &str = "ACME\u{1b}]0;OWNED\u{7}\u{1b}[2J\u{9b}31m\u{7f}\u{8}\r\u{85}LTD";

fn a_hostile_job(desk: &Desk) -> String {
    let mut consignment = a_sound_consignment(&sailing(desk, "universe rotterdam"));
    consignment["principal"]["name"] = json!(HOSTILE);
    consignment["shipper"]["name"] = json!(HOSTILE);
    consignment["remarks"] = json!(HOSTILE);
    consignment["customer_ref"] = json!(HOSTILE);
    number(&desk.json_with(&["new", "-"], &consignment.to_string()))
}

#[test]
fn no_control_character_of_a_customer_reaches_a_terminal() {
    let desk = a_desk_with_a_schedule();
    let job = a_hostile_job(&desk);
    let verbs: [&[&str]; 10] = [
        &["list"],
        &["show", &job],
        &["queue"],
        &["ask", &job],
        &["check", &job],
        &["why", &job, "/principal/name"],
        &["export", "jobs"],
        &["export", "audit"],
        &["search", HOSTILE],
        &["edit", &job, HOSTILE],
    ];
    for verb in verbs {
        for json in [false, true] {
            let mut args = verb.to_vec();
            args.extend(json.then_some("--json"));
            let answered = desk.run(&args);
            for text in [&answered.out, &answered.err] {
                let stray = text
                    .chars()
                    .find(|letter| letter.is_control() && !matches!(letter, '\n' | '\r'));
                assert_eq!(stray, None, "{verb:?}: {text:?}");
            }
        }
    }
    let mut screen = Start::shipdesk(desk.home(), &[]).size(30, 110).open();
    screen.wait_for("Queue");
    screen.send("gj").wait_for("Jobs").wait_for("ACME");
    screen.send("\r").wait_for("LTD").settle();
    screen.send("e").wait_for("Consignment").settle();
    let written: Vec<u8> = screen
        .pieces()
        .into_iter()
        .flat_map(|(_, piece)| piece)
        .collect();
    let written = String::from_utf8_lossy(&written);
    for order in ["\u{1b}]0;OWNED", "\u{9b}", "\u{7f}", "\u{85}"] {
        assert!(!written.contains(order), "{order:?} was written");
    }
}

#[test]
fn a_spreadsheet_takes_no_customers_name_for_a_formula() {
    let desk = a_desk_with_a_schedule();
    let names = [
        "=cmd|' /C calc'!A0",
        "+86 21 5550",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        " =1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠A1",
        "=\"a\",\"b\"",
    ];
    let mut consignment = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    for name in names {
        consignment["principal"]["name"] = json!(name);
        consignment["customer_ref"] = json!(name);
        desk.json_with(&["new", "-"], &consignment.to_string());
    }
    let exported = desk.run(&["export", "jobs", "--format", "csv"]);
    assert!(exported.out.starts_with('\u{feff}'));
    let text = exported.out.trim_start_matches('\u{feff}');
    assert!(text.contains("\r\n"), "lines end as Excel ends them");
    let mut rows = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let mut seen = 0;
    for row in rows.records() {
        for cell in &row.unwrap() {
            let first = cell.trim_start().chars().next();
            let formula = first.is_some_and(|first| "=+@＝＋－＠".contains(first))
                || (first == Some('-') && cell.parse::<f64>().is_err());
            assert!(!formula, "“{cell}” is a formula");
            seen += usize::from(cell.starts_with('\''));
        }
    }
    assert!(seen >= names.len(), "only {seen} cells were made safe");
}
