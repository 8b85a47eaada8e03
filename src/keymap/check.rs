//! Everything wrong with a keymap: what cannot be read, and keys that nobody can reach.

use super::action::Action;
use super::context::Context;
use super::fault::{Fault, FaultKind};
use super::key::{Code, Key};
use super::load::load;
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
            let comes = !keys.iter().any(|key| is_another(*key));
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

/// Keys that terminals send as another one: Tab, Enter, Escape.
fn is_another(key: Key) -> bool {
    key.ctrl && matches!(key.code, Code::Char('i' | 'm' | '['))
}

/// Keys that don't come through everywhere: function keys, and what terminals, tmux and screen
/// take for themselves.
fn is_fragile(key: Key) -> bool {
    match key.code {
        Code::F(_) => true,
        Code::Char(letter) if key.ctrl => {
            matches!(letter, 'h' | 'j' | 'k' | 'b' | 'a')
                || !(letter.is_ascii_alphabetic() || matches!(letter, '\\' | ']' | '^' | '_' | '@'))
        }
        Code::Enter | Code::Tab => key.alt || key.ctrl,
        Code::Up | Code::Down | Code::Left | Code::Right => key.shift,
        _ => false,
    }
}
