//! The open questions of jobs as messages: one for each who is asked, with nothing in it that is
//! somebody else's.

use std::collections::BTreeSet;

use chrono::{NaiveTime, TimeDelta};

use crate::domain::{AnswerBy, Finding, JobNo, Moment, Text};
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
    let due = asked.first().and_then(|(job, _)| job.due);
    let differs = asked.iter().any(|(job, _)| job.due != due);
    for (job, findings) in &asked {
        let mut about = Vec::from_iter(about(lang, to, job));
        about.extend(
            job.due
                .filter(|_| differs)
                .map(|due| wanted_by(lang, "cli.ask-by", due)),
        );
        if !about.is_empty() {
            text.push_str(&format!("\n{}\n", about.join(" · ")));
        }
        for ask in findings.iter().filter_map(|finding| finding.ask.as_ref()) {
            number += 1;
            text.push_str(&format!("{number}. {}\n", i18n::render(lang, ask)));
        }
    }
    text.push('\n');
    text.push_str(&match due {
        _ if differs => i18n::say(lang, "cli.ask-closing-times"),
        Some(due) => wanted_by(lang, "cli.ask-closing-by", due),
        None => i18n::say(lang, closing(to, is_booked)),
    });
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

/// A sentence that says until when an answer is wanted: by the hour, or by a day that is meant as a whole.
fn wanted_by(lang: Lang, key: &'static str, due: Moment) -> String {
    let is_midnight = due.time() == NaiveTime::MIN;
    let due = if is_midnight {
        (due - TimeDelta::seconds(1)).format("%Y-%m-%d")
    } else {
        due.format("%Y-%m-%d %H:%M")
    };
    i18n::render(lang, &Text::of(key).with("due", due))
}

/// Whose job it is about, in words that the reader knows: the customer's own reference, else our number,
/// with the booking, the goods, their way and the ship; for the carrier the booking, else our number,
/// with ship and way; our number, the customer's name and reference within the house.
fn about(lang: Lang, to: AnswerBy, job: &AskLine) -> Option<String> {
    let ours = job.job.as_ref().map(ToString::to_string);
    let parts = match to {
        AnswerBy::Customer => vec![
            job.customer_ref.clone().or(ours),
            job.booking.clone(),
            job.goods.clone(),
            job.ports.clone(),
            job.sailing.clone(),
        ],
        AnswerBy::Carrier => vec![
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
            due: None,
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
        let cargo = "COTTON T-SHIRTS · SHANGHAI – ROTTERDAM · COSCO SHIPPING UNIVERSE V.046W";
        assert_eq!(re(&job), format!("Re PO-KF1 · {cargo}"));
        job.customer_ref = None;
        assert_eq!(re(&job), format!("Re KF1 · {cargo}"));
        job.job = None;
        assert_eq!(re(&job), format!("Re {cargo}"));
        job.sailing = None;
        assert_eq!(re(&job), "Re COTTON T-SHIRTS · SHANGHAI – ROTTERDAM");
        job.sailing = Some("COSCO SHIPPING UNIVERSE V.046W".to_owned());
        job.findings[0].answers = vec![AnswerBy::Carrier];
        let ship = "COSCO SHIPPING UNIVERSE V.046W · SHANGHAI – ROTTERDAM";
        assert_eq!(re(&job), format!("Re {ship}"));
        job.booking = Some("S/O COSU-26-00005".to_owned());
        assert_eq!(re(&job), format!("Re S/O COSU-26-00005 · {ship}"));
    }

    #[test]
    fn a_message_says_until_when_an_answer_is_wanted() {
        let due = |text: &str| Some(text.parse::<Moment>().unwrap());
        let mut jobs = [line("KF1", "HAIJIE"), line("KF2", "HAIJIE")];
        let text = |lang: Lang, jobs: &[AskLine]| messages(lang, jobs).remove(0).text;
        assert!(text(Lang::En, &jobs).ends_with("before the cut-off."));
        for job in &mut jobs {
            job.due = due("2026-12-04T16:00:00+08:00");
        }
        let both = text(Lang::En, &jobs);
        assert!(both.ends_with("reply by 2026-12-04 16:00."), "{both}");
        assert_eq!(both.matches("16:00").count(), 1, "{both}");
        let zh = text(Lang::Zh, &jobs);
        assert!(
            zh.ends_with("烦请最迟于 2026-12-04 16:00 回复，谢谢！"),
            "{zh}"
        );
        // The end of a day is that day.
        jobs[1].due = due("2026-11-27T00:00:00+08:00");
        let differ = text(Lang::En, &jobs);
        assert!(
            differ.contains("V.046W · reply by 2026-12-04 16:00\n"),
            "{differ}"
        );
        assert!(
            differ.contains("V.046W · reply by 2026-11-26\n"),
            "{differ}"
        );
        assert!(differ.ends_with("by the times given."), "{differ}");
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
