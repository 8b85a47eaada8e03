//! Addresses that are a post-office box and no place.

use super::wording::words_of;
use crate::reference::{Reference, is_country_name};

/// What makes an address more than a box: a street, a building.
const STREETS: &[&str] = &[
    "STREET",
    "ST",
    "STR",
    "ROAD",
    "RD",
    "AVENUE",
    "AVE",
    "LANE",
    "LN",
    "DRIVE",
    "DR",
    "BUILDING",
    "BLDG",
    "TOWER",
    "FLOOR",
    "FL",
    "FLR",
    "ROOM",
    "RM",
    "SUITE",
    "STE",
    "UNIT",
    "BLOCK",
    "BLK",
    "PLOT",
    "WAREHOUSE",
    "SHOP",
    "OFFICE",
    "HIGHWAY",
    "HWY",
    "BOULEVARD",
    "BLVD",
    "WAY",
    "ZONE",
    "INDUSTRIAL",
    "AREA",
    "PARK",
    "STRASSE",
    "STRAAT",
    "WEG",
    "RUE",
    "VIA",
    "CALLE",
    "JALAN",
    "JL",
    "SQUARE",
    "PLAZA",
    "CENTRE",
    "CENTER",
    "ESTATE",
    "QUAY",
    "DOCK",
    "HOUSE",
    "DISTRICT",
];

/// Parts of countries that stand behind a town in an address; shorter ones go by their letters.
const PROVINCES: &[&str] = &[
    "ONTARIO",
    "QUEBEC",
    "BRITISH COLUMBIA",
    "ALBERTA",
    "MANITOBA",
    "NOVA SCOTIA",
    "NEW SOUTH WALES",
    "VICTORIA",
    "QUEENSLAND",
    "WESTERN AUSTRALIA",
    "SOUTH AUSTRALIA",
    "CALIFORNIA",
    "TEXAS",
    "FLORIDA",
    "GEORGIA",
    "WASHINGTON",
    "NEW JERSEY",
    "NEW YORK",
    "ILLINOIS",
    "OHIO",
    "PENNSYLVANIA",
    "GAUTENG",
    "KWAZULU NATAL",
    "WESTERN CAPE",
    "EASTERN CAPE",
    "JALISCO",
    "NUEVO LEON",
    "MAHARASHTRA",
    "GUJARAT",
    "TAMIL NADU",
    "SELANGOR",
    "PENANG",
    "JOHOR",
    "PUNJAB",
    "SINDH",
];

/// Whether an address is a post-office box and no place: nothing else in it but a town with its
/// postcode, and a country. A quarter of the town is a place: P.O. BOX 61444, DEIRA, DUBAI.
pub(super) fn is_po_box_alone(address: &[&str], reference: &Reference) -> bool {
    let address = address.join(", ").replace('.', " ");
    let words = words_of(&address);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some(rest) = without_box(&words) else {
        return false;
    };
    let has_street = rest
        .iter()
        .any(|word| STREETS.contains(word) || is_house_number(word));
    let places: usize = address
        .split([',', ';', '/', '\n'])
        .map(|part| places_in(part, reference))
        .sum();
    !has_street && places < 2
}

/// How many places a part of an address names: a town, a quarter, or both (DEIRA DUBAI); none where it
/// is a country, a part of one, or a box.
fn places_in(part: &str, reference: &Reference) -> usize {
    let words = words_of(part);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut words = without_box(&words).unwrap_or(words);
    words.retain(|word| !word.bytes().any(|byte| byte.is_ascii_digit()));
    // JEDDAH SAUDI ARABIA
    let country = (0..words.len()).find(|&at| is_country_name(&words[at..].concat()));
    words.truncate(country.unwrap_or(words.len()));
    let text = words.join(" ");
    if words.iter().all(|word| word.len() < 4) || PROVINCES.contains(&text.as_str()) {
        return 0;
    }
    let is_town = |words: &[&str]| reference.port(&words.join(" ")).is_some();
    let holds_both = !is_town(&words) && (1..words.len()).any(|at| is_town(&words[at..]));
    if holds_both { 2 } else { 1 }
}

/// The words of an address without a post-office box and its number; none where it has no box.
fn without_box<'w>(words: &[&'w str]) -> Option<Vec<&'w str>> {
    (0..words.len()).find_map(|start| {
        let after = match words[start..] {
            ["POBOX" | "POB", ..] => start + 1,
            ["PO" | "POSTAL" | "POST", "BOX", ..] => start + 2,
            ["P", "O", "BOX", ..] | ["POST", "OFFICE", "BOX", ..] => start + 3,
            // As they are called abroad. BP is somebody's name too, so its number stands behind it.
            ["APARTADO" | "CAIXA", "POSTAL", ..]
            | ["BOITE" | "BOÎTE", "POSTALE", ..]
            | ["GPO", "BOX", ..] => start + 2,
            ["POSTFACH" | "POSTBUS" | "CASILLA" | "APARTADO", ..] => start + 1,
            ["BP", number, ..] if is_number(number) => start + 1,
            ["B", "P", number, ..] if is_number(number) => start + 2,
            _ => return None,
        };
        // The box's own number, NO. before it included.
        let number = words[after..]
            .iter()
            .take_while(|word| {
                matches!(**word, "NO" | "NUMBER") || word.bytes().any(|b| b.is_ascii_digit())
            })
            .take(2)
            .count();
        let mut rest = words[..start].to_vec();
        rest.extend(&words[after + number..]);
        Some(rest)
    })
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number that is no postcode: those have five digits or more, and houses fewer.
fn is_house_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_postcode = digits >= 5
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    digits > 0 && !is_postcode
}
