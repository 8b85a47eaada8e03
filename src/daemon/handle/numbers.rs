//! Number ledgers: job numbers and booking order numbers, without gaps: a number is given in the
//! same commit that uses it.

use chrono::Datelike;

use super::super::ground::Ground;
use super::super::records::{self, Ledger, failed};
use crate::domain::{JobNo, Operator, Scac, SoNo};
use crate::protocol::Failure;
use crate::store::{Table, Write};

/// The next number of a ledger, and the write that gives it out.
fn next(ground: &Ground, ledger: &str) -> Result<(u64, Write), Failure> {
    let last: Option<Ledger> =
        records::get(ground.view, Table::Counters, ledger).map_err(|error| failed(&error))?;
    let number = last.map_or(1, |Ledger(last)| last + 1);
    let write =
        records::put(Table::Counters, ledger, &Ledger(number)).map_err(|error| failed(&error))?;
    Ok((number, write))
}

/// A job number: the operator's prefix, the year, six digits.
pub fn job_no(ground: &Ground, operator: &Operator) -> Result<(JobNo, Write), Failure> {
    let year = ground.now.year();
    let (number, write) = next(ground, &format!("job/{}{year}", operator.prefix))?;
    Ok((
        JobNo::new(format!("{}{year}{number:06}", operator.prefix)),
        write,
    ))
}

/// A booking order's number, of the carrier's ledger of this year.
pub fn so_no(ground: &Ground, carrier: &Scac) -> Result<(SoNo, Write), Failure> {
    let year = ground.now.year() % 100;
    let (number, write) = next(ground, &format!("so/{carrier}-{year:02}"))?;
    Ok((SoNo::new(format!("{carrier}-{year:02}-{number:05}")), write))
}
