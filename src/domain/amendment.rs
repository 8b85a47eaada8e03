//! A change to a booked job (3.4d): what it changes, on whose word, and what it costs.

use serde::{Deserialize, Serialize};

use super::change::FieldChange;
use super::codes::{ChargeCode, Currency, OperatorName};
use super::consignment::{ChargeColumn, ChargeLine, Moment, Per};
use super::given::Given;
use super::money::Amount;
use super::words::words;

/// A change to a booked job (3.4d).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amendment {
    /// Its number on the job, from 1.
    pub no: u32,
    /// The patch, a JSON text.
    pub patch: String,
    /// What it changes.
    pub changes: Vec<FieldChange>,
    /// The customer's written confirmation.
    pub confirmation: Option<String>,
    /// The customer's person who confirmed.
    pub confirmed_by: Option<String>,
    /// The operator that entered it.
    pub requested_by: OperatorName,
    /// When.
    pub requested_at: Moment,
    /// The operator that reviewed it.
    pub reviewed_by: Option<OperatorName>,
    /// When.
    pub reviewed_at: Option<Moment>,
    /// A note of the review, the absence of the original clerk among them.
    pub review_note: Option<String>,
    /// Where it stands.
    pub state: AmendmentState,
    /// The charges that the change causes; none: not said yet; empty: none.
    pub charges: Option<Vec<AmendmentCharge>>,
    /// The departments told.
    pub notified: Vec<Department>,
}

impl Amendment {
    /// What it costs, as lines of the ledger's receivable column.
    pub fn costs(&self) -> impl Iterator<Item = ChargeLine> {
        self.charges.iter().flatten().map(|charge| ChargeLine {
            column: Some(ChargeColumn::Receivable),
            code: Some(charge.code.clone()),
            amount: Some(Given::Known(charge.amount)),
            currency: Some(Given::Known(charge.currency.clone())),
            per: Some(Per::Bl),
            waived: None,
        })
    }

    /// Whether the customer's written confirmation and the charges, or that there are none, are
    /// there: what it takes to come into force, the review apart.
    pub fn is_complete(&self) -> bool {
        self.confirmation.is_some() && self.charges.is_some()
    }
}

/// A charge that an amendment causes, agreed by the customer's person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendmentCharge {
    /// The company's code.
    pub code: ChargeCode,
    /// The amount.
    pub amount: Amount,
    /// The currency.
    pub currency: Currency,
}

words! {
    /// Where an amendment stands.
    pub enum AmendmentState {
        /// Waits for confirmation, charges or review.
        Pending = "pending",
        /// In force.
        Accepted = "accepted",
        /// Refused at review.
        Rejected = "rejected",
    }
}

words! {
    /// A department told of a change.
    pub enum Department {
        /// 单证.
        Documents = "documents",
        /// 订舱.
        Booking = "booking",
        /// 报关.
        Customs = "customs",
        /// 车队.
        Trucking = "trucking",
        /// 仓库.
        Warehouse = "warehouse",
        /// 财务.
        Finance = "finance",
        /// 业务.
        Sales = "sales",
    }
}
