//! Colours and attributes: what can be set, and the shortest way from one set to the next.

use std::io::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::super::capabilities::{Capabilities, Colours};

/// One colour, already within what the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ink {
    #[default]
    Default,
    /// 0 to 15; and 16 to 255 where there are that many.
    Indexed(u8),
    Rgb(u8, u8, u8),
}

/// The attributes a character is printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pen {
    pub(super) fg: Ink,
    pub(super) bg: Ink,
    pub(super) attributes: Modifier,
}

/// Attributes that show on a blank too.
const ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Attribute, code that sets it, code that takes it back. Bold and dim share theirs.
const CODES: [(Modifier, &str, &str); 8] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

impl Pen {
    /// What `cell` asks for, as far as the terminal can show it.
    pub(super) fn of(cell: &Cell, capabilities: &Capabilities) -> Self {
        let mut attributes = cell.modifier;
        if attributes.contains(Modifier::RAPID_BLINK) {
            attributes.remove(Modifier::RAPID_BLINK);
            attributes.insert(Modifier::SLOW_BLINK);
        }
        if !capabilities.fine_attributes {
            attributes.remove(Modifier::DIM | Modifier::ITALIC | Modifier::CROSSED_OUT);
        }
        if capabilities.colours == Colours::None && cell.bg != Color::Reset {
            attributes.insert(Modifier::REVERSED);
        }
        let (mut fg, bg) = (
            Ink::of(cell.fg, capabilities.colours),
            Ink::of(cell.bg, capabilities.colours),
        );
        if fg == bg && cell.fg != cell.bg {
            // Two colours that fell together would hide the text.
            fg = Ink::Default;
        }
        Self { fg, bg, attributes }
    }

    /// The part of it that a blank shows.
    pub(super) fn on_blank(mut self) -> Self {
        self.attributes = self.attributes.intersection(ON_BLANKS);
        if self.attributes.is_empty() {
            self.fg = Ink::Default;
        }
        self
    }

    /// Whether an erased cell looks like a blank in this pen.
    pub(super) fn erases(self, capabilities: &Capabilities) -> bool {
        self.attributes.intersection(ON_BLANKS).is_empty()
            && (self.bg == Ink::Default || capabilities.back_colour_erase)
    }

    /// Whether a blank printed with this pen looks as one of `blank` should.
    pub(super) fn prints_blank(self, blank: Self) -> bool {
        self.on_blank() == blank
    }
}

/// Appends the shortest change from `from` to `to`: the differences, or all of it after a reset.
/// `None` is a pen nobody knows.
pub(super) fn change(out: &mut Vec<u8>, from: Option<Pen>, to: Pen) {
    if from == Some(to) {
        return;
    }
    let mut reset = Vec::new();
    if to != Pen::default() {
        // An empty first parameter is a nought.
        reset.push(b';');
        list_all(&mut reset, Pen::default(), to);
    }
    let chosen = match from {
        None => reset,
        Some(from) => {
            let mut differences = Vec::new();
            list_all(&mut differences, from, to);
            if differences.len() < reset.len() {
                differences
            } else {
                reset
            }
        }
    };
    out.extend_from_slice(b"\x1b[");
    out.extend_from_slice(&chosen);
    out.push(b'm');
}

fn list_all(out: &mut Vec<u8>, from: Pen, to: Pen) {
    let gone = from.attributes.difference(to.attributes);
    let mut kept = from.attributes;
    for (attribute, _, off) in CODES {
        if gone.contains(attribute) && kept.contains(attribute) {
            list(out, off);
            kept.remove(attribute);
            if off == "22" {
                kept.remove(Modifier::BOLD | Modifier::DIM);
            }
        }
    }
    for (attribute, on, _) in CODES {
        if to.attributes.contains(attribute) && !kept.contains(attribute) {
            list(out, on);
        }
    }
    if from.fg != to.fg {
        to.fg.list(out, 30);
    }
    if from.bg != to.bg {
        to.bg.list(out, 40);
    }
}

fn list(out: &mut Vec<u8>, code: &str) {
    if !matches!(out.last(), None | Some(b';')) {
        out.push(b';');
    }
    out.extend_from_slice(code.as_bytes());
}

impl Ink {
    fn list(self, out: &mut Vec<u8>, base: u8) {
        let code = match self {
            Self::Default => format!("{}", base + 9),
            Self::Indexed(n) if n < 8 => format!("{}", base + n),
            Self::Indexed(n) if n < 16 => format!("{}", base + 52 + n),
            Self::Indexed(n) => format!("{};5;{n}", base + 8),
            Self::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
        };
        list(out, &code);
    }

    fn of(colour: Color, colours: Colours) -> Self {
        let ink = match colour {
            Color::Reset => Self::Default,
            Color::Black => Self::Indexed(0),
            Color::Red => Self::Indexed(1),
            Color::Green => Self::Indexed(2),
            Color::Yellow => Self::Indexed(3),
            Color::Blue => Self::Indexed(4),
            Color::Magenta => Self::Indexed(5),
            Color::Cyan => Self::Indexed(6),
            Color::Gray => Self::Indexed(7),
            Color::DarkGray => Self::Indexed(8),
            Color::LightRed => Self::Indexed(9),
            Color::LightGreen => Self::Indexed(10),
            Color::LightYellow => Self::Indexed(11),
            Color::LightBlue => Self::Indexed(12),
            Color::LightMagenta => Self::Indexed(13),
            Color::LightCyan => Self::Indexed(14),
            Color::White => Self::Indexed(15),
            Color::Indexed(n) => Self::Indexed(n),
            Color::Rgb(r, g, b) => Self::Rgb(r, g, b),
        };
        match (ink, colours) {
            (Self::Default, _) | (_, Colours::None) => Self::Default,
            (ink, Colours::True) | (ink @ Self::Indexed(_), Colours::Indexed) => ink,
            (Self::Rgb(r, g, b), Colours::Indexed) => Self::Indexed(nearest((r, g, b), 16..=255)),
            (Self::Rgb(r, g, b), _) => Self::Indexed(nearest((r, g, b), 0..=15)).narrowed(colours),
            (Self::Indexed(n), _) if n > 15 => {
                Self::Indexed(nearest(rgb(n), 0..=15)).narrowed(colours)
            }
            (ink, _) => ink.narrowed(colours),
        }
    }

    /// From sixteen to eight: a bright colour is its plain twin, but dark grey is no black.
    fn narrowed(self, colours: Colours) -> Self {
        match self {
            Self::Indexed(8) if colours == Colours::Eight => Self::Default,
            Self::Indexed(n) if colours == Colours::Eight => Self::Indexed(n & 7),
            ink => ink,
        }
    }
}

/// xterm's default palette.
fn rgb(index: u8) -> (u8, u8, u8) {
    const ANSI: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match index {
        0..=15 => ANSI[usize::from(index)],
        16..=231 => {
            let n = index - 16;
            (level(n / 36), level(n / 6 % 6), level(n % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

fn nearest((r, g, b): (u8, u8, u8), among: std::ops::RangeInclusive<u8>) -> u8 {
    let far = |n: &u8| {
        let (pr, pg, pb) = rgb(*n);
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(r, pr) * 3 + square(g, pg) * 4 + square(b, pb) * 2
    };
    among.min_by_key(far).unwrap_or(7)
}

/// Appends `CSI n <last>`, leaving a count of one to the terminal.
pub(super) fn csi(out: &mut Vec<u8>, n: u16, last: u8) {
    out.extend_from_slice(b"\x1b[");
    if n != 1 {
        // Writing into memory can't fail.
        let _ = write!(out, "{n}");
    }
    out.push(last);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: u8, attributes: Modifier) -> Pen {
        Pen {
            fg: Ink::Indexed(fg),
            bg: Ink::Default,
            attributes,
        }
    }

    fn sent(from: Option<Pen>, to: Pen) -> String {
        let mut out = Vec::new();
        change(&mut out, from, to);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_change_is_the_shorter_of_differences_and_reset() {
        let plain = Pen::default();
        assert_eq!(sent(Some(plain), plain), "");
        assert_eq!(sent(Some(pen(1, Modifier::BOLD)), plain), "\x1b[m");
        assert_eq!(
            sent(Some(pen(1, Modifier::BOLD)), pen(2, Modifier::BOLD)),
            "\x1b[32m"
        );
        assert_eq!(
            sent(Some(pen(1, Modifier::BOLD)), pen(1, Modifier::empty())),
            "\x1b[22m"
        );
        assert_eq!(
            sent(Some(pen(1, Modifier::all())), pen(9, Modifier::UNDERLINED)),
            "\x1b[;4;91m"
        );
        assert_eq!(sent(None, plain), "\x1b[m");
        assert_eq!(sent(None, pen(200, Modifier::empty())), "\x1b[;38;5;200m");
    }

    #[test]
    fn dim_survives_when_bold_goes() {
        let both = pen(1, Modifier::BOLD | Modifier::DIM);
        assert_eq!(sent(Some(both), pen(1, Modifier::DIM)), "\x1b[22;2m");
    }

    #[test]
    fn colours_are_mapped_down_and_never_hide_text() {
        assert_eq!(
            Ink::of(Color::Rgb(255, 0, 0), Colours::Indexed),
            Ink::Indexed(196)
        );
        assert_eq!(
            Ink::of(Color::Rgb(250, 5, 5), Colours::Sixteen),
            Ink::Indexed(9)
        );
        assert_eq!(
            Ink::of(Color::Indexed(196), Colours::Eight),
            Ink::Indexed(1)
        );
        let mut cell = Cell::new("x");
        cell.set_fg(Color::LightRed).set_bg(Color::Red);
        let mut capabilities = Capabilities::detect(
            |_| Some("xterm".into()),
            crate::tui::terminal::Choices::default(),
        )
        .unwrap();
        capabilities.colours = Colours::Eight;
        assert_eq!(Pen::of(&cell, &capabilities).fg, Ink::Default);
        capabilities.colours = Colours::None;
        assert!(
            Pen::of(&cell, &capabilities)
                .attributes
                .contains(Modifier::REVERSED)
        );
    }
}
