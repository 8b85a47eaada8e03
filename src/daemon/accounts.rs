//! What one account may take of the desk: so many connections, so many requests a second.
//!
//! The kernel says which account it is, so nobody can use up another's share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The most connections of one account at a time.
const CONNECTIONS: u32 = 128;
/// Requests a second that an account may go on with: twenty scripts that never pause stay below it.
const RATE: f64 = 2_000.0;
/// Requests that it may make at once before that counts.
const BURST: f64 = 4_000.0;
/// A session has its stream three times: to read, to write, to end it.
const FILES_OF_A_SESSION: u64 = 3;
/// Files that stay free for the store, however many sessions there are.
const FILES_OF_THE_DESK: u64 = 96;

/// Everybody who is connected, by account; clones share it.
#[derive(Clone)]
pub struct Accounts {
    state: Arc<Mutex<State>>,
}

struct State {
    of: HashMap<u32, Account>,
    open: u64,
    most: u64,
}

struct Account {
    open: u32,
    /// Requests that it may make now.
    credit: f64,
    since: Instant,
}

/// Why a connection is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// The account has all it may have.
    Account,
    /// The desk has.
    Desk,
}

impl Full {
    /// How many that are.
    pub fn most(self, accounts: &Accounts) -> u64 {
        match self {
            Self::Account => u64::from(CONNECTIONS),
            Self::Desk => accounts.lock().most,
        }
    }
}

/// A connection that counts until this is dropped.
pub struct Entered {
    accounts: Accounts,
    uid: u32,
}

impl Accounts {
    /// Nobody yet; as many in all as the process may have files for.
    pub fn new() -> Self {
        let files = rustix::process::getrlimit(rustix::process::Resource::Nofile)
            .current
            .unwrap_or(u64::MAX);
        Self::of_at_most(files.saturating_sub(FILES_OF_THE_DESK) / FILES_OF_A_SESSION)
    }

    fn of_at_most(most: u64) -> Self {
        let state = State {
            of: HashMap::new(),
            open: 0,
            most,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection of an account.
    ///
    /// # Errors
    /// There are too many already.
    pub fn enter(&self, uid: u32) -> Result<Entered, Full> {
        let mut state = self.lock();
        if state.open >= state.most {
            return Err(Full::Desk);
        }
        let account = state.of.entry(uid).or_insert_with(|| Account {
            open: 0,
            credit: BURST,
            since: Instant::now(),
        });
        if account.open >= CONNECTIONS {
            return Err(Full::Account);
        }
        account.open += 1;
        state.open += 1;
        Ok(Entered {
            accounts: self.clone(),
            uid,
        })
    }
}

impl Entered {
    /// Takes a request into account, and says how long it has to wait for its turn.
    pub fn pace(&self) -> Duration {
        self.pace_at(Instant::now())
    }

    fn pace_at(&self, now: Instant) -> Duration {
        let mut state = self.accounts.lock();
        let Some(account) = state.of.get_mut(&self.uid) else {
            return Duration::ZERO;
        };
        let passed = now.saturating_duration_since(account.since);
        account.since = now;
        account.credit = (account.credit + passed.as_secs_f64() * RATE).min(BURST) - 1.0;
        Duration::from_secs_f64((-account.credit / RATE).max(0.0))
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut state = self.accounts.lock();
        state.open = state.open.saturating_sub(1);
        // An account that is gone keeps its debt: coming back does not clear it.
        if let Some(account) = state.of.get_mut(&self.uid) {
            account.open = account.open.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_cannot_take_the_connections_of_another() {
        let accounts = Accounts::of_at_most(1_000);
        let all: Vec<Entered> = (0..CONNECTIONS)
            .map(|_| accounts.enter(7).ok().unwrap())
            .collect();
        assert_eq!(accounts.enter(7).err(), Some(Full::Account));
        let other = accounts.enter(8);
        assert!(other.is_ok());
        drop(all);
        assert!(accounts.enter(7).is_ok());
    }

    #[test]
    fn the_store_keeps_files_of_its_own() {
        let accounts = Accounts::of_at_most(2);
        let (_one, _two) = (accounts.enter(1), accounts.enter(2));
        assert_eq!(accounts.enter(3).err(), Some(Full::Desk));
    }

    #[test]
    fn who_asks_without_end_is_slowed_and_nobody_else_is() {
        let accounts = Accounts::of_at_most(10);
        let (busy, calm) = (
            accounts.enter(1).ok().unwrap(),
            accounts.enter(2).ok().unwrap(),
        );
        let now = Instant::now();
        for _ in 0..4_000 {
            assert_eq!(busy.pace_at(now), Duration::ZERO);
        }
        // 2,000 more at the same moment have to wait up to a second.
        let waits: Vec<Duration> = (0..2_000).map(|_| busy.pace_at(now)).collect();
        assert!(waits[0] > Duration::ZERO && waits[1_999] > Duration::from_millis(990));
        assert_eq!(calm.pace_at(now), Duration::ZERO);
        assert_eq!(busy.pace_at(now + Duration::from_secs(3)), Duration::ZERO);
    }
}
