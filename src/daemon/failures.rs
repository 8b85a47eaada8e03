//! Failures that several requests share.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::domain::consignment::ChosenSailing;
use crate::domain::job::FieldChange;
use crate::domain::{Job, OperatorName, Sailing, Text};
use crate::protocol::{Failure, FailureKind, Stale};

/// A sailing that the schedule does not have; the nearest in the hint.
pub fn unknown_sailing(named: &str, nearest: &[Sailing]) -> Failure {
    let failure = Failure::new(
        FailureKind::UnknownSailing,
        Text::of("error.unknown-sailing").with("sailing", named),
    );
    if nearest.is_empty() {
        return failure.hint(Text::of("error.unknown-sailing-hint"));
    }
    let offered: Vec<String> = nearest
        .iter()
        .map(|sailing| format!("{} {} ({})", sailing.vessel, sailing.voyage, sailing.id))
        .collect();
    failure.hint(Text::of("error.unknown-sailing-near").with("nearest", offered.join("; ")))
}

/// An id that is another ship's than the one that is named beside it.
pub fn disagreeing(sailing: &Sailing, chosen: &ChosenSailing) -> Failure {
    Failure::new(
        FailureKind::UnknownSailing,
        Text::of("error.sailing-disagrees")
            .with("sailing", &sailing.id)
            .with("named", format!("{} {}", sailing.vessel, sailing.voyage))
            .with("given", chosen.ship()),
    )
    .hint(Text::of("error.sailing-disagrees-hint"))
}

/// The job has changed since the version that the client expects.
pub fn stale(job: &Job, expected: u64, by: OperatorName, changes: Vec<FieldChange>) -> Failure {
    let message = Text::of("error.stale")
        .with("job", &job.job_no)
        .with("expected", expected)
        .with("version", job.version)
        .with("by", &by);
    let hint = Text::of("error.stale-hint").with("job", &job.job_no);
    somebody_was_first(job, by, changes, message).hint(hint)
}

/// An amendment that waited while others changed what it changes.
pub fn overtaken(job: &Job, no: u32, changes: Vec<FieldChange>) -> Failure {
    let by = changes
        .iter()
        .find_map(|change| job.writer_of(&change.field))
        .unwrap_or(&job.clerk)
        .clone();
    let message = Text::of("error.overtaken")
        .with("job", &job.job_no)
        .with("no", no)
        .with("by", &by);
    let hint = Text::of("error.overtaken-hint")
        .with("job", &job.job_no)
        .with("no", no);
    somebody_was_first(job, by, changes, message).hint(hint)
}

fn somebody_was_first(
    job: &Job,
    by: OperatorName,
    changes: Vec<FieldChange>,
    message: Text,
) -> Failure {
    Failure {
        stale: Some(Stale {
            version: job.version,
            by,
            at: job.changed_at,
            changes,
        }),
        ..Failure::new(FailureKind::Stale, message)
    }
}

/// A right that the account lacks.
pub fn forbidden(message: Text, hint: Text) -> Failure {
    Failure::new(FailureKind::Forbidden, message).hint(hint)
}

/// Something that the procedure or the state is against.
pub fn refused(message: Text, hint: Text) -> Failure {
    Failure::new(FailureKind::Refused, message).hint(hint)
}

/// A fault of ours in one request ends that request, not its session or the desk.
pub fn contained<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(
            Failure::new(FailureKind::Refused, Text::of("error.internal"))
                .hint(Text::of("error.internal-hint")),
        )
    })
}
