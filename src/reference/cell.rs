//! What a cell of a table can hold, and what to write instead of what it does not.

use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::words::Word;
use crate::domain::{EquipmentType, Scac, Text, UnLocode};

/// The most letters of a cell that a reason gives back.
const SHOWN: usize = 40;

/// A value that a cell can hold.
pub trait Cell: Sized {
    /// The value that a text writes.
    fn of_text(text: &str) -> Option<Self>;

    /// Why another text is refused, without the text.
    fn wanted() -> Text;

    /// The value that a text writes, or why it writes none.
    fn read(text: &str) -> Result<Self, Text> {
        Self::of_text(text).ok_or_else(|| Self::wanted().with("text", shown(text)))
    }
}

/// As much of a text as a reason can give back.
pub(super) fn shown(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

/// The words of a closed set.
impl<T: Word> Cell for T {
    fn of_text(text: &str) -> Option<Self> {
        let mut words = T::WORDS.iter();
        words
            .find(|word| word.word().eq_ignore_ascii_case(text))
            .copied()
    }

    fn wanted() -> Text {
        let words: Vec<&str> = T::WORDS.iter().map(Word::word).collect();
        one_of(&words)
    }
}

/// Why a text is refused that is none of some words, without the text.
pub(super) fn one_of(words: &[&str]) -> Text {
    Text::of("table.none-of").with("words", words.join(", "))
}

macro_rules! cells {
    ($($type:ty => $wanted:literal),+ $(,)?) => {$(
        impl Cell for $type {
            fn of_text(text: &str) -> Option<Self> {
                <$type>::from_str(text).ok()
            }

            fn wanted() -> Text {
                Text::of($wanted)
            }
        }
    )+};
}

cells! {
    Decimal => "table.no-figure",
    usize => "table.no-whole-number",
    u32 => "table.no-whole-number",
    NaiveDate => "table.no-date",
    Scac => "table.no-scac",
    UnLocode => "table.no-locode",
    EquipmentType => "table.no-equipment",
}
