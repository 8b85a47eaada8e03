//! What a reply comes to, where it gives one of some values or names something whole.

use serde_json::json;

use super::amounts::Measure;
use super::lexer::{Choice, Clause, Item, holds, read, read_among, tokens};
use super::lexicon::{Kind, longest};
use super::parts::Part;
use super::payers::beside;
use super::quantities::without_others;
use super::settle::Read;
use super::stance::{Bare, Verdict, judge};
use super::subjects::subjects;
use super::words::values_elsewhere;
use crate::domain::{PatchStep, Pointer};
use crate::reference::{Reference, is_country_name};
use crate::rules::report::set;

/// The values that a finding takes, with the change that each makes.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// By what names.
    pub(super) choices: Vec<Choice>,
    /// What each changes.
    pub(super) changes: Vec<Vec<PatchStep>>,
    /// What bare words mean.
    pub(super) bare: Bare,
    /// The choice that is none where others have it in hand, and how that is said.
    pub(super) in_hand: Option<(usize, Vec<Vec<String>>)>,
    /// What is said beside the values and changes none of them.
    pub(super) about: Vec<Vec<String>>,
    /// The closed field and its values, for what is said beside one.
    pub(super) field: Option<(&'static str, Vec<&'static str>)>,
}

impl Values {
    pub(super) fn add(&mut self, choice: Choice, change: Vec<PatchStep>) {
        self.choices.push(choice);
        self.changes.push(change);
    }

    /// Whether they are a field's.
    pub(super) fn sets(&self, at: &str) -> bool {
        let mut steps = self.changes.iter().flatten();
        steps.any(|step| matches!(step, PatchStep::Set(field, _) if field.as_str() == at))
    }
}

/// Whether a text names one of some values.
pub(super) fn names_one(text: &str, choices: &[Choice]) -> bool {
    read(text, false, choices)
        .items
        .iter()
        .any(|item| matches!(item, Item::Value(_)))
}

/// The parts as clauses, with the names of the values in them.
pub(super) fn clauses(parts: &[Part], choices: &[Choice]) -> Vec<Clause> {
    clauses_among(parts, choices, &[])
}

/// The same, where some words more change nothing.
fn clauses_among(parts: &[Part], choices: &[Choice], labels: &[Vec<String>]) -> Vec<Clause> {
    parts
        .iter()
        .map(|part| {
            let clause = read_among(&part.text, part.asks(), choices, labels);
            with_other_answers(clause, part, choices, labels, Some(Measure::Number))
        })
        .collect()
}

/// What of a clause answers another of the desk's questions says nothing of this one: “南港，预付，
/// 12400公斤”. The other values and quantities in it are known.
pub(super) fn with_other_answers(
    clause: Clause,
    part: &Part,
    choices: &[Choice],
    labels: &[Vec<String>],
    measure: Option<Measure>,
) -> Clause {
    // 毛重改成19吨了: what changes another value is not let go of.
    let has = |wanted: &dyn Fn(&Item) -> bool| clause.items.iter().any(wanted);
    let changes = has(&|item| *item == Item::Word(Kind::Change))
        && !has(&|item| matches!(item, Item::Value(_)));
    if changes || clause.others.is_empty() {
        return clause;
    }
    // What the lexicon knows keeps its meaning.
    let is_new = |name: &&Vec<String>| longest(name).is_none_or(|(length, _)| length < name.len());
    let elsewhere = values_elsewhere().iter().chain(subjects()).filter(is_new);
    let mut known = labels.to_vec();
    known.extend(elsewhere.cloned());
    let text = measure.map_or_else(
        || part.text.clone(),
        |measure| without_others(&part.text, measure),
    );
    let read = read_among(&text, part.asks(), choices, &known);
    if read.others.is_empty() && read.names == clause.names {
        read
    } else {
        clause
    }
}

/// What the parts come to, where one of some values is asked for.
pub(super) fn of_values(values: &Values, parts: &[Part]) -> Read {
    let clauses = clauses_among(parts, &values.choices, &values.about);
    let contrary = |choice: usize| values.choices[choice].contrary;
    let mut verdict = judge(&clauses, values.bare, contrary);
    // 第三地付款 香港: what is named beside the value is the field's that it opens.
    if matches!(verdict, Verdict::Open | Verdict::Unread(_))
        && let Verdict::Settled(choice) = judge(&clauses, values.bare.read_freely(), contrary)
        && beside(values, choice, parts).is_some()
    {
        verdict = Verdict::Settled(choice);
    }
    // 熏蒸我们自己做: neither to be done by the desk nor done.
    let in_hand = |choice: usize| {
        values.in_hand.as_ref().is_some_and(|(of, words)| {
            let says = |part: &Part| holds(&tokens(&part.text), words.iter());
            *of == choice && parts.iter().any(says)
        })
    };
    match verdict {
        Verdict::Settled(choice) if in_hand(choice) => (Verdict::Open, None),
        Verdict::Settled(choice) => {
            let mut change = values.changes[choice].clone();
            change.extend(beside(values, choice, parts));
            (Verdict::Settled(()), Some(change))
        }
        Verdict::Several(several) => (Verdict::Several(several), None),
        Verdict::Denied(denied) => (Verdict::Denied(denied), None),
        Verdict::Open => (Verdict::Open, None),
        Verdict::Unread(words) => (Verdict::Unread(words), None),
        Verdict::Nothing => (Verdict::Nothing, None),
    }
}

/// The parts without those that only name a country: “Rotterdam, the Netherlands”.
pub(super) fn without_countries(parts: &[Part], reference: &Reference) -> Vec<Part> {
    let is_no_port = |part: &&Part| is_country(&part.text) && reference.port(&part.text).is_none();
    parts
        .iter()
        .filter(|part| !is_no_port(part))
        .cloned()
        .collect()
}

/// Whether a text is nothing but a country's name: the Netherlands.
pub(super) fn is_country(text: &str) -> bool {
    let name = text.trim().to_uppercase();
    let name = name.strip_prefix("THE ").unwrap_or(&name);
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    is_country_name(&name)
}

/// What is named whole counts where nothing denies it or leaves it open.
pub(super) fn whole(parts: &[Part], change: Option<Vec<PatchStep>>) -> Read {
    let clauses = clauses(parts, &[]);
    let unsettles = [
        Kind::Unsure,
        Kind::Open,
        Kind::Or,
        Kind::Deny,
        Kind::DenyVerb,
        Kind::DenyAux,
        Kind::DenyBefore,
    ];
    let unsettled = clauses.iter().any(|clause| {
        clause.asks
            || clause
                .items
                .iter()
                .any(|item| matches!(item, Item::Word(kind) if unsettles.contains(kind)))
    });
    match change {
        None if unsettled => (Verdict::Open, None),
        None => (Verdict::Nothing, None),
        Some(_) if unsettled => (Verdict::Open, None),
        Some(change) => (Verdict::Settled(()), Some(change)),
    }
}

/// A place at its field: as it is offered there, where it is offered in one way.
pub(super) fn place_change(
    finding: &crate::domain::Finding,
    at: &Pointer,
    code: &str,
) -> Vec<PatchStep> {
    let plain = set(at.as_str(), &json!(code));
    let mut offered = finding
        .fixes
        .iter()
        .filter(|fix| fix.patch.contains(&plain));
    match (offered.next(), offered.next()) {
        (Some(only), None) => only.patch.clone(),
        _ => vec![plain],
    }
}
