//! What a person may write for a carrier or a container.

use super::*;

#[test]
fn a_carrier_is_known_by_its_companys_name() {
    let tables = Reference::built_in();
    for (text, scac) in [
        ("MAERSK A/S", "MAEU"),
        ("CMA CGM S.A.", "CMDU"),
        ("Ocean Network Express Pte. Ltd.", "ONEY"),
        ("EVERGREEN MARINE CORP. (TAIWAN) LTD.", "EGLV"),
        ("Hapag-Lloyd Aktiengesellschaft", "HLCU"),
        ("HLAG", "HLCU"),
        ("COSCO SHIPPING Lines (Europe) GmbH", "COSU"),
        ("ZIM Integrated Shipping Services Ltd.", "ZIMU"),
        ("Regional Container Lines Public Company Limited", "RCLU"),
        ("Mediterranean Shipping Co., S.A.", "MSCU"),
        ("ONE (East Asia) Limited", "ONEY"),
        ("达飞轮船(中国)有限公司", "CMDU"),
        ("赫伯罗特船务（中国）有限公司上海分公司", "HLCU"),
        ("以星综合航运(中国)有限公司", "ZIMU"),
    ] {
        let found = tables.carrier(text).map(|carrier| carrier.scac.as_str());
        assert_eq!(found, Some(scac), "{text}");
    }
    for text in [
        "Maersk Agency",
        "SHIPPING CO LTD",
        "中国有限公司",
        "A/S",
        "COSCO MAERSK LTD",
        "ONE WAY LTD",
    ] {
        assert_eq!(
            tables.carrier(text).map(|carrier| &carrier.name),
            None,
            "{text}"
        );
    }
}

#[test]
fn a_container_is_known_by_its_length_and_build_in_any_words() {
    let tables = Reference::built_in();
    for (text, kind) in [
        ("40HQ柜", "40HQ"),
        ("40REHC", "40RH"),
        ("40英尺冷藏高箱", "40RH"),
        ("20'GP柜", "20GP"),
        ("20 OT CNTR", "20OT"),
        ("二十尺小柜", "20GP"),
        ("四十尺普柜", "40GP"),
        ("40 DRY HC", "40HQ"),
        ("20 ft reefer container", "20RF"),
        ("22GP", "20GP"),
        ("FCL 40HQ", "40HQ"),
        ("45' HIGH CUBE DRY", "45HQ"),
    ] {
        let found = tables.equipment(text).map(|found| found.kind.as_str());
        assert_eq!(found, Some(kind), "{text}");
    }
    for text in [
        "40NOR",
        "45GP",
        "40HQ OT",
        "20小柜大柜",
        "40 20",
        "集装箱",
        "40 RF OT",
        "40 HARD TOP",
        "53HC",
    ] {
        assert_eq!(
            tables.equipment(text).map(|found| &found.kind),
            None,
            "{text}"
        );
    }
}
