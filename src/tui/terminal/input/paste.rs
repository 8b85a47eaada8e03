//! Pasted text: one value, with nothing in it that could act.

use crossterm::event::Event;

/// The event for a paste: line ends made `\n`, tabs kept, escape sequences and every other control
/// character taken out.
pub(super) fn event(bytes: &[u8]) -> Event {
    Event::Paste(cleaned(&String::from_utf8_lossy(bytes)))
}

fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\t' => clean.push(c),
            '\u{1b}' => {
                if chars.next_if_eq(&'[').is_some() {
                    // A sequence from a copied screen: its parameters and its final go too.
                    while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
                    chars.next_if(|c| matches!(c, '@'..='~'));
                }
            }
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

/// A paste as the value of a field of one line: lines and cells parted by single spaces.
///
/// ```
/// use shipdesk::tui::terminal::one_line;
///
/// assert_eq!(one_line("  ACME GmbH\n\tHafenstr. 1\n"), "ACME GmbH Hafenstr. 1");
/// ```
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_is_left_in_a_paste() {
        assert_eq!(
            cleaned("a\r\nb\rc\td\x1b[31mred\x1b[m\x07\u{9b}\x7f\0e"),
            "a\nb\nc\tdrede"
        );
        assert_eq!(cleaned("上海\x1b"), "上海");
    }
}
