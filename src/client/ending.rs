//! Ending a daemon of another build, which understands no request of ours.

use std::fs;
use std::io::{self, Read};
use std::time::Duration;

use rustix::net::sockopt::socket_peercred;
use rustix::process::{Pid, Signal, kill_process};

use crate::config::Home;

/// A daemon with a long history takes a while to close.
const LONGEST_CLOSE: Duration = Duration::from_mins(5);

/// Ends the daemon of a home by a signal, and waits until it is gone. It is the process that the kernel
/// names behind the socket and that says of itself that it holds the home: neither word alone counts.
///
/// # Errors
/// None answers, the two are not the same, or it is not ours to end.
pub fn end_other_build(home: &Home) -> io::Result<()> {
    let mut stream = home.connect()?;
    let listens = socket_peercred(&stream)?.pid;
    if holder(home) != Some(listens) {
        return Err(io::Error::other(
            "who listens at the socket is not who holds the home",
        ));
    }
    kill_process(listens, Signal::TERM)?;
    stream.set_read_timeout(Some(LONGEST_CLOSE))?;
    // It says nothing to somebody who did not greet it: what comes is the end, told as a broken
    // connection where it had not yet taken ours.
    match io::copy(&mut stream.by_ref().take(1 << 20), &mut io::sink()) {
        Err(error) if error.kind() != io::ErrorKind::ConnectionReset => Err(error),
        _ => Ok(()),
    }
}

/// The process that the lock's file names.
fn holder(home: &Home) -> Option<Pid> {
    let text = fs::read_to_string(home.folder().join("desk.lock")).ok()?;
    let pid = text.strip_prefix("process ")?.split(' ').next()?;
    Pid::from_raw(pid.parse().ok()?)
}
