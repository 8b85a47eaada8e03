//! A value as the desk understood it, or as it was written.

use serde::{Deserialize, Serialize};

/// What somebody gave for a field: understood, or kept as written for a rule to find.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Given<T> {
    /// Understood.
    Known(T),
    /// Not understood: the text as it was written.
    AsWritten(String),
}

impl<T> Given<T> {
    /// The value, where it was understood.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::AsWritten(_) => None,
        }
    }

    /// The text, where it was not.
    pub fn as_written(&self) -> Option<&str> {
        match self {
            Self::Known(_) => None,
            Self::AsWritten(text) => Some(text),
        }
    }
}

/// Shorthand for the commonest question about an optional [`Given`].
pub trait KnownValue<T> {
    /// The value, where one was given and understood.
    fn known(&self) -> Option<&T>;
    /// The text, where one was given and not understood.
    fn unread(&self) -> Option<&str>;
}

impl<T> KnownValue<T> for Option<Given<T>> {
    fn known(&self) -> Option<&T> {
        self.as_ref().and_then(Given::known)
    }

    fn unread(&self) -> Option<&str> {
        self.as_ref().and_then(Given::as_written)
    }
}
