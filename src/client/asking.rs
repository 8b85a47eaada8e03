//! The open questions of jobs as messages: one for each who is asked, with nothing in it that is
//! somebody else's.

use crate::domain::{AnswerBy, Finding, JobNo, Text};
use crate::i18n::{self, Lang};
use crate::protocol::AskLine;
use crate::rules;

/// A message to one who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskMessage {
    /// Of whom it asks.
    pub to: AnswerBy,
    /// By name, where that is known.
    pub name: Option<String>,
    /// The message.
    pub text: String,
    /// What it asks, by job.
    pub asks: Vec<(JobNo, Vec<String>)>,
}

/// The open questions as messages in a language: the customer's first, then the others' by their
/// party or role, each salesperson, carrier and clerk by themselves.
pub fn messages(lang: Lang, jobs: &[AskLine]) -> Vec<AskMessage> {
    let mut readers: Vec<(AnswerBy, Option<String>)> = Vec::new();
    for job in jobs {
        for finding in &job.findings {
            let reader = reader_of(job, finding);
            if !readers.contains(&reader) {
                readers.push(reader);
            }
        }
    }
    readers.sort();
    readers
        .into_iter()
        .map(|reader| message(lang, jobs, reader))
        .collect()
}

fn reader_of(job: &AskLine, finding: &Finding) -> (AnswerBy, Option<String>) {
    let to = rules::asked_of(finding);
    let name = match to {
        AnswerBy::Salesperson => job.salesperson.clone(),
        AnswerBy::Carrier => job.carrier.clone(),
        AnswerBy::OriginalClerk => job.clerk.as_ref().map(ToString::to_string),
        _ => None,
    };
    (to, name.filter(|name| !name.trim().is_empty()))
}

fn message(lang: Lang, jobs: &[AskLine], reader: (AnswerBy, Option<String>)) -> AskMessage {
    let asked: Vec<(&AskLine, Vec<&Finding>)> = jobs
        .iter()
        .map(|job| {
            let findings = job.findings.iter();
            let theirs = findings.filter(|finding| reader_of(job, finding) == reader);
            (job, theirs.collect::<Vec<_>>())
        })
        .filter(|(_, findings)| !findings.is_empty())
        .collect();
    let (to, name) = reader;
    let mut text = opening(lang, to, name.as_deref());
    text.push('\n');
    let mut number = 0;
    for (job, findings) in &asked {
        if let Some(about) = about(lang, to, job, asked.len() > 1) {
            text.push_str(&format!("\n{about}\n"));
        }
        for ask in findings.iter().filter_map(|finding| finding.ask.as_ref()) {
            number += 1;
            text.push_str(&format!("{number}. {}\n", i18n::render(lang, ask)));
        }
    }
    text.push('\n');
    text.push_str(&i18n::say(lang, closing(to)));
    AskMessage {
        to,
        name,
        text,
        asks: asked
            .into_iter()
            .filter_map(|(job, findings)| {
                let ids = findings.into_iter().map(Finding::id).collect();
                Some((job.job.clone()?, ids))
            })
            .collect(),
    }
}

/// Whose job it is about, in words that the reader knows: the customer's own reference, ours for the
/// carrier, both and the customer's name within the house.
fn about(lang: Lang, to: AnswerBy, job: &AskLine, one_of_several: bool) -> Option<String> {
    let ours = job.job.as_ref().map(ToString::to_string);
    let parts: Vec<String> = match to {
        AnswerBy::Customer => {
            let theirs = job.customer_ref.clone();
            theirs
                .or_else(|| ours.filter(|_| one_of_several))
                .into_iter()
                .collect()
        }
        AnswerBy::Carrier => ours.into_iter().collect(),
        _ => [ours, job.principal.clone(), job.customer_ref.clone()]
            .into_iter()
            .flatten()
            .collect(),
    };
    (!parts.is_empty())
        .then(|| format!("{} {}", i18n::say(lang, "cli.ask-about"), parts.join(" · ")))
}

fn opening(lang: Lang, to: AnswerBy, name: Option<&str>) -> String {
    let named =
        |key: &'static str, name: &str| i18n::render(lang, &Text::of(key).with("name", name));
    match (to, name) {
        (AnswerBy::Customer, _) => i18n::say(lang, "cli.ask-opening"),
        (AnswerBy::Carrier, Some(name)) => named("cli.ask-carrier-named", name),
        (AnswerBy::Carrier, None) => i18n::say(lang, "cli.ask-carrier"),
        (AnswerBy::Salesperson | AnswerBy::OriginalClerk, Some(name)) => {
            named("cli.ask-colleague-named", name)
        }
        (AnswerBy::Salesperson | AnswerBy::OriginalClerk, None) => {
            i18n::say(lang, "cli.ask-colleague")
        }
        (role, _) => named("cli.ask-role", &i18n::say(lang, &format!("ask-of.{role}"))),
    }
}

fn closing(to: AnswerBy) -> &'static str {
    if to == AnswerBy::Customer {
        "cli.ask-closing"
    } else {
        "cli.ask-closing-others"
    }
}
