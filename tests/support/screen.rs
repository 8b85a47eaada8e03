//! What a terminal shows, as text.

use vt100::Screen;

/// The rows as text, each without the blanks at its end.
pub fn rows(screen: &Screen) -> Vec<String> {
    let (height, width) = size(screen);
    (0..height)
        .map(|row| {
            let mut text = String::new();
            for col in 0..width {
                let Some(cell) = screen.cell(row, col) else {
                    continue;
                };
                if cell.is_wide_continuation() {
                    continue;
                }
                text.push_str(if cell.has_contents() {
                    cell.contents()
                } else {
                    " "
                });
            }
            text.trim_end().to_owned()
        })
        .collect()
}

/// The rows with a newline behind each: what is checked in as a capture.
pub fn text(screen: &Screen) -> String {
    let mut text = rows(screen).join("\n");
    text.push('\n');
    text
}

/// Rows and columns.
pub fn size(screen: &Screen) -> (u16, u16) {
    let (rows, cols) = screen.size();
    (rows.get(), cols.get())
}

/// The row that the cursor is in.
pub fn cursor_line(screen: &Screen) -> String {
    let (row, _) = screen.cursor_position();
    rows(screen).swap_remove(usize::from(row))
}
