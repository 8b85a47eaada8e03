//! What looks like an answer and is none, and what looks like none and is one.

use serde_json::json;

use super::mails;

mails! {
    "a contact of -" |d| { d.set("/principal/contact", "-"); } => ["principal-contact:warn"];
    "a phone of 0" |d| { d.set("/principal/phone", "0"); } => [];
    "phone N/A, fax given" |d| { d.set("/principal/phone", "N/A").set("/principal/fax", "0574-87651235"); } => [];
    "the principal is not named" |d| { d.blank("/principal/name"); } => ["principal-contact:warn"];
    "the principal is TBA" |d| { d.set("/principal/name", "TBA"); } => ["principal-contact:warn"];
    "a form of TBC" |d| { d.set("/intake/form", "TBC"); } => ["intake-form"];
    "a handover sheet of 待补" |d| { d.set("/intake/handover_sheet", "待补"); } => ["handover-sheet"];
    "a handover sheet of ／, full width" |d| { d.set("/intake/handover_sheet", "／"); } => ["handover-sheet"];
    "a loading place of 待定" |d| { d.set("/loading/place", "待定"); } => ["loading-trailer"];
    "a loading contact of n/a" |d| { d.set("/loading/contact", "n/a"); } => ["loading-trailer"];
    "a loading place in Wuxi: 无锡 begins with no" |d| { d.set("/loading/place", "无锡"); } => [];
    "payable at TBD" |d| { d.set("/freight/terms", "third-place").set("/freight/payable_at", "TBD"); } => ["payable-at"];
    "a declarant of /" |d| { d.set("/customs/declaration", "customer").set("/customs/declarant", "/").set("/customs/broker", "外联报关行"); } => ["customs-broker"];
    "a third party of 无" |d| { d.set("/settlement/payer", "third-party").set("/settlement/name", "无"); } => ["payer"];
    "bill clauses of N/A" |d| { d.set("/documents/bl_clauses", json!(["N/A"])); } => [];
    "bill clauses of 无" |d| { d.set("/documents/bl_clauses", json!(["无", " "])); } => [];
    "the carrier's consent by —" |d| { d.set("/documents/vessel_certificate", true).set("/documents/carrier_consent", json!({"by": "—", "at": "2026-11-19T10:00:00+08:00", "reference": "M-11"})); } => ["carrier-consent"];
    "POD and delivery TBA" |d| { d.set("/sailing", "TEMP").set("/pod", "TBA").set("/delivery", "TBA"); } => ["destination", "sailing-temp:hint"];
    "a Chinese name of N/A" |d| { d.set("/cargo/0/name_zh", "N/A"); } => ["goods-name"];
    "an English name of 无" |d| { d.set("/cargo/0/name_en", "无"); } => ["goods-name"];
    "a weight of TBA" |d| { d.set("/cargo/0/gross_kg", "TBA"); } => ["weight-missing"];
    "a weight of 0.0" |d| { d.set("/cargo/0/gross_kg", "0.0"); } => ["weight-missing"];
    "a volume of —" |d| { d.set("/cargo/0/volume_cbm", "—"); } => ["volume-missing"];
    "a vessel of TBN" |d| { d.set("/sailing", json!({"vessel": "TBN", "etd": "2026-11-30"})); } => [];
    "remarks of N/A" |d| { d.set("/remarks", "N/A"); } => [];
    "a handbook of N/A" |d| { d.set("/customs/handbook", "N/A").set("/remarks", "手册"); } => [];
    "a transit from / to /" |d| { d.set("/customs/transit", json!({"from": "/", "to": "/"})); } => [];
    "a transit that is begun and empty" |d| { d.set("/customs/transit", json!({})); } => ["transit-handbook"];
    "a transit from TBA to TBA" |d| { d.set("/customs/transit", json!({"from": "TBA", "to": "TBA"})); } => ["transit-handbook"];
    "a transit from 宁波 to TBA" |d| { d.set("/customs/transit", json!({"from": "宁波", "to": "TBA"})); } => ["transit-handbook"];
    "a terminal of N/A at Manila" |d| { super::super::cases::to(d, "PHMNL"); d.set("/pod_terminal", "N/A"); } => ["sailing-temp:hint", "sub-port"];
    "an agent of —" |d| { d.set("/overseas_agent", json!({"name": "—", "code": " "})); } => [];
    "a salesperson's confirmation by TBA" |d| { d.set("/quoted/confirmed_by", "TBA"); } => ["rate-unquoted"];
    "false everywhere is an answer" |d| {
        d.set("/carrier_designated", false).set("/transhipment", false).set("/equipment/0/heavy_duty", false);
        d.set("/handling", json!({"food_container_check": false, "genset_truck": false}));
    } => [];
    "filled in by the clerk, confirmed by 待定" |d| { d.set("/completed", json!([{"field": "/freight/terms", "by": "待定", "at": "2026-11-19T10:00:00+08:00"}])); } => ["completion-unnamed"];
    "an answer by N/A" |d| {
        d.set("/requested_etd", "2026-11-25");
        d.set("/answers", json!([{"rule": "etd-differs", "party": "customer", "by": "N/A", "at": "2026-11-19T10:00:00+08:00", "reason": "mail"}]));
    } => ["etd-differs:warn"];
    "an answer that does not say by what" |d| {
        d.set("/requested_etd", "2026-11-25");
        d.set("/answers", json!([{"rule": "etd-differs", "party": "customer", "by": "Mary", "at": "2026-11-19T10:00:00+08:00"}]));
    } => ["etd-differs:warn"];
    "an answer by the wrong party" |d| {
        d.set("/requested_etd", "2026-11-25");
        d.set("/answers", json!([{"rule": "etd-differs", "party": "carrier", "by": "COSCO Wang", "at": "2026-11-19T10:00:00+08:00", "reason": "mail"}]));
    } => ["etd-differs:warn"];
    "a director's approval needs no proof" |d| {
        d.set("/charges", json!([{"column": "receivable", "code": "DOC", "amount": "450", "currency": "CNY", "waived": true}]));
        d.set("/answers", json!([{"rule": "fee-waiver", "role": "director", "by": "Chen", "at": "2026-11-18T10:00:00+08:00"}]));
    } => [];
    "put off without a name" |d| { d.set("/loading", json!({})).set("/answers", json!([{"rule": "loading-mode", "by": " ", "until": "2026-11-21T09:00:00+08:00"}])); } => ["loading-mode"];
}
