//! A sound consignment: every question of the procedure answered.

use chrono::Duration;
use rust_decimal::{Decimal, RoundingStrategy};

use super::cast::{Fate, Part};
use super::clock;
use super::people::{Customer, Goods, People};
use super::table::{self, BadTable};
use crate::domain::consignment as form;
use crate::domain::{
    Amount, Celsius, ChargeCode, Consignment, CubicMetres, Currency, EquipmentType, Given, HsCode,
    Kilograms, Moment,
};

/// What a container is customarily filled with: cubic metres, and kilograms at most.
fn fill(kind: &EquipmentType) -> (Decimal, Decimal) {
    let (cbm, kg) = match kind.as_str() {
        "20GP" => (26, 21_500),
        "40GP" => (57, 23_500),
        "40RH" => (62, 25_500),
        _ => (68, 25_500),
    };
    (Decimal::from(cbm), Decimal::from(kg))
}

/// The consignment of one part, as its customer sent it.
pub(super) fn sound(
    part: &Part,
    number: usize,
    received_at: Moment,
    people: &People,
) -> Result<Consignment, BadTable> {
    let customer = &people.customers[number % people.customers.len()];
    let goods = people.goods(&part.goods)?;
    let sailing = &part.sailing;
    let country = &sailing.pod.as_str()[..2];
    let consignee = people.consignee(country)?;
    let reefer = part
        .boxes
        .iter()
        .any(|(kind, _)| kind.as_str().ends_with("RH"));
    let (rate, surcharges) = price(part)?;
    Ok(Consignment {
        customer_ref: Some(format!("PO-{}", 60_210 + number * 7)),
        salesperson: Some(customer.salesperson.clone()),
        intake: form::Intake {
            form: Some("HC-01".to_owned()),
            received_at: Some(received_at),
            stamped: Some(true),
            signed: Some(true),
            form_principal: Some(customer.principal.clone()),
            handover_sheet: Some(format!("HC-02/{:04}", 600 + number)),
        },
        source: Some(form::Source::Direct),
        service_type: Some(match part.fate {
            Fate::CustomsOnly => form::ServiceType::CustomsOnly,
            Fate::TruckingOnly => form::ServiceType::TruckingOnly,
            _ => form::ServiceType::Export,
        }),
        principal: form::Principal {
            name: Some(customer.principal.clone()),
            contact: Some(customer.contact.clone()),
            phone: Some(customer.phone.clone()),
            new_customer: Some(false),
            ..form::Principal::default()
        },
        shipper: form::Party {
            name: Some(customer.shipper.clone()),
            address: vec![customer.address1.clone(), customer.address2.clone()],
            country: Some("CN".to_owned()),
            phone: Some(customer.phone.clone()),
            ..form::Party::default()
        },
        consignee: form::Party {
            name: Some(consignee.name.clone()),
            address: vec![consignee.address1.clone(), consignee.address2.clone()],
            country: Some(consignee.country.clone()),
            ..form::Party::default()
        },
        notify: form::Party {
            same_as: Some(form::PartyRole::Consignee),
            ..form::Party::default()
        },
        carrier: Some(Given::Known(sailing.carrier.clone())),
        carrier_designated: Some(true),
        sailing: Some(form::SailingChoice::Chosen(form::ChosenSailing {
            id: Some(sailing.id.clone()),
            vessel: Some(sailing.vessel.clone()),
            voyage: Some(Given::Known(sailing.voyage.clone())),
            voyage_typed: None,
            etd: Some(sailing.etd),
        })),
        requested_etd: Some(sailing.etd),
        pol: Some(Given::Known(sailing.pol.clone())),
        pod: Some(Given::Known(sailing.pod.clone())),
        pod_terminal: sailing.pod_terminal.clone(),
        transhipment: Some(false),
        delivery: Some(Given::Known(sailing.pod.clone())),
        us_routing: (country == "US").then_some(form::UsRouting::AllWater),
        stuffing_mode: Some(form::StuffingMode::Fcl),
        cargo: vec![cargo(goods, part, customer)?],
        equipment: part
            .boxes
            .iter()
            .map(|(kind, count)| equipment(kind, *count, reefer))
            .collect(),
        loading: loading(part, number, customer, reefer),
        customs: form::Customs {
            declaration: Some(form::Declaration::Us),
            inspection: Some(form::Inspection::None),
            transit: Some(form::Transit::No),
            handbook: Some(form::Handbook::No),
            ..form::Customs::default()
        },
        handling: form::Handling {
            food_container_check: reefer.then_some(true),
            genset_truck: reefer.then_some(true),
            fumigation: (goods.packing == "wood").then_some(form::Fumigation::Done),
        },
        freight: form::Freight {
            terms: Some(form::FreightTerms::Prepaid),
            rate: rate.clone(),
            surcharges: surcharges.clone(),
            ..form::Freight::default()
        },
        quoted: form::Quoted {
            rate,
            surcharges,
            confirmed_by: Some(customer.salesperson.clone()),
            confirmed_at: Some(received_at - Duration::hours(20)),
            by_word: Some(false),
        },
        settlement: form::Settlement {
            payer: Some(form::Payer::Principal),
            name: None,
            billing: Some(if number.is_multiple_of(3) {
                form::Billing::Monthly
            } else {
                form::Billing::PerJob
            }),
        },
        documents: form::Documents {
            letter_of_credit: Some(false),
            vessel_certificate: Some(false),
            house_bill: Some(false),
            bl_kind: Some(form::BlKind::TelexRelease),
            bl_dating: Some(form::BlDating::Actual),
            ..form::Documents::default()
        },
        ..Consignment::default()
    })
}

/// One line of goods that fills the part's containers as is customary.
fn cargo(goods: &Goods, part: &Part, customer: &Customer) -> Result<form::CargoLine, BadTable> {
    let mut volume = Decimal::ZERO;
    let mut weight = Decimal::ZERO;
    for (kind, count) in &part.boxes {
        let (cbm, most) = fill(kind);
        let cbm = cbm.min(most / goods.kg_per_cbm);
        volume += cbm * Decimal::from(*count);
        weight += cbm * goods.kg_per_cbm * Decimal::from(*count);
    }
    let packages = (volume / goods.cbm_per_package).round();
    let rounded = |value: Decimal, places| {
        value
            .round_dp_with_strategy(places, RoundingStrategy::ToZero)
            .normalize()
    };
    Ok(form::CargoLine {
        name_en: Some(goods.name_en.clone()),
        name_zh: Some(goods.name_zh.clone()),
        hs_code: Some(HsCode::new(goods.hs.clone())),
        packages: Some(table::read("goods", &packages.to_string())?),
        package_type: Some(goods.package_type.clone()),
        packing_material: Some(table::read("goods", &goods.packing)?),
        gross_kg: Some(Given::Known(Kilograms(rounded(weight, 0)))),
        volume_cbm: Some(Given::Known(CubicMetres(rounded(volume, 1)))),
        marks: Some("N/M".to_owned()),
        owner: Some(customer.principal.clone()),
        dangerous: Some(form::Dangerous::No),
        ..form::CargoLine::default()
    })
}

fn equipment(kind: &EquipmentType, count: u32, reefer: bool) -> form::EquipmentLine {
    form::EquipmentLine {
        kind: Some(Given::Known(kind.clone())),
        count: Some(count),
        heavy_duty: (kind.feet() == Some(20)).then_some(true),
        shipper_owned: Some(false),
        non_operating: reefer.then_some(false),
        temperature_c: reefer.then(|| Given::Known(Celsius(Decimal::from(-18)))),
        ventilation: reefer.then_some(form::Ventilation::Closed),
        ..form::EquipmentLine::default()
    }
}

/// Reefers by trailer; the others by each of the three ways in turn, the day before the CY closes.
fn loading(part: &Part, number: usize, customer: &Customer, reefer: bool) -> form::Loading {
    let day = part.sailing.etd - Duration::days(3);
    match if reefer { 1 } else { number % 3 } {
        0 => form::Loading {
            mode: Some(form::LoadingMode::Warehouse),
            at: Some(clock::at(day, 10, 0)),
            place: Some("外高桥 3 号仓库".to_owned()),
            ..form::Loading::default()
        },
        1 => form::Loading {
            mode: Some(form::LoadingMode::Trailer),
            at: Some(clock::at(day, 14, 0)),
            place: Some(format!("{}工厂", customer.principal)),
            contact: Some(customer.contact.clone()),
            phone: Some(customer.phone.clone()),
            ..form::Loading::default()
        },
        _ => form::Loading {
            mode: Some(form::LoadingMode::ByShipper),
            documents_handover: Some("随车带回报关单证".to_owned()),
            ..form::Loading::default()
        },
    }
}

/// Ocean freight a container type, by lane, and the surcharges at origin.
fn price(part: &Part) -> Result<(Vec<form::RateLine>, Vec<form::SurchargeLine>), BadTable> {
    let forty = match &part.sailing.pod.as_str()[..2] {
        "US" => 2_350,
        "NL" | "DE" | "BE" | "GB" => 1_850,
        "GR" | "IT" => 2_100,
        "PE" | "CL" => 2_600,
        "ZA" | "KE" | "NG" => 3_050,
        "AE" | "SA" => 1_400,
        "AU" => 1_250,
        _ => 480,
    };
    let usd: Currency = table::read("rates", "USD")?;
    let cny: Currency = table::read("rates", "CNY")?;
    let known = |amount: i64| Some(Given::Known(Amount::new(Decimal::from(amount))));
    let mut rates = Vec::new();
    let mut surcharges = Vec::new();
    for (kind, _) in &part.boxes {
        let twenty = kind.feet() == Some(20);
        rates.push(form::RateLine {
            kind: Some(Given::Known(kind.clone())),
            amount: known(if twenty { forty * 11 / 20 } else { forty }),
            currency: Some(Given::Known(usd.clone())),
        });
        surcharges.push(form::SurchargeLine {
            code: Some(ChargeCode::new("THC")),
            per: Some(form::Per::Container),
            kind: Some(Given::Known(kind.clone())),
            amount: known(if twenty { 825 } else { 1_125 }),
            currency: Some(Given::Known(cny.clone())),
        });
    }
    surcharges.push(form::SurchargeLine {
        code: Some(ChargeCode::new("DOC")),
        per: Some(form::Per::Bl),
        kind: None,
        amount: known(450),
        currency: Some(Given::Known(cny)),
    });
    Ok((rates, surcharges))
}
