//! Pieces of words run together: "coscuni" for COSCO SHIPPING UNIVERSE, "evgiv" for EVER GIVEN.

use super::letters::Letters;

/// Reads the term as a run of beginnings of the words, in order, the first one at word 0; words in
/// between may be left out. Gives how many words were touched and the byte ranges, or `None`.
///
/// At least two words must be touched.
pub fn pieces(term: &str, letters: &Letters) -> Option<Vec<(usize, usize)>> {
    if letters.starts.len() < 2 || !term.is_ascii() {
        return None;
    }
    let term = term.as_bytes();
    if letters.text.as_bytes().first() != term.first() {
        return None;
    }
    let mut taken = Vec::new();
    walk(term, letters, 0, &mut taken).then_some(taken)
}

/// Longest pieces first, so that the fewest words are skipped; depth is bounded by the term.
fn walk(rest: &[u8], letters: &Letters, word: usize, taken: &mut Vec<(usize, usize)>) -> bool {
    if rest.is_empty() {
        return taken.len() > 1;
    }
    for w in word..letters.starts.len() {
        let text = letters.word(w).as_bytes();
        let common = rest.iter().zip(text).take_while(|(a, b)| a == b).count();
        for len in (1..=common).rev() {
            let start = usize::from(letters.starts[w]);
            taken.push((start, start + len));
            if walk(&rest[len..], letters, w + 1, taken) {
                return true;
            }
            taken.pop();
        }
        // The first piece begins the first word: else every name would match something.
        if word == 0 {
            return false;
        }
    }
    false
}

/// The name's first consonants, and no others before or between them, two alike in a row being one,
/// into its last word: "hmb" of HAMBURG, "lhv" of LE HAVRE, "mnl" of MANILA.
pub fn consonants(term: &str, letters: &Letters) -> Option<Vec<(usize, usize)>> {
    let bytes = letters.text.as_bytes();
    if !(3..=4).contains(&term.len()) || !term.bytes().all(is_consonant) {
        return None;
    }
    if bytes.first() != term.as_bytes().first() {
        return None;
    }
    let own = bytes.iter().enumerate().filter(|(_, b)| is_consonant(**b));
    let mut own = own.filter(|(at, b)| *at == 0 || bytes[at - 1] != **b);
    let mut next = |t: u8| own.next().filter(|(_, b)| **b == t);
    let place = |t: u8| next(t).map(|(at, _)| (at, at + 1));
    let places: Vec<(usize, usize)> = term.bytes().map(place).collect::<Option<_>>()?;
    let last = letters.starts.last().map_or(0, |start| usize::from(*start));
    places
        .last()
        .is_some_and(|(at, _)| *at >= last)
        .then_some(places)
}

fn is_consonant(b: u8) -> bool {
    b.is_ascii_lowercase() && !b"aeiou".contains(&b)
}

/// The word that these three consonants are left of: "gdk" of GDANSK, "hmb" of HAMBURG.
pub fn skeleton(term: &str, letters: &Letters) -> Option<(usize, usize)> {
    if term.len() != 3 || !term.bytes().all(is_consonant) {
        return None;
    }
    let is_left_of = |word: &str| {
        let mut rest = word.bytes();
        let in_order = term.bytes().all(|t| rest.any(|w| w == t));
        word.len() >= 5 && word.as_bytes().first() == term.as_bytes().first() && in_order
    };
    (0..letters.starts.len())
        .find(|at| is_left_of(letters.word(*at)))
        .map(|at| (usize::from(letters.starts[at]), letters.end(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(term: &str, name: &str) -> bool {
        pieces(term, &Letters::of(name)).is_some()
    }

    #[test]
    fn beginnings_of_words_run_together() {
        assert!(reads("ymsuc", "YM SUCCESS"));
        assert!(reads("cosuniv", "COSCO SHIPPING UNIVERSE"));
        assert!(reads("csu", "COSCO SHIPPING UNIVERSE"));
        assert!(reads("berlexp", "BERLIN EXPRESS"));
    }

    #[test]
    fn three_consonants_are_left_of_a_word() {
        let word = |term: &str, name: &str| skeleton(term, &Letters::of(name));
        assert_eq!(word("gdk", "HMM GDANSK"), Some((3, 9)));
        assert_eq!(word("gdk", "GOTHENBURG"), None);
        assert_eq!(word("gda", "GDANSK"), None);
    }

    #[test]
    fn the_first_consonants_are_a_name() {
        let name = |term: &str, name: &str| consonants(term, &Letters::of(name)).is_some();
        assert!(name("hmb", "HAMBURG") && name("lhv", "LE HAVRE") && name("mnl", "MANILA"));
        assert!(!name("bsl", "BASLE EXPRESS") && !name("rtd", "ROTTERDAM"));
        assert!(!name("hbg", "HAMBURG") && !name("ntw", "ANTWERP") && !name("hab", "HAMBURG"));
    }

    #[test]
    fn other_letters_do_not() {
        assert!(!reads("rsu", "COSCO SHIPPING UNIVERSE"));
        assert!(!reads("cosco", "COSCO SHIPPING UNIVERSE"));
        assert!(!reads("usc", "COSCO SHIPPING UNIVERSE"));
    }
}
