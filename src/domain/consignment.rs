//! What the customer asks for: the consignment form HC-01, field by field.
//!
//! Every field may be unanswered. `false` and 0 are answers.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::codes::{
    ChargeCode, Currency, EquipmentType, HsCode, Pointer, PortCode, SailingId, Scac,
};
use super::given::Given;
use super::measure::{Celsius, CubicMetres, Kilograms};
use super::money::Amount;
use super::voyage::Voyage;
use super::words::words;

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

/// The party that gives us the job.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Principal {
    /// Name.
    pub name: Option<String>,
    /// Contact person.
    pub contact: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Fax.
    pub fax: Option<String>,
    /// First business with us.
    pub new_customer: Option<bool>,
    /// When our contact details and form HC-01 were sent.
    pub contact_details_sent_at: Option<Moment>,
}

/// A party on the bill of lading.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Party {
    /// Another party that this one is the same as: `consignee`.
    pub same_as: Option<PartyRole>,
    /// Name.
    pub name: Option<String>,
    /// Address lines as the customer wrote them.
    pub address: Vec<String>,
    /// ISO 3166 country letters.
    pub country: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

words! {
    /// A party of the bill that another may be the same as.
    pub enum PartyRole {
        /// The shipper.
        Shipper = "shipper",
        /// The consignee.
        Consignee = "consignee",
        /// The notify party.
        Notify = "notify",
    }
}

/// Our agent at the destination.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OverseasAgent {
    /// Name.
    pub name: Option<String>,
    /// Our code for the agent.
    pub code: Option<String>,
    /// Who is said to have confirmed the agent; the account's own approval is what counts.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<Moment>,
    /// When the agent was chosen.
    pub chosen_at: Option<Moment>,
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

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CargoLine {
    /// English name.
    pub name_en: Option<String>,
    /// Chinese name.
    pub name_zh: Option<String>,
    /// HS code.
    pub hs_code: Option<HsCode>,
    /// Number of packages.
    pub packages: Option<u32>,
    /// Kind of packages: CTN, PKG, PLT.
    pub package_type: Option<String>,
    /// What the packing is made of.
    pub packing_material: Option<PackingMaterial>,
    /// Gross weight.
    pub gross_kg: Option<Given<Kilograms>>,
    /// Measurement.
    pub volume_cbm: Option<Given<CubicMetres>>,
    /// Shipping marks.
    pub marks: Option<String>,
    /// Whose goods they are.
    pub owner: Option<String>,
    /// The equipment line that they are loaded in, from 0.
    pub loaded_in: Option<u32>,
    /// Dangerous goods: said not to be, or declared.
    pub dangerous: Option<Dangerous>,
}

/// Whether goods are dangerous.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Dangerous {
    /// Said not to be.
    No,
    /// Declared.
    Declared(DangerousGoods),
}

/// A dangerous-goods declaration.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DangerousGoods {
    /// UN number, four digits.
    pub un: Option<String>,
    /// IMDG class or division.
    pub class: Option<String>,
    /// Packing group I, II or III.
    pub packing_group: Option<String>,
    /// Proper shipping name.
    pub proper_name: Option<String>,
}

words! {
    /// What packing is made of.
    pub enum PackingMaterial {
        /// Solid wood.
        Wood = "wood",
        /// Heat-treated, stamped wood.
        TreatedWood = "treated-wood",
        /// Plywood.
        Plywood = "plywood",
        /// Plastic.
        Plastic = "plastic",
        /// Metal.
        Metal = "metal",
        /// Paper.
        Paper = "paper",
        /// No packing.
        None = "none",
    }
}

/// Containers of one type.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EquipmentLine {
    /// Container type.
    pub kind: Option<Given<EquipmentType>>,
    /// How many.
    pub count: Option<u32>,
    /// Whether a heavy-duty container is wanted.
    pub heavy_duty: Option<bool>,
    /// Shipper-owned.
    pub shipper_owned: Option<bool>,
    /// Tare of a shipper-owned container.
    pub tare_kg: Option<Given<Kilograms>>,
    /// A reefer used as a dry box.
    pub non_operating: Option<bool>,
    /// Set temperature.
    pub temperature_c: Option<Given<Celsius>>,
    /// Fresh-air ventilation.
    pub ventilation: Option<Ventilation>,
    /// Verified gross mass.
    pub vgm: Vgm,
}

/// Fresh-air ventilation of a reefer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ventilation {
    /// Closed, written as the word.
    Closed,
    /// Open by that much.
    Open {
        /// How much.
        value: Option<Decimal>,
        /// In which unit.
        unit: Option<VentilationUnit>,
    },
}

words! {
    /// Unit of ventilation.
    pub enum VentilationUnit {
        /// Per cent of the opening.
        Percent = "percent",
        /// Cubic metres an hour.
        CbmPerHour = "cbm-h",
    }
}

/// Verified gross mass.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Vgm {
    /// The mass.
    pub kg: Option<Given<Kilograms>>,
    /// Weighed, or summed with the tare.
    pub method: Option<VgmMethod>,
    /// Who verified it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Moment>,
}

words! {
    /// How a gross mass was verified.
    pub enum VgmMethod {
        /// The loaded container was weighed.
        Weighed = "weighed",
        /// Goods, packing and tare were added up.
        Summed = "summed",
    }
}

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
    pub role: Option<super::operator::Role>,
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
