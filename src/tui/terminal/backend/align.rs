//! Lines that went and lines that came: the cheapest script of deletions and insertions that lines
//! the old rows up with the new ones, as a text's `diff` does.

use super::grid::{Glyph, Grid};
use super::pen::Pen;
use super::pencil::{Pencil, Place};

/// What deleting or inserting a line costs in bytes, its share of the cursor's move included.
const STEP: u32 = 5;

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Keep,
    Delete,
    Insert,
}

/// Deletes and inserts lines until the rows are lined up; what the terminal shows then. None when
/// nothing is worth moving.
pub(super) fn align(pencil: &mut Pencil<'_>, shown: &Grid, wanted: &Grid) -> Option<Grid> {
    let height = wanted.height();
    let differs = |y: &u16| shown.row(*y) != wanted.row(*y);
    let first = (0..height).find(differs)?;
    let end = (0..height).rev().find(differs)? + 1;
    let steps = cheapest(shown, wanted, first, end);
    if steps.iter().all(|step| *step == Step::Keep) {
        return None;
    }
    let mut moved = shown.clone();
    // All deletions first: what is inserted before then would push the last lines off the screen.
    let mut y = first;
    for run in steps.chunk_by(|a, b| a == b) {
        match run[0] {
            Step::Keep => y += count(run),
            Step::Delete => {
                delete_lines(pencil, y, count(run), &moved);
                moved.scroll(y, height, i32::from(count(run)));
            }
            Step::Insert => {}
        }
    }
    y = first;
    for run in steps.chunk_by(|a, b| a == b) {
        match run[0] {
            Step::Keep => y += count(run),
            Step::Delete => {}
            Step::Insert => {
                insert_lines(pencil, y, count(run), &moved);
                moved.scroll(y, height, -i32::from(count(run)));
                y += count(run);
            }
        }
    }
    Some(moved)
}

fn count(run: &[Step]) -> u16 {
    u16::try_from(run.len()).unwrap_or(u16::MAX)
}

/// The cheapest steps from rows `first..end` of `shown` to those of `wanted`; as many deletions as
/// insertions, so that what lies below ends where it was.
fn cheapest(shown: &Grid, wanted: &Grid, first: u16, end: u16) -> Vec<Step> {
    let n = usize::from(end - first);
    let row = |i: usize| first + u16::try_from(i).unwrap_or(0);
    let change: Vec<Vec<u32>> = (0..n)
        .map(|i| {
            (0..n)
                .map(|j| difference(shown.row(row(i)), wanted.row(row(j))))
                .collect()
        })
        .collect();
    let print: Vec<u32> = (0..n).map(|j| printed(wanted.row(row(j)))).collect();
    // rest[i][j]: what is left to pay with rows i.. old and rows j.. new to come.
    let mut rest = vec![vec![0_u32; n + 1]; n + 1];
    let step = |rest: &[Vec<u32>], i: usize, j: usize| {
        let ways = [
            (i < n && j < n).then(|| (change[i][j] + rest[i + 1][j + 1], Step::Keep)),
            (i < n).then(|| (STEP + rest[i + 1][j], Step::Delete)),
            (j < n).then(|| (STEP + print[j] + rest[i][j + 1], Step::Insert)),
        ];
        ways.into_iter().flatten().min_by_key(|(cost, _)| *cost)
    };
    for i in (0..=n).rev() {
        for j in (0..=n).rev() {
            if let Some((cost, _)) = step(&rest, i, j) {
                rest[i][j] = cost;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut steps = Vec::new();
    while let Some((_, taken)) = step(&rest, i, j) {
        i += usize::from(taken != Step::Insert);
        j += usize::from(taken != Step::Delete);
        steps.push(taken);
    }
    steps
}

/// What painting one row over the other costs: its differing cells, and the way between them, which
/// is walked over or jumped.
fn difference(from: &[Glyph], to: &[Glyph]) -> u32 {
    let mut cost = 0;
    let mut way = STEP;
    for (before, after) in from.iter().zip(to) {
        if before == after {
            way = (way + 1).min(STEP);
        } else {
            cost += 1 + way;
            way = 0;
        }
    }
    cost
}

fn printed(row: &[Glyph]) -> u32 {
    let marks = row
        .iter()
        .filter(|glyph| **glyph != Glyph::default())
        .count();
    u32::try_from(marks).unwrap_or(u32::MAX / 4)
}

/// Deletes `n` lines at row `y`: what is below comes up.
fn delete_lines(pencil: &mut Pencil<'_>, y: u16, n: u16, shown: &Grid) {
    pencil.take_for_erasing(Pen::default());
    go_to_row(pencil, y, shown);
    pencil.csi(n, b'M');
    leave_in_row(pencil, y);
}

/// Inserts `n` lines at row `y`: what is there goes down.
fn insert_lines(pencil: &mut Pencil<'_>, y: u16, n: u16, shown: &Grid) {
    pencil.take_for_erasing(Pen::default());
    go_to_row(pencil, y, shown);
    pencil.csi(n, b'L');
    leave_in_row(pencil, y);
}

/// IL and DL work in any column, but some terminals then return to the first one: stand there,
/// or count the column as unknown.
fn leave_in_row(pencil: &mut Pencil<'_>, y: u16) {
    if pencil.place != Place::At(0, y) {
        pencil.place = Place::Row(y);
    }
}

fn go_to_row(pencil: &mut Pencil<'_>, y: u16, shown: &Grid) {
    let anywhere = match pencil.place {
        Place::At(x, _) => x,
        Place::Unknown | Place::Row(_) => 0,
    };
    let blank: Vec<Glyph> = shown.row(y).to_vec();
    let mut kept = pencil.fresh();
    kept.go(anywhere, y, &blank);
    let mut first = pencil.fresh();
    first.go(0, y, &blank);
    // A column known afterwards is worth the byte that the carriage return costs.
    let best = if first.out.len() <= kept.out.len() + 1 {
        first
    } else {
        kept
    };
    pencil.adopt(&best);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::{Capabilities, Choices};
    use ratatui::buffer::Cell;

    fn grid(rows: &[&str]) -> Grid {
        let capabilities =
            Capabilities::detect(|_| Some("xterm".into()), Choices::default()).unwrap();
        let mut grid = Grid::blank(20, u16::try_from(rows.len()).unwrap());
        for (y, text) in rows.iter().enumerate() {
            let cells: Vec<Cell> = format!("{text:<20}").chars().map(Cell::from).collect();
            grid.set_row(u16::try_from(y).unwrap(), &cells, &capabilities);
        }
        grid
    }

    fn steps(before: &[&str], after: &[&str]) -> Vec<Step> {
        let end = u16::try_from(before.len()).unwrap();
        cheapest(&grid(before), &grid(after), 0, end)
    }

    #[test]
    fn rows_that_went_from_a_list_are_deleted_and_the_footer_stays() {
        use Step::{Delete, Insert, Keep};
        let before = [
            "ZIM KINGSTON one",
            "EVER GIVEN two",
            "MSC ANNA three",
            "ONE APUS four",
            "foot",
        ];
        let after = [
            "EVER GIVEN two",
            "ONE APUS four",
            "YM WELLNESS five",
            "HMM six",
            "foot",
        ];
        assert_eq!(
            steps(&before, &after),
            [Delete, Keep, Delete, Keep, Insert, Insert, Keep]
        );
    }

    #[test]
    fn a_row_with_another_word_in_it_is_no_line_that_moved() {
        let before = ["ZIM KINGSTON one", "EVER GIVEN two"];
        let after = ["ZIM KINGSTON one", "EVER GIVEN six"];
        assert_eq!(steps(&before, &after), [Step::Keep, Step::Keep]);
    }
}
