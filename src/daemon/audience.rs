//! The sessions that listen: what one operator does, everybody's screen hears.
//!
//! A push never waits for anyone. A session whose queue is full misses it, and is told to look at
//! everything anew once it reads again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};

use super::holds::SessionNo;
use crate::protocol::{FromDaemon, Push};

/// A session as the audience sees it.
#[derive(Debug, Clone)]
pub struct Listener {
    /// Where its frames go.
    pub frames: SyncSender<FromDaemon>,
    /// Set when a push did not fit.
    pub missed: Arc<AtomicBool>,
}

/// Everybody who listens.
#[derive(Debug, Default)]
pub struct Audience {
    listeners: Mutex<HashMap<SessionNo, Listener>>,
}

impl Audience {
    /// A session begins to listen.
    pub fn join(&self, session: SessionNo, listener: Listener) {
        self.lock().insert(session, listener);
    }

    /// A session is gone.
    pub fn leave(&self, session: SessionNo) {
        self.lock().remove(&session);
    }

    /// Tells everyone.
    pub fn tell(&self, push: &Push) {
        for listener in self.lock().values() {
            if let Err(TrySendError::Full(_)) =
                listener.frames.try_send(FromDaemon::Push(push.clone()))
            {
                listener.missed.store(true, Ordering::Relaxed);
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<SessionNo, Listener>> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;

    #[test]
    fn a_full_queue_slows_nobody_and_is_noticed() {
        let audience = Audience::default();
        let (stuck, _unread) = sync_channel(1);
        let (quick, read) = sync_channel(8);
        let missed = Arc::new(AtomicBool::new(false));
        audience.join(
            1,
            Listener {
                frames: stuck,
                missed: Arc::clone(&missed),
            },
        );
        audience.join(
            2,
            Listener {
                frames: quick,
                missed: Arc::default(),
            },
        );
        for _ in 0..3 {
            audience.tell(&Push::ScheduleChanged);
        }
        assert!(missed.load(Ordering::Relaxed));
        assert_eq!(read.try_iter().count(), 3);
    }
}
