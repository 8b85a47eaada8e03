//! The connection to the desk, and its clock.

use std::collections::HashMap;
use std::io::BufReader;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::domain::Moment;
use crate::protocol::{Envelope, FromDaemon, Request, Session, frame, is_write};

use super::msg::{Msg, Purpose};
use super::terminal::Waker;

/// The desk's clock, run on from when the session was opened.
pub struct Clock {
    at: Moment,
    since: Instant,
    stands: bool,
}

impl Clock {
    pub fn of(session: &Session) -> Self {
        Self {
            at: session.now,
            since: Instant::now(),
            stands: session.clock_stopped,
        }
    }

    pub fn now(&self) -> Moment {
        if self.stands {
            return self.at;
        }
        let passed = chrono::TimeDelta::from_std(self.since.elapsed()).unwrap_or_default();
        self.at + passed
    }

    /// Until the next full minute; none while the clock stands.
    pub fn to_minute(&self) -> Option<Duration> {
        use chrono::Timelike as _;
        let now = self.now();
        let into = Duration::from_secs(u64::from(now.second()))
            + Duration::from_nanos(u64::from(now.nanosecond() % 1_000_000_000));
        (!self.stands).then(|| Duration::from_mins(1).saturating_sub(into))
    }
}

/// The connection to the desk.
pub struct Link {
    writer: UnixStream,
    /// What the desk has sent.
    pub frames: Receiver<Option<FromDaemon>>,
    /// What answers that are still to come are for.
    pub purposes: HashMap<u64, Purpose>,
    number: u64,
}

impl Link {
    /// Reads the desk's frames from now on.
    pub fn new(reader: BufReader<UnixStream>, writer: UnixStream, waker: Waker) -> Self {
        Self {
            writer,
            frames: listen(reader, waker),
            purposes: HashMap::new(),
            number: 0,
        }
    }

    /// Sends a request; whether the desk is still there.
    pub fn ask(&mut self, purpose: Purpose, request: Request, version: Option<u64>) -> bool {
        self.number += 1;
        let envelope = Envelope {
            number: self.number,
            request_id: is_write(&request).then(uuid::Uuid::new_v4),
            expect_version: version,
            request,
        };
        self.purposes.insert(self.number, purpose);
        frame::send(&mut self.writer, &envelope).is_ok()
    }

    /// Whether an answer is on its way that will change what the screen shows.
    pub fn awaits_what_shows(&self) -> bool {
        self.purposes.values().any(Purpose::shows)
    }

    /// What the desk sent, as a message; none for an answer that nobody asked for.
    pub fn message(&mut self, frame: Option<FromDaemon>) -> Option<Msg> {
        Some(match frame {
            None => Msg::Lost,
            Some(FromDaemon::Push(push)) => Msg::Push(push),
            Some(FromDaemon::Answer { number, answer }) => {
                Msg::Answer(self.purposes.remove(&number)?, answer)
            }
        })
    }
}

/// Reads the desk's frames on a thread of its own.
fn listen(mut reader: BufReader<UnixStream>, waker: Waker) -> Receiver<Option<FromDaemon>> {
    let (sender, frames) = channel();
    std::thread::spawn(move || {
        loop {
            let next = frame::receive(&mut reader).ok();
            let ended = next.is_none();
            if sender.send(next).is_err() {
                break;
            }
            waker.wake();
            if ended {
                break;
            }
        }
    });
    frames
}
