//! The connection to the desk, and its clock.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::domain::Moment;
use crate::protocol::{Envelope, FromDaemon, Push, Request, Session, frame, is_write};

use super::importing::Importer;
use super::msg::{Msg, Purpose};
use super::rejoin::{self, Door, Rejoined};
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

/// The connection to the desk. While it is broken it is tried again, and what was asked waits: it
/// is asked again, with the same ids, once the desk is back.
pub struct Link {
    /// None while it is broken.
    writer: Option<UnixStream>,
    /// What the desk has sent.
    frames: Receiver<Option<FromDaemon>>,
    /// What was asked and not answered yet, in the order it was asked.
    asked: BTreeMap<u64, Asked>,
    number: u64,
    door: Door,
    waker: Waker,
    /// Imports, each on a connection of its own.
    pub importer: Importer,
    /// The connection that is being tried.
    joining: Option<Receiver<Rejoined>>,
    /// The desk said that it ends: nobody starts it again behind its back.
    ending: bool,
}

/// A request that waits for its answer.
struct Asked {
    purpose: Purpose,
    envelope: Envelope,
    /// The desk does not know whether it was written: it is asked again once it can write.
    open: bool,
}

impl Link {
    /// Reads the desk's frames from now on.
    pub fn new(
        reader: BufReader<UnixStream>,
        writer: UnixStream,
        waker: Waker,
        door: Door,
    ) -> Self {
        Self {
            writer: Some(writer),
            frames: listen(reader, waker.clone()),
            asked: BTreeMap::new(),
            number: 0,
            importer: Importer::new(door.clone(), waker.clone()),
            door,
            waker,
            joining: None,
            ending: false,
        }
    }

    /// Asks; while the connection is broken, once it is there again.
    pub fn ask(&mut self, purpose: Purpose, request: Request, version: Option<u64>) {
        let id = is_write(&request).then(uuid::Uuid::new_v4);
        self.ask_as(purpose, request, version, id);
    }

    /// The same, with a request id that was made before.
    pub fn ask_as(
        &mut self,
        purpose: Purpose,
        request: Request,
        version: Option<u64>,
        request_id: Option<uuid::Uuid>,
    ) {
        self.number += 1;
        let envelope = Envelope {
            number: self.number,
            request_id,
            expect_version: version,
            request,
        };
        if let Some(writer) = &mut self.writer {
            // A broken connection is noticed where the desk's frames are read.
            let _ = frame::send(writer, &envelope);
        }
        self.asked.insert(
            self.number,
            Asked {
                purpose,
                envelope,
                open: false,
            },
        );
    }

    /// Whether an answer is on its way that will change what the screen shows.
    pub fn awaits_what_shows(&self) -> bool {
        self.asked.values().any(|asked| asked.purpose.shows())
    }

    /// Whether an answer is on its way to something that must not be left behind.
    fn awaits_keeping(&self) -> bool {
        self.asked
            .values()
            .any(|asked| matches!(asked.purpose, Purpose::Draft | Purpose::Quiet))
    }

    /// Waits until the desk has answered what is being kept, for a moment at most.
    pub fn wait_for_keeping(&mut self, moment: Duration) {
        let until = Instant::now() + moment;
        while self.writer.is_some() && self.awaits_keeping() {
            let left = until.saturating_duration_since(Instant::now());
            match self.frames.recv_timeout(left) {
                Ok(Some(FromDaemon::Answer { number, .. })) => {
                    self.asked.remove(&number);
                }
                Ok(Some(FromDaemon::Push(_))) => {}
                Ok(None) | Err(_) => break,
            }
        }
    }

    /// Unsaved forms that the desk has not taken, each as it was last: they are to be kept somewhere
    /// else.
    pub fn untaken_drafts(&self) -> Vec<&Envelope> {
        let mut newest: Vec<&Envelope> = Vec::new();
        for asked in self.asked.values() {
            let Request::SaveDraft { draft, job, .. } = &asked.envelope.request else {
                continue;
            };
            newest.retain(|other| {
                !matches!(&other.request, Request::SaveDraft { draft: d, job: j, .. } if d == draft && j == job)
            });
            newest.push(&asked.envelope);
        }
        newest
    }

    /// What the desk sent, or what became of the connection, as a message.
    pub fn take(&mut self) -> Option<Msg> {
        if let Some(joining) = &self.joining {
            return match joining.try_recv() {
                Ok(rejoined) => Some(self.rejoined(rejoined)),
                Err(_) => None,
            };
        }
        while let Ok(frame) = self.frames.try_recv() {
            if let Some(message) = self.message(frame) {
                return Some(message);
            }
        }
        None
    }

    fn message(&mut self, frame: Option<FromDaemon>) -> Option<Msg> {
        Some(match frame {
            None => {
                self.writer = None;
                let starts = !std::mem::take(&mut self.ending);
                self.joining = Some(self.door.rejoin(starts, self.waker.clone()));
                Msg::Lost
            }
            Some(FromDaemon::Push(push)) => {
                self.ending |= push == Push::Stopping;
                if push == Push::ReadOnly(None) {
                    self.ask_again();
                }
                Msg::Push(push)
            }
            Some(FromDaemon::Answer { number, answer }) if rejoin::is_open(&answer) => {
                self.asked.get_mut(&number)?.open = true;
                return None;
            }
            // It ends before it could do that: it is asked again once it is back.
            Some(FromDaemon::Answer { answer, .. }) if rejoin::comes_again(&answer) => return None,
            Some(FromDaemon::Answer { number, answer }) => {
                Msg::Answer(self.asked.remove(&number)?.purpose, answer)
            }
        })
    }

    /// Asks again, with the same ids, what the desk could not say.
    fn ask_again(&mut self) {
        for asked in self.asked.values_mut() {
            if let (true, Some(writer)) = (std::mem::take(&mut asked.open), &mut self.writer) {
                let _ = frame::send(writer, &asked.envelope);
            }
        }
    }

    fn rejoined(&mut self, rejoined: Rejoined) -> Msg {
        self.joining = None;
        let (session, reader, mut writer) = match rejoined {
            Ok(parts) => parts,
            Err(failure) => return Msg::Outdated(failure),
        };
        self.frames = listen(reader, self.waker.clone());
        for asked in self.asked.values() {
            // Should it break again, everything is asked once more.
            let _ = frame::send(&mut writer, &asked.envelope);
        }
        self.writer = Some(writer);
        Msg::Joined(Box::new(session))
    }
}

/// Reads the desk's frames on a thread of its own.
fn listen(mut reader: BufReader<UnixStream>, waker: Waker) -> Receiver<Option<FromDaemon>> {
    let (sender, frames) = channel();
    std::thread::spawn(move || {
        loop {
            let next = frame::receive_answer(&mut reader).ok();
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
