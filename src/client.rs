//! The desk seen from a client: its socket, and a private daemon when none runs.

pub mod asking;
mod ending;
pub mod import;
pub mod replied;
mod starting;
mod telling;

use std::collections::VecDeque;
use std::io::{self, BufReader};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use uuid::Uuid;

pub use ending::end_other_build;
pub use telling::{Tell, Wait, on_terminal, tell};

use crate::config::{Home, SYSTEM_SOCKET};
use crate::domain::Text;
use crate::protocol::{
    BUILD, Envelope, Failure, FailureKind, FromDaemon, Hello, PROTOCOL, Push, Reply, Request,
    Session, Welcome, frame,
};

/// What shows that a system desk is installed, running or not.
const SYSTEM_MARKS: [&str; 4] = [
    "/etc/systemd/system/shipdesk.socket",
    "/usr/lib/systemd/system/shipdesk.socket",
    "/lib/systemd/system/shipdesk.socket",
    "/run/shipdesk",
];

/// Which desk to use.
#[derive(Debug, Clone)]
pub enum Place {
    /// The desk of the whole box; never started from here.
    System,
    /// A desk in a folder: one that was named, or the user's own. Started when none runs.
    Home(Home),
}

impl Place {
    /// The desk that was named; else the system's where one is installed; else the user's own.
    ///
    /// # Errors
    /// There is no home directory to put one in.
    pub fn choose(named: Option<PathBuf>) -> Result<Self, Failure> {
        if let Some(folder) = named {
            return Ok(Self::Home(Home::at(folder)));
        }
        if SYSTEM_MARKS.iter().any(|mark| Path::new(mark).exists()) {
            return Ok(Self::System);
        }
        let data = std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
            .or_else(|| {
                std::env::var_os("HOME")
                    .map(|home| PathBuf::from(home).join(".local").join("share"))
            });
        data.map(|data| Self::Home(Home::at(data.join("shipdesk"))))
            .ok_or_else(|| {
                Failure::new(FailureKind::Unreachable, Text::of("error.no-home"))
                    .hint(Text::of("error.no-home-hint"))
            })
    }

    /// Where it listens.
    pub fn socket(&self) -> PathBuf {
        match self {
            Self::System => PathBuf::from(SYSTEM_SOCKET),
            Self::Home(home) => home.socket(),
        }
    }
}

/// An open session. When the connection breaks it is opened again, and what was asked is asked
/// again with the same id: nothing is done twice.
pub struct Client {
    reader: BufReader<UnixStream>,
    writer: UnixStream,
    session: Session,
    number: u64,
    pushes: VecDeque<Push>,
    door: Door,
}

/// How a session is opened, the first time and again.
struct Door {
    place: Place,
    act_as: Option<String>,
    screen: bool,
    /// Start a private desk that does not run.
    starts: bool,
    patience: Duration,
    tell: Tell,
}

/// What goes with a request.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// The id that makes a write happen once; a new one where none is given.
    pub request_id: Option<Uuid>,
    /// The version that a job must still have.
    pub expect_version: Option<u64>,
}

/// How long a broken connection is tried again.
const PATIENCE: Duration = Duration::from_secs(10);

/// A desk that went down is waited for so long before it is started from here: whoever looks after it
/// comes first.
const WAITS_FOR_ITS_KEEPER: Duration = Duration::from_secs(3);

/// A desk that has made its socket welcomes whoever comes; one that does not for so long hangs.
const LONGEST_WELCOME: Duration = Duration::from_secs(20);

/// A desk that systemd starts for whoever comes first may have years of history to open.
const LONGEST_OPENING: Duration = Duration::from_mins(5);

/// An answer that takes longer never comes.
const LONGEST_ANSWER: Duration = Duration::from_mins(10);

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);

impl Client {
    /// Opens a session; starts the daemon of a private desk when none runs. While a desk takes long
    /// to open, `tell` hears of it.
    ///
    /// # Errors
    /// The desk cannot be reached or refuses the session.
    pub fn connect(
        place: &Place,
        act_as: Option<String>,
        screen: bool,
        tell: Tell,
    ) -> Result<Self, Failure> {
        Self::through(Door {
            place: place.clone(),
            act_as,
            screen,
            starts: true,
            patience: PATIENCE,
            tell,
        })
    }

    /// Opens a session with a desk that runs; never starts one.
    ///
    /// # Errors
    /// The desk cannot be reached or refuses the session.
    pub fn connect_running(
        place: &Place,
        act_as: Option<String>,
        screen: bool,
    ) -> Result<Self, Failure> {
        Self::through(Door {
            place: place.clone(),
            act_as,
            screen,
            starts: false,
            patience: PATIENCE,
            tell: Box::new(|_| {}),
        })
    }

    /// Tries a broken connection again for so long.
    #[must_use]
    pub fn patient(mut self, patience: Duration) -> Self {
        self.door.patience = patience;
        self
    }

    fn through(door: Door) -> Result<Self, Failure> {
        let until = Instant::now() + WAITS_FOR_ITS_KEEPER;
        let (reader, writer, session) = loop {
            match door.open(door.starts) {
                // A desk that is ending still has its socket: the next one is behind it.
                Err(failure) if is_ending(&failure) && Instant::now() < until => {
                    thread::sleep(PAUSE);
                }
                opened => break opened?,
            }
        };
        Ok(Self {
            reader,
            writer,
            session,
            number: 0,
            pushes: VecDeque::new(),
            door,
        })
    }

    /// What the desk said when the session was opened.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Asks and waits for the answer; pushes that come in between are kept.
    ///
    /// # Errors
    /// What the desk refused, or a connection that stays broken.
    pub fn ask(&mut self, request: Request, terms: &Terms) -> Result<Reply, Failure> {
        self.number += 1;
        let write = crate::protocol::is_write(&request);
        // A desk that was asked to end has ended; the next item would be the one after.
        let once = matches!(request, Request::Stop | Request::Next { .. });
        let envelope = Envelope {
            number: self.number,
            request_id: terms.request_id.or_else(|| write.then(Uuid::new_v4)),
            expect_version: terms.expect_version,
            request,
        };
        let until = Instant::now() + self.door.patience;
        let broke = Instant::now();
        let mut outcome = self.exchange(&envelope);
        // Once it was not known, a refusal to write only says that it still is not.
        let mut open = false;
        while !once && Instant::now() < until {
            match outcome {
                Ok(answer) if is_open(&answer, &mut open) => {
                    thread::sleep(PAUSE);
                    outcome = self.exchange(&envelope);
                }
                Ok(answer) => return answer,
                Err(lost @ frame::FrameError::Io(_)) => {
                    outcome = Err(lost);
                    let starts = self.door.starts && broke.elapsed() >= WAITS_FOR_ITS_KEEPER;
                    match self.door.open(starts) {
                        Ok((reader, writer, session)) => {
                            (self.reader, self.writer, self.session) = (reader, writer, session);
                            outcome = self.exchange(&envelope);
                        }
                        Err(failure) if failure.kind == FailureKind::Unreachable => {
                            (self.door.tell)(Wait::Lost);
                            thread::sleep(PAUSE);
                        }
                        Err(failure) => return Err(failure),
                    }
                }
                Err(error) => return Err(broken(&error)),
            }
        }
        let answer = match outcome {
            Ok(answer) if !is_open(&answer, &mut open) => return answer,
            Ok(_) => Failure::new(FailureKind::Degraded, Text::of("error.unknown-outcome")),
            Err(error) => broken(&error),
        };
        // What may have been written is asked for again by its id, by whoever asked.
        Err(match envelope.request_id.filter(|_| write) {
            Some(id) => answer.hint(Text::of("error.ask-again-hint").with("id", id)),
            None => answer,
        })
    }

    /// One way there and back: the answer, or how the connection broke.
    fn exchange(
        &mut self,
        envelope: &Envelope,
    ) -> Result<Result<Reply, Failure>, frame::FrameError> {
        frame::send(&mut self.writer, envelope)?;
        loop {
            match frame::receive_answer(&mut self.reader)? {
                FromDaemon::Answer { number, answer } if number == envelope.number => {
                    let ends = matches!(&*answer, Err(failure)
                        if failure.message.key == "error.stopping");
                    if ends {
                        // It is asked again once the desk is back, over another connection.
                        let gone = io::Error::from(io::ErrorKind::ConnectionReset);
                        return Err(gone.into());
                    }
                    return Ok(*answer);
                }
                FromDaemon::Answer { .. } => {}
                FromDaemon::Push(push) => self.pushes.push_back(push),
            }
        }
    }

    /// Waits until the desk has closed its side.
    pub fn wait_for_end(&mut self) {
        while frame::receive_answer::<FromDaemon>(&mut self.reader).is_ok() {}
    }

    /// The two sides apart, for a screen that reads and asks on different threads.
    pub fn into_parts(self) -> (Session, BufReader<UnixStream>, UnixStream) {
        // A screen may have nothing to hear for hours.
        let _ = self.writer.set_read_timeout(None);
        (self.session, self.reader, self.writer)
    }
}

/// The desk that was met is about to be gone.
fn is_ending(failure: &Failure) -> bool {
    matches!(
        failure.message.key.as_ref(),
        "error.broken" | "error.stopping"
    )
}

/// The desk does not know whether it was written: asked again with the same id, it will.
fn is_open(answer: &Result<Reply, Failure>, open: &mut bool) -> bool {
    let Err(failure) = answer else {
        return false;
    };
    *open |= failure.message.key == "error.unknown-outcome";
    *open && failure.kind == FailureKind::Degraded
}

impl Door {
    fn open(&self, starts: bool) -> Result<(BufReader<UnixStream>, UnixStream, Session), Failure> {
        let socket = self.place.socket();
        let connected = match &self.place {
            Place::System => UnixStream::connect(&socket),
            Place::Home(home) => home.connect(),
        };
        let stream = match (connected, &self.place) {
            (Ok(stream), _) => stream,
            (Err(_), Place::Home(home)) if starts => starting::start(home, &self.tell)?,
            (Err(error), _) => return Err(unreachable(&socket, &error)),
        };
        let lost = |error: frame::FrameError| broken(&error);
        let mut writer = stream.try_clone().map_err(|error| broken(&error.into()))?;
        let mut reader = BufReader::new(stream);
        let hello = Hello {
            protocol: PROTOCOL,
            build: BUILD.to_owned(),
            act_as: self.act_as.clone(),
            screen: self.screen,
        };
        frame::send(&mut writer, &hello).map_err(lost)?;
        if !self.wait_for_welcome(&writer) {
            return Err(Failure::new(
                FailureKind::Unreachable,
                Text::of("error.no-answer").with("socket", socket.display()),
            )
            .hint(Text::of("error.no-answer-hint")));
        }
        // One that hangs later on is given up as well, if not so soon: a backup takes its time.
        let _ = writer.set_read_timeout(Some(LONGEST_ANSWER));
        match frame::receive_answer(&mut reader).map_err(lost)? {
            Welcome::Refused(failure) => Err(failure),
            Welcome::Open(session) => {
                // What is printed next stands on a line of its own.
                (self.tell)(Wait::Over);
                Ok((reader, writer, *session))
            }
        }
    }

    /// A socket that systemd holds takes connections before the desk is open; whether it answered.
    fn wait_for_welcome(&self, stream: &UnixStream) -> bool {
        const LONG: rustix::time::Timespec = rustix::time::Timespec {
            tv_sec: 1,
            tv_nsec: 0,
        };
        let patience = match self.place {
            Place::System => LONGEST_OPENING,
            Place::Home(_) => LONGEST_WELCOME,
        };
        let until = Instant::now() + patience;
        while Instant::now() < until {
            let mut wait = [PollFd::new(stream, PollFlags::IN)];
            match poll(&mut wait, Some(&LONG)) {
                Ok(0) => (self.tell)(Wait::Opening(None)),
                Err(rustix::io::Errno::INTR) => {}
                Ok(_) | Err(_) => return true,
            }
        }
        false
    }
}

fn unreachable(socket: &Path, error: &io::Error) -> Failure {
    Failure::new(
        FailureKind::Unreachable,
        Text::of("error.unreachable")
            .with("socket", socket.display())
            .with("error", error),
    )
    .hint(Text::of(match error.kind() {
        io::ErrorKind::PermissionDenied => "error.no-access-hint",
        _ => "error.unreachable-hint",
    }))
}

fn broken(error: &frame::FrameError) -> Failure {
    Failure::new(
        FailureKind::Unreachable,
        Text::of("error.broken").with("error", error),
    )
    .hint(Text::of("error.broken-hint"))
}
