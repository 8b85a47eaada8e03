//! The procedure's clauses as rules: pure functions of the consignment and the facts.
//!
//! A rule is one [`Rule`] in a file of its own, or of a family that shares its inputs; [`RULES`] is
//! the table of all of them. Its sentences are `rule.<id>.*` in the two message files. Adding a
//! rule touches its file, the table and the message files, nothing else.
//!
//! [`check`] runs them all: no clock, no file, no store; the same on client and daemon.

mod agent;
mod amendment;
mod answers;
mod asked;
mod bl_dating;
mod capacity;
mod carrier;
mod charges;
mod checked;
mod completion;
mod confirmation;
mod consent;
mod customs;
mod cut_off;
mod dangerous;
mod destination;
mod duplicate;
mod equipment;
mod facts;
mod filings;
mod freight;
mod goods_name;
mod handling;
mod heavy_20;
mod intake;
mod loading;
mod meant;
mod measures;
mod parents;
mod party_text;
mod ports;
mod principal;
mod rates;
mod reefer;
mod reply;
mod report;
mod sailing;
mod sailing_date;
mod segregation;
mod settlement;
mod soc;
mod spelling;
mod status_due;
mod stuffing;
mod table;
mod transit;
mod under_used;
mod vgm;
mod wording;

pub use answers::{counts_as, settle};
pub use asked::asked_of;
pub use checked::Checked;
pub use duplicate::look;
pub use facts::{CheckStage, Facts};
pub use meant::{agreeing, names};
pub use reply::{Reply, Verdict, read_reply};
pub use report::Report;
pub use status_due::due_day;
pub use table::RULES;

use crate::domain::consignment::ServiceType;
use crate::domain::{AnswerBy, Consignment, Finding, Severity, Text};

/// One clause of the procedure, or a part of one, as software can check it.
#[derive(Debug)]
pub struct Rule {
    /// Its id: `heavy-20`. Never changes.
    pub id: &'static str,
    /// The clauses it comes from: `3.2c`; empty for good practice with no clause of its own.
    pub clauses: &'static [&'static str],
    /// The highest severity that its findings can have.
    pub severity: Severity,
    /// Who can settle its findings.
    pub answers: &'static [AnswerBy],
    /// Whether it also holds for customs-only and trucking-only jobs.
    pub ops: bool,
    /// Adds what it finds to the report.
    pub check: fn(&Checked<'_>, &mut Report),
}

impl Rule {
    /// What it checks, in a few words.
    pub fn title(&self) -> Text {
        self.sentence("title")
    }

    /// Why it matters.
    pub fn reason(&self) -> Text {
        self.sentence("reason")
    }

    /// `rule.<id>.<name>`.
    fn sentence(&self, name: &str) -> Text {
        Text {
            key: format!("rule.{}.{name}", self.id).into(),
            args: Vec::new(),
        }
    }
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

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
