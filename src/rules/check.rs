//! All rules over one consignment.

use super::checked::Checked;
use super::{Facts, RULES, Report, answers, completion, parents, settle};
use crate::domain::consignment::ServiceType;
use crate::domain::{Consignment, Finding};

/// Everything there is to find, gravest first, then in the order of the form; what was answered or
/// put off is there too, and says so. A cancelled job has nothing left to settle.
pub fn check(consignment: &Consignment, facts: &Facts<'_>) -> Vec<Finding> {
    if facts.job.is_some_and(|job| job.cancelled.is_some()) {
        return Vec::new();
    }
    let checked = Checked::new(consignment, facts);
    let export = consignment.service() == ServiceType::Export;
    let mut report = Report::default();
    for &rule in RULES.iter().filter(|rule| export || rule.ops) {
        report.run(rule, &checked);
    }
    let mut findings = report.into_findings();
    parents::give(consignment, &mut findings);
    answers::see(consignment, &mut findings);
    settle(consignment, facts, &mut findings);
    if export {
        completion::ask_for_the_form(&checked, &mut findings);
    }
    // A rule's own findings stay in the order of the form, in which it found them.
    findings.sort_by_key(|finding| (finding.severity, place(finding)));
    findings
}

/// Whether a job with these findings can be booked: no block is open.
pub fn bookable(findings: &[Finding]) -> bool {
    !findings.iter().any(Finding::blocks)
}

/// A rule's place in the table.
fn place(finding: &Finding) -> usize {
    RULES
        .iter()
        .position(|rule| rule.id == finding.rule.as_str())
        .unwrap_or(RULES.len())
}
