//! Who is told of which change (clause 3.4d): changed fields and the departments they concern.

use crate::domain::{Pointer, Text};

use super::cell::{one_of, shown};
use super::table::{Layout, Rows, TableError};

/// The table of departments.
#[derive(Debug, Clone)]
pub struct DepartmentTable {
    rows: Vec<(Pointer, Vec<String>)>,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "departments",
    built_in: include_str!("tables/departments.csv"),
    columns: &["field", "departments"],
    needed: &["field", "departments"],
    key: &["field"],
};

/// The form's fields as pointers, `*` for a line's place.
const FORM_FIELDS: &str = include_str!("tables/form_fields.txt");

/// The departments that the contract names, in the order they are told.
pub const DEPARTMENTS: &[&str] = &[
    "documents",
    "booking",
    "customs",
    "trucking",
    "warehouse",
    "finance",
    "sales",
];

impl DepartmentTable {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let rows = rows.read_each(|row| {
            let field = row.needed("field")?;
            if !field.starts_with('/') {
                return Err(row.bad("field", "table.no-pointer"));
            }
            if !is_field(&Pointer::new(field)) {
                return Err(row.bad(
                    "field",
                    Text::of("table.no-field").with("text", shown(field)),
                ));
            }
            row.needed("departments")?;
            let departments = row.list("departments");
            if let Some(unknown) = departments
                .iter()
                .find(|department| !DEPARTMENTS.contains(&department.as_str()))
            {
                let reason = one_of(DEPARTMENTS).with("text", shown(unknown));
                return Err(row.bad("departments", reason));
            }
            Ok((Pointer::new(field), departments))
        })?;
        Ok(Self { rows })
    }

    /// The departments told of a change of these fields, each once. `*` in a row stands for any
    /// one step; the longest row that fits a field decides.
    pub fn told_of<'p>(&self, fields: impl IntoIterator<Item = &'p Pointer>) -> Vec<&'static str> {
        let mut told = [false; DEPARTMENTS.len()];
        for field in fields {
            let longest = self
                .rows
                .iter()
                .filter(|(row, _)| fits(row, field))
                .max_by_key(|(row, _)| row.tokens().count());
            for department in longest.iter().flat_map(|(_, departments)| departments) {
                if let Some(place) = DEPARTMENTS.iter().position(|known| known == department) {
                    told[place] = true;
                }
            }
        }
        DEPARTMENTS
            .iter()
            .zip(told)
            .filter_map(|(&department, told)| told.then_some(department))
            .collect()
    }
}

/// Whether a row names a field of the form; a line's place is a number, or `*` for all of them.
fn is_field(row: &Pointer) -> bool {
    let is_place = |token: &str| token == "*" || token.bytes().all(|byte| byte.is_ascii_digit());
    FORM_FIELDS.lines().map(Pointer::new).any(|field| {
        field.tokens().count() == row.tokens().count()
            && field.tokens().zip(row.tokens()).all(|(field, token)| {
                field == token || (field == "*" && !token.is_empty() && is_place(token))
            })
    })
}

fn fits(row: &Pointer, field: &Pointer) -> bool {
    let mut steps = field.tokens();
    row.tokens().all(|token| {
        steps
            .next()
            .is_some_and(|step| token == "*" || token == step)
    })
}
