//! Container types: what they hold and can carry.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::domain::EquipmentType;
use crate::domain::words::words;

use super::built;
use super::table::{Layout, Row, Rows, TableError};
use super::text::key;

words! {
    /// What a container is built for.
    pub enum EquipmentFamily {
        /// Closed boxes.
        Dry = "dry",
        /// Refrigerated ones.
        Reefer = "reefer",
        /// Without a roof.
        OpenTop = "open top",
        /// Without roof and sides.
        FlatRack = "flat rack",
        /// Tanks.
        Tank = "tank",
    }
}

/// A container type. Limits are firm ones, of the larger boxes in use; the customary figures are
/// what forwarders load. Brands differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equipment {
    /// The everyday code: `40HQ`.
    pub kind: EquipmentType,
    /// The ISO 6346 size and type: `45G1`.
    pub iso: String,
    /// The Chinese name: `高柜`.
    pub name_zh: String,
    /// The length in feet.
    pub feet: u8,
    /// What it is built for.
    pub family: EquipmentFamily,
    /// The inner volume in cubic metres; none for flat racks and tanks.
    pub inner_cbm: Option<Decimal>,
    /// The most it can carry, in kilograms.
    pub max_payload_kg: Decimal,
    /// What is customarily loaded, in cubic metres: from, to.
    pub customary_cbm: Option<(Decimal, Decimal)>,
    /// What is customarily loaded, in kilograms.
    pub customary_kg: Option<Decimal>,
    /// Whether it can cool.
    pub reefer: bool,
    /// Further ways to write it.
    pub aliases: Vec<String>,
}

/// The equipment table.
#[derive(Debug, Clone)]
pub struct EquipmentTable {
    all: Vec<Equipment>,
    by_key: HashMap<String, usize>,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "equipment",
    built_in: include_str!("tables/equipment.csv"),
    columns: &[
        "everyday",
        "iso",
        "name_zh",
        "family",
        "inner_cbm",
        "max_payload_kg",
        "customary_cbm_min",
        "customary_cbm_max",
        "customary_kg",
        "reefer",
        "aliases",
    ],
    needed: &["everyday", "iso", "max_payload_kg"],
    key: &["everyday"],
};

impl Equipment {
    /// Everything it is called.
    fn names(&self) -> impl Iterator<Item = &str> {
        [self.kind.as_str(), &self.iso, &self.name_zh]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
            .filter(|name| !name.is_empty())
    }
}

impl EquipmentTable {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let all = rows.read_each(equipment)?;
        let by_key = rows.owners(&all, Equipment::names, |equipment| equipment.kind.as_str())?;
        Ok(Self { all, by_key })
    }

    /// Every type, in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = &Equipment> {
        self.all.iter()
    }

    /// The type of an everyday code.
    pub fn get(&self, kind: &EquipmentType) -> Option<&Equipment> {
        self.find(kind.as_str())
    }

    /// The type that a text names: `40'HQ`, `40 HIGH CUBE`, `高柜`, `45G1`.
    pub fn find(&self, text: &str) -> Option<&Equipment> {
        let mut key = key(text);
        if !self.by_key.contains_key(&key) {
            // Marks that the trade writes between length and kind, or behind.
            for (from, to) in [
                ("FEET", ""),
                ("FOOT", ""),
                ("FT", ""),
                ("英尺", ""),
                ("尺", ""),
                ("呎", ""),
                ("CONTAINERS", ""),
                ("CONTAINER", ""),
                ("集装箱", ""),
                ("货柜", "柜"),
                ("箱", "柜"),
            ] {
                key = key.replace(from, to);
            }
        }
        self.by_key
            .get(&key)
            .map(|&place| &self.all[place])
            .or_else(|| self.built_as(&built::read(text)?))
    }

    /// The one type of a length and a build; none where the table has none or two.
    fn built_as(&self, built: &built::Built) -> Option<&Equipment> {
        let mut fitting = self.all.iter().filter(|equipment| {
            equipment.feet == built.feet
                && equipment.family == built.family
                && built.is_high == equipment.kind.as_str().ends_with(['Q', 'H'])
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

fn equipment(row: &Row) -> Result<Equipment, TableError> {
    let kind: EquipmentType = row.read_needed("everyday")?;
    let feet = kind
        .feet()
        .ok_or_else(|| row.bad("everyday", "table.no-length"))?;
    let iso = row.needed("iso")?.to_uppercase();
    if iso.len() != 4 || !iso.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(row.bad("iso", "table.no-iso"));
    }
    let reefer = row.yes("reefer")?;
    let family = match (row.read("family")?, reefer) {
        (Some(family), _) => family,
        (None, true) => EquipmentFamily::Reefer,
        (None, false) => EquipmentFamily::Dry,
    };
    let least: Option<Decimal> = row.read("customary_cbm_min")?;
    let most: Option<Decimal> = row.read("customary_cbm_max")?;
    let inner_cbm: Option<Decimal> = row.read("inner_cbm")?;
    let customary_kg: Option<Decimal> = row.read("customary_kg")?;
    let max_payload_kg: Decimal = row.read_needed("max_payload_kg")?;
    if max_payload_kg <= Decimal::ZERO {
        return Err(row.bad("max_payload_kg", "table.not-above-0"));
    }
    if let Some((column, _)) = [
        ("inner_cbm", inner_cbm),
        ("customary_cbm_min", least),
        ("customary_cbm_max", most),
        ("customary_kg", customary_kg),
    ]
    .into_iter()
    .find(|(_, figure)| figure.is_some_and(|figure| figure <= Decimal::ZERO))
    {
        return Err(row.bad(column, "table.not-above-0"));
    }
    let customary_cbm = least.zip(most);
    if let Some((least, most)) = customary_cbm
        && (least > most || inner_cbm.is_some_and(|inner| most > inner))
    {
        return Err(row.bad("customary_cbm_max", "table.customary-outside"));
    }
    Ok(Equipment {
        kind,
        iso,
        name_zh: row.get("name_zh").to_owned(),
        feet,
        family,
        inner_cbm,
        max_payload_kg,
        customary_cbm,
        customary_kg,
        reefer,
        aliases: row.list("aliases"),
    })
}
