//! What a client's operation on a job means for the domain: patches applied, sailings and numbers
//! looked up.

use serde_json::Value;

use super::super::desk::Desk;
use super::super::failures::{overtaken, refused};
use super::super::ground::{Ground, Judged};
use super::super::offered::offered;
use super::{numbers, order_text};
use crate::domain::command::{Deferral, Edit, EnteredAmendment, GivenAnswer, JobCommand, Verdict};
use crate::domain::decide::meant_finding;
use crate::domain::job::{Amendment, Department, FieldChange, Meant};
use crate::domain::{Consignment, Given, Job, KnownValue, Pointer, PortCode, RuleId, Text};
use crate::json::{self, patch};
use crate::protocol::{Failure, JobOp};
use crate::store::Write;

/// A consignment after a patch, its sailing settled against the schedule.
struct Patched {
    after: Box<Consignment>,
    changes: Vec<FieldChange>,
    grown: Vec<Pointer>,
}

fn patched(desk: &Desk, ground: &Ground, job: &Job, patch_text: &str) -> Result<Patched, Failure> {
    let patch_value: Value =
        serde_json::from_str(patch_text).map_err(|error| Failure::unreadable("patch", error))?;
    apply_patch(desk, ground, &job.consignment, &patch_value)
}

fn apply_patch(
    desk: &Desk,
    ground: &Ground,
    consignment: &Consignment,
    patch_value: &Value,
) -> Result<Patched, Failure> {
    let before = json::write_consignment(consignment);
    let mut patched =
        patch::apply(&before, patch_value).map_err(|error| Failure::unreadable("patch", error))?;
    named_anew(&before, &mut patched);
    is_another_now(&before, &mut patched);
    settled(desk, ground, consignment, &before, &patched)
}

/// A ship that a patch names takes the place of the id that stood there, and an id that of the
/// names: what the patch left alone belongs to the sailing of before.
fn named_anew(before: &Value, patched: &mut Value) {
    let Some(Value::Object(is)) = patched.get_mut("sailing") else {
        return;
    };
    let was = &before["sailing"];
    let is_new = |name: &str| is.get(name).is_some_and(|value| was[name] != *value);
    let (renamed, other_id) = (is_new("vessel") || is_new("voyage"), is_new("id"));
    if renamed != other_id {
        let of_before = if renamed {
            &["id", "etd"][..]
        } else {
            &["vessel", "voyage", "etd"]
        };
        for name in of_before {
            if was.get(name) == is.get(*name) {
                is.remove(*name);
            }
        }
    }
}

/// A party that a patch gives a name of its own is no longer the same as another.
fn is_another_now(before: &Value, patched: &mut Value) {
    for role in ["shipper", "consignee", "notify"] {
        let Some(Value::Object(is)) = patched.get_mut(role) else {
            continue;
        };
        let was = &before[role];
        let named = is
            .get("name")
            .is_some_and(|name| !name.is_null() && was["name"] != *name);
        if named && is.get("same_as") == was.get("same_as") {
            is.remove("same_as");
        }
    }
}

/// A job's consignment with an amendment that waited: what others changed meanwhile is not
/// overwritten.
fn amended(
    desk: &Desk,
    ground: &Ground,
    job: &Job,
    amendment: &Amendment,
) -> Result<Box<Consignment>, Failure> {
    let before = json::write_consignment(&job.consignment);
    let changed = patch::again(&before, &amendment.changes)
        .map_err(|meanwhile| overtaken(job, amendment.no, meanwhile))?;
    Ok(settled(desk, ground, &job.consignment, &before, &changed)?.after)
}

/// A changed consignment as it can be kept: read, its sailing settled.
fn settled(
    desk: &Desk,
    ground: &Ground,
    consignment: &Consignment,
    before: &Value,
    changed: &Value,
) -> Result<Patched, Failure> {
    let mut after = json::read_consignment(changed, ground.reference, desk.clock.zone())
        .map_err(|errors| Failure::unreadable("patch", json::all_of(&errors)))?;
    if after.sailing != consignment.sailing {
        ground.settle_sailing(&mut after)?;
    } else if lane_of(&after) != lane_of(consignment) {
        ground.follow(&mut after)?;
    }
    let written = json::write_consignment(&after);
    Ok(Patched {
        after: Box::new(after),
        changes: patch::difference(before, &written),
        grown: patch::grown(before, &written),
    })
}

/// What of a form decides which of a ship's sailings it goes with.
fn lane_of(form: &Consignment) -> [Option<String>; 5] {
    let place = |code: &Option<Given<PortCode>>| code.known().map(ToString::to_string);
    [
        form.carrier.known().map(ToString::to_string),
        place(&form.pol),
        place(&form.pod),
        place(&form.delivery),
        form.pod_terminal.clone(),
    ]
}

/// What a client's operation means for the domain, and the numbers that it uses up.
pub fn of(
    desk: &Desk,
    ground: &Ground,
    job: &Job,
    judged: &Judged,
    op: &JobOp,
) -> Result<(JobCommand, Vec<Write>), Failure> {
    // What people say is kept as it may be shown.
    let plain = |text: &Option<String>| text.as_deref().map(json::printable);
    let command = match op {
        JobOp::Edit {
            patch,
            confirmed_by,
        } => edited(patched(desk, ground, job, patch)?, plain(confirmed_by)),
        JobOp::Fix {
            rule,
            field,
            choice,
        } => {
            let steps = fix_of(job, judged, rule, field.as_ref(), *choice)?;
            edited(apply_patch(desk, ground, &job.consignment, &steps)?, None)
        }
        JobOp::Answer {
            rule,
            field,
            party,
            by,
            at,
            reason,
            until,
        } => JobCommand::Answer(GivenAnswer {
            rule: rule.clone(),
            field: field.clone(),
            party: *party,
            by: json::printable(by),
            at: *at,
            reason: plain(reason),
            until: *until,
        }),
        JobOp::Approve { rule, field, note } => JobCommand::Approve {
            rule: rule.clone(),
            field: field.clone(),
            note: plain(note),
        },
        JobOp::Defer {
            rule,
            field,
            until,
            by,
        } => JobCommand::Defer(Deferral {
            rule: rule.clone(),
            field: field.clone(),
            until: *until,
            by: json::printable(by),
        }),
        JobOp::Book => return book(ground, job, judged),
        JobOp::Confirm {
            booking_no,
            sailing,
            equipment,
        } => JobCommand::Confirm {
            booking_no: json::printable(booking_no),
            sailing: sailing
                .as_ref()
                .map(|id| ground.sailing(id).map(|sailing| Ground::chosen(&sailing)))
                .transpose()?,
            equipment: equipment.clone(),
        },
        JobOp::Tell => JobCommand::Tell,
        JobOp::Amend {
            patch,
            confirmation,
            confirmed_by,
            charges,
        } => {
            let charged = charges.as_ref().is_some_and(|charges| !charges.is_empty());
            let (patched, departments) = asked_of(desk, ground, job, patch, charged)?;
            JobCommand::Amend(EnteredAmendment {
                after: patched.after,
                patch: patch.clone(),
                changes: patched.changes,
                confirmation: plain(confirmation),
                confirmed_by: plain(confirmed_by),
                charges: charges.clone(),
                departments,
            })
        }
        JobOp::Review { no, accept, note } => {
            let (after, departments) = reviewed(desk, ground, job, (*no, *accept))?;
            JobCommand::Review(Verdict {
                no: *no,
                after,
                accept: *accept,
                note: plain(note),
                departments,
            })
        }
        JobOp::Status(status) => JobCommand::SetStatus(*status),
        JobOp::Cancel { reason } => JobCommand::Cancel {
            reason: json::printable(reason),
        },
    };
    Ok((command, Vec::new()))
}

fn edited(patched: Patched, confirmed_by: Option<String>) -> JobCommand {
    JobCommand::Edit(Edit {
        after: patched.after,
        changes: patched.changes,
        grown: patched.grown,
        confirmed_by,
    })
}

/// The job as an amendment's patch would have it, and the departments that are told of it. What
/// completes an amendment that waits has that one's consignment and departments.
fn asked_of(
    desk: &Desk,
    ground: &Ground,
    job: &Job,
    patch: &str,
    charged: bool,
) -> Result<(Patched, Vec<Department>), Failure> {
    // What others changed meanwhile may leave nothing that the same patch could be applied to.
    let mut asked = match job.amendment_meant(patch, &[]) {
        Meant::Waiting(_) => unchanged(job),
        _ => patched(desk, ground, job, patch)?,
    };
    if let Meant::Waiting(waiting) = job.amendment_meant(patch, &asked.changes) {
        asked.after = amended(desk, ground, job, waiting)?;
        return Ok((asked, told_of(ground, &waiting.changes, charged)));
    }
    let departments = told_of(ground, &asked.changes, charged);
    Ok((asked, departments))
}

fn unchanged(job: &Job) -> Patched {
    Patched {
        after: Box::new(job.consignment.clone()),
        changes: Vec::new(),
        grown: Vec::new(),
    }
}

/// The job as a verdict on one of its amendments would have it, and the departments that are told of
/// it. What is rejected changes nothing, whatever was overtaken.
fn reviewed(
    desk: &Desk,
    ground: &Ground,
    job: &Job,
    (no, accept): (u32, bool),
) -> Result<(Box<Consignment>, Vec<Department>), Failure> {
    let amendment = job
        .pending_amendments()
        .find(|amendment| accept && amendment.no == no);
    match amendment {
        Some(amendment) => Ok((
            amended(desk, ground, job, amendment)?,
            told_of(
                ground,
                &amendment.changes,
                amendment
                    .charges
                    .as_ref()
                    .is_some_and(|charges| !charges.is_empty()),
            ),
        )),
        None => Ok((Box::new(job.consignment.clone()), Vec::new())),
    }
}

/// The departments that the table tells of these changes (3.4d), and of a charge where one is agreed.
fn told_of(ground: &Ground, changes: &[FieldChange], charged: bool) -> Vec<Department> {
    let charge = charged.then(|| Pointer::new("/charges"));
    ground
        .reference
        .departments
        .told_of(changes.iter().map(|change| &change.field).chain(&charge))
        .iter()
        .filter_map(|name| name.parse().ok())
        .collect()
}

fn book(ground: &Ground, job: &Job, judged: &Judged) -> Result<(JobCommand, Vec<Write>), Failure> {
    let carrier = job
        .consignment
        .carrier
        .known()
        .or(judged.sailing.as_ref().map(|sailing| &sailing.carrier));
    let bookable = job.takes_booking()
        && !job.is_booked()
        && !judged.findings.iter().any(crate::domain::Finding::blocks);
    let (so_no, writes) = match (carrier, bookable) {
        (Some(carrier), true) => {
            let (so_no, write) = numbers::so_no(ground, carrier)?;
            (so_no, vec![write])
        }
        (None, true) => {
            return Err(refused(
                Text::of("error.no-carrier").with("job", &job.job_no),
                Text::of("error.no-carrier-hint"),
            ));
        }
        // Refused by `decide`, which says why; no number is used up.
        (_, false) => (crate::domain::SoNo::new(""), Vec::new()),
    };
    let order = order_text::booking_order(
        &so_no,
        &job.consignment,
        judged.sailing.as_ref(),
        ground.reference,
        (ground.now, None),
    );
    Ok((JobCommand::Book { so_no, order }, writes))
}

/// The patch of one of a finding's fixes.
fn fix_of(
    job: &Job,
    judged: &Judged,
    rule: &RuleId,
    field: Option<&Pointer>,
    choice: u32,
) -> Result<Value, Failure> {
    let findings = offered(job, judged.findings.clone());
    let finding = meant_finding(rule, field, &findings)
        .map_err(|refusal| Failure::of_refusal(refusal, job, &findings))?;
    let fix = usize::try_from(choice)
        .ok()
        .and_then(|choice| finding.fixes.get(choice.checked_sub(1)?));
    // What was said is changed by an amendment, whatever would be the remedy.
    let hint = if job.is_booked() {
        Text::of("error.booked-edit-hint").with("job", &job.job_no)
    } else {
        Text::of("error.no-such-fix-hint")
    };
    fix.map(|fix| patch::of_steps(&fix.patch)).ok_or_else(|| {
        refused(
            Text::of("error.no-such-fix")
                .with("rule", rule)
                .with("choice", choice)
                .with("count", finding.fixes.len()),
            hint,
        )
    })
}
