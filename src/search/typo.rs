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

/// A term in the shapes that slips are counted with.
#[derive(Debug)]
pub struct Typed {
    len: usize,
    most: usize,
    /// The first two letters.
    first: [u8; 2],
    /// The letters that lie beside the first one on the keys, as bits.
    beside: u32,
    /// The sorts of the letters that must be among a name's next [`NEAR`] ones, slips apart.
    near: u32,
    /// And those that must be among the next [`AHEAD`].
    ahead: u32,
    /// By letter and digit, where in the term it stands, as bits; `None` for a term that is not
    /// plain, or longer than there are bits.
    places: Option<Box<[u64; 36]>>,
}

impl Typed {
    /// Of a folded term.
    pub fn of(term: &str) -> Self {
        let len = term.chars().count();
        let most = allowed(len);
        let mut places = Box::new([0u64; 36]);
        let mut plain = (2..=64).contains(&len);
        for (at, b) in term.bytes().enumerate() {
            match place(b).filter(|_| plain) {
                Some(letter) => places[letter] |= 1 << at,
                None => plain = false,
            }
        }
        let mut bytes = term.bytes();
        let mut next = || bytes.next().unwrap_or(0);
        let first = [next(), next()];
        let is_beside = |letter: &u8| beside(char::from(first[0]), char::from(*letter));
        Self {
            len,
            most,
            first,
            beside: (b'a'..=b'z')
                .filter(is_beside)
                .fold(0, |bits, letter| bits | 1 << (letter - b'a')),
            near: sorts(term, NEAR - most),
            ahead: sorts(term, AHEAD - most),
            places: plain.then_some(places),
        }
    }

    /// Whether a word that begins so may be meant, as [`same_beginning`] has it; and no more sorts of
    /// letters are missing from those that follow than there may be slips.
    #[inline]
    pub fn may_be(&self, start: &Start) -> bool {
        let lacks = |sorts: u32, of: u32| (sorts & !of).count_ones() as usize > self.most;
        if self.most == 0 || lacks(self.near, start.near) || lacks(self.ahead, start.ahead) {
            return false;
        }
        let ([t0, t1], [w0, w1]) = (self.first, start.first);
        // Of other scripts a letter is more than a byte.
        if !(self.first.is_ascii() && start.first.is_ascii()) {
            return true;
        }
        let is_beside = || w0.is_ascii_lowercase() && self.beside >> (w0 - b'a') & 1 == 1;
        t0 == w0 || t0 == w1 || t1 == w0 || t1 == w1 && is_beside()
    }
}

/// Of so many letters from a start on it is told which sorts they are.
const NEAR: usize = 6;
/// And of so many.
const AHEAD: usize = 12;

/// Where a word begins, with what rules it out quickly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    at: u16,
    /// The first two bytes from there on, 0 for none.
    first: [u8; 2],
    /// The sorts of the first [`NEAR`] letters from there on.
    near: u32,
    /// And of the first [`AHEAD`].
    ahead: u32,
}

impl Start {
    /// Of all words.
    pub fn of(letters: &Letters) -> impl Iterator<Item = Self> + '_ {
        letters.starts.iter().map(|at| {
            let rest = &letters.text[usize::from(*at)..];
            let byte = |i: usize| rest.as_bytes().get(i).copied().unwrap_or(0);
            Self {
                at: *at,
                first: [byte(0), byte(1)],
                near: sorts(rest, NEAR),
                ahead: sorts(rest, AHEAD),
            }
        })
    }
}

/// The sorts of a text's first letters: a bit for each letter, five for the digits, one for
/// everything else.
fn sorts(text: &str, letters: usize) -> u32 {
    text.chars().take(letters).fold(0, |sorts, c| {
        sorts
            | 1 << match c {
                'a'..='z' => c as u32 - 'a' as u32,
                '0'..='9' => 26 + (c as u32 - '0' as u32) % 5,
                _ => 31,
            }
    })
}

/// The place of a letter or digit among all of them.
fn place(b: u8) -> Option<usize> {
    match b {
        b'a'..=b'z' => Some(usize::from(b - b'a')),
        b'0'..=b'9' => Some(usize::from(b - b'0') + 26),
        _ => None,
    }
}

/// A place in a name that the term was likely meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near {
    /// How many slips.
    pub slips: usize,
    /// Whether the place ends where a word ends.
    pub whole: bool,
    /// Whether one letter is typed for two alike, or two for one.
    pub doubled: bool,
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
}

/// The place that takes the fewest slips to become the term: the start of a word, or of words run
/// together; whole words before pieces. `None` when more than [`allowed`] are needed.
pub fn distance(
    term: &str,
    typed: &Typed,
    letters: &Letters,
    starts: impl Iterator<Item = Start>,
) -> Option<Near> {
    let (n, most) = (typed.len, typed.most);
    let mut best: Option<Near> = None;
    for start in starts.filter(|start| typed.may_be(start)) {
        let from = usize::from(start.at);
        let rest = &letters.text[from..];
        if rest.len() + most < n {
            break;
        }
        // What is not ASCII has not been looked at.
        if !(typed.first.is_ascii() && start.first.is_ascii() || same_beginning(term, rest)) {
            continue;
        }
        slips_to(term, typed, rest, |end, slips| {
            // One letter that has moved is two slips, and one.
            if slips == 0 || slips > most.max(2) {
                return;
            }
            let slips = match slips {
                2 if n >= 5 && is_same_letters(term, &rest[..end]) => 1,
                slips => slips,
            };
            let to = from + end;
            let near = Near {
                slips,
                whole: letters.is_boundary(to),
                doubled: slips == 1 && is_same_squeezed(term, &rest[..end]),
                from,
                to,
            };
            let closer = |best: Near| {
                (slips, !near.whole, !near.doubled) < (best.slips, !best.whole, !best.doubled)
            };
            if slips <= most && best.is_none_or(closer) {
                best = Some(near);
            }
        });
    }
    best
}

/// Each front of the text of about the term's length, with the slips between them.
fn slips_to(term: &str, typed: &Typed, rest: &str, mut each: impl FnMut(usize, usize)) {
    let (n, most) = (typed.len, typed.most);
    let ends = rest.char_indices().map(|(at, c)| (c, at + c.len_utf8()));
    let Some(places) = &typed.places else {
        let ends = ends.skip((n - most).saturating_sub(1)).take(2 * most + 1);
        ends.for_each(|(_, end)| each(end, strsim::osa_distance(term, &rest[..end])));
        return;
    };
    // All fronts at once, a column of the table of distances as the differences between its cells,
    // in bits: Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances",
    // 2003.
    let last = 1u64 << (n - 1);
    let (mut more, mut less) = (u64::MAX, 0u64);
    let (mut same, mut before) = (0u64, 0u64);
    let mut slips = n;
    for (at, (c, end)) in ends.take(n + most).enumerate() {
        let letter = u8::try_from(c).ok().and_then(place);
        let here = letter.map_or(0, |letter| places[letter]);
        let swapped = ((!same & here) << 1) & before;
        same = ((here & more).wrapping_add(more) ^ more) | here | less | swapped;
        let (up, down) = (less | !(same | more), same & more);
        slips = slips + usize::from(up & last != 0) - usize::from(down & last != 0);
        let (up, down) = (up << 1 | 1, down << 1);
        (more, less) = (down | !(same | up), up & same);
        before = here;
        if at + 1 + most >= n {
            each(end, slips);
        }
    }
}

/// Whether two texts are the same, letters alike in a row being one.
fn is_same_squeezed(a: &str, b: &str) -> bool {
    fn squeezed(text: &str) -> impl Iterator<Item = u8> + '_ {
        let mut last = 0;
        text.bytes()
            .filter(move |b| std::mem::replace(&mut last, *b) != *b)
    }
    squeezed(a).eq(squeezed(b))
}

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
    fn slips(term: &str, name: &str) -> Option<usize> {
        {
            let letters = Letters::of(name);
            distance(term, &Typed::of(term), &letters, Start::of(&letters))
        }
        .map(|near| near.slips)
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
    #[test]
    fn all_fronts_are_told_as_one_by_one() {
        let words = [
            "rotterdam",
            "roterdma",
            "evergiven",
            "evregivne",
            "coscoshippinguniverse",
            "shanghai",
            "hamburgshanghai",
            "安特卫普",
            "abca",
            "bcab",
            "msc2",
            "losangeles",
        ];
        for term in words {
            let typed = Typed::of(term);
            for name in words
                .iter()
                .chain(&["gülsün", "losannegeles", "sha", "shangahihamburg"])
            {
                slips_to(term, &typed, name, |end, slips| {
                    assert_eq!(
                        slips,
                        strsim::osa_distance(term, &name[..end]),
                        "{term} {name}"
                    );
                });
            }
        }
    }

    #[test]
    fn what_is_passed_over_has_too_many_slips() {
        let names = [
            "EVER GIVEN",
            "LOS ANGELES",
            "XIN DA YANG ZHOU",
            "BEIRUT",
            "MSC GÜLSÜN",
            "9号",
        ];
        for term in [
            "evre",
            "givne",
            "beruit",
            "loa angels",
            "angelse",
            "yagn",
            "guls",
            "dayangz",
        ] {
            let (term, typed) = (term.replace(' ', ""), Typed::of(&term.replace(' ', "")));
            for letters in names.map(Letters::of) {
                for start in Start::of(&letters).filter(|start| !typed.may_be(start)) {
                    let rest = &letters.text[usize::from(start.at)..];
                    let begins = same_beginning(&term, rest);
                    slips_to(&term, &typed, rest, |end, slips| {
                        let moved = slips == 2 && is_same_letters(&term, &rest[..end]);
                        assert!(!begins || slips > typed.most && !moved, "{term} {rest}");
                    });
                }
            }
        }
    }
}
