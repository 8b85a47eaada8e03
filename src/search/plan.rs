//! A query's terms as tables, so that a row is scored by looking its value ids up.

use super::day_grades::{DayGrades, day_grades};
use super::dictionaries::Dictionaries;
use super::grade::Stage;
use super::need::{Need, Table};
use super::phrase::{Phrase, pairs, phrases};
use super::query::Term;
use super::rows::Rows;
use super::schema::{Field, FieldKind};
use super::told::{TOLD_APART, Told, told_apart};
use std::sync::Arc;

/// The grade of every value for one term, by field; 0 does not match.
#[derive(Debug, Default)]
pub struct TextGrades {
    /// By field, by value id.
    pub tables: Vec<(Field, Box<[u8]>)>,
    /// The best of them.
    pub best: u8,
    /// How many rows at most match.
    pub rows: u64,
}

/// One term, ready to score rows.
#[derive(Debug)]
pub struct Planned {
    /// Its values' grades.
    pub grades: Option<Arc<TextGrades>>,
    days: Vec<DayGrades>,
    /// By field: added for an announced field, taken off for one meant less often.
    shift: Vec<i8>,
    /// Whether a row must match.
    pub needed: bool,
    best: u8,
}

/// A query, ready to score rows.
#[derive(Debug)]
pub struct Plan {
    /// The terms.
    pub terms: Vec<Planned>,
    /// The phrases.
    pub phrases: Vec<Phrase>,
    /// Neighbours that are pieces of one name, shortened each by itself: "cos uni". They are no
    /// reading of their own, but tip the balance.
    bonds: Vec<Phrase>,
    /// Terms behind which the next one is read as the number that goes with it: a ship's voyage.
    pairs: Vec<(usize, Field, Field)>,
    /// Terms that are a region and a name in another field: 地中海.
    pub told: Vec<Told>,
    /// Whether a phrase may stand for the term.
    covered: Vec<bool>,
    /// How many needed terms a row may miss.
    pub may_miss: usize,
    shift: Vec<i8>,
    /// No row scores higher, phrases apart.
    most: u16,
}

/// As many terms as a query can have once it is taken apart.
const MOST_PLANNED: usize = super::query::MOST_TERMS * 2;

/// What an announced field earns.
const ANNOUNCED: i8 = 3;

/// What a number behind its ship's name earns: "xutra bhum 14" is a voyage before it is a day.
const PAIRED: u16 = 2;

/// What a bond of some words is worth; more than two in a row are hardly an accident.
fn bond_worth(bond: &Phrase) -> u16 {
    if bond.to - bond.from > 2 { 5 } else { 1 }
}

impl Plan {
    /// Of terms, each with how far to go for it.
    pub fn new(terms: &[(&Term, Stage)], dictionaries: &Dictionaries) -> Self {
        let shift: Vec<i8> = dictionaries
            .schema
            .fields()
            .map(|(_, spec)| -i8::try_from(spec.handicap).unwrap_or(i8::MAX))
            .collect();
        // A word that says nothing tips no balance while others say something: 港 is no sign of 新港,
        // "on" none of ONE.
        let anything = terms.iter().any(|(term, _)| term.needed && !term.cue);
        let planned = terms.iter().map(|(term, stage)| {
            if term.needed || !anything || !term.days.is_empty() {
                return Planned::new(term, *stage, dictionaries, &shift);
            }
            let silent = Term {
                text: String::new(),
                ..(*term).clone()
            };
            Planned::new(&silent, *stage, dictionaries, &shift)
        });
        let (phrases, bonds) = phrases(terms, dictionaries);
        let planned: Vec<Planned> = planned.collect();
        let pairs = pairs(&planned, dictionaries);
        let covers = |at: usize| phrases.iter().any(|p: &Phrase| p.from <= at && at < p.to);
        let covered = (0..planned.len()).map(covers).collect();
        let mut plan = Self {
            covered,
            told: told_apart(terms, &planned, dictionaries),
            terms: planned,
            phrases,
            bonds,
            pairs,
            may_miss: 0,
            shift,
            most: 0,
        };
        plan.most = plan.ceiling();
        plan
    }

    /// The score of a row, and how many needed terms it misses; `None` when they are too many, or the
    /// score is surely below the floor.
    #[inline]
    pub fn score<K: Clone + Eq + std::hash::Hash>(
        &self,
        rows: &Rows<K>,
        slot: u32,
        floor: u16,
    ) -> Option<(u16, u8)> {
        let mut own = [0u8; MOST_PLANNED];
        let mut missing = 0;
        let mut total = 0;
        let mut most = self.most;
        for ((own, term), covered) in own.iter_mut().zip(&self.terms).zip(&self.covered) {
            *own = term.score(rows, slot);
            total += u16::from(*own);
            most -= u16::from(term.best - *own);
            if most < floor {
                return None;
            }
            if *own == 0 && term.needed && !covered {
                missing += 1;
                if usize::from(missing) > self.may_miss {
                    return None;
                }
            }
        }
        if !self.phrases.is_empty() {
            (total, missing) = self.with_phrases(&own, rows, slot)?;
        }
        Some((total + self.tipped(rows, slot), missing))
    }

    /// The best way to read the row's values as single terms and phrases, of each term's own score.
    fn with_phrases<K: Clone + Eq + std::hash::Hash>(
        &self,
        own: &[u8],
        rows: &Rows<K>,
        slot: u32,
    ) -> Option<(u16, u8)> {
        // By the terms read so far: fewest missing, then the highest score.
        let mut ways = [(u8::MAX, 0u16); MOST_PLANNED + 1];
        ways[0] = (0, 0);
        let better = |old: &mut (u8, u16), missing: u8, score: u16| {
            if missing < old.0 || missing == old.0 && score > old.1 {
                *old = (missing, score);
            }
        };
        for (i, (term, own)) in self.terms.iter().zip(own).enumerate() {
            let (missing, so_far) = ways[i];
            if missing == u8::MAX {
                continue;
            }
            let missed = missing + u8::from(*own == 0 && term.needed);
            if usize::from(missed) <= self.may_miss {
                better(&mut ways[i + 1], missed, so_far + u16::from(*own));
            }
            for phrase in self.phrases.iter().filter(|p| p.from == i) {
                let score = phrase.score(rows, slot, &self.shift);
                if score > 0 {
                    better(&mut ways[phrase.to], missing, so_far + score);
                }
            }
        }
        let (missing, score) = ways[self.terms.len()];
        (missing != u8::MAX).then_some((score, missing))
    }

    /// What tips the balance between rows that match alike.
    fn tipped<K: Clone + Eq + std::hash::Hash>(&self, rows: &Rows<K>, slot: u32) -> u16 {
        let bonded = |b: &&Phrase| b.best(rows, slot, &self.shift) > 0;
        let bonds: u16 = self.bonds.iter().filter(bonded).map(bond_worth).sum();
        let paired = |(at, name, number): &&(usize, Field, Field)| {
            self.terms[*at].field_score(*name, rows, slot) > 0
                && self.terms[*at + 1].field_score(*number, rows, slot) > 0
        };
        let pairs = self.pairs.iter().filter(paired).count();
        let told = self
            .told
            .iter()
            .filter(|t| t.holds(&self.terms, rows, slot));
        let told = TOLD_APART * u16::try_from(told.count()).unwrap_or(0);
        bonds + told + PAIRED * u16::try_from(pairs).unwrap_or(0)
    }

    /// What a phrase gets for a row.
    pub fn phrase_score<K: Clone + Eq + std::hash::Hash>(
        &self,
        phrase: &Phrase,
        rows: &Rows<K>,
        slot: u32,
    ) -> u16 {
        phrase.score(rows, slot, &self.shift)
    }

    /// No row scores higher.
    pub fn ceiling(&self) -> u16 {
        let mut best = vec![0u16; self.terms.len() + 1];
        for (i, term) in self.terms.iter().enumerate() {
            best[i + 1] = best[i + 1].max(best[i] + u16::from(term.best));
            for phrase in self.phrases.iter().filter(|p| p.from == i) {
                best[phrase.to] = best[phrase.to].max(best[i] + phrase.ceiling());
            }
        }
        let pairs = u16::try_from(self.pairs.len()).unwrap_or(0);
        let bonds: u16 = self.bonds.iter().map(bond_worth).sum();
        let told = if self.terms.len() > 1 {
            self.told.len()
        } else {
            0
        };
        let told = TOLD_APART * u16::try_from(told).unwrap_or(0);
        best[self.terms.len()] + bonds + told + PAIRED * pairs
    }

    /// What a row must match, each by itself, no more than `cut` below the term's best.
    pub fn needs(&self, cut: u8) -> Vec<Need<'_>> {
        let mut needs = Vec::new();
        for (at, term) in self
            .terms
            .iter()
            .enumerate()
            .filter(|(_, term)| term.needed)
        {
            let least = term.best.saturating_sub(cut).max(1);
            let own = term.grades.iter().flat_map(|g| &g.tables);
            let mut tables: Vec<Table<'_>> = own
                .map(|(field, table)| (*field, &**table, least, term.shift[usize::from(field.0)]))
                .collect();
            for phrase in self.phrases.iter().filter(|p| p.from <= at && at < p.to) {
                let least = phrase.grades.best.saturating_sub(cut).max(1);
                tables.extend(phrase.grades.tables.iter().map(|(field, table)| {
                    (*field, &**table, least, self.shift[usize::from(field.0)])
                }));
            }
            needs.push(Need {
                tables,
                days: &term.days,
                least,
            });
        }
        needs
    }

    /// One of its terms as a value of this field alone.
    pub fn keep_only(&mut self, at: usize, field: Field) {
        self.terms[at].keep_only(field);
        self.most = self.ceiling();
    }
}

impl Planned {
    fn new(term: &Term, stage: Stage, dictionaries: &Dictionaries, shift: &[i8]) -> Self {
        let schema = &dictionaries.schema;
        let grades =
            (!term.text.is_empty() && !term.cue).then(|| dictionaries.grades(&term.text, stage));
        let grades = grades.filter(|g| g.best > 0);
        let mut shift = shift.to_vec();
        // Two letters are a place's initials before they are a terminal's front: "ct".
        let name = |field: &Field| schema.spec(*field).kind == FieldKind::Name;
        let minor = |field: &Field| name(field) && schema.spec(*field).handicap > 0;
        if term.text.len() == 2 {
            for (field, _) in schema.fields().filter(|(field, _)| minor(field)) {
                shift[usize::from(field.0)] -= 3;
            }
        }
        for field in &term.fields {
            shift[usize::from(field.0)] = ANNOUNCED;
        }
        let days = day_grades(term, schema);
        let mut planned = Self {
            grades,
            days,
            shift,
            needed: false,
            best: 0,
        };
        planned.best = planned.highest();
        planned.needed = term.needed && !term.cue && planned.best > 0;
        planned
    }

    /// The best grade that any value or day gets.
    fn highest(&self) -> u8 {
        let tables = self.grades.iter().flat_map(|g| &g.tables);
        let of_values = tables.map(|(field, table)| {
            let best = table.iter().max().copied().unwrap_or(0);
            shifted(best, self.shift[usize::from(field.0)])
        });
        let of_days = self.days.iter().map(DayGrades::best);
        of_values.chain(of_days).max().unwrap_or(0)
    }

    /// The term in one field alone.
    fn keep_only(&mut self, field: Field) {
        let Some(grades) = &self.grades else {
            return;
        };
        let kept = grades.tables.iter().filter(|(f, _)| *f == field);
        let tables: Vec<(Field, Box<[u8]>)> = kept.cloned().collect();
        self.grades = Some(Arc::new(TextGrades { tables, ..**grades }));
        self.best = self.highest();
    }

    /// Whether nothing matches at all.
    pub fn is_unknown(&self) -> bool {
        self.best == 0
    }

    /// The row's score for this term, 0 when it does not match.
    #[inline]
    pub fn score<K: Clone + Eq + std::hash::Hash>(&self, rows: &Rows<K>, slot: u32) -> u8 {
        let mut best = 0;
        if let Some(grades) = &self.grades {
            for (field, table) in &grades.tables {
                let at = usize::from(field.0);
                let grade = table[rows.texts[at][slot as usize] as usize];
                if grade > 0 {
                    best = best.max(shifted(grade, self.shift[at]));
                }
            }
        }
        for days in &self.days {
            let day = rows.days[usize::from(days.field.0)][slot as usize];
            best = best.max(days.of(day));
        }
        best
    }

    /// The grade that a field's value or day gets, 0 for none.
    pub fn field_score<K: Clone + Eq + std::hash::Hash>(
        &self,
        field: Field,
        rows: &Rows<K>,
        slot: u32,
    ) -> u8 {
        let at = usize::from(field.0);
        let tables = self
            .grades
            .iter()
            .flat_map(|g| &g.tables)
            .filter(|(f, _)| *f == field);
        let of_text = tables.map(|(_, table)| {
            let grade = table[rows.texts[at][slot as usize] as usize];
            if grade == 0 {
                0
            } else {
                shifted(grade, self.shift[at])
            }
        });
        let of_day = self
            .days
            .iter()
            .filter(|d| d.field == field)
            .map(|d| d.of(rows.days[at][slot as usize]));
        of_text.chain(of_day).max().unwrap_or(0)
    }
}

/// Moved by a field's shift, never down to nothing.
pub(super) fn shifted(grade: u8, shift: i8) -> u8 {
    if grade == 0 {
        0
    } else {
        grade.saturating_add_signed(shift).max(1)
    }
}
