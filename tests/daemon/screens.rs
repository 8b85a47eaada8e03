//! Screens that outlive their desk, and two that change the same job.

use crate::given::{a_desk_with_a_schedule, a_job, number};
use crate::support::desk::Desk;
use crate::support::pty::{Session, Start};

fn screen(desk: &Desk) -> Session {
    let mut screen = Start::shipdesk(desk.home(), &[]).size(30, 110).open();
    screen.wait_for("Queue");
    screen
}

#[test]
fn a_screen_goes_on_when_its_desk_comes_back() {
    let mut desk = a_desk_with_a_schedule();
    let mut screen = screen(&desk);
    screen.send("gn").wait_for("Consignment").send("ACME LTD\r");
    screen.settle();
    desk.kill();
    screen.wait_for("connection lost").send("HC-01\r");
    screen.wait_for("HC-01");
    desk.start();
    screen.wait_for("The desk is back");
    // What was typed meanwhile is kept as a draft, once.
    screen.settle();
    let drafts = desk.json(&["drafts"]);
    assert_eq!(drafts.as_array().unwrap().len(), 1, "{drafts}");
    screen.send("\u{1b}j").wait_for("KF2026000001");
    let job = desk.json(&["show", "KF2026000001"]);
    assert_eq!(job["consignment"]["principal"]["name"], "ACME LTD");
    assert_eq!(job["consignment"]["intake"]["form"], "HC-01");
    assert!(desk.json(&["drafts"]).as_array().unwrap().is_empty());
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_draft_outlives_its_screen_and_its_desk_and_is_offered_at_the_next_start() {
    let mut desk = a_desk_with_a_schedule();
    let mut first = screen(&desk);
    first.send("gn").wait_for("Consignment").send("ACME LTD\r");
    first.settle();
    first.kill();
    desk.kill();
    desk.start();
    let drafts = desk.json(&["drafts"]);
    assert_eq!(drafts.as_array().unwrap().len(), 1, "{drafts}");
    // Another operator does not see it.
    desk.json(&["operator", "add", "mei", "--roles", "clerk"]);
    assert!(
        desk.json(&["drafts", "--as", "mei"])
            .as_array()
            .unwrap()
            .is_empty()
    );
    let mut next = Start::shipdesk(desk.home(), &[]).size(30, 110).open();
    next.wait_for("unsaved form");
    next.send("gd")
        .wait_for("D")
        .send("\r")
        .wait_for("ACME LTD");
}

#[test]
fn whose_change_came_first_is_shown_and_both_are_kept() {
    let desk = a_desk_with_a_schedule();
    let job = number(&a_job(&desk));
    desk.json(&["operator", "add", "mei", "--roles", "clerk"]);
    let mut screen = screen(&desk);
    screen
        .send("gj")
        .wait_for(&job)
        .send("e")
        .wait_for("Consignment");
    // We change the reference; Mei was first with the remarks, and the same container's count.
    type_into(&mut screen, "Customer ref.", "PO-NEW");
    screen.settle();
    desk.json(&[
        "edit",
        &job,
        r#"[{"op": "replace", "path": "/equipment/0/count", "value": 3},
            {"op": "add", "path": "/remarks", "value": "MEI WAS HERE"}]"#,
        "--as",
        "mei",
    ]);
    screen.wait_for("mei has changed");
    screen.send("\u{f}");
    screen.settle();
    screen.send("\u{1b}").settle();
    screen.send("\u{1b}j").wait_for("mei was first");
    // Nothing is stored before it was seen.
    assert_eq!(
        desk.json(&["show", &job])["consignment"]["customer_ref"],
        "PO-60210"
    );
    screen.send("\u{1b}j").wait_gone("mei was first");
    screen.settle();
    let after = desk.json(&["show", &job]);
    assert_eq!(
        after["consignment"]["customer_ref"],
        "PO-NEW",
        "{}",
        screen.text()
    );
    assert_eq!(after["consignment"]["remarks"], "MEI WAS HERE");
    assert_eq!(after["consignment"]["equipment"][0]["count"], 3);
}

/// Goes to the field with that label, and types over what stands there.
fn type_into(screen: &mut Session, label: &str, text: &str) {
    for _ in 0..60 {
        screen.settle();
        let on_it = crate::support::screen::cursor_line(&screen.screen()).contains(label);
        if on_it {
            screen.send("\u{15}").settle();
            screen.send(text).send("\r");
            return;
        }
        screen.send("\u{1b}[B");
    }
    panic!("no field “{label}” on\n{}", screen.text());
}
