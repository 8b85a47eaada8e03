//! Data out, whole, a page at a time.

use chrono::NaiveDate;

use super::super::desk::Desk;
use super::super::records::{self, AuditLine, failed};
use super::jobs;
use crate::domain::job::TimelineEntry;
use crate::domain::{Job, JobNo, Moment, Sailing};
use crate::protocol::{ExportPage, Exported, Failure, Reply};
use crate::store::{Range, Table, envelope};

/// Records of one page: a page stays well below the largest frame.
const PAGE: usize = 200;

/// One page, after a key.
pub fn page(
    desk: &Desk,
    what: Exported,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    after: Option<&[u8]>,
) -> Result<Reply, Failure> {
    let between =
        |day: NaiveDate| from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to);
    let on_day = |moment: &Moment| between(moment.date_naive());
    let mut page = ExportPage::default();
    if what == Exported::Audit {
        return audit(desk, &on_day);
    }
    let table = if what == Exported::Jobs {
        Table::Jobs
    } else {
        Table::Sailings
    };
    let range = after.map_or_else(Range::all, |after| {
        let mut next = after.to_vec();
        next.push(0);
        Range::from(next)
    });
    let rows = desk
        .view
        .scan(table, &range)
        .map_err(|error| failed(&error))?;
    for (count, row) in rows.enumerate() {
        let (key, record) = row.map_err(|error| failed(&error))?;
        if table == Table::Jobs {
            let job: Job = envelope::decode(&record.value).map_err(|error| failed(&error))?;
            if on_day(&job.created_at) {
                page.jobs
                    .push(desk.on_ground(|ground| jobs::view_of(ground, job))?);
            }
        } else {
            let sailing: Sailing =
                envelope::decode(&record.value).map_err(|error| failed(&error))?;
            if between(sailing.etd) {
                page.sailings.push(sailing);
            }
        }
        if count + 1 == PAGE {
            page.after = Some(key);
            break;
        }
    }
    Ok(Reply::Export(page))
}

/// The history of everything, in the order it happened.
fn audit(desk: &Desk, on_day: &dyn Fn(&Moment) -> bool) -> Result<Reply, Failure> {
    let mut lines: Vec<(String, TimelineEntry)> = Vec::new();
    let of_jobs: Vec<(Vec<u8>, TimelineEntry)> =
        records::scan(&*desk.view, Table::Timeline, &Range::all())
            .map_err(|error| failed(&error))?;
    for (key, entry) in of_jobs {
        let job: Vec<u8> = key
            .split(|byte| *byte == b'/')
            .next()
            .unwrap_or_default()
            .to_vec();
        lines.push((JobNo::new(String::from_utf8_lossy(&job)).to_string(), entry));
    }
    let of_desk: Vec<(Vec<u8>, AuditLine)> =
        records::scan(&*desk.view, Table::Audit, &Range::all()).map_err(|error| failed(&error))?;
    lines.extend(
        of_desk
            .into_iter()
            .map(|(_, line)| (line.about, line.entry)),
    );
    lines.retain(|(_, entry)| on_day(&entry.at));
    lines.sort_by_key(|(_, entry)| entry.seq);
    Ok(Reply::Export(ExportPage {
        audit: lines,
        ..ExportPage::default()
    }))
}
