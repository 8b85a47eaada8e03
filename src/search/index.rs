//! The index: rows in and out in place, and the questions asked of it.

use super::dictionaries::Dictionaries;
use super::document::Document;
use super::highlight::Matched;
use super::lanes::Preference;
use super::query::{self, Term};
use super::rank::{Ranked, Wanted, soonest};
use super::reading::{Memo, ReadTerm, read, read_alone};
use super::rows::{Rows, day_number, seconds};
use super::run::{Outcome, run};
use super::schema::{Field, FieldKind, Schema, Vocabulary};
use chrono::{DateTime, FixedOffset};
use std::hash::Hash;
use std::sync::Arc;

/// How a question is asked.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// At most so many hits.
    pub limit: usize,
    /// Closed rows too, after all open ones.
    pub include_closed: bool,
    /// What the operator is likely to need; `None` to rank for everybody alike.
    pub preference: Option<&'a Preference>,
}

impl Options<'_> {
    /// So many open ones, for everybody alike.
    pub fn limit(limit: usize) -> Self {
        Self {
            limit,
            ..Self::default()
        }
    }
}

/// A row that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<K> {
    /// Its key.
    pub key: K,
    /// The sum of its terms' grades: higher is better, within one query.
    pub score: u16,
    /// Whether all its deadlines have passed.
    pub closed: bool,
    /// What matched.
    pub matched: Vec<Matched>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results<K> {
    /// Best first.
    pub hits: Vec<Hit<K>>,
    /// How the query was read, for the first hit.
    pub reading: Vec<ReadTerm>,
    /// Nothing open matches, but something closed does: ask again with closed ones.
    pub only_closed: bool,
}

/// Rows to be found by fragments of their values.
#[derive(Debug)]
pub struct Index<K> {
    dictionaries: Dictionaries,
    rows: Rows<K>,
    text: Vec<bool>,
}

impl<K: Clone + Ord + Hash> Index<K> {
    /// An empty index.
    pub fn new(schema: Schema, vocabulary: Arc<dyn Vocabulary>) -> Self {
        let text = schema
            .fields()
            .map(|(_, spec)| spec.kind != FieldKind::Day)
            .collect();
        let rows = Rows::new(schema.len());
        Self {
            dictionaries: Dictionaries::new(schema, vocabulary),
            rows,
            text,
        }
    }

    /// An index of many rows: faster to ask than one filled row by row in any order, since rows
    /// then lie in the order of their deadlines.
    pub fn build(
        schema: Schema,
        vocabulary: Arc<dyn Vocabulary>,
        rows: impl IntoIterator<Item = (K, Document)>,
    ) -> Self {
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|(key, document)| (first(&document), key, document))
            .collect();
        rows.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut index = Self::new(schema, vocabulary);
        for (_, key, document) in rows {
            index.upsert(key, &document);
        }
        index
    }

    /// Lays rows that came in any order as [`Index::build`] does: answers stay what they are, and
    /// come sooner.
    pub fn tidy(&mut self) {
        let moved = self.rows.tidy();
        self.dictionaries.renumber(&moved);
    }

    /// The fields.
    pub fn schema(&self) -> &Schema {
        &self.dictionaries.schema
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts a row in, or in the place of the one with its key.
    pub fn upsert(&mut self, key: K, document: &Document) {
        let slot = self.rows.take(key, &document.order, &self.text);
        let at = slot as usize;
        let mut ids = vec![0; self.text.len()];
        let mut days = vec![0; self.text.len()];
        for (field, text) in &document.texts {
            debug_assert!(self.text[usize::from(field.0)], "a day field holds no text");
            ids[usize::from(field.0)] = self.dictionaries.intern(*field, text);
        }
        for (field, day) in &document.days {
            days[usize::from(field.0)] = day_number(*day);
        }
        for f in 0..self.text.len() {
            if self.text[f] {
                self.put(field_at(f), at, ids[f]);
            } else {
                self.rows.set_day(f, at, days[f]);
            }
        }
    }

    /// Takes a row out; whether there was one.
    pub fn remove(&mut self, key: &K) -> bool {
        let Some(slot) = self.rows.remove(key) else {
            return false;
        };
        for f in 0..self.text.len() {
            if self.text[f] {
                self.put(field_at(f), slot as usize, 0);
            }
        }
        true
    }

    /// Gives a slot a value, taking its old one away.
    fn put(&mut self, field: Field, at: usize, id: u32) {
        let column = &mut self.rows.texts[usize::from(field.0)];
        let old = std::mem::replace(&mut column[at], id);
        if old == id {
            return;
        }
        let column = &self.rows.texts[usize::from(field.0)];
        let slot = u32::try_from(at).unwrap_or(u32::MAX);
        self.dictionaries
            .drop(field, old, slot, |slot| column[slot as usize] == old);
        self.dictionaries.add(field, id, slot, column.len());
    }

    /// The best rows for a query as typed. `now` settles dates and what is closed; an empty query
    /// shows the soonest deadlines, on preferred lanes first.
    pub fn query(
        &self,
        text: &str,
        now: DateTime<FixedOffset>,
        options: &Options<'_>,
    ) -> Results<K> {
        self.asked(text, now, options, |found| match found {
            Asked::Soonest(rows) => {
                let bare = |row| hit(row, &self.rows, Vec::new());
                Results {
                    hits: rows.iter().map(bare).collect(),
                    reading: Vec::new(),
                    only_closed: false,
                }
            }
            Asked::For(outcome) => self.told(&outcome),
        })
    }

    /// The keys of the best rows alone, without what matched of them.
    pub fn keys_for(
        &self,
        text: &str,
        now: DateTime<FixedOffset>,
        options: &Options<'_>,
    ) -> Vec<K> {
        self.asked(text, now, options, |found| {
            let rows = match found {
                Asked::Soonest(rows) => rows,
                Asked::For(outcome) => outcome.rows,
            };
            rows.iter().map(|row| key(row, &self.rows)).collect()
        })
    }

    fn asked<T>(
        &self,
        text: &str,
        now: DateTime<FixedOffset>,
        options: &Options<'_>,
        take: impl FnOnce(Asked<'_, K>) -> T,
    ) -> T {
        let lanes = options
            .preference
            .map(|p| p.resolve(&self.dictionaries))
            .unwrap_or_default();
        let wanted = Wanted {
            limit: options.limit,
            closed: options.include_closed,
            now: self.rows.moment(seconds(now.naive_utc())),
            lanes: &lanes,
        };
        let today = now.date_naive();
        let terms = query::parse(text, today, self.schema(), &self.dictionaries);
        // Words that say nothing are no query: "from to via on".
        let says_nothing = |term: &Term| !term.needed && term.days.is_empty();
        if terms.is_empty() || terms.len() > 1 && terms.iter().all(says_nothing) {
            let found = soonest(&self.rows, &self.dictionaries, wanted);
            return take(Asked::Soonest(found));
        }
        let outcome = run(terms, today, &self.rows, &self.dictionaries, wanted);
        take(Asked::For(Box::new(outcome)))
    }

    /// What was found, with what matched of it.
    fn told(&self, outcome: &Outcome<'_, K>) -> Results<K> {
        let mut memo = Memo::default();
        let mut details = |row: &Ranked<'_, K>| {
            read(
                &mut memo,
                &outcome.plan,
                &outcome.terms,
                &self.dictionaries,
                &self.rows,
                row.slot,
            )
        };
        let mut reading = None;
        let mut hits = Vec::with_capacity(outcome.rows.len());
        for row in &outcome.rows {
            let (matched, read) = details(row);
            reading.get_or_insert(read);
            hits.push(hit(row, &self.rows, matched));
        }
        let reading = reading.unwrap_or_else(|| read_alone(&outcome.terms, &self.dictionaries));
        Results {
            hits,
            reading,
            only_closed: outcome.only_closed,
        }
    }

    /// About how many bytes the index takes, keys apart.
    pub fn bytes(&self) -> usize {
        self.dictionaries.bytes() + self.rows.bytes()
    }
}

/// What a query comes to.
enum Asked<'a, K> {
    /// It says nothing: the soonest rows.
    Soonest(Vec<Ranked<'a, K>>),
    /// What it finds.
    For(Box<Outcome<'a, K>>),
}

fn key<K: Clone + Ord + Hash>(row: &Ranked<'_, K>, rows: &Rows<K>) -> K {
    // A ranked row was found under its key.
    rows.key(row.slot)
        .cloned()
        .expect("a ranked slot has a key")
}

fn hit<K: Clone + Ord + Hash>(
    row: &Ranked<'_, K>,
    rows: &Rows<K>,
    matched: Vec<Matched>,
) -> Hit<K> {
    Hit {
        key: key(row, rows),
        score: row.score,
        closed: row.closed,
        matched,
    }
}

/// The field at a place of the schema, which has fewer than 250.
fn field_at(place: usize) -> Field {
    Field(u8::try_from(place).unwrap_or(u8::MAX))
}

/// A document's first deadline or place.
fn first(document: &Document) -> u32 {
    match &document.order {
        super::document::Order::Deadlines(all) => {
            all.iter().map(|d| seconds(*d)).min().unwrap_or(0)
        }
        super::document::Order::Rank(rank) => *rank,
    }
}
