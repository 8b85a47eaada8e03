//! The terminal's mode: taken over on entering, given back on every way out.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::super::capabilities::Capabilities;
use super::super::outlet::Outlet;

/// How long a line that takes nothing may hold up leaving.
const LEAVING: Duration = Duration::from_millis(500);

/// What it takes to give the terminal back.
#[derive(Debug)]
struct Before {
    tty: OwnedFd,
    modes: Termios,
    leave: Vec<u8>,
    owner: ThreadId,
}

/// One terminal a process. Here and not in the session, for a panic must reach it.
static BEFORE: Mutex<Option<Before>> = Mutex::new(None);
static PANIC_HOOK: Once = Once::new();

/// Takes the terminal over: raw, its alternate screen, pastes bracketed. Returns the byte that its
/// Backspace sends.
pub(super) fn enter(
    tty: impl AsFd,
    outlet: &mut Outlet,
    capabilities: &Capabilities,
) -> io::Result<u8> {
    let modes = tcgetattr(&tty)?;
    let erase = modes.special_codes[rustix::termios::SpecialCodeIndex::VERASE];
    let mut raw = modes.clone();
    // Also turns IXON off: `^S` is a key, and nobody freezes a screen by accident.
    raw.make_raw();
    tcsetattr(&tty, OptionalActions::Now, &raw)?;
    let before = Before {
        tty: tty.as_fd().try_clone_to_owned()?,
        modes,
        leave: leaving(capabilities),
        owner: thread::current().id(),
    };
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
    PANIC_HOOK.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore_after_panic();
            report(panic);
        }));
    });
    io::Write::write_all(outlet, &entering(capabilities))?;
    Ok(erase)
}

/// Gives the terminal back, through `outlet` so that nothing overtakes the last frame.
pub(super) fn leave(outlet: &mut Outlet) {
    let Some(before) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() else {
        return;
    };
    // A line that dropped takes neither; there is nobody left to tell.
    let _ = outlet.drain(LEAVING);
    let mut bytes = Vec::new();
    if outlet.abandon() {
        // Ends a sequence that was cut in two.
        bytes.push(0x18);
    }
    bytes.extend_from_slice(&before.leave);
    let _ = io::Write::write_all(outlet, &bytes);
    let _ = outlet.drain(LEAVING);
    let _ = tcsetattr(&before.tty, OptionalActions::Now, &before.modes);
}

/// A panic of the thread that draws ends the session: its report must not vanish with the
/// alternate screen. Other threads' panics leave the screen alone.
fn restore_after_panic() {
    let Ok(mut before) = BEFORE.try_lock() else {
        return;
    };
    if before
        .as_ref()
        .is_none_or(|before| before.owner != thread::current().id())
    {
        return;
    }
    if let Some(before) = before.take() {
        let mut bytes = vec![0x18];
        bytes.extend_from_slice(&before.leave);
        let _ = rustix::io::write(&before.tty, &bytes);
        let _ = tcsetattr(&before.tty, OptionalActions::Now, &before.modes);
    }
}

fn entering(capabilities: &Capabilities) -> Vec<u8> {
    let mut bytes = Vec::new();
    if capabilities.alternate_screen {
        bytes.extend_from_slice(b"\x1b[?1049h");
    }
    if capabilities.bracketed_paste {
        bytes.extend_from_slice(b"\x1b[?2004h");
    }
    bytes
}

fn leaving(capabilities: &Capabilities) -> Vec<u8> {
    let mut bytes = Vec::new();
    if capabilities.bracketed_paste {
        bytes.extend_from_slice(b"\x1b[?2004l");
    }
    bytes.extend_from_slice(b"\x1b[m");
    if capabilities.hides_cursor {
        bytes.extend_from_slice(b"\x1b[?25h");
    }
    bytes.extend_from_slice(if capabilities.alternate_screen {
        b"\x1b[?1049l"
    } else {
        b"\x1b[H\x1b[J"
    });
    bytes
}
