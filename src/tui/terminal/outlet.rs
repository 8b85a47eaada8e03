//! The way out: one frame on its way at a time, never one queued behind another.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};

use super::line::Line;

/// What a line of 9,600 bit/s carries in a second, with a start and a stop bit.
pub const THIN_LINE: u32 = 960;

/// What is around a frame on its way: the packet's and the encryption's own bytes.
const AROUND: u64 = 40;

/// Bytes on their way at most while a key is held down: a round trip's worth of a thin line.
const HELD: u64 = 600;

/// What a line that nothing is known of may be taken to be behind by as a key is found to be held.
const UNKNOWN: Duration = Duration::from_millis(300);

/// How often a line that is busy is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(25);

/// How it is known that the line has carried the last frame. The kernel only sees its own buffer: a
/// relay such as sshd takes kilobytes long before the line does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Pace {
    /// It is not: a frame has left when the kernel has taken it.
    #[default]
    Kernel,
    /// By counting, at so many bytes a second.
    Counted(u32),
    /// By the connection's own queue: at most so many bytes of it on their way.
    Measured(Line, u64),
}

/// A terminal's writing end that takes a frame whole and never blocks.
///
/// Two things can hold the next frame back: the kernel has not taken all of the last one yet, and
/// the line has not carried it yet, as far as its [`Pace`] tells.
#[derive(Debug)]
pub struct Outlet {
    fd: OwnedFd,
    blocking: bool,
    pending: Vec<u8>,
    pace: Pace,
    line_free_at: Option<Instant>,
    /// Frames follow one another as a held key's do: see [`Outlet::hold`].
    held: bool,
}

impl Outlet {
    /// Opens the terminal behind `tty` a second time, so that not blocking stays our own affair
    /// and the shell's end of it is left as it was.
    ///
    /// # Errors
    ///
    /// When `tty` can't even be duplicated.
    pub fn open(tty: BorrowedFd<'_>, pace: Pace) -> io::Result<Self> {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let reopened = rustix::termios::ttyname(tty, Vec::new())
            .and_then(|name| rustix::fs::open(name, flags, Mode::empty()))
            .or_else(|_| rustix::fs::open(c"/dev/tty", flags, Mode::empty()));
        // After `su` the terminal may belong to someone else: then frames block, one at a time.
        let blocking = reopened.is_err();
        let fd = match reopened {
            Ok(fd) => fd,
            Err(_) => tty.try_clone_to_owned()?,
        };
        Ok(Self {
            fd,
            blocking,
            pending: Vec::new(),
            pace,
            line_free_at: None,
            held: false,
        })
    }

    /// Whether another frame may be sent now.
    pub fn is_free(&self, now: Instant) -> bool {
        if !self.pending.is_empty() {
            return false;
        }
        match &self.pace {
            Pace::Kernel if !self.held => true,
            Pace::Kernel | Pace::Counted(_) => self.free_in(now).is_zero(),
            // A connection that has gone holds nothing back.
            Pace::Measured(line, most) => {
                let most = if self.held { HELD.min(*most) } else { *most };
                line.unarrived().is_none_or(|bytes| bytes <= most)
            }
        }
    }

    /// A key is held down, or not any more. Its frames come faster than a thin line carries them, and
    /// whatever is written ahead of the line runs on after the key's release: they are paced as a
    /// thin line's where nothing is known of the line, and closely where its queue can be seen.
    pub fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Bytes a second that frames are counted at; none where they are not.
    fn counted(&self) -> Option<(u32, u64)> {
        match self.pace {
            Pace::Counted(pace) => Some((pace, AROUND)),
            // A little below its pace: what went ahead before the key was known to be held is made up.
            Pace::Kernel => Some((THIN_LINE, 8)),
            Pace::Measured(..) => None,
        }
    }

    /// How long until it is worth asking again whether a frame may be sent that may not be now.
    pub fn free_in(&self, now: Instant) -> Duration {
        match self.pace {
            Pace::Kernel if !self.held => Duration::ZERO,
            Pace::Kernel | Pace::Counted(_) => self
                .line_free_at
                .map_or(Duration::ZERO, |at| at.saturating_duration_since(now)),
            Pace::Measured(..) => LOOK_AGAIN,
        }
    }

    /// Whether bytes wait for the kernel.
    pub fn is_blocked(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Sends what the kernel takes now.
    ///
    /// # Errors
    ///
    /// Whatever the write failed with, except that it would block. `EIO` means the line dropped.
    pub fn push(&mut self) -> io::Result<()> {
        while !self.pending.is_empty() {
            match rustix::io::write(&self.fd, &self.pending) {
                Ok(n) => {
                    self.pending.drain(..n);
                }
                Err(rustix::io::Errno::AGAIN) => break,
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Waits until everything has left, `limit` at most.
    ///
    /// # Errors
    ///
    /// As [`Outlet::push`]; running out of time is no error.
    pub fn drain(&mut self, limit: Duration) -> io::Result<()> {
        let end = Instant::now().checked_add(limit);
        self.push()?;
        while self.is_blocked() {
            let left = end.map_or(limit, |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                break;
            }
            let timeout = Timespec::try_from(left).unwrap_or_default();
            let mut fds = [PollFd::new(&self.fd, PollFlags::OUT)];
            match poll(&mut fds, Some(&timeout)) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            self.push()?;
        }
        Ok(())
    }

    /// Throws away what has not left; whether that may have cut a sequence in two.
    pub fn abandon(&mut self) -> bool {
        let cut = self.is_blocked();
        self.pending.clear();
        self.line_free_at = None;
        cut
    }
}

impl AsFd for Outlet {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        if let Some((pace, around)) = self.counted() {
            let now = Instant::now();
            let start = self.line_free_at.map_or(now, |at| at.max(now));
            let carried = u64::try_from(bytes.len()).unwrap_or(u64::MAX / 2) + around;
            let took = carried.saturating_mul(1_000_000) / u64::from(pace.max(1));
            let free_at = start + Duration::from_micros(took);
            // Of a line that nothing is known of, what went long before a held key is let go.
            let known = self.held || self.pace != Pace::Kernel;
            self.line_free_at = Some(if known {
                free_at
            } else {
                free_at.min(now + UNKNOWN)
            });
        }
        if self.blocking {
            self.drain(Duration::from_hours(1))?;
        } else {
            self.push()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlet(pace: Pace) -> (Outlet, OwnedFd) {
        let (reader, fd) =
            rustix::pipe::pipe_with(rustix::pipe::PipeFlags::NONBLOCK).expect("a pipe");
        let outlet = Outlet {
            fd,
            blocking: false,
            pending: Vec::new(),
            pace,
            line_free_at: None,
            held: false,
        };
        (outlet, reader)
    }

    #[test]
    fn a_frame_the_kernel_does_not_take_holds_the_next_one_back() {
        let (mut outlet, reader) = outlet(Pace::Kernel);
        let frame = vec![b'x'; 1 << 20];
        outlet.write_all(&frame).unwrap();
        assert!(outlet.is_blocked() && !outlet.is_free(Instant::now()));
        let mut read = 0;
        let mut buffer = vec![0; 65536];
        while outlet.is_blocked() {
            read += rustix::io::read(&reader, &mut buffer[..]).unwrap();
            outlet.push().unwrap();
        }
        assert!(outlet.is_free(Instant::now()));
        while let Ok(n) = rustix::io::read(&reader, &mut buffer[..]) {
            read += n;
        }
        assert_eq!(read, frame.len());
    }

    #[test]
    fn the_pace_counts_frames_against_the_line() {
        let (mut outlet, _reader) = outlet(Pace::Counted(THIN_LINE));
        let before = Instant::now();
        outlet.write_all(&[b'x'; 960]).unwrap();
        assert!(!outlet.is_free(before + Duration::from_millis(900)));
        assert!(outlet.is_free(Instant::now() + Duration::from_millis(1_050)));
        assert!(
            !outlet.is_blocked(),
            "the kernel has it all: only the line is counted busy"
        );
    }

    #[test]
    fn a_held_keys_frames_are_paced_as_a_thin_lines() {
        let (mut outlet, _reader) = outlet(Pace::Kernel);
        outlet.write_all(&[b'x'; 2_000]).unwrap();
        outlet.hold(true);
        let later = Instant::now() + UNKNOWN;
        assert!(outlet.is_free(later), "not all that went before is counted");
        outlet.write_all(&[b'x'; 96]).unwrap();
        assert!(!outlet.is_free(later));
        assert!(outlet.is_free(later + Duration::from_millis(120)));
        outlet.hold(false);
        assert!(outlet.is_free(Instant::now()));
    }

    #[test]
    fn a_line_that_dropped_is_an_error_and_no_signal() {
        let (mut outlet, reader) = outlet(Pace::Kernel);
        drop(reader);
        assert!(outlet.write_all(b"x").is_err());
    }
}
