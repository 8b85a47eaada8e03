//! A list's cursor and window: it scrolls by a line at its edges and never jumps under the eye.

use crate::keymap::Action;

/// Where a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListState {
    /// The line under the cursor.
    pub cursor: usize,
    /// The first line shown.
    pub top: usize,
}

impl ListState {
    /// Does one of the list actions over so many lines, so many of them shown; whether it was one.
    pub fn act(&mut self, action: Action, lines: usize, shown: usize) -> bool {
        let last = lines.saturating_sub(1);
        let page = shown.saturating_sub(1).max(1);
        self.cursor = match action {
            Action::ListUp => self.cursor.saturating_sub(1),
            Action::ListDown => (self.cursor + 1).min(last),
            Action::ListPageUp => self.cursor.saturating_sub(page),
            Action::ListPageDown => (self.cursor + page).min(last),
            Action::ListTop => 0,
            Action::ListBottom => last,
            _ => return false,
        };
        self.follow(lines, shown);
        true
    }

    /// Brings the cursor inside the list and the window around the cursor.
    pub fn follow(&mut self, lines: usize, shown: usize) {
        self.cursor = self.cursor.min(lines.saturating_sub(1));
        let shown = shown.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + shown {
            self.top = self.cursor + 1 - shown;
        }
        self.top = self.top.min(lines.saturating_sub(shown));
    }

    /// The lines that are shown in so many rows: the row from the first on, whether it is the
    /// cursor's, and the line.
    pub fn shown<T>(self, lines: &[T], rows: usize) -> impl Iterator<Item = (u16, bool, &T)> {
        let shown = lines.iter().skip(self.top).take(rows);
        (0..)
            .zip(self.top..)
            .zip(shown)
            .map(move |((row, at), line)| (row, at == self.cursor, line))
    }

    /// The lines have changed: stays on the same one, at the same height; where it has gone, on the
    /// one that took its place.
    pub fn keep<T, K: PartialEq>(
        &mut self,
        before: &[T],
        after: &[T],
        key: impl Fn(&T) -> K,
        shown: usize,
    ) {
        let height = self.cursor.saturating_sub(self.top);
        let own = before.get(self.cursor).map(&key);
        if let Some(found) = own.and_then(|own| after.iter().position(|line| key(line) == own)) {
            self.cursor = found;
            self.top = found.saturating_sub(height);
        }
        self.follow(after.len(), shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_edge_it_scrolls_by_one_line() {
        let mut list = ListState { cursor: 9, top: 0 };
        list.act(Action::ListDown, 30, 10);
        assert_eq!((list.cursor, list.top), (10, 1));
        list.act(Action::ListUp, 30, 10);
        assert_eq!((list.cursor, list.top), (9, 1));
    }

    #[test]
    fn lines_that_come_in_above_do_not_move_the_line_under_the_cursor() {
        let mut list = ListState { cursor: 3, top: 1 };
        let before = [1, 2, 3, 4, 5, 6, 7, 8];
        let after = [0, 9, 1, 2, 3, 4, 5, 6, 7, 8];
        list.keep(&before, &after, |line| *line, 4);
        assert_eq!((after[list.cursor], list.cursor - list.top), (4, 2));
    }

    #[test]
    fn a_line_that_is_gone_leaves_the_cursor_on_its_successor() {
        let mut list = ListState { cursor: 2, top: 0 };
        list.keep(&[1, 2, 3, 4], &[1, 2, 4], |line| *line, 4);
        assert_eq!(list.cursor, 2);
        list.keep(&[1, 2, 4], &[], |line| *line, 4);
        assert_eq!((list.cursor, list.top), (0, 0));
    }
}
