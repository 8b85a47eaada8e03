//! The booking order: what goes out to the carrier, as a text in the carrier's language.

use std::fmt::Write as _;

use super::super::ground::Ground;
use crate::domain::consignment::{
    CargoLine, Dangerous, EquipmentLine, FreightTerms, SailingChoice, StuffingMode, UsRouting,
    Ventilation, VentilationUnit,
};
use crate::domain::{Consignment, Given, Job, KnownValue, Moment, PortCode, Sailing, SoNo};
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
    let mut rows = Rows::default();
    rows.put("BOOKING ORDER", so_no.as_str());
    rows.put("DATE", &issued.date_naive().to_string());
    if let Some(amended) = amended {
        rows.put(AMENDED, &amended.date_naive().to_string());
    }
    ship(&mut rows, consignment, sailing, reference);
    way(&mut rows, consignment, reference);
    for line in &consignment.equipment {
        rows.put("EQUIPMENT", &equipment(line));
    }
    for line in &consignment.cargo {
        rows.put("CARGO", &cargo(line));
    }
    rows.put_given("SHIPPER", consignment.shipper.name.as_deref());
    let terms = consignment.freight.terms.map(|terms| match terms {
        FreightTerms::Prepaid => "PREPAID",
        FreightTerms::Collect => "COLLECT",
        FreightTerms::ThirdPlace => "PAYABLE AT THIRD PLACE",
    });
    rows.put_given("FREIGHT", terms);
    rows.put_given("PAYABLE AT", consignment.freight.payable_at.as_deref());
    rows.text
}

/// The order's rows: a label and its value; what has no value has no row.
#[derive(Default)]
struct Rows {
    text: String,
}

impl Rows {
    fn put(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(self.text, "{label:<18}{value}");
        }
    }

    fn put_given(&mut self, label: &str, value: Option<&str>) {
        self.put(label, value.unwrap_or_default());
    }
}

fn ship(
    rows: &mut Rows,
    consignment: &Consignment,
    sailing: Option<&Sailing>,
    reference: &Reference,
) {
    if let Some(carrier) = consignment.carrier.known() {
        let found = reference.carrier(carrier.as_str());
        let name = found.map_or("", |found| &found.name);
        rows.put("CARRIER", &format!("{name} ({carrier})"));
    }
    if let Some(sailing) = sailing {
        let ship = format!("{} {}", sailing.vessel, sailing.voyage);
        rows.put("VESSEL/VOYAGE", &ship);
        rows.put("ETD", &sailing.etd.to_string());
        return;
    }
    if consignment.sailing == Some(SailingChoice::Temp) {
        rows.put("VESSEL/VOYAGE", "TEMP, TO BE ADVISED");
    }
    if let Some(etd) = consignment.requested_etd {
        rows.put("REQUESTED ETD", &etd.to_string());
    }
}

fn way(rows: &mut Rows, consignment: &Consignment, reference: &Reference) {
    let port = |given: &Option<Given<PortCode>>| {
        let given = given.as_ref()?;
        let known = given.known();
        let port = known.and_then(|code| reference.port(code.as_str()));
        Some(port.map_or_else(
            || given_text(given),
            |port| format!("{} ({})", port.name, port.code),
        ))
    };
    rows.put_given("POL", port(&consignment.pol).as_deref());
    rows.put_given("POD", port(&consignment.pod).as_deref());
    rows.put_given("TERMINAL", consignment.pod_terminal.as_deref());
    rows.put_given("VIA", port(&consignment.via).as_deref());
    rows.put_given("DELIVERY", port(&consignment.delivery).as_deref());
    let routing = consignment.us_routing.map(|routing| match routing {
        UsRouting::AllWater => "ALL WATER",
        UsRouting::Mlb => "MLB",
    });
    rows.put_given("US ROUTING", routing);
    let mode = consignment.stuffing_mode.map(|mode| match mode {
        StuffingMode::Fcl => "FCL",
        StuffingMode::Lcl => "LCL",
        StuffingMode::ShipperConsolidated => "LCL (SHIPPER'S CONSOLIDATION)",
        StuffingMode::Bulk => "BULK",
    });
    rows.put_given("MODE", mode);
}

/// `1 x 40RH, -18 C, VENT 25 CBM/H`.
fn equipment(line: &EquipmentLine) -> String {
    let kind = line.kind.as_ref().map(given_text).unwrap_or_default();
    let mut about = format!("{} x {kind}", line.count.unwrap_or(0));
    for (said, what) in [
        (line.heavy_duty, ", HEAVY DUTY"),
        (line.shipper_owned, ", SHIPPER OWNED"),
        (line.non_operating, ", NON-OPERATING REEFER"),
    ] {
        if said == Some(true) {
            about.push_str(what);
        }
    }
    if let Some(temperature) = &line.temperature_c {
        about.push_str(&format!(", {} C", given_text(temperature)));
    }
    match &line.ventilation {
        Some(Ventilation::Closed) => about.push_str(", VENT CLOSED"),
        Some(Ventilation::AsWritten(text)) => about.push_str(&format!(", VENT {text}")),
        Some(Ventilation::Open { value, unit }) => {
            let unit = unit.map_or("", |unit| match unit {
                VentilationUnit::Percent => "%",
                VentilationUnit::CbmPerHour => " CBM/H",
            });
            let value = value.map(|value| value.to_string()).unwrap_or_default();
            about.push_str(&format!(", VENT {value}{unit}"));
        }
        None => {}
    }
    about
}

/// `COTTON T-SHIRTS, 820 CTN, 12400 KGS, 58.2 CBM`.
fn cargo(line: &CargoLine) -> String {
    let name = line.name_en.clone().or_else(|| line.name_zh.clone());
    let mut about = name.unwrap_or_default();
    let measures = [
        (
            line.packages.map(|count| count.to_string()),
            line.package_type.as_deref().unwrap_or("PKG"),
        ),
        (line.gross_kg.as_ref().map(given_text), "KGS"),
        (line.volume_cbm.as_ref().map(given_text), "CBM"),
    ];
    for (value, unit) in measures {
        if let Some(value) = value {
            about.push_str(&format!(", {value} {unit}"));
        }
    }
    if let Some(Dangerous::Declared(goods)) = &line.dangerous {
        let un = goods.un.as_deref().unwrap_or("?");
        let class = goods.class.as_deref().unwrap_or("?");
        about.push_str(&format!(", DANGEROUS UN {un} CLASS {class}"));
    }
    about
}
