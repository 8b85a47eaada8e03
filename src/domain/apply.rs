//! How events change a job. Pure, and total: what was decided always applies.

use super::codes::{OperatorName, Pointer};
use super::command::{NewJob, booked_choice};
use super::consignment::{ChosenSailing, Consignment, SailingChoice};
use super::decide::{followed, moved};
use super::event::{Event, Stamp};
use super::finding::Answer;
use super::job::{Amendment, AmendmentState, Asked, FieldChange, Job, Roll, Stamped};

/// A job as it is made.
pub fn create(new: NewJob, stamp: &Stamp) -> Job {
    Job {
        job_no: new.job_no,
        version: 1,
        clerk: stamp.by.clone(),
        practice: new.practice,
        created_at: stamp.at,
        changed_at: stamp.at,
        consignment: new.consignment,
        answers: Vec::new(),
        booking: None,
        amendments: Vec::new(),
        status: None,
        cancelled: None,
        asked: Vec::new(),
        writers: vec![(Pointer::new(""), stamp.by.clone())],
        moved: Vec::new(),
    }
}

/// Applies the events of one command: one new version.
pub fn apply(job: &mut Job, events: &[Event], stamp: &Stamp) {
    if events.is_empty() {
        return;
    }
    job.version += 1;
    job.changed_at = stamp.at;
    for event in events {
        apply_one(job, event, stamp);
    }
}

fn apply_one(job: &mut Job, event: &Event, stamp: &Stamp) {
    match event {
        Event::Created { .. } => {}
        Event::Edited {
            after,
            changes,
            completed,
        } => {
            follow_lines(job, after);
            job.consignment = (**after).clone();
            for entry in completed {
                job.consignment
                    .completed
                    .retain(|old| old.field != entry.field);
                job.consignment.completed.push(entry.clone());
            }
            remember_writers(job, changes, &stamp.by);
            // The clerk has looked at the job with its new dates before them.
            job.moved.clear();
        }
        Event::Answered(answer) => {
            job.answers.retain(|old| !takes_the_place(answer, old));
            job.answers.push(answer.clone());
        }
        Event::Voided { answers } => {
            for answer in &mut job.answers {
                answer.void |= answers.contains(&answer.id);
            }
        }
        Event::Booked(booking) => job.booking = Some((**booking).clone()),
        Event::Confirmed {
            booking_no,
            sailing,
            replaces_temp,
            equipment,
        } => {
            confirm_anew(job);
            if let Some(booking) = &mut job.booking {
                booking.booking_no = Some(booking_no.clone());
                booking.confirmed_at = Some(stamp.at);
                booking.customer_told = None;
                if let Some(sailing) = sailing {
                    booking.sailing = booked_choice(sailing);
                }
                if let Some(equipment) = equipment {
                    booking.equipment.clone_from(equipment);
                }
            }
            if let (Some(sailing), true) = (sailing, replaces_temp) {
                take_sailing(job, sailing, stamp);
            }
        }
        Event::Rolled { from, to, reason } => {
            rolled(job, from.as_ref(), to, reason.as_ref(), stamp);
            job.moved.clear();
            take_sailing(job, to, stamp);
        }
        Event::Told => {
            told(job, stamp);
            job.moved.clear();
        }
        Event::AmendmentEntered(amendment) => {
            job.amendments.retain(|old| old.no != amendment.no);
            job.amendments.push((**amendment).clone());
            job.amendments.sort_by_key(|amendment| amendment.no);
        }
        Event::AmendmentSettled {
            no,
            state,
            after,
            changes,
            reviewed_by,
            note,
            notified,
        } => {
            let settled = job
                .amendments
                .iter_mut()
                .find(|amendment| amendment.no == *no);
            if let Some(amendment) = settled {
                amendment.state = *state;
                amendment.reviewed_by.clone_from(reviewed_by);
                amendment.reviewed_at = reviewed_by.as_ref().map(|_| stamp.at);
                amendment.review_note.clone_from(note);
                amendment.notified.clone_from(notified);
            }
            if let (Some(after), AmendmentState::Accepted) = (after, state) {
                follow_lines(job, after);
                job.consignment = (**after).clone();
                come_into_force(job, *no, changes, stamp);
            }
        }
        Event::StatusSet(status) => job.status = Some(*status),
        Event::Cancelled { reason } => {
            job.cancelled = Some(Stamped {
                by: stamp.by.clone(),
                at: stamp.at,
                reason: Some(reason.clone()),
            });
        }
        Event::Asked { findings } => job.asked.push(Asked {
            at: stamp.at,
            by: stamp.by.clone(),
            findings: findings.clone(),
        }),
        Event::QuestionsVoid { findings } => {
            for asked in &mut job.asked {
                asked.findings.retain(|id| !findings.contains(id));
            }
            job.asked.retain(|asked| !asked.findings.is_empty());
        }
    }
}

/// Whether an answer is given anew: the same party's or role's, to the same question.
fn takes_the_place(new: &Answer, old: &Answer) -> bool {
    new.rule == old.rule && new.field == old.field && new.party == old.party && new.role == old.role
}

/// A booking on another sailing than before, of which the customer has not been told yet.
fn rolled(
    job: &mut Job,
    from: Option<&ChosenSailing>,
    to: &ChosenSailing,
    reason: Option<&String>,
    stamp: &Stamp,
) {
    let (Some(booking), Some(id)) = (&mut job.booking, &to.id) else {
        return;
    };
    booking.sailing = booked_choice(to);
    booking.customer_told = None;
    booking.rolls.push(Roll {
        from: from.and_then(|from| from.id.clone()),
        to: id.clone(),
        at: stamp.at,
        by: stamp.by.clone(),
        reason: reason.cloned(),
    });
}

/// Before the carrier has confirmed there is only the schedule's move to be told.
fn told(job: &mut Job, stamp: &Stamp) {
    if let Some(booking) = &mut job.booking
        && booking.confirmed_at.is_some()
    {
        booking.customer_told = Some(Stamped {
            by: stamp.by.clone(),
            at: stamp.at,
            reason: None,
        });
    }
}

/// What was asked and answered about a line goes with it to where it stands now.
fn follow_lines(job: &mut Job, after: &Consignment) {
    let moves = moved(&job.consignment, after);
    if moves.is_empty() {
        return;
    }
    for answer in &mut job.answers {
        if let Some(field) = &mut answer.field {
            *field = followed(field, &moves);
        }
        for (at, _) in &mut answer.saw {
            *at = followed(at, &moves);
        }
    }
    for id in job.asked.iter_mut().flat_map(|asked| &mut asked.findings) {
        if let Some((rule, at)) = id.split_once('@') {
            let at = followed(&Pointer::new(at), &moves);
            *id = format!("{rule}@{}", at.as_str());
        }
    }
}

/// What an accepted amendment brings besides its values, which are theirs who asked for it, whoever
/// looked it over.
fn come_into_force(job: &mut Job, no: u32, changes: &[FieldChange], stamp: &Stamp) {
    charge(job, no);
    let asked = job.amendments.iter().find(|amendment| amendment.no == no);
    let by = asked.map_or_else(|| stamp.by.clone(), |asked| asked.requested_by.clone());
    remember_writers(job, changes, &by);
    follow_booking(job, changes);
}

/// The agreed charges of an amendment go into the ledger's receivable column.
fn charge(job: &mut Job, no: u32) {
    let settled = job.amendments.iter().find(|amendment| amendment.no == no);
    let charges: Vec<_> = settled.into_iter().flat_map(Amendment::costs).collect();
    job.consignment.charges.extend(charges);
}

/// What is booked follows an accepted change of the equipment or the sailing, until the carrier has
/// confirmed: what that one confirmed stays until it confirms anew.
fn follow_booking(job: &mut Job, changes: &[FieldChange]) {
    let touches = |root: &str| {
        changes
            .iter()
            .any(|change| change.field.is_within(&Pointer::new(root)))
    };
    if !job.is_confirmed() {
        book_as_ordered(job, touches("/equipment"), touches("/sailing"));
    }
}

/// What is booked becomes what the form says: the equipment, the sailing.
fn book_as_ordered(job: &mut Job, boxes: bool, ship: bool) {
    let equipment = super::decide::equipment_of(&job.consignment);
    let sailing = job.consignment.sailing.clone();
    if let Some(booking) = &mut job.booking {
        if boxes {
            booking.equipment = equipment;
        }
        if let (true, Some(sailing)) = (ship, sailing) {
            booking.sailing = sailing;
        }
    }
}

/// A carrier that confirms again confirms what was amended since; the rest stays as it confirmed it.
fn confirm_anew(job: &mut Job) {
    let boxes = job.boxes_amended_since_confirmed();
    let ship = job.is_amended_since_confirmed(Job::LANE);
    book_as_ordered(job, boxes, ship);
}

fn take_sailing(job: &mut Job, to: &ChosenSailing, stamp: &Stamp) {
    job.consignment.sailing = Some(SailingChoice::Chosen(ChosenSailing {
        voyage_typed: None,
        ..to.clone()
    }));
    let change = FieldChange {
        field: Pointer::new("/sailing"),
        from: None,
        to: None,
    };
    remember_writers(job, &[change], &stamp.by);
}

fn remember_writers(job: &mut Job, changes: &[FieldChange], by: &OperatorName) {
    for change in changes {
        job.writers
            .retain(|(written, _)| !written.is_within(&change.field));
        job.writers.push((change.field.clone(), by.clone()));
    }
}
