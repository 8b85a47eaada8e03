//! A reply as it was pasted: “南港, Mary 11:40” gives a value, who said it and when.
//!
//! The text is opened: what it quotes is no answer. Its parts give the person and the time; what is
//! left is read for the values that the finding takes, each affirmed, denied or left open by the words
//! around it. One value that is affirmed, and nothing left open, settles; all else is refused with what
//! was read. Nothing is guessed, and the text stays as the proof of what was said.

mod amended;
mod amending;
mod amounts;
mod boxes;
mod calls;
mod carriers;
mod chat;
mod closing;
mod confirm;
mod consented;
mod corrections;
mod counts;
mod customs;
mod days;
mod declared;
mod denied;
mod edges;
mod extension;
mod extension_times;
mod extension_words;
mod fields;
mod figures;
mod fitting;
mod han_names;
mod kinds;
mod labels;
mod letter;
mod lexer;
mod lexicon;
mod lists;
mod marks;
mod masses;
mod measured;
mod names;
mod orders;
mod others;
mod parts;
mod payers;
mod people;
mod ports;
mod quantities;
mod reasons;
mod sentences;
mod settle;
mod signature;
mod signer;
mod signs;
mod sought;
mod spelling;
mod spoken;
mod stance;
mod strays;
mod subjects;
mod targets;
mod texts;
mod trimmed;
mod unsettled;
mod values;
mod when;
mod who;
mod words;

use serde_json::{Value, json};

use super::asked_of;
use super::report::append;
use crate::domain::consignment::AnswerParty;
use crate::domain::{Consignment, Finding, KnownValue, Moment, PatchStep, Pointer, Text};
use crate::i18n::{self, Lang};
use crate::json;
use crate::reference::Reference;

pub use amending::RULE as CONFIRMED_IN_WRITING;
pub use stance::Verdict;

/// What a pasted reply says about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The change that the value makes; none where the reply gives none that fits.
    pub change: Option<Vec<PatchStep>>,
    /// What the reply comes to where a party's confirmation settles the finding: settled by a yes, or
    /// by a no.
    pub confirms: Option<Verdict<bool>>,
    /// What the reply comes to where a value does.
    pub verdict: Verdict<()>,
    /// Who said it.
    pub by: Option<String>,
    /// When; never after now.
    pub at: Option<Moment>,
    /// The new time of the cut-off that the carrier extends.
    pub until: Option<Moment>,
    /// Why it is no answer, where that is said of the finding's own values.
    pub against: Option<Text>,
    /// The value as it stands in the text.
    pub value: String,
    /// The whole text: the proof.
    pub text: String,
}

impl Reply {
    /// Whether it is the confirmation that the finding waits for.
    pub fn is_confirmation(&self) -> bool {
        self.confirms == Some(Verdict::Settled(true))
    }

    /// Why the reply settles nothing, with what was read; none where it does.
    pub fn refusal(&self) -> Option<Text> {
        if self.against.is_none() && (self.change.is_some() || self.is_confirmation()) {
            return None;
        }
        if let Some(why) = &self.against {
            return Some(why.clone().with("text", shown(&self.text)));
        }
        let said = |key: &'static str, names: &[String]| {
            let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
            Text::of(key)
                .with("text", shown(&self.text))
                .with("values", names.join(", "))
        };
        Some(match (&self.confirms, &self.verdict) {
            (Some(Verdict::Settled(_)), _) => said("reply.no", &[]),
            (Some(Verdict::Unread(words)), _) | (_, Verdict::Unread(words)) => {
                said("reply.unread", words)
            }
            (_, Verdict::Several(names)) => said("reply.several", names),
            (_, Verdict::Denied(names)) => said("reply.denied", names),
            (Some(Verdict::Open | Verdict::Several(_)), _) | (_, Verdict::Open) => {
                said("reply.open", &[])
            }
            (Some(_), _) => said("reply.no-yes", &[]),
            _ => said("reply.nothing", &[]),
        })
    }

    /// The changes that the reply makes to a consignment: its value, who confirmed it and when
    /// (3.2o), and the text as proof. None where it gives no value or nobody's name.
    pub fn steps(
        &self,
        finding: &Finding,
        consignment: &Consignment,
        now: Moment,
    ) -> Option<Vec<PatchStep>> {
        let (change, by) = self.change.as_ref().zip(self.by.as_deref())?;
        let at = json::moment_text(&self.at.unwrap_or(now));
        let completed: Vec<Value> = change
            .iter()
            .filter_map(|step| match step {
                PatchStep::Set(field, _) => {
                    Some(json!({"field": field.as_str(), "by": by, "at": at}))
                }
                PatchStep::Insert(..) | PatchStep::Remove(_) => None,
            })
            .collect();
        let party = asked_of(finding).party().unwrap_or(AnswerParty::Customer);
        let proof = json!({
            "rule": finding.rule.as_str(),
            "field": finding.at.as_ref().map(Pointer::as_str),
            "party": party.as_str(),
            "by": by,
            "at": at,
            "reason": self.text,
        });
        let mut steps: Vec<PatchStep> = change.iter().map(|step| verified(step, by, &at)).collect();
        steps.extend(append(
            "/completed",
            consignment.completed.len(),
            &completed,
        ));
        steps.extend(append("/answers", consignment.answers.len(), &[proof]));
        Some(steps)
    }
}

/// Reads a reply to a finding.
pub fn read_reply(
    text: &str,
    finding: &Finding,
    consignment: &Consignment,
    reference: &Reference,
    now: Moment,
) -> Reply {
    let around = sought::Around {
        finding,
        consignment,
        reference,
        now,
    };
    // A mail is longer than its answer; a book pasted by mistake is neither.
    let text: String = text.trim().chars().take(LONGEST).collect();
    let questions: Vec<String> = finding
        .ask
        .iter()
        .flat_map(|ask| Lang::ALL.map(|lang| i18n::render(lang, ask)))
        .collect();
    let mut letter = letter::open(&text, &questions);
    let amended = amending::Amended::of(around);
    let (around, sought) = match &amended {
        Some(amended) => {
            letter.body = amended.marked(&letter.body);
            let around = amended.around(around);
            (around, amended.fields(around))
        }
        None => (around, fields::Fields::of(around)),
    };
    let consignment = around.consignment;
    if sought.takes_degrees() {
        letter.body = signs::dashes(&letter.body);
    }
    let calls = amended
        .as_ref()
        .is_some_and(amending::Amended::changes_whom_to_call);
    if !(calls || sought.takes_telephones()) {
        letter.body = quantities::without_telephones(&letter.body);
    }
    if sought.is_of_some() {
        letter.body = spelling::corrected(&letter.body);
    }
    let extension = extension::read(&letter.body, around);
    if let Some(extension) = &extension {
        letter.body.clone_from(&extension.body);
    }
    let mut told = sought.told(&letter, now);
    // 中远王经理: the company of the person who answers. PORT KELANG (WEST): the port that is on the
    // form already.
    let on_the_form = |text: &str| {
        reference.port(text).is_some_and(|port| {
            [&consignment.pol, &consignment.pod, &consignment.delivery]
                .into_iter()
                .any(|place| place.known() == Some(&port.code))
        })
    };
    told.parts.retain(|part| {
        sought.names(&part.text)
            || reference.carrier(&part.text).is_none()
                && (sought.takes_an_address()
                    || sought.takes_texts() && part.end == ')'
                    || !on_the_form(&part.text))
    });
    // “South Harbour, Manila”: a place is nobody's name, where no time stands with it.
    let is_place = |name: &String| reference.port(name).is_some();
    if told.at.is_none() && told.by.as_ref().is_some_and(is_place) {
        told.by = None;
    }
    if let Some(by) = &told.by {
        told.parts.retain(|part| part.text != *by);
    }
    if sought.is_of_some() {
        told.parts = reasons::without_reasons(&told.parts);
    }
    // What is said beside an amendment's yes may be another amendment.
    let beside = amended.as_ref().is_some_and(|amended| {
        amended.names_others(&letter.body) || others::speaks_of_others(&told.parts, around, &sought)
    });
    told.parts = others::without_others(&told.parts, around, &sought);
    if finding.rule.as_str() == "sub-port" {
        told.parts = ports::of_port(&told.parts, ports::DESTINATION);
        told.parts = parts::without_leads(&told.parts, || others::cities(around));
    }
    let foreign = orders::of_another(&told.parts, consignment);
    let value = parts::joined(&told.parts);
    let mut against = sought.against(&told.parts);
    let confirms = finding
        .answers
        .iter()
        .any(|way| way.party().is_some())
        .then(|| confirm::read(&told.parts, finding, consignment, now));
    let (mut verdict, mut change) = sought.read(&told.parts);
    if let Some(order) = foreign.filter(|_| change.is_some()) {
        (verdict, change) = (Verdict::Unread(vec![order]), None);
    }
    let mut confirms = confirms.map(|confirmation| {
        change = change.take().or(confirmation.change);
        confirmation.verdict
    });
    if let Some(amended) = &amended {
        let read = (verdict, change.take());
        let (confirmed, why) = amended.confirmed(&told.parts, read, around);
        let confirmed = match confirmed {
            Verdict::Settled(true) if beside => Verdict::Open,
            confirmed => confirmed,
        };
        (verdict, confirms, against) = (Verdict::Nothing, Some(confirmed), why);
    }
    let mut until = None;
    if let (Some(extension), Some(verdict)) = (extension, &mut confirms) {
        until = extension
            .until
            .filter(|_| *verdict == Verdict::Settled(true));
        if let Some(instead) = extension
            .instead
            .filter(|_| *verdict != Verdict::Settled(false))
        {
            *verdict = instead;
        }
        against = extension
            .against
            .filter(|_| *verdict == Verdict::Settled(true));
    }
    Reply {
        change,
        confirms,
        verdict,
        by: told.by,
        at: told.at,
        until,
        against,
        value,
        text,
    }
}

/// A change; with a verified mass who gave it, and when.
fn verified(step: &PatchStep, by: &str, at: &str) -> PatchStep {
    match step {
        PatchStep::Set(field, value) if field.as_str().ends_with("/vgm") => {
            let mut vgm: Value = serde_json::from_str(value).unwrap_or_default();
            vgm["by"] = json!(by);
            vgm["at"] = json!(at);
            PatchStep::Set(field.clone(), vgm.to_string())
        }
        step => step.clone(),
    }
}

/// A reply as a refusal quotes it: its first words, on one line.
fn shown(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= SHOWN {
        return words;
    }
    let begun: String = words.chars().take(SHOWN - 1).collect();
    format!("{begun}…")
}

/// How much of a reply a refusal quotes, in letters.
const SHOWN: usize = 60;

/// The longest reply that is read.
const LONGEST: usize = 8_000;
