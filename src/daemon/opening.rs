//! How far a desk has come with opening: a long history takes a while, and whoever waits is told.

use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::protocol::{CLOSING, OPENING};

/// It is told so often.
const EVERY: Duration = Duration::from_millis(250);
/// The log is told so often.
const LOG_EVERY: Duration = Duration::from_secs(5);

/// Told of records as they are taken in; clones share the count.
#[derive(Clone)]
pub struct Opening(Arc<Mutex<State>>);

struct State {
    /// Lines go to standard output.
    tells: bool,
    before: u64,
    told: Instant,
    logged: Instant,
}

impl Opening {
    /// Nothing taken in yet; with `tells`, lines go to standard output.
    pub fn new(tells: bool) -> Self {
        let now = Instant::now();
        Self(Arc::new(Mutex::new(State {
            tells,
            before: 0,
            told: now,
            logged: now,
        })))
    }

    /// So many records have been taken in by this step.
    pub fn at(&self, records: u64) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let records = state.before + records;
        if state.logged.elapsed() >= LOG_EVERY {
            state.logged = Instant::now();
            tracing::info!(records, "opening");
        }
        if state.tells && state.told.elapsed() >= EVERY {
            state.told = Instant::now();
            let mut out = std::io::stdout().lock();
            // Whoever started it may be gone.
            let _ = writeln!(out, "{OPENING}{records}").and_then(|()| out.flush());
        }
    }

    /// The desk of before is still being closed.
    pub fn waits(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.logged.elapsed() >= LOG_EVERY {
            state.logged = Instant::now();
            tracing::info!("waiting for the desk of before to close");
        }
        if state.tells && state.told.elapsed() >= EVERY {
            state.told = Instant::now();
            let mut out = std::io::stdout().lock();
            let _ = writeln!(out, "{CLOSING}").and_then(|()| out.flush());
        }
    }

    /// A step is done; the next one's records come on top.
    pub fn step(&self, records: u64) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.before += records;
    }
}
