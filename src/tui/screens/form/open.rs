//! Where an open finding is met: the field to fill in or to look at for it.

use super::rows::is_blank;
use super::state::Form;
use crate::domain::{Finding, Pointer, Severity};

/// The row of the field that settles a finding: of the fields that it looks at the first that is
/// still blank, else the first that the form shows.
pub fn row_of(form: &Form, finding: &Finding) -> Option<usize> {
    let mut met = Vec::new();
    for field in &finding.fields {
        met.extend(rows_at(form, &meant(form, field)));
    }
    let blank = met.iter().copied().find(|row| {
        let pointer = form.rows[*row].pointer();
        is_blank(form.document.at(&pointer)) || form.unread.contains_key(&pointer)
    });
    blank.or_else(|| met.first().copied())
}

/// The field that a pointer is about: an entry about what was filled in is about that field.
fn meant(form: &Form, field: &Pointer) -> Pointer {
    let mut tokens = field.as_str().split('/').skip(1);
    match (tokens.next(), tokens.next()) {
        (Some("completed"), Some(line)) => form
            .document
            .at(&format!("/completed/{line}/field"))
            .as_str()
            .map_or_else(|| field.clone(), Pointer::new),
        _ => field.clone(),
    }
}

/// The rows of a field: its own, else that of what it is inside of, else those inside it.
fn rows_at(form: &Form, field: &Pointer) -> Vec<usize> {
    if field.as_str().is_empty() {
        return Vec::new();
    }
    let fitting = |fits: &dyn Fn(&Pointer) -> bool| -> Vec<usize> {
        form.rows
            .iter()
            .enumerate()
            .filter(|(_, row)| fits(&Pointer::new(row.pointer())))
            .map(|(at, _)| at)
            .collect()
    };
    let own = fitting(&|at| at == field);
    if !own.is_empty() {
        return own;
    }
    let around = fitting(&|at| field.is_within(at));
    if around.is_empty() {
        fitting(&|at| at.is_within(field))
    } else {
        around
    }
}

/// The next row where an open finding is met, round the end; from the beginning with `first`. Hints
/// count where nothing graver is open.
pub fn next_open(form: &Form, ahead: bool, first: bool) -> Option<usize> {
    let rows = |hints: bool| -> Vec<usize> {
        let mut rows: Vec<usize> = form
            .panel
            .open()
            .filter(|finding| (finding.severity == Severity::Hint) == hints)
            .filter_map(|finding| row_of(form, finding))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    };
    let mut open = rows(false);
    if open.is_empty() {
        open = rows(true);
    }
    let here = form.focus;
    let found = match (first, ahead) {
        (true, _) => open.first(),
        (false, true) => open.iter().find(|row| **row > here).or(open.first()),
        (false, false) => open.iter().rfind(|row| **row < here).or(open.last()),
    };
    found.copied()
}

/// Puts the caret on the first row where an open finding is met.
pub fn go_to_first_open(form: &mut Form) {
    if let Some(row) = next_open(form, true, true) {
        form.focus = row;
    }
}

/// The findings met at the caret, the gravest first; with `any`, else the gravest of all.
pub fn findings_here(form: &Form, any: bool) -> Option<&Finding> {
    let here = form
        .panel
        .open()
        .filter(|finding| row_of(form, finding) == Some(form.focus))
        .min_by_key(|finding| finding.severity);
    let pointer = form.row().pointer();
    here.or_else(|| form.panel.at(&pointer).first().copied())
        .or_else(|| {
            form.panel
                .open()
                .filter(|_| any)
                .min_by_key(|finding| finding.severity)
        })
}
