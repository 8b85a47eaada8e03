//! Frames: drawn when the line has room, and then the newest state only.

use std::io::{self, Write};

use ratatui::Frame;
use ratatui::Terminal;
use ratatui::buffer::Buffer;

use super::backend::ThinBackend;
use super::capabilities::Capabilities;

/// A screen of the terminal: ratatui's frames in, one write a frame out.
///
/// ```
/// use shipdesk::tui::terminal::{Capabilities, Choices, Screen};
/// use ratatui::widgets::Paragraph;
///
/// let vt100 = |name: &str| (name == "TERM").then(|| "vt100".to_owned());
/// let capabilities = Capabilities::detect(vt100, Choices::default()).unwrap();
/// let mut screen = Screen::new(Vec::new(), capabilities, (80, 24))?;
/// let bytes = screen.draw(|frame| {
///     frame.render_widget(Paragraph::new("Booking desk"), frame.area());
///     frame.set_cursor_position((12, 0));
/// })?;
/// assert_eq!(bytes, screen.writer().len());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Screen<W: Write> {
    terminal: Terminal<ThinBackend<W>>,
    picture: Buffer,
}

impl<W: Write> Screen<W> {
    /// A screen of `size` columns and rows, everything still to be painted.
    ///
    /// # Errors
    ///
    /// None of its own; ratatui's signature.
    pub fn new(writer: W, capabilities: Capabilities, size: (u16, u16)) -> io::Result<Self> {
        let mut terminal = Terminal::new(ThinBackend::new(writer, capabilities, size))?;
        terminal.backend_mut().defer();
        Ok(Self {
            terminal,
            picture: Buffer::default(),
        })
    }

    /// Renders a frame and sends what changed, cursor and all, in one write; the bytes sent.
    ///
    /// # Errors
    ///
    /// Whatever the write failed with.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<usize> {
        self.terminal.draw(|frame| {
            render(frame);
            self.picture.clone_from(frame.buffer_mut());
        })?;
        let backend = self.terminal.backend_mut();
        backend.send_picture(&self.picture)?;
        Ok(backend.last_frame())
    }

    /// The last frame's picture.
    pub fn picture(&self) -> &Buffer {
        &self.picture
    }

    /// The terminal has a new size; the next frame paints everything.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
    }

    /// The picture may have been spoilt (`^L`, a resumed job): the next frame paints everything.
    pub fn distrust(&mut self) {
        self.terminal.backend_mut().distrust();
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        let size = self.terminal.size().unwrap_or_default();
        (size.width, size.height)
    }

    /// What the terminal can do.
    pub fn capabilities(&self) -> &Capabilities {
        self.terminal.backend().capabilities()
    }

    /// Where frames go.
    pub fn writer(&self) -> &W {
        self.terminal.backend().writer()
    }

    /// Where frames go.
    pub fn writer_mut(&mut self) -> &mut W {
        self.terminal.backend_mut().writer_mut()
    }
}
