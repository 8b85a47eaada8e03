//! From keys to actions: prefixes that wait, and type-ahead that waits for a screen.

use std::collections::VecDeque;

use crate::keymap::{Action, BUNDLED, Context, Key, Keymap, Meaning, bundled};

/// The keyboard's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyboard {
    /// The keymap in force.
    pub keymap: Keymap,
    /// The operator's own, from a file.
    pub own: Option<Keymap>,
    /// The keys of a sequence that is not whole yet.
    pub prefix: Vec<Key>,
    /// Whether what can follow the prefix is shown.
    pub shows_prefix: bool,
    /// Keys and texts typed while an answer is awaited that decides where they go.
    pub ahead: VecDeque<Typed>,
}

/// Something typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// A paste.
    Paste(String),
    /// An action whose keys were pressed already, and that waits for what it acts on.
    Act(Action),
}

/// What a key came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stroke {
    /// Do these.
    Actions(Vec<Action>),
    /// A character for the text.
    Text(char),
    /// More keys are awaited.
    Prefix,
    /// Nothing is bound.
    Nothing(Key),
}

impl Keyboard {
    /// A keyboard with a keymap.
    pub fn new(keymap: Keymap) -> Self {
        Self {
            keymap,
            own: None,
            prefix: Vec::new(),
            shows_prefix: false,
            ahead: VecDeque::new(),
        }
    }

    /// The names of the keymaps there are.
    pub fn names(&self) -> Vec<String> {
        let own = self.own.as_ref().map(|own| own.name.clone());
        BUNDLED
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .chain(own)
            .collect()
    }

    /// Takes the keymap of a name in force; whether there is one.
    pub fn take_named(&mut self, name: &str) -> bool {
        let own = self.own.as_ref().filter(|own| own.name == name);
        let Some(found) = bundled(name).or(own) else {
            return false;
        };
        self.keymap = found.clone();
        true
    }

    /// What a key comes to at a place. What a terminal's flow control sends between two keys does not
    /// come between them.
    pub fn press(&mut self, place: Context, key: Key) -> Stroke {
        self.prefix.push(key.normal());
        let is_nothing = self.keymap.meaning(place, &self.prefix) == Meaning::Nothing;
        if key.is_flow_control() && is_nothing {
            self.prefix.pop();
            return Stroke::Nothing(key);
        }
        let stroke = match self.keymap.meaning(place, &self.prefix) {
            Meaning::Actions(actions) => Stroke::Actions(actions.to_vec()),
            Meaning::Text(letter) => Stroke::Text(letter),
            Meaning::Prefix => return Stroke::Prefix,
            Meaning::Nothing => Stroke::Nothing(key),
        };
        self.prefix.clear();
        self.shows_prefix = false;
        stroke
    }

    /// The keys that do an action at a place, as text: the handiest.
    pub fn key_text(&self, place: Context, action: Action) -> Option<String> {
        self.keymap
            .keys_of(place, action)
            .first()
            .map(|keys| Key::sequence_text(keys))
    }
}
