//! Data out, whole, a page at a time.

use chrono::NaiveDate;

use super::super::desk::Desk;
use super::super::records::{AuditLine, failed};
use super::jobs;
use crate::domain::job::TimelineEntry;
use crate::domain::{Job, Moment, Sailing};
use crate::protocol::{ExportPage, Exported, Failure, Reply};
use crate::store::{Range, Table, envelope};

/// Records of one page: a page stays well below the largest frame.
const PAGE: usize = 200;

/// Lines of history of one page.
const AUDIT_PAGE: usize = 2_000;

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
        return audit(desk, &on_day, after);
    }
    let table = if what == Exported::Jobs {
        Table::Jobs
    } else {
        Table::Sailings
    };
    let rows = desk
        .view
        .scan(table, &behind(after))
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

/// A page of the history of everything, by key: the jobs' first, then the desk's own. Whoever wants
/// it in the order it happened sorts it by number.
fn audit(
    desk: &Desk,
    on_day: &dyn Fn(&Moment) -> bool,
    after: Option<&[u8]>,
) -> Result<Reply, Failure> {
    let (table, after) = match after.and_then(<[u8]>::split_first) {
        Some((number, key)) => (Table::from_number(*number), Some(key)),
        None => (Some(Table::Timeline), None),
    };
    let mut page = ExportPage::default();
    let rest: &[Table] = match table {
        Some(Table::Timeline) => &[Table::Timeline, Table::Audit],
        Some(Table::Audit) => &[Table::Audit],
        _ => &[],
    };
    let mut count = 0;
    for (at, table) in rest.iter().enumerate() {
        let range = behind(after.filter(|_| at == 0));
        for row in desk
            .view
            .scan(*table, &range)
            .map_err(|error| failed(&error))?
        {
            let (key, record) = row.map_err(|error| failed(&error))?;
            let (about, entry) = if *table == Table::Timeline {
                let entry: TimelineEntry =
                    envelope::decode(&record.value).map_err(|error| failed(&error))?;
                let job = key.split(|byte| *byte == b'/').next().unwrap_or_default();
                (String::from_utf8_lossy(job).into_owned(), entry)
            } else {
                let line: AuditLine =
                    envelope::decode(&record.value).map_err(|error| failed(&error))?;
                (line.about, line.entry)
            };
            if on_day(&entry.at) {
                page.audit.push((about, entry));
            }
            count += 1;
            if count == AUDIT_PAGE {
                page.after = Some([&[table.number()], &key[..]].concat());
                return Ok(Reply::Export(page));
            }
        }
    }
    Ok(Reply::Export(page))
}

/// Everything behind a key.
fn behind(key: Option<&[u8]>) -> Range {
    key.map_or_else(Range::all, |key| Range::from([key, &[0]].concat()))
}
