//! How a party's text is spelt in the carrier's letters.

use super::wording::{is_han, narrow};
use crate::reference::PartyLines;

/// A text in the carrier's letters, where nothing but width, accents and dashes stands in the way.
pub(super) fn respell(text: &str) -> Option<String> {
    let mut respelt = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().map(narrow).collect();
    for (place, &letter) in letters.iter().enumerate() {
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
            '#' | '№' => respelt.push_str("NO."),
            '±' => respelt.push_str("+/-"),
            '≤' => respelt.push_str("<="),
            '≥' => respelt.push_str(">="),
            'Ø' | 'ø' | '⌀' | 'Φ' | 'φ' if stands_before_a_figure(&letters, place) => {
                respelt.push_str("DIA ");
            }
            'ß' if is_in_capitals(&letters, place) => respelt.push_str("SS"),
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

/// Whether a sign is a diameter's: Ø50, ø 12.5 MM, but no street's or quarter's letter.
fn stands_before_a_figure(letters: &[char], place: usize) -> bool {
    let begins = place
        .checked_sub(1)
        .is_none_or(|before| !letters[before].is_alphabetic());
    let rest = &letters[place + 1..];
    let rest = rest.strip_prefix(&[' ']).unwrap_or(rest);
    begins && rest.first().is_some_and(char::is_ascii_digit)
}

/// Whether a letter's word is written in capitals: `GROßHANDEL`, not Straße.
fn is_in_capitals(letters: &[char], place: usize) -> bool {
    let before = letters[..place].iter().rev();
    let behind = letters[place + 1..].iter();
    let word: Vec<&char> = before
        .take_while(|letter| letter.is_alphabetic())
        .chain(behind.take_while(|letter| letter.is_alphabetic()))
        .collect();
    !word.is_empty()
        && !word
            .iter()
            .any(|letter| letter.is_lowercase() && **letter != 'ß')
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

#[cfg(test)]
mod tests {
    use super::respell;

    #[test]
    fn a_text_is_written_in_letters_that_say_the_same() {
        for (text, respelt) in [
            ("MÜLLER GROßHANDEL GMBH", "MULLER GROSSHANDEL GMBH"),
            (
                "Müller Großhandel, Hauptstraße 5",
                "Muller Grosshandel, Hauptstrasse 5",
            ),
            ("STEEL PIPE Ø50", "STEEL PIPE DIA 50"),
            ("STEEL PIPE ø 12.5 MM", "STEEL PIPE DIA 12.5 MM"),
            ("ROD Φ8", "ROD DIA 8"),
            ("ØSTERBROGADE 5, KØBENHAVN Ø", "OSTERBROGADE 5, KOBENHAVN O"),
            ("TIØ5", "TIO5"),
            ("221 № 5", "221 NO. 5"),
            ("±2%", "+/-2%"),
            ("≤10 KG", "<=10 KG"),
        ] {
            assert_eq!(respell(text).as_deref(), Some(respelt), "{text}");
        }
        assert_eq!(respell("宁波路 5"), None);
    }
}
