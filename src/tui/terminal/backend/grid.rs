//! A picture of a screen: what each column shows, in a form that compares equal when it looks equal.

use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr as _;

use super::super::capabilities::Capabilities;
use super::pen::Pen;

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Mark {
    #[default]
    Blank,
    Char(char),
    /// A character with combining marks, or an emoji of several.
    Cluster(Box<str>),
    /// The right half of what stands to the left.
    Tail,
    /// Nobody knows: never equal to anything wanted.
    Unknown,
}

/// A column: its mark, and the pen it was printed with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Glyph {
    pub(super) mark: Mark,
    pub(super) pen: Pen,
}

impl Glyph {
    pub(super) fn is_blank(&self) -> bool {
        self.mark == Mark::Blank
    }

    pub(super) fn is_tail(&self) -> bool {
        self.mark == Mark::Tail
    }

    /// Whether terminals may disagree about how far it moves the cursor.
    pub(super) fn width_is_doubtful(&self) -> bool {
        matches!(self.mark, Mark::Cluster(_))
    }

    pub(super) fn print(&self, out: &mut Vec<u8>) {
        match &self.mark {
            Mark::Blank => out.push(b' '),
            Mark::Char(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Mark::Cluster(text) => out.extend_from_slice(text.as_bytes()),
            Mark::Tail | Mark::Unknown => {}
        }
    }
}

/// Rows of glyphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    width: u16,
    rows: Vec<Vec<Glyph>>,
}

impl Grid {
    pub(super) fn blank(width: u16, height: u16) -> Self {
        Self::filled(width, height, &Glyph::default())
    }

    pub(super) fn unknown(width: u16, height: u16) -> Self {
        let unknown = Glyph {
            mark: Mark::Unknown,
            pen: Pen::default(),
        };
        Self::filled(width, height, &unknown)
    }

    fn filled(width: u16, height: u16, glyph: &Glyph) -> Self {
        Self {
            width,
            rows: vec![vec![glyph.clone(); usize::from(width)]; usize::from(height)],
        }
    }

    pub(super) fn width(&self) -> u16 {
        self.width
    }

    pub(super) fn height(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    pub(super) fn row(&self, y: u16) -> &[Glyph] {
        &self.rows[usize::from(y)]
    }

    /// Takes a row over from ratatui's cells; a wide character that would be cut is left out.
    pub(super) fn set_row(&mut self, y: u16, cells: &[Cell], capabilities: &Capabilities) {
        let row = &mut self.rows[usize::from(y)];
        let mut x = 0;
        while x < row.len() {
            let (glyph, width) = glyph_of(&cells[x], capabilities);
            if width == 2 && x + 1 < row.len() {
                let tail = Glyph {
                    mark: Mark::Tail,
                    pen: glyph.pen,
                };
                row[x] = glyph;
                row[x + 1] = tail;
                x += 2;
            } else {
                row[x] = if width == 1 { glyph } else { blank(glyph.pen) };
                x += 1;
            }
        }
    }

    /// Moves the rows of `top..bottom` by `by`, up when positive, letting blanks in.
    pub(super) fn scroll(&mut self, top: u16, bottom: u16, by: i32) {
        let blank = vec![Glyph::default(); usize::from(self.width)];
        let region = &mut self.rows[usize::from(top)..usize::from(bottom)];
        let n = usize::try_from(by.unsigned_abs())
            .unwrap_or(usize::MAX)
            .min(region.len());
        if by > 0 {
            region.rotate_left(n);
            let kept = region.len() - n;
            region[kept..].fill(blank);
        } else {
            region.rotate_right(n);
            region[..n].fill(blank);
        }
    }
}

fn blank(pen: Pen) -> Glyph {
    Glyph {
        mark: Mark::Blank,
        pen: pen.on_blank(),
    }
}

/// A cell's glyph and its width. Control characters never get past here.
fn glyph_of(cell: &Cell, capabilities: &Capabilities) -> (Glyph, usize) {
    let pen = Pen::of(cell, capabilities);
    let symbol = cell.symbol();
    if symbol == " " || symbol.is_empty() || symbol.chars().any(char::is_control) {
        return (blank(pen), 1);
    }
    let width = symbol.width();
    if capabilities.ascii_only() && !symbol.is_ascii() {
        // One column, also for a wide one: the blank that it hid shows beside it.
        return match width {
            0 => (blank(pen), 1),
            _ => (
                Glyph {
                    mark: Mark::Char(ascii_for(symbol)),
                    pen,
                },
                1,
            ),
        };
    }
    let mut chars = symbol.chars();
    let mark = match (chars.next(), chars.next()) {
        (Some(c), None) => Mark::Char(c),
        _ => Mark::Cluster(symbol.into()),
    };
    match width {
        1 | 2 => (Glyph { mark, pen }, width),
        _ => (blank(pen), 1),
    }
}

/// The nearest ASCII to a drawing character; a question mark for everything else.
fn ascii_for(symbol: &str) -> char {
    match symbol.chars().next() {
        Some('─' | '━' | '═' | '–' | '—') => '-',
        Some('│' | '┃' | '║') => '|',
        Some('\u{250c}'..='\u{254b}' | '\u{2552}'..='\u{2570}') => '+',
        Some('•' | '·' | '●') => '*',
        Some('→' | '▶' | '›') => '>',
        Some('←' | '◀' | '‹') => '<',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::Choices;

    fn capabilities(term: &str) -> Capabilities {
        Capabilities::detect(
            |name| (name == "TERM").then(|| term.to_owned()),
            Choices::default(),
        )
        .unwrap()
    }

    fn row_of(symbols: &[&'static str], term: &str) -> Vec<Mark> {
        let cells: Vec<Cell> = symbols.iter().map(|symbol| Cell::new(symbol)).collect();
        let mut grid = Grid::blank(u16::try_from(cells.len()).unwrap(), 1);
        grid.set_row(0, &cells, &capabilities(term));
        grid.row(0).iter().map(|glyph| glyph.mark.clone()).collect()
    }

    #[test]
    fn a_wide_character_takes_two_columns_and_is_never_cut() {
        use Mark::{Blank, Char, Tail};
        assert_eq!(
            row_of(&["海", "x", "a"], "xterm"),
            [Char('海'), Tail, Char('a')]
        );
        assert_eq!(
            row_of(&["a", "b", "海"], "xterm"),
            [Char('a'), Char('b'), Blank]
        );
    }

    #[test]
    fn control_characters_and_stray_marks_become_blanks() {
        use Mark::{Blank, Char};
        assert_eq!(
            row_of(&["\x1b[2J", "\u{300}", "a", "\u{9b}"], "xterm"),
            [Blank, Blank, Char('a'), Blank]
        );
    }

    #[test]
    fn a_terminal_of_ascii_gets_ascii() {
        use Mark::Char;
        assert_eq!(
            row_of(&["┌", "─", "é"], "vt100"),
            [Char('+'), Char('-'), Char('?')]
        );
    }

    #[test]
    fn scrolling_lets_blanks_in() {
        let mut grid = Grid::blank(1, 4);
        for (y, symbol) in ["a", "b", "c", "d"].into_iter().enumerate() {
            grid.set_row(
                u16::try_from(y).unwrap(),
                &[Cell::new(symbol)],
                &capabilities("xterm"),
            );
        }
        let marks = |grid: &Grid| {
            (0..4)
                .map(|y| grid.row(y)[0].mark.clone())
                .collect::<Vec<_>>()
        };
        grid.scroll(1, 4, 1);
        assert_eq!(
            marks(&grid),
            [
                Mark::Char('a'),
                Mark::Char('c'),
                Mark::Char('d'),
                Mark::Blank
            ]
        );
        grid.scroll(0, 2, -1);
        assert_eq!(
            marks(&grid),
            [Mark::Blank, Mark::Char('a'), Mark::Char('d'), Mark::Blank]
        );
    }
}
