//! Pasted replies: value, person and time out of one line of a mail or a chat.

use serde_json::json;
use shipdesk::domain::{PatchStep, PortCode};
use shipdesk::reference::Reference;
use shipdesk::rules::{Reply, read_reply};

use super::desk::{Desk, a_sound_consignment, at};

fn reply(desk: &Desk, rule: &str, text: &str) -> Reply {
    let findings = desk.findings();
    let finding = findings
        .iter()
        .find(|finding| finding.rule.as_str() == rule)
        .unwrap_or_else(|| panic!("no {rule} in {:?}", desk.open()));
    read_reply(
        text,
        finding,
        &desk.consignment(),
        Reference::built_in(),
        desk.now,
    )
}

fn sets(reply: &Reply) -> Option<(String, serde_json::Value)> {
    match reply.change.as_deref()? {
        [PatchStep::Set(at, value)] => Some((at.to_string(), serde_json::from_str(value).unwrap())),
        other => panic!("{other:?}"),
    }
}

fn to_manila() -> Desk {
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00")
        .set("/sailing", "TEMP")
        .set("/pod", "PHMNL")
        .set("/delivery", "PHMNL");
    desk
}

#[test]
fn a_harbour_a_person_and_a_time_in_any_order() {
    let desk = to_manila();
    for text in [
        "南港, Mary 11:40",
        "南港，Mary 11：40",
        "Mary 11:40: 南港",
        "Mary: 南港 11:40",
        "南港 Mary 11:40",
        "南港, Mary, 11:40",
        "South Harbour (Mary, 11:40)",
        "South confirmed by Mary 11:40 am",
        "南港\nMary 2026-11-20 11:40",
        "南港，Mary 11月20日 11:40",
        "Mary 11/20 11:40 南港",
    ] {
        let reply = reply(&desk, "sub-port", text);
        assert_eq!(
            sets(&reply),
            Some(("/pod_terminal".to_owned(), json!("MANILA SOUTH HARBOUR"))),
            "{text}: {reply:?}"
        );
        assert_eq!(reply.by.as_deref(), Some("Mary"), "{text}");
        assert_eq!(reply.at, Some(at("2026-11-20T11:40:00+08:00")), "{text}");
        assert_eq!(reply.text, text, "the proof is the text as it was pasted");
    }
}

#[test]
fn a_harbour_that_the_ship_does_not_call_at_is_what_the_customer_says_all_the_same() {
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00")
        .set("/pod", "PHMNL")
        .set("/delivery", "PHMNL");
    desk.schedule[0].pod = PortCode::Locode("PHMNN".parse().unwrap());
    let offered = |desk: &Desk| {
        let findings = desk.findings();
        let asked = findings.iter().find(|f| f.rule.as_str() == "sub-port");
        asked.unwrap().fixes.len()
    };
    assert_eq!(offered(&desk), 1, "the harbour of the ship alone");
    for (text, harbour) in [
        ("南港, Mary 11:40", "MANILA SOUTH HARBOUR"),
        ("北港, Mary 11:40", "MANILA NORTH HARBOUR"),
    ] {
        assert_eq!(
            sets(&reply(&desk, "sub-port", text)),
            Some(("/pod_terminal".to_owned(), json!(harbour)))
        );
    }
}

#[test]
fn a_time_that_is_not_yet_was_yesterdays() {
    let desk = to_manila();
    let late = reply(&desk, "sub-port", "北港, 王小姐 23:50");
    assert_eq!(late.at, Some(at("2026-11-19T23:50:00+08:00")));
    assert_eq!(late.by.as_deref(), Some("王小姐"));
    let evening = reply(&desk, "sub-port", "北港, 王小姐 昨天 5:05 pm");
    assert_eq!(evening.at, Some(at("2026-11-19T17:05:00+08:00")));
}

#[test]
fn what_names_nothing_is_no_value() {
    let desk = to_manila();
    for text in [
        "请稍等, Mary 11:40",
        "南港还是北港? Mary 11:40",
        "MXCT, Mary 11:40",
    ] {
        let reply = reply(&desk, "sub-port", text);
        assert_eq!(reply.change, None, "{text}");
        assert_eq!(reply.by.as_deref(), Some("Mary"), "{text}");
    }
    let bare = reply(&desk, "sub-port", "南港");
    assert!(bare.change.is_some());
    assert_eq!((bare.by, bare.at), (None, None));
}

#[test]
fn a_field_takes_what_a_person_writes() {
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00")
        .blank("/cargo/0/gross_kg");
    let weight = reply(&desk, "weight-missing", "12,400 kg, Mary 11:40");
    assert_eq!(
        sets(&weight),
        Some(("/cargo/0/gross_kg".to_owned(), json!("12,400 kg")))
    );
    desk.set("/cargo/0/gross_kg", "12400")
        .blank("/freight/terms");
    for (text, terms) in [
        ("到付, Mary 11:40", "collect"),
        ("Freight PREPAID - Mary 11:40", "prepaid"),
    ] {
        let reply = reply(&desk, "freight-terms", text);
        assert_eq!(
            sets(&reply),
            Some(("/freight/terms".to_owned(), json!(terms))),
            "{text} {reply:?}"
        );
    }
    let vague = reply(&desk, "freight-terms", "随便, Mary 11:40");
    assert_eq!(vague.change, None);
}

#[test]
fn ventilation_is_closed_or_a_number_with_its_unit() {
    let mut desk = a_sound_consignment();
    desk.boxes(&[("40RH", 1)])
        .set("/equipment/0/temperature_c", "4")
        .blank("/equipment/0/ventilation");
    for (text, value) in [
        ("关闭, Mary 11:40", Some(json!("closed"))),
        ("vents closed, Mary 11:40", Some(json!("closed"))),
        (
            "25%, Mary 11:40",
            Some(json!({"value": "25", "unit": "percent"})),
        ),
        (
            "open 15.5 cbm/h, Mary 11:40",
            Some(json!({"value": "15.5", "unit": "cbm-h"})),
        ),
        ("%, Mary 11:40", None),
        ("25, Mary 11:40", None),
    ] {
        let reply = reply(&desk, "reefer-settings", text);
        let set = sets(&reply).map(|(field, value)| {
            assert_eq!(field, "/equipment/0/ventilation");
            value
        });
        assert_eq!(set, value, "{text}: {reply:?}");
    }
}

#[test]
fn yes_and_no_are_answers() {
    let mut desk = a_sound_consignment();
    desk.goods("GRANITE SLABS", "花岗岩板材", "18000", "20")
        .boxes(&[("20GP", 1)])
        .now("2026-11-20T14:00:00+08:00");
    for (text, wanted) in [
        ("不需要, Mary 11:40", false),
        ("要超重柜, Mary 11:40", true),
        ("No, Mary 11:40", false),
        ("yes please (Mary 11:40)", true),
    ] {
        let reply = reply(&desk, "heavy-20", text);
        assert_eq!(
            sets(&reply),
            Some(("/equipment/0/heavy_duty".to_owned(), json!(wanted))),
            "{text} {reply:?}"
        );
    }
}

#[test]
fn a_confirmation_has_no_value_and_is_one() {
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00")
        .set("/requested_etd", "2026-11-25");
    let reply = reply(&desk, "etd-differs", "可以，Mary 11:40");
    assert_eq!(reply.by.as_deref(), Some("Mary"));
    assert_eq!(reply.value, "可以");
    assert_eq!(reply.change, None);
}

#[test]
fn noon_and_midnight_are_twelve() {
    let desk = to_manila();
    for (text, time) in [
        ("北港, Mary 12:30 pm", "2026-11-20T12:30:00+08:00"),
        ("北港, Mary 12:30 am", "2026-11-20T00:30:00+08:00"),
        ("北港, Mary 1:30 pm", "2026-11-20T13:30:00+08:00"),
        ("北港, Mary 11:30 am", "2026-11-20T11:30:00+08:00"),
    ] {
        assert_eq!(reply(&desk, "sub-port", text).at, Some(at(time)), "{text}");
    }
}

#[test]
fn a_day_without_its_year_is_the_last_one_of_its_name() {
    let mut desk = to_manila();
    for (now, text, time) in [
        (
            "2026-11-20T14:00:00+08:00",
            "北港, Mary 11/19 9:00",
            "2026-11-19T09:00:00+08:00",
        ),
        (
            "2026-11-20T14:00:00+08:00",
            "北港, Mary 11/20 9:00",
            "2026-11-20T09:00:00+08:00",
        ),
        (
            "2027-01-04T14:00:00+08:00",
            "北港, Mary 12/28 9:00",
            "2026-12-28T09:00:00+08:00",
        ),
        (
            "2026-11-20T14:00:00+08:00",
            "北港, Mary 2026/11/18 9:00",
            "2026-11-18T09:00:00+08:00",
        ),
        (
            "2026-11-20T14:00:00+08:00",
            "北港, Mary today 9:00:30",
            "2026-11-20T09:00:30+08:00",
        ),
        // Said of today it is not yesterday's; but nothing was said after now.
        (
            "2026-11-20T14:00:00+08:00",
            "北港, Mary 今天 23:00",
            "2026-11-20T14:00:00+08:00",
        ),
        (
            "2026-11-20T14:00:00+08:00",
            "北港, Mary 23:00",
            "2026-11-19T23:00:00+08:00",
        ),
    ] {
        desk.now(now);
        assert_eq!(reply(&desk, "sub-port", text).at, Some(at(time)), "{text}");
    }
}

#[test]
fn without_a_time_the_last_part_names_the_person() {
    let reply = reply(&to_manila(), "sub-port", "南港, Mary");
    assert!(reply.change.is_some());
    assert_eq!((reply.by.as_deref(), reply.at), (Some("Mary"), None));
}

#[test]
fn a_value_alone_before_by_is_nobody() {
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00")
        .set("/freight/terms", "third-place");
    let reply = reply(&desk, "payable-at", "Hongkong by 11:40");
    assert_eq!(
        sets(&reply),
        Some(("/freight/payable_at".to_owned(), json!("Hongkong")))
    );
    assert_eq!(reply.by, None);
}

#[test]
fn a_route_a_place_and_a_ship_are_named_in_words() {
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00");
    super::cases::to(&mut desk, "USNYC");
    for (text, route) in [
        ("全水, Mary 11:40", Some("all-water")),
        ("走MLB, Mary 11:40", Some("mlb")),
        ("ALL WATER or MLB, Mary 11:40", None),
        ("by truck, Mary 11:40", None),
    ] {
        let reply = reply(&desk, "us-routing", text);
        let wanted = route.map(|route| ("/us_routing".to_owned(), json!(route)));
        assert_eq!(sets(&reply), wanted, "{text}");
    }
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00")
        .set("/delivery", "ROTTERDORF");
    for text in [
        "鹿特丹, Mary 11:40",
        "NLRTM, Mary 11:40",
        "Rotterdam (Mary 11:40)",
    ] {
        let reply = reply(&desk, "place-unknown", text);
        assert_eq!(
            sets(&reply),
            Some(("/delivery".to_owned(), json!("NLRTM"))),
            "{text}"
        );
    }
    let mut desk = a_sound_consignment();
    desk.now("2026-11-20T14:00:00+08:00")
        .set("/sailing/vessel", "COSCO SHlPPING UNIVERSE");
    for text in [
        "COSCO SHIPPING UNIVERSE V.046W, Mary 11:40",
        "cosco shipping universe 046W, Mary 11:40",
    ] {
        let reply = reply(&desk, "sailing-in-schedule", text);
        let (field, sailing) = sets(&reply).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(field, "/sailing");
        assert_eq!(sailing["vessel"], "COSCO SHIPPING UNIVERSE");
        assert_eq!(sailing["voyage"], "V.046W");
    }
    for text in ["V.999W, Mary 11:40", "COSCO SHIPPING UNIVERSE, Mary 11:40"] {
        let reply = reply(&desk, "sailing-in-schedule", text);
        assert_eq!(reply.change, None, "{text}");
    }
}

#[test]
fn a_reply_fills_the_value_who_and_when_and_keeps_the_text() {
    let mut desk = to_manila();
    let findings = desk.findings();
    let finding = findings
        .iter()
        .find(|finding| finding.rule.as_str() == "sub-port")
        .unwrap();
    let consignment = desk.consignment();
    let steps = |text| reply(&desk, "sub-port", text).steps(finding, &consignment, desk.now);
    assert_eq!(steps("请稍等, Mary 11:40"), None, "no value");
    assert_eq!(steps("南港"), None, "nobody's name");
    let steps = steps("南港, Mary 11:40").unwrap();
    let document = shipdesk::json::write_consignment(&consignment);
    desk.form =
        shipdesk::json::patch::apply(&document, &shipdesk::json::patch::of_steps(&steps)).unwrap();
    assert_eq!(desk.form["pod_terminal"], "MANILA SOUTH HARBOUR");
    let time = json!("2026-11-20T11:40:00+08:00");
    assert_eq!(
        desk.form["completed"],
        json!([{"field": "/pod_terminal", "by": "Mary", "at": time}])
    );
    let proof = &desk.form["answers"][0];
    assert_eq!(proof["reason"], "南港, Mary 11:40");
    assert_eq!((&proof["by"], &proof["at"]), (&json!("Mary"), &time));
    assert_eq!(proof["party"], "customer");
    assert_eq!(desk.open(), ["sailing-temp:hint"]);
}
