//! The desk's records: their keys, their envelopes, and reading them from any view.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::job::TimelineEntry;
use crate::domain::{Consignment, DraftId, Job, JobNo, Operator, OperatorName, Sailing, SailingId};
use crate::protocol::{Draft, Failure, FailureKind};
use crate::store::{Range, StoreError, Table, View, Write, envelope};
use crate::stored_first_version;

/// A number ledger: the last number given.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Ledger(pub u64);

/// A consignment kept under a name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Template(pub Consignment);

/// A setting of an operator.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Setting(pub String);

/// A line of the audit trail that is no job's: what it was about, and what happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AuditLine {
    /// What it was about: a sailing, an operator, a file.
    pub about: String,
    /// What happened.
    pub entry: TimelineEntry,
}

/// An import as far as it got.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportRecord {
    /// The file.
    pub file: String,
    /// By whom.
    pub by: OperatorName,
    /// When it began.
    pub began: DateTime<FixedOffset>,
    /// Whether it was carried to its end.
    pub complete: bool,
    /// Rows taken so far.
    pub rows: u64,
}

/// Rows of a file that contradict each other.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConflictRecord {
    /// What they claim.
    pub claims: Vec<Sailing>,
}

/// The mark of the desk itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeskMark {
    /// A practice desk, for ever.
    pub practice: bool,
    /// Who made it.
    pub made_by_uid: u32,
}

/// Who took over an operator's work, the right of review included.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StandIn {
    /// Who does it now.
    pub by: OperatorName,
    /// Since when.
    pub at: DateTime<FixedOffset>,
}

stored_first_version! {
    Job = "job",
    Sailing = "sailing",
    Operator = "operator",
    TimelineEntry = "timeline entry",
    Draft = "draft",
    Ledger = "ledger",
    Template = "template",
    Setting = "setting",
    AuditLine = "audit line",
    ImportRecord = "import",
    ConflictRecord = "conflict",
    DeskMark = "desk mark",
    StandIn = "stand-in",
}

/// Reads a record of a type.
pub fn get<T: envelope::Stored>(
    view: &dyn View,
    table: Table,
    key: &str,
) -> Result<Option<T>, StoreError> {
    view.get(table, key.as_bytes())?
        .map(|record| envelope::decode(&record.value))
        .transpose()
}

/// Reads every record of a table's range.
pub fn scan<T: envelope::Stored>(
    view: &dyn View,
    table: Table,
    range: &Range,
) -> Result<Vec<(Vec<u8>, T)>, StoreError> {
    view.scan(table, range)?
        .map(|row| row.and_then(|(key, record)| Ok((key, envelope::decode(&record.value)?))))
        .collect()
}

/// A write of a record.
pub fn put<T: envelope::Stored>(
    table: Table,
    key: impl AsRef<[u8]>,
    value: &T,
) -> Result<Write, StoreError> {
    Ok(Write::put(table, key.as_ref(), envelope::encode(value)?))
}

/// A job, or the failure that there is none.
pub fn job(view: &dyn View, job_no: &JobNo) -> Result<Job, Failure> {
    get(view, Table::Jobs, job_no.as_str())
        .map_err(|error| failed(&error))?
        .ok_or_else(|| {
            Failure::new(
                FailureKind::UnknownJob,
                crate::domain::Text::of("error.unknown-job").with("job", job_no),
            )
            .hint(crate::domain::Text::of("error.unknown-job-hint"))
        })
}

/// A sailing, if the schedule has it.
pub fn sailing(view: &dyn View, id: &SailingId) -> Result<Option<Sailing>, Failure> {
    get(view, Table::Sailings, id.as_str()).map_err(|error| failed(&error))
}

/// The history of a job, oldest first.
pub fn timeline(view: &dyn View, job_no: &JobNo) -> Result<Vec<TimelineEntry>, Failure> {
    scan(view, Table::Timeline, &Range::prefix(format!("{job_no}/")))
        .map(|rows| rows.into_iter().map(|(_, entry)| entry).collect())
        .map_err(|error| failed(&error))
}

/// Who does an operator's work since a hand-over.
pub fn stand_in(view: &dyn View, absent: &OperatorName) -> Result<Option<OperatorName>, Failure> {
    let record: Option<StandIn> =
        get(view, Table::StandIns, absent.as_str()).map_err(|error| failed(&error))?;
    Ok(record.map(|record| record.by))
}

/// Whose work an operator took over and still does.
pub fn stands_in_for(
    view: &dyn View,
    operator: &OperatorName,
) -> Result<Vec<OperatorName>, Failure> {
    let records: Vec<(Vec<u8>, StandIn)> =
        scan(view, Table::StandIns, &Range::all()).map_err(|error| failed(&error))?;
    Ok(records
        .into_iter()
        .filter(|(_, stand_in)| stand_in.by == *operator)
        .map(|(absent, _)| OperatorName::new(String::from_utf8_lossy(&absent)))
        .collect())
}

/// The key of a line of a job's history: its version keeps the order.
pub fn timeline_key(job_no: &JobNo, version: u64, line: usize) -> Vec<u8> {
    let mut key = format!("{job_no}/").into_bytes();
    key.extend_from_slice(&version.to_be_bytes());
    key.extend_from_slice(&u32::try_from(line).unwrap_or(u32::MAX).to_be_bytes());
    key
}

/// The key of a draft: its operator's, so that one scan gives all of them.
pub fn draft_key(operator: &OperatorName, draft: &DraftId) -> Vec<u8> {
    format!("{operator}/{draft}").into_bytes()
}

/// The key of a setting.
pub fn setting_key(operator: &OperatorName, name: &str) -> Vec<u8> {
    format!("{operator}/{name}").into_bytes()
}

/// A store's error as a client is told.
pub fn failed(error: &StoreError) -> Failure {
    Failure::new(
        FailureKind::Degraded,
        crate::domain::Text::of("error.store").with_arg("error", error.arg()),
    )
    .hint(error.hint())
}

#[cfg(test)]
#[path = "records_frozen.rs"]
mod frozen;
