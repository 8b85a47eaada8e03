//! Keys: which ones VHS takes, and the bytes that a terminal sends for them.

/// The bytes of a key that stands alone.
pub fn key(name: &str) -> Option<&'static str> {
    Some(match name {
        "Enter" => "\r",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Delete" => "\x1b[3~",
        "Insert" => "\x1b[2~",
        "Escape" => "\x1b",
        "Tab" => "\t",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "PageUp" => "\x1b[5~",
        "PageDown" => "\x1b[6~",
        // These scroll the recording, not the program.
        "ScrollUp" | "ScrollDown" => "",
        _ => return None,
    })
}

/// The bytes of `Ctrl+…`, `Alt+…` or `Shift+…`, or why VHS would not take it.
pub fn chord(written: &str) -> Result<String, String> {
    let refused = |why: &str| Err(format!("{written}: {why}"));
    let mut rest = written;
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    loop {
        let (name, set) = match () {
            () if rest.starts_with("Ctrl+") => ("Ctrl+", &mut ctrl),
            () if rest.starts_with("Alt+") => ("Alt+", &mut alt),
            () if rest.starts_with("Shift+") => ("Shift+", &mut shift),
            () => break,
        };
        *set = true;
        rest = &rest[name.len()..];
    }
    let mut letters = rest.chars();
    let single = letters.next().filter(|_| letters.as_str().is_empty());
    let bytes = match (ctrl, alt, shift, rest, single) {
        (_, _, _, "", _) => return refused("a key is missing"),
        (_, _, _, _, Some(digit)) if digit.is_ascii_digit() => {
            return refused("a digit is not taken");
        }
        (_, _, _, "/", _) => return refused("a slash is not taken"),
        (true, false, false, "Left", _) => "\x1b[1;5D".to_owned(),
        (true, false, false, "Right", _) => "\x1b[1;5C".to_owned(),
        (true, false, false, "Up", _) => "\x1b[1;5A".to_owned(),
        (true, false, false, "Down", _) => "\x1b[1;5B".to_owned(),
        (true, false, false, "Enter", _) | (false, false, true, "Enter", _) => "\r".to_owned(),
        (true, false, false, "Space", _) => "\0".to_owned(),
        (true, false, false, "Backspace", _) => "\x08".to_owned(),
        (true, _, _, _, Some(letter)) if ctrl_byte(letter).is_some() => {
            let byte = char::from(ctrl_byte(letter).unwrap_or_default());
            if alt {
                format!("\x1b{byte}")
            } else {
                byte.to_string()
            }
        }
        (false, true, false, "Enter", _) => "\x1b\r".to_owned(),
        (false, true, false, "Tab", _) => "\x1b\t".to_owned(),
        (false, true, false, _, Some(letter)) if letter.is_ascii_alphabetic() || letter == '[' => {
            format!("\x1b{letter}")
        }
        (false, false, true, "Tab", _) => "\x1b[Z".to_owned(),
        (false, false, true, _, Some(letter)) if letter.is_ascii_alphabetic() => {
            letter.to_ascii_uppercase().to_string()
        }
        _ => return refused("VHS does not take it"),
    };
    Ok(bytes)
}

/// The byte of Ctrl and a letter or one of the few signs that have one.
fn ctrl_byte(letter: char) -> Option<u8> {
    match letter {
        'a'..='z' | 'A'..='Z' | '@' | '[' | '\\' | ']' | '^' => {
            Some((letter.to_ascii_uppercase() as u32 as u8) & 0x1f)
        }
        '-' => Some(0x1f),
        _ => None,
    }
}
