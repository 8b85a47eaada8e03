//! What daemon and client say to each other: ids and arguments, never sentences.
//!
//! A session begins with [`Hello`] and [`Welcome`]; after that every frame from the client is an
//! [`Envelope`], every frame from the daemon a [`FromDaemon`]. Frames are in [`frame`].

mod ask_line;
mod failure;
pub mod frame;
mod job_op;
mod reply;
mod request;

use serde::{Deserialize, Serialize};

pub use failure::{Failure, FailureKind, Stale};
pub use job_op::JobOp;
pub use reply::{
    AskLine, Checked, Draft, DraftLine, DraftSummary, ExportPage, FormFacts, HandoverPage,
    HitField, ImportLine, ImportReport, Push, Reply, RollPreview, SailingHit, Searched, WhyLine,
};
pub use request::{
    Exported, ImportBegin, ImportRow, ListFilter, LookupKind, Preference, Request, is_write,
};

pub use crate::rules::CheckStage;

use crate::domain::{Moment, Operator, Text};

/// Raised when a frame's meaning changes.
pub const PROTOCOL: u32 = 1;

/// The build that speaks, by its version and by what its types over the wire were made of: a client of
/// another build starts again instead of guessing.
pub const BUILD: &str = concat!(
    env!("CARGO_PKG_NAME"),
    " ",
    env!("CARGO_PKG_VERSION"),
    "-",
    env!("SHIPDESK_WIRE")
);

/// What a daemon that a client started says on its standard output before it is ready, with the
/// number of records that it has taken in.
pub const OPENING: &str = "opening ";

/// What it says while the desk of before is still being closed.
pub const CLOSING: &str = "closing";

/// The client's first frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`PROTOCOL`].
    pub protocol: u32,
    /// [`BUILD`].
    pub build: String,
    /// The operator to act as; obeyed on a practice desk only.
    pub act_as: Option<String>,
    /// A screen: it wants pushes, and its holds last as long as its session.
    pub screen: bool,
}

/// The daemon's first frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Welcome {
    /// The session is open.
    Open(Box<Session>),
    /// It is not, and the daemon closes.
    Refused(Failure),
}

/// What a client knows of its session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The daemon's build.
    pub build: String,
    /// Who the client acts as; none while the account is not enrolled.
    pub operator: Option<Operator>,
    /// A practice desk.
    pub practice: bool,
    /// The desk's time when the session was opened.
    pub now: Moment,
    /// Whether that clock stands.
    pub clock_stopped: bool,
    /// The desk's zone, by its IANA name.
    pub zone: String,
    /// The company's own tables, by file name, so that client and daemon use the same.
    pub tables: Vec<(String, String)>,
    /// Why nothing can be written, while that is so.
    pub read_only: Option<Text>,
}

/// A request with what goes with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Answers carry the same number.
    pub number: u64,
    /// The id that makes a write happen once, however often it is sent.
    pub request_id: Option<uuid::Uuid>,
    /// The version that a job must still have.
    pub expect_version: Option<u64>,
    /// What is asked.
    pub request: Request,
}

/// A frame from the daemon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromDaemon {
    /// The answer to a request.
    Answer {
        /// The request's number.
        number: u64,
        /// The answer.
        answer: Box<Result<Reply, Failure>>,
    },
    /// Something happened that a screen shows.
    Push(Push),
}
