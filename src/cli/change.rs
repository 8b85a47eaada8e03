//! Verbs that change jobs.

use super::args::{Amend, Confirm, Edit, Status, Verdict};
use super::claims::finding_of;
use super::look::{consignment, document, job_answer, jobs_answer, usage};
use super::{Line, odd_answer};
use crate::domain::job::{AmendmentCharge, BookedEquipment, ShippingStatus};
use crate::domain::{Amount, ChargeCode, Currency, JobNo, Moment, SailingId, Text};
use crate::protocol::{Failure, FailureKind, JobOp, Reply, Request};

/// Changes one job and prints it.
pub fn of_job(line: &mut Line, job: &str, op: JobOp) -> Result<u8, Failure> {
    let reply = line.ask(Request::Job {
        job: JobNo::new(job),
        op,
    })?;
    job_answer(line, reply)
}

/// A moment given on the command line; a bare date ends with its day.
pub fn moment(line: &Line, text: &str) -> Result<Moment, Failure> {
    moment_in(line.zone(), text)
}

/// The same, in a zone.
pub fn moment_in(zone: chrono_tz::Tz, text: &str) -> Result<Moment, Failure> {
    crate::json::moment_of(text, zone)
        .or_else(|| crate::json::moment_of(&format!("{text} 23:59:59"), zone))
        .ok_or_else(|| {
            Failure::new(
                FailureKind::Usage,
                Text::of("error.bad-time").with("time", text),
            )
            .hint(Text::of("error.bad-time-hint"))
        })
}

/// `new FILE`.
pub fn new(line: &mut Line, file: &str) -> Result<u8, Failure> {
    let consignment = Box::new(consignment(line, file)?);
    let reply = line.ask(Request::New {
        consignment,
        draft: None,
    })?;
    job_answer(line, reply)
}

/// `copy JOB`.
pub fn copy(line: &mut Line, job: &str) -> Result<u8, Failure> {
    let reply = line.ask(Request::Copy(JobNo::new(job)))?;
    job_answer(line, reply)
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

/// `2*40HQ+1*20GP`.
fn equipment(line: &Line, text: &str) -> Result<Vec<BookedEquipment>, Failure> {
    text.split('+')
        .map(|part| {
            let (count, kind) = part.split_once(['*', 'x', 'X', '×']).unwrap_or(("1", part));
            let count = count.trim().parse().ok().filter(|count| *count > 0);
            let kind = line
                .reference
                .equipment(kind.trim())
                .map(|equipment| equipment.kind.clone());
            match (count, kind) {
                (Some(count), Some(kind)) => Ok(BookedEquipment { kind, count }),
                _ => Err(Failure::new(
                    FailureKind::Usage,
                    Text::of("error.bad-equipment").with("equipment", part),
                )
                .hint(Text::of("error.bad-equipment-hint"))),
            }
        })
        .collect()
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
    jobs_answer(line, reply)
}

/// `tell JOB`.
pub fn tell(line: &mut Line, job: &str) -> Result<u8, Failure> {
    of_job(line, job, JobOp::Tell)
}

/// `CODE:AMOUNT:CURRENCY`.
fn charge(text: &str) -> Result<AmendmentCharge, Failure> {
    let bad = || {
        Failure::new(
            FailureKind::Usage,
            Text::of("error.bad-charge").with("charge", text),
        )
        .hint(Text::of("error.bad-charge-hint"))
    };
    let mut parts = text.split(':');
    let (Some(code), Some(amount), Some(currency), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(bad());
    };
    let money: crate::domain::MoneyText = amount.parse().map_err(|_| bad())?;
    let currency: Currency = currency.parse().map_err(|_| bad())?;
    if code.trim().is_empty() || money.currency.is_some_and(|named| named != currency) {
        return Err(bad());
    }
    Ok(AmendmentCharge {
        code: ChargeCode::new(code.trim().to_uppercase()),
        amount: Amount::new(money.amount.decimal()),
        currency,
    })
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
    jobs_answer(line, reply)
}

/// `depart SAILING --at TIME`.
pub fn depart(line: &mut Line, sailing: &str, at: &str) -> Result<u8, Failure> {
    let at = moment(line, at)?;
    let reply = line.ask(Request::Depart {
        sailing: SailingId::new(sailing),
        at,
    })?;
    sailing_answer(line, reply)
}

/// Prints a sailing.
pub fn sailing_answer(line: &Line, reply: Reply) -> Result<u8, Failure> {
    let Reply::Sailing(sailing) = reply else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            line.out
                .shaped(&line.reference, |output| output.sailing(&sailing))
        },
        || super::text::sailings(line.out, std::iter::once(&*sailing)),
    );
    Ok(0)
}

/// `cancel JOB --reason TEXT`.
pub fn cancel(line: &mut Line, job: &str, reason: String) -> Result<u8, Failure> {
    of_job(line, job, JobOp::Cancel { reason })
}
