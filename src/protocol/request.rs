//! What a client may ask.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::job_op::JobOp;
use crate::domain::consignment::Moment;
use crate::domain::job::{ShippingStatus, Stage};
use crate::domain::words::words;
use crate::domain::{
    Consignment, DraftId, JobNo, OperatorName, Pointer, Role, Sailing, SailingId, Scac,
};
use crate::rules::CheckStage;

/// A request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// The screen's search of the schedule.
    Search {
        /// What was typed.
        query: String,
        /// At most so many.
        limit: u32,
        /// Closed ones too.
        all: bool,
    },
    /// One sailing.
    Sailing(SailingId),
    /// Names for a field: customers, salespeople.
    Lookup {
        /// Which.
        kind: LookupKind,
        /// What was typed.
        query: String,
    },
    /// The findings of a consignment that is no job.
    Check {
        /// The consignment.
        consignment: Box<Consignment>,
        /// As if at that stage.
        stage: CheckStage,
    },
    /// The findings of a job.
    CheckJob {
        /// The job.
        job: JobNo,
        /// As if at that stage; none: as it is.
        stage: Option<CheckStage>,
    },
    /// What the rules need to know of a form, for the client to run them.
    FormFacts {
        /// The consignment.
        consignment: Box<Consignment>,
        /// The job, when the form is one's.
        job: Option<JobNo>,
    },
    /// A job with its findings and its history.
    Show(JobNo),
    /// Jobs.
    List(ListFilter),
    /// What needs doing.
    Queue {
        /// Only the operator's own.
        mine: bool,
        /// Only what matches a search.
        matching: Option<String>,
    },
    /// What would change if a job moved to another sailing; none: the next of the service.
    RollPreview {
        /// The jobs.
        jobs: Vec<JobNo>,
        /// The sailing.
        to: Option<SailingId>,
    },
    /// Where a field's value comes from.
    Why {
        /// The job.
        job: JobNo,
        /// The field.
        field: Pointer,
    },
    /// The open questions of jobs, or of one customer's jobs.
    Questions {
        /// The jobs.
        jobs: Vec<JobNo>,
        /// The customer.
        customer: Option<String>,
    },
    /// The operator's own drafts.
    Drafts,
    /// One draft with its content.
    Draft(DraftId),
    /// The named consignments.
    Templates,
    /// One of them.
    Template(String),
    /// Conflicts that wait for a decision.
    Conflicts,
    /// What a sailing was before each file that changed it, and is now.
    SailingHistory(SailingId),
    /// The operators.
    Operators,
    /// Who the client acts as.
    WhoAmI,
    /// The operator's settings.
    Preferences,
    /// A page of what is to be exported.
    Export {
        /// What.
        what: Exported,
        /// From that day.
        from: Option<NaiveDate>,
        /// To that day.
        to: Option<NaiveDate>,
        /// After that key.
        after: Option<Vec<u8>>,
    },
    /// How the desk is.
    Doctor,
    /// The company's tables as they are in force.
    Tables,
    /// A verified copy.
    Backup {
        /// Into that folder.
        folder: String,
    },

    /// Stores a consignment as a job.
    New {
        /// The consignment.
        consignment: Box<Consignment>,
        /// The draft that it was.
        draft: Option<DraftId>,
    },
    /// A new draft from a job.
    Copy(JobNo),
    /// Changes one job.
    Job {
        /// The job.
        job: JobNo,
        /// How.
        op: JobOp,
    },
    /// Moves jobs to another sailing, all or none; none: the next of the service.
    Roll {
        /// The jobs.
        jobs: Vec<JobNo>,
        /// The sailing.
        to: Option<SailingId>,
        /// Why.
        reason: Option<String>,
    },
    /// The state after sailing of a whole sailing's jobs.
    StatusOfSailing {
        /// The sailing.
        sailing: SailingId,
        /// The state.
        status: ShippingStatus,
    },
    /// The actual departure.
    Depart {
        /// The sailing.
        sailing: SailingId,
        /// When.
        at: Moment,
    },
    /// The open questions of jobs were sent.
    Asked {
        /// The jobs, each with the findings asked about.
        jobs: Vec<(JobNo, Vec<String>)>,
    },
    /// Begins an import.
    ImportBegin(ImportBegin),
    /// Some of its rows: at most 2,000.
    ImportRows {
        /// The import.
        import: u64,
        /// The rows.
        rows: Vec<ImportRow>,
        /// Only look what they would change.
        dry_run: bool,
    },
    /// Ends an import.
    ImportEnd {
        /// The import.
        import: u64,
        /// Rows that contradict each other: the sailing and the rows that claim it.
        conflicts: Vec<(SailingId, Vec<Sailing>)>,
    },
    /// Decides a conflict.
    Settle {
        /// The conflict: a sailing's id.
        conflict: SailingId,
        /// The row that is right.
        row: u32,
    },
    /// Takes a job in hand.
    Hold(JobNo),
    /// Gives it back.
    Release(JobNo),
    /// Takes the first free item of the queue.
    Next {
        /// Items that were looked at and left: the others come before them.
        passed: Vec<JobNo>,
        /// What the operator's filter keeps; none: everything.
        among: Option<Vec<JobNo>>,
        /// Only the operator's own.
        mine: bool,
    },
    /// What an operator has to hand over; without a name, who asks.
    Handover(Option<OperatorName>),
    /// Takes what an operator holds, the right of review included.
    TakeOver(OperatorName),
    /// Keeps an unsaved form.
    SaveDraft {
        /// The draft; none: a new one.
        draft: Option<DraftId>,
        /// The job that is being edited.
        job: Option<JobNo>,
        /// The form as a JSON text.
        content: String,
    },
    /// Throws an unsaved form away.
    DiscardDraft(DraftId),
    /// Keeps a consignment under a name.
    SaveTemplate {
        /// The name.
        name: String,
        /// The consignment.
        consignment: Box<Consignment>,
    },
    /// Keeps a setting of the operator.
    SavePreference(Preference),
    /// Enrols an operator, or changes one.
    Enrol {
        /// The name.
        name: OperatorName,
        /// The uid; may be left out on a practice desk.
        uid: Option<u32>,
        /// The roles.
        roles: Vec<Role>,
        /// What job numbers begin with.
        prefix: Option<String>,
    },
    /// Ends an operator's rights.
    Disable(OperatorName),
    /// Names the first administrator.
    AdminInit {
        /// The login.
        name: OperatorName,
        /// Its uid.
        uid: u32,
    },
    /// Ends the daemon.
    Stop,
    /// Imports, those cut short among them.
    Imports,
}

/// Whether a request goes through the writer.
pub fn is_write(request: &Request) -> bool {
    use Request as R;
    match request {
        R::New { .. }
        | R::Copy(_)
        | R::Job { .. }
        | R::Roll { .. }
        | R::StatusOfSailing { .. }
        | R::Depart { .. }
        | R::Asked { .. }
        | R::ImportBegin(_)
        | R::ImportRows { .. }
        | R::ImportEnd { .. }
        | R::Settle { .. }
        | R::TakeOver(_)
        | R::SaveDraft { .. }
        | R::DiscardDraft(_)
        | R::SaveTemplate { .. }
        | R::SavePreference(_)
        | R::Enrol { .. }
        | R::Disable(_)
        | R::AdminInit { .. } => true,
        R::Search { .. }
        | R::Imports
        | R::Sailing(_)
        | R::Lookup { .. }
        | R::Check { .. }
        | R::CheckJob { .. }
        | R::FormFacts { .. }
        | R::Show(_)
        | R::List(_)
        | R::Queue { .. }
        | R::RollPreview { .. }
        | R::Why { .. }
        | R::Questions { .. }
        | R::Drafts
        | R::Draft(_)
        | R::Templates
        | R::Template(_)
        | R::Conflicts
        | R::SailingHistory(_)
        | R::Operators
        | R::Handover(_)
        | R::WhoAmI
        | R::Preferences
        | R::Export { .. }
        | R::Doctor
        | R::Tables
        | R::Backup { .. }
        | R::Hold(_)
        | R::Release(_)
        | R::Next { .. }
        | R::Stop => false,
    }
}

words! {
    /// What can be exported.
    pub enum Exported {
        /// Jobs.
        Jobs = "jobs",
        /// Sailings.
        Sailings = "sailings",
        /// The history of everything.
        Audit = "audit",
    }
}

words! {
    /// What a look-up searches.
    pub enum LookupKind {
        /// Principals of earlier jobs.
        Customer = "customer",
        /// Salespeople of earlier jobs.
        Salesperson = "salesperson",
        /// Vessels of the schedule, each in its settled spelling; not ranked, whatever was typed.
        Vessel = "vessel",
        /// Ports that sailings of the schedule load at; all of them, whatever was typed.
        Pol = "pol",
        /// Ports that sailings of the schedule go to; all of them, whatever was typed.
        Pod = "pod",
    }
}

/// Which jobs to list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ListFilter {
    /// At that stage.
    pub stage: Option<Stage>,
    /// On that sailing.
    pub sailing: Option<SailingId>,
    /// Departing from that day.
    pub from: Option<NaiveDate>,
    /// Departing to that day.
    pub to: Option<NaiveDate>,
    /// That match a search.
    pub matching: Option<String>,
}

/// The head of an import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportBegin {
    /// The file's name.
    pub file: String,
    /// The carrier given for all rows.
    pub carrier: Option<Scac>,
    /// The day that settles dates without a year.
    pub as_of: NaiveDate,
}

/// A row of a schedule file that was understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportRow {
    /// The sailing.
    pub sailing: Sailing,
}

/// A setting that an operator keeps on the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// Its name.
    pub name: String,
    /// Its value; none: the default again.
    pub value: Option<String>,
}
