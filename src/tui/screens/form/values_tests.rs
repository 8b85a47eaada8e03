//! What is typed, read and written again.

use super::super::written::write;
use super::*;

fn lean(doc: &Value) -> Lean<'_> {
    Lean {
        reference: Reference::built_in(),
        now: chrono::DateTime::parse_from_rfc3339("2026-11-26T09:12:00+08:00").unwrap(),
        doc,
    }
}

fn round(kind: Kind, text: &str) -> Option<String> {
    let doc = json!({"equipment": [{"type": "40HQ"}]});
    read(kind, text, &Value::Null, lean(&doc))
        .ok()
        .map(|value| write(kind, &value))
}

#[test]
fn boxes_are_read_in_every_way_they_are_typed() {
    for text in [
        "2*40HQ+1*20GP",
        "2x40hq+20gp",
        "40HQ*2, 1X20GP",
        "2×40HQ;1*20gp",
        "2 40hq, 1 20gp",
        "2 40HQ 20GP",
        "2X40HQ/1X20GP",
        "２＊４０ＨＱ＋１＊２０ＧＰ",
        "2*40HQ、20GP",
    ] {
        assert_eq!(
            round(Kind::Boxes, text).as_deref(),
            Some("2*40HQ+1*20GP"),
            "{text}"
        );
    }
    assert_eq!(round(Kind::Boxes, "0*40HQ"), None);
    assert_eq!(round(Kind::Boxes, "two*40HQ"), None);
}

#[test]
fn a_box_line_keeps_what_else_it_says() {
    let old = json!([{"type": "20GP", "count": 1, "heavy_duty": true}]);
    let doc = json!({});
    let read = read(Kind::Boxes, "3*20GP+1*40HQ", &old, lean(&doc)).unwrap();
    assert_eq!(
        read[0],
        json!({"type": "20GP", "count": 3, "heavy_duty": true})
    );
}

#[test]
fn rates_and_surcharges_say_their_currency() {
    assert_eq!(
        round(Kind::Rates, "40HQ 1,850 USD + 20GP $1200").as_deref(),
        Some("40HQ 1850.00 USD+20GP 1200.00 USD")
    );
    assert_eq!(
        round(Kind::Rates, "USD 1850").as_deref(),
        Some("40HQ 1850.00 USD")
    );
    assert_eq!(round(Kind::Rates, "40HQ 1850"), None);
    let doc = json!({"stuffing_mode": "lcl"});
    for text in ["LCL 20 USD", "20 USD", "拼箱 USD 20"] {
        assert_eq!(
            rates(text, lean(&doc)),
            Some(json!([{"type": "LCL", "amount": "20.00", "currency": "USD"}])),
            "{text}"
        );
    }
    assert_eq!(rates("20 USD", lean(&json!({}))), None);
    assert_eq!(
        round(Kind::Surcharges, "thc RMB1025/40HQ+DOC 450元/bl").as_deref(),
        Some("THC 1025.00 CNY/40HQ+DOC 450.00 CNY/bl")
    );
}

#[test]
fn closed_vents_are_said_by_a_letter() {
    for text in ["c", "Closed", "关"] {
        assert_eq!(
            round(Kind::Ventilation, text).as_deref(),
            Some("closed"),
            "{text}"
        );
    }
    assert_eq!(
        round(Kind::Ventilation, "25 cbm-h").as_deref(),
        Some("25 cbm-h")
    );
}

#[test]
fn a_choice_is_its_first_letters_or_its_place() {
    let terms = ["prepaid", "collect", "third-place"];
    assert_eq!(one_of("c", &terms), Some("collect"));
    assert_eq!(one_of("3", &terms), Some("third-place"));
    assert_eq!(one_of("x", &terms), None);
    assert_eq!(one_of("a", &["antedated", "actual"]), None);
    assert_eq!(one_of("ac", &["antedated", "actual"]), Some("actual"));
}

#[test]
fn dangerous_goods_are_denied_or_declared() {
    assert_eq!(round(Kind::Dangerous, "n").as_deref(), Some("no"));
    assert_eq!(
        round(Kind::Dangerous, "un1263 3 II PAINT").as_deref(),
        Some("UN1263 3 II PAINT")
    );
    assert_eq!(round(Kind::Dangerous, "paint"), None);
}

#[test]
fn weights_keep_their_unit_for_the_reader_of_files() {
    assert_eq!(round(Kind::Weight, "12.4t").as_deref(), Some("12.4t"));
    assert_eq!(round(Kind::Weight, "12,4"), None);
}
