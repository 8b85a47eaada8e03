//! Words for goods: heavy, food, wood, plants, chilled, dangerous, inspected, vague; in English and
//! Chinese, with their exceptions, and by Harmonised System chapter.
//!
//! Words are matched as words: CANDLES and CANVAS are not CAN, 储物罐 is no 罐头. A hit is given up
//! when an exception covers it (`except`), when a word before it in the same clause makes it
//! something else (`before`: PLASTIC flowers), one behind does (`after`: a coffee MACHINE; `next`: right
//! behind, COFFEE BROWN), or the clause behind says nothing else (`aside`: lighters, EMPTY). A `sign`
//! counts whatever stands around it; in its words `#` is a digit.

use std::collections::HashMap;

use crate::domain::han::simplified;
use crate::domain::{HsCode, Text};

use super::cell::shown;
use super::clauses::{Clauses, is_joint, plurals};
use super::goods_code::is_denied;
use super::goods_kinds::{GoodsCategory, GoodsMatch, GoodsReading, Kind, MatchedIn};
use super::table::{Layout, Rows, TableError};
use super::text::{self, is_han};

/// The table of goods' words.
#[derive(Debug, Clone, Default)]
pub struct GoodsWords {
    pub(super) entries: Vec<Entry>,
    /// By a phrase's first word.
    phrases: HashMap<String, Vec<Phrase>>,
    pub(super) codes: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) category: GoodsCategory,
    pub(super) kind: Kind,
    /// The row's group, up to its first blank: `stone` of “stone zh”.
    pub(super) group: String,
    pub(super) word: String,
}

#[derive(Debug, Clone)]
struct Phrase {
    rest: Vec<String>,
    entry: usize,
    /// Whether one of its own words would end a clause (不饱和树脂), so that it may cross its end.
    has_joint: bool,
}

/// A phrase found in a text: its words from start to end.
struct Found {
    entry: usize,
    start: usize,
    end: usize,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "goods",
    built_in: include_str!("tables/goods.csv"),
    columns: &["category", "kind", "group", "words"],
    needed: &["category", "kind", "words"],
    key: &["category", "kind", "group"],
};

/// How many words may stand between a `before` word and its hit.
const REACH: usize = 3;

/// The words of a table's phrase; `#` stands for a digit.
fn phrase_words(phrase: &str) -> Vec<String> {
    if !phrase.contains('#') {
        return text::words(phrase);
    }
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for letter in phrase.chars().map(simplified) {
        let is_part = letter == '#' || letter.is_ascii_alphanumeric();
        match words.last_mut().filter(|_| joins && is_part) {
            Some(word) => word.push(letter.to_ascii_uppercase()),
            None if is_part || is_han(letter) => {
                words.push(letter.to_ascii_uppercase().to_string());
            }
            None => {}
        }
        joins = is_part;
    }
    words
}

/// A text's word with `#` for its digits; none where it has no digit.
fn masked(word: &str) -> Option<String> {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    has_digit.then(|| word.replace(|letter: char| letter.is_ascii_digit(), "#"))
}

/// Whether a text's word is a phrase's.
fn is_word(phrase: &str, word: &str) -> bool {
    phrase == word
        || phrase.starts_with('#')
            && phrase.len() == word.len()
            && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// “TILES, CERAMIC” as CERAMIC TILES: what stands behind the comma, in a word or two, is said of what
/// stands before it.
fn turned(name: &str) -> Option<String> {
    let (goods, quality) = name.split_once([',', '，'])?;
    let few = |text: &str| (1..=2).contains(&text.split_whitespace().count());
    (few(quality)
        && !quality.contains([',', '，', '(', '&', '/'])
        && goods.split_whitespace().count() <= 3)
        .then(|| format!("{} {}", quality.trim(), goods.trim()))
}

impl GoodsWords {
    pub(super) fn read_table(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let mut table = Self::default();
        rows.read_each(|row| {
            let category: GoodsCategory = row.read_needed("category")?;
            let kind: Kind = row.read_needed("kind")?;
            let group = row.get("group").split(' ').next().unwrap_or_default();
            let words = row.list("words");
            if words.is_empty() {
                return Err(row.bad("words", "table.empty"));
            }
            for word in words {
                let entry = Entry {
                    category,
                    kind,
                    group: group.to_owned(),
                    word,
                };
                table
                    .add(entry)
                    .map_err(|reason| row.bad("words", reason))?;
            }
            Ok(())
        })?;
        Ok(table)
    }

    fn add(&mut self, entry: Entry) -> Result<(), Text> {
        let place = self.entries.len();
        if matches!(entry.kind, Kind::Hs | Kind::HsExcept | Kind::HsNone) {
            self.add_code(&entry.word, place)?;
        } else {
            let words = phrase_words(&entry.word);
            let Some((last, front)) = words.split_last() else {
                return Err(Text::of("table.no-word").with("text", shown(&entry.word)));
            };
            let has_joint = words.iter().any(|word| is_joint(word));
            for last in plurals(last) {
                let mut phrase = front.to_vec();
                phrase.push(last);
                let first = phrase.remove(0);
                let phrases = self.phrases.entry(first).or_default();
                if !phrases.iter().any(|known| {
                    known.rest == phrase
                        && self.entries[known.entry].kind == entry.kind
                        && self.entries[known.entry].category == entry.category
                }) {
                    phrases.push(Phrase {
                        rest: phrase,
                        entry: place,
                        has_joint,
                    });
                }
            }
        }
        self.entries.push(entry);
        Ok(())
    }

    /// What a line of goods is, by every category at once: the English name's word comes before
    /// the Chinese one's, and a name's before the code's.
    pub fn read(
        &self,
        name_en: Option<&str>,
        name_zh: Option<&str>,
        hs: Option<&HsCode>,
    ) -> GoodsReading<'_> {
        let mut reading = GoodsReading {
            found: [None; GoodsCategory::ALL.len()],
        };
        let denied = hs.map(|hs| self.denied_by(hs)).unwrap_or_default();
        for (name, found_in) in [(name_en, MatchedIn::English), (name_zh, MatchedIn::Chinese)] {
            if let Some(name) = name {
                self.read_name(name, found_in, &denied, &mut reading);
            }
        }
        if let Some(turned) = name_en.and_then(turned) {
            self.read_name(&turned, MatchedIn::English, &denied, &mut reading);
        }
        if let Some(hs) = hs {
            self.read_code(hs, &mut reading);
        }
        reading
    }

    /// The match of one category in a line of goods.
    pub fn matches(
        &self,
        category: GoodsCategory,
        name_en: Option<&str>,
        name_zh: Option<&str>,
        hs: Option<&HsCode>,
    ) -> Option<GoodsMatch<'_>> {
        self.read(name_en, name_zh, hs).get(category)
    }

    /// The match of one category in a text of either language: remarks, marks, a package type.
    pub fn matches_in(&self, category: GoodsCategory, text: &str) -> Option<GoodsMatch<'_>> {
        self.read(Some(text), None, None).get(category)
    }

    fn read_name<'t>(
        &'t self,
        name: &str,
        found_in: MatchedIn,
        denied: &[&Entry],
        reading: &mut GoodsReading<'t>,
    ) {
        let clauses = Clauses::of(name);
        let found = self.phrases_of(&clauses);
        for hit in &found {
            let entry = &self.entries[hit.entry];
            let place = &mut reading.found[entry.category as usize];
            // What ends its clause names the goods themselves, whatever code was left beside it.
            let ends = clauses.ends_with(&(hit.start..hit.end));
            let counts = match entry.kind {
                Kind::Sign => true,
                Kind::Word | Kind::Firm => ends || !is_denied(entry, denied),
                Kind::Noun => {
                    (ends || !is_denied(entry, denied)) && self.is_head(hit, &found, &clauses)
                }
                _ => false,
            };
            if place.is_none() && counts && !self.is_given_up(hit, &found, &clauses) {
                *place = Some(GoodsMatch {
                    word: &entry.word,
                    found_in,
                });
            }
        }
        self.read_whole(&found, &clauses, found_in, reading);
        if reading.get(GoodsCategory::Food).is_some() {
            let fresh = found.iter().find(|hit| {
                self.entries[hit.entry].kind == Kind::WithFood
                    && !self.is_given_up(hit, &found, &clauses)
            });
            if let Some(hit) = fresh {
                let entry = &self.entries[hit.entry];
                reading.found[entry.category as usize].get_or_insert(GoodsMatch {
                    word: &entry.word,
                    found_in,
                });
            }
        }
    }

    /// The table's phrases that stand in a text, in its order.
    fn phrases_of(&self, clauses: &Clauses) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for start in 0..clauses.len() {
            let word = clauses.word(start);
            let plain = self.phrases.get(word).into_iter();
            let masked = masked(word).and_then(|word| self.phrases.get(&word));
            for phrase in plain.chain(masked).flatten() {
                let end = start + 1 + phrase.rest.len();
                if end <= clauses.len()
                    && (phrase.has_joint || clauses.clause(start) == clauses.clause(end - 1))
                    && phrase
                        .rest
                        .iter()
                        .enumerate()
                        .all(|(offset, word)| is_word(word, clauses.word(start + 1 + offset)))
                {
                    found.push(Found {
                        entry: phrase.entry,
                        start,
                        end,
                    });
                }
            }
        }
        found
    }

    /// Whether a noun names the thing itself: in its plural, at the end of its clause, or before a
    /// word that leaves it what it is.
    fn is_head(&self, hit: &Found, found: &[Found], clauses: &Clauses) -> bool {
        let entry = &self.entries[hit.entry];
        let plural = text::words(&entry.word)
            .last()
            .is_some_and(|last| clauses.word(hit.end - 1) != last);
        plural
            || clauses.ends_with(&(hit.start..hit.end))
            || clauses
                .word(hit.end)
                .starts_with(|c: char| c.is_ascii_digit())
            || found.iter().any(|other| {
                let tail = &self.entries[other.entry];
                tail.category == entry.category && tail.kind == Kind::Tail && other.start == hit.end
            })
    }

    /// Whether an exception takes a hit back.
    fn is_given_up(&self, hit: &Found, found: &[Found], clauses: &Clauses) -> bool {
        let category = self.entries[hit.entry].category;
        let sign = self.entries[hit.entry].kind == Kind::Sign;
        let firm = self.entries[hit.entry].kind == Kind::Firm;
        found.iter().any(|other| {
            let entry = &self.entries[other.entry];
            entry.category == category
                && !(sign && entry.kind != Kind::Except)
                && match entry.kind {
                    Kind::Except => other.start <= hit.start && hit.end <= other.end,
                    Kind::Before => {
                        other.end <= hit.start
                            && hit.start - other.end <= REACH
                            && clauses.clause(other.start) == clauses.clause(hit.start)
                    }
                    Kind::After => {
                        !firm
                            && other.start >= hit.end
                            && clauses.clause(other.start) == clauses.clause(hit.start)
                    }
                    Kind::Next => {
                        !firm
                            && other.start == hit.end
                            && clauses.clause(other.start) == clauses.clause(hit.start)
                    }
                    Kind::Aside => {
                        other.start >= hit.end
                            && clauses.clause(other.start) != clauses.clause(hit.start)
                            && clauses.follows(hit.start, other.start..other.end)
                    }
                    _ => false,
                }
        })
    }

    /// Texts that hold nothing but vague words.
    fn read_whole<'t>(
        &'t self,
        found: &[Found],
        clauses: &Clauses,
        found_in: MatchedIn,
        reading: &mut GoodsReading<'t>,
    ) {
        for hit in found {
            let entry = &self.entries[hit.entry];
            let place = &mut reading.found[entry.category as usize];
            if entry.kind != Kind::Whole || place.is_some() {
                continue;
            }
            let covered = (0..clauses.len()).all(|word| {
                found.iter().any(|other| {
                    let entry_of = &self.entries[other.entry];
                    entry_of.category == entry.category
                        && (other.start..other.end).contains(&word)
                        && match entry_of.kind {
                            Kind::Filler => true,
                            // Two of them in one clause name something: TEXTILE MACHINERY.
                            Kind::Whole => self.is_alone(other, found, clauses),
                            _ => false,
                        }
                })
            });
            if covered {
                *place = Some(GoodsMatch {
                    word: &entry.word,
                    found_in,
                });
            }
        }
    }

    /// Whether a vague phrase stands in its clause with nothing but filler.
    fn is_alone(&self, phrase: &Found, found: &[Found], clauses: &Clauses) -> bool {
        (0..clauses.len())
            .filter(|word| !(phrase.start..phrase.end).contains(word))
            .filter(|&word| clauses.clause(word) == clauses.clause(phrase.start))
            .all(|word| {
                found.iter().any(|other| {
                    self.entries[other.entry].kind == Kind::Filler
                        && (other.start..other.end).contains(&word)
                })
            })
    }

    /// The table's words of one category, for the catalogue and the tests.
    pub fn words_of(&self, category: GoodsCategory) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(move |entry| entry.category == category && entry.kind == Kind::Word)
            .map(|entry| entry.word.as_str())
    }
}
