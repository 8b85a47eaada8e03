//! Findings: what a rule saw, how grave it is, and who can settle it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::codes::{OperatorName, Pointer, RuleId};
use super::consignment::{AnswerParty, Moment};
use super::operator::Role;
use super::words::words;

words! {
    /// How grave a finding is. The order is from the gravest.
    pub enum Severity {
        /// Cannot be booked until met, answered or put off.
        Block = "block",
        /// Can be booked; stays on the job.
        Warn = "warn",
        /// Worth a look.
        Hint = "hint",
    }
}

words! {
    /// Who can settle a finding, and how.
    pub enum AnswerBy {
        /// A changed value.
        Fix = "fix",
        /// The customer's confirmation.
        Customer = "customer",
        /// The salesperson's confirmation.
        Salesperson = "salesperson",
        /// The carrier's confirmation.
        Carrier = "carrier",
        /// The job's original clerk.
        OriginalClerk = "original-clerk",
        /// The route manager's own approval.
        RouteManager = "route-manager",
        /// The operations manager's own approval.
        OperationsManager = "operations-manager",
        /// The director's own approval.
        Director = "director",
        /// Put off until a time.
        Later = "later",
    }
}

impl AnswerBy {
    /// The role whose own approval this is.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::RouteManager => Some(Role::RouteManager),
            Self::OperationsManager => Some(Role::OperationsManager),
            Self::Director => Some(Role::Director),
            _ => None,
        }
    }

    /// The party whose recorded confirmation this is.
    pub fn party(self) -> Option<AnswerParty> {
        match self {
            Self::Customer => Some(AnswerParty::Customer),
            Self::Salesperson => Some(AnswerParty::Salesperson),
            Self::Carrier => Some(AnswerParty::Carrier),
            _ => None,
        }
    }
}

words! {
    /// Where a finding stands.
    pub enum FindingState {
        /// Nobody has answered.
        Open = "open",
        /// Answered, on the values it looks at.
        Answered = "answered",
        /// Put off.
        Deferred = "deferred",
        /// Answered on other values: open again.
        Void = "void",
    }
}

/// A message of the desk: a key of the message files, and what goes into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The key.
    pub key: Cow<'static, str>,
    /// The arguments by name.
    pub args: Vec<(Cow<'static, str>, TextArg)>,
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextArg {
    /// The same in every language.
    Plain(String),
    /// One word for each language.
    Both {
        /// English.
        en: String,
        /// Chinese.
        zh: String,
    },
    /// Another message.
    Text(Box<Text>),
    /// Several, joined by the language's comma.
    List(Vec<TextArg>),
}

impl Text {
    /// A message without arguments.
    pub const fn of(key: &'static str) -> Self {
        Self {
            key: Cow::Borrowed(key),
            args: Vec::new(),
        }
    }

    /// The message with one more argument that reads the same in every language.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args
            .push((Cow::Borrowed(name), TextArg::Plain(value.to_string())));
        self
    }

    /// The message with one more argument of any kind.
    #[must_use]
    pub fn with_arg(mut self, name: &'static str, value: TextArg) -> Self {
        self.args.push((Cow::Borrowed(name), value));
        self
    }
}

impl From<&'static str> for Text {
    /// The message of a key, without arguments.
    fn from(key: &'static str) -> Self {
        Self::of(key)
    }
}

/// One change of a consignment's JSON form, in an RFC 6902 operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatchStep {
    /// Sets the value at a pointer: a JSON text.
    Set(Pointer, String),
    /// Inserts a JSON text into an array before the index that ends the pointer; `-` for the end.
    Insert(Pointer, String),
    /// Removes what stands at a pointer.
    Remove(Pointer),
}

/// An obvious way to settle a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does.
    pub label: Text,
    /// How.
    pub patch: Vec<PatchStep>,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// Where, when the rule can fire at several places; with the rule it makes the id.
    pub at: Option<Pointer>,
    /// The clauses it comes from: `3.2c`.
    pub clauses: Vec<Cow<'static, str>>,
    /// How grave.
    pub severity: Severity,
    /// Where it stands.
    pub state: FindingState,
    /// The fields it looks at.
    pub fields: Vec<Pointer>,
    /// The values it saw, as JSON texts.
    pub saw: Vec<(Pointer, String)>,
    /// What is wrong and how to settle it.
    pub message: Text,
    /// A sentence to send to whoever must answer.
    pub ask: Option<Text>,
    /// Obvious ways to settle it.
    pub fixes: Vec<Fix>,
    /// Who can settle it.
    pub answers: Vec<AnswerBy>,
}

impl Finding {
    /// The id: `heavy-20@/equipment/0`, or the rule alone.
    pub fn id(&self) -> String {
        match &self.at {
            Some(at) => format!("{}@{at}", self.rule),
            None => self.rule.to_string(),
        }
    }

    /// Whether it keeps a job from being booked.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Block && self.is_open()
    }

    /// Whether it is an open question and no error: something that it looks at is not filled in yet.
    pub fn is_question(&self) -> bool {
        self.saw
            .iter()
            .any(|(pointer, value)| self.fields.contains(pointer) && says_nothing(value))
    }

    /// Whether nobody has settled it on the present values.
    pub fn is_open(&self) -> bool {
        matches!(self.state, FindingState::Open | FindingState::Void)
    }
}

/// Whether a JSON text holds no value: null, and lists, objects and texts of nothing.
fn says_nothing(json: &str) -> bool {
    fn is_empty(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Null => true,
            serde_json::Value::String(text) => text.trim().is_empty(),
            serde_json::Value::Array(items) => items.iter().all(is_empty),
            serde_json::Value::Object(members) => members.values().all(is_empty),
            serde_json::Value::Bool(_) | serde_json::Value::Number(_) => false,
        }
    }
    serde_json::from_str(json).is_ok_and(|value| is_empty(&value))
}

/// An answer to a finding, kept with the job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its number on the job, from 1.
    pub id: u32,
    /// The rule it answers.
    pub rule: RuleId,
    /// The place it answers at; none: wherever the rule fires.
    pub field: Option<Pointer>,
    /// The party that answered.
    pub party: Option<AnswerParty>,
    /// The role that approved.
    pub role: Option<Role>,
    /// Who: a party's person, or the operator that approved.
    pub by: String,
    /// The operator that recorded it; none for an answer written in a file.
    pub recorded_by: Option<OperatorName>,
    /// When.
    pub at: Option<Moment>,
    /// Why, or by what.
    pub reason: Option<String>,
    /// Put off until then; by the carrier: the cut-off's new time.
    pub until: Option<Moment>,
    /// The values it was given on, as JSON texts; empty for a claim in a file.
    pub saw: Vec<(Pointer, String)>,
    /// Void: a value that it was given on has changed since.
    pub void: bool,
    /// A role's answer in a file: it counts only when that account approves.
    pub claim: bool,
}

impl Answer {
    /// Whether it is the carrier's extension of a cut-off, with its new time.
    pub fn extends(&self) -> bool {
        self.until.is_some() && self.party == Some(AnswerParty::Carrier)
    }

    /// Until when the finding is put off; none where the time is a cut-off's new one.
    pub fn put_off_until(&self) -> Option<Moment> {
        self.until.filter(|_| !self.extends())
    }
}

/// How many findings of each severity are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Blocks.
    pub block: u32,
    /// Warnings.
    pub warn: u32,
    /// Hints.
    pub hint: u32,
}

impl Counts {
    /// Counts the open ones.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings.iter().filter(|finding| finding.is_open()) {
            match finding.severity {
                Severity::Block => counts.block += 1,
                Severity::Warn => counts.warn += 1,
                Severity::Hint => counts.hint += 1,
            }
        }
        counts
    }
}
