//! What each operator books, so that an empty box shows what they are likeliest to need.
//!
//! A pick is a job with its ports: nothing is written down besides the jobs themselves, and a desk
//! that does not learn only leaves them unread.

use std::collections::{BTreeMap, HashMap};

use super::sailings::lane;
use crate::domain::{Job, JobNo, KnownValue as _, OperatorName, PortCode, Sailing, Scac};
use crate::search::Preference;

/// The newest jobs of an operator that count.
const NEWEST: usize = 120;

/// The lanes that are told apart, the most booked first.
const MOST: usize = 24;

/// The jobs of each operator by their lanes.
#[derive(Debug, Default)]
pub struct Habits {
    by: HashMap<OperatorName, BTreeMap<JobNo, Lane>>,
    of: HashMap<JobNo, OperatorName>,
}

type Lane = (PortCode, PortCode, Option<Scac>);

impl Habits {
    /// Takes a job in as it is now, with its sailing.
    pub fn put(&mut self, job: &Job, sailing: Option<&Sailing>) {
        if let Some(before) = self.of.remove(&job.job_no)
            && let Some(jobs) = self.by.get_mut(&before)
        {
            jobs.remove(&job.job_no);
        }
        let said = &job.consignment;
        let pol = sailing.map(|s| &s.pol).or(said.pol.known());
        let pod = sailing.map(|s| &s.pod).or(said.pod.known());
        let carrier = sailing.map(|s| &s.carrier).or(said.carrier.known());
        let (Some(pol), Some(pod)) = (pol, pod) else {
            return;
        };
        self.of.insert(job.job_no.clone(), job.clerk.clone());
        self.by.entry(job.clerk.clone()).or_default().insert(
            job.job_no.clone(),
            (pol.clone(), pod.clone(), carrier.cloned()),
        );
    }

    /// What the operator is likely to need: lanes by how often they book them, a little more with
    /// the carrier that they book there.
    pub fn of(&self, operator: &OperatorName) -> Preference {
        let mut lanes: BTreeMap<(&PortCode, &PortCode), u32> = BTreeMap::new();
        let mut lines: BTreeMap<(&PortCode, &PortCode, &Scac), u32> = BTreeMap::new();
        let jobs = self.by.get(operator);
        for (pol, pod, carrier) in jobs
            .into_iter()
            .flat_map(|jobs| jobs.values().rev().take(NEWEST))
        {
            *lanes.entry((pol, pod)).or_default() += 1;
            if let Some(carrier) = carrier {
                *lines.entry((pol, pod, carrier)).or_default() += 1;
            }
        }
        let mut most: Vec<_> = lanes.into_iter().collect();
        most.sort_by_key(|(lane, count)| (std::cmp::Reverse(*count), *lane));
        most.truncate(MOST);
        let weight = |count: u32| match count {
            0..=2 => 1,
            3..=9 => 2,
            _ => 3,
        };
        let mut out = Preference::default();
        for ((pol, pod), count) in most {
            out.lanes.push(lane(pol, pod, None, weight(count)));
            let of_lane = lines
                .iter()
                .filter(|((a, b, _), count)| *a == pol && *b == pod && **count >= 3);
            out.lanes.extend(of_lane.map(|((.., carrier), booked)| {
                lane(pol, pod, Some(*carrier), weight(*booked) + 1)
            }));
        }
        out
    }
}
