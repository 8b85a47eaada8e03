//! Keys as a keymap file writes them: `ctrl-s`, `alt-q`, `shift-tab`, `f4`, `g q`.

use std::fmt;
use std::str::FromStr;

/// What was pressed, modifiers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character; its case says whether shift was held.
    Char(char),
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Tab; with shift, back.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Escape.
    Esc,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held, or ESC came right before.
    pub alt: bool,
    /// Shift was held; for characters it shows in the character instead.
    pub shift: bool,
}

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no key: write ctrl-s, alt-q, shift-tab, f4, enter, or several with blanks between"
)]
pub struct BadKey(pub String);

/// The names of the keys that are no characters; the first of a key's names is how it is shown.
const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("return", Code::Enter),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("del", Code::Delete),
    ("insert", Code::Insert),
    ("ins", Code::Insert),
    ("esc", Code::Esc),
    ("escape", Code::Esc),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("page-up", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("page-down", Code::PageDown),
    ("space", Code::Char(' ')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character without modifiers.
    pub const fn char(letter: char) -> Self {
        Self::plain(Code::Char(letter))
    }

    /// A character with control.
    pub const fn ctrl(letter: char) -> Self {
        Self {
            ctrl: true,
            ..Self::char(letter)
        }
    }

    /// Whether it is what a line feed arrives as.
    pub fn is_line_feed(self) -> bool {
        self == Self::ctrl('j')
    }

    /// Whether a terminal with flow control sends it by itself: XOFF, XON.
    pub fn is_flow_control(self) -> bool {
        self == Self::ctrl('s') || self == Self::ctrl('q')
    }

    /// The character that this key types into a field, where it types one.
    pub fn types(self) -> Option<char> {
        match self.code {
            Code::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }

    /// The same key in the one form that lookups use: control letters are small, what terminals send
    /// alike is one key, shift stands only beside keys that are no characters.
    #[must_use]
    pub fn normal(self) -> Self {
        match self.code {
            Code::Char(letter) => Self {
                code: Code::Char(if self.ctrl {
                    controlled(letter)
                } else {
                    letter
                }),
                shift: false,
                ..self
            },
            _ => self,
        }
    }

    /// Reads a sequence: keys with blanks between.
    pub fn sequence(text: &str) -> Result<Vec<Self>, BadKey> {
        let keys: Result<Vec<_>, _> = text.split_whitespace().map(str::parse).collect();
        match keys {
            Ok(keys) if keys.is_empty() => Err(BadKey(text.to_owned())),
            other => other,
        }
    }

    /// Writes a sequence.
    pub fn sequence_text(keys: &[Self]) -> String {
        keys.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The character whose control byte a terminal sends for a key: digits and signs share them.
fn controlled(letter: char) -> char {
    match letter {
        '2' | '@' => ' ',
        '4' => '\\',
        '5' => ']',
        '6' => '^',
        '7' | '/' => '_',
        letter => letter.to_ascii_lowercase(),
    }
}

impl FromStr for Key {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let bad = || BadKey(text.to_owned());
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        loop {
            let lower = rest.to_ascii_lowercase();
            let Some((modifier, length)) = [
                ("ctrl-", 5),
                ("c-", 2),
                ("alt-", 4),
                ("meta-", 5),
                ("m-", 2),
                ("shift-", 6),
            ]
            .iter()
            .find(|(prefix, length)| lower.starts_with(prefix) && rest.len() > *length) else {
                break;
            };
            match modifier.as_bytes()[0] {
                b'c' => key.ctrl = true,
                b's' => key.shift = true,
                _ => key.alt = true,
            }
            rest = &rest[*length..];
        }
        let lower = rest.to_ascii_lowercase();
        let mut letters = rest.chars();
        key.code = if let (Some(letter), None) = (letters.next(), letters.next()) {
            Code::Char(if key.shift {
                letter.to_ascii_uppercase()
            } else {
                letter
            })
        } else if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
            *code
        } else if let Some(number) = lower
            .strip_prefix('f')
            .and_then(|number| number.parse().ok())
        {
            if !(1..=24).contains(&number) {
                return Err(bad());
            }
            Code::F(number)
        } else {
            return Err(bad());
        };
        Ok(key.normal())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (held, prefix) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                text.push_str(prefix);
            }
        }
        match self.code {
            Code::F(number) => text.push_str(&format!("f{number}")),
            code => match NAMES.iter().find(|(_, named)| *named == code) {
                Some((name, _)) => text.push_str(name),
                None => {
                    if let Code::Char(letter) = code {
                        text.push(letter);
                    }
                }
            },
        }
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_is_written() {
        for text in [
            "ctrl-s",
            "alt-q",
            "shift-tab",
            "f12",
            "enter",
            "space",
            "?",
            "-",
            "ctrl--",
            "G",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn several_spellings_are_one_key() {
        for (one, other) in [
            ("C-s", "ctrl-S"),
            ("M-x", "alt-x"),
            ("shift-g", "G"),
            ("escape", "esc"),
            ("ctrl-5", "ctrl-]"),
            ("ctrl-/", "ctrl-_"),
        ] {
            assert_eq!(one.parse::<Key>(), other.parse::<Key>(), "{one} {other}");
        }
    }

    #[test]
    fn what_names_no_key_is_refused() {
        for text in ["ctrl-", "hyper-x", "f99", "entre", "ctrl-shft-x"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
        assert!(Key::sequence("  ").is_err());
        assert_eq!(
            Key::sequence("g q").unwrap(),
            [Key::char('g'), Key::char('q')]
        );
    }

    #[test]
    fn only_a_bare_character_types() {
        assert_eq!(Key::char('中').types(), Some('中'));
        assert_eq!(Key::ctrl('a').types(), None);
        assert_eq!("alt-a".parse::<Key>().unwrap().types(), None);
    }
}
