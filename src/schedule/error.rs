//! Why a file is not read at all.

use crate::domain::Text;

/// A file that changes nothing.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// Not a kind of file that holds a schedule: says what it is instead.
    #[error("unreadable schedule file: {}", .0.key)]
    Unreadable(Text),
    /// Read, and no schedule found in it: says what was missing.
    #[error("no schedule in the file: {}", .0.key)]
    NoSchedule(Text),
    /// The file could not be read from its disk.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// The reader was told to stop.
    #[error("cancelled")]
    Cancelled,
}

impl ScheduleError {
    /// Not read, for a reason without arguments.
    pub(super) fn unreadable(key: &'static str) -> Self {
        Self::Unreadable(Text::of(key))
    }

    /// No schedule, for a reason without arguments.
    pub(super) fn no_schedule(key: &'static str) -> Self {
        Self::NoSchedule(Text::of(key))
    }

    /// What to tell the operator.
    pub fn message(&self) -> Text {
        match self {
            Self::Unreadable(text) | Self::NoSchedule(text) => text.clone(),
            Self::Io(error) => Text::of("schedule.io").with("error", error),
            Self::Cancelled => Text::of("schedule.cancelled"),
        }
    }
}
