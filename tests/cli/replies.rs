//! Replies on the command line: what they change, what is refused, and who is asked what.

use serde_json::{Value, json};

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, number, sailing};
use crate::support::desk::Desk;

/// A job of a sound consignment with some values changed.
fn a_job_with(desk: &Desk, patch: &Value) -> String {
    let mut consignment = a_sound_consignment(&sailing(desk, "universe rotterdam"));
    merge(&mut consignment, patch);
    number(&desk.json_with(&["new", "-"], &consignment.to_string()))
}

fn merge(into: &mut Value, patch: &Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (name, value) in patch {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, patch) => *into = patch.clone(),
    }
}

#[test]
fn a_reply_may_begin_with_a_minus_and_so_may_a_reason() {
    let desk = a_desk_with_a_schedule();
    let reefer =
        json!([{"type": "40RH", "count": 1, "shipper_owned": false, "ventilation": "closed"}]);
    let no = a_job_with(&desk, &json!({"equipment": reefer}));
    let job = desk.json(&[
        "answer",
        &no,
        "reefer-settings",
        "--reply",
        "-18度, Mary 09:40",
    ]);
    let set = &job["consignment"]["equipment"][0]["temperature_c"];
    assert_eq!(set, "-18", "{job}");
    let late = a_job_with(&desk, &json!({"requested_etd": "2026-11-01"}));
    let job = desk.json(&[
        "answer",
        &late,
        "etd-differs",
        "--by",
        "Mary",
        "--reason",
        "- by mail",
    ]);
    assert_eq!(job["answers"][0]["reason"], "- by mail");
}

#[test]
fn what_a_reply_does_not_settle_is_refused_in_words_and_changes_nothing() {
    let desk = a_desk_with_a_schedule();
    let no = a_job_with(
        &desk,
        &json!({"freight": {"terms": null}, "requested_etd": "2026-11-01"}),
    );
    let before = desk.json(&["show", &no])["version"].clone();
    for (rule, reply, says) in [
        ("freight-terms", "不是预付, Mary 9:40", "预付"),
        (
            "freight-terms",
            "prepaid or collect? Mary 9:40",
            "ask again",
        ),
        ("freight-terms", "预付，到付都有, Mary 9:40", "“有”"),
        ("etd-differs", "不行, Mary 9:40", "no confirmation"),
        ("etd-differs", "OK", "does not say who"),
    ] {
        let (code, error) = desk.refused(&["answer", &no, rule, "--reply", reply], "");
        assert_eq!((code, &error["kind"]), (1, &json!("refused")), "{reply}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(says), "{reply}: {message}");
    }
    assert_eq!(desk.json(&["show", &no])["version"], before);
    let job = desk.json(&["answer", &no, "etd-differs", "--reply", "可以, Mary 9:40"]);
    assert_eq!(job["answers"][0]["by"], "Mary");
}

#[test]
fn the_customers_message_holds_the_customers_questions_alone() {
    let desk = a_desk_with_a_schedule();
    let no = a_job_with(
        &desk,
        &json!({
            "freight": {"terms": null, "rate": [{"type": "40HQ", "amount": "1790.00", "currency": "USD"}]},
            "documents": {"bl_dating": "advance", "bl_dating_requested_by": "Zhou Min", "vessel_certificate": true},
        }),
    );
    let rule = |id: &Value| {
        let id = id.as_str().unwrap();
        let id = id.strip_prefix(&format!("{no}/")).unwrap();
        id.split('@').next().unwrap().to_owned()
    };
    let rules = |message: &Value| -> Vec<String> {
        message["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(rule)
            .collect()
    };
    for lang in ["en", "zh"] {
        let to = |whom| desk.json(&["ask", &no, "--lang", lang, "--to", whom]);
        let asked = to("customer");
        assert_eq!(rules(&asked), ["freight-terms"], "{asked}");
        let text = asked["text"].as_str().unwrap();
        assert!(
            !text.contains("1790") && !text.contains("Zhou Min"),
            "{text}"
        );
        assert_eq!(rules(&to("salesperson")), ["rate-mismatch"]);
        assert_eq!(rules(&to("operations-manager")), ["bl-dating"]);
        let carriers = to("carrier");
        assert_eq!(rules(&carriers), ["carrier-consent"]);
        let carriers = carriers["text"].as_str().unwrap();
        let principal = desk.json(&["show", &no])["consignment"]["principal"]["name"].clone();
        assert!(
            !carriers.contains(principal.as_str().unwrap()),
            "{carriers}"
        );
        // All of them at once, each under its own address.
        let all = desk.json(&["ask", &no, "--lang", lang]);
        assert_eq!(all.as_object().unwrap().len(), 3, "{all}");
        let whole = all["text"].as_str().unwrap();
        assert!(whole.contains(text) && whole.contains(carriers), "{whole}");
        assert_eq!(rules(&all).len(), 4, "{all}");
    }
    // Marked is what was in the message, each with its own time.
    desk.json(&["ask", &no, "--to", "customer", "--sent"]);
    desk.json(&["ask", &no, "--to", "carrier", "--sent"]);
    let asked = desk.json(&["show", &no])["asked"].clone();
    assert_eq!(asked[0]["findings"], json!(["freight-terms"]), "{asked}");
    assert_eq!(asked[1]["findings"], json!(["carrier-consent"]), "{asked}");
    assert_eq!(asked.as_array().map(Vec::len), Some(2));
}

#[test]
fn putting_off_takes_the_times_that_the_form_takes() {
    let desk = a_desk_with_a_schedule();
    let today = desk.json(&["show", &a_job_with(&desk, &json!({}))])["timeline"][0]["at"].clone();
    let today: chrono::DateTime<chrono::FixedOffset> = today.as_str().unwrap().parse().unwrap();
    let tomorrow = (today + chrono::TimeDelta::days(1)).date_naive();
    for until in [
        format!("{} 1200", tomorrow.format("%m%d")),
        "明天 12:00".to_owned(),
        "明天12点".to_owned(),
        "tomorrow 12:00".to_owned(),
        "+1 12:00".to_owned(),
        format!("{} 12:00", tomorrow.format("%m-%d")),
    ] {
        let no = a_job_with(&desk, &json!({"settlement": {"payer": null}}));
        let job = desk.json(&["defer", &no, "payer", "--until", &until, "--by", "Mary"]);
        let put_off = job["answers"][0]["until"].as_str().unwrap();
        assert!(
            put_off.starts_with(&format!("{tomorrow}T12:00")),
            "{until}: {put_off}"
        );
    }
    let no = a_job_with(&desk, &json!({"settlement": {"payer": null}}));
    let job = desk.json(&["defer", &no, "payer", "--until", "+1d", "--by", "Mary"]);
    let put_off = job["answers"][0]["until"].as_str().unwrap();
    assert!(put_off.starts_with(&tomorrow.to_string()), "{put_off}");
}

#[test]
fn a_reply_to_one_of_several_findings_says_which() {
    let desk = a_desk_with_a_schedule();
    let line = json!({"name_en": "COTTON HATS", "name_zh": "棉帽", "volume_cbm": "1"});
    let other = json!({"name_en": "COTTON SCARVES", "name_zh": "棉围巾", "volume_cbm": "1"});
    let no = a_job_with(&desk, &json!({"cargo": [line, other]}));
    let reply = ["--reply", "1240 kg, Mary 9:40"];
    let (code, error) = desk.refused(
        &[&["answer", no.as_str(), "weight-missing"][..], &reply].concat(),
        "",
    );
    assert_eq!(code, 1);
    assert!(
        error["hint"]
            .as_str()
            .unwrap()
            .contains("weight-missing@/cargo/1"),
        "{error}"
    );
    let at = "weight-missing@/cargo/1";
    let job = desk.json(&[&["answer", no.as_str(), at][..], &reply].concat());
    assert_eq!(job["consignment"]["cargo"][1]["gross_kg"], "1240");
}

#[test]
fn the_proof_of_a_value_goes_when_the_value_does() {
    let desk = a_desk_with_a_schedule();
    let no = a_job_with(&desk, &json!({"freight": {"terms": null}}));
    let job = desk.json(&[
        "answer",
        &no,
        "freight-terms",
        "--reply",
        "prepaid, Mary 9:40",
    ]);
    assert_eq!(job["consignment"]["answers"][0]["by"], "Mary");
    let job = desk.json(&["edit", &no, r#"{"remarks": "plastic pallets"}"#]);
    assert_eq!(job["consignment"]["answers"][0]["by"], "Mary");
    let change = r#"{"freight": {"terms": "third-place", "payable_at": "HONG KONG"}}"#;
    let job = desk.json(&["edit", &no, change]);
    let left = job["consignment"]["answers"].as_array().map_or(0, Vec::len);
    assert_eq!(left, 0, "{job}");
}

/// A chat's line is nearly always bare: whose it is, and when it came, the clerk knows.
#[test]
fn what_a_reply_does_not_say_itself_is_said_beside_it() {
    let desk = a_desk_with_a_schedule();
    let unasked = json!({"freight": {"terms": null}, "requested_etd": "2026-11-01"});
    let no = a_job_with(&desk, &unasked);
    let reply = |rule: &str, beside: &[&str]| {
        let words = ["answer", no.as_str(), rule];
        [&words[..], beside]
            .concat()
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let refused = |words: &[String]| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (code, error) = desk.refused(&words, "");
        (code, error["message"].as_str().unwrap().to_owned())
    };
    let (code, why) = refused(&reply("freight-terms", &["--reply", "预付"]));
    assert!(code == 1 && why.contains("--by"), "{why}");
    let (code, why) = refused(&reply(
        "freight-terms",
        &["--reply", "预付, Mary", "--by", "Tom"],
    ));
    assert!(
        code == 1 && why.contains("Mary") && why.contains("Tom"),
        "{why}"
    );
    let (code, why) = refused(&reply(
        "freight-terms",
        &["--reply", "预付, Mary 8:40", "--at", "8:41"],
    ));
    assert!(
        code == 1 && why.contains("08:40") && why.contains("08:41"),
        "{why}"
    );
    let (code, why) = refused(&reply(
        "freight-terms",
        &[
            "--reply",
            "预付",
            "--by",
            "Mary",
            "--at",
            "2099-01-01T08:00",
        ],
    ));
    assert!(code == 2 && why.contains("2099-01-01"), "{why}");
    let run = |words: &[String]| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        desk.json(&words)
    };
    let beside = [
        "--reply",
        "预付",
        "--by",
        "钱小姐",
        "--at",
        "2026-11-23T16:20",
    ];
    let job = run(&reply("freight-terms", &beside));
    let form = &job["consignment"];
    assert_eq!(form["freight"]["terms"], "prepaid");
    let proof = &form["answers"][0];
    assert_eq!(proof["by"], "钱小姐", "{form}");
    assert_eq!(proof["at"], "2026-11-23T16:20:00+08:00");
    assert_eq!(
        form["completed"].as_array().unwrap().last().unwrap()["by"],
        "钱小姐"
    );
    // The day alone, where the reply gives the hour.
    let third = a_job_with(&desk, &json!({"freight": {"terms": null}}));
    let job = desk.json(&[
        "answer",
        &third,
        "freight-terms",
        "--reply",
        "预付, Mary 8:40",
        "--at",
        "2026-11-23",
    ]);
    assert_eq!(
        job["consignment"]["answers"][0]["at"],
        "2026-11-23T08:40:00+08:00"
    );
    // A part of a name is the same person; the reply's own stands.
    let same = [
        "--reply",
        "OK, Mary Chen",
        "--by",
        "mary",
        "--at",
        "2026-11-23T16:20",
    ];
    let job = run(&reply("etd-differs", &same));
    assert_eq!(job["answers"][0]["by"], "Mary Chen", "{}", job["answers"]);
    assert_eq!(job["answers"][0]["at"], "2026-11-23T16:20:00+08:00");
}
