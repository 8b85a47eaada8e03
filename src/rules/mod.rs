//! stub
#![allow(missing_docs)]
use crate::domain::words::words;
use crate::domain::*;
use crate::reference::Reference;
words! {
    /// Stage
    pub enum CheckStage { /// d
     Draft = "draft", /// b
     Booked = "booked", /// c
     Confirmed = "confirmed", }
}
impl CheckStage {
    pub fn of(job: &Job) -> Self {
        if job.is_confirmed() {
            Self::Confirmed
        } else if job.is_booked() {
            Self::Booked
        } else {
            Self::Draft
        }
    }
}
pub struct Facts<'a> {
    pub now: Moment,
    pub stage: CheckStage,
    pub reference: &'a Reference,
    pub sailings: &'a [Sailing],
    pub look_alikes: &'a [Sailing],
    pub booked_sailing: Option<&'a Sailing>,
    pub answers: &'a [Answer],
    pub job: Option<&'a Job>,
    pub duplicates: &'a [JobNo],
}
pub fn check(_: &Consignment, _: &Facts) -> Vec<Finding> {
    Vec::new()
}
pub fn bookable(f: &[Finding]) -> bool {
    !f.iter().any(Finding::blocks)
}
pub struct Rule {
    pub id: RuleId,
    pub clauses: &'static [&'static str],
    pub severity: Severity,
    pub answers: &'static [AnswerBy],
}
pub static RULES: &[Rule] = &[];
