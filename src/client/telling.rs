//! Whoever has to wait for a desk is told why.

use std::io::{IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::Text;
use crate::i18n::{Lang, render};

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// The desk opens its store; with how many records it has taken in, where that is known.
    Opening(Option<u64>),
    /// The desk of before is still being closed.
    Closing,
    /// The connection broke, and the desk does not answer yet.
    Lost,
    /// Nothing any more.
    Over,
}

/// Hears what is waited for, several times a second.
pub type Tell = Box<dyn Fn(Wait) + Send>;

/// On one line of the terminal, which is blank again afterwards; nowhere when there is none.
pub fn on_terminal(lang: Lang) -> Tell {
    let line = Line {
        lang,
        shown: AtomicBool::new(false),
    };
    Box::new(move |wait| line.show(wait))
}

struct Line {
    lang: Lang,
    shown: AtomicBool,
}

impl Line {
    fn show(&self, wait: Wait) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        let text = match wait {
            Wait::Opening(None) => Text::of("cli.opening"),
            Wait::Opening(Some(records)) => Text::of("cli.opening-records").with("count", records),
            Wait::Closing => Text::of("cli.closing"),
            Wait::Lost => Text::of("cli.desk-lost"),
            Wait::Over => return self.clear(),
        };
        self.shown.store(true, Ordering::Relaxed);
        // Whoever closed it does not want to know.
        let _ = write!(std::io::stderr(), "\r{}\u{1b}[K", render(self.lang, &text));
    }
}

impl Line {
    fn clear(&self) {
        if self.shown.swap(false, Ordering::Relaxed) {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Says something to people on standard error; where nobody reads it there is nobody to tell.
pub fn tell(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
