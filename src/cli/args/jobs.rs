//! What the verbs on jobs take.

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use crate::domain::AnswerBy;

/// A stage to check for.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Stage {
    /// Before booking
    Draft,
    /// After booking
    Booked,
    /// After the carrier's confirmation
    Confirmed,
}

/// Changes a job.
#[derive(Debug, Clone, ClapArgs)]
pub struct Edit {
    /// The job
    pub job: String,
    /// A patch: a file, `-`, or JSON given inline
    #[arg(required_unless_present = "fix", conflicts_with = "fix")]
    pub patch: Option<String>,
    /// Who confirmed what is filled in for the customer
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub confirmed_by: Option<String>,
    /// Apply a finding's fix: RULE or RULE@POINTER
    #[arg(long, value_name = "RULE[@POINTER]")]
    pub fix: Option<String>,
    /// Which fix, from 1
    #[arg(long, value_name = "N", default_value_t = 1, requires = "fix")]
    pub choice: u32,
}

/// Records a confirmation.
#[derive(Debug, Clone, ClapArgs)]
pub struct Answer {
    /// The job
    pub job: String,
    /// RULE or RULE@POINTER
    pub finding: String,
    /// The party's person; beside a reply, whose it is where it does not say so itself
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "reply",
        allow_hyphen_values = true
    )]
    pub by: Option<String>,
    /// When it was said: `2026-11-24T11:40`, `11:40`; without it, now, or what the reply says
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// The reply as it came, "南港, Mary 11:40": its value, person and time are taken, its text kept
    #[arg(
        long,
        value_name = "TEXT",
        conflicts_with = "reason",
        allow_hyphen_values = true
    )]
    pub reply: Option<String>,
    /// The new time of a cut-off that the carrier extends; beside a reply, what that says
    #[arg(
        long,
        value_name = "TIME",
        conflicts_with = "reply",
        allow_hyphen_values = true
    )]
    pub until: Option<String>,
    /// The party
    #[arg(long)]
    pub party: Option<Party>,
    /// By what: “mail of 24 November, 11:40”
    #[arg(long, required_unless_present = "reply", allow_hyphen_values = true)]
    pub reason: Option<String>,
}

/// Asks for what is open.
#[derive(Debug, Clone, ClapArgs)]
pub struct Ask {
    /// The jobs
    #[arg(required_unless_present = "customer")]
    pub jobs: Vec<String>,
    /// All open jobs of that customer
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "jobs",
        allow_hyphen_values = true
    )]
    pub customer: Option<String>,
    /// The message to one of them alone, to be sent as it is; without it all, each under its address
    #[arg(long, value_name = "WHOM")]
    pub to: Option<Asked>,
    /// Mark what is in the message as asked
    #[arg(long)]
    pub sent: bool,
}

/// Who is asked.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Asked {
    /// The customer
    Customer,
    /// The salesperson
    Salesperson,
    /// The carrier
    Carrier,
    /// The job's clerk
    OriginalClerk,
    /// The route manager
    RouteManager,
    /// The operations manager
    OperationsManager,
    /// The director
    Director,
}

impl From<Asked> for AnswerBy {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked::Customer => Self::Customer,
            Asked::Salesperson => Self::Salesperson,
            Asked::Carrier => Self::Carrier,
            Asked::OriginalClerk => Self::OriginalClerk,
            Asked::RouteManager => Self::RouteManager,
            Asked::OperationsManager => Self::OperationsManager,
            Asked::Director => Self::Director,
        }
    }
}

/// A party outside the desk.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Party {
    /// The customer
    Customer,
    /// The salesperson
    Salesperson,
    /// The carrier
    Carrier,
}

/// The carrier's confirmation.
#[derive(Debug, Clone, ClapArgs)]
pub struct Confirm {
    /// The job
    pub job: String,
    /// The carrier's booking number
    #[arg(long, value_name = "N")]
    pub booking_no: String,
    /// The sailing that the carrier gives; replaces TEMP
    #[arg(long, value_name = "ID")]
    pub sailing: Option<String>,
    /// The equipment that the carrier gives: 2*40HQ+1*20GP
    #[arg(long, value_name = "N*TYPE+…")]
    pub equipment: Option<String>,
}

/// A change to a booked job.
#[derive(Debug, Clone, ClapArgs)]
pub struct Amend {
    /// The job
    pub job: String,
    /// A patch: a file, `-`, or JSON given inline
    pub patch: String,
    /// The customer's written confirmation
    #[arg(long, value_name = "REF", allow_hyphen_values = true)]
    pub confirmation: Option<String>,
    /// The customer's person who confirmed
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub confirmed_by: Option<String>,
    /// A charge that the change causes
    #[arg(
        long,
        value_name = "CODE:AMOUNT:CURRENCY",
        conflicts_with = "no_charge"
    )]
    pub charge: Vec<String>,
    /// The change causes no charge
    #[arg(long)]
    pub no_charge: bool,
}

/// A review's verdict.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Verdict {
    /// It comes into force
    Accept,
    /// It does not
    Reject,
}

/// The state after sailing.
#[derive(Debug, Clone, ClapArgs)]
pub struct Status {
    /// JOB STATE, or with --sailing only STATE
    #[arg(required = true, num_args = 1..=2, value_name = "JOB|STATE")]
    pub words: Vec<String>,
    /// Every job of that sailing
    #[arg(long, value_name = "ID")]
    pub sailing: Option<String>,
}

/// Which jobs to list.
#[derive(Debug, Clone, ClapArgs)]
pub struct List {
    /// At that stage
    #[arg(long)]
    pub stage: Option<String>,
    /// On that sailing
    #[arg(long, value_name = "ID")]
    pub sailing: Option<String>,
    /// Departing from that day
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// Departing to that day
    #[arg(long, value_name = "DATE")]
    pub to: Option<NaiveDate>,
    /// That match a search
    #[arg(long = "match", value_name = "QUERY")]
    pub matching: Option<String>,
}

/// Named consignments.
#[derive(Debug, Clone, Subcommand)]
pub enum Template {
    /// Keep a consignment, or a job's, under a name
    Save {
        /// The name
        name: String,
        /// A file, `-`, inline JSON, or a job number
        from: String,
    },
    /// The names
    List,
    /// A new job from a template
    Use {
        /// The name
        name: String,
    },
}
