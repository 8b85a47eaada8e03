//! A text's letters and digits without blanks, and where its words begin.

use super::fold::{fold_char, is_word};

/// Folded letters and digits run together, with the starts of words.
///
/// "CMA CGM A. LINCOLN" is `cmacgmalincoln` with starts 0, 3, 6, 7; so a piece that runs over a
/// blank ("cmacgm") or begins inside ("lincoln") is a plain prefix at one of the starts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The letters, folded.
    pub text: Box<str>,
    /// Byte offsets at which words begin, ascending.
    pub starts: Box<[u16]>,
    /// One bit for each letter or digit that occurs, for quick refusals.
    pub mask: u64,
}

impl Letters {
    /// Of a text as written: blanks, punctuation, and a change of script part words.
    pub fn of(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        let mut starts = Vec::new();
        let mut inside = false;
        let mut han = false;
        for c in text.chars().map(fold_char) {
            if !is_word(c) {
                // An apostrophe ("PEOPLE'S") does not part a word.
                inside = inside && c == '\'';
                continue;
            }
            let now_han = super::fold::is_han(c);
            if !inside || now_han != han {
                starts.push(u16::try_from(out.len()).unwrap_or(u16::MAX));
            }
            inside = true;
            han = now_han;
            out.push(c);
        }
        Self::from_parts(out, starts)
    }

    /// Of words already folded, such as a reading's syllables.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut out = String::new();
        let mut starts = Vec::new();
        for word in words {
            starts.push(u16::try_from(out.len()).unwrap_or(u16::MAX));
            out.push_str(word);
        }
        Self::from_parts(out, starts)
    }

    fn from_parts(text: String, starts: Vec<u16>) -> Self {
        let mask = mask(&text);
        Self {
            text: text.into(),
            starts: starts.into(),
            mask,
        }
    }

    /// The words one after the other.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.starts.len()).map(|i| self.word(i))
    }

    /// The `i`th word.
    pub fn word(&self, i: usize) -> &str {
        &self.text[usize::from(self.starts[i])..self.end(i)]
    }

    /// Where the `i`th word ends.
    pub fn end(&self, i: usize) -> usize {
        self.starts
            .get(i + 1)
            .map_or(self.text.len(), |next| usize::from(*next))
    }

    /// Whether a word, or the text, ends at this offset.
    pub fn is_boundary(&self, at: usize) -> bool {
        at == self.text.len() || self.starts.iter().any(|s| usize::from(*s) == at)
    }

    /// The first letter of each word.
    pub fn initials(&self) -> impl Iterator<Item = char> + '_ {
        self.words().filter_map(|word| word.chars().next())
    }
}

/// One bit for each letter and digit; everything else shares the last bit.
pub fn mask(text: &str) -> u64 {
    text.bytes().fold(0, |mask, b| {
        mask | 1
            << match b {
                b'a'..=b'z' => b - b'a',
                b'0'..=b'9' => b - b'0' + 26,
                _ => 63,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_as_starts() {
        let letters = Letters::of("CMA CGM A. LINCOLN");
        assert_eq!(&*letters.text, "cmacgmalincoln");
        assert_eq!(
            letters.words().collect::<Vec<_>>(),
            ["cma", "cgm", "a", "lincoln"]
        );
        assert_eq!(letters.initials().collect::<String>(), "ccal");
    }

    #[test]
    fn scripts_part_words() {
        assert_eq!(
            Letters::of("雅加达UTC1").words().collect::<Vec<_>>(),
            ["雅加达", "utc1"]
        );
    }
}
