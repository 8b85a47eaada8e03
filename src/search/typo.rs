//! Slips of the finger: a letter too many, too few, wrong, or two swapped.

use super::letters::Letters;

/// Terms shorter than this are never taken for misspelt: too many words are one letter from "hk".
pub const SHORTEST: usize = 4;

/// How many slips a term of this many letters may have.
pub fn allowed(letters: usize) -> usize {
    match letters {
        0..SHORTEST => 0,
        4..=6 => 1,
        7..=11 => 2,
        _ => 3,
    }
}

/// A place in a name that the term was likely meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// How many slips.
    pub slips: usize,
    /// Whether the place ends where a word ends.
    pub whole: bool,
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
}

/// The place that takes the fewest slips to become the term: the start of a word, or of words run
/// together; whole words before pieces. `None` when more than [`allowed`] are needed.
pub fn distance(term: &str, term_mask: u64, letters: &Letters) -> Option<Near> {
    let n = term.chars().count();
    let most = allowed(n);
    // A slip changes the set of letters by two at most: one gone, one new.
    if most == 0 || (term_mask & !letters.mask).count_ones() as usize > most {
        return None;
    }
    let mut best: Option<Near> = None;
    for start in letters.starts.iter().map(|s| usize::from(*s)) {
        let rest = &letters.text[start..];
        if rest.len() + most < n {
            break;
        }
        if !same_beginning(term, rest) {
            continue;
        }
        for (end, slips) in slips_to(term, rest, most) {
            let slips = match slips {
                2 if n >= 5 && is_same_letters(term, &rest[..end]) => 1,
                slips => slips,
            };
            let (from, to) = (start, start + end);
            let near = Near {
                slips,
                whole: letters.is_boundary(to),
                from,
                to,
            };
            let closer = |best: Near| (slips, !near.whole) < (best.slips, !best.whole);
            if slips > 0 && slips <= most && best.is_none_or(closer) {
                best = Some(near);
            }
        }
    }
    best
}

/// The fronts of the text of about the term's length, each with the slips between them.
fn slips_to(term: &str, rest: &str, most: usize) -> Vec<(usize, usize)> {
    let n = term.chars().count();
    if rest.len() < n - most {
        return Vec::new();
    }
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends = ends.skip((n - most).saturating_sub(1)).take(2 * most + 1);
    if !term.is_ascii() || !rest.is_ascii() || n > LONGEST {
        return ends
            .map(|end| (end, strsim::osa_distance(term, &rest[..end])))
            .collect();
    }
    // All fronts at once: a row of the table of distances is those of one more letter of the term.
    let wide = rest.len().min(n + most);
    let (term, rest) = (term.as_bytes(), &rest.as_bytes()[..wide]);
    let mut rows = [[0u8; LONGEST + 5]; 3];
    for (at, cell) in (0u8..).zip(&mut rows[0][..=wide]) {
        *cell = at;
    }
    for (i, t) in term.iter().enumerate() {
        let (now, last, before) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        rows[now][0] = rows[last][0] + 1;
        let mut least = rows[now][0];
        for (j, r) in rest.iter().enumerate() {
            let mut cell = rows[last][j] + u8::from(t != r);
            cell = cell.min(rows[last][j + 1] + 1).min(rows[now][j] + 1);
            if i > 0 && j > 0 && *t == rest[j - 1] && term[i - 1] == *r {
                cell = cell.min(rows[before][j - 1] + 1);
            }
            rows[now][j + 1] = cell;
            least = least.min(cell);
        }
        // Two letters swapped look back two rows; a letter that has moved is two slips, and one.
        let hopeless = |least: u8| usize::from(least) > most.max(2);
        let least_before = rows[last][..=wide].iter().min().copied().unwrap_or(0);
        if hopeless(least) && hopeless(least_before) {
            return Vec::new();
        }
    }
    let row = &rows[n % 3];
    ends.map(|end| (end, usize::from(row[end]))).collect()
}

/// Longer terms are compared the plain way.
const LONGEST: usize = 64;

/// Whether one letter has only moved: "beruit". The ends are right.
fn is_same_letters(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters = text.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    let ends = |text: &str| (text.bytes().next(), text.bytes().last());
    a.len() == b.len() && ends(a) == ends(b) && sorted(a) == sorted(b)
}

/// The first letter is seldom wrong; it may be swapped with the second, missing, one too many, or
/// the key beside the right one.
fn same_beginning(term: &str, word: &str) -> bool {
    let mut t = term.chars();
    let mut w = word.chars();
    let (Some(t0), t1, Some(w0), w1) = (t.next(), t.next(), w.next(), w.next()) else {
        return false;
    };
    t0 == w0 || Some(t0) == w1 || t1 == Some(w0) || t1 == w1 && t1.is_some() && beside(t0, w0)
}

/// Whether two letters lie side by side, or one above the other, on the keys.
fn beside(a: char, b: char) -> bool {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let place = |c: char| {
        let row = |(row, keys): (usize, &&str)| keys.find(c).map(|at| (row, at));
        ROWS.iter().enumerate().find_map(row)
    };
    let (Some((row_a, a)), Some((row_b, b))) = (place(a), place(b)) else {
        return false;
    };
    // A row lies half a key to the right of the one above it.
    match row_a.abs_diff(row_b) {
        0 => a.abs_diff(b) == 1,
        1 => {
            let (upper, lower) = if row_a < row_b { (a, b) } else { (b, a) };
            lower == upper || lower + 1 == upper
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::letters::mask;

    fn slips(term: &str, name: &str) -> Option<usize> {
        distance(term, mask(term), &Letters::of(name)).map(|near| near.slips)
    }

    #[test]
    fn swapped_missing_doubled_and_wrong_letters_are_one_slip() {
        assert_eq!(slips("mearsk", "MAERSK"), Some(1));
        assert_eq!(slips("roterdam", "ROTTERDAM"), Some(1));
        assert_eq!(slips("hambburg", "HAMBURG"), Some(1));
        assert_eq!(slips("givan", "EVER GIVEN"), Some(1));
        assert_eq!(slips("beruit", "BEIRUT"), Some(1));
    }

    #[test]
    fn the_start_of_a_word_is_enough() {
        assert_eq!(slips("roter", "ROTTERDAM"), Some(1));
        assert_eq!(slips("felxi", "FELIXSTOWE"), Some(1));
    }

    #[test]
    fn short_terms_are_taken_as_they_are() {
        assert_eq!(slips("hkk", "HKG"), None);
        assert_eq!(slips("la", "LE HAVRE"), None);
    }
}
