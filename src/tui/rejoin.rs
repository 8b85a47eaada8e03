//! The desk again, after the connection to it broke.

use std::io::{self, BufReader};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Client, Place, tell};
use crate::domain::Text;
use crate::i18n::{Lang, render};
use crate::protocol::{Failure, FailureKind, Reply, Session};

use super::terminal::Waker;

/// Between two tries: at first the desk may only have been started again.
const SOON: Duration = Duration::from_millis(100);
/// Later it is down for longer, and twenty screens wait for it.
const LATER: Duration = Duration::from_secs(1);

/// A private desk that went down by itself is started from here after so long: whoever looks after it
/// comes first.
const WAITS_FOR_ITS_KEEPER: Duration = Duration::from_secs(3);

/// How the desk is reached.
#[derive(Debug, Clone)]
pub struct Door {
    /// Which desk.
    pub place: Place,
    /// The operator to act as, on a practice desk.
    pub act_as: Option<String>,
}

/// An open session, or why this client cannot have one any more.
pub type Rejoined = Result<(Session, BufReader<UnixStream>, UnixStream), Failure>;

impl Door {
    /// Tries until the desk is there, on a thread of its own. A private desk that went down by
    /// itself is started again; one that was ended is waited for.
    pub fn rejoin(&self, starts: bool, waker: Waker) -> Receiver<Rejoined> {
        let (sender, joined) = channel();
        let door = self.clone();
        thread::spawn(move || {
            let began = Instant::now();
            let rejoined = loop {
                let starts = starts && began.elapsed() >= WAITS_FOR_ITS_KEEPER;
                match door.open(starts) {
                    Ok(client) => break Ok(client.into_parts()),
                    Err(failure) if failure.kind == FailureKind::Version => break Err(failure),
                    Err(_) => {
                        let soon = began.elapsed() < Duration::from_secs(5);
                        thread::sleep(if soon { SOON } else { LATER });
                    }
                }
            };
            // The screen may be gone by now.
            if sender.send(rejoined).is_ok() {
                waker.wake();
            }
        });
        joined
    }

    fn open(&self, starts: bool) -> Result<Client, Failure> {
        if starts {
            Client::connect(&self.place, self.act_as.clone(), true, Box::new(|_| {}))
        } else {
            Client::connect_running(&self.place, self.act_as.clone(), true)
        }
    }
}

/// An answer that says to ask again with the same id, once the desk is back.
pub fn comes_again(answer: &Result<Reply, Failure>) -> bool {
    matches!(answer, Err(failure) if failure.message.key == "error.stopping")
}

/// An answer that says that nobody knows yet.
pub fn is_open(answer: &Result<Reply, Failure>) -> bool {
    matches!(answer, Err(failure) if failure.message.key == "error.unknown-outcome")
}

/// Says where a form is that the desk could not take, or that it could not be kept.
pub fn tell_kept(lang: Lang, kept: io::Result<Option<PathBuf>>) {
    let text = match kept {
        Ok(None) => return,
        Ok(Some(path)) => Text::of("tui.left.kept").with("path", path.display()),
        Err(error) => Text::of("tui.left.not-kept").with("error", error),
    };
    tell(&format!("{}\n", render(lang, &text)));
}

/// Starts this program again, as the build that is installed by now; gives the exit code when that
/// cannot be.
pub fn start_again(lang: Lang, why: &Failure) -> u8 {
    tell(&format!("{}\n", render(lang, &why.message)));
    tell(&format!("{}\n", crate::i18n::say(lang, "tui.left.again")));
    let failed = match program() {
        Ok(program) => Command::new(program)
            .args(std::env::args_os().skip(1))
            .exec(),
        Err(error) => error,
    };
    tell(&format!("shipdesk: {failed}\n"));
    FailureKind::Version.exit_code()
}

/// Where this program lies, or its successor: the kernel marks the name of one that was replaced.
fn program() -> io::Result<PathBuf> {
    let path = std::env::current_exe()?;
    let text = path.to_string_lossy();
    Ok(text
        .strip_suffix(" (deleted)")
        .map_or_else(|| path.clone(), PathBuf::from))
}
