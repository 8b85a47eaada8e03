//! How a name is compared: narrow, without accents, upper case, simplified characters, cut into words.
//!
//! Two texts are one name when their words, written without blanks, are the same. Nothing here
//! guesses: no sound-alikes, no distances.

use crate::domain::han::simplified;

/// A text's words: runs of Latin letters and digits, and every other letter (a Chinese character)
/// by itself. Accents are taken off, full-width letters narrowed, an apostrophe is no break.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        match plain(letter) {
            Plain::Letters(letters) => word.push_str(letters),
            Plain::Letter(letter) => word.push(letter),
            Plain::Nothing => {}
            Plain::Break => end(&mut word, &mut words),
            Plain::Alone(letter) => {
                end(&mut word, &mut words);
                words.push(letter.to_string());
            }
        }
    }
    end(&mut word, &mut words);
    words
}

/// A text's words written without blanks: the key that tables are looked up by.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for letter in text.chars() {
        match plain(letter) {
            Plain::Letters(letters) => key.push_str(letters),
            Plain::Letter(letter) | Plain::Alone(letter) => key.push(letter),
            Plain::Nothing | Plain::Break => {}
        }
    }
    key
}

/// Whether a letter stands by itself as a word: a Chinese character.
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '〇')
}

fn end(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// What a letter is to a name.
enum Plain {
    /// A Latin letter or digit, upper case.
    Letter(char),
    /// A letter that is written as two.
    Letters(&'static str),
    /// A letter that is a word by itself.
    Alone(char),
    /// Left out without a break: apostrophes, combining accents.
    Nothing,
    /// Ends a word.
    Break,
}

fn plain(letter: char) -> Plain {
    match letter {
        'a'..='z' => Plain::Letter(letter.to_ascii_uppercase()),
        'A'..='Z' | '0'..='9' => Plain::Letter(letter),
        '！'..='～' => match char::from_u32(letter as u32 - 0xFEE0) {
            Some(narrow) => plain(narrow),
            None => Plain::Break,
        },
        '\''
        | '’'
        | '‘'
        | '`'
        | '´'
        | '\u{300}'..='\u{36F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{FEFF}' => Plain::Nothing,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => accented(letter),
        other if other.is_alphabetic() => Plain::Alone(simplified(other)),
        _ => Plain::Break,
    }
}

/// An accented letter without its accent, as ports' names have them.
fn accented(letter: char) -> Plain {
    Plain::Letter(match letter {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' => 'A',
        'Ç' | 'ç' | 'Ć'..='č' => 'C',
        'Ď'..='đ' | 'Ð' | 'ð' => 'D',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' => 'E',
        'Ĝ'..='ģ' => 'G',
        'Ĥ'..='ħ' => 'H',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ỉ'..='ị' => 'I',
        'Ĵ' | 'ĵ' => 'J',
        'Ķ'..='ĸ' => 'K',
        'Ĺ'..='ł' => 'L',
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => 'N',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'O',
        'Ŕ'..='ř' => 'R',
        'Ś'..='š' | 'Ș' | 'ș' => 'S',
        'Ţ'..='ŧ' | 'Ț' | 'ț' => 'T',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ǔ'..='ǜ' | 'Ụ'..='ự' => 'U',
        'Ŵ' | 'ŵ' => 'W',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => 'Y',
        'Ź'..='ž' => 'Z',
        'ß' => return Plain::Letters("SS"),
        'Æ' | 'æ' => return Plain::Letters("AE"),
        'Œ' | 'œ' => return Plain::Letters("OE"),
        'Þ' | 'þ' => return Plain::Letters("TH"),
        '×' | '÷' => return Plain::Break,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_accents_case_width_and_stops() {
        for (left, right) in [
            ("São Paulo", "SAO PAULO"),
            ("İstanbul", "istanbul"),
            ("Gdańsk", "GDANSK"),
            ("ＳＨＡＮＧＨＡＩ", "Shanghai"),
            ("ST. PETERSBURG", "St Petersburg"),
            ("40'HQ", "40HQ"),
            ("MANILA (NORTH)", "Manila-North"),
            ("Haydarpaşa", "HAYDARPASA"),
        ] {
            assert_eq!(key(left), key(right));
        }
    }

    #[test]
    fn a_chinese_character_is_a_word_and_latin_ones_stay_whole() {
        assert_eq!(
            words("雅加达UTC2码头"),
            ["雅", "加", "达", "UTC2", "码", "头"]
        );
        assert_eq!(words("  Los-Angeles,CA "), ["LOS", "ANGELES", "CA"]);
        assert!(words("——。, ").is_empty());
    }
}
