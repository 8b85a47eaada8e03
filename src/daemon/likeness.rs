//! Which open jobs look alike.

use std::collections::HashMap;

use crate::domain::{Consignment, Job, JobNo};
use crate::rules;

/// Open jobs by what makes two of them look like one: principal, sailing, goods, equipment.
#[derive(Debug, Default)]
pub struct Likeness {
    by_look: HashMap<String, Vec<(JobNo, Option<String>)>>,
    look_of: HashMap<JobNo, String>,
}

impl Likeness {
    /// Takes a job in as it is now.
    pub fn put(&mut self, job: &Job) {
        if let Some(look) = self.look_of.remove(&job.job_no)
            && let Some(jobs) = self.by_look.get_mut(&look)
        {
            jobs.retain(|(other, _)| *other != job.job_no);
            if jobs.is_empty() {
                self.by_look.remove(&look);
            }
        }
        if job.is_over() {
            return;
        }
        if let Some(look) = rules::look(&job.consignment) {
            self.look_of.insert(job.job_no.clone(), look.clone());
            self.by_look
                .entry(look)
                .or_default()
                .push((job.job_no.clone(), job.consignment.customer_ref.clone()));
        }
    }

    /// Other open jobs that look the same; another reference of the customer's makes another job.
    pub fn like(&self, consignment: &Consignment, own: Option<&JobNo>) -> Vec<JobNo> {
        let Some(jobs) = rules::look(consignment).and_then(|look| self.by_look.get(&look)) else {
            return Vec::new();
        };
        jobs.iter()
            .filter(|(job, _)| Some(job) != own)
            .filter(
                |(_, reference)| match (reference, &consignment.customer_ref) {
                    (Some(one), Some(other)) => same_reference(one, other),
                    _ => true,
                },
            )
            .map(|(job, _)| job.clone())
            .collect()
    }
}

/// Whether two references are one: case and blanks apart.
fn same_reference(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.split_whitespace().collect::<String>().to_uppercase();
    letters(one) == letters(other)
}
