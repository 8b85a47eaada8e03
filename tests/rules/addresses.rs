//! Addresses that are a post-office box alone, and those that say where somebody is.

use shipdesk::domain::Finding;

use super::desk::a_sound_consignment;

fn is_refused(address: &[&str]) -> bool {
    let mut desk = a_sound_consignment();
    desk.set("/consignee/address", address.to_vec());
    desk.open().contains(&"party-text".to_owned())
}

#[test]
fn a_box_with_a_town_is_no_address_however_it_is_written() {
    for address in [
        &["P.O. BOX 61444", "DUBAI"][..],
        &["PO BOX 12", "DUBAI, UNITED ARAB EMIRATES"],
        &["P O BOX 12", "DUBAI"],
        &["POBOX 12", "DUBAI"],
        &["POB 12", "DUBAI"],
        &["P.O. BOX NO. 12", "DUBAI"],
        &["BP 12", "ABIDJAN"],
        &["B.P. 12", "ABIDJAN"],
        &["POSTFACH 1234", "HAMBURG"],
        &["P.O. BOX 12", "MOMBASA 80100"],
    ] {
        assert!(is_refused(address), "{address:?}");
    }
}

#[test]
fn a_street_a_house_or_a_quarter_beside_the_box_is_one() {
    for address in [
        &["BP 12", "12 RUE DU PORT", "ABIDJAN"][..],
        &["POBOX 12", "45 HARBOUR ROAD", "DUBAI"],
        &["P.O. BOX 12", "PLOT 9", "DUBAI"],
        &["P.O. BOX 61444, RAS AL KHOR", "DUBAI"],
        &["BP FRANCE SA", "ABIDJAN"],
        &["B P FRANCE SA", "ABIDJAN"],
    ] {
        assert!(!is_refused(address), "{address:?}");
    }
}

#[test]
fn what_is_asked_one_by_one_is_not_asked_for_as_a_whole() {
    let mut desk = a_sound_consignment();
    desk.set("/cargo", serde_json::json!([]))
        .set("/equipment", serde_json::json!([]));
    for field in ["/freight/terms", "/loading/mode", "/carrier_designated"] {
        desk.blank(field);
    }
    let rules = |findings: &[Finding]| -> Vec<String> {
        findings.iter().map(|one| one.rule.to_string()).collect()
    };
    let mut findings = desk.findings();
    let all = rules(&findings);
    assert!(all.contains(&"form-incomplete".to_owned()), "{all:?}");
    shipdesk::rules::asked_once(&mut findings);
    let once = rules(&findings);
    assert_eq!(once.len() + 1, all.len());
    assert!(!once.contains(&"form-incomplete".to_owned()), "{once:?}");
    // Alone it stays.
    let mut alone = desk.findings();
    alone.retain(|one| one.rule.as_str() == "form-incomplete");
    shipdesk::rules::asked_once(&mut alone);
    assert_eq!(rules(&alone), ["form-incomplete"]);
}
