//! Every action of the procedure as a step of the queue, and what a roll would change.

use chrono::{DateTime, Duration, NaiveDate};
use serde_json::{Value, json};
use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, Who, everywhere, marked, sit};
use crate::support::desk::Desk;
use crate::support::screen;
use crate::working::booked_with;

/// What the desk says that a job needs next.
fn action(desk: &Desk, job: &str) -> String {
    desk.json(&["queue"])
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["job_no"] == job)
        .map_or_else(String::new, |line| {
            line["action"].as_str().unwrap().to_owned()
        })
}

fn said(lang: &str, key: &str) -> String {
    use shipdesk::i18n::{Lang, say};
    say(if lang == "zh" { Lang::Zh } else { Lang::En }, key)
}

/// What the queue's lines call a step.
fn called(lang: &str, action: &str) -> String {
    said(lang, &format!("tui.word.action.{action}"))
}

/// Moves to a line with such a step and other words; its job.
fn to_step(hands: &mut Hands, lang: &str, step: &str, with: &str) -> String {
    let word = called(lang, step);
    // A wide terminal shows the job beside its line.
    let list = |line: &str| line.split('│').next().unwrap_or_default().to_owned();
    hands.moves_to(step, C::Queue, |line| {
        list(line).contains(&word) && list(line).contains(with)
    });
    hands.job()
}

#[test]
fn a_temp_booking_is_chased_given_its_sailing_and_told_each_as_a_step() {
    for who in everywhere() {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        let dialog = said(who.lang, "tui.dialog.confirm");
        // The carrier confirms without a vessel.
        let job = to_step(&mut hands, who.lang, "chase", "TEMP");
        hands
            .counts_anew()
            .does(C::Queue, A::QueueStep)
            .types("ABCD610240118")
            .does(C::Dialog, A::DialogSend)
            .sees("chased", |shown| {
                !screen::text(shown).contains(&dialog)
                    && (!marked(shown).contains(&called(who.lang, "chase"))
                        || !marked(shown).contains(&job))
            });
        assert_eq!(action(&desk, &job), "replace-temp");
        println!("chase, {}: {} keys", who.lang, hands.pressed);
        assert!(hands.pressed <= 3);
        // TEMP is replaced by the sailing of the day that the customer asked for.
        let wanted = desk.json(&["show", &job])["consignment"]["requested_etd"]
            .as_str()
            .map(|day| day[5..].replace('-', ""))
            .unwrap();
        let day = format!("{}-{}", &wanted[..2], &wanted[2..]);
        let same = |line: &str| line.contains(&job);
        hands
            .moves_by(A::ListUp, "the job", C::Queue, same)
            .counts_anew()
            .does(C::Queue, A::QueueStep)
            .reads("ABCD610240118")
            .does(C::Dialog, A::DialogNext)
            .does(C::Dialog, A::DialogLookup)
            .types(&wanted)
            .sees("sailings of that carrier and these ports", |shown| {
                screen::text(shown).lines().any(|line| {
                    line.starts_with("> ") && line.contains(" V.") && line.contains(&day)
                })
            })
            .does(C::Lookup, A::LookupTake)
            .does(C::Dialog, A::DialogSend)
            .sees("replaced", |shown| {
                !screen::text(shown).contains(&dialog)
                    && !marked(shown).contains(&called(who.lang, "replace-temp"))
            });
        println!("replace TEMP, {}: {} keys", who.lang, hands.pressed);
        let view = desk.json(&["show", &job]);
        assert!(view["booking"]["sailing"]["id"].is_string(), "{view}");
        assert_eq!(view["booking"]["booking_no"], "ABCD610240118");
        assert_eq!(action(&desk, &job), "tell", "{}", view["findings"]);
        // The customer is told.
        hands
            .moves_by(A::ListUp, "the job", C::Queue, same)
            .counts_anew()
            .does(C::Queue, A::QueueStep)
            .sees("told", |shown| !marked(shown).contains(&job));
        assert_eq!(hands.pressed, 1);
        let told = &desk.json(&["show", &job])["booking"]["customer_told"];
        assert_eq!(told["by"], "chenli", "{told}");
        hands.leaves();
    }
}

#[test]
fn a_role_approves_from_the_queue() {
    for who in everywhere() {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        // The form of a job that could be booked comes back unsigned.
        let job = to_step(&mut hands, who.lang, "book", "");
        desk.json(&[
            "edit",
            &job,
            r#"{"intake":{"stamped":false,"signed":false}}"#,
        ]);
        hands.leaves();
        assert_eq!(action(&desk, &job), "approve");
        let mut manager = sit(
            &desk,
            Who {
                name: "zhaolei",
                ..who
            },
        );
        let found = to_step(&mut manager, who.lang, "approve", "");
        assert_eq!(found, job);
        manager
            .counts_anew()
            .does(C::Queue, A::QueueStep)
            .sees("a note asked for", |shown| {
                screen::text(shown).contains("form-unsigned")
            })
            .does(C::Dialog, A::DialogSend)
            .sees("approved", |shown| {
                !screen::text(shown).contains(&called(who.lang, "approve"))
            });
        println!("approve, {}: {} keys", who.lang, manager.pressed);
        assert!(manager.pressed <= 3);
        assert_eq!(action(&desk, &job), "book");
        let answers = desk.json(&["show", &job])["answers"].clone();
        assert!(
            answers
                .as_array()
                .unwrap()
                .iter()
                .any(|answer| answer["by"] == "zhaolei" && answer["role"] == "route-manager"),
            "{answers}"
        );
        manager.leaves();
    }
}

/// A trailer two days before the CY closes, and a credit that ends two days after the sailing.
fn trailer_and_credit(sailing: &Value) -> Value {
    let cy: DateTime<chrono::FixedOffset> = sailing["cut_offs"]["cy"]
        .as_str()
        .and_then(|at| at.parse().ok())
        .expect("a CY cut-off with its hour");
    let etd: NaiveDate = sailing["etd"].as_str().unwrap().parse().unwrap();
    json!({
        "loading": {"mode": "trailer", "at": (cy - Duration::days(2)).to_rfc3339(),
                    "place": "苏州工业园区样板路 8 号", "contact": "周敏", "phone": "0512-55501234"},
        "documents": {"letter_of_credit": true, "lc_requires": [], "latest_shipment": etd + Duration::days(2)},
    })
}

#[test]
fn what_a_roll_would_change_is_shown_before() {
    for who in everywhere() {
        let desk = Desk::demo();
        let (jobs, sailing) = booked_with(&desk, 1, trailer_and_credit);
        let job = &jobs[0];
        let cy = sailing["cut_offs"]["cy"].as_str().unwrap();
        let mut hands = sit(&desk, who);
        hands.opens(job).does(C::Job, A::JobRoll);
        hands.sees("what if", |shown| screen::text(shown).contains("> 1 "));
        // All of it, whatever has to be turned over for that.
        let mut text = hands.session.text();
        hands.does(C::Menu, A::ListPageDown);
        hands.session.settle();
        text.push_str(&hands.session.text());
        let line = |what: &str| {
            text.lines()
                // The job's history, which the menu stands over, tells of changes, too.
                .filter(|line| !line.contains(" root "))
                .find(|line| line.contains(what) && line.contains('→'))
                .unwrap_or_else(|| panic!("nothing of {what} on\n{text}"))
                .to_owned()
        };
        let zh = who.lang == "zh";
        // The cut-off as it was and as it would be.
        let closes = line(&cy[5..16].replace('T', " "));
        assert!(closes.contains(if zh { "截港" } else { "CY" }), "{closes}");
        // The trailer against the CY: two days before it, then a week more.
        let trailer = line(if zh { "拖装" } else { "trailer" });
        let (before, after) = trailer.split_once('→').unwrap();
        assert!(before.contains(if zh { "2天" } else { "2d" }), "{trailer}");
        assert!(!after.contains(if zh { "2天" } else { "2d" }), "{trailer}");
        // The credit: two days to spare, then late; and so says its finding.
        let credit = line(if zh { "信用证" } else { "L/C" });
        let (before, after) = credit.split_once('→').unwrap();
        assert!(
            before.contains(if zh { "余 2 天" } else { "2 days to spare" }),
            "{credit}"
        );
        assert!(
            after.contains('!') && after.contains(if zh { "迟" } else { "late" }),
            "{credit}"
        );
        assert!(text.lines().any(|line| line.trim_start().starts_with("+ ")));
        assert_eq!(
            desk.json(&["show", job])["booking"]["rolls"],
            json!([]),
            "nothing is done before it is agreed to"
        );
        hands.leaves();
    }
}
