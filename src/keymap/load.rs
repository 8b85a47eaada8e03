//! Reading keymap files, with the line of everything that is wrong.

use std::collections::HashMap;
use std::sync::OnceLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Keymap;
use super::action::Action;
use super::bundled::BUNDLED;
use super::context::Context;
use super::fault::{Fault, FaultKind};
use super::key::Key;
use super::trie::Trie;

/// Reads a keymap file. What is wrong is left out and reported; the rest is bound.
///
/// `file` is the name that faults carry. A `base` begins from that bundled keymap.
pub fn load(file: &str, text: &str) -> (Keymap, Vec<Fault>) {
    let mut reading = Reading {
        file,
        text,
        faults: Vec::new(),
        taken: Vec::new(),
    };
    let keymap = match DeTable::parse(text) {
        Ok(document) => reading.document(document.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reading.fault(at, FaultKind::NoToml(error.message().to_owned()));
            Keymap::default()
        }
    };
    (keymap, reading.faults)
}

/// A bundled keymap by its name.
pub fn bundled(name: &str) -> Option<&'static Keymap> {
    static READ: [OnceLock<Keymap>; 4] = [const { OnceLock::new() }; 4];
    let at = BUNDLED.iter().position(|(bundled, _)| *bundled == name)?;
    Some(READ[at].get_or_init(|| load(BUNDLED[at].0, BUNDLED[at].1).0))
}

struct Reading<'f> {
    file: &'f str,
    text: &'f str,
    faults: Vec<Fault>,
    taken: Vec<Taken>,
}

/// What a binding took away of the base's: keys that begin with its own, or that it begins with.
struct Taken {
    at: usize,
    context: Context,
    keys: Vec<Key>,
    lost: Vec<(Vec<Key>, Vec<Action>)>,
}

impl Reading<'_> {
    fn fault(&mut self, at: usize, kind: FaultKind) {
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line: line_of(self.text, at),
            kind,
        });
    }

    fn document(&mut self, document: &DeTable<'_>) -> Keymap {
        let mut keymap = self.base(document);
        for (name, value) in document {
            let at = name.span().start;
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("base", _) => {}
                ("name", DeValue::String(name)) => name.as_ref().clone_into(&mut keymap.name),
                ("auto-advance", DeValue::Boolean(advance)) => keymap.auto_advance = *advance,
                (name, DeValue::Table(table)) => match name.parse::<Context>() {
                    Ok(context) => self.table(&mut keymap, context, table),
                    Err(_) => self.fault(at, FaultKind::UnknownContext(name.to_owned())),
                },
                (name, _) => self.fault(at, FaultKind::UnknownOption(name.to_owned())),
            }
        }
        self.hidden(&keymap);
        keymap
    }

    /// Reports keys of the base's that are gone, where the file gives their action no others in their
    /// stead.
    fn hidden(&mut self, keymap: &Keymap) {
        let all = std::mem::take(&mut self.taken);
        let own: Vec<(Context, Vec<Key>)> = all
            .iter()
            .map(|taken| (taken.context, taken.keys.clone()))
            .collect();
        for taken in all {
            let bound: Vec<&[Action]> = keymap
                .table(taken.context)
                .into_iter()
                .flat_map(Trie::sequences)
                .filter(|(keys, _)| own.contains(&(taken.context, keys.clone())))
                .map(|(_, does)| does)
                .collect();
            let hidden: Vec<String> = taken
                .lost
                .iter()
                .filter(|(_, does)| !bound.contains(&does.as_slice()))
                .map(|(keys, _)| format!("“{}” of [{}]", Key::sequence_text(keys), taken.context))
                .collect();
            if !hidden.is_empty() {
                let kind = FaultKind::Hides {
                    context: taken.context,
                    keys: Key::sequence_text(&taken.keys),
                    hidden: hidden.join(", "),
                };
                self.fault(taken.at, kind);
            }
        }
    }

    /// The keymap that the file begins from.
    fn base(&mut self, document: &DeTable<'_>) -> Keymap {
        // The default one stands on nothing; any other file that names no base stands on it, so that
        // nobody sits before a screen without keys.
        let usual = || match self.file {
            "default" => Keymap::default(),
            _ => bundled("default").cloned().unwrap_or_default(),
        };
        let Some(value) = document.get("base") else {
            return usual();
        };
        let found = value.get_ref().as_str().and_then(bundled).cloned();
        let base = found.clone().unwrap_or_else(usual);
        if found.is_none() {
            let given = value.get_ref().as_str().unwrap_or_default().to_owned();
            self.fault(value.span().start, FaultKind::UnknownBase(given));
        }
        base
    }

    fn table(&mut self, keymap: &mut Keymap, context: Context, table: &DeTable<'_>) {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut bound_here: HashMap<Vec<Key>, usize> = HashMap::new();
        for (key, value) in entries {
            let at = key.span().start;
            let keys = match Key::sequence(key.get_ref()) {
                Ok(keys) => keys,
                Err(error) => {
                    self.fault(at, FaultKind::UnknownKey(error.0));
                    continue;
                }
            };
            let clash = bound_here
                .iter()
                .find(|(other, _)| other.starts_with(&keys) || keys.starts_with(other));
            if let Some((other, line)) = clash {
                let kind = FaultKind::Conflict {
                    keys: Key::sequence_text(&keys),
                    with: Key::sequence_text(other),
                    line: *line,
                };
                self.fault(at, kind);
                continue;
            }
            let Some(actions) = self.actions(context, value) else {
                continue;
            };
            bound_here.insert(keys.clone(), line_of(self.text, at));
            let trie = keymap.table_mut(context);
            if actions.is_empty() {
                trie.unbind(&keys);
            } else {
                let lost = trie
                    .sequences()
                    .into_iter()
                    .filter(|(other, _)| *other != keys)
                    .filter(|(other, _)| other.starts_with(&keys) || keys.starts_with(other))
                    .map(|(other, does)| (other, does.to_vec()))
                    .collect();
                self.taken.push(Taken {
                    at,
                    context,
                    keys: keys.clone(),
                    lost,
                });
                trie.clear_way(&keys);
                // The way is clear: what stood in it was taken away on the line above.
                let _ = trie.bind(&keys, actions);
            }
        }
    }

    /// The actions of a binding; none of them for `"none"`.
    fn actions(&mut self, context: Context, value: &Spanned<DeValue<'_>>) -> Option<Vec<Action>> {
        let at = value.span().start;
        match value.get_ref() {
            DeValue::String(name) if name == "none" => Some(Vec::new()),
            DeValue::String(name) => self.action(context, at, name).map(|action| vec![action]),
            DeValue::Array(names) if !names.is_empty() => names
                .iter()
                .map(|name| {
                    self.action(
                        context,
                        name.span().start,
                        name.get_ref().as_str().unwrap_or_default(),
                    )
                })
                .collect(),
            _ => {
                self.fault(at, FaultKind::NoAction);
                None
            }
        }
    }

    /// The action of a name, which must mean something wherever the context is asked.
    fn action(&mut self, context: Context, at: usize, name: &str) -> Option<Action> {
        match name.parse::<Action>() {
            Ok(action) if has_sense(context, action) => Some(action),
            Ok(action) => {
                self.fault(at, FaultKind::OutOfPlace { action, context });
                None
            }
            Err(error) => {
                self.fault(at, FaultKind::UnknownAction(error));
                None
            }
        }
    }
}

/// Whether an action can do something where a context's table is asked.
fn has_sense(context: Context, action: Action) -> bool {
    Context::places()
        .filter(|place| place.chain().contains(&context))
        .any(|place| action.is_at(place))
}

fn line_of(text: &str, at: usize) -> usize {
    text.char_indices()
        .take_while(|(place, _)| *place < at)
        .filter(|(_, letter)| *letter == '\n')
        .count()
        + 1
}
