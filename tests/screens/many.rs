//! Several operators on one queue at once: no item is handled twice, nobody's cursor is moved.

use std::collections::BTreeSet;

use shipdesk::keymap::{Action as A, Context as C};
use vt100::Screen;

use crate::hands::{Hands, Who, everywhere, marked, sit};
use crate::support::desk::Desk;
use crate::support::screen;

/// The demo's operators that may take jobs in hand.
fn operators(desk: &Desk) -> Vec<String> {
    desk.json(&["operator", "list"])
        .as_array()
        .unwrap()
        .iter()
        .filter(|operator| {
            let roles = operator["roles"].as_array().unwrap();
            roles
                .iter()
                .any(|role| role != "auditor" && role != "administrator")
        })
        .map(|operator| operator["name"].as_str().unwrap().to_owned())
        .collect()
}

fn at_once(desk: &Desk, names: &[String]) -> Vec<Hands> {
    names
        .iter()
        .map(|name| {
            sit(
                desk,
                Who {
                    name,
                    ..Who::CHENLI
                },
            )
        })
        .collect()
}

/// The job that a screen is about: the form's, or the job's own.
fn open_job(shown: &Screen) -> Option<String> {
    let text = screen::text(shown);
    if text.lines().any(|line| line.starts_with("  Job ")) {
        return None;
    }
    text.split_whitespace()
        .find(|word| word.starts_with("KF2026"))
        .map(str::to_owned)
}

#[test]
fn four_operators_who_press_for_the_next_item_get_four_items() {
    let desk = Desk::demo();
    let names = operators(&desk);
    assert!(names.len() >= 4, "{names:?}");
    let mut all = at_once(&desk, &names[..4]);
    for hands in &mut all {
        hands.does(C::Queue, A::QueueNext);
    }
    let mut taken = BTreeSet::new();
    for hands in &mut all {
        hands.sees("an item", |shown| open_job(shown).is_some());
        taken.insert(hands.session.look(open_job).unwrap());
    }
    assert_eq!(taken.len(), 4, "{taken:?}");
    // The screens say in whose hands each one is.
    let held: Vec<_> = desk
        .json(&["queue"])
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| !line["holder"].is_null())
        .map(|line| line["job_no"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), taken);
    // A screen's hold lapses with its session, however that ends.
    let mut gone = all.remove(0);
    gone.session.kill();
    drop(gone);
    let lapsed = (0..200).any(|_| {
        let held = desk
            .json(&["queue"])
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| !line["holder"].is_null())
            .count();
        held == 3
    });
    assert!(lapsed, "the hold outlived its session");
}

/// Two and four operators work the same queue from its top, as fast as it goes; each item is done
/// once, whoever was first.
#[test]
fn no_item_is_handled_twice() {
    for count in [2, 4] {
        let desk = Desk::demo();
        let names = operators(&desk);
        let mut all = at_once(&desk, &names[..count]);
        let telling: Vec<String> = desk
            .json(&["queue"])
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["action"] == "tell")
            .map(|line| line["job_no"].as_str().unwrap().to_owned())
            .collect();
        assert!(telling.len() >= 7, "{telling:?}");
        for hands in &mut all {
            hands
                .does(C::Queue, A::QueueFilter)
                .types("action:tell")
                .does(C::Dialog, A::DialogEnter);
        }
        // Every one of them presses for every item, and again for each that another had first.
        for _ in 0..2 * telling.len() {
            for hands in &mut all {
                hands.does(C::Queue, A::QueueStep);
            }
        }
        for hands in &mut all {
            // What a colleague finished under the cursor stands there as done.
            hands.sees("nothing left to tell", |shown| {
                let text = screen::text(shown);
                text.lines()
                    .nth(1)
                    .is_some_and(|head| head.starts_with("0 "))
            });
        }
        for job in &telling {
            let told = desk.json(&["show", job])["timeline"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|entry| entry["event"] == "told" && entry["by"] != "carrier")
                .filter(|entry| {
                    entry["at"]
                        .as_str()
                        .is_some_and(|at| at.starts_with("2026-11-24T10:00"))
                })
                .count();
            assert_eq!(told, 1, "{job} with {count} operators");
        }
    }
}

#[test]
fn a_colleagues_work_appears_and_moves_nobodys_cursor() {
    let desk = Desk::demo();
    let names = operators(&desk);
    let mut all = at_once(&desk, &names[..2]);
    let mut other = all.pop().unwrap();
    let mut own = all.pop().unwrap();
    // The one stands far down; the other works off items above.
    own.does_times(14, C::Queue, A::ListDown);
    own.sees("the fifteenth line", |shown| {
        screen::text(shown)
            .lines()
            .position(|line| line.starts_with('>'))
            == Some(17)
    });
    let job = own.session.look(|shown| {
        marked(shown)
            .split_whitespace()
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    });
    let count = |shown: &Screen| -> usize {
        let text = screen::text(shown);
        let head = text.lines().nth(1).unwrap_or_default();
        head.split_whitespace()
            .next()
            .unwrap_or_default()
            .parse()
            .unwrap_or(0)
    };
    let before = own.session.look(count);
    other
        .does(C::Queue, A::QueueFilter)
        .types("action:tell")
        .does(C::Dialog, A::DialogEnter)
        .does_times(3, C::Queue, A::QueueStep);
    own.sees("three items fewer", |shown| count(shown) == before - 3);
    own.sees("the cursor on its job", |shown| {
        marked(shown).contains(&job)
    });
    // And its height on the screen is the same as far as the list goes.
    own.does(C::Queue, A::QueueStep);
    own.sees("its own step, on its own job", |shown| {
        let text = screen::text(shown);
        !marked(shown).contains(&job) || text.contains("> 1 ")
    });
}

/// Who holds what, by the desk.
fn holders(desk: &Desk) -> Vec<(String, String)> {
    let queue = desk.json(&["queue"]);
    let lines = queue.as_array().unwrap().iter();
    let word = |line: &serde_json::Value, name: &str| line[name].as_str().map(str::to_owned);
    lines
        .filter_map(|line| Some((word(line, "job_no")?, word(line, "holder")?)))
        .collect()
}

#[test]
fn who_looks_through_the_queue_holds_only_what_is_looked_at() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::CHENLI);
    // Those to be marked open on the job's own screen; another's filter is not in the way.
    hands
        .does(C::Queue, A::QueueFilter)
        .types("action:status")
        .does(C::Dialog, A::DialogEnter)
        .sees("the filter", |shown| {
            screen::text(shown).contains("action:status")
        });
    hands.session.settle();
    let kept: Vec<String> = hands
        .session
        .text()
        .lines()
        .filter_map(|line| {
            line.split_whitespace()
                .find(|word| word.starts_with("KF2026"))
        })
        .map(str::to_owned)
        .collect();
    assert!(kept.len() >= 3, "{kept:?}");
    hands.does(C::Queue, A::QueueNext);
    for (at, job) in kept.iter().enumerate() {
        hands.sees(&format!("item {at}, {job}"), |shown| {
            open_job(shown).as_deref() == Some(job)
        });
        hands.session.settle();
        assert_eq!(
            holders(&desk),
            [(job.clone(), "chenli".to_owned())],
            "item {at}"
        );
        hands.does(C::Job, A::QueueNext);
    }
    hands.reads("That was the last");
    hands.session.settle();
    assert_eq!(holders(&desk), [], "all given back");
    // From the top again; what the operator keeps on purpose stays held.
    hands
        .does(C::Queue, A::QueueNext)
        .sees("the first", |shown| {
            open_job(shown).as_ref() == kept.first()
        });
    hands.does(C::Job, A::JobHold).reads("Taken in hand");
    hands
        .does(C::Job, A::QueueNext)
        .sees("the second", |shown| {
            open_job(shown).as_ref() == kept.get(1)
        });
    hands.session.settle();
    let held: Vec<String> = holders(&desk).into_iter().map(|(job, _)| job).collect();
    assert_eq!(held, kept[..2]);
}

#[test]
fn what_is_half_done_stays_held() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::CHENLI);
    hands
        .does(C::Queue, A::QueueFilter)
        .types("action:settle")
        .does(C::Dialog, A::DialogEnter)
        .sees("the filter", |shown| {
            screen::text(shown).contains("action:settle")
        });
    hands.session.settle();
    hands.does(C::Queue, A::QueueNext);
    hands.sees("a form", |shown| open_job(shown).is_some());
    let job = hands.session.look(open_job).expect("a job");
    assert_eq!(holders(&desk), [(job.clone(), "chenli".to_owned())]);
    // Left as it was, it is free.
    hands.does(C::Form, A::AppBack).reads("overdue");
    hands.session.settle();
    assert_eq!(holders(&desk), []);
    hands.does(C::Queue, A::QueueNext);
    hands.sees("the same form", |shown| {
        open_job(shown).as_ref() == Some(&job)
    });
    hands.does(C::Form, A::FormSection).types("1").types("8");
    hands.does(C::Form, A::AppBack).reads("kept as a draft");
    hands.session.settle();
    assert_eq!(holders(&desk), [(job, "chenli".to_owned())]);
}

/// A job in somebody's form is in that somebody's hands, and free again once it is left as it is stored.
#[test]
fn what_is_edited_is_in_hand() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::CHENLI);
    hands.sees("the queue", |shown| marked(shown).contains("KF2026"));
    let job = hands.job();
    hands.does(C::Queue, A::JobEdit).sees("its form", |shown| {
        screen::text(shown).contains("Consignment")
    });
    hands.session.settle();
    assert_eq!(holders(&desk), [(job, "chenli".to_owned())]);
    hands.does(C::Form, A::AppBack).reads("overdue");
    hands.session.settle();
    assert_eq!(holders(&desk), []);
    hands.leaves();
}

/// A colleague finishes what is under the cursor: it stays there, done, and a key on its way to it does
/// nothing to the line behind it.
#[test]
fn what_a_colleague_finished_under_the_cursor_stays_there_until_the_cursor_leaves() {
    for who in everywhere() {
        let desk = Desk::demo();
        let job = "KF2026000022";
        let mut hands = sit(
            &desk,
            Who {
                name: "wangfang",
                ..who
            },
        );
        hands.moves_to("the line", C::Queue, |line| line.contains(job));
        let told = |desk: &Desk| {
            let queue = desk.json(&["queue", "--as", "wangfang"]);
            let lines = queue.as_array().unwrap().clone();
            let tell = lines.iter().filter(|line| line["action"] == "tell");
            tell.map(|line| line["job_no"].clone()).collect::<Vec<_>>()
        };
        desk.json(&["--as", "chenli", "tell", job]);
        let left = told(&desk);
        let done = if who.lang == "zh" { "已办" } else { "done" };
        hands.sees("the line done by chenli", |shown| {
            let line = marked(shown);
            line.contains(job) && line.contains(done) && line.contains("chenli")
        });
        let shows = move |shown: &Screen| {
            let text = screen::text(shown);
            text.lines().any(|line| {
                line.contains(job) && line.contains(done) && line.starts_with([' ', '>'])
            })
        };
        // A key on its way to it, or the cursor leaving it, and it is gone.
        if who.size.1 == 80 {
            hands.does(C::Queue, A::QueueStep);
        } else {
            hands.does(C::Queue, A::ListDown);
        }
        hands.sees("the line gone", |shown| {
            !marked(shown).is_empty() && !shows(shown)
        });
        hands.session.settle();
        assert_eq!(told(&desk), left, "nothing else was told");
        hands.leaves();
    }
}

#[test]
fn a_voyage_shows_what_a_colleague_marks_on_it() {
    for who in everywhere() {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        hands.does(C::Queue, A::GoVoyage);
        hands.sees("a job to mark", |shown| marked(shown).contains("KF"));
        let job = hands.job();
        let shipped = if who.lang == "zh" {
            "出运"
        } else {
            "shipped"
        };
        desk.json(&["--as", "wangfang", "status", &job, "shipped"]);
        hands.sees("the colleague's mark", |shown| {
            let line = marked(shown);
            line.contains(&job) && line.contains(shipped)
        });
    }
}
