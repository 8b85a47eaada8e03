//! What paper writes together is typed together, what belongs to another port does not come along, and
//! a name is not torn by a field that goes on when it is full.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Hands, Who, counted, everywhere, sit};
use crate::support::desk::Desk;
use crate::support::screen;

/// What the form says, once it is stored as a draft.
fn stored(desk: &Desk, hands: &mut Hands, lang: &str) -> serde_json::Value {
    let said = if lang == "zh" { "已保存" } else { "stored" };
    hands.does(C::Form, A::FormSave).reads(said);
    let jobs = desk.json(&["list", "--stage", "draft"]);
    let newest = jobs.as_array().unwrap().iter();
    let newest = newest.map(|job| job["job_no"].as_str().unwrap()).max();
    desk.json(&["show", newest.unwrap()])["consignment"].clone()
}

/// A new form, the caret on a section's first field.
fn at_section(hands: &mut Hands, section: &str) {
    hands
        .does(C::Queue, A::FormNew)
        .sees("the form", |shown| {
            let text = screen::text(shown);
            text.contains("Principal") || text.contains("委托人")
        })
        .does(C::Form, A::FormSection)
        .types(section);
}

#[test]
fn what_is_written_together_is_parted_among_its_fields() {
    for who in counted() {
        let desk = Desk::demo();
        let mut hands = sit(&desk, who);
        at_section(&mut hands, "4");
        hands.types("f");
        for text in ["LED LAMPS LED灯", "1,200 CTN", "6.8t", "38", "HL"] {
            hands.types(text).does(C::Form, A::FormEnter);
        }
        hands.does(C::Form, A::FormSection).types("1");
        hands.types("新客户有限公司").does(C::Form, A::FormEnter);
        hands.does(C::Form, A::FormSection).types("2");
        for text in ["周敏0574-55501234", "NINGBO LAMPS CO."] {
            hands.types(text).does(C::Form, A::FormEnter);
        }
        let form = stored(&desk, &mut hands, who.lang);
        let goods = &form["cargo"][0];
        assert_eq!(goods["name_en"], "LED LAMPS", "{form}");
        assert_eq!(goods["name_zh"], "LED灯", "{form}");
        assert_eq!(goods["packages"], 1200, "{form}");
        assert_eq!(goods["package_type"], "CTN", "{form}");
        assert_eq!(goods["gross_kg"], "6800", "{form}");
        assert_eq!(goods["marks"], "HL", "{form}");
        assert_eq!(form["principal"]["contact"], "周敏", "{form}");
        assert_eq!(form["principal"]["phone"], "0574-55501234", "{form}");
        assert_eq!(form["shipper"]["name"], "NINGBO LAMPS CO.", "{form}");
        hands.leaves();
    }
}

#[test]
fn what_was_parted_comes_back_as_it_was_typed() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::CHENLI);
    at_section(&mut hands, "4");
    hands
        .types("f")
        .types("GREEN TEA 绿茶")
        .does(C::Form, A::FormEnter)
        .reads("“GREEN TEA” and “绿茶”")
        .does(C::Form, A::FormUndo)
        .sees("both in the first field", |shown| {
            screen::text(shown).contains("GREEN TEA 绿茶")
        });
    hands.leaves();
}

/// Names longer than their codes, in the fields that go on by themselves.
#[test]
fn a_name_is_not_torn_where_a_full_field_goes_on() {
    for who in counted()
        .into_iter()
        .filter(|who| who.keymap == "greenscreen")
    {
        let desk = Desk::demo();
        for (carrier, pol, pod, scac, from, to) in [
            ("cosco", "shanghai", "jeddah", "COSU", "CNSHA", "SAJED"),
            ("evergreen", "ningbo", "hamburg", "EGLV", "CNNGB", "DEHAM"),
            ("MAERSK", "yantian", "rotterdam", "MAEU", "CNYTN", "NLRTM"),
        ] {
            let mut hands = sit(&desk, who);
            at_section(&mut hands, "3");
            hands.does_times(2, C::Form, A::FormNext);
            hands.types(carrier).does_times(2, C::Form, A::FormEnter);
            for port in [pol, pod] {
                hands.types(port).does(C::Form, A::FormEnter);
            }
            let form = stored(&desk, &mut hands, who.lang);
            assert_eq!(form["carrier"], scac, "{form}");
            assert_eq!(form["pol"], from, "{form}");
            assert_eq!(form["pod"], to, "{form}");
            assert!(form["requested_etd"].is_null(), "{form}");
            assert!(form["delivery"].is_null(), "{form}");
            hands.leaves();
        }
        // A code is all that fits, and goes on.
        let mut hands = sit(&desk, who);
        at_section(&mut hands, "3");
        hands.does_times(2, C::Form, A::FormNext);
        hands
            .types("COSU")
            .types("1210")
            .types("CNSHA")
            .types("NLRTM");
        let form = stored(&desk, &mut hands, who.lang);
        assert_eq!(form["pod"], "NLRTM", "{form}");
        assert_eq!(form["requested_etd"], "2026-12-10", "{form}");
        hands.leaves();
    }
}

#[test]
fn the_last_jobs_delivery_and_designation_stay_with_its_port_and_carrier() {
    let desk = Desk::demo();
    // A customer whose last job goes to Rotterdam.
    let jobs = desk.json(&["list", "--stage", "confirmed"]);
    let last = jobs
        .as_array()
        .unwrap()
        .iter()
        .find(|job| job["pod"] == "NLRTM")
        .expect("a job to Rotterdam");
    let principal = last["principal"].as_str().unwrap();
    let mut hands = sit(&desk, Who::CHENLI);
    hands
        .does(C::Queue, A::GoSearch)
        .types("zim nyc")
        .sees("a sailing to New York", |shown| {
            screen::text(shown).contains("USNYC")
        })
        .does(C::Search, A::SearchTake)
        .types(principal)
        .does(C::Form, A::FormEnter)
        .does(C::Form, A::FormRepeat)
        .sees("the last job's goods", |shown| {
            screen::text(shown).contains("KF2026")
        });
    let form = stored(&desk, &mut hands, "en");
    assert_eq!(form["pod"], "USNYC", "{form}");
    assert!(form["cargo"][0]["name_en"].is_string(), "{form}");
    assert_ne!(form["delivery"], "NLRTM", "{form}");
    assert!(
        form["carrier_designated"].is_null() || form["carrier"] == last["carrier"],
        "{form}"
    );
    hands.leaves();
}

#[test]
fn a_job_is_opened_by_its_last_digits() {
    let desk = Desk::demo();
    for (typed, job) in [
        ("49", "KF2026000049"),
        ("000036", "KF2026000036"),
        ("kf2026000020", "KF2026000020"),
        ("2026000015", "KF2026000015"),
    ] {
        let mut hands = sit(&desk, Who::CHENLI);
        hands
            .does(C::Queue, A::GoJob)
            .types(typed)
            .does(C::Dialog, A::DialogEnter)
            .sees(job, |shown| {
                let text = screen::text(shown);
                text.lines()
                    .nth(1)
                    .is_some_and(|line| line.starts_with(job))
            });
        hands.leaves();
    }
}

/// A cut-off that has passed blocks the booking: seen in the list, not after thirty fields.
#[test]
fn a_sailing_with_a_cut_off_that_has_passed_says_which() {
    let desk = Desk::demo();
    let all = desk.json(&["export", "sailings", "--format", "json"]);
    let full = |text: &str| text.len() > 10;
    let (vessel, voyage, kind) = all
        .as_array()
        .unwrap()
        .iter()
        .find_map(|sailing| {
            let cut_offs = sailing["cut_offs"].as_object()?;
            let at = |kind: &str| cut_offs[kind].as_str().filter(|text| full(text));
            let is_open = at("cy")? > "2026-11-24T10:00:00+08:00";
            let passed = ["si", "vgm", "customs"]
                .into_iter()
                .find(|kind| at(kind).is_some_and(|at| at <= "2026-11-24T10:00:00+08:00"))?;
            let word = |field: &str| sailing[field].as_str().map(str::to_owned);
            is_open.then_some((word("vessel")?, word("voyage")?, passed))
        })
        .expect("a sailing half closed");
    for who in everywhere() {
        let mut hands = sit(&desk, who);
        let passed = if who.lang == "zh" { "已过" } else { "passed" };
        hands
            .does(C::Queue, A::GoSearch)
            .types(&format!("{vessel} {voyage}"))
            .sees(&format!("{vessel}: {kind} has passed"), |shown| {
                let text = screen::text(shown);
                text.lines().any(|line| {
                    line.contains(&vessel) && line.contains('!') && line.contains(passed)
                })
            });
        hands.leaves();
    }
}
