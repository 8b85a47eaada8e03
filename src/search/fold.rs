//! Text as it is compared: half-width, lower-case, without accents, simplified characters.
//!
//! Every character folds to exactly one, so that places in the folded text are places in the
//! original and can be shown there.

use crate::domain::han::simplified;

/// One character, folded.
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => narrow(c),
        '\u{3000}' | '\u{a0}' | '、' | '。' | '·' => ' ',
        '〜' | '—' | '–' | '−' | '‐' | '‑' | '―' => '-',
        '⇒' | '➔' | '➜' | '►' | '»' => '→',
        '〇' => '零',
        _ => unaccented(simplified(c)),
    }
}

/// The whole text, folded character by character.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// Whether the character belongs to a word: letters and digits of any script.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether the character is written without blanks between words.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether there is any such character in the text.
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

fn narrow(c: char) -> char {
    // The full-width forms lie in ASCII's order, 0xFEE0 above it.
    char::from_u32(c as u32 - 0xfee0).map_or(c, |half| half.to_ascii_lowercase())
}

fn unaccented(c: char) -> char {
    let lower = c.to_lowercase().next().unwrap_or(c);
    match lower {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'æ' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' | 'œ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_case_and_accents_fold_to_the_same_text() {
        assert_eq!(fold("ＣＯＳＣＯ　１１／２８"), "cosco 11/28");
        assert_eq!(fold("MSC GÜLSÜN"), "msc gulsun");
        assert_eq!(fold("長榮 鹽田"), "长荣 盐田");
    }

    #[test]
    fn folding_keeps_every_place() {
        let odd = "İstanbul ß ŒUVRE 𠮷 é́";
        assert_eq!(fold(odd).chars().count(), odd.chars().count());
    }
}
