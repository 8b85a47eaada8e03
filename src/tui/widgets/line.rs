//! One line being edited: graphemes, display widths, a window that follows the caret.

use unicode_segmentation::UnicodeSegmentation as _;
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

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
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
        while self.text[self.from..self.caret].width() >= width {
            self.from = self.after(self.from);
        }
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
        at == self.text.len()
            || self
                .text
                .grapheme_indices(true)
                .any(|(start, _)| start == at)
    }

    fn before(&self, at: usize) -> usize {
        self.text[..at]
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(start, _)| start)
    }

    fn after(&self, at: usize) -> usize {
        self.text
            .grapheme_indices(true)
            .map(|(start, grapheme)| start + grapheme.len())
            .find(|end| *end > at)
            .unwrap_or(self.text.len())
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
