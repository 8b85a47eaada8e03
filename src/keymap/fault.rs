//! What can be wrong with a keymap file, and how it is said.

use std::fmt;

use super::BUNDLED;
use super::action::{Action, UnknownAction};
use super::context::Context;
use super::key::BadKey;

/// One thing wrong with a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it is about the whole file.
    pub line: usize,
    /// What.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Not TOML.
    NoToml(String),
    /// A table that no context has.
    UnknownContext(String),
    /// An entry before the tables that means nothing.
    UnknownOption(String),
    /// A base that is not bundled.
    UnknownBase(String),
    /// A text that names no key.
    UnknownKey(String),
    /// A name that no action has.
    UnknownAction(UnknownAction),
    /// Neither an action, nor several, nor "none".
    NoAction,
    /// An action that does nothing where the table is asked.
    OutOfPlace {
        /// The action.
        action: Action,
        /// The table.
        context: Context,
    },
    /// The same keys twice in a table, or one sequence inside another.
    Conflict {
        /// These keys.
        keys: String,
        /// Those keys.
        with: String,
        /// Their line.
        line: usize,
    },
    /// Keys that never do what they are bound to: they are text where the table is asked, or an
    /// inner table has them, or the beginning of them.
    Unreachable {
        /// The table.
        context: Context,
        /// The keys.
        keys: String,
    },
    /// Letters in a table whose place takes them as text: keys only where letters are keys.
    TypedAsText {
        /// The table.
        context: Context,
        /// The keys.
        keys: String,
    },
    /// Keys that a terminal with flow control sends by itself, on something that counts.
    FlowControl {
        /// The table.
        context: Context,
        /// The keys.
        keys: String,
    },
    /// Keys that take longer or shorter ones away from tables that are asked later.
    Hides {
        /// The table.
        context: Context,
        /// The keys.
        keys: String,
        /// What is hidden, each with its table.
        hidden: String,
    },
    /// An action that no key does at a place that has it.
    Unbound {
        /// The action.
        action: Action,
        /// The place.
        place: Context,
    },
    /// An action whose only keys there many terminals or multiplexers don't pass on.
    Fragile {
        /// The action.
        action: Action,
        /// The place.
        place: Context,
        /// The keys.
        keys: String,
    },
}

impl FaultKind {
    /// Whether the keymap works all the same.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::TypedAsText { .. }
                | Self::FlowControl { .. }
                | Self::Hides { .. }
                | Self::Unbound { .. }
                | Self::Fragile { .. }
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        match &self.kind {
            FaultKind::NoToml(message) => write!(f, "not TOML: {message}"),
            FaultKind::UnknownContext(name) => {
                let names: Vec<_> = Context::all().map(Context::name).collect();
                write!(f, "“{name}” is no context; there are {}", names.join(", "))
            }
            FaultKind::UnknownOption(name) => {
                write!(
                    f,
                    "“{name}” means nothing here; there are name, base and auto-advance"
                )
            }
            FaultKind::UnknownBase(name) => {
                write!(
                    f,
                    "there is no keymap “{name}”; there are {}",
                    BUNDLED.map(|(name, _)| name).join(", ")
                )
            }
            FaultKind::UnknownKey(key) => write!(f, "{}", BadKey(key.clone())),
            FaultKind::UnknownAction(error) => write!(f, "{error}"),
            FaultKind::NoAction => {
                write!(f, "give an action's name, several in brackets, or \"none\"")
            }
            FaultKind::OutOfPlace { action, context } => {
                write!(f, "{action} does nothing where [{context}] is asked")
            }
            FaultKind::Conflict { keys, with, line } => {
                write!(f, "“{keys}” conflicts with “{with}” on line {line}")
            }
            FaultKind::Unreachable { context, keys } => write!(
                f,
                "“{keys}” in [{context}] is never reached: it is typed as text there, an inner table has it, or terminals send it as another key or not at all"
            ),
            FaultKind::TypedAsText { context, keys } => write!(
                f,
                "“{keys}” in [{context}] is text while one types; a key for when letters are keys goes to [{context}-keys]"
            ),
            FaultKind::FlowControl { context, keys } => write!(
                f,
                "“{keys}” in [{context}]: a terminal with flow control sends ctrl-s and ctrl-q by itself; bind them to form.keep or to nothing"
            ),
            FaultKind::Hides {
                context,
                keys,
                hidden,
            } => write!(f, "“{keys}” in [{context}] hides {hidden}"),
            FaultKind::Unbound { action, place } => write!(f, "no key does {action} in {place}"),
            FaultKind::Fragile {
                action,
                place,
                keys,
            } => write!(
                f,
                "{action} in {place} hangs on {keys} alone, which many terminals keep for themselves"
            ),
        }
    }
}
