//! Which call of a ship a form means: by its carrier, its ports, its harbour and its day.

use shipdesk::domain::{Consignment, PortCode, Sailing};
use shipdesk::reference::Reference;
use shipdesk::rules;

use super::desk::{Desk, a_sound_consignment, sailing};

/// The call, by its carrier, port of loading, port of discharge and day, that a desk's form means.
fn meant(desk: &Desk, calls: &[Sailing]) -> Option<String> {
    let form = desk.consignment();
    rules::meant(&form, Reference::built_in(), calls).map(|call| {
        let ports = format!("{} {} {}", call.carrier, call.pol, call.pod);
        format!("{ports} {}", call.etd)
    })
}

/// A call of the ship that the sound form names.
fn call(carrier: &str, pod: &str, etd: &str) -> Sailing {
    let chosen = a_sound_consignment().schedule.remove(0);
    let voyage = chosen.voyage.to_string();
    sailing(carrier, &chosen.vessel, &voyage, pod, etd)
}

fn port(code: &str) -> PortCode {
    Reference::built_in().port(code).unwrap().code.clone()
}

#[test]
fn the_call_is_the_form_s_own_carrier_s_to_its_own_port() {
    let mut desk = a_sound_consignment();
    desk.set("/carrier", "COSU").set("/pod", "DEHAM");
    let calls = [
        call("MSCU", "DEHAM", "2026-11-30"),
        call("COSU", "NLRTM", "2026-11-30"),
        call("COSU", "DEHAM", "2026-11-30"),
    ];
    let right = Some("COSU CNSHA DEHAM 2026-11-30".to_owned());
    assert_eq!(meant(&desk, &calls), right);
    let turned: Vec<Sailing> = calls.iter().rev().cloned().collect();
    assert_eq!(meant(&desk, &turned), right, "in whatever order");
}

#[test]
fn of_two_calls_alike_the_day_that_is_named_decides() {
    let mut desk = a_sound_consignment();
    desk.set("/carrier", "COSU").set("/pod", "DEHAM");
    let calls = [
        call("COSU", "DEHAM", "2026-11-30"),
        call("COSU", "DEHAM", "2026-12-07"),
    ];
    for day in ["2026-11-30", "2026-12-07"] {
        desk.set("/sailing/etd", day);
        assert_eq!(
            meant(&desk, &calls),
            Some(format!("COSU CNSHA DEHAM {day}"))
        );
    }
}

#[test]
fn none_is_guessed_between_carriers_or_ports_of_loading() {
    let mut desk = a_sound_consignment();
    desk.blank("/carrier").blank("/pol").set("/pod", "DEHAM");
    let shanghai = call("COSU", "DEHAM", "2026-11-30");
    assert!(meant(&desk, std::slice::from_ref(&shanghai)).is_some());

    let another_s = call("MSCU", "DEHAM", "2026-11-30");
    assert_eq!(meant(&desk, &[shanghai.clone(), another_s.clone()]), None);
    let mut ningbo = shanghai.clone();
    ningbo.pol = port("CNNGB");
    assert_eq!(meant(&desk, &[shanghai.clone(), ningbo.clone()]), None);

    // What fits less is no rival, whoever's it is and wherever it loads.
    let mut elsewhere = ningbo;
    elsewhere.pod = port("NLRTM");
    assert!(meant(&desk, &[shanghai.clone(), elsewhere]).is_some());
    desk.set("/carrier", "COSU");
    assert!(meant(&desk, &[shanghai, another_s]).is_some());
}

#[test]
fn a_ship_is_named_by_its_name_and_voyage_and_by_its_id_alone_where_there_is_nothing_else() {
    let desk = a_sound_consignment();
    let sailing = &desk.schedule[0];
    let names = |desk: &Desk, sailing: &Sailing| {
        let form = desk.consignment();
        rules::names(form.chosen_sailing().unwrap(), sailing)
    };
    assert!(names(&desk, sailing));
    let mut other = desk.clone();
    other.set("/sailing/voyage", "999W");
    assert!(!names(&other, sailing), "another voyage");
    let mut other = desk.clone();
    other.set("/sailing/vessel", "EVER GIVEN");
    assert!(!names(&other, sailing), "another ship");

    let mut by_id = desk.clone();
    by_id.set("/sailing", serde_json::json!({ "id": sailing.id }));
    assert!(names(&by_id, sailing));
    let mut stranger = sailing.clone();
    stranger.id = call("MSCU", "NLRTM", "2026-12-24").id;
    assert!(!names(&by_id, &stranger));
    by_id.set("/sailing/voyage", "999W");
    assert!(!names(&by_id, sailing), "its id beside another voyage");
}

#[test]
fn a_harbour_of_the_port_is_another_call() {
    let mut desk = a_sound_consignment();
    let goes = |desk: &Desk, sailing: &Sailing| {
        rules::goes_with(&desk.consignment(), Reference::built_in(), sailing)
    };
    let mut to = call("COSU", "PHMNL", "2026-11-30");
    desk.set("/carrier", "COSU").set("/pod", "PHMNL");
    assert!(goes(&desk, &to), "where neither says which");
    desk.set("/pod_terminal", "MANILA SOUTH HARBOUR");
    assert!(goes(&desk, &to), "where one does not");
    to.pod_terminal = Some("MANILA NORTH HARBOUR".to_owned());
    assert!(!goes(&desk, &to));
    to.pod_terminal = Some("MANILA SOUTH HARBOUR".to_owned());
    assert!(goes(&desk, &to));
}

#[test]
fn a_sailing_agrees_by_its_ports_and_its_carrier() {
    let desk = a_sound_consignment();
    let (form, sailing) = (desk.consignment(), &desk.schedule[0]);
    let reference = Reference::built_in();
    let agreeing = |form: &Consignment| rules::agreeing(form, sailing, reference);
    assert_eq!(agreeing(&form), 3);
    for field in ["/carrier", "/pol", "/pod"] {
        let mut other = a_sound_consignment();
        other.set(
            field,
            match field {
                "/carrier" => "MSCU",
                "/pol" => "CNTAO",
                _ => "GRPIR",
            },
        );
        assert_eq!(agreeing(&other.consignment()), 2, "{field}");
    }
}
