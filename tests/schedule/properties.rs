//! Random schedules written out in every shape and encoding come back as they were; any bytes at all
//! give an answer.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::support::{options, try_read};

/// What a generated row says.
#[derive(Debug, Clone)]
struct Said {
    carrier: usize,
    vessel: usize,
    voyage: u32,
    pol: usize,
    pod: usize,
    etd: NaiveDate,
    days: u64,
    cut_off: Option<(u64, u32)>,
}

/// A carrier as a sheet may write it, and its code.
const CARRIERS: [(&str, &str); 8] = [
    ("COSCO", "COSU"),
    ("马士基", "MAEU"),
    ("MSC", "MSCU"),
    ("长荣", "EGLV"),
    ("ONE", "ONEY"),
    ("Hapag-Lloyd", "HLCU"),
    ("达飞", "CMDU"),
    ("OOLU", "OOLU"),
];
const VESSELS: [&str; 8] = [
    "COSCO SHIPPING UNIVERSE",
    "MAERSK ESSEX",
    "MSC OSCAR",
    "EVER GOVERN",
    "ONE APUS",
    "AL ZUBARA",
    "CMA CGM JULES VERNE",
    "OOCL HONG KONG",
];
const POLS: [(&str, &str); 4] = [
    ("上海", "CNSHA"),
    ("NINGBO", "CNNGB"),
    ("盐田 YANTIAN", "CNYTN"),
    ("CNTAO", "CNTAO"),
];
const PODS: [(&str, &str); 6] = [
    ("鹿特丹", "NLRTM"),
    ("HAMBURG", "DEHAM"),
    ("ANTWERP", "BEANR"),
    ("FELIXSTOWE", "GBFXT"),
    ("洛杉矶", "USLAX"),
    ("SAVANNAH", "USSAV"),
];

fn said() -> impl Strategy<Value = Said> {
    (
        0..CARRIERS.len(),
        0..VESSELS.len(),
        1u32..999,
        0..POLS.len(),
        0..PODS.len(),
        0u64..120,
        10u64..60,
        // Midnight in a workbook is the day alone.
        proptest::option::of((1u64..5, 1u32..24)),
    )
        .prop_map(
            |(carrier, vessel, voyage, pol, pod, after, days, cut_off)| Said {
                carrier,
                vessel,
                voyage,
                pol,
                pod,
                etd: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() + Days::new(after),
                days,
                cut_off,
            },
        )
}

fn schedule() -> impl Strategy<Value = Vec<Said>> {
    proptest::collection::vec(said(), 1..14).prop_map(|mut rows| {
        // One row a sailing: what a sheet says twice is another test's matter.
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert((row.carrier, row.vessel, row.voyage, row.pol, row.pod)));
        rows
    })
}

impl Said {
    fn eta(&self) -> NaiveDate {
        self.etd + Days::new(self.days)
    }

    fn closes(&self) -> Option<(NaiveDate, u32)> {
        self.cut_off
            .map(|(before, hour)| (self.etd - Days::new(before), hour))
    }

    /// As `support::line` writes the sailing.
    fn line(&self) -> String {
        let mut line = format!(
            "{} {} V.{:03}W {}>{} etd {} eta {}",
            CARRIERS[self.carrier].1,
            VESSELS[self.vessel],
            self.voyage,
            POLS[self.pol].1,
            PODS[self.pod].1,
            self.etd,
            self.eta()
        );
        if let Some((day, hour)) = self.closes() {
            write!(line, " cy {}T{hour:02}:00+08:00", day.format("%m-%d")).unwrap();
        }
        line
    }

    /// Its cells, its dates written in one of several ways.
    fn cells(&self, way: usize) -> Vec<String> {
        let date = |date: NaiveDate| match way % 6 {
            0 => date.to_string(),
            1 => date.format("%Y.%m.%d").to_string(),
            2 => date.format("%d-%b-%y").to_string().to_uppercase(),
            3 => date.format("%Y年%m月%d日").to_string(),
            4 => date.format("%Y%m%d").to_string(),
            _ => date.format("%Y/%m/%d").to_string(),
        };
        let closes = self.closes().map_or_else(String::new, |(day, hour)| {
            if way.is_multiple_of(2) {
                format!("{:02}/{hour:02}00", day.day())
            } else {
                format!("{} {hour:02}:00", date(day))
            }
        });
        vec![
            CARRIERS[self.carrier].0.to_owned(),
            VESSELS[self.vessel].to_owned(),
            match way % 3 {
                0 => format!("{:03}W", self.voyage),
                1 => format!("V.{:03}W", self.voyage),
                _ => format!("VOY {:03}W", self.voyage),
            },
            POLS[self.pol].0.to_owned(),
            PODS[self.pod].0.to_owned(),
            date(self.etd),
            date(self.eta()),
            closes,
        ]
    }
}

const HEADS: [[&str; 8]; 2] = [
    [
        "Carrier",
        "Vessel",
        "Voyage",
        "POL",
        "POD",
        "ETD",
        "ETA",
        "CY Closing",
    ],
    [
        "船公司",
        "船名",
        "航次",
        "起运港",
        "卸货港",
        "开航日",
        "预抵",
        "截港时间",
    ],
];

fn parted(rows: &[Said], way: usize, sign: char) -> String {
    let mut text = HEADS[way % 2].join(&sign.to_string());
    for row in rows {
        text.push('\n');
        text.push_str(&row.cells(way).join(&sign.to_string()));
    }
    text + "\n"
}

/// A report whose columns are two blanks apart, below a title.
fn report(rows: &[Said], way: usize) -> String {
    use unicode_width::UnicodeWidthStr as _;
    let mut table = vec![HEADS[way % 2].map(str::to_owned).to_vec()];
    table.extend(rows.iter().map(|row| row.cells(way)));
    let widths: Vec<usize> = (0..8)
        .map(|at| table.iter().map(|row| row[at].width()).max().unwrap_or(0))
        .collect();
    let mut text = String::from("WEEKLY SCHEDULE\n\n");
    for row in &table {
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width + 2 - cell.width()));
        }
        text.push('\n');
    }
    text
}

fn workbook(rows: &[Said], way: usize) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (day, hour) = (
        Format::new().set_num_format("yyyy-mm-dd"),
        Format::new().set_num_format("mm/dd hh:mm"),
    );
    for (column, head) in (0u16..).zip(HEADS[way % 2]) {
        sheet.write(2, column, head).unwrap();
    }
    let serial = |date: NaiveDate| {
        ExcelDateTime::from_ymd(
            u16::try_from(date.year()).unwrap(),
            u8::try_from(date.month()).unwrap(),
            u8::try_from(date.day()).unwrap(),
        )
        .unwrap()
    };
    for (line, row) in (3u32..).zip(rows) {
        for (column, cell) in (0u16..5).zip(row.cells(way)) {
            sheet.write(line, column, cell).unwrap();
        }
        sheet
            .write_datetime_with_format(line, 5, serial(row.etd), &day)
            .unwrap();
        sheet
            .write_datetime_with_format(line, 6, serial(row.eta()), &day)
            .unwrap();
        if let Some((closes, at)) = row.closes() {
            let moment = serial(closes)
                .and_hms(u16::try_from(at).unwrap(), 0, 0)
                .unwrap();
            sheet
                .write_datetime_with_format(line, 7, &moment, &hour)
                .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Every encoding that is supported, by number.
fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let wide = |text: &str, little: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    match encoding % 6 {
        0 => text.as_bytes().to_vec(),
        1 => format!("\u{feff}{text}").into_bytes(),
        2 => encoding_rs::GB18030.encode(text).0.into_owned(),
        3 => wide(&format!("\u{feff}{text}"), true),
        4 => wide(&format!("\u{feff}{text}"), false),
        _ => wide(text, true),
    }
}

/// What comes of bytes: the sailings in the order of their rows, or why not.
fn came(bytes: &[u8]) -> Result<Vec<String>, String> {
    let read = try_read(bytes, &options("schedule")).map_err(|error| format!("{error:?}"))?;
    let rejected = read.rejected();
    if rejected.is_empty() {
        Ok(read.lines())
    } else {
        Err(rejected.join("\n"))
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(48),
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_schedule_comes_back_from_every_shape_and_encoding(
        rows in schedule(), way in 0usize..36, encoding in 0usize..6,
    ) {
        let lines: Vec<String> = rows.iter().map(Said::line).collect();
        for sign in [',', '\t', ';', '|'] {
            let bytes = encoded(&parted(&rows, way, sign), encoding);
            prop_assert_eq!(came(&bytes), Ok(lines.clone()), "parted by {:?}", sign);
        }
        let text = report(&rows, way);
        prop_assert_eq!(came(&encoded(&text, encoding)), Ok(lines.clone()), "{}", text);
        prop_assert_eq!(came(&workbook(&rows, way)), Ok(lines));
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = try_read(&bytes, &options("schedule"));
    }

    #[test]
    fn a_schedule_with_any_bytes_in_it_accounts_for_its_rows(
        rows in schedule(), way in 0usize..36, encoding in 0usize..6,
        spoils in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = encoded(&parted(&rows, way, ','), encoding);
        for (at, byte) in &spoils {
            let at = at.index(bytes.len());
            // `try_read` looks for braces to tell sentences that were not filled in.
            bytes[at] = if matches!(byte, b'{' | b'[') { b'z' } else { *byte };
        }
        // `try_read` holds that the rows add up.
        let _ = try_read(&bytes, &options("schedule"));
    }

    #[test]
    fn letters_and_signs_that_dates_are_made_of_give_an_answer(
        cells in proptest::collection::vec("[0-9/:. \\-年月日时点分半周一六前后天ETDAMPNOV()（）截开]{0,14}", 1..20),
    ) {
        let mut text = String::from("Carrier,Vessel,Voyage,POL,POD,ETD,CY\n");
        for cell in cells.chunks(2) {
            writeln!(text, "COSU,A STAR,1W,CNSHA,NLRTM,{},{}", cell[0], cell.last().unwrap()).unwrap();
        }
        let _ = try_read(text.as_bytes(), &options("schedule"));
    }
}
