//! Every screen in both languages at both sizes, compared with what was looked at and checked in.
//! `SHIPDESK_BLESS=1` writes them anew.

use std::path::PathBuf;

use shipdesk::keymap::{Action as A, Context as C};
use unicode_width::UnicodeWidthStr as _;

use crate::hands::{Hands, LANGS, SIZES, Who, sit};
use crate::support::desk::Desk;

/// How a screen is come to, and what shows that it is there in either language.
type Way = fn(&mut Hands);

const SCREENS: [(&str, Way, &str); 16] = [
    ("queue", |_| {}, "KF2026000002"),
    (
        "search",
        |hands| {
            hands.does(C::Queue, A::GoSearch).types("rotterdam cosu");
        },
        "> COSU",
    ),
    (
        "form-new",
        |hands| {
            hands.does(C::Queue, A::FormNew);
        },
        "0!",
    ),
    (
        "form-findings",
        |hands| {
            hands
                .does(C::Queue, A::QueueFilter)
                .types("KF2026000026")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Queue, A::QueueOpen);
        },
        "1! 0~",
    ),
    (
        "form-lookup",
        |hands| {
            hands
                .does(C::Queue, A::FormNew)
                .does(C::Form, A::FormSection)
                .types("3")
                .does(C::Form, A::FormLookup)
                .types("xiamen");
        },
        "CNXMN",
    ),
    (
        "form-sections",
        |hands| {
            hands
                .does(C::Queue, A::FormNew)
                .does(C::Form, A::FormSection);
        },
        "8 ",
    ),
    (
        "jobs",
        |hands| {
            hands.does(C::Queue, A::GoJobs);
        },
        "KF2026000001",
    ),
    (
        "job",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000020")
                .does(C::Dialog, A::DialogEnter);
        },
        "MATS610756044",
    ),
    (
        "confirm",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000057")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobConfirm)
                .types("CMDU123");
        },
        "CMDU123",
    ),
    (
        "review",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000014")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobReview);
        },
        "> 1 ",
    ),
    (
        "amend",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000020")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobEdit)
                .types("!")
                .does(C::Form, A::FormSave);
        },
        "3.4d",
    ),
    (
        "roll",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000041")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobRoll);
        },
        "> 1 ",
    ),
    (
        "voyage",
        |hands| {
            hands.does(C::Queue, A::GoVoyage);
        },
        "COSCO SHIPPING",
    ),
    (
        "handover",
        |hands| {
            hands.does(C::Queue, A::GoHandover);
        },
        "KF2026000014",
    ),
    (
        "help",
        |hands| {
            hands.does(C::Queue, A::AppHelp);
        },
        "enter",
    ),
    (
        "palette",
        |hands| {
            hands.does(C::Queue, A::AppPalette).types("roll");
        },
        "job.roll",
    ),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/screens")
}

#[test]
fn every_screen_is_as_it_was_looked_at() {
    let desk = Desk::demo();
    let bless = std::env::var_os("SHIPDESK_BLESS").is_some();
    let mut differ = Vec::new();
    for lang in LANGS {
        for size in SIZES {
            for (name, way, shows) in SCREENS {
                let mut hands = sit(
                    &desk,
                    Who {
                        lang,
                        size,
                        ..Who::CHENLI
                    },
                );
                way(&mut hands);
                hands.reads(shows);
                hands.session.settle();
                let text = hands.session.text();
                hands.leaves();
                // Whatever was touched is left as it was: the filter, a draft.
                clean(&desk);
                for line in text.lines() {
                    assert!(line.width() <= usize::from(size.1), "{name}: {line}");
                    assert!(!line.contains('\u{fffd}'), "{name}: {line}");
                }
                assert!(
                    !text.contains("[tui.") && !text.contains("[action."),
                    "{text}"
                );
                let file = folder().join(format!("{name}.{lang}.{}x{}.txt", size.1, size.0));
                if bless {
                    std::fs::create_dir_all(folder()).unwrap();
                    std::fs::write(&file, &text).unwrap();
                    continue;
                }
                let known = std::fs::read_to_string(&file).unwrap_or_default();
                if known != text {
                    differ.push(format!("{}\n{text}", file.display()));
                }
            }
        }
    }
    assert!(
        differ.is_empty(),
        "{} screens are not as they were (SHIPDESK_BLESS=1 writes them anew; look at them):\n{}",
        differ.len(),
        differ.join("\n")
    );
}

/// Throws away the drafts and the filter that a way left behind.
fn clean(desk: &Desk) {
    for draft in desk.json(&["--as", "chenli", "drafts"]).as_array().unwrap() {
        let id = draft["draft"].as_str().unwrap();
        desk.json(&["--as", "chenli", "discard", id]);
    }
    let mut hands = sit(desk, Who::CHENLI);
    hands
        .does(C::Queue, A::QueueFilter)
        .does(C::Dialog, A::TextClear)
        .does(C::Dialog, A::DialogEnter)
        .reads("KF2026000002");
    hands.leaves();
    // An item that was opened is in nobody's hands again.
    let held = |line: &serde_json::Value| !line["holder"].is_null();
    let queue = desk.json(&["queue"]);
    assert!(!queue.as_array().unwrap().iter().any(held), "{queue}");
}
