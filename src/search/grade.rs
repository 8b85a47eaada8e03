//! How well one term fits one name.
//!
//! Grades are coarse on purpose: whatever a clerk would call "that's it" gets the same grade, so
//! that the sooner cut-off decides between them.

use super::fold::has_han;
use super::form::{Form, FormKind};
use super::humps;
use super::letters::{Letters, mask};
use super::numbers;
use super::schema::FieldKind;
use super::typo;
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
    if probe.han {
        return super::han::grade(probe, form, stage);
    }
    let best = match stage {
        Stage::Strict => better(as_typed(probe, form), sounded(probe, form)),
        Stage::Loose => loosely(probe, form),
        Stage::Fuzzy => fuzzily(probe, form),
    };
    best.map(|grade| by_kind(grade, form.kind))
}

/// The better of two; the first of equals.
pub fn better(a: Option<Grade>, b: Option<Grade>) -> Option<Grade> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.score > a.score { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// A group is meant less often than one thing of that name.
fn by_kind(mut grade: Grade, kind: FormKind) -> Grade {
    let less = match kind {
        FormKind::Group => 4,
        FormKind::Fringe => 5,
        _ => 0,
    };
    grade.score = grade.score.saturating_sub(less).max(1);
    grade
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
        best = humps::pieces(term, letters).map(|p| Grade {
            score: PIECES,
            how: How::Pieces(p),
        });
    }
    best
}

/// The term as pinyin: whole, its front, its initials, shortened syllables.
fn sounded(probe: &Probe, form: &Form) -> Option<Grade> {
    let term = probe.text.as_str();
    if probe.len < 2 || !term.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    form.sounds.iter().fold(None, |best, sound| {
        if probe.mask & !sound.mask != 0 {
            return best;
        }
        let syllables = sound.starts.len();
        let score = if term == &*sound.text {
            SOUND
        } else if syllables >= 2 && sound.initials().eq(term.chars()) {
            // Two initials fit too many names to weigh like a word.
            if probe.len >= 3 { FRONT - 1 } else { HINT }
        } else if probe.len < 3 {
            return best;
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
        } else if let Some(score) = inner_sound(term, sound) {
            score
        } else {
            return best;
        };
        better(best, Grade::whole(score))
    })
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
    sound.starts.len() >= 6 && (0..=last).any(|at| from(at).eq(term.chars()))
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

fn loosely(probe: &Probe, form: &Form) -> Option<Grade> {
    let term = probe.text.as_str();
    if (2..typo::SHORTEST).contains(&probe.len) && form.kind == FormKind::Name {
        if let Some((from, to)) = super::humps::skeleton(term, &form.letters) {
            return Grade::range(TYPOS, from, to);
        }
        let said = form
            .sounds
            .iter()
            .any(|sound| has_inner_initials(term, sound));
        return said.then(|| Grade::whole(TYPOS)).flatten();
    }
    if form.kind == FormKind::Code
        || probe.len < typo::SHORTEST
        || term.bytes().any(|b| b.is_ascii_digit())
    {
        return None;
    }
    let mut best = None;
    if !form.letters.text.is_empty() && !form.is_han() {
        if form.kind == FormKind::Name
            && probe.mask & !form.letters.mask == 0
            && let Some(at) = form.letters.text.find(term)
        {
            best = Grade::range(INSIDE, at, at + term.len());
        }
        if let Some(near) = typo::distance(term, probe.mask, &form.letters) {
            let all = near.from == 0 && near.to == form.letters.text.len();
            best = better(best, Grade::range(slipped(&near, all), near.from, near.to));
        }
    }
    for sound in &form.sounds {
        let near = typo::distance(term, probe.mask, sound).filter(|near| near.from == 0);
        if let Some(near) = near {
            let all = near.to == sound.text.len();
            best = better(best, Grade::whole(slipped(&near, all)));
        }
    }
    best
}

/// A slip in a whole name is likelier than one in a word of it, and that than in the front of one.
fn slipped(near: &typo::Near, all: bool) -> u8 {
    let score = if near.slips == 1 { TYPO } else { TYPOS };
    score + u8::from(near.whole) + u8::from(all)
}

fn fuzzily(probe: &Probe, form: &Form) -> Option<Grade> {
    thread_local! {
        static SKIM: SkimMatcherV2 = SkimMatcherV2::default().ignore_case();
    }
    let digits = probe.text.bytes().any(|b| b.is_ascii_digit());
    if form.kind == FormKind::Code || form.kind.is_group() || probe.len < typo::SHORTEST || digits {
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
