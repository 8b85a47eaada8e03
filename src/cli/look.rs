//! Verbs that only look.

use serde_json::json;

use super::args::{List, Stage};
use super::given::{consignment, is_job_no, usage};
use super::out::{Out, table};
use super::{Line, answers, odd_answer, text};
use crate::domain::{JobNo, Pointer, SailingId};
use crate::protocol::{CheckStage, Failure, ListFilter, Reply, Request};

/// `search QUERY…`.
pub fn search(line: &mut Line, query: &[String], limit: u32, all: bool) -> Result<u8, Failure> {
    let request = Request::Search {
        query: query.join(" "),
        limit,
        all,
    };
    let Reply::Searched(found) = line.ask(request)? else {
        return Err(odd_answer());
    };
    let reference = &line.reference;
    line.out.either(
        || {
            found
                .hits
                .iter()
                .map(|hit| {
                    let mut sailing = line.out.shaped(reference, |output| output.sailing(&hit.sailing));
                    sailing["matched"] = hit
                        .matched
                        .iter()
                        .map(|field| json!({"field": field.field, "value": field.value, "ranges": field.ranges}))
                        .collect();
                    sailing
                })
                .collect()
        },
        || text::sailings(line.out, found.hits.iter().map(|hit| &hit.sailing)),
    );
    Ok(0)
}

/// `check FILE|JOB`.
pub fn check(line: &mut Line, what: &str, stage: Option<Stage>) -> Result<u8, Failure> {
    let stage = stage.map(|stage| match stage {
        Stage::Draft => CheckStage::Draft,
        Stage::Booked => CheckStage::Booked,
        Stage::Confirmed => CheckStage::Confirmed,
    });
    let request = if is_job_no(what) {
        Request::CheckJob {
            job: JobNo::new(what),
            stage,
        }
    } else {
        Request::Check {
            consignment: Box::new(consignment(line, what)?),
            stage: stage.unwrap_or(CheckStage::Draft),
        }
    };
    let Reply::Checked(checked) = line.ask(request)? else {
        return Err(odd_answer());
    };
    let reference = &line.reference;
    line.out.either(
        || {
            line.out.shaped(
                reference,
                |output| json!({"bookable": checked.bookable, "findings": output.findings(&checked.findings)}),
            )
        },
        || {
            let verdict = if checked.bookable { "cli.bookable" } else { "cli.not-bookable" };
            let mut said = format!("{}\n", line.out.word(verdict));
            for finding in &checked.findings {
                said.push_str(&text::finding_line(line.out, finding));
            }
            said
        },
    );
    Ok(u8::from(!checked.bookable))
}

/// `show JOB`.
pub fn show(line: &mut Line, job: &str) -> Result<u8, Failure> {
    let reply = line.ask(Request::Show(JobNo::new(job)))?;
    answers::job(line, reply)
}

/// `list`.
pub fn list(line: &mut Line, filter: List) -> Result<u8, Failure> {
    let stage = filter
        .stage
        .map(|stage| stage.parse())
        .transpose()
        .map_err(|error| usage(&error))?;
    let reply = line.ask(Request::List(ListFilter {
        stage,
        sailing: filter.sailing.map(SailingId::new),
        from: filter.from,
        to: filter.to,
        matching: filter.matching,
    }))?;
    answers::lines(line, reply)
}

/// `queue`.
pub fn queue(line: &mut Line, mine: bool) -> Result<u8, Failure> {
    let reply = line.ask(Request::Queue {
        mine,
        matching: None,
    })?;
    answers::lines(line, reply)
}

/// `why JOB POINTER`.
pub fn why(line: &mut Line, job: &str, pointer: &str) -> Result<u8, Failure> {
    let Reply::Why(lines) = line.ask(Request::Why {
        job: JobNo::new(job),
        field: Pointer::new(pointer),
    })?
    else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            lines
                .iter()
                .map(|why| {
                    let value = crate::json::kept_or_null(why.value.as_ref());
                    json!({"at": text::moment(&why.at), "by": why.by, "value": value, "source": why.source})
                })
                .collect()
        },
        || {
            let rows: Vec<Vec<String>> = lines
                .iter()
                .map(|why| {
                    vec![
                        why.at.format("%m-%d %H:%M").to_string(),
                        why.by.clone(),
                        source_text(line.out, &why.source),
                        why.value.clone().unwrap_or_default(),
                    ]
                })
                .collect();
            table(&rows)
        },
    );
    Ok(0)
}

/// `conflicts`.
pub fn conflicts(line: &mut Line) -> Result<u8, Failure> {
    let Reply::Conflicts(conflicts) = line.ask(Request::Conflicts)? else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            line.out.shaped(&line.reference, |output| {
                conflicts
                    .iter()
                    .map(|(id, claims)| {
                        json!({"id": id.as_str(), "claims": claims.iter().map(|claim| output.sailing(claim)).collect::<Vec<_>>()})
                    })
                    .collect()
            })
        },
        || text::sailings(line.out, conflicts.iter().flat_map(|(_, claims)| claims)),
    );
    Ok(0)
}

/// How a value came, for people: the event and whose word it was.
fn source_text(out: &Out, source: &str) -> String {
    let (event, party) = source.split_once(' ').unwrap_or((source, ""));
    format!("{} {party}", out.term("tui.event", event))
        .trim_end()
        .to_owned()
}
