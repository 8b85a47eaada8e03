//! What the scripted runs begin with.

use serde_json::{Value, json};
use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::json::read_consignment;
use shipdesk::protocol::{Reply, Request};
use shipdesk::reference::Reference;

use crate::support::desk::Desk;

/// A carrier's schedule as it comes out of a spreadsheet.
pub const SCHEDULE: &str = "\
CARRIER,VESSEL,VOYAGE,SERVICE,POL,POD,ETD,ETA,CY CUT-OFF,CUSTOMS CUT-OFF,SI CUT-OFF,VGM CUT-OFF
COSCO,COSCO SHIPPING UNIVERSE,046W,AEU3,SHANGHAI,ROTTERDAM,2026-12-05,2027-01-08,2026-12-04 12:00,2026-12-04 16:00,2026-12-02 10:00,2026-12-03 12:00
COSCO,COSCO SHIPPING NEBULA,031W,AEU3,SHANGHAI,ROTTERDAM,2026-12-12,2027-01-15,2026-12-11 12:00,2026-12-11 16:00,2026-12-09 10:00,2026-12-10 12:00
MAERSK,MUNICH MAERSK,649W,AE1,NINGBO,FELIXSTOWE,2026-12-08,2027-01-12,2026-12-07 12:00,2026-12-07 16:00,2026-12-05 10:00,2026-12-06 12:00
EVERGREEN,EVER FAITH,0649-018E,NUE2,SHANGHAI,NEW YORK,2026-12-06,2027-01-10,2026-12-05 12:00,2026-12-05 16:00,2026-12-03 10:00,2026-12-04 12:00
";

/// A practice desk with that schedule.
pub fn a_desk_with_a_schedule() -> Desk {
    let desk = Desk::practice();
    let file = desk.file("cosco.csv", SCHEDULE);
    desk.json(&["import", "schedule", file.to_str().unwrap()]);
    desk
}

/// The sailing that a search finds first.
pub fn sailing(desk: &Desk, query: &str) -> Value {
    desk.json(&["search", query])[0].clone()
}

/// A consignment that answers every question of the procedure, for a sailing of the schedule.
pub fn a_sound_consignment(sailing: &Value) -> Value {
    json!({
        "customer_ref": "PO-60210",
        "salesperson": "许国栋",
        "intake": { "form": "HC-01", "received_at": "2026-11-24T09:12:00+08:00", "stamped": true,
                    "signed": true, "form_principal": "上海晨曦进出口有限公司", "handover_sheet": "HC-02/0611" },
        "source": "direct",
        "service_type": "export",
        "principal": { "name": "上海晨曦进出口有限公司", "contact": "陈晓雯", "phone": "021-55500101",
                       "new_customer": false },
        "shipper": { "name": "SHANGHAI CHENXI IMP. & EXP. CO. LTD",
                     "address": ["RM 1203, NO. 88 EXAMPLE ROAD", "SHANGHAI, CHINA"], "country": "CN" },
        "consignee": { "name": "TULPVELD IMPORT B.V.",
                       "address": ["EXAMPLEKADE 12", "ROTTERDAM, NETHERLANDS"], "country": "NL" },
        "notify": { "same_as": "consignee" },
        "carrier": sailing["carrier"],
        "carrier_designated": true,
        "sailing": { "id": sailing["id"], "vessel": sailing["vessel"], "voyage": sailing["voyage"],
                     "etd": sailing["etd"] },
        "requested_etd": sailing["etd"],
        "pol": sailing["pol"],
        "pod": sailing["pod"],
        "delivery": sailing["pod"],
        "transhipment": false,
        "stuffing_mode": "fcl",
        "cargo": [{ "name_en": "COTTON T-SHIRTS", "name_zh": "棉制T恤", "hs_code": "610910",
                    "packages": 957, "package_type": "CTN", "packing_material": "paper",
                    "gross_kg": "12900", "volume_cbm": "68", "marks": "N/M",
                    "owner": "上海晨曦进出口有限公司", "dangerous": false }],
        "equipment": [{ "type": "40HQ", "count": 1, "shipper_owned": false }],
        "loading": { "mode": "warehouse", "at": "2026-12-01T10:00:00+08:00", "place": "外高桥 3 号仓库" },
        "customs": { "declaration": "us", "inspection": "none", "transit": false, "handbook": false },
        "freight": { "terms": "prepaid",
                     "rate": [{ "type": "40HQ", "amount": "1850.00", "currency": "USD" }],
                     "surcharges": [{ "code": "THC", "per": "container", "type": "40HQ",
                                      "amount": "1125.00", "currency": "CNY" }] },
        "quoted": { "rate": [{ "type": "40HQ", "amount": "1850.00", "currency": "USD" }],
                    "surcharges": [{ "code": "THC", "per": "container", "type": "40HQ",
                                     "amount": "1125.00", "currency": "CNY" }],
                    "confirmed_by": "许国栋", "confirmed_at": "2026-11-23T15:00:00+08:00",
                    "by_word": false },
        "settlement": { "payer": "principal", "billing": "per-job" },
        "documents": { "letter_of_credit": false, "vessel_certificate": false, "house_bill": false,
                       "bl_kind": "telex-release", "bl_dating": "actual" },
    })
}

/// A job of a sound consignment on the sailing to Rotterdam.
pub fn a_job(desk: &Desk) -> Value {
    let consignment = a_sound_consignment(&sailing(desk, "universe rotterdam"));
    desk.json_with(&["new", "-"], &consignment.to_string())
}

/// Jobs of one consignment that differ in reference and packages, made over one connection.
pub fn jobs(desk: &Desk, consignment: &Value, count: u32) -> Vec<String> {
    let zone = chrono_tz::Asia::Shanghai;
    let sound = read_consignment(consignment, Reference::built_in(), zone).unwrap();
    let place = Place::Home(Home::at(desk.home()));
    let mut client = Client::connect_running(&place, None, false).unwrap();
    (0..count)
        .map(|number| {
            let mut consignment = sound.clone();
            consignment.customer_ref = Some(format!("PO-{number}"));
            consignment.cargo[0].packages = Some(900 + number);
            let new = Request::New {
                consignment: Box::new(consignment),
                draft: None,
            };
            match client.ask(new, &Terms::default()) {
                Ok(Reply::Job(view)) => view.job.job_no.to_string(),
                other => panic!("{other:?}"),
            }
        })
        .collect()
}

/// Its number.
pub fn number(job: &Value) -> String {
    job["job_no"]
        .as_str()
        .expect("a job has a number")
        .to_owned()
}

/// The open findings of a severity, by id.
pub fn open(document: &Value, severity: &str) -> Vec<String> {
    document["findings"]
        .as_array()
        .expect("findings are an array")
        .iter()
        .filter(|finding| {
            finding["severity"] == severity
                && matches!(finding["state"].as_str(), Some("open" | "void"))
        })
        .map(|finding| finding["id"].as_str().unwrap_or_default().to_owned())
        .collect()
}
