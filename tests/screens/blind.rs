//! Typed fast and without a look at the screen: what is not found is not taken, a line's end is Enter
//! however it arrives, a field that a value calls for is the next one, and what a customer usually
//! does is what was booked.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, Who, everywhere, sit};
use crate::support::desk::Desk;
use crate::support::pty::Start;
use crate::support::screen;

/// A new form, the caret on a field by its label.
fn at_field(hands: &mut Hands, label: &str) {
    hands
        .does(C::Queue, A::FormNew)
        .sees("the form", |shown| screen::text(shown).contains("Intake"))
        .moves_by(A::FormNext, label, C::Form, |line| line.contains(label));
}

/// What the form kept as a draft says, once it does.
fn draft(desk: &Desk, hands: &mut Hands) -> serde_json::Value {
    hands.does(C::Form, A::FormSave).reads("stored");
    let jobs = desk.json(&["list", "--stage", "draft"]);
    let newest = jobs.as_array().unwrap().iter();
    let newest = newest.map(|job| job["job_no"].as_str().unwrap()).max();
    desk.json(&["show", newest.unwrap()])["consignment"].clone()
}

#[test]
fn a_sailing_that_is_not_found_is_not_temp() {
    for who in everywhere().into_iter().filter(|who| who.lang == "en") {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        at_field(&mut hands, "Sailing");
        hands
            .types("zzqqy")
            .does(C::Lookup, A::LookupTake)
            .reads("Nothing matches “zzqqy”");
        let shown = hands.session.text();
        assert!(shown.contains("Find: zzqqy"), "{shown}");
        assert!(!shown.contains("TEMP"), "{shown}");
        // Who means TEMP says so.
        hands
            .does(C::Lookup, A::TextClear)
            .types("temp")
            .does(C::Lookup, A::LookupTake)
            .sees("TEMP taken", |shown| {
                let text = screen::text(shown);
                text.contains("Sailing          TEMP") && !text.contains("Find:")
            });
        assert_eq!(draft(&desk, &mut hands)["sailing"], "TEMP");
        hands.leaves();
    }
}

#[test]
fn a_port_that_no_table_has_is_not_its_neighbour() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::CHENLI);
    at_field(&mut hands, "POL");
    hands
        .does(C::Form, A::FormLookup)
        .types("xqzzw")
        .does(C::Lookup, A::LookupTake)
        .sees("that there is none", |shown| {
            let text = screen::text(shown);
            text.contains("xqzzw”") && text.contains("Find: xqzzw")
        })
        .does(C::Lookup, A::LookupCancel)
        .sees("the form", |shown| !screen::text(shown).contains("Find:"));
    assert!(draft(&desk, &mut hands)["pol"].is_null());
    hands.leaves();
}

/// Keys sent before the terminal is the screen's come through its line discipline, which makes of
/// every Enter a line feed.
#[test]
fn a_line_feed_is_enter() {
    let desk = Desk::demo();
    for enter in ["\r", "\n"] {
        let args = ["--lang", "en", "--as", "chenli"];
        let mut session = Start::shipdesk(desk.home(), &args).open();
        let name = if enter == "\r" { "first" } else { "second" };
        session.send(&format!(
            "gnTyped ahead {name}{enter}HC-01{enter}yyHC-02/0815{enter}"
        ));
        session.wait("what was typed", |shown| {
            let text = screen::text(shown);
            text.contains(&format!("Principal        Typed ahead {name}"))
                && text.contains("Handover HC-02   HC-02/0815")
                && text.contains(">*Source")
        });
        // In a list, too: the look-up's first offer is taken.
        session.send(&format!("d{enter}\x14{enter}"));
        session.wait("the sections", |shown| {
            !screen::text(shown).contains("Find:")
        });
        session.send("\x1bgx");
        session.wait_end();
    }
}

#[test]
fn a_field_that_a_value_calls_for_is_the_next_one() {
    for who in everywhere().into_iter().filter(|who| who.lang == "en") {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        at_field(&mut hands, "Goods ");
        hands
            .types("CERAMIC TILES")
            .does(C::Form, A::FormEnter)
            .types("瓷砖")
            .does(C::Form, A::FormEnter)
            .moves_by(A::FormNext, "the boxes", C::Form, |line| {
                line.contains("Equipment")
            });
        // All in one write: the answer goes where the eye would have gone.
        hands
            .types("1*20GP")
            .does(C::Form, A::FormEnter)
            .types("y")
            .types("rush")
            .does(C::Form, A::FormEnter);
        let form = draft(&desk, &mut hands);
        assert_eq!(form["equipment"][0]["heavy_duty"], true, "{form}");
        assert_eq!(form["remarks"], "rush", "{form}");
        hands.leaves();
    }
}

#[test]
fn what_a_customer_usually_does_is_what_was_booked_not_a_copy_left_lying() {
    let desk = Desk::demo();
    for round in 0..2 {
        let mut hands = sit(&desk, Who::CHENLI);
        hands
            .does(C::Queue, A::QueueFilter)
            .does(C::Dialog, A::TextClear)
            .types("海桐")
            .does(C::Dialog, A::DialogEnter)
            .does(C::Queue, A::JobCopy)
            .sees(
                &format!("round {round}: the form's name in grey"),
                |shown| {
                    let text = screen::text(shown);
                    text.lines()
                        .any(|line| line.starts_with(">*Form   ") && line.contains("HC-"))
                },
            );
        // The copy stays as it is, newer than any job of the customer's that was booked.
        hands.leaves();
    }
}

/// What stands in the form after the same keys, all in one write or one by one with the screen drawn
/// after each.
fn typed(desk: &Desk, keys: &[&str], at_once: bool) -> String {
    let mut hands = sit(desk, Who::CHENLI);
    if at_once {
        hands.session.send(&keys.concat());
    } else {
        for key in keys {
            hands.session.send(key).settle();
        }
    }
    hands.session.settle();
    hands.sees("the last field", |shown| {
        screen::text(shown).contains("LAST")
    });
    let fields = |text: &str| -> String {
        let left = |line: &str| {
            line.split('│')
                .next()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        };
        text.lines()
            .skip(1)
            .take(20)
            .map(|line| left(line) + "\n")
            .collect()
    };
    hands.session.settle();
    let text = fields(&hands.session.text());
    hands.leaves();
    text
}

/// Fields come and go with what is typed: on a line that delivers keys in bunches they do so between
/// the keys all the same.
#[test]
fn a_bunch_of_keys_goes_where_the_same_keys_go_one_by_one() {
    let desk = Desk::demo();
    let booking: Vec<&str> = vec![
        "\x1bs",
        "h",
        "l",
        " ",
        "r",
        "t",
        "m",
        "\r",
        "佛",
        "山",
        "\r",
        "HC-04",
        "\r",
        "y",
        "y",
        "0811",
        "\r",
        "d",
        "许国栋",
        "\r",
        "PO",
        "\r",
        "麦",
        "\r",
        "07",
        "\r",
        "\t",
        "FOS",
        "\t",
        "12",
        "\t",
        "LAST",
        "\r",
    ];
    let notify: Vec<&str> = vec![
        "\x1bs", "h", "l", " ", "r", "t", "m", "\r", "X", "\r", "\t", "\t", "\t", "\t", "\t", "\t",
        "\t", "07", "\r", "\t", "\t", "\t", "\t", "c", "\t", "\t", "y", "\r", "\t", "\t", "LAST",
    ];
    for keys in [booking, notify] {
        let one_by_one = typed(&desk, &keys, false);
        assert_eq!(typed(&desk, &keys, true), one_by_one);
        // In bunches, as a slow line brings them.
        for size in [3, 5] {
            let bunches: Vec<String> = keys.chunks(size).map(<[&str]>::concat).collect();
            let bunches: Vec<&str> = bunches.iter().map(String::as_str).collect();
            assert_eq!(
                typed(&desk, &bunches, false),
                one_by_one,
                "in bunches of {size}"
            );
        }
    }
}

/// What stands in the form once the same pieces are typed, each accepted with Enter, in one write or
/// with the screen drawn after each.
fn pieces(desk: &Desk, who: Who<'_>, pieces: &[(&str, &str)], at_once: bool) -> serde_json::Value {
    let mut hands = sit(desk, who);
    hands.does(C::Queue, A::FormNew).sees("the form", |shown| {
        let text = screen::text(shown);
        text.contains("Intake") || text.contains("接单")
    });
    let mut keys = Vec::new();
    for (section, piece) in pieces {
        keys.push(format!("\x14{section}"));
        keys.push((*piece).to_owned());
    }
    if at_once {
        hands.session.send(&keys.concat());
    } else {
        for key in &keys {
            hands.session.send(key).settle();
        }
    }
    hands.session.settle();
    let stored = if who.lang == "en" {
        "stored"
    } else {
        "已保存"
    };
    hands.does(C::Form, A::FormSave).reads(stored);
    hands.leaves();
    let jobs = desk.json(&["list", "--stage", "draft"]);
    let newest = jobs.as_array().unwrap().iter();
    let newest = newest.map(|job| job["job_no"].as_str().unwrap()).max();
    desk.json(&["show", newest.unwrap()])["consignment"].clone()
}

#[test]
fn a_piece_of_a_name_is_what_it_means_beyond_doubt() {
    let desk = Desk::demo();
    // In routing: the sailing, designated, the carrier, the date, POL, POD.
    for who in everywhere()
        .into_iter()
        .filter(|who| (who.lang == "en") == (who.size.1 == 80))
    {
        for (pol, pod, pol_code, pod_code) in [
            ("qd", "ltd", "CNTAO", "NLRTM"),
            ("nb", "hamb", "CNNGB", "DEHAM"),
            ("tao", "鹿特", "CNTAO", "NLRTM"),
            ("yt", "lax", "CNYTN", "USLAX"),
        ] {
            for at_once in [true, false] {
                let ports = format!("\t\t\t\t{pol}\r{pod}\t");
                let form = pieces(&desk, who, &[("3", &ports)], at_once);
                assert_eq!(form["pol"], pol_code, "{pol}: {form}");
                assert_eq!(form["pod"], pod_code, "{pod}: {form}");
            }
        }
    }
    let form = pieces(
        &desk,
        Who::CHENLI,
        &[("1", "海桐\r"), ("3", "\t\thpl\r")],
        true,
    );
    assert!(
        form["principal"]["name"]
            .as_str()
            .unwrap()
            .ends_with("有限公司"),
        "{form}"
    );
}

#[test]
fn what_was_typed_comes_back_and_a_slip_is_nobodys_port() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::CHENLI);
    at_field(&mut hands, "POL");
    hands
        .types("qd")
        .does(C::Form, A::FormEnter)
        .reads("“qd” is CNTAO QINGDAO 青岛")
        .does(C::Form, A::FormUndo)
        .sees("as typed", |shown| {
            screen::text(shown).contains("POL              qd")
        });
    hands
        .does(C::Form, A::TextClear)
        .types("rotterdma")
        .does(C::Form, A::FormEnter)
        .sees("as typed, and a finding", |shown| {
            let text = screen::text(shown);
            text.contains("!POL              rotterdma") && !text.contains("NLRTM")
        });
    // A customer that nobody knows is a new one; so is a name that is written otherwise.
    hands.does(C::Form, A::FormSection).types("1");
    hands
        .types("苏州新客户有限公司")
        .does(C::Form, A::FormEnter);
    let form = draft(&desk, &mut hands);
    assert_eq!(form["pol"], "rotterdma");
    assert_eq!(form["principal"]["name"], "苏州新客户有限公司");
    hands.leaves();
}
