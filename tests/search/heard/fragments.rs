//! Pieces of a sailing as people remember them, each with what it then means.

use super::days;
use super::tables::{Called, Tables};
use super::wish::Wish;
use crate::random::Random;
use chrono::NaiveDate;
use shipdesk::domain::Sailing;

/// A sailing in somebody's mind.
pub struct Mind<'a> {
    pub sailing: &'a Sailing,
    pub tables: &'a Tables,
    pub today: NaiveDate,
    pub wish: Wish,
}

/// Which of a thing's names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    English,
    /// The front of its English name.
    Front,
    Chinese,
    Pinyin,
    Short,
    Locode,
}

/// Which end of the way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Pol,
    Pod,
}

fn word_starts(name: &str, front: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(front)
        || name
            .match_indices(' ')
            .any(|(at, _)| name[at + 1..].starts_with(front))
}

impl Mind<'_> {
    pub fn port(&mut self, end: End, how: How, random: &mut Random) -> Option<String> {
        let code = match end {
            End::Pol => self.sailing.pol.as_str(),
            End::Pod => self.sailing.pod.as_str(),
        };
        let called = self.tables.ports.iter().find(|p| p.code == code)?;
        let (text, codes) = name_of(called, &self.tables.ports, how, random)?;
        match end {
            End::Pol => self.wish.pols = codes,
            End::Pod => self.wish.pods = codes,
        }
        Some(text)
    }

    pub fn carrier(&mut self, how: How, random: &mut Random) -> Option<String> {
        let code = self.sailing.carrier.as_str();
        let called = self.tables.carriers.iter().find(|p| p.code == code)?;
        let (text, codes) = name_of(called, &self.tables.carriers, how, random)?;
        self.wish.carriers = codes;
        Some(text)
    }

    /// The whole name, or without the line's word in front.
    pub fn vessel(&mut self, random: &mut Random) -> String {
        let name = self.sailing.vessel.to_lowercase();
        let words: Vec<&str> = split(&name);
        let from =
            usize::from(words.len() > 1 && random.chance(30) && words[words.len() - 1].len() >= 4);
        self.wish.vessel = words[from..].iter().map(|w| (*w).to_owned()).collect();
        if from == 0 {
            name.clone()
        } else {
            words[from..].join(" ")
        }
    }

    /// Its words, the last ones shortened: "ever giv", "cosco univ", "berl exp".
    pub fn vessel_pieces(&mut self, random: &mut Random) -> Option<Vec<String>> {
        let name = self.sailing.vessel.to_lowercase();
        let words = split(&name);
        let cut = |word: &str, least: usize, random: &mut Random| -> String {
            let len = (least + random.below(3)).min(word.len());
            word.chars().take(len).collect()
        };
        let last = *words.last()?;
        let mut pieces = Vec::new();
        if words.len() > 1 {
            let first = words[0];
            pieces.push(if random.chance(60) {
                first.to_owned()
            } else {
                cut(first, 2, random)
            });
            if words.len() > 2 && random.chance(35) {
                pieces.push(cut(words[1], 1, random));
            }
        } else if last.len() < 5 {
            return None;
        }
        pieces.push(cut(last, if words.len() > 1 { 3 } else { 4 }, random));
        self.wish.vessel.clone_from(&pieces);
        Some(pieces)
    }

    pub fn voyage(&mut self, random: &mut Random) -> String {
        let number = self.sailing.voyage.number().to_lowercase();
        let bare: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
        let digits: String = number
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .to_owned();
        let text = match random.below(9) {
            0 => format!("V.{number}"),
            1 => format!("v{number}"),
            2 => bare.trim_start_matches('0').to_owned(),
            3 if digits.len() >= 3 => digits,
            4 => format!("voy {number}"),
            5 if bare.len() > 5 => bare[bare.len() - 4..].to_owned(),
            6 if bare.len() <= 5 && number.ends_with(|c: char| c.is_ascii_alphabetic()) => {
                let (n, letter) = number.split_at(number.len() - 1);
                format!("{n} {letter}")
            }
            7 => format!("v.{}", number.trim_start_matches('0')),
            _ => number,
        };
        let typed = text.strip_prefix("voy ").unwrap_or(&text);
        self.wish.voyage = typed.replace(' ', "");
        text
    }

    /// The last digits of the voyage.
    pub fn tail(&mut self, random: &mut Random) -> Option<String> {
        let number = self.sailing.voyage.number().to_lowercase();
        let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let count = digits.bytes().rev().take_while(u8::is_ascii_digit).count();
        if count < 2 {
            return None;
        }
        let take = 2 + random.below(count.min(3) - 1);
        let tail = digits[digits.len() - take.min(count)..].to_owned();
        self.wish.voyage.clone_from(&tail);
        Some(tail)
    }

    pub fn date(&mut self, random: &mut Random, chinese: bool) -> String {
        let (text, span) = days::written(self.sailing.etd, self.today, random, chinese);
        self.wish.etd = vec![span];
        text
    }

    /// A region or country of the port of discharge.
    pub fn group(&mut self, random: &mut Random, chinese: Option<bool>) -> Option<String> {
        let code = self.sailing.pod.as_str();
        let fits = |names: &Vec<&str>, members: &Vec<&str>| {
            members.iter().any(|m| code.starts_with(m))
                && chinese.is_none_or(|zh| names.iter().any(|n| n.is_ascii() != zh))
        };
        let groups: Vec<_> = self
            .tables
            .groups
            .iter()
            .filter(|(n, m)| fits(n, m))
            .collect();
        if groups.is_empty() {
            return None;
        }
        let (names, members) = random.pick(&groups);
        let names: Vec<&str> = names
            .iter()
            .copied()
            .filter(|n| chinese.is_none_or(|zh| n.is_ascii() != zh))
            .collect();
        self.wish.pods = members.iter().map(|m| (*m).to_owned()).collect();
        Some((*random.pick(&names)).to_owned())
    }
}

pub fn split(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect()
}

/// One of the names, and the codes of all that bear it.
fn name_of(
    one: &Called,
    all: &[Called],
    how: How,
    random: &mut Random,
) -> Option<(String, Vec<String>)> {
    let of = |test: &dyn Fn(&Called) -> bool| {
        all.iter()
            .filter(|c| test(c))
            .map(|c| c.code.to_owned())
            .collect()
    };
    match how {
        How::English => {
            let name = pick(&one.english, random)?;
            Some((
                name.to_owned(),
                of(&|c| c.english.contains(&name) || c.short.contains(&name)),
            ))
        }
        How::Chinese => {
            let name = pick(&one.chinese, random)?;
            Some((name.to_owned(), of(&|c| c.chinese.contains(&name))))
        }
        How::Short => {
            let name = pick(&one.short, random)?;
            Some((
                name.to_owned(),
                of(&|c| c.short.contains(&name) || c.english.contains(&name)),
            ))
        }
        How::Locode => Some((one.code.to_lowercase(), vec![one.code.to_owned()])),
        How::Front => {
            let name = pick(&one.english, random)?;
            if name.len() < 6 {
                return None;
            }
            let front = name[..4 + random.below(name.len() - 5)]
                .trim_end()
                .to_owned();
            Some((
                front.clone(),
                of(&|c| c.english.iter().any(|n| word_starts(n, &front))),
            ))
        }
        How::Pinyin => {
            if one.syllables.len() < 2 {
                return None;
            }
            let initials = |c: &Called| {
                c.syllables
                    .iter()
                    .filter_map(|s| s.chars().next())
                    .collect::<String>()
            };
            match random.below(4) {
                0 if one.syllables.len() >= 3 => {
                    let text = initials(one);
                    Some((
                        text.clone(),
                        of(&|c| initials(c) == text || c.short.contains(&text.as_str())),
                    ))
                }
                1 if one.syllables.len() >= 3 => {
                    let text = one.syllables[..2].concat();
                    Some((
                        text.clone(),
                        of(&|c| c.syllables.concat().starts_with(&text)),
                    ))
                }
                _ => {
                    let text = one.syllables.concat();
                    Some((text.clone(), of(&|c| c.syllables.concat() == text)))
                }
            }
        }
    }
}

fn pick<'a>(names: &[&'a str], random: &mut Random) -> Option<&'a str> {
    (!names.is_empty()).then(|| *random.pick(names))
}
