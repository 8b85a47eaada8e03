//! The booking order: what goes out to the carrier, as a text in the carrier's language.

use std::fmt::Write as _;

use super::super::ground::Ground;
use crate::domain::consignment::{FreightTerms, Party, SailingChoice, StuffingMode, Ventilation};
use crate::domain::{Consignment, Given, Job, KnownValue, Moment, Sailing, SoNo};
use crate::json::given_text;
use crate::protocol::Failure;
use crate::reference::Reference;

/// The booking order of a job written anew, where it says something else than the one that is out.
pub fn renewed(job: &Job, ground: &Ground) -> Result<Option<String>, Failure> {
    let Some(booking) = &job.booking else {
        return Ok(None);
    };
    let sailing = ground.sailing_of(job)?;
    let write = |amended| {
        booking_order(
            &booking.so_no,
            &job.consignment,
            sailing.as_ref(),
            ground.reference,
            (booking.booked_at, amended),
        )
    };
    let says = |order: &str| -> Vec<String> {
        let lines = order.lines().filter(|line| !line.starts_with(AMENDED));
        lines.map(str::to_owned).collect()
    };
    let is_other = says(&write(None)) != says(&booking.order);
    Ok(is_other.then(|| write(Some(ground.now))))
}

/// The row that says when an order was written anew.
const AMENDED: &str = "AMENDED";

/// Writes the booking order (订舱单) of a consignment: when it was issued, and amended.
pub fn booking_order(
    so_no: &SoNo,
    consignment: &Consignment,
    sailing: Option<&Sailing>,
    reference: &Reference,
    (issued, amended): (Moment, Option<Moment>),
) -> String {
    let mut text = String::new();
    let mut row = |label: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{label:<18}{value}");
        }
    };
    let port = |given: &Option<Given<crate::domain::PortCode>>| -> String {
        given.as_ref().map_or(String::new(), |given| {
            given
                .known()
                .and_then(|code| reference.port(code.as_str()))
                .map_or_else(
                    || given_text(given),
                    |port| format!("{} ({})", port.name, port.code),
                )
        })
    };
    row("BOOKING ORDER", so_no.as_str());
    row("DATE", &issued.date_naive().to_string());
    if let Some(amended) = amended {
        row(AMENDED, &amended.date_naive().to_string());
    }
    if let Some(carrier) = consignment.carrier.known() {
        let name = reference
            .carrier(carrier.as_str())
            .map_or_else(String::new, |found| found.name.clone());
        row("CARRIER", &format!("{name} ({carrier})"));
    }
    match (sailing, &consignment.sailing) {
        (Some(sailing), _) => {
            row(
                "VESSEL/VOYAGE",
                &format!("{} {}", sailing.vessel, sailing.voyage),
            );
            row("ETD", &sailing.etd.to_string());
        }
        (None, Some(SailingChoice::Temp)) => row("VESSEL/VOYAGE", "TEMP, TO BE ADVISED"),
        _ => {}
    }
    if sailing.is_none()
        && let Some(etd) = consignment.requested_etd
    {
        row("REQUESTED ETD", &etd.to_string());
    }
    row("POL", &port(&consignment.pol));
    row("POD", &port(&consignment.pod));
    row(
        "TERMINAL",
        consignment.pod_terminal.as_deref().unwrap_or_default(),
    );
    row("VIA", &port(&consignment.via));
    row("DELIVERY", &port(&consignment.delivery));
    row(
        "US ROUTING",
        consignment.us_routing.map_or("", |routing| match routing {
            crate::domain::consignment::UsRouting::AllWater => "ALL WATER",
            crate::domain::consignment::UsRouting::Mlb => "MLB",
        }),
    );
    row(
        "MODE",
        consignment.stuffing_mode.map_or("", |mode| match mode {
            StuffingMode::Fcl => "FCL",
            StuffingMode::Lcl => "LCL",
            StuffingMode::ShipperConsolidated => "LCL (SHIPPER'S CONSOLIDATION)",
            StuffingMode::Bulk => "BULK",
        }),
    );
    for line in &consignment.equipment {
        let kind = line.kind.as_ref().map(given_text).unwrap_or_default();
        let mut about = format!("{} x {kind}", line.count.unwrap_or(0));
        if line.heavy_duty == Some(true) {
            about.push_str(", HEAVY DUTY");
        }
        if line.shipper_owned == Some(true) {
            about.push_str(", SHIPPER OWNED");
        }
        if line.non_operating == Some(true) {
            about.push_str(", NON-OPERATING REEFER");
        }
        if let Some(temperature) = &line.temperature_c {
            let _ = write!(about, ", {} C", given_text(temperature));
        }
        match &line.ventilation {
            Some(Ventilation::Closed) => about.push_str(", VENT CLOSED"),
            Some(Ventilation::Open { value, unit }) => {
                let unit = unit.map_or("", |unit| match unit {
                    crate::domain::consignment::VentilationUnit::Percent => "%",
                    crate::domain::consignment::VentilationUnit::CbmPerHour => " CBM/H",
                });
                let _ = write!(
                    about,
                    ", VENT {}{unit}",
                    value.map(|v| v.to_string()).unwrap_or_default()
                );
            }
            None => {}
        }
        row("EQUIPMENT", &about);
    }
    for line in &consignment.cargo {
        let mut about = line
            .name_en
            .clone()
            .or_else(|| line.name_zh.clone())
            .unwrap_or_default();
        for (value, unit) in [
            (
                line.packages.map(|count| count.to_string()),
                line.package_type.as_deref().unwrap_or("PKG"),
            ),
            (line.gross_kg.as_ref().map(given_text), "KGS"),
            (line.volume_cbm.as_ref().map(given_text), "CBM"),
        ] {
            if let Some(value) = value {
                let _ = write!(about, ", {value} {unit}");
            }
        }
        if let Some(crate::domain::consignment::Dangerous::Declared(goods)) = &line.dangerous {
            let _ = write!(
                about,
                ", DANGEROUS UN {} CLASS {}",
                goods.un.as_deref().unwrap_or("?"),
                goods.class.as_deref().unwrap_or("?")
            );
        }
        row("CARGO", &about);
    }
    row("SHIPPER", &party(&consignment.shipper));
    row(
        "FREIGHT",
        consignment.freight.terms.map_or("", |terms| match terms {
            FreightTerms::Prepaid => "PREPAID",
            FreightTerms::Collect => "COLLECT",
            FreightTerms::ThirdPlace => "PAYABLE AT THIRD PLACE",
        }),
    );
    row(
        "PAYABLE AT",
        consignment
            .freight
            .payable_at
            .as_deref()
            .unwrap_or_default(),
    );
    text
}

fn party(party: &Party) -> String {
    party.name.clone().unwrap_or_default()
}
