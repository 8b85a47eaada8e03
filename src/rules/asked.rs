//! Of whom a finding's question is asked: one message holds only what its reader can answer.

use crate::domain::{AnswerBy, Finding};

/// Questions that others than the finding's own party are asked, by rule and by the name of the
/// question where a rule has several.
const OTHERS: &[(&str, Option<&str>, AnswerBy)] = &[
    ("handover-sheet", None, AnswerBy::Salesperson),
    ("agent-missing", None, AnswerBy::Salesperson),
    ("all-in", None, AnswerBy::Salesperson),
    ("bl-dating", Some("ask-request"), AnswerBy::Salesperson),
    ("sailing-temp", None, AnswerBy::Carrier),
    ("amendment-charges", None, AnswerBy::Carrier),
    ("cut-off", Some("ask-sailed"), AnswerBy::Customer),
    ("carrier-consent", Some("ask-credit"), AnswerBy::Customer),
    // The stamp is the customer's; to do without it is the route manager's.
    ("form-unsigned", None, AnswerBy::Customer),
];

/// Of whom a finding's question is asked: the party or the role that can answer it, else the
/// customer, who has the values.
pub fn asked_of(finding: &Finding) -> AnswerBy {
    let question = finding.ask.as_ref().map_or("", |ask| ask.key.as_ref());
    let name = question.rsplit('.').next().unwrap_or_default();
    let other = OTHERS.iter().find(|(rule, asks, _)| {
        *rule == finding.rule.as_str() && asks.is_none_or(|asks| asks == name)
    });
    if let Some((_, _, whom)) = other {
        return *whom;
    }
    let is_person = |by: &AnswerBy| !matches!(by, AnswerBy::Fix | AnswerBy::Later);
    finding
        .answers
        .iter()
        .copied()
        .find(is_person)
        .unwrap_or(AnswerBy::Customer)
}
