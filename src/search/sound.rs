//! How well a term fits the reading of a Chinese name.

use super::form::FormKind;
use super::grade::{FRONT, HINT, INSIDE, PIECES, Probe, SOUND, TYPOS, WORD, slipped};
use super::letters::Letters;
use super::typo::{self, Start};

/// As many syllables as make a name a company's.
pub const COMPANY: u16 = 6;

/// The term as pinyin: whole, its front, its initials, shortened syllables.
pub fn as_typed(probe: &Probe, sound: &Letters) -> Option<u8> {
    let term = probe.text.as_str();
    if probe.len < 2 || !probe.plain || probe.mask & !sound.mask != 0 {
        return None;
    }
    let syllables = sound.starts.len();
    let score = if term == &*sound.text {
        SOUND
    } else if syllables >= 2 && sound.initials().eq(term.chars()) {
        // Two initials fit too many names to weigh like a word.
        if probe.len >= 3 { FRONT - 1 } else { HINT }
    } else if probe.len < 3 {
        return None;
    } else if sound.text.starts_with(term) {
        // Half of a second syllable is no accident: "hanb" is as much 汉堡 as HANBADA.
        let second = sound
            .starts
            .get(1)
            .is_some_and(|s| probe.len > usize::from(*s));
        HINT + if second && probe.len >= 4 { 2 } else { 1 }
    } else if shortened(term, sound) {
        HINT - 1
    } else if sound.initials().take(probe.len).eq(term.chars()) {
        INSIDE
    } else {
        return inner_sound(term, sound);
    };
    Some(score)
}

/// Names of companies are long, and people say what lies in their middle: "haitong", "htjj" of
/// ning-bo-hai-tong-jia-ju-yong-pin.
fn inner_sound(term: &str, sound: &Letters) -> Option<u8> {
    let syllables = |from: usize, to: usize| {
        let inside = |s: &&u16| (from..to).contains(&usize::from(**s));
        sound.starts.iter().filter(inside).count()
    };
    let starts = sound.starts.iter().skip(1).map(|s| usize::from(*s));
    let (bytes, first) = (sound.text.as_bytes(), term.as_bytes().first());
    let begins = |at: usize| bytes.get(at) == first && sound.text[at..].starts_with(term);
    let at = starts.filter(|start| begins(*start));
    let of = |start: usize| {
        let end = start + term.len();
        match syllables(start, end) {
            0 | 1 => None,
            _ if sound.is_boundary(end) => Some(WORD),
            _ => Some(PIECES),
        }
    };
    at.filter_map(of)
        .max()
        .or_else(|| has_inner_initials(term, sound).then_some(INSIDE))
}

/// Whether the first letters of some syllables in a row are these, in a name long enough to be a
/// company's.
fn has_inner_initials(term: &str, sound: &Letters) -> bool {
    let count = term.chars().count();
    let from = |at: usize| sound.initials().skip(at).take(count);
    let last = sound.starts.len().saturating_sub(count);
    sound.starts.len() >= usize::from(COMPANY) && (0..=last).any(|at| from(at).eq(term.chars()))
}

/// Each syllable shortened to a front of it, none left out: "lutd", "ltdan" for lu-te-dan.
fn shortened(term: &str, sound: &Letters) -> bool {
    fn walk(rest: &str, sound: &Letters, at: usize) -> bool {
        if at == sound.starts.len() {
            return rest.is_empty();
        }
        let word = sound.word(at);
        let common = rest
            .bytes()
            .zip(word.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        (1..=common)
            .rev()
            .any(|len| walk(&rest[len..], sound, at + 1))
    }
    sound.starts.len() >= 2 && walk(term, sound, 0)
}

/// With slips, at the front of the reading alone; of a short term, the first letters of syllables
/// inside a company's name.
pub fn loosely(
    probe: &Probe,
    kind: FormKind,
    sound: &Letters,
    starts: impl Iterator<Item = Start>,
) -> Option<u8> {
    let term = probe.text.as_str();
    if (2..typo::SHORTEST).contains(&probe.len) {
        let said = kind == FormKind::Name && has_inner_initials(term, sound);
        return said.then_some(TYPOS);
    }
    if kind == FormKind::Code || probe.len < typo::SHORTEST || probe.digits {
        return None;
    }
    let near = typo::distance(term, &probe.typed, sound, starts)?;
    (near.from == 0).then(|| slipped(&near, near.to == sound.text.len()))
}
