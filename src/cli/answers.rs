//! Answers that several verbs print alike: a job, jobs, sailings.

use super::{Line, odd_answer, text};
use crate::domain::JobNo;
use crate::protocol::{Failure, JobOp, Reply, Request};

/// Changes one job and prints it.
pub fn of_job(line: &mut Line, job: &str, op: JobOp) -> Result<u8, Failure> {
    let reply = line.ask(Request::Job {
        job: JobNo::new(job),
        op,
    })?;
    self::job(line, reply)
}

/// Prints a job.
pub fn job(line: &Line, reply: Reply) -> Result<u8, Failure> {
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
pub fn jobs(line: &Line, reply: Reply) -> Result<u8, Failure> {
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
pub fn lines(line: &Line, reply: Reply) -> Result<u8, Failure> {
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

/// Prints a sailing.
pub fn sailing(line: &Line, reply: Reply) -> Result<u8, Failure> {
    let Reply::Sailing(sailing) = reply else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            line.out
                .shaped(&line.reference, |output| output.sailing(&sailing))
        },
        || text::sailings(line.out, std::iter::once(&*sailing)),
    );
    Ok(0)
}
