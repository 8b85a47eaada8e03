//! Vessels' spelling settled against those known; look-alikes told.

use std::collections::{HashMap, HashSet};

/// The vessels whose spelling is settled.
#[derive(Debug, Clone, Default)]
pub struct KnownVessels {
    names: HashSet<String>,
    /// By the name without blanks and signs.
    by_letters: HashMap<String, String>,
    /// By the name with look-alike letters made one.
    by_looks: HashMap<String, String>,
    /// By the name with any one letter left out.
    by_omission: HashMap<u64, Vec<String>>,
}

/// Vessels of one file that are remembered for look-alikes.
const REMEMBERED: usize = 10_000;

impl KnownVessels {
    /// From the names that the schedule has.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known = Self::default();
        for name in names {
            known.learn(name);
        }
        known
    }

    /// Whether a name is known as it is.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn learn(&mut self, name: &str) {
        if self.names.len() >= REMEMBERED || !self.names.insert(name.to_owned()) {
            return;
        }
        let letters = letters(name);
        for key in omissions(&letters) {
            self.by_omission
                .entry(key)
                .or_default()
                .push(name.to_owned());
        }
        self.by_looks
            .entry(looks(&letters))
            .or_insert_with(|| name.to_owned());
        self.by_letters
            .entry(letters)
            .or_insert_with(|| name.to_owned());
    }

    /// The settled spelling of a name, and the known vessel that it looks like where it is none. The
    /// name is known from then on.
    pub(in crate::schedule) fn settle(&mut self, name: &str) -> (String, Option<String>) {
        if self.names.contains(name) {
            return (name.to_owned(), None);
        }
        let letters = letters(name);
        if let Some(known) = self.by_letters.get(&letters) {
            return (known.clone(), None);
        }
        let like = self.looks_like(name);
        self.learn(name);
        (name.to_owned(), like)
    }

    fn looks_like(&self, name: &str) -> Option<String> {
        let letters = letters(name);
        if letters.chars().count() < 5 {
            return None;
        }
        if let Some(known) = self.by_looks.get(&looks(&letters))
            && !differ_by_a_short_word(name, known)
        {
            return Some(known.clone());
        }
        if letters.chars().count() < 8 {
            return None;
        }
        omissions(&letters)
            .filter_map(|key| self.by_omission.get(&key))
            .flatten()
            .find(|known| one_letter_apart(name, known))
            .cloned()
    }
}

/// A name's letters and digits.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// A name with letters that look alike made one: O and 0, I, l and 1.
fn looks(letters: &str) -> String {
    letters
        .chars()
        .map(|letter| match letter {
            'O' | 'Q' => '0',
            'I' | 'L' | '|' => '1',
            'S' => '5',
            'B' => '8',
            'Z' => '2',
            other => other,
        })
        .collect()
}

fn omissions(letters: &str) -> impl Iterator<Item = u64> + '_ {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let skip_none = std::iter::once(None);
    skip_none
        .chain(letters.char_indices().map(Some))
        .map(move |skipped| {
            let mut hasher = DefaultHasher::new();
            match skipped {
                None => letters.hash(&mut hasher),
                Some((at, letter)) => {
                    format!("{}{}", &letters[..at], &letters[at + letter.len_utf8()..])
                        .hash(&mut hasher);
                }
            }
            hasher.finish()
        })
}

/// Whether two names are the same but for a word of a letter or two: sisters, `YM` and `YN` of one
/// line.
fn differ_by_a_short_word(one: &str, other: &str) -> bool {
    let differ: Vec<(&str, &str)> = one
        .split(' ')
        .zip(other.split(' '))
        .filter(|(one, other)| one != other)
        .collect();
    one.split(' ').count() == other.split(' ').count()
        && matches!(differ[..], [(one, other)] if one.chars().count().max(other.chars().count()) <= 2)
}

/// Whether two names differ by one letter. Sisters that differ by their number, or by a word of a
/// letter or two, are two vessels.
fn one_letter_apart(one: &str, other: &str) -> bool {
    if strsim::osa_distance(&letters(one), &letters(other)) != 1 {
        return false;
    }
    if differ_by_a_short_word(one, other) {
        return false;
    }
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    digits(one) == digits(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_blanks_are_settled_and_look_alikes_told() {
        let mut known =
            KnownVessels::new(["COSCO SHIPPING UNIVERSE", "EVER GOLDEN", "XIN OU ZHOU 1"]);
        assert_eq!(
            known.settle("COSCOSHIPPING UNIVERSE"),
            ("COSCO SHIPPING UNIVERSE".to_owned(), None)
        );
        assert_eq!(
            known.settle("C0SCO SHIPPING UNIVERSE").1.as_deref(),
            Some("COSCO SHIPPING UNIVERSE")
        );
        assert_eq!(
            known.settle("EVER GOLDIN").1.as_deref(),
            Some("EVER GOLDEN")
        );
        assert_eq!(known.settle("XIN OU ZHOU 2").1, None);
    }
}
