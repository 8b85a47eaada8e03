//! A query's terms as tables, so that a row is scored by looking its value ids up.

use super::dictionaries::Dictionaries;
use super::grade::{PIECES, Stage};
use super::need::{Need, Table};
use super::phrase::{Bond, Phrase, pairs, phrases};
use super::planned::Planned;
use super::query::Term;
use super::rows::Rows;
use super::schema::Field;
use super::told::{TOLD_APART, Told, told_apart};

/// A query, ready to score rows.
#[derive(Debug)]
pub struct Plan {
    /// The terms.
    pub terms: Vec<Planned>,
    /// The phrases.
    pub phrases: Vec<Phrase>,
    bonds: Vec<Bond>,
    /// Terms behind which the next one is read as the number that goes with it: a ship's voyage.
    pairs: Vec<(usize, Field, Field)>,
    /// Terms that are a region and a name in another field: 地中海.
    pub told: Vec<Told>,
    /// How many needed terms a row may miss.
    pub may_miss: usize,
    /// What a row must have the name of, whatever else it matches.
    named: Option<Phrase>,
    shift: Vec<i8>,
    /// No row scores higher by its terms alone.
    most: u16,
}

/// As many terms as a query can have once it is taken apart.
const MOST_PLANNED: usize = super::query::MOST_TERMS * 2;

/// A score without what is lost; a row that matches anything keeps something.
fn keep(score: u16, lost: u16) -> u16 {
    score.saturating_sub(lost).max(score.min(1))
}

/// What a number behind its ship's name earns: "xutra bhum 14" is a voyage before it is a day.
const PAIRED: u16 = 2;

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
        let mut plan = Self {
            told: told_apart(terms, &planned, dictionaries),
            terms: planned,
            phrases,
            bonds,
            pairs,
            may_miss: 0,
            named: None,
            shift,
            most: 0,
        };
        plan.most = plan.most_alone();
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
        let holds = |p: &Phrase| p.best(rows, slot, &self.shift) > 0;
        if !self.named.iter().all(holds) {
            return None;
        }
        if self.phrases.iter().any(holds) {
            let (score, missing) = self.with_phrases(rows, slot)?;
            return Some((score + self.tipped(rows, slot), missing));
        }
        let mut missing = 0;
        let (mut total, mut lost) = (0, 0);
        let mut most = self.most;
        for term in &self.terms {
            let own = term.score(rows, slot);
            total += u16::from(own);
            most -= u16::from(term.best - own);
            if most < floor {
                return None;
            }
            if own == 0 && term.needed {
                missing += 1;
                lost += term.missed;
                if term.within || usize::from(missing) > self.may_miss {
                    return None;
                }
            }
        }
        let score = total + self.tipped(rows, slot);
        Some((keep(score, lost), missing))
    }

    /// The best way to read the row's values as single terms and phrases.
    fn with_phrases<K: Clone + Eq + std::hash::Hash>(
        &self,
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
        for (i, term) in self.terms.iter().enumerate() {
            let (missing, so_far) = ways[i];
            if missing == u8::MAX {
                continue;
            }
            let own = term.score(rows, slot);
            let misses = own == 0 && term.needed;
            let missed = missing + u8::from(misses);
            if usize::from(missed) <= self.may_miss && !(misses && term.within) {
                let lost = if misses { term.missed } else { 0 };
                better(
                    &mut ways[i + 1],
                    missed,
                    keep(so_far + u16::from(own), lost),
                );
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
        let bonded = |b: &&Bond| b.phrase.best(rows, slot, &self.shift) > 0;
        let bonds: u16 = self.bonds.iter().filter(bonded).map(|b| b.worth).sum();
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
        self.highest(None)
    }

    /// No row that misses a needed term scores higher.
    pub fn ceiling_short_of_one(&self) -> u16 {
        let needed = (0..self.terms.len()).filter(|at| self.terms[*at].needed);
        needed.map(|at| self.highest(Some(at))).max().unwrap_or(0)
    }

    /// The highest score, of rows that match this term neither by itself nor in a phrase.
    fn highest(&self, without: Option<usize>) -> u16 {
        let mut best = vec![0u16; self.terms.len() + 1];
        let stands_for = |p: &Phrase| without.is_some_and(|at| p.from <= at && at < p.to);
        for (i, term) in self.terms.iter().enumerate() {
            let own = if without == Some(i) { 0 } else { term.best };
            best[i + 1] = best[i + 1].max(best[i] + u16::from(own));
            for phrase in self.phrases.iter().filter(|p| p.from == i) {
                if !stands_for(phrase) {
                    best[phrase.to] = best[phrase.to].max(best[i] + phrase.ceiling());
                }
            }
        }
        best[self.terms.len()] + self.most_tipped(without)
    }

    /// The highest score of rows that no phrase holds for.
    fn most_alone(&self) -> u16 {
        let terms: u16 = self.terms.iter().map(|term| u16::from(term.best)).sum();
        terms + self.most_tipped(None)
    }

    /// The most that can tip the balance for a row, where it does not match this term.
    fn most_tipped(&self, without: Option<usize>) -> u16 {
        let both = |(at, ..): &&(usize, Field, Field)| {
            without.is_none_or(|without| *at != without && *at + 1 != without)
        };
        let pairs = u16::try_from(self.pairs.iter().filter(both).count()).unwrap_or(0);
        let bonds: u16 = self.bonds.iter().map(|b| b.worth).sum();
        let told = if self.terms.len() > 1 {
            self.told.len()
        } else {
            0
        };
        let told = TOLD_APART * u16::try_from(told).unwrap_or(0);
        bonds + told + PAIRED * pairs
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
        let named = self.named.iter().map(|phrase| Need {
            tables: phrase.tables(&self.shift),
            days: &[],
            least: 1,
        });
        needs.extend(named);
        needs
    }

    /// The likeliest name that several of its words are pieces of, which none of these rows has.
    pub fn other_name<K: Clone + Eq + std::hash::Hash>(
        &self,
        rows: &Rows<K>,
        slots: &[u32],
    ) -> Option<Phrase> {
        let bonds = self.bonds.iter().map(|bond| &bond.phrase);
        let names = self.phrases.iter().chain(bonds);
        let best = names
            .filter(|name| name.grades.best >= PIECES)
            .max_by_key(|name| name.grades.best)?;
        let has = |slot: &u32| best.best(rows, *slot, &self.shift) > 0;
        (!slots.iter().any(has)).then(|| best.clone())
    }

    /// Of rows that have this name alone, or of all.
    pub fn require(&mut self, name: Option<Phrase>) {
        self.named = name;
    }

    /// One of its terms as a value of this field alone.
    pub fn keep_only(&mut self, at: usize, field: Field) {
        self.terms[at].keep_only(&[field]);
        self.most = self.most_alone();
    }
}
