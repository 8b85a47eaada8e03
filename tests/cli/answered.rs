//! Replies about booked jobs on the command line: an amendment confirmed in writing, a verified mass, a
//! cut-off extended.

use serde_json::{Value, json};

use crate::given::{SCHEDULE, a_desk_with_a_schedule, a_sound_consignment, number, sailing};
use crate::support::desk::Desk;

/// A booked job of a sound consignment with some fields of another value.
fn a_booked_job(desk: &Desk, fields: &[(&str, Value)]) -> String {
    let mut consignment = a_sound_consignment(&sailing(desk, "universe rotterdam"));
    for (field, value) in fields {
        *consignment.pointer_mut(field).unwrap() = value.clone();
    }
    let no = number(&desk.json_with(&["new", "-"], &consignment.to_string()));
    desk.json(&["book", &no]);
    no
}

fn finds(job: &Value, id: &str) -> bool {
    let findings = job["findings"].as_array().unwrap();
    let mut open = findings.iter().filter(|one| one["state"] == "open");
    open.any(|one| one["id"] == id)
}

#[test]
fn the_customers_reply_confirms_an_amendment_that_it_agrees_with_and_no_other() {
    let desk = a_desk_with_a_schedule();
    let no = a_booked_job(&desk, &[]);
    let collect = r#"{"freight":{"terms":"collect"}}"#;
    desk.json(&["amend", &no, collect, "--no-charge"]);
    let confirm = "amendment-confirmation@/amendments/0";
    let before = desk.json(&["show", &no]);
    assert!(finds(&before, confirm), "{before}");
    for (reply, says) in [
        ("确认改第三地付款，陈小姐 9:30", "prepaid → collect"),
        ("不同意，陈小姐 9:30", "no confirmation"),
        ("改到付吗？陈小姐 9:30", "ask again"),
        ("确认改到付，另外船名发我，陈小姐 9:30", "not understood"),
        ("确认改到付", "does not say who"),
    ] {
        let (code, error) = desk.refused(
            &["answer", &no, confirm, "--reply", reply, "--lang", "en"],
            "",
        );
        assert_eq!((code, &error["kind"]), (1, &json!("refused")), "{reply}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(says), "{reply}: {message}");
    }
    assert_eq!(desk.json(&["show", &no])["version"], before["version"]);
    let job = desk.json(&["answer", &no, confirm, "--reply", "确认改到付，陈小姐 9:30"]);
    let amendment = &job["amendments"][0];
    assert_eq!(amendment["state"], "accepted", "{job}");
    assert_eq!(amendment["confirmation"], "确认改到付，陈小姐 9:30");
    assert_eq!(amendment["confirmed_by"], "陈小姐");
    assert_eq!(job["consignment"]["freight"]["terms"], "collect");
}

#[test]
fn a_reply_gives_each_line_its_verified_mass() {
    let desk = a_desk_with_a_schedule();
    let boxes = json!([{"type": "40HQ", "count": 1, "shipper_owned": false},
                       {"type": "20GP", "count": 1, "shipper_owned": false}]);
    let no = a_booked_job(
        &desk,
        &[
            ("/equipment", boxes),
            ("/cargo/0/volume_cbm", json!("95")),
            ("/cargo/0/gross_kg", json!("19000")),
        ],
    );
    let reply = "40HQ VGM 14,560 kg, 20GP VGM 11,300 kg, method 1, 钱小姐 9:30";
    let (_, error) = desk.refused(
        &[
            "answer",
            &no,
            "vgm@/equipment/0",
            "--reply",
            "VGM 14560公斤，钱小姐 9:30",
        ],
        "",
    );
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("which of the boxes"), "{message}");
    for (line, kg) in [(0, "14560"), (1, "11300")] {
        let finding = format!("vgm@/equipment/{line}");
        let job = desk.json(&["answer", &no, &finding, "--reply", reply]);
        let vgm = &job["consignment"]["equipment"][line]["vgm"];
        assert_eq!(
            (&vgm["kg"], &vgm["method"]),
            (&json!(kg), &json!("weighed"))
        );
        assert_eq!(vgm["by"], "钱小姐", "{vgm}");
        assert!(vgm["at"].as_str().unwrap().contains("T09:30"), "{vgm}");
        assert!(!finds(&job, &finding), "{job}");
    }
}

#[test]
fn the_carriers_new_time_is_kept_and_the_desk_goes_by_it() {
    let now = "2026-12-02T09:00:00+08:00";
    let desk = Desk::serving(&["--practice", "--now", now, "--clock-stopped"]);
    let file = desk.file("cosco.csv", SCHEDULE);
    desk.json(&["import", "schedule", file.to_str().unwrap()]);
    let no = a_booked_job(&desk, &[]);
    let si = "cut-off@/sailing/cut_offs/si";
    assert!(finds(&desk.json(&["show", &no]), si));
    let due = || desk.json(&["list"])[0]["cut_off"].to_string();
    assert!(due().contains("2026-12-02T10:00"), "{}", due());
    for (reply, says) in [
        ("截港延到12月5日12点，王经理 8:30", "截港"),
        ("截单能延到12月3日12点吗？王经理 8:30", "ask again"),
        ("截单延到今天9:30，王经理 8:30", "already"),
        ("截单延到12月9日12点，王经理 8:30", "leaves on"),
    ] {
        let (code, error) = desk.refused(&["answer", &no, si, "--reply", reply], "");
        let message = error["message"].as_str().unwrap();
        assert!(code == 1 && message.contains(says), "{reply}: {message}");
    }
    let job = desk.json(&[
        "answer",
        &no,
        si,
        "--reply",
        "截单延到12月3日12点，王经理 8:30",
    ]);
    let answer = &job["answers"][0];
    assert_eq!(answer["until"], "2026-12-03T12:00:00+08:00", "{answer}");
    assert_eq!(
        (&answer["party"], &answer["by"]),
        (&json!("carrier"), &json!("王经理"))
    );
    assert!(!finds(&job, si), "{job}");
    assert!(due().contains("2026-12-03T12:00"), "{}", due());
    let last = job["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(last["event"], "answered", "{last}");
}

#[test]
fn an_extension_can_be_recorded_with_its_time_beside_it() {
    let now = "2026-12-02T09:00:00+08:00";
    let desk = Desk::serving(&["--practice", "--now", now, "--clock-stopped"]);
    let file = desk.file("cosco.csv", SCHEDULE);
    desk.json(&["import", "schedule", file.to_str().unwrap()]);
    let no = a_booked_job(&desk, &[]);
    let si = "cut-off@/sailing/cut_offs/si";
    let answer = |finding: &str, until: &str| {
        let said = ["--by", "Wang", "--reason", "mail 8:30", "--until", until];
        [&["answer", &no, finding][..], &said[..]]
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let refused = |finding: &str, until: &str| {
        let args = answer(finding, until);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        desk.refused(&args, "").1["message"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(refused(si, "2026-12-02 08:00").contains("passed"));
    assert!(refused(si, "2026-12-02 09:30").contains("no extension"));
    let args = answer(si, "1203 1200");
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let job = desk.json(&args);
    assert_eq!(job["answers"][0]["until"], "2026-12-03T12:00:00+08:00");
    assert!(!finds(&job, si), "{job}");
}
