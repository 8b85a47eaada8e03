//! What the customer asks for: the consignment form HC-01, field by field.
//!
//! Every field may be unanswered. `false` and 0 are answers.

mod charges;
mod equipment;
mod goods;
mod operations;
mod papers;
mod parties;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::codes::{PortCode, SailingId, Scac};
use crate::domain::given::Given;
use crate::domain::voyage::Voyage;
use crate::domain::words::words;

pub use charges::{
    AllIn, Billing, ChargeColumn, ChargeLine, Collector, Freight, FreightTerms, Payer, Per, Quoted,
    RateLine, Settlement, SurchargeLine,
};
pub use equipment::{EquipmentLine, Ventilation, VentilationUnit, Vgm, VgmMethod};
pub use goods::{CargoLine, Dangerous, DangerousGoods, PackingMaterial};
pub use operations::{
    Customs, Declaration, Fumigation, Handbook, Handling, Inspection, Loading, LoadingMode, Transit,
};
pub use papers::{
    AnswerParty, BlDating, BlKind, CarrierConsent, Completed, ConsentMatter, Documents, Filer,
    Filing, FilingKind, FilingState, WrittenAnswer,
};
pub use parties::{OverseasAgent, Party, PartyRole, Principal};

/// A moment with the offset it was said in.
pub type Moment = DateTime<FixedOffset>;

/// One consignment: what the customer asks of us.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Consignment {
    /// The customer's own reference.
    pub customer_ref: Option<String>,
    /// Remarks, read by the rules.
    pub remarks: Option<String>,
    /// The salesperson (业务员).
    pub salesperson: Option<String>,
    /// How the consignment reached us (3.1, 3.2a).
    pub intake: Intake,
    /// Direct, co-loader or nominated (note 2).
    pub source: Option<Source>,
    /// Export, customs-only or trucking-only (note 4).
    pub service_type: Option<ServiceType>,
    /// The principal (委托人).
    pub principal: Principal,
    /// The shipper on the bill.
    pub shipper: Party,
    /// The consignee on the bill.
    pub consignee: Party,
    /// The notify party on the bill.
    pub notify: Party,
    /// Our agent overseas (C6.3).
    pub overseas_agent: OverseasAgent,
    /// The carrier (船东).
    pub carrier: Option<Given<Scac>>,
    /// Whether the customer designates the carrier (3.2b).
    pub carrier_designated: Option<bool>,
    /// The chosen sailing, or TEMP (note 1).
    pub sailing: Option<SailingChoice>,
    /// The sailing date asked for.
    pub requested_etd: Option<NaiveDate>,
    /// Port of loading.
    pub pol: Option<Given<PortCode>>,
    /// Port of discharge.
    pub pod: Option<Given<PortCode>>,
    /// The terminal at the port of discharge, as written.
    pub pod_terminal: Option<String>,
    /// Whether transhipment is asked for.
    pub transhipment: Option<bool>,
    /// The transhipment port.
    pub via: Option<Given<PortCode>>,
    /// Place of delivery.
    pub delivery: Option<Given<PortCode>>,
    /// All water or mini land bridge (3.2m).
    pub us_routing: Option<UsRouting>,
    /// FCL, LCL, shipper-consolidated or bulk (note 3).
    pub stuffing_mode: Option<StuffingMode>,
    /// Cargo lines.
    pub cargo: Vec<CargoLine>,
    /// Equipment lines: type and count.
    pub equipment: Vec<EquipmentLine>,
    /// How the goods come into the container (3.2g).
    pub loading: Loading,
    /// Declaration and inspection (3.2h).
    pub customs: Customs,
    /// Special operations (3.2j).
    pub handling: Handling,
    /// Freight and surcharges on the form (3.2e, 3.2f).
    pub freight: Freight,
    /// What the handover sheet quotes (3.2e).
    pub quoted: Quoted,
    /// The charges ledger (C6.2).
    pub charges: Vec<ChargeLine>,
    /// Who settles (3.2i).
    pub settlement: Settlement,
    /// Documents and credits (3.2l, C6.4).
    pub documents: Documents,
    /// AMS, ISF, ACI, ENS, AFR and manifest filings (E2).
    pub filings: Vec<Filing>,
    /// What the clerk filled in for the customer (3.2o).
    pub completed: Vec<Completed>,
    /// Answers written in the file itself.
    pub answers: Vec<WrittenAnswer>,
}

/// How the consignment reached us.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Intake {
    /// HC-01, HC-04, HWLB-01 or the name of the customer's own form.
    pub form: Option<String>,
    /// When it arrived.
    pub received_at: Option<Moment>,
    /// Stamped with a company or business seal.
    pub stamped: Option<bool>,
    /// Signed by the principal.
    pub signed: Option<bool>,
    /// The principal that the form names.
    pub form_principal: Option<String>,
    /// The salesperson's handover sheet HC-02.
    pub handover_sheet: Option<String>,
}

/// The sailing of a consignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SailingChoice {
    /// Not known yet; allowed until the carrier confirms.
    Temp,
    /// One of the schedule.
    Chosen(ChosenSailing),
}

/// A sailing as the form names it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ChosenSailing {
    /// The schedule's id.
    pub id: Option<SailingId>,
    /// The vessel's name.
    pub vessel: Option<String>,
    /// The voyage.
    pub voyage: Option<Given<Voyage>>,
    /// The voyage as it was typed, where that is not `V.XXX`.
    pub voyage_typed: Option<String>,
    /// The departure as the form gives it.
    pub etd: Option<NaiveDate>,
}

impl ChosenSailing {
    /// The vessel and voyage as they are given; the id where neither is.
    pub fn ship(&self) -> String {
        let voyage = self.voyage.as_ref().map(|voyage| match voyage {
            Given::Known(voyage) => voyage.to_string(),
            Given::AsWritten(text) => text.clone(),
        });
        let parts = [self.vessel.clone(), voyage];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        match (&self.id, text.is_empty()) {
            (Some(id), true) => id.to_string(),
            _ => text,
        }
    }
}

words! {
    /// Where the business comes from (note 2).
    pub enum Source {
        /// 直客货.
        Direct = "direct",
        /// 同行货.
        CoLoader = "co-loader",
        /// 指定货.
        Nominated = "nominated",
    }
}

words! {
    /// What we are asked to do.
    pub enum ServiceType {
        /// Book and ship.
        Export = "export",
        /// Only declare.
        CustomsOnly = "customs-only",
        /// Only truck.
        TruckingOnly = "trucking-only",
    }
}

words! {
    /// How goods to the United States travel (3.2m).
    pub enum UsRouting {
        /// By sea all the way.
        AllWater = "all-water",
        /// Mini land bridge.
        Mlb = "mlb",
    }
}

words! {
    /// How goods are stuffed (note 3).
    pub enum StuffingMode {
        /// 整箱.
        Fcl = "fcl",
        /// 拼箱.
        Lcl = "lcl",
        /// 货主自拼箱; counts as LCL.
        ShipperConsolidated = "shipper-consolidated",
        /// 散货.
        Bulk = "bulk",
    }
}

impl Consignment {
    /// What we are asked to do; an export unless something else is said.
    pub fn service(&self) -> ServiceType {
        self.service_type.unwrap_or(ServiceType::Export)
    }

    /// The chosen sailing, where it is not TEMP.
    pub fn chosen_sailing(&self) -> Option<&ChosenSailing> {
        match &self.sailing {
            Some(SailingChoice::Chosen(chosen)) => Some(chosen),
            Some(SailingChoice::Temp) | None => None,
        }
    }

    /// The equipment as the trade writes it: `2*40HQ+1*20GP`.
    pub fn equipment_text(&self) -> String {
        let lines: Vec<String> = self
            .equipment
            .iter()
            .filter_map(|line| {
                let kind = match line.kind.as_ref()? {
                    Given::Known(kind) => kind.as_str(),
                    Given::AsWritten(text) => text,
                };
                Some(format!("{}*{kind}", line.count.unwrap_or(0)))
            })
            .collect();
        lines.join("+")
    }
}
