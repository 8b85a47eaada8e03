//! Contexts: where on the screen the keys go, and in which order their tables are asked.

use std::fmt;
use std::str::FromStr;

/// A table of a keymap file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere but in pop-ups.
    Global,
    /// A text is being edited.
    Text,
    /// A list is being moved through.
    List,
    /// A job is under the cursor.
    OnJob,
    /// The schedule search.
    Search,
    /// The schedule search, letters being keys.
    SearchKeys,
    /// The consignment form.
    Form,
    /// The consignment form, letters being keys.
    FormKeys,
    /// The queue.
    Queue,
    /// A list of jobs.
    Jobs,
    /// One job.
    Job,
    /// The jobs of one sailing.
    Voyage,
    /// The hand-over page.
    Handover,
    /// The operator's unsaved forms.
    Drafts,
    /// A schedule file is being chosen.
    Import,
    /// A schedule file on its way in: its columns, what it changes.
    ImportKeys,
    /// A dialog with fields.
    Dialog,
    /// A short list of choices.
    Menu,
    /// A list that searches as one types.
    Lookup,
    /// The command palette.
    Palette,
    /// The command line.
    Command,
    /// A page of text: help, a message, what changed.
    Page,
    /// Every pop-up.
    Popup,
}

/// The contexts by name, with the chain that is asked, innermost first, where the context is a
/// place of its own; and whether characters are typed there.
const TABLE: &[(Context, &str, &[Context], bool)] = {
    use Context as C;
    &[
        (C::Global, "global", &[], false),
        (C::Text, "text", &[], false),
        (C::List, "list", &[], false),
        (C::OnJob, "on-job", &[], false),
        (
            C::Search,
            "search",
            &[C::Search, C::Text, C::List, C::Global],
            true,
        ),
        (
            C::SearchKeys,
            "search-keys",
            &[C::SearchKeys, C::Search, C::List, C::Global],
            false,
        ),
        (C::Form, "form", &[C::Form, C::Text, C::Global], true),
        (
            C::FormKeys,
            "form-keys",
            &[C::FormKeys, C::Form, C::Global],
            false,
        ),
        (
            C::Queue,
            "queue",
            &[C::Queue, C::OnJob, C::List, C::Global],
            false,
        ),
        (
            C::Jobs,
            "jobs",
            &[C::Jobs, C::OnJob, C::List, C::Global],
            false,
        ),
        (
            C::Job,
            "job",
            &[C::Job, C::OnJob, C::List, C::Global],
            false,
        ),
        (C::Voyage, "voyage", &[C::Voyage, C::List, C::Global], false),
        (
            C::Handover,
            "handover",
            &[C::Handover, C::List, C::Global],
            false,
        ),
        (C::Drafts, "drafts", &[C::Drafts, C::List, C::Global], false),
        (
            C::Import,
            "import",
            &[C::Import, C::Text, C::List, C::Global],
            true,
        ),
        (
            C::ImportKeys,
            "import-keys",
            &[C::ImportKeys, C::List, C::Global],
            false,
        ),
        (C::Dialog, "dialog", &[C::Dialog, C::Text, C::Popup], true),
        (C::Menu, "menu", &[C::Menu, C::List, C::Popup], false),
        (
            C::Lookup,
            "lookup",
            &[C::Lookup, C::Text, C::List, C::Popup],
            true,
        ),
        (
            C::Palette,
            "palette",
            &[C::Palette, C::Text, C::List, C::Popup],
            true,
        ),
        (
            C::Command,
            "command",
            &[C::Command, C::Text, C::Popup],
            true,
        ),
        (C::Page, "page", &[C::Page, C::List, C::Popup], false),
        (C::Popup, "popup", &[], false),
    ]
};

impl Context {
    fn row(self) -> &'static (Context, &'static str, &'static [Context], bool) {
        // TABLE has a row for every variant, in the order of declaration: a test says so.
        &TABLE[self as usize]
    }

    /// Every context.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// The contexts that are places: those a screen or pop-up stands in.
    pub fn places() -> impl Iterator<Item = Self> {
        TABLE
            .iter()
            .filter(|row| !row.2.is_empty())
            .map(|row| row.0)
    }

    /// Its name in keymap files.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The contexts whose tables are asked at this place, innermost first.
    pub fn chain(self) -> &'static [Self] {
        self.row().2
    }

    /// Whether characters are typed here: then none of them is a key.
    pub fn types(self) -> bool {
        self.row().3
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no context has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no context")]
pub struct UnknownContext(pub String);

impl FromStr for Context {
    type Err = UnknownContext;

    fn from_str(text: &str) -> Result<Self, UnknownContext> {
        Self::all()
            .find(|context| context.name() == text)
            .ok_or_else(|| UnknownContext(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_context_at_its_own_row() {
        for (row, context) in Context::all().enumerate() {
            assert_eq!(context as usize, row, "{context}");
            assert_eq!(context.name().parse::<Context>(), Ok(context));
        }
        assert_eq!(Context::Popup as usize + 1, TABLE.len());
    }

    #[test]
    fn a_place_asks_its_own_table_first() {
        for place in Context::places() {
            assert_eq!(place.chain()[0], place);
        }
    }
}
