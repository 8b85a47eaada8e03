//! Documents, filings ahead of the vessel, and whose word stands on the form (3.2l, 3.2o, C6.4, E2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Moment;
use crate::domain::codes::Pointer;
use crate::domain::words::words;

/// Documents and credits.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Documents {
    /// Paid by letter of credit.
    pub letter_of_credit: Option<bool>,
    /// What the credit requires of the carrier. Unanswered is not the same as nothing.
    pub lc_requires: Option<Vec<ConsentMatter>>,
    /// The credit's latest shipment date.
    pub latest_shipment: Option<NaiveDate>,
    /// A vessel certificate (船证) is asked for.
    pub vessel_certificate: Option<bool>,
    /// Clauses to be put on the bill.
    pub bl_clauses: Vec<String>,
    /// The carrier's consent (3.2l).
    pub carrier_consent: CarrierConsent,
    /// A house bill is issued.
    pub house_bill: Option<bool>,
    /// Original, telex release or sea waybill.
    pub bl_kind: Option<BlKind>,
    /// How the bill is dated (C6.4).
    pub bl_dating: Option<BlDating>,
    /// The salesperson who requested another dating than the actual one.
    pub bl_dating_requested_by: Option<String>,
}

/// The carrier's consent to certificates and clauses.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CarrierConsent {
    /// Who gave it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Moment>,
    /// Its reference.
    pub reference: Option<String>,
    /// What it covers; unanswered covers all that is asked for.
    pub covers: Option<Vec<ConsentMatter>>,
}

words! {
    /// What a carrier must consent to beforehand.
    pub enum ConsentMatter {
        /// A vessel certificate.
        VesselCertificate = "vessel-certificate",
        /// A clause on the bill.
        BlClause = "bl-clause",
    }
}

words! {
    /// Kind of bill.
    pub enum BlKind {
        /// Original bills.
        Original = "original",
        /// 电放.
        TelexRelease = "telex-release",
        /// 海运单.
        SeaWaybill = "sea-waybill",
    }
}

words! {
    /// How the bill is dated.
    pub enum BlDating {
        /// As it sailed.
        Actual = "actual",
        /// 倒签.
        Antedated = "antedated",
        /// 顺签.
        Postdated = "postdated",
        /// 预借.
        Advance = "advance",
    }
}

/// A filing ahead of the vessel.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Filing {
    /// Which.
    pub kind: Option<FilingKind>,
    /// Who files.
    pub by: Option<Filer>,
    /// How far it is.
    pub state: Option<FilingState>,
    /// When.
    pub at: Option<Moment>,
    /// Its reference.
    pub reference: Option<String>,
}

words! {
    /// Which filing.
    pub enum FilingKind {
        /// United States, Automated Manifest System.
        Ams = "AMS",
        /// United States, Importer Security Filing.
        Isf = "ISF",
        /// Canada, Advance Commercial Information.
        Aci = "ACI",
        /// European Union, Entry Summary Declaration.
        Ens = "ENS",
        /// Japan, Advance Filing Rules.
        Afr = "AFR",
        /// China's manifest.
        Manifest = "manifest",
    }
}

words! {
    /// Who files.
    pub enum Filer {
        /// We do.
        Us = "us",
        /// The carrier.
        Carrier = "carrier",
        /// The customer.
        Customer = "customer",
    }
}

words! {
    /// How far a filing is.
    pub enum FilingState {
        /// Asked for.
        Asked = "asked",
        /// Filed.
        Filed = "filed",
        /// Accepted.
        Accepted = "accepted",
    }
}

/// A value that the clerk filled in for the customer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Completed {
    /// The field.
    pub field: Option<Pointer>,
    /// Who confirmed it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Moment>,
}

/// An answer written in the consignment's file. A role's is a claim until that account approves.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WrittenAnswer {
    /// The rule it answers.
    pub rule: Option<String>,
    /// The place it answers at; none: wherever the rule fires.
    pub field: Option<Pointer>,
    /// The party that answered.
    pub party: Option<AnswerParty>,
    /// The role that answered.
    pub role: Option<crate::domain::operator::Role>,
    /// Put off until then.
    pub until: Option<Moment>,
    /// Who.
    pub by: Option<String>,
    /// When.
    pub at: Option<Moment>,
    /// Why, or by what.
    pub reason: Option<String>,
}

words! {
    /// A party outside the desk that can answer.
    pub enum AnswerParty {
        /// The customer.
        Customer = "customer",
        /// The salesperson.
        Salesperson = "salesperson",
        /// The carrier.
        Carrier = "carrier",
    }
}
