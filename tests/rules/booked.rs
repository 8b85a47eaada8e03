//! Replies about booked jobs: amendments confirmed in writing, verified masses, cut-offs extended;
//! `booked.txt`, read like the table of pasted replies.

use serde_json::{Value, json};
use shipdesk::domain::job::{Amendment, AmendmentState};
use shipdesk::domain::{Answer, CutOff, CutOffs, OperatorName};
use shipdesk::json::{patch, write_consignment};

use super::cases::{complete, to};
use super::desk::{Desk, a_sound_consignment, at};
use super::pasted::are_read;

/// A confirmed job with an amendment that waits for the customer's word.
fn amended(d: &mut Desk, asked: &Value) {
    complete(d);
    d.confirmed();
    let before = write_consignment(&d.consignment());
    let now = d.now;
    let changes = patch::difference(&before, &patch::apply(&before, asked).unwrap());
    d.stored().amendments.push(Amendment {
        no: 1,
        patch: asked.to_string(),
        changes,
        confirmation: None,
        confirmed_by: None,
        requested_by: OperatorName::new("amy"),
        requested_at: now,
        reviewed_by: None,
        reviewed_at: None,
        review_note: None,
        state: AmendmentState::Pending,
        charges: Some(Vec::new()),
        notified: Vec::new(),
    });
}

/// The consignments of the headings.
fn consignment(name: &str) -> Desk {
    let mut desk = a_sound_consignment();
    let d = &mut desk;
    d.now("2026-11-20T14:00:00+08:00");
    let cut_off = |time: &str| Some(CutOff::At(at(time)));
    let none = CutOffs::default;
    match name {
        "near its SI cut-off" => {
            let si = cut_off("2026-11-20T17:00:00+08:00");
            d.schedule[0].cut_offs = CutOffs { si, ..none() };
        }
        "past its CY cut-off" => {
            let cy = cut_off("2026-11-20T10:00:00+08:00");
            d.blank("/loading/at");
            d.schedule[0].cut_offs = CutOffs { cy, ..none() };
        }
        "without its mass" => {
            d.confirmed();
        }
        "confirmed in a longer box" => {
            complete(d);
            d.confirmed();
            d.stored();
            let booking = d.job.as_mut().unwrap().booking.as_mut().unwrap();
            booking.equipment[0].kind = "45HQ".parse().unwrap();
        }
        "without the masses of two boxes" => {
            d.boxes(&[("40HQ", 2)]).confirmed();
        }
        "without the masses of two types" => {
            d.boxes(&[("40HQ", 1), ("20GP", 1)]).confirmed();
        }
        "amended to the north harbour" => {
            to(d, "PHMNL");
            d.set("/pod_terminal", "South Harbour");
            amended(d, &json!({"pod_terminal": "North Harbour"}));
        }
        "amended to two boxes" => {
            let boxes = [
                ("op", json!("replace")),
                ("path", json!("/equipment/0/count")),
            ];
            let mut step = json!({"value": 2});
            for (name, value) in boxes {
                step[name] = value;
            }
            amended(d, &json!([step]));
        }
        "amended to Hamburg, at another rate" => amended(
            d,
            &json!([
                {"op": "replace", "path": "/pod", "value": "DEHAM"},
                {"op": "replace", "path": "/freight/rate/0/amount", "value": "1900.00"},
            ]),
        ),
        "amended to no freight" => amended(
            d,
            &json!([{"op": "replace", "path": "/freight/rate/0/amount", "value": "0.00"}]),
        ),
        "amended to the next ship" => amended(
            d,
            &json!({"sailing": {"vessel": "COSCO TAURUS", "voyage": "V.011W", "etd": "2026-12-28"}}),
        ),
        "amended to another consignee" => {
            amended(d, &json!({"consignee": {"name": "KUEHNE B.V."}}));
        }
        "amended to collect" => amended(d, &json!({"freight": {"terms": "collect"}})),
        "amended to more weight" => amended(
            d,
            &json!([{"op": "replace", "path": "/cargo/0/gross_kg", "value": "13600"}]),
        ),
        other => panic!("no consignment “{other}”"),
    }
    desk
}

#[test]
fn replies_about_booked_jobs_are_read_for_what_they_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/booked.txt");
    assert!(are_read(path, consignment) > 100);
}

#[test]
fn a_draft_is_told_of_every_cut_off_that_has_passed() {
    let told = |d: &Desk| -> Vec<String> {
        let findings = d.findings();
        let of_cut_offs = findings
            .iter()
            .filter(|one| one.rule.as_str() == "cut-off" && one.blocks());
        of_cut_offs.map(shipdesk::domain::Finding::id).collect()
    };
    let all =
        ["cy", "si", "vgm", "customs"].map(|kind| format!("cut-off@/sailing/cut_offs/{kind}"));
    let mut d = a_sound_consignment();
    d.now("2026-11-29T08:00:00+08:00");
    assert_eq!(told(&d), all);
    // The same with days alone, with nothing filled in but the ship, and booked without a confirmation.
    let zone = *d.now.offset();
    let cut_offs = &mut d.schedule[0].cut_offs;
    for kind in shipdesk::domain::CutOffKind::ALL {
        let day = cut_offs.get(*kind).unwrap().passes_at().date_naive();
        *cut_offs.get_mut(*kind) = Some(CutOff::on_day(day, zone));
    }
    assert_eq!(told(&d), all);
    d.booked();
    assert_eq!(told(&d), all);
    let mut bare = a_sound_consignment();
    bare.now("2026-11-29T08:00:00+08:00");
    let sailing = bare.form["sailing"].clone();
    bare.form = json!({"carrier": "COSU", "pol": "CNSHA", "pod": "NLRTM", "sailing": sailing});
    assert_eq!(told(&bare), all);
}

#[test]
fn an_extension_moves_the_cut_off_for_every_rule_and_holds_for_its_sailing_alone() {
    let mut d = a_sound_consignment();
    // Loading on the 28th at six in the evening is after the CY cut-off at noon.
    d.set("/loading/at", "2026-11-28T18:00:00+08:00");
    complete(&mut d);
    d.booked().now("2026-11-28T09:00:00+08:00");
    d.stored();
    let finding = |d: &Desk, rule: &str| {
        let findings = d.findings();
        let found = findings.into_iter().find(|one| one.id().starts_with(rule));
        found.filter(shipdesk::domain::Finding::is_open)
    };
    let near = finding(&d, "cut-off@/sailing/cut_offs/cy").unwrap();
    assert!(finding(&d, "loading-late").is_some());
    let extension = Answer {
        id: 1,
        rule: near.rule.clone(),
        field: near.at.clone(),
        party: Some(shipdesk::domain::consignment::AnswerParty::Carrier),
        role: None,
        by: "COSCO Wang".to_owned(),
        recorded_by: None,
        at: Some(d.now),
        reason: Some("CY till the 29th, 20:00".to_owned()),
        until: Some(at("2026-11-29T20:00:00+08:00")),
        saw: near.saw.clone(),
        void: false,
        claim: false,
    };
    d.answers = vec![extension.clone()];
    assert!(finding(&d, "cut-off@/sailing/cut_offs/cy").is_none());
    assert!(finding(&d, "loading-late").is_none());
    // Near its new time, and past it, it is there again.
    d.now("2026-11-29T10:00:00+08:00");
    let near = finding(&d, "cut-off@/sailing/cut_offs/cy").unwrap();
    assert!(!near.blocks(), "{near:?}");
    d.now("2026-11-29T20:00:00+08:00");
    assert!(
        finding(&d, "cut-off@/sailing/cut_offs/cy")
            .unwrap()
            .blocks()
    );
    // A second word holds in place of the first.
    let second = Answer {
        id: 2,
        until: Some(at("2026-11-30T12:00:00+08:00")),
        ..extension
    };
    d.answers.push(second);
    assert!(
        !finding(&d, "cut-off@/sailing/cut_offs/cy")
            .unwrap()
            .blocks()
    );
    // The schedule gives another cut-off: what was said of the old one is void.
    d.schedule[0].cut_offs.cy = Some(CutOff::At(at("2026-11-29T06:00:00+08:00")));
    assert!(
        finding(&d, "cut-off@/sailing/cut_offs/cy")
            .unwrap()
            .blocks()
    );
}

#[test]
fn what_the_carrier_confirmed_is_what_the_goods_must_go_into() {
    // Two high cubes were ordered for 120 cubic metres; the carrier confirmed one.
    let mut d = a_sound_consignment();
    d.boxes(&[("40HQ", 2)]).set("/cargo/0/volume_cbm", "120");
    complete(&mut d);
    d.confirmed();
    d.stored();
    assert!(d.open().is_empty(), "{:?}", d.open());
    d.job.as_mut().unwrap().booking.as_mut().unwrap().equipment[0].count = 1;
    let open = d.open();
    assert!(open.contains(&"over-capacity".to_owned()), "{open:?}");
    assert!(open.contains(&"equipment-confirmed".to_owned()), "{open:?}");
}
