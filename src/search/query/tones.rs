//! Pinyin with its tones in digits, as some write it: "lu4te4dan1", "lu4 te4 dan1".

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use crate::search::pinyin::syllables;

/// A text without the tones of its pinyin. One syllable with a digit may be a service or a voyage: at
/// least two in a row are pinyin.
pub fn without_tones(text: &str) -> Cow<'_, str> {
    let is_toned = |word: &str| {
        word.len() > 1
            && word.as_bytes()[0].is_ascii_alphabetic()
            && word.ends_with(|c: char| ('1'..='5').contains(&c))
    };
    if !text.split_whitespace().any(is_toned) {
        return Cow::Borrowed(text);
    }
    let words: Vec<(&str, Option<String>)> = text
        .split_inclusive(char::is_whitespace)
        .map(|word| (word, plain(word.trim_end())))
        .collect();
    let mut out = String::with_capacity(text.len());
    for run in words.chunk_by(|(_, a), (_, b)| a.is_some() == b.is_some()) {
        let tones = |(word, _): &(&str, _)| word.bytes().filter(u8::is_ascii_digit).count();
        let is_pinyin = run.iter().map(tones).sum::<usize>() > 1;
        for (word, plain) in run {
            match plain {
                Some(plain) if is_pinyin => {
                    out.push_str(plain);
                    out.push_str(&word[word.trim_end().len()..]);
                }
                _ => out.push_str(word),
            }
        }
    }
    Cow::Owned(out)
}

/// The syllables of a word that is made of syllables with tones.
fn plain(word: &str) -> Option<String> {
    let mut plain = String::with_capacity(word.len());
    let mut rest = word;
    while !rest.is_empty() {
        let tone = rest.find(|c: char| c.is_ascii_digit())?;
        let syllable = rest[..tone].to_ascii_lowercase();
        let known = syllable.is_ascii() && known().contains(syllable.as_str());
        if !known || !matches!(rest.as_bytes()[tone], b'1'..=b'5') {
            return None;
        }
        plain.push_str(&syllable);
        rest = &rest[tone + 1..];
    }
    (!plain.is_empty()).then_some(plain)
}

/// Every syllable of the language.
fn known() -> &'static HashSet<&'static str> {
    static KNOWN: OnceLock<HashSet<&'static str>> = OnceLock::new();
    KNOWN.get_or_init(|| ('\u{4E00}'..='\u{9FA5}').flat_map(syllables).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_go_where_two_syllables_have_one() {
        for (typed, read) in [
            ("lu4te4dan1", "lutedan"),
            ("lu4 te4 dan1 thu", "lu te dan thu"),
            ("msk shang4hai3", "msk shanghai"),
        ] {
            assert_eq!(without_tones(typed), read);
        }
    }

    #[test]
    fn voyages_services_and_boxes_keep_their_digits() {
        for typed in [
            "ae1 nyc",
            "wan hai 305",
            "fw650w",
            "pa2",
            "v1 046w",
            "e012",
            "lu9te4",
            "",
        ] {
            assert_eq!(without_tones(typed), typed);
        }
    }
}
