//! From what is shown to what is wanted: rows, each painted several ways, the shortest sent.

use super::grid::{Glyph, Grid, Mark};
use super::pen::Pen;
use super::pencil::{Pencil, Place};

/// Paints every row that differs.
pub(super) fn paint(pencil: &mut Pencil<'_>, shown: &Grid, wanted: &Grid) {
    let height = wanted.height();
    let differs = |y: u16| shown.row(y) != wanted.row(y);
    let clear_from = (0..height)
        .rev()
        .take_while(|y| is_clear(wanted.row(*y)))
        .last()
        .unwrap_or(height);
    let clears = (clear_from..height).filter(|y| differs(*y)).count();
    for y in 0..clear_from {
        if differs(y) {
            paint_row(pencil, y, shown.row(y), wanted.row(y));
        }
    }
    if clears >= 2 {
        // Blank from here to the end of the screen: one erasure. Before that the row above may
        // have ended; its own blanks are cheaper erased with the rest.
        pencil.take_for_erasing(Pen::default());
        pencil.go(0, clear_from, wanted.row(clear_from));
        pencil.out.extend_from_slice(b"\x1b[J");
    } else {
        for y in clear_from..height {
            if differs(y) {
                paint_row(pencil, y, shown.row(y), wanted.row(y));
            }
        }
    }
}

fn is_clear(row: &[Glyph]) -> bool {
    row.iter().all(|glyph| *glyph == Glyph::default())
}

/// What may be used on a row besides printing.
#[derive(Debug, Clone, Copy, Default)]
struct Means {
    /// Erase to the end of the row, or characters within it.
    erasing: bool,
    /// Erase from the start of the row first.
    from_start: bool,
}

fn paint_row(pencil: &mut Pencil<'_>, y: u16, shown: &[Glyph], wanted: &[Glyph]) {
    let printing = Means::default();
    let erasing = Means {
        erasing: true,
        ..printing
    };
    let dirty = dirty_columns(shown, wanted);
    let mut best = diff_row(pencil.fresh(), y, wanted, &dirty, printing);
    let mut consider = |way: Pencil<'_>| {
        if way.out.len() < best.out.len() {
            best.out = way.out;
            best.place = way.place;
            best.pen = way.pen;
        }
    };
    if dirty.iter().filter(|dirty| **dirty).count() > 3 {
        let means = Means {
            from_start: true,
            ..erasing
        };
        consider(diff_row(pencil.fresh(), y, wanted, &dirty, erasing));
        consider(diff_row(pencil.fresh(), y, wanted, &dirty, means));
        consider(wiped(pencil, y, wanted));
        for way in shifted(pencil, y, shown, wanted, &dirty) {
            consider(way);
        }
    }
    let best = best;
    pencil.adopt(&best);
}

/// Wiped first, then only what is not blank.
fn wiped<'a>(pencil: &Pencil<'a>, y: u16, wanted: &[Glyph]) -> Pencil<'a> {
    let mut way = pencil.fresh();
    way.take_for_erasing(Pen::default());
    way.go(0, y, wanted);
    way.out.extend_from_slice(b"\x1b[K");
    let dirty: Vec<bool> = wanted
        .iter()
        .map(|glyph| *glyph != Glyph::default())
        .collect();
    diff_row(
        way,
        y,
        wanted,
        &dirty,
        Means {
            erasing: true,
            ..Means::default()
        },
    )
}

/// Columns to send again: those that differ, and both halves of every wide character touched.
fn dirty_columns(shown: &[Glyph], wanted: &[Glyph]) -> Vec<bool> {
    let mut dirty: Vec<bool> = shown.iter().zip(wanted).map(|(a, b)| a != b).collect();
    let joined = |x: usize| shown[x + 1].is_tail() || wanted[x + 1].is_tail();
    let last = dirty.len().saturating_sub(1);
    for x in 0..last {
        if dirty[x] && joined(x) {
            dirty[x + 1] = true;
        }
    }
    for x in (0..last).rev() {
        if dirty[x + 1] && joined(x) {
            dirty[x] = true;
        }
    }
    for x in 0..last {
        if dirty[x] && joined(x) {
            dirty[x + 1] = true;
        }
    }
    dirty
}

fn diff_row<'a>(
    mut pencil: Pencil<'a>,
    y: u16,
    wanted: &[Glyph],
    dirty: &[bool],
    means: Means,
) -> Pencil<'a> {
    let Some(last) = dirty.iter().rposition(|dirty| *dirty) else {
        return pencil;
    };
    let mut x = 0;
    if means.from_start {
        x = erase_start(&mut pencil, y, wanted, dirty);
    }
    while x <= last {
        if !dirty[x] || wanted[x].is_tail() {
            x += 1;
            continue;
        }
        if means.erasing && wanted[x].is_blank() && wanted[x].pen.erases(pencil.capabilities) {
            let end = run_of_blanks(wanted, x);
            if end == wanted.len() && last + 1 - x > 3 {
                pencil.take_for_erasing(wanted[x].pen);
                pencil.go(column(x), y, wanted);
                pencil.out.extend_from_slice(b"\x1b[K");
                return pencil;
            }
            // Within a row the cursor stays behind, and has to follow if more comes.
            let n = end.min(last + 1) - x;
            let follows = dirty[end..].iter().any(|dirty| *dirty);
            let worth = if follows { 8 } else { 4 };
            if pencil.capabilities.erase_chars && n > worth {
                pencil.take_for_erasing(wanted[x].pen);
                pencil.go(column(x), y, wanted);
                pencil.csi(column(n), b'X');
                x += n;
                continue;
            }
        }
        pencil.go(column(x), y, wanted);
        let wide = wanted.get(x + 1).is_some_and(Glyph::is_tail);
        pencil.put(&wanted[x], wide);
        x += 1 + usize::from(wide);
    }
    pencil
}

/// Where the run of blanks like the one at `x` ends.
fn run_of_blanks(row: &[Glyph], x: usize) -> usize {
    row[x..]
        .iter()
        .position(|glyph| *glyph != row[x])
        .map_or(row.len(), |n| x + n)
}

/// Erases the blanks a row starts with, if there are any to erase; where to go on.
fn erase_start(pencil: &mut Pencil<'_>, y: u16, wanted: &[Glyph], dirty: &[bool]) -> usize {
    let end = run_of_blanks(wanted, 0);
    let blank = &wanted[0];
    if !blank.is_blank()
        || end == wanted.len()
        || !blank.pen.erases(pencil.capabilities)
        || !dirty[..end].iter().any(|dirty| *dirty)
    {
        return 0;
    }
    // The erasure takes the cursor's own column with it: stand on what is printed next anyway.
    let at = if dirty[end] { end } else { end - 1 };
    pencil.take_for_erasing(blank.pen);
    pencil.go(column(at), y, wanted);
    pencil.out.extend_from_slice(b"\x1b[1K");
    end
}

/// Ways that first insert or delete a few characters where the row begins to differ.
fn shifted<'a>(
    pencil: &Pencil<'a>,
    y: u16,
    shown: &[Glyph],
    wanted: &[Glyph],
    dirty: &[bool],
) -> Vec<Pencil<'a>> {
    let mut ways = Vec::new();
    if !pencil.capabilities.edit_chars || shown.iter().any(|glyph| glyph.mark == Mark::Unknown) {
        return ways;
    }
    let (Some(x), Some(last)) = (
        dirty.iter().position(|dirty| *dirty),
        dirty.iter().rposition(|dirty| *dirty),
    ) else {
        return ways;
    };
    if last - x < 6 {
        return ways;
    }
    for n in 1..=2_usize {
        for insert in [true, false] {
            // A wide character cut by the edge, or standing across the place, is not worth a rule.
            let mut after = shown.to_vec();
            if insert {
                after.truncate(shown.len() - n);
                if shown[shown.len() - n].is_tail() {
                    continue;
                }
                after.splice(x..x, vec![Glyph::default(); n]);
            } else {
                if shown.get(x + n).is_some_and(Glyph::is_tail) {
                    continue;
                }
                after.drain(x..(x + n).min(shown.len()));
                after.resize(shown.len(), Glyph::default());
            }
            let left = dirty_columns(&after, wanted);
            if left.iter().filter(|dirty| **dirty).count() * 2 > last - x {
                continue;
            }
            let mut way = pencil.fresh();
            way.take_for_erasing(Pen::default());
            way.go(column(x), y, wanted);
            way.csi(column(n), if insert { b'@' } else { b'P' });
            ways.push(diff_row(
                way,
                y,
                wanted,
                &left,
                Means {
                    erasing: true,
                    from_start: false,
                },
            ));
        }
    }
    ways
}

/// A column as the terminal counts; rows are at most `u16::MAX` wide.
fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}

/// Clears the screen and paints all of it.
pub(super) fn paint_cleared(pencil: &mut Pencil<'_>, wanted: &Grid) {
    pencil.take_for_erasing(Pen::default());
    if matches!(pencil.place, Place::At(..)) {
        pencil.out.extend_from_slice(b"\x1b[2J");
    } else {
        pencil.out.extend_from_slice(b"\x1b[H\x1b[J");
        pencil.place = Place::At(0, 0);
    }
    let blank = Grid::blank(wanted.width(), wanted.height());
    paint(pencil, &blank, wanted);
}
