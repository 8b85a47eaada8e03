//! What the verbs on schedules, operators and the desk itself take.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args as ClapArgs, Subcommand, ValueEnum};

/// What to import.
#[derive(Debug, Clone, Subcommand)]
pub enum Import {
    /// A schedule file
    Schedule {
        /// The file, or `-`
        file: String,
        /// The carrier of all rows
        #[arg(long, value_name = "CODE")]
        carrier: Option<String>,
        /// The day that settles dates written without a year (default: today)
        #[arg(long, value_name = "DATE")]
        as_of: Option<NaiveDate>,
        /// Only say what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// Imports, those that were cut short among them
    List,
    /// What a sailing was before each file that changed it, and is now
    History {
        /// The sailing's id
        sailing: String,
    },
    /// Decide a conflict left by an import
    Settle {
        /// The conflict: a sailing's id
        conflict: String,
        /// The row that is right
        #[arg(long, value_name = "N")]
        row: u32,
    },
}

/// Data out.
#[derive(Debug, Clone, ClapArgs)]
pub struct Export {
    /// What
    pub what: ExportWhat,
    /// In which format
    #[arg(long, default_value = "csv")]
    pub format: ExportFormat,
    /// From that day: jobs by the day they were made, sailings by their departure
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// To that day
    #[arg(long, value_name = "DATE")]
    pub to: Option<NaiveDate>,
}

/// What is exported.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ExportWhat {
    /// Jobs
    Jobs,
    /// Sailings
    Sailings,
    /// The history of everything
    Audit,
}

/// The export's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// For Excel: UTF-8 with a mark, safe against formulas
    Csv,
    /// One array
    Json,
    /// One document a line
    Ndjson,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaOf {
    /// The consignment
    Consignment,
}

/// Operators.
#[derive(Debug, Clone, Subcommand)]
pub enum Operator {
    /// Enrol an operator, or change one
    Add {
        /// The name
        name: String,
        /// The account; may be left out on a practice desk
        #[arg(long)]
        uid: Option<u32>,
        /// clerk, route-manager, release-officer, operations-manager, director, auditor, administrator
        #[arg(long, value_delimiter = ',', required = true)]
        roles: Vec<String>,
        /// What job numbers begin with
        #[arg(long)]
        prefix: Option<String>,
    },
    /// All operators
    List,
    /// End an operator's rights
    Disable {
        /// The name
        name: String,
    },
}

/// Administration.
#[derive(Debug, Clone, Subcommand)]
pub enum Admin {
    /// Name the first administrator
    Init {
        /// The login
        #[arg(long, value_name = "LOGIN")]
        admin: String,
    },
}

/// Serves a desk.
#[derive(Debug, Clone, ClapArgs)]
pub struct Serve {
    /// A practice desk, for ever
    #[arg(long)]
    pub practice: bool,
    /// The desk of the whole box
    #[arg(long)]
    pub system: bool,
    /// Where the practice clock starts
    #[arg(long, value_name = "RFC3339")]
    pub now: Option<String>,
    /// The practice clock stands
    #[arg(long, requires = "now")]
    pub clock_stopped: bool,
    /// Say how far the opening has come, a line each time, before `ready`
    #[arg(long, hide = true)]
    pub progress: bool,
}

/// The demo.
#[derive(Debug, Clone, ClapArgs)]
pub struct Demo {
    /// Where the practice clock starts
    #[arg(long, value_name = "RFC3339")]
    pub now: Option<String>,
    /// The practice clock stands
    #[arg(long, requires = "now")]
    pub clock_stopped: bool,
    /// Only serve it; no screen
    #[arg(long)]
    pub serve: bool,
}

/// Keymaps.
#[derive(Debug, Clone, Subcommand)]
pub enum Keys {
    /// Conflicts, unknown actions, unreachable keys
    Check {
        /// A keymap file; the built-in ones when none is given
        file: Option<PathBuf>,
    },
}

/// Reference tables.
#[derive(Debug, Clone, Subcommand)]
pub enum ReferenceVerb {
    /// The company's tables: what is in force, what was refused
    Check,
}
