//! Which answers settle which findings.
//!
//! An answer is bound to the values it was given on. A party's confirmation needs its person,
//! its time and its proof. A role's approval is that account's own: never the job's clerk's, never that of whoever
//! last wrote a field that the finding looks at; one that a file claims counts for the file alone.

use crate::domain::consignment::{AnswerParty, WrittenAnswer};
use crate::domain::{
    Answer, AnswerBy, Consignment, Finding, FindingState, Moment, Pointer, Role, RuleId,
};
use crate::json;

use super::facts::Facts;
use super::wording::said;

/// Notes the values that each finding saw.
pub(super) fn see(consignment: &Consignment, findings: &mut [Finding]) {
    if findings.is_empty() {
        return;
    }
    let document = json::write_consignment(consignment);
    for finding in findings {
        let of_form = |field: &Pointer| {
            let value = document.pointer(field.as_str());
            value.map_or_else(|| "null".to_owned(), ToString::to_string)
        };
        let fields = finding.fields.iter().filter(|field| {
            !finding
                .saw
                .iter()
                .any(|(seen, _)| seen.as_str() == field.as_str())
        });
        let seen: Vec<_> = fields
            .map(|field| (field.clone(), of_form(field)))
            .collect();
        finding.saw.extend(seen);
        // A JSON text is never empty: these stand for what the form has.
        for (pointer, value) in finding.saw.iter_mut().filter(|(_, value)| value.is_empty()) {
            *value = of_form(pointer);
        }
    }
}

/// Sets each finding's state from the answers given.
pub fn settle(consignment: &Consignment, facts: &Facts<'_>, findings: &mut [Finding]) {
    let written: Vec<Answer> = if facts.job.is_none() {
        consignment.answers.iter().filter_map(of_file).collect()
    } else {
        Vec::new()
    };
    for finding in findings {
        let answers = facts.answers.iter().chain(&written);
        let extended = answers.clone().filter(|answer| extends(answer, finding));
        let last = extended.map(|answer| answer.id).max();
        // A cut-off's new time is what the rule goes by: no earlier word holds beside it, and it settles
        // nothing by itself.
        let counts = |answer: &&Answer| {
            !extends(answer, finding) && last.is_none_or(|last| answer.id > last)
        };
        finding.state = state_of(finding, answers.filter(counts), facts);
    }
}

/// Whether an answer is the carrier's extension of the cut-off that a finding is about, as it stands.
fn extends(answer: &Answer, finding: &Finding) -> bool {
    answer.extends() && !answer.void && is_about(answer, finding) && still_sees(answer, finding)
}

fn state_of<'a>(
    finding: &Finding,
    answers: impl Iterator<Item = &'a Answer>,
    facts: &Facts<'_>,
) -> FindingState {
    answers
        .filter(|answer| is_about(answer, finding))
        .filter_map(|answer| standing(answer, finding, facts))
        .max_by_key(|state| worth(*state))
        .unwrap_or(FindingState::Open)
}

/// Which of several answers' states a finding has: a confirmation is worth more than a postponement.
fn worth(state: FindingState) -> u8 {
    match state {
        FindingState::Open => 0,
        FindingState::Void => 1,
        FindingState::Deferred => 2,
        FindingState::Answered => 3,
    }
}

/// Whether an answer speaks of a finding.
fn is_about(answer: &Answer, finding: &Finding) -> bool {
    answer.rule == finding.rule
        && answer.field.as_ref().is_none_or(|field| {
            finding
                .at
                .as_ref()
                .map_or_else(|| touches(field, &finding.fields), |at| field.is_within(at))
                || finding.fields.contains(field)
        })
}

fn touches(field: &Pointer, fields: &[Pointer]) -> bool {
    field.as_str().is_empty()
        || fields
            .iter()
            .any(|looked_at| field.is_within(looked_at) || looked_at.is_within(field))
}

/// What an answer does to a finding it speaks of; none where it does not count.
fn standing(answer: &Answer, finding: &Finding, facts: &Facts<'_>) -> Option<FindingState> {
    let kind = counts_as(answer, finding)?;
    if kind.role().is_some() && (answer.claim || is_own_work(answer, finding, facts)) {
        return None;
    }
    if answer.void || !still_sees(answer, finding) {
        return Some(FindingState::Void);
    }
    let lasts = answer.until.is_none_or(|until| until > facts.now);
    lasts.then_some(match kind {
        AnswerBy::Later => FindingState::Deferred,
        _ => FindingState::Answered,
    })
}

/// As which of a finding's ways to be settled an answer counts; none where it is not one of them,
/// or does not say who, when and, for a party, by what.
pub fn counts_as(answer: &Answer, finding: &Finding) -> Option<AnswerBy> {
    said(&answer.by)?;
    let one_of = |kind: AnswerBy| finding.answers.contains(&kind).then_some(kind);
    let by_role = answer.role.and_then(|role| one_of(of_role(role)?));
    let by_party = answer.party.and_then(|party| one_of(of_party(party)));
    // A party's word counts with who, when and by what; a role's own approval needs no proof.
    let stands = |kind: AnswerBy| {
        let proven = kind.party().is_none() || answer.reason.as_deref().and_then(said).is_some();
        (answer.at.is_some() && proven).then_some(kind)
    };
    if let Some(kind) = by_role.or(by_party) {
        return stands(kind);
    }
    if answer.role.is_some() || answer.party.is_some_and(|_| answer.until.is_none()) {
        return None;
    }
    if answer.until.is_some() {
        return one_of(AnswerBy::Later);
    }
    // Nobody said which party: the only one that can answer.
    let mut parties = finding.answers.iter().filter(|kind| kind.party().is_some());
    match (parties.next(), parties.next()) {
        (Some(&only), None) => stands(only),
        _ => None,
    }
}

fn of_role(role: Role) -> Option<AnswerBy> {
    AnswerBy::ALL
        .iter()
        .copied()
        .find(|kind| kind.role() == Some(role))
}

fn of_party(party: AnswerParty) -> AnswerBy {
    match party {
        AnswerParty::Customer => AnswerBy::Customer,
        AnswerParty::Salesperson => AnswerBy::Salesperson,
        AnswerParty::Carrier => AnswerBy::Carrier,
    }
}

/// Whether an approver has a part in what is approved: the job's clerk, or the last writer of a
/// field that the finding looks at.
fn is_own_work(answer: &Answer, finding: &Finding, facts: &Facts<'_>) -> bool {
    facts.job.is_some_and(|job| {
        job.clerk.as_str() == answer.by
            || finding.fields.iter().any(|field| {
                job.writer_of(field)
                    .is_some_and(|writer| writer.as_str() == answer.by)
            })
    })
}

/// Whether the values are those that the answer was given on.
fn still_sees(answer: &Answer, finding: &Finding) -> bool {
    answer.saw.is_empty()
        || finding.saw.iter().all(|(pointer, value)| {
            answer
                .saw
                .iter()
                .find(|(seen, _)| seen == pointer)
                .is_some_and(|(_, then)| then == value)
        }) && answer.saw.len() == finding.saw.len()
}

/// An answer written in a file: given on the values that stand there.
pub(super) fn of_file(written: &WrittenAnswer) -> Option<Answer> {
    let stamp: Option<Moment> = written.at;
    Some(Answer {
        id: 0,
        rule: RuleId::new(written.rule.clone()?),
        field: written.field.clone(),
        party: written.party,
        role: written.role,
        by: written.by.clone()?,
        recorded_by: None,
        at: stamp,
        reason: written.reason.clone(),
        until: written.until,
        saw: Vec::new(),
        void: false,
        claim: false,
    })
}
