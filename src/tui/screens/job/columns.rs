//! Facts in columns: as wide as their texts want; what is longer than its column goes on below itself,
//! so that nothing is cut.

use unicode_width::UnicodeWidthStr as _;

use super::facts::Fact;
use crate::tui::draw::{Canvas, wrapped};
use crate::tui::look::Part;

/// Columns of a label with the blank behind it.
const LABEL: u16 = 12;

/// The fewest columns that a label and its text have.
const LEAST: u16 = 26;

/// Columns between two that stand side by side.
const GAP: u16 = 2;

/// A fact at its place, its text in lines.
pub struct Placed {
    x: u16,
    y: u16,
    label: String,
    lines: Vec<String>,
}

impl Placed {
    /// Draws it, its place counted from there.
    pub fn draw(&self, canvas: &mut Canvas<'_>, x: u16, y: u16) {
        let (x, mut y) = (x + self.x, y + self.y);
        canvas.part(x, y, LABEL - 1, &self.label, Part::Dim);
        for line in &self.lines {
            let width = u16::try_from(line.width()).unwrap_or(u16::MAX);
            canvas.text(x + LABEL, y, width, line);
            y += 1;
        }
    }
}

/// Facts that have found their places, the rows that they take, and those for which none was left.
pub struct Columns {
    /// The facts.
    pub placed: Vec<Placed>,
    /// Rows.
    pub rows: u16,
    /// The others.
    pub rest: Vec<Fact>,
}

/// Facts below one another, on at most so many rows.
pub fn one(facts: &[Fact], x: u16, width: u16, most: u16) -> Columns {
    let mut columns = Columns {
        placed: Vec::new(),
        rows: 0,
        rest: Vec::new(),
    };
    for fact in facts {
        let lines = lines_of(fact, width);
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        // None after one that had no room: what is left out is the end of the list.
        if !columns.rest.is_empty() || columns.rows.saturating_add(rows) > most {
            columns.rest.push(fact.clone());
            continue;
        }
        columns.placed.push(Placed {
            x,
            y: columns.rows,
            label: fact.label.clone(),
            lines,
        });
        columns.rows += rows;
    }
    columns
}

/// Facts side by side in two columns, on at most so many rows: halves where they hold the texts as
/// they are, else as wide as the texts of one of them want, whichever takes the fewest rows. The first
/// column has the first `usual` of them where that costs no row.
pub fn two(facts: &[Fact], width: u16, usual: u16, most: u16) -> Columns {
    let mut best: Option<(u16, u16, usize)> = None;
    for first in (1..=facts.len()).rev() {
        let (left, right) = facts.split_at(first);
        let wants = [
            width / 2,
            wanted(left) + GAP,
            width.saturating_sub(wanted(right)),
        ];
        for split in wants {
            if split < LEAST + GAP || split + LEAST > width {
                continue;
            }
            let rows = rows_of(left, split - GAP)
                .max(rows_of(right, width - split))
                .max(usual);
            if best.is_none_or(|(fewest, ..)| rows < fewest) {
                best = Some((rows, split, first));
            }
        }
    }
    let Some((_, split, first)) = best else {
        return one(facts, 0, width, most);
    };
    let (left, right) = facts.split_at(first);
    let mut columns = one(left, 0, split - GAP, most);
    let other = one(right, split, width - split, most);
    columns.placed.extend(other.placed);
    columns.rest.extend(other.rest);
    columns.rows = columns.rows.max(other.rows);
    columns
}

/// The same with the first over the whole width where its column would break it: a name in two halves
/// is hard to know again.
pub fn two_below(facts: &[Fact], width: u16, usual: u16, most: u16) -> Columns {
    let columns = two(facts, width, usual, most);
    let is_broken = columns.placed.first().is_some_and(|it| it.lines.len() > 1);
    let Some((first, others)) = facts.split_first().filter(|_| is_broken && most > 1) else {
        return columns;
    };
    let mut head = one(std::slice::from_ref(first), 0, width, 1);
    let mut below = two(others, width, usual.saturating_sub(1), most - 1);
    for placed in &mut below.placed {
        placed.y += 1;
    }
    head.placed.extend(below.placed);
    head.rest.extend(below.rest);
    head.rows = below.rows + 1;
    head
}

fn lines_of(fact: &Fact, width: u16) -> Vec<String> {
    wrapped(&fact.text, usize::from(width.saturating_sub(LABEL)))
}

fn rows_of(facts: &[Fact], width: u16) -> u16 {
    let rows: usize = facts.iter().map(|fact| lines_of(fact, width).len()).sum();
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Columns that no fact has to be broken in.
fn wanted(facts: &[Fact]) -> u16 {
    let widest = facts.iter().map(|fact| fact.text.width()).max();
    u16::try_from(widest.unwrap_or(0))
        .unwrap_or(u16::MAX)
        .saturating_add(LABEL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(texts: &[&str]) -> Vec<Fact> {
        texts
            .iter()
            .map(|text| Fact {
                worth: 4,
                label: "Label".to_owned(),
                text: (*text).to_owned(),
            })
            .collect()
    }

    fn whole(columns: &Columns) -> Vec<String> {
        let lines = |placed: &Placed| placed.lines.concat().replace(' ', "");
        columns.placed.iter().map(lines).collect()
    }

    #[test]
    fn what_is_longer_than_half_takes_room_from_the_other_half() {
        let all = facts(&[
            "MSC NICOLA MASTRO V.FD649W 12-05",
            "short",
            "ONEY61089181",
            "12-01 18:00 7d8h",
        ]);
        let columns = two(&all, 80, 2, 8);
        assert_eq!(columns.rows, 2);
        assert_eq!(
            columns.placed[0].lines,
            ["MSC NICOLA MASTRO V.FD649W 12-05"]
        );
        assert_eq!(columns.placed[2].x, 46);
        let halves = two(&facts(&["short", "short", "short"]), 80, 2, 8);
        assert_eq!(halves.placed[2].x, 40);
    }

    #[test]
    fn nothing_is_cut_at_any_width_and_what_has_no_row_is_given_back() {
        let long = "NINGBO HAITONG HOMEWARES COMPANY LIMITED OF THE FREE TRADE ZONE";
        let all = facts(&[long, "宁波海桐家居用品有限公司", long, "12-01 18:00 7d8h"]);
        for width in 40..=140 {
            let columns = two(&all, width, 0, 40);
            assert_eq!(
                whole(&columns),
                all.iter()
                    .map(|it| it.text.replace(' ', ""))
                    .collect::<Vec<_>>(),
                "{width}"
            );
            let few = two(&all, width, 0, 1);
            assert_eq!(few.placed.len() + few.rest.len(), 4, "{width}");
            assert!(few.rows <= 1);
        }
    }
}
