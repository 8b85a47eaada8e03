//! Which of a ship's calls a form means: said by its ports and its carrier, in whatever order they come.

use serde_json::{Value, json};

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, number, open, sailing};
use crate::support::desk::Desk;

/// One ship with many calls, another whose rows name harbours, and one that two carriers sell.
const CALLS: &str = "\
CARRIER,VESSEL,VOYAGE,SERVICE,POL,POD,ETD,CY CUT-OFF
COSCO,COSCO SHIPPING TAURUS,051W,AEU9,NINGBO,ANTWERP,2026-12-05,2026-12-04 12:00
COSCO,COSCO SHIPPING TAURUS,051W,AEU9,SHANGHAI,ANTWERP,2026-12-08,2026-12-07 12:00
COSCO,COSCO SHIPPING TAURUS,051W,AEU9,SHANGHAI,HAMBURG,2026-12-08,2026-12-07 12:00
COSCO,COSCO SHIPPING TAURUS,051W,AEU9,SHANGHAI,ROTTERDAM,2026-12-08,2026-12-07 12:00
COSCO,COSCO AAA,001W,PHX,SHANGHAI,COLOMBO,2026-12-08,2026-12-07 12:00
COSCO,COSCO AAA,001W,PHX,SHANGHAI,MANILA,2026-12-08,2026-12-07 12:00
COSCO,COSCO BBB,002W,PHX,SHANGHAI,MANILA NORTH HARBOUR,2026-12-15,2026-12-14 12:00
COSCO,COSCO BBB,002W,PHX,SHANGHAI,MANILA SOUTH HARBOUR,2026-12-15,2026-12-14 12:00
COSCO,COSCO CCC,003W,PHX,SHANGHAI,MANILA,2026-12-22,2026-12-21 12:00
COSCO,OOCL SPAIN,012W,LL3,SHANGHAI,ROTTERDAM,2026-12-09,2026-12-08 12:00
OOCL,OOCL SPAIN,012W,LL3,SHANGHAI,ROTTERDAM,2026-12-09,2026-12-08 12:00
";

fn a_desk() -> Desk {
    let desk = a_desk_with_a_schedule();
    let file = desk.file("calls.csv", CALLS);
    desk.json(&["import", "schedule", file.to_str().unwrap()]);
    desk
}

/// A sound form that names its ship by vessel and voyage alone.
fn a_form(desk: &Desk, vessel: &str, voyage: &str) -> Value {
    let mut form = a_sound_consignment(&sailing(desk, "universe rotterdam"));
    form["sailing"] = json!({"vessel": vessel, "voyage": voyage});
    form["requested_etd"] = json!("2026-12-08");
    form
}

fn new(desk: &Desk, form: &Value) -> Value {
    desk.json_with(&["new", "-"], &form.to_string())
}

#[test]
fn the_call_follows_the_ports_whenever_they_are_filled_in() {
    let desk = a_desk();
    let whole = a_form(&desk, "COSCO SHIPPING TAURUS", "051W");
    for (field, value) in [("pod", "NLRTM"), ("pol", "CNSHA"), ("carrier", "COSU")] {
        let mut form = whole.clone();
        form[field] = Value::Null;
        let no = number(&new(&desk, &form));
        let job = desk.json(&["edit", &no, &json!({field: value}).to_string()]);
        assert_eq!(
            job["consignment"]["sailing"]["id"], "COSU.COSCO-SHIPPING-TAURUS.051W.CNSHA.NLRTM",
            "{field}"
        );
        assert_eq!(open(&job, "block"), Vec::<String>::new(), "{field}");
    }
    // Another call of the same ship, on the same form.
    let no = number(&new(&desk, &whole));
    let job = desk.json(&["edit", &no, r#"{"pod": "DEHAM", "delivery": "DEHAM"}"#]);
    assert_eq!(
        job["consignment"]["sailing"]["id"],
        "COSU.COSCO-SHIPPING-TAURUS.051W.CNSHA.DEHAM"
    );
    // A call that it does not make is no call of another ship's.
    let job = desk.json(&["edit", &no, r#"{"pod": "GBFXT", "delivery": "GBFXT"}"#]);
    assert_eq!(open(&job, "block"), ["sailing-route"]);
}

#[test]
fn no_port_of_loading_and_no_carrier_is_guessed() {
    let desk = a_desk();
    let mut form = a_form(&desk, "COSCO SHIPPING TAURUS", "051W");
    form["pol"] = Value::Null;
    form["pod"] = json!("BEANR");
    let job = new(&desk, &form);
    let ship = &job["consignment"]["sailing"];
    assert_eq!((&ship["id"], &ship["etd"]), (&Value::Null, &Value::Null));
    let mut form = a_form(&desk, "oocl spain", "012W");
    form["carrier"] = Value::Null;
    form["carrier_designated"] = json!(false);
    let job = new(&desk, &form);
    let ship = &job["consignment"]["sailing"];
    assert_eq!(
        (&ship["id"], &ship["vessel"], &ship["etd"]),
        (&Value::Null, &json!("OOCL SPAIN"), &json!("2026-12-09"))
    );
}

#[test]
fn a_harbour_is_a_call_of_its_city_and_a_roll_goes_to_it() {
    let desk = a_desk();
    let mut form = a_form(&desk, "COSCO AAA", "001W");
    for (port, terminal) in [
        ("MANILA SOUTH HARBOUR", Value::Null),
        ("MANILA", json!("SOUTH")),
    ] {
        form["pod"] = json!(port);
        form["delivery"] = json!(port);
        form["pod_terminal"] = terminal;
        let job = new(&desk, &form);
        assert_eq!(open(&job, "block"), Vec::<String>::new(), "{port}");
        let no = number(&job);
        desk.json(&["book", &no]);
        let rolled = desk.json(&["roll", &no]);
        assert_eq!(
            rolled[0]["consignment"]["sailing"]["id"], "COSU.COSCO-BBB.002W.CNSHA.PHMNS",
            "{port}"
        );
    }
}
