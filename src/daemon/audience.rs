//! The sessions that listen: what one operator does, everybody's screen hears.
//!
//! A push never waits for anyone. A session whose queue is full misses it, and is told to look at
//! everything anew once it reads again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::holds::SessionNo;
use crate::protocol::Push;

/// What waits to be sent to a client.
#[derive(Debug)]
pub enum Outgoing {
    /// Something that it is told.
    Push(Push),
    /// An answer, as it goes over the wire.
    Answer(Vec<u8>),
}

/// Bytes of answers that wait to be sent. A client that asks and does not read has to wait, before
/// its answers fill the desk's memory.
#[derive(Debug, Default)]
pub struct Backlog {
    waiting: Mutex<Waiting>,
    less: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: usize,
    /// Nothing is sent any more.
    over: bool,
}

/// So many bytes may wait before the next answer does.
const BACKLOG: usize = 8 << 20;

impl Backlog {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room for more; whether anything is sent any more.
    pub fn add(&self, bytes: usize) -> bool {
        let mut waiting = self.lock();
        while waiting.bytes > BACKLOG && !waiting.over {
            waiting = self
                .less
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
        waiting.bytes += bytes;
        !waiting.over
    }

    /// So many were sent.
    pub fn sent(&self, bytes: usize) {
        let mut waiting = self.lock();
        waiting.bytes = waiting.bytes.saturating_sub(bytes);
        self.less.notify_all();
    }

    /// Nothing is sent any more: nobody waits.
    pub fn end(&self) {
        self.lock().over = true;
        self.less.notify_all();
    }
}

/// A session as the audience sees it.
#[derive(Debug, Clone)]
pub struct Listener {
    /// Where its frames go.
    pub frames: SyncSender<Outgoing>,
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
                listener.frames.try_send(Outgoing::Push(push.clone()))
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
    fn answers_that_nobody_reads_hold_back_the_next_ones() {
        let backlog = Arc::new(Backlog::default());
        assert!(backlog.add(BACKLOG + 1));
        let waiting = {
            let backlog = Arc::clone(&backlog);
            std::thread::spawn(move || backlog.add(1))
        };
        assert!(!waiting.is_finished(), "there was no room");
        backlog.sent(BACKLOG);
        assert!(waiting.join().unwrap());
        backlog.end();
        assert!(!backlog.add(BACKLOG), "nothing is sent any more");
        assert!(!backlog.add(BACKLOG), "and nobody waits");
    }

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
