//! Patches of a consignment, and the difference between two.
//!
//! A patch is a JSON text: an array is RFC 6902, an object RFC 7396.

use serde_json::{Map, Value, json};

use crate::domain::job::FieldChange;
use crate::domain::{PatchStep, Pointer};

/// A patch that cannot be understood or does not fit the consignment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatchError {
    /// No JSON, or neither an array nor an object.
    #[error("the patch is neither a JSON array (RFC 6902) nor an object (RFC 7396): {0}")]
    Unreadable(String),
    /// An operation that does not fit.
    #[error("the patch does not fit the consignment: {0}")]
    Unfit(String),
}

/// The consignment's JSON with a patch applied.
pub fn apply(consignment: &Value, patch: &Value) -> Result<Value, PatchError> {
    let mut patched = consignment.clone();
    match patch {
        Value::Array(_) => {
            let operations: json_patch::Patch = serde_json::from_value(patch.clone())
                .map_err(|error| PatchError::Unreadable(error.to_string()))?;
            json_patch::patch(&mut patched, &operations)
                .map_err(|error| PatchError::Unfit(error.to_string()))?;
        }
        Value::Object(_) => json_patch::merge(&mut patched, patch),
        other => return Err(PatchError::Unreadable(super::shape::kind_of(other))),
    }
    Ok(patched)
}

/// Steps as an RFC 6902 patch. Setting a member of an object is `add`, which replaces what is
/// there; setting an element of an array is `replace`.
pub fn of_steps(steps: &[PatchStep]) -> Value {
    let value_of =
        |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|_| Value::from(text));
    steps
        .iter()
        .map(|step| match step {
            PatchStep::Set(at, value) => {
                let element = at.as_str().rsplit('/').next().is_some_and(|token| {
                    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
                });
                let op = if element { "replace" } else { "add" };
                json!({"op": op, "path": at.as_str(), "value": value_of(value)})
            }
            PatchStep::Insert(at, value) => {
                json!({"op": "add", "path": at.as_str(), "value": value_of(value)})
            }
            PatchStep::Remove(at) => json!({"op": "remove", "path": at.as_str()}),
        })
        .collect()
}

/// The fields that differ, in the order of the form: leaves one by one, lists by line.
pub fn difference(from: &Value, to: &Value) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    walk("", from, to, &mut changes);
    changes
}

/// The lists that had lines and have more now.
pub fn grown(from: &Value, to: &Value) -> Vec<Pointer> {
    let mut lists = Vec::new();
    each_grown("", from, to, &mut lists);
    lists
}

fn each_grown(at: &str, from: &Value, to: &Value, lists: &mut Vec<Pointer>) {
    match (from, to) {
        (Value::Object(from), Value::Object(to)) => {
            for (name, before) in from {
                if let Some(after) = to.get(name) {
                    each_grown(&member(at, name), before, after, lists);
                }
            }
        }
        (Value::Array(from), Value::Array(to)) => {
            let said = |lines: &[Value]| lines.iter().filter(|line| !is_blank(line)).count();
            if said(from) > 0 && said(to) > said(from) {
                lists.push(Pointer::new(at));
            }
            for (index, (before, after)) in from.iter().zip(to).enumerate() {
                each_grown(&format!("{at}/{index}"), before, after, lists);
            }
        }
        _ => {}
    }
}

/// The pointer of an object's member.
fn member(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn walk(at: &str, from: &Value, to: &Value, changes: &mut Vec<FieldChange>) {
    if from == to {
        return;
    }
    match (from, to) {
        (Value::Object(from), Value::Object(to)) => {
            let names = from
                .keys()
                .chain(to.keys().filter(|name| !from.contains_key(*name)));
            for name in names {
                walk(
                    &member(at, name),
                    from.get(name).unwrap_or(&Value::Null),
                    to.get(name).unwrap_or(&Value::Null),
                    changes,
                );
            }
        }
        (Value::Array(from), Value::Array(to)) if !from.is_empty() && !to.is_empty() => {
            for index in 0..from.len().max(to.len()) {
                walk(
                    &format!("{at}/{index}"),
                    from.get(index).unwrap_or(&Value::Null),
                    to.get(index).unwrap_or(&Value::Null),
                    changes,
                );
            }
        }
        (Value::Object(_), Value::Null) => walk(at, from, &Value::Object(Map::new()), changes),
        (Value::Null, Value::Object(_)) => walk(at, &Value::Object(Map::new()), to, changes),
        _ => {
            let text = |value: &Value| is_said(at, value).then(|| value.to_string());
            let (from, to) = (text(from), text(to));
            if from != to {
                changes.push(FieldChange {
                    field: Pointer::new(at),
                    from,
                    to,
                });
            }
        }
    }
}

/// Makes changes again that were made to an earlier state: fields that others changed meanwhile are
/// not overwritten but told, as they are now.
///
/// # Errors
/// The changes of others: what each field held, and what it holds now.
pub fn again(consignment: &Value, changes: &[FieldChange]) -> Result<Value, Vec<FieldChange>> {
    let now_at = |field: &Pointer| {
        let at = field.as_str();
        consignment.pointer(at).filter(|value| is_said(at, value))
    };
    let meanwhile: Vec<FieldChange> = changes
        .iter()
        .filter_map(|change| {
            let now = now_at(&change.field);
            let is = |text: &Option<String>| now == parsed(text.as_deref()).as_ref();
            // The same change by another is no clash, but in a list it may be another line's.
            let in_list = change
                .field
                .tokens()
                .any(|token| token.parse::<usize>().is_ok());
            (!is(&change.from) && (in_list || !is(&change.to))).then(|| FieldChange {
                field: change.field.clone(),
                from: change.from.clone(),
                to: now.map(Value::to_string),
            })
        })
        .collect();
    if !meanwhile.is_empty() {
        return Err(meanwhile);
    }
    let mut changed = consignment.clone();
    for change in changes {
        let to = parsed(change.to.as_deref()).unwrap_or(Value::Null);
        set_at(&mut changed, &change.field, to);
    }
    drop_emptied(consignment, &mut changed);
    Ok(changed)
}

/// A value as a change keeps it.
fn parsed(text: Option<&str>) -> Option<Value> {
    serde_json::from_str(text?).ok()
}

/// Takes the lines out of lists that said something before and say nothing now.
fn drop_emptied(before: &Value, after: &mut Value) {
    match after {
        Value::Array(lines) => {
            let mut place = 0;
            lines.retain_mut(|line| {
                let was = before.get(place).unwrap_or(&Value::Null);
                place += 1;
                drop_emptied(was, line);
                !is_blank(line) || (is_blank(was) && before.get(place - 1).is_some())
            });
        }
        Value::Object(members) => {
            for (name, member) in members {
                drop_emptied(before.get(name).unwrap_or(&Value::Null), member);
            }
        }
        _ => {}
    }
}

/// Takes a change back: the field holds again what it held before. What the change added to a list
/// stays as a blank, so that the places of the others hold.
pub fn put_back(consignment: &mut Value, change: &FieldChange) {
    let before = parsed(change.from.as_deref()).unwrap_or(Value::Null);
    set_at(consignment, &change.field, before);
}

/// Sets a field; what is missing on the way to it comes to be.
fn set_at(consignment: &mut Value, field: &Pointer, value: Value) {
    let mut at = consignment;
    for step in field.as_str().split('/').skip(1) {
        at = match (step.parse::<usize>(), at) {
            (Ok(index), Value::Array(items)) => {
                while items.len() <= index {
                    items.push(Value::Null);
                }
                &mut items[index]
            }
            (_, Value::Object(members)) => members.entry(step).or_insert(Value::Null),
            (_, blank) => {
                *blank = Value::Object(Map::new());
                match blank {
                    Value::Object(members) => members.entry(step).or_insert(Value::Null),
                    _ => return,
                }
            }
        };
    }
    *at = value;
}

/// Whether a field is answered: a credit that requires nothing is an answer, too.
fn is_said(at: &str, value: &Value) -> bool {
    !is_blank(value) || at == "/documents/lc_requires" && value.is_array()
}

/// Whether a value says nothing: null, an empty list, an object of such.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_blank),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_that_requires_nothing_is_an_answer() {
        let of = |document: Value| difference(&json!({}), &document);
        assert_eq!(of(json!({"documents": {"lc_requires": []}})).len(), 1);
        assert_eq!(of(json!({"documents": {"bl_clauses": []}})).len(), 0);
    }

    #[test]
    fn an_object_merges_and_an_array_operates() {
        let before = json!({"pol": "CNSHA", "pod": null});
        let merged = apply(&before, &json!({"pod": "NLRTM", "pol": null})).unwrap();
        assert_eq!(merged, json!({"pod": "NLRTM"}));
        let operated = apply(
            &before,
            &json!([{"op": "replace", "path": "/pod", "value": "NLRTM"}]),
        )
        .unwrap();
        assert_eq!(operated["pod"], "NLRTM");
    }

    #[test]
    fn an_operation_that_does_not_fit_says_so() {
        let error = apply(&json!({}), &json!([{"op": "remove", "path": "/pod"}])).unwrap_err();
        assert!(matches!(error, PatchError::Unfit(_)), "{error}");
        assert!(matches!(
            apply(&json!({}), &json!(3)),
            Err(PatchError::Unreadable(_))
        ));
    }

    #[test]
    fn changes_are_made_again_unless_somebody_else_changed_the_same() {
        let base = json!({"cargo": [{"n": "A"}, {"n": "B"}, {"n": "C"}], "boxes": [{"count": 1, "vgm": null}], "pod": "NLRTM"});
        let without_c = json!({"cargo": [{"n": "A"}, {"n": "B"}], "boxes": [{"count": 1, "vgm": null}], "pod": "NLRTM"});
        let removal = difference(&base, &without_c);
        assert_eq!(again(&base, &removal).unwrap(), without_c);
        let vgm = json!({"cargo": [{"n": "A"}, {"n": "B"}, {"n": "C"}], "boxes": [{"count": 1, "vgm": 9}], "pod": "NLRTM"});
        let two = difference(
            &base,
            &json!({"cargo": [{"n": "A"}, {"n": "B"}, {"n": "C"}], "boxes": [{"count": 2, "vgm": null}], "pod": "NLRTM"}),
        );
        assert_eq!(
            again(&vgm, &two).unwrap()["boxes"],
            json!([{"count": 2, "vgm": 9}])
        );
        let more = json!({"cargo": [{"n": "A"}, {"n": "B"}, {"n": "C"}, {"n": "D"}]});
        assert_eq!(
            again(&more, &removal).unwrap(),
            json!({"cargo": [{"n": "A"}, {"n": "B"}, {"n": "D"}]})
        );
        // A line that stands elsewhere now, and a count that somebody else set.
        let shifted = json!({"cargo": [{"n": "B"}, {"n": "C"}], "boxes": [{"count": 3}]});
        let found = again(&shifted, &removal).unwrap_err();
        assert_eq!(found[0].field.as_str(), "/cargo/2/n");
        assert_eq!(
            again(&shifted, &two).unwrap_err()[0].to.as_deref(),
            Some("3")
        );
    }

    #[test]
    fn a_list_has_grown_where_it_had_lines_and_has_more() {
        let from = json!({"a": [{"x": 1, "in": [1]}], "b": [], "c": [null], "d": {"e": [1, 2]}});
        let to = json!({"a": [{"x": 2, "in": [1, 2]}], "b": [1], "c": [3], "d": {"e": [1, 2, 3]}});
        let lists: Vec<_> = grown(&from, &to).iter().map(ToString::to_string).collect();
        assert_eq!(lists, ["/a/0/in", "/d/e"]);
        assert!(grown(&to, &from).is_empty());
    }

    #[test]
    fn the_difference_names_leaves_and_lines() {
        let from = json!({"a": {"b": 1, "c": null}, "lines": [{"x": 1}, {"x": 2}], "same": true});
        let to = json!({"a": {"b": 2, "c": []}, "lines": [{"x": 1}], "same": true});
        let changed: Vec<_> = difference(&from, &to)
            .into_iter()
            .map(|change| (change.field.to_string(), change.from, change.to))
            .collect();
        assert_eq!(
            changed,
            [
                ("/a/b".into(), Some("1".into()), Some("2".into())),
                ("/lines/1/x".into(), Some("2".into()), None),
            ]
        );
    }
}
