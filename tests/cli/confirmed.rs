//! What the carrier confirmed, held against the goods; and what a booked job is offered.

use serde_json::{Value, json};

use crate::given::{a_desk_with_a_schedule, a_sound_consignment, number, open, sailing};

/// A remedy that a command would refuse is none: what was said is amended. What was not said is still
/// filled in.
#[test]
fn a_booked_job_is_offered_the_remedies_that_an_edit_takes() {
    let desk = a_desk_with_a_schedule();
    let mut form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    form["equipment"] = json!([{"type": "40HQ", "count": 2}]);
    let no = number(&desk.json_with(&["new", "-"], &form.to_string()));
    let fixes = |job: &Value, rule: &str| {
        let findings = job["findings"].as_array().unwrap();
        let found = findings.iter().find(|one| one["rule"] == rule);
        found.map(|one| one["fixes"].as_array().unwrap().len())
    };
    let before = desk.json(&["show", &no]);
    assert_eq!(fixes(&before, "under-used"), Some(1), "{before}");
    let booked = desk.json(&["book", &no]);
    assert_eq!(fixes(&booked, "under-used"), Some(0), "{booked}");
    assert_eq!(fixes(&desk.json(&["check", &no]), "under-used"), Some(0));
    let (code, error) = desk.refused(&["edit", &no, "--fix", "under-used"], "");
    assert_eq!(code, 1);
    assert!(error["hint"].as_str().unwrap().contains("amend"), "{error}");
    // The carrier's 20-foot asks what nobody was asked.
    let heavy = r#"{"cargo":[{"name_en":"COTTON YARN","name_zh":"棉纱","gross_kg":"23000","volume_cbm":"25","packages":820,"package_type":"CTN","packing_material":"paper","dangerous":false}]}"#;
    desk.json(&[
        "amend",
        &no,
        heavy,
        "--confirmation",
        "HC-27",
        "--no-charge",
    ]);
    let confirmed = desk.json(&[
        "confirm",
        &no,
        "--booking-no",
        "B1",
        "--equipment",
        "1*20GP",
    ]);
    assert_eq!(fixes(&confirmed, "heavy-20"), Some(2), "{confirmed}");
    let answered = desk.json(&["edit", &no, "--fix", "heavy-20", "--choice", "2"]);
    assert_eq!(fixes(&answered, "heavy-20"), None);
}

/// What the customer agrees to holds no more than it did: the goods must go into the box that was
/// confirmed, whatever was booked.
#[test]
fn the_boxes_that_the_carrier_confirmed_are_held_against_the_goods() {
    let desk = a_desk_with_a_schedule();
    let mut form = a_sound_consignment(&sailing(&desk, "universe rotterdam"));
    form["equipment"] = json!([{"type": "40HQ", "count": 1}]);
    form["cargo"][0]["volume_cbm"] = json!("69.4");
    let no = number(&desk.json_with(&["new", "-"], &form.to_string()));
    desk.json(&["book", &no]);
    let blocks = |job: &Value| open(job, "block");
    let confirm =
        |boxes: &str| desk.json(&["confirm", &no, "--booking-no", "B1", "--equipment", boxes]);
    let lower = confirm("1*40GP");
    assert_eq!(blocks(&lower), ["over-capacity", "equipment-confirmed"]);
    let asked = desk.json(&["ask", &no, "--to", "carrier"])["text"].to_string();
    assert!(
        asked.contains("1*40GP") && asked.contains("69.4 cbm"),
        "{asked}"
    );
    let agreed = desk.json(&[
        "answer",
        &no,
        "equipment-confirmed",
        "--party",
        "customer",
        "--by",
        "Ms Qian",
        "--reason",
        "phone",
    ]);
    assert_eq!(blocks(&agreed), ["over-capacity"]);
    let findings = agreed["findings"].as_array().unwrap();
    let vgm = findings.iter().find(|one| one["rule"] == "vgm").unwrap();
    assert!(vgm["ask"].as_str().unwrap().contains("40GP"), "{vgm}");
    // Fewer goods go in; what the customer agreed to stands.
    let fewer = [
        "amend",
        no.as_str(),
        r#"[{"op":"replace","path":"/cargo/0/volume_cbm","value":"60"}]"#,
        "--confirmation",
        "HC-27",
        "--no-charge",
    ];
    assert_eq!(blocks(&desk.json(&fewer)), Vec::<String>::new());
    assert_eq!(blocks(&confirm("1*40HQ")), Vec::<String>::new());
}
