//! Bytes in, keys out: sequences joined however they were cut, unknown ones swallowed whole.
//!
//! The decoder is a plain state machine fed a byte at a time, so where a read happened to end can't
//! change what comes out; only time can, through [`Decoder::expire`].

mod keys;
mod paste;

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

pub use paste::one_line;

/// A paste larger than this is cut: nobody pastes a megabyte into a form on purpose.
const LARGEST_PASTE: usize = 1 << 20;
/// Longer than any sequence a terminal sends.
const LONGEST_SEQUENCE: usize = 64;
const END_OF_PASTE: &[u8] = b"\x1b[201~";

/// How long to wait for the rest of what was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// After a lone ESC, before it is the Escape key.
    pub escape: Duration,
    /// After `ESC [`, `ESC O` and the like, before they are Alt and a key.
    pub sequence: Duration,
    /// Within a paste whose end does not come.
    pub paste: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            escape: Duration::from_millis(80),
            sequence: Duration::from_millis(500),
            paste: Duration::from_secs(5),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Ground,
    Escape,
    /// Parameters and the like after `ESC [`.
    Csi(Vec<u8>),
    /// `ESC [ [`: the Linux console's function keys.
    Console,
    /// Bytes after `ESC O`.
    Ss3(Option<u8>),
    /// The rest of an old mouse report: three bytes.
    Mouse(u8),
    /// After `ESC ]`, `ESC P`, `ESC _`, `ESC ^`, `ESC X`: a string, if what follows looks like one.
    StringStart(u8),
    /// In a string, until BEL or ST; whether the last byte was ESC.
    InString(bool),
    /// A character of several bytes.
    Utf8(Vec<u8>, usize),
    Paste(Vec<u8>),
}

/// Turns a terminal's bytes into events.
///
/// ```
/// use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
/// use shipdesk::tui::terminal::Decoder;
///
/// let mut decoder = Decoder::default();
/// let mut events = Vec::new();
/// decoder.feed(b"\x1b", &mut events);
/// decoder.feed(b"[A", &mut events);
/// assert_eq!(events, [Event::Key(KeyEvent::new(KeyCode::Up, KeyModifiers::NONE))]);
/// ```
#[derive(Debug, Clone)]
pub struct Decoder {
    state: State,
    /// Alt came before a character of several bytes.
    alt: bool,
    patience: Patience,
    erase: u8,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new(Patience::default(), 0x7f)
    }
}

impl Decoder {
    /// A decoder for a terminal whose Backspace sends `erase` (`VERASE`: `^?` or `^H`).
    pub fn new(patience: Patience, erase: u8) -> Self {
        Self {
            state: State::Ground,
            alt: false,
            patience,
            erase,
        }
    }

    /// Decodes `bytes`, appending what they mean.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for byte in bytes {
            self.step(*byte, events);
        }
    }

    /// How long after the last byte to call [`Decoder::expire`], if something is begun.
    pub fn waits(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape => Some(self.patience.escape),
            State::Paste(_) => Some(self.patience.paste),
            _ => Some(self.patience.sequence),
        }
    }

    /// The rest did not come: what was begun is taken for what it can be, or dropped.
    pub fn expire(&mut self, events: &mut Vec<Event>) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Escape => events.push(key(KeyCode::Esc, KeyModifiers::NONE)),
            State::Csi(begun) if begun.is_empty() => events.push(alt('[')),
            State::Ss3(None) => events.push(alt('O')),
            State::StringStart(opener) => events.push(alt(char::from(opener))),
            State::Paste(text) => events.push(paste::event(&text)),
            _ => {}
        }
        self.alt = false;
    }

    fn step(&mut self, byte: u8, events: &mut Vec<Event>) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.ground(byte, events),
            State::Escape => self.escape(byte, events),
            State::Csi(begun) => self.csi(begun, byte, events),
            State::Console => events.extend(keys::console(byte)),
            State::Ss3(None) if byte.is_ascii_digit() => self.state = State::Ss3(Some(byte)),
            State::Ss3(modifier) => match byte {
                0x20..=0x7e => events.extend(keys::ss3(modifier, byte)),
                _ => self.ground(byte, events),
            },
            State::Mouse(1) => {}
            State::Mouse(left) => self.state = State::Mouse(left - 1),
            State::StringStart(opener) => self.string_start(opener, byte, events),
            State::InString(after_escape) => match byte {
                0x07 | 0x18 | 0x1a => {}
                b'\\' if after_escape => {}
                _ => self.state = State::InString(byte == 0x1b),
            },
            State::Utf8(begun, length) => self.utf8(begun, length, byte, events),
            State::Paste(mut text) => {
                if text.len() < LARGEST_PASTE + END_OF_PASTE.len() {
                    text.push(byte);
                } else {
                    // Keep only what may be the beginning of the end.
                    text.remove(LARGEST_PASTE);
                    text.push(byte);
                }
                if text.ends_with(END_OF_PASTE) {
                    text.truncate(text.len() - END_OF_PASTE.len());
                    events.push(paste::event(&text));
                } else {
                    self.state = State::Paste(text);
                }
            }
        }
    }

    fn ground(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            0x1b => self.state = State::Escape,
            0xc2..=0xdf => self.state = State::Utf8(vec![byte], 2),
            0xe0..=0xef => self.state = State::Utf8(vec![byte], 3),
            0xf0..=0xf4 => self.state = State::Utf8(vec![byte], 4),
            // No character begins like this.
            0x80..=0xc1 | 0xf5..=0xff => self.alt = false,
            _ => {
                let modifiers = if std::mem::take(&mut self.alt) {
                    KeyModifiers::ALT
                } else {
                    KeyModifiers::NONE
                };
                events.push(keys::single(byte, modifiers, self.erase));
            }
        }
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            b'[' => self.state = State::Csi(Vec::new()),
            b'O' => self.state = State::Ss3(None),
            b']' | b'P' | b'_' | b'^' | b'X' => self.state = State::StringStart(byte),
            0x1b => {
                events.push(key(KeyCode::Esc, KeyModifiers::NONE));
                self.state = State::Escape;
            }
            _ => {
                self.alt = true;
                self.ground(byte, events);
            }
        }
    }

    fn csi(&mut self, mut begun: Vec<u8>, byte: u8, events: &mut Vec<Event>) {
        match byte {
            b'[' if begun.is_empty() => self.state = State::Console,
            b'M' if begun.is_empty() => self.state = State::Mouse(3),
            // A new sequence begins, or the line was cut: what was begun is nothing.
            0x1b => self.state = State::Escape,
            0x18 | 0x1a => {}
            // rxvt ends Shift and a key with what is no final byte elsewhere.
            b'$' if !begun.is_empty() && begun.iter().all(u8::is_ascii_digit) => {
                events.extend(keys::csi(&begun, byte));
            }
            0x20..=0x3f => {
                if begun.len() < LONGEST_SEQUENCE {
                    begun.push(byte);
                }
                self.state = State::Csi(begun);
            }
            b'~' if begun == b"200" => self.state = State::Paste(Vec::new()),
            0x40..=0x7e => events.extend(keys::csi(&begun, byte)),
            // Terminals act on a control character in a sequence and go on; a key is better kept.
            _ => self.ground(byte, events),
        }
    }

    fn string_start(&mut self, opener: u8, byte: u8, events: &mut Vec<Event>) {
        // Answers begin like this; nobody types it within half a second of Alt-] or Alt-P. Nothing is
        // typed right behind Alt with one of the others but by a terminal.
        let is_string = match opener {
            b']' => byte.is_ascii_digit(),
            b'_' | b'^' | b'X' => matches!(byte, 0x20..=0x7e),
            _ => matches!(byte, b'0'..=b'9' | b'>' | b'!' | b'$' | b'+' | b'|'),
        };
        if is_string {
            self.state = State::InString(false);
        } else {
            events.push(alt(char::from(opener)));
            self.ground(byte, events);
        }
    }

    fn utf8(&mut self, mut begun: Vec<u8>, length: usize, byte: u8, events: &mut Vec<Event>) {
        if !(0x80..=0xbf).contains(&byte) {
            // Cut short: it is dropped, and this byte begins anew.
            self.alt = false;
            self.ground(byte, events);
            return;
        }
        begun.push(byte);
        if begun.len() < length {
            self.state = State::Utf8(begun, length);
            return;
        }
        let modifiers = if std::mem::take(&mut self.alt) {
            KeyModifiers::ALT
        } else {
            KeyModifiers::NONE
        };
        if let Some(c) = std::str::from_utf8(&begun)
            .ok()
            .and_then(|text| text.chars().next())
            && !c.is_control()
        {
            events.push(keys::character(c, modifiers));
        }
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn alt(c: char) -> Event {
    keys::character(c, KeyModifiers::ALT)
}
