//! What a row is that gives no sailing: a note, a title, the header again, a total, or data gone
//! wrong. In doubt it is data, and reported.

use super::super::carriers::carrier_named;
use super::super::dates::Written;
use super::super::dates::cell::written_of_cell;
use super::super::grid::{Cell, Row};
use super::super::headings::Field;
use super::super::layout::Column;
use super::super::plain::{self, narrow};
use super::super::reading::Remark;
use super::super::vessels;
use super::{Draft, RowReader};
use crate::domain::Text;

/// What has gone by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::schedule) struct Past {
    /// A data row.
    pub(in crate::schedule) data: bool,
    /// A blank row since the last data row.
    pub(in crate::schedule) gap: bool,
    /// A note since the last data row.
    pub(in crate::schedule) footer: bool,
}

/// What a row is.
pub(in crate::schedule) enum Class {
    /// No data row.
    Nothing,
    /// A data row that is no sailing whatever its cells hold.
    Rejected(Remark),
    /// A data row with the troubles that were found.
    Data,
}

/// Decides by what the row holds where the columns would have it.
pub(in crate::schedule) fn what_is(
    reader: &mut RowReader<'_>,
    row: &Row,
    draft: &Draft<'_>,
) -> Class {
    let filled: Vec<(usize, String)> = row
        .filled()
        .map(|(place, cell)| (place, narrow(&cell.text())))
        .collect();
    let Some((first_place, first)) = filled.first().cloned() else {
        return Class::Nothing;
    };
    if is_rule(&filled) {
        return Class::Nothing;
    }
    if reader.layout.is_again(row) {
        return remark(reader, row, first_place, "schedule.repeated-header");
    }
    let evidence = evidence(reader, row);
    if is_total(&first) && evidence < 3 {
        // One that stands apart below the table is its footer.
        if filled.len() == 1 && (reader.past.gap || reader.past.footer) {
            return Class::Nothing;
        }
        return remark(reader, row, first_place, "schedule.total");
    }
    if names_no_ship(reader, row) && !reader.past.footer {
        return Class::Data;
    }
    if filled.len() <= 4 && is_section(reader, &filled) {
        return Class::Nothing;
    }
    let is_page = filled.last().is_some_and(|(_, text)| {
        let rest = text
            .strip_prefix("PAGE")
            .map(|rest| rest.trim_start_matches([':', ' ', '.']))
            .or_else(|| text.strip_prefix('第').filter(|rest| rest.ends_with('页')));
        rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    });
    if is_page && evidence < 2 {
        return Class::Nothing;
    }
    if is_note(&filled, evidence)
        || (evidence == 0
            && (filled.len() <= 2 || reader.past.footer || (reader.past.gap && filled.len() <= 3)))
    {
        if could_be_cut(reader, row, &filled, draft) {
            return Class::Data;
        }
        reader.past.footer |= reader.past.data;
        return Class::Nothing;
    }
    Class::Data
}

fn remark(reader: &RowReader<'_>, row: &Row, place: usize, key: &'static str) -> Class {
    let column = reader.layout.columns.get(place);
    Class::Rejected(Remark {
        row: row.number,
        column: column.map_or_else(String::new, |column| column.heading.clone()),
        value: plain::visible(&row.cell(place).text()).into_owned(),
        reason: Text::of(key),
    })
}

/// A row whose vessel is announced later or does not sail: a week without a ship is told, too.
fn names_no_ship(reader: &RowReader<'_>, row: &Row) -> bool {
    reader.layout.of(Field::Vessel).any(|column| {
        let text = narrow(&row.cell(column.place as usize).text());
        text.chars().count() <= 24
            && !text.contains(':')
            && (plain::is_void(&text) || plain::is_unannounced(&text))
    })
}

/// A line of dashes.
fn is_rule(filled: &[(usize, String)]) -> bool {
    filled
        .iter()
        .all(|(_, text)| text.chars().all(|letter| "-=_*+~. ─━".contains(letter)))
        && filled.iter().any(|(_, text)| text.len() >= 3)
}

/// How many cells hold what their columns say.
fn evidence(reader: &mut RowReader<'_>, row: &Row) -> u32 {
    let columns = std::sync::Arc::clone(&reader.layout.columns);
    let mut evidence = 0;
    for column in columns.iter() {
        let cell = row.cell(column.place as usize);
        if cell.is_blank() {
            continue;
        }
        let text = narrow(&cell.text());
        evidence += u32::from(holds(reader, column, cell, &text));
    }
    evidence
}

fn holds(reader: &mut RowReader<'_>, column: &Column, cell: &Cell, text: &str) -> bool {
    if column.port.is_some() || column.fields.iter().any(|field| field.is_date()) {
        let is_moment = matches!(cell, Cell::Moment { .. });
        return is_moment
            || matches!(
                written_of_cell(cell),
                Written::Given { .. } | Written::Unannounced | Written::Void | Written::Exact(_)
            );
    }
    match column.fields.first() {
        Some(Field::Voyage) => vessels::voyage(text).0.is_some(),
        Some(Field::Vessel) => reader.known.has(text),
        Some(Field::Pol | Field::Pod) => reader.places.read(text).is_ok(),
        Some(Field::Carrier) => carrier_named(text, reader.reference).is_some(),
        _ => false,
    }
}

fn is_total(first: &str) -> bool {
    let word = first.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    [
        "合计",
        "总计",
        "共计",
        "小计",
        "总共",
        "SUBTOTAL",
        "SUB TOTAL",
        "SUB-TOTAL",
        "GRAND TOTAL",
    ]
    .iter()
    .any(|mark| word.starts_with(mark))
        || word
            .strip_prefix("TOTAL")
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        || word.strip_prefix('共').is_some_and(|rest| {
            rest.trim_start()
                .starts_with(|letter: char| letter.is_ascii_digit())
        })
}

/// A title between the table's parts that says what holds for the rows below it.
fn is_section(reader: &mut RowReader<'_>, filled: &[(usize, String)]) -> bool {
    let text = filled
        .iter()
        .map(|(_, text)| text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let words = &*reader.options.words;
    if reader.context.label(&text, words, reader.reference) {
        return true;
    }
    if filled.len() != 1 {
        return false;
    }
    let needed = !reader.layout.has(Field::Carrier)
        || !reader.layout.has(Field::Pod)
        || !reader.layout.has(Field::Pol);
    needed && reader.context.section(&text, reader.reference)
}

/// A note: it begins as notes do, or is a sentence in one cell.
fn is_note(filled: &[(usize, String)], evidence: u32) -> bool {
    let (_, first) = &filled[0];
    let begins = [
        "备注",
        "注意",
        "说明",
        "附注",
        "注:",
        "注 ",
        "以上",
        "本船期",
        "本表",
        "免责",
        "联系",
        "电话",
        "地址",
        "制表",
        "更新",
        "打印",
        "资料来源",
        "温馨",
        "提示",
        "如有",
        "请",
        "第",
        "※",
        "*",
        "•",
        "●",
        "★",
        "☆",
        "◆",
        "#",
        "NOTE",
        "REMARK",
        "N.B",
        "DISCLAIMER",
        "PAGE",
        "TEL",
        "CONTACT",
        "PRINTED",
        "UPDATED",
        "UPDATE ",
        "ISSUED",
        "SOURCE",
        "END OF",
        "--",
        "E-MAIL",
        "EMAIL",
        "FAX",
        "HTTP",
        "WWW",
        "SUBJECT TO",
        "THE ABOVE",
        "ABOVE ",
        "ALL ",
        "PLEASE",
        "PLS",
        "FOR ",
        "SCHEDULE",
        "(",
    ]
    .iter()
    .any(|mark| first.starts_with(mark));
    let numbered = first.starts_with(|letter: char| letter.is_ascii_digit())
        && first.contains(['.', '、', ')'])
        && first.chars().count() > 8;
    let sentence =
        |text: &str| text.contains(['。', '，', '；', '！', ':', '!']) || text.chars().count() > 40;
    match filled.len() {
        1 => {
            begins
                || numbered
                || sentence(first)
                || first
                    .chars()
                    .filter(|letter| plain::is_han(*letter))
                    .count()
                    >= 5
        }
        _ => evidence < 2 && (begins || (numbered && sentence(first))),
    }
}

/// Whether a row of a cell or two may be a sailing that was cut off: its first cell is a vessel.
fn could_be_cut(
    reader: &RowReader<'_>,
    row: &Row,
    filled: &[(usize, String)],
    draft: &Draft<'_>,
) -> bool {
    let Some((place, first)) = filled.first() else {
        return false;
    };
    if draft
        .troubles
        .iter()
        .any(|trouble| &*trouble.reason.key == "schedule.undecodable")
        && filled.len() > 1
    {
        return true;
    }
    let in_vessel_column = reader
        .layout
        .columns
        .get(*place)
        .is_some_and(|column| column.holds(Field::Vessel) || column.holds(Field::Carrier));
    if !in_vessel_column || reader.past.footer {
        return false;
    }
    let looks_like_a_name = first.is_ascii()
        && first.chars().count() <= 40
        && first.chars().filter(char::is_ascii_alphabetic).count() >= 4
        && !first.contains([':', '.', ',', '!', '*', '(', '=', ';', '&', '@'])
        && !(filled.len() == 1 && (is_note(filled, 0) || is_prose(reader, row, *place, first)));
    let is_known = reader
        .known
        .has(&crate::domain::sailing::vessel_name(first));
    is_known
        || (looks_like_a_name && !reader.past.gap && (filled.len() > 1 || row.cells.len() <= 2))
}

/// Whether a lone text is a sentence's words, or is written in small letters below names in capitals.
fn is_prose(reader: &RowReader<'_>, row: &Row, place: usize, text: &str) -> bool {
    const WORDS: [&str; 30] = [
        "SUBJECT",
        "CHANGE",
        "WITHOUT",
        "NOTICE",
        "THE",
        "TO",
        "IS",
        "ARE",
        "FOR",
        "CALL",
        "PLEASE",
        "THANKS",
        "REGARDS",
        "VALID",
        "TILL",
        "UNTIL",
        "RATES",
        "SPACE",
        "FINAL",
        "CONFIRMATION",
        "HOURS",
        "HRS",
        "BEFORE",
        "AFTER",
        "DISCLAIMER",
        "CONFIDENTIAL",
        "CHECK",
        "SCHEDULE",
        "TIMES",
        "LOCAL",
    ];
    let small = |row: &Row| {
        row.cell(place)
            .text()
            .chars()
            .any(|letter| letter.is_ascii_lowercase())
    };
    text.split(' ').any(|word| WORDS.contains(&word))
        || (small(row) && reader.last.as_ref().is_some_and(|last| !small(last)))
}
