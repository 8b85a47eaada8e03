//! Working through what is due: ten items of the queue, a voyage of twelve, a roll of five.

use serde_json::Value;
use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, Who, counted, first_open, marked, sit};
use crate::support::desk::Desk;
use crate::support::screen;

/// The step that the queue's line under the cursor needs, as the command line has it.
fn step_here(desk: &Desk, hands: &Hands) -> (String, String) {
    let line = hands.line();
    let job = line.split_whitespace().find(|word| word.starts_with("KF"));
    let job = job
        .unwrap_or_else(|| panic!("no job in “{line}”"))
        .to_owned();
    let queue = desk.json(&["queue"]);
    let action = queue
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["job_no"] == job.as_str())
        .map_or_else(String::new, |line| {
            line["action"].as_str().unwrap().to_owned()
        });
    (job, action)
}

#[test]
fn ten_items_of_the_queue_take_three_keys_each_at_most() {
    for who in counted() {
        let Who { keymap, lang, .. } = who;
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        let mut done = 0;
        let mut most = 0;
        while done < 10 {
            let (job, action) = step_here(&desk, &hands);
            hands.counts_anew();
            match action.as_str() {
                "tell" | "book" => {
                    hands.does(C::Queue, A::QueueStep);
                }
                "status" | "review" => {
                    hands
                        .does(C::Queue, A::QueueStep)
                        .does(C::Menu, A::MenuPick);
                }
                "chase" => {
                    hands
                        .does(C::Queue, A::QueueStep)
                        .types("ABCD610240118")
                        .does(C::Dialog, A::DialogSend);
                }
                // Something must be settled first: no item that only needs its next step.
                _ => {
                    hands.does(C::Queue, A::ListDown);
                    hands.sees("the next line", |shown| !marked(shown).contains(&job));
                    continue;
                }
            }
            hands.sees(&format!("{job} gone from the cursor"), |shown| {
                !marked(shown).contains(&job) && marked(shown).contains("KF")
            });
            let (_, next) = step_of(&desk, &job);
            assert_ne!(next, action, "{job} still needs that");
            println!(
                "queue item, {keymap}, {lang}: {} keys for {action}",
                hands.pressed
            );
            assert!(hands.pressed <= 3, "{} keys for {action}", hands.pressed);
            most = most.max(hands.pressed);
            done += 1;
        }
        println!("ten queue items, {keymap}, {lang}: {most} keys at most");
        hands.leaves();
    }
}

fn step_of(desk: &Desk, job: &str) -> (String, String) {
    let queue = desk.json(&["queue"]);
    let found = queue
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["job_no"] == job)
        .map_or_else(String::new, |line| {
            line["action"].as_str().unwrap().to_owned()
        });
    (job.to_owned(), found)
}

/// Books so many jobs like one of the demo's on a sailing that is open: their numbers, the sailing,
/// and the voyage.
fn booked_on_one_sailing(desk: &Desk, count: usize) -> (Vec<String>, Value) {
    booked_with(desk, count, |_| serde_json::json!({}))
}

/// The same, each with something more that depends on the sailing.
pub fn booked_with(
    desk: &Desk,
    count: usize,
    more: impl Fn(&Value) -> Value,
) -> (Vec<String>, Value) {
    let (_, sailing) = first_open(desk, "nlrtm cosu");
    let mut jobs = Vec::new();
    for number in 0..count {
        let copy = desk.json(&["copy", "KF2026000006"]);
        let job = copy["job_no"].as_str().unwrap().to_owned();
        let rate = &copy["consignment"]["freight"]["rate"];
        let extras = &copy["consignment"]["freight"]["surcharges"];
        let patch = serde_json::json!({
            "intake": {"form": "HC-01", "stamped": true, "signed": true,
                       "handover_sheet": format!("HC-02/08{number:02}")},
            "customer_ref": format!("PO-{number}"),
            "carrier": sailing["carrier"], "pol": sailing["pol"], "pod": sailing["pod"],
            "sailing": {"id": sailing["id"]},
            "quoted": {"confirmed_by": "许国栋", "rate": rate, "surcharges": extras},
        });
        desk.json(&["edit", &job, &patch.to_string()]);
        desk.json(&["edit", &job, &more(&sailing).to_string()]);
        desk.json(&["book", &job]);
        jobs.push(job);
    }
    (jobs, sailing)
}

#[test]
fn a_voyage_of_twelve_is_closed_from_one_screen() {
    for who in counted() {
        let Who { keymap, lang, .. } = who;
        let desk = Desk::demo();
        let (jobs, sailing) = booked_on_one_sailing(&desk, 12);
        let id = sailing["id"].as_str().unwrap();
        desk.json(&["depart", id, "--at", "2026-11-24T09:00:00+08:00"]);
        let mut hands = sit(&desk, who);
        hands.counts_anew().does(C::Queue, A::GoVoyage);
        let voyage = sailing["voyage"].as_str().unwrap();
        // Not the queue any more, whose lines name voyages too: a key too many would go on from here.
        let title = if lang == "zh" {
            "开航后"
        } else {
            "After sailing"
        };
        hands.sees("a voyage", |shown| {
            let text = screen::text(shown);
            let mut lines = text.lines();
            lines.next().is_some_and(|line| line.contains(title))
                && lines.next().is_some_and(|line| line.contains("V."))
        });
        for _ in 0..12 {
            let there = |shown: &vt100::Screen| {
                let text = screen::text(shown);
                text.lines()
                    .nth(1)
                    .is_some_and(|line| line.contains(voyage))
            };
            if hands.session.look(there) {
                break;
            }
            let before = hands.session.text();
            hands.does(C::Voyage, A::VoyageNext);
            hands.sees("the next voyage", |shown| {
                screen::text(shown).lines().nth(1) != before.lines().nth(1)
            });
        }
        hands.reads(&jobs[11]);
        // One was withdrawn, ten at once, as the rest.
        hands
            .does(C::Voyage, A::VoyageWithdrawn)
            .does(C::Voyage, A::VoyageAllShipped)
            .does(C::Menu, A::MenuPick);
        wait_until(&mut hands, &desk, |desk| {
            jobs.iter()
                .all(|job| desk.json(&["show", job])["status"].is_string())
        });
        println!("voyage of twelve, {keymap}, {lang}: {} keys", hands.pressed);
        assert!(hands.pressed <= 12, "{} keys", hands.pressed);
        let states: Vec<String> = jobs
            .iter()
            .map(|job| {
                desk.json(&["show", job])["status"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        let withdrawn = states.iter().filter(|state| *state == "withdrawn").count();
        assert_eq!((withdrawn, states.len()), (1, 12), "{states:?}");
        hands.leaves();
    }
}

/// Waits for something of the desk itself, looking again whenever the screen may have changed.
fn wait_until(hands: &mut Hands, desk: &Desk, holds: impl Fn(&Desk) -> bool) {
    let end = std::time::Instant::now() + crate::support::LIMIT;
    while !holds(desk) {
        assert!(
            std::time::Instant::now() < end,
            "never came; the screen shows\n{}",
            hands.session.text()
        );
        hands.session.settle();
    }
}

#[test]
fn five_jobs_are_rolled_in_one_action_with_what_changes_shown_before() {
    for who in counted() {
        let Who { keymap, lang, .. } = who;
        let desk = Desk::demo();
        let (at, _) = first_open(&desk, "nlrtm cosu");
        let (jobs, sailing) = booked_on_one_sailing(&desk, 5);
        let mut hands = sit(&desk, who);
        hands
            .counts_anew()
            .does(C::Queue, A::GoSearch)
            .types("nlrtm cosu")
            .does_times(at, C::Search, A::ListDown)
            .does(C::Search, A::SearchJobs)
            .does(C::Jobs, A::JobsMarkAll)
            .does(C::Jobs, A::JobRoll);
        // What changes: the cut-offs as they would be.
        hands.sees("what if", |shown| {
            let text = screen::text(shown);
            text.contains("> 1 ") && text.contains('→') && text.contains(&jobs[0])
        });
        for job in &jobs {
            assert_eq!(
                desk.json(&["show", job])["booking"]["rolls"],
                serde_json::json!([]),
                "nothing is done before it is agreed to"
            );
        }
        hands.does(C::Menu, A::MenuPick);
        wait_until(&mut hands, &desk, |desk| {
            jobs.iter()
                .all(|job| desk.json(&["show", job])["booking"]["rolls"][0].is_object())
        });
        println!(
            "roll of five, {keymap}, {lang}: {} keys and {} typed",
            hands.pressed, hands.typed
        );
        assert!(hands.pressed <= 8, "{} keys", hands.pressed);
        for job in &jobs {
            let rolls = &desk.json(&["show", job])["booking"]["rolls"];
            assert_eq!(rolls[0]["from"], sailing["id"], "{rolls}");
        }
        hands.leaves();
    }
}

/// A departure is entered where the voyage is closed, whichever way one came there.
#[test]
fn a_departure_is_entered_on_the_voyage_that_is_closed() {
    let desk = Desk::demo();
    for next in [false, true] {
        let mut hands = sit(&desk, Who::CHENLI);
        hands
            .does(C::Queue, A::GoVoyage)
            .sees("a voyage", |shown| marked(shown).contains("KF"));
        hands.session.settle();
        if next {
            let before = hands.session.text();
            hands
                .does(C::Voyage, A::VoyageNext)
                .sees("the next voyage", |shown| {
                    let text = screen::text(shown);
                    text.lines().nth(1) != before.lines().nth(1) && marked(shown).contains("KF")
                });
            hands.session.settle();
        }
        let job = hands.job();
        let sailing = desk.json(&["show", &job])["consignment"]["sailing"].clone();
        let vessel = sailing["vessel"].as_str().unwrap().to_owned();
        hands
            .does(C::Voyage, A::VoyageDepart)
            .reads("Departed at")
            .types("1113 0630")
            .does(C::Dialog, A::DialogEnter)
            .reads("Departure entered");
        let id = sailing["id"].as_str().unwrap();
        let all = desk.json(&["search", &vessel, "--all", "--limit", "50"]);
        let sailing = all
            .as_array()
            .unwrap()
            .iter()
            .find(|sailing| sailing["id"] == id);
        let atd = sailing.map(|sailing| sailing["atd"].clone());
        assert!(
            atd.as_ref()
                .is_some_and(|atd| atd.to_string().contains("11-13T06:30")),
            "{atd:?}\n{}",
            hands.session.text()
        );
        hands.leaves();
    }
}

/// What is done to marked lines is done to them, never to the line that the cursor went on to.
#[test]
fn what_is_done_with_lines_marked_is_done_to_those() {
    let desk = Desk::demo();
    let told = |job: &str| !desk.json(&["show", job])["booking"]["customer_told"].is_null();
    let mut hands = sit(&desk, Who::CHENLI);
    hands
        .does(C::Queue, A::QueueFilter)
        .types("action:tell")
        .does(C::Dialog, A::DialogEnter)
        .sees("the filter", |shown| {
            screen::text(shown).contains("action:tell")
        });
    hands.session.settle();
    let text = hands.session.text();
    let jobs: Vec<String> = text
        .lines()
        .filter(|line| line.contains(" tell ") && !line.contains('^'))
        .filter_map(|line| {
            line.split_whitespace()
                .find(|word| word.starts_with("KF2026"))
        })
        .map(str::to_owned)
        .collect();
    let (two, rest) = jobs.split_at(2);
    for job in two {
        hands.moves_to(job, C::Queue, |line| line.contains(job.as_str()));
        hands.does(C::Queue, A::JobsMark);
    }
    hands.reads("marked");
    // One at a time only: said, and done to nobody.
    for single in [A::JobCopy, A::JobCancel, A::JobConfirm, A::JobEdit] {
        hands.does(C::Queue, single).reads("one by one");
    }
    let all = desk.json(&["list"]).as_array().unwrap().len();
    hands.does(C::Queue, A::JobHold).reads("Done");
    hands.session.settle();
    let held: Vec<String> = desk
        .json(&["queue"])
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["holder"] == "chenli")
        .map(|line| line["job_no"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(held, two);
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), all);
    for job in two {
        hands.does(C::Queue, A::ListTop);
        hands.moves_to(job, C::Queue, |line| line.contains(job.as_str()));
        hands.does(C::Queue, A::JobsMark);
    }
    hands.does(C::Queue, A::JobTell).reads("Done");
    hands.session.settle();
    assert!(two.iter().all(|job| told(job)), "the marked ones");
    assert!(!rest.iter().any(|job| told(job)), "and no other");
    // One line marked alone is the one that is meant, too.
    let [first, second, ..] = rest else {
        panic!("{jobs:?}")
    };
    hands.does(C::Queue, A::ListTop);
    hands.moves_to(first, C::Queue, |line| line.contains(first.as_str()));
    hands.does(C::Queue, A::JobsMark);
    hands.sees("the cursor has gone on", |shown| {
        marked(shown).contains(second.as_str())
    });
    hands
        .does(C::Queue, A::QueueStep)
        .reads(&format!("{first} is"));
    assert!(told(first) && !told(second));
    // And back takes marks away before it leaves.
    hands.does(C::Queue, A::JobsMark).reads("marked");
    hands
        .does(C::Queue, A::AppBack)
        .sees("no marks", |shown| !screen::text(shown).contains("marked"));
    hands.leaves();
}
