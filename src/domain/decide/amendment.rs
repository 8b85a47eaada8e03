//! Changes to a booked job, and their review (3.4d).

use super::edit::{answers_void_by, forget_confirmations};
use super::not_yet;
use super::questions::void_by_changes;
use crate::domain::KnownValue;
use crate::domain::command::{EnteredAmendment, Facts, Refusal, Verdict};
use crate::domain::consignment::{Consignment, ServiceType};
use crate::domain::event::Event;
use crate::domain::finding::Text;
use crate::domain::job::{Amendment, AmendmentState, Department, Job, Meant};
use crate::domain::operator::Role;

/// What is blank is not said.
fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

pub(super) fn amend(
    job: &Job,
    entered: EnteredAmendment,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if !job.is_booked() {
        return Err(not_yet(
            job,
            "error.amend-unbooked",
            "error.amend-unbooked-hint",
        ));
    }
    let carrier = |of: &Consignment| of.carrier.known().cloned();
    let before = carrier(&job.consignment);
    let other = if before.is_some() && before != carrier(&entered.after) {
        Some("error.amends-carrier")
    } else {
        (!is_carried(&entered.after)).then_some("error.amends-service")
    };
    if let Some(other) = other {
        return Err(not_yet(job, other, "error.amends-carrier-hint"));
    }
    if entered
        .charges
        .as_ref()
        .is_some_and(|charges| !charges.is_empty())
        && said(entered.confirmed_by.clone()).is_none()
    {
        return Err(not_yet(
            job,
            "error.charge-unagreed",
            "error.charge-unagreed-hint",
        ));
    }
    let waiting = match job.amendment_meant(&entered.patch, &entered.changes) {
        Meant::None => None,
        Meant::Waiting(waiting) => Some(waiting),
        Meant::OneOfSeveral => {
            return Err(not_yet(
                job,
                "error.amends-several",
                "error.amends-several-hint",
            ));
        }
    };
    if waiting.is_none() && entered.changes.is_empty() {
        return Err(not_yet(
            job,
            "error.amends-nothing",
            "error.amends-nothing-hint",
        ));
    }
    let amendment = Amendment {
        no: waiting.map_or_else(
            || {
                job.amendments
                    .iter()
                    .map(|amendment| amendment.no)
                    .max()
                    .unwrap_or(0)
                    + 1
            },
            |waiting| waiting.no,
        ),
        patch: waiting.map_or(entered.patch, |waiting| waiting.patch.clone()),
        changes: waiting.map_or(entered.changes, |waiting| waiting.changes.clone()),
        confirmation: said(entered.confirmation)
            .or_else(|| waiting.and_then(|waiting| waiting.confirmation.clone())),
        confirmed_by: said(entered.confirmed_by)
            .or_else(|| waiting.and_then(|waiting| waiting.confirmed_by.clone())),
        requested_by: waiting.map_or_else(
            || facts.operator.name.clone(),
            |waiting| waiting.requested_by.clone(),
        ),
        requested_at: waiting.map_or(facts.now, |waiting| waiting.requested_at),
        reviewed_by: None,
        reviewed_at: None,
        review_note: None,
        state: AmendmentState::Pending,
        charges: entered
            .charges
            .or_else(|| waiting.and_then(|waiting| waiting.charges.clone())),
        notified: Vec::new(),
    };
    let complete = amendment.is_complete();
    let own = amendment.requested_by == job.clerk;
    let mut events = vec![Event::AmendmentEntered(Box::new(amendment.clone()))];
    if complete && own {
        events.extend(settle(
            job,
            &amendment,
            entered.after,
            None,
            None,
            entered.departments,
            facts,
        ));
    }
    Ok(events)
}

/// Whether it is still a booking with a carrier.
fn is_carried(consignment: &Consignment) -> bool {
    consignment.service() == ServiceType::Export
}

/// An amendment comes into force; answers given on what it changes count no longer.
fn settle(
    job: &Job,
    amendment: &Amendment,
    mut after: Box<Consignment>,
    reviewed_by: Option<crate::domain::codes::OperatorName>,
    note: Option<String>,
    notified: Vec<Department>,
    facts: &Facts,
) -> Vec<Event> {
    let voided = answers_void_by(job, &after, &amendment.changes);
    forget_confirmations(job, &mut after, &amendment.changes);
    let mut events = Vec::from_iter(void_by_changes(job, &after, &amendment.changes, facts));
    events.push(Event::AmendmentSettled {
        no: amendment.no,
        state: AmendmentState::Accepted,
        after: Some(after),
        changes: amendment.changes.clone(),
        reviewed_by,
        note,
        notified,
    });
    if !voided.is_empty() {
        events.push(Event::Voided { answers: voided });
    }
    events
}

pub(super) fn review(job: &Job, verdict: Verdict, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let Verdict {
        no,
        after,
        accept,
        note,
        departments,
    } = verdict;
    let Some(amendment) = job
        .pending_amendments()
        .find(|amendment| amendment.no == no)
    else {
        return Err(Refusal::because(
            Text::of("error.no-such-amendment")
                .with("job", &job.job_no)
                .with("no", no),
            Text::of("error.no-such-amendment-hint").with("job", &job.job_no),
        ));
    };
    let operator = facts.operator;
    let original = operator.name == job.clerk;
    let reviews = original || facts.stands_in;
    let in_absence = operator.has(Role::RouteManager)
        && note.as_deref().is_some_and(|note| !note.trim().is_empty());
    if !reviews && !in_absence {
        return Err(Refusal::forbidden(
            Text::of("error.not-reviewer")
                .with("operator", &operator.name)
                .with("clerk", &job.clerk),
            Text::of("error.not-reviewer-hint").with("clerk", &job.clerk),
        ));
    }
    if amendment.requested_by == operator.name && !original {
        return Err(Refusal::forbidden(
            Text::of("error.own-work").with("operator", &operator.name),
            Text::of("error.own-work-hint"),
        ));
    }
    if accept && !amendment.is_complete() {
        return Err(Refusal::because(
            Text::of("error.amendment-incomplete").with("no", no),
            Text::of("error.amendment-incomplete-hint").with("job", &job.job_no),
        ));
    }
    if accept {
        return Ok(settle(
            job,
            amendment,
            after,
            Some(operator.name.clone()),
            note,
            departments,
            facts,
        ));
    }
    Ok(vec![Event::AmendmentSettled {
        no,
        state: AmendmentState::Rejected,
        after: None,
        changes: Vec::new(),
        reviewed_by: Some(operator.name.clone()),
        note,
        notified: Vec::new(),
    }])
}
