//! Answers bind to the values they were given on; fixes settle what they are offered for.

use serde_json::json;
use shipdesk::domain::consignment::AnswerParty;
use shipdesk::domain::{Answer, AnswerBy, FindingState, OperatorName, Pointer, Role, Severity};
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
fn a_verified_mass_leaves_what_was_agreed_about_the_boxes() {
    let mut desk = a_sound_consignment();
    desk.confirmed()
        .stored()
        .booking
        .as_mut()
        .unwrap()
        .equipment[0]
        .count = 2;
    desk.duplicates = vec![shipdesk::domain::JobNo::new("KF2026000007")];
    let rules = ["equipment-confirmed", "duplicate"];
    desk.answers = rules
        .iter()
        .map(|rule| Answer {
            party: Some(AnswerParty::Customer),
            ..answer_to(&desk, rule)
        })
        .collect();
    desk.set(
        "/equipment/0/vgm",
        json!({"kg": "16200", "method": "weighed"}),
    );
    desk.set("/cargo/0/marks", "CHENXI 1-820");
    for rule in rules {
        assert_eq!(state(&desk, rule), FindingState::Answered, "{rule}");
    }
    desk.set("/equipment/0/count", 3);
    for rule in rules {
        assert_eq!(state(&desk, rule), FindingState::Void, "{rule}");
    }
}

#[test]
fn an_answer_is_void_when_it_was_given_for_another_carrier_rate_or_company() {
    let mut consent = a_sound_consignment();
    consent.set("/documents/vessel_certificate", true);
    let mut unquoted = a_sound_consignment();
    unquoted.set("/quoted", json!({}));
    let mut unsigned = a_sound_consignment();
    unsigned.set("/intake/signed", false);
    for (mut desk, rule, field, value) in [
        (consent, "carrier-consent", "/carrier", json!("MAEU")),
        (
            unquoted,
            "rate-unquoted",
            "/freight/rate/0/amount",
            json!("2700"),
        ),
        (
            unsigned,
            "form-unsigned",
            "/principal/name",
            json!("ANOTHER COMPANY LTD"),
        ),
    ] {
        desk.stored();
        let (party, role) = match rule {
            "carrier-consent" => (Some(AnswerParty::Carrier), None),
            "rate-unquoted" => (Some(AnswerParty::Salesperson), None),
            _ => (None, Some(Role::RouteManager)),
        };
        desk.answers = vec![Answer {
            party,
            role,
            by: "zhou".to_owned(),
            ..answer_to(&desk, rule)
        }];
        assert_eq!(state(&desk, rule), FindingState::Answered, "{rule}");
        desk.set("/remarks", "call before loading").stored();
        assert_eq!(state(&desk, rule), FindingState::Answered, "{rule}");
        desk.set(field, value).stored();
        assert_eq!(state(&desk, rule), FindingState::Void, "{rule}");
    }
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
    desk.set("/answers", json!([{"rule": "density-odd", "field": "/cargo/1", "party": "customer", "by": "Mary", "at": "2026-11-18T10:00:00+08:00", "reason": "mail"}]));
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

#[test]
fn a_confirmation_is_worth_more_than_a_postponement_and_that_more_than_a_void_answer() {
    let mut desk = a_sound_consignment();
    desk.set("/requested_etd", "2026-11-25").stored();
    let confirmed = Answer {
        party: Some(AnswerParty::Customer),
        ..answer_to(&desk, "etd-differs")
    };
    let postponed = Answer {
        until: Some(super::desk::at("2026-11-21T09:00:00+08:00")),
        ..confirmed.clone()
    };
    let deferred = Answer {
        party: None,
        ..postponed.clone()
    };
    let void = Answer {
        void: true,
        ..confirmed.clone()
    };
    let mut state_of = |answers: &[&Answer]| {
        let consignment = desk.consignment();
        let mut findings = desk.findings();
        // A finding that can be confirmed or put off.
        for finding in &mut findings {
            finding.answers = vec![AnswerBy::Customer, AnswerBy::Later];
        }
        desk.answers = answers.iter().map(|answer| (*answer).clone()).collect();
        desk.settle(&consignment, &mut findings);
        let finding = findings
            .into_iter()
            .find(|finding| finding.rule.as_str() == "etd-differs");
        finding.unwrap().state
    };
    for (answers, state) in [
        (&[&confirmed, &deferred][..], FindingState::Answered),
        (&[&deferred, &confirmed], FindingState::Answered),
        (&[&confirmed, &void], FindingState::Answered),
        (&[&void, &confirmed], FindingState::Answered),
        (&[&void, &deferred], FindingState::Deferred),
        (&[&deferred, &void], FindingState::Deferred),
        (&[&void], FindingState::Void),
        (&[&deferred], FindingState::Deferred),
        (&[], FindingState::Open),
    ] {
        assert_eq!(state_of(answers), state, "{answers:?}");
    }
}

#[test]
fn a_confirmation_may_hold_until_a_time() {
    let mut desk = a_sound_consignment();
    desk.set("/requested_etd", "2026-11-25").stored();
    let until = super::desk::at("2026-11-21T09:00:00+08:00");
    desk.answers = vec![Answer {
        party: Some(AnswerParty::Customer),
        until: Some(until),
        ..answer_to(&desk, "etd-differs")
    }];
    assert_eq!(state(&desk, "etd-differs"), FindingState::Answered);
    desk.now = until - chrono::TimeDelta::minutes(1);
    assert_eq!(state(&desk, "etd-differs"), FindingState::Answered);
    desk.now = until;
    assert_eq!(state(&desk, "etd-differs"), FindingState::Open);
}

#[test]
fn nobody_said_which_party_where_only_one_can_answer() {
    let mut desk = a_sound_consignment();
    desk.set("/requested_etd", "2026-11-25").stored();
    let bare = answer_to(&desk, "etd-differs");
    desk.answers = vec![bare.clone()];
    assert_eq!(state(&desk, "etd-differs"), FindingState::Answered);
    for wrong in [
        Answer {
            at: None,
            ..bare.clone()
        },
        Answer {
            reason: None,
            ..bare.clone()
        },
        Answer {
            by: "TBA".to_owned(),
            ..bare.clone()
        },
        Answer {
            party: Some(AnswerParty::Carrier),
            ..bare.clone()
        },
        Answer {
            role: Some(Role::Director),
            ..bare.clone()
        },
        Answer {
            role: Some(Role::Clerk),
            ..bare
        },
    ] {
        desk.answers = vec![wrong.clone()];
        assert_eq!(state(&desk, "etd-differs"), FindingState::Open, "{wrong:?}");
    }
}

#[test]
fn an_answer_may_name_a_field_that_the_finding_looks_at() {
    let mut desk = a_sound_consignment();
    desk.set("/requested_etd", "2026-11-25").stored();
    for (field, wanted) in [
        ("/sailing", FindingState::Answered),
        ("/sailing/etd", FindingState::Answered),
        ("/requested_etd", FindingState::Answered),
        ("", FindingState::Answered),
        ("/remarks", FindingState::Open),
        ("/sail", FindingState::Open),
    ] {
        desk.answers = vec![Answer {
            party: Some(AnswerParty::Customer),
            field: Some(Pointer::new(field)),
            ..answer_to(&desk, "etd-differs")
        }];
        assert_eq!(state(&desk, "etd-differs"), wanted, "{field}");
    }
}

/// How many findings of each severity are open, other than those of one id.
fn gravest_but(desk: &Desk, id: &str) -> Vec<(String, Severity)> {
    desk.findings()
        .iter()
        .filter(|finding| finding.is_open() && finding.id() != id)
        .map(|finding| (finding.id(), finding.severity))
        .collect()
}

/// Tries every fix that a desk's findings offer: how many there were, and what one of them did not
/// clear, or brought.
pub fn try_fixes(desk: &Desk) -> Result<usize, String> {
    let mut fixes = 0;
    // What is stored is changed by an amendment, which asks for more by itself.
    if desk.job.is_some() {
        return Ok(fixes);
    }
    for finding in desk.findings() {
        let others = gravest_but(desk, &finding.id());
        for fix in &finding.fixes {
            fixes += 1;
            let mut fixed = desk.clone();
            let document = contract::write_consignment(&desk.consignment());
            fixed.form = contract::patch::apply(&document, &contract::patch::of_steps(&fix.patch))
                .map_err(|error| format!("{error:?}"))?;
            let what = format!("{} → {:?}", finding.id(), fix.label);
            let left = fixed
                .findings()
                .iter()
                .any(|left| left.id() == finding.id() && left.severity <= finding.severity);
            if left {
                return Err(format!("not cleared: {what}"));
            }
            for (id, severity) in gravest_but(&fixed, &finding.id()) {
                if severity <= finding.severity && !others.contains(&(id.clone(), severity)) {
                    return Err(format!("brings {id}: {what}"));
                }
            }
        }
    }
    Ok(fixes)
}

#[test]
fn every_fix_clears_its_finding_and_brings_none_as_grave() {
    let mut fixes = 0;
    for case in CASES {
        let mut desk = a_sound_consignment();
        (case.spoil)(&mut desk);
        match try_fixes(&desk) {
            Ok(tried) => fixes += tried,
            Err(wrong) => panic!("{}: {}: {wrong}", case.rule, case.what),
        }
    }
    assert!(fixes > 40, "only {fixes} fixes were tried");
}

#[test]
fn findings_come_gravest_first_then_in_the_order_of_the_form() {
    let mut desk = a_sound_consignment();
    desk.blank("/principal/contact")
        .set("/shipper/address", json!(["宁波"]))
        .set("/consignee/address", json!(["鹿特丹"]))
        .blank("/pol")
        .set("/sailing", "TEMP");
    let line = json!({"name_en": "SOCKS", "gross_kg": "400", "volume_cbm": "2"});
    desk.set("/cargo", vec![line; 12]);
    let found: Vec<String> = desk
        .findings()
        .iter()
        .map(shipdesk::domain::Finding::id)
        .collect();
    let mut wanted = vec!["pol".to_owned()];
    wanted.extend((0..12).map(|line| format!("goods-name@/cargo/{line}")));
    wanted.extend(
        [
            "party-text@/shipper",
            "party-text@/consignee",
            "principal-contact",
            "sailing-temp",
            "under-used",
        ]
        .map(str::to_owned),
    );
    assert_eq!(found, wanted);
}

#[test]
fn what_asks_for_the_whole_form_stands_where_the_table_has_it() {
    let mut desk = a_sound_consignment();
    desk.duplicates = vec![shipdesk::domain::JobNo::new("KF2026000007")];
    desk.set("/cargo", json!([])).set("/equipment", json!([]));
    for field in [
        "/freight/terms",
        "/loading/mode",
        "/carrier_designated",
        "/requested_etd",
    ] {
        desk.blank(field);
    }
    let warned: Vec<String> = desk
        .findings()
        .iter()
        .filter(|finding| finding.severity == Severity::Warn)
        .map(|finding| finding.rule.to_string())
        .collect();
    assert!(
        warned.ends_with(&["form-incomplete".to_owned(), "duplicate".to_owned()]),
        "{warned:?}"
    );
}

#[test]
fn two_jobs_look_alike_by_customer_ship_goods_and_boxes() {
    let sound = a_sound_consignment();
    let look = |desk: &Desk| shipdesk::rules::look(&desk.consignment()).unwrap();
    let changed = |change: fn(&mut Desk)| {
        let mut other = a_sound_consignment();
        change(&mut other);
        look(&other)
    };
    let same = look(&sound);
    assert_eq!(
        same,
        changed(|d| {
            d.set("/cargo/0/gross_kg", "12000");
        })
    );
    assert_ne!(
        same,
        changed(|d| {
            d.set("/cargo/0/name_en", "SOCKS");
        })
    );
    assert_ne!(
        same,
        changed(|d| {
            d.boxes(&[("40HQ", 7)]);
        })
    );
    assert_ne!(
        same,
        changed(|d| {
            d.boxes(&[("20GP", 1)]);
        })
    );
    assert_ne!(
        same,
        changed(|d| {
            d.set("/principal/name", "宁波海桐");
        })
    );
}

#[test]
fn temp_is_offered_only_for_a_day_that_is_asked_for() {
    let offers_temp = |desk: &Desk| {
        desk.findings()
            .iter()
            .filter(|finding| finding.rule.as_str() == "sailing-in-schedule")
            .flat_map(|finding| &finding.fixes)
            .any(|fix| fix.label.key == "fix.temp")
    };
    let mut desk = a_sound_consignment();
    desk.set("/sailing/voyage", "V.999W");
    assert!(offers_temp(&desk));
    desk.blank("/requested_etd");
    assert!(!offers_temp(&desk), "for no day");
    desk.set("/requested_etd", "2026-11-30").confirmed();
    assert!(!offers_temp(&desk), "once the carrier has confirmed");
}

#[test]
fn a_rule_is_known_by_its_id() {
    for known in shipdesk::rules::RULES {
        assert!(std::ptr::eq(
            shipdesk::rules::rule(known.id).unwrap(),
            *known
        ));
    }
    assert!(shipdesk::rules::rule("no-such-rule").is_none());
}

/// Whether a key stands where its sentence should.
fn unknown_key(said: &str) -> bool {
    ["[rule.", "[word.", "[fix.", "[field."]
        .iter()
        .any(|key| said.contains(key))
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
                        !said.contains('{') && !unknown_key(&said),
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

#[test]
fn no_sentence_names_a_field_by_its_pointer() {
    for case in CASES {
        let mut desk = a_sound_consignment();
        (case.spoil)(&mut desk);
        for finding in desk.findings() {
            for lang in Lang::ALL {
                for text in [Some(&finding.message), finding.ask.as_ref()]
                    .into_iter()
                    .flatten()
                {
                    let said = i18n::render(lang, text);
                    let pointer = said
                        .split(|letter: char| {
                            letter.is_whitespace() || "(（,，、:：。.".contains(letter)
                        })
                        .find(|word| word.len() > 1 && word.starts_with('/'));
                    assert_eq!(pointer, None, "{}: {said}", finding.id());
                }
            }
        }
    }
}

#[test]
fn a_refusal_names_the_words_that_were_not_understood() {
    let mut desk = a_sound_consignment();
    desk.set("/freight/terms", serde_json::Value::Null);
    let findings = desk.findings();
    let consignment = desk.consignment();
    let read = |text: &str| {
        shipdesk::rules::read_reply(
            text,
            &findings[0],
            &consignment,
            shipdesk::reference::Reference::built_in(),
            desk.now,
        )
    };
    let english = |text: &str| i18n::render(Lang::En, &read(text).refusal().unwrap());
    for (text, words) in [
        ("prepaid frobnicated, Mary 8:40", "“frobnicated”"),
        ("prepaid zxqw fnord 98765, Mary 8:40", "“zxqw fnord 98765”"),
        ("预付 龘龘 zxqw, Mary 8:40", "“龘龘zxqw”"),
        (
            "prepaid and collect, prepaid. Mary 8:40",
            "“prepaid”, “collect”",
        ),
        ("not prepaid, not prepaid. Mary 8:40", "“prepaid”"),
    ] {
        let said = english(text);
        assert!(said.contains(words), "{said}");
        assert!(said.contains(text), "{said}");
        let quoted = said.matches('“').count();
        assert_eq!(quoted, words.matches('“').count() + 1, "{said}");
    }
    let refusal = english("prepaid or collect, Mary 8:40");
    assert_ne!(refusal, english("prepaid frobnicated, Mary 8:40"));
    // A refusal quotes the first sixty letters of what was pasted, on one line.
    let long = format!("prepaid zxqw,\n{}", "a word more, ".repeat(9));
    let said = english(&long);
    assert!(
        said.contains("prepaid zxqw, a word more, a word more, a word more, a word…"),
        "{said}"
    );
    let just = format!("prepaid zxqw {}", "x".repeat(47));
    assert!(english(&just).contains(&just), "{}", english(&just));
    assert!(read("prepaid, Mary 8:40").refusal().is_none());
}
