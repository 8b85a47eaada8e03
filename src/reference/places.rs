//! What stands around a place's name: its country, its state, the word "port"; and what a misspelt
//! name was likely meant to be.

use std::collections::HashMap;

use super::countries::{COUNTRIES, lines};
use super::port::Port;
use super::text::key;

/// States and provinces of the countries whose places are written with them. Source: ISO 3166-2.
const REGIONS: &str = include_str!("tables/regions.csv");

/// Words that say nothing but that a place is a place.
const FILLERS: &[&str] = &[
    "PORT",
    "PORTOF",
    "SEAPORT",
    "HARBOUR",
    "HARBOR",
    "CITY",
    "THE",
    "OF",
    "港",
    "港口",
    "市",
    "海港",
    "省",
    "州",
    "TERMINAL",
    "码头",
    "BASEPORT",
    "MAINPORT",
    "CFS",
    "CY",
    "PT",
    "ANY",
    "RAMP",
    "RAIL",
    "ICD",
    "DOOR",
    "DRYPORT",
    "PORTAREA",
    "CONTAINERTERMINAL",
    "GREATER",
    "AREA",
];

/// Whether a word is a postcode of a country: digits, or the halves of Canada's and Britain's.
fn is_postcode(word: &str, country: &str) -> bool {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let shape: Vec<bool> = word.bytes().map(|byte| byte.is_ascii_digit()).collect();
    match country {
        "US" => digits && matches!(word.len(), 4 | 5 | 9),
        "CA" | "GB" => {
            word.is_ascii()
                && matches!(word.len(), 3..=7)
                && shape.contains(&true)
                && shape.contains(&false)
        }
        _ => digits && matches!(word.len(), 4..=6),
    }
}

/// The longest name, in words, that is looked for.
pub(super) const LONGEST: usize = 24;

/// Words that may stand beside a place's name when they agree with it.
#[derive(Debug, Clone)]
pub(super) struct Qualifiers {
    countries: HashMap<String, &'static str>,
    regions: HashMap<String, Vec<(&'static str, &'static str)>>,
}

impl Qualifiers {
    pub(super) fn built_in() -> Self {
        let mut countries = HashMap::new();
        for line in lines(COUNTRIES) {
            let mut cells = line.split([',', '|']);
            if let Some(code) = cells.next() {
                countries.insert(code.to_owned(), code);
                for name in cells {
                    countries.insert(key(name), code);
                }
            }
        }
        let mut regions: HashMap<String, Vec<_>> = HashMap::new();
        for line in lines(REGIONS) {
            let mut cells = line.split([',', '|']);
            if let (Some(country), Some(region)) = (cells.next(), cells.next()) {
                for name in std::iter::once(region).chain(cells) {
                    regions
                        .entry(key(name))
                        .or_default()
                        .push((country, region));
                }
            }
        }
        countries.retain(|name, _| !name.is_empty());
        Self { countries, regions }
    }

    /// The ports that the words name when all of them are taken: each stretch of words is a name
    /// of the port, its country, its state, or a filler.
    pub(super) fn named<'a>(
        &self,
        words: &[String],
        owns: &dyn Fn(&str, usize) -> bool,
        owners: &dyn Fn(&str) -> &'a [(usize, u8)],
        ports: &[Port],
    ) -> Vec<usize> {
        if words.is_empty() || words.len() > LONGEST {
            return Vec::new();
        }
        // Every stretch of words, written together, once.
        let mut stretches = vec![Vec::new(); words.len()];
        let mut candidates: Vec<usize> = Vec::new();
        for (start, ends) in stretches.iter_mut().enumerate() {
            let mut text = String::new();
            for word in &words[start..] {
                text.push_str(word);
                candidates.extend(owners(&text).iter().map(|&(place, _)| place));
                ends.push(text.clone());
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
            .retain(|&place| self.covers(&stretches, &ports[place], &|name| owns(name, place)));
        candidates
    }

    /// Whether the words are nothing but names of one port and what agrees with it.
    fn covers(&self, stretches: &[Vec<String>], port: &Port, owned: &dyn Fn(&str) -> bool) -> bool {
        // reach[i]: the first i words can be taken; named[i]: with the port's name among them.
        let count = stretches.len();
        let mut reach = vec![false; count + 1];
        let mut named = vec![false; count + 1];
        reach[0] = true;
        for start in 0..count {
            if !reach[start] {
                continue;
            }
            for (length, text) in stretches[start].iter().enumerate() {
                let end = start + length + 1;
                if owned(text) {
                    reach[end] = true;
                    named[end] = true;
                } else if self.agrees(text, port) {
                    reach[end] = true;
                    named[end] |= named[start];
                }
            }
        }
        named[count]
    }

    /// Whether a text that no table has ends in a state of the United States, with a city before it and
    /// perhaps a postcode and the country behind: MELBOURNE, FL 32901, USA. A state whose letters are a
    /// country's as well (DE, IN, CA) says so only with one of these, or where the ship goes there.
    pub(super) fn names_us_state(&self, words: &[String], bound_there: bool) -> bool {
        let mut rest = words;
        let mut said = false;
        while let Some((last, front)) = rest.split_last() {
            let country = self.countries.get(last.as_str()) == Some(&"US") && last != "US";
            if !(country || last == "US" || is_postcode(last, "US") && last.len() != 4) {
                break;
            }
            said = true;
            rest = front;
        }
        (1..=3).any(|length| {
            let Some(city) = rest.len().checked_sub(length).filter(|city| *city > 0) else {
                return false;
            };
            let state = rest[city..].concat();
            let is_state = self
                .regions
                .get(&state)
                .is_some_and(|regions| regions.iter().any(|&(country, _)| country == "US"));
            let is_country = self.countries.contains_key(&state);
            is_state && (said || bound_there || !is_country)
        })
    }

    pub(super) fn agrees(&self, text: &str, port: &Port) -> bool {
        FILLERS.contains(&text)
            || is_postcode(text, &port.country)
            || self.countries.get(text).is_some_and(|&code| {
                code == port.country
                    || (code == "CN" && matches!(&*port.country, "HK" | "MO" | "TW"))
            })
            || self.regions.get(text).is_some_and(|regions| {
                regions.iter().any(|&(country, region)| {
                    country == port.country && Some(region) == port.region.as_deref()
                })
            })
    }
}

/// The ports whose names are most like a text, likeliest first.
pub(super) fn nearest<'p>(text: &str, ports: &'p [Port], limit: usize) -> Vec<&'p Port> {
    let wanted = key(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<(f64, &Port)> = ports
        .iter()
        .filter_map(|port| {
            let score = port
                .terms()
                .map(|term| likeness(&wanted, &key(term)))
                .fold(0.0, f64::max);
            (score > 0.72).then_some((score, port))
        })
        .collect();
    scored.sort_by(|left, right| {
        right
            .0
            .total_cmp(&left.0)
            .then(left.1.name.cmp(&right.1.name))
    });
    scored
        .into_iter()
        .take(limit)
        .map(|(_, port)| port)
        .collect()
}

/// How alike two names are, from 0 to 1: few letters wrong, or one begins the other.
fn likeness(wanted: &str, name: &str) -> f64 {
    let (short, long) = if wanted.len() <= name.len() {
        (wanted, name)
    } else {
        (name, wanted)
    };
    let letters = strsim::normalized_damerau_levenshtein(wanted, name);
    let enough = if short.is_ascii() { 4 } else { 6 };
    if short.len() >= enough && long.contains(short) {
        letters.max(0.85)
    } else {
        letters
    }
}
