//! Every rule has its sentences in both languages, its cases, and its row on the page.

use std::collections::BTreeSet;

use shipdesk::domain::AnswerBy;
use shipdesk::i18n::{self, Lang};
use shipdesk::rules::{RULES, asked_of};

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
        for text in RULES.iter().flat_map(|rule| [rule.title(), rule.reason()]) {
            assert!(i18n::has(lang, &text.key), "{}", text.key);
        }
    }
}

/// The page of the docs: every rule with its clauses, its severity, who settles it, and why.
fn page() -> String {
    let mut page = String::from(
        "# The rules of the desk\n\nWritten from the code: `cargo test --test rules` says when it is out of date, and with\n`SHIPDESK_WRITE_DOCS=1` writes it. *ops*: also for customs-only and trucking-only jobs.\n\n| rule | clause | severity | settled by | what, and why |\n| --- | --- | --- | --- | --- |\n",
    );
    for rule in RULES {
        let clauses = if rule.clauses.is_empty() {
            "—".to_owned()
        } else {
            rule.clauses.join(", ")
        };
        let answers: Vec<&str> = rule.answers.iter().map(|kind| kind.as_str()).collect();
        page += &format!(
            "| `{}` | {clauses} | {} | {} | **{}**{} {} |\n",
            rule.id,
            rule.severity,
            answers.join(", "),
            i18n::render(Lang::En, &rule.title()),
            if rule.ops { " *ops*" } else { "" },
            i18n::render(Lang::En, &rule.reason()),
        );
    }
    page
}

#[test]
fn the_page_of_the_docs_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let page = page();
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

/// The catalogue as the procedure's table has it: id, clauses, highest severity, who settles it, and
/// whether it also holds for customs-only and trucking-only jobs.
const TABLE: &str = "\
intake-form|3.1|block|fix|ops
handover-sheet|3.1|block|fix later|
new-customer-contact|3.1c|hint|fix|ops
form-unsigned|3.2a|block|route-manager|ops
principal-mismatch|C6.1|warn|customer|
principal-contact|C6.1|warn|fix|ops
pol|C2.3|block|fix|
via|C2.4|hint|fix|
place-unknown|3.2b|block|fix|
sail-date|3.2b|block|fix|
etd-differs|3.2b|warn|customer|
destination|3.2b|block|fix|
goods-name|3.2b|block|fix|
carrier-designation|3.2b|block|fix|
sailing-in-schedule|N1|block|fix|
sailing-temp|N1|block|fix|
sailing-route|N1|block|fix|
voyage-format|C5.4|hint|fix|
cut-off||block|fix carrier|
equipment-missing|3.2c|block|fix|
weight-missing|3.2c|block|fix|
volume-missing|3.2c|block|fix|
over-payload|3.2c|block|fix|
over-capacity|3.2c|block|fix|
tight-fit|3.2c|warn|customer|
under-used|3.2c|hint|fix|
density-odd|3.2c|warn|customer|
heavy-20|3.2c 3.2j|block|fix|
reefer-settings|3.2d|block|fix|
reefer-dry|3.2d|warn|customer|
soc-tare||warn|fix|
rate-mismatch|3.2e C3|block|salesperson|
rate-unquoted|C3|block|salesperson|
freight-terms|3.2f|block|fix|
payable-at|3.2f|block|fix|
loading-mode|3.2g|block|fix later|ops
loading-warehouse|3.2g|block|fix later|
loading-trailer|3.2g|block|fix later|ops
loading-self|3.2g|block|fix later|
loading-late|3.2g|block|fix|
customs-mode|3.2h|block|fix later|ops
customs-broker|3.2h B|block|fix later|ops
payer|3.2i|block|fix later|ops
food-check|3.2j|block|fix|
reefer-genset|3.2j|block|fix|
fumigation|3.2j|warn|fix|
transit-handbook|3.2j|block|fix later|
party-text|3.2k|block|fix|
carrier-consent|3.2l|block|carrier|
lc-latest-shipment||warn|fix|
us-routing|3.2m|block|fix|
sub-port|3.2n|block|fix|
completion-unnamed|3.2o|block|fix|ops
form-incomplete|3.2o|warn|customer|
source|N2|block|fix|ops
agent-missing|C6.3|block|fix|
agent-unconfirmed|C6.3|block|operations-manager director|
agent-unlisted|C6.3|block|director|
stuffing-mode|N3|block|fix|
bl-dating|C6.4|block|operations-manager director fix|
fee-waiver|C6.2|block|director|
all-in|C6.2|block|fix|
collect-charges|C6.2|block|fix|
equipment-confirmed|C4|block|customer|
confirmation-told|C4|warn|fix|
vgm|E2|block|fix|
advance-manifest|E2|block|fix|
dangerous-goods||block|fix|
duplicate||warn|customer|
amendment-confirmation|3.4d|block|fix|
amendment-review|3.4d|block|original-clerk route-manager|
amendment-charges|3.4d|block|fix|
status-due|N4|block|fix|
charge-code||hint|fix|ops";

#[test]
fn every_rule_is_the_table_s_in_clauses_severity_answers_and_jobs() {
    let mut written: Vec<String> = RULES
        .iter()
        .map(|rule| {
            let answers: Vec<&str> = rule.answers.iter().map(|way| way.as_str()).collect();
            format!(
                "{}|{}|{}|{}|{}",
                rule.id,
                rule.clauses.join(" "),
                rule.severity,
                answers.join(" "),
                if rule.ops { "ops" } else { "" }
            )
        })
        .collect();
    let mut table: Vec<&str> = TABLE.lines().collect();
    written.sort();
    table.sort_unstable();
    assert_eq!(written, table);
}

/// Who is asked another's question: rule, question, whom. Every other question goes to whom can answer.
const ASKED: &[(&str, &str, AnswerBy)] = &[
    ("handover-sheet", "ask", AnswerBy::Salesperson),
    ("handover-sheet", "ask-unnamed", AnswerBy::Salesperson),
    ("agent-missing", "ask", AnswerBy::Salesperson),
    ("all-in", "ask", AnswerBy::Salesperson),
    ("bl-dating", "ask-request", AnswerBy::Salesperson),
    ("sailing-temp", "ask", AnswerBy::Carrier),
    ("amendment-charges", "ask", AnswerBy::Carrier),
    ("cut-off", "ask-sailed", AnswerBy::Customer),
    ("equipment-confirmed", "ask-amended", AnswerBy::Carrier),
    ("over-payload", "ask-confirmed", AnswerBy::Carrier),
    ("over-capacity", "ask-confirmed", AnswerBy::Carrier),
    ("carrier-consent", "ask-credit", AnswerBy::Customer),
    ("form-unsigned", "ask", AnswerBy::Customer),
];

#[test]
fn each_question_goes_to_whom_it_is_for() {
    let mut desk = super::desk::a_sound_consignment();
    desk.blank("/pol");
    let asked = desk.findings().remove(0);
    for rule in RULES {
        for (question, whom) in rule.asked {
            assert!(
                ASKED.contains(&(rule.id, *question, *whom)),
                "{} {question}",
                rule.id
            );
            for lang in Lang::ALL {
                let key = format!("rule.{}.{question}", rule.id);
                assert!(i18n::has(lang, &key), "{key}");
            }
        }
    }
    for (id, question, whom) in ASKED {
        let rule = shipdesk::rules::rule(id).unwrap();
        let mut finding = asked.clone();
        finding.rule = shipdesk::domain::RuleId::new(*id);
        finding.answers = rule.answers.to_vec();
        let ask = |name: &str| shipdesk::domain::Text {
            key: format!("rule.{id}.{name}").into(),
            args: Vec::new(),
        };
        finding.ask = Some(ask(question));
        assert_eq!(asked_of(&finding), *whom, "{id} {question}");
        // Another question of the rule's is for whom can answer it, else for the customer.
        finding.ask = Some(ask("ask-other"));
        let answering = rule
            .answers
            .iter()
            .find(|by| !matches!(by, AnswerBy::Fix | AnswerBy::Later));
        assert_eq!(
            asked_of(&finding),
            *answering.unwrap_or(&AnswerBy::Customer),
            "{id}"
        );
    }
}

#[test]
fn the_items_of_the_form_and_what_is_wanted_before_a_cut_off_are_these() {
    let of = |which: fn(&shipdesk::rules::Rule) -> bool| -> Vec<&str> {
        let found = RULES.iter().filter(|rule| which(rule));
        found.map(|rule| rule.id).collect()
    };
    assert_eq!(
        of(|rule| rule.item),
        [
            "sail-date",
            "destination",
            "goods-name",
            "carrier-designation",
            "equipment-missing",
            "weight-missing",
            "volume-missing",
            "reefer-settings",
            "freight-terms",
            "payable-at",
            "loading-mode",
            "loading-warehouse",
            "loading-trailer",
            "loading-self",
            "customs-mode",
            "customs-broker",
            "payer",
        ]
    );
    assert_eq!(
        of(|rule| rule.before_cut_off),
        ["cut-off", "party-text", "vgm", "advance-manifest"]
    );
}
