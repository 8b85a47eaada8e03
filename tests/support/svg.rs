//! A screen as a picture: every run of cells is placed by its column and given its width, so that no
//! font's metrics are trusted and Chinese stays in its columns.

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

use super::screen;

const CELL_WIDTH: u32 = 9;
const CELL_HEIGHT: u32 = 19;
const BASELINE: u32 = 14;
const MARGIN: u32 = 14;
const FOREGROUND: &str = "#d8dee9";
const BACKGROUND: &str = "#161b22";

/// How a cell looks.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    fore: String,
    back: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
}

/// Cells next to each other that look the same and are of the same width.
struct Run {
    col: u32,
    cols: u32,
    text: String,
    look: Look,
    wide: bool,
}

/// The picture.
pub fn picture(shown: &Screen, title: &str) -> String {
    let (rows, cols) = screen::size(shown);
    let (rows, cols) = (u32::from(rows), u32::from(cols));
    let width = cols * CELL_WIDTH + 2 * MARGIN;
    let height = rows * CELL_HEIGHT + 2 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{title}\">\n\
         <title>{title}</title>\n\
         <style>text{{font:15px 'DejaVu Sans Mono','Noto Sans Mono CJK SC','Sarasa Mono SC',\
         'WenQuanYi Micro Hei Mono',Menlo,Consolas,monospace;white-space:pre}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n",
        title = escaped(title),
    );
    for row in 0..rows {
        for run in runs(shown, row, cols) {
            run.draw(row, &mut svg);
        }
    }
    if !shown.hide_cursor() {
        let (row, col) = shown.cursor_position();
        let x = MARGIN + u32::from(col) * CELL_WIDTH;
        let y = MARGIN + u32::from(row) * CELL_HEIGHT;
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{CELL_HEIGHT}\" fill=\"{FOREGROUND}\"/>"
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn runs(shown: &Screen, row: u32, cols: u32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut col = 0;
    while col < cols {
        let cell = u16::try_from(row)
            .ok()
            .zip(u16::try_from(col).ok())
            .and_then(|(row, col)| shown.cell(row, col));
        let Some(cell) = cell else { break };
        let step = if cell.is_wide() { 2 } else { 1 };
        let text = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        let look = look(cell);
        match runs.last_mut() {
            Some(last) if last.look == look && last.wide == cell.is_wide() => {
                last.cols += step;
                last.text.push_str(text);
            }
            _ => runs.push(Run {
                col,
                cols: step,
                text: text.to_owned(),
                look,
                wide: cell.is_wide(),
            }),
        }
        col += step;
    }
    runs
}

impl Run {
    fn draw(&self, row: u32, svg: &mut String) {
        let y = MARGIN + row * CELL_HEIGHT;
        if let Some(back) = &self.look.back {
            let x = MARGIN + self.col * CELL_WIDTH;
            let width = self.cols * CELL_WIDTH;
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{CELL_HEIGHT}\" fill=\"{back}\"/>"
            );
        }
        // A gap of blanks is a gap between two texts: not everything that draws a picture keeps it.
        let style = self.style();
        let mut col = self.col;
        for (at, word) in self.text.split("  ").enumerate() {
            // Blanks are narrow, one byte and one column each.
            col += if at == 0 { 0 } else { 2 };
            let cols = self.columns(word);
            let visible = word.trim();
            let before = u32::try_from(word.len() - word.trim_start().len()).unwrap_or(0);
            if !visible.is_empty() {
                let x = MARGIN + (col + before) * CELL_WIDTH;
                let length = self.columns(visible) * CELL_WIDTH;
                let _ = writeln!(
                    svg,
                    "<text x=\"{x}\" y=\"{}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"{style}>{}</text>",
                    y + BASELINE,
                    escaped(visible)
                );
            }
            col += cols;
        }
    }

    /// The columns of a part of the run's text.
    fn columns(&self, part: &str) -> u32 {
        let letters = u32::try_from(part.chars().count()).unwrap_or(0);
        let all = u32::try_from(self.text.chars().count()).unwrap_or(0).max(1);
        // A run is of one width; marks that take no column of their own are shared out.
        letters * self.cols / all
    }

    fn style(&self) -> String {
        let mut style = format!(" fill=\"{}\"", self.look.fore);
        for (set, text) in [
            (self.look.bold, " font-weight=\"bold\""),
            (self.look.italic, " font-style=\"italic\""),
            (self.look.underline, " text-decoration=\"underline\""),
            (self.look.dim, " opacity=\"0.65\""),
        ] {
            if set {
                style.push_str(text);
            }
        }
        style
    }
}

fn look(cell: &Cell) -> Look {
    let fore = colour(cell.fgcolor()).unwrap_or_else(|| FOREGROUND.to_owned());
    let back = colour(cell.bgcolor());
    let (fore, back) = if cell.inverse() {
        (back.unwrap_or_else(|| BACKGROUND.to_owned()), Some(fore))
    } else {
        (fore, back)
    };
    Look {
        fore,
        back,
        bold: cell.bold(),
        dim: cell.dim(),
        italic: cell.italic(),
        underline: cell.underline(),
    }
}

/// The sixteen colours, the 6×6×6 cube and the greys of xterm, or the colour itself.
fn colour(of: Color) -> Option<String> {
    const SIXTEEN: [&str; 16] = [
        "#2e3440", "#e06c75", "#8cc265", "#d8a657", "#61afef", "#c678dd", "#4fb3bf", "#d8dee9",
        "#7f8a9e", "#ff7b86", "#a5e075", "#f0c674", "#7cc4ff", "#de9bef", "#76d7e0", "#ffffff",
    ];
    match of {
        Color::Default => None,
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Idx(index @ 0..=15) => Some(SIXTEEN[usize::from(index)].to_owned()),
        Color::Idx(index @ 16..=231) => {
            let part = |value: u8| if value == 0 { 0 } else { 55 + 40 * value };
            let cube = index - 16;
            Some(format!(
                "#{:02x}{:02x}{:02x}",
                part(cube / 36),
                part(cube / 6 % 6),
                part(cube % 6)
            ))
        }
        Color::Idx(index) => {
            let grey = 8 + 10 * (index - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
