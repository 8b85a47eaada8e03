//! The registry of actions: everything that a key, the palette or the command line can do.
//!
//! An action's name is what keymap files, the palette and the command line call it; its sentences
//! are `action.<name>.short` (a footer's word) and `action.<name>.help` (one line).

use std::fmt;
use std::str::FromStr;

use super::context::Context;

/// Declares the actions: variant, name, the contexts that have it, the part of the palette.
macro_rules! actions {
    ($($part:ident { $($variant:ident = $name:literal in $($context:ident)|+),+ $(,)? })+) => {
        /// Something that can be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(
            #[doc = concat!("`", $name, "`")]
            $variant
        ),+),+ }

        /// A part of the palette and of the help.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Part { $(
            #[doc = concat!("`", stringify!($part), "`")]
            $part
        ),+ }

        impl Action {
            /// Every action, in the order of the palette.
            pub const ALL: &'static [Self] = &[$($(Self::$variant),+),+];

            /// The name.
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name),+),+ }
            }

            /// The contexts that have it.
            pub const fn contexts(self) -> &'static [Context] {
                match self { $($(Self::$variant => &[$(Context::$context),+]),+),+ }
            }

            /// Its part of the palette.
            pub const fn part(self) -> Part {
                match self { $($(Self::$variant => Part::$part),+),+ }
            }
        }
    };
}

actions! {
    Desk {
        GoQueue = "go.queue" in Global,
        GoSearch = "go.search" in Global,
        GoForm = "go.form" in Global,
        GoJobs = "go.jobs" in Global,
        GoJob = "go.job" in Global,
        GoVoyage = "go.voyage" in Global,
        GoHandover = "go.handover" in Global,
        GoDrafts = "go.drafts" in Global,
        GoImport = "go.import" in Global,
        FormNew = "form.new" in Global,
        AppBack = "app.back" in Global,
        AppHelp = "app.help" in Global | Popup,
        AppPalette = "app.palette" in Global,
        AppCommand = "app.command" in Global,
        AppKeymap = "app.keymap" in Global,
        AppTheme = "app.theme" in Global,
        AppLanguage = "app.language" in Global,
        AppRedraw = "app.redraw" in Global | Popup,
        AppSuspend = "app.suspend" in Global,
        AppQuit = "app.quit" in Global | Popup,
    }
    Job {
        JobEdit = "job.edit" in OnJob,
        JobBook = "job.book" in OnJob,
        JobConfirm = "job.confirm" in OnJob,
        JobTell = "job.tell" in OnJob,
        JobStatus = "job.status" in OnJob,
        JobAnswer = "job.answer" in OnJob,
        JobApprove = "job.approve" in OnJob,
        JobReview = "job.review" in OnJob,
        JobAmend = "job.amend" in OnJob,
        JobRoll = "job.roll" in OnJob,
        JobCopy = "job.copy" in OnJob,
        JobAsk = "job.ask" in OnJob,
        JobWhy = "job.why" in OnJob,
        JobHold = "job.hold" in OnJob,
        JobRelease = "job.release" in OnJob,
        JobCancel = "job.cancel" in OnJob,
    }
    Queue {
        QueueOpen = "queue.open" in Queue,
        QueueNext = "queue.next" in Queue | Job,
        QueueMine = "queue.mine" in Queue,
        QueueFilter = "queue.filter" in Queue | Jobs,
        QueueStep = "queue.step" in Queue | Job,
        JobsOpen = "jobs.open" in Jobs,
        JobsMark = "jobs.mark" in Jobs | Queue,
        JobsMarkAll = "jobs.mark-all" in Jobs | Queue,
        JobFindingNext = "job.next-finding" in Job,
        JobFindingBack = "job.last-finding" in Job,
        JobFix = "job.fix" in Job,
        JobClause = "job.clause" in Job,
        VoyageShipped = "voyage.shipped" in Voyage,
        VoyageWithdrawn = "voyage.withdrawn" in Voyage,
        VoyageAllShipped = "voyage.all-shipped" in Voyage,
        VoyageDepart = "voyage.depart" in Voyage,
        VoyageOpen = "voyage.open" in Voyage,
        VoyageNext = "voyage.next" in Voyage,
        HandoverTake = "handover.take" in Handover,
        HandoverOpen = "handover.open" in Handover,
        HandoverNext = "handover.next" in Handover,
        DraftsOpen = "drafts.open" in Drafts,
        DraftsDiscard = "drafts.discard" in Drafts,
        ImportChoose = "import.choose" in Import,
        ImportComplete = "import.complete" in Import,
        ImportNext = "import.next" in ImportKeys,
        ImportColumn = "import.column" in ImportKeys,
        ImportOrder = "import.order" in ImportKeys,
        ImportCarrier = "import.carrier" in ImportKeys,
        ImportCancel = "import.cancel" in ImportKeys,
    }
    Search {
        SearchTake = "search.take" in Search,
        SearchClosed = "search.closed" in Search,
        SearchJobs = "search.jobs" in Search,
        SearchKeys = "search.keys" in Search,
        SearchType = "search.type" in SearchKeys,
    }
    Form {
        FormEnter = "form.enter" in Form,
        FormNext = "form.next" in Form,
        FormPrevious = "form.previous" in Form,
        FormSection = "form.section" in Form,
        FormOpenNext = "form.next-open" in Form,
        FormOpenPrevious = "form.previous-open" in Form,
        FormFix = "form.fix" in Form,
        FormAnswer = "form.answer" in Form,
        FormAsk = "form.ask" in Form,
        FormClause = "form.clause" in Form,
        FormConfirmed = "form.confirmed" in Form,
        FormLookup = "form.lookup" in Form,
        FormTake = "form.take" in Form,
        FormDup = "form.dup" in Form,
        FormRepeat = "form.repeat" in Form,
        FormExit = "form.field-exit" in Form,
        FormAddLine = "form.add-line" in Form,
        FormRemoveLine = "form.remove-line" in Form,
        FormMore = "form.more" in Form,
        FormUndo = "form.undo" in Form,
        FormRedo = "form.redo" in Form,
        FormSave = "form.save" in Form,
        FormKeep = "form.keep" in Form,
        FormBook = "form.book" in Form,
        FormDiscard = "form.discard" in Form,
        FormTemplate = "form.template" in Form,
        FormWhy = "form.why" in Form,
        FormKeys = "form.keys" in Form,
        FormType = "form.type" in FormKeys,
    }
    Moving {
        ListUp = "list.up" in List,
        ListDown = "list.down" in List,
        ListPageUp = "list.page-up" in List,
        ListPageDown = "list.page-down" in List,
        ListTop = "list.top" in List,
        ListBottom = "list.bottom" in List,
        TextLeft = "text.left" in Text,
        TextRight = "text.right" in Text,
        TextHome = "text.home" in Text,
        TextEnd = "text.end" in Text,
        TextWordLeft = "text.word-left" in Text,
        TextWordRight = "text.word-right" in Text,
        TextBackspace = "text.backspace" in Text,
        TextDelete = "text.delete" in Text,
        TextDeleteWord = "text.delete-word" in Text,
        TextDeleteToEnd = "text.delete-to-end" in Text,
        TextClear = "text.clear" in Text,
    }
    Popups {
        DialogEnter = "dialog.enter" in Dialog,
        DialogNext = "dialog.next" in Dialog,
        DialogPrevious = "dialog.previous" in Dialog,
        DialogLookup = "dialog.lookup" in Dialog,
        DialogSend = "dialog.send" in Dialog,
        DialogCancel = "dialog.cancel" in Dialog,
        MenuPick = "menu.pick" in Menu,
        MenuCancel = "menu.cancel" in Menu,
        LookupTake = "lookup.take" in Lookup,
        LookupCancel = "lookup.cancel" in Lookup,
        PaletteRun = "palette.run" in Palette,
        PaletteClose = "palette.close" in Palette,
        CommandRun = "command.run" in Command,
        CommandComplete = "command.complete" in Command,
        CommandEarlier = "command.earlier" in Command,
        CommandLater = "command.later" in Command,
        CommandClose = "command.close" in Command,
        PageClose = "page.close" in Page,
        PageCopy = "page.copy" in Page,
    }
}

/// A name that no action has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is no action{}", nearest.map_or(String::new(), |near| format!("; did you mean “{near}”?")))]
pub struct UnknownAction {
    /// What was given.
    pub given: String,
    /// The action whose name comes nearest.
    pub nearest: Option<&'static str>,
}

impl Action {
    /// Whether it may be done unasked, at any time and any number of times: what a terminal's own
    /// flow control comes to.
    pub fn is_harmless(self) -> bool {
        self == Self::FormKeep
    }

    /// Whether it does something at a place.
    pub fn is_at(self, place: Context) -> bool {
        self.contexts()
            .iter()
            .any(|context| place.chain().contains(context))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, UnknownAction> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == text)
            .ok_or_else(|| UnknownAction {
                given: text.to_owned(),
                nearest: Self::ALL
                    .iter()
                    .map(|action| {
                        (
                            strsim::damerau_levenshtein(action.name(), text),
                            action.name(),
                        )
                    })
                    .filter(|(distance, _)| *distance <= 4)
                    .min()
                    .map(|(_, name)| name),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_read_back() {
        for action in Action::ALL {
            assert_eq!(action.name().parse::<Action>(), Ok(*action));
        }
    }

    #[test]
    fn every_action_is_at_some_place() {
        for action in Action::ALL {
            assert!(
                Context::places().any(|place| action.is_at(place)),
                "{action}"
            );
        }
    }

    #[test]
    fn a_slip_is_offered_the_nearest_name() {
        let error = "form.svae".parse::<Action>().unwrap_err();
        assert_eq!(error.nearest, Some("form.save"));
    }
}
