//! One term as tables of grades.

use super::day_grades::{DayGrades, day_grades};
use super::dictionaries::Dictionaries;
use super::grade::{Stage, WORD};
use super::query::Term;
use super::rows::Rows;
use super::schema::{Field, FieldKind};
use std::sync::Arc;

/// What an announced field earns.
const ANNOUNCED: i8 = 3;

/// The grade of every value for one term, by field; 0 does not match.
#[derive(Debug, Default)]
pub struct TextGrades {
    /// By field, by value id.
    pub tables: Vec<(Field, Box<[u8]>)>,
    /// The best of them.
    pub best: u8,
}

/// Whoever types a ship's name or a port's wants it, whatever number goes with it.
const MISSED_WORD: u16 = 6;

/// One term, ready to score rows.
#[derive(Debug)]
pub struct Planned {
    /// Its values' grades.
    pub grades: Option<Arc<TextGrades>>,
    pub(super) days: Vec<DayGrades>,
    /// By field: added for an announced field, taken off for one meant less often.
    pub(super) shift: Vec<i8>,
    /// Whether a row must match.
    pub needed: bool,
    /// Whether no row may miss it, whatever others it has.
    pub within: bool,
    pub(super) best: u8,
    /// What a row that misses it loses to one that misses a number or a day instead.
    pub(super) missed: u16,
}

impl Planned {
    pub(super) fn new(
        term: &Term,
        stage: Stage,
        dictionaries: &Dictionaries,
        shift: &[i8],
    ) -> Self {
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
        let mut planned = Self {
            grades,
            days: day_grades(term, schema),
            shift,
            needed: false,
            within: term.within,
            best: 0,
            missed: 0,
        };
        if term.within {
            planned.keep_only(&term.fields);
        }
        planned.best = planned.highest();
        planned.needed = term.needed && !term.cue && planned.best > 0;
        let is_word = term.text.chars().count() >= 3 && term.text.chars().all(char::is_alphabetic);
        if is_word && planned.best >= WORD {
            planned.missed = MISSED_WORD;
        }
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

    /// The term's values in some fields alone.
    pub(super) fn keep_only(&mut self, fields: &[Field]) {
        self.days.retain(|days| fields.contains(&days.field));
        let Some(grades) = &self.grades else {
            return;
        };
        let kept = grades.tables.iter().filter(|(f, _)| fields.contains(f));
        let tables: Vec<(Field, Box<[u8]>)> = kept.cloned().collect();
        let bests = tables.iter().flat_map(|(_, table)| table).copied();
        self.grades = Some(Arc::new(TextGrades {
            best: bests.max().unwrap_or(0),
            tables,
        }));
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
