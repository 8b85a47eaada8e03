//! The whole command line. Flags may stand before or behind the verb.

mod desk;
mod jobs;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use uuid::Uuid;

use crate::i18n::Lang;

pub use desk::{
    Admin, Demo, Export, ExportFormat, ExportWhat, Import, Keys, Operator, ReferenceVerb, SchemaOf,
    Serve,
};
pub use jobs::{Amend, Answer, Ask, Confirm, Edit, List, Party, Stage, Status, Template, Verdict};

/// A booking desk for ocean-export customer service.
#[derive(Debug, Clone, Parser)]
#[command(name = "shipdesk", version, about, disable_help_subcommand = true)]
pub struct Args {
    /// The desk to use: its store, socket, config, logs
    #[arg(long, global = true, env = "SHIPDESK_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// One JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of messages: zh or en (default: from the locale)
    #[arg(long, global = true, value_name = "zh|en")]
    pub lang: Option<Lang>,
    /// Act as that operator; on a practice desk only
    #[arg(long = "as", global = true, env = "SHIPDESK_AS", value_name = "NAME")]
    pub act_as: Option<String>,
    /// Refuse when the job is no longer at this version
    #[arg(long, global = true, value_name = "N")]
    pub expect_version: Option<u64>,
    /// The same id again gives the first answer; nothing is done twice
    #[arg(long, global = true, value_name = "UUID")]
    pub request_id: Option<Uuid>,
    /// The screen in plain ASCII, without borders
    #[arg(long, global = true)]
    pub plain: bool,
    /// The screen with as few bytes as can be
    #[arg(long, global = true)]
    pub low_bandwidth: bool,
    /// The screen's keymap: default, vim, emacs, greenscreen, or a file
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub keymap: Option<String>,
    /// What to do; the screen when nothing is given
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// The verbs.
#[derive(Debug, Clone, Subcommand)]
pub enum Verb {
    /// Take in a schedule file, or settle a conflict that one left
    Import {
        /// What to import
        #[command(subcommand)]
        what: Import,
    },
    /// Search the schedule
    Search {
        /// Vessel, voyage, port, carrier, date …, in any language and order
        query: Vec<String>,
        /// At most so many
        #[arg(long, default_value_t = 20)]
        limit: u32,
        /// Sailings already closed too
        #[arg(long)]
        all: bool,
    },
    /// Every finding of a consignment or a job; writes nothing
    Check {
        /// A file, JSON given inline, `-`, or a job number
        what: String,
        /// As if at that stage
        #[arg(long)]
        stage: Option<Stage>,
    },
    /// Store a consignment as a job
    New {
        /// A file, JSON given inline, or `-`
        file: String,
    },
    /// A new draft from a job
    Copy {
        /// The job
        job: String,
    },
    /// Change a job that is not booked, or fill in what a booked one lacks
    Edit(Edit),
    /// Record a party's confirmation
    Answer(Answer),
    /// A role's own approval
    Approve {
        /// The job
        job: String,
        /// RULE or RULE@POINTER
        finding: String,
        /// A note
        #[arg(long, allow_hyphen_values = true)]
        note: Option<String>,
    },
    /// Put off: the customer supplies it later
    Defer {
        /// The job
        job: String,
        /// RULE or RULE@POINTER
        finding: String,
        /// Until when
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        until: String,
        /// By name
        #[arg(long, allow_hyphen_values = true)]
        by: String,
    },
    /// Number and issue the booking order
    Book {
        /// The job
        job: String,
    },
    /// Record the carrier's confirmation
    Confirm(Confirm),
    /// Move jobs to the next, or that, sailing of the same service
    Roll {
        /// The jobs
        #[arg(required = true)]
        jobs: Vec<String>,
        /// The sailing's id
        #[arg(long, value_name = "ID")]
        to: Option<String>,
        /// Why
        #[arg(long, allow_hyphen_values = true)]
        reason: Option<String>,
    },
    /// The customer was told of the confirmation
    Tell {
        /// The job
        job: String,
    },
    /// Change a booked job (3.4d)
    Amend(Amend),
    /// Review an amendment
    Review {
        /// The job
        job: String,
        /// The amendment's number
        no: u32,
        /// accept or reject
        verdict: Verdict,
        /// A note
        #[arg(long, allow_hyphen_values = true)]
        note: Option<String>,
    },
    /// Set the state after sailing, of one job or a whole sailing
    Status(Status),
    /// Record the actual departure
    Depart {
        /// The sailing's id
        sailing: String,
        /// When
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: String,
    },
    /// End a job that never sailed
    Cancel {
        /// The job
        job: String,
        /// Why
        #[arg(long, allow_hyphen_values = true)]
        reason: String,
    },
    /// A job with findings and timeline
    Show {
        /// The job
        job: String,
    },
    /// Jobs
    List(List),
    /// What needs doing
    Queue {
        /// Only my own
        #[arg(long)]
        mine: bool,
    },
    /// The operator's own unsaved forms
    Drafts,
    /// Throw an unsaved form away
    Discard {
        /// The draft
        draft: String,
    },
    /// Who gave a value, who asked, who confirmed, when
    Why {
        /// The job
        job: String,
        /// The field, a JSON pointer
        pointer: String,
    },
    /// Take the first free item of the queue
    Next {
        /// Only my own
        #[arg(long)]
        mine: bool,
    },
    /// Take a job in hand
    Hold {
        /// The job
        job: String,
    },
    /// Give a job back
    Release {
        /// The job
        job: String,
    },
    /// One message with all open questions
    Ask(Ask),
    /// Take what that operator holds, the right of review included
    TakeOver {
        /// The operator
        operator: String,
    },
    /// Named consignments to start from
    Template {
        /// What to do
        #[command(subcommand)]
        what: Template,
    },
    /// Conflicts that imports left
    Conflicts,
    /// Data out, whole
    Export(Export),
    /// A verified copy while the desk works
    Backup {
        /// Into that folder
        folder: PathBuf,
    },
    /// A backup back into an empty home
    Restore {
        /// The backup's folder
        folder: PathBuf,
    },
    /// Check the store, the indexes, the socket, permissions, space, the clock
    Doctor,
    /// Is it a working day, and which is N working days later
    Calendar {
        /// The day
        date: NaiveDate,
        /// So many working days later
        #[arg(long, value_name = "N")]
        plus: Option<u32>,
    },
    /// The JSON Schema of the consignment
    Schema {
        /// consignment
        what: SchemaOf,
    },
    /// The catalogue of rules
    Rules {
        /// One rule
        rule: Option<String>,
    },
    /// Enrol, list or disable operators
    Operator {
        /// What to do
        #[command(subcommand)]
        what: Operator,
    },
    /// Name the first administrator
    Admin {
        /// What to do
        #[command(subcommand)]
        what: Admin,
    },
    /// Who I am on this desk
    Whoami,
    /// Serve a desk
    Serve(Serve),
    /// End the daemon
    Stop,
    /// The whole desk on a made-up day in a throw-away home
    Demo(Demo),
    /// Keymaps
    Keys {
        /// What to do
        #[command(subcommand)]
        what: Keys,
    },
    /// Reference tables
    Reference {
        /// What to do
        #[command(subcommand)]
        what: ReferenceVerb,
    },
    /// Write units, man pages, completions and a sample config
    Gen {
        /// Into that folder
        folder: PathBuf,
    },
    /// Completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// The manual page
    Man,
}

impl Args {
    /// The screen's options: which desk, as whom, how it looks.
    pub fn screen(&self, place: crate::client::Place, lang: Lang) -> crate::tui::Options {
        crate::tui::Options {
            place,
            act_as: self.act_as.clone(),
            lang,
            lang_chosen: self.lang.is_some(),
            plain: self.plain,
            low_bandwidth: self.low_bandwidth,
            keymap: self.keymap.clone(),
        }
    }
}
