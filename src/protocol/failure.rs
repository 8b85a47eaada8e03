//! Why a request was not answered as asked.

use serde::{Deserialize, Serialize};

use crate::domain::command::Refusal;
use crate::domain::job::FieldChange;
use crate::domain::words::words;
use crate::domain::{Finding, Job, Moment, OperatorName, Text};

words! {
    /// The kinds of error that the command contract names.
    pub enum FailureKind {
        /// The command line is wrong.
        Usage = "usage",
        /// A file or patch cannot be understood.
        Unreadable = "unreadable",
        /// The procedure, or the job's state, is against it.
        Refused = "refused",
        /// Blocks are open.
        Blocked = "blocked",
        /// The job has changed since.
        Stale = "stale",
        /// The account lacks the right.
        Forbidden = "forbidden",
        /// No such job.
        UnknownJob = "unknown-job",
        /// No such sailing.
        UnknownSailing = "unknown-sailing",
        /// The desk could not be reached.
        Unreachable = "unreachable",
        /// The store cannot write.
        Degraded = "degraded",
        /// Client and daemon are of different builds, or the store is newer.
        Version = "version",
    }
}

impl FailureKind {
    /// The exit code that goes with it: 1 refused, 2 not understood, 3 no desk.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Usage | Self::Unreadable => 2,
            Self::Unreachable | Self::Degraded | Self::Version => 3,
            Self::Refused
            | Self::Blocked
            | Self::Stale
            | Self::Forbidden
            | Self::UnknownJob
            | Self::UnknownSailing => 1,
        }
    }
}

/// What was wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// Its kind.
    pub kind: FailureKind,
    /// What was wrong, and where.
    pub message: Text,
    /// What to do.
    pub hint: Option<Text>,
    /// The findings that stand in the way.
    pub findings: Vec<Finding>,
    /// Whose change came first.
    pub stale: Option<Stale>,
}

/// Whose change came first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stale {
    /// The version now.
    pub version: u64,
    /// Who changed it last.
    pub by: OperatorName,
    /// When.
    pub at: Moment,
    /// What changed since the version expected.
    pub changes: Vec<FieldChange>,
}

impl Failure {
    /// A refusal of the domain as a client is told; `findings` are those that stand in the way.
    pub fn of_refusal(refusal: Refusal, job: &Job, findings: &[Finding]) -> Self {
        match refusal {
            Refusal::Refused { message, hint } => Self {
                hint,
                ..Self::new(FailureKind::Refused, message)
            },
            Refusal::Forbidden { message, hint } => Self {
                hint,
                ..Self::new(FailureKind::Forbidden, message)
            },
            Refusal::Blocked => {
                let blocks: Vec<Finding> = findings
                    .iter()
                    .filter(|finding| finding.blocks())
                    .cloned()
                    .collect();
                let named: Vec<String> = blocks.iter().map(Finding::id).collect();
                Self {
                    findings: blocks,
                    ..Self::new(
                        FailureKind::Blocked,
                        Text::of("error.blocked")
                            .with("job", &job.job_no)
                            .with("findings", named.join(", ")),
                    )
                    .hint(Text::of("error.blocked-hint").with("job", &job.job_no))
                }
            }
        }
    }

    /// A failure with its message.
    pub fn new(kind: FailureKind, message: Text) -> Self {
        Self {
            kind,
            message,
            hint: None,
            findings: Vec::new(),
            stale: None,
        }
    }

    /// Something that could not be understood: what, and everything that is wrong with it.
    pub fn unreadable(what: &str, errors: impl std::fmt::Display) -> Self {
        Self::new(
            FailureKind::Unreadable,
            Text::of("error.unreadable")
                .with("what", what)
                .with("errors", errors),
        )
        .hint(Text::of("error.unreadable-hint"))
    }

    /// The failure with what to do.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }
}
