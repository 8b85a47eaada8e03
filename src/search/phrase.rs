//! Terms that belong together: the words of one name, a ship and its voyage.

use super::dictionaries::Dictionaries;
use super::grade::{EVERY_WORD, PIECES, Stage, TYPO};
use super::need::Table;
use super::planned::{Planned, TextGrades, shifted};
use super::query::Term;
use super::rows::Rows;
use super::schema::{Field, FieldKind};
use std::sync::Arc;

/// Neighbouring terms that together are a value's name: "ever giv", "los angeles".
#[derive(Debug, Clone)]
pub struct Phrase {
    /// The first term.
    pub from: usize,
    /// The one after the last.
    pub to: usize,
    /// The grades of the terms run together.
    pub grades: Arc<TextGrades>,
    /// A lower grade is none.
    pub least: u8,
}

impl Phrase {
    /// What all its terms together get for a row, one more than apart.
    pub fn score<K: Clone + Eq + std::hash::Hash>(
        &self,
        rows: &Rows<K>,
        slot: u32,
        shift: &[i8],
    ) -> u16 {
        let best = self.best(rows, slot, shift);
        if best == 0 { 0 } else { self.times(best) + 1 }
    }

    pub(super) fn best<K: Clone + Eq + std::hash::Hash>(
        &self,
        rows: &Rows<K>,
        slot: u32,
        shift: &[i8],
    ) -> u8 {
        let of = |(field, table): &(Field, Box<[u8]>)| {
            let at = usize::from(field.0);
            let grade = table[rows.texts[at][slot as usize] as usize];
            if grade < self.least {
                0
            } else {
                shifted(grade, shift[at])
            }
        };
        self.grades.tables.iter().map(of).max().unwrap_or(0)
    }

    /// Its values.
    pub(super) fn tables(&self, shift: &[i8]) -> Vec<Table<'_>> {
        let mut tables: Vec<Table<'_>> = Vec::new();
        for (field, table) in &self.grades.tables {
            let shift = shift[usize::from(field.0)];
            tables.push((*field, table, shifted(self.least, shift), shift));
        }
        tables
    }

    fn times(&self, grade: u8) -> u16 {
        u16::from(grade) * u16::try_from(self.to - self.from).unwrap_or(u16::MAX)
    }

    pub(super) fn ceiling(&self) -> u16 {
        self.times(self.grades.best) + 1
    }
}

/// Neighbours that are pieces of one name, shortened each by itself: "cos uni". They are no reading of
/// their own, but tip the balance.
#[derive(Debug)]
pub struct Bond {
    /// The terms.
    pub phrase: Phrase,
    /// By so much.
    pub worth: u16,
}

/// Terms that may be a thing's name with the number that goes with it behind: fields of a name and
/// of its voyage stand side by side in a schema.
pub(super) fn pairs(terms: &[Planned], dictionaries: &Dictionaries) -> Vec<(usize, Field, Field)> {
    let schema = &dictionaries.schema;
    let fields: Vec<_> = schema.fields().collect();
    let beside: Vec<(Field, Field)> = fields
        .windows(2)
        .filter(|w| w[0].1.kind == FieldKind::Name && w[1].1.kind == FieldKind::Voyage)
        .map(|w| (w[0].0, w[1].0))
        .collect();
    let has = |term: &Planned, field: Field| {
        let mut tables = term.grades.iter().flat_map(|g| &g.tables);
        tables.any(|(f, _)| *f == field)
    };
    let mut out = Vec::new();
    for (at, two) in terms.windows(2).enumerate() {
        let fitting = beside
            .iter()
            .filter(|(name, number)| has(&two[0], *name) && has(&two[1], *number));
        out.extend(fitting.map(|(name, number)| (at, *name, *number)));
    }
    out
}

/// Runs of two to six words that are one name together, and those that are pieces of one.
pub(super) fn phrases(
    terms: &[(&Term, Stage)],
    dictionaries: &Dictionaries,
) -> (Vec<Phrase>, Vec<Bond>) {
    let (mut whole, mut bonds) = (Vec::new(), Vec::new());
    let strictly = |text: &str| dictionaries.grades(text, Stage::Strict);
    let is_nothing = |(term, _): &(&Term, Stage)| term.needed && strictly(&term.text).best == 0;
    for from in 0..terms.len() {
        let mut joined = String::new();
        for (to, (term, _)) in (1..).zip(terms).skip(from).take(6) {
            // A word that announces may be one of the name: "cosco ship neb".
            if term.text.is_empty() || terms[from].0.cue || term.within || terms[from].0.within {
                break;
            }
            joined.push_str(&term.text);
            if to - from < 2 || term.cue {
                continue;
            }
            let run = &terms[from..to];
            let mut grades = strictly(&joined);
            // Two words are one name whichever way they stand: "moller ap".
            if run.len() == 2 {
                let backwards = strictly(&format!("{}{}", run[1].0.text, run[0].0.text));
                if backwards.best > grades.best {
                    grades = backwards;
                }
            }
            // A slip in one of the words is one in the name.
            let slipped =
                grades.best < PIECES && run.iter().any(|(_, stage)| *stage > Stage::Strict);
            if slipped {
                grades = dictionaries.grades(&joined, Stage::Loose);
            }
            let (best, least) = (grades.best, grades.best.min(PIECES));
            let phrase = |least: u8| Phrase {
                from,
                to,
                grades: Arc::clone(&grades),
                least,
            };
            if best >= EVERY_WORD {
                whole.push(phrase(EVERY_WORD));
            } else if best >= PIECES && run.iter().any(is_nothing) {
                // What is nothing by itself is a piece of the name.
                whole.push(phrase(PIECES));
            } else if best >= TYPO {
                // A whole name with a slip in it: "nwe york".
                if slipped && best >= TYPO + 2 {
                    whole.push(phrase(TYPO + 2));
                }
                let worth = match run.len() {
                    // A whole name with a slip in it is that name, as one without is.
                    2 if slipped && best >= TYPO + 2 => 2,
                    2 => 1,
                    // More than two in a row are hardly an accident.
                    _ => 5,
                };
                bonds.push(Bond {
                    phrase: phrase(least),
                    worth,
                });
            }
        }
    }
    (whole, bonds)
}
