//! Answers bind to the values they were given on; fixes settle what they are offered for.

use serde_json::json;
use shipdesk::domain::consignment::AnswerParty;
use shipdesk::domain::{Answer, FindingState, OperatorName, Role, Severity};
use shipdesk::i18n::{self, Lang};
use shipdesk::json as contract;

use super::cases::CASES;
use super::desk::{Desk, a_sound_consignment};

/// The answer to the only finding, as the daemon records it.
fn answer_to(desk: &Desk, rule: &str) -> Answer {
    let findings = desk.findings();
    let finding = findings
        .iter()
        .find(|finding| finding.rule.as_str() == rule)
        .unwrap();
    Answer {
        id: 1,
        rule: finding.rule.clone(),
        field: finding.at.clone(),
        party: None,
        role: None,
        by: "Mary".to_owned(),
        recorded_by: Some(OperatorName::new("amy")),
        at: Some(desk.now),
        reason: Some("mail".to_owned()),
        until: None,
        saw: finding.saw.clone(),
        void: false,
        claim: false,
    }
}

fn state(desk: &Desk, rule: &str) -> FindingState {
    let findings = desk.findings();
    findings
        .iter()
        .find(|finding| finding.rule.as_str() == rule)
        .unwrap()
        .state
}

#[test]
fn an_answer_is_void_when_a_value_it_was_given_on_changes() {
    let mut desk = a_sound_consignment();
    desk.set("/requested_etd", "2026-11-25").stored();
    desk.answers = vec![Answer {
        party: Some(AnswerParty::Customer),
        ..answer_to(&desk, "etd-differs")
    }];
    assert_eq!(state(&desk, "etd-differs"), FindingState::Answered);
    desk.set("/remarks", "call before loading").stored();
    assert_eq!(state(&desk, "etd-differs"), FindingState::Answered);
    desk.set("/requested_etd", "2026-11-24").stored();
    assert_eq!(state(&desk, "etd-differs"), FindingState::Void);
}

#[test]
fn a_role_approves_neither_its_own_work_nor_by_a_claim() {
    let mut desk = a_sound_consignment();
    desk.set("/intake/signed", false).stored();
    let approval = Answer {
        role: Some(Role::RouteManager),
        by: "zhou".to_owned(),
        ..answer_to(&desk, "form-unsigned")
    };
    desk.answers = vec![approval.clone()];
    assert_eq!(state(&desk, "form-unsigned"), FindingState::Answered);
    desk.answers = vec![Answer {
        claim: true,
        ..approval.clone()
    }];
    assert_eq!(state(&desk, "form-unsigned"), FindingState::Open);
    desk.answers = vec![Answer {
        by: "amy".to_owned(),
        ..approval.clone()
    }];
    assert_eq!(state(&desk, "form-unsigned"), FindingState::Open);
    desk.answers = vec![approval];
    desk.job.as_mut().unwrap().writers.push((
        shipdesk::domain::Pointer::new("/intake/signed"),
        OperatorName::new("zhou"),
    ));
    assert_eq!(state(&desk, "form-unsigned"), FindingState::Open);
}

#[test]
fn what_is_put_off_comes_back_at_its_time() {
    let mut desk = a_sound_consignment();
    desk.set("/loading", json!({})).stored();
    let until = super::desk::at("2026-11-21T09:00:00+08:00");
    desk.answers = vec![Answer {
        until: Some(until),
        ..answer_to(&desk, "loading-mode")
    }];
    assert_eq!(state(&desk, "loading-mode"), FindingState::Deferred);
    desk.now = until;
    assert_eq!(state(&desk, "loading-mode"), FindingState::Open);
}

#[test]
fn what_cannot_be_put_off_is_not() {
    let mut desk = a_sound_consignment();
    desk.blank("/freight/terms").stored();
    let until = super::desk::at("2026-11-21T09:00:00+08:00");
    desk.answers = vec![Answer {
        until: Some(until),
        ..answer_to(&desk, "freight-terms")
    }];
    assert_eq!(state(&desk, "freight-terms"), FindingState::Open);
}

#[test]
fn an_answer_at_one_place_settles_nothing_at_another() {
    let mut desk = a_sound_consignment();
    let light = json!({"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "1", "volume_cbm": "1"});
    desk.set("/cargo/1", light.clone()).set("/cargo/2", light);
    desk.set("/answers", json!([{"rule": "density-odd", "field": "/cargo/1", "party": "customer", "by": "Mary", "at": "2026-11-18T10:00:00+08:00"}]));
    let states: Vec<_> = desk
        .findings()
        .iter()
        .map(|finding| (finding.id(), finding.state))
        .collect();
    assert_eq!(
        states,
        [
            ("density-odd@/cargo/1".to_owned(), FindingState::Answered),
            ("density-odd@/cargo/2".to_owned(), FindingState::Open),
        ]
    );
}

/// How many findings of each severity are open, other than those of one id.
fn gravest_but(desk: &Desk, id: &str) -> Vec<(String, Severity)> {
    desk.findings()
        .iter()
        .filter(|finding| finding.is_open() && finding.id() != id)
        .map(|finding| (finding.id(), finding.severity))
        .collect()
}

#[test]
fn every_fix_clears_its_finding_and_brings_none_as_grave() {
    let mut fixes = 0;
    for case in CASES {
        let mut desk = a_sound_consignment();
        (case.spoil)(&mut desk);
        if desk.job.is_some() {
            continue;
        }
        for finding in desk.findings() {
            let others = gravest_but(&desk, &finding.id());
            for fix in &finding.fixes {
                fixes += 1;
                let mut fixed = desk.clone();
                let document = contract::write_consignment(&desk.consignment());
                fixed.form =
                    contract::patch::apply(&document, &contract::patch::of_steps(&fix.patch))
                        .unwrap();
                let what = format!("{}: {} → {:?}", case.rule, case.what, fix.label);
                let after = fixed.findings();
                assert!(
                    !after
                        .iter()
                        .any(|left| left.id() == finding.id() && left.severity <= finding.severity),
                    "not cleared: {what}"
                );
                for (id, severity) in gravest_but(&fixed, &finding.id()) {
                    assert!(
                        severity > finding.severity || others.contains(&(id.clone(), severity)),
                        "brings {id}: {what}"
                    );
                }
            }
        }
    }
    assert!(fixes > 40, "only {fixes} fixes were tried");
}

#[test]
fn every_sentence_is_there_in_both_languages_with_all_its_arguments() {
    for case in CASES {
        let mut desk = a_sound_consignment();
        (case.spoil)(&mut desk);
        for finding in desk.findings() {
            for lang in Lang::ALL {
                let texts = [Some(&finding.message), finding.ask.as_ref()];
                let labels = finding.fixes.iter().map(|fix| &fix.label);
                for text in texts.into_iter().flatten().chain(labels) {
                    let said = i18n::render(lang, text);
                    assert!(
                        !said.contains(['{', '[']),
                        "{lang:?} {}: {said}",
                        finding.id()
                    );
                }
            }
        }
    }
}

#[test]
fn the_ready_sentence_asks_in_the_customers_words() {
    let mut desk = a_sound_consignment();
    desk.set("/sailing", "TEMP")
        .set("/pod", "MANILA")
        .set("/delivery", "MANILA");
    let findings = desk.findings();
    let ask = findings
        .iter()
        .find(|finding| finding.rule.as_str() == "sub-port")
        .unwrap()
        .ask
        .clone()
        .unwrap();
    assert_eq!(i18n::render(Lang::Zh, &ask), "请确认 MANILA 南港还是北港？");
}
