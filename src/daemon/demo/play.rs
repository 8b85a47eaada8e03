//! The practice day carried out: every act goes through the writer as an operator's own would.

use std::sync::Arc;
use std::sync::mpsc::channel;

use super::{Act, Deed};
use crate::daemon::desk::Desk;
use crate::daemon::order::{Answer, Order};
use crate::daemon::records;
use crate::daemon::session::submit;
use crate::domain::{JobNo, Moment, Operator, OperatorName, Sailing, SailingId};
use crate::protocol::{Envelope, Failure, ImportBegin, ImportRow, Reply, Request};
use crate::store::{StoreError, Table, View};

/// Why the day could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// A table of the demo's.
    #[error(transparent)]
    Table(#[from] super::BadTable),
    /// An act was refused.
    #[error("at {at}, {by}: {reason}")]
    Refused {
        /// When it should have happened.
        at: Moment,
        /// Who.
        by: OperatorName,
        /// Why not.
        reason: String,
    },
}

/// The four operators are enrolled: this is a demo's desk, and its day was carried out before.
pub fn was_played(view: &dyn View) -> Result<bool, StoreError> {
    for operator in super::operators() {
        if records::get::<Operator>(view, Table::Operators, operator.name.as_str())?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Enrols the four operators and carries out the acts, oldest first.
///
/// # Errors
/// An act was refused, which a test rules out.
pub fn play(desk: &Arc<Desk>, maker: &Operator, acts: Vec<Act>) -> Result<(), PlayError> {
    let first = acts.first().map_or_else(|| desk.now(), |act| act.at);
    for enrolment in super::operators() {
        let request = Request::Enrol {
            name: enrolment.name.clone(),
            uid: None,
            roles: enrolment.roles,
            prefix: None,
        };
        carry_out(desk, maker, first, request)?;
    }
    let operators = desk
        .operators()
        .map_err(|failure| refused(maker, first, &failure))?;
    let mut jobs: Vec<Option<JobNo>> = Vec::new();
    for Act { at, by, deed } in acts {
        let operator = operators
            .iter()
            .find(|operator| operator.name == by)
            .unwrap_or(maker);
        let job = |part: usize, jobs: &[Option<JobNo>]| {
            jobs.get(part)
                .cloned()
                .flatten()
                .unwrap_or_else(|| JobNo::new(format!("part {part}")))
        };
        match deed {
            Deed::Import { file, sailings } => import(desk, operator, at, file, &sailings)?,
            Deed::New { part, consignment } => {
                let request = Request::New {
                    consignment,
                    draft: None,
                };
                if let Answer::Job(number) = carry_out(desk, operator, at, request)? {
                    if jobs.len() <= part {
                        jobs.resize(part + 1, None);
                    }
                    jobs[part] = Some(number);
                }
            }
            Deed::Job { part, op } => {
                let request = Request::Job {
                    job: job(part, &jobs),
                    op,
                };
                carry_out(desk, operator, at, request)?;
            }
            Deed::Roll { part, reason } => {
                let request = Request::Roll {
                    jobs: vec![job(part, &jobs)],
                    to: None,
                    reason: Some(reason),
                };
                carry_out(desk, operator, at, request)?;
            }
            Deed::Depart { sailing, at: left } => depart(desk, operator, at, sailing, left)?,
        }
    }
    Ok(())
}

fn depart(
    desk: &Arc<Desk>,
    operator: &Operator,
    at: Moment,
    sailing: SailingId,
    left: Moment,
) -> Result<(), PlayError> {
    carry_out(desk, operator, at, Request::Depart { sailing, at: left }).map(|_| ())
}

fn import(
    desk: &Arc<Desk>,
    operator: &Operator,
    at: Moment,
    file: &str,
    sailings: &[Sailing],
) -> Result<(), PlayError> {
    let begin = Request::ImportBegin(ImportBegin {
        file: file.to_owned(),
        carrier: None,
        as_of: at.date_naive(),
    });
    let import = match carry_out(desk, operator, at, begin)? {
        Answer::Reply(reply) => match *reply {
            Reply::Import(import) => import,
            _ => 0,
        },
        _ => 0,
    };
    for chunk in sailings.chunks(2_000) {
        let rows = chunk
            .iter()
            .map(|sailing| ImportRow {
                sailing: sailing.clone(),
            })
            .collect();
        let request = Request::ImportRows {
            import,
            rows,
            dry_run: false,
        };
        carry_out(desk, operator, at, request)?;
    }
    let end = Request::ImportEnd {
        import,
        conflicts: Vec::new(),
    };
    carry_out(desk, operator, at, end).map(|_| ())
}

fn refused(operator: &Operator, at: Moment, failure: &Failure) -> PlayError {
    let mut reason = crate::i18n::render(crate::i18n::Lang::En, &failure.message);
    for finding in &failure.findings {
        reason.push_str("; ");
        reason.push_str(&crate::i18n::render(
            crate::i18n::Lang::En,
            &finding.message,
        ));
    }
    PlayError::Refused {
        at,
        by: operator.name.clone(),
        reason,
    }
}

fn carry_out(
    desk: &Arc<Desk>,
    operator: &Operator,
    at: Moment,
    request: Request,
) -> Result<Answer, PlayError> {
    let (sender, receiver) = channel();
    let order = Order {
        operator: Some(operator.clone()),
        uid: desk.uid,
        session: 0,
        screen: false,
        at: Some(at),
        envelope: Envelope {
            number: 0,
            request_id: None,
            expect_version: None,
            request,
        },
        answer: sender,
    };
    let gone = || PlayError::Refused {
        at,
        by: operator.name.clone(),
        reason: "the writer has ended".to_owned(),
    };
    submit(desk, order).map_err(|()| gone())?;
    receiver
        .recv()
        .map_err(|_| gone())?
        .map(|answered| answered.answer)
        .map_err(|failure| refused(operator, at, &failure))
}
