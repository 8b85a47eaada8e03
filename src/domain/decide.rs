//! What a command does to a job: events, or a refusal. Pure.

use super::codes::{Pointer, RuleId};
use super::command::{Facts, JobCommand, Refusal};
use super::consignment::{AnswerParty, ChosenSailing, Completed, Consignment, SailingChoice};
use super::event::{Event, filled_in};
use super::finding::{Answer, AnswerBy, Finding, Text};
use super::given::{Given, KnownValue};
use super::job::{
    Amendment, AmendmentState, BookedEquipment, Booking, FieldChange, Job, ShippingStatus,
};
use super::operator::Role;

/// Decides one command on one job.
///
/// # Errors
/// A [`Refusal`] that says what is wrong and what to do; nothing has happened then.
pub fn decide(job: &Job, command: JobCommand, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    if !facts.operator.may_write() {
        return Err(Refusal::forbidden(
            Text::of("error.reads-only").with("operator", &facts.operator.name),
            Text::of("error.reads-only-hint"),
        ));
    }
    match command {
        JobCommand::Ask { findings } => return Ok(vec![Event::Asked { findings }]),
        JobCommand::Edit { .. } | JobCommand::Review { .. }
            if job.status.is_some() && job.cancelled.is_none() => {}
        _ if job.is_over() => {
            return Err(Refusal::because(
                Text::of("error.job-over").with("job", &job.job_no),
                Text::of("error.job-over-hint").with("job", &job.job_no),
            ));
        }
        _ => {}
    }
    match command {
        JobCommand::Edit {
            after,
            changes,
            confirmed_by,
        } => edit(job, after, changes, confirmed_by, facts),
        JobCommand::Answer {
            rule,
            field,
            party,
            by,
            reason,
        } => answer(job, &rule, field.as_ref(), party, by, reason, facts),
        JobCommand::Approve { rule, field, note } => {
            approve(job, &rule, field.as_ref(), note, facts)
        }
        JobCommand::Defer {
            rule,
            field,
            until,
            by,
        } => {
            let finding = open_finding(&rule, field.as_ref(), facts)?;
            if !finding.answers.contains(&AnswerBy::Later) {
                return Err(Refusal::because(
                    Text::of("error.not-deferrable").with("rule", &rule),
                    answers_hint(finding),
                ));
            }
            if until <= facts.now {
                return Err(Refusal::because(
                    Text::of("error.until-past").with("until", until.to_rfc3339()),
                    Text::of("error.until-past-hint"),
                ));
            }
            let mut deferred = blank_answer(job, finding, field.as_ref(), by, facts);
            deferred.until = Some(until);
            Ok(vec![Event::Answered(deferred)])
        }
        JobCommand::Book { so_no, order } => book(job, so_no, order, facts),
        JobCommand::Confirm {
            booking_no,
            sailing,
            equipment,
        } => confirm(job, booking_no, sailing, equipment),
        JobCommand::Roll { to, reason } => roll(job, to, reason, facts),
        JobCommand::Tell => {
            if !job.is_confirmed() {
                return Err(not_yet(
                    job,
                    "error.not-confirmed",
                    "error.not-confirmed-hint",
                ));
            }
            Ok(vec![Event::Told])
        }
        JobCommand::Amend {
            after,
            patch,
            changes,
            confirmation,
            confirmed_by,
            charges,
            departments,
        } => {
            let entered = EnteredAmendment {
                after,
                patch,
                changes,
                confirmation,
                confirmed_by,
                charges,
            };
            amend(job, entered, departments, facts)
        }
        JobCommand::Review {
            no,
            after,
            accept,
            note,
        } => review(job, no, after, accept, note, facts),
        JobCommand::SetStatus(status) => set_status(job, status, facts),
        JobCommand::Cancel { reason } => cancel(job, reason, facts),
        JobCommand::Ask { .. } => Ok(Vec::new()),
    }
}

fn not_yet(job: &Job, message: &'static str, hint: &'static str) -> Refusal {
    Refusal::because(
        Text::of(message).with("job", &job.job_no),
        Text::of(hint).with("job", &job.job_no),
    )
}

/// Fields of a booked job that may be written at any time: they answer nothing the customer said.
const ALWAYS_OPEN: [&str; 3] = ["/filings", "/charges", "/completed"];

fn edit(
    job: &Job,
    after: Box<Consignment>,
    changes: Vec<FieldChange>,
    confirmed_by: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if job.is_booked() || job.is_over() {
        let put_off = |field: &Pointer| {
            facts.findings.iter().any(|finding| {
                finding.state == super::finding::FindingState::Deferred
                    && finding
                        .fields
                        .iter()
                        .any(|looked_at| field.is_within(looked_at))
            })
        };
        let said = changes.iter().find(|change| {
            let field = &change.field;
            let open = ALWAYS_OPEN
                .iter()
                .any(|open| field.is_within(&Pointer::new(*open)))
                || field.tokens().nth(2) == Some("vgm")
                || put_off(field);
            !open && (change.from.is_some() || change.to.is_none())
        });
        if let Some(change) = said {
            return Err(Refusal::because(
                Text::of("error.booked-edit").with("field", &change.field),
                Text::of("error.booked-edit-hint").with("job", &job.job_no),
            ));
        }
    }
    let completed = confirmed_by.map_or_else(Vec::new, |by| {
        filled_in(&changes)
            .chain(
                changes
                    .iter()
                    .filter(|c| c.from.is_some() && c.to.is_some())
                    .map(|c| &c.field),
            )
            .filter(|field| !field.is_within(&Pointer::new("/completed")))
            .map(|field| Completed {
                field: Some(field.clone()),
                by: Some(by.clone()),
                at: Some(facts.now),
            })
            .collect()
    });
    if changes.is_empty() && completed.is_empty() {
        return Ok(Vec::new());
    }
    let voided = answers_void_by(job, &changes);
    let mut events = vec![Event::Edited {
        after,
        changes,
        completed,
    }];
    if !voided.is_empty() {
        events.push(Event::Voided { answers: voided });
    }
    Ok(events)
}

/// The answers that were given on a value that a change touches.
fn answers_void_by(job: &Job, changes: &[FieldChange]) -> Vec<u32> {
    job.answers
        .iter()
        .filter(|answer| !answer.void)
        .filter(|answer| {
            answer.saw.iter().any(|(at, _)| {
                changes
                    .iter()
                    .any(|change| change.field.is_within(at) || at.is_within(&change.field))
            })
        })
        .map(|answer| answer.id)
        .collect()
}

/// The open finding that an answer means: by its place, or the only one of its rule.
fn open_finding<'a>(
    rule: &RuleId,
    field: Option<&Pointer>,
    facts: &Facts<'a>,
) -> Result<&'a Finding, Refusal> {
    let mut of_rule = facts.findings.iter().filter(|finding| {
        finding.rule == *rule && field.is_none_or(|at| finding.at.as_ref() == Some(at))
    });
    let found = of_rule
        .clone()
        .find(|finding| finding.is_open())
        .or_else(|| of_rule.next());
    found.ok_or_else(|| {
        Refusal::because(
            Text::of("error.no-such-finding")
                .with("rule", rule)
                .with("field", field.map_or(String::new(), |at| format!("@{at}"))),
            Text::of("error.no-such-finding-hint"),
        )
    })
}

fn answers_hint(finding: &Finding) -> Text {
    let ways: Vec<&str> = finding.answers.iter().map(|way| way.as_str()).collect();
    Text::of("error.answered-by-hint").with("answers", ways.join(", "))
}

fn blank_answer(
    job: &Job,
    finding: &Finding,
    field: Option<&Pointer>,
    by: String,
    facts: &Facts,
) -> Answer {
    Answer {
        id: job
            .answers
            .iter()
            .map(|answer| answer.id)
            .max()
            .unwrap_or(0)
            + 1,
        rule: finding.rule.clone(),
        field: field.cloned().or_else(|| finding.at.clone()),
        party: None,
        role: None,
        by,
        recorded_by: Some(facts.operator.name.clone()),
        at: Some(facts.now),
        reason: None,
        until: None,
        saw: finding.saw.clone(),
        void: false,
        claim: false,
    }
}

fn answer(
    job: &Job,
    rule: &RuleId,
    field: Option<&Pointer>,
    party: Option<AnswerParty>,
    by: String,
    reason: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let finding = open_finding(rule, field, facts)?;
    let parties: Vec<AnswerParty> = finding
        .answers
        .iter()
        .filter_map(|way| way.party())
        .collect();
    let party = match (party, parties.as_slice()) {
        (Some(party), _) if parties.contains(&party) => party,
        (None, [only]) => *only,
        _ => {
            return Err(Refusal::because(
                Text::of("error.not-answerable").with("rule", rule),
                answers_hint(finding),
            ));
        }
    };
    let mut given = blank_answer(job, finding, field, by, facts);
    given.party = Some(party);
    given.reason = reason;
    Ok(vec![Event::Answered(given)])
}

fn approve(
    job: &Job,
    rule: &RuleId,
    field: Option<&Pointer>,
    note: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let finding = open_finding(rule, field, facts)?;
    let roles: Vec<Role> = finding
        .answers
        .iter()
        .filter_map(|way| way.role())
        .collect();
    if roles.is_empty() {
        return Err(Refusal::because(
            Text::of("error.not-approvable").with("rule", rule),
            answers_hint(finding),
        ));
    }
    let operator = facts.operator;
    let Some(role) = roles.iter().copied().find(|role| operator.has(*role)) else {
        let wanted: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        return Err(Refusal::forbidden(
            Text::of("error.role-missing")
                .with("operator", &operator.name)
                .with("roles", wanted.join(", ")),
            Text::of("error.role-missing-hint").with("roles", wanted.join(", ")),
        ));
    };
    let own = job.clerk == operator.name
        || finding
            .fields
            .iter()
            .any(|looked_at| job.writer_of(looked_at) == Some(&operator.name));
    if own {
        return Err(Refusal::forbidden(
            Text::of("error.own-work").with("operator", &operator.name),
            Text::of("error.own-work-hint"),
        ));
    }
    let mut given = blank_answer(job, finding, field, operator.name.to_string(), facts);
    given.role = Some(role);
    given.reason = note;
    Ok(vec![Event::Answered(given)])
}

fn book(
    job: &Job,
    so_no: super::codes::SoNo,
    order: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if !job.takes_booking() {
        return Err(not_yet(job, "error.no-booking", "error.no-booking-hint"));
    }
    if let Some(booking) = &job.booking {
        return Err(Refusal::because(
            Text::of("error.already-booked")
                .with("job", &job.job_no)
                .with("so_no", &booking.so_no),
            Text::of("error.already-booked-hint").with("job", &job.job_no),
        ));
    }
    if facts.findings.iter().any(Finding::blocks) {
        return Err(Refusal::Blocked);
    }
    Ok(vec![Event::Booked(Box::new(Booking {
        so_no,
        order,
        booked_at: facts.now,
        by: facts.operator.name.clone(),
        booking_no: None,
        confirmed_at: None,
        sailing: job
            .consignment
            .sailing
            .clone()
            .unwrap_or(SailingChoice::Temp),
        equipment: equipment_of(&job.consignment),
        customer_told: None,
        rolls: Vec::new(),
    }))])
}

/// The equipment of a consignment, one line a type.
pub fn equipment_of(consignment: &Consignment) -> Vec<BookedEquipment> {
    let mut booked: Vec<BookedEquipment> = Vec::new();
    for line in &consignment.equipment {
        let (Some(Given::Known(kind)), Some(count)) = (&line.kind, line.count) else {
            continue;
        };
        match booked.iter_mut().find(|line| line.kind == *kind) {
            Some(same) => same.count += count,
            None => booked.push(BookedEquipment {
                kind: kind.clone(),
                count,
            }),
        }
    }
    booked
}

fn confirm(
    job: &Job,
    booking_no: String,
    sailing: Option<ChosenSailing>,
    equipment: Option<Vec<BookedEquipment>>,
) -> Result<Vec<Event>, Refusal> {
    let Some(booking) = &job.booking else {
        return Err(not_yet(job, "error.not-booked", "error.not-booked-hint"));
    };
    if booking_no.trim().is_empty() {
        return Err(not_yet(
            job,
            "error.no-booking-no",
            "error.no-booking-no-hint",
        ));
    }
    Ok(vec![Event::Confirmed {
        booking_no: booking_no.trim().to_owned(),
        replaces_temp: sailing.is_some() && booking.sailing == SailingChoice::Temp,
        sailing,
        equipment,
    }])
}

fn roll(
    job: &Job,
    to: ChosenSailing,
    reason: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let from = match &job.booking {
        None => return Err(not_yet(job, "error.not-booked", "error.not-booked-hint")),
        Some(_) if facts.sailed => return Err(not_yet(job, "error.sailed", "error.sailed-hint")),
        Some(booking) => match &booking.sailing {
            SailingChoice::Chosen(chosen) => Some(chosen.clone()),
            SailingChoice::Temp => None,
        },
    };
    if from.as_ref().is_some_and(|from| from.id == to.id) {
        return Err(not_yet(
            job,
            "error.same-sailing",
            "error.same-sailing-hint",
        ));
    }
    Ok(vec![Event::Rolled { from, to, reason }])
}

struct EnteredAmendment {
    after: Box<Consignment>,
    patch: String,
    changes: Vec<FieldChange>,
    confirmation: Option<String>,
    confirmed_by: Option<String>,
    charges: Option<Vec<super::job::AmendmentCharge>>,
}

fn amend(
    job: &Job,
    entered: EnteredAmendment,
    departments: Vec<super::job::Department>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if !job.is_booked() {
        return Err(not_yet(
            job,
            "error.amend-unbooked",
            "error.amend-unbooked-hint",
        ));
    }
    if entered
        .charges
        .as_ref()
        .is_some_and(|charges| !charges.is_empty())
        && entered.confirmed_by.is_none()
    {
        return Err(not_yet(
            job,
            "error.charge-unagreed",
            "error.charge-unagreed-hint",
        ));
    }
    // The same change again, or none, completes the one that waits.
    let waiting = job
        .pending_amendments()
        .filter(|waiting| entered.changes.is_empty() || waiting.changes == entered.changes)
        .last();
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
        confirmation: entered
            .confirmation
            .or_else(|| waiting.and_then(|waiting| waiting.confirmation.clone())),
        confirmed_by: entered
            .confirmed_by
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
    let complete = amendment.confirmation.is_some() && amendment.charges.is_some();
    let own = amendment.requested_by == job.clerk;
    let mut events = vec![Event::AmendmentEntered(Box::new(amendment.clone()))];
    if complete && own {
        events.extend(settle(
            job,
            &amendment,
            entered.after,
            None,
            None,
            departments,
        ));
    }
    Ok(events)
}

/// An amendment comes into force; answers given on what it changes count no longer.
fn settle(
    job: &Job,
    amendment: &Amendment,
    after: Box<Consignment>,
    reviewed_by: Option<super::codes::OperatorName>,
    note: Option<String>,
    notified: Vec<super::job::Department>,
) -> Vec<Event> {
    let voided = answers_void_by(job, &amendment.changes);
    let mut events = vec![Event::AmendmentSettled {
        no: amendment.no,
        state: AmendmentState::Accepted,
        after: Some(after),
        changes: amendment.changes.clone(),
        reviewed_by,
        note,
        notified,
    }];
    if !voided.is_empty() {
        events.push(Event::Voided { answers: voided });
    }
    events
}

fn review(
    job: &Job,
    no: u32,
    after: Box<Consignment>,
    accept: bool,
    note: Option<String>,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
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
    let in_absence = operator.has(Role::RouteManager)
        && note.as_deref().is_some_and(|note| !note.trim().is_empty());
    if !original && !in_absence {
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
    if accept && (amendment.confirmation.is_none() || amendment.charges.is_none()) {
        return Err(Refusal::because(
            Text::of("error.amendment-incomplete").with("no", no),
            Text::of("error.amendment-incomplete-hint").with("job", &job.job_no),
        ));
    }
    if accept {
        let notified = amendment.notified.clone();
        return Ok(settle(
            job,
            amendment,
            after,
            Some(operator.name.clone()),
            note,
            notified,
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

fn set_status(job: &Job, status: ShippingStatus, facts: &Facts) -> Result<Vec<Event>, Refusal> {
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

fn cancel(job: &Job, reason: String, facts: &Facts) -> Result<Vec<Event>, Refusal> {
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

/// Whether a consignment names its carrier, so that a ledger can number its booking order.
pub fn names_carrier(consignment: &Consignment) -> bool {
    consignment.carrier.known().is_some()
}
