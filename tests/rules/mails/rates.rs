//! Equal money otherwise written, and other money.

use serde_json::json;

use super::mails;

mails! {
    "1,850 and 1850.00" |d| { d.set("/freight/rate/0/amount", "1,850"); } => [];
    "USD1,850 without a currency beside it" |d| { d.set("/freight/rate/0/amount", "USD1,850").blank("/freight/rate/0/currency"); } => [];
    "$1850" |d| { d.set("/freight/rate/0/amount", "$1850").blank("/freight/rate/0/currency"); } => [];
    "美元 and USD" |d| { d.set("/freight/rate/0/currency", "美元"); } => [];
    "RMB and CNY" |d| { d.set("/freight/surcharges/0/currency", "RMB"); } => [];
    "1,025.0 and 1025.00" |d| { d.set("/freight/surcharges/0/amount", "1,025.0"); } => [];
    "￥1025" |d| { d.set("/freight/surcharges/0/amount", "￥1025").blank("/freight/surcharges/0/currency"); } => [];
    "1025元" |d| { d.set("/freight/surcharges/0/amount", "1025元").blank("/freight/surcharges/0/currency"); } => [];
    "a number as a number" |d| { d.set("/freight/rate/0/amount", 1850); } => [];
    "no currency on the form" |d| { d.blank("/freight/rate/0/currency"); } => ["rate-mismatch"];
    "no currency on the sheet" |d| { d.blank("/quoted/surcharges/0/currency"); } => ["rate-mismatch"];
    "no currency on either" |d| { d.blank("/freight/rate/0/currency").blank("/quoted/rate/0/currency"); } => [];
    "the same figure in another currency" |d| { d.set("/freight/rate/0/currency", "EUR"); } => ["rate-mismatch"];
    "the amount's own text names another" |d| { d.set("/freight/surcharges/0/amount", "USD 1,025"); } => ["rate-mismatch"];
    "cheaper than quoted" |d| { d.set("/freight/rate/0/amount", "1800"); } => ["rate-mismatch"];
    "by the bill and by the container" |d| { d.set("/freight/surcharges/0/per", "bl"); } => ["rate-mismatch"];
    "quoted in another order" |d| {
        let doc = json!({"code": "DOC", "per": "bl", "amount": "450", "currency": "CNY"});
        let thc = json!({"code": "THC", "per": "container", "type": "40HQ", "amount": "1025", "currency": "CNY"});
        d.set("/freight/surcharges", json!([thc.clone(), doc.clone()])).set("/quoted/surcharges", json!([doc, thc]));
    } => [];
    "a surcharge twice, quoted once" |d| {
        let thc = json!({"code": "THC", "per": "container", "type": "40HQ", "amount": "1025", "currency": "CNY"});
        d.set("/freight/surcharges", json!([thc.clone(), thc]));
    } => ["rate-mismatch"];
    "high cube by its other name" |d| { d.set("/freight/rate/0/type", "40HC"); } => [];
    "the salesperson has settled it" |d| {
        d.set("/freight/rate/0/amount", "1800");
        d.set("/answers", json!([{"rule": "rate-mismatch", "party": "salesperson", "by": "Li Na", "at": "2026-11-19T10:00:00+08:00", "reason": "phone"}]));
    } => [];
    "the customer cannot" |d| {
        d.set("/freight/rate/0/amount", "1800");
        d.set("/answers", json!([{"rule": "rate-mismatch", "party": "customer", "by": "Mary", "at": "2026-11-19T10:00:00+08:00", "reason": "phone"}]));
    } => ["rate-mismatch"];
    "agreed by word" |d| { d.set("/quoted/by_word", true); } => ["rate-unquoted:warn"];
    "quoted and left off" |d| { d.set("/freight/surcharges", json!([])); } => ["rate-mismatch:hint"];
    "all in, without what" |d| { d.set("/freight/all_in", json!({"includes": [" "]})); } => ["all-in"];
    "all in, with what" |d| { d.set("/freight/all_in", json!({"includes": ["OCF", "THC"]})).set("/freight/surcharges", json!([])); } => [];
    "an all-in surcharge" |d| { d.set("/charges", json!([{"column": "receivable", "code": "all-in", "amount": "2500", "currency": "USD"}])); } => ["all-in"];
    "collect, and the charge is receivable" |d| { d.set("/freight/terms", "collect").set("/charges", json!([{"column": "receivable", "code": "OCF", "amount": "1850", "currency": "USD"}])); } => ["collect-charges"];
    "collect by our agent, listed and confirmed" |d| {
        d.set("/freight/terms", "collect").set("/freight/collected_by", "our-agent");
        d.set("/charges", json!([{"column": "collect", "code": "OCF", "amount": "1850", "currency": "USD"}]));
        d.set("/overseas_agent", json!({"code": "RTM01", "confirmed_by": "Wu", "confirmed_at": "2026-11-17T10:00:00+08:00", "chosen_at": "2026-11-18T10:00:00+08:00"}));
    } => [];
    "a waived seal fee" |d| { d.set("/charges", json!([{"column": "receivable", "code": "SEAL", "amount": "50", "currency": "CNY", "waived": true}])); } => [];
    "a waived 文件费" |d| { d.set("/charges", json!([{"column": "receivable", "code": "文件费", "amount": "450", "currency": "CNY", "waived": true}])); } => ["fee-waiver"];
}
