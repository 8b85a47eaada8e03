//! What single bytes and whole sequences mean, in crossterm's words.

use std::ops::RangeInclusive;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::key;

/// A character; capitals carry Shift, as crossterm has it.
pub(super) fn character(c: char, modifiers: KeyModifiers) -> Event {
    let shift = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    key(KeyCode::Char(c), modifiers | shift)
}

/// A byte of ASCII.
pub(super) fn single(byte: u8, modifiers: KeyModifiers, erase: u8) -> Event {
    let control = modifiers | KeyModifiers::CONTROL;
    match byte {
        0x7f => key(KeyCode::Backspace, modifiers),
        0x08 if erase == 0x08 => key(KeyCode::Backspace, modifiers),
        b'\r' => key(KeyCode::Enter, modifiers),
        b'\t' => key(KeyCode::Tab, modifiers),
        0x00 => key(KeyCode::Char(' '), control),
        0x01..=0x1a => key(KeyCode::Char(char::from(byte - 1 + b'a')), control),
        0x1b => key(KeyCode::Esc, modifiers),
        0x1c..=0x1f => key(KeyCode::Char(char::from(byte - 0x1c + b'4')), control),
        _ => character(char::from(byte), modifiers),
    }
}

/// `ESC [ [ byte`.
pub(super) fn console(byte: u8) -> Option<Event> {
    matches!(byte, b'A'..=b'E').then(|| key(KeyCode::F(byte - b'A' + 1), KeyModifiers::NONE))
}

/// `ESC O byte`, in old xterms with a modifier's digit before it.
pub(super) fn ss3(modifier: Option<u8>, byte: u8) -> Option<Event> {
    let modifiers = modifier.map_or(KeyModifiers::NONE, |digit| held(u16::from(digit - b'0')));
    let code = match byte {
        b'M' => KeyCode::Enter,
        b'X' => KeyCode::Char('='),
        b'j'..=b'y' => KeyCode::Char(char::from(byte - b'j' + b'*')),
        // rxvt: Ctrl with an arrow.
        b'a'..=b'd' => {
            return Some(key(
                letter(byte.to_ascii_uppercase())?,
                KeyModifiers::CONTROL,
            ));
        }
        _ => letter(byte)?,
    };
    Some(key(code, modifiers))
}

/// `ESC [ parameters last`; none when it is nothing we know.
pub(super) fn csi(parameters: &[u8], last: u8) -> Option<Event> {
    if parameters.is_empty() {
        match last {
            b'I' => return Some(Event::FocusGained),
            b'O' => return Some(Event::FocusLost),
            b'a'..=b'd' => {
                // rxvt: Shift with an arrow.
                return Some(key(letter(last.to_ascii_uppercase())?, KeyModifiers::SHIFT));
            }
            _ => {}
        }
    }
    if !parameters
        .iter()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':'))
    {
        return None;
    }
    let mut fields = parameters.split(|byte| *byte == b';').map(|field| {
        let first = field.split(|byte| *byte == b':').next().unwrap_or_default();
        if first.is_empty() {
            Some(1)
        } else {
            number(first)
        }
    });
    let first = fields.next().flatten()?;
    let second = fields.next();
    let modifiers = held(second.flatten().unwrap_or(1));
    // Asked to, kitty tells of keys let go as well: no key is pressed then.
    if is_release(parameters) {
        return None;
    }
    match last {
        b'~' if first == 27 => {
            // xterm's modifyOtherKeys: CSI 27 ; modifiers ; code ~
            coded(fields.next().flatten()?, modifiers)
        }
        b'~' => Some(key(tilde(first)?, modifiers)),
        b'^' => Some(key(tilde(first)?, KeyModifiers::CONTROL)),
        b'$' => Some(key(tilde(first)?, KeyModifiers::SHIFT)),
        b'@' => Some(key(
            tilde(first)?,
            KeyModifiers::CONTROL | KeyModifiers::SHIFT,
        )),
        b'u' => coded(first, modifiers),
        b'Z' => Some(key(KeyCode::BackTab, modifiers | KeyModifiers::SHIFT)),
        // `CSI row ; column R` is an answer nobody asked for, unless it is F3 with a modifier.
        b'R' if first != 1 || second.is_some_and(|m| !matches!(m, Some(2..=16))) => None,
        _ if first != 1 => None,
        _ => Some(key(letter(last)?, modifiers)),
    }
}

/// Whether the modifiers' field says that the key was let go: `CSI 97 ; 1 : 3 u`.
fn is_release(parameters: &[u8]) -> bool {
    let mut fields = parameters.split(|byte| *byte == b';');
    let event = fields
        .nth(1)
        .and_then(|field| field.split(|byte| *byte == b':').nth(1));
    event == Some(b"3")
}

fn number(digits: &[u8]) -> Option<u16> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// xterm's modifier parameter: one more than the sum of what is held.
fn held(parameter: u16) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::META),
    ] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    modifiers
}

fn letter(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

fn tilde(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => function(number, 10),
        17..=21 => function(number, 11),
        23..=26 => function(number, 12),
        28 | 29 => function(number, 13),
        31..=34 => function(number, 14),
        _ => return None,
    })
}

/// Code points that no text has: kitty's keys without a character of their own.
const PRIVATE: RangeInclusive<u16> = 0xe000..=0xf8ff;

/// A key of kitty's by its private code point: the keypad and the far function keys; none for locks,
/// media keys and modifiers alone.
fn private(code: u16) -> Option<KeyCode> {
    const KEYPAD: &str = "0123456789./*-+";
    const MOVES: [KeyCode; 10] = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    match code {
        57_376..=57_398 => Some(function(code, 57_363)),
        57_399..=57_413 => KEYPAD
            .chars()
            .nth(usize::from(code - 57_399))
            .map(KeyCode::Char),
        57_414 => Some(KeyCode::Enter),
        57_415 => Some(KeyCode::Char('=')),
        57_416 => Some(KeyCode::Char(',')),
        57_417..=57_426 => MOVES.get(usize::from(code - 57_417)).copied(),
        57_427 => Some(KeyCode::KeypadBegin),
        _ => None,
    }
}

fn function(number: u16, offset: u16) -> KeyCode {
    KeyCode::F(u8::try_from(number - offset).unwrap_or(0))
}

/// A key by its code point, as the kitty protocol and modifyOtherKeys send it.
fn coded(code: u16, modifiers: KeyModifiers) -> Option<Event> {
    if PRIVATE.contains(&code) {
        return Some(key(private(code)?, modifiers));
    }
    let c = char::from_u32(u32::from(code))?;
    if modifiers.contains(KeyModifiers::CONTROL) && c.is_ascii_alphabetic() {
        return Some(key(KeyCode::Char(c.to_ascii_lowercase()), modifiers));
    }
    Some(match c {
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => key(KeyCode::BackTab, modifiers),
        '\r' | '\t' | '\u{1b}' | '\u{7f}' => {
            let Event::Key(KeyEvent { code, .. }) = single(c as u8, modifiers, 0x7f) else {
                return None;
            };
            key(code, modifiers)
        }
        c if c.is_control() => return None,
        c => character(c, modifiers),
    })
}
