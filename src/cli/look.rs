//! Verbs that only look.

use serde_json::{Value, json};

use super::args::{List, Stage};
use super::out::{Out, table};
use super::{Line, odd_answer, text};
use crate::domain::{Consignment, JobNo, Pointer, SailingId, Text};
use crate::protocol::{CheckStage, Failure, FailureKind, ListFilter, Reply, Request};

/// Reads a JSON document from a file, from standard input, or given inline.
pub fn document(what: &str) -> Result<Value, Failure> {
    let trimmed = what.trim_start();
    let (name, bytes) = if trimmed.starts_with(['{', '[']) {
        ("the command line", what.as_bytes().to_vec())
    } else {
        (what, super::import::bytes_of(what)?)
    };
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::new(
            FailureKind::Unreadable,
            Text::of("error.unreadable")
                .with("what", name)
                .with("errors", error),
        )
        .hint(Text::of("error.unreadable-hint"))
    };
    let text = String::from_utf8(bytes).map_err(|error| unreadable(&error))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| unreadable(&error))
}

/// Reads a consignment, or says everything that is wrong with its shape.
pub fn consignment(line: &Line, what: &str) -> Result<Consignment, Failure> {
    let value = document(what)?;
    let name = if what.trim_start().starts_with('{') {
        "consignment"
    } else {
        what
    };
    crate::json::read_consignment(&value, &line.reference, line.zone()).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Failure::new(
            FailureKind::Unreadable,
            Text::of("error.unreadable")
                .with("what", name)
                .with("errors", errors.join("; ")),
        )
        .hint(Text::of("error.schema-hint"))
    })
}

/// Whether an argument is a job number: letters, then ten digits, and no such file.
pub fn is_job_no(what: &str) -> bool {
    let digits = what.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let prefix = what.len() - digits.len();
    (1..=4).contains(&prefix)
        && digits.len() == 10
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !std::path::Path::new(what).exists()
}

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

/// Prints a job.
pub fn job_answer(line: &Line, reply: Reply) -> Result<u8, Failure> {
    let Reply::Job(view) = reply else {
        return Err(odd_answer());
    };
    line.out.either(
        || line.out.shaped(&line.reference, |output| output.job(&view)),
        || text::job(line.out, &view),
    );
    Ok(0)
}

/// Prints jobs.
pub fn jobs_answer(line: &Line, reply: Reply) -> Result<u8, Failure> {
    let views = match reply {
        Reply::Jobs(views) => views,
        Reply::Job(view) => vec![*view],
        _ => return Err(odd_answer()),
    };
    line.out.either(
        || {
            line.out.shaped(&line.reference, |output| {
                views.iter().map(|view| output.job(view)).collect()
            })
        },
        || {
            views
                .iter()
                .map(|view| text::job(line.out, view))
                .collect::<Vec<_>>()
                .join("\n")
        },
    );
    Ok(0)
}

/// Prints jobs, a line each.
pub fn lines_answer(line: &Line, reply: Reply) -> Result<u8, Failure> {
    let Reply::Lines(lines) = reply else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            line.out.shaped(&line.reference, |output| {
                lines.iter().map(|job| output.line(job)).collect()
            })
        },
        || text::lines(line.out, &lines),
    );
    Ok(0)
}

/// `show JOB`.
pub fn show(line: &mut Line, job: &str) -> Result<u8, Failure> {
    let reply = line.ask(Request::Show(JobNo::new(job)))?;
    job_answer(line, reply)
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
    lines_answer(line, reply)
}

/// A word on the command line that is none of those it could be.
pub fn usage(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        FailureKind::Usage,
        Text::of("error.usage").with("error", error),
    )
    .hint(Text::of("error.usage-hint"))
}

/// `queue`.
pub fn queue(line: &mut Line, mine: bool) -> Result<u8, Failure> {
    let reply = line.ask(Request::Queue { mine })?;
    lines_answer(line, reply)
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
                    let value = why.value.as_ref().map(|value| serde_json::from_str(value).unwrap_or_else(|_| json!(value)));
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
