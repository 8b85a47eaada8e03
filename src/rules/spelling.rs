//! How a party's text is spelt: in the carrier's letters, and as an address.

use super::wording::{is_han, narrow, words_of};
use crate::reference::PartyLines;

/// A text in the carrier's letters, where nothing but width, accents and dashes stands in the way.
pub(super) fn respell(text: &str) -> Option<String> {
    let mut respelt = String::with_capacity(text.len());
    for letter in text.chars().map(narrow) {
        match letter {
            letter if PartyLines::allows(letter) => respelt.push(letter),
            letter if letter.is_whitespace() => respelt.push(' '),
            '–' | '—' | '‐' | '‑' | '−' | '_' | '~' => respelt.push('-'),
            '‘' | '’' | '`' | '´' => respelt.push('\''),
            '“' | '”' => respelt.push('"'),
            '、' => respelt.push(','),
            '。' => respelt.push('.'),
            '【' | '[' | '{' => respelt.push('('),
            '】' | ']' | '}' => respelt.push(')'),
            '#' => respelt.push_str("NO."),
            '@' => respelt.push_str("(AT)"),
            '\\' | '|' => respelt.push('/'),
            '×' => respelt.push('X'),
            '°' | '℃' => respelt.push_str(" DEG "),
            letter if is_han(letter) => return None,
            letter => respelt.push_str(plain(letter)?),
        }
    }
    Some(respelt.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// An accented letter without its accent.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À'..='Å' | 'Ą' | 'Ă' | 'Ā' => "A",
        'à'..='å' | 'ą' | 'ă' | 'ā' => "a",
        'Ç' | 'Ć' | 'Č' => "C",
        'ç' | 'ć' | 'č' => "c",
        'È'..='Ë' | 'Ę' | 'Ě' | 'Ē' => "E",
        'è'..='ë' | 'ę' | 'ě' | 'ē' => "e",
        'Ì'..='Ï' | 'İ' => "I",
        'ì'..='ï' | 'ı' => "i",
        'Ł' => "L",
        'ł' => "l",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ñ' | 'ń' | 'ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ő' => "o",
        'Ř' => "R",
        'ř' => "r",
        'Ś' | 'Š' | 'Ş' | 'Ș' => "S",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'Ţ' | 'Ț' => "T",
        'ţ' | 'ț' => "t",
        'Ù'..='Ü' | 'Ű' | 'Ů' => "U",
        'ù'..='ü' | 'ű' | 'ů' => "u",
        'Ý' => "Y",
        'ý' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        'Ğ' => "G",
        'ğ' => "g",
        'ß' => "ss",
        'Æ' => "AE",
        'æ' => "ae",
        'Œ' => "OE",
        'œ' => "oe",
        _ => return None,
    })
}

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

/// Whether an address is a post-office box and no place: nothing else in it but a town with its
/// postcode, and a country.
pub(super) fn is_po_box_alone(address: &[&str]) -> bool {
    let words = words_of(&address.join(" ").replace(['.', ','], " "));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let rest = (0..words.len()).find_map(|start| {
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
    });
    rest.is_some_and(|rest| {
        !rest
            .iter()
            .any(|word| STREETS.contains(word) || is_house_number(word))
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
