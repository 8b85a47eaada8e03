//! Remedies as a command can apply them.

use crate::domain::decide::changes_what_was_said;
use crate::domain::{Finding, Job};
use crate::json::{self, patch};

/// A job's findings as they are shown: of a booked one's remedies those that can be applied to it as it
/// stands. What was said before the booking is changed by an amendment.
pub fn offered(job: &Job, mut findings: Vec<Finding>) -> Vec<Finding> {
    let offers = |finding: &Finding| !finding.fixes.is_empty();
    if !(job.is_booked() || job.is_over()) || !findings.iter().any(offers) {
        return findings;
    }
    let before = json::write_consignment(&job.consignment);
    let all = findings.clone();
    for finding in &mut findings {
        finding.fixes.retain(|fix| {
            let fixed = patch::apply(&before, &patch::of_steps(&fix.patch));
            fixed.is_ok_and(|after| {
                let changes = patch::difference(&before, &after);
                let grown = patch::grown(&before, &after);
                changes_what_was_said(&changes, &grown, &all).is_none()
            })
        });
    }
    findings
}
