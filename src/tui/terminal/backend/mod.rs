//! A ratatui backend for thin lines: the cheapest of several ways to paint a frame, in one write.
//!
//! [`ThinBackend`] needs nothing else of this crate but [`Capabilities`], and works under any
//! [`ratatui::Terminal`]:
//!
//! ```
//! use ratatui::{Terminal, widgets::Paragraph};
//! use shipdesk::tui::terminal::{Capabilities, Choices, ThinBackend};
//!
//! let xterm = |name: &str| (name == "TERM").then(|| "xterm-256color".to_owned());
//! let capabilities = Capabilities::detect(xterm, Choices::default()).unwrap();
//! let mut terminal = Terminal::new(ThinBackend::new(Vec::new(), capabilities, (80, 24)))?;
//! terminal.draw(|frame| frame.render_widget(Paragraph::new("a sailing"), frame.area()))?;
//! let first = terminal.backend().writer().len();
//! terminal.draw(|frame| frame.render_widget(Paragraph::new("a sailing"), frame.area()))?;
//! assert_eq!(terminal.backend().writer().len(), first, "nothing changed, nothing sent");
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! What it asks of its surroundings: the terminal is in raw mode (`OPOST` off: a line feed only
//! goes down), nobody else writes to it, and whoever resizes says so with
//! [`ThinBackend::resize`]. After anything that may have spoilt the picture,
//! [`ThinBackend::distrust`] has the next frame painted in full.
//!
//! How a frame leaves: ratatui's changes are kept until [`Backend::flush`]; then the frame is
//! painted as a difference, as a difference after the most promising scrolls, and on a cleared
//! screen, each in memory; the shortest is written, once. [`Backend::get_cursor_position`] answers
//! from memory: the terminal is never asked anything.

mod align;
mod grid;
mod paint;
mod pen;
mod pencil;
mod scroll;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr as _;

use super::capabilities::Capabilities;
use grid::Grid;
use pen::Pen;
use pencil::{Pencil, Place};

/// A frame so large takes the change of pen that the next typed character would need.
const WORTH_READYING: usize = 8;

/// A frame shorter than this is painted as it is.
const WORTH_MOVING_LINES: usize = 24;

/// Scrolls a frame, at most, where each takes margins.
const MOST_SCROLLS: usize = 4;

/// See the [module's page](self).
#[derive(Debug)]
pub struct ThinBackend<W: Write> {
    writer: W,
    capabilities: Capabilities,
    size: Size,
    /// What ratatui wants, cell by cell, and which rows it touched since the last frame.
    cells: Vec<Cell>,
    touched: Vec<bool>,
    wanted: Grid,
    wanted_cursor: Option<Position>,
    /// What the terminal shows.
    shown: Grid,
    shown_cursor: Option<bool>,
    place: Place,
    pen: Option<Pen>,
    last_position: Position,
    last_frame: usize,
    deferred: bool,
}

impl<W: Write> ThinBackend<W> {
    /// A backend for a terminal of `size` columns and rows whose state nobody knows yet.
    pub fn new(writer: W, capabilities: Capabilities, (width, height): (u16, u16)) -> Self {
        let mut backend = Self {
            writer,
            capabilities,
            size: Size::default(),
            cells: Vec::new(),
            touched: Vec::new(),
            wanted: Grid::blank(0, 0),
            wanted_cursor: None,
            shown: Grid::unknown(0, 0),
            shown_cursor: None,
            place: Place::Unknown,
            pen: None,
            last_position: Position::ORIGIN,
            last_frame: 0,
            deferred: false,
        };
        backend.resize(width, height);
        backend
    }

    /// The terminal has a new size. What it shows is unknown from here on: terminals cut, wrap and
    /// pull down lines each in their own way.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = Size::new(width, height);
        self.cells = vec![Cell::EMPTY; usize::from(width) * usize::from(height)];
        self.touched = vec![false; usize::from(height)];
        self.wanted = Grid::blank(width, height);
        self.distrust();
    }

    /// Forgets what the terminal shows: the next frame clears it and paints everything.
    pub fn distrust(&mut self) {
        self.shown = Grid::unknown(self.size.width, self.size.height);
        self.shown_cursor = None;
        self.place = Place::Unknown;
        self.pen = None;
    }

    /// Bytes of the last frame; nought when nothing had changed.
    pub fn last_frame(&self) -> usize {
        self.last_frame
    }

    /// Where the frames go.
    pub fn writer(&self) -> &W {
        &self.writer
    }

    /// Where the frames go.
    pub fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// What the terminal can do.
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// Leaves sending to [`ThinBackend::send_picture`]: [`Backend::flush`] does nothing from here on.
    pub(super) fn defer(&mut self) {
        self.deferred = true;
    }

    /// Sends the frame whose whole picture is `buffer`, its cursor where ratatui put it.
    ///
    /// Better than ratatui's changes: those forget what a wide character hid when it goes.
    pub(super) fn send_picture(&mut self, buffer: &Buffer) -> io::Result<()> {
        let width = usize::from(self.size.width);
        if width > 0 && buffer.area.as_size() == self.size {
            for (y, cells) in (0_u16..).zip(buffer.content.chunks(width)) {
                self.wanted.set_row(y, cells, &self.capabilities);
            }
        }
        self.send()
    }

    fn send(&mut self) -> io::Result<()> {
        let (mut frame, place, pen) = self.compose();
        (self.place, self.pen) = (place, pen);
        self.shown.clone_from(&self.wanted);
        let cursor = self.cursor_change();
        frame.extend_from_slice(cursor);
        self.last_frame = frame.len();
        if frame.is_empty() {
            return Ok(());
        }
        self.writer.write_all(&frame)?;
        self.writer.flush()
    }

    fn take_over_cells(&mut self) {
        let width = usize::from(self.size.width);
        for (y, touched) in (0_u16..).zip(&mut self.touched) {
            if std::mem::take(touched) {
                let start = usize::from(y) * width;
                let cells = &self.cells[start..start + width];
                self.wanted.set_row(y, cells, &self.capabilities);
            }
        }
    }

    /// The frame's bytes, and the state they leave the terminal in.
    fn compose(&self) -> (Vec<u8>, Place, Option<Pen>) {
        let start = Pencil {
            capabilities: &self.capabilities,
            width: self.size.width,
            out: Vec::new(),
            place: self.place,
            pen: self.pen,
        };
        let mut best = if self.shown == self.wanted {
            start
        } else if self.pen.is_none() {
            cleared(&start, &self.wanted)
        } else {
            let best = shortest(&start, &self.shown, &self.wanted);
            let cleared = cleared(&start, &self.wanted);
            if cleared.out.len() < best.out.len() {
                cleared
            } else {
                best
            }
        };
        if let Some(Position { x, y }) = self.wanted_cursor
            && x < self.size.width
            && y < self.size.height
        {
            best.go(x, y, self.wanted.row(y));
            if best.out.len() >= WORTH_READYING {
                // The next key is echoed here: better it finds its pen than pays for it. Where
                // something is proposed in another one, what is typed over it is plain all the same.
                best.take(Pen::default());
            }
        }
        (best.out, best.place, best.pen)
    }

    fn cursor_change(&mut self) -> &'static [u8] {
        let visible = self.wanted_cursor.is_some();
        if !self.capabilities.hides_cursor || self.shown_cursor == Some(visible) {
            return b"";
        }
        self.shown_cursor = Some(visible);
        if visible { b"\x1b[?25h" } else { b"\x1b[?25l" }
    }
}

fn cleared<'a>(start: &Pencil<'a>, wanted: &Grid) -> Pencil<'a> {
    let mut pencil = start.fresh();
    paint::paint_cleared(&mut pencil, wanted);
    pencil
}

/// The shorter of the plain difference and the difference after lines were moved: inserted and
/// deleted where the terminal can, else scrolled between margins, once, twice, and so on.
fn shortest<'a>(start: &Pencil<'a>, shown: &Grid, wanted: &Grid) -> Pencil<'a> {
    let mut best = start.fresh();
    paint::paint(&mut best, shown, wanted);
    if best.out.len() < WORTH_MOVING_LINES {
        return best;
    }
    if start.capabilities.edit_lines {
        let mut way = start.fresh();
        if let Some(moved) = align::align(&mut way, shown, wanted) {
            paint::paint(&mut way, &moved, wanted);
            if way.out.len() < best.out.len() {
                best = way;
            }
        }
    } else if start.capabilities.margins {
        let mut moved = shown.clone();
        let mut way = start.fresh();
        for _ in 0..MOST_SCROLLS {
            let Some(scroll) = scroll::most_promising(&moved, wanted) else {
                break;
            };
            scroll::by_margins(&mut way, scroll, &moved);
            moved.scroll(scroll.top, scroll.bottom, scroll.by);
            let mut painted = way.clone();
            paint::paint(&mut painted, &moved, wanted);
            if painted.out.len() < best.out.len() {
                best = painted;
            }
        }
    }
    best
}

impl<W: Write> Backend for ThinBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let (width, height) = (self.size.width, self.size.height);
        for (x, y, cell) in content {
            if x < width && y < height {
                let index = usize::from(y) * usize::from(width) + usize::from(x);
                self.cells[index] = cell.clone();
                self.touched[usize::from(y)] = true;
                // ratatui trusts the terminal to clear what a wide character covers.
                if x + 1 < width && cell.symbol().len() > 1 && cell.symbol().width() == 2 {
                    self.cells[index + 1] = Cell::EMPTY;
                }
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted_cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wanted_cursor = Some(self.last_position);
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.last_position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.last_position = position.into();
        if self.wanted_cursor.is_some() {
            self.wanted_cursor = Some(self.last_position);
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Clears in the next frame's picture; the terminal hears of it with [`Backend::flush`].
    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let width = usize::from(self.size.width);
        let Position { x, y } = self.last_position;
        let cursor = (usize::from(y) * width + usize::from(x)).min(self.cells.len());
        let line = usize::from(y) * width..(usize::from(y) + 1) * width;
        let cells = match clear_type {
            ClearType::All => 0..self.cells.len(),
            ClearType::AfterCursor => cursor..self.cells.len(),
            ClearType::BeforeCursor => 0..cursor,
            ClearType::CurrentLine => line,
            ClearType::UntilNewLine => cursor..line.end,
        };
        if let Some(cells) = self.cells.get_mut(cells) {
            cells.fill(Cell::EMPTY);
        }
        self.touched.fill(true);
        Ok(())
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
        if self.deferred {
            return Ok(());
        }
        self.take_over_cells();
        self.send()
    }
}
