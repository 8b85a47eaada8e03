//! Why nothing can be written: for the log in English, for an operator in their own language.

use std::io;
use std::path::PathBuf;

use super::StoreError;
use crate::domain::{Text, TextArg};

/// Why nothing can be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Less room than the view needs.
    #[error("the disk is full: {left_kb} KB left")]
    Full {
        /// What is left.
        left_kb: u64,
    },
    /// A write found no room.
    #[error("the disk is full: {} could not be written", path.display())]
    NoRoom {
        /// What was to be written.
        path: PathBuf,
    },
    /// The file system takes no writes.
    #[error("the file system is read-only: {}", path.display())]
    ReadOnly {
        /// What was to be written.
        path: PathBuf,
    },
    /// The disk said no.
    #[error("the disk failed at {}: {said}", path.display())]
    Failed {
        /// What was asked for.
        path: PathBuf,
        /// The operating system's words.
        said: String,
    },
    /// Anything else, in the store's own words.
    #[error("{0}")]
    Other(String),
}

impl From<&StoreError> for Why {
    fn from(error: &StoreError) -> Self {
        let StoreError::Io { path, source, .. } = error else {
            return Self::Other(error.to_string());
        };
        let path = path.clone();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Failed {
                path,
                said: source.to_string(),
            },
        }
    }
}

impl Why {
    /// The same for an operator.
    pub fn text(&self) -> Text {
        match self {
            Self::Full { left_kb } => Text::of("why.full").with("left", left_kb),
            Self::NoRoom { path } => Text::of("why.no-room").with("path", path.display()),
            Self::ReadOnly { path } => Text::of("why.read-only").with("path", path.display()),
            Self::Failed { path, said } => Text::of("why.failed")
                .with("path", path.display())
                .with("said", said),
            Self::Other(said) => Text::of("why.other").with("said", said),
        }
    }

    /// The same as a part of another message.
    pub fn arg(&self) -> TextArg {
        TextArg::Text(Box::new(self.text()))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::i18n::{Lang, render};

    #[test]
    fn a_reason_is_said_in_the_operators_language() {
        for (kind, en, zh) in [
            (io::ErrorKind::StorageFull, "disk is full", "磁盘已满"),
            (io::ErrorKind::ReadOnlyFilesystem, "takes no writes", "只读"),
            (io::ErrorKind::Other, "disk failed", "磁盘出错"),
        ] {
            let error = StoreError::io("sync", Path::new("/desk"))(kind.into());
            let text = Why::from(&error).text();
            assert!(render(Lang::En, &text).contains(en), "{text:?}");
            assert!(render(Lang::Zh, &text).contains(zh), "{text:?}");
        }
    }
}
