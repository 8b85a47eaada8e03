//! Answers, approvals and deferrals.

use crate::domain::codes::{Pointer, RuleId};
use crate::domain::command::{Deferral, Facts, GivenAnswer, Refusal};
use crate::domain::consignment::{AnswerParty, Moment};
use crate::domain::event::Event;
use crate::domain::finding::{Answer, AnswerBy, Finding, Text};
use crate::domain::job::Job;
use crate::domain::operator::Role;

/// The finding that an answer or a fix means: by its place, or the only one of its rule that is open.
///
/// # Errors
/// There is none, or there are several and the place is not said.
pub fn meant_finding<'f>(
    rule: &RuleId,
    field: Option<&Pointer>,
    findings: &'f [Finding],
) -> Result<&'f Finding, Refusal> {
    let of_rule: Vec<&Finding> = findings
        .iter()
        .filter(|finding| {
            finding.rule == *rule && field.is_none_or(|at| finding.at.as_ref() == Some(at))
        })
        .collect();
    let open: Vec<&Finding> = of_rule
        .iter()
        .copied()
        .filter(|one| one.is_open())
        .collect();
    match open[..] {
        [_, _, ..] if field.is_none() => {
            let which: Vec<String> = open.iter().map(|finding| finding.id()).collect();
            Err(Refusal::because(
                Text::of("error.which-finding").with("rule", rule),
                Text::of("error.which-finding-hint").with("which", which.join(", ")),
            ))
        }
        [finding, ..] => Ok(finding),
        [] => of_rule.first().copied().ok_or_else(|| {
            Refusal::because(
                Text::of("error.no-such-finding")
                    .with("rule", rule)
                    .with("field", field.map_or(String::new(), |at| format!("@{at}"))),
                Text::of("error.no-such-finding-hint"),
            )
        }),
    }
}

/// Who confirmed: a name. A blank one is nobody's word.
fn named(job: &Job, by: &str) -> Result<(), Refusal> {
    if by.trim().is_empty() {
        return Err(super::not_yet(job, "error.nobody", "error.nobody-hint"));
    }
    Ok(())
}

fn answers_hint(finding: &Finding) -> Text {
    let ways: Vec<&str> = finding.answers.iter().map(|way| way.as_str()).collect();
    Text::of("error.answered-by-hint").with("answers", ways.join(", "))
}

fn blank_answer(
    job: &Job,
    finding: &Finding,
    field: Option<&Pointer>,
    by: String,
    facts: &Facts,
) -> Answer {
    Answer {
        id: job
            .answers
            .iter()
            .map(|answer| answer.id)
            .max()
            .unwrap_or(0)
            + 1,
        rule: finding.rule.clone(),
        field: field.cloned().or_else(|| finding.at.clone()),
        party: None,
        role: None,
        by,
        recorded_by: Some(facts.operator.name.clone()),
        at: Some(facts.now),
        reason: None,
        until: None,
        saw: finding.saw.clone(),
        void: false,
        claim: false,
    }
}

pub(super) fn answer(job: &Job, given: GivenAnswer, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    named(job, &given.by)?;
    if given
        .reason
        .as_deref()
        .is_none_or(|reason| reason.trim().is_empty())
    {
        return Err(super::not_yet(job, "error.no-proof", "error.no-proof-hint"));
    }
    let finding = meant_finding(&given.rule, given.field.as_ref(), facts.findings)?;
    let parties: Vec<AnswerParty> = finding
        .answers
        .iter()
        .filter_map(|way| way.party())
        .collect();
    let party = match (given.party, parties.as_slice()) {
        (Some(party), _) if parties.contains(&party) => party,
        (None, [only]) => *only,
        _ => {
            return Err(Refusal::because(
                Text::of("error.not-answerable").with("rule", &given.rule),
                answers_hint(finding),
            ));
        }
    };
    if let Some(until) = given.until {
        extends(finding, until, facts.now)?;
    }
    let blank = blank_answer(job, finding, given.field.as_ref(), given.by, facts);
    Ok(vec![Event::Answered(Answer {
        party: Some(party),
        at: given.at.map(|at| at.min(facts.now)).or(blank.at),
        reason: given.reason,
        until: given.until,
        ..blank
    })])
}

/// A new time that the carrier gives is a cut-off's: still to come, and later than the old one.
fn extends(finding: &Finding, until: Moment, now: Moment) -> Result<(), Refusal> {
    let Some(before) = cut_off_of(finding) else {
        return Err(Refusal::because(
            Text::of("error.not-extendable").with("rule", &finding.rule),
            Text::of("error.not-extendable-hint"),
        ));
    };
    if until <= now {
        return Err(Refusal::because(
            Text::of("error.until-past").with("until", until.to_rfc3339()),
            Text::of("error.until-past-hint"),
        ));
    }
    if until.format(MINUTES).to_string() <= before {
        return Err(Refusal::because(
            Text::of("error.extends-nothing")
                .with("until", until.format(MINUTES))
                .with("before", before),
            Text::of("error.until-past-hint"),
        ));
    }
    Ok(())
}

/// How a cut-off's time is written where it is held against another.
const MINUTES: &str = "%Y-%m-%d %H:%M";

/// The time of the cut-off that a finding is about, to the minute; one without an hour is at the end
/// of its day.
pub fn cut_off_of(finding: &Finding) -> Option<String> {
    let at = finding.at.as_ref()?;
    at.as_str()
        .starts_with("/sailing/cut_offs/")
        .then_some(())?;
    let (_, seen) = finding.saw.iter().find(|(field, _)| field == at)?;
    let time = seen.trim_matches('"').to_owned();
    Some(if time.len() > "2026-11-28".len() {
        time
    } else {
        format!("{time} 23:59")
    })
}

pub(super) fn approve(
    job: &Job,
    rule: &RuleId,
    field: Option<&Pointer>,
    note: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let finding = meant_finding(rule, field, facts.findings)?;
    let roles: Vec<Role> = finding
        .answers
        .iter()
        .filter_map(|way| way.role())
        .collect();
    if roles.is_empty() {
        return Err(Refusal::because(
            Text::of("error.not-approvable").with("rule", rule),
            answers_hint(finding),
        ));
    }
    let operator = facts.operator;
    let Some(role) = roles.iter().copied().find(|role| operator.has(*role)) else {
        let wanted: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        return Err(Refusal::forbidden(
            Text::of("error.role-missing")
                .with("operator", &operator.name)
                .with("roles", wanted.join(", ")),
            Text::of("error.role-missing-hint").with("roles", wanted.join(", ")),
        ));
    };
    let own = job.clerk == operator.name
        || finding
            .fields
            .iter()
            .any(|looked_at| job.writer_of(looked_at) == Some(&operator.name));
    if own {
        return Err(Refusal::forbidden(
            Text::of("error.own-work").with("operator", &operator.name),
            Text::of("error.own-work-hint"),
        ));
    }
    let blank = blank_answer(job, finding, field, operator.name.to_string(), facts);
    Ok(vec![Event::Answered(Answer {
        role: Some(role),
        reason: note,
        ..blank
    })])
}

pub(super) fn defer(job: &Job, deferral: Deferral, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let Deferral {
        rule,
        field,
        until,
        by,
    } = deferral;
    named(job, &by)?;
    let finding = meant_finding(&rule, field.as_ref(), facts.findings)?;
    if !finding.answers.contains(&AnswerBy::Later) {
        return Err(Refusal::because(
            Text::of("error.not-deferrable").with("rule", &rule),
            answers_hint(finding),
        ));
    }
    if until <= facts.now {
        return Err(Refusal::because(
            Text::of("error.until-past").with("until", until.to_rfc3339()),
            Text::of("error.until-past-hint"),
        ));
    }
    let blank = blank_answer(job, finding, field.as_ref(), by, facts);
    Ok(vec![Event::Answered(Answer {
        until: Some(until),
        ..blank
    })])
}
