//! Two changes of the same consignment as one: field by field, and lists by line.
//!
//! What only one side changed is taken from that side. Where both changed the same field to
//! different things, ours stays in the document and the clash is told with what they wrote:
//! nothing of a colleague's is overwritten unknowingly.

use serde_json::{Map, Value};

use crate::domain::Pointer;

/// Two documents as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// With the changes of both.
    pub value: Value,
    /// Where both said something else.
    pub clashes: Vec<Clash>,
}

/// A field that both changed, differently. Ours stands in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// Where in the merged document.
    pub at: Pointer,
    /// What we wrote; null where we took it away.
    pub ours: Value,
    /// What they wrote; null where they took it away.
    pub theirs: Value,
}

/// Merges `ours` and `theirs`, both made of `base`.
pub fn merge(base: &Value, ours: &Value, theirs: &Value) -> Merged {
    let mut clashes = Vec::new();
    let value = of("", base, ours, theirs, &mut clashes);
    Merged { value, clashes }
}

fn of(at: &str, base: &Value, ours: &Value, theirs: &Value, clashes: &mut Vec<Clash>) -> Value {
    if ours == theirs || theirs == base {
        return ours.clone();
    }
    if ours == base {
        return theirs.clone();
    }
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let nothing = Map::new();
            members(
                at,
                base.as_object().unwrap_or(&nothing),
                ours,
                theirs,
                clashes,
            )
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            let base = base.as_array().map_or(&[][..], Vec::as_slice);
            lines(at, base, ours, theirs, clashes)
        }
        _ => {
            clashes.push(Clash {
                at: Pointer::new(at),
                ours: ours.clone(),
                theirs: theirs.clone(),
            });
            ours.clone()
        }
    }
}

fn members(
    at: &str,
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    clashes: &mut Vec<Clash>,
) -> Value {
    let mut merged = Map::new();
    let names = ours
        .keys()
        .chain(theirs.keys().filter(|name| !ours.contains_key(*name)));
    for name in names {
        let [base, ours, theirs] =
            [base, ours, theirs].map(|object| object.get(name).unwrap_or(&Value::Null));
        let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        merged.insert(name.clone(), of(&place, base, ours, theirs, clashes));
    }
    Value::Object(merged)
}

/// What became of the lines of a list on one side.
struct Edited<'a> {
    /// For each line of the base: what it is now; none where it was taken out.
    now: Vec<Option<&'a Value>>,
    /// New lines before each line of the base, and behind the last.
    new: Vec<Vec<&'a Value>>,
}

fn lines(
    at: &str,
    base: &[Value],
    ours: &[Value],
    theirs: &[Value],
    clashes: &mut Vec<Clash>,
) -> Value {
    let (our, their) = (edited(base, ours), edited(base, theirs));
    let mut merged: Vec<Value> = Vec::new();
    for line in 0..=base.len() {
        merged.extend(our.new[line].iter().map(|new| (*new).clone()));
        // The same line added by both is one line.
        let theirs_only = their.new[line]
            .iter()
            .filter(|new| !our.new[line].contains(new));
        merged.extend(theirs_only.map(|new| (*new).clone()));
        let Some(before) = base.get(line) else { break };
        let place = format!("{at}/{}", merged.len());
        match (our.now[line], their.now[line]) {
            (Some(ours), Some(theirs)) => merged.push(of(&place, before, ours, theirs, clashes)),
            (None, None) => {}
            // Taken out by one side, and left alone by the other.
            (Some(kept), None) | (None, Some(kept)) if kept == before => {}
            // Taken out by one and changed by the other: it stays until somebody decides.
            (kept, other) => {
                let value = |side: Option<&Value>| side.cloned().unwrap_or(Value::Null);
                clashes.push(Clash {
                    at: Pointer::new(&place),
                    ours: value(kept),
                    theirs: value(other),
                });
                merged.extend(kept.or(other).cloned());
            }
        }
    }
    Value::Array(merged)
}

/// How a list came out of its base: lines that are the same keep their place; between those, lines
/// are taken for changed one by one, and what is left over as added or taken out.
fn edited<'a>(base: &[Value], now: &'a [Value]) -> Edited<'a> {
    let mut edited = Edited {
        now: vec![None; base.len()],
        new: vec![Vec::new(); base.len() + 1],
    };
    let same = common(base, now);
    let (mut b, mut n) = (0, 0);
    for (to_b, to_n) in same.into_iter().chain([(base.len(), now.len())]) {
        while b < to_b && n < to_n {
            edited.now[b] = Some(&now[n]);
            (b, n) = (b + 1, n + 1);
        }
        edited.new[to_b].extend(&now[n..to_n]);
        if to_b < base.len() {
            edited.now[to_b] = Some(&now[to_n]);
        }
        (b, n) = (to_b + 1, to_n + 1);
    }
    edited
}

/// The longest run of lines that both lists have in the same order, as pairs of places.
fn common(one: &[Value], other: &[Value]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut longest = vec![0usize; (one.len() + 1) * width];
    for a in (0..one.len()).rev() {
        for b in (0..other.len()).rev() {
            longest[a * width + b] = if one[a] == other[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut a, mut b) = (0, 0);
    while a < one.len() && b < other.len() {
        if one[a] == other[b] {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn places(merged: &Merged) -> Vec<&str> {
        merged
            .clashes
            .iter()
            .map(|clash| clash.at.as_str())
            .collect()
    }

    #[test]
    fn different_fields_go_together() {
        let base = json!({"pol": "CNSHA", "pod": "NLRTM", "freight": {"terms": "prepaid"}});
        let ours = json!({"pol": "CNNGB", "pod": "NLRTM", "freight": {"terms": "prepaid"}});
        let theirs = json!({"pol": "CNSHA", "pod": "NLRTM", "freight": {"terms": "collect"}, "remarks": "x"});
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(
            merged.value,
            json!({"pol": "CNNGB", "pod": "NLRTM", "freight": {"terms": "collect"}, "remarks": "x"})
        );
        assert_eq!(merged.clashes, []);
    }

    #[test]
    fn the_same_field_changed_by_both_stays_ours_and_is_told() {
        let base = json!({"freight": {"terms": "prepaid", "payable_at": null}});
        let ours = json!({"freight": {"terms": "collect", "payable_at": "SHANGHAI"}});
        let theirs = json!({"freight": {"terms": "third-place", "payable_at": "SHANGHAI"}});
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.value, ours);
        assert_eq!(places(&merged), ["/freight/terms"]);
        assert_eq!(merged.clashes[0].theirs, "third-place");
    }

    #[test]
    fn lists_are_merged_by_line() {
        let base = json!([{"type": "40HQ", "count": 1}, {"type": "20GP", "count": 2}]);
        // We change the first line's count and add one; they change the second's and add another.
        let ours =
            json!([{"type": "40HQ", "count": 3}, {"type": "20GP", "count": 2}, {"type": "45HC"}]);
        let theirs =
            json!([{"type": "40HQ", "count": 1}, {"type": "20GP", "count": 5}, {"type": "40RH"}]);
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(
            merged.value,
            json!([{"type": "40HQ", "count": 3}, {"type": "20GP", "count": 5}, {"type": "45HC"}, {"type": "40RH"}])
        );
        assert_eq!(merged.clashes, []);
        // They take out a line that we left alone, and we change the other.
        let theirs = json!([{"type": "20GP", "count": 2}]);
        let ours = json!([{"type": "40HQ", "count": 1}, {"type": "20GP", "count": 9}]);
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.value, json!([{"type": "20GP", "count": 9}]));
        assert_eq!(merged.clashes, []);
        // They take out the line that we changed: it stays, and is told.
        let ours = json!([{"type": "40HQ", "count": 4}, {"type": "20GP", "count": 2}]);
        let merged = merge(&base, &ours, &json!([{"type": "20GP", "count": 2}]));
        assert_eq!(merged.value, ours);
        assert_eq!(places(&merged), ["/0"]);
    }

    #[test]
    fn the_same_line_added_by_both_is_one_line() {
        let merged = merge(
            &json!([]),
            &json!([{"code": "THC"}]),
            &json!([{"code": "THC"}, {"code": "DOC"}]),
        );
        assert_eq!(merged.value, json!([{"code": "THC"}, {"code": "DOC"}]));
    }

    fn a_document() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (0..4u8).prop_map(Value::from),
            "[a-c]{0,2}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map("[a-d]", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn who_changed_nothing_is_in_nobodys_way(base in a_document(), changed in a_document()) {
            let untouched = Vec::new();
            prop_assert_eq!(merge(&base, &changed, &base), Merged { value: changed.clone(), clashes: untouched.clone() });
            prop_assert_eq!(merge(&base, &base, &changed), Merged { value: changed.clone(), clashes: untouched.clone() });
            prop_assert_eq!(merge(&base, &changed, &changed), Merged { value: changed, clashes: untouched });
        }

        #[test]
        fn a_leaf_of_theirs_is_kept_or_told(base in a_document(), ours in a_document(), theirs in a_document()) {
            // Without a clash both sides come to the same, whoever comes first.
            let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
            prop_assert_eq!(one.clashes.is_empty(), other.clashes.is_empty());
        }
    }
}
