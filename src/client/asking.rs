//! The open questions of jobs as messages: one for each who is asked, with nothing in it that is
//! somebody else's.

use std::collections::BTreeSet;

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
    let mut jobs = jobs.to_vec();
    for job in &mut jobs {
        rules::asked_once(&mut job.findings);
    }
    let jobs = jobs.as_slice();
    let customers: BTreeSet<String> = jobs.iter().filter_map(customer_of).collect();
    let several = customers.len() > 1;
    let mut readers: Vec<Reader> = Vec::new();
    for job in jobs {
        for finding in &job.findings {
            let reader = reader_of(job, finding, several);
            if !readers.contains(&reader) {
                readers.push(reader);
            }
        }
    }
    readers.sort();
    readers
        .into_iter()
        .map(|reader| message(lang, jobs, reader, several))
        .collect()
}

/// Of whom is asked, by name where that is known.
type Reader = (AnswerBy, Option<String>);

/// A customer by the letters of its name: stops and blanks make no other.
fn customer_of(job: &AskLine) -> Option<String> {
    let name = job.principal.as_deref()?;
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_uppercase).collect();
    (!letters.is_empty()).then_some(letters)
}

/// Of several customers each is asked only about what is theirs.
fn reader_of(job: &AskLine, finding: &Finding, several: bool) -> Reader {
    let to = rules::asked_of(finding);
    let name = match to {
        AnswerBy::Customer if several => customer_of(job),
        AnswerBy::Salesperson => job.salesperson.clone(),
        AnswerBy::Carrier => job.carrier.clone(),
        AnswerBy::OriginalClerk => job.clerk.as_ref().map(ToString::to_string),
        _ => None,
    };
    (to, name.filter(|name| !name.trim().is_empty()))
}

fn message(lang: Lang, jobs: &[AskLine], reader: Reader, several: bool) -> AskMessage {
    let asked: Vec<(&AskLine, Vec<&Finding>)> = jobs
        .iter()
        .map(|job| {
            let findings = job.findings.iter();
            let theirs = findings.filter(|finding| reader_of(job, finding, several) == reader);
            (job, theirs.collect::<Vec<_>>())
        })
        .filter(|(_, findings)| !findings.is_empty())
        .collect();
    let (to, mut name) = reader;
    if to == AnswerBy::Customer {
        let first = asked.first().and_then(|(job, _)| job.principal.clone());
        name = first.filter(|_| several);
    }
    let is_booked = asked.iter().all(|(job, _)| job.booking.is_some());
    let mut text = opening(lang, to, name.as_deref(), is_booked);
    text.push('\n');
    let mut number = 0;
    for (job, findings) in &asked {
        if let Some(about) = about(lang, to, job) {
            text.push_str(&format!("\n{about}\n"));
        }
        for ask in findings.iter().filter_map(|finding| finding.ask.as_ref()) {
            number += 1;
            text.push_str(&format!("{number}. {}\n", i18n::render(lang, ask)));
        }
    }
    text.push('\n');
    text.push_str(&i18n::say(lang, closing(to, is_booked)));
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

/// Whose job it is about, in words that the reader knows: the customer's own reference, else our number
/// with the goods and their way; for the carrier the booking, else our number, with ship and way; our
/// number, the customer's name and reference within the house.
fn about(lang: Lang, to: AnswerBy, job: &AskLine) -> Option<String> {
    let ours = job.job.as_ref().map(ToString::to_string);
    let parts = match (to, &job.customer_ref) {
        (AnswerBy::Customer, Some(theirs)) => vec![
            Some(theirs.clone()),
            job.booking.clone(),
            job.booking.as_ref().and(job.sailing.clone()),
        ],
        (AnswerBy::Customer, None) => vec![ours, job.goods.clone(), job.ports.clone()],
        (AnswerBy::Carrier, _) => vec![
            job.booking.clone().or(ours),
            job.sailing.clone(),
            job.ports.clone(),
        ],
        _ => vec![ours, job.principal.clone(), job.customer_ref.clone()],
    };
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.trim().is_empty())
        .collect();
    (!parts.is_empty())
        .then(|| format!("{} {}", i18n::say(lang, "cli.ask-about"), parts.join(" · ")))
}

fn opening(lang: Lang, to: AnswerBy, name: Option<&str>, is_booked: bool) -> String {
    let named =
        |key: &'static str, name: &str| i18n::render(lang, &Text::of(key).with("name", name));
    match (to, name) {
        (AnswerBy::Customer, Some(name)) if is_booked => named("cli.ask-booked-named", name),
        (AnswerBy::Customer, None) if is_booked => i18n::say(lang, "cli.ask-booked"),
        (AnswerBy::Customer, Some(name)) => named("cli.ask-opening-named", name),
        (AnswerBy::Customer, None) => i18n::say(lang, "cli.ask-opening"),
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

fn closing(to: AnswerBy, is_booked: bool) -> &'static str {
    if to == AnswerBy::Customer && !is_booked {
        "cli.ask-closing"
    } else {
        "cli.ask-closing-others"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FindingState, RuleId, Severity};

    fn line(no: &str, principal: &str) -> AskLine {
        let finding = Finding {
            rule: RuleId::of("pol"),
            at: None,
            clauses: Vec::new(),
            severity: Severity::Block,
            state: FindingState::Open,
            fields: Vec::new(),
            saw: Vec::new(),
            message: Text::of("rule.pol.message"),
            ask: Some(Text::of("rule.pol.ask")),
            fixes: Vec::new(),
            answers: vec![AnswerBy::Fix],
        };
        AskLine {
            job: Some(JobNo::new(no)),
            customer_ref: Some(format!("PO-{no}")),
            principal: Some(principal.to_owned()),
            salesperson: None,
            carrier: None,
            clerk: None,
            goods: Some("COTTON T-SHIRTS".to_owned()),
            ports: Some("SHANGHAI – ROTTERDAM".to_owned()),
            sailing: Some("COSCO SHIPPING UNIVERSE V.046W".to_owned()),
            booking: None,
            findings: vec![finding],
        }
    }

    #[test]
    fn a_message_says_which_cargo_it_is_about() {
        let mut job = line("KF1", "HAIJIE CO., LTD.");
        let re = |job: &AskLine| {
            let text = messages(Lang::En, std::slice::from_ref(job)).remove(0).text;
            let about = text.lines().find(|line| line.starts_with("Re "));
            about.unwrap_or_default().to_owned()
        };
        assert_eq!(re(&job), "Re PO-KF1");
        job.customer_ref = None;
        assert_eq!(re(&job), "Re KF1 · COTTON T-SHIRTS · SHANGHAI – ROTTERDAM");
        job.job = None;
        assert_eq!(re(&job), "Re COTTON T-SHIRTS · SHANGHAI – ROTTERDAM");
        job.findings[0].answers = vec![AnswerBy::Carrier];
        let ship = "COSCO SHIPPING UNIVERSE V.046W · SHANGHAI – ROTTERDAM";
        assert_eq!(re(&job), format!("Re {ship}"));
        job.booking = Some("S/O COSU-26-00005".to_owned());
        assert_eq!(re(&job), format!("Re S/O COSU-26-00005 · {ship}"));
    }

    #[test]
    fn each_customer_is_asked_about_its_own_jobs_alone() {
        let jobs = [
            line("KF1", "HAIJIE CO., LTD."),
            line("KF2", "OTHER CO LTD"),
            line("KF3", "Haijie Co Ltd"),
        ];
        let messages = messages(Lang::En, &jobs);
        assert_eq!(messages.len(), 2);
        assert!(messages[0].text.starts_with("Dear HAIJIE CO., LTD.,"));
        assert!(messages[0].text.contains("PO-KF1") && messages[0].text.contains("PO-KF3"));
        assert!(!messages[0].text.contains("PO-KF2"));
        assert!(messages[1].text.starts_with("Dear OTHER CO LTD,"));
        assert!(!messages[1].text.contains("PO-KF1"));
        let alone = super::messages(Lang::En, &jobs[..1]);
        assert!(alone[0].text.starts_with("Dear customer,"));
        assert_eq!(alone[0].name, None);
    }
}
