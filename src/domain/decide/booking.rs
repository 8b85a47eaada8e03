//! The booking order, its confirmation, and a move to another ship.

use super::not_yet;
use super::questions::void_by_booking;
use crate::domain::command::{Facts, Refusal};
use crate::domain::consignment::{ChosenSailing, Consignment, SailingChoice};
use crate::domain::event::Event;
use crate::domain::finding::{Finding, Text};
use crate::domain::given::Given;
use crate::domain::job::{BookedEquipment, Booking, Job};

pub(super) fn book(
    job: &Job,
    so_no: crate::domain::codes::SoNo,
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

pub(super) fn confirm(
    job: &Job,
    booking_no: String,
    sailing: Option<ChosenSailing>,
    equipment: Option<Vec<BookedEquipment>>,
    facts: &Facts,
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
    let replaces_temp = sailing.is_some() && booking.sailing == SailingChoice::Temp;
    let confirmed = Event::Confirmed {
        booking_no: booking_no.trim().to_owned(),
        replaces_temp,
        sailing,
        equipment,
    };
    let void = void_by_booking(job, replaces_temp, facts);
    Ok(void.into_iter().chain([confirmed]).collect())
}

pub(super) fn roll(
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
    let void = void_by_booking(job, true, facts);
    let rolled = Event::Rolled { from, to, reason };
    Ok(void.into_iter().chain([rolled]).collect())
}

/// The customer was told: of the confirmation, or of what a newer schedule moved, which needs none.
pub(super) fn tell(job: &Job) -> Result<Vec<Event>, Refusal> {
    if !job.is_confirmed() && (job.moved.is_empty() || !job.is_booked()) {
        return Err(not_yet(
            job,
            "error.not-confirmed",
            "error.not-confirmed-hint",
        ));
    }
    Ok(vec![Event::Told])
}
