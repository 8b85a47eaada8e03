//! What the daemon answers, and what it tells screens unasked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::consignment::{LoadingMode, Moment};
use crate::domain::job::FieldChange;
use crate::domain::{
    Check, Consignment, DraftId, Finding, JobLine, JobNo, JobView, Operator, OperatorName, Sailing,
    SailingId, Text,
};
use crate::reference::TableReport;

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Done, and nothing to say.
    Done,
    /// Sailings, best first.
    Searched(Searched),
    /// One sailing.
    Sailing(Box<Sailing>),
    /// Names, best first.
    Names(Vec<String>),
    /// Findings.
    Checked(Checked),
    /// What the rules need to know of a form.
    FormFacts(Box<FormFacts>),
    /// A job.
    Job(Box<JobView>),
    /// Jobs.
    Jobs(Vec<JobView>),
    /// Jobs, a line each.
    Lines(Vec<JobLine>),
    /// What an operator has to hand over.
    Handover(Box<HandoverPage>),
    /// What would change if jobs moved.
    RollPreview(Vec<RollPreview>),
    /// Where a value comes from.
    Why(Vec<WhyLine>),
    /// Open questions by job.
    Questions(Vec<AskLine>),
    /// Drafts.
    Drafts(Vec<DraftSummary>),
    /// One draft.
    Draft(Draft),
    /// Names of templates.
    Templates(Vec<String>),
    /// A template's consignment.
    Template(Box<Consignment>),
    /// Conflicts: the sailing and the rows that claim it.
    Conflicts(Vec<(SailingId, Vec<Sailing>)>),
    /// A sailing as each file left it, the first one first, and as it is now.
    SailingHistory(Vec<Sailing>),
    /// Operators.
    Operators(Vec<Operator>),
    /// One operator.
    Operator(Operator),
    /// Settings by name.
    Preferences(Vec<(String, String)>),
    /// A page of an export.
    Export(ExportPage),
    /// What was checked.
    Doctor(Vec<Check>),
    /// The tables in force.
    Tables(TableReport),
    /// A copy was made.
    Backup {
        /// Records in it.
        records: u64,
        /// Its size.
        bytes: u64,
        /// The sequence number.
        sequence: u64,
        /// Its digest.
        digest: String,
    },
    /// An import's number.
    Import(u64),
    /// What an import's rows changed.
    Imported(ImportReport),
    /// A draft's id.
    DraftKept(DraftId),
    /// Imports, the newest first.
    Imports(Vec<ImportLine>),
}

/// What an operator has to hand over.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HandoverPage {
    /// What is in hand, due, or waits: what is due first, the soonest first.
    pub lines: Vec<JobLine>,
    /// Those of the jobs that wait: for an answer, for a time agreed, for a review.
    pub waiting: Vec<JobView>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Searched {
    /// Best first.
    pub hits: Vec<SailingHit>,
    /// How the query was read, term by term.
    pub reading: Vec<(String, String)>,
}

/// A sailing that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SailingHit {
    /// The sailing.
    pub sailing: Sailing,
    /// The fields that matched.
    pub matched: Vec<HitField>,
}

/// A field that matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitField {
    /// Its name, as in the sailing's JSON.
    pub field: String,
    /// The value that matched.
    pub value: String,
    /// The graphemes of the value that matched, as half-open ranges.
    pub ranges: Vec<(u32, u32)>,
}

/// Findings of a consignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// Whether no block is open.
    pub bookable: bool,
    /// Every finding.
    pub findings: Vec<Finding>,
}

/// What the rules need to know of a form and the client cannot.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FormFacts {
    /// The schedule's sailings of the vessel and voyage that it names.
    pub sailings: Vec<Sailing>,
    /// The sailing of the job's booking, as the schedule has it.
    pub booked_sailing: Option<Sailing>,
    /// The nearest, when the one named is not in the schedule.
    pub look_alikes: Vec<Sailing>,
    /// Other open jobs that look the same.
    pub duplicates: Vec<JobNo>,
    /// The last job of the same principal, for ghost text.
    pub last_job: Option<Box<JobView>>,
}

/// What would change if a job moved to another sailing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RollPreview {
    /// The job.
    pub job: JobNo,
    /// From which.
    pub from: Option<Sailing>,
    /// To which.
    pub to: Sailing,
    /// Findings that would appear.
    pub appear: Vec<Finding>,
    /// Findings that would go.
    pub vanish: Vec<Finding>,
    /// Where the container is loaded; none: not said.
    pub loading_mode: Option<LoadingMode>,
    /// When the trailer is at the factory, or the goods at the warehouse; none: not said.
    pub loading_at: Option<Moment>,
    /// The goods are paid by a letter of credit.
    pub letter_of_credit: bool,
    /// The credit's latest shipment.
    pub latest_shipment: Option<NaiveDate>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyLine {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: String,
    /// The value, a JSON text; none: taken away.
    pub value: Option<String>,
    /// How: `created`, `edited`, `answered by the customer`, …
    pub source: String,
}

/// The open questions of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskLine {
    /// The job; none before it is stored.
    pub job: Option<JobNo>,
    /// The principal.
    pub principal: Option<String>,
    /// The customer's own reference.
    pub customer_ref: Option<String>,
    /// The salesperson.
    pub salesperson: Option<String>,
    /// The carrier, by its name.
    pub carrier: Option<String>,
    /// The clerk whose job it is.
    pub clerk: Option<OperatorName>,
    /// The goods, by the first line's name.
    pub goods: Option<String>,
    /// Port of loading and of discharge, by their names.
    pub ports: Option<String>,
    /// The vessel and its voyage.
    pub sailing: Option<String>,
    /// The carrier's booking number and ours of the booking order.
    pub booking: Option<String>,
    /// Until when an answer is wanted, where that is known: the first cut-off ahead, else the day's end.
    pub due: Option<Moment>,
    /// What is to be asked.
    pub findings: Vec<Finding>,
}

/// An unsaved form as a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// Its id.
    pub draft: DraftId,
    /// When it was kept.
    pub at: Moment,
    /// The job that is being edited.
    pub job_no: Option<JobNo>,
}

/// An unsaved form as a line, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSummary {
    /// The line.
    pub line: DraftLine,
    /// The principal, as far as it has been written.
    pub principal: Option<String>,
    /// The port of discharge, as it was written.
    pub pod: Option<String>,
}

/// An unsaved form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// As a line.
    pub line: DraftLine,
    /// Whose.
    pub operator: OperatorName,
    /// The form as a JSON text.
    pub content: String,
}

/// A page of an export.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ExportPage {
    /// Jobs.
    pub jobs: Vec<JobView>,
    /// Sailings.
    pub sailings: Vec<Sailing>,
    /// History: the job, or what else it was about, and the line.
    pub audit: Vec<(String, crate::domain::job::TimelineEntry)>,
    /// Where to go on; none: that was all.
    pub after: Option<Vec<u8>>,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// Its number.
    pub import: u64,
    /// The file.
    pub file: String,
    /// By whom.
    pub by: OperatorName,
    /// When it began.
    pub began: Moment,
    /// Sailings taken.
    pub rows: u64,
    /// Whether it was carried to its end, or another of the same file was.
    pub complete: bool,
}

/// What rows of an import changed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ImportReport {
    /// Sailings that are new.
    pub added: u32,
    /// Sailings that changed.
    pub changed: u32,
    /// Sailings that are the same.
    pub unchanged: u32,
    /// Jobs that the changes touch, with what moved.
    pub affected: Vec<(JobNo, Vec<FieldChange>)>,
}

/// Told to screens unasked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Push {
    /// A job changed, by whom.
    JobChanged {
        /// The job.
        job: JobNo,
        /// Its version now.
        version: u64,
        /// Who changed it.
        by: OperatorName,
    },
    /// Who has a job in hand.
    HoldChanged {
        /// The job.
        job: JobNo,
        /// In whose hands.
        holder: Option<OperatorName>,
    },
    /// The schedule changed.
    ScheduleChanged,
    /// The company's tables changed.
    TablesChanged(Vec<(String, String)>),
    /// Writing is refused, or possible again.
    ReadOnly(Option<Text>),
    /// A message for the operator.
    Notice(Text),
    /// Too much was missed: look at everything anew.
    Resync,
    /// The daemon ends.
    Stopping,
}
