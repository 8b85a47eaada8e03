//! Verbs that change jobs.

use super::Line;
use super::answers::{self, of_job};
use super::args::{Amend, Confirm, Edit, Status, Verdict};
use super::given::{charge, consignment, document, equipment, finding_of, moment, usage};
use crate::domain::job::ShippingStatus;
use crate::domain::{JobNo, SailingId};
use crate::protocol::{Failure, JobOp, Request};

/// `new FILE`.
pub fn new(line: &mut Line, file: &str) -> Result<u8, Failure> {
    let consignment = Box::new(consignment(line, file)?);
    let reply = line.ask(Request::New {
        consignment,
        draft: None,
    })?;
    answers::job(line, reply)
}

/// `copy JOB`.
pub fn copy(line: &mut Line, job: &str) -> Result<u8, Failure> {
    let reply = line.ask(Request::Copy(JobNo::new(job)))?;
    answers::job(line, reply)
}

/// `edit JOB PATCH`, `edit JOB --fix RULE`.
pub fn edit(line: &mut Line, edit: Edit) -> Result<u8, Failure> {
    let op = match (edit.fix, edit.patch) {
        (Some(fix), _) => {
            let (rule, field) = finding_of(&fix);
            JobOp::Fix {
                rule,
                field,
                choice: edit.choice,
            }
        }
        (None, Some(patch)) => JobOp::Edit {
            patch: document(&patch)?.to_string(),
            confirmed_by: edit.confirmed_by,
        },
        (None, None) => return Err(usage(&"edit needs a PATCH or --fix RULE")),
    };
    of_job(line, &edit.job, op)
}

/// `book JOB`.
pub fn book(line: &mut Line, job: &str) -> Result<u8, Failure> {
    of_job(line, job, JobOp::Book)
}

/// `confirm JOB --booking-no N`.
pub fn confirm(line: &mut Line, confirm: Confirm) -> Result<u8, Failure> {
    let equipment = confirm
        .equipment
        .map(|text| equipment(line, &text))
        .transpose()?;
    let op = JobOp::Confirm {
        booking_no: confirm.booking_no,
        sailing: confirm.sailing.map(SailingId::new),
        equipment,
    };
    of_job(line, &confirm.job, op)
}

/// `roll JOB…`.
pub fn roll(
    line: &mut Line,
    jobs: &[String],
    to: Option<String>,
    reason: Option<String>,
) -> Result<u8, Failure> {
    let reply = line.ask(Request::Roll {
        jobs: jobs.iter().map(JobNo::new).collect(),
        to: to.map(SailingId::new),
        reason,
    })?;
    answers::jobs(line, reply)
}

/// `tell JOB`.
pub fn tell(line: &mut Line, job: &str) -> Result<u8, Failure> {
    of_job(line, job, JobOp::Tell)
}

/// `amend JOB PATCH`.
pub fn amend(line: &mut Line, amend: Amend) -> Result<u8, Failure> {
    let charges = amend
        .charge
        .iter()
        .map(|text| charge(text))
        .collect::<Result<Vec<_>, _>>()?;
    let op = JobOp::Amend {
        patch: document(&amend.patch)?.to_string(),
        confirmation: amend.confirmation,
        confirmed_by: amend.confirmed_by,
        charges: (amend.no_charge || !charges.is_empty()).then_some(charges),
    };
    of_job(line, &amend.job, op)
}

/// `review JOB N accept|reject`.
pub fn review(
    line: &mut Line,
    job: &str,
    no: u32,
    verdict: Verdict,
    note: Option<String>,
) -> Result<u8, Failure> {
    let op = JobOp::Review {
        no,
        accept: matches!(verdict, Verdict::Accept),
        note,
    };
    of_job(line, job, op)
}

/// `status JOB STATE`, `status --sailing ID STATE`.
pub fn status(line: &mut Line, status: Status) -> Result<u8, Failure> {
    let state = |word: &str| {
        word.parse::<ShippingStatus>()
            .map_err(|error| usage(&error))
    };
    let request = match (status.words.as_slice(), status.sailing) {
        ([word], Some(sailing)) => Request::StatusOfSailing {
            sailing: SailingId::new(sailing),
            status: state(word)?,
        },
        ([job, word], None) => Request::Job {
            job: JobNo::new(job),
            op: JobOp::Status(state(word)?),
        },
        _ => return Err(usage(&"status needs JOB STATE, or --sailing ID STATE")),
    };
    let reply = line.ask(request)?;
    answers::jobs(line, reply)
}

/// `depart SAILING --at TIME`.
pub fn depart(line: &mut Line, sailing: &str, at: &str) -> Result<u8, Failure> {
    let at = moment(line, at)?;
    let reply = line.ask(Request::Depart {
        sailing: SailingId::new(sailing),
        at,
    })?;
    answers::sailing(line, reply)
}

/// `cancel JOB --reason TEXT`.
pub fn cancel(line: &mut Line, job: &str, reason: String) -> Result<u8, Failure> {
    of_job(line, job, JobOp::Cancel { reason })
}
