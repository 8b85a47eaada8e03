//! VHS tapes: read as VHS reads them (its grammar as of March 2026), checked more strictly than VHS
//! does where it takes a mistake silently, and played against the real binary.

mod chord;
mod parse;
mod play;
mod words;

use std::time::Duration;

pub use parse::parse;
pub use play::{Played, play};

/// A tape.
#[derive(Debug, Default)]
pub struct Tape {
    /// Files to be written.
    pub outputs: Vec<String>,
    /// Programs that must be there.
    pub requires: Vec<String>,
    /// Settings of the head, by name.
    pub settings: Vec<(String, String)>,
    /// What is done.
    pub steps: Vec<Step>,
}

/// A step with its line, from 1.
#[derive(Debug)]
pub struct Step {
    pub line: usize,
    pub command: Command,
}

/// What a tape can say.
#[derive(Debug, PartialEq)]
pub enum Command {
    Type {
        text: String,
        speed: Option<Duration>,
    },
    /// A key by its bytes, pressed so many times.
    Key {
        bytes: String,
        times: u32,
        speed: Option<Duration>,
    },
    Sleep(Duration),
    Wait {
        scope: Scope,
        limit: Option<Duration>,
        pattern: Option<String>,
    },
    Hide,
    Show,
    Screenshot(String),
    Source(String),
    Env(String, String),
    Copy(String),
    Paste,
    TypingSpeed(Duration),
}

/// Where a `Wait` looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scope {
    Line,
    Screen,
}

/// What is wrong with a tape, and where.
#[derive(Debug, PartialEq)]
pub struct Fault {
    pub line: usize,
    pub what: String,
}

impl Tape {
    /// A setting of the head.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}
