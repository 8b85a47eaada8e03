//! What holds for every consignment, however wild.

use proptest::prelude::*;
use serde_json::{Value, json};
use shipdesk::domain::{Finding, FindingState, Severity};
use shipdesk::rules;

use super::cases::CASES;
use super::desk::{Desk, a_sound_consignment};
use super::settling::try_fixes;

/// A sound consignment spoilt by several cases at once.
fn spoilt() -> impl Strategy<Value = Desk> {
    proptest::collection::vec(0..CASES.len(), 0..6).prop_map(|chosen| {
        let mut desk = a_sound_consignment();
        for index in chosen {
            let mut other = desk.clone();
            let spoil = CASES[index].spoil;
            // Two cases may not go together: a list gone that the other has a line of.
            let went = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                spoil(&mut other);
                other
            }));
            if let Ok(went) = went {
                desk = went;
            }
        }
        desk
    })
}

/// A cargo line with figures at and beyond every limit.
fn cargo_line() -> impl Strategy<Value = Value> {
    (
        prop_oneof![Just("0"), Just("22000"), Just("22001"), Just("48,500 lb"), Just("79228162514264337593543950335"), Just("1e9"), Just("")],
        prop_oneof![Just("0"), Just("28"), Just("33.2"), Just("79228162514264337593543950335"), Just("x")],
        prop_oneof![Just("STONE"), Just("棉"), Just("FROZEN FISH"), Just("FAK"), Just("A\u{202e}B#é")],
        proptest::option::of(0_u32..6),
    )
        .prop_map(|(kg, cbm, name, place)| {
            json!({"name_en": name, "name_zh": name, "gross_kg": kg, "volume_cbm": cbm, "in": place})
        })
}

fn equipment_line() -> impl Strategy<Value = Value> {
    (
        prop_oneof![
            Just("20GP"),
            Just("40HQ"),
            Just("40RH"),
            Just("40FR"),
            Just("99XX")
        ],
        proptest::option::of(prop_oneof![Just(0_u32), Just(1), Just(3), Just(u32::MAX)]),
        proptest::option::of(any::<bool>()),
    )
        .prop_map(|(kind, count, heavy)| json!({"type": kind, "count": count, "heavy_duty": heavy}))
}

fn rule_and_state(findings: &[Finding]) -> Vec<(String, Severity, FindingState)> {
    let mut all: Vec<_> = findings
        .iter()
        .map(|finding| (finding.rule.to_string(), finding.severity, finding.state))
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { ..ProptestConfig::default() })]

    #[test]
    fn no_consignment_makes_a_rule_panic(
        cargo in proptest::collection::vec(cargo_line(), 0..5),
        equipment in proptest::collection::vec(equipment_line(), 0..4),
        mut desk in spoilt(),
    ) {
        desk.set("/cargo", cargo).set("/equipment", equipment);
        let findings = desk.findings();
        let mut ids: Vec<String> = findings.iter().map(Finding::id).collect();
        ids.sort();
        let count = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), count, "two findings of one id");
    }

    #[test]
    fn findings_do_not_depend_on_the_order_of_lines(
        cargo in proptest::collection::vec(cargo_line(), 1..5),
        equipment in proptest::collection::vec(equipment_line(), 1..4),
    ) {
        let mut desk = a_sound_consignment();
        let loose: Vec<Value> = cargo.into_iter().map(|mut line| { line["in"] = Value::Null; line }).collect();
        desk.set("/cargo", loose.clone()).set("/equipment", equipment.clone());
        let mut turned = desk.clone();
        turned.set("/cargo", loose.into_iter().rev().collect::<Vec<_>>());
        turned.set("/equipment", equipment.into_iter().rev().collect::<Vec<_>>());
        prop_assert_eq!(rule_and_state(&desk.findings()), rule_and_state(&turned.findings()));
    }

    #[test]
    fn bookable_is_exactly_that_no_block_is_open(desk in spoilt()) {
        let findings = desk.findings();
        let open_block = findings.iter().any(|finding| {
            finding.severity == Severity::Block
                && matches!(finding.state, FindingState::Open | FindingState::Void)
        });
        prop_assert_eq!(rules::bookable(&findings), !open_block);
    }

    #[test]
    fn every_fix_settles_what_it_is_offered_for_and_brings_nothing_as_grave(desk in spoilt()) {
        prop_assert_eq!(try_fixes(&desk).map(|_| ()), Ok(()));
    }

    #[test]
    fn client_and_daemon_find_the_same(desk in spoilt()) {
        // What the client sends is what the daemon checks: through the wire's bytes and back.
        let here = desk.consignment();
        let bytes = bincode::serde::encode_to_vec(&here, bincode::config::standard()).unwrap();
        let (there, _) = bincode::serde::decode_from_slice(&bytes, bincode::config::standard()).unwrap();
        prop_assert_eq!(desk.findings_of(&here), desk.findings_of(&there));
    }

    #[test]
    fn every_finding_says_what_it_saw(desk in spoilt()) {
        for finding in desk.findings() {
            for field in &finding.fields {
                prop_assert!(finding.saw.iter().any(|(seen, _)| seen == field), "{} {}", finding.id(), field);
            }
            prop_assert!(!finding.answers.is_empty());
        }
    }
}
