//! Freight, surcharges and the charges ledger (3.2e, 3.2f, 3.2i, C6.2).

use serde::{Deserialize, Serialize};

use super::Moment;
use crate::domain::codes::{ChargeCode, Currency, EquipmentType};
use crate::domain::given::Given;
use crate::domain::money::Amount;
use crate::domain::words::words;

/// Freight and surcharges as the form has them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Freight {
    /// Prepaid, collect or at a third place.
    pub terms: Option<FreightTerms>,
    /// The third place.
    pub payable_at: Option<String>,
    /// Who collects freight collect.
    pub collected_by: Option<Collector>,
    /// Ocean freight, a line a container type.
    pub rate: Vec<RateLine>,
    /// Surcharges.
    pub surcharges: Vec<SurchargeLine>,
    /// An all-in price, and what it includes.
    pub all_in: Option<AllIn>,
}

/// An all-in price.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AllIn {
    /// The codes of what it includes.
    pub includes: Vec<ChargeCode>,
}

/// Ocean freight for one container type.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RateLine {
    /// Container type.
    pub kind: Option<Given<EquipmentType>>,
    /// Amount a container.
    pub amount: Option<Given<Amount>>,
    /// Currency.
    pub currency: Option<Given<Currency>>,
}

/// One surcharge.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SurchargeLine {
    /// The company's code.
    pub code: Option<ChargeCode>,
    /// A container, or a bill.
    pub per: Option<Per>,
    /// Container type, where it is a container's.
    pub kind: Option<Given<EquipmentType>>,
    /// Amount.
    pub amount: Option<Given<Amount>>,
    /// Currency.
    pub currency: Option<Given<Currency>>,
}

words! {
    /// What a charge is counted by.
    pub enum Per {
        /// A container.
        Container = "container",
        /// A bill of lading.
        Bl = "bl",
    }
}

words! {
    /// Who collects freight collect.
    pub enum Collector {
        /// The carrier.
        Carrier = "carrier",
        /// Our overseas agent.
        OurAgent = "our-agent",
    }
}

words! {
    /// How the freight is paid.
    pub enum FreightTerms {
        /// 预付.
        Prepaid = "prepaid",
        /// 到付.
        Collect = "collect",
        /// 第三地付款.
        ThirdPlace = "third-place",
    }
}

/// What the handover sheet quotes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quoted {
    /// Ocean freight, a line a container type.
    pub rate: Vec<RateLine>,
    /// Surcharges.
    pub surcharges: Vec<SurchargeLine>,
    /// The salesperson who confirmed it.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<Moment>,
    /// Agreed by word only, the signature to follow (C3).
    pub by_word: Option<bool>,
}

/// One line of the charges ledger.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ChargeLine {
    /// Receivable, payable or collect.
    pub column: Option<ChargeColumn>,
    /// The company's code.
    pub code: Option<ChargeCode>,
    /// Amount.
    pub amount: Option<Given<Amount>>,
    /// Currency.
    pub currency: Option<Given<Currency>>,
    /// A container, or a bill.
    pub per: Option<Per>,
    /// Waived.
    pub waived: Option<bool>,
}

words! {
    /// The column of the ledger.
    pub enum ChargeColumn {
        /// 应收.
        Receivable = "receivable",
        /// 应付.
        Payable = "payable",
        /// 到付.
        Collect = "collect",
    }
}

/// Who settles.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Settlement {
    /// Principal, shipper or a third party.
    pub payer: Option<Payer>,
    /// The third party's name.
    pub name: Option<String>,
    /// Per job or monthly.
    pub billing: Option<Billing>,
}

words! {
    /// Who settles.
    pub enum Payer {
        /// The principal.
        Principal = "principal",
        /// The shipper.
        Shipper = "shipper",
        /// A third party.
        ThirdParty = "third-party",
    }
}

words! {
    /// How it is billed.
    pub enum Billing {
        /// 票结.
        PerJob = "per-job",
        /// 月结.
        Monthly = "monthly",
    }
}
