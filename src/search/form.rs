//! One name of a value, with the shapes it is compared in.

use super::letters::Letters;
use super::pinyin::readings;

/// What sort of name it is: decides how much a match with it counts, and how loosely it may match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// A proper name.
    Name,
    /// An official code.
    Code,
    /// A nickname or an old spelling.
    Alias,
    /// The name of a group that the value belongs to: a region, a country.
    Group,
    /// The name of a group that some count the value to, and others don't.
    Fringe,
}

impl FormKind {
    /// Whether it names several values at once.
    pub fn is_group(self) -> bool {
        matches!(self, Self::Group | Self::Fringe)
    }
}

/// One name of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What sort of name.
    pub kind: FormKind,
    /// As people read it.
    pub text: Box<str>,
    /// Its letters.
    pub letters: Letters,
    /// Its readings, when it is Chinese.
    pub sounds: Box<[Letters]>,
}

impl Form {
    /// A name of a value.
    pub fn new(kind: FormKind, text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        Self {
            kind,
            letters: Letters::of(&text),
            sounds: readings(&text).into(),
            text,
        }
    }

    /// A proper name.
    pub fn name(text: impl Into<Box<str>>) -> Self {
        Self::new(FormKind::Name, text)
    }

    /// An official code.
    pub fn code(text: impl Into<Box<str>>) -> Self {
        Self::new(FormKind::Code, text)
    }

    /// Whether it is written in Chinese.
    pub fn is_han(&self) -> bool {
        // What is Chinese has a reading.
        !self.sounds.is_empty()
    }
}
