//! Reading a file in a test, and what came of it in a few words.

use std::io::Cursor;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use shipdesk::domain::Sailing;
use shipdesk::domain::sailing::{CutOff, CutOffs};
use shipdesk::i18n::{Lang, render};
use shipdesk::reference::Reference;
use shipdesk::schedule::{
    KnownVessels, Preview, ReadOptions, ReadRow, Reading, RowReport, ScheduleError, read,
};

/// What came of a file.
pub struct Read {
    pub reading: Reading,
    pub rows: Vec<ReadRow>,
    pub report: RowReport,
}

impl Read {
    pub fn sailings(&self) -> Vec<Sailing> {
        self.rows
            .iter()
            .flat_map(|row| row.clone().good())
            .collect()
    }

    /// Each sailing in a line.
    pub fn lines(&self) -> Vec<String> {
        self.sailings().iter().map(line).collect()
    }

    /// Each rejected row: its number, column, value and the reason's key.
    pub fn rejected(&self) -> Vec<String> {
        self.report
            .rejected
            .iter()
            .map(|remark| {
                format!(
                    "{} {}={} {}",
                    remark.row, remark.column, remark.value, remark.reason.key
                )
            })
            .collect()
    }

    /// Each warning, as `rejected`.
    pub fn warned(&self) -> Vec<String> {
        self.report
            .warned
            .iter()
            .map(|remark| {
                format!(
                    "{} {}={} {}",
                    remark.row, remark.column, remark.value, remark.reason.key
                )
            })
            .collect()
    }

    pub fn preview(&self) -> &Preview {
        &self.reading.preview
    }
}

/// A sailing in a line: everything that a file can say.
pub fn line(sailing: &Sailing) -> String {
    let mut text = format!(
        "{} {} {} {}>{} etd {}",
        sailing.carrier, sailing.vessel, sailing.voyage, sailing.pol, sailing.pod, sailing.etd
    );
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!(" {name} {value}"));
        }
    };
    add("eta", sailing.eta.map(|eta| eta.to_string()));
    cut_offs(&sailing.cut_offs, &mut add);
    add("via", sailing.via.as_ref().map(ToString::to_string));
    add("at", sailing.pod_terminal.clone());
    add("on", sailing.service.clone());
    add("zh", sailing.vessel_zh.clone());
    add("says", sailing.remarks.clone());
    text
}

fn cut_offs(cut_offs: &CutOffs, add: &mut impl FnMut(&str, Option<String>)) {
    for (kind, cut_off) in cut_offs.given() {
        add(
            kind.as_str(),
            Some(match cut_off {
                CutOff::At(moment) => moment.format("%m-%dT%H:%M%:z").to_string(),
                CutOff::OnDay { day, .. } => day.format("%m-%d").to_string(),
            }),
        );
    }
}

pub fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub fn options(file: &str) -> ReadOptions {
    ReadOptions::new(file, as_of())
}

/// Reads bytes; the rows must add up, and every reason must have its sentences.
pub fn try_read(bytes: &[u8], options: &ReadOptions) -> Result<Read, ScheduleError> {
    let mut rows = Vec::new();
    let mut report = RowReport::default();
    let reading = read(
        &mut Cursor::new(bytes),
        options,
        Reference::built_in(),
        KnownVessels::new(["COSCO SHIPPING UNIVERSE"]),
        &mut |chunk| {
            report.note(&chunk);
            rows.extend(chunk);
            ControlFlow::Continue(())
        },
    )?;
    assert_eq!(
        reading.rows,
        reading.taken + reading.merged + reading.rejected + reading.held
    );
    assert_eq!(reading.rejected as usize, report.rejected.len());
    for remark in report
        .rejected
        .iter()
        .chain(&report.warned)
        .chain(&report.also)
    {
        for lang in Lang::ALL {
            // Odd letters of a cell are shown as `\\u{8}`.
            let sentence = render(lang, &remark.reason).replace("\\u{", "");
            assert!(
                !sentence.contains('{') && !sentence.starts_with('['),
                "{sentence}"
            );
        }
    }
    Ok(Read {
        reading,
        rows,
        report,
    })
}

/// Reads bytes that hold a schedule.
pub fn read_bytes(bytes: &[u8]) -> Read {
    try_read(bytes, &options("schedule"))
        .unwrap_or_else(|error| panic!("{}", render(Lang::En, &error.message())))
}

/// Reads a text.
pub fn read_text(text: &str) -> Read {
    read_bytes(text.as_bytes())
}
