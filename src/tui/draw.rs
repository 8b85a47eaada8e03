//! Putting text into cells: cut by display width, never through a character.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::look::{Look, Part};

/// A buffer with the look that things are drawn in.
pub struct Canvas<'b> {
    /// The cells.
    pub buf: &'b mut Buffer,
    /// The look.
    pub look: Look,
    /// Where the terminal's cursor goes.
    pub caret: Option<(u16, u16)>,
}

impl Canvas<'_> {
    /// Writes at a place, at most so many columns; what does not fit ends in an ellipsis. Gives the
    /// columns used.
    pub fn put(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let area = *self.buf.area();
        if y >= area.bottom() || x >= area.right() || width == 0 {
            return 0;
        }
        let width = width.min(area.right() - x);
        let shown = if self.look.plain {
            plain(text)
        } else {
            text.to_owned()
        };
        let fitted = fit(&shown, usize::from(width), self.look.ellipsis());
        let (end, _) = self
            .buf
            .set_stringn(x, y, &fitted, usize::from(width), style);
        end - x
    }

    /// Writes in a part's style.
    pub fn part(&mut self, x: u16, y: u16, width: u16, text: &str, part: Part) -> u16 {
        let style = self.look.style(part);
        self.put(x, y, width, text, style)
    }

    /// Writes without a style.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str) -> u16 {
        self.put(x, y, width, text, Style::new())
    }

    /// Writes text over several rows, broken between words; gives the rows used.
    pub fn wrap(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let lines = wrapped(text, usize::from(area.width));
        let mut used = 0;
        for line in lines.iter().take(usize::from(area.height)) {
            self.put(area.x, area.y + used, area.width, line, style);
            used += 1;
        }
        used
    }

    /// The cursor of a list: its mark, and the terminal's cursor on it.
    pub fn cursor(&mut self, x: u16, y: u16) {
        self.text(x, y, 1, ">");
        self.caret = Some((x, y));
    }

    /// Empties an area.
    pub fn blank(&mut self, area: Rect) {
        for y in area.top()..area.bottom().min(self.buf.area().bottom()) {
            for x in area.left()..area.right().min(self.buf.area().right()) {
                self.buf[(x, y)].reset();
            }
        }
    }

    /// A vertical line.
    pub fn rule(&mut self, x: u16, from: u16, to: u16) {
        let bar = self.look.bar();
        let style = self.look.style(Part::Dim);
        for y in from..to {
            self.put(x, y, 1, bar, style);
        }
    }
}

/// A text cut to a display width, with an ellipsis where something is cut off.
pub fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(ellipsis.width());
    let mut cut = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push_str(ellipsis);
    cut
}

/// A text filled up with blanks to a display width, or cut to it.
pub fn pad(text: &str, width: usize) -> String {
    let fitted = fit(text, width, "…");
    let blanks = width.saturating_sub(fitted.width());
    fitted + &" ".repeat(blanks)
}

/// A text in lines of at most a display width, broken where Unicode's line breaking lets it be: at
/// blanks and between Chinese characters, never before a closing mark.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        // What fits keeps the blanks that it begins with: columns stand under one another.
        if paragraph.width() <= width {
            lines.push(paragraph.trim_end().to_owned());
            continue;
        }
        // A line that is set in goes on set in.
        let indent = paragraph.len() - paragraph.trim_start_matches(' ').len();
        if (1..=width / 3).contains(&indent) {
            let within = wrapped(&paragraph[indent..], width - indent);
            let blanks = " ".repeat(indent);
            lines.extend(within.into_iter().map(|line| format!("{blanks}{line}")));
            continue;
        }
        let mut line = String::new();
        let mut from = 0;
        for (end, _) in linebreaks(paragraph) {
            let piece = &paragraph[from..end];
            from = end;
            if line.width() + piece.trim_end().width() > width && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            if line.is_empty() && piece.trim().is_empty() {
                continue;
            }
            if piece.trim_end().width() <= width {
                line.push_str(piece);
                continue;
            }
            for grapheme in piece.graphemes(true) {
                if line.width() + grapheme.width() > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(grapheme);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Signs of ours that are not ASCII, as ASCII; data stays as it is.
fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '·' | '─' => '-',
            '→' => '>',
            '…' => '~',
            '│' => '|',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_never_halves_a_wide_character() {
        assert_eq!(fit("中远海运", 8, "…"), "中远海运");
        assert_eq!(fit("中远海运", 6, "…"), "中远…");
        assert_eq!(pad("中远", 6), "中远  ");
        assert_eq!(pad("中远海运", 6).width(), 5 + 1);
    }

    #[test]
    fn lines_break_at_blanks_and_between_chinese_characters() {
        assert_eq!(wrapped("weight is missing", 9), ["weight is", "missing"]);
        assert_eq!(wrapped("毛重没有注明", 8), ["毛重没有", "注明"]);
        assert_eq!(
            wrapped("the goods' names: answer", 16),
            ["the goods'", "names: answer"]
        );
        assert_eq!(wrapped("designates it: yes", 13), ["designates", "it: yes"]);
        assert_eq!(wrapped("没有注明。请补", 8), ["没有注", "明。请补"]);
        assert_eq!(
            wrapped("  a   first line", 10),
            ["  a", "  first", "  line"]
        );
        for line in wrapped("ABCDEFGHIJKLMNOP 毛重", 5) {
            assert!(line.width() <= 5, "{line}");
        }
    }
}
