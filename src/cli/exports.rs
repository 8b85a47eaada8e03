//! Data out, whole: CSV that opens right in Excel and is safe against formulas, JSON, or a
//! document a line.

use std::io::Write;

use serde_json::{Value, json};

use super::args::{Export, ExportFormat, ExportWhat};
use super::out::unwritable;
use super::{Line, odd_answer};
use crate::json::{given_text, is_unprintable, moment_text, timeline_entry};
use crate::protocol::{ExportPage, Exported, Failure, Reply, Request};

/// `export jobs|sailings|audit`.
pub fn run(line: &mut Line, export: Export) -> Result<u8, Failure> {
    let what = match export.what {
        ExportWhat::Jobs => Exported::Jobs,
        ExportWhat::Sailings => Exported::Sailings,
        ExportWhat::Audit => Exported::Audit,
    };
    let format = if line.out.is_json() {
        ExportFormat::Json
    } else {
        export.format
    };
    let ask = |line: &mut Line, after| {
        let (from, to) = (export.from, export.to);
        match line.ask(Request::Export {
            what,
            from,
            to,
            after,
        })? {
            Reply::Export(page) => Ok(page),
            _ => Err(odd_answer()),
        }
    };
    // Nothing is written before the desk has let it out.
    let mut page = ask(line, None)?;
    let mut writer = Writer::begin(format, what)?;
    let mut history = Vec::new();
    loop {
        let after = page.after.clone();
        if what == Exported::Audit {
            history.extend(page.audit);
        } else {
            writer.page(line, &page)?;
        }
        if after.is_none() {
            break;
        }
        page = ask(line, after)?;
    }
    // The desk gives it by key; people want it as it happened.
    history.sort_by_key(|(_, entry)| entry.seq);
    writer.page(
        line,
        &ExportPage {
            audit: history,
            ..ExportPage::default()
        },
    )?;
    writer.end()?;
    Ok(0)
}

/// Standard output in one of the formats.
struct Writer {
    out: std::io::BufWriter<std::io::Stdout>,
    format: ExportFormat,
    first: bool,
}

impl Writer {
    fn begin(format: ExportFormat, what: Exported) -> Result<Self, Failure> {
        let mut writer = Self {
            out: std::io::BufWriter::new(std::io::stdout()),
            format,
            first: true,
        };
        match format {
            ExportFormat::Csv => {
                // Excel takes the file for UTF-8 by its mark.
                writer.put("\u{feff}")?;
                writer.row(columns(what).iter().map(|name| (*name).to_owned()))?;
            }
            ExportFormat::Json => writer.put("[")?,
            ExportFormat::Ndjson => {}
        }
        Ok(writer)
    }

    fn put(&mut self, text: &str) -> Result<(), Failure> {
        self.out
            .write_all(text.as_bytes())
            .map_err(|error| unwritable(&error))
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) -> Result<(), Failure> {
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let cells: Vec<String> = cells.map(|cell| safe(&cell)).collect();
        let written = csv
            .write_record(&cells)
            .map_err(std::io::Error::other)
            .and_then(|()| {
                csv.into_inner()
                    .map_err(|error| std::io::Error::other(error.to_string()))
            });
        let bytes = written.map_err(|error| unwritable(&error))?;
        self.out
            .write_all(&bytes)
            .map_err(|error| unwritable(&error))
    }

    fn value(&mut self, value: &Value) -> Result<(), Failure> {
        let value = super::out::json_text(value);
        let text = match self.format {
            ExportFormat::Ndjson => format!("{value}\n"),
            _ if self.first => value,
            _ => format!(",\n{value}"),
        };
        self.first = false;
        self.put(&text)
    }

    fn page(&mut self, line: &Line, page: &ExportPage) -> Result<(), Failure> {
        if self.format == ExportFormat::Csv {
            for view in &page.jobs {
                self.row(job_cells(view).into_iter())?;
            }
            for sailing in &page.sailings {
                let value = line
                    .out
                    .shaped(&line.reference, |output| output.sailing(sailing));
                self.row(sailing_cells(&value).into_iter())?;
            }
            for (about, entry) in &page.audit {
                self.row(audit_cells(about, entry).into_iter())?;
            }
            return Ok(());
        }
        for view in &page.jobs {
            let value = line.out.shaped(&line.reference, |output| output.job(view));
            self.value(&value)?;
        }
        for sailing in &page.sailings {
            let value = line
                .out
                .shaped(&line.reference, |output| output.sailing(sailing));
            self.value(&value)?;
        }
        for (about, entry) in &page.audit {
            let mut value = timeline_entry(entry);
            value["about"] = json!(about);
            self.value(&value)?;
        }
        Ok(())
    }

    fn end(mut self) -> Result<(), Failure> {
        if self.format == ExportFormat::Json {
            self.put("]\n")?;
        }
        self.out.flush().map_err(|error| unwritable(&error))
    }
}

/// A cell that no spreadsheet takes for a formula, and whose long numbers stay texts.
fn safe(cell: &str) -> String {
    let clean: String = cell
        .chars()
        .map(|letter| if is_unprintable(letter) { ' ' } else { letter })
        .collect();
    // Spreadsheets of the Far East take the full-width signs too.
    let formula = clean
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && !(clean.starts_with('-') && clean.parse::<rust_decimal::Decimal>().is_ok());
    let long_number = clean.len() > 11 && clean.bytes().all(|byte| byte.is_ascii_digit());
    if formula || long_number {
        format!("'{clean}")
    } else {
        clean
    }
}

fn columns(what: Exported) -> &'static [&'static str] {
    match what {
        Exported::Jobs => &[
            "job_no",
            "stage",
            "status",
            "clerk",
            "principal",
            "customer_ref",
            "carrier",
            "vessel",
            "voyage",
            "pol",
            "pod",
            "etd",
            "equipment",
            "so_no",
            "booking_no",
            "booked_at",
            "confirmed_at",
            "created_at",
            "version",
        ],
        Exported::Sailings => &[
            "id",
            "carrier",
            "carrier_name",
            "vessel",
            "vessel_zh",
            "voyage",
            "service",
            "pol",
            "pol_name",
            "pod",
            "pod_name",
            "pod_terminal",
            "via",
            "etd",
            "atd",
            "eta",
            "cy",
            "si",
            "vgm",
            "customs",
            "ams",
            "file",
            "row",
        ],
        Exported::Audit => &["seq", "at", "by", "about", "event", "details", "changes"],
    }
}

fn job_cells(view: &crate::domain::JobView) -> Vec<String> {
    let job = &view.job;
    let form = &job.consignment;
    let booking = job.booking.as_ref();
    let (vessel, voyage, etd) = view
        .sailing
        .as_ref()
        .map_or_else(Default::default, |sailing| {
            (
                sailing.vessel.clone(),
                sailing.voyage.to_string(),
                sailing.etd.to_string(),
            )
        });
    let port = |port: &Option<crate::domain::Given<crate::domain::PortCode>>| {
        port.as_ref().map(given_text).unwrap_or_default()
    };
    vec![
        job.job_no.to_string(),
        view.stage.to_string(),
        job.status
            .map(|status| status.to_string())
            .unwrap_or_default(),
        job.clerk.to_string(),
        form.principal.name.clone().unwrap_or_default(),
        form.customer_ref.clone().unwrap_or_default(),
        form.carrier.as_ref().map(given_text).unwrap_or_default(),
        vessel,
        voyage,
        port(&form.pol),
        port(&form.pod),
        etd,
        form.equipment_text(),
        booking
            .map(|booking| booking.so_no.to_string())
            .unwrap_or_default(),
        booking
            .and_then(|booking| booking.booking_no.clone())
            .unwrap_or_default(),
        booking
            .map(|booking| moment_text(&booking.booked_at))
            .unwrap_or_default(),
        booking
            .and_then(|booking| booking.confirmed_at.as_ref())
            .map(moment_text)
            .unwrap_or_default(),
        moment_text(&job.created_at),
        job.version.to_string(),
    ]
}

fn sailing_cells(value: &Value) -> Vec<String> {
    let plain = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    columns(Exported::Sailings)
        .iter()
        .map(|name| match *name {
            "cy" | "si" | "vgm" | "customs" | "ams" => plain(&value["cut_offs"][*name]),
            "file" | "row" => plain(&value["source"][*name]),
            name => plain(&value[name]),
        })
        .collect()
}

fn audit_cells(about: &str, entry: &crate::domain::job::TimelineEntry) -> Vec<String> {
    let details: Vec<String> = entry
        .details
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let changes: Vec<String> = entry
        .changes
        .iter()
        .map(|change| {
            format!(
                "{}: {} > {}",
                change.field,
                change.from.as_deref().unwrap_or("-"),
                change.to.as_deref().unwrap_or("-")
            )
        })
        .collect();
    vec![
        entry.seq.to_string(),
        moment_text(&entry.at),
        entry.by.to_string(),
        about.to_owned(),
        entry.event.clone(),
        details.join("; "),
        changes.join("; "),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula_and_no_long_number_is_rounded() {
        assert_eq!(safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(safe(" +1+2"), "' +1+2");
        assert_eq!(safe("-18"), "-18");
        assert_eq!(safe("310123456789012345"), "'310123456789012345");
        assert_eq!(safe("a\u{1b}[31mb"), "a [31mb");
    }
}
