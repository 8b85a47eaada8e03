//! What is to be done with the goods before they sail (3.2g, 3.2h, 3.2j).

use serde::{Deserialize, Serialize};

use super::Moment;
use crate::domain::words::words;

/// How the goods come into the container.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Loading {
    /// Warehouse, trailer or by the shipper.
    pub mode: Option<LoadingMode>,
    /// Delivery to the warehouse, or the trailer at the factory.
    pub at: Option<Moment>,
    /// Warehouse or factory.
    pub place: Option<String>,
    /// Contact person.
    pub contact: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// How the documents are handed over after loading by the shipper.
    pub documents_handover: Option<String>,
}

words! {
    /// Where the container is loaded.
    pub enum LoadingMode {
        /// At our warehouse (场装).
        Warehouse = "warehouse",
        /// By trailer at the factory (拖装).
        Trailer = "trailer",
        /// By the shipper (自理).
        ByShipper = "self",
    }
}

/// Declaration and inspection.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Customs {
    /// Who declares.
    pub declaration: Option<Declaration>,
    /// Who sees to the inspection.
    pub inspection: Option<Inspection>,
    /// The declaring unit.
    pub declarant: Option<String>,
    /// The customs broker.
    pub broker: Option<String>,
    /// Customs transit (转关): said not to be, or from where to where.
    pub transit: Option<Transit>,
    /// Processing-trade handbook (手册): said to be none, or its number.
    pub handbook: Option<Handbook>,
}

/// Customs transit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Transit {
    /// Said not to be.
    No,
    /// Between two customs places.
    Between {
        /// Where it begins.
        from: Option<String>,
        /// Where it ends.
        to: Option<String>,
    },
}

/// Processing-trade handbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Handbook {
    /// Said to be none.
    No,
    /// Its number.
    Number(String),
}

words! {
    /// Who declares to customs.
    pub enum Declaration {
        /// We do (代理报关).
        Us = "us",
        /// The customer does (自理).
        Customer = "customer",
    }
}

words! {
    /// Who sees to the inspection.
    pub enum Inspection {
        /// We do.
        Us = "us",
        /// The customer does.
        Customer = "customer",
        /// Nobody needs to.
        None = "none",
    }
}

/// Special operations.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Handling {
    /// Whether a food container check is to be made.
    pub food_container_check: Option<bool>,
    /// Whether the reefer's trailer brings a genset.
    pub genset_truck: Option<bool>,
    /// Fumigation.
    pub fumigation: Option<Fumigation>,
}

words! {
    /// Fumigation.
    pub enum Fumigation {
        /// To be done.
        Needed = "needed",
        /// Not needed.
        NotNeeded = "not-needed",
        /// Done.
        Done = "done",
    }
}
