//! All rules over a full consignment: aimed at under 100 µs in the median.

#[path = "../tests/rules/desk.rs"]
#[allow(dead_code, unused_imports)]
mod desk;

use desk::{Desk, a_sound_consignment};
use serde_json::json;

fn main() {
    divan::main();
}

/// Three lines of goods in two containers, parties, charges, filings and remarks: everything on the
/// form filled in, nothing to find.
fn a_full_consignment() -> Desk {
    let mut desk = a_sound_consignment();
    desk.set("/remarks", "Please call before loading. 无手册，不转关。")
        .set("/cargo/1", json!({"name_en": "KNITTED CAPS", "name_zh": "针织帽", "hs_code": "650500",
            "packages": 300, "package_type": "CTN", "gross_kg": "3200", "volume_cbm": "31", "dangerous": false}))
        .set("/cargo/2", json!({"name_en": "LEATHER BELTS", "name_zh": "皮带", "hs_code": "420330",
            "packages": 120, "package_type": "CTN", "gross_kg": "4100", "volume_cbm": "30", "dangerous": false}))
        .boxes(&[("40HQ", 2)])
        .set("/charges", json!([
            {"column": "receivable", "code": "OCF", "amount": "3700", "currency": "USD", "per": "container"},
            {"column": "payable", "code": "THC", "amount": "2050", "currency": "CNY", "per": "container"}]));
    desk
}

#[divan::bench]
fn full_consignment(bencher: divan::Bencher) {
    let desk = a_full_consignment();
    let consignment = desk.consignment();
    assert_eq!(desk.findings_of(&consignment), []);
    bencher.bench(|| desk.findings_of(divan::black_box(&consignment)));
}

/// Half of it missing: findings, their values and their fixes as well.
#[divan::bench]
fn poor_consignment(bencher: divan::Bencher) {
    let mut desk = a_full_consignment();
    desk.set("/loading", json!({}))
        .blank("/freight/terms")
        .blank("/settlement/payer");
    desk.set("/cargo/0/gross_kg", "60000")
        .set("/pod", "MANILA")
        .set("/shipper/name", "宁波海天");
    let consignment = desk.consignment();
    bencher.bench(|| desk.findings_of(divan::black_box(&consignment)));
}
