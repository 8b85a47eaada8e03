//! The shipped tables, looked up as people write.

use super::*;

#[test]
fn the_shipped_tables_are_in_order() {
    for layout in load::LAYOUTS {
        assert!(layout.built_in_rows().is_ok(), "{}", layout.name);
    }
    assert!(!Reference::built_in().digest.is_empty());
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
        ("HO CHI MING", "VNSGN"),
        ("HAYDAPASA", "TRHAY"),
        ("JEBEDALI", "AEJEA"),
        ("PORT KELANG", "MYPKG"),
        ("MANILA (NORTH)", "PHMNN"),
        ("PORT KLANG WEST", "MYWSP"),
        ("LOS ANGELES, CA", "USLAX"),
        ("NEW YORK, NY, USA", "USNYC"),
        ("rotterdam netherlands", "NLRTM"),
        ("荷兰鹿特丹 ROTTERDAM", "NLRTM"),
        ("JAKARTA UTC2", "JAKARTA UTC2"),
    ] {
        assert_eq!(code(text), Some(wanted), "{text}");
    }
}
