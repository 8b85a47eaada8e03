//! What is wrong with a practice consignment, one instructive thing each.

use chrono::Duration;
use rust_decimal::Decimal;

use super::clock;
use super::table::BadTable;
use crate::domain::consignment as form;
use crate::domain::{Amount, ChargeCode, Consignment, Given, Kilograms, Sailing};

/// Makes a sound consignment wrong in the way that the cast's table names; empty leaves it sound,
/// and `moved` is done to the schedule instead.
pub(super) fn apply(twist: &str, on: &mut Consignment, sailing: &Sailing) -> Result<(), BadTable> {
    let etd = sailing.etd;
    match twist {
        "" | "moved" => {}
        "heavy-unsaid" => {
            for line in &mut on.equipment {
                line.heavy_duty = None;
            }
            weigh(on, 24_300);
        }
        "port-unsaid" => on.pod_terminal = None,
        "routing-unsaid" => on.us_routing = None,
        "vent-unsaid" => {
            for line in &mut on.equipment {
                line.ventilation = None;
            }
        }
        "terms-unsaid" => on.freight.terms = None,
        "unsigned" => {
            on.intake.stamped = Some(false);
            on.intake.signed = Some(false);
        }
        "weight-unsaid" => {
            for line in &mut on.cargo {
                line.gross_kg = None;
            }
        }
        "too-heavy" => weigh(on, 31_800),
        "no-consent" => {
            on.documents.letter_of_credit = Some(true);
            on.documents.lc_requires = Some(vec![form::ConsentMatter::VesselCertificate]);
            on.documents.vessel_certificate = Some(true);
            on.documents.latest_shipment = Some(etd + Duration::days(6));
        }
        "food-check-unsaid" => on.handling.food_container_check = None,
        "rate-differs" => {
            for line in &mut on.freight.rate {
                line.amount = Some(Given::Known(Amount::new(Decimal::from(2_280))));
            }
        }
        "to-order" => {
            on.consignee = form::Party {
                name: Some("TO ORDER".to_owned()),
                ..form::Party::default()
            };
            on.notify = form::Party::default();
        }
        "handbook-in-remarks" => {
            on.remarks = Some("此票为来料加工，手册稍后提供".to_owned());
            on.customs.handbook = None;
        }
        "agent-unconfirmed" => {
            on.source = Some(form::Source::Nominated);
            on.overseas_agent = form::OverseasAgent {
                name: Some("WATTLE FREIGHT AGENCY PTY LTD".to_owned()),
                chosen_at: Some(clock::at(etd - Duration::days(14), 11, 0)),
                ..form::OverseasAgent::default()
            };
        }
        "loads-late" => {
            on.loading.mode = Some(form::LoadingMode::Warehouse);
            on.loading.place = Some("外高桥 3 号仓库".to_owned());
            on.loading.at = Some(clock::at(etd, 9, 0));
        }
        "lcl-with-boxes" => on.stuffing_mode = Some(form::StuffingMode::Lcl),
        "sailing-unsaid" => {
            on.sailing = None;
            on.requested_etd = None;
        }
        "wood" => on.handling.fumigation = None,
        "later-than-asked" => on.requested_etd = Some(etd - Duration::days(4)),
        "collect" => {
            on.freight.terms = Some(form::FreightTerms::Collect);
            on.freight.collected_by = Some(form::Collector::Carrier);
            on.charges = on
                .freight
                .rate
                .iter()
                .map(|line| form::ChargeLine {
                    column: Some(form::ChargeColumn::Collect),
                    code: Some(ChargeCode::new("OCF")),
                    amount: line.amount.clone(),
                    currency: line.currency.clone(),
                    per: Some(form::Per::Container),
                    waived: Some(false),
                })
                .collect();
        }
        other => return Err(BadTable::new("cast", format!("no twist “{other}”"))),
    }
    Ok(())
}

/// Sets the whole weight of a consignment of one line.
fn weigh(on: &mut Consignment, kg: i64) {
    for line in &mut on.cargo {
        line.gross_kg = Some(Given::Known(Kilograms(Decimal::from(kg))));
    }
}
