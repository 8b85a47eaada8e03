//! How Chinese text is read aloud: every reading, since 厦门 is Xiamen and not Shamen.

use super::fold::{fold_char, is_han, is_word};
use super::letters::Letters;
use pinyin::ToPinyinMulti;

/// More readings than these of one text are rare and no longer told apart.
const MOST: usize = 12;

/// Every reading of the text, syllables as words; Latin letters stay as they are.
///
/// Empty when there is nothing Chinese in it.
pub fn readings(text: &str) -> Vec<Letters> {
    if !super::fold::has_han(text) {
        return Vec::new();
    }
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    let mut open = false;
    for c in text.chars().map(fold_char) {
        if is_han(c) {
            open = false;
            let sounds = syllables(c);
            if sounds.is_empty() {
                continue;
            }
            let room = (MOST / all.len()).max(1);
            all = all
                .iter()
                .flat_map(|so_far| {
                    sounds.iter().take(room).map(move |s| {
                        let mut longer = so_far.clone();
                        longer.push((*s).to_owned());
                        longer
                    })
                })
                .collect();
        } else if is_word(c) {
            for reading in &mut all {
                match reading.last_mut() {
                    Some(word) if open => word.push(c),
                    _ => reading.push(c.to_string()),
                }
            }
            open = true;
        } else {
            open = false;
        }
    }
    let mut out: Vec<Letters> = all
        .iter()
        .map(|words| Letters::of_words(words.iter().map(String::as_str)))
        .collect();
    out.dedup();
    out
}

/// The distinct readings of one character without tones, the commonest first.
pub fn syllables(c: char) -> Vec<&'static str> {
    let mut out: Vec<&'static str> = Vec::new();
    if let Some(multi) = c.to_pinyin_multi() {
        for sound in multi {
            let plain = plain_u(sound.plain());
            if !out.contains(&plain) {
                out.push(plain);
            }
        }
    }
    out
}

/// 绿 is typed "lv" on a keyboard; the crate writes "lü" or "lu" by feature. Both end as "lv".
fn plain_u(sound: &'static str) -> &'static str {
    match sound {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        readings(text).iter().map(|l| l.text.to_string()).collect()
    }

    #[test]
    fn all_readings_are_kept() {
        assert!(all("厦门").contains(&"xiamen".to_owned()));
        assert!(all("长荣").contains(&"changrong".to_owned()));
        assert!(all("重庆").contains(&"chongqing".to_owned()));
    }

    #[test]
    fn latin_text_has_no_reading() {
        assert!(all("HAMBURG").is_empty());
    }

    #[test]
    fn a_text_of_many_readings_stays_bounded() {
        assert!(readings("长重行乐长重行乐长重行乐").len() <= MOST);
    }
}
