//! What went wrong in the store and what to do about it, in the operator's own language. The log's
//! English is in [`StoreError`]'s `Display`.

use std::io;

use super::StoreError;
use crate::domain::{Text, TextArg};

impl StoreError {
    /// What went wrong. The operating system's words, and those about a damaged byte, stay as they are.
    pub fn text(&self) -> Text {
        match self {
            Self::Io {
                doing,
                path,
                source,
            } => Text::of("store.io")
                .with("doing", doing)
                .with("path", path.display())
                .with("said", source),
            Self::Damaged { path, place, what } => Text::of("store.damaged")
                .with("path", path.display())
                .with("place", place)
                .with("what", what),
            Self::Newer { what, found, known } => Text::of("store.newer")
                .with("what", what)
                .with("found", found)
                .with("known", known),
            Self::Held { path, holder } => Text::of("store.held")
                .with("path", path.display())
                .with("holder", holder),
            Self::Unreadable { what, why } => Text::of("store.unreadable")
                .with("what", what)
                .with("why", why),
            Self::Unsuitable { path, what } => Text::of("store.unsuitable")
                .with("path", path.display())
                .with("what", what),
            Self::Gone {
                path, generation, ..
            } => Text::of("store.gone")
                .with("path", path.display())
                .with("generation", generation),
            Self::View(why) => Text::of("store.view").with("why", why),
        }
    }

    /// The same as a part of another message.
    pub fn arg(&self) -> TextArg {
        TextArg::Text(Box::new(self.text()))
    }

    /// What to do about it, for the operator or the administrator.
    pub fn hint(&self) -> Text {
        match self {
            Self::Io { source, .. } => Text::of(match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "store.full-hint",
                io::ErrorKind::PermissionDenied => "store.permission-hint",
                io::ErrorKind::ReadOnlyFilesystem => "store.read-only-hint",
                _ => "store.io-hint",
            }),
            Self::Damaged { .. } => Text::of("store.damaged-hint"),
            Self::Newer { .. } => Text::of("store.newer-hint"),
            Self::Held { .. } => Text::of("store.held-hint"),
            Self::Unreadable { .. } => Text::of("store.unreadable-hint"),
            Self::Unsuitable { .. } => Text::of("store.unsuitable-hint"),
            Self::Gone { lock, .. } => Text::of("store.gone-hint").with("lock", lock.display()),
            Self::View(_) => Text::of("store.view-hint"),
        }
    }

    /// The same for somebody who has run `shipdesk doctor`.
    pub(super) fn hint_of_a_check(&self) -> Text {
        match self {
            Self::Damaged { .. } | Self::Unreadable { .. } => Text::of("store.restore-hint"),
            other => other.hint(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::i18n::{Lang, render};

    #[test]
    fn every_fault_is_said_in_both_languages_and_as_the_log_has_it() {
        let path = PathBuf::from("/desk/store");
        let io = |kind: io::ErrorKind| StoreError::io("sync", Path::new("/desk"))(kind.into());
        let faults = [
            io(io::ErrorKind::StorageFull),
            io(io::ErrorKind::PermissionDenied),
            io(io::ErrorKind::ReadOnlyFilesystem),
            io(io::ErrorKind::Other),
            StoreError::damaged(&path, "byte 7", "its checksum does not match"),
            StoreError::Newer {
                what: "the journal".to_owned(),
                found: 2,
                known: 1,
            },
            StoreError::Held {
                path: path.clone(),
                holder: "process 7".to_owned(),
            },
            StoreError::Unreadable {
                what: "job",
                why: "it is cut off".to_owned(),
            },
            StoreError::Unsuitable {
                path: path.clone(),
                what: "holds no desk",
            },
            StoreError::Gone {
                path: path.clone(),
                generation: uuid::Uuid::nil(),
                lock: path,
            },
            StoreError::View("it is torn".to_owned()),
        ];
        for fault in faults {
            assert_eq!(render(Lang::En, &fault.text()), fault.to_string());
            for text in [fault.text(), fault.hint(), fault.hint_of_a_check()] {
                for lang in [Lang::En, Lang::Zh] {
                    let said = render(lang, &text);
                    let left = said.contains(['[', '{']);
                    assert!(!said.is_empty() && !left, "{text:?}: {said}");
                    let chinese = said.chars().any(|letter| ('一'..='龥').contains(&letter));
                    assert_eq!(chinese, lang == Lang::Zh, "{said}");
                }
            }
        }
    }
}
