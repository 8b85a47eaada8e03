//! What is wrong with a keymap: unknown names, conflicts, keys that nobody can reach.

use std::fmt;

use super::action::{Action, UnknownAction};
use super::context::Context;
use super::key::{Code, Key};
use super::load::load;
use super::{Keymap, Meaning};

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
        matches!(self, Self::Unbound { .. } | Self::Fragile { .. })
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
                    super::BUNDLED.map(|(name, _)| name).join(", ")
                )
            }
            FaultKind::UnknownKey(key) => write!(f, "{}", super::BadKey(key.clone())),
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
                "“{keys}” in [{context}] is never reached: it is typed as text there, or an inner table has it"
            ),
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

/// Everything wrong with a keymap file.
pub fn check(file: &str, text: &str) -> Vec<Fault> {
    let (keymap, mut faults) = load(file, text);
    let whole = |kind| Fault {
        file: file.to_owned(),
        line: 0,
        kind,
    };
    let own: Vec<_> = unreachable(&keymap)
        .into_iter()
        .map(|(context, keys)| Fault {
            line: line_of_key(text, context, &keys),
            ..whole(FaultKind::Unreachable {
                context,
                keys: Key::sequence_text(&keys),
            })
        })
        .collect();
    faults.extend(own);
    for (place, action) in actions_at_places() {
        let keys = keymap.keys_of(place, action);
        if keys.is_empty() {
            faults.push(whole(FaultKind::Unbound { action, place }));
        } else if keys
            .iter()
            .all(|keys| keys.iter().any(|key| is_fragile(*key)))
        {
            let keys = keys
                .iter()
                .map(|keys| Key::sequence_text(keys))
                .collect::<Vec<_>>();
            faults.push(whole(FaultKind::Fragile {
                action,
                place,
                keys: keys.join(", "),
            }));
        }
    }
    faults.sort_by_key(|fault| (fault.kind.is_warning(), fault.line));
    faults
}

/// Every action at every place that has it.
fn actions_at_places() -> impl Iterator<Item = (Context, Action)> {
    Context::places().flat_map(|place| {
        Action::ALL
            .iter()
            .copied()
            .filter(move |action| action.is_at(place))
            .map(move |action| (place, action))
    })
}

/// The bindings that do nothing at any place.
fn unreachable(keymap: &Keymap) -> Vec<(Context, Vec<Key>)> {
    let mut found = Vec::new();
    for context in Context::all() {
        let Some(trie) = keymap.table(context) else {
            continue;
        };
        for (keys, actions) in trie.sequences() {
            let reached = Context::places()
                .filter(|place| place.chain().contains(&context))
                .any(|place| {
                    keymap.meaning(place, &keys) == Meaning::Actions(actions)
                        && keymap.is_typed_whole(place, &keys)
                });
            if !reached {
                found.push((context, keys));
            }
        }
    }
    found
}

/// The line that binds keys in a context's table; 0 when the file does not have it.
fn line_of_key(text: &str, context: Context, keys: &[Key]) -> usize {
    let mut here = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.split(']').next())
        {
            here = name.trim() == context.name();
        } else if here
            && let Some(quoted) = line
                .split('=')
                .next()
                .map(|key| key.trim().trim_matches(['"', '\'']))
            && Key::sequence(quoted).is_ok_and(|found| found == keys)
        {
            return index + 1;
        }
    }
    0
}

/// Keys that don't come through everywhere: function keys, and what terminals, tmux and screen
/// take for themselves.
fn is_fragile(key: Key) -> bool {
    match key.code {
        Code::F(_) => true,
        Code::Char(letter) if key.ctrl => {
            matches!(letter, 'h' | 'j' | 'k' | 'b' | 'a' | '0'..='9' | '/' | ' ')
        }
        Code::Enter => key.alt || key.ctrl,
        Code::Up | Code::Down | Code::Left | Code::Right => key.shift,
        _ => false,
    }
}
