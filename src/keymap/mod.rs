//! Keymaps: key sequences to named actions, read from TOML, by context.
//!
//! ```toml
//! base = "vim"              # a user's own file: what it changes of that keymap
//! auto-advance = true       # a field that is full goes on by itself
//!
//! [queue]
//! "n" = "queue.next"
//! "g q" = "go.queue"        # a sequence
//! "x" = ["job.hold", "job.edit"]  # one after the other
//! "b" = "none"              # nothing any more
//! ```
//!
//! A place on the screen asks its chain of tables, innermost first ([`Context::chain`]). Where
//! characters are typed, a bare character is text and never a key. Help, footer and palette are
//! derived from what is bound ([`Keymap::keys_of`]).

mod action;
mod bundled;
mod check;
mod context;
mod fault;
mod key;
mod load;
mod trie;

use std::collections::BTreeMap;

pub use action::{Action, Part, UnknownAction};
pub use bundled::BUNDLED;
pub use check::check;
pub use context::{Context, UnknownContext};
pub use fault::{Fault, FaultKind};
pub use key::{BadKey, Code, Key};
pub use load::{bundled, load};
pub use trie::{Clash, Node, Trie};

/// A keymap: a trie for each context, and how fields behave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    /// Its name.
    pub name: String,
    /// A field that is full goes on by itself.
    pub auto_advance: bool,
    tables: BTreeMap<Context, Trie>,
}

/// What keys mean at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning<'k> {
    /// Do this.
    Actions(&'k [Action]),
    /// More keys are needed.
    Prefix,
    /// The character is text.
    Text(char),
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// What the keys pressed so far mean at a place. A Ctrl-J that nothing is bound to is Enter: a
    /// line's end that was typed before the terminal was ours arrives as that.
    pub fn meaning(&self, place: Context, keys: &[Key]) -> Meaning<'_> {
        let meaning = self.bound(place, keys);
        match keys.split_last() {
            Some((last, before)) if meaning == Meaning::Nothing && last.is_line_feed() => {
                let mut keys = before.to_vec();
                keys.push(Key::plain(Code::Enter));
                self.bound(place, &keys)
            }
            _ => meaning,
        }
    }

    fn bound(&self, place: Context, keys: &[Key]) -> Meaning<'_> {
        if let [key] = keys
            && place.types()
            && let Some(letter) = key.types()
        {
            return Meaning::Text(letter);
        }
        let mut prefix = false;
        for context in place.chain() {
            match self.tables.get(context).and_then(|trie| trie.get(keys)) {
                Some(Node::Actions(actions)) if !prefix => return Meaning::Actions(actions),
                Some(Node::More(_)) => prefix = true,
                _ => {}
            }
        }
        if prefix {
            Meaning::Prefix
        } else {
            Meaning::Nothing
        }
    }

    /// The sequences that do an action, and nothing else, at a place; the handiest first: those
    /// without function keys, then the shorter, then as bound.
    pub fn keys_of(&self, place: Context, action: Action) -> Vec<Vec<Key>> {
        let mut found: Vec<Vec<Key>> = Vec::new();
        for context in place.chain() {
            let Some(trie) = self.tables.get(context) else {
                continue;
            };
            for (keys, actions) in trie.sequences() {
                if actions == [action]
                    && self.meaning(place, &keys) == Meaning::Actions(&[action])
                    && self.is_typed_whole(place, &keys)
                {
                    found.push(keys);
                }
            }
        }
        found.sort_by_key(|keys| (keys.iter().map(handiness).sum::<u32>(), keys.len()));
        found
    }

    /// Whether no shorter beginning of a sequence already does something at a place.
    fn is_typed_whole(&self, place: Context, keys: &[Key]) -> bool {
        (1..keys.len()).all(|end| self.meaning(place, &keys[..end]) == Meaning::Prefix)
    }

    /// What can follow a prefix at a place: the next keys, and what they do.
    pub fn after(&self, place: Context, prefix: &[Key]) -> Vec<(Key, Option<Action>)> {
        let mut found: BTreeMap<Key, Option<Action>> = BTreeMap::new();
        for context in place.chain() {
            let Some(trie) = self.tables.get(context) else {
                continue;
            };
            for (keys, actions) in trie.sequences() {
                if keys.len() > prefix.len() && keys.starts_with(prefix) {
                    let next = keys[prefix.len()];
                    let ends = keys.len() == prefix.len() + 1;
                    found
                        .entry(next)
                        .or_insert_with(|| actions.first().copied().filter(|_| ends));
                }
            }
        }
        found.into_iter().collect()
    }

    /// The table of a context.
    pub fn table(&self, context: Context) -> Option<&Trie> {
        self.tables.get(&context)
    }

    fn table_mut(&mut self, context: Context) -> &mut Trie {
        self.tables.entry(context).or_default()
    }
}

/// How far off a key lies: what the footer names is the nearest.
fn handiness(key: &Key) -> u32 {
    let code = match key.code {
        Code::Char(_) => 1,
        Code::Enter | Code::Tab | Code::Esc => 0,
        Code::Up | Code::Down | Code::Left | Code::Right => 2,
        Code::F(_) => 8,
        _ => 4,
    };
    code + 2 * u32::from(key.ctrl) + 3 * u32::from(key.alt) + 2 * u32::from(key.shift)
}
