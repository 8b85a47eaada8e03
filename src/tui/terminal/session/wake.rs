//! A bell for other threads: something is in their channel.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use rustix::pipe::{PipeFlags, pipe_with};

/// Wakes a [`super::Session`] from another thread. Rings before the session looks are one ring.
///
/// ```
/// use shipdesk::tui::terminal::Waker;
///
/// let (waker, _bell) = shipdesk::tui::terminal::bell()?;
/// let other = waker.clone();
/// std::thread::spawn(move || other.wake()).join().unwrap();
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Waker {
    writer: Arc<OwnedFd>,
}

impl Waker {
    /// Rings. A full pipe rings already; a closed one has nobody to wake.
    pub fn wake(&self) {
        let _ = rustix::io::write(&*self.writer, b"w");
    }
}

/// The end that waits.
#[derive(Debug)]
pub struct Bell {
    reader: OwnedFd,
}

impl Bell {
    /// Takes back all rings so far; whether there was one.
    pub(super) fn rang(&self) -> bool {
        let mut buffer = [0; 256];
        let mut rang = false;
        while matches!(rustix::io::read(&self.reader, &mut buffer), Ok(n) if n > 0) {
            rang = true;
        }
        rang
    }
}

impl AsFd for Bell {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }
}

/// A waker and the bell it rings.
///
/// # Errors
///
/// When the process has no file descriptors left.
pub fn bell() -> io::Result<(Waker, Bell)> {
    let (reader, writer) = pipe_with(PipeFlags::NONBLOCK | PipeFlags::CLOEXEC)?;
    let waker = Waker {
        writer: Arc::new(writer),
    };
    Ok((waker, Bell { reader }))
}
