//! Remedies as a command can apply them.

use crate::domain::decide::changes_what_was_said;
use crate::domain::{Finding, Job};
use crate::json::{self, patch};

/// Leaves of a booked job's remedies those that can be applied to it as it stands: what was said before
/// the booking is changed by an amendment.
pub fn offer_what_edit_takes(job: &Job, findings: &mut [Finding]) {
    let offers = |finding: &Finding| !finding.fixes.is_empty();
    if !(job.is_booked() || job.is_over()) || !findings.iter().any(offers) {
        return;
    }
    let before = json::write_consignment(&job.consignment);
    let all = findings.to_vec();
    for finding in findings {
        finding.fixes.retain(|fix| {
            let fixed = patch::apply(&before, &patch::of_steps(&fix.patch));
            fixed.is_ok_and(|after| {
                let changes = patch::difference(&before, &after);
                let grown = patch::grown(&before, &after);
                changes_what_was_said(&changes, &grown, &all).is_none()
            })
        });
    }
}
