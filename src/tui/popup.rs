//! What stands over a screen for a moment: menus, dialogs, look-ups, the palette, the command line,
//! pages of text.

mod menu;

use serde_json::Value;

use super::resume::Place;
use super::screens::form::Section;
use super::widgets::line::Line;
use super::widgets::list::ListState;
use crate::domain::job::ShippingStatus;
use crate::domain::{AnswerBy, JobNo, JobView, OperatorName, Pointer, RuleId, Sailing, SailingId};
use crate::keymap::{Action, Context};

pub use menu::{Choice, Menu};

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Popup {
    /// A short list of choices.
    Menu(Menu),
    /// Fields to be filled in.
    Dialog(Dialog),
    /// A list that searches as one types.
    Lookup(Lookup),
    /// Any action by its name.
    Palette(Palette),
    /// An action's name with what it takes.
    Command(CommandLine),
    /// A page of text.
    Page(Page),
}

impl Popup {
    /// Where its keys go.
    pub fn context(&self) -> Context {
        match self {
            Self::Menu(_) => Context::Menu,
            Self::Dialog(_) => Context::Dialog,
            Self::Lookup(_) => Context::Lookup,
            Self::Palette(_) => Context::Palette,
            Self::Command(_) => Context::Command,
            Self::Page(_) => Context::Page,
        }
    }
}

/// A field of a dialog.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    /// Its label.
    pub label: String,
    /// What is typed.
    pub line: Line,
    /// What can be typed.
    pub hint: String,
    /// Where it names a sailing: what is known of it, to narrow the search.
    pub sailing_within: Option<String>,
    /// The sailing that was chosen.
    pub sailing: Option<SailingId>,
}

/// Fields to be filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Dialog {
    /// What it does.
    pub title: String,
    /// What it is about, line by line.
    pub about: Vec<String>,
    /// The fields.
    pub entries: Vec<Entry>,
    /// The one with the caret.
    pub focus: usize,
    /// What it does with them.
    pub then: Then,
    /// Why it was not done.
    pub wrong: Option<String>,
}

impl Dialog {
    /// A dialog at its first field.
    pub fn new(title: String, then: Then) -> Self {
        Self {
            title,
            about: Vec::new(),
            entries: Vec::new(),
            focus: 0,
            then,
            wrong: None,
        }
    }

    /// With lines about it.
    #[must_use]
    pub fn about(mut self, lines: Vec<String>) -> Self {
        self.about = lines;
        self
    }

    /// With one more field.
    #[must_use]
    pub fn entry(mut self, label: String, value: &str, hint: String) -> Self {
        self.entries.push(Entry {
            label,
            line: Line::new(value),
            hint,
            ..Entry::default()
        });
        self
    }

    /// With a field for a sailing of the schedule, searched within what is known of it.
    #[must_use]
    pub fn sailing(mut self, label: String, hint: String, within: String) -> Self {
        self.entries.push(Entry {
            label,
            hint,
            sailing_within: Some(within),
            ..Entry::default()
        });
        self
    }

    /// Whether a reply may be pasted into it as it came.
    pub fn takes_reply(&self) -> bool {
        matches!(&self.then, Then::Answered(_, by) if by.role().is_none())
    }

    /// The sailing chosen in a field.
    pub fn chosen(&self, at: usize) -> Option<SailingId> {
        let entry = self.entries.get(at)?;
        entry.sailing.clone().filter(|_| !entry.line.is_empty())
    }

    /// What is typed in a field; none where nothing is.
    pub fn typed(&self, at: usize) -> Option<String> {
        let text = self.entries.get(at)?.line.text().trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// What a look-up searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookupOf {
    /// Sailings, on the desk.
    Sailing,
    /// Ports.
    Port,
    /// Carriers.
    Carrier,
    /// Agents of the list.
    Agent,
    /// Charge codes.
    Charge,
    /// Container types.
    Equipment,
    /// Earlier principals, on the desk.
    Customer,
    /// Salespeople, on the desk.
    Salesperson,
    /// The words of a choice.
    Words,
}

impl LookupOf {
    /// Whether a text that nothing was found for can stand: a customer, a person or an agent that the
    /// desk does not know yet. Anything else comes from its table.
    pub fn is_free(self) -> bool {
        matches!(self, Self::Customer | Self::Salesperson | Self::Agent)
    }

    /// Columns of what an offer says first, where the screen has so many; none: all there are.
    pub fn label_columns(self, width: u16) -> Option<u16> {
        match self {
            Self::Port | Self::Carrier | Self::Charge | Self::Equipment => Some(8),
            Self::Words => Some(30),
            Self::Sailing | Self::Agent => Some(width / 2),
            Self::Customer | Self::Salesperson => None,
        }
    }

    /// Whether the desk searches it.
    pub fn is_remote(self) -> bool {
        matches!(self, Self::Sailing | Self::Customer | Self::Salesperson)
    }
}

/// Something that can be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// What it says first.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// What it sets: values at pointers; for a dialog's field, the label is typed.
    pub values: Vec<(String, Value)>,
    /// The sailing, where it is one.
    pub sailing: Option<Box<Sailing>>,
}

/// A list that searches as one types.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookup {
    /// What it searches.
    pub of: LookupOf,
    /// The field it fills.
    pub pointer: String,
    /// What is typed.
    pub line: Line,
    /// The query that was asked with.
    pub asked: Option<String>,
    /// The query that the offers answer.
    pub answered: Option<String>,
    /// What was found.
    pub offers: Vec<Offer>,
    /// Where it stands.
    pub list: ListState,
    /// What narrows it besides what is typed.
    pub within: String,
    /// Nothing fitted that: only what is typed counts.
    pub wide: bool,
    /// Nothing was found, and what is offered only resembles what is typed: none of it is taken
    /// before the cursor was moved to it.
    pub resembling: bool,
    /// What is done with the offer that is taken; none: it fills the field.
    pub then: Option<Then>,
}

/// Any action by its name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Palette {
    /// What is typed.
    pub line: Line,
    /// The actions that fit, best first.
    pub found: Vec<Action>,
    /// Where it stands.
    pub list: ListState,
}

/// An action's name with what it takes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CommandLine {
    /// What is typed.
    pub line: Line,
    /// How far back in the earlier ones.
    pub back: usize,
}

/// A page of text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// The lines.
    pub lines: Vec<String>,
    /// The first one shown.
    pub top: usize,
    /// What closing it does besides.
    pub then: Option<Then>,
    /// What its copy key copies, where that is not all of it.
    pub copied: Option<String>,
}

/// What a choice, a dialog or a page does.
#[derive(Debug, Clone, PartialEq)]
pub enum Then {
    /// An action.
    Run(Action),
    /// To a section of the form.
    Section(Section),
    /// A remedy of a finding on the form.
    Fix(String, usize),
    /// Who answers a finding; a dialog asks for the rest.
    Answer(Target, AnswerBy),
    /// The answer as a dialog gave it.
    Answered(Target, AnswerBy),
    /// The carrier's confirmation.
    Confirm(JobNo),
    /// The state after sailing.
    Status(Vec<JobNo>, ShippingStatus),
    /// The end of a job.
    Cancel(JobNo),
    /// The review of an amendment.
    Review(JobNo, u32, bool),
    /// The review of an amendment, with a note that is asked for first.
    ReviewNoted(JobNo, u32, bool),
    /// The papers of an amendment that waits for them, on the job as it was seen.
    Complete(JobNo, u64, String),
    /// Those papers are asked for.
    Papers(Box<JobView>),
    /// The form's changes as an amendment.
    Amend,
    /// Who confirmed what the clerk filled in.
    Confirmed(String),
    /// To another sailing: the next of the service, or that one.
    Roll(Vec<JobNo>, Option<SailingId>),
    /// Another sailing is chosen for jobs to be rolled to.
    RollElsewhere(Vec<JobNo>, String),
    /// What if they were rolled to the sailing that was looked up.
    RollTo(Vec<JobNo>),
    /// The sailing that was looked up, into the dialog's field.
    Entry,
    /// The actual departure.
    Depart(SailingId),
    /// Another's work.
    TakeOver(OperatorName),
    /// A template into the form.
    Template(String),
    /// The form as a template, beside those of these names.
    SaveTemplate(Vec<String>),
    /// A name is asked for, to save the form under; these are taken.
    NameTemplate(Vec<String>),
    /// The form in the stead of the template of that name.
    ReplaceTemplate(String),
    /// Jobs to be filtered.
    Filter,
    /// A job to be opened by its number.
    OpenJob,
    /// The questions were sent.
    Asked(Vec<(JobNo, Vec<String>)>),
    /// What a column of a schedule file holds.
    ImportColumn(usize, Vec<crate::schedule::Field>),
    /// The carrier of a schedule file's rows.
    ImportCarrier,
    /// What was not saved is thrown away.
    Discard,
    /// Every job of the voyage.
    AllShipped(SailingId),
    /// On where the line dropped.
    Resume(Box<Place>),
    /// Not there: begin at the queue.
    Forget,
}

/// A finding to be answered, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The job; none: the form, which is no job yet.
    pub job: Option<JobNo>,
    /// The rule.
    pub rule: RuleId,
    /// The place.
    pub field: Option<Pointer>,
}
