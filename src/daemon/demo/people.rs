//! Made-up customers and consignees, and the goods they ship.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::table::{self, BadTable};

/// A customer with its shipper.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Customer {
    pub principal: String,
    pub contact: String,
    pub phone: String,
    pub salesperson: String,
    pub shipper: String,
    pub address1: String,
    pub address2: String,
}

/// A buyer in the country of destination.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Consignee {
    pub country: String,
    pub name: String,
    pub address1: String,
    pub address2: String,
}

/// Goods, with how heavy and how large they are.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Goods {
    pub key: String,
    pub name_en: String,
    pub name_zh: String,
    pub hs: String,
    pub package_type: String,
    pub packing: String,
    pub kg_per_cbm: Decimal,
    pub cbm_per_package: Decimal,
}

/// All three tables.
pub(super) struct People {
    pub customers: Vec<Customer>,
    pub consignees: Vec<Consignee>,
    pub goods: Vec<Goods>,
}

impl People {
    pub(super) fn read() -> Result<Self, BadTable> {
        Ok(Self {
            customers: table::rows("customers", include_str!("tables/customers.csv"))?,
            consignees: table::rows("consignees", include_str!("tables/consignees.csv"))?,
            goods: table::rows("goods", include_str!("tables/goods.csv"))?,
        })
    }

    pub(super) fn goods(&self, key: &str) -> Result<&Goods, BadTable> {
        self.goods
            .iter()
            .find(|goods| goods.key == key)
            .ok_or_else(|| BadTable::new("goods", format!("no goods “{key}”")))
    }

    pub(super) fn consignee(&self, country: &str) -> Result<&Consignee, BadTable> {
        self.consignees
            .iter()
            .find(|consignee| consignee.country == country)
            .ok_or_else(|| BadTable::new("consignees", format!("none in {country}")))
    }
}
