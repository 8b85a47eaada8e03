//! All fields' dictionaries, with the rows of each value and the Chinese words in them.

use super::cache::Cache;
use super::dictionary::{Dictionary, NONE, Value};
use super::document::Text;
use super::form::Form;
use super::grade::{Probe, Stage, grade};
use super::latin::Latin;
use super::names::SharedNames;
use super::numbers::voyage_score;
use super::planned::TextGrades;
use super::posting::Posting;
use super::query::Lexicon;
use super::schema::{Field, FieldKind, Schema, Vocabulary};
use std::collections::HashMap;
use std::sync::Arc;

#[derive(Debug, Default)]
struct Column {
    dictionary: Dictionary,
    postings: Vec<Posting>,
}

/// The dictionaries of an index.
pub struct Dictionaries {
    /// The fields.
    pub schema: Schema,
    vocabulary: Arc<dyn Vocabulary>,
    columns: Vec<Column>,
    names: SharedNames,
    words: HashMap<Box<str>, u32>,
    parts: HashMap<Box<str>, u32>,
    latin: Latin,
    cache: Cache,
}

impl std::fmt::Debug for Dictionaries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionaries")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

impl Dictionaries {
    /// Empty ones.
    pub fn new(schema: Schema, vocabulary: Arc<dyn Vocabulary>) -> Self {
        let columns = (0..schema.len()).map(|_| Column::default()).collect();
        Self {
            schema,
            vocabulary,
            columns,
            names: SharedNames::default(),
            words: HashMap::new(),
            parts: HashMap::new(),
            latin: Latin::default(),
            cache: Cache::default(),
        }
    }

    /// The id of a value, taken in when it is new.
    pub fn intern(&mut self, field: Field, text: &Text) -> u32 {
        let (vocabulary, names) = (&self.vocabulary, &mut self.names);
        let forms = || {
            let mut forms = vocabulary.forms(field, &text.value);
            if forms.is_empty() {
                forms.push(Form::name(text.value.as_str()));
            }
            let also = text.also.split('|').filter(|name| !name.is_empty());
            forms.extend(also.map(Form::name));
            names.keep(forms)
        };
        let dictionary = &mut self.columns[usize::from(field.0)].dictionary;
        if text.also.is_empty() {
            return dictionary.intern(&text.value, &text.value, forms);
        }
        dictionary.intern(
            &format!("{}\0{}", text.value, text.also),
            &text.value,
            forms,
        )
    }

    /// A row takes a value; of `all` slots there are.
    pub fn add(&mut self, field: Field, id: u32, slot: u32, all: usize) {
        if id == NONE {
            return;
        }
        let column = &mut self.columns[usize::from(field.0)];
        let at = id as usize;
        if column.postings.len() <= at {
            column.postings.resize_with(at + 1, Posting::default);
        }
        column.postings[at].add(slot, all);
        column.dictionary.value_mut(id).rows += 1;
        if column.dictionary.value(id).rows == 1 {
            self.turned(field, id, true);
        }
    }

    /// A row gives a value up; `holds` tells which slots still have it.
    pub fn drop(&mut self, field: Field, id: u32, slot: u32, holds: impl Fn(u32) -> bool) {
        if id == NONE {
            return;
        }
        let column = &mut self.columns[usize::from(field.0)];
        let value = column.dictionary.value_mut(id);
        value.rows -= 1;
        let rows = value.rows;
        column.postings[id as usize].remove(slot, rows, holds);
        if rows == 0 {
            self.turned(field, id, false);
        }
    }

    /// Rows have new slots; those of `u32::MAX` are gone.
    pub fn renumber(&mut self, moved: &[u32]) {
        for posting in self.columns.iter_mut().flat_map(|c| &mut c.postings) {
            posting.renumber(moved);
        }
    }

    /// A value has come to life, or died: its Chinese words with it, and grades are stale.
    fn turned(&mut self, field: Field, id: u32, alive: bool) {
        self.cache.clear();
        let value = self.columns[usize::from(field.0)].dictionary.value(id);
        if self.schema.spec(field).kind == FieldKind::Name {
            for form in &*value.forms {
                self.latin.turned(form, alive);
            }
        }
        for form in value.forms.iter().filter(|f| f.is_han()) {
            let text: Vec<char> = form.letters.text.chars().collect();
            count(&mut self.words, &text, alive);
            for from in 0..text.len() {
                for to in from + 2..=text.len().min(from + 12) {
                    count(&mut self.parts, &text[from..to], alive);
                }
            }
        }
    }

    /// Whether something is called exactly this, in Latin letters.
    pub fn is_exact(&self, word: &str) -> bool {
        self.latin.is_whole(word)
    }

    /// Whether a name, or a word of it, begins so.
    pub fn is_front(&self, word: &str) -> bool {
        self.latin.is_front(word)
    }

    /// The value of an id.
    pub fn value(&self, field: Field, id: u32) -> &Value {
        self.columns[usize::from(field.0)].dictionary.value(id)
    }

    /// The ids of values with this text.
    pub fn with_text(&self, field: Field, text: &str) -> Vec<u32> {
        self.columns[usize::from(field.0)]
            .dictionary
            .with_text(text)
            .collect()
    }

    /// Marks the slots that have a value, and some that no longer do.
    pub fn mark(&self, field: Field, id: u32, marks: &mut [u64]) {
        let column = &self.columns[usize::from(field.0)];
        if let Some(posting) = column.postings.get(id as usize) {
            posting.mark(marks);
        }
    }

    /// How well each value of each text field fits a folded term.
    pub fn grades(&self, term: &str, stage: Stage) -> Arc<TextGrades> {
        self.cache.get(term, stage, || {
            let before = stage.before().map(|before| self.grades(term, before));
            self.grade_all(&Probe::new(term), stage, before.as_deref())
        })
    }

    /// What fits at this stage, besides what fitted before it.
    fn grade_all(&self, probe: &Probe, stage: Stage, before: Option<&TextGrades>) -> TextGrades {
        let mut all = TextGrades::default();
        // Ports stand in several fields, and are compared once.
        let mut compared: Vec<Option<u8>> = vec![None; self.names.len()];
        for (field, spec) in self
            .schema
            .fields()
            .filter(|(_, s)| s.kind != FieldKind::Day)
        {
            let dictionary = &self.columns[usize::from(field.0)].dictionary;
            let known = before
                .into_iter()
                .flat_map(|b| &b.tables)
                .find(|(f, _)| *f == field);
            let mut table: Vec<u8> = known.map(|(_, table)| table.to_vec()).unwrap_or_default();
            for (id, sieve) in dictionary.sieves().iter().enumerate().skip(1) {
                if !sieve.lets(probe, spec.kind, stage) || table.get(id).is_some_and(|g| *g > 0) {
                    continue;
                }
                let value = &dictionary.values()[id];
                if value.rows == 0 {
                    continue;
                }
                let score = if spec.kind == FieldKind::Name {
                    let seen = &mut compared[value.names as usize];
                    *seen.get_or_insert_with(|| self.names.best(value.names, probe, stage))
                } else {
                    best(probe, value, spec.kind, stage)
                };
                if score > 0 {
                    if table.is_empty() {
                        table = vec![0; dictionary.values().len()];
                    }
                    table[id] = score;
                }
            }
            if !table.is_empty() {
                all.best = all.best.max(table.iter().max().copied().unwrap_or(0));
                all.tables.push((field, table.into()));
            }
        }
        all
    }

    /// About how many bytes dictionaries and posting lists take.
    pub fn bytes(&self) -> usize {
        let column = |c: &Column| {
            c.dictionary.bytes() + c.postings.iter().map(Posting::bytes).sum::<usize>()
        };
        let words: usize = self
            .words
            .keys()
            .chain(self.parts.keys())
            .map(|k| k.len() + 32)
            .sum();
        self.columns.iter().map(column).sum::<usize>()
            + words
            + self.names.bytes()
            + self.latin.bytes()
    }
}

impl Lexicon for Dictionaries {
    fn is_name(&self, han: &str) -> bool {
        self.words.contains_key(han)
    }

    fn is_part(&self, han: &str) -> bool {
        self.parts.contains_key(han)
    }
}

/// The best grade among a value's names.
fn best(probe: &Probe, value: &Value, kind: FieldKind, stage: Stage) -> u8 {
    let score = |form: &Form| match kind {
        FieldKind::Voyage => voyage_score(probe, form),
        _ => grade(probe, form, kind, stage).map(|grade| grade.score),
    };
    value.forms.iter().filter_map(score).max().unwrap_or(0)
}

fn count(words: &mut HashMap<Box<str>, u32>, word: &[char], alive: bool) {
    let word: String = word.iter().collect();
    let seen = words.entry(word.as_str().into()).or_default();
    *seen = if alive {
        *seen + 1
    } else {
        seen.saturating_sub(1)
    };
    if *seen == 0 {
        words.remove(word.as_str());
    }
}
