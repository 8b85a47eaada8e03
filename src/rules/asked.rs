//! Of whom a finding's question is asked: one message holds only what its reader can answer.

use super::completion::FORM_INCOMPLETE;
use super::rule::rule;
use crate::domain::{AnswerBy, Finding};

/// Of whom a finding's question is asked: whom its rule names for it, else the party or the role that
/// can answer the finding, else the customer, who has the values.
pub fn asked_of(finding: &Finding) -> AnswerBy {
    let question = finding.ask.as_ref().map_or("", |ask| ask.key.as_ref());
    let name = question.rsplit('.').next().unwrap_or_default();
    let named = rule(finding.rule.as_str()).and_then(|rule| {
        let (_, whom) = rule.asked.iter().find(|(asks, _)| *asks == name)?;
        Some(*whom)
    });
    let is_person = |by: &AnswerBy| !matches!(by, AnswerBy::Fix | AnswerBy::Later);
    named
        .or_else(|| finding.answers.iter().copied().find(is_person))
        .unwrap_or(AnswerBy::Customer)
}

/// The findings that one message asks about: without the one that sums up items of the form, where
/// those are asked one by one.
pub fn asked_once(findings: &mut Vec<Finding>) {
    let is_item = |finding: &Finding| rule(finding.rule.as_str()).is_some_and(|rule| rule.item);
    if findings.iter().any(is_item) {
        findings.retain(|finding| finding.rule.as_str() != FORM_INCOMPLETE.id);
    }
}
