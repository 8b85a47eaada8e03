//! The desk seen from a client: its socket, and a private daemon when none runs.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use uuid::Uuid;

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

    fn socket(&self) -> PathBuf {
        match self {
            Self::System => PathBuf::from(SYSTEM_SOCKET),
            Self::Home(home) => home.socket(),
        }
    }
}

/// An open session.
pub struct Client {
    reader: BufReader<UnixStream>,
    writer: UnixStream,
    session: Session,
    number: u64,
    pushes: VecDeque<Push>,
}

/// What goes with a request.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// The id that makes a write happen once; a new one where none is given.
    pub request_id: Option<Uuid>,
    /// The version that a job must still have.
    pub expect_version: Option<u64>,
}

impl Client {
    /// Opens a session; starts the daemon of a private desk when none runs.
    ///
    /// # Errors
    /// The desk cannot be reached or refuses the session.
    pub fn connect(place: &Place, act_as: Option<String>, screen: bool) -> Result<Self, Failure> {
        let stream = match UnixStream::connect(place.socket()) {
            Ok(stream) => stream,
            Err(error) => match place {
                Place::System => return Err(unreachable(&place.socket(), &error)),
                Place::Home(home) => start(home)?,
            },
        };
        Self::greet(stream, act_as, screen)
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
        let socket = place.socket();
        let stream = UnixStream::connect(&socket).map_err(|error| unreachable(&socket, &error))?;
        Self::greet(stream, act_as, screen)
    }

    fn greet(stream: UnixStream, act_as: Option<String>, screen: bool) -> Result<Self, Failure> {
        let lost = |error: frame::FrameError| broken(&error);
        let mut writer = stream.try_clone().map_err(|error| broken(&error.into()))?;
        let mut reader = BufReader::new(stream);
        let hello = Hello {
            protocol: PROTOCOL,
            build: BUILD.to_owned(),
            act_as,
            screen,
        };
        frame::send(&mut writer, &hello).map_err(lost)?;
        match frame::receive(&mut reader).map_err(lost)? {
            Welcome::Refused(failure) => Err(failure),
            Welcome::Open(session) => Ok(Self {
                reader,
                writer,
                session: *session,
                number: 0,
                pushes: VecDeque::new(),
            }),
        }
    }

    /// What the desk said when the session was opened.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Asks and waits for the answer; pushes that come in between are kept.
    ///
    /// # Errors
    /// What the desk refused, or a broken connection.
    pub fn ask(&mut self, request: Request, terms: &Terms) -> Result<Reply, Failure> {
        self.number += 1;
        let number = self.number;
        let write = crate::protocol::is_write(&request);
        let envelope = Envelope {
            number,
            request_id: terms.request_id.or_else(|| write.then(Uuid::new_v4)),
            expect_version: terms.expect_version,
            request,
        };
        frame::send(&mut self.writer, &envelope).map_err(|error| broken(&error))?;
        loop {
            match frame::receive(&mut self.reader).map_err(|error| broken(&error))? {
                FromDaemon::Answer { number: of, answer } if of == number => return *answer,
                FromDaemon::Answer { .. } => {}
                FromDaemon::Push(push) => self.pushes.push_back(push),
            }
        }
    }

    /// Waits until the desk has closed its side.
    pub fn wait_for_end(&mut self) {
        while frame::receive::<FromDaemon>(&mut self.reader).is_ok() {}
    }

    /// The two sides apart, for a screen that reads and asks on different threads.
    pub fn into_parts(self) -> (Session, BufReader<UnixStream>, UnixStream) {
        (self.session, self.reader, self.writer)
    }
}

fn unreachable(socket: &Path, error: &io::Error) -> Failure {
    Failure::new(
        FailureKind::Unreachable,
        Text::of("error.unreachable")
            .with("socket", socket.display())
            .with("error", error),
    )
    .hint(Text::of("error.unreachable-hint"))
}

fn broken(error: &frame::FrameError) -> Failure {
    Failure::new(
        FailureKind::Unreachable,
        Text::of("error.broken").with("error", error),
    )
    .hint(Text::of("error.broken-hint"))
}

/// How long a daemon may take to open its store.
const PATIENCE: Duration = Duration::from_mins(1);

/// Starts the daemon of a private desk; one client does, the others wait for it.
fn start(home: &Home) -> Result<UnixStream, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(
            FailureKind::Unreachable,
            Text::of("error.not-started")
                .with("home", home.folder().display())
                .with("error", error),
        )
        .hint(Text::of("error.not-started-hint").with("log", home.log().display()))
    };
    home.prepare().map_err(|error| failed(&error))?;
    let lock = fs::File::create(home.start_lock()).map_err(|error| failed(&error))?;
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive)
        .map_err(|error| failed(&error))?;
    if let Ok(stream) = UnixStream::connect(home.socket()) {
        return Ok(stream);
    }
    let log = fs::File::options()
        .create(true)
        .append(true)
        .open(home.log())
        .map_err(|error| failed(&error))?;
    let binary = std::env::current_exe().map_err(|error| failed(&error))?;
    let mut child = Command::new(binary)
        .arg("serve")
        .arg("--home")
        .arg(home.folder())
        .env_remove("SHIPDESK_AS")
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        // Out of the terminal's reach: a hang-up there is not the desk's.
        .process_group(0)
        .spawn()
        .map_err(|error| failed(&error))?;
    let ready = wait_until_ready(&mut child);
    let stream = UnixStream::connect(home.socket());
    match (ready, stream) {
        (Ok(()), Ok(stream)) => Ok(stream),
        (Err(error), _) => Err(failed(&format!("{error}; {}", last_line(&home.log())))),
        (_, Err(error)) => Err(failed(&error)),
    }
}

fn wait_until_ready(child: &mut std::process::Child) -> io::Result<()> {
    let out = child
        .stdout
        .take()
        .ok_or_else(|| io::Error::other("no output"))?;
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = BufReader::new(out).read_line(&mut line);
        // The one who waits may have given up.
        let _ = sender.send(read.map(|_| line));
    });
    let line = receiver.recv_timeout(PATIENCE).map_err(|_| {
        io::Error::new(
            io::ErrorKind::TimedOut,
            "the daemon did not get ready in time",
        )
    })??;
    if line.starts_with("ready ") {
        Ok(())
    } else {
        Err(io::Error::other("the daemon ended before it was ready"))
    }
}

/// The last line of a log, which says why a daemon ended.
fn last_line(log: &Path) -> String {
    let mut text = String::new();
    let _ = fs::File::open(log).and_then(|mut file| file.read_to_string(&mut text));
    text.lines().last().unwrap_or_default().to_owned()
}
