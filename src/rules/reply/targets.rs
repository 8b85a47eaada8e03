//! The fields that are asked for, and the sailing that is offered for one.

use serde_json::Value;

use super::sought::Sought;
use crate::domain::{Finding, PatchStep, Pointer};
use crate::rules::wording::{is_han, words_of};

/// The fields that a value of what is asked for changes.
pub(super) fn targets_of(sought: &Sought) -> Vec<Pointer> {
    match sought {
        Sought::Values(values) => values
            .changes
            .iter()
            .flatten()
            .filter_map(|step| match step {
                PatchStep::Set(at, _) => Some(at.clone()),
                PatchStep::Insert(..) | PatchStep::Remove(_) => None,
            })
            .collect(),
        Sought::Figure(at, _)
        | Sought::Place(at)
        | Sought::Dangerous(at, _)
        | Sought::Handbook(at)
        | Sought::Transit(at) => vec![at.clone()],
        Sought::Mass(line) => vec![Pointer::new(format!("{line}/vgm"))],
        Sought::Texts(fields) => fields.clone(),
        Sought::Carrier { .. } => vec![Pointer::new("/carrier_designated")],
        Sought::Sailing => vec![Pointer::new("/sailing")],
        Sought::Equipment => vec![Pointer::new("/equipment")],
        Sought::Included => vec![Pointer::new("/freight/all_in")],
        Sought::Again(fields) => fields.iter().flat_map(targets_of).collect(),
    }
}

/// The sailing that is named whole, by vessel and voyage.
pub(super) fn sailing_named(text: &str, finding: &Finding) -> Option<Vec<PatchStep>> {
    let spaced: String = text
        .chars()
        .map(|letter| if is_han(letter) { ' ' } else { letter })
        .collect();
    let text = words_of(&spaced);
    let mut named = finding.fixes.iter().filter(|fix| {
        fix.patch.iter().any(|step| match step {
            PatchStep::Set(_, value) => serde_json::from_str::<Value>(value).is_ok_and(|value| {
                ["vessel", "voyage"].iter().all(|name| {
                    let words = value.get(*name).and_then(Value::as_str).map(words_of);
                    words.is_some_and(|words| {
                        words
                            .iter()
                            .filter(|word| *word != "V")
                            .all(|word| text.contains(word))
                    })
                })
            }),
            PatchStep::Insert(..) | PatchStep::Remove(_) => false,
        })
    });
    match (named.next(), named.next()) {
        (Some(only), None) => Some(only.patch.clone()),
        _ => None,
    }
}
