//! Delimited files and their encodings.

use crate::support::{read_bytes, read_text};

const PLAIN: &str = "船公司,船名,航次,起运港,卸货港,开航日,预抵,截关,截单\n\
    中远,COSCO SHIPPING UNIVERSE,046W,上海,鹿特丹,2026-11-28,2026-12-30,2026-11-27 12:00,2026-11-26 16:00\n\
    MSC,MSC OSCAR,FA648W,NINGBO,HAMBURG,2026.12.01（周二）,2027-01-05,11/30 12:00,28/1200\n";

fn plain_lines() -> Vec<&'static str> {
    vec![
        "COSU COSCO SHIPPING UNIVERSE V.046W CNSHA>NLRTM etd 2026-11-28 eta 2026-12-30 cy 11-27T12:00+08:00 si 11-26T16:00+08:00 customs 11-27T12:00+08:00",
        "MSCU MSC OSCAR V.FA648W CNNGB>DEHAM etd 2026-12-01 eta 2027-01-05 cy 11-30T12:00+08:00 si 11-28T12:00+08:00 customs 11-30T12:00+08:00",
    ]
}

#[test]
fn a_plain_file_reads_the_same_in_every_encoding() {
    let utf16 = |little: bool, mark: bool| -> Vec<u8> {
        let marked = if mark {
            format!("\u{feff}{PLAIN}")
        } else {
            PLAIN.to_owned()
        };
        marked
            .encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    let gb18030 = encoding_rs::GB18030.encode(PLAIN).0.into_owned();
    for (name, bytes) in [
        ("UTF-8", PLAIN.as_bytes().to_vec()),
        ("UTF-8", format!("\u{feff}{PLAIN}").into_bytes()),
        ("GB18030", gb18030),
        ("UTF-16LE", utf16(true, true)),
        ("UTF-16BE", utf16(false, true)),
        ("UTF-16LE", utf16(true, false)),
        ("UTF-16BE", utf16(false, false)),
    ] {
        let read = read_bytes(&bytes);
        assert_eq!(read.preview().encoding, name);
        assert_eq!(read.lines(), plain_lines(), "{name}");
        assert_eq!(read.rejected(), Vec::<String>::new());
    }
}

#[test]
fn tabs_semicolons_and_strokes_part_cells_as_commas_do() {
    for delimiter in ["\t", ";", "|"] {
        assert_eq!(
            read_text(&PLAIN.replace(',', delimiter)).lines(),
            plain_lines(),
            "{delimiter}"
        );
    }
}
