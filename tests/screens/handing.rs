//! Hand-over: what an operator holds, what was asked of whom, until when, on one page; a colleague
//! takes all of it with one key, the right of review included.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, LANGS, SIZES, Who, marked, sit};
use crate::support::desk::Desk;
use crate::support::screen;

/// A draft of chenli's in the queue with a question that the customer can be asked, found on the
/// screen.
fn a_job_with_a_question(desk: &Desk, hands: &mut Hands) -> String {
    let askable = |line: &str| {
        let Some(job) = line.split_whitespace().find(|word| word.starts_with("KF")) else {
            return false;
        };
        let view = desk.json(&["show", job]);
        view["clerk"] == "chenli"
            && view["stage"] == "draft"
            && view["findings"]
                .as_array()
                .unwrap()
                .iter()
                .any(|finding| finding["state"] == "open" && finding["ask"].is_string())
    };
    hands.moves_to("a draft with a question", C::Queue, askable);
    hands.job()
}

/// The hand-over page of an operator, come to by its key.
fn page_of(hands: &mut Hands, name: &str) {
    hands.does(C::Queue, A::GoHandover);
    for _ in 0..8 {
        hands.sees("a page", |shown| {
            let text = screen::text(shown);
            let title = text.lines().next().unwrap_or_default();
            title.contains("Hand-over") || title.contains("交班")
        });
        if hands.session.look(head).starts_with(name) {
            return;
        }
        let whose = |shown: &vt100::Screen| {
            let head = head(shown);
            head.split([':', '：'])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let before = hands.session.look(whose);
        hands.does(C::Handover, A::HandoverNext);
        hands.sees("the next page", |shown| whose(shown) != before);
    }
    panic!("no page of {name}\n{}", hands.session.text());
}

fn head(shown: &vt100::Screen) -> String {
    screen::text(shown)
        .lines()
        .nth(1)
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn what_is_held_and_asked_is_on_one_page_and_taken_over_with_one_key() {
    for (lang, size) in [
        (LANGS[0], SIZES[0]),
        (LANGS[1], SIZES[0]),
        (LANGS[0], SIZES[1]),
        (LANGS[1], SIZES[1]),
    ] {
        let desk = Desk::demo();
        desk.json(&["operator", "add", "li.na", "--roles", "clerk"]);
        // The clerk asks a customer, sends it, and takes the job in hand.
        let mut clerk = sit(&desk, Who::new("chenli", lang, size));
        let asked = a_job_with_a_question(&desk, &mut clerk);
        clerk
            .does(C::Queue, A::JobAsk)
            .reads("1. ")
            .does(C::Page, A::PageClose)
            .sees("was it sent?", |shown| screen::text(shown).contains("> 1 "))
            .does(C::Menu, A::MenuPick)
            .sees("marked as asked", |shown| {
                let text = screen::text(shown);
                text.contains("Marked as asked") || text.contains("已标为已问")
            })
            .moves_to("that job", C::Queue, |line| line.contains(&asked))
            .does(C::Queue, A::JobHold)
            .sees("in hand", |shown| marked(shown).contains("chenli"));
        let view = desk.json(&["show", &asked]);
        let question = view["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["state"] == "open" && finding["ask"].is_string())
            .unwrap();
        // Whoever can answer it is asked; the customer, where only a changed value settles it.
        let of = ["customer", "salesperson", "carrier"]
            .into_iter()
            .find(|party| question["answers"].to_string().contains(party))
            .unwrap_or("customer");

        // The colleague sees it on the clerk's page: what, of whom, when, by whom.
        let mut colleague = sit(&desk, Who::new("li.na", lang, size));
        page_of(&mut colleague, "chenli");
        colleague
            .moves_to("the job in hand", C::Handover, |line| {
                line.contains(&asked) && line.contains('*')
            })
            .sees("what was asked of whom", |shown| {
                let text = screen::text(shown);
                text.contains(&format!("Asked of the {of} 11-24 10:00 by chenli"))
                    || text.contains("11-24 10:00 chenli 问")
            });
        let lines = colleague.session.look(screen::text);
        assert!(
            lines.lines().filter(|line| line.contains("KF2026")).count() >= 8,
            "{lines}"
        );

        // One key, and all of it is the colleague's.
        colleague
            .counts_anew()
            .does(C::Handover, A::HandoverTake)
            .sees("taken over", |shown| {
                let text = screen::text(shown);
                text.contains("Taken over from chenli: 1 job in your hands")
                    || text.contains("已接 chenli 的班：1 票")
            });
        println!("taking everything over, {lang}: {} key", colleague.pressed);
        assert_eq!(colleague.pressed, 1);
        let holder = |job: &str| {
            desk.json(&["queue"])
                .as_array()
                .unwrap()
                .iter()
                .find(|line| line["job_no"] == job)
                .map(|line| line["holder"].clone())
        };
        assert_eq!(holder(&asked), Some(serde_json::json!("li.na")));
        clerk.sees("in the colleague's hands", |shown| {
            marked(shown).contains("li.na")
        });
        // The right of review, too: what waited for the clerk.
        let waiting = desk
            .json(&["queue"])
            .as_array()
            .unwrap()
            .iter()
            .find(|line| line["action"] == "review" && line["clerk"] == "chenli")
            .map(|line| line["job_no"].as_str().unwrap().to_owned())
            .expect("an amendment that waits for chenli");
        colleague
            .does(C::Handover, A::GoQueue)
            .moves_to("the amendment", C::Queue, |line| line.contains(&waiting))
            .does(C::Queue, A::QueueStep)
            .sees("the verdicts", |shown| screen::text(shown).contains("> 1 "))
            .does(C::Menu, A::MenuPick)
            .sees("in force", |shown| {
                let text = screen::text(shown);
                text.contains("is in force; told:") || text.contains("已生效；已通知")
            });
        let reviewed = desk.json(&["show", &waiting]);
        assert_eq!(reviewed["amendments"][0]["reviewed_by"], "li.na");
        // And it is in the log.
        let log = desk.run(&["export", "audit", "--format", "ndjson"]).out;
        assert!(
            log.lines()
                .any(|line| line.contains("taken over") && line.contains("li.na")),
            "{log}"
        );
        colleague.leaves();
        clerk.leaves();
    }
}

/// What was asked, and what was put off, of jobs whose cut-off the queue does not look ahead to.
#[test]
fn what_waits_is_on_the_page_however_far_off_its_cut_off_is() {
    for (lang, size) in [(LANGS[0], SIZES[0]), (LANGS[1], SIZES[1])] {
        let desk = Desk::demo();
        desk.json(&["operator", "add", "li.na", "--roles", "clerk"]);
        let queue = desk.json(&["queue"]).to_string();
        let drafts = desk.json(&["list", "--stage", "draft"]);
        let far = |fits: &dyn Fn(&serde_json::Value) -> bool| -> (String, String) {
            let jobs = drafts.as_array().unwrap().iter();
            let own = jobs.filter(|line| line["clerk"] == "chenli");
            let mut far = own.filter(|line| !queue.contains(line["job_no"].as_str().unwrap()));
            far.find_map(|line| {
                let job = line["job_no"].as_str().unwrap();
                let view = desk.json(&["show", job]);
                let found = view["findings"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|f| fits(f))?;
                Some((job.to_owned(), found["rule"].as_str().unwrap().to_owned()))
            })
            .expect("such a draft in the demo")
        };
        let (asked, _) = far(&|finding| {
            finding["state"] == "open" && finding["answers"].to_string().contains("carrier")
        });
        let (later, rule) = far(&|finding| finding["answers"].to_string().contains("later"));
        let mut clerk = sit(&desk, Who::new("chenli", lang, size));
        page_of(&mut clerk, "chenli");
        clerk.session.settle();
        let before = clerk.session.text();
        assert!(
            !before.contains(&asked) && !before.contains(&later),
            "{before}"
        );
        // Asked and put off while the page is looked at: it follows.
        desk.json(&["ask", &asked, "--sent", "--as", "chenli"]);
        desk.json(&[
            "defer",
            &later,
            &rule,
            "--until",
            "2026-11-27T16:00:00+08:00",
            "--by",
            "Mary",
            "--as",
            "chenli",
        ]);
        let (of, until) = match lang {
            "en" => ("asked the carrier 11-24", "until 11-27 16:00"),
            _ => ("11-24 已问船公司", "截至 11-27 16:00"),
        };
        for who in ["chenli", "li.na"] {
            let mut hands = sit(&desk, Who::new(who, lang, size));
            page_of(&mut hands, "chenli");
            hands
                .moves_to("what was asked", C::Handover, |line| line.contains(&asked))
                .reads(of)
                .moves_by(A::ListUp, "what was put off", C::Handover, |line| {
                    line.contains(&later)
                })
                .reads(until)
                .reads("Mary");
            hands.leaves();
        }
        clerk.session.settle();
        clerk
            .does(C::Handover, A::ListBottom)
            .sees("on the page that was open", |shown| {
                let text = screen::text(shown);
                text.contains(&asked) && text.contains(&later)
            });
        clerk.leaves();
    }
}
