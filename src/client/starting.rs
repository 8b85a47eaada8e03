//! The daemon of a private desk, started by the first who needs it.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::telling::{Tell, Wait};
use crate::config::Home;
use crate::domain::Text;
use crate::protocol::{CLOSING, Failure, FailureKind, OPENING};

/// How long a daemon may open its store without a word.
const PATIENCE: Duration = Duration::from_mins(1);

/// Starts the daemon of a private desk; one client does, the others wait for it.
pub fn start(home: &Home, tell: &Tell) -> Result<UnixStream, Failure> {
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
    let lock = match fs::File::create(home.start_lock()) {
        // Where nothing can be made the folder itself serves as well.
        Err(error) if error.kind() == io::ErrorKind::ReadOnlyFilesystem => {
            fs::File::open(home.folder())
        }
        made => made,
    };
    let lock = lock.map_err(|error| failed(&error))?;
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive)
        .map_err(|error| failed(&error))?;
    if let Ok(stream) = home.connect() {
        return Ok(stream);
    }
    let log = match fs::File::options()
        .create(true)
        .append(true)
        .open(home.log())
    {
        Err(error) if error.kind() == io::ErrorKind::ReadOnlyFilesystem => {
            fs::File::options().append(true).open("/dev/null")
        }
        opened => opened,
    };
    let log = log.map_err(|error| failed(&error))?;
    let said_before = log.metadata().map_or(0, |log| log.len());
    let binary = std::env::current_exe().map_err(|error| failed(&error))?;
    let mut child = Command::new(binary)
        .args(["serve", "--progress", "--home"])
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
    let ready = wait_until_ready(&mut child, tell);
    let stream = home.connect();
    match (ready, stream) {
        // Whether it is this one that answers: another's socket may have been away for a moment.
        (_, Ok(stream)) => Ok(stream),
        (Err(error), _) => {
            // Gone by now, or about to be: it leaves no zombie behind.
            let _ = child.try_wait();
            Err(failed(
                &said(&home.log(), said_before).unwrap_or(error.to_string()),
            ))
        }
        (_, Err(error)) => Err(failed(&error)),
    }
}

fn wait_until_ready(child: &mut Child, tell: &Tell) -> io::Result<()> {
    let out = child
        .stdout
        .take()
        .ok_or_else(|| io::Error::other("no output"))?;
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines() {
            let Ok(line) = line else { break };
            let ready = line.starts_with("ready ");
            // The one who waits may have given up.
            if sender.send(line).is_err() || ready {
                break;
            }
        }
    });
    loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(line) if line.starts_with("ready ") => return Ok(()),
            Ok(line) if line == CLOSING => tell(Wait::Closing),
            Ok(line) => {
                let records = line
                    .strip_prefix(OPENING)
                    .and_then(|count| count.parse().ok());
                tell(Wait::Opening(records));
            }
            Err(RecvTimeoutError::Timeout) => {
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    "the daemon did not get ready in time",
                ));
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(io::Error::other("the daemon ended before it was ready"));
            }
        }
    }
}

/// What a daemon that ended wrote last: what was wrong, and what to do.
fn said(log: &Path, from: u64) -> Option<String> {
    let mut text = String::new();
    let mut file = fs::File::open(log).ok()?;
    io::Seek::seek(&mut file, io::SeekFrom::Start(from)).ok()?;
    file.read_to_string(&mut text).ok()?;
    let at = text.rfind("shipdesk: ")? + "shipdesk: ".len();
    let said: Vec<&str> = text[at..].lines().map(str::trim).collect();
    Some(said.join(" "))
}
