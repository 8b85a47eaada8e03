//! Which actions do something right now, and which of them the footer names.

use crate::domain::AnswerBy;
use crate::keymap::{Action, Context};

use super::model::{Model, Screen};
use super::popup::Popup;
use super::screens::form::{self, Kind};
use super::screens::{import, jobs};

/// What the footer names at a place: what is done there most, in the order in which room is given
/// to it; help comes last and always.
pub fn foremost(place: Context) -> &'static [Action] {
    use Action as A;
    match place {
        Context::Search | Context::SearchKeys => &[
            A::SearchTake,
            A::SearchClosed,
            A::SearchJobs,
            A::SearchKeys,
            A::SearchType,
            A::GoQueue,
            A::AppBack,
            A::AppPalette,
            A::AppHelp,
        ],
        // What one field has and the next has not stands in the line below the fields: a footer
        // that changed with the caret would cost more than the move.
        Context::Form | Context::FormKeys => &[
            A::FormOpenNext,
            A::FormSave,
            A::FormBook,
            A::FormSection,
            A::FormUndo,
            A::FormMore,
            A::AppHelp,
        ],
        Context::Queue => &[
            A::QueueNext,
            A::QueueStep,
            A::QueueOpen,
            A::JobCopy,
            A::QueueFilter,
            A::QueueMine,
            A::GoSearch,
            A::FormNew,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::Jobs => &[
            A::JobsOpen,
            A::JobsMark,
            A::JobRoll,
            A::JobCopy,
            A::QueueFilter,
            A::GoQueue,
            A::AppBack,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::Job => &[
            A::QueueStep,
            A::JobEdit,
            A::JobAnswer,
            A::JobFix,
            A::JobCopy,
            A::JobRoll,
            A::JobWhy,
            A::QueueNext,
            A::AppBack,
            A::AppHelp,
        ],
        Context::Voyage => &[
            A::VoyageShipped,
            A::VoyageWithdrawn,
            A::VoyageAllShipped,
            A::VoyageNext,
            A::VoyageOpen,
            A::AppBack,
            A::AppHelp,
        ],
        Context::Handover => &[
            A::HandoverTake,
            A::HandoverNext,
            A::HandoverOpen,
            A::AppBack,
            A::GoQueue,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::Drafts => &[
            A::DraftsOpen,
            A::DraftsDiscard,
            A::AppBack,
            A::GoQueue,
            A::FormNew,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::Import => &[
            A::ImportChoose,
            A::ImportComplete,
            A::ListDown,
            A::AppBack,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::ImportKeys => &[
            A::ImportNext,
            A::ImportColumn,
            A::ImportOrder,
            A::ImportCarrier,
            A::ImportCancel,
            A::AppBack,
            A::AppHelp,
        ],
        Context::Dialog => &[
            A::DialogEnter,
            A::DialogLookup,
            A::DialogPrevious,
            A::DialogSend,
            A::DialogCancel,
            A::TextClear,
            A::AppHelp,
        ],
        Context::Menu => &[
            A::MenuPick,
            A::ListDown,
            A::ListUp,
            A::ListPageDown,
            A::MenuCancel,
            A::AppHelp,
        ],
        Context::Lookup => &[
            A::LookupTake,
            A::ListDown,
            A::ListUp,
            A::TextClear,
            A::LookupCancel,
            A::AppHelp,
        ],
        Context::Palette => &[
            A::PaletteRun,
            A::ListDown,
            A::ListUp,
            A::TextClear,
            A::PaletteClose,
            A::AppHelp,
        ],
        Context::Command => &[
            A::CommandRun,
            A::CommandComplete,
            A::CommandEarlier,
            A::TextClear,
            A::CommandClose,
            A::AppHelp,
        ],
        Context::Page => &[
            A::PageClose,
            A::ListDown,
            A::ListUp,
            A::ListPageDown,
            A::ListBottom,
            A::PageCopy,
        ],
        Context::Global | Context::Text | Context::List | Context::OnJob | Context::Popup => &[],
    }
}

/// Whether an action does something as things stand: the footer leaves out what does not.
pub fn is_live(model: &Model, action: Action) -> bool {
    match action {
        Action::DialogLookup => matches!(model.popups.last(), Some(Popup::Dialog(dialog))
            if dialog.entries.get(dialog.focus).is_some_and(|entry| entry.sailing_within.is_some())),
        Action::ListPageDown => match model.popups.last() {
            Some(Popup::Menu(menu)) => !menu.about.is_empty(),
            _ => true,
        },
        _ if !model.popups.is_empty() => true,
        _ if model.screen == Screen::Form => in_form(model, action),
        _ => on_screen(model, action),
    }
}

fn in_form(model: &Model, action: Action) -> bool {
    let Some(form) = model.form.as_deref() else {
        return true;
    };
    let finding = form::findings_here(form, false);
    match action {
        Action::FormTake => form.line.is_empty() && form.ghost_here().is_some(),
        Action::FormOpenNext => form.panel.open().next().is_some(),
        Action::FormFix => finding.is_some_and(|finding| !finding.fixes.is_empty()),
        Action::FormAnswer => finding.is_some_and(|finding| {
            finding
                .answers
                .iter()
                .any(|by| !matches!(by, AnswerBy::Fix | AnswerBy::OriginalClerk))
        }),
        Action::FormLookup => has_lookup(form.row().field.kind),
        Action::FormRepeat => {
            form.job().is_none() && form.facts.last_job.is_some() && form.sources.len() < 3
        }
        _ => true,
    }
}

/// Whether a field can be looked up.
pub fn has_lookup(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Sailing
            | Kind::Port
            | Kind::Carrier
            | Kind::Agent
            | Kind::Charge
            | Kind::Boxes
            | Kind::Customer
            | Kind::Salesperson
            | Kind::Choice(..)
            | Kind::YesNo
    )
}

fn on_screen(model: &Model, action: Action) -> bool {
    let listed = match model.screen {
        Screen::Queue | Screen::Jobs => !jobs::state(model).lines.is_empty(),
        Screen::Search => model.search.current().is_some(),
        Screen::Voyage => !model.voyage.lines.is_empty(),
        Screen::Handover => !model.handover.lines.is_empty(),
        Screen::Drafts => !model.drafts.lines.is_empty(),
        Screen::Job | Screen::Form | Screen::Import => true,
    };
    let job = model.job.as_ref().filter(|_| model.screen == Screen::Job);
    match action {
        Action::QueueStep => {
            job.map_or(listed, |state| jobs::next_of(model, &state.view).is_some())
        }
        Action::JobFix => job
            .and_then(super::screens::job::State::finding)
            .is_some_and(|finding| !finding.fixes.is_empty()),
        Action::JobAnswer => job.is_none_or(|state| state.open().next().is_some()),
        Action::QueueOpen
        | Action::JobsOpen
        | Action::JobsMark
        | Action::JobCopy
        | Action::JobRoll
        | Action::SearchTake
        | Action::SearchJobs
        | Action::VoyageShipped
        | Action::VoyageWithdrawn
        | Action::VoyageAllShipped
        | Action::VoyageOpen
        | Action::HandoverOpen
        | Action::DraftsOpen
        | Action::DraftsDiscard => listed,
        Action::ImportColumn | Action::ImportOrder | Action::ImportCarrier => {
            model.import.stage == import::Stage::Columns
        }
        Action::ImportNext => !matches!(
            model.import.stage,
            import::Stage::Looking | import::Stage::Running { .. }
        ),
        _ => true,
    }
}
