//! ratatui's own backend over bytes in memory: the peer whose screens ours must equal.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// A writer that counts its writes.
#[derive(Debug, Default)]
pub struct Tape {
    pub bytes: Vec<u8>,
    pub writes: usize,
}

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        self.writes += 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Tape {
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

/// A tape that stock's backend writes and a test reads.
#[derive(Debug, Clone, Default)]
pub struct SharedTape(Rc<RefCell<Tape>>);

impl Write for SharedTape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `CrosstermBackend` with a size of its own, for there is no terminal to ask.
pub struct Stock {
    inner: CrosstermBackend<SharedTape>,
    tape: SharedTape,
    size: Size,
}

impl Stock {
    pub fn new(width: u16, height: u16) -> Self {
        // Else it heeds the NO_COLOR of whoever runs the tests.
        crossterm::style::force_color_output(true);
        let tape = SharedTape::default();
        Self {
            inner: CrosstermBackend::new(tape.clone()),
            tape,
            size: Size::new(width, height),
        }
    }

    /// What was written since the last call.
    pub fn take(&self) -> Tape {
        self.tape.0.take()
    }
}

impl Backend for Stock {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}
