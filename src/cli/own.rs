//! What an operator has in hand, and keeps on the desk.

use serde_json::json;

use super::args::Template;
use super::given::{consignment, is_job_no};
use super::out::table;
use super::{Line, answers, odd_answer, text};
use crate::domain::{DraftId, JobNo, OperatorName};
use crate::protocol::{Failure, Reply, Request};

/// `next`.
pub fn next(line: &mut Line, mine: bool) -> Result<u8, Failure> {
    let reply = line.ask(Request::Next {
        passed: Vec::new(),
        among: None,
        mine,
    })?;
    answers::job(line, reply)
}

/// `hold JOB`.
pub fn hold(line: &mut Line, job: &str) -> Result<u8, Failure> {
    let reply = line.ask(Request::Hold(JobNo::new(job)))?;
    answers::job(line, reply)
}

/// `release JOB`.
pub fn release(line: &mut Line, job: &str) -> Result<u8, Failure> {
    let reply = line.ask(Request::Release(JobNo::new(job)))?;
    answers::job(line, reply)
}

/// `take-over OPERATOR`.
pub fn take_over(line: &mut Line, operator: String) -> Result<u8, Failure> {
    let reply = line.ask(Request::TakeOver(OperatorName::new(operator)))?;
    answers::jobs(line, reply)
}

/// `drafts`.
pub fn drafts(line: &mut Line) -> Result<u8, Failure> {
    let Reply::Drafts(drafts) = line.ask(Request::Drafts)? else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            drafts
                .iter()
                .map(|draft| {
                    json!({
                        "draft": draft.line.draft.as_str(),
                        "at": text::moment(&draft.line.at),
                        "job_no": draft.line.job_no.as_ref().map(super::super::domain::codes::JobNo::as_str),
                        "principal": draft.principal,
                        "pod": draft.pod,
                    })
                })
                .collect()
        },
        || {
            let rows: Vec<Vec<String>> = drafts
                .iter()
                .map(|draft| {
                    vec![
                        draft.line.draft.to_string(),
                        draft.line.at.format("%m-%d %H:%M").to_string(),
                        draft
                            .line
                            .job_no
                            .as_ref()
                            .map(ToString::to_string)
                            .unwrap_or_default(),
                    ]
                })
                .collect();
            table(&rows)
        },
    );
    Ok(0)
}

/// `discard DRAFT`.
pub fn discard(line: &mut Line, draft: String) -> Result<u8, Failure> {
    line.ask(Request::DiscardDraft(DraftId::new(draft.as_str())))?;
    line.out
        .either(|| json!({"draft": draft, "discarded": true}), String::new);
    Ok(0)
}

/// `template save|list|use`.
pub fn template(line: &mut Line, what: Template) -> Result<u8, Failure> {
    match what {
        Template::Save { name, from } => {
            let consignment = if is_job_no(&from) {
                match line.ask_plainly(Request::Show(JobNo::new(from)))? {
                    Reply::Job(view) => Box::new(view.job.consignment),
                    _ => return Err(odd_answer()),
                }
            } else {
                Box::new(consignment(line, &from)?)
            };
            line.ask(Request::SaveTemplate {
                name: name.clone(),
                consignment,
            })?;
            line.out
                .either(|| json!({"name": name}), || format!("{name}\n"));
        }
        Template::List => {
            let Reply::Templates(names) = line.ask(Request::Templates)? else {
                return Err(odd_answer());
            };
            line.out.either(
                || json!(names),
                || names.iter().map(|name| format!("{name}\n")).collect(),
            );
        }
        Template::Use { name } => {
            let Reply::Template(consignment) = line.ask_plainly(Request::Template(name))? else {
                return Err(odd_answer());
            };
            let reply = line.ask(Request::New {
                consignment,
                draft: None,
            })?;
            return answers::job(line, reply);
        }
    }
    Ok(0)
}
