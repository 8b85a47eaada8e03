//! The procedure's clauses as rules: pure functions of the consignment and the facts.
//!
//! A rule is one [`Rule`] in a file of its own, or of a family that shares its inputs: what it looks
//! for, who can settle it, of whom it asks what. [`RULES`] is the table of all of them, here beside
//! their modules. Their sentences are `rule.<id>.*` in the two message files. Adding a rule touches
//! its file, this one and the message files, nothing else.
//!
//! [`check()`] runs them all: no clock, no file, no store; the same on client and daemon.

mod agent;
mod amendment;
mod answers;
mod asked;
mod bl_dating;
mod capacity;
mod carried;
mod carrier;
mod changes;
mod charges;
mod check;
mod checked;
mod company;
mod completion;
mod confirmation;
mod consent;
mod customs;
mod cut_off;
mod dangerous;
mod destination;
mod duplicate;
mod equipment;
mod extended;
mod facts;
mod filings;
mod flash_point;
mod freight;
mod goods_name;
mod handling;
mod heavy_20;
mod intake;
mod loading;
mod meant;
mod measures;
mod nobody;
mod parents;
mod party_text;
mod po_box;
mod ports;
mod principal;
mod rates;
mod reefer;
mod reply;
mod report;
mod rule;
mod sailing;
mod sailing_date;
mod segregation;
mod settlement;
mod soc;
mod spelling;
mod status_due;
mod stuffing;
mod transit;
mod under_used;
mod vgm;
mod wording;

pub use amendment::proposed as proposed_amendment;
pub use answers::{counts_as, settle};
pub use asked::{asked_of, asked_once};
pub use check::{bookable, check};
pub use checked::Checked;
pub use duplicate::look;
pub use extended::cut_offs;
pub use facts::{CheckStage, Facts};
pub use meant::{agreeing, goes_with, meant, names};
pub use reply::{CONFIRMED_IN_WRITING, Reply, Verdict, read_reply};
pub use report::Report;
pub use rule::{Rule, rule};
pub use status_due::due_day;

/// Every rule, in the order of the form.
pub static RULES: &[&Rule] = &[
    &intake::INTAKE_FORM,
    &intake::HANDOVER_SHEET,
    &intake::NEW_CUSTOMER_CONTACT,
    &intake::FORM_UNSIGNED,
    &principal::PRINCIPAL_MISMATCH,
    &principal::PRINCIPAL_CONTACT,
    &completion::SOURCE,
    &ports::POL,
    &ports::VIA,
    &ports::PLACE_UNKNOWN,
    &sailing_date::SAIL_DATE,
    &sailing_date::ETD_DIFFERS,
    &destination::DESTINATION,
    &goods_name::GOODS_NAME,
    &carrier::CARRIER_DESIGNATION,
    &sailing::SAILING_IN_SCHEDULE,
    &sailing::SAILING_TEMP,
    &sailing::SAILING_ROUTE,
    &sailing::VOYAGE_FORMAT,
    &cut_off::CUT_OFF,
    &equipment::EQUIPMENT_MISSING,
    &measures::WEIGHT_MISSING,
    &measures::VOLUME_MISSING,
    &capacity::OVER_PAYLOAD,
    &capacity::OVER_CAPACITY,
    &capacity::TIGHT_FIT,
    &under_used::UNDER_USED,
    &measures::DENSITY_ODD,
    &heavy_20::HEAVY_20,
    &reefer::REEFER_SETTINGS,
    &reefer::REEFER_DRY,
    &soc::SOC_TARE,
    &rates::RATE_MISMATCH,
    &rates::RATE_UNQUOTED,
    &freight::FREIGHT_TERMS,
    &freight::PAYABLE_AT,
    &loading::LOADING_MODE,
    &loading::LOADING_WAREHOUSE,
    &loading::LOADING_TRAILER,
    &loading::LOADING_SELF,
    &loading::LOADING_LATE,
    &customs::CUSTOMS_MODE,
    &customs::CUSTOMS_BROKER,
    &settlement::PAYER,
    &handling::FOOD_CHECK,
    &reefer::REEFER_GENSET,
    &handling::FUMIGATION,
    &transit::TRANSIT_HANDBOOK,
    &party_text::PARTY_TEXT,
    &consent::CARRIER_CONSENT,
    &consent::LC_LATEST_SHIPMENT,
    &destination::US_ROUTING,
    &destination::SUB_PORT,
    &completion::COMPLETION_UNNAMED,
    &completion::FORM_INCOMPLETE,
    &agent::AGENT_MISSING,
    &agent::AGENT_UNCONFIRMED,
    &agent::AGENT_UNLISTED,
    &stuffing::STUFFING_MODE,
    &bl_dating::BL_DATING,
    &charges::FEE_WAIVER,
    &charges::CHARGE_CODE,
    &freight::ALL_IN,
    &freight::COLLECT_CHARGES,
    &confirmation::EQUIPMENT_CONFIRMED,
    &confirmation::CONFIRMATION_TOLD,
    &vgm::VGM,
    &filings::ADVANCE_MANIFEST,
    &dangerous::DANGEROUS_GOODS,
    &duplicate::DUPLICATE,
    &amendment::AMENDMENT_CONFIRMATION,
    &amendment::AMENDMENT_REVIEW,
    &amendment::AMENDMENT_CHARGES,
    &status_due::STATUS_DUE,
];
