//! A change to a booked job (3.4d), seen through on the screen: what changes beside what was, the
//! customer's written confirmation, the charges, the original clerk's review, the departments told.

use serde_json::Value;
use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, LANGS, SIZES, Who, sit};
use crate::support::desk::Desk;
use crate::support::screen;

/// What the screens call things, in English and in Chinese.
struct Words {
    packages: &'static str,
    was: &'static str,
    becomes: &'static str,
    no_charges: &'static str,
    unread_charges: &'static str,
    department: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        packages: "Packages",
        was: "was",
        becomes: "becomes",
        no_charges: "no charges",
        unread_charges: "No charges: type",
        department: "documents",
    },
    Words {
        packages: "件数",
        was: "原为",
        becomes: "改为",
        no_charges: "无费用",
        unread_charges: "费用读不懂",
        department: "单证",
    },
];

/// Enters other packages on the confirmed job under the marker of a list of chenli's jobs, up to the
/// dialog; the job's number and what the packages were.
fn changes_the_packages(desk: &Desk, hands: &mut Hands, words: &Words) -> (String, String) {
    hands
        .does(C::Queue, A::GoJobs)
        .does(C::Jobs, A::QueueFilter)
        .types("stage:confirmed clerk:chenli")
        .does(C::Dialog, A::DialogEnter)
        .sees("only such jobs", |shown| {
            let text = screen::text(shown);
            let head = text.lines().nth(1).unwrap_or_default();
            head.contains("clerk:chenli") && text.contains("KF2026") && !head.starts_with("60 ")
        });
    // The first whose amendments are none, as nothing says on the line: the desk is asked.
    let fresh = |line: &str| {
        let job = line.split_whitespace().find(|word| word.starts_with("KF"));
        job.is_some_and(|job| desk.json(&["show", job])["amendments"] == serde_json::json!([]))
    };
    hands.moves_to("a job without amendments", C::Jobs, fresh);
    let job = hands.job();
    let was = desk.json(&["show", &job])["consignment"]["cargo"][0]["packages"].to_string();
    hands
        .does(C::Jobs, A::JobAmend)
        .sees("the job in the form", |shown| {
            screen::text(shown)
                .lines()
                .nth(1)
                .is_some_and(|line| line.contains(&job))
        })
        .moves_by(A::FormNext, "packages", C::Form, |line| {
            line.contains(words.packages)
        })
        .does(C::Form, A::TextClear)
        .types("777")
        .does(C::Form, A::FormSave)
        .sees("what changes beside what was", |shown| {
            let text = screen::text(shown);
            let head = text
                .lines()
                .find(|line| line.contains(words.was) && line.contains(words.becomes));
            let row = text
                .lines()
                .find(|line| line.starts_with(words.packages) && line.contains(&was));
            head.is_some() && row.is_some_and(|row| row.ends_with("777"))
        });
    (job, was)
}

fn amendment(desk: &Desk, job: &str) -> Value {
    desk.json(&["show", job])["amendments"][0].clone()
}

/// The queue's line of a job, which needs that.
fn in_the_queue(hands: &mut Hands, desk: &Desk, job: &str, action: &str) {
    let queue = desk.json(&["queue"]);
    let line = queue
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["job_no"] == job)
        .unwrap_or_else(|| panic!("{job} is not in the queue"));
    assert_eq!(line["action"], action, "{line}");
    hands
        .does(C::Job, A::GoQueue)
        .moves_to(job, C::Queue, |line| line.contains(job));
}

#[test]
fn an_amendment_is_confirmed_charged_reviewed_and_told_to_the_departments() {
    for (lang, size, words) in [
        (LANGS[0], SIZES[0], &WORDS[0]),
        (LANGS[1], SIZES[0], &WORDS[1]),
        (LANGS[0], SIZES[1], &WORDS[0]),
        (LANGS[1], SIZES[1], &WORDS[1]),
    ] {
        let desk = Desk::demo();
        // A colleague enters it before the customer has written.
        let mut colleague = sit(&desk, Who::new("wangfang", lang, size));
        let (job, was) = changes_the_packages(&desk, &mut colleague, words);
        colleague.does(C::Dialog, A::DialogSend).reads("3.4d").sees(
            "that it waits for its papers",
            |shown| {
                let text = screen::text(shown);
                text.contains("confirmation or charges") || text.contains("尚缺书面确认或费用")
            },
        );
        let waiting = amendment(&desk, &job);
        assert_eq!(waiting["state"], "pending");
        assert_eq!(waiting["confirmation"], Value::Null);
        assert_eq!(waiting["requested_by"], "wangfang");

        // The customer writes: the queue's step asks for the confirmation and the charges.
        in_the_queue(&mut colleague, &desk, &job, "settle");
        colleague.counts_anew().does(C::Queue, A::QueueStep).sees(
            "the papers asked for, beside what changes",
            |shown| {
                let text = screen::text(shown);
                let row = text
                    .lines()
                    .find(|line| line.starts_with(words.packages) && line.contains(&was));
                row.is_some_and(|row| row.ends_with("777")) && text.contains("HC-27")
            },
        );
        colleague
            .types("HC-27/0099")
            .does(C::Dialog, A::DialogNext)
            .does(C::Dialog, A::DialogNext)
            .types("a lot")
            .does(C::Dialog, A::DialogSend)
            .reads(words.unread_charges)
            .does(C::Dialog, A::TextClear)
            .types("AMD 150 CNY")
            .does(C::Dialog, A::DialogSend)
            .sees("that it waits for the original clerk", |shown| {
                let text = screen::text(shown);
                text.contains("waits for chenli") || text.contains("待 chenli 评审")
            });
        println!(
            "completing an amendment, {lang}: {} keys and {} typed",
            colleague.pressed, colleague.typed
        );
        let complete = amendment(&desk, &job);
        assert_eq!(complete["confirmation"], "HC-27/0099", "{complete}");
        assert_eq!(complete["charges"][0]["code"], "AMD", "{complete}");
        assert_eq!(complete["state"], "pending", "not without the review");
        assert!(complete["confirmed_by"].is_string(), "{complete}");

        // The original clerk reviews it, and the departments of the table are told.
        let mut clerk = sit(&desk, Who::new("chenli", lang, size));
        in_the_queue(&mut clerk, &desk, &job, "review");
        clerk
            .counts_anew()
            .does(C::Queue, A::QueueStep)
            .sees("what is reviewed", |shown| {
                let text = screen::text(shown);
                text.contains("HC-27/0099")
                    && text.contains("AMD 150.00 CNY")
                    && text.contains("wangfang")
                    && text
                        .lines()
                        .any(|line| line.starts_with(words.packages) && line.ends_with("777"))
            })
            .does(C::Menu, A::MenuPick)
            .sees("in force, and who was told", |shown| {
                let text = screen::text(shown);
                (text.contains("is in force; told:") || text.contains("已生效；已通知"))
                    && text.contains(words.department)
            });
        println!("reviewing it, {lang}: {} keys", clerk.pressed);
        assert!(clerk.pressed <= 3);
        let done = desk.json(&["show", &job]);
        let amended = &done["amendments"][0];
        assert_eq!(amended["state"], "accepted");
        assert_eq!(amended["reviewed_by"], "chenli");
        assert!(!amended["notified"].as_array().unwrap().is_empty());
        assert_eq!(done["consignment"]["cargo"][0]["packages"], 777);
        assert_eq!(done["consignment"]["charges"][0]["code"], "AMD");
        // The job's own page says it all, at the amendment's line.
        clerk
            .opens(&job)
            .moves_to("the amendment", C::Job, |line| line.contains("wangfang"))
            .sees("the amendment in full", |shown| {
                let text = screen::text(shown);
                text.contains("HC-27/0099") && text.contains(&format!("{was} → 777"))
            });
        clerk.leaves();
        colleague.leaves();
    }
}

#[test]
fn the_original_clerks_own_amendment_is_in_force_with_its_papers() {
    for (lang, words) in [(LANGS[0], &WORDS[0]), (LANGS[1], &WORDS[1])] {
        let desk = Desk::demo();
        let mut clerk = sit(&desk, Who::new("chenli", lang, SIZES[0]));
        let (job, _) = changes_the_packages(&desk, &mut clerk, words);
        clerk.does(C::Dialog, A::DialogSend).reads(&job);
        // On the job's own page the open finding leads there as well, and so does its key.
        clerk
            .does(C::Job, A::JobReview)
            .sees("to complete it or reject it", |shown| {
                screen::text(shown).contains("> 1 ")
            })
            .does(C::Menu, A::MenuPick)
            .types("HC-27/7")
            .does(C::Dialog, A::DialogNext)
            .does(C::Dialog, A::DialogNext)
            .types("0")
            .does(C::Dialog, A::DialogSend)
            .sees("in force", |shown| {
                let text = screen::text(shown);
                text.contains("is in force; told:") || text.contains("已生效；已通知")
            })
            .reads(words.no_charges);
        let amended = amendment(&desk, &job);
        assert_eq!(amended["state"], "accepted", "{amended}");
        assert_eq!(amended["charges"], serde_json::json!([]));
        clerk.leaves();
    }
}

#[test]
fn a_reply_that_refuses_the_change_is_no_confirmation_of_it() {
    let refusals = [("says no", "HC-27/8"), ("表示不同意", "HC-27/8")];
    for ((lang, words), (refused, reference)) in [(LANGS[0], &WORDS[0]), (LANGS[1], &WORDS[1])]
        .into_iter()
        .zip(refusals)
    {
        let desk = Desk::demo();
        let mut clerk = sit(&desk, Who::new("chenli", lang, SIZES[0]));
        let (job, _) = changes_the_packages(&desk, &mut clerk, words);
        clerk
            .types("不同意更改，王芳 9:30")
            .does(C::Dialog, A::DialogSend)
            .reads(refused);
        assert_eq!(
            desk.json(&["show", &job])["amendments"],
            serde_json::json!([])
        );
        // What was typed is there to be mended.
        clerk
            .does(C::Dialog, A::TextClear)
            .types(reference)
            .does(C::Dialog, A::DialogSend)
            .reads(&job);
        let entered = amendment(&desk, &job);
        assert_eq!(entered["confirmation"], reference, "{entered}");
        assert_eq!(entered["state"], "pending");
        clerk.leaves();
    }
}

#[test]
fn the_route_manager_reviews_for_an_absent_clerk_with_a_note_and_a_refusal_loses_nothing() {
    let desk = Desk::demo();
    let waiting = desk
        .json(&["queue"])
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["action"] == "review")
        .map(|line| line["job_no"].as_str().unwrap().to_owned())
        .expect("the demo has an amendment that waits for its review");
    // Neither the one who entered it nor another clerk may.
    let mut colleague = sit(&desk, Who::new("wangfang", "en", SIZES[0]));
    in_the_queue(&mut colleague, &desk, &waiting, "review");
    colleague
        .does(C::Queue, A::QueueStep)
        .sees("the verdicts", |shown| screen::text(shown).contains("> 1 "))
        .does(C::Menu, A::MenuPick)
        .reads("may not review");
    assert_eq!(amendment(&desk, &waiting)["state"], "pending");
    colleague.leaves();
    let mut manager = sit(&desk, Who::new("zhaolei", "en", SIZES[0]));
    in_the_queue(&mut manager, &desk, &waiting, "review");
    manager
        .does(C::Queue, A::QueueStep)
        .sees("the verdicts", |shown| screen::text(shown).contains("> 1 "))
        .does(C::Menu, A::MenuPick)
        .reads("absence")
        // Without the note it is refused, and asked again.
        .does(C::Dialog, A::DialogSend)
        .reads("may not review")
        .types("chenli is on leave until Monday")
        .does(C::Dialog, A::DialogSend)
        .reads("is in force; told:");
    let amended = amendment(&desk, &waiting);
    assert_eq!(amended["state"], "accepted", "{amended}");
    assert_eq!(amended["reviewed_by"], "zhaolei");
    let timeline = desk.json(&["show", &waiting])["timeline"].to_string();
    assert!(timeline.contains("on leave until Monday"), "{timeline}");
    manager.leaves();
}

/// A colleague's change came first: what was given for one's own is asked for again as it was given.
#[test]
fn the_papers_stay_where_a_colleague_was_first() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::new("wangfang", LANGS[0], SIZES[0]));
    let (job, _) = changes_the_packages(&desk, &mut hands, &WORDS[0]);
    let remarks = r#"{"remarks":"by Friday"}"#;
    let papers = ["--confirmation", "HC27-A", "--no-charge"];
    let first = [&["--as", "chenli", "amend", &job, remarks][..], &papers].concat();
    desk.json(&first);
    hands
        .types("HC27-B")
        .does(C::Dialog, A::DialogNext)
        .does(C::Dialog, A::DialogNext)
        .types("0")
        .does(C::Dialog, A::DialogSend)
        .reads("chenli was first")
        .does(C::Form, A::FormSave)
        .sees("the papers as they were given", |shown| {
            let text = screen::text(shown);
            text.contains("HC27-B") && text.lines().any(|line| line.trim_end().ends_with(" 0"))
        })
        .does(C::Dialog, A::DialogSend);
    hands.sees("the amendment", |shown| {
        screen::text(shown).contains("HC27-B")
    });
    let amendments = desk.json(&["show", &job])["amendments"].clone();
    assert_eq!(amendments[1]["confirmation"], "HC27-B", "{amendments}");
    assert_eq!(
        amendments[1]["charges"],
        serde_json::json!([]),
        "{amendments}"
    );
    hands.leaves();
}
