//! Carriers: SCAC, names, nicknames, and what their lines for parties hold.

use std::collections::HashMap;

use crate::domain::Scac;

use super::company::without_tails;
use super::table::{Layout, Row, Rows, TableError};
use super::text::{self, key};

/// A carrier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    /// Its four letters.
    pub scac: Scac,
    /// The English name.
    pub name: String,
    /// The Chinese name.
    pub name_zh: String,
    /// Further names: nicknames, older names, other codes.
    pub aliases: Vec<String>,
    /// What its party and goods lines hold.
    pub party_lines: PartyLines,
}

/// The lines that a carrier has for a party or for the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartyLines {
    /// How many lines.
    pub lines: usize,
    /// How many letters a line.
    pub width: usize,
}

impl PartyLines {
    /// EDIFACT's name and address block: five lines of 35. Source: UN/EDIFACT D.99B, NAD C080/C059.
    pub const DEFAULT: Self = Self {
        lines: 5,
        width: 35,
    };

    /// Whether a letter is of EDIFACT's level A or B: Latin letters of both cases, digits, blank,
    /// and the signs of ISO 9735. The four service signs go out with a release sign before them.
    pub fn allows(letter: char) -> bool {
        letter.is_ascii_alphanumeric() || " .,-()/='+:?!\"%&*;<>".contains(letter)
    }
}

impl Carrier {
    /// Every text that names it, for a search's dictionary.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        [self.scac.as_str(), &self.name, &self.name_zh]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
            .filter(|term| !term.is_empty())
    }
}

/// The carrier table.
#[derive(Debug, Clone)]
pub struct Carriers {
    all: Vec<Carrier>,
    by_key: HashMap<String, usize>,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "carriers",
    built_in: include_str!("tables/carriers.csv"),
    columns: &[
        "scac", "name", "name_zh", "aliases", "lines", "width", "source",
    ],
    needed: &["scac", "name"],
    key: &["scac"],
};

/// How like a name a text must be to be offered it: one letter of four may differ.
const NEAR: f64 = 0.75;

impl Carriers {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let all = rows.read_each(carrier)?;
        let by_key = rows.owners(&all, Carrier::terms, |carrier| carrier.name.as_str())?;
        Ok(Self { all, by_key })
    }

    /// Every carrier.
    pub fn iter(&self) -> impl Iterator<Item = &Carrier> {
        self.all.iter()
    }

    /// The carrier of a code.
    pub fn get(&self, scac: &Scac) -> Option<&Carrier> {
        self.find(scac.as_str())
    }

    /// The carrier that a text names, with or without “line”, its company's form and its branch behind
    /// the name, or by two of its names side by side (`COSCO 中远`, `MAERSK (MAEU)`).
    pub fn find(&self, text: &str) -> Option<&Carrier> {
        self.find_name(text).or_else(|| {
            let (latin, han): (String, String) =
                text.chars().partition(|&letter| !text::is_han(letter));
            let mut names = latin
                .split(['/', '(', ')', '（', '）', '[', ']', ',', '，', '|'])
                .chain([han.as_str()])
                .filter(|part| !key(part).is_empty())
                .map(|part| self.find_name(part));
            let first = names.next()??;
            names
                .all(|other| other.is_some_and(|other| other.scac == first.scac))
                .then_some(first)
        })
    }

    /// The carriers that a text was likely meant to name, likeliest first.
    pub fn nearest(&self, text: &str, limit: usize) -> Vec<&Carrier> {
        let wanted = key(text);
        let likeness = |carrier: &Carrier| {
            let terms = carrier.terms().map(key);
            terms
                .map(|term| strsim::normalized_damerau_levenshtein(&wanted, &term))
                .fold(0.0, f64::max)
        };
        let mut near: Vec<(f64, &Carrier)> = self
            .all
            .iter()
            .map(|carrier| (likeness(carrier), carrier))
            .filter(|(likeness, _)| *likeness >= NEAR)
            .collect();
        near.sort_by(|(left, _), (right, _)| right.total_cmp(left));
        near.into_iter()
            .map(|(_, carrier)| carrier)
            .take(limit)
            .collect()
    }

    /// The carrier of a name, whatever its company's tail: the name is looked up as it stands, then
    /// without the last of what companies put behind it, and so on.
    fn find_name(&self, text: &str) -> Option<&Carrier> {
        let whole = key(text);
        if let Some(&place) = self.by_key.get(&whole) {
            return Some(&self.all[place]);
        }
        let tailless = without_tails(text);
        std::iter::once(&whole)
            .chain(&tailless)
            .filter_map(|name| without_country(name))
            .chain(tailless.iter().map(String::as_str))
            .find_map(|name| self.by_key.get(name))
            .map(|&place| &self.all[place])
    }
}

/// Where carriers are at home, as people write it before their names: 法国达飞, 日本ONE.
const HOMES: &[&str] = &[
    "法国",
    "丹麦",
    "瑞士",
    "德国",
    "韩国",
    "台湾",
    "中国台湾",
    "日本",
    "以色列",
    "新加坡",
    "中国香港",
    "香港",
    "中国",
    "美国",
    "泰国",
    "土耳其",
    "阿联酋",
    "意大利",
    "挪威",
];

/// A carrier's name without its country before it.
fn without_country(name: &str) -> Option<&str> {
    HOMES
        .iter()
        .find_map(|home| name.strip_prefix(home))
        .filter(|rest| !rest.is_empty())
}

fn carrier(row: &Row) -> Result<Carrier, TableError> {
    let lines: Option<usize> = row.read("lines")?;
    let width: Option<usize> = row.read("width")?;
    if (lines.is_some() || width.is_some()) && row.text("source").is_none() {
        return Err(row.bad("source", "table.no-source"));
    }
    if lines == Some(0) || width == Some(0) {
        return Err(row.bad("lines", "table.not-above-0"));
    }
    Ok(Carrier {
        scac: row.read_needed("scac")?,
        name: row.needed("name")?.to_owned(),
        name_zh: row.get("name_zh").to_owned(),
        aliases: row.list("aliases"),
        party_lines: PartyLines {
            lines: lines.unwrap_or(PartyLines::DEFAULT.lines),
            width: width.unwrap_or(PartyLines::DEFAULT.width),
        },
    })
}
