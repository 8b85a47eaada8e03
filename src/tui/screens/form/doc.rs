//! The form's document: a consignment as JSON, changed by patches, understood as files are.

use serde_json::{Map, Value, json};

use crate::domain::{Consignment, PatchStep};
use crate::json::{ShapeError, patch, read_consignment, write_consignment};
use crate::reference::Reference;

/// A consignment as JSON and as the desk understands it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The JSON, normalised.
    pub json: Value,
    /// What it means.
    pub consignment: Consignment,
}

impl Document {
    /// The document of a consignment.
    pub fn of(consignment: Consignment) -> Self {
        Self {
            json: write_consignment(&consignment),
            consignment,
        }
    }

    /// The value at a pointer; null where nothing stands.
    pub fn at(&self, pointer: &str) -> &Value {
        self.json.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// The document with values set at pointers, lines that are missing added.
    ///
    /// # Errors
    /// The first place where the result would not have a consignment's shape.
    pub fn with(
        &self,
        values: &[(String, Value)],
        reference: &Reference,
        zone: chrono_tz::Tz,
    ) -> Result<Self, ShapeError> {
        let mut json = self.json.clone();
        for (pointer, value) in values {
            make_way(&mut json, pointer);
            let steps = [PatchStep::Set(
                crate::domain::Pointer::new(pointer),
                value.to_string(),
            )];
            json = patch::apply(&json, &patch::of_steps(&steps)).map_err(|error| ShapeError {
                at: crate::domain::Pointer::new(pointer),
                message: error.to_string(),
            })?;
        }
        Self::read(&json, reference, zone)
    }

    /// A document from JSON.
    ///
    /// # Errors
    /// The first place that does not have a consignment's shape.
    pub fn read(
        json: &Value,
        reference: &Reference,
        zone: chrono_tz::Tz,
    ) -> Result<Self, ShapeError> {
        read_consignment(json, reference, zone)
            .map(Self::of)
            .map_err(|errors| {
                errors.into_iter().next().unwrap_or_else(|| ShapeError {
                    at: crate::domain::Pointer::new(""),
                    message: String::new(),
                })
            })
    }

    /// The patch that makes another document of this one: values of objects one by one, lists as a
    /// whole. None where they are the same.
    pub fn patch_to(&self, other: &Self) -> Option<Value> {
        let mut steps = Vec::new();
        differ("", &self.json, &other.json, &mut steps);
        (!steps.is_empty()).then(|| Value::Array(steps))
    }
}

/// Makes the objects and list lines that a pointer goes through.
fn make_way(json: &mut Value, pointer: &str) {
    let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
    let mut here = json;
    for (at, token) in tokens
        .iter()
        .enumerate()
        .take(tokens.len().saturating_sub(1))
    {
        let next_is_line = tokens[at + 1].bytes().all(|byte| byte.is_ascii_digit());
        here = match here {
            Value::Array(lines) => {
                let index = token.parse::<usize>().unwrap_or(lines.len()).min(999);
                while lines.len() <= index {
                    lines.push(json!({}));
                }
                &mut lines[index]
            }
            other => {
                if !other.is_object() {
                    *other = Value::Object(Map::new());
                }
                &mut other[*token]
            }
        };
        if next_is_line && !here.is_array() {
            *here = json!([]);
        } else if !next_is_line && !here.is_object() {
            *here = json!({});
        }
    }
}

fn differ(at: &str, from: &Value, to: &Value, steps: &mut Vec<Value>) {
    match (from, to) {
        _ if from == to => {}
        (Value::Object(before), Value::Object(after)) => {
            for (name, value) in after {
                let old = before.get(name).unwrap_or(&Value::Null);
                differ(&format!("{at}/{name}"), old, value, steps);
            }
        }
        _ => steps.push(json!({"op": "add", "path": at, "value": to})),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

    fn with(document: &Document, pointer: &str, value: Value) -> Document {
        document
            .with(&[(pointer.to_owned(), value)], Reference::built_in(), ZONE)
            .unwrap()
    }

    #[test]
    fn a_value_is_normalised_as_a_files_is() {
        let document = with(
            &Document::of(Consignment::default()),
            "/pod",
            json!("rotterdam"),
        );
        assert_eq!(document.at("/pod"), "NLRTM");
        let document = with(&document, "/cargo/0/gross_kg", json!("12.4t"));
        assert_eq!(document.at("/cargo/0/gross_kg"), "12400");
        assert_eq!(document.consignment.cargo.len(), 1);
    }

    #[test]
    fn the_patch_makes_the_one_of_the_other() {
        let before = with(
            &Document::of(Consignment::default()),
            "/cargo/0/name_en",
            json!("T-SHIRTS"),
        );
        let after = with(
            &with(&before, "/cargo/1/name_en", json!("SOCKS")),
            "/freight/terms",
            json!("prepaid"),
        );
        let patch = before.patch_to(&after).unwrap();
        assert_eq!(
            crate::json::patch::apply(&before.json, &patch).unwrap(),
            after.json
        );
        assert_eq!(before.patch_to(&before), None);
    }

    #[test]
    fn what_has_another_shape_is_refused() {
        let document = Document::of(Consignment::default());
        let wrong = document.with(
            &[("/source".to_owned(), json!("friend"))],
            Reference::built_in(),
            ZONE,
        );
        assert_eq!(wrong.unwrap_err().at.as_str(), "/source");
    }
}
