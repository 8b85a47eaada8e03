//! The terminal's cursor and pen as we know them, and the shortest way to move and change them.

use std::cmp::Ordering;
use std::io::Write as _;

use super::super::capabilities::Capabilities;
use super::grid::Glyph;
use super::pen::{self, Pen};

/// Where the cursor is, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nobody knows.
    Unknown,
    /// Column and row, counted from nought.
    At(u16, u16),
    /// The row is known, the column is not to be relied on: behind the last column, or behind a
    /// cluster that terminals measure differently.
    Row(u16),
}

/// Bytes on their way, and what the terminal will be in after them.
#[derive(Debug, Clone)]
pub(super) struct Pencil<'a> {
    pub(super) capabilities: &'a Capabilities,
    pub(super) width: u16,
    pub(super) out: Vec<u8>,
    pub(super) place: Place,
    pub(super) pen: Option<Pen>,
}

impl<'a> Pencil<'a> {
    /// The same terminal, nothing sent yet: for trying one way of several.
    pub(super) fn fresh(&self) -> Pencil<'a> {
        Pencil {
            out: Vec::new(),
            ..*self
        }
    }

    /// Goes on where `other` ended, its bytes appended.
    pub(super) fn adopt(&mut self, other: &Pencil<'a>) {
        self.out.extend_from_slice(&other.out);
        self.place = other.place;
        self.pen = other.pen;
    }

    /// Moves the cursor to `x`, `y` the shortest way. `row` is what row `y` shows between here and
    /// there: printing it once more is sometimes shorter than a sequence.
    pub(super) fn go(&mut self, x: u16, y: u16, row: &[Glyph]) {
        if self.place == Place::At(x, y) {
            return;
        }
        let mut best = absolute(x, y);
        let mut consider = |way: Vec<u8>| {
            if way.len() < best.len() {
                best = way;
            }
        };
        match self.place {
            Place::Unknown => {}
            Place::At(cx, cy) => {
                let vertical = self.vertical(cy, y);
                for horizontal in self.across(Some(cx), x, row) {
                    consider([vertical.as_slice(), &horizontal].concat());
                }
            }
            Place::Row(cy) => {
                // The column first: a line feed from behind the last column is anyone's guess.
                let vertical = self.vertical(cy, y);
                let mut returned = vec![b'\r'];
                returned.extend_from_slice(&vertical);
                for horizontal in self.across(Some(0), x, row) {
                    consider([returned.as_slice(), &horizontal].concat());
                }
                if self.capabilities.column_address {
                    let mut way = Vec::new();
                    pen::csi(&mut way, x + 1, b'G');
                    way.extend_from_slice(&vertical);
                    consider(way);
                }
            }
        }
        self.out.extend_from_slice(&best);
        self.place = Place::At(x, y);
    }

    /// The shortest way from row to row, the column kept.
    fn vertical(&self, from: u16, to: u16) -> Vec<u8> {
        let mut way = Vec::new();
        match to.cmp(&from) {
            Ordering::Equal => return way,
            Ordering::Greater => {
                pen::csi(&mut way, to - from, b'B');
                if usize::from(to - from) < way.len() {
                    return vec![b'\n'; usize::from(to - from)];
                }
            }
            Ordering::Less if from - to == 1 => return b"\x1bM".to_vec(),
            Ordering::Less => pen::csi(&mut way, from - to, b'A'),
        }
        if self.capabilities.row_address {
            let mut absolute = Vec::new();
            pen::csi(&mut absolute, to + 1, b'd');
            if absolute.len() < way.len() {
                way = absolute;
            }
        }
        way
    }

    /// Ways from column to column of one row.
    fn across(&self, from: Option<u16>, to: u16, row: &[Glyph]) -> Vec<Vec<u8>> {
        let mut ways = Vec::with_capacity(5);
        let starts = [(from, &b""[..]), (Some(0), &b"\r"[..])];
        for (start, prefix) in starts {
            let Some(start) = start else { continue };
            let mut way = prefix.to_vec();
            if to == start {
                ways.push(way);
                continue;
            }
            if to < start {
                if start - to < 4 {
                    ways.push(vec![8; usize::from(start - to)]);
                } else {
                    pen::csi(&mut way, start - to, b'D');
                    ways.push(way);
                }
                continue;
            }
            if to - start <= 6
                && let Some(text) = self.reprint(&row[usize::from(start)..usize::from(to)])
            {
                ways.push([prefix, &text].concat());
            }
            pen::csi(&mut way, to - start, b'C');
            ways.push(way);
        }
        if self.capabilities.column_address {
            let mut way = Vec::new();
            pen::csi(&mut way, to + 1, b'G');
            ways.push(way);
        }
        ways
    }

    /// The text of `glyphs`, if printing them with the pen as it is changes nothing.
    fn reprint(&self, glyphs: &[Glyph]) -> Option<Vec<u8>> {
        let pen = self.pen?;
        let mut text = Vec::new();
        for glyph in glyphs {
            let same = match glyph.mark {
                super::grid::Mark::Blank => pen.prints_blank(glyph.pen),
                super::grid::Mark::Char(c) => c.is_ascii() && glyph.pen == pen,
                _ => false,
            };
            if !same {
                return None;
            }
            glyph.print(&mut text);
        }
        Some(text)
    }

    /// Takes up a pen.
    pub(super) fn take(&mut self, pen: Pen) {
        pen::change(&mut self.out, self.pen, pen);
        self.pen = Some(pen);
    }

    /// Prints a glyph at the cursor, which must be at its place; `wide` if it takes two columns.
    pub(super) fn put(&mut self, glyph: &Glyph, wide: bool) {
        let fits = glyph.is_blank() && self.pen.is_some_and(|pen| pen.prints_blank(glyph.pen));
        if !fits {
            self.take(glyph.pen);
        }
        glyph.print(&mut self.out);
        self.place = match self.place {
            Place::At(x, y) => {
                let next = x + 1 + u16::from(wide);
                if next >= self.width || glyph.width_is_doubtful() {
                    Place::Row(y)
                } else {
                    Place::At(next, y)
                }
            }
            place => place,
        };
    }

    /// Readies the pen for an erasure that must look like `blank`.
    pub(super) fn take_for_erasing(&mut self, blank: Pen) {
        if !self.pen.is_some_and(|pen| pen.prints_blank(blank)) {
            self.take(blank);
        }
    }

    /// Appends `CSI n <last>`.
    pub(super) fn csi(&mut self, n: u16, last: u8) {
        pen::csi(&mut self.out, n, last);
    }
}

/// `CSI row ; column H`, ones left out.
fn absolute(x: u16, y: u16) -> Vec<u8> {
    let mut way = b"\x1b[".to_vec();
    // Writing into memory can't fail.
    if y > 0 {
        let _ = write!(way, "{}", y + 1);
    }
    if x > 0 {
        let _ = write!(way, ";{}", x + 1);
    }
    way.push(b'H');
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::Choices;

    fn moved(term: &str, from: Place, x: u16, y: u16) -> String {
        let capabilities = Capabilities::detect(
            |name| (name == "TERM").then(|| term.into()),
            Choices::default(),
        )
        .unwrap();
        let mut pencil = Pencil {
            capabilities: &capabilities,
            width: 80,
            out: Vec::new(),
            place: from,
            pen: Some(Pen::default()),
        };
        let mut row = vec![Glyph::default(); 80];
        row[1].mark = crate::tui::terminal::backend::grid::Mark::Char('b');
        pencil.go(x, y, &row);
        assert_eq!(pencil.place, Place::At(x, y));
        String::from_utf8(pencil.out).unwrap()
    }

    #[test]
    fn the_shortest_way_is_taken() {
        let at = |x, y| Place::At(x, y);
        assert_eq!(moved("xterm", at(5, 5), 5, 5), "");
        assert_eq!(moved("xterm", at(5, 5), 5, 6), "\n");
        assert_eq!(moved("xterm", at(5, 5), 5, 4), "\x1bM");
        assert_eq!(moved("xterm", at(5, 5), 4, 5), "\x08");
        assert_eq!(moved("xterm", at(50, 5), 2, 6), "\n\r b");
        assert_eq!(moved("xterm", at(5, 5), 0, 0), "\x1b[H");
        assert_eq!(moved("xterm", at(40, 5), 7, 5), "\x1b[8G");
        assert_eq!(moved("xterm", at(5, 5), 40, 20), "\x1b[21;41H");
        assert_eq!(moved("xterm", at(40, 15), 40, 3), "\x1b[4d");
        assert_eq!(moved("xterm", Place::Unknown, 40, 20), "\x1b[21;41H");
    }

    #[test]
    fn a_vt100_gets_nothing_it_does_not_know() {
        assert_eq!(moved("vt100", Place::At(5, 5), 40, 5), "\x1b[35C");
        assert_eq!(moved("vt100", Place::At(40, 5), 40, 20), "\x1b[15B");
    }

    #[test]
    fn after_the_last_column_only_safe_moves() {
        assert_eq!(moved("xterm", Place::Row(5), 0, 6), "\r\n");
        assert_eq!(moved("xterm", Place::Row(5), 70, 5), "\x1b[71G");
        assert_eq!(moved("vt100", Place::Row(5), 70, 5), "\r\x1b[70C");
    }
}
