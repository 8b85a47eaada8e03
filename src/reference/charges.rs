//! The company's charge codes: what they are called, and what each is usually charged by.

use std::collections::HashMap;

use crate::domain::ChargeCode;
use crate::domain::consignment::Per;
use crate::domain::words::words;

use super::table::{Layout, Rows, TableError};
use super::text::key;

words! {
    /// What a charge belongs to.
    pub enum ChargeKind {
        /// The ocean freight.
        Freight = "freight",
        /// A carrier's surcharge on the freight.
        Surcharge = "surcharge",
        /// A charge at the port of loading.
        Local = "local",
        /// A charge at the destination.
        Destination = "destination",
        /// Documents and bills of lading.
        Document = "document",
        /// Filings with a customs authority.
        Filing = "filing",
        /// Trucking, customs, warehouse.
        Service = "service",
    }
}

/// A charge of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Its code.
    pub code: ChargeCode,
    /// The English name.
    pub name: String,
    /// The Chinese name.
    pub name_zh: String,
    /// What it is usually charged by.
    pub per: Option<Per>,
    /// What it belongs to.
    pub kind: ChargeKind,
    /// Further ways to write it.
    pub aliases: Vec<String>,
}

/// The table of charge codes.
#[derive(Debug, Clone)]
pub struct ChargeCodes {
    all: Vec<Charge>,
    by_key: HashMap<String, usize>,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "charges",
    built_in: include_str!("tables/charges.csv"),
    columns: &["code", "name", "name_zh", "per", "kind", "aliases"],
    needed: &["code", "name", "kind"],
    key: &["code"],
};

impl Charge {
    /// Everything it is called.
    fn names(&self) -> impl Iterator<Item = &str> {
        [self.code.as_str(), &self.name, &self.name_zh]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
            .filter(|name| !key(name).is_empty())
    }
}

impl ChargeCodes {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let all = rows.read_each(|row| {
            Ok(Charge {
                code: ChargeCode::new(row.needed("code")?.to_uppercase()),
                name: row.needed("name")?.to_owned(),
                name_zh: row.get("name_zh").to_owned(),
                per: row.read("per")?,
                kind: row.read_needed("kind")?,
                aliases: row.list("aliases"),
            })
        })?;
        let by_key = rows.owners(&all, Charge::names, |charge| charge.code.as_str())?;
        Ok(Self { all, by_key })
    }

    /// Every charge.
    pub fn iter(&self) -> impl Iterator<Item = &Charge> {
        self.all.iter()
    }

    /// The charge of a code.
    pub fn get(&self, code: &ChargeCode) -> Option<&Charge> {
        self.find(code.as_str())
    }

    /// The charge that a code or a name means.
    pub fn find(&self, text: &str) -> Option<&Charge> {
        self.by_key.get(&key(text)).map(|&place| &self.all[place])
    }
}
