//! What ships are called in Chinese: few schedules say it, and many clerks type it.

use super::{PlaceName, rows};
use std::collections::HashMap;

/// Words and ships with their Chinese names. See the file for its source.
const SHIPS: &str = include_str!("ships.csv");

/// How lines name their ships.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ships {
    whole: HashMap<String, Vec<String>>,
    words: HashMap<String, Vec<String>>,
    lines: Vec<Line>,
    /// The last letters of a port's code, by its name.
    codes: HashMap<String, String>,
}

/// A line's word in its ships' names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    english: String,
    chinese: String,
    english_in_front: bool,
    chinese_in_front: bool,
}

impl Ships {
    /// Of the table.
    pub(super) fn new() -> Self {
        let mut ships = Self::default();
        for (kind, rest) in rows(SHIPS) {
            let Some((english, chinese)) = rest.split_once(',') else {
                continue;
            };
            let names = || chinese.split('|').map(str::to_owned);
            match kind {
                "whole" => ships
                    .whole
                    .entry(english.to_owned())
                    .or_default()
                    .extend(names()),
                "word" => ships
                    .words
                    .entry(english.to_owned())
                    .or_default()
                    .extend(names()),
                _ => ships.lines.push(Line {
                    english: english.to_owned(),
                    chinese: chinese.to_owned(),
                    english_in_front: kind == "front",
                    chinese_in_front: kind != "back",
                }),
            }
        }
        ships
    }

    /// Ships are named for ports: by their names, and by the syllables of Chinese ones.
    pub(super) fn place(&mut self, place: &PlaceName) {
        if super::is_locode(&place.code) {
            let code = place.code[2..].to_owned();
            self.codes.insert(squeezed(&place.name), code);
        }
        if place.name_zh.is_empty() {
            return;
        }
        let names = std::iter::once(&place.name).chain(&place.aliases);
        for name in names.filter(|name| name.is_ascii()) {
            let known = self.words.entry(squeezed(name)).or_default();
            if !known.contains(&place.name_zh) {
                known.push(place.name_zh.clone());
            }
        }
    }

    /// The Chinese names of a ship; none where nothing is known.
    pub(super) fn chinese(&self, vessel: &str) -> Vec<String> {
        let vessel = vessel.to_uppercase();
        let mut all = self.whole.get(&vessel).cloned().unwrap_or_default();
        for line in &self.lines {
            let Some(rest) = line.rest(&vessel) else {
                continue;
            };
            // WAN HAI 501 is 万海501.
            let itself = rest
                .starts_with(|c: char| c.is_ascii_digit())
                .then(|| vec![rest.to_owned()]);
            let words = self
                .words
                .get(rest)
                .or_else(|| self.words.get(&squeezed(rest)));
            for word in itself.iter().chain(words).flatten() {
                let name = if line.chinese_in_front {
                    format!("{}{word}", line.chinese)
                } else {
                    format!("{word}{}", line.chinese)
                };
                if !all.contains(&name) {
                    all.push(name);
                }
            }
        }
        all
    }

    /// The ship's name with its port's code in it: OOCL HKG, HKG EXPRESS.
    pub(super) fn coded(&self, vessel: &str) -> Vec<String> {
        let vessel = vessel.to_uppercase();
        let of_line = |line: &Line| {
            let code = self.codes.get(&squeezed(line.rest(&vessel)?))?;
            Some(if line.english_in_front {
                vec![format!("{} {code}", line.english)]
            } else {
                // The word behind is as often cut short: HKG EXP.
                let word = &line.english;
                let short = word.get(..3).unwrap_or(word);
                vec![format!("{code} {word}"), format!("{code} {short}")]
            })
        };
        self.lines.iter().find_map(of_line).unwrap_or_default()
    }
}

impl Line {
    /// What of a ship's name is its own.
    fn rest<'a>(&self, vessel: &'a str) -> Option<&'a str> {
        if self.english_in_front {
            vessel.strip_prefix(&self.english)?.strip_prefix(' ')
        } else {
            vessel.strip_suffix(&self.english)?.strip_suffix(' ')
        }
    }
}

/// Without blanks: XIN DA LIAN is named for DALIAN.
fn squeezed(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ships_named_for_ports_and_words_have_their_chinese_names() {
        let mut ships = Ships::new();
        for (name, name_zh) in [
            ("DALIAN", "大连"),
            ("BERLIN", "柏林"),
            ("HONG KONG", "香港"),
        ] {
            ships.place(&PlaceName {
                name: name.into(),
                name_zh: name_zh.into(),
                ..PlaceName::default()
            });
        }
        for (vessel, chinese) in [
            ("COSCO SHIPPING UNIVERSE", "中远海运宇宙"),
            ("XIN DA LIAN", "新大连"),
            ("OOCL HONG KONG", "东方香港"),
            ("BERLIN EXPRESS", "柏林快航"),
            ("EVER GIVEN", "长赐"),
            ("WAN HAI 501", "万海501"),
        ] {
            assert!(
                ships.chinese(vessel).iter().any(|zh| zh == chinese),
                "{vessel}"
            );
        }
        assert_eq!(ships.chinese("MANOA"), [""; 0]);
    }
}
