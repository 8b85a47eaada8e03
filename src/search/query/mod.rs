//! A query as typed, taken apart into terms.

pub mod dates;
mod lex;
mod scope;
mod segment;
mod tones;

use super::grade::{EXACT, WORD};
use super::schema::{Field, FieldKind, Schema};
use chrono::NaiveDate;
pub use dates::Days;
pub use segment::Lexicon;

/// One term of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As typed.
    pub raw: String,
    /// Folded; empty when it can only be a date.
    pub text: String,
    /// The days it may mean.
    pub days: Vec<Days>,
    /// The fields that a word before it announced: "to", "cy", "via".
    pub fields: Vec<Field>,
    /// Whether it is looked for in these fields alone: "pod:rtm".
    pub within: bool,
    /// Whether a row must match it; "on" and "ship" only help.
    pub needed: bool,
    /// Whether the word merely announced the next term.
    pub cue: bool,
}

impl Term {
    fn word(raw: String, text: String, days: Vec<Days>, needed: bool) -> Self {
        Self {
            raw,
            text,
            days,
            fields: Vec::new(),
            within: false,
            needed,
            cue: false,
        }
    }

    /// Whether it can only be a date.
    pub fn is_date(&self) -> bool {
        self.text.is_empty() && !self.days.is_empty()
    }
}

/// More terms than these are not looked at: nobody types them, somebody pastes them.
pub const MOST_TERMS: usize = 12;

/// Takes a query apart. `today` settles dates; `lexicon` knows the Chinese words of the index.
pub fn parse(text: &str, today: NaiveDate, schema: &Schema, lexicon: &impl Lexicon) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for part in scope::parts(text, schema) {
        match part {
            scope::Part::Free(text) => {
                let mut free = words(text, today, schema, lexicon);
                // The last word may be unfinished: "to" on its way to Tokyo.
                announce(&mut free, schema);
                terms.append(&mut free);
            }
            scope::Part::Within {
                typed,
                fields,
                value,
            } => {
                let mut within = words(value, today, schema, lexicon);
                for term in &mut within {
                    (term.needed, term.within) = (true, true);
                    term.fields.clone_from(&fields);
                }
                if let Some(first) = within.first_mut() {
                    typed.clone_into(&mut first.raw);
                }
                terms.append(&mut within);
            }
        }
    }
    terms.truncate(MOST_TERMS);
    either(&mut terms);
    terms
}

/// The terms of words that no field is named for.
fn words(text: &str, today: NaiveDate, schema: &Schema, lexicon: &impl Lexicon) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut arrow = false;
    for piece in lex::pieces(&tones::without_tones(text), today) {
        let from = terms.len();
        match piece {
            lex::Piece::Date { raw, text, days } => terms.push(Term::word(raw, text, days, true)),
            lex::Piece::Word { raw, text } => {
                let needed = !schema.is_optional(&text);
                terms.push(Term::word(raw, text, Vec::new(), needed));
            }
            lex::Piece::Han { raw, text } => {
                for (from, to) in segment::segment(&text, schema, lexicon) {
                    let cut = |whole: &[char]| whole[from..to].iter().collect::<String>();
                    let (folded, typed) = (cut(&text), cut(&raw));
                    let needed = !schema.is_optional(&folded);
                    terms.push(Term::word(typed, folded, Vec::new(), needed));
                }
            }
            lex::Piece::Arrow => {
                // What stands before the first arrow is where it starts from.
                if !arrow && let Some(before) = terms.last_mut().filter(|t| t.fields.is_empty()) {
                    before.fields = of_kind(schema, schema.cued("from"), before);
                }
                arrow = true;
                continue;
            }
        }
        if arrow && let Some(first) = terms.get_mut(from) {
            first.fields = of_kind(schema, schema.cued("to"), first);
            arrow = false;
        }
        if terms.len() >= MOST_TERMS {
            terms.truncate(MOST_TERMS);
            break;
        }
    }
    terms
}

/// Hands each announcing word's fields to the term it announces: the next one, or for a cut-off
/// named behind its date ("28nov cy", 周四截关) the one before.
fn announce(terms: &mut [Term], schema: &Schema) {
    for at in 0..terms.len() {
        let fields = schema.cued(&terms[at].text);
        if fields.is_empty() || terms[at].is_date() {
            continue;
        }
        let takes = |term: &Term| !of_kind(schema, fields.clone(), term).is_empty() && term.needed;
        let next = terms.get(at + 1).is_some_and(takes);
        let before = at > 0 && takes(&terms[at - 1]) && is_day(schema, &fields);
        let target = if next {
            at + 1
        } else if before {
            at - 1
        } else {
            continue;
        };
        let given = of_kind(schema, fields, &terms[target]);
        terms[target].fields = given;
        terms[at].cue = true;
    }
}

/// Two dates that no field is told for, with no day in common, mean either: a row is not the better
/// for a cut-off on the one and its departure on the other.
fn either(terms: &mut [Term]) {
    let meet = |a: &[Days], b: &[Days]| {
        let mut pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        pairs.any(|(a, b)| a.from <= b.to && b.from <= a.to)
    };
    let free = |term: &Term| !term.days.is_empty() && term.fields.is_empty() && term.needed;
    let dated: Vec<usize> = (0..terms.len()).filter(|at| free(&terms[*at])).collect();
    let [first, second] = dated[..] else {
        return;
    };
    let (one, other) = (terms[first].days.clone(), terms[second].days.clone());
    if meet(&one, &other) {
        return;
    }
    let lend = |term: &mut Term, days: Vec<Days>| {
        // What may be a voyage is that before it is the other's day.
        let most = if term.is_date() { EXACT } else { WORD };
        let lent = days.into_iter().map(|d| Days {
            grade: d.grade.min(most),
            ..d
        });
        term.days.extend(lent);
    };
    lend(&mut terms[first], other);
    lend(&mut terms[second], one);
}

fn is_day(schema: &Schema, fields: &[Field]) -> bool {
    fields
        .iter()
        .all(|f| schema.spec(*f).kind == FieldKind::Day)
}

/// Those of the fields whose kind the term can be.
fn of_kind(schema: &Schema, mut fields: Vec<Field>, term: &Term) -> Vec<Field> {
    fields.retain(|f| match schema.spec(*f).kind {
        FieldKind::Day => !term.days.is_empty(),
        _ => !term.text.is_empty(),
    });
    fields
}
