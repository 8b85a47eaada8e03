//! A session at a terminal: entered, waited on, drawn to, and left in the state it was found.

mod mode;
mod pace;
mod signals;
mod wake;

use std::collections::VecDeque;
use std::io::{self, Write as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::time::{Duration, Instant};

use crossterm::event::Event;
use ratatui::Frame;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::tcgetwinsize;

use super::capabilities::Capabilities;
use super::clipboard::{self, TooLong};
use super::input::{Decoder, Patience};
use super::outlet::Outlet;
use super::screen::Screen;
use pace::pace_of;
use signals::{Asked, Signals};

pub use signals::Ending;
pub use wake::{Bell, Waker, bell};

/// A size is settled when it has not changed for so long.
const SETTLED: Duration = Duration::from_millis(120);

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum TerminalEvent {
    /// Keys and pastes: everything that was there to be read.
    Input(Vec<Event>),
    /// The terminal has a new size, and has kept it for a moment. Draw.
    Resize(u16, u16),
    /// A [`Waker`] rang: look into your channel.
    Wake,
    /// Save what is half done, and leave.
    Terminate(Ending),
    /// The job was stopped, and is continued; the screen has to be drawn again.
    Resumed,
    /// A frame was refused as [`Drawn::Waiting`], and could be drawn now.
    Writable,
    /// Nothing, for as long as was allowed.
    Idle,
}

/// What became of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// It is on its way: so many bytes in one write, or nought if nothing had changed.
    Sent(usize),
    /// The last one is still on its way, or the terminal is being resized. Nothing was rendered:
    /// draw the newest state at [`TerminalEvent::Writable`] or [`TerminalEvent::Resize`].
    Waiting,
}

/// A terminal taken over, and given back when this is dropped, on a panic, and when stopped.
///
/// The loop it is made for drains everything before it draws once:
///
/// ```no_run
/// use std::time::Duration;
/// use shipdesk::tui::terminal::{Capabilities, Choices, Drawn, Session, TerminalEvent};
///
/// let capabilities = Capabilities::detect(|name| std::env::var(name).ok(), Choices::default())?;
/// let mut session = Session::enter(capabilities)?;
/// let waker = session.waker(); // for the thread that reads from the daemon
/// let mut stale = true;
/// loop {
///     if stale && session.draw(|frame| { /* view(&model, frame) */ })? != Drawn::Waiting {
///         stale = false;
///     }
///     let mut wait = None;
///     loop {
///         match session.next(wait)? {
///             TerminalEvent::Idle => break,
///             TerminalEvent::Terminate(_) => return Ok(()), // the draft first
///             TerminalEvent::Writable => {}
///             _ => stale = true, // update(&mut model, …)
///         }
///         wait = Some(Duration::ZERO);
///     }
/// }
/// # #[allow(unreachable_code)]
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Session {
    input: OwnedFd,
    screen: Screen<Outlet>,
    decoder: Decoder,
    signals: Signals,
    waker: Waker,
    bell: Bell,
    queue: VecDeque<TerminalEvent>,
    last_byte: Instant,
    resized_at: Option<Instant>,
    refused: bool,
    hung_up: bool,
    away: bool,
}

impl Session {
    /// Takes over the terminal on standard input and output.
    ///
    /// # Errors
    ///
    /// When one of them is no terminal, or the process has run out of descriptors.
    pub fn enter(capabilities: Capabilities) -> io::Result<Self> {
        let (stdin, stdout) = (io::stdin(), io::stdout());
        if !rustix::termios::isatty(&stdin) || !rustix::termios::isatty(&stdout) {
            return Err(io::Error::other(
                "standard input and output are not both a terminal: run it in one, or use the \
                 commands (shipdesk --help)",
            ));
        }
        let input = stdin.as_fd().try_clone_to_owned()?;
        let mut outlet = Outlet::open(stdout.as_fd(), pace_of(&input, &capabilities))?;
        let signals = Signals::catch()?;
        let (waker, bell) = bell()?;
        let size = size_of(&input);
        let erase = mode::enter(&input, &mut outlet, &capabilities)?;
        Ok(Self {
            screen: Screen::new(outlet, capabilities, size)?,
            input,
            decoder: Decoder::new(Patience::default(), erase),
            signals,
            waker,
            bell,
            queue: VecDeque::new(),
            last_byte: Instant::now(),
            resized_at: None,
            refused: false,
            hung_up: false,
            away: false,
        })
    }

    /// Renders and sends a frame, unless the last one has not left yet.
    ///
    /// # Errors
    ///
    /// When the line dropped: save what is half done, and leave.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<Drawn> {
        let now = Instant::now();
        let free = self.screen.writer().is_free(now) && !self.away;
        if !free || self.resized_at.is_some() {
            self.refused = true;
            return Ok(Drawn::Waiting);
        }
        self.refused = false;
        self.screen.draw(render).map(Drawn::Sent)
    }

    /// Waits for the next event, `timeout` at most; forever without one.
    ///
    /// # Errors
    ///
    /// When the terminal can't be waited on or read, other than for having gone: that is
    /// [`TerminalEvent::Terminate`].
    pub fn next(&mut self, timeout: Option<Duration>) -> io::Result<TerminalEvent> {
        let end = timeout.map(|timeout| Instant::now() + timeout);
        loop {
            if let Some(event) = self.queue.pop_front() {
                return Ok(event);
            }
            let now = Instant::now();
            if let Some(event) = self.due(now) {
                return Ok(event);
            }
            let over = end.is_some_and(|end| now >= end);
            let due = self.next_due(now);
            let wait = match (end.map(|end| end.saturating_duration_since(now)), due) {
                (Some(end), Some(due)) => Some(end.min(due)),
                (wait, due) => wait.or(due),
            };
            self.wait(wait)?;
            if over && self.queue.is_empty() {
                return Ok(TerminalEvent::Idle);
            }
        }
    }

    /// A key is held down, or not any more: see [`Outlet::hold`].
    pub fn hold(&mut self, held: bool) {
        self.screen.writer_mut().hold(held);
    }

    /// A bell for other threads.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// What the terminal can do, and what the operator chose.
    pub fn capabilities(&self) -> &Capabilities {
        self.screen.capabilities()
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.screen.size()
    }

    /// The picture may be spoilt (`^L`): the next frame paints everything.
    pub fn distrust(&mut self) {
        self.screen.distrust();
    }

    /// Copies to the clipboard of the machine the operator sits at, if its terminal lets us.
    ///
    /// # Errors
    ///
    /// In words, when the text is too long, or the line dropped.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let bytes = clipboard::copying(text, self.capabilities().multiplexer)
            .map_err(|error: TooLong| io::Error::other(error))?;
        self.screen.writer_mut().write_all(&bytes)
    }

    /// Stops the job, as `^Z` does in a shell; the terminal is the shell's until it is continued.
    ///
    /// # Errors
    ///
    /// When the process can't be stopped.
    pub fn suspend(&mut self) -> io::Result<()> {
        mode::leave(self.screen.writer_mut());
        self.away = true;
        // SIGCONT is caught, and brings the terminal back.
        Signals::stop()
    }

    /// What time has brought, if anything.
    fn due(&mut self, now: Instant) -> Option<TerminalEvent> {
        if self
            .decoder
            .waits()
            .is_some_and(|wait| now >= self.last_byte + wait)
        {
            let mut events = Vec::new();
            self.decoder.expire(&mut events);
            if !events.is_empty() {
                return Some(TerminalEvent::Input(events));
            }
        }
        if self.resized_at.is_some_and(|at| now >= at + SETTLED) {
            self.resized_at = None;
            let (width, height) = size_of(&self.input);
            if (width, height) != self.screen.size() {
                self.screen.resize(width, height);
                return Some(TerminalEvent::Resize(width, height));
            }
        }
        if self.refused
            && self.resized_at.is_none()
            && self.screen.writer().is_free(now)
            && !self.away
        {
            self.refused = false;
            return Some(TerminalEvent::Writable);
        }
        None
    }

    /// How long until time brings something.
    fn next_due(&self, now: Instant) -> Option<Duration> {
        let writer = self.screen.writer();
        let held_back = self.refused && !writer.is_blocked() && self.resized_at.is_none();
        [
            self.decoder.waits().map(|wait| self.last_byte + wait),
            self.resized_at.map(|at| at + SETTLED),
            held_back.then(|| now + writer.free_in(now)),
        ]
        .into_iter()
        .flatten()
        .min()
        .map(|at| at.saturating_duration_since(now))
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<()> {
        // Poll counts in milliseconds on some systems: never wake before the time has come.
        let timeout = timeout.map(|wait| Timespec::try_from(wait).unwrap_or_default());
        let blocked = self.screen.writer().is_blocked() && !self.hung_up;
        let (mut key, mut room) = (PollFlags::IN, PollFlags::empty());
        if self.hung_up || self.away {
            key = PollFlags::empty();
        }
        if blocked {
            room = PollFlags::OUT;
        }
        let mut fds = vec![
            PollFd::new(&self.signals, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        if !key.is_empty() {
            fds.push(PollFd::new(&self.input, key));
        }
        if !room.is_empty() {
            fds.push(PollFd::from_borrowed_fd(self.screen.writer().as_fd(), room));
        }
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
        let ready: Vec<bool> = fds.iter().map(|fd| !fd.revents().is_empty()).collect();
        drop(fds);
        if ready[0] {
            for asked in self.signals.pending() {
                self.obey(asked)?;
            }
        }
        if !key.is_empty() && ready[2] {
            self.read();
        }
        if ready[1] && self.bell.rang() {
            self.queue.push_back(TerminalEvent::Wake);
        }
        if blocked && self.screen.writer_mut().push().is_err() {
            self.hang_up();
        }
        Ok(())
    }

    fn obey(&mut self, asked: Asked) -> io::Result<()> {
        match asked {
            Asked::End(ending) => self.queue.push_front(TerminalEvent::Terminate(ending)),
            Asked::Resize => self.resized_at = Some(Instant::now()),
            Asked::Stop => self.suspend()?,
            Asked::Continue => {
                self.away = false;
                // Stopped by something harder than `^Z`, the shell had the terminal meanwhile:
                // enter again either way.
                mode::leave(self.screen.writer_mut());
                let capabilities = self.screen.capabilities().clone();
                mode::enter(&self.input, self.screen.writer_mut(), &capabilities)?;
                self.screen.distrust();
                self.resized_at = Some(Instant::now());
                self.queue.push_back(TerminalEvent::Resumed);
            }
        }
        Ok(())
    }

    /// Reads everything there is, so that a burst becomes one event.
    fn read(&mut self) {
        let mut events = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            match rustix::io::read(&self.input, &mut buffer) {
                Ok(0) | Err(rustix::io::Errno::IO) => {
                    self.hang_up();
                    break;
                }
                Ok(n) => {
                    self.last_byte = Instant::now();
                    self.decoder.feed(&buffer[..n], &mut events);
                }
                Err(_) => break,
            }
            let mut more = [PollFd::new(&self.input, PollFlags::IN)];
            let now = Timespec::default();
            if !matches!(poll(&mut more, Some(&now)), Ok(1)) {
                break;
            }
        }
        if !events.is_empty() {
            self.queue.push_back(TerminalEvent::Input(events));
        }
    }

    fn hang_up(&mut self) {
        if !std::mem::replace(&mut self.hung_up, true) {
            self.queue
                .push_front(TerminalEvent::Terminate(Ending::Hangup));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        mode::leave(self.screen.writer_mut());
    }
}

/// Columns and rows by `TIOCGWINSZ`; 80 by 24 where the kernel was never told.
fn size_of(tty: &OwnedFd) -> (u16, u16) {
    match tcgetwinsize(tty) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => (80, 24),
    }
}
