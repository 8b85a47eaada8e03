//! The shipped tables: in order, and looked up as people write.

use std::collections::HashMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::Pointer;

#[test]
fn the_shipped_tables_are_in_order_and_name_their_source() {
    for layout in load::LAYOUTS {
        assert!(layout.built_in_rows().is_ok(), "{}", layout.name);
        assert!(
            layout.built_in.starts_with('#'),
            "{}: no source",
            layout.name
        );
    }
    let reference = Reference::built_in();
    assert_eq!(reference.digest.len(), 32);
    assert!(reference.ports.iter().count() > 900);
}

#[test]
fn every_port_is_found_by_its_own_code_and_name() {
    let ports = &Reference::built_in().ports;
    for port in ports.iter() {
        for text in [port.code.as_str(), &port.name] {
            let found = ports.named(text);
            assert_eq!(found.len(), 1, "{text} names {}", found.len());
            assert_eq!(found[0].code, port.code, "{text}");
        }
        assert!(!port.lane.is_empty(), "{}", port.name);
        assert!(!port.is_us() || port.us_coast.is_some(), "{}", port.name);
        assert!(!port.is_us() || port.region.is_some(), "{}", port.name);
    }
}

#[test]
fn no_two_ports_share_a_chinese_name_or_alias_but_aucklands_santiagos_and_four_codes() {
    let mut owners: HashMap<String, &str> = HashMap::new();
    let mut shared = Vec::new();
    for port in Reference::built_in().ports.iter() {
        let mut own: Vec<String> = [&port.name_zh]
            .into_iter()
            .chain(&port.aliases)
            .map(|name| text::key(name))
            .collect();
        own.sort();
        own.dedup();
        for name in own.into_iter().filter(|name| !name.is_empty()) {
            if let Some(other) = owners.insert(name.clone(), port.code.as_str()) {
                shared.push(format!("{name}: {other} {}", port.code));
            }
        }
    }
    shared.sort();
    // What two places are called is asked about.
    let known = [
        "CTG: BDCGP COCTG",
        "PKL: MYPKG AUPKL",
        "PTP: MYTPP GPPTP",
        "TKD: INTKD GHTKD",
        "圣地亚哥: USSAN CLSCL",
        "奥克兰: USOAK NZAKL",
    ];
    assert_eq!(shared, known);
}

fn code(text: &str) -> Option<&'static str> {
    Reference::built_in()
        .port(text)
        .map(|port| port.code.as_str())
}

#[test]
fn a_port_is_found_however_it_is_written() {
    for (text, wanted) in [
        ("CNSHA", "CNSHA"),
        ("CNSHG", "CNSHA"),
        ("shanghai", "CNSHA"),
        ("上海", "CNSHA"),
        ("上海港", "CNSHA"),
        ("中国上海", "CNSHA"),
        ("Shanghai, China", "CNSHA"),
        ("Port of Shanghai", "CNSHA"),
        ("SHANGHAI (CNSHA)", "CNSHA"),
        ("shang hai", "CNSHA"),
        ("TIANJIN", "CNTXG"),
        ("天津新港", "CNTXG"),
        ("HO CHI MING", "VNSGN"),
        ("Ho Chi Minh City, Vietnam", "VNSGN"),
        ("HAYDAPASA", "TRHAY"),
        ("JEBEDALI", "AEJEA"),
        ("PORT KELANG", "MYPKG"),
        ("PORT KELANG, MALAYSIA", "MYPKG"),
        ("MANILA (NORTH)", "PHMNN"),
        ("MANILA NORTH HARBOR, PHILIPPINES", "PHMNN"),
        ("PORT KLANG WEST", "MYWSP"),
        ("LOS ANGELES, CA", "USLAX"),
        ("LOS ANGELES, CALIFORNIA, USA", "USLAX"),
        ("洛杉矶, 美国", "USLAX"),
        ("NEW YORK, NY, USA", "USNYC"),
        ("CHICAGO, IL", "USCHI"),
        ("DALLAS TX", "USDAL"),
        ("MEMPHIS, TENNESSEE", "USMEM"),
        ("PORTLAND", "USPDX"),
        ("PORTLAND, ME", "USPWM"),
        ("Portland, Maine, USA", "USPWM"),
        ("WILMINGTON, DE, USA", "USILG"),
        ("VANCOUVER", "CAVAN"),
        ("VANCOUVER, BC, CANADA", "CAVAN"),
        ("VANCOUVER, WA", "USVAN"),
        ("SAN ANTONIO", "CLSAI"),
        ("SAN ANTONIO, TX", "USSAT"),
        ("CARTAGENA, SPAIN", "ESCAR"),
        ("rotterdam netherlands", "NLRTM"),
        ("荷兰鹿特丹 ROTTERDAM", "NLRTM"),
        ("NLRTM ROTTERDAM", "NLRTM"),
        ("Gdańsk", "PLGDN"),
        ("奥克兰, 新西兰", "NZAKL"),
        ("奥克兰 美国", "USOAK"),
        ("JAKARTA UTC2", "JAKARTA UTC2"),
        ("Jakarta, Indonesia", "IDJKT"),
        ("ST. PETERSBURG, RUSSIA", "RULED"),
        ("HONG KONG, CHINA", "HKHKG"),
        ("singapore, singapore", "SGSIN"),
        ("Newark, NJ", "USEWR"),
    ] {
        assert_eq!(code(text), Some(wanted), "{text}");
    }
}

#[test]
fn nothing_is_guessed() {
    for text in [
        "",
        "  ",
        "—",
        "ROTERDAM",
        "ROTTERDAM, GERMANY",
        "LOS ANGELES, TX",
        "VANCOUVER, OR",
        "CHINA",
        "CA",
        "PORT",
        "奥克兰",
        "NEW",
        "NORTH",
        "北港",
        "MANILA ENVELOPE",
        "SHANGHAI ROTTERDAM",
        "NETHERLANDS",
        "NEW YORK ROAD 5",
        "NORTH PORT",
    ] {
        assert_eq!(code(text), None, "{text}");
    }
}

#[test]
fn the_nearest_are_offered_for_what_names_nothing_or_two() {
    let first = |text: &str| -> Vec<&str> {
        Reference::built_in()
            .nearest_ports(text, 3)
            .iter()
            .map(|port| port.code.as_str())
            .collect()
    };
    assert_eq!(first("ROTERDAM")[0], "NLRTM");
    assert_eq!(first("HAMBRUG")[0], "DEHAM");
    assert_eq!(first("FELIXTOW")[0], "GBFXT");
    let both = first("奥克兰");
    assert!(
        both.contains(&"USOAK") && both.contains(&"NZAKL"),
        "{both:?}"
    );
    assert!(first("").is_empty());
}

#[test]
fn dates_carry_the_offset_of_their_season() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let offset = |port: &str, date: &str| {
        Reference::built_in()
            .port(port)
            .unwrap()
            .offset_on(day(date))
            .to_string()
    };
    assert_eq!(offset("CNSHA", "2026-07-01"), "+08:00");
    assert_eq!(offset("NLRTM", "2026-07-01"), "+02:00");
    assert_eq!(offset("NLRTM", "2026-12-01"), "+01:00");
    assert_eq!(offset("USLAX", "2026-12-01"), "-08:00");
    assert_eq!(offset("INNSA", "2026-12-01"), "+05:30");
}

#[test]
fn a_sub_port_is_asked_for_and_read_from_the_ports_own_text() {
    let reference = Reference::built_in();
    let named = |port: &str, text: &str| {
        let port = &reference.port(port).unwrap().code;
        reference
            .sub_ports
            .choice_named_in(port, text)
            .map(|choice| choice.code.as_str())
    };
    // The six of the procedure, Jakarta also by the name of its harbour.
    assert_eq!(reference.sub_ports.iter().count(), 7);
    assert_eq!(named("MANILA", "NORTH HARBOUR"), Some("PHMNN"));
    assert_eq!(named("MANILA", "北港"), Some("PHMNN"));
    assert_eq!(named("MANILA", "PHMNS"), Some("PHMNS"));
    assert_eq!(named("MANILA", "南港或北港"), None);
    assert_eq!(named("MANILA", "NORTHERN LIGHTS"), None);
    assert_eq!(named("PORT KLANG", "Westport"), Some("MYWSP"));
    assert_eq!(named("JAKARTA", "UTC2码头"), Some("JAKARTA UTC2"));
    assert_eq!(named("HO CHI MING", "CAT LAI"), Some("VNCLI"));
    assert_eq!(named("HO CHI MING", "胡志明旧港"), Some("VNVIC"));
    assert_eq!(named("ISTANBUL", "HAYDAPASA"), Some("TRHAY"));
    assert_eq!(named("DUBAI", "JEBEDALI"), Some("AEJEA"));
    assert_eq!(named("ROTTERDAM", "NORTH"), None);
    for question in reference.sub_ports.iter() {
        for choice in &question.choices {
            let port = reference.ports.get(&choice.code).unwrap();
            assert!(
                reference.sub_ports.question_for(&port.code).is_none(),
                "{}",
                port.name
            );
        }
    }
}

#[test]
#[rustfmt::skip]
fn a_carrier_is_found_by_code_name_and_nickname() {
    for (text, scac) in [
        ("COSU", "COSU"), ("cosco", "COSU"), ("中远", "COSU"), ("中远海运集装箱运输有限公司", "COSU"),
        ("COSCO SHIPPING LINES CO., LTD.", "COSU"), ("马士基", "MAEU"), ("maersk line", "MAEU"),
        ("MSK", "MAEU"), ("HPL", "HLCU"), ("HLCU", "HLCU"), ("赫伯罗特", "HLCU"),
        ("Hapag-Lloyd AG", "HLCU"), ("YML", "YMLU"), ("ONE", "ONEY"), ("CMA-CGM", "CMDU"),
        ("达飞轮船", "CMDU"), ("韩进", "HJSC"), ("SENATOR", "SENU"), ("马士基 MAERSK", "MAEU"),
        ("COSCO (COSU)", "COSU"), ("以星", "ZIMU"), ("东方海外", "OOLU"),
    ] {
        let found = Reference::built_in()
            .carrier(text)
            .map(|carrier| carrier.scac.as_str());
        assert_eq!(found, Some(scac), "{text}");
    }
    for text in [
        "",
        "LINE",
        "SHIPPING",
        "COSCO/MAERSK",
        "NOBODY LINES",
        "有限公司",
    ] {
        assert!(Reference::built_in().carrier(text).is_none(), "{text}");
    }
}

#[test]
#[rustfmt::skip]
fn a_container_type_is_found_by_any_of_its_names() {
    for (text, kind) in [
        ("40HQ", "40HQ"), ("40HC", "40HQ"), ("40'HQ", "40HQ"), ("40 HIGH CUBE", "40HQ"),
        ("40' High Cube", "40HQ"), ("高柜", "40HQ"), ("45G1", "40HQ"), ("40尺高柜", "40HQ"),
        ("40FT HC", "40HQ"), ("小柜", "20GP"), ("20'", "20GP"), ("20GP", "20GP"),
        ("20DC", "20GP"), ("20 ft", "20GP"), ("大柜", "40GP"), ("40", "40GP"), ("40RH", "40RH"),
        ("高冻柜", "40RH"), ("45R1", "40RH"), ("20RF", "20RF"), ("小冻柜", "20RF"),
        ("40OT", "40OT"), ("20FR", "20FR"), ("４０ＨＱ", "40HQ"), ("45HQ", "45HQ"),
        ("L5G1", "45HQ"),
    ] {
        let found = Reference::built_in()
            .equipment(text)
            .map(|equipment| equipment.kind.as_str());
        assert_eq!(found, Some(kind), "{text}");
    }
    for text in ["", "柜", "53HQ", "40XX", "2*40HQ", "CONTAINER"] {
        assert!(Reference::built_in().equipment(text).is_none(), "{text}");
    }
}

#[test]
fn edi_letters_are_those_of_levels_a_and_b() {
    for letter in "Az09 .,-()/='+:?!\"%&*;<>".chars() {
        assert!(PartyLines::allows(letter), "{letter}");
    }
    for letter in "@#_$é中\t\n[]{}|~^\\`".chars() {
        assert!(!PartyLines::allows(letter), "{letter}");
    }
}

#[test]
fn filings_go_by_the_place_of_discharge() {
    let reference = Reference::built_in();
    let filings = |text: &str| -> Vec<&str> {
        let port = reference.port(text).unwrap();
        reference
            .filings
            .needed_at(port)
            .map(|rule| rule.kind.as_str())
            .collect()
    };
    assert_eq!(filings("LOS ANGELES"), ["AMS", "ISF"]);
    assert_eq!(filings("VANCOUVER"), ["ACI"]);
    assert_eq!(filings("ROTTERDAM"), ["ENS"]);
    assert_eq!(filings("BELFAST"), ["ENS"]);
    assert_eq!(filings("OSLO"), ["ENS"]);
    assert_eq!(filings("TOKYO"), ["AFR"]);
    assert!(filings("FELIXSTOWE").is_empty());
    assert!(filings("SINGAPORE").is_empty());
}

#[test]
fn a_change_tells_those_whom_its_field_concerns() {
    let told = |field: &str| {
        Reference::built_in()
            .departments
            .told_of([&Pointer::new(field)])
    };
    assert_eq!(told("/cargo/0/marks"), ["documents", "warehouse"]);
    assert_eq!(
        told("/equipment"),
        ["documents", "booking", "trucking", "warehouse", "finance"]
    );
    assert_eq!(told("/customs/broker"), ["customs"]);
    assert!(told("/cargox").is_empty());
    let both = [Pointer::new("/customs"), Pointer::new("/charges/0/amount")];
    assert_eq!(
        Reference::built_in().departments.told_of(&both),
        ["customs", "finance"]
    );
}

#[test]
fn an_agent_is_found_by_code_or_name_and_unlisted_ones_are_not() {
    let agents = &Reference::built_in().agents;
    assert_eq!(
        agents
            .find("Example Klang Logistics")
            .map(|agent| &*agent.code),
        Some("PKG01")
    );
    assert_eq!(
        agents.find("PKG01").map(|agent| &*agent.country),
        Some("MY")
    );
    assert!(agents.find("SOMEBODY ELSE LTD").is_none());
    assert!(agents.find("CO., LTD").is_none());
}

proptest! {
    #[test]
    fn no_text_makes_a_lookup_fall_over(text in "\\PC{0,60}", more in "[A-Z,/() ·中港北南带罐0-9]{0,40}") {
        let reference = Reference::built_in();
        for text in [&text, &more] {
            let _ = reference.port(text);
            let _ = reference.carrier(text);
            let _ = reference.equipment(text);
            let _ = reference.agents.find(text);
            let _ = reference.charges.find(text);
            let _ = reference.goods.read(Some(text), Some(text), Some(&crate::domain::HsCode::new(text.as_str())));
            for question in reference.sub_ports.iter() {
                let _ = reference.sub_ports.choice_named_in(&question.port, text);
            }
        }
    }

    #[test]
    fn case_blanks_and_width_make_no_difference_to_a_port(place in 0usize..900, blank in 0usize..6) {
        let reference = Reference::built_in();
        let port = reference.ports.iter().nth(place).unwrap();
        let mut text = port.name.to_lowercase();
        let at = text.char_indices().nth(blank).map_or(text.len(), |(at, _)| at);
        text.insert(at, ' ');
        prop_assert_eq!(reference.port(&text).map(|found| &found.code), Some(&port.code));
    }
}
