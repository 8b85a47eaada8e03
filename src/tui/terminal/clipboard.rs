//! Copying to the clipboard of the machine the operator sits at: OSC 52, through tmux and screen.

use std::fmt;

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use super::capabilities::Multiplexer;

/// Terminals cut or refuse longer ones; xterm's limit in bytes, before encoding.
pub const LARGEST_COPY: usize = 56_000;

/// The text is too long for a terminal's clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// Its bytes.
    pub bytes: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} bytes are too many for the terminal's clipboard, which takes {LARGEST_COPY}: copy \
             less, or write it to a file",
            self.bytes
        )
    }
}

impl std::error::Error for TooLong {}

/// The bytes that copy `text`.
///
/// tmux gets it twice, plain for `set-clipboard on` and wrapped for `allow-passthrough on`: which
/// of the two an office has set can't be asked. Where neither is set, nothing happens.
///
/// # Errors
///
/// [`TooLong`] over [`LARGEST_COPY`] bytes.
pub fn copying(text: &str, multiplexer: Option<Multiplexer>) -> Result<Vec<u8>, TooLong> {
    if text.len() > LARGEST_COPY {
        return Err(TooLong { bytes: text.len() });
    }
    let mut plain = String::new();
    // Formatting into a string can't fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    let wrapped = match multiplexer {
        None => plain,
        Some(Multiplexer::Tmux) => {
            let doubled = plain.replace('\u{1b}', "\u{1b}\u{1b}");
            format!("\x1bPtmux;{doubled}\x1b\\{plain}")
        }
        // screen passes strings on in pieces, and ends each at the first ESC \.
        Some(Multiplexer::Screen) => {
            let body = plain.trim_end_matches("\u{1b}\\").to_owned() + "\u{7}";
            let mut pieces = String::new();
            for piece in body.as_bytes().chunks(512) {
                pieces.push_str("\x1bP");
                pieces.push_str(&String::from_utf8_lossy(piece));
                pieces.push_str("\x1b\\");
            }
            pieces
        }
    };
    Ok(wrapped.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, multiplexer: Option<Multiplexer>) -> String {
        String::from_utf8(copying(text, multiplexer).unwrap()).unwrap()
    }

    #[test]
    fn a_job_number_reaches_the_clipboard_through_tmux_either_way() {
        assert_eq!(sent("AB", None), "\x1b]52;c;QUI=\x1b\\");
        assert_eq!(
            sent("AB", Some(Multiplexer::Tmux)),
            "\x1bPtmux;\x1b\x1b]52;c;QUI=\x1b\x1b\\\x1b\\\x1b]52;c;QUI=\x1b\\"
        );
        assert_eq!(
            sent("AB", Some(Multiplexer::Screen)),
            "\x1bP\x1b]52;c;QUI=\x07\x1b\\"
        );
    }

    #[test]
    fn too_long_a_text_is_refused_in_words() {
        let refused = copying(&"x".repeat(LARGEST_COPY + 1), None).unwrap_err();
        assert!(refused.to_string().contains("56001 bytes"));
    }
}
