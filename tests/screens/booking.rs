//! Booking with the hands alone: a repeat, and a first one.

use shipdesk::keymap::{Action as A, Context as C};
use vt100::Screen;

use crate::hands::{Hands, Who, counted, first_open, sit, so_number};
use crate::papers::{FIRSTS, Step};
use crate::support::desk::Desk;

/// A customer whose line in the queue is repeated: how it is found, when the goods are loaded (none:
/// the shipper loads), the number of the handover sheet.
struct Repeat {
    found_by: &'static str,
    loaded: Option<&'static str>,
    sheet: &'static str,
}

/// Customers of the demo, as its queue has them.
const REPEATS: [Repeat; 6] = [
    Repeat {
        found_by: "晨曦",
        loaded: Some("+1 14"),
        sheet: "0612",
    },
    Repeat {
        found_by: "海桐",
        loaded: Some("+2 9"),
        sheet: "0613",
    },
    Repeat {
        found_by: "恒力",
        loaded: Some("1126 9"),
        sheet: "614",
    },
    Repeat {
        found_by: "鹭岛",
        loaded: None,
        sheet: "0615",
    },
    Repeat {
        found_by: "远帆",
        loaded: None,
        sheet: "HC-02/0616",
    },
    Repeat {
        found_by: "云杉",
        loaded: None,
        sheet: "HC-02/0617",
    },
];

fn repeat(hands: &mut Hands, what: &Repeat) {
    hands
        .counts_anew()
        .does(C::Queue, A::QueueFilter)
        .types(what.found_by)
        .does(C::Dialog, A::DialogEnter)
        .does(C::Queue, A::JobCopy)
        // The form's name in grey, stamp, signature, the sheet's number.
        .does(C::Form, A::FormTake)
        .types("yy")
        .types(what.sheet)
        .does(C::Form, A::FormOpenNext)
        // The sailing: the soonest whose cut-offs are all open.
        .does(C::Form, A::FormLookup)
        .does(C::Lookup, A::LookupTake)
        .does(C::Form, A::FormOpenNext);
    if let Some(loaded) = what.loaded {
        hands.types(loaded).does(C::Form, A::FormOpenNext);
    }
    // The sheet's rate as it is on the form, the salesperson's.
    hands.does(C::Form, A::FormTake).does(C::Form, A::FormBook);
}

// All keys are sent at once: nothing typed ahead may go astray.
#[test]
fn a_repeat_booking_takes_25_keys_at_most_default_en() {
    repeats(counted()[0]);
}

#[test]
fn a_repeat_booking_takes_25_keys_at_most_default_zh() {
    repeats(counted()[1]);
}

#[test]
fn a_repeat_booking_takes_25_keys_at_most_greenscreen_en() {
    repeats(counted()[2]);
}

#[test]
fn a_repeat_booking_takes_25_keys_at_most_greenscreen_zh() {
    repeats(counted()[3]);
}

fn repeats(who: Who<'_>) {
    let Who { keymap, lang, .. } = who;
    let desk = Desk::demo();
    for what in &REPEATS {
        let mut hands = sit(&desk, who);
        repeat(&mut hands, what);
        hands.sees("the job with the booking order's number", is_booked);
        println!(
            "repeat booking, {keymap}, {lang}: {} keys ({} typed) for {}",
            hands.keys(),
            hands.typed,
            what.found_by
        );
        assert!(hands.keys() <= 25, "{} for {}", hands.keys(), what.found_by);
        // The filter is kept for the operator: the next one begins with all.
        hands
            .does(C::Job, A::GoQueue)
            .does(C::Queue, A::QueueFilter)
            .does(C::Dialog, A::TextClear)
            .does(C::Dialog, A::DialogEnter)
            .sees("the whole queue", |shown| {
                crate::support::screen::text(shown)
                    .lines()
                    .filter(|line| line.contains("KF2026"))
                    .count()
                    > 10
            });
        hands.leaves();
    }
    booked_as_said(&desk);
}

/// Every repeat is on the desk as it was typed.
fn booked_as_said(desk: &Desk) {
    let booked = desk.json(&["list", "--stage", "booked"]);
    for what in &REPEATS {
        let found = booked.as_array().unwrap().iter().any(|line| {
            let job = desk.json(&["show", line["job_no"].as_str().unwrap()]);
            let form = &job["consignment"];
            form["principal"]["name"]
                .as_str()
                .is_some_and(|name| name.contains(what.found_by))
                && form["intake"]["handover_sheet"] == what.sheet
                && form["intake"]["stamped"] == true
                && form["intake"]["form"].is_string()
                && form["quoted"]["confirmed_by"] == form["salesperson"]
                && form["loading"]["at"].is_string() == what.loaded.is_some()
        });
        assert!(found, "no booking for {}", what.found_by);
    }
}

fn fill(hands: &mut Hands, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Text(text) => {
                hands.types(text).does(C::Form, A::FormEnter);
            }
            Step::Full(text) => {
                hands.types(text);
                if !hands.goes_on_when_full() {
                    hands.does(C::Form, A::FormEnter);
                }
            }
            Step::Pick(letters) => {
                hands.types(letters);
            }
            Step::Lines(lines) => {
                for (at, line) in lines.iter().enumerate() {
                    hands.types(line);
                    let last = at + 1 == lines.len();
                    hands.does(C::Form, if last { A::FormNext } else { A::FormEnter });
                }
            }
            Step::Take => {
                hands.does(C::Form, A::FormTake);
            }
            Step::Skip => {
                hands.does(C::Form, A::FormEnter);
            }
            Step::Open(text) => {
                hands.types(text).does(C::Form, A::FormOpenNext);
            }
            Step::Line(text) => {
                hands.types(text).does(C::Form, A::FormAddLine);
            }
        }
    }
}

#[test]
fn a_first_booking_takes_40_keys_besides_what_must_be_typed_default_en() {
    firsts(counted()[0]);
}

#[test]
fn a_first_booking_takes_40_keys_besides_what_must_be_typed_default_zh() {
    firsts(counted()[1]);
}

#[test]
fn a_first_booking_takes_40_keys_besides_what_must_be_typed_greenscreen_en() {
    firsts(counted()[2]);
}

#[test]
fn a_first_booking_takes_40_keys_besides_what_must_be_typed_greenscreen_zh() {
    firsts(counted()[3]);
}

fn firsts(who: Who<'_>) {
    let Who { keymap, lang, .. } = who;
    let desk = Desk::demo();
    let mut most = 0;
    for what in &FIRSTS {
        let mut hands = sit(&desk, who);
        let (at, _) = first_open(&desk, what.search);
        hands
            .does(C::Queue, A::GoSearch)
            .types(what.search)
            .does_times(at, C::Search, A::ListDown)
            .does(C::Search, A::SearchTake);
        fill(&mut hands, what.before_sailing);
        fill(&mut hands, what.after_sailing);
        hands.does(C::Form, A::FormBook);
        hands.sees("the job with the booking order's number", is_booked);
        let booked = desk.json(&["list", "--stage", "booked"]);
        let numbers = booked.as_array().unwrap().iter();
        let newest = numbers.map(|job| job["job_no"].as_str().unwrap()).max();
        let form = desk.json(&["show", newest.unwrap()])["consignment"].clone();
        assert_eq!(boxes_of(&form), what.boxes, "{form}");
        assert_eq!(form["quoted"]["confirmed_by"], form["salesperson"]);
        println!(
            "first booking, {keymap}, {lang}: {} typed and {} keys besides, for “{}”",
            hands.typed, hands.pressed, what.search
        );
        assert!(hands.pressed <= 40, "{} keys besides", hands.pressed);
        most = most.max(hands.pressed);
        hands.leaves();
    }
    println!("first bookings, {keymap}, {lang}: at most {most} keys besides");
}

/// A job's own screen, with the number of its booking order.
fn is_booked(shown: &Screen) -> bool {
    let text = crate::support::screen::text(shown);
    let is_job = text
        .lines()
        .nth(1)
        .is_some_and(|line| line.starts_with("KF2026"));
    is_job && so_number(shown).is_some()
}

/// The equipment as it is typed.
fn boxes_of(form: &serde_json::Value) -> String {
    let lines = form["equipment"].as_array().unwrap().iter();
    let lines: Vec<String> = lines
        .map(|line| format!("{}*{}", line["count"], line["type"].as_str().unwrap()))
        .collect();
    lines.join("+")
}
