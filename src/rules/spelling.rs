//! How a party's text is spelt in the carrier's letters.

use super::wording::{is_han, narrow};
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
