//! The carrier that a cell names.

use super::plain::{self, narrow};
use crate::domain::Scac;
use crate::reference::Reference;

/// A company's name without its legal form: `MAERSK A/S`, `HAPAG-LLOYD AG`.
fn without_form(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['.', ' ']);
    [
        " A/S",
        " AG",
        " S.A",
        " SA",
        " GMBH",
        " INC",
        " PTE LTD",
        " PTE. LTD",
        " CO., LTD",
        " CO.,LTD",
        " CO. LTD",
        " LTD",
        " LIMITED",
        " CORP",
        " CORPORATION",
        " GROUP",
        " B.V",
        " BV",
        " LLC",
    ]
    .iter()
    .find_map(|form| text.strip_suffix(form))
    .map(|name| name.trim_end_matches([',', ' ', '.']))
}

/// The carrier of a cell: a code or a name, in one script or both, with a note behind.
pub(super) fn carrier_named(text: &str, reference: &Reference) -> Option<Scac> {
    let find = |text: &str| {
        let named = |text: &str| reference.carrier(text).map(|carrier| carrier.scac.clone());
        named(text).or_else(|| named(without_form(text)?))
    };
    if let Some(scac) = find(text) {
        return Some(scac);
    }
    let (outside, notes) = plain::bracketed(text);
    let mut found: Vec<Scac> = Vec::new();
    let han: String = outside
        .chars()
        .filter(|letter| plain::is_han(*letter))
        .collect();
    let latin: String = outside
        .chars()
        .map(|letter| if plain::is_han(letter) { ' ' } else { letter })
        .collect();
    let mut parts: Vec<String> = vec![outside.clone(), han, narrow(&latin)];
    parts.extend(notes);
    parts.extend(outside.split(['/', ',', '+', '&', '、', '|']).map(narrow));
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if let Some(scac) = find(part)
            && !found.contains(&scac)
        {
            found.push(scac);
        }
    }
    match &found[..] {
        [one] => Some(one.clone()),
        _ => None,
    }
}
