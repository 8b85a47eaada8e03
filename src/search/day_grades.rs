//! A term's days as tables of grades.

use super::query::Term;
use super::rows::day_number;
use super::schema::{Field, FieldKind, Schema};

/// The grades of days in one field.
#[derive(Debug)]
pub struct DayGrades {
    /// The field.
    pub field: Field,
    /// The first day graded.
    base: u16,
    grades: Box<[u8]>,
}

impl DayGrades {
    /// The grade of a day, 0 for none.
    #[inline]
    pub fn of(&self, day: u16) -> u8 {
        let at = day.checked_sub(self.base);
        at.and_then(|at| self.grades.get(usize::from(at)))
            .copied()
            .unwrap_or(0)
    }

    /// The days graded so high.
    pub fn from(&self, least: u8) -> impl Iterator<Item = u16> + '_ {
        let graded = (self.base..).zip(&self.grades);
        graded
            .filter(move |(_, grade)| **grade >= least)
            .map(|(day, _)| day)
    }

    /// Whether a day from one to another is graded so high.
    pub fn any_within(&self, first: u16, last: u16, least: u8) -> bool {
        let from = usize::from(first.saturating_sub(self.base));
        let to = match last.checked_sub(self.base) {
            Some(last) => self.grades.len().min(usize::from(last) + 1),
            None => 0,
        };
        from < to && self.grades[from..to].iter().any(|grade| *grade >= least)
    }

    /// The best of them.
    pub fn best(&self) -> u8 {
        self.grades.iter().max().copied().unwrap_or(0)
    }
}

/// The term's days in each field that they can be in. Announced fields alone count; otherwise all,
/// those meant less often with less.
pub fn day_grades(term: &Term, schema: &Schema) -> Vec<DayGrades> {
    let Some(base) = term.days.iter().map(|d| day_number(d.from)).min() else {
        return Vec::new();
    };
    let end = term
        .days
        .iter()
        .map(|d| day_number(d.to))
        .max()
        .unwrap_or(base);
    let announced = term
        .fields
        .iter()
        .any(|f| schema.spec(*f).kind == FieldKind::Day);
    let fields = schema
        .fields()
        .filter(|(_, spec)| spec.kind == FieldKind::Day);
    let counted = fields.filter(|(field, _)| !announced || term.fields.contains(field));
    counted
        .filter_map(|(field, spec)| {
            let handicap = if announced { 0 } else { spec.handicap };
            let mut grades = vec![0u8; usize::from(end.saturating_sub(base)) + 1];
            for days in &term.days {
                let grade = days.grade.saturating_sub(handicap);
                for day in day_number(days.from)..=day_number(days.to) {
                    let at = &mut grades[usize::from(day - base)];
                    *at = grade.max(*at);
                }
            }
            let any = grades.iter().any(|g| *g > 0);
            any.then(|| DayGrades {
                field,
                base,
                grades: grades.into(),
            })
        })
        .collect()
}
