//! Workbooks: merged headers and carriers, hidden rows, footers, second sheets, real dates; and what
//! only has a workbook's name.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, Worksheet};
use shipdesk::i18n::{Lang, render};

use crate::support::{Read, options, read_bytes, try_read};

fn saved(mut workbook: Workbook) -> Vec<u8> {
    workbook.save_to_buffer().unwrap()
}

fn refused(bytes: &[u8]) -> String {
    match try_read(bytes, &options("schedule.xlsx")) {
        Ok(read) => panic!("read: {:?}", read.lines()),
        Err(error) => render(Lang::En, &error.message()),
    }
}

fn date(sheet: &mut Worksheet, row: u32, column: u16, (year, month, day): (u16, u8, u8)) {
    let format = Format::new().set_num_format("yyyy-mm-dd");
    let date = ExcelDateTime::from_ymd(year, month, day).unwrap();
    sheet
        .write_datetime_with_format(row, column, &date, &format)
        .unwrap();
}

fn moment(sheet: &mut Worksheet, row: u32, column: u16, (month, day): (u8, u8), hour: u16) {
    let format = Format::new().set_num_format("mm/dd hh:mm");
    let date = ExcelDateTime::from_ymd(2026, month, day)
        .unwrap()
        .and_hms(hour, 0, 0)
        .unwrap();
    sheet
        .write_datetime_with_format(row, column, &date, &format)
        .unwrap();
}

/// A forwarder's weekly sheet: title, header of two merged rows, carriers merged downwards, a hidden
/// row, a note, and last week's sheet behind it.
fn weekly() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("本周").unwrap();
    let bold = Format::new().set_bold();
    sheet
        .merge_range(0, 0, 0, 9, "上海出口船期表 第48周", &bold)
        .unwrap();
    for (column, heading) in ["船公司", "船名", "航次", "卸货港"].iter().enumerate() {
        let column = u16::try_from(column).unwrap();
        sheet
            .merge_range(1, column, 2, column, heading, &bold)
            .unwrap();
    }
    sheet.merge_range(1, 4, 1, 6, "截止时间", &bold).unwrap();
    for (column, heading) in [(4, "截关"), (5, "截港"), (6, "截单")] {
        sheet.write(2, column, heading).unwrap();
    }
    sheet.merge_range(1, 7, 2, 7, "ETD", &bold).unwrap();
    sheet.merge_range(1, 8, 2, 8, "ETA", &bold).unwrap();
    sheet.merge_range(1, 9, 2, 9, "备注", &bold).unwrap();
    sheet.merge_range(3, 0, 5, 0, "中远海运", &bold).unwrap();
    sheet
        .merge_range(3, 1, 4, 1, "COSCO SHIPPING UNIVERSE", &bold)
        .unwrap();
    sheet.merge_range(3, 2, 4, 2, "046W", &bold).unwrap();
    for (row, pod, eta) in [(3, "鹿特丹", (2026, 12, 30)), (4, "汉堡", (2027, 1, 3))] {
        sheet.write(row, 3, pod).unwrap();
        moment(sheet, row, 4, (11, 27), 10);
        moment(sheet, row, 5, (11, 27), 12);
        date(sheet, row, 6, (2026, 11, 26));
        date(sheet, row, 7, (2026, 11, 28));
        date(sheet, row, 8, eta);
    }
    sheet.write(5, 1, "COSCO SHIPPING NEBULA").unwrap();
    sheet.write(5, 2, 31).unwrap();
    sheet.write(5, 3, "ROTTERDAM").unwrap();
    sheet.write(5, 4, "12/4 10:00").unwrap();
    sheet.write(5, 5, "4/1200").unwrap();
    sheet.write(5, 6, 46_359.666_666_7).unwrap();
    sheet.write(5, 7, 46361).unwrap();
    sheet.write(5, 8, "2027.01.08").unwrap();
    sheet.write(5, 9, "爆舱").unwrap();
    sheet.set_row_hidden(4).unwrap();
    sheet.write(6, 0, "MSC").unwrap();
    sheet.write(6, 1, "MSC OSCAR").unwrap();
    sheet.write(6, 2, "FA648W").unwrap();
    sheet.write(6, 3, "HAMBURG").unwrap();
    sheet
        .merge_range(6, 4, 6, 8, "停航 BLANK SAILING", &bold)
        .unwrap();
    sheet
        .merge_range(7, 0, 7, 9, "注：截关时间以码头公布为准", &bold)
        .unwrap();
    sheet
        .write_with_format(
            8,
            0,
            "联系人 Chen Li 021-5555 1234",
            &Format::new().set_font_color(Color::Gray),
        )
        .unwrap();
    let old = workbook.add_worksheet();
    old.set_name("上周").unwrap();
    for (column, text) in ["船公司", "船名", "航次", "起运港", "卸货港", "ETD"]
        .iter()
        .enumerate()
    {
        old.write(0, u16::try_from(column).unwrap(), *text).unwrap();
    }
    for (column, text) in ["中远", "OLD SHIP", "001W", "上海", "汉堡", "2026-11-20"]
        .iter()
        .enumerate()
    {
        old.write(1, u16::try_from(column).unwrap(), *text).unwrap();
    }
    saved(workbook)
}

fn keys(read: &Read) -> Vec<String> {
    read.preview()
        .notes
        .iter()
        .map(|note| note.key.to_string())
        .collect()
}

#[test]
fn a_weekly_workbook_with_everything_merged_is_read_as_a_person_would() {
    let read = read_bytes(&weekly());
    assert_eq!(
        read.lines(),
        [
            "COSU COSCO SHIPPING UNIVERSE V.046W CNSHA>NLRTM etd 2026-11-28 eta 2026-12-30 cy 11-27T12:00+08:00 si 11-26 customs 11-27T10:00+08:00",
            "COSU COSCO SHIPPING UNIVERSE V.046W CNSHA>DEHAM etd 2026-11-28 eta 2027-01-03 cy 11-27T12:00+08:00 si 11-26 customs 11-27T10:00+08:00",
            "COSU COSCO SHIPPING NEBULA V.31 CNSHA>NLRTM etd 2026-12-05 eta 2027-01-08 cy 12-04T12:00+08:00 si 12-03T16:00+08:00 customs 12-04T10:00+08:00 says 爆舱",
        ]
    );
    assert_eq!(read.rejected(), ["7 ETD= schedule.no-etd"]);
    assert_eq!(read.reading.rows, 4);
    assert_eq!(
        keys(&read),
        ["schedule.sheet-unread", "schedule.pol-from-title"]
    );
    assert_eq!(
        (
            read.preview().encoding.as_str(),
            read.preview().sheet.as_deref()
        ),
        ("XLSX", Some("本周"))
    );
}

#[test]
fn rows_are_the_sheets_rows_though_some_are_blank() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in ["CARRIER", "VESSEL", "VOY", "POL", "POD", "ETD"]
        .iter()
        .enumerate()
    {
        sheet
            .write(4, u16::try_from(column).unwrap() + 2, *text)
            .unwrap();
    }
    for (column, text) in ["COSU", "COSCO STAR", "1W", "CNSHA", "NLRTM", "2026-11-28"]
        .iter()
        .enumerate()
    {
        sheet
            .write(9, u16::try_from(column).unwrap() + 2, *text)
            .unwrap();
    }
    let read = read_bytes(&saved(workbook));
    assert_eq!(read.sailings()[0].source.row, 10);
}

#[test]
fn a_rotation_with_two_ports_of_loading_gives_every_pair() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let bold = Format::new().set_bold();
    sheet.write(0, 0, "MSC 地中海航线").unwrap();
    sheet.merge_range(1, 2, 1, 3, "ETD", &bold).unwrap();
    sheet.merge_range(1, 4, 1, 6, "ETA", &bold).unwrap();
    sheet.write(1, 0, "船名").unwrap();
    sheet.write(1, 1, "航次").unwrap();
    for (column, port) in ["NINGBO", "SHANGHAI", "PIRAEUS", "GENOA", "BARCELONA"]
        .iter()
        .enumerate()
    {
        sheet
            .write(2, u16::try_from(column).unwrap() + 2, *port)
            .unwrap();
    }
    sheet.write(3, 0, "MSC OSCAR").unwrap();
    sheet.write(3, 1, "FA648W").unwrap();
    date(sheet, 3, 2, (2026, 11, 29));
    date(sheet, 3, 3, (2026, 12, 1));
    date(sheet, 3, 4, (2026, 12, 26));
    sheet.write(3, 5, "-").unwrap();
    date(sheet, 3, 6, (2027, 1, 2));
    let read = read_bytes(&saved(workbook));
    assert_eq!(
        read.lines(),
        [
            "MSCU MSC OSCAR V.FA648W CNNGB>GRPIR etd 2026-11-29 eta 2026-12-26",
            "MSCU MSC OSCAR V.FA648W CNNGB>ESBCN etd 2026-11-29 eta 2027-01-02",
            "MSCU MSC OSCAR V.FA648W CNSHA>GRPIR etd 2026-12-01 eta 2026-12-26",
            "MSCU MSC OSCAR V.FA648W CNSHA>ESBCN etd 2026-12-01 eta 2027-01-02",
        ]
    );
    assert_eq!((read.reading.rows, read.reading.taken), (1, 1));
}

#[test]
fn what_only_has_a_workbooks_name_is_refused_in_words() {
    for (bytes, word) in [
        (
            &b"<html><body><table><tr><td>Vessel</td></tr></table></body></html>"[..],
            "web page",
        ),
        (b"\xEF\xBB\xBF  <!DOCTYPE html><html></html>", "web page"),
        (b"<?xml version=\"1.0\"?><Workbook/>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "97"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x89PNG\r\n", "picture"),
        (b"", "empty"),
        (b"\n\n\n", "No schedule"),
        (b"Dear all,\nplease find nothing attached.\n", "No schedule"),
        (
            b"VESSEL,VOYAGE,POL,POD\nX,1W,CNSHA,NLRTM\n",
            "the departure",
        ),
    ] {
        let said = refused(bytes);
        assert!(said.contains(word), "{said}");
    }
    let mut empty = Workbook::new();
    empty.add_worksheet();
    assert!(refused(&saved(empty)).contains("No schedule"));
    let whole = weekly();
    assert!(refused(&whole[..whole.len() / 2]).contains("damaged"));
}
