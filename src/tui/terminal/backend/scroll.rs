//! Rows that only moved, for terminals that can't insert lines: found by what a shift would spare,
//! scrolled between margins.

use super::grid::Grid;
use super::pen::Pen;
use super::pencil::{Pencil, Place};

/// Rows `top..bottom` move by `by`: up when positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) by: i32,
}

/// Fewer columns spared than this are not worth trying.
const WORTH: i32 = 16;

/// The scroll that spares most, if any is worth it.
pub(super) fn most_promising(shown: &Grid, wanted: &Grid) -> Option<Scroll> {
    let height = i32::from(wanted.height());
    let costs: Vec<i32> = (0..height)
        .map(|y| difference(shown, wanted, y, y))
        .collect();
    if costs.iter().filter(|cost| **cost > 0).count() < 2 {
        return None;
    }
    let mut found: Vec<(i32, Scroll)> = Vec::new();
    for by in (1 - height..height).filter(|by| *by != 0) {
        // The stretch of rows for which taking the row `by` further on spares most.
        let (mut sum, mut start) = (0, 0);
        let mut best: Option<(i32, i32, i32)> = None;
        for y in 0.max(-by)..height.min(height - by) {
            let cost = costs[index(y)];
            let spared = if cost > 0 {
                cost - difference(shown, wanted, y + by, y)
            } else if shown.row(row(y + by)) == wanted.row(row(y)) {
                0
            } else {
                // Right already, and would have to be painted again: at worst all of it.
                -i32::from(wanted.width())
            };
            if sum <= 0 {
                (sum, start) = (0, y);
            }
            sum += spared;
            if spared > 0 && best.is_none_or(|(most, ..)| sum > most) {
                best = Some((sum, start, y + 1));
            }
        }
        if let Some((spared, start, end)) = best.filter(|(spared, ..)| *spared > WORTH) {
            found.push((
                spared,
                Scroll {
                    top: row(start.min(start + by)),
                    bottom: row(end.max(end + by)),
                    by,
                },
            ));
        }
    }
    found
        .into_iter()
        .min_by_key(|(spared, scroll)| (-spared, scroll.by.abs()))
        .map(|(_, scroll)| scroll)
}

fn index(y: i32) -> usize {
    usize::try_from(y).unwrap_or(0)
}

fn row(y: i32) -> u16 {
    u16::try_from(y).unwrap_or(0)
}

/// Columns in which row `from` of `shown` differs from row `to` of `wanted`.
fn difference(shown: &Grid, wanted: &Grid, from: i32, to: i32) -> i32 {
    let differing = shown
        .row(row(from))
        .iter()
        .zip(wanted.row(row(to)))
        .filter(|(a, b)| a != b)
        .count();
    i32::try_from(differing).unwrap_or(i32::MAX)
}

/// Scrolls within margins, for terminals that can't insert lines.
pub(super) fn by_margins(pencil: &mut Pencil<'_>, scroll: Scroll, shown: &Grid) {
    let n = usize::try_from(scroll.by.unsigned_abs()).unwrap_or(0);
    pencil.take_for_erasing(Pen::default());
    let whole = scroll.top == 0 && scroll.bottom == shown.height();
    if !whole {
        let (top, bottom) = (scroll.top + 1, scroll.bottom);
        pencil
            .out
            .extend_from_slice(format!("\x1b[{top};{bottom}r").as_bytes());
        pencil.place = Place::At(0, 0);
    }
    let (edge, line) = if scroll.by > 0 {
        (scroll.bottom - 1, &b"\n"[..])
    } else {
        (scroll.top, &b"\x1bM"[..])
    };
    // Absolute: nothing is where relative moves would expect it while margins are set.
    pencil.place = Place::Unknown;
    pencil.go(0, edge, shown.row(edge));
    for _ in 0..n {
        pencil.out.extend_from_slice(line);
    }
    if !whole {
        pencil.out.extend_from_slice(b"\x1b[r");
        pencil.place = Place::At(0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::{Capabilities, Choices};
    use ratatui::buffer::Cell;

    fn grid(rows: &[&str]) -> Grid {
        let capabilities =
            Capabilities::detect(|_| Some("xterm".into()), Choices::default()).unwrap();
        let width = rows[0].chars().count();
        let mut grid = Grid::blank(
            u16::try_from(width).unwrap(),
            u16::try_from(rows.len()).unwrap(),
        );
        for (y, text) in rows.iter().enumerate() {
            let cells: Vec<Cell> = text.chars().map(Cell::from).collect();
            grid.set_row(u16::try_from(y).unwrap(), &cells, &capabilities);
        }
        grid
    }

    const BEFORE: [&str; 6] = [
        "title of the list, unmoved     ",
        "MSC ANNA        Rotterdam      ",
        "EVER GIVEN      Felixstowe     ",
        "COSCO SHIPPING  Hamburg        ",
        "CMA CGM MARCO   Le Havre       ",
        "footer of the list, unmoved    ",
    ];

    #[test]
    fn a_list_that_moved_up_a_line_is_found_between_its_title_and_its_footer() {
        let after = [
            BEFORE[0],
            BEFORE[2],
            BEFORE[3],
            BEFORE[4],
            "ONE APUS        Antwerp        ",
            BEFORE[5],
        ];
        assert_eq!(
            most_promising(&grid(&BEFORE), &grid(&after)),
            Some(Scroll {
                top: 1,
                bottom: 5,
                by: 1
            })
        );
        assert_eq!(
            most_promising(&grid(&after), &grid(&BEFORE)),
            Some(Scroll {
                top: 1,
                bottom: 5,
                by: -1
            })
        );
    }

    #[test]
    fn a_marker_that_moves_with_the_list_does_not_hide_the_scroll() {
        let marked = |rows: [&str; 6], at: usize| {
            let rows: Vec<String> = rows
                .iter()
                .enumerate()
                .map(|(y, row)| format!("{}{row}", if y == at { '>' } else { ' ' }))
                .collect();
            grid(&rows.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let after = [
            BEFORE[0], BEFORE[2], BEFORE[3], BEFORE[4], BEFORE[1], BEFORE[5],
        ];
        let found = most_promising(&marked(BEFORE, 4), &marked(after, 4));
        assert_eq!(
            found,
            Some(Scroll {
                top: 1,
                bottom: 5,
                by: 1
            })
        );
    }

    #[test]
    fn one_row_that_changed_is_no_scroll() {
        let mut after = BEFORE;
        after[2] = "EVER GIVEN      Southampton    ";
        assert!(most_promising(&grid(&BEFORE), &grid(&after)).is_none());
    }
}
