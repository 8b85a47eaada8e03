//! The port table: which port a text names. Source: see `tables/ports.csv`.

use std::collections::HashMap;

use crate::domain::{PortCode, Text, UnLocode};

use super::countries::is_country_name;
use super::places::{LONGEST, Qualifiers, nearest};
use super::port::Port;
use super::table::{Layout, Rows, TableError};
use super::text::{key, words as words_of};

/// The port table.
#[derive(Debug, Clone)]
pub struct Ports {
    all: Vec<Port>,
    by_key: HashMap<String, Owners>,
    qualifiers: Qualifiers,
}

/// The ports that a name belongs to, each with how well it is theirs: a port's own code or name
/// comes before an alias of another; a name that several own as well is nobody's.
type Owners = Vec<(usize, u8)>;

/// How well a name is a port's: a place's own code, down to its name without what tells it from
/// its namesake (`PORTLAND` of `PORTLAND, ME`).
const BARE: u8 = 5;

/// Three letters that mean something else, or another place, to who writes them: Goa is in India.
const OTHER_WORDS: &[&str] = &[
    "GOA", "CAN", "BAR", "SEA", "ANY", "TBA", "TBC", "TBD", "TBN", "CIF", "FOB", "CFR", "DDP",
    "DDU", "EXW", "FCA", "FCL", "LCL", "NIL", "THC", "OCF", "USD", "CNY", "MAR", "PER", "SAN",
    "PAN",
];

/// Rank of a harbour written with its city.
const HARBOUR: u8 = 4;

pub(super) const LAYOUT: Layout = Layout {
    name: "ports",
    built_in: include_str!("tables/ports.csv"),
    columns: &[
        "code",
        "unlocode_port",
        "name_en",
        "name_zh",
        "trade_lane",
        "us_coast",
        "region",
        "zone",
        "aliases",
        "pinyin",
        "country",
    ],
    needed: &["code", "name_en", "zone"],
    key: &["code", "name_en"],
};

impl Ports {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let all = rows.read_each(Port::read)?;
        let mut errors = Vec::new();
        let mut codes: HashMap<&str, usize> = HashMap::new();
        let mut names: HashMap<String, usize> = HashMap::new();
        for ((place, port), row) in all.iter().enumerate().zip(rows.iter()) {
            if let Some(first) = codes.insert(port.code.as_str(), place) {
                let first = &all[first].name;
                errors.push(
                    row.bad(
                        "code",
                        Text::of("table.names-another")
                            .with("text", &port.code)
                            .with("first", first),
                    ),
                );
            } else if let Some(first) = names.insert(key(&port.name), place) {
                // Which of the two a form means, nobody could say. Chinese names may be two ports'.
                let reason = Text::of("table.names-another")
                    .with("text", &port.name)
                    .with("first", &all[first].code);
                errors.push(row.bad("name_en", reason));
            }
        }
        // An alias that is another port's code or name would name that one still.
        for ((place, port), row) in all.iter().enumerate().zip(rows.iter()) {
            for alias in &port.aliases {
                let of_code = codes.get(alias.to_uppercase().as_str());
                let owner = of_code.or_else(|| names.get(&key(alias)));
                if let Some(&owner) = owner.filter(|&&owner| owner != place) {
                    let reason = Text::of("table.names-another")
                        .with("text", alias)
                        .with("first", &all[owner].code);
                    errors.push(row.bad("aliases", reason));
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut ports = Self {
            by_key: HashMap::with_capacity(all.len() * 5),
            all: Vec::new(),
            qualifiers: Qualifiers::built_in(),
        };
        for (place, port) in all.iter().enumerate() {
            ports.own(port.code.as_str(), 0, place);
            if let Some(code) = &port.seaport_code {
                ports.own(code.as_str(), 1, place);
            }
            ports.own(&port.name, 2, place);
            ports.own(&port.name_zh, 2, place);
            for alias in &port.aliases {
                ports.own(alias, 3, place);
            }
            ports.own(&port.pinyin, 4, place);
            if let Some((bare, _)) = port.name.split_once(", ") {
                ports.own(bare, BARE, place);
            }
            if let Some((bare, rest)) = port.name_zh.split_once(' ')
                && !rest.is_ascii()
                && !rest.bytes().any(|byte| byte.is_ascii_alphanumeric())
            {
                ports.own(bare, BARE, place);
            }
        }
        ports.all = all;
        Ok(ports)
    }

    fn own(&mut self, text: &str, rank: u8, place: usize) {
        let key = key(text);
        if key.is_empty() {
            return;
        }
        let owners = self.by_key.entry(key).or_default();
        if !owners.iter().any(|&(owner, _)| owner == place) {
            owners.push((place, rank));
        }
    }

    /// Takes the ways to write a harbour with its city: each name of the city with each short name
    /// of the harbour, in either order. A text that is something else already stays that.
    pub(super) fn own_harbour(&mut self, port: &PortCode, harbour: &PortCode, aliases: &[String]) {
        let Some(city) = self.get(port) else {
            return;
        };
        let mut cities: Vec<String> = city.terms().map(str::to_owned).collect();
        // MNL SOUTH
        if let PortCode::Locode(code) = &city.code {
            cities.push(code.as_str()[2..].to_owned());
        }
        let owners = self.by_key.get(&key(harbour.as_str()));
        let Some(&(place, _)) = owners.and_then(|owners| owners.first()) else {
            return;
        };
        for (city, alias) in cities
            .iter()
            .flat_map(|city| aliases.iter().map(move |alias| (city, alias)))
        {
            for text in [format!("{city} {alias}"), format!("{alias} {city}")] {
                if !self.by_key.contains_key(&key(&text)) {
                    self.own(&text, HARBOUR, place);
                }
            }
        }
    }

    /// Every port.
    pub fn iter(&self) -> impl Iterator<Item = &Port> {
        self.all.iter()
    }

    /// The port of a code, the carriers' or the seaport's own.
    pub fn get(&self, code: &PortCode) -> Option<&Port> {
        self.find(code.as_str())
    }

    /// The one port that a text names; none where it names several, or none.
    pub fn find(&self, text: &str) -> Option<&Port> {
        match self.named(text)[..] {
            [port] => Some(port),
            _ => None,
        }
    }

    /// The one port whose code ends in these three letters; none where they are a country's or say
    /// another place as well.
    pub(super) fn of_three_letters(&self, text: &str) -> Option<&Port> {
        let letters = key(text);
        let is_three = letters.len() == 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_three || OTHER_WORDS.contains(&letters.as_str()) || is_country_name(&letters) {
            return None;
        }
        let mut ports = self.all.iter().filter(|port| {
            let seaport = port.seaport_code.as_ref().map(UnLocode::as_str);
            [Some(port.code.as_str()), seaport]
                .into_iter()
                .flatten()
                .any(|code| code.len() == 5 && code.ends_with(&letters))
        });
        let first = ports.next()?;
        ports.next().is_none().then_some(first)
    }

    /// Every port that a text names: a name of two ports gives both.
    pub fn named(&self, text: &str) -> Vec<&Port> {
        if let Some(owners) = self.by_key.get(&key(text)) {
            let best = owners.iter().map(|&(_, rank)| rank).min();
            // Its namesakes may be in no table: Hamilton lies in Ontario and New Zealand too.
            if matches!(owners[..], [(_, BARE)]) {
                return Vec::new();
            }
            return owners
                .iter()
                .filter(|&&(_, rank)| Some(rank) == best)
                .map(|&(place, _)| &self.all[place])
                .collect();
        }
        let words = words_of(text);
        for least in [BARE - 1, BARE] {
            let places = self.qualifiers.named(
                &words,
                &|name, place| {
                    self.by_key.get(name).is_some_and(|owners| {
                        owners
                            .iter()
                            .any(|&(owner, rank)| owner == place && rank <= least)
                    })
                },
                &|name| self.by_key.get(name).map_or(&[][..], Vec::as_slice),
                &self.all,
            );
            if !places.is_empty() {
                return places.into_iter().map(|place| &self.all[place]).collect();
            }
        }
        self.named_around(&words)
    }

    /// The ports that a text names with a country or state in the middle: a city, its country, and
    /// behind it the harbour, PORT KLANG, MALAYSIA (WESTPORT).
    fn named_around(&self, words: &[String]) -> Vec<&Port> {
        if words.len() > LONGEST {
            return Vec::new();
        }
        let mut found: Vec<usize> = Vec::new();
        for start in 1..words.len() {
            for end in start + 1..words.len() {
                let name = [&words[..start], &words[end..]].concat().concat();
                let between = words[start..end].concat();
                let owners = self.by_key.get(&name).map_or(&[][..], Vec::as_slice);
                found.extend(
                    owners
                        .iter()
                        .filter(|&&(place, _)| self.qualifiers.agrees(&between, &self.all[place]))
                        .map(|&(place, _)| place),
                );
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|place| &self.all[place]).collect()
    }

    /// Whether a text that names none of the ports names a place in the United States by its state;
    /// `bound_there`: whether the ship goes to that part of the world.
    pub fn names_us_state(&self, text: &str, bound_there: bool) -> bool {
        self.qualifiers.names_us_state(&words_of(text), bound_there)
    }

    /// The ports that a text was likely meant to name, likeliest first.
    pub fn nearest(&self, text: &str, limit: usize) -> Vec<&Port> {
        let mut found = self.named(text);
        for port in nearest(text, &self.all, limit) {
            if !found.iter().any(|known| known.code == port.code) {
                found.push(port);
            }
        }
        found.truncate(limit);
        found
    }
}
