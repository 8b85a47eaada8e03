//! What ports and carriers are called: codes, names in both languages, nicknames, regions.

mod lookup;
mod meant;
mod ships;

pub use lookup::{Lookup, LookupRow};
pub use meant::{Meant, meant};

use std::collections::HashMap;

use crate::reference::Reference;
use crate::search::{Field, Form, FormKind, Schema, Vocabulary};

/// Nicknames, parted by `|`, by code. See the file for its source.
const NICKNAMES: &str = include_str!("nicknames.csv");

/// Regions and their members. See the file for its source.
const REGIONS: &str = include_str!("regions.csv");

/// A port or place as its table has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceName {
    /// The code that documents carry, or the name where there is none.
    pub code: String,
    /// The seaport's own code, where it differs.
    pub other_code: String,
    /// The English name.
    pub name: String,
    /// The Chinese name.
    pub name_zh: String,
    /// Further spellings.
    pub aliases: Vec<String>,
    /// The trade lane.
    pub lane: String,
    /// The side of the United States.
    pub coast: String,
    /// ISO 3166 letters.
    pub country: String,
}

/// A carrier as its table has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineName {
    /// SCAC.
    pub scac: String,
    /// The English name.
    pub name: String,
    /// The Chinese name.
    pub name_zh: String,
    /// Further spellings.
    pub aliases: Vec<String>,
}

/// All names by the value that documents carry.
#[derive(Debug, Clone, Default)]
pub struct Names {
    forms: HashMap<String, Vec<Form>>,
    ships: ships::Ships,
}

impl Names {
    /// Of the tables in force.
    pub fn of_reference(reference: &Reference) -> Self {
        let places = reference.ports.iter().map(|port| PlaceName {
            code: port.code.as_str().to_owned(),
            other_code: port
                .seaport_code
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            name: port.name.clone(),
            name_zh: port.name_zh.clone(),
            aliases: port.aliases.clone(),
            lane: port.lane.clone(),
            coast: port
                .us_coast
                .map(|coast| coast.as_str().to_owned())
                .unwrap_or_default(),
            country: port.country.clone(),
        });
        let lines = reference.carriers.iter().map(|carrier| LineName {
            scac: carrier.scac.as_str().to_owned(),
            name: carrier.name.clone(),
            name_zh: carrier.name_zh.clone(),
            aliases: carrier.aliases.clone(),
        });
        Self::new(places, lines)
    }

    /// From the tables, with the nicknames and regions kept here.
    pub fn new(
        places: impl IntoIterator<Item = PlaceName>,
        lines: impl IntoIterator<Item = LineName>,
    ) -> Self {
        let nicknames: HashMap<&str, &str> = rows(NICKNAMES).collect();
        let nick = |code: &str| nicknames.get(code).copied().unwrap_or_default().split('|');
        let regions: Vec<(&str, &str)> = rows(REGIONS).collect();
        let mut forms = HashMap::new();
        let mut ships = ships::Ships::new();
        for place in places {
            ships.place(&place);
            let mut all = vec![Form::name(place.name.as_str())];
            all.extend(some(&place.name_zh).map(Form::name));
            for code in [&place.code, &place.other_code] {
                if is_locode(code) && !all.iter().any(|f| &*f.text == code.as_str()) {
                    all.push(Form::code(code.as_str()));
                    // Its last three letters are what people say: RTM.
                    all.push(Form::code(&code[2..]));
                }
            }
            extend(
                &mut all,
                place.aliases.iter().map(String::as_str),
                FormKind::Alias,
            );
            extend(&mut all, nick(&place.code), FormKind::Alias);
            for (names, members) in &regions {
                let (members, fringe) = members.split_once(',').unwrap_or((members, ""));
                let kind = if is_member(&place, members) {
                    FormKind::Group
                } else if is_member(&place, fringe) {
                    FormKind::Fringe
                } else {
                    continue;
                };
                extend(&mut all, names.split('|'), kind);
            }
            forms.insert(place.code, all);
        }
        for line in lines {
            let mut all = vec![Form::name(line.name.as_str())];
            all.extend(some(&line.name_zh).map(Form::name));
            all.push(Form::code(line.scac.as_str()));
            // 地中海 is MSC and the Mediterranean: as the front of 地中海航运 it weighs like the region.
            let is_region = |name: &str| {
                regions
                    .iter()
                    .any(|(names, _)| names.split('|').any(|n| n == name))
            };
            let aliases = line.aliases.iter().map(String::as_str);
            extend(
                &mut all,
                aliases.filter(|name| !is_region(name)),
                FormKind::Alias,
            );
            extend(&mut all, nick(&line.scac), FormKind::Alias);
            forms.insert(line.scac, all);
        }
        Self { forms, ships }
    }

    /// The Chinese names of a ship that are known, or follow from how its line names its ships.
    pub fn of_ship(&self, vessel: &str) -> Vec<Form> {
        let names = self.ships.chinese(vessel).into_iter();
        // Made of its line's and a port's names, they weigh less than these by themselves: 高丽 釜山
        // is that line's sailing to that port first.
        let made = names.map(|name| Form::new(FormKind::Fringe, name));
        let coded = self.ships.coded(vessel).into_iter();
        let coded = coded.map(|name| Form::new(FormKind::Fringe, name));
        let known = std::iter::once(Form::name(vessel)).chain(coded);
        known.chain(made).collect()
    }

    /// The names of a port or carrier; empty for one that no table has.
    pub fn of(&self, value: &str) -> &[Form] {
        self.forms.get(value).map_or(&[], Vec::as_slice)
    }
}

/// Adds the names that are not there yet.
fn extend<'a>(all: &mut Vec<Form>, names: impl Iterator<Item = &'a str>, kind: FormKind) {
    for name in names.filter(|name| !name.is_empty()) {
        let form = Form::new(kind, name);
        if !all.iter().any(|known| known.letters == form.letters) {
            all.push(form);
        }
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn is_locode(code: &str) -> bool {
    code.len() == 5
        && code
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Whether a region's members, as its row lists them, hold the place.
fn is_member(place: &PlaceName, members: &str) -> bool {
    let mut lane: Option<String> = None;
    let mut held = false;
    for word in members.split(' ').chain(std::iter::once("")) {
        let ends = word.is_empty() || word.contains(':') || is_locode(word) || word.len() == 2;
        match (&mut lane, ends) {
            (Some(name), false) => {
                name.push(' ');
                name.push_str(word);
                continue;
            }
            (Some(name), true) => held |= *name == place.lane,
            (None, _) => {}
        }
        lane = word.strip_prefix("lane:").map(str::to_owned);
        held |= word
            .strip_prefix("coast:")
            .is_some_and(|coast| coast == place.coast);
        held |= !word.is_empty() && (word == place.country || word == place.code);
    }
    held
}

/// The rows of a table: what stands before the first comma, and what behind it.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.skip(1).filter_map(|line| line.split_once(','))
}

/// The names as an index's vocabulary: for fields that hold ports or carriers.
#[derive(Debug)]
pub struct NamedFields {
    /// The names.
    pub names: std::sync::Arc<Names>,
    /// The fields that hold codes of them.
    pub fields: Vec<Field>,
    /// The field that holds a ship's name.
    pub vessel: Option<Field>,
}

impl NamedFields {
    /// For the fields of a schema that bear these names.
    pub fn of(names: &std::sync::Arc<Names>, schema: &Schema, fields: &[&str]) -> Self {
        let named = fields
            .iter()
            .filter_map(|name| schema.field(name))
            .collect();
        Self {
            names: std::sync::Arc::clone(names),
            fields: named,
            vessel: schema.field("vessel"),
        }
    }
}

impl Vocabulary for NamedFields {
    fn forms(&self, field: Field, value: &str) -> Vec<Form> {
        if self.fields.contains(&field) {
            return self.names.of(value).to_vec();
        }
        if self.vessel == Some(field) {
            return self.names.of_ship(value);
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn los_angeles() -> PlaceName {
        PlaceName {
            code: "USLAX".into(),
            name: "LOS ANGELES".into(),
            name_zh: "洛杉矶".into(),
            lane: "North America".into(),
            coast: "west".into(),
            country: "US".into(),
            ..PlaceName::default()
        }
    }

    #[test]
    fn a_port_has_its_codes_nicknames_and_regions() {
        let names = Names::new([los_angeles()], []);
        let texts: Vec<&str> = names.of("USLAX").iter().map(|f| &*f.text).collect();
        for name in [
            "LOS ANGELES",
            "洛杉矶",
            "USLAX",
            "LAX",
            "LA",
            "美西",
            "USWC",
            "美国",
        ] {
            assert!(texts.contains(&name), "{name} is missing from {texts:?}");
        }
        assert!(!texts.contains(&"美东"));
    }

    #[test]
    fn lanes_of_several_words_are_whole() {
        let rotterdam = PlaceName {
            lane: "North Europe".into(),
            code: "NLRTM".into(),
            country: "NL".into(),
            ..PlaceName::default()
        };
        assert!(is_member(
            &rotterdam,
            "lane:North Europe lane:Mediterranean and Black Sea"
        ));
        assert!(is_member(&rotterdam, "NLRTM DEHAM"));
        assert!(!is_member(&rotterdam, "lane:North America"));
        assert!(!is_member(&rotterdam, "DE BE"));
    }
}
