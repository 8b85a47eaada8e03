//! What comes into the model and what it asks for: plain values, to be printed and replayed.

use std::path::PathBuf;

use crate::domain::{DraftId, JobNo, Moment, OperatorName, SailingId};
use crate::keymap::{Action, Key};
use crate::protocol::{Failure, LookupKind, Push, Reply, Request, Session, Stale};

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The terminal has a size.
    Resize(u16, u16),
    /// The desk's time, told before anything else that came with it is taken.
    Clock(Moment),
    /// The desk's time while nothing happens: only the clock goes on.
    Tick(Moment),
    /// An answer to what was asked.
    Answer(Purpose, Box<Result<Reply, Failure>>),
    /// Something happened on the desk.
    Push(Push),
    /// Something came of an import.
    Import(super::importing::News),
    /// A prefix key has been waiting for the next one for a while.
    Waited,
    /// What is being typed has stood in its field for a while.
    Rested,
    /// The connection is gone; it is being tried again.
    Lost,
    /// It is there again, and what was asked has been asked again.
    Joined(Box<Session>),
    /// The desk is of another build by now.
    Outdated(Failure),
}

/// Something to be done outside the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the desk.
    Ask {
        /// What the answer is for.
        purpose: Purpose,
        /// What is asked.
        request: Request,
        /// The version that the job must still have.
        version: Option<u64>,
    },
    /// Something of an import.
    Import(super::importing::Order),
    /// Copy to the clipboard of the machine that the operator sits at.
    Copy(String),
    /// Paint everything anew.
    Redraw,
    /// To the shell.
    Suspend,
    /// Leave.
    Quit,
    /// A form that was kept in that file is on the desk now.
    Forget(PathBuf),
    /// Leave, and start again as the desk's build.
    Restart(Failure),
}

/// What an answer is for: it says where the answer goes.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// The schedule search; the query it was asked with.
    Search(String),
    /// The queue.
    Queue,
    /// The list of jobs.
    Jobs,
    /// A job to be shown.
    OpenJob(JobNo),
    /// The next item of the queue, to be opened where its step is done.
    Next,
    /// A job for the form.
    EditJob(JobNo),
    /// A new draft like a job, for the form.
    Copy(JobNo),
    /// A job under the cursor, for the detail beside the list.
    Peek(JobNo),
    /// A job under a list's cursor, for an action that needs to know the whole of it.
    Act(JobNo, Action),
    /// A step done on a job: shown, and what follows it.
    Step(JobNo),
    /// What the rules need to know of the form.
    Facts(u64),
    /// The form kept as a draft.
    Draft,
    /// A form that was kept in that file while the desk was away.
    Returned(PathBuf),
    /// The form's job as it is now: somebody's change came first.
    Merge(Box<Stale>),
    /// The job of an untouched form as it is now, by whom it was changed: the form follows.
    Follow(OperatorName),
    /// The form stored as a job, or changed; then booked or not.
    Store {
        /// Book it next.
        book: bool,
    },
    /// The form's job booked.
    BookForm,
    /// A search inside a look-up: the query.
    Lookup(String),
    /// What a text typed into a field can mean.
    Named(LookupKind, String),
    /// The drafts.
    Drafts,
    /// A draft to go on with.
    OpenDraft(DraftId),
    /// A draft thrown away.
    Discarded,
    /// The jobs of a sailing.
    Voyage(SailingId),
    /// Marks on a voyage.
    Marked,
    /// A job of a voyage that a colleague changed.
    VoyageJob,
    /// What a roll would change: to the next sailing of the service, or to that one.
    RollPreview(Option<SailingId>),
    /// The roll.
    Rolled,
    /// Where a value comes from.
    Why(String),
    /// Open questions.
    Questions(Vec<JobNo>),
    /// What is in whose hands.
    Handover,
    /// All of a colleague's taken over.
    TakenOver(OperatorName),
    /// Operators, to take over from.
    Operators,
    /// The templates' names.
    Templates,
    /// A template for the form.
    Template(String),
    /// The operator's settings.
    Preferences,
    /// Imports, those cut short among them.
    Imports,
    /// Nothing but its failure is of interest.
    Quiet,
    /// Done, to be said with that sentence.
    Said(&'static str),
}

impl Purpose {
    /// Whether the answer changes what the screen shows.
    pub fn shows(&self) -> bool {
        !matches!(self, Self::Draft | Self::Quiet)
    }
}

impl Effect {
    /// Whether it asks for a step of a job.
    pub fn is_step(&self) -> bool {
        matches!(
            self,
            Self::Ask {
                purpose: Purpose::Step(_),
                ..
            }
        )
    }

    /// Whether what comes of it changes what the screen shows.
    pub fn will_show(&self) -> bool {
        matches!(self, Self::Ask { purpose, .. } if purpose.shows())
    }
}
