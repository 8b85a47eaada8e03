//! Signals as something to wait for beside the keyboard.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// Why the desk is asked to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The line dropped: SIGHUP, or the terminal's end of file.
    Hangup,
    /// SIGTERM.
    Terminate,
    /// SIGINT; from outside, for `^C` is a key.
    Interrupt,
    /// SIGQUIT.
    Quit,
}

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    End(Ending),
    Resize,
    Stop,
    Continue,
}

#[derive(Debug)]
pub(super) struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
}

impl Signals {
    pub(super) fn catch() -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let caught = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT];
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, caught)?;
        Ok(Self { delivery })
    }

    /// What came since the last call, endings first.
    pub(super) fn pending(&mut self) -> Vec<Asked> {
        let mut asked: Vec<Asked> = self
            .delivery
            .pending()
            .filter_map(|signal| match signal {
                SIGHUP => Some(Asked::End(Ending::Hangup)),
                SIGTERM => Some(Asked::End(Ending::Terminate)),
                SIGINT => Some(Asked::End(Ending::Interrupt)),
                SIGQUIT => Some(Asked::End(Ending::Quit)),
                SIGWINCH => Some(Asked::Resize),
                SIGTSTP => Some(Asked::Stop),
                SIGCONT => Some(Asked::Continue),
                _ => None,
            })
            .collect();
        asked.sort_by_key(|asked| !matches!(asked, Asked::End(_)));
        asked
    }

    /// Stops the process as SIGTSTP would have; returns when it is continued.
    pub(super) fn stop() -> io::Result<()> {
        signal_hook::low_level::emulate_default_handler(SIGTSTP)
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }
}
