//! One line being edited: graphemes, display widths, a window that follows the caret.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};
use unicode_width::UnicodeWidthStr as _;

use crate::keymap::Action;

/// A line with its caret.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    /// In bytes, at the border of a grapheme.
    caret: usize,
    /// The first byte shown.
    from: usize,
}

impl Line {
    /// A line with the caret at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            caret: text.len(),
            text,
            from: 0,
        }
    }

    /// A line with the caret at a byte, or at the border of a character before it.
    pub fn with_caret(text: impl Into<String>, caret: usize) -> Self {
        let mut line = Self::new(text);
        line.caret = line.text.floor_char_boundary(caret);
        if !line.is_border(line.caret) {
            line.caret = line.before(line.caret);
        }
        line
    }

    /// The caret's byte.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same with its line ends as blanks: what was pasted keeps them, and is shown on one line.
    #[must_use]
    pub fn joined(&self) -> Self {
        Self {
            text: self.text.replace('\n', " "),
            ..*self
        }
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the caret stands behind everything.
    pub fn at_end(&self) -> bool {
        self.caret == self.text.len()
    }

    /// Types text at the caret.
    pub fn insert(&mut self, text: &str) {
        self.text.insert_str(self.caret, text);
        self.caret += text.len();
        // A combining mark joins the grapheme before: the caret goes behind the whole of it.
        if !self.is_border(self.caret) {
            self.caret = self.after(self.caret.saturating_sub(1));
        }
    }

    /// Does one of the text actions; whether it was one.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::TextLeft => self.caret = self.before(self.caret),
            Action::TextRight => self.caret = self.after(self.caret),
            Action::TextHome => self.caret = 0,
            Action::TextEnd => self.caret = self.text.len(),
            Action::TextWordLeft => self.caret = self.word_before(),
            Action::TextWordRight => self.caret = self.word_after(),
            Action::TextBackspace => self.cut(self.before(self.caret), self.caret),
            Action::TextDelete => self.cut(self.caret, self.after(self.caret)),
            Action::TextDeleteWord => self.cut(self.word_before(), self.caret),
            Action::TextDeleteToEnd => self.cut(self.caret, self.text.len()),
            Action::TextClear => self.cut(0, self.text.len()),
            _ => return false,
        }
        true
    }

    /// The part that fits a width, and the caret's column in it. The window moves as little as it
    /// can, so that typing inside it repaints nothing else.
    pub fn window(&mut self, width: u16) -> (&str, u16) {
        let width = usize::from(width.max(2));
        if self.from > self.caret || !self.is_border(self.from) {
            self.from = self.caret;
        }
        // As much before the caret as leaves a column for it, seen from the caret: a pasted text may
        // be long.
        let mut first = self.caret;
        let mut columns = 0;
        for (at, grapheme) in self.text[self.from..self.caret]
            .grapheme_indices(true)
            .rev()
        {
            columns += grapheme.width();
            if columns >= width {
                break;
            }
            first = self.from + at;
        }
        self.from = first;
        let column = self.text[self.from..self.caret].width();
        let mut end = self.from;
        let mut used = 0;
        for grapheme in self.text[self.from..].graphemes(true) {
            used += grapheme.width();
            if used > width {
                break;
            }
            end += grapheme.len();
        }
        (
            &self.text[self.from..end],
            u16::try_from(column).unwrap_or(u16::MAX),
        )
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
        self.from = self.from.min(self.caret);
    }

    fn is_border(&self, at: usize) -> bool {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.is_boundary(&self.text, 0).unwrap_or(false)
    }

    fn before(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        let border = cursor.prev_boundary(&self.text, 0);
        border.ok().flatten().unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        let border = cursor.next_boundary(&self.text, 0);
        border.ok().flatten().unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        self.text[..self.caret]
            .unicode_word_indices()
            .next_back()
            .map_or(0, |(start, _)| start)
    }

    fn word_after(&self) -> usize {
        self.text[self.caret..]
            .unicode_word_indices()
            .map(|(start, word)| self.caret + start + word.len())
            .next()
            .unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_takes_two_columns_and_is_never_halved() {
        let mut line = Line::new("棉制T恤");
        assert_eq!(line.window(20), ("棉制T恤", 7));
        let (shown, caret) = line.window(5);
        assert_eq!((shown, caret), ("T恤", 3));
        line.act(Action::TextHome);
        assert_eq!(line.window(5), ("棉制T", 0));
        assert_eq!(line.window(4), ("棉制", 0));
        assert_eq!(line.window(3), ("棉", 0));
    }

    #[test]
    fn a_long_paste_is_shown_at_once() {
        let pasted = "上海 to Rotterdam ".repeat(20_000);
        let began = std::time::Instant::now();
        let mut line = Line::default();
        line.insert(&pasted);
        assert_eq!(line.window(11).0, "Rotterdam ");
        assert!(began.elapsed() < std::time::Duration::from_secs(5));
    }

    #[test]
    fn backspace_takes_a_whole_grapheme() {
        let mut line = Line::new("ae\u{301}");
        line.act(Action::TextBackspace);
        assert_eq!(line.text(), "a");
    }

    #[test]
    fn words_go_one_by_one() {
        let mut line = Line::new("COSCO SHIPPING 046W");
        line.act(Action::TextWordLeft);
        line.act(Action::TextDeleteWord);
        assert_eq!(line.text(), "COSCO 046W");
        line.act(Action::TextHome);
        line.act(Action::TextWordRight);
        line.insert("!");
        assert_eq!(line.text(), "COSCO! 046W");
    }

    #[test]
    fn the_window_stays_while_the_caret_is_inside_it() {
        let mut line = Line::new("abcdefghij");
        assert_eq!(line.window(5), ("ghij", 4));
        line.act(Action::TextLeft);
        assert_eq!(line.window(5), ("ghij", 3));
        for _ in 0..5 {
            line.act(Action::TextLeft);
        }
        assert_eq!(line.window(5), ("efghi", 0));
    }
}
