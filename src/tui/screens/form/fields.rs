//! The form's fields, section by section as on paper: where each stands in the consignment's JSON,
//! how it is written, and when it matters.

use super::conditions::{
    always, any_reefer, has_boxes, is_20, is_reefer, loaded, needs_consent, on_credit, operating,
    owned, us_bound,
};
use crate::domain::Consignment;
use crate::domain::consignment::{
    Billing, BlDating, BlKind, ChargeColumn, Collector, Declaration, Filer, FilingKind,
    FilingState, FreightTerms, Fumigation, Inspection, LoadingMode, PackingMaterial, Payer, Per,
    ServiceType, Source, StuffingMode, UsRouting, VgmMethod,
};
use crate::domain::words::{Word, words};
use crate::reference::Reference;

words! {
    /// A section of the paper form.
    pub enum Section {
        /// How it reached us (3.1, 3.2a).
        Intake = "intake",
        /// Principal, shipper, consignee, notify (3.2k).
        Parties = "parties",
        /// Carrier, sailing, ports (3.2b, note 1).
        Routing = "routing",
        /// Goods and equipment (3.2b, 3.2c, 3.2d).
        Goods = "goods",
        /// How the goods come into the container (3.2g).
        Loading = "loading",
        /// Declaration, inspection, special operations (3.2h, 3.2j).
        Customs = "customs",
        /// Freight and settlement (3.2e, 3.2f, 3.2i).
        Freight = "freight",
        /// Bills, credits, agent (3.2l, C6).
        Documents = "documents",
        /// Verified mass, filings, charges (E2, C6.2).
        Filings = "filings",
    }
}

/// How a field is written and read.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Free text.
    Text,
    /// Several lines of text, as an array.
    Lines,
    /// A whole number.
    Whole,
    /// Kilograms.
    Weight,
    /// Cubic metres.
    Volume,
    /// Degrees Celsius.
    Celsius,
    /// An amount.
    Amount,
    /// A day: `1128`, `+3`.
    Day,
    /// A time: `1127 1400`, `now`.
    Time,
    /// Yes or no.
    YesNo,
    /// One of a set of words: the set's name and its words.
    Choice(&'static str, fn() -> Vec<&'static str>),
    /// A port or place.
    Port,
    /// A carrier.
    Carrier,
    /// A sailing of the schedule, or TEMP.
    Sailing,
    /// `2*40HQ+1*20GP`.
    Boxes,
    /// `40HQ 1850 USD+20GP 1200 USD`.
    Rates,
    /// `THC 1025 CNY/40HQ+DOC 450 CNY/bl`.
    Surcharges,
    /// An earlier principal.
    Customer,
    /// A salesperson.
    Salesperson,
    /// An agent of the published list.
    Agent,
    /// A charge code.
    Charge,
    /// Charge codes, with blanks between.
    AllIn,
    /// `closed`, `25 cbm-h`, `15 %`.
    Ventilation,
    /// `no`, or UN number, class and packing group.
    Dangerous,
    /// `no`, or from and to with a dash between.
    Transit,
    /// `no`, or the handbook's number.
    Handbook,
    /// What a carrier must consent to: `1`, `2`, both, or `no`.
    Matters,
}

/// When a field is shown: given the consignment, the tables, and the line it stands on.
pub type When = fn(&Consignment, &Reference, usize) -> bool;

/// A field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its JSON pointer; `*` stands for a line's index.
    pub at: &'static str,
    /// Its section.
    pub section: Section,
    /// How it is written.
    pub kind: Kind,
    /// Whether it is shown before anything calls for it.
    pub main: bool,
    /// When it matters at all.
    pub when: When,
}

impl Field {
    /// The key of its label.
    pub fn label(&self) -> String {
        let name = match self.at {
            "/equipment" => "/boxes",
            other => other,
        };
        format!("field{}", name.replace("/*", "").replace('/', "."))
    }

    /// The array that its lines are in, and the rest behind the index.
    pub fn array(&self) -> Option<&'static str> {
        self.at.split_once("/*").map(|(array, _)| array)
    }

    /// The pointer on a line.
    pub fn pointer(&self, line: usize) -> String {
        self.at.replacen('*', &line.to_string(), 1)
    }
}

fn set<W: Word>() -> Vec<&'static str> {
    W::WORDS.iter().map(Word::word).collect()
}

const LINE: When = always;

macro_rules! fields {
    ($($section:ident { $($at:literal $kind:expr, $main:ident $(if $when:expr)?;)+ })+) => {
        /// Every field, in the order of the paper form.
        pub const FIELDS: &[Field] = &[$($(Field {
            at: $at,
            section: Section::$section,
            kind: $kind,
            main: fields!(@main $main),
            when: fields!(@when $($when)?),
        }),+),+];
    };
    (@main main) => { true };
    (@main more) => { false };
    (@when) => { LINE };
    (@when $when:expr) => { $when };
}

use Kind::{
    Agent, AllIn, Amount, Boxes, Carrier, Celsius, Charge, Choice, Customer, Day, Handbook, Lines,
    Matters, Port, Rates, Sailing, Salesperson, Surcharges, Text, Time, Transit, Ventilation,
    Volume, Weight, Whole, YesNo,
};

fields! {
    Intake {
        "/principal/name" Customer, main;
        "/intake/form" Text, main;
        "/intake/stamped" YesNo, main;
        "/intake/signed" YesNo, main;
        "/intake/handover_sheet" Text, main if |form, _, _| form.source != Some(Source::Nominated);
        "/source" Choice("source", set::<Source>), main;
        "/salesperson" Salesperson, main;
        "/customer_ref" Text, main;
        "/service_type" Choice("service-type", set::<ServiceType>), more;
        "/intake/received_at" Time, more;
        "/intake/form_principal" Customer, more;
    }
    Parties {
        "/principal/contact" Text, main;
        "/principal/phone" Text, main;
        "/principal/fax" Text, more;
        "/principal/new_customer" YesNo, more;
        "/principal/contact_details_sent_at" Time, more if |form, _, _| form.principal.new_customer == Some(true);
        "/shipper/name" Text, main;
        "/shipper/address" Lines, main;
        "/shipper/country" Text, more;
        "/shipper/phone" Text, more;
        "/consignee/name" Text, main;
        "/consignee/address" Lines, main;
        "/consignee/country" Text, more;
        "/consignee/phone" Text, more;
        "/notify/same_as" Choice("party", || vec!["consignee", "shipper"]), main
            if |form, _, _| form.notify.name.is_none();
        "/notify/name" Text, main if |form, _, _| form.notify.same_as.is_none();
        "/notify/address" Lines, main if |form, _, _| form.notify.same_as.is_none();
        "/notify/country" Text, more if |form, _, _| form.notify.same_as.is_none();
        "/notify/phone" Text, more if |form, _, _| form.notify.same_as.is_none();
    }
    Routing {
        "/sailing" Sailing, main;
        "/carrier_designated" YesNo, main;
        "/carrier" Carrier, main;
        "/requested_etd" Day, main;
        "/pol" Port, main;
        "/pod" Port, main;
        "/pod_terminal" Text, more;
        "/delivery" Port, main;
        "/us_routing" Choice("us-routing", set::<UsRouting>), main if us_bound;
        "/transhipment" YesNo, more;
        "/via" Port, more;
    }
    Goods {
        "/stuffing_mode" Choice("stuffing", set::<StuffingMode>), main;
        "/cargo/*/name_en" Text, main;
        "/cargo/*/name_zh" Text, main;
        "/cargo/*/hs_code" Text, more;
        "/cargo/*/packages" Whole, main;
        "/cargo/*/package_type" Text, main;
        "/cargo/*/gross_kg" Weight, main;
        "/cargo/*/volume_cbm" Volume, main;
        "/cargo/*/marks" Text, main;
        "/cargo/*/packing_material" Choice("packing", set::<PackingMaterial>), more;
        "/cargo/*/dangerous" Kind::Dangerous, main;
        "/cargo/*/owner" Text, more;
        "/cargo/*/in" Whole, more;
        "/equipment" Boxes, main;
        "/equipment/*/heavy_duty" YesNo, more if is_20;
        "/equipment/*/temperature_c" Celsius, main if operating;
        "/equipment/*/ventilation" Ventilation, main if operating;
        "/equipment/*/non_operating" YesNo, more if is_reefer;
        "/equipment/*/shipper_owned" YesNo, more if has_boxes;
        "/equipment/*/tare_kg" Weight, main if owned;
        "/remarks" Text, main;
    }
    Loading {
        "/loading/mode" Choice("loading", set::<LoadingMode>), main;
        "/loading/at" Time, main if |form, _, _| form.loading.mode.is_some() && !loaded(form, LoadingMode::ByShipper);
        "/loading/place" Text, main if |form, _, _| form.loading.mode.is_some() && !loaded(form, LoadingMode::ByShipper);
        "/loading/contact" Text, main if |form, _, _| loaded(form, LoadingMode::Trailer);
        "/loading/phone" Text, main if |form, _, _| loaded(form, LoadingMode::Trailer);
        "/loading/documents_handover" Text, main if |form, _, _| loaded(form, LoadingMode::ByShipper);
        "/handling/genset_truck" YesNo, main
            if |form, tables, _| any_reefer(form, tables, 0) && loaded(form, LoadingMode::Trailer);
    }
    Customs {
        "/customs/declaration" Choice("declaration", set::<Declaration>), main;
        "/customs/declarant" Text, main if |form, _, _| form.customs.declaration == Some(Declaration::Customer);
        "/customs/broker" Text, main if |form, _, _| form.customs.declaration == Some(Declaration::Customer);
        "/customs/inspection" Choice("inspection", set::<Inspection>), more;
        "/customs/transit" Transit, more;
        "/customs/handbook" Handbook, more;
        "/handling/food_container_check" YesNo, more;
        "/handling/fumigation" Choice("fumigation", set::<Fumigation>), more;
    }
    Freight {
        "/freight/terms" Choice("terms", set::<FreightTerms>), main;
        "/freight/payable_at" Text, main if |form, _, _| form.freight.terms == Some(FreightTerms::ThirdPlace);
        "/freight/collected_by" Choice("collector", set::<Collector>), main
            if |form, _, _| form.freight.terms == Some(FreightTerms::Collect);
        "/freight/rate" Rates, main;
        "/freight/surcharges" Surcharges, main;
        "/freight/all_in" AllIn, more;
        "/quoted/rate" Rates, main;
        "/quoted/surcharges" Surcharges, main;
        "/quoted/confirmed_by" Salesperson, main;
        "/quoted/confirmed_at" Time, more;
        "/quoted/by_word" YesNo, more;
        "/settlement/payer" Choice("payer", set::<Payer>), main;
        "/settlement/name" Text, main if |form, _, _| form.settlement.payer == Some(Payer::ThirdParty);
        "/settlement/billing" Choice("billing", set::<Billing>), more;
    }
    Documents {
        "/documents/bl_kind" Choice("bl-kind", set::<BlKind>), main;
        "/documents/house_bill" YesNo, more;
        "/documents/vessel_certificate" YesNo, more;
        "/documents/bl_clauses" Lines, more;
        "/documents/letter_of_credit" YesNo, main;
        "/documents/lc_requires" Matters, main if on_credit;
        "/documents/latest_shipment" Day, main if on_credit;
        "/documents/carrier_consent/by" Text, main if needs_consent;
        "/documents/carrier_consent/at" Time, main if needs_consent;
        "/documents/carrier_consent/reference" Text, main if needs_consent;
        "/documents/carrier_consent/covers" Matters, more if needs_consent;
        "/documents/bl_dating" Choice("bl-dating", set::<BlDating>), more;
        "/documents/bl_dating_requested_by" Salesperson, main
            if |form, _, _| form.documents.bl_dating.is_some_and(|dating| dating != BlDating::Actual);
        "/overseas_agent/name" Agent, main
            if |form, _, _| form.freight.collected_by == Some(Collector::OurAgent) || form.source == Some(Source::Nominated);
        "/overseas_agent/code" Text, more;
        "/overseas_agent/chosen_at" Time, more;
    }
    Filings {
        "/equipment/*/vgm/kg" Weight, more if has_boxes;
        "/equipment/*/vgm/method" Choice("vgm-method", set::<VgmMethod>), more if has_boxes;
        "/equipment/*/vgm/by" Text, more if has_boxes;
        "/equipment/*/vgm/at" Time, more if has_boxes;
        "/filings/*/kind" Choice("filing", set::<FilingKind>), more;
        "/filings/*/by" Choice("filer", set::<Filer>), more;
        "/filings/*/state" Choice("filing-state", set::<FilingState>), more;
        "/filings/*/at" Time, more;
        "/filings/*/reference" Text, more;
        "/charges/*/column" Choice("column", set::<ChargeColumn>), more;
        "/charges/*/code" Charge, more;
        "/charges/*/amount" Amount, more;
        "/charges/*/currency" Text, more;
        "/charges/*/per" Choice("per", set::<Per>), more;
        "/charges/*/waived" YesNo, more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, has};

    #[test]
    fn every_field_and_word_has_its_name_in_both_languages() {
        for lang in Lang::ALL {
            for field in FIELDS {
                assert!(
                    has(lang, &field.label()),
                    "{} in {}",
                    field.label(),
                    lang.as_str()
                );
                if let Kind::Choice(name, words) = field.kind {
                    for word in words() {
                        let key = format!("tui.word.{name}.{word}");
                        assert!(has(lang, &key), "{key} in {}", lang.as_str());
                    }
                }
            }
            for section in Section::ALL {
                assert!(has(lang, &format!("tui.section.{section}")), "{section}");
            }
        }
    }

    #[test]
    fn every_field_stands_in_the_consignments_schema() {
        let schema = crate::json::consignment_schema();
        for field in FIELDS {
            let mut here = &schema;
            for token in field.at.split('/').skip(1) {
                let open = |node: &'_ serde_json::Value| -> Option<serde_json::Value> {
                    let found = if token == "*" {
                        node.get("items")
                    } else {
                        node.get("properties").and_then(|p| p.get(token))
                    };
                    found.cloned()
                };
                let found = open(here).is_some();
                assert!(found, "{} at {token}", field.at);
                here = if token == "*" {
                    &here["items"]
                } else {
                    &here["properties"][token]
                };
            }
        }
    }
}
