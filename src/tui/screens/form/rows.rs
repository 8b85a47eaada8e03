//! Which fields the form shows now, and on which lines.

use serde_json::Value;

use super::doc::Document;
use super::fields::{FIELDS, Field, Section};
use crate::reference::Reference;

/// A field on its line.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The field.
    pub field: &'static Field,
    /// The line, for fields of lists.
    pub line: usize,
}

impl Row {
    /// Its JSON pointer.
    pub fn pointer(&self) -> String {
        self.field.pointer(self.line)
    }
}

/// Lists that have a line to be filled in even when they have none yet.
const ONE_AT_LEAST: [&str; 1] = ["/cargo"];

/// The rows of a document: fields that matter, those with a value, those that `called` names, all
/// of those that apply with `all`. `extra` names a list that gets a line more.
pub fn rows(
    document: &Document,
    reference: &Reference,
    all: bool,
    extra: Option<&str>,
    called: &dyn Fn(&str) -> bool,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for &section in Section::ALL {
        let fields: Vec<&'static Field> = FIELDS
            .iter()
            .filter(|field| field.section == section)
            .collect();
        let mut rest = fields.as_slice();
        while let Some((first, _)) = rest.split_first() {
            let group = rest
                .iter()
                .take_while(|field| {
                    field.array() == first.array()
                        && (field.array().is_some() || std::ptr::eq(**field, *first))
                })
                .count();
            let (group, behind) = rest.split_at(group);
            rest = behind;
            for line in 0..lines(document, first.array(), extra, all) {
                for field in group {
                    let pointer = field.pointer(line);
                    let given = !is_blank(document.at(&pointer));
                    let fits = (field.when)(&document.consignment, reference, line);
                    if given
                        || called(&pointer)
                        || (fits
                            && (field.main
                                || all
                                || extra.is_some_and(|extra| field.array() == Some(extra))))
                    {
                        rows.push(Row { field, line });
                    }
                }
            }
        }
    }
    rows
}

fn lines(document: &Document, array: Option<&str>, extra: Option<&str>, all: bool) -> usize {
    let Some(array) = array else {
        return 1;
    };
    let given = document.at(array).as_array().map_or(0, Vec::len);
    let more = usize::from(
        extra == Some(array)
            || (given == 0 && (ONE_AT_LEAST.contains(&array) || (all && array != "/equipment"))),
    );
    given + more
}

/// Whether a value says nothing.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Consignment;
    use serde_json::json;

    fn pointers(values: &[(&str, Value)], all: bool) -> Vec<String> {
        let reference = Reference::built_in();
        let values: Vec<_> = values
            .iter()
            .map(|(at, value)| ((*at).to_owned(), value.clone()))
            .collect();
        let document = Document::of(Consignment::default())
            .with(&values, reference, chrono_tz::Asia::Shanghai)
            .unwrap();
        rows(&document, reference, all, None, &|_| false)
            .iter()
            .map(Row::pointer)
            .collect()
    }

    #[test]
    fn a_blank_form_has_a_line_of_goods_and_no_reefer_settings() {
        let blank = pointers(&[], false);
        assert!(blank.contains(&"/cargo/0/name_en".to_owned()));
        assert!(
            !blank
                .iter()
                .any(|at| at.contains("temperature") || at.contains("us_routing"))
        );
    }

    #[test]
    fn a_reefer_brings_its_settings_and_a_us_port_its_routing() {
        let rows = pointers(
            &[
                ("/equipment", json!([{"type": "40RH", "count": 1}])),
                ("/pod", json!("USLAX")),
            ],
            false,
        );
        for at in [
            "/equipment/0/temperature_c",
            "/equipment/0/ventilation",
            "/us_routing",
        ] {
            assert!(rows.contains(&at.to_owned()), "{at}");
        }
    }

    #[test]
    fn a_value_is_shown_even_where_its_field_is_not_asked_for() {
        let rows = pointers(&[("/customs/handbook", json!("C37123"))], false);
        assert!(rows.contains(&"/customs/handbook".to_owned()));
    }

    #[test]
    fn lines_stand_together() {
        let rows = pointers(
            &[("/cargo", json!([{"name_en": "A"}, {"name_en": "B"}]))],
            false,
        );
        let names: Vec<usize> = ["/cargo/0/name_en", "/cargo/0/gross_kg", "/cargo/1/name_en"]
            .iter()
            .map(|at| rows.iter().position(|row| row == at).unwrap())
            .collect();
        assert!(names.is_sorted(), "{names:?}");
    }
}
