//! Voyages, always written `V.XXX` (clause C5.4).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A voyage number without its `V.`, upper case: `046W`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Voyage(String);

/// A text that is no voyage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no voyage: give its number, with or without V., as 046W")]
pub struct BadVoyage(String);

impl Voyage {
    /// The number alone, as `046W`.
    pub fn number(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Voyage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("V.{}", self.0))
    }
}

impl FromStr for Voyage {
    type Err = BadVoyage;

    /// Takes `046W`, `V.046W`, `V046W`, `v. 046w`, `VOY 046W` and `VOY.NO. 046W`. A number holds at
    /// least one digit and otherwise letters, digits, `-` and `/`. A `V` directly before a digit is
    /// the mark, not a part of the number.
    fn from_str(text: &str) -> Result<Self, BadVoyage> {
        let bad = || BadVoyage(text.to_owned());
        let upper: String = text
            .chars()
            .map(|letter| match letter {
                '！'..='～' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
                other => other,
            })
            .filter(|letter| !letter.is_whitespace())
            .collect::<String>()
            .to_ascii_uppercase();
        let upper = upper.trim_end_matches('航').trim_end_matches("航次");
        let mut rest = upper;
        for mark in ["VOYAGE", "VOY", "V"] {
            if let Some(after) = rest.strip_prefix(mark) {
                let is_mark = after.starts_with(|next: char| {
                    next.is_ascii_digit() || matches!(next, '.' | ':' | '#')
                }) || after.starts_with("NO");
                if mark == "V" && !is_mark {
                    break;
                }
                let after = after.strip_prefix('.').unwrap_or(after);
                let after = after.strip_prefix("NO").unwrap_or(after);
                rest = after.trim_start_matches(['.', ':', '#']);
                break;
            }
        }
        let fits = !rest.is_empty()
            && rest.len() <= 17
            && rest.bytes().any(|byte| byte.is_ascii_digit())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/'));
        if fits {
            Ok(Self(rest.to_owned()))
        } else {
            Err(bad())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_voyage_is_one_voyage() {
        for text in [
            "046W",
            "V.046W",
            "v046w",
            "V. 046W",
            "VOY.046W",
            "Voy No. 046W",
            "０４６Ｗ",
        ] {
            assert_eq!(
                text.parse::<Voyage>().unwrap().to_string(),
                "V.046W",
                "{text}"
            );
        }
    }

    #[test]
    fn a_v_before_a_letter_is_a_part_of_the_number() {
        assert_eq!("VE012W".parse::<Voyage>().unwrap().number(), "VE012W");
    }

    #[test]
    fn what_has_no_digit_or_strange_signs_is_no_voyage() {
        for text in ["", "V.", "TBA", "046 W*", "COSCO"] {
            assert!(text.parse::<Voyage>().is_err(), "{text}");
        }
    }
}
