//! Our agent overseas: C6.3.

use super::wording::{given, said};
use super::{Checked, Report, Rule};
use crate::domain::consignment::{Collector, FreightTerms, Source};
use crate::domain::{AnswerBy, Severity};

/// Freight that an agent of ours collects, and nominated cargo, have that agent's name.
pub static AGENT_MISSING: Rule = Rule {
    id: "agent-missing",
    clauses: &["C6.3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    asked: &[("ask", AnswerBy::Salesperson)],
    check: |checked, report| {
        let consignment = checked.consignment;
        let collects = consignment.freight.collected_by == Some(Collector::OurAgent)
            && consignment.freight.terms != Some(FreightTerms::Prepaid);
        let nominated = consignment.source == Some(Source::Nominated);
        if (collects || nominated) && named(checked).is_none() {
            report.add(
                AGENT_MISSING
                    .finding()
                    .fields(["/overseas_agent", "/freight/collected_by", "/source"])
                    .says(if collects { "message" } else { "nominated" })
                    .asks("ask"),
            );
        }
    },
    ..Rule::PLAIN
};

/// The agent was confirmed before it was chosen. What the form says of it is a claim: on a stored
/// job only the approval of the operations manager's or the director's own account counts.
pub static AGENT_UNCONFIRMED: Rule = Rule {
    id: "agent-unconfirmed",
    clauses: &["C6.3"],
    severity: Severity::Block,
    answers: &[AnswerBy::OperationsManager, AnswerBy::Director],
    check: agent_unconfirmed,
    ..Rule::PLAIN
};

fn agent_unconfirmed(checked: &Checked<'_>, report: &mut Report) {
    let Some(name) = named(checked) else {
        return;
    };
    let agent = &checked.consignment.overseas_agent;
    let claimed = given(agent.confirmed_by.as_ref()).is_some()
        && agent
            .confirmed_at
            .is_some_and(|confirmed| agent.chosen_at.is_none_or(|chosen| confirmed <= chosen));
    if !claimed || checked.facts.job.is_some() {
        let draft = AGENT_UNCONFIRMED
            .finding()
            .fields(["/overseas_agent/name", "/overseas_agent/code"])
            .arg("agent", name)
            .asks("ask");
        report.add(
            if agent.confirmed_at > agent.chosen_at && agent.chosen_at.is_some() {
                draft
                    .says("afterwards")
                    .fields(["/overseas_agent/confirmed_at", "/overseas_agent/chosen_at"])
            } else {
                draft
            },
        );
    }
}

/// An agent outside the published list is the director's to allow.
pub static AGENT_UNLISTED: Rule = Rule {
    id: "agent-unlisted",
    clauses: &["C6.3"],
    severity: Severity::Block,
    answers: &[AnswerBy::Director],
    check: |checked, report| {
        let Some(name) = named(checked) else {
            return;
        };
        let agent = &checked.consignment.overseas_agent;
        let agents = &checked.reference().agents;
        let listed = [&agent.code, &agent.name]
            .into_iter()
            .flatten()
            .any(|text| said(text).is_some_and(|text| agents.find(text).is_some()));
        if !listed {
            let draft = AGENT_UNLISTED
                .finding()
                .fields(["/overseas_agent/name", "/overseas_agent/code"])
                .arg("agent", name)
                .asks("ask");
            report.add(draft);
        }
    },
    ..Rule::PLAIN
};

/// The agent's name, or its code.
fn named<'a>(checked: &Checked<'a>) -> Option<&'a str> {
    let agent = &checked.consignment.overseas_agent;
    given(agent.name.as_ref()).or_else(|| given(agent.code.as_ref()))
}
