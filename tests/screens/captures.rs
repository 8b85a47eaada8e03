//! Every screen in both languages at both sizes, compared with what was looked at and checked in.
//! `SHIPDESK_BLESS=1` writes them anew.

use std::path::PathBuf;

use shipdesk::keymap::{Action as A, Context as C};
use unicode_width::UnicodeWidthStr as _;

use crate::hands::{Hands, LANGS, SIZES, Who, sit};
use crate::support::desk::Desk;

/// How a screen is come to.
type Way = fn(&mut Hands);

/// What only a screen that is there whole shows, in English and in Chinese.
type Sign = [&'static str; 2];

const SCREENS: [(&str, Way, Sign); 29] = [
    ("queue", |_| {}, ["KF2026000002"; 2]),
    (
        "search",
        |hands| {
            hands.does(C::Queue, A::GoSearch).types("rotterdam cosu");
        },
        ["24 found", "24 条"],
    ),
    (
        "form-new",
        |hands| {
            hands.does(C::Queue, A::FormNew);
        },
        ["5~ 0."; 2],
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
        ["1! 0~"; 2],
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
        ["KMTC MUNDRA"; 2],
    ),
    (
        "form-sections",
        |hands| {
            hands
                .does(C::Queue, A::FormNew)
                .does(C::Form, A::FormSection);
        },
        ["> 1 "; 2],
    ),
    (
        "jobs",
        |hands| {
            hands.does(C::Queue, A::GoJobs);
        },
        ["KF2026000001"; 2],
    ),
    (
        "job",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000020")
                .does(C::Dialog, A::DialogEnter);
        },
        ["MATS610756044"; 2],
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
        ["CMDU123"; 2],
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
        ["> 1 "; 2],
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
        ["3.4d"; 2],
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
        ["> 1 "; 2],
    ),
    (
        "voyage",
        |hands| {
            hands.does(C::Queue, A::GoVoyage);
        },
        ["on all voyages", "全部航次"],
    ),
    (
        "handover",
        |hands| {
            hands.does(C::Queue, A::GoHandover);
        },
        ["1 to review", "1 项待评审"],
    ),
    (
        "import-file",
        |hands| {
            hands.does(C::Queue, A::GoImport).types("~/weekly");
        },
        ["weekly.csv"; 2],
    ),
    (
        "import-columns",
        |hands| {
            hands
                .does(C::Queue, A::GoImport)
                .types("~/weekly")
                .reads("weekly.csv")
                .does(C::Import, A::ImportChoose);
        },
        ["Landing"; 2],
    ),
    (
        "import-changes",
        |hands| {
            hands
                .does(C::Queue, A::GoImport)
                .types("~/weekly")
                .reads("weekly.csv")
                .does(C::Import, A::ImportChoose)
                .reads("Landing")
                .does(C::ImportKeys, A::ImportNext);
        },
        ["held back", "待定"],
    ),
    (
        "complete",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types(UNCONFIRMED)
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::QueueStep)
                .types("HC-27/0099");
        },
        ["HC-27/0099"; 2],
    ),
    (
        "drafts",
        |hands| {
            hands
                .does(C::Queue, A::FormNew)
                .types("苏州样板玩具有限公司")
                .does(C::Form, A::FormEnter)
                .types("HC-04")
                .does(C::Form, A::FormEnter)
                .does(C::Form, A::GoDrafts);
        },
        ["Kept", "保存于"],
    ),
    (
        "why-field",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000028")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobEdit)
                .does(C::Form, A::FormOpenNext)
                .does(C::Form, A::FormWhy);
        },
        ["created", "新建"],
    ),
    (
        "why-job",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000020")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobWhy);
        },
        ["Where the values", "各值来历"],
    ),
    (
        "templates",
        |hands| {
            hands
                .does(C::Queue, A::FormNew)
                .does(C::Form, A::FormTemplate);
        },
        ["玩具 USLAX"; 2],
    ),
    (
        "questions",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000028")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobAsk);
        },
        ["1. "; 2],
    ),
    (
        "take-over",
        |hands| {
            hands
                .does(C::Queue, A::GoHandover)
                .does(C::Handover, A::HandoverTake);
        },
        ["> 1 "; 2],
    ),
    (
        "status",
        |hands| {
            hands
                .does(C::Queue, A::GoJob)
                .types("KF2026000002")
                .does(C::Dialog, A::DialogEnter)
                .does(C::Job, A::JobStatus);
        },
        ["> 1 "; 2],
    ),
    (
        "command",
        |hands| {
            hands.does(C::Queue, A::AppCommand).types("go.");
        },
        ["go.search"; 2],
    ),
    (
        "prefix",
        |hands| {
            hands.session.send("g");
        },
        ["g …"; 2],
    ),
    (
        "help",
        |hands| {
            hands.does(C::Queue, A::AppHelp);
        },
        ["Keys that do", "此处可用"],
    ),
    (
        "palette",
        |hands| {
            hands.does(C::Queue, A::AppPalette).types("roll");
        },
        ["job.roll"; 2],
    ),
];

/// A booked job with a change that the customer has yet to confirm in writing.
const UNCONFIRMED: &str = "KF2026000016";

/// What some screens need to show something: a change without its papers, a template.
fn prepare(desk: &Desk) {
    let patch = r#"{"remarks":"一箱改为周五下午装"}"#;
    desk.json(&["--as", "wangfang", "amend", UNCONFIRMED, patch]);
    desk.json(&["template", "save", "玩具 USLAX", "KF2026000031"]);
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/screens")
}

// Each on a desk of its own, so that they run side by side.
#[test]
fn every_screen_is_as_it_was_looked_at_in_english_at_80x24() {
    captured(LANGS[0], SIZES[0]);
}

#[test]
fn every_screen_is_as_it_was_looked_at_in_english_at_132x43() {
    captured(LANGS[0], SIZES[1]);
}

#[test]
fn every_screen_is_as_it_was_looked_at_in_chinese_at_80x24() {
    captured(LANGS[1], SIZES[0]);
}

#[test]
fn every_screen_is_as_it_was_looked_at_in_chinese_at_132x43() {
    captured(LANGS[1], SIZES[1]);
}

fn captured(lang: &'static str, size: (u16, u16)) {
    let desk = Desk::demo();
    desk.file("weekly.csv", crate::importing::WEEKLY);
    prepare(&desk);
    let bless = std::env::var_os("SHIPDESK_BLESS").is_some();
    let mut differ = Vec::new();
    for (name, way, shows) in SCREENS {
        let mut hands = sit(&desk, Who::new("chenli", lang, size));
        way(&mut hands);
        hands.reads(shows[usize::from(lang == "zh")]);
        // A wide terminal shows the job beside its line, once it has come.
        if size.1 > 120 && ["queue", "jobs", "palette"].contains(&name) {
            hands.reads(if lang == "zh" {
                "│ 货物"
            } else {
                "│ Goods"
            });
        }
        hands.session.settle();
        let text = hands.session.text();
        if name == "prefix" {
            hands.session.send("x");
        }
        hands.leaves();
        // Whatever was touched is left as it was: the filter, a draft.
        clean(&desk, name == "form-findings");
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
    assert!(
        differ.is_empty(),
        "{} screens are not as they were (SHIPDESK_BLESS=1 writes them anew; look at them):\n{}",
        differ.len(),
        differ.join("\n")
    );
}

/// Throws away the drafts that a way left behind, and the filter where it set one.
fn clean(desk: &Desk, has_filter: bool) {
    for draft in desk.json(&["--as", "chenli", "drafts"]).as_array().unwrap() {
        let id = draft["draft"].as_str().unwrap();
        desk.json(&["--as", "chenli", "discard", id]);
    }
    if has_filter {
        let mut hands = sit(desk, Who::CHENLI);
        hands
            .does(C::Queue, A::QueueFilter)
            .does(C::Dialog, A::TextClear)
            .does(C::Dialog, A::DialogEnter)
            .reads("KF2026000002");
        hands.leaves();
    }
    // An item that was opened is in nobody's hands again.
    let held = |line: &serde_json::Value| !line["holder"].is_null();
    let queue = desk.json(&["queue"]);
    assert!(!queue.as_array().unwrap().iter().any(held), "{queue}");
}
