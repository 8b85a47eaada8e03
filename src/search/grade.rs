//! How well one term fits one name.
//!
//! Grades are coarse on purpose: whatever a clerk would call "that's it" gets the same grade, so
//! that the sooner cut-off decides between them.

use super::fold::has_han;
use super::form::{Form, FormKind};
use super::han;
use super::humps;
use super::letters::{Letters, mask};
use super::numbers;
use super::schema::FieldKind;
use super::sound;
use super::typo::{self, Start, Typed};
use super::voyage;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// A name, a code, a nickname, a date: exactly.
pub const EXACT: u8 = 24;
/// Its reading, exactly.
pub const SOUND: u8 = 22;
/// The front of a name, a whole word of it, or a group's name.
pub const FRONT: u8 = 20;
/// The front of a word inside, or part of a Chinese name.
pub const WORD: u8 = 18;
/// The front of a reading, a nickname or a code.
pub const HINT: u8 = 16;
/// Pieces of every word of a name, in order.
pub const EVERY_WORD: u8 = 17;
/// Initials and pieces of words.
pub const PIECES: u8 = 14;
/// Letters somewhere inside, a shortened reading.
pub const INSIDE: u8 = 12;
/// One slip of the finger.
pub const TYPO: u8 = 10;
/// More slips.
pub const TYPOS: u8 = 8;
/// The letters in this order.
pub const FUZZY: u8 = 4;

/// How far to go for a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// As typed.
    Strict,
    /// Slips, homophones, letters inside.
    Loose,
    /// Any subsequence.
    Fuzzy,
}

impl Stage {
    /// The one before it.
    pub fn before(self) -> Option<Self> {
        match self {
            Self::Strict => None,
            Self::Loose => Some(Self::Strict),
            Self::Fuzzy => Some(Self::Loose),
        }
    }
}

/// A term with the shapes it is compared in.
#[derive(Debug)]
pub struct Probe {
    /// Folded, without blanks.
    pub text: String,
    /// Its letters as bits.
    pub mask: u64,
    /// Whether there is Chinese in it.
    pub han: bool,
    /// Its characters.
    pub len: usize,
    /// As a voyage.
    pub voyage: String,
    /// The letters of that voyage as bits, leading zeros apart.
    pub number: u64,
    /// The first letter as a bit.
    pub first: u64,
    /// The second.
    pub second: u64,
    /// Its Chinese characters as bits.
    pub characters: u64,
    /// Its readings, when it is Chinese.
    pub sounds: Vec<Letters>,
    /// What slips are counted with.
    pub typed: Typed,
    /// Whether there are digits in it.
    pub digits: bool,
    /// Whether it is of Latin letters alone.
    pub plain: bool,
}

impl Probe {
    /// Of a folded term.
    pub fn new(text: &str) -> Self {
        let voyage = voyage::bare(text);
        let (first, second) = super::sieve::ends_of(text);
        Self {
            number: mask(voyage::stripped(&voyage)),
            voyage,
            first,
            second,
            characters: super::sieve::han_mask(text),
            mask: mask(text),
            han: has_han(text),
            len: text.chars().count(),
            sounds: super::pinyin::readings(text),
            typed: Typed::of(text),
            digits: text.bytes().any(|b| b.is_ascii_digit()),
            plain: text.bytes().all(|b| b.is_ascii_alphabetic()),
            text: text.to_owned(),
        }
    }
}

/// What of the name matched: byte ranges of its letters, or all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// All of it.
    Whole,
    /// From, to.
    Range(usize, usize),
    /// Several pieces.
    Pieces(Vec<(usize, usize)>),
}

/// A grade, and what matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Higher is better; never 0.
    pub score: u8,
    /// What matched.
    pub how: How,
}

impl Grade {
    /// A grade for all of the name.
    pub fn whole(score: u8) -> Option<Self> {
        Some(Self {
            score,
            how: How::Whole,
        })
    }

    /// A grade for a piece of the name.
    pub fn range(score: u8, from: usize, to: usize) -> Option<Self> {
        Some(Self {
            score,
            how: How::Range(from, to),
        })
    }
}

/// Grades one name; `None` when it does not fit.
pub fn grade(probe: &Probe, form: &Form, kind: FieldKind, stage: Stage) -> Option<Grade> {
    match kind {
        FieldKind::Voyage => return numbers::voyage_grade(probe, form),
        FieldKind::Code if form.kind == FormKind::Name => {
            return numbers::number_grade(probe, form, stage);
        }
        _ => {}
    }
    let written = of_letters(probe, form, Start::of(&form.letters), stage);
    let read = form.sounds.iter();
    let read = read.filter_map(|sound| of_sound(probe, form.kind, sound, Start::of(sound), stage));
    read.fold(written, |best, score| better(best, Grade::whole(score)))
}

/// Grades a name as it is written, not as it is read.
pub fn of_letters(
    probe: &Probe,
    form: &Form,
    starts: impl Iterator<Item = Start>,
    stage: Stage,
) -> Option<Grade> {
    if probe.han {
        return han::grade(probe, form, stage);
    }
    let grade = match stage {
        Stage::Strict => as_typed(probe, form),
        Stage::Loose => loosely(probe, form, starts),
        Stage::Fuzzy => fuzzily(probe, form),
    };
    grade.map(|grade| Grade {
        score: by_kind(grade.score, form.kind),
        ..grade
    })
}

/// Grades one reading of a name, which matches as a whole.
pub fn of_sound(
    probe: &Probe,
    kind: FormKind,
    sound: &Letters,
    starts: impl Iterator<Item = Start>,
    stage: Stage,
) -> Option<u8> {
    if probe.han {
        return han::of_sound(probe, kind, sound, stage);
    }
    let score = match stage {
        Stage::Strict => sound::as_typed(probe, sound),
        Stage::Loose => sound::loosely(probe, kind, sound, starts),
        Stage::Fuzzy => None,
    };
    score.map(|score| by_kind(score, kind))
}

/// The better of two; the first of equals.
pub fn better(a: Option<Grade>, b: Option<Grade>) -> Option<Grade> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.score > a.score { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// A group is meant less often than one thing of that name.
fn by_kind(score: u8, kind: FormKind) -> u8 {
    let less = match kind {
        FormKind::Group => 4,
        FormKind::Fringe => 5,
        _ => 0,
    };
    score.saturating_sub(less).max(1)
}

fn as_typed(probe: &Probe, form: &Form) -> Option<Grade> {
    let (term, letters) = (probe.text.as_str(), &form.letters);
    if probe.mask & !letters.mask != 0 {
        return None;
    }
    if term == &*letters.text {
        return Grade::whole(EXACT);
    }
    let named = form.kind == FormKind::Name;
    if letters.text.starts_with(term) {
        return match form.kind {
            FormKind::Name => Grade::range(FRONT, 0, term.len()),
            FormKind::Code if probe.len >= 2 => Grade::range(HINT, 0, term.len()),
            FormKind::Alias | FormKind::Group | FormKind::Fringe if probe.len >= 3 => {
                Grade::whole(HINT)
            }
            _ => None,
        };
    }
    if form.kind == FormKind::Code {
        return None;
    }
    let mut best = None;
    let (bytes, first) = (letters.text.as_bytes(), term.as_bytes().first());
    for start in letters.starts.iter().skip(1).map(|s| usize::from(*s)) {
        if bytes.get(start) == first && letters.text[start..].starts_with(term) {
            let end = start + term.len();
            let score = match (named, letters.is_boundary(end)) {
                (true, true) => FRONT,
                (true, false) => WORD,
                (false, _) if probe.len >= 3 => PIECES,
                (false, _) => continue,
            };
            best = better(best, Grade::range(score, start, end));
        }
    }
    if best.is_none() && named && probe.len >= 3 {
        best = in_pieces(term, letters);
    }
    best
}

fn in_pieces(term: &str, letters: &Letters) -> Option<Grade> {
    let pieces = humps::pieces(term, letters);
    let every_word = |pieces: &[_]| pieces.len() >= 3 && pieces.len() == letters.starts.len();
    let score = match &pieces {
        Some(pieces) if every_word(pieces) => EVERY_WORD,
        _ => PIECES,
    };
    let how = pieces.or_else(|| humps::consonants(term, letters))?;
    Some(Grade {
        score,
        how: How::Pieces(how),
    })
}

/// With slips. `starts` are those of the form's letters.
fn loosely(probe: &Probe, form: &Form, starts: impl Iterator<Item = Start>) -> Option<Grade> {
    let (term, letters) = (probe.text.as_str(), &form.letters);
    if probe.len < typo::SHORTEST {
        let named = form.kind == FormKind::Name && probe.len >= 2;
        let (from, to) = named.then(|| humps::skeleton(term, letters)).flatten()?;
        return Grade::range(TYPOS, from, to);
    }
    if form.is_han() || letters.text.is_empty() || form.kind == FormKind::Code || probe.digits {
        return None;
    }
    let mut best = None;
    if form.kind == FormKind::Name
        && probe.mask & !letters.mask == 0
        && let Some(at) = letters.text.find(term)
    {
        best = Grade::range(INSIDE, at, at + term.len());
    }
    if let Some(near) = typo::distance(term, &probe.typed, letters, starts) {
        let all = near.from == 0 && near.to == letters.text.len();
        best = better(best, Grade::range(slipped(&near, all), near.from, near.to));
    }
    best
}

/// A slip in a whole name is likelier than one in a word of it, and that than in the front of one;
/// one letter for two, or two for one, is the likeliest.
pub(super) fn slipped(near: &typo::Near, all: bool) -> u8 {
    let score = if near.slips == 1 { TYPO } else { TYPOS };
    score + u8::from(near.whole) + u8::from(all) + u8::from(near.doubled)
}

fn fuzzily(probe: &Probe, form: &Form) -> Option<Grade> {
    thread_local! {
        static SKIM: SkimMatcherV2 = SkimMatcherV2::default().ignore_case();
    }
    let told = form.kind == FormKind::Code || form.kind.is_group();
    if told || probe.len < typo::SHORTEST || probe.digits {
        return None;
    }
    if probe.mask & !form.letters.mask != 0 {
        return None;
    }
    let (score, at) = SKIM.with(|skim| skim.fuzzy_indices(&form.letters.text, &probe.text))?;
    // A run of neighbours earns about 20 a letter; scattered ones, well under 13.
    let a_letter = usize::try_from(score).ok()? / probe.len;
    if a_letter < 11 {
        return None;
    }
    let pieces = at.into_iter().map(|i| (i, i + 1)).collect();
    Some(Grade {
        score: FUZZY + u8::from(a_letter >= 14) * 2,
        how: How::Pieces(pieces),
    })
}
