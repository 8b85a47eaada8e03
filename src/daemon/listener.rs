//! The socket: made private from its first moment, and asked by the kernel who is there.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};

use super::accounts::{Accounts, Full};
use super::desk::Desk;
use super::session;
use crate::config::SYSTEM_SOCKET;
use crate::domain::Text;
use crate::protocol::{Failure, FailureKind};

/// Binds the socket with its mode: under a name of its own first, so that it is never open to
/// more than it should be. The store's lock is held, so a socket that is there is nobody's.
///
/// # Errors
/// The socket cannot be made.
fn bind(path: &Path, mode: u32) -> io::Result<UnixListener> {
    let under_way = path.with_extension("new");
    for stale in [path, under_way.as_path()] {
        match fs::remove_file(stale) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    let listener = UnixListener::bind(&under_way)?;
    fs::set_permissions(&under_way, fs::Permissions::from_mode(mode))?;
    fs::rename(&under_way, path)?;
    Ok(listener)
}

/// The socket that systemd holds open for the desk of a whole box, where it started us for it, and
/// where it lies.
pub fn handed_over() -> Option<(UnixListener, PathBuf)> {
    let listener = listenfd::ListenFd::from_env()
        .take_unix_listener(0)
        .ok()
        .flatten()?;
    let path = listener
        .local_addr()
        .ok()
        .and_then(|address| address.as_pathname().map(Path::to_owned))
        .unwrap_or_else(|| PathBuf::from(SYSTEM_SOCKET));
    Some((listener, path))
}

/// Refuses a socket that somebody else made for us and left open to everyone.
///
/// # Errors
/// It is open to accounts outside its group, or cannot be looked at.
pub fn check_mode(path: &Path) -> io::Result<()> {
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    let open_to_all = mode & 0o007 != 0;
    if !open_to_all {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::PermissionDenied,
        format!(
            "the socket {} has mode {mode:04o}: everybody could get in. Set SocketMode=0660 in its \
             unit",
            path.display()
        ),
    ))
}

/// The socket that the desk made for itself.
pub struct Door {
    listener: UnixListener,
    path: PathBuf,
    mode: u32,
    /// The file's device and number.
    file: Option<(u64, u64)>,
}

impl Door {
    /// Makes it.
    ///
    /// # Errors
    /// The socket cannot be made.
    pub fn open(path: PathBuf, mode: u32) -> io::Result<Self> {
        let listener = bind(&path, mode)?;
        let file = file_of(&path);
        Ok(Self {
            listener,
            path,
            mode,
            file,
        })
    }

    /// Makes it again where its file is gone: something that tidies folders may have taken it, and
    /// nobody would find the desk any more.
    fn keep(&mut self) {
        if self.file.is_some() && file_of(&self.path) == self.file {
            return;
        }
        let made = bind(&self.path, self.mode).and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok(listener)
        });
        match made {
            Ok(listener) => {
                self.listener = listener;
                self.file = file_of(&self.path);
                tracing::warn!(path = %self.path.display(), "the socket was gone; it is made again");
            }
            // Said once, tried again every second.
            Err(error) if self.file.take().is_some() => {
                tracing::error!(path = %self.path.display(), %error, "the socket is gone");
            }
            Err(_) => {}
        }
    }
}

fn file_of(path: &Path) -> Option<(u64, u64)> {
    let found = fs::symlink_metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

/// Where connections come from.
pub enum Listener {
    /// A socket that whoever started the desk looks after.
    Handed(UnixListener),
    /// The desk's own.
    Own(Door),
}

impl Listener {
    fn socket(&self) -> &UnixListener {
        match self {
            Self::Handed(listener) => listener,
            Self::Own(door) => &door.listener,
        }
    }
}

/// How often the desk looks whether its socket is still there.
const KEEP: Duration = Duration::from_secs(1);

/// How often the listener looks whether the desk ends while nobody connects.
const LOOK: rustix::time::Timespec = rustix::time::Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// Accepts connections until the desk stops.
///
/// # Errors
/// The socket cannot be waited on.
pub fn accept(desk: &Arc<Desk>, mut door: Listener) -> io::Result<()> {
    let accounts = Accounts::new();
    door.socket().set_nonblocking(true)?;
    let mut kept = Instant::now();
    while !desk.is_stopping() {
        if let Listener::Own(door) = &mut door
            && kept.elapsed() >= KEEP
        {
            kept = Instant::now();
            door.keep();
        }
        let listener = door.socket();
        let mut wait = [PollFd::new(listener, PollFlags::IN)];
        match poll(&mut wait, Some(&LOOK)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => continue,
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        match listener.accept() {
            Ok((stream, _)) => admit(desk, &accounts, stream),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                // Out of file descriptors: let sessions end before trying again.
                thread::sleep(Duration::from_millis(50));
            }
        }
    }
    Ok(())
}

fn admit(desk: &Arc<Desk>, accounts: &Accounts, stream: UnixStream) {
    let uid = match rustix::net::sockopt::socket_peercred(&stream) {
        Ok(credentials) => credentials.uid.as_raw(),
        Err(error) => {
            tracing::warn!(%error, "the kernel does not say who connected; refused");
            return;
        }
    };
    let entered = match accounts.enter(uid) {
        Ok(entered) => entered,
        Err(full) => {
            tracing::warn!(uid, ?full, "too many connections; refused");
            session::turn_away(&stream, too_many(full, accounts));
            return;
        }
    };
    let desk = Arc::clone(desk);
    let spawned = thread::Builder::new()
        .name("session".to_owned())
        .spawn(move || session::serve(&desk, stream, uid, &entered));
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for a session");
    }
}

fn too_many(full: Full, accounts: &Accounts) -> Failure {
    let message = match full {
        Full::Account => "error.too-many-sessions",
        Full::Desk => "error.desk-full",
    };
    Failure::new(
        FailureKind::Unreachable,
        Text::of(message).with("count", full.most(accounts)),
    )
    .hint(Text::of("error.too-many-sessions-hint"))
}
