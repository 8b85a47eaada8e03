//! How a job ends.

use super::not_yet;
use crate::domain::command::{Facts, Refusal};
use crate::domain::event::Event;
use crate::domain::job::{Job, ShippingStatus};

pub(super) fn set_status(
    job: &Job,
    status: ShippingStatus,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let blocked = || {
        facts
            .findings
            .iter()
            .any(|finding| finding.blocks() && finding.rule.as_str() != "status-due")
    };
    if !job.takes_booking() {
        if status != ShippingStatus::NotShipped {
            return Err(not_yet(job, "error.ops-status", "error.ops-status-hint"));
        }
        if blocked() {
            return Err(Refusal::Blocked);
        }
        return Ok(vec![Event::StatusSet(status)]);
    }
    if status == ShippingStatus::NotShipped {
        return Err(not_yet(job, "error.not-shipped", "error.not-shipped-hint"));
    }
    if !job.is_booked() {
        return Err(not_yet(job, "error.not-booked", "error.not-booked-hint"));
    }
    if !facts.sailed {
        return Err(not_yet(job, "error.not-sailed", "error.not-sailed-hint"));
    }
    if status == ShippingStatus::Shipped && blocked() {
        return Err(Refusal::Blocked);
    }
    Ok(vec![Event::StatusSet(status)])
}

pub(super) fn cancel(job: &Job, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if reason.trim().is_empty() {
        return Err(not_yet(job, "error.no-reason", "error.no-reason-hint"));
    }
    if job.is_booked() && facts.sailed {
        return Err(not_yet(
            job,
            "error.cancel-sailed",
            "error.cancel-sailed-hint",
        ));
    }
    Ok(vec![Event::Cancelled { reason }])
}
