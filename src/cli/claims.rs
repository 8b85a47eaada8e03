//! Verbs that settle findings: answers, approvals, putting off, and asking.

use serde_json::json;

use super::answers::of_job;
use super::args::{Answer, Ask, Party};
use super::given::{deadline, finding_of, said_at};
use super::{Line, odd_answer};
use crate::client::asking::{AskMessage, messages};
use crate::client::replied::op_of;
use crate::domain::consignment::AnswerParty;
use crate::domain::decide::meant_finding;
use crate::domain::{AnswerBy, JobNo, Moment, Pointer, RuleId, Text};
use crate::protocol::{AskLine, Failure, FailureKind, JobOp, Reply, Request};
use crate::rules;

/// `answer JOB RULE --by NAME`, `answer JOB RULE --reply TEXT`.
pub fn answer(line: &mut Line, answer: Answer) -> Result<u8, Failure> {
    let (rule, field) = finding_of(&answer.finding);
    let party = answer.party.map(|party| match party {
        Party::Customer => AnswerParty::Customer,
        Party::Salesperson => AnswerParty::Salesperson,
        Party::Carrier => AnswerParty::Carrier,
    });
    let op = match answer.reply {
        Some(text) => {
            let finding = Sought { rule, field, party };
            let beside = Beside {
                by: answer.by,
                at: answer.at,
            };
            reply(line, &answer.job, finding, beside, &text)?
        }
        None => JobOp::Answer {
            rule,
            field,
            party,
            by: answer.by.unwrap_or_default(),
            at: answer
                .at
                .map(|text| said_at(line, &text, None))
                .transpose()?,
            reason: answer.reason,
            until: answer.until.map(|text| deadline(line, &text)).transpose()?,
        },
    };
    of_job(line, &answer.job, op)
}

/// The finding that is answered, and by which party.
struct Sought {
    rule: RuleId,
    field: Option<Pointer>,
    party: Option<AnswerParty>,
}

/// Who gave a reply, and when, as far as that is known besides its text.
struct Beside {
    by: Option<String>,
    at: Option<String>,
}

impl Beside {
    /// Who it was: whom the text names, else whom the clerk names. Two that differ are nobody.
    fn by(&self, named: Option<&String>) -> Result<Option<String>, Text> {
        let given = self.by.as_ref().filter(|by| !by.trim().is_empty());
        match (named, given) {
            (Some(named), Some(given)) if !is_one_person(named, given) => {
                Err(Text::of("error.reply-by-another")
                    .with("named", named)
                    .with("given", given.trim()))
            }
            (named, given) => Ok(named.or(given).map(|by| by.trim().to_owned())),
        }
    }

    /// When it was: what the clerk says, on the hour that the text gives, where it gives one.
    fn at(&self, line: &Line, written: Option<Moment>) -> Result<Option<Moment>, Failure> {
        let Some(text) = &self.at else {
            return Ok(written);
        };
        let given = said_at(line, text, written.map(|written| written.time()))?;
        match written {
            Some(written) if written.time() != given.time() => Err(unlike(
                Text::of("error.reply-at-another")
                    .with("written", written.format("%H:%M"))
                    .with("given", given.format("%Y-%m-%d %H:%M")),
            )),
            _ => Ok(Some(given)),
        }
    }
}

/// What a reply says itself is not said otherwise beside it.
fn unlike(why: Text) -> Failure {
    Failure::new(FailureKind::Refused, why).hint(Text::of("error.reply-beside-hint"))
}

/// Whether one name is the other, in whole or by a part: Mary, Mary Chen.
fn is_one_person(left: &str, right: &str) -> bool {
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_uppercase).collect()
    };
    let (left, right) = (letters(left), letters(right));
    left.contains(&right) || right.contains(&left)
}

/// What a pasted reply asks of a job: the value that it gives, else the confirmation that it is.
fn reply(
    line: &mut Line,
    job: &str,
    sought: Sought,
    beside: Beside,
    text: &str,
) -> Result<JobOp, Failure> {
    let Sought { rule, field, party } = sought;
    let Reply::Job(view) = line.ask_plainly(Request::Show(JobNo::new(job)))? else {
        return Err(odd_answer());
    };
    let finding = meant_finding(&rule, field.as_ref(), &view.findings)
        .map_err(|refusal| Failure::of_refusal(refusal, &view.job, &view.findings))?;
    let now = line.client.session().now;
    let consignment = &view.job.consignment;
    let mut reply = rules::read_reply(text, finding, consignment, &line.reference, now);
    let refused = |why: Text| {
        Failure::new(FailureKind::Refused, why).hint(Text::of("error.reply-unread-hint"))
    };
    if let Some(why) = reply.refusal() {
        return Err(refused(why));
    }
    reply.by = beside.by(reply.by.as_ref()).map_err(unlike)?;
    reply.at = beside.at(line, reply.at)?;
    op_of(&view.job, finding, &reply, party, now)
        .ok_or_else(|| refused(Text::of("error.reply-by-nobody").with("text", &reply.text)))
}

/// `approve JOB RULE`.
pub fn approve(
    line: &mut Line,
    job: &str,
    finding: &str,
    note: Option<String>,
) -> Result<u8, Failure> {
    let (rule, field) = finding_of(finding);
    of_job(line, job, JobOp::Approve { rule, field, note })
}

/// `defer JOB RULE --until TIME --by NAME`.
pub fn defer(
    line: &mut Line,
    job: &str,
    finding: &str,
    until: &str,
    by: String,
) -> Result<u8, Failure> {
    let until = deadline(line, until)?;
    let (rule, field) = finding_of(finding);
    of_job(
        line,
        job,
        JobOp::Defer {
            rule,
            field,
            until,
            by,
        },
    )
}

/// `ask JOB…`, `ask --customer NAME`.
pub fn ask(line: &mut Line, asked: &Ask) -> Result<u8, Failure> {
    let Reply::Questions(questions) = line.ask_plainly(Request::Questions {
        jobs: asked.jobs.iter().map(JobNo::new).collect(),
        customer: asked.customer.clone(),
    })?
    else {
        return Err(odd_answer());
    };
    let messages = messages(line.out.lang(), &questions);
    // All of them, each under its own address; or the one that is to be sent alone.
    let to = asked.to.map(AnswerBy::from);
    let sent: Vec<&AskMessage> = messages
        .iter()
        .filter(|message| to.is_none_or(|to| message.to == to))
        .collect();
    let text = match sent.as_slice() {
        [] => line.out.word("cli.ask-nothing"),
        sent => sent
            .iter()
            .map(|message| message.text.as_str())
            .collect::<Vec<_>>()
            .join("\n\n"),
    };
    if asked.sent && !sent.is_empty() {
        let jobs = sent
            .iter()
            .flat_map(|message| message.asks.clone())
            .collect();
        line.ask(Request::Asked { jobs })?;
    }
    if let (false, [_, _, ..]) = (line.out.is_json(), sent.as_slice()) {
        let whom: Vec<&str> = sent.iter().map(|message| message.to.as_str()).collect();
        line.out
            .aside(&Text::of("cli.ask-others").with("whom", whom.join(", ")));
    }
    line.out.either(
        || {
            json!({
                "text": text,
                "jobs": asked_about(&questions, &sent),
                "findings": sent.iter().flat_map(|message| ids(message)).collect::<Vec<_>>(),
            })
        },
        || text.clone(),
    );
    Ok(0)
}

/// The jobs that messages ask about, in the order that they were named.
fn asked_about(questions: &[AskLine], sent: &[&AskMessage]) -> Vec<String> {
    let is_asked = |job: &JobNo| {
        let mut asks = sent.iter().flat_map(|message| &message.asks);
        asks.any(|(asked, _)| asked == job)
    };
    let jobs = questions.iter().filter_map(|line| line.job.as_ref());
    jobs.filter(|job| is_asked(job))
        .map(ToString::to_string)
        .collect()
}

/// What a message asks: `JOB/RULE@POINTER`.
fn ids(message: &AskMessage) -> Vec<String> {
    let of_job = |(job, findings): &(JobNo, Vec<String>)| {
        findings
            .iter()
            .map(|id| format!("{job}/{id}"))
            .collect::<Vec<_>>()
    };
    message.asks.iter().flat_map(of_job).collect()
}
