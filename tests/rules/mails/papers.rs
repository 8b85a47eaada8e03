//! Credits, the carrier's consent, dangerous goods, amendments.

use serde_json::json;
use shipdesk::domain::job::AmendmentState;

use super::super::cases::{amended, complete};
use super::super::desk::Desk;
use super::mails;

fn consent(d: &mut Desk, covers: Option<&[&str]>) {
    d.set("/documents/carrier_consent", json!({"by": "COSCO Wang", "at": "2026-11-19T10:00:00+08:00", "reference": "M-11", "covers": covers}));
}

mails! {
    "a credit that wants a certificate" |d| { d.set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!(["vessel-certificate"])); } => ["carrier-consent"];
    "the consent covers the clause alone" |d| { d.set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!(["vessel-certificate"])); consent(d, Some(&["bl-clause"])); } => ["carrier-consent"];
    "the consent covers both" |d| { d.set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!(["vessel-certificate", "bl-clause"])); consent(d, Some(&["bl-clause", "vessel-certificate"])); } => [];
    "a consent without what it covers" |d| { d.set("/documents/vessel_certificate", true).set("/documents/bl_clauses", json!(["SHIPPED ON DECK"])); consent(d, None); } => [];
    "a consent that covers nothing" |d| { d.set("/documents/vessel_certificate", true); consent(d, Some(&[])); } => ["carrier-consent"];
    "a clause without a credit" |d| { d.set("/documents/bl_clauses", json!(["FREIGHT PREPAID AS ARRANGED"])); } => ["carrier-consent"];
    "no credit, and what one would require" |d| { d.set("/documents/letter_of_credit", false).set("/documents/lc_requires", json!(["bl-clause"])); } => [];
    "a credit that expires before a wanted day" |d| { d.set("/sailing", "TEMP").set("/documents/letter_of_credit", true).set("/documents/lc_requires", json!([])).set("/documents/latest_shipment", "2026-11-29"); } => ["lc-latest-shipment:warn", "sailing-temp:hint"];
    "UN 1263 of class 3" |d| { d.set("/cargo/0/dangerous", json!({"un": "UN 1263", "class": "3"})); } => [];
    "a class in Roman figures" |d| { d.set("/cargo/0/dangerous", json!({"un": "1263", "class": "III"})); } => ["dangerous-goods"];
    "a UN number of three digits" |d| { d.set("/cargo/0/dangerous", json!({"un": "126", "class": "3"})); } => ["dangerous-goods"];
    "a UN number of TBA" |d| { d.set("/cargo/0/dangerous", json!({"un": "TBA", "class": "3"})); } => ["dangerous-goods"];
    "lithium batteries that are said to be none" |d| { d.goods("LITHIUM BATTERIES", "锂电池", "9000", "66").set("/cargo/0/dangerous", false); } => [];
    "paint and acid apart, in two boxes" |d| {
        d.boxes(&[("40HQ", 1), ("40HQ", 1)]).set("/customs/inspection", "none").set("/cargo", json!([
            {"name_en": "PAINT", "name_zh": "油漆", "gross_kg": "9000", "volume_cbm": "66", "in": 0, "dangerous": {"un": "1263", "class": "3"}},
            {"name_en": "POOL CHEMICALS", "name_zh": "泳池用品", "gross_kg": "9000", "volume_cbm": "66", "in": 1, "dangerous": {"un": "1479", "class": "5.1"}},
        ]));
    } => [];
    "paint and an acid may share one" |d| {
        d.set("/customs/inspection", "none").set("/cargo", json!([
            {"name_en": "PAINT", "name_zh": "油漆", "gross_kg": "9000", "volume_cbm": "60", "dangerous": {"un": "1263", "class": "3"}},
            {"name_en": "CLEANER", "name_zh": "清洁剂", "gross_kg": "900", "volume_cbm": "6", "dangerous": {"un": "1760", "class": "8"}},
        ]));
    } => [];
    "the same in one of them" |d| {
        d.boxes(&[("40HQ", 1), ("40HQ", 1)]).set("/customs/inspection", "none").set("/cargo", json!([
            {"name_en": "PAINT", "name_zh": "油漆", "gross_kg": "9000", "volume_cbm": "66", "in": 0, "dangerous": {"un": "1263", "class": "3"}},
            {"name_en": "POOL CHEMICALS", "name_zh": "泳池用品", "gross_kg": "900", "volume_cbm": "6", "in": 0, "dangerous": {"un": "1479", "class": "5.1"}},
            {"name_en": "SOCKS", "name_zh": "袜子", "gross_kg": "9000", "volume_cbm": "66", "in": 1},
        ]));
    } => ["dangerous-goods:warn"];
    "a change confirmed by 待补" |d| { amended(d, "amy", Some("待补"), true, AmendmentState::Pending); } => ["amendment-confirmation"];
    "a change confirmed by a blank" |d| { amended(d, "amy", Some(" "), true, AmendmentState::Pending); } => ["amendment-confirmation"];
    "a colleague's change without anything" |d| { amended(d, "bob", None, false, AmendmentState::Pending); } => ["amendment-confirmation", "amendment-review", "amendment-charges"];
    "the same, accepted" |d| { amended(d, "bob", None, false, AmendmentState::Accepted); } => [];
    "ante-dated, asked for by nobody" |d| { d.set("/documents/bl_dating", "antedated").set("/documents/bl_dating_requested_by", "—"); } => ["bl-dating"];
    "the operations manager's yes to what was asked for" |d| {
        d.set("/documents/bl_dating", "antedated").set("/documents/bl_dating_requested_by", "Li Na");
        d.set("/answers", json!([{"rule": "bl-dating", "role": "operations-manager", "by": "Wu", "at": "2026-11-18T10:00:00+08:00"}]));
    } => [];
    "a clerk's yes" |d| {
        d.set("/documents/bl_dating", "antedated").set("/documents/bl_dating_requested_by", "Li Na");
        d.set("/answers", json!([{"rule": "bl-dating", "role": "clerk", "by": "Amy", "at": "2026-11-18T10:00:00+08:00"}]));
    } => ["bl-dating"];
    "to Japan, nothing filed" |d| { complete(d); super::super::cases::to(d, "JPTYO"); d.set("/filings", json!([{"kind": "manifest", "state": "filed"}])).booked(); } => ["advance-manifest:hint", "sailing-temp:hint"];
    "to Japan, filed" |d| { complete(d); super::super::cases::to(d, "JPTYO"); d.set("/filings", json!([{"kind": "AFR", "state": "filed"}, {"kind": "manifest", "state": "accepted"}])).booked(); } => ["sailing-temp:hint"];
    "to Singapore, China's manifest alone" |d| { complete(d); super::super::cases::to(d, "SGSIN"); d.set("/filings", json!([{"kind": "manifest", "state": "accepted"}])).booked(); } => ["sailing-temp:hint"];
}
