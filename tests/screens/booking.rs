//! Booking with the hands alone: a repeat, and a first one.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, Who, counted, first_open, sit, so_number};
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
    // Who confirmed the rate, and the sheet's rate as it is on the form.
    hands
        .does(C::Form, A::FormTake)
        .does(C::Form, A::FormTake)
        .does(C::Form, A::FormBook);
}

/// All keys are sent at once: nothing typed ahead may go astray.
#[test]
fn a_repeat_booking_takes_25_keys_at_most() {
    for who in counted() {
        let Who { keymap, lang, .. } = who;
        let desk = Desk::demo();
        for what in &REPEATS {
            let mut hands = sit(&desk, who);
            repeat(&mut hands, what);
            hands.sees("the booking order's number", |shown| {
                so_number(shown).is_some()
            });
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

/// A first booking: what is searched, and the fields in the form's order.
struct First {
    search: &'static str,
    before_sailing: &'static [Step],
    after_sailing: &'static [Step],
}

/// One thing done in the form.
enum Step {
    /// A text, and on.
    Text(&'static str),
    /// A choice by its letters: it goes on by itself.
    Pick(&'static str),
    /// A text of several lines, and on.
    Lines(&'static [&'static str]),
    /// The grey value.
    Take,
    /// On, with nothing.
    Skip,
    /// A text, and on to the next open field.
    Open(&'static str),
}

fn fill(hands: &mut Hands, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Text(text) => {
                hands.types(text).does(C::Form, A::FormEnter);
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
        }
    }
}

const FIRSTS: [First; 2] = [
    First {
        search: "rotterdam cosu",
        before_sailing: &[
            Step::Text("宁波东钱湖五金有限公司"),
            Step::Text("HC-01"),
            Step::Pick("yy"),
            Step::Text("0701"),
            Step::Pick("d"),
            Step::Text("许国栋"),
            Step::Skip,
            Step::Text("周敏"),
            Step::Text("0574-55501234"),
            Step::Text("NINGBO DONGQIANHU HARDWARE CO., LTD"),
            Step::Lines(&["NO. 9 SAMPLE ROAD", "NINGBO, CHINA"]),
            Step::Text("POLDER TOOLS B.V."),
            Step::Lines(&["VOORBEELDWEG 12", "ROTTERDAM, NETHERLANDS"]),
            Step::Pick("c"),
        ],
        after_sailing: &[
            Step::Pick("y"),
            Step::Open(""),
            Step::Pick("f"),
            Step::Text("HAND TOOLS"),
            Step::Text("手动工具"),
            Step::Text("640"),
            Step::Text("CTN"),
            Step::Text("12.4t"),
            Step::Text("24"),
            Step::Text("N/M"),
            Step::Text("n"),
            Step::Open("1*20GP"),
            Step::Pick("w"),
            Step::Text("+1 14"),
            Step::Open("3号仓库"),
            Step::Pick("u"),
            Step::Pick("p"),
            Step::Text("20GP 1150 USD"),
            Step::Open("THC 1025 CNY/20GP"),
            Step::Take,
            Step::Take,
            Step::Pick("p"),
        ],
    },
    First {
        search: "汉堡 12月",
        before_sailing: &[
            Step::Text("绍兴镜湖家纺有限公司"),
            Step::Text("HWLB-01"),
            Step::Pick("yy"),
            Step::Text("HC-02/0702"),
            Step::Pick("d"),
            Step::Text("陆敏"),
            Step::Text("PO 7788"),
            Step::Text("沈青"),
            Step::Text("0575-55504321"),
            Step::Text("SHAOXING JINGHU HOME TEXTILE CO., LTD"),
            Step::Lines(&["NO. 3 EXAMPLE STREET", "SHAOXING, CHINA"]),
            Step::Text("ELBE HEIMTEXTIL GMBH"),
            Step::Lines(&["MUSTERALLEE 4", "HAMBURG, GERMANY"]),
            Step::Pick("c"),
        ],
        after_sailing: &[
            Step::Pick("n"),
            Step::Open(""),
            Step::Pick("f"),
            Step::Text("BED LINEN"),
            Step::Text("床上用品"),
            Step::Text("1,820"),
            Step::Text("CTN"),
            Step::Text("30.6MT"),
            Step::Text("118.5"),
            Step::Text("N/M"),
            Step::Text("n"),
            Step::Open("2x40hq"),
            Step::Pick("s"),
            Step::Open("由快递寄送"),
            Step::Pick("c"),
            Step::Text("绍兴镜湖家纺有限公司"),
            Step::Open("越顺报关行"),
            Step::Pick("p"),
            Step::Text("$1,950"),
            Step::Open("DOC 450元/bl"),
            Step::Take,
            Step::Take,
            Step::Pick("p"),
        ],
    },
];

#[test]
fn a_first_booking_takes_40_keys_besides_what_must_be_typed() {
    for who in counted() {
        let Who { keymap, lang, .. } = who;
        let desk = Desk::demo();
        for what in &FIRSTS {
            let mut hands = sit(&desk, who);
            let (at, _) = first_open(&desk, what.search);
            hands
                .does(C::Queue, A::GoSearch)
                .types(what.search)
                .does_times(at, C::Search, A::ListDown)
                .does(C::Search, A::SearchTake);
            fill(&mut hands, what.before_sailing);
            // The sailing is there: on to the first thing it does not say.
            hands.does(C::Form, A::FormOpenNext);
            fill(&mut hands, what.after_sailing);
            hands.does(C::Form, A::FormBook);
            hands.sees("the booking order's number", |shown| {
                so_number(shown).is_some()
            });
            println!(
                "first booking, {keymap}, {lang}: {} typed and {} keys besides, for “{}”",
                hands.typed, hands.pressed, what.search
            );
            assert!(hands.pressed <= 40, "{} keys besides", hands.pressed);
            hands.leaves();
        }
    }
}
