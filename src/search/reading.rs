//! How a query was read, so that a wrong guess is seen: POD Rotterdam · Thu 26 Nov.

use super::dictionaries::Dictionaries;
use super::dictionary::Value;
use super::grade::{Grade, How, Probe, Stage, grade};
use super::highlight::{Matched, matched, merge};
use super::plan::Plan;
use super::query::{Days, Term};
use super::rows::{Rows, day_number, day_of};
use super::schema::{Field, FieldKind};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::hash::Hash;

/// A piece of the query, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTerm {
    /// As typed.
    pub typed: String,
    /// What it was taken for.
    pub read: Read,
}

/// What a term was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// A value of a field.
    Value {
        /// The field.
        field: Field,
        /// The value's name, or its group's: "ROTTERDAM", "美西".
        name: String,
        /// Whether it was typed so, or guessed from a slip.
        guessed: bool,
    },
    /// Days in a field.
    Days {
        /// The field.
        field: Field,
        /// The first.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// The word that announces this field.
    Cue {
        /// The field.
        field: Field,
    },
    /// Nothing: it was left out.
    Ignored,
}

/// Where a span of terms matched in a row.
struct Span<'a> {
    typed: String,
    text: String,
    stage: Stage,
    field: Option<Field>,
    terms: &'a [(Term, Stage)],
}

/// What values matched with, kept over the rows of one answer: they share most of them.
#[derive(Debug, Default)]
pub struct Memo {
    found: HashMap<(String, Stage, Field, u32), Option<(usize, Grade, Stage)>>,
}

/// What of a row matched, and how the terms were read for it.
pub fn read<K: Clone + Eq + Hash>(
    memo: &mut Memo,
    plan: &Plan,
    terms: &[(Term, Stage)],
    dictionaries: &Dictionaries,
    rows: &Rows<K>,
    slot: u32,
) -> (Vec<Matched>, Vec<ReadTerm>) {
    let mut lit = Vec::new();
    let mut reading: Vec<ReadTerm> = Vec::new();
    for span in spans(plan, terms, dictionaries, rows, slot) {
        let (matched, read) = span.resolve(memo, dictionaries, rows, slot);
        lit.extend(matched);
        match reading.last_mut() {
            // "cosco" "universe" of one vessel are read as one.
            Some(last) if matches!(read, Read::Value { .. }) && last.read == read => {
                last.typed = format!("{} {}", last.typed, span.typed);
            }
            _ => reading.push(ReadTerm {
                typed: span.typed,
                read,
            }),
        }
    }
    (merge(lit), reading)
}

/// The terms alone, or as the phrases that score more than their terms.
fn spans<'a, K: Clone + Eq + Hash>(
    plan: &Plan,
    terms: &'a [(Term, Stage)],
    dictionaries: &Dictionaries,
    rows: &Rows<K>,
    slot: u32,
) -> Vec<Span<'a>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < terms.len() {
        let phrase = plan
            .phrases
            .iter()
            .filter(|p| p.from == at)
            .rev()
            .find(|p| {
                let together = plan.phrase_score(p, rows, slot);
                let apart: u16 = (p.from..p.to)
                    .map(|i| u16::from(plan.terms[i].score(rows, slot)))
                    .sum();
                together > apart
            });
        let to = phrase.map_or(at + 1, |p| p.to);
        let slice = &terms[at..to];
        let typed = slice
            .iter()
            .map(|(t, _)| t.raw.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let mut words: Vec<&str> = slice.iter().map(|(t, _)| t.text.as_str()).collect();
        // Two words may be a name the other way round.
        if let (Some(phrase), 2) = (phrase, words.len())
            && dictionaries.grades(&words.concat(), Stage::Strict).best < phrase.grades.best
        {
            words.reverse();
        }
        let text = words.concat();
        let field = match phrase {
            Some(p) => p.grades.tables.iter().map(|(f, _)| *f).max_by_key(|f| {
                let table = p.grades.tables.iter().find(|(g, _)| g == f);
                table.map_or(0, |(_, t)| {
                    t[rows.texts[usize::from(f.0)][slot as usize] as usize]
                })
            }),
            None => best_field(plan, at, dictionaries, rows, slot),
        };
        let stage = if phrase.is_some() {
            Stage::Strict
        } else {
            slice[0].1
        };
        out.push(Span {
            typed,
            text,
            stage,
            field,
            terms: slice,
        });
        at = to;
    }
    out
}

fn best_field<K: Clone + Eq + Hash>(
    plan: &Plan,
    at: usize,
    dictionaries: &Dictionaries,
    rows: &Rows<K>,
    slot: u32,
) -> Option<Field> {
    let scored = dictionaries
        .schema
        .fields()
        .map(|(f, _)| (f, plan.terms[at].field_score(f, rows, slot)));
    // The first of equals: fields stand in the order in which they are meant.
    scored.filter(|(_, s)| *s > 0).rev_max().map(|(f, _)| f)
}

/// The first of the greatest.
trait RevMax: Iterator<Item = (Field, u8)> + Sized {
    fn rev_max(self) -> Option<(Field, u8)> {
        self.fold(None, |best, one| match best {
            Some((_, score)) if score >= one.1 => best,
            _ => Some(one),
        })
    }
}
impl<I: Iterator<Item = (Field, u8)>> RevMax for I {}

impl Span<'_> {
    fn resolve<K: Clone + Eq + Hash>(
        &self,
        memo: &mut Memo,
        dictionaries: &Dictionaries,
        rows: &Rows<K>,
        slot: u32,
    ) -> (Option<Matched>, Read) {
        let (term, _) = &self.terms[0];
        if term.cue {
            let cued = dictionaries.schema.cued(&term.text).first().copied();
            return (
                None,
                cued.map_or(Read::Ignored, |field| Read::Cue { field }),
            );
        }
        let Some(field) = self.field else {
            return (None, Read::Ignored);
        };
        let spec = dictionaries.schema.spec(field);
        if spec.kind == FieldKind::Day {
            let number = rows.days[usize::from(field.0)][slot as usize];
            let days = days_at(&term.days, number);
            let text = day_of(number).format("%Y-%m-%d").to_string();
            let lit = Matched {
                field,
                ranges: std::iter::once(0..text.len()).collect(),
                text,
            };
            return (
                Some(lit),
                Read::Days {
                    field,
                    from: days.from,
                    to: days.to,
                },
            );
        }
        let id = rows.texts[usize::from(field.0)][slot as usize];
        let value = dictionaries.value(field, id);
        let key = (self.text.clone(), self.stage, field, id);
        let found = memo
            .found
            .entry(key)
            .or_insert_with(|| best_form(&Probe::new(&self.text), value, spec.kind, self.stage));
        let shown = &value.forms[0];
        let Some((form, found, stage)) = found else {
            // The words found the value together with others: all of it is what matched.
            let read = Read::Value {
                field,
                name: shown.text.to_string(),
                guessed: true,
            };
            return (Some(matched(field, shown, &How::Whole, shown)), read);
        };
        let form = &value.forms[*form];
        let name = if form.kind.is_group() {
            &form.text
        } else {
            &shown.text
        };
        let read = Read::Value {
            field,
            name: name.to_string(),
            guessed: *stage > Stage::Strict,
        };
        (Some(matched(field, form, &found.how, shown)), read)
    }
}

/// The best of a value's names, by its place, the first of equals.
fn best_form(
    probe: &Probe,
    value: &Value,
    kind: FieldKind,
    last: Stage,
) -> Option<(usize, Grade, Stage)> {
    [Stage::Strict, Stage::Loose, Stage::Fuzzy]
        .into_iter()
        .take_while(|s| *s <= last)
        .find_map(|stage| {
            let forms = value.forms.iter().enumerate();
            let graded =
                forms.filter_map(|(at, f)| Some((at, grade(probe, f, kind, stage)?, stage)));
            graded.fold(
                None,
                |best: Option<(usize, Grade, Stage)>, one| match best {
                    Some(best) if best.1.score >= one.1.score => Some(best),
                    _ => Some(one),
                },
            )
        })
}

/// Which of the days that may be meant holds this one.
fn days_at(all: &[Days], number: u16) -> Days {
    let holds = |d: &&Days| (day_number(d.from)..=day_number(d.to)).contains(&number);
    let day = day_of(number);
    all.iter()
        .filter(holds)
        .max_by_key(|d| d.grade)
        .copied()
        .unwrap_or(Days::on(day, 1))
}

/// How terms would be read when no row has them all: each by its best value.
pub fn read_alone(terms: &[(Term, Stage)], dictionaries: &Dictionaries) -> Vec<ReadTerm> {
    let alone = |(term, stage): &(Term, Stage)| ReadTerm {
        typed: term.raw.clone(),
        read: if term.cue {
            Read::Ignored
        } else {
            alone(term, *stage, dictionaries)
        },
    };
    terms.iter().map(alone).collect()
}

fn alone(term: &Term, stage: Stage, dictionaries: &Dictionaries) -> Read {
    let day_field = || {
        let announced = term.fields.first().copied();
        announced.or_else(|| {
            dictionaries
                .schema
                .fields()
                .find(|(_, s)| s.kind == FieldKind::Day)
                .map(|(f, _)| f)
        })
    };
    if let (true, Some(days), Some(field)) = (term.text.is_empty(), term.days.first(), day_field())
    {
        return Read::Days {
            field,
            from: days.from,
            to: days.to,
        };
    }
    let grades = dictionaries.grades(&term.text, stage);
    // Of values that fit alike the first by name: ids tell in which order they came.
    let best = grades.tables.iter().filter_map(|(field, table)| {
        let text = |id: u32| &dictionaries.value(*field, id).text;
        let better = |a: &(u32, u8), b: &(u32, u8)| a.1.cmp(&b.1).then(text(b.0).cmp(text(a.0)));
        let graded = (0u32..)
            .zip(table.iter().copied())
            .filter(|(_, grade)| *grade > 0);
        let (id, grade) = graded.max_by(better)?;
        Some((*field, id, grade))
    });
    let best = best.fold(None, |best: Option<(Field, u32, u8)>, one| match best {
        Some(b) if b.2 >= one.2 => Some(b),
        _ => Some(one),
    });
    match (best, term.days.first(), day_field()) {
        (Some((field, id, _)), ..) => {
            let name = dictionaries.value(field, id).forms[0].text.to_string();
            Read::Value {
                field,
                name,
                guessed: stage > Stage::Strict,
            }
        }
        (None, Some(days), Some(field)) => Read::Days {
            field,
            from: days.from,
            to: days.to,
        },
        _ => Read::Ignored,
    }
}
