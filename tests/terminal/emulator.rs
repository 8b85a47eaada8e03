//! A terminal in memory, and what a person would see on it.

use std::num::NonZeroU16;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

/// What one column shows. A blank shows its background, its underline and its reversal only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    pub text: String,
    pub fg: Option<String>,
    pub bg: Option<String>,
    pub bold: bool,
    pub dim: bool,
    pub italic: bool,
    pub underline: bool,
    pub inverse: bool,
    /// The right half of a wide character.
    pub tail: bool,
}

impl Seen {
    fn into_seen(mut self) -> Self {
        if self.text.is_empty() || self.text == " " {
            " ".clone_into(&mut self.text);
            if !self.tail {
                (self.bold, self.dim, self.italic) = (false, false, false);
                if !self.underline && !self.inverse {
                    self.fg = None;
                }
            }
        }
        self
    }
}

/// A whole screen as seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u16,
    pub rows: Vec<Vec<Seen>>,
    pub cursor: Option<(u16, u16)>,
}

impl Picture {
    /// The first difference in words, for a failing test.
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self.cursor != other.cursor {
            return Some(format!("cursor {:?}, not {:?}", self.cursor, other.cursor));
        }
        for (y, (a, b)) in self.rows.iter().zip(&other.rows).enumerate() {
            for (x, (a, b)) in a.iter().zip(b).enumerate() {
                if a != b {
                    return Some(format!("row {y}, column {x}: {a:?}, not {b:?}"));
                }
            }
        }
        (self != other).then(|| "sizes differ".to_owned())
    }
}

/// A vt100 emulator.
pub struct Emulator {
    parser: vt100::Parser,
}

impl Clone for Emulator {
    /// One that shows the same.
    fn clone(&self) -> Self {
        let (height, width) = self.screen().size();
        let mut copy = Self::new(width.get(), height.get());
        copy.feed(self.screen().state_formatted().as_bytes());
        copy
    }
}

impl Emulator {
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            parser: vt100::Parser::new(nonzero(height), nonzero(width), 0),
        }
    }

    pub fn feed(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.parser.set_size(nonzero(height), nonzero(width));
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    pub fn picture(&self) -> Picture {
        let screen = self.screen();
        let (height, width) = screen.size();
        let rows = (0..height.get())
            .map(|y| (0..width.get()).map(|x| seen(screen, x, y)).collect())
            .collect();
        let (y, x) = screen.cursor_position();
        Picture {
            width: width.get(),
            rows,
            cursor: (!screen.hide_cursor()).then_some((x, y)),
        }
    }
}

fn nonzero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a terminal has columns and rows")
}

fn seen(screen: &vt100::Screen, x: u16, y: u16) -> Seen {
    let cell = screen.cell(y, x).expect("within the screen");
    if cell.is_wide_continuation() {
        return Seen {
            tail: true,
            ..Seen::default()
        };
    }
    Seen {
        text: cell.contents().to_owned(),
        fg: colour(cell.fgcolor()),
        bg: colour(cell.bgcolor()),
        bold: cell.bold(),
        dim: cell.dim(),
        italic: cell.italic(),
        underline: cell.underline(),
        inverse: cell.inverse(),
        tail: false,
    }
    .into_seen()
}

fn colour(colour: vt100::Color) -> Option<String> {
    match colour {
        vt100::Color::Default => None,
        vt100::Color::Idx(n) => Some(n.to_string()),
        vt100::Color::Rgb(r, g, b) => Some(format!("{r},{g},{b}")),
    }
}

/// What a buffer of ratatui's asks for, on a terminal that can show all of it.
pub fn wanted(buffer: &Buffer, cursor: Option<(u16, u16)>) -> Picture {
    let area = buffer.area;
    let mut rows = Vec::new();
    for y in 0..area.height {
        let mut row = Vec::new();
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            let has = |modifier| cell.modifier.contains(modifier);
            let wide = cell.symbol().width() == 2 && x + 1 < area.width;
            let cut = cell.symbol().width() == 2 && !wide;
            row.push(
                Seen {
                    text: if cut {
                        " ".to_owned()
                    } else {
                        cell.symbol().to_owned()
                    },
                    fg: wanted_colour(cell.fg),
                    bg: wanted_colour(cell.bg),
                    bold: has(Modifier::BOLD),
                    dim: has(Modifier::DIM),
                    italic: has(Modifier::ITALIC),
                    underline: has(Modifier::UNDERLINED),
                    inverse: has(Modifier::REVERSED),
                    tail: false,
                }
                .into_seen(),
            );
            if wide {
                row.push(Seen {
                    tail: true,
                    ..Seen::default()
                });
            }
            x += 1 + u16::from(wide);
        }
        rows.push(row);
    }
    Picture {
        width: area.width,
        rows,
        cursor,
    }
}

fn wanted_colour(colour: Color) -> Option<String> {
    Some(
        match colour {
            Color::Reset => return None,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
            Color::Indexed(n) => n,
            Color::Rgb(r, g, b) => return Some(format!("{r},{g},{b}")),
        }
        .to_string(),
    )
}
