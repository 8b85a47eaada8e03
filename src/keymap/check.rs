//! Everything wrong with a keymap: what cannot be read, and keys that nobody can reach.

use std::collections::BTreeSet;

use super::action::Action;
use super::context::Context;
use super::fault::{Fault, FaultKind};
use super::key::{Code, Key};
use super::load::load;
use super::trie::Trie;
use super::{Keymap, Meaning};

/// Everything wrong with a keymap file.
pub fn check(file: &str, text: &str) -> Vec<Fault> {
    let (keymap, mut faults) = load(file, text);
    let is_read = |fault: &Fault| !matches!(fault.kind, FaultKind::NoToml(_));
    if !faults.iter().all(is_read) {
        return faults;
    }
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
    faults.extend(
        doubtful(&keymap, text)
            .into_iter()
            .map(|(line, kind)| Fault {
                line,
                ..whole(kind)
            }),
    );
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
            let comes = keys.iter().all(|key| is_sent(*key));
            let reached = Context::places()
                .filter(|_| comes)
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

/// The file's own bindings that work, but hardly as they were meant, each with its line.
fn doubtful(keymap: &Keymap, text: &str) -> Vec<(usize, FaultKind)> {
    let mut found = Vec::new();
    for context in Context::all() {
        let bound = keymap.table(context).map(Trie::sequences);
        for (keys, actions) in bound.into_iter().flatten() {
            let line = line_of_key(text, context, &keys);
            if line == 0 {
                continue;
            }
            let named = Key::sequence_text(&keys);
            let first_types = keys.first().is_some_and(|key| key.types().is_some());
            if context.types() && first_types && only_by_keys(context) {
                found.push((
                    line,
                    FaultKind::TypedAsText {
                        context,
                        keys: named.clone(),
                    },
                ));
            }
            let flow = keys.iter().any(|key| key.is_flow_control());
            if flow && !actions.iter().all(|action| action.is_harmless()) {
                found.push((
                    line,
                    FaultKind::FlowControl {
                        context,
                        keys: named.clone(),
                    },
                ));
            }
            let hidden = hidden_by(keymap, context, &keys);
            if !hidden.is_empty() {
                found.push((
                    line,
                    FaultKind::Hides {
                        context,
                        keys: named,
                        hidden,
                    },
                ));
            }
        }
    }
    found
}

/// Whether a place where one types has a twin in which letters are keys, that asks its table, too.
fn only_by_keys(context: Context) -> bool {
    Context::places().any(|place| !place.types() && place.chain().contains(&context))
}

/// What an inner table's keys take away from the tables behind it: sequences that begin with them, or
/// that they begin with.
fn hidden_by(keymap: &Keymap, context: Context, keys: &[Key]) -> String {
    let mut hidden: BTreeSet<(Context, Vec<Key>)> = BTreeSet::new();
    for place in Context::places() {
        let chain = place.chain().iter();
        let behind = chain.skip_while(|asked| **asked != context).skip(1);
        for outer in behind {
            for (other, actions) in keymap.table(*outer).into_iter().flat_map(Trie::sequences) {
                let meets = other.starts_with(keys) || keys.starts_with(&other);
                let works = keymap.meaning(place, &other) == Meaning::Actions(actions)
                    && keymap.is_typed_whole(place, &other);
                if meets && other != keys && !works {
                    hidden.insert((*outer, other));
                }
            }
        }
    }
    let named = |(outer, keys): (Context, Vec<Key>)| {
        format!("“{}” of [{outer}]", Key::sequence_text(&keys))
    };
    hidden.into_iter().map(named).collect::<Vec<_>>().join(", ")
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

/// Whether terminals send it as a key of its own. With control there are 32 bytes, of which three are
/// Tab, Enter and Escape; shift tells nothing where there is no sequence to tell it in.
fn is_sent(key: Key) -> bool {
    match key.code {
        Code::Char('i' | 'm') if key.ctrl => false,
        Code::Char(letter) if key.ctrl => {
            letter.is_ascii_alphabetic() || matches!(letter, ' ' | '\\' | ']' | '^' | '_')
        }
        Code::Tab => !key.ctrl,
        Code::Enter | Code::Backspace | Code::Esc => !key.ctrl && !key.shift,
        _ => true,
    }
}

/// Keys that don't come through everywhere: function keys, and what terminals, tmux and screen
/// take for themselves.
fn is_fragile(key: Key) -> bool {
    match key.code {
        Code::F(_) => true,
        Code::Char(letter) if key.ctrl => {
            matches!(letter, 'h' | 'j' | 'k' | 'b' | 'a' | 's' | 'q')
        }
        // What begins a sequence.
        Code::Char('[' | 'O') => key.alt,
        Code::Enter | Code::Tab => key.alt,
        Code::Up | Code::Down | Code::Left | Code::Right => key.shift,
        _ => false,
    }
}
