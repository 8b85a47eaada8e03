//! The socket: made private from its first moment, and asked by the kernel who is there.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};

use super::desk::Desk;
use super::session;

/// The most connections of one account at a time.
const CONNECTIONS: u32 = 128;

/// Binds the socket with its mode: under a name of its own first, so that it is never open to
/// more than it should be. The store's lock is held, so a socket that is there is nobody's.
///
/// # Errors
/// The socket cannot be made.
pub fn bind(path: &Path, mode: u32) -> io::Result<UnixListener> {
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

/// The socket that systemd holds open for the desk of a whole box, where it started us for it.
pub fn handed_over() -> Option<UnixListener> {
    listenfd::ListenFd::from_env()
        .take_unix_listener(0)
        .ok()
        .flatten()
}

/// How often the listener looks whether the desk ends while nobody connects.
const LOOK: rustix::time::Timespec = rustix::time::Timespec {
    tv_sec: 0,
    tv_nsec: 100_000_000,
};

/// Accepts connections until the desk stops.
///
/// # Errors
/// The socket cannot be waited on.
pub fn accept(desk: &Arc<Desk>, listener: &UnixListener) -> io::Result<()> {
    let open: Arc<Mutex<HashMap<u32, u32>>> = Arc::default();
    listener.set_nonblocking(true)?;
    while !desk.is_stopping() {
        let mut wait = [PollFd::new(listener, PollFlags::IN)];
        match poll(&mut wait, Some(&LOOK)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => continue,
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        match listener.accept() {
            Ok((stream, _)) => admit(desk, &open, stream),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                // Out of file descriptors: let sessions end before trying again.
                thread::sleep(std::time::Duration::from_millis(50));
            }
        }
    }
    Ok(())
}

fn admit(desk: &Arc<Desk>, open: &Arc<Mutex<HashMap<u32, u32>>>, stream: UnixStream) {
    let uid = match rustix::net::sockopt::socket_peercred(&stream) {
        Ok(credentials) => credentials.uid.as_raw(),
        Err(error) => {
            tracing::warn!(%error, "the kernel does not say who connected; refused");
            return;
        }
    };
    {
        let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(uid).or_default();
        if *count >= CONNECTIONS {
            tracing::warn!(uid, "too many connections of one account; refused");
            return;
        }
        *count += 1;
    }
    let (desk, open) = (Arc::clone(desk), Arc::clone(open));
    let spawned = thread::Builder::new()
        .name("session".to_owned())
        .spawn(move || {
            session::serve(&desk, stream, uid);
            if let Some(count) = open
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_mut(&uid)
            {
                *count -= 1;
            }
        });
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for a session");
    }
}
