//! Random mornings, painted three ways: what our backend leaves on an emulated terminal, what
//! ratatui's own backend leaves there, and what the frame asked for. All three must look the same.

use ratatui::Terminal;
use ratatui::style::{Color, Modifier, Style};
use shipdesk::tui::terminal::{Capabilities, Screen};

use crate::bars::{asks, capabilities};
use crate::emulator::{Emulator, Picture, wanted};
use crate::stock::{Stock, Tape};

/// A small generator of numbers, so that a seed is all it takes to see a failure again.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn up_to(&mut self, most: u16) -> u16 {
        u16::try_from(self.roll(usize::from(most) + 1)).unwrap()
    }
}

const WORDS: [&str; 14] = [
    "ROTTERDAM",
    "上海港",
    "e\u{301}te\u{301}",
    "x",
    "  ",
    "中远海运 ARIES",
    "2026-11-24",
    "─────",
    "提单号 SE2600042",
    "日本語",
    "…",
    "MSC",
    "가나다",
    "      ",
];

const COLOURS: [Color; 8] = [
    Color::Reset,
    Color::Reset,
    Color::Red,
    Color::LightBlue,
    Color::DarkGray,
    Color::Indexed(202),
    Color::Rgb(10, 200, 30),
    Color::Black,
];

// The emulator takes bold and dim for one another's opposite, so never both here.
const MODIFIERS: [Modifier; 8] = [
    Modifier::empty(),
    Modifier::empty(),
    Modifier::BOLD,
    Modifier::DIM,
    Modifier::ITALIC,
    Modifier::UNDERLINED,
    Modifier::REVERSED,
    Modifier::BOLD.union(Modifier::UNDERLINED),
];

fn style(dice: &mut Dice) -> Style {
    let styled = dice.roll(2) == 0;
    let mut pick = |sides: usize| if styled { dice.roll(sides) } else { 0 };
    let modifier = MODIFIERS[pick(MODIFIERS.len())];
    Style {
        fg: Some(COLOURS[pick(COLOURS.len())]),
        bg: Some(COLOURS[pick(COLOURS.len())]),
        add_modifier: modifier,
        // What a piece covers does not shine through.
        sub_modifier: Modifier::all().difference(modifier),
        ..Style::new()
    }
}

/// Lines of styled pieces, and a cursor: what the frames are drawn from.
struct Scene {
    size: (u16, u16),
    lines: Vec<Vec<(u16, &'static str, Style)>>,
    cursor: Option<(u16, u16)>,
}

impl Scene {
    fn new(size: (u16, u16)) -> Self {
        Self {
            size,
            lines: vec![Vec::new(); usize::from(size.1)],
            cursor: None,
        }
    }

    fn line(&self, dice: &mut Dice) -> Vec<(u16, &'static str, Style)> {
        let pieces = dice.roll(5);
        (0..pieces)
            .map(|_| {
                (
                    dice.up_to(self.size.0),
                    WORDS[dice.roll(WORDS.len())],
                    style(dice),
                )
            })
            .collect()
    }

    /// One random action; the new size if it was a resize.
    fn act(&mut self, dice: &mut Dice) -> Option<(u16, u16)> {
        let height = self.lines.len();
        match dice.roll(20) {
            0..=5 => {
                let y = dice.roll(height);
                let piece = (
                    dice.up_to(self.size.0),
                    WORDS[dice.roll(WORDS.len())],
                    style(dice),
                );
                self.lines[y].push(piece);
                if self.lines[y].len() > 8 {
                    self.lines[y].remove(0);
                }
            }
            6 | 7 => {
                let y = dice.roll(height);
                self.lines[y].pop();
            }
            8 | 9 => {
                let y = dice.roll(height);
                for piece in &mut self.lines[y] {
                    piece.0 = piece.0.saturating_add(1);
                }
            }
            10..=13 => {
                // A stretch of lines moves, and new ones come in.
                let top = dice.roll(height);
                let bottom = top + 1 + dice.roll(height - top);
                let by = 1 + dice.roll(3).min(bottom - top - 1);
                let up = dice.roll(2) == 0;
                let region = &mut self.lines[top..bottom];
                if up {
                    region.rotate_left(by);
                } else {
                    region.rotate_right(by);
                }
                let fresh = if up {
                    bottom - by..bottom
                } else {
                    top..top + by
                };
                for y in fresh {
                    self.lines[y] = self.line(dice);
                }
            }
            14 => {
                for y in 0..height {
                    self.lines[y] = self.line(dice);
                }
            }
            15 => self.lines[dice.roll(height)..].fill(Vec::new()),
            16 | 17 => {
                self.cursor = (dice.roll(4) > 0)
                    .then(|| (dice.up_to(self.size.0 - 1), dice.up_to(self.size.1 - 1)));
            }
            18 => {
                for _ in 0..3 {
                    if let Some(size) = self.act(dice) {
                        return Some(size);
                    }
                }
            }
            _ if dice.roll(4) == 0 => {
                self.size = (10 + dice.up_to(40), 4 + dice.up_to(12));
                self.lines.resize(usize::from(self.size.1), Vec::new());
                self.cursor = None;
                return Some(self.size);
            }
            _ => {}
        }
        None
    }

    fn view(&self, frame: &mut ratatui::Frame<'_>) {
        let area = frame.area();
        for (y, line) in (0..area.height).zip(&self.lines) {
            for (x, text, style) in line {
                if *x < area.width {
                    frame.buffer_mut().set_stringn(
                        *x,
                        y,
                        text,
                        usize::from(area.width - x),
                        *style,
                    );
                }
            }
        }
        if let Some(cursor) = self.cursor {
            frame.set_cursor_position(cursor);
        }
    }
}

/// The scene as stock paints it on a new terminal; on a used one its differences leave coloured
/// halves of wide characters behind.
fn by_stock(scene: &Scene) -> Picture {
    let (width, height) = scene.size;
    let mut stock = Terminal::new(Stock::new(width, height)).unwrap();
    stock.draw(|frame| scene.view(frame)).unwrap();
    let mut terminal = Emulator::new(width, height);
    terminal.feed(&stock.backend().take().bytes);
    terminal.picture()
}

/// Plays `actions` random actions, each frame through `spoil`; the first difference, if any.
fn play(
    seed: u64,
    actions: usize,
    capabilities: &Capabilities,
    mut spoil: impl FnMut(usize, &mut Vec<u8>),
) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let mut scene = Scene::new((32, 10));
    let mut ours = Screen::new(Tape::default(), capabilities.clone(), scene.size).unwrap();
    let mut terminal = Emulator::new(32, 10);
    for action in 0..actions {
        while let Some((width, height)) = scene.act(&mut dice) {
            ours.resize(width, height);
            terminal.resize(width, height);
        }
        ours.draw(|frame| scene.view(frame)).unwrap();
        let asked = wanted(ours.picture(), scene.cursor);
        let tape = ours.writer_mut().take();
        assert!(tape.writes <= 1 && !asks(&tape.bytes));
        let mut bytes = tape.bytes;
        spoil(action, &mut bytes);
        terminal.feed(&bytes);
        let painted = terminal.picture();
        let sent = || String::from_utf8_lossy(&bytes).into_owned();
        if let Some(difference) = painted.difference(&asked) {
            return Err(format!(
                "seed {seed}, action {action}: {difference} was asked for; sent {:?}",
                sent()
            ));
        }
        if let Some(difference) = painted.difference(&by_stock(&scene)) {
            return Err(format!(
                "seed {seed}, action {action}: {difference} by stock; sent {:?}",
                sent()
            ));
        }
    }
    Ok(())
}

fn full(term: &str) -> Capabilities {
    let mut capabilities = capabilities(term);
    // The stock backend knows no terminals: compare what both can say.
    capabilities.colours = shipdesk::tui::terminal::Colours::True;
    capabilities.fine_attributes = true;
    capabilities.utf8 = true;
    capabilities.hides_cursor = true;
    capabilities
}

#[test]
fn five_thousand_actions_leave_the_screens_that_stock_leaves() {
    let capabilities = full("xterm-256color");
    for seed in 0..25 {
        play(seed, 200, &capabilities, |_, _| {}).unwrap();
    }
}

#[test]
fn poorer_terminals_get_the_same_pictures() {
    for term in [
        "vt100",
        "vt102",
        "vt220",
        "screen-256color",
        "linux",
        "rxvt",
    ] {
        let capabilities = full(term);
        for seed in 100..102 {
            play(seed, 60, &capabilities, |_, _| {})
                .map_err(|error| format!("{term}: {error}"))
                .unwrap();
        }
    }
}

/// Painting faults, as a slip in the backend would make them: each turns one kind of sequence into
/// another. If the comparison above let one through, it would be worth nothing.
#[test]
fn every_deliberate_fault_in_the_painting_is_seen() {
    let faults: [(&str, &[u8], &[u8]); 14] = [
        ("bold printed as underlined", b"\x1b[1m", b"\x1b[4m"),
        ("another colour taken", b"[31m", b"[32m"),
        ("end of row not erased", b"\x1b[K", b""),
        ("erased the wrong way", b"\x1b[1K", b"\x1b[K"),
        ("screen not cleared", b"\x1b[J", b""),
        ("pen not put back", b"\x1b[m", b""),
        ("line not deleted", b"\x1b[M", b""),
        ("line not inserted", b"\x1b[L", b""),
        ("margins left set", b"\x1b[r", b""),
        ("carriage not returned", b"\r", b""),
        ("line feed lost", b"\n", b""),
        ("step back left out", b"\x08", b""),
        ("cursor not shown", b"\x1b[?25h", b""),
        ("wide character made narrow", "海".as_bytes(), b"?"),
    ];
    for (fault, from, to) in faults {
        // Margins are for those that can't insert lines.
        let term = if from == b"\x1b[r" {
            "vt100"
        } else {
            "xterm-256color"
        };
        let capabilities = full(term);
        let caught = (0..40).any(|seed| {
            let spoil = |action, bytes: &mut Vec<u8>| {
                while action > 0
                    && let Some(at) = find(bytes, from)
                {
                    bytes.splice(at..at + from.len(), to.iter().copied());
                }
            };
            play(seed, 60, &capabilities, spoil).is_err()
        });
        assert!(caught, "not seen: {fault}");
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
