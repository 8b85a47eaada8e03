//! Ports and places: codes, names in three scripts, zones. Source: see `tables/ports.csv`.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::{FixedOffset, LocalResult, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use crate::domain::words::words;
use crate::domain::{PortCode, UnLocode};

use super::places::{LONGEST, Qualifiers, nearest};
use super::sub_ports::SubPorts;
use super::table::{Layout, Row, Rows, TableError};
use super::text::{key, words as words_of};

words! {
    /// The side of the United States that a place lies on.
    pub enum UsCoast {
        /// The Pacific coast: one way by sea.
        West = "west",
        /// The Atlantic coast.
        East = "east",
        /// The Gulf of Mexico.
        Gulf = "gulf",
        /// Reached over land.
        Inland = "inland",
        /// Hawaii, Guam.
        PacificIsland = "pacific island",
        /// Puerto Rico, the Virgin Islands.
        CaribbeanIsland = "caribbean island",
        /// Alaska.
        Alaska = "alaska",
    }
}

/// A port or place.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// The code that carriers use, or the name where UN/LOCODE has none.
    pub code: PortCode,
    /// The UN/LOCODE of the seaport itself, which differs from the carriers' code for some
    /// (Shanghai: CNSHA is an airport's, CNSHG the port's).
    pub seaport_code: Option<UnLocode>,
    /// The English name, upper case.
    pub name: String,
    /// The Chinese name; empty where none is customary.
    pub name_zh: String,
    /// Further names and spellings, misspelt ones included.
    pub aliases: Vec<String>,
    /// The Chinese name in pinyin without tones, lower case.
    pub pinyin: String,
    /// The trade lane.
    pub lane: String,
    /// ISO 3166 country letters.
    pub country: String,
    /// State or province letters, in the United States, Canada and Australia.
    pub region: Option<String>,
    /// The side of the United States.
    pub us_coast: Option<UsCoast>,
    /// The time zone.
    pub zone: Tz,
}

impl Port {
    /// The offset from UTC at noon of a day: what the port's dates and cut-offs of that day carry.
    pub fn offset_on(&self, date: NaiveDate) -> FixedOffset {
        let noon = date.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(12);
        match self.zone.offset_from_local_datetime(&noon) {
            LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => offset.fix(),
            LocalResult::None => self.zone.offset_from_utc_datetime(&noon).fix(),
        }
    }

    /// Whether it lies in the United States.
    pub fn is_us(&self) -> bool {
        self.country == "US"
    }

    /// Every text that names it, for a search's dictionary: codes, names, aliases, pinyin.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        [
            self.code.as_str(),
            self.seaport_code.as_ref().map_or("", UnLocode::as_str),
            &self.name,
            &self.name_zh,
            &self.pinyin,
        ]
        .into_iter()
        .chain(self.aliases.iter().map(String::as_str))
        .filter(|term| !term.is_empty())
    }
}

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
        let all = rows.read_each(port)?;
        let mut errors = Vec::new();
        let mut codes: HashMap<&str, usize> = HashMap::new();
        for ((place, port), row) in all.iter().enumerate().zip(rows.iter()) {
            if let Some(first) = codes.insert(port.code.as_str(), place) {
                let first = &all[first].name;
                errors.push(row.bad("code", format!("{} is already {first}", port.code)));
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
    pub(super) fn own_harbours(&mut self, sub_ports: &SubPorts) {
        for question in sub_ports.iter() {
            let Some(city) = self.get(&question.port) else {
                continue;
            };
            let cities: Vec<String> = city.terms().map(str::to_owned).collect();
            for choice in &question.choices {
                let Some(&(place, _)) = self
                    .by_key
                    .get(&key(choice.code.as_str()))
                    .and_then(|owners| owners.first())
                else {
                    continue;
                };
                for (city, alias) in cities
                    .iter()
                    .flat_map(|city| choice.aliases.iter().map(move |alias| (city, alias)))
                {
                    for text in [format!("{city} {alias}"), format!("{alias} {city}")] {
                        if !self.by_key.contains_key(&key(&text)) {
                            self.own(&text, HARBOUR, place);
                        }
                    }
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

    /// Every port that a text names: a name of two ports gives both.
    pub fn named(&self, text: &str) -> Vec<&Port> {
        if let Some(owners) = self.by_key.get(&key(text)) {
            let best = owners.iter().map(|&(_, rank)| rank).min();
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

fn port(row: &Row) -> Result<Port, TableError> {
    let name = row.needed("name_en")?.to_uppercase();
    let code: Option<UnLocode> = row.read("code")?;
    let country = match (row.text("country"), &code) {
        (Some(country), _) => country.to_uppercase(),
        (None, Some(code)) => code.country().to_owned(),
        (None, None) => return Err(row.bad("country", "a place without code needs its country")),
    };
    if !super::places::is_country(&country) {
        return Err(row.bad("country", format!("{country} is no ISO 3166 country")));
    }
    let zone = row.needed("zone")?;
    let zone = Tz::from_str(zone)
        .map_err(|_| row.bad("zone", format!("{zone} is no zone; one is Asia/Shanghai")))?;
    Ok(Port {
        code: code.map_or_else(|| PortCode::Named(name.clone()), PortCode::Locode),
        seaport_code: row.read("unlocode_port")?,
        name,
        name_zh: row.get("name_zh").to_owned(),
        aliases: row.list("aliases"),
        pinyin: row.get("pinyin").to_lowercase(),
        lane: row.get("trade_lane").to_owned(),
        country,
        region: row.text("region").map(str::to_uppercase),
        us_coast: row.read("us_coast")?,
        zone,
    })
}
