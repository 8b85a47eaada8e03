//! The cases, rule by rule. Each spoils the sound consignment and names every finding that is then
//! open: none more, none less. A finding that is no block is written with its severity.

use serde_json::json;
use shipdesk::domain::consignment::{ChosenSailing, SailingChoice};
use shipdesk::domain::job::{
    Amendment, AmendmentState, BookedEquipment, FieldChange, ShippingStatus,
};
use shipdesk::domain::{Given, JobNo, OperatorName, Pointer};

use super::desk::{Desk, a_sound_consignment, at, sailing};

/// What a case is there to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    Fires,
    Silent,
    Edge,
}

pub struct Case {
    pub rule: &'static str,
    pub shows: Shows,
    pub what: &'static str,
    pub spoil: fn(&mut Desk),
    pub open: &'static [&'static str],
}

macro_rules! cases {
    ($($rule:literal { $($shows:ident $what:literal $spoil:expr => [$($open:literal),*];)+ })+) => {
        pub static CASES: &[Case] = &[$($(Case {
            rule: $rule,
            shows: Shows::$shows,
            what: $what,
            spoil: $spoil,
            open: &[$($open),*],
        }),+),+];
    };
}

/// A change to the weight, entered by an operator, still to be confirmed, priced and reviewed.
pub fn amended(
    d: &mut Desk,
    by: &str,
    confirmation: Option<&str>,
    charges: bool,
    state: AmendmentState,
) {
    d.confirmed();
    d.set("/equipment/0/vgm", json!({"kg": "16200"}));
    d.set("/filings", json!([{"kind": "ENS", "by": "us", "state": "filed"}, {"kind": "manifest", "state": "accepted"}]));
    let now = d.now;
    d.stored().amendments.push(Amendment {
        no: 1,
        patch: r#"{"cargo":[{"gross_kg":"12600"}]}"#.to_owned(),
        changes: vec![FieldChange {
            field: Pointer::new("/cargo/0/gross_kg"),
            from: Some("\"12400\"".to_owned()),
            to: Some("\"12600\"".to_owned()),
        }],
        confirmation: confirmation.map(str::to_owned),
        confirmed_by: None,
        requested_by: OperatorName::new(by),
        requested_at: now,
        reviewed_by: None,
        reviewed_at: None,
        review_note: None,
        state,
        charges: charges.then(Vec::new),
        notified: Vec::new(),
    });
}

/// An amendment that waits for the customer's word, of these fields, from and to.
fn changing(d: &mut Desk, changes: &[(&str, &str, &str)]) {
    amended(d, "amy", None, true, AmendmentState::Pending);
    let said = |json: &str| (json != "null").then(|| json.to_owned());
    d.job.as_mut().unwrap().amendments[0].changes = changes
        .iter()
        .map(|(field, from, to)| FieldChange {
            field: Pointer::new(*field),
            from: said(from),
            to: said(to),
        })
        .collect();
}

/// A sailing by its ship and voyage alone.
fn by_name(vessel: &str, voyage: &str) -> SailingChoice {
    SailingChoice::Chosen(ChosenSailing {
        vessel: Some(vessel.to_owned()),
        voyage: Some(Given::Known(voyage.parse().unwrap())),
        ..ChosenSailing::default()
    })
}

/// Booked or confirmed with everything in: the mass, the filings.
pub fn complete(d: &mut Desk) {
    d.set(
        "/equipment/0/vgm",
        json!({"kg": "16200", "method": "weighed"}),
    );
    d.set("/filings", json!([{"kind": "ENS", "by": "us", "state": "filed"}, {"kind": "manifest", "by": "us", "state": "accepted"}]));
}

/// Confirmed with these boxes in place of those ordered; everything else is in.
fn confirmed_with(d: &mut Desk, boxes: &[(&str, u32)]) {
    complete(d);
    d.confirmed();
    d.stored().booking.as_mut().unwrap().equipment = boxes
        .iter()
        .map(|(kind, count)| BookedEquipment {
            kind: kind.parse().unwrap(),
            count: *count,
        })
        .collect();
}

/// The customer agrees.
fn agreed(finding: &shipdesk::domain::Finding) -> shipdesk::domain::Answer {
    shipdesk::domain::Answer {
        id: 1,
        rule: finding.rule.clone(),
        field: finding.at.clone(),
        party: Some(shipdesk::domain::consignment::AnswerParty::Customer),
        role: None,
        by: "Mary".to_owned(),
        recorded_by: Some(OperatorName::new("amy")),
        at: Some(at("2026-11-20T09:00:00+08:00")),
        reason: Some("mail".to_owned()),
        until: None,
        saw: finding.saw.clone(),
        void: false,
        claim: false,
    }
}

/// The boxes were ordered by an amendment after the carrier had confirmed others.
fn boxes_amended(d: &mut Desk, field: &str) {
    let booking = d.job.as_ref().unwrap().booking.clone();
    amended(d, "amy", Some("HC-27/0044"), true, AmendmentState::Accepted);
    let job = d.job.as_mut().unwrap();
    job.amendments[0].changes[0].field = Pointer::new(field);
    job.booking = booking;
}

/// To a port of the same sailing's carrier without a schedule to trouble the case.
pub fn to(d: &mut Desk, port: &str) {
    d.set("/sailing", "TEMP")
        .set("/pod", port)
        .set("/delivery", port);
}

cases! {
    "intake-form" {
        Fires "no form is named" |d| { d.blank("/intake/form"); } => ["intake-form"];
        Fires "a customs-only job needs one too" |d| { d.set("/service_type", "customs-only").blank("/intake/form"); } => ["intake-form"];
        Silent "the customer's own form will do" |d| { d.set("/intake/form", "客户托运单"); } => [];
        Edge "a dash names nothing" |d| { d.set("/intake/form", "—"); } => ["intake-form"];
        Edge "N/A names nothing either" |d| { d.set("/intake/form", "N/A"); } => ["intake-form"];
        Edge "待定 is no form yet" |d| { d.set("/intake/form", "待定"); } => ["intake-form"];
    }
    "handover-sheet" {
        Fires "self-solicited cargo without the sheet" |d| { d.blank("/intake/handover_sheet"); } => ["handover-sheet"];
        Edge "to be given later is not given" |d| { d.set("/intake/handover_sheet", "HC-02后补"); } => ["handover-sheet"];
        Edge "to follow is not given" |d| { d.set("/intake/handover_sheet", "to follow"); } => ["handover-sheet"];
        Silent "nominated cargo needs none" |d| {
            d.blank("/intake/handover_sheet").set("/source", "nominated");
            d.set("/overseas_agent", json!({"code": "RTM01", "confirmed_by": "Wu", "confirmed_at": "2026-11-17T10:00:00+08:00", "chosen_at": "2026-11-17T10:00:00+08:00"}));
        } => [];
        Edge "a co-loader's cargo is our own sales' too" |d| { d.set("/source", "co-loader").blank("/intake/handover_sheet"); } => ["handover-sheet"];
    }
    "new-customer-contact" {
        Fires "a new customer was sent nothing" |d| { d.set("/principal/new_customer", true); } => ["new-customer-contact:hint"];
        Silent "an old customer knows us" |d| { d.set("/principal/new_customer", false); } => [];
        Edge "sent this morning" |d| { d.set("/principal/new_customer", true).set("/principal/contact_details_sent_at", "2026-11-20T08:59:00+08:00"); } => [];
    }
    "form-unsigned" {
        Fires "no stamp" |d| { d.set("/intake/stamped", false); } => ["form-unsigned"];
        Fires "not said whether it is signed" |d| { d.blank("/intake/signed"); } => ["form-unsigned"];
        Silent "stamped and signed" |_| {} => [];
        Edge "the route manager has signed instead" |d| {
            d.set("/intake/signed", false);
            d.set("/answers", json!([{"rule": "form-unsigned", "role": "route-manager", "by": "Zhou", "at": "2026-11-19T10:00:00+08:00", "reason": "known customer"}]));
        } => [];
        Edge "the operations manager's signature is not the route manager's" |d| {
            d.set("/intake/signed", false);
            d.set("/answers", json!([{"rule": "form-unsigned", "role": "operations-manager", "by": "Zhou", "at": "2026-11-19T10:00:00+08:00"}]));
        } => ["form-unsigned"];
    }
    "principal-mismatch" {
        Fires "another company" |d| { d.set("/intake/form_principal", "NINGBO HAITONG TRADING CO LTD"); } => ["principal-mismatch:warn"];
        Silent "the form's is not given" |d| { d.blank("/intake/form_principal"); } => [];
        Edge "the usual short forms of a name's words" |d| { d.set("/principal/name", "SUZHOU LIANDA IMPORT AND EXPORT CO., LTD.").set("/intake/form_principal", "Suzhou Lianda Imp. & Exp. Co Limited"); } => [];
        Edge "the same name with other stops and a longer legal form" |d| { d.set("/intake/form_principal", "Ningbo Haitian Trading Company, Limited"); } => [];
    }
    "principal-contact" {
        Fires "nobody to call" |d| { d.blank("/principal/contact"); } => ["principal-contact:warn"];
        Fires "neither phone nor fax" |d| { d.blank("/principal/phone"); } => ["principal-contact:warn"];
        Silent "phone and contact" |_| {} => [];
        Edge "a fax is enough" |d| { d.blank("/principal/phone").set("/principal/fax", "0574-87651235"); } => [];
    }
    "source" {
        Fires "not said" |d| { d.blank("/source"); } => ["source"];
        Silent "a co-loader's" |d| { d.set("/source", "co-loader"); } => [];
        Edge "a trucking-only job has one too" |d| { d.set("/service_type", "trucking-only").blank("/source"); } => ["source"];
    }
    "pol" {
        Fires "missing" |d| { d.blank("/pol"); } => ["pol"];
        Silent "in Chinese" |d| { d.set("/pol", "上海"); } => [];
        Edge "a port that nobody knows is another question" |d| { d.set("/pol", "XYZZY"); } => ["place-unknown"];
    }
    "via" {
        Fires "asked for and not named" |d| { d.set("/transhipment", true); } => ["via:hint"];
        Silent "not asked for" |d| { d.set("/transhipment", false); } => [];
        Edge "asked for and named" |d| { d.set("/transhipment", true).set("/via", "Singapore"); } => [];
    }
    "place-unknown" {
        Fires "a place of delivery in no table" |d| { d.set("/delivery", "ROTTERDORF"); } => ["place-unknown"];
        Silent "a name in another language" |d| { d.set("/pod", "鹿特丹"); } => [];
        Fires "Ontario, which is a town and a province" |d| { d.set("/delivery", "ONTARIO"); } => ["place-unknown"];
        Fires "St John's, of Newfoundland or of Antigua" |d| { d.set("/delivery", "ST JOHN'S"); } => ["place-unknown"];
        Fires "three letters of two ports" |d| { d.set("/delivery", "PKL"); } => ["place-unknown"];
        Fires "a POD misspelt, where the ship calls" |d| { d.set("/pod", "ROTERDAM"); } => ["place-unknown"];
        Fires "a POL misspelt" |d| { d.set("/pol", "SHANGAI"); } => ["place-unknown"];
        Fires "Hamburg misspelt, of a ship that calls at Rotterdam" |d| { d.set("/sailing", json!({"vessel": "COSCO TAURUS", "voyage": "V.011W"})).blank("/requested_etd").set("/pod", "HAMBURQ"); } => ["place-unknown"];
        Fires "New York misspelt is offered with its route" |d| { d.set("/sailing", "TEMP").set("/delivery", "NEW YORKK"); } => ["place-unknown", "sailing-temp:hint"];
        Fires "New York by land is offered by land alone" |d| { d.set("/sailing", "TEMP").set("/delivery", "NEW YORK VIA MLB"); } => ["place-unknown", "sailing-temp:hint"];
        Fires "Manila misspelt is offered by its harbours" |d| { d.set("/sailing", "TEMP").set("/pod", "MANILLLA").blank("/delivery"); } => ["place-unknown", "sailing-temp:hint"];
        Fires "Ningbo misspelt, of a ship that leaves from Shanghai" |d| { d.set("/pol", "NINGBOO"); } => ["place-unknown"];
        Fires "Manila misspelt behind one of its harbours is the city" |d| { d.set("/sailing", "TEMP").set("/pod", "PHMNS").set("/delivery", "MANILLLA"); } => ["place-unknown", "sailing-temp:hint"];
        Fires "Manila misspelt, and the terminal said" |d| { d.set("/sailing", "TEMP").set("/pod", "MANILLLA").set("/pod_terminal", "South Harbour").blank("/delivery"); } => ["place-unknown", "sailing-temp:hint"];
        Fires "freight payable at a place that nobody knows" |d| { d.set("/freight/terms", "third-place").set("/freight/payable_at", "XYZZY"); } => ["place-unknown"];
        Silent "payable at a country, at the destination, or by somebody in a town" |d| { d.set("/freight/terms", "third-place").set("/freight/payable_at", "HONG KONG BY ABC LTD"); } => [];
        Edge "payable at destination" |d| { d.set("/freight/terms", "third-place").set("/freight/payable_at", "目的港"); } => [];
        Silent "Rotterdam by its quay, Shanghai by its three letters" |d| { d.set("/pod", "ROTTERDAM EUROPOORT").set("/pol", "SHA").set("/delivery", "荷兰鹿特丹"); } => [];
        Edge "an address with the port's name in it is not the port" |d| { d.set("/delivery", "12 Rotterdam Street, Pretoria"); } => ["place-unknown"];
    }
    "sail-date" {
        Fires "neither a sailing nor a date" |d| { d.blank("/sailing").blank("/requested_etd"); } => ["sail-date"];
        Silent "a sailing alone" |d| { d.blank("/requested_etd"); } => [];
        Silent "a date alone" |d| { d.blank("/sailing"); } => [];
        Edge "TEMP is no date" |d| { d.set("/sailing", "TEMP").blank("/requested_etd"); } => ["sail-date", "sailing-temp:hint"];
        Fires "last month's date, and no sailing" |d| { d.blank("/sailing").set("/requested_etd", "2026-10-30"); } => ["sail-date:warn"];
        Fires "yesterday, with TEMP" |d| { d.set("/sailing", "TEMP").set("/requested_etd", "2026-11-19"); } => ["sail-date:warn", "sailing-temp:hint"];
        Edge "today is not past" |d| { d.blank("/sailing").set("/requested_etd", "2026-11-20"); } => [];
        Silent "the carrier has the order" |d| { complete(d); d.set("/sailing", "TEMP").set("/requested_etd", "2026-11-19").booked(); } => ["sailing-temp:hint"];
    }
    "etd-differs" {
        Fires "two days later than asked for" |d| { d.set("/requested_etd", "2026-11-28"); } => ["etd-differs:warn"];
        Fires "two days earlier" |d| { d.set("/requested_etd", "2026-12-02"); } => ["etd-differs:warn"];
        Silent "the same day" |_| {} => [];
        Silent "no port of discharge: the call where the goods are delivered counts" |d| {
            d.blank("/pod"); d.schedule[2].etd = "2026-11-24".parse().unwrap();
        } => [];
        Edge "one day is no difference" |d| { d.set("/requested_etd", "2026-11-29"); } => [];
        Edge "the customer has agreed" |d| {
            d.set("/requested_etd", "2026-11-25");
            d.set("/answers", json!([{"rule": "etd-differs", "party": "customer", "by": "Mary", "at": "2026-11-19T10:00:00+08:00", "reason": "mail"}]));
        } => [];
    }
    "destination" {
        Fires "neither POD nor place of delivery" |d| { d.blank("/pod").blank("/delivery"); } => ["destination"];
        Silent "the POD alone" |d| { d.blank("/delivery"); } => [];
        Edge "the place of delivery alone" |d| { d.blank("/pod"); } => [];
    }
    "goods-name" {
        Fires "no Chinese name" |d| { d.blank("/cargo/0/name_zh"); } => ["goods-name"];
        Fires "no English name" |d| { d.blank("/cargo/0/name_en"); } => ["goods-name"];
        Silent "both" |_| {} => [];
        Edge "Chinese in the English field is no English name" |d| { d.set("/cargo/0/name_en", "棉制T恤").set("/cargo/0/name_zh", "棉制T恤"); d.set("/cargo/0/name_en", "棉恤"); } => ["goods-name"];
        Edge "no goods at all" |d| { d.set("/cargo", json!([])); } => ["goods-name"];
        Edge "T恤 among Chinese letters is no English name" |d| { d.set("/cargo/0/name_en", "棉制T恤"); } => ["goods-name"];
        Edge "none is no name" |d| { d.set("/cargo/0/name_en", "None"); } => ["goods-name"];
    }
    "carrier-designation" {
        Fires "not said" |d| { d.blank("/carrier_designated"); } => ["carrier-designation"];
        Fires "designated and not named" |d| { d.blank("/carrier"); } => ["carrier-designation"];
        Silent "not designated, none named" |d| { d.set("/carrier_designated", false).blank("/carrier"); } => [];
        Edge "false is an answer" |d| { d.set("/carrier_designated", false); } => [];
        Edge "a carrier that nobody knows" |d| { d.set("/carrier", "COSKO SEA"); } => ["carrier-designation"];
        Fires "a carrier misspelt is offered by its name" |d| { d.set("/sailing", "TEMP").set("/carrier", "MAERKS"); } => ["carrier-designation", "sailing-temp:hint"];
        Fires "a carrier misspelt that the chosen ship is not of" |d| { d.set("/carrier", "MAERKS"); } => ["carrier-designation"];
    }
    "sailing-in-schedule" {
        Fires "a voyage that the schedule does not have" |d| { d.set("/sailing/voyage", "V.999W"); } => ["sailing-in-schedule"];
        Silent "case, blanks and the V. apart" |d| { d.set("/sailing/vessel", "cosco  shipping universe"); } => [];
        Edge "no blank in the name" |d| { d.set("/sailing/vessel", "COSCOSHIPPING UNIVERSE"); } => [];
        Edge "the letter l for an I" |d| { d.set("/sailing/vessel", "COSCO SHlPPING UNIVERSE"); } => ["sailing-in-schedule"];
        Edge "a vessel without its voyage" |d| { d.blank("/sailing/voyage"); } => ["sailing-in-schedule"];
        Silent "by its id alone" |d| { let id = d.schedule[0].id.to_string(); d.set("/sailing", json!({"id": id})); } => [];
        Fires "an id that the schedule does not have" |d| { d.set("/sailing", json!({"id": "COSU.NO-SHIP.001W.CNSHA.NLRTM"})); } => ["sailing-in-schedule"];
        Fires "a look-alike that leaves too late for its own cut-offs" |d| { d.now("2026-11-29T09:00:00+08:00").blank("/loading/at").set("/answers", json!([{"rule": "loading-trailer", "by": "Mary", "until": "2026-12-01T00:00:00+08:00"}])).set("/sailing/vessel", "COSCO SHlPPING UNIVERSE"); } => ["sailing-in-schedule"];
        Edge "a look-alike whose yard closes this minute" |d| {
            d.now("2026-11-28T12:00:00+08:00").set("/sailing/vessel", "COSCO SHlPPING UNIVERSE");
            for sailing in &mut d.schedule { sailing.cut_offs = shipdesk::domain::CutOffs { cy: sailing.cut_offs.cy, ..Default::default() }; }
        } => ["sailing-in-schedule"];
        Silent "a date alone names no vessel" |d| { d.set("/sailing", json!({"etd": "2026-11-30"})); } => [];
    }
    "sailing-temp" {
        Fires "TEMP before the confirmation is a hint" |d| { d.set("/sailing", "TEMP"); } => ["sailing-temp:hint"];
        Silent "a sailing of the schedule" |_| {} => [];
        Edge "TEMP once the carrier has confirmed" |d| { complete(d); d.set("/sailing", "temp").confirmed(); } => ["sailing-temp"];
    }
    "sailing-route" {
        Fires "it does not call at the POD" |d| { d.set("/pod", "DEWVN"); } => ["sailing-route"];
        Fires "it does not leave from the POL" |d| { d.set("/pol", "CNNGB"); } => ["sailing-route"];
        Fires "it is not the named carrier's" |d| { d.set("/carrier", "MSCU"); } => ["sailing-route"];
        Fires "the same ship's row to another POD, by its id" |d| {
            let id = d.schedule[0].id.to_string();
            d.set("/sailing", json!({"id": id})).set("/pod", "DEHAM").set("/delivery", "DEHAM");
        } => ["sailing-route"];
        Silent "another POD that the ship calls at" |d| { d.set("/pod", "DEHAM").set("/delivery", "DEHAM"); } => [];
        Edge "the partner who sells the same ship" |d| { d.set("/carrier", "OOCL"); } => [];
        Edge "Shanghai's other code is the same port" |d| { d.set("/pol", "CNSHG"); } => [];
        Edge "the other harbour of Manila" |d| {
            d.set("/sailing", json!({"vessel": "EVER GIVEN", "voyage": "V.1201E"}));
            d.set("/pod", "PHMNL").set("/delivery", "PHMNL").set("/pod_terminal", "North Harbour");
        } => ["sailing-route"];
    }
    "voyage-format" {
        Fires "typed without the V." |d| { d.set("/sailing/voyage", "046w"); } => ["voyage-format:hint"];
        Silent "V.XXX" |_| {} => [];
        Edge "a blank behind the V." |d| { d.set("/sailing/voyage", "V. 046W"); } => ["voyage-format:hint"];
    }
    "cut-off" {
        Fires "the SI cut-off has passed" |d| { d.now("2026-11-27T10:00:00+08:00").blank("/loading/at"); d.schedule[0].cut_offs = shipdesk::domain::CutOffs { si: d.schedule[0].cut_offs.si, ..Default::default() }; d.set("/answers", json!([{"rule": "loading-trailer", "by": "Mary", "until": "2026-12-01T00:00:00+08:00"}])); } => ["cut-off"];
        Fires "the ship has left" |d| { d.now("2026-12-01T00:00:00+08:00"); } => ["cut-off"];
        Silent "everything is days ahead" |_| {} => [];
        Edge "24 hours and a minute before the CY cut-off" |d| { d.schedule[0].cut_offs.si = None; d.now("2026-11-27T11:59:00+08:00").set("/equipment/0/vgm", json!({"kg": "16000"})); } => [];
        Edge "24 hours before it" |d| { d.schedule[0].cut_offs.si = None; d.now("2026-11-27T12:00:00+08:00").set("/equipment/0/vgm", json!({"kg": "16000"})); } => ["cut-off:warn"];
        Edge "one without an hour passes at the end of its day" |d| {
            let day = "2026-11-27".parse().unwrap();
            let zone = chrono::FixedOffset::east_opt(8 * 3600).unwrap();
            d.schedule[0].cut_offs = shipdesk::domain::CutOffs { si: Some(shipdesk::domain::CutOff::on_day(day, zone)), ..Default::default() };
            d.now("2026-11-27T23:59:00+08:00");
        } => ["cut-off:warn"];
        Edge "the carrier has extended it" |d| {
            d.now("2026-11-27T10:30:00+08:00");
            d.set("/answers", json!([{"rule": "cut-off", "field": "/sailing/cut_offs/si", "party": "carrier", "by": "COSCO Wang", "at": "2026-11-27T09:00:00+08:00", "reason": "SI till 18:00"}]));
        } => [];
        Edge "the carrier has extended it, until a time that is near" |d| {
            d.now("2026-11-27T10:30:00+08:00");
            d.set("/answers", json!([{"rule": "cut-off", "field": "/sailing/cut_offs/si", "party": "carrier", "by": "COSCO Wang", "at": "2026-11-27T09:00:00+08:00", "reason": "SI till 18:00", "until": "2026-11-27T18:00:00+08:00"}]));
        } => ["cut-off:warn"];
        Edge "the carrier has extended it, until a time that is far" |d| {
            d.schedule[0].cut_offs = shipdesk::domain::CutOffs { si: d.schedule[0].cut_offs.si, ..Default::default() };
            d.now("2026-11-27T10:30:00+08:00").blank("/loading/at");
            d.set("/answers", json!([{"rule": "loading-trailer", "by": "Mary", "until": "2026-12-01T00:00:00+08:00"}, {"rule": "cut-off", "field": "/sailing/cut_offs/si", "party": "carrier", "by": "COSCO Wang", "at": "2026-11-27T09:00:00+08:00", "reason": "SI till the 29th", "until": "2026-11-29T18:00:00+08:00"}]));
        } => [];
        Edge "the extension is over too" |d| {
            d.schedule[0].cut_offs = shipdesk::domain::CutOffs { si: d.schedule[0].cut_offs.si, ..Default::default() };
            d.now("2026-11-27T18:00:00+08:00").blank("/loading/at");
            d.set("/answers", json!([{"rule": "loading-trailer", "by": "Mary", "until": "2026-12-01T00:00:00+08:00"}, {"rule": "cut-off", "field": "/sailing/cut_offs/si", "party": "carrier", "by": "COSCO Wang", "at": "2026-11-27T09:00:00+08:00", "reason": "SI till 18:00", "until": "2026-11-27T18:00:00+08:00"}]));
        } => ["cut-off"];
        Edge "confirmed, and the mass is in: nothing of ours is ahead" |d| { complete(d); d.confirmed().now("2026-11-28T13:00:00+08:00"); } => [];
        Silent "another's container is another's to weigh" |d| {
            d.set("/stuffing_mode", "lcl").set("/equipment", json!([])).confirmed().now("2026-11-28T11:00:00+08:00");
            d.set("/filings", json!([{"kind": "ENS", "by": "us", "state": "filed"}, {"kind": "manifest", "state": "accepted"}]));
        } => [];
    }
    "equipment-missing" {
        Fires "a line without its type" |d| { d.blank("/equipment/0/type"); } => ["equipment-missing"];
        Fires "a line without its count" |d| { d.blank("/equipment/0/count"); } => ["equipment-missing"];
        Fires "a type that no table has" |d| { d.set("/equipment/0/type", "40XX"); } => ["equipment-missing"];
        Silent "a type by its Chinese name" |d| { d.set("/equipment/0/type", "高柜"); } => [];
        Edge "what its shipper consolidates is whole containers" |d| { d.set("/stuffing_mode", "shipper-consolidated").set("/equipment", json!([])); } => ["equipment-missing"];
        Edge "LCL has none" |d| { d.set("/stuffing_mode", "lcl").set("/equipment", json!([])); } => [];
        Edge "none of them" |d| { d.set("/equipment/0/count", 0); } => ["equipment-missing", "stuffing-mode"];
    }
    "weight-missing" {
        Fires "no weight" |d| { d.blank("/cargo/0/gross_kg"); } => ["weight-missing"];
        Fires "a weight that cannot be read" |d| { d.set("/cargo/0/gross_kg", "12,4"); } => ["weight-missing"];
        Silent "in pounds" |d| { d.set("/cargo/0/gross_kg", "27,337 lb"); } => [];
        Edge "0 is no weight" |d| { d.set("/cargo/0/gross_kg", "0 kg"); } => ["weight-missing"];
    }
    "volume-missing" {
        Fires "nothing of the line but its weight" |d| { d.set("/cargo/0", json!({"gross_kg": "900"})); } => ["goods-name", "volume-missing"];
        Fires "no volume" |d| { d.blank("/cargo/0/volume_cbm"); } => ["volume-missing"];
        Silent "in cubic feet" |d| { d.set("/cargo/0/volume_cbm", "2,340 cft"); } => [];
        Edge "0 is no volume" |d| { d.set("/cargo/0/volume_cbm", 0); } => ["volume-missing"];
    }
    "over-payload" {
        Fires "27 t in a high cube" |d| { d.set("/cargo/0/gross_kg", "26601"); } => ["over-payload"];
        Fires "what is said to be in one box, the other empty" |d| {
            d.boxes(&[("40HQ", 1), ("40HQ", 1)]).set("/cargo/0/gross_kg", "27000").set("/cargo/0/in", 1);
        } => ["over-payload"];
        Silent "three times 21 t over three boxes" |d| { d.goods("COTTON YARN", "棉纱", "63000", "80").boxes(&[("20GP", 3)]); } => [];
        Edge "just what it carries" |d| { d.set("/cargo/0/gross_kg", "26600"); } => [];
        Fires "the carrier confirmed one box of the two" |d| { d.boxes(&[("20GP", 2)]).goods("COTTON YARN", "棉纱", "40000", "30").set("/equipment/0/heavy_duty", true); confirmed_with(d, &[("20GP", 1)]); } => ["equipment-confirmed", "over-payload"];
    }
    "over-capacity" {
        Fires "77 cubic metres in a high cube" |d| { d.set("/cargo/0/volume_cbm", "76.4"); } => ["over-capacity"];
        Silent "a flat rack has no inner volume" |d| { d.boxes(&[("40FR", 1)]).set("/cargo/0/volume_cbm", "90"); } => [];
        Edge "to the last litre" |d| { d.set("/cargo/0/volume_cbm", "76.3"); } => ["tight-fit:warn"];
        Fires "the carrier confirmed a lower box than was ordered" |d| { d.set("/cargo/0/volume_cbm", "69.4"); confirmed_with(d, &[("40GP", 1)]); } => ["equipment-confirmed", "over-capacity"];
        Fires "the customer agreed to the lower box, which makes it no bigger" |d| {
            d.set("/cargo/0/volume_cbm", "69.4"); confirmed_with(d, &[("40GP", 1)]);
            let asked = d.findings().into_iter().find(|one| one.rule.as_str() == "equipment-confirmed").unwrap();
            d.answers.push(agreed(&asked));
        } => ["over-capacity"];
        Silent "the carrier confirmed the bigger box" |d| { d.boxes(&[("40GP", 1)]).set("/cargo/0/volume_cbm", "66"); confirmed_with(d, &[("40HQ", 1)]); } => ["equipment-confirmed"];
        Silent "the boxes were ordered anew since: the form counts" |d| {
            d.set("/cargo/0/volume_cbm", "69.4"); confirmed_with(d, &[("40GP", 1)]); boxes_amended(d, "/equipment/0/type");
        } => ["equipment-confirmed"];
        Edge "what else is said of the boxes orders none anew" |d| {
            d.set("/cargo/0/volume_cbm", "69.4"); confirmed_with(d, &[("40GP", 1)]); boxes_amended(d, "/equipment/0/heavy_duty");
        } => ["equipment-confirmed", "over-capacity"];
        Edge "one of two boxes confirmed, and the goods said to be in the other" |d| {
            d.boxes(&[("40HQ", 1), ("20GP", 1)]).set("/cargo/0/in", 1).set("/cargo/0/volume_cbm", "30").set("/equipment/1/vgm", json!({"kg": "16200"}));
            confirmed_with(d, &[("40HQ", 1)]);
        } => ["equipment-confirmed"];
        Edge "two 20-foots for a 40-foot, and the goods said to be in it" |d| {
            d.set("/cargo/0/in", 0).set("/cargo/0/volume_cbm", "66.4"); confirmed_with(d, &[("20GP", 2)]);
        } => ["equipment-confirmed", "tight-fit:warn"];
        Edge "too much in one of two boxes, and all of it would go into both" |d| {
            d.boxes(&[("40HQ", 1), ("20GP", 1)]).set("/cargo/0/volume_cbm", "77").set("/cargo/0/in", 0);
            d.set("/cargo/1", json!({"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "900", "volume_cbm": "4", "in": 1}));
        } => ["over-capacity"];
    }
    "tight-fit" {
        Fires "more than is customarily loaded" |d| { d.set("/cargo/0/volume_cbm", "72.1"); } => ["tight-fit:warn"];
        Silent "in two boxes" |d| { d.set("/cargo/0/volume_cbm", "100").boxes(&[("40HQ", 2)]); } => [];
        Edge "just what is customary" |d| { d.set("/cargo/0/volume_cbm", "72"); } => [];
        Fires "the carrier confirmed a lower box" |d| { d.set("/cargo/0/volume_cbm", "65"); confirmed_with(d, &[("40GP", 1)]); } => ["equipment-confirmed", "tight-fit:warn"];
    }
    "under-used" {
        Fires "two boxes for the goods of one" |d| { d.boxes(&[("40HQ", 2)]); d.set("/cargo/0/volume_cbm", "65"); } => ["under-used:hint"];
        Fires "a high cube for the goods of a 20-foot" |d| { d.set("/cargo/0/volume_cbm", "20"); } => ["under-used:hint"];
        Silent "too heavy for the smaller one" |d| { d.set("/cargo/0/volume_cbm", "54").set("/cargo/0/gross_kg", "22001"); } => [];
        Edge "what a smaller one customarily holds" |d| { d.set("/cargo/0/volume_cbm", "54"); } => ["under-used:hint"];
        Edge "a little more" |d| { d.set("/cargo/0/volume_cbm", "54.1"); } => [];
        Fires "two high cubes for what one customarily takes at most" |d| { d.boxes(&[("40HQ", 2)]); d.set("/cargo/0/volume_cbm", "72"); } => ["under-used:hint"];
        Edge "a little more needs both" |d| { d.boxes(&[("40HQ", 2)]); d.set("/cargo/0/volume_cbm", "72.1"); } => [];
        Fires "a 20-foot takes what stands in a 40-foot" |d| { d.goods("CAPS", "帽子", "8000", "30").boxes(&[("40GP", 1)]); } => ["under-used:hint"];
        Edge "not more than 30 cubic metres" |d| { d.goods("CAPS", "帽子", "8000", "30.1").boxes(&[("40GP", 1)]); } => [];
        Edge "nor more than 17.5 t" |d| { d.goods("COTTON YARN", "棉纱", "17501", "28").boxes(&[("40GP", 1)]); } => [];
        Silent "stone stays out of a 20-foot" |d| { d.goods("GRANITE SLABS", "花岗岩板材", "17000", "24").boxes(&[("40GP", 1)]); } => [];
        Silent "a reefer beside a dry box is there for what that cannot hold" |d| { d.goods("FROZEN FISH", "冻鱼", "15000", "40").boxes(&[("40RH", 1), ("40HQ", 1)]).set("/equipment/0/temperature_c", "-18").set("/equipment/0/ventilation", "closed").set("/handling/food_container_check", true).set("/customs/inspection", "us").set("/handling/genset_truck", true); } => [];
        Edge "a count that nobody means" |d| { d.boxes(&[("40HQ", u32::MAX)]); } => ["under-used:hint"];
        Edge "counts whose sum runs over" |d| {
            d.goods("CAPS", "帽子", "8000", "65").boxes(&[("40HQ", u32::MAX), ("40HQ", 1)]);
        } => ["under-used:hint"];
        Silent "three times 21 t need three boxes" |d| { d.goods("COTTON YARN", "棉纱", "63000", "70").boxes(&[("20GP", 3)]); } => [];
        Fires "the big one of two is not needed" |d| { d.goods("CAPS", "帽子", "8000", "28").boxes(&[("20GP", 1), ("40HQ", 1)]); } => ["under-used:hint"];
        Silent "what must be kept apart may need a box each" |d| {
            d.goods("PAINT", "油漆", "8000", "25").boxes(&[("40HQ", 2)]);
            d.set("/cargo/0/dangerous", json!({"un": "1263", "class": "3"}));
            d.set("/cargo/1", json!({"name_en": "POOL CHEMICALS", "name_zh": "泳池用品", "gross_kg": "900", "volume_cbm": "2", "dangerous": {"un": "1479", "class": "5.1"}}));
        } => [];
        Silent "an owner's container is the owner's affair" |d| { d.set("/cargo/0/volume_cbm", "20").set("/equipment/0/shipper_owned", true).set("/equipment/0/tare_kg", "3900"); } => [];
        Fires "booked, while a box can still be given back" |d| { complete(d); d.boxes(&[("40HQ", 2)]).set("/equipment/0/vgm/method", "weighed").set("/cargo/0/volume_cbm", "65").booked(); } => ["under-used:hint", "vgm:hint"];
        Fires "confirmed with more than was ordered" |d| { complete(d); d.blank("/equipment/0/vgm"); confirmed_with(d, &[("40HQ", 2)]); d.blank("/equipment/0/vgm"); } => ["equipment-confirmed", "under-used:hint", "vgm:hint"];
        Silent "loaded already" |d| { complete(d); d.boxes(&[("40HQ", 2)]).set("/cargo/0/volume_cbm", "65").booked().now("2026-11-26T15:00:00+08:00"); } => ["vgm:warn"];
        Silent "the yard has closed" |d| { complete(d); d.boxes(&[("40HQ", 2)]).set("/cargo/0/volume_cbm", "65").blank("/loading/at").set("/loading/mode", "warehouse").confirmed().now("2026-11-28T12:00:00+08:00"); } => ["cut-off", "loading-warehouse", "vgm"];
    }
    "density-odd" {
        Fires "feathers heavier than lead" |d| { d.goods("COTTON", "棉花", "20000", "4.9").boxes(&[("20GP", 1)]); } => ["density-odd:warn"];
        Silent "T-shirts" |_| {} => [];
        Edge "40 g a cubic metre too much, and the message shows it" |d| { d.goods("STEEL PLATES", "钢板", "20000.2", "5").boxes(&[("20GP", 1)]).set("/equipment/0/heavy_duty", false); } => ["density-odd:warn"];
        Edge "20 kg a cubic metre" |d| { d.set("/cargo/0/gross_kg", "1320").set("/cargo/0/volume_cbm", "66"); } => [];
        Edge "a little less" |d| { d.set("/cargo/0/gross_kg", "1319").set("/cargo/0/volume_cbm", "66"); } => ["density-odd:warn"];
        Edge "4,000 kg a cubic metre" |d| { d.goods("STEEL PLATES", "钢板", "20000", "5").boxes(&[("20GP", 1)]).set("/equipment/0/heavy_duty", false); } => [];
    }
    "heavy-20" {
        Fires "stone under the code of an earlier order's T-shirts" |d| { d.goods("GRANITE SLABS", "花岗岩板材", "15000", "25").boxes(&[("20GP", 1)]).set("/cargo/0/hs_code", "610910").set("/freight/rate/0/type", "20GP").set("/freight/surcharges/0/type", "20GP").set("/quoted/rate/0/type", "20GP").set("/quoted/surcharges/0/type", "20GP"); } => ["heavy-20"];
        Fires "22,001 kg in one 20-foot" |d| { d.goods("COTTON YARN", "棉纱", "22001", "28").boxes(&[("20GP", 1)]); } => ["heavy-20"];
        Fires "stone by name" |d| { d.goods("GRANITE SLABS", "花岗岩板材", "18000", "20").boxes(&[("20GP", 1)]); } => ["heavy-20"];
        Fires "what is left when the big box is full" |d| { d.goods("COTTON YARN", "棉纱", "48601", "90").boxes(&[("40HQ", 1), ("20GP", 1)]); } => ["heavy-20"];
        Silent "three times 21 t over three boxes" |d| { d.goods("COTTON YARN", "棉纱", "63000", "84").boxes(&[("20GP", 3)]); } => [];
        Silent "candles and canvas are no cans" |d| { d.goods("CANDLES AND CANVAS", "蜡烛和帆布", "16000", "28").boxes(&[("20GP", 1)]); } => [];
        Silent "stone in the big box" |d| { d.goods("GRANITE SLABS", "花岗岩板材", "18000", "20").boxes(&[("20GP", 1), ("40GP", 1)]).set("/cargo/0/in", 1); } => [];
        Edge "22,000 kg" |d| { d.goods("COTTON YARN", "棉纱", "22000", "28").boxes(&[("20GP", 1)]); } => [];
        Edge "48,500 lb are less than 22 t" |d| { d.goods("COTTON YARN", "棉纱", "48,500 lb", "28").boxes(&[("20GP", 1)]); } => [];
        Edge "48,502 lb are more" |d| { d.goods("COTTON YARN", "棉纱", "48,503 lb", "28").boxes(&[("20GP", 1)]); } => ["heavy-20"];
        Edge "the big box full, the small one at its limit" |d| { d.goods("COTTON YARN", "棉纱", "48600", "90").boxes(&[("40HQ", 1), ("20GP", 1)]); } => [];
        Edge "no is an answer" |d| { d.goods("COTTON YARN", "棉纱", "25000", "28").boxes(&[("20GP", 1)]).set("/equipment/0/heavy_duty", false); } => [];
        Edge "two boxes share 44,001 kg" |d| { d.goods("COTTON YARN", "棉纱", "44001", "56").boxes(&[("20GP", 2)]); } => ["heavy-20"];
        Fires "the carrier confirmed a 20-foot" |d| { d.goods("COTTON YARN", "棉纱", "23000", "25").boxes(&[("40GP", 1)]); confirmed_with(d, &[("20GP", 1)]); } => ["equipment-confirmed", "heavy-20"];
        Silent "the carrier confirmed a 40-foot" |d| { d.goods("COTTON YARN", "棉纱", "23000", "25").boxes(&[("20GP", 1)]); confirmed_with(d, &[("40GP", 1)]); } => ["equipment-confirmed"];
    }
    "reefer-settings" {
        Fires "no ventilation" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "4").set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => ["reefer-settings"];
        Fires "no temperature" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/ventilation", "closed").set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => ["reefer-settings"];
        Silent "a reefer used as a dry box" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/non_operating", true).set("/cargo/0/volume_cbm", "62"); } => [];
        Silent "25 % and 15 cubic metres an hour" |d| {
            d.set("/equipment", json!([
                {"type": "40RH", "count": 1, "temperature_c": "2", "ventilation": {"value": "25", "unit": "percent"}},
                {"type": "40RH", "count": 1, "temperature_c": "2", "ventilation": {"value": "15", "unit": "cbm-h"}},
            ])).set("/cargo/0/volume_cbm", "120").set("/handling/genset_truck", false);
        } => [];
        Edge "a ventilation that nobody can read" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "4").set("/equipment/0/ventilation", "half open").set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => ["reefer-settings"];
        Edge "OPEN 15% is a value" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "4").set("/equipment/0/ventilation", "OPEN 15%").set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => [];
        Edge "a bare 0 is shut" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "4").set("/equipment/0/ventilation", "0").set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => [];
        Edge "0 of nobody knows what is 0" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "2").set("/equipment/0/ventilation", json!({"value": "0"})).set("/cargo/0/volume_cbm", "62").set("/handling/genset_truck", false); } => [];
        Edge "0 °C and 0 %" |d| {
            d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", 0).set("/cargo/0/volume_cbm", "62");
            d.set("/equipment/0/ventilation", json!({"value": "0", "unit": "percent"})).set("/handling/genset_truck", false);
        } => [];
    }
    "reefer-dry" {
        Fires "a temperature on a dry box" |d| { d.set("/equipment/0/temperature_c", "5"); } => ["reefer-dry:warn"];
        Fires "frozen fish in a dry box" |d| { d.goods("FROZEN FISH FILLETS", "冷冻鱼片", "15000", "66").set("/handling/food_container_check", true).set("/customs/inspection", "us"); } => ["reefer-dry:warn"];
        Fires "frozen fish said to be in the dry one of two boxes" |d| {
            d.set("/equipment", json!([{"type": "40RH", "count": 1, "temperature_c": "-18", "ventilation": "closed"}, {"type": "40HQ", "count": 1}]));
            d.set("/handling", json!({"food_container_check": true, "genset_truck": true})).set("/customs/inspection", "us");
            d.set("/cargo", json!([{"name_en": "FROZEN FISH FILLETS", "name_zh": "冷冻鱼片", "gross_kg": "20000", "volume_cbm": "60", "in": 1}]));
        } => ["reefer-dry:warn"];
        Silent "frozen fish in nobody's box yet" |d| { d.set("/stuffing_mode", "lcl").set("/equipment", json!([])).goods("FROZEN FISH FILLETS", "冷冻鱼片", "1500", "6").set("/handling/food_container_check", true).set("/customs/inspection", "us"); } => [];
        Edge "frozen fish in a box that no table has" |d| { d.goods("FROZEN FISH FILLETS", "冷冻鱼片", "15000", "62").boxes(&[("40XX", 1)]).set("/handling/food_container_check", true).set("/customs/inspection", "us"); } => ["equipment-missing"];
        Silent "frozen fish in a reefer" |d| {
            d.goods("FROZEN FISH FILLETS", "冷冻鱼片", "15000", "62").boxes(&[("40RH", 1)]).set("/handling", json!({"food_container_check": true, "genset_truck": true})).set("/customs/inspection", "us");
            d.set("/equipment/0/temperature_c", "-18").set("/equipment/0/ventilation", "closed");
        } => [];
        Edge "0 °C is a temperature" |d| { d.set("/equipment/0/temperature_c", 0); } => ["reefer-dry:warn"];
        Edge "frozen fish in a reefer that does not run" |d| {
            d.goods("FROZEN FISH FILLETS", "冷冻鱼片", "15000", "62").boxes(&[("40RH", 1)]).set("/handling/food_container_check", true).set("/customs/inspection", "us");
            d.set("/equipment/0/non_operating", true);
        } => ["reefer-dry:warn"];
        Fires "a temperature on a reefer that does not run" |d| {
            d.boxes(&[("40RH", 1)]).set("/equipment/0/non_operating", true).set("/equipment/0/temperature_c", "-18").set("/cargo/0/volume_cbm", "60");
        } => ["reefer-dry:warn"];
        Fires "the carrier confirmed a dry box for frozen goods" |d| {
            d.goods("FROZEN FISH", "冻鱼", "15000", "40").boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "-18").set("/equipment/0/ventilation", "closed").set("/handling/food_container_check", true).set("/customs/inspection", "us").set("/handling/genset_truck", true);
            confirmed_with(d, &[("40HQ", 1)]);
        } => ["equipment-confirmed", "reefer-dry:warn"];
    }
    "soc-tare" {
        Fires "a shipper's own box of unknown weight" |d| { d.set("/equipment/0/shipper_owned", true); } => ["soc-tare:warn"];
        Edge "0 is no tare" |d| { d.set("/equipment/0/shipper_owned", true).set("/equipment/0/tare_kg", "0"); } => ["soc-tare:warn"];
        Silent "the carrier's box" |d| { d.set("/equipment/0/shipper_owned", false); } => [];
        Edge "with its tare" |d| { d.set("/equipment/0/shipper_owned", true).set("/equipment/0/tare_kg", "3,900 kg"); } => [];
    }
    "rate-mismatch" {
        Fires "another rate" |d| { d.set("/freight/rate/0/amount", "1800"); } => ["rate-mismatch"];
        Fires "a surcharge that was not quoted" |d| { d.set("/freight/surcharges/1", json!({"code": "BAF", "amount": "100", "currency": "USD"})); } => ["rate-mismatch"];
        Fires "another currency" |d| { d.set("/freight/surcharges/0/currency", "USD"); } => ["rate-mismatch"];
        Silent "the same money written otherwise" |d| { d.set("/freight/surcharges/0/amount", "RMB 1,025.0").blank("/freight/surcharges/0/currency"); } => [];
        Edge "quoted and not on the form" |d| { d.set("/freight/surcharges", json!([])); } => ["rate-mismatch:hint"];
        Edge "quoted, and nothing of the freight on the form" |d| { d.blank("/freight"); } => ["freight-terms", "rate-mismatch:hint"];
        Edge "quoted and included in an all-in price" |d| { d.set("/freight/surcharges", json!([])).set("/freight/all_in", json!({"includes": ["OCF", "THC"]})); } => [];
        Edge "quoted for every box and for the high cube: the charge is the high cube's" |d| {
            let baf = |kind: serde_json::Value| json!({"code": "BAF", "type": kind, "amount": "100", "currency": "USD"});
            d.set("/freight/surcharges/1", baf(json!("40HQ"))).set("/quoted/surcharges/1", baf(json!(null))).set("/quoted/surcharges/2", baf(json!("40HQ")));
        } => ["rate-mismatch:hint"];
        Fires "another surcharge than was quoted" |d| { d.set("/quoted/surcharges/0", json!({"code": "BAF", "amount": "100", "currency": "USD"})); } => ["rate-mismatch", "rate-mismatch:hint"];
        Fires "a surcharge without its amount is charged" |d| { d.set("/freight/surcharges/1", json!({"code": "BAF"})); } => ["rate-mismatch"];
        Edge "a line that says nothing is none" |d| { d.set("/freight/surcharges/1", json!({"currency": "USD"})).set("/quoted/surcharges/1", json!({"code": "", "per": "bl"})); } => [];
        Edge "one cent" |d| { d.set("/freight/rate/0/amount", "1850.01"); } => ["rate-mismatch"];
    }
    "rate-unquoted" {
        Fires "nobody confirmed the rate" |d| { d.blank("/quoted/confirmed_by"); } => ["rate-unquoted"];
        Fires "no rate at all" |d| { d.set("/quoted", json!({})); } => ["rate-unquoted"];
        Silent "confirmed" |_| {} => [];
        Edge "agreed by word" |d| { d.set("/quoted/by_word", true); } => ["rate-unquoted:warn"];
        Edge "LCL, priced by the bill" |d| {
            let by_the_bill = json!([{"code": "OCF", "per": "bl", "amount": "20", "currency": "USD"}]);
            d.set("/stuffing_mode", "lcl"); d.set("/equipment", json!([]));
            d.set("/freight/rate", json!([])); d.set("/quoted/rate", json!([]));
            d.set("/freight/surcharges", by_the_bill.clone()); d.set("/quoted/surcharges", by_the_bill);
        } => [];
    }
    "freight-terms" {
        Fires "not said" |d| { d.blank("/freight/terms"); } => ["freight-terms"];
        Silent "prepaid" |_| {} => [];
        Edge "a third place is a term" |d| { d.set("/freight/terms", "third-place").set("/freight/payable_at", "HONG KONG"); } => [];
    }
    "payable-at" {
        Fires "a third place without the place" |d| { d.set("/freight/terms", "third-place"); } => ["payable-at"];
        Silent "prepaid needs none" |_| {} => [];
        Edge "a dash is no place" |d| { d.set("/freight/terms", "third-place").set("/freight/payable_at", "-"); } => ["payable-at"];
    }
    "loading-mode" {
        Fires "not said" |d| { d.set("/loading", json!({})); } => ["loading-mode"];
        Silent "by trailer" |_| {} => [];
        Edge "put off until tomorrow" |d| { d.set("/loading", json!({})).set("/answers", json!([{"rule": "loading-mode", "by": "Mary", "until": "2026-11-21T09:00:00+08:00"}])); } => [];
        Edge "put off until now" |d| { d.set("/loading", json!({})).set("/answers", json!([{"rule": "loading-mode", "by": "Mary", "until": "2026-11-20T09:00:00+08:00"}])); } => ["loading-mode"];
    }
    "loading-warehouse" {
        Fires "no time" |d| { d.set("/loading", json!({"mode": "warehouse", "place": "Yangshan CFS"})); } => ["loading-warehouse"];
        Silent "time and place" |d| { d.set("/loading", json!({"mode": "warehouse", "place": "Yangshan CFS", "at": "2026-11-25T10:00:00+08:00"})); } => [];
        Edge "not asked of a customs-only job" |d| { d.set("/service_type", "customs-only").set("/loading", json!({"mode": "warehouse"})); } => [];
    }
    "loading-trailer" {
        Fires "nobody to call" |d| { d.blank("/loading/contact"); } => ["loading-trailer"];
        Silent "time, place and contact" |_| {} => [];
        Edge "asked of a trucking-only job" |d| { d.set("/service_type", "trucking-only").blank("/loading/place"); } => ["loading-trailer"];
    }
    "loading-self" {
        Fires "the documents come back somehow" |d| { d.set("/loading", json!({"mode": "self"})); } => ["loading-self"];
        Silent "by courier" |d| { d.set("/loading", json!({"mode": "self", "documents_handover": "快递至我司"})); } => [];
        Edge "a blank says nothing" |d| { d.set("/loading", json!({"mode": "self", "documents_handover": " "})); } => ["loading-self"];
    }
    "loading-late" {
        Fires "a minute after the yard closes" |d| { d.set("/loading/at", "2026-11-28T12:01:00+08:00"); } => ["loading-late"];
        Silent "two days before" |_| {} => [];
        Edge "as it closes" |d| { d.set("/loading/at", "2026-11-28T12:00:00+08:00"); } => [];
        Edge "the same moment said in another zone" |d| { d.set("/loading/at", "2026-11-28T04:00:00+00:00"); } => [];
        Fires "a trailer for last year" |d| { d.set("/loading/at", "2025-11-26T14:00:00+08:00"); } => ["loading-late:warn"];
        Edge "thirty days before the form came" |d| { d.set("/loading/at", "2026-10-19T09:12:00+08:00"); } => [];
        Edge "a day more" |d| { d.set("/loading/at", "2026-10-18T09:12:00+08:00"); } => ["loading-late:warn"];
        Silent "the day before it came" |d| { d.set("/loading/at", "2026-11-17T14:00:00+08:00"); } => [];
        Silent "past since, while the form waited" |d| { d.set("/loading/at", "2026-11-19T14:00:00+08:00"); } => [];
        Silent "the goods came to the warehouse before" |d| { d.set("/loading/mode", "warehouse").set("/loading/at", "2026-09-17T14:00:00+08:00"); } => [];
    }
    "customs-mode" {
        Fires "who declares is not said" |d| { d.blank("/customs/declaration"); } => ["customs-mode"];
        Fires "an inspection in the remarks, and who sees to it not said" |d| { d.blank("/customs/inspection").set("/remarks", "货物需法检"); } => ["customs-mode"];
        Fires "neither, and an inspection in the remarks" |d| { d.blank("/customs/inspection").blank("/customs/declaration").set("/remarks", "此票商检"); } => ["customs-mode"];
        Silent "no inspection" |d| { d.blank("/customs/inspection").set("/remarks", "非法检，无需商检"); } => [];
        Silent "we declare" |_| {} => [];
        Edge "goods that nobody inspects need no inspection" |d| { d.blank("/customs/inspection"); } => [];
        Fires "neither, and goods under inspection" |d| { d.goods("FROZEN FISH FILLETS", "冷冻鱼片", "15000", "62").boxes(&[("40RH", 1)]).set("/handling", json!({"food_container_check": true, "genset_truck": true})); d.set("/equipment/0/temperature_c", "-18").set("/equipment/0/ventilation", "closed").set("/cargo/0/hs_code", "0304.89").blank("/customs/inspection"); d.blank("/customs/inspection").blank("/customs/declaration"); } => ["customs-mode"];
        Edge "goods that are inspected do" |d| { d.goods("FROZEN FISH FILLETS", "冷冻鱼片", "15000", "62").boxes(&[("40RH", 1)]).set("/handling", json!({"food_container_check": true, "genset_truck": true})); d.set("/equipment/0/temperature_c", "-18").set("/equipment/0/ventilation", "closed").set("/cargo/0/hs_code", "0304.89").blank("/customs/inspection"); } => ["customs-mode"];
        Fires "food is under inspection by its name alone" |d| {
            d.goods("GREEN TEA", "绿茶", "9000", "66").blank("/customs/inspection").set("/handling/food_container_check", true);
        } => ["customs-mode"];
    }
    "customs-broker" {
        Fires "the customer declares by somebody" |d| { d.set("/customs/declaration", "customer").set("/customs/declarant", "宁波海天"); } => ["customs-broker"];
        Silent "we declare" |_| {} => [];
        Edge "both are named" |d| { d.set("/customs/declaration", "customer").set("/customs/declarant", "宁波海天").set("/customs/broker", "外联报关行"); } => [];
    }
    "payer" {
        Fires "not said" |d| { d.blank("/settlement/payer"); } => ["payer"];
        Fires "a third party without a name" |d| { d.set("/settlement/payer", "third-party"); } => ["payer"];
        Silent "the shipper" |d| { d.set("/settlement/payer", "shipper"); } => [];
        Edge "a third party with its name" |d| { d.set("/settlement/payer", "third-party").set("/settlement/name", "HAITIAN HK LTD"); } => [];
        Edge "TBA is nobody" |d| { d.set("/settlement/payer", "third-party").set("/settlement/name", "TBA"); } => ["payer"];
    }
    "food-check" {
        Fires "biscuits" |d| { d.goods("BISCUITS", "饼干", "12000", "66"); d.set("/customs/inspection", "us"); } => ["food-check"];
        Silent "T-shirts" |_| {} => [];
        Edge "no is an answer" |d| { d.goods("BISCUITS", "饼干", "12000", "66").set("/customs/inspection", "us").set("/handling/food_container_check", false); } => [];
        Edge "a machine for food is none" |d| { d.goods("FOOD PROCESSING MACHINE", "食品加工机械", "12000", "66"); } => [];
    }
    "reefer-genset" {
        Fires "a running reefer on our trailer" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "-18").set("/equipment/0/ventilation", "closed").set("/cargo/0/volume_cbm", "62"); } => ["reefer-genset"];
        Silent "the shipper loads it" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/temperature_c", "-18").set("/equipment/0/ventilation", "closed").set("/cargo/0/volume_cbm", "62").set("/loading", json!({"mode": "self", "documents_handover": "courier"})); } => [];
        Edge "a reefer that does not run" |d| { d.boxes(&[("40RH", 1)]).set("/equipment/0/non_operating", true).set("/cargo/0/volume_cbm", "62"); } => [];
    }
    "fumigation" {
        Fires "solid wood" |d| { d.set("/cargo/0/packing_material", "wood"); } => ["fumigation:warn"];
        Silent "plywood" |d| { d.set("/cargo/0/packing_material", "plywood"); } => [];
        Edge "stamped, heat-treated wood" |d| { d.set("/cargo/0/packing_material", "treated-wood"); } => [];
        Edge "wooden cases by the kind of package" |d| { d.blank("/cargo/0/packing_material").set("/cargo/0/package_type", "WOODEN CASES"); } => ["fumigation:warn"];
        Fires "the trade's short W/CASES" |d| { d.blank("/cargo/0/packing_material").set("/cargo/0/package_type", "W/CASES"); } => ["fumigation:warn"];
        Fires "and W/CS" |d| { d.blank("/cargo/0/packing_material").set("/cargo/0/package_type", "W/CS"); } => ["fumigation:warn"];
        Fires "shorter still, W/C" |d| { d.blank("/cargo/0/packing_material").set("/cargo/0/package_type", "W/C"); } => ["fumigation:warn"];
        Fires "a wooden case whose inside is paper" |d| { d.set("/cargo/0/packing_material", "paper").set("/cargo/0/package_type", "CASE (WOOD)"); } => ["fumigation:warn"];
        Edge "stamped cases, said behind" |d| { d.blank("/cargo/0/packing_material").set("/cargo/0/package_type", "WOODEN CASES, ISPM 15 HT"); } => [];
        Edge "said not to be needed" |d| { d.set("/cargo/0/packing_material", "wood").set("/handling/fumigation", "not-needed"); } => [];
        Fires "timber, whatever it is packed in" |d| { d.goods("SAWN TIMBER", "锯材", "20000", "60").set("/cargo/0/packing_material", "paper"); } => ["fumigation:warn"];
        Fires "machines in wooden cases, by the goods' own text" |d| { d.goods("PUMPS IN WOODEN CASES", "木箱装水泵", "12000", "66"); } => ["fumigation:warn"];
        Silent "the text says wood, the field plywood" |d| { d.goods("PUMPS IN WOODEN CASES", "水泵", "12000", "66").set("/cargo/0/packing_material", "plywood"); } => [];
        Silent "stamped pallets" |d| { d.set("/cargo/0/package_type", "IPPC WOODEN PALLETS").blank("/cargo/0/packing_material"); } => [];
        Fires "logs by their code" |d| { d.goods("PINE", "松", "12000", "66").set("/cargo/0/hs_code", "440321").set("/cargo/0/packing_material", "none"); } => ["fumigation:warn"];
        Silent "furniture in cartons" |d| { d.goods("SOLID WOOD FURNITURE", "实木家具", "9000", "66").set("/cargo/0/packing_material", "paper"); } => [];
    }
    "transit-handbook" {
        Fires "a handbook in the remarks" |d| { d.blank("/customs/handbook").set("/remarks", "带手册，请尽快"); } => ["transit-handbook"];
        Fires "transit in the remarks" |d| { d.blank("/customs/transit").set("/remarks", "本票需转关"); } => ["transit-handbook"];
        Fires "transit from somewhere to nowhere" |d| { d.set("/customs/transit", json!({"from": "宁波", "to": null})); } => ["transit-handbook"];
        Silent "nothing of the kind" |d| { d.set("/customs", json!({"declaration": "us"})); } => [];
        Edge "no handbook, in the remarks" |d| { d.blank("/customs/handbook").set("/remarks", "无手册，不转关"); } => [];
        Edge "said to be none" |d| { d.set("/remarks", "手册贸易"); } => [];
        Edge "a user's handbook" |d| { d.blank("/customs/handbook").set("/remarks", "附使用手册 user handbook"); } => [];
        Edge "transit in the remarks, answered with a colon" |d| { d.set("/customs", json!({"declaration": "us"})).set("/remarks", "转关：否\n手册号：N/A"); } => [];
        Edge "an electronic ledger is a handbook" |d| { d.blank("/customs/handbook").set("/remarks", "电子账册 E2201"); } => ["transit-handbook"];
        Edge "goods in transit are in no customs transit" |d| { d.blank("/customs/transit").set("/remarks", "goods in transit, transit time 28 days"); } => [];
        Fires "a handbook's number in the goods' name" |d| { d.set("/cargo/0/name_zh", "棉制T恤 手册C3722").blank("/customs/handbook"); } => ["transit-handbook"];
        Silent "a manual in the goods' name" |d| { d.set("/cargo/0/name_zh", "说明书手册A4").blank("/customs/handbook"); } => [];
        Fires "a handbook's number in the remarks, and the field says that there is none" |d| { d.set("/customs/handbook", false).set("/remarks", "带手册出口，手册号C23076000123"); } => ["transit-handbook"];
        Edge "said to be none, and the remarks give no number" |d| { d.set("/customs/handbook", false).set("/remarks", "带手册"); } => [];
        Fires "the customer's handbook, by its number" |d| { d.blank("/customs/handbook").set("/remarks", "客户手册C37001报关"); } => ["transit-handbook"];
        Fires "a handbook's number among the marks" |d| { d.blank("/customs/handbook").set("/cargo/0/marks", "N/M 手册号C23076000123"); } => ["transit-handbook"];
        Edge "by way of Singapore to Kuantan" |d| { d.blank("/customs/transit").set("/remarks", "经新加坡中转关丹"); } => [];
        Edge "a handbook to read" |d| { d.blank("/customs/handbook").set("/remarks", "HANDBOOK OF OPERATION ENCLOSED, assembly handbook in each carton"); } => [];
        Fires "a handbook in an English remark" |d| { d.blank("/customs/handbook").set("/remarks", "Goods exported with handbook C23076000123"); } => ["transit-handbook"];
        Edge "无 in the field is a no" |d| { d.set("/customs/handbook", "无").set("/remarks", "手册"); } => [];
        Edge "待定 is not" |d| { d.set("/customs/handbook", "待定"); } => ["transit-handbook"];
    }
    "party-text" {
        Fires "a Chinese address" |d| { d.set("/shipper/address", json!(["宁波市中山路88号"])); } => ["party-text"];
        Fires "an at-sign" |d| { d.set("/consignee/address", json!(["MAIL INFO@BERG.NL"])); } => ["party-text"];
        Fires "goods too vague" |d| { d.set("/cargo/0/name_en", "GENERAL CARGO"); } => ["party-text"];
        Fires "to order and nobody to notify" |d| { d.set("/consignee", json!({"name": "TO ORDER OF SHIPPER"})); } => ["party-text"];
        Fires "a post-office box alone" |d| { d.set("/consignee/address", json!(["P.O. BOX 1234", "ROTTERDAM"])); } => ["party-text"];
        Fires "to the shipper's order, notify as above" |d| { d.set("/consignee", json!({"name": "TO SHIPPER'S ORDER"})).set("/notify", json!({"name": "SAME AS ABOVE"})); } => ["party-text"];
        Fires "made out to order, notify in Chinese" |d| { d.set("/consignee", json!({"name": "MADE OUT TO ORDER"})).set("/notify", json!({"name": "同收货人"})); } => ["party-text"];
        Silent "to order with a notify party" |d| { d.set("/consignee", json!({"name": "TO ORDER"})).set("/notify", json!({"name": "VAN DER BERG", "address": ["WAALHAVEN 77"]})); } => [];
        Silent "the shipper's order, with a notify party" |d| { d.set("/consignee", json!({"name": "TO SHIPPER'S ORDER"})).set("/notify", json!({"name": "VAN DER BERG", "address": ["WAALHAVEN 77"]})); } => [];
        Fires "the shipper's order and the same to notify" |d| { d.set("/consignee", json!({"name": "TO SHIPPER'S ORDER"})); } => ["party-text"];
        Fires "made out to order" |d| { d.set("/consignee", json!({"name": "MADE OUT TO ORDER"})).set("/notify", json!({"name": "SAME AS ABOVE"})); } => ["party-text"];
        Fires "to order, notified as the consignee in letters" |d| { d.set("/consignee", json!({"name": "TO ORDER"})).set("/notify", json!({"name": "S.A.C."})); } => ["party-text"];
        Fires "to order, notified as the consignee in Chinese" |d| { d.set("/consignee", json!({"name": "TO ORDER"})).set("/notify", json!({"name": "同收货人"})); } => ["party-text"];
        Silent "a notify party as the consignee in Chinese" |d| { d.set("/notify", json!({"name": "同收货人"})); } => [];
        Silent "a notify party the same as above" |d| { d.set("/notify", json!({"name": "SAME AS ABOVE"})); } => [];
        Fires "a consignee as the credit says" |d| { d.set("/consignee/name", "AS PER L/C"); } => ["party-text:warn"];
        Silent "a company called after an order" |d| { d.set("/consignee/name", "ORDER OF MALTA HOSPITALS"); } => [];
        Fires "a box in French" |d| { d.set("/consignee/address", json!(["B.P. 123", "ABIDJAN"])); } => ["party-text"];
        Fires "a box in German" |d| { d.set("/consignee/address", json!(["POSTFACH 12", "HAMBURG"])); } => ["party-text"];
        Edge "a missing party can wait" |d| { d.set("/consignee", json!({})).set("/notify", json!({"name": "VAN DER BERG", "address": ["WAALHAVEN 77"]})); } => ["party-text:warn"];
        Edge "but not past the SI cut-off" |d| { complete(d); d.confirmed().now("2026-11-27T10:00:00+08:00").set("/notify", json!({})); } => ["party-text"];
        Edge "five lines of thirty-five" |d| { d.set("/consignee", json!({"name": "A".repeat(35), "address": ["B".repeat(35), "C".repeat(35), "D".repeat(35), "E".repeat(35)]})); } => [];
        Edge "a letter more" |d| { d.set("/consignee", json!({"name": "A".repeat(36), "address": ["B".repeat(35), "C".repeat(35), "D".repeat(35), "E".repeat(35)]})); } => ["party-text"];
        Fires "a box and a town with its postcode" |d| { d.set("/consignee/address", json!(["P.O.BOX 12", "JEDDAH 21411", "SAUDI ARABIA"])); } => ["party-text"];
        Silent "a box and a quarter of the town" |d| { d.set("/consignee/address", json!(["P.O. BOX 61444, RAS AL KHOR", "DUBAI", "UNITED ARAB EMIRATES"])); } => [];
        Silent "the same in one line" |d| { d.set("/consignee/address", json!(["P.O.BOX: 5521 DEIRA DUBAI U.A.E."])); } => [];
        Fires "a box, a town and its province" |d| { d.set("/consignee/address", json!(["PO BOX 77, TORONTO, ONTARIO", "CANADA"])); } => ["party-text"];
        Edge "a box beside a house of a quarter" |d| { d.set("/consignee/address", json!(["P.O.BOX 12", "AL BALAD 7, JEDDAH 21411"])); } => [];
        Edge "a box beside a street" |d| { d.set("/consignee/address", json!(["P.O. BOX 1234", "WAALHAVEN STREET 77, ROTTERDAM"])); } => [];
        Edge "ORDER in a company's name" |d| { d.set("/consignee/name", "MAIL ORDER HOUSE B.V."); } => [];
        Silent "made to order is a name" |d| { d.set("/consignee/name", "MADE TO ORDER FURNITURE B.V."); } => [];
        Fires "to the order of a bank, and nobody to notify" |d| { d.set("/consignee/name", "TO THE ORDER OF ABN AMRO BANK").blank("/notify"); } => ["party-text"];
        Fires "a word that no line takes" |d| { d.set("/consignee/name", "ROTTERDAMSCHETEXTIELHANDELSVENNOOTSCHAP"); } => ["party-text"];
        Fires "accents, dashes and signs that can be respelt" |d| { d.set("/consignee/name", "ÀàÇçÈèÌìŁłÑñÒòŘřŚś ŢţÙùÝýŹźĞğßÆæŒœ").set("/consignee/address", json!(["AÐB", "A\tB–C‘D’E“F”[G]#H@I|J×K°L、M。N"])); } => ["party-text"];
        Fires "the same without the letter that nobody respells" |d| { d.set("/consignee/name", "ÀàÇçÈèÌìŁłÑñÒòŘřŚś ŢţÙùÝýŹźĞğßÆæŒœ").set("/consignee/address", json!(["A\tB–C‘D’E“F”[G]#H@I", "J×K°L、M。N|O"])); } => ["party-text"];
        Fires "goods with an accent" |d| { d.set("/cargo/0/name_en", "CAFÉ CHAIRS"); } => ["party-text"];
        Fires "vague goods with an accent stay vague" |d| { d.set("/cargo/0/name_en", "GENERÁL CARGO"); } => ["party-text"];
        Fires "an accent and a box alone: respelt it would still be refused" |d| { d.set("/consignee", json!({"name": "CAFÉ B.V.", "address": ["P.O. BOX 12", "ROTTERDAM"]})); } => ["party-text"];
        Fires "an accent and too many lines" |d| { d.set("/consignee", json!({"name": "CAFÉ B.V.", "address": ["B".repeat(30), "C".repeat(30), "D".repeat(30), "E".repeat(30), "F".repeat(30)]})); } => ["party-text"];
        Fires "凭指示, and nobody to notify" |d| { d.set("/consignee/name", "凭指示"); } => ["party-text"];
        Fires "凭指定, and nobody to notify" |d| { d.set("/consignee/name", "凭指定"); } => ["party-text"];
        Fires "the consignee is the same as whom to notify, and the other way round, in words" |d| { d.set("/consignee", json!({"name": "SAME AS NOTIFY PARTY"})); } => ["party-text:warn"];
        Fires "a shipper that is the same as the shipper" |d| { d.set("/shipper", json!({"name": "Same as shipper"})); } => ["party-text:warn"];
        Edge "24 words of five letters are four lines" |d| { d.set("/consignee/address", vec!["ABCDE ".repeat(24)]); } => [];
        Edge "25 are five, beside the name one too many" |d| { d.set("/consignee/address", vec!["ABCDE ".repeat(25)]); } => ["party-text"];
        Edge "two lines of name and three of address" |d| { d.set("/consignee", json!({"name": format!("{} {}", "A".repeat(30), "B".repeat(30)), "address": ["C".repeat(35), "D".repeat(35), "E".repeat(35)]})); } => [];
        Edge "a shipper of the same day is no SAME AS" |d| { d.set("/notify", json!({"name": "SAME DAY® SHIPPER", "address": ["WAALHAVEN 77"]})); } => ["party-text"];
        Edge "nor is a consignee in somebody's name" |d| { d.set("/notify", json!({"name": "BERG® THE CONSIGNEE", "address": ["WAALHAVEN 77"]})); } => ["party-text"];
        Edge "a word of exactly 35 letters" |d| { d.set("/consignee/name", "A".repeat(35)); } => [];
        Edge "a word of 36 letters" |d| { d.set("/consignee/name", "A".repeat(36)); } => ["party-text"];
        Fires "the notify party is the same as itself" |d| { d.set("/notify", json!({"same_as": "notify"})); } => ["party-text:warn"];
        Fires "consignee and notify party are each the other" |d| { d.set("/consignee", json!({"same_as": "notify"})); } => ["party-text:warn"];
    }
    "carrier-consent" {
        Fires "a vessel certificate, and nobody asked the carrier" |d| { d.set("/documents/vessel_certificate", true); } => ["carrier-consent"];
        Fires "a consent that does not cover the clause" |d| { d.set("/documents/bl_clauses", json!(["SHIPPED ON DECK"])).set("/documents/carrier_consent", json!({"by": "COSCO Wang", "at": "2026-11-19T10:00:00+08:00", "reference": "M-11", "covers": ["vessel-certificate"]})); } => ["carrier-consent"];
        Silent "nothing asked for" |_| {} => [];
        Edge "a consent that says nothing of what it covers covers all" |d| { d.set("/documents/bl_clauses", json!(["SHIPPED ON DECK"])).set("/documents/carrier_consent", json!({"by": "COSCO Wang", "at": "2026-11-19T10:00:00+08:00", "reference": "M-11"})); } => [];
        Edge "a consent without its reference" |d| { d.set("/documents/vessel_certificate", true).set("/documents/carrier_consent", json!({"by": "COSCO Wang", "at": "2026-11-19T10:00:00+08:00"})); } => ["carrier-consent"];
        Edge "a credit of unknown requirements" |d| { d.set("/documents/letter_of_credit", true); } => ["carrier-consent:warn"];
        Edge "a credit that requires nothing" |d| { d.set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!([])); } => [];
    }
    "lc-latest-shipment" {
        Fires "a day late" |d| { d.set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!([])).set("/documents/latest_shipment", "2026-11-29"); } => ["lc-latest-shipment:warn"];
        Silent "no credit" |d| { d.set("/documents/latest_shipment", "2026-11-29"); } => [];
        Edge "on the last day" |d| { d.set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!([])).set("/documents/latest_shipment", "2026-11-30"); } => [];
        Fires "a date asked for after it" |d| { d.set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!([])).set("/documents/latest_shipment", "2026-11-29").set("/sailing", "TEMP"); } => ["lc-latest-shipment:warn", "sailing-temp:hint"];
    }
    "us-routing" {
        Fires "New York" |d| { to(d, "USNYC"); } => ["sailing-temp:hint", "us-routing"];
        Fires "inland" |d| { d.set("/sailing", "TEMP").set("/pod", "USLAX").set("/delivery", "Chicago"); } => ["sailing-temp:hint", "us-routing"];
        Fires "a town that no table has, in one of the states" |d| { d.set("/sailing", "TEMP").set("/pod", "USLAX").set("/delivery", "PARIS, TX 75460"); } => ["place-unknown", "sailing-temp:hint", "us-routing"];
        Silent "a town that no table has, elsewhere" |d| { d.set("/sailing", "TEMP").set("/pod", "DEHAM").set("/delivery", "KLEINDORF, DE"); } => ["place-unknown", "sailing-temp:hint"];
        Silent "all water" |d| { to(d, "USNYC"); d.set("/us_routing", "all-water"); } => ["sailing-temp:hint"];
        Silent "Vancouver is not the United States" |d| { to(d, "CAVAN"); } => ["sailing-temp:hint"];
        Edge "a west-coast port has one way" |d| { to(d, "USLAX"); } => ["sailing-temp:hint", "us-routing:hint"];
    }
    "sub-port" {
        Fires "Manila" |d| { to(d, "MANILA"); } => ["sailing-temp:hint", "sub-port"];
        Fires "the procedure's spelling" |d| { to(d, "HO CHI MING"); } => ["sailing-temp:hint", "sub-port"];
        Silent "the terminal says it" |d| { to(d, "MANILA"); d.set("/pod_terminal", "北港"); } => ["sailing-temp:hint"];
        Silent "Rotterdam has one" |_| {} => [];
        Edge "the POD's own text says it" |d| { to(d, "MANILA SOUTH"); } => ["sailing-temp:hint"];
        Edge "a text that says both says nothing" |d| { to(d, "MANILA"); d.set("/pod_terminal", "北港或南港"); } => ["sailing-temp:hint", "sub-port"];
        Fires "the place of delivery asks where the port of discharge does not" |d| { to(d, "PHMNL"); d.set("/pod", "SGSIN"); } => ["sailing-temp:hint", "sub-port"];
        Silent "goods for Dubai discharged at Jebel Ali" |d| { to(d, "AEDXB"); d.set("/pod", "AEJEA"); } => ["sailing-temp:hint"];
        Silent "Manila, delivered at its north harbour" |d| { to(d, "PHMNL"); d.set("/delivery", "PHMNN"); } => ["sailing-temp:hint"];
        Edge "the port's own outer name names no terminal" |d| { to(d, "TANJUNG PRIOK"); } => ["sailing-temp:hint", "sub-port"];
        Edge "TBA names no harbour" |d| { to(d, "PHMNL"); d.set("/pod_terminal", "TBA"); } => ["sailing-temp:hint", "sub-port"];
    }
    "completion-unnamed" {
        Fires "filled in by whom" |d| { d.set("/completed", json!([{"field": "/freight/terms", "at": "2026-11-19T10:00:00+08:00"}])); } => ["completion-unnamed"];
        Silent "with who and when" |d| { d.set("/completed", json!([{"field": "/freight/terms", "by": "Mary", "at": "2026-11-19T10:00:00+08:00"}])); } => [];
        Edge "a name without a time" |d| { d.set("/completed", json!([{"field": "/freight/terms", "by": "Mary"}])); } => ["completion-unnamed"];
    }
    "form-incomplete" {
        Fires "four items" |d| { d.blank("/freight/terms").blank("/settlement/payer").blank("/customs/declaration").set("/loading", json!({})); } => ["customs-mode", "form-incomplete:warn", "freight-terms", "loading-mode", "payer"];
        Silent "one item" |d| { d.blank("/freight/terms"); } => ["freight-terms"];
        Edge "three items" |d| { d.blank("/freight/terms").blank("/settlement/payer").blank("/customs/declaration"); } => ["customs-mode", "freight-terms", "payer"];
        Edge "three items, and neither containers nor whether there are any" |d| { d.blank("/freight/terms").blank("/settlement/payer").blank("/customs/declaration").blank("/stuffing_mode").set("/equipment", json!([])); } => ["customs-mode", "form-incomplete:warn", "freight-terms", "payer", "stuffing-mode"];
    }
    "agent-missing" {
        Fires "our agent collects, whoever that is" |d| { d.set("/freight/terms", "collect").set("/freight/collected_by", "our-agent").set("/charges", json!([{"column": "collect", "code": "OCF", "amount": "1850", "currency": "USD"}])); } => ["agent-missing"];
        Fires "nominated cargo" |d| { d.set("/source", "nominated"); } => ["agent-missing"];
        Silent "the carrier collects" |d| { d.set("/freight/terms", "collect").set("/freight/collected_by", "carrier").set("/charges", json!([{"column": "collect", "code": "OCF", "amount": "1850", "currency": "USD"}])); } => [];
        Edge "prepaid after all" |d| { d.set("/freight/collected_by", "our-agent"); } => [];
    }
    "agent-unconfirmed" {
        Fires "nobody confirmed it" |d| { d.set("/overseas_agent", json!({"code": "RTM01"})); } => ["agent-unconfirmed"];
        Fires "confirmed after it was chosen" |d| { d.set("/overseas_agent", json!({"code": "RTM01", "confirmed_by": "Wu", "confirmed_at": "2026-11-18T10:00:00+08:00", "chosen_at": "2026-11-17T10:00:00+08:00"})); } => ["agent-unconfirmed"];
        Silent "no agent" |_| {} => [];
        Edge "confirmed and chosen at once" |d| { d.set("/overseas_agent", json!({"code": "RTM01", "confirmed_by": "Wu", "confirmed_at": "2026-11-18T10:00:00+08:00", "chosen_at": "2026-11-18T10:00:00+08:00"})); } => [];
        Edge "on a stored job the claim does not count" |d| { d.set("/overseas_agent", json!({"code": "RTM01", "confirmed_by": "Wu", "confirmed_at": "2026-11-18T10:00:00+08:00"})); d.stored(); } => ["agent-unconfirmed"];
    }
    "agent-unlisted" {
        Fires "an agent that nobody published" |d| { d.set("/overseas_agent", json!({"name": "Jan's Cargo", "confirmed_by": "Wu", "confirmed_at": "2026-11-18T10:00:00+08:00"})); } => ["agent-unlisted"];
        Silent "one of the list, by its name" |d| { d.set("/overseas_agent", json!({"name": "Example Harbour Agency BV", "confirmed_by": "Wu", "confirmed_at": "2026-11-18T10:00:00+08:00"})); } => [];
        Edge "the director allows it" |d| {
            d.set("/overseas_agent", json!({"name": "Jan's Cargo", "confirmed_by": "Wu", "confirmed_at": "2026-11-18T10:00:00+08:00"}));
            d.set("/answers", json!([{"rule": "agent-unlisted", "role": "director", "by": "Chen", "at": "2026-11-18T10:00:00+08:00"}]));
        } => [];
    }
    "stuffing-mode" {
        Fires "not said" |d| { d.blank("/stuffing_mode"); } => ["stuffing-mode"];
        Fires "LCL with whole containers" |d| { d.set("/stuffing_mode", "lcl"); } => ["stuffing-mode"];
        Fires "bulk in a container" |d| { d.set("/stuffing_mode", "bulk"); } => ["stuffing-mode"];
        Fires "several owners' goods called FCL" |d| { d.set("/cargo/0/owner", "HAITIAN").set("/cargo/1", json!({"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "400", "volume_cbm": "2", "owner": "XINGYE"})); } => ["stuffing-mode"];
        Fires "self-consolidated in the remarks" |d| { d.set("/remarks", "货主自拼箱"); } => ["stuffing-mode"];
        Fires "the buyer's consolidation" |d| { d.set("/remarks", "Buyer’s Consolidation"); } => ["stuffing-mode"];
        Silent "no buyer's consolidation" |d| { d.set("/remarks", "no buyer's consolidation"); } => [];
        Silent "shipper-consolidated in whole containers" |d| { d.set("/stuffing_mode", "shipper-consolidated").set("/remarks", "自拼箱"); } => [];
        Edge "FCL without a container" |d| { d.set("/equipment", json!([])); } => ["equipment-missing", "stuffing-mode"];
        Edge "one owner written twice" |d| { d.set("/cargo/0/owner", "HAITIAN CO., LTD").set("/cargo/1", json!({"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "400", "volume_cbm": "2", "owner": "Haitian Co Ltd"})); } => [];
        Edge "toys to be put together" |d| { d.set("/remarks", "自拼装玩具请轻放"); } => [];
        Fires "the shipper's own consolidation, in English" |d| { d.set("/remarks", "This is our own consolidation of 4 shippers"); } => ["stuffing-mode"];
        Edge "not self-consolidated" |d| { d.set("/remarks", "非自拼箱"); } => [];
        Fires "self-consolidated, in the shipper's own words" |d| { d.set("/remarks", "shipper's own consolidation"); } => ["stuffing-mode"];
        Fires "less than a container in containers that are not counted" |d| { d.set("/stuffing_mode", "lcl").set("/equipment", json!([{"type": "40HQ"}])); } => ["stuffing-mode"];
        Edge "none of a type is none" |d| { d.set("/stuffing_mode", "lcl").set("/equipment", json!([{"type": "40HQ", "count": 0}])); } => [];
    }
    "bl-dating" {
        Fires "ante-dated on request" |d| { d.set("/documents/bl_dating", "antedated").set("/documents/bl_dating_requested_by", "Li Na"); } => ["bl-dating"];
        Silent "as it sailed" |_| {} => [];
        Edge "the director's yes without the request settles nothing" |d| { d.set("/documents/bl_dating", "advance").set("/answers", json!([{"rule": "bl-dating", "role": "director", "by": "Chen", "at": "2026-11-18T10:00:00+08:00"}])); } => ["bl-dating"];
        Edge "requested and allowed" |d| { d.set("/documents/bl_dating", "postdated").set("/documents/bl_dating_requested_by", "Li Na").set("/answers", json!([{"rule": "bl-dating", "role": "operations-manager", "by": "Wu", "at": "2026-11-18T10:00:00+08:00"}])); } => [];
    }
    "fee-waiver" {
        Fires "the telex-release fee" |d| { d.set("/charges", json!([{"column": "receivable", "code": "TLX", "amount": "450", "currency": "CNY", "waived": true}])); } => ["fee-waiver"];
        Silent "charged" |d| { d.set("/charges", json!([{"column": "receivable", "code": "TLX", "amount": "450", "currency": "CNY", "waived": false}])); } => [];
        Edge "another fee may be waived" |d| { d.set("/charges", json!([{"column": "receivable", "code": "SEAL", "waived": true}])); } => [];
    }
    "charge-code" {
        Fires "a code that the table does not have" |d| { d.set("/charges", json!([{"column": "receivable", "code": "ZZZ", "amount": "1", "currency": "CNY"}])); } => ["charge-code:hint"];
        Silent "a code that it has" |_| {} => [];
        Edge "an alias of one that it has" |d| { d.set("/charges", json!([{"column": "receivable", "code": "电放费", "amount": "450", "currency": "CNY"}])); } => [];
    }
    "all-in" {
        Fires "including nothing" |d| { d.set("/freight/all_in", json!({"includes": []})); } => ["all-in"];
        Silent "no all-in price" |_| {} => [];
        Edge "a charge called ALL IN" |d| { d.set("/charges", json!([{"column": "receivable", "code": "ALL IN", "amount": "2500", "currency": "USD"}])); } => ["all-in"];
        Edge "with what it includes" |d| { d.set("/freight/all_in", json!({"includes": ["OCF", "THC"]})); } => [];
    }
    "collect-charges" {
        Fires "collect, and nothing to collect" |d| { d.set("/freight/terms", "collect"); } => ["collect-charges"];
        Fires "collect, and no rate is written down yet" |d| { d.set("/freight/terms", "collect").set("/freight/rate", json!([])); } => ["collect-charges", "rate-mismatch:hint"];
        Silent "prepaid" |_| {} => [];
        Edge "a line whose amount is to be announced collects nothing" |d| { d.set("/freight/terms", "collect").set("/charges", json!([{"column": "collect", "code": "OCF", "amount": "TBA", "currency": "USD"}])); } => ["collect-charges"];
        Edge "a payable line is not the collect column" |d| { d.set("/freight/terms", "collect").set("/charges", json!([{"column": "payable", "code": "OCF", "amount": "1850", "currency": "USD"}])); } => ["collect-charges"];
    }
    "equipment-confirmed" {
        Fires "one box fewer" |d| {
            complete(d); d.boxes(&[("40HQ", 2)]).set("/cargo/0/volume_cbm", "130"); d.confirmed();
            d.set("/equipment/0/vgm", json!({"kg": "9000"}));
            d.stored().booking.as_mut().unwrap().equipment = vec![BookedEquipment { kind: "40HQ".parse().unwrap(), count: 1 }];
        } => ["equipment-confirmed", "over-capacity"];
        Fires "another voyage of the ship, which no schedule has" |d| {
            complete(d); d.confirmed();
            d.stored().booking.as_mut().unwrap().sailing = by_name("COSCO SHIPPING UNIVERSE", "047W");
        } => ["equipment-confirmed"];
        Fires "an earlier ship, whose dates count from then on" |d| {
            complete(d); d.blank("/equipment/0/vgm").confirmed();
            d.schedule.push(sailing("COSU", "COSCO PISCES", "012W", "NLRTM", "2026-11-27"));
            d.stored().booking.as_mut().unwrap().sailing = by_name("COSCO PISCES", "012W");
        } => ["equipment-confirmed", "etd-differs:warn", "loading-late", "vgm:hint"];
        Fires "a second box, amended since" |d| {
            amended(d, "amy", Some("HC-27/0044"), true, AmendmentState::Accepted);
            let job = d.job.as_mut().unwrap();
            job.amendments[0].changes[0].field = Pointer::new("/equipment/0/count");
            job.booking.as_mut().unwrap().equipment[0].count = 2;
        } => ["equipment-confirmed"];
        Silent "as booked" |d| { complete(d); d.confirmed(); d.stored(); } => [];
        Silent "the ship and voyage as booked, in no schedule" |d| {
            complete(d); d.confirmed(); d.schedule.clear(); d.now("2026-11-20T09:00:00+08:00");
            d.stored().booking.as_mut().unwrap().sailing = by_name("Cosco Shipping Universe", "046W");
        } => ["sailing-in-schedule"];
        Edge "the same boxes in two lines" |d| {
            complete(d); d.set("/equipment/1", json!({"type": "40HQ", "count": 1, "vgm": {"kg": "9000"}})).set("/cargo/0/volume_cbm", "130"); d.confirmed();
            d.stored().booking.as_mut().unwrap().equipment = vec![BookedEquipment { kind: "40HQ".parse().unwrap(), count: 2 }];
        } => [];
    }
    "confirmation-told" {
        Fires "the customer does not know" |d| { complete(d); d.confirmed(); d.stored().booking.as_mut().unwrap().customer_told = None; } => ["confirmation-told:warn"];
        Silent "told" |d| { complete(d); d.confirmed(); d.stored(); } => [];
        Edge "nothing to tell before the confirmation" |d| { complete(d); d.booked(); d.stored().booking.as_mut().unwrap().customer_told = None; } => [];
    }
    "vgm" {
        Fires "booked, a week ahead" |d| { complete(d); d.blank("/equipment/0/vgm").booked(); } => ["vgm:hint"];
        Silent "a draft needs none" |d| { d.blank("/equipment/0/vgm"); } => [];
        Edge "72 hours before it is due" |d| { complete(d); d.blank("/equipment/0/vgm").confirmed().now("2026-11-25T10:00:00+08:00"); } => ["vgm:warn"];
        Edge "a minute before that" |d| { complete(d); d.blank("/equipment/0/vgm").confirmed().now("2026-11-25T09:59:00+08:00"); } => ["vgm:hint"];
        Edge "past it" |d| { complete(d); d.blank("/equipment/0/vgm").confirmed().now("2026-11-28T10:00:00+08:00"); } => ["cut-off", "vgm"];
        Edge "no cut-off is known, and the ship has left" |d| { complete(d); d.schedule[0].cut_offs = shipdesk::domain::CutOffs::default(); d.blank("/equipment/0/vgm").confirmed().now("2026-12-01T10:00:00+08:00"); } => ["vgm", "status-due:warn"];
        Fires "of the box that the carrier confirmed" |d| { confirmed_with(d, &[("40GP", 1)]); d.blank("/equipment/0/vgm").set("/cargo/0/volume_cbm", "60"); } => ["equipment-confirmed", "vgm:hint"];
        Edge "the carrier confirmed one box of two lines: the other is not weighed" |d| {
            d.boxes(&[("40HQ", 1), ("20GP", 1)]).set("/cargo/0/volume_cbm", "76");
            confirmed_with(d, &[("40HQ", 1)]);
        } => ["equipment-confirmed", "tight-fit:warn"];
    }
    "advance-manifest" {
        Fires "booked to the EU, nothing filed" |d| { complete(d); d.set("/filings", json!([])).booked(); } => ["advance-manifest:hint"];
        Silent "a draft needs none" |d| { d.set("/filings", json!([])); } => [];
        Edge "asked for is not filed" |d| { complete(d); d.set("/filings/0/state", "asked").booked(); } => ["advance-manifest:hint"];
        Edge "a house bill's filer is us" |d| { complete(d); d.set("/filings/0/by", "carrier").set("/documents/house_bill", true).booked(); } => ["advance-manifest:hint"];
        Silent "the carrier has filed it, for want of a house bill" |d| { complete(d); d.set("/filings/0/by", "carrier").booked(); } => [];
        Edge "past its cut-off" |d| { complete(d); d.set("/filings/0/state", "asked").confirmed().now("2026-11-27T16:00:00+08:00"); } => ["advance-manifest"];
    }
    "dangerous-goods" {
        Fires "lithium batteries, and nothing said" |d| { d.goods("LITHIUM ION BATTERIES", "锂离子电池", "12000", "66").set("/customs/inspection", "us"); } => ["dangerous-goods:warn"];
        Fires "declared without its class" |d| { d.set("/cargo/0/dangerous", json!({"un": "1263"})); } => ["dangerous-goods"];
        Silent "T-shirts" |d| { d.blank("/cargo/0/dangerous"); } => [];
        Edge "false is said" |d| { d.goods("LITHIUM ION BATTERIES", "锂离子电池", "12000", "66").set("/customs/inspection", "us").set("/cargo/0/dangerous", false); } => [];
        Edge "a class with its subsidiary risk" |d| { d.set("/cargo/0/dangerous", json!({"un": "1866", "class": "Class 3 (6.1)"})); } => [];
        Edge "no class of the code" |d| { d.set("/cargo/0/dangerous", json!({"un": "1866", "class": "about 3"})); } => ["dangerous-goods"];
        Edge "declared with number and class" |d| { d.set("/cargo/0/dangerous", json!({"un": "UN1263", "class": "3"})); } => [];
        Edge "paint and an oxidiser in one box" |d| {
            d.set("/cargo/0/dangerous", json!({"un": "1263", "class": "3"}));
            d.set("/cargo/1", json!({"name_en": "POOL CHEMICALS", "name_zh": "泳池用品", "gross_kg": "900", "volume_cbm": "2", "dangerous": {"un": "1479", "class": "5.1"}}));
            d.set("/customs/inspection", "us");
        } => ["dangerous-goods:warn"];
        Fires "an oil that catches fire at 60 degrees" |d| { d.goods("WHITE OIL, FLASH POINT 60 C", "白油", "12400", "66"); } => ["dangerous-goods:warn"];
        Edge "one that does not" |d| { d.goods("WHITE OIL, FLASH POINT 61 C", "白油", "12400", "66"); } => [];
    }
    "duplicate" {
        Fires "another open job is like it" |d| { d.duplicates = vec![JobNo::new("KF2026000007")]; } => ["duplicate:warn"];
        Silent "none is" |_| {} => [];
        Edge "the customer says it is another" |d| {
            d.duplicates = vec![JobNo::new("KF2026000007")];
            d.set("/answers", json!([{"rule": "duplicate", "party": "customer", "by": "Mary", "at": "2026-11-18T10:00:00+08:00", "reason": "mail"}]));
        } => [];
    }
    "amendment-confirmation" {
        Fires "nothing in writing" |d| { amended(d, "amy", None, true, AmendmentState::Pending); } => ["amendment-confirmation"];
        Silent "in writing" |d| { amended(d, "amy", Some("HC-27/0044"), true, AmendmentState::Pending); } => [];
        Edge "a rejected one needs nothing more" |d| { amended(d, "amy", None, false, AmendmentState::Rejected); } => [];
        Fires "two boxes for one" |d| { changing(d, &[("/equipment/0/count", "1", "2")]); } => ["amendment-confirmation"];
        Fires "a box of another type besides" |d| { changing(d, &[("/equipment/1", "null", r#"{"type":"20GP","count":1}"#)]); } => ["amendment-confirmation"];
        Fires "the next ship" |d| { changing(d, &[("/sailing/vessel", "\"COSCO SHIPPING UNIVERSE\"", "\"COSCO TAURUS\""), ("/sailing/voyage", "\"V.046W\"", "\"V.011W\""), ("/sailing/etd", "\"2026-11-30\"", "\"2026-12-28\"")]); } => ["amendment-confirmation"];
        Fires "another port, and the rate for it" |d| { changing(d, &[("/pod", "\"NLRTM\"", "\"DEHAM\""), ("/freight/rate/0/amount", "\"1850.00\"", "\"1900.00\"")]); } => ["amendment-confirmation"];
        Fires "somebody to notify" |d| { changing(d, &[("/notify/same_as", "\"consignee\"", "null"), ("/notify/name", "null", "\"KUEHNE B.V.\"")]); } => ["amendment-confirmation"];
    }
    "amendment-review" {
        Fires "entered by a colleague" |d| { amended(d, "bob", Some("HC-27/0044"), true, AmendmentState::Pending); } => ["amendment-review"];
        Silent "entered by the original clerk" |d| { amended(d, "amy", Some("HC-27/0044"), true, AmendmentState::Pending); } => [];
        Edge "reviewed" |d| {
            amended(d, "bob", Some("HC-27/0044"), true, AmendmentState::Pending);
            d.job.as_mut().unwrap().amendments[0].reviewed_by = Some(OperatorName::new("amy"));
        } => [];
    }
    "amendment-charges" {
        Fires "nothing said of the costs" |d| { amended(d, "amy", Some("HC-27/0044"), false, AmendmentState::Pending); } => ["amendment-charges"];
        Silent "none, said so" |d| { amended(d, "amy", Some("HC-27/0044"), true, AmendmentState::Pending); } => [];
        Edge "in force already" |d| { amended(d, "amy", Some("HC-27/0044"), false, AmendmentState::Accepted); } => [];
    }
    "status-due" {
        Fires "the day after it sailed" |d| { complete(d); d.confirmed().now("2026-12-01T09:00:00+08:00"); } => ["status-due:warn"];
        Silent "not sailed yet" |d| { complete(d); d.confirmed().now("2026-11-30T23:59:00+08:00"); } => [];
        Silent "marked shipped" |d| { complete(d); d.confirmed().now("2026-12-10T09:00:00+08:00"); d.stored().status = Some(ShippingStatus::Shipped); } => [];
        Edge "the second working day" |d| { complete(d); d.confirmed().now("2026-12-02T23:59:00+08:00"); } => ["status-due:warn"];
        Edge "the third" |d| { complete(d); d.confirmed().now("2026-12-03T00:00:00+08:00"); } => ["status-due"];
        Edge "the weekend between counts for nothing" |d| {
            d.schedule[0] = sailing("COSU", "COSCO SHIPPING UNIVERSE", "046W", "NLRTM", "2026-11-26");
            d.schedule[0].atd = Some(at("2026-11-26T20:00:00+08:00"));
            complete(d); d.confirmed().now("2026-11-30T23:00:00+08:00").set("/requested_etd", "2026-11-26").set("/loading/at", "2026-11-23T10:00:00+08:00");
        } => ["status-due:warn"];
        Edge "long after, with the third working day in a year that is not published" |d| {
            complete(d); d.booked(); d.schedule[0].etd = "2026-12-29".parse().unwrap();
            d.set("/requested_etd", "2026-12-29").now("2027-01-20T09:00:00+08:00");
        } => ["status-due"];
        Edge "the day after it is not yet certain" |d| {
            complete(d); d.booked(); d.schedule[0].etd = "2026-12-29".parse().unwrap();
            d.set("/requested_etd", "2026-12-29").now("2027-01-05T09:00:00+08:00");
        } => ["status-due:warn"];
    }
}

#[test]
fn every_case_finds_what_it_names_and_nothing_else() {
    let mut wrong = Vec::new();
    for case in CASES {
        let mut desk = a_sound_consignment();
        (case.spoil)(&mut desk);
        let open = desk.open();
        let mut named: Vec<&str> = case.open.to_vec();
        named.sort_unstable();
        if open != named {
            wrong.push(format!(
                "{}: {} — expected {named:?}, found {open:?}",
                case.rule, case.what
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_a_case_names_agrees_with_what_it_shows() {
    for case in CASES {
        let names_it = case
            .open
            .iter()
            .any(|open| open.split(':').next() == Some(case.rule));
        match case.shows {
            Shows::Fires => assert!(names_it, "{}: {}", case.rule, case.what),
            Shows::Silent => assert!(!names_it, "{}: {}", case.rule, case.what),
            Shows::Edge => {}
        }
    }
}
