//! Every rule has its sentences in both languages, its cases, and its row on the page.

use std::collections::BTreeSet;

use shipdesk::i18n::{self, Lang};
use shipdesk::rules::{RULES, catalogue};

use super::cases::{CASES, Shows};

#[test]
fn every_rule_has_cases_that_fire_stay_silent_and_stand_at_the_edge() {
    for rule in RULES {
        for shows in [Shows::Fires, Shows::Silent, Shows::Edge] {
            assert!(
                CASES
                    .iter()
                    .any(|case| case.rule == rule.id && case.shows == shows),
                "{} has no case that shows {shows:?}",
                rule.id
            );
        }
    }
}

#[test]
fn no_case_is_of_a_rule_that_does_not_exist() {
    for case in CASES {
        assert!(shipdesk::rules::rule(case.rule).is_some(), "{}", case.rule);
    }
}

#[test]
fn ids_are_unique_and_written_in_kebab_case() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for id in ids {
        assert!(
            id.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{id}"
        );
    }
}

#[test]
fn every_rule_has_a_title_and_a_reason_in_both_languages() {
    for lang in Lang::ALL {
        for entry in catalogue::catalogue() {
            assert!(i18n::has(lang, &entry.title.key), "{}", entry.title.key);
            assert!(i18n::has(lang, &entry.reason.key), "{}", entry.reason.key);
        }
    }
}

#[test]
fn the_page_of_the_docs_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let page = catalogue::page(|text| i18n::render(Lang::En, text));
    if std::env::var_os("SHIPDESK_WRITE_DOCS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        std::fs::write(path, &page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == page,
        "docs/rules.md is out of date: run with SHIPDESK_WRITE_DOCS=1"
    );
}
