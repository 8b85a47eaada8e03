//! Verbs that settle findings: answers, approvals, putting off, and asking.

use serde_json::json;

use super::answers::of_job;
use super::args::{Answer, Party};
use super::given::{deadline, finding_of};
use super::{Line, odd_answer};
use crate::domain::consignment::AnswerParty;
use crate::domain::{Finding, JobNo, Pointer, RuleId, Text};
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
        Some(text) => reply(line, &answer.job, rule, field, party, &text)?,
        None => JobOp::Answer {
            rule,
            field,
            party,
            by: answer.by.unwrap_or_default(),
            reason: answer.reason,
        },
    };
    of_job(line, &answer.job, op)
}

/// What a pasted reply asks of a job: the value that it gives, else the confirmation that it is.
fn reply(
    line: &mut Line,
    job: &str,
    rule: RuleId,
    field: Option<Pointer>,
    party: Option<AnswerParty>,
    text: &str,
) -> Result<JobOp, Failure> {
    let Reply::Job(view) = line.ask_plainly(Request::Show(JobNo::new(job)))? else {
        return Err(odd_answer());
    };
    let finding = view
        .findings
        .iter()
        .filter(|finding| finding.rule == rule && (field.is_none() || finding.at == field))
        .min_by_key(|finding| !finding.is_open())
        .ok_or_else(|| {
            let at = field.as_ref().map_or(String::new(), |at| format!("@{at}"));
            Failure::new(
                FailureKind::Refused,
                Text::of("error.no-such-finding")
                    .with("rule", &rule)
                    .with("field", at),
            )
            .hint(Text::of("error.no-such-finding-hint"))
        })?;
    let now = line.client.session().now;
    let consignment = &view.job.consignment;
    let reply = rules::read_reply(text, finding, consignment, &line.reference, now);
    let unread = |what: &'static str| {
        Failure::new(FailureKind::Refused, Text::of(what).with("text", text))
            .hint(Text::of("error.reply-unread-hint"))
    };
    let by = reply
        .by
        .clone()
        .ok_or_else(|| unread("error.reply-by-nobody"))?;
    if let Some(steps) = reply.steps(finding, consignment, now) {
        return Ok(JobOp::Edit {
            patch: crate::json::patch::of_steps(&steps).to_string(),
            confirmed_by: None,
        });
    }
    if finding.answers.iter().all(|way| way.party().is_none()) {
        return Err(unread("error.reply-unread"));
    }
    Ok(JobOp::Answer {
        rule,
        field,
        party,
        by,
        reason: Some(reply.text),
    })
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
pub fn ask(
    line: &mut Line,
    jobs: &[String],
    customer: Option<String>,
    sent: bool,
) -> Result<u8, Failure> {
    let Reply::Questions(questions) = line.ask_plainly(Request::Questions {
        jobs: jobs.iter().map(JobNo::new).collect(),
        customer,
    })?
    else {
        return Err(odd_answer());
    };
    let open: Vec<&AskLine> = questions
        .iter()
        .filter(|job| !job.findings.is_empty())
        .collect();
    let message = message(line, &open);
    let ids = |job: &AskLine| job.findings.iter().map(Finding::id).collect::<Vec<_>>();
    if sent && !open.is_empty() {
        let jobs = open.iter().map(|job| (job.job.clone(), ids(job))).collect();
        line.ask(Request::Asked { jobs })?;
    }
    line.out.either(
        || {
            let findings: Vec<String> = open
                .iter()
                .flat_map(|job| {
                    ids(job)
                        .into_iter()
                        .map(move |id| format!("{}/{id}", job.job))
                })
                .collect();
            json!({
                "text": message,
                "jobs": questions.iter().map(|job| job.job.as_str()).collect::<Vec<_>>(),
                "findings": findings,
            })
        },
        || message.clone(),
    );
    Ok(0)
}

/// One polite message with all open questions.
fn message(line: &Line, jobs: &[&AskLine]) -> String {
    if jobs.is_empty() {
        return line.out.word("cli.ask-nothing");
    }
    let mut text = line.out.word("cli.ask-opening");
    text.push('\n');
    let mut number = 0;
    for job in jobs {
        if jobs.len() > 1 || job.customer_ref.is_some() {
            let reference = job.customer_ref.as_deref().unwrap_or(job.job.as_str());
            text.push_str(&format!(
                "\n{} {reference}\n",
                line.out.word("cli.ask-about")
            ));
        }
        for ask in job
            .findings
            .iter()
            .filter_map(|finding| finding.ask.as_ref())
        {
            number += 1;
            text.push_str(&format!("{number}. {}\n", line.out.say(ask)));
        }
    }
    text.push('\n');
    text.push_str(&line.out.word("cli.ask-closing"));
    text
}
