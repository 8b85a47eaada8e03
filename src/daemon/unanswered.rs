//! Questions that were sent and not answered, and until when their answers are wanted.

use super::ground::{Ground, Judged};
use super::lines::{day_end, is_vgm_done};
use crate::domain::{CutOffKind, Job, Moment, Unanswered};
use chrono::TimeDelta;

/// The questions of a job that were sent and are open still, each with when it was last sent.
pub fn unanswered(job: &Job, judged: &Judged, ground: &Ground) -> Vec<Unanswered> {
    let open = judged.findings.iter().filter(|finding| finding.is_open());
    open.filter_map(|finding| {
        let asked = job.asked_about(finding)?;
        let (due, near) = by_cut_off(asked.at, job, judged, ground);
        Some(Unanswered {
            finding: finding.id(),
            at: asked.at,
            by: asked.by.clone(),
            due,
            overdue: due - near <= ground.now,
        })
    })
    .collect()
}

/// Until when the answer to a question that is sent now is wanted.
pub fn wanted_by(job: &Job, judged: &Judged, ground: &Ground) -> Moment {
    by_cut_off(ground.now, job, judged, ground).0
}

/// Until when an answer is wanted, and how long before that is near: the first cut-off behind the
/// question, else the end of its day.
fn by_cut_off(asked: Moment, job: &Job, judged: &Judged, ground: &Ground) -> (Moment, TimeDelta) {
    let cut_offs = judged.cut_offs.given();
    let first = cut_offs
        .filter(|(kind, _)| *kind != CutOffKind::Vgm || !is_vgm_done(job))
        .map(|(kind, cut_off)| (kind, cut_off.passes_at()))
        .filter(|(_, passes_at)| *passes_at > asked)
        .min_by_key(|(_, passes_at)| *passes_at);
    match first {
        Some((kind, passes_at)) => {
            let hours = ground.reference.deadlines.near_hours(kind);
            (passes_at, TimeDelta::try_hours(hours).unwrap_or_default())
        }
        None => (day_end(asked), TimeDelta::zero()),
    }
}
