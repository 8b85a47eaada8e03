//! `import`: a schedule file in, every row accounted for.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use serde_json::{Value, json};

use super::args::Import;
use super::change::sailing_answer;
use super::out::{Out, table};
use super::{Line, odd_answer};
use crate::domain::{SailingId, Text};
use crate::protocol::{
    Failure, FailureKind, ImportBegin, ImportReport, ImportRow, LookupKind, Reply, Request,
};
use crate::schedule::{
    self, CHUNK_ROWS, Fate, KnownVessels, ReadOptions, ReadRow, Reading, Remark, RowReport,
};

/// A file's bytes; `-` is standard input.
pub fn bytes_of(file: &str) -> Result<Vec<u8>, Failure> {
    let read = if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    read.map_err(|error| {
        Failure::new(
            FailureKind::Unreadable,
            Text::of("error.unreadable")
                .with("what", file)
                .with("errors", error),
        )
        .hint(Text::of("error.unreadable-hint"))
    })
}

/// `import schedule FILE`, `import settle CONFLICT`.
pub fn run(line: &mut Line, what: Import) -> Result<u8, Failure> {
    match what {
        Import::Schedule {
            file,
            carrier,
            as_of,
            dry_run,
        } => schedule_file(line, &file, carrier.as_deref(), as_of, dry_run),
        Import::Settle { conflict, row } => {
            let reply = line.ask(Request::Settle {
                conflict: SailingId::new(conflict),
                row,
            })?;
            sailing_answer(line, reply)
        }
    }
}

fn schedule_file(
    line: &mut Line,
    file: &str,
    carrier: Option<&str>,
    as_of: Option<chrono::NaiveDate>,
    dry_run: bool,
) -> Result<u8, Failure> {
    let carrier = carrier
        .map(|named| {
            line.reference
                .carrier(named)
                .map(|found| found.scac.clone())
                .ok_or_else(|| {
                    Failure::new(
                        FailureKind::Usage,
                        Text::of("error.unknown-carrier").with("carrier", named),
                    )
                    .hint(Text::of("error.unknown-carrier-hint"))
                })
        })
        .transpose()?;
    let as_of = as_of.unwrap_or_else(|| line.client.session().now.date_naive());
    let bytes = bytes_of(file)?;
    let name = std::path::Path::new(file).file_name().map_or_else(
        || file.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let options = ReadOptions {
        carrier: carrier.clone(),
        ..ReadOptions::new(name.clone(), as_of)
    };
    let mut sending = Sending {
        begin: ImportBegin {
            file: name,
            carrier,
            as_of,
        },
        import: None,
        dry_run,
        total: ImportReport::default(),
        rows: RowReport::default(),
    };
    let reading = sending.read(line, &bytes, &options)?;
    let Sending { total, rows, .. } = sending;
    line.out.either(
        || document(line.out, &reading, &rows, &total),
        || said(line.out, &reading, &rows, &total),
    );
    let refused = !rows.rejected.is_empty() || !rows.conflicts.is_empty();
    Ok(u8::from(refused))
}

/// An import under way: each chunk goes to the desk as it is read.
struct Sending {
    begin: ImportBegin,
    import: Option<u64>,
    dry_run: bool,
    total: ImportReport,
    rows: RowReport,
}

impl Sending {
    fn read(
        &mut self,
        line: &mut Line,
        bytes: &[u8],
        options: &ReadOptions,
    ) -> Result<Reading, Failure> {
        let known = known_vessels(line)?;
        let reference = line.reference.clone();
        let mut failed = None;
        let read = schedule::read(
            &mut Cursor::new(bytes),
            options,
            &reference,
            known,
            &mut |rows| match self.send(line, rows) {
                Ok(()) => ControlFlow::Continue(()),
                Err(failure) => {
                    failed = Some(failure);
                    ControlFlow::Break(())
                }
            },
        );
        if let Some(failure) = failed {
            return Err(failure);
        }
        let reading = read.map_err(|error| {
            Failure::new(FailureKind::Unreadable, error.message())
                .hint(Text::of("schedule.error-hint").with("file", &options.file))
        })?;
        self.end(line)?;
        Ok(reading)
    }

    /// The import's number; it begins with the first chunk, so that a file with no schedule in it
    /// leaves nothing behind.
    fn number(&mut self, line: &mut Line) -> Result<u64, Failure> {
        if self.dry_run {
            return Ok(0);
        }
        if let Some(import) = self.import {
            return Ok(import);
        }
        match line.ask(Request::ImportBegin(self.begin.clone()))? {
            Reply::Import(import) => {
                self.import = Some(import);
                Ok(import)
            }
            _ => Err(odd_answer()),
        }
    }

    fn send(&mut self, line: &mut Line, rows: Vec<ReadRow>) -> Result<(), Failure> {
        let import = self.number(line)?;
        self.rows.note(&rows);
        let sailings: Vec<ImportRow> = rows
            .into_iter()
            .filter_map(|row| match row.fate {
                Fate::Taken(sailings) => Some(sailings),
                _ => None,
            })
            .flatten()
            .map(|sailing| ImportRow { sailing })
            .collect();
        // A row of a rotation holds several sailings.
        for sailings in sailings.chunks(CHUNK_ROWS) {
            let Reply::Imported(report) = line.ask_plainly(Request::ImportRows {
                import,
                rows: sailings.to_vec(),
                dry_run: self.dry_run,
            })?
            else {
                return Err(odd_answer());
            };
            self.total.added += report.added;
            self.total.changed += report.changed;
            self.total.unchanged += report.unchanged;
            self.total.affected.extend(report.affected);
        }
        Ok(())
    }

    fn end(&mut self, line: &mut Line) -> Result<(), Failure> {
        let Some(import) = self.import else {
            return Ok(());
        };
        let mut conflicts = Vec::new();
        for conflict in &self.rows.conflicts {
            let mut claims = Vec::new();
            // The row that stays is one of the two to choose from.
            if let Reply::Sailing(stays) =
                line.ask_plainly(Request::Sailing(conflict.id.clone()))?
            {
                let mut stays = *stays;
                stays.source.file.clone_from(&self.begin.file);
                stays.source.row = conflict.rows.first().copied().unwrap_or(stays.source.row);
                claims.push(stays);
            }
            claims.extend(conflict.held.iter().cloned());
            conflicts.push((conflict.id.clone(), claims));
        }
        line.ask_plainly(Request::ImportEnd { import, conflicts })?;
        Ok(())
    }
}

/// The vessels of the stored schedule, whose spelling is settled.
fn known_vessels(line: &mut Line) -> Result<KnownVessels, Failure> {
    let asked = Request::Lookup {
        kind: LookupKind::Vessel,
        query: String::new(),
    };
    match line.ask_plainly(asked)? {
        Reply::Names(names) => Ok(KnownVessels::new(names.iter().map(String::as_str))),
        _ => Err(odd_answer()),
    }
}

fn note(out: &Out, note: &Remark) -> Value {
    json!({"row": note.row, "column": note.column, "value": note.value, "reason": out.say(&note.reason)})
}

fn document(out: &Out, reading: &Reading, rows: &RowReport, report: &ImportReport) -> Value {
    json!({
        "encoding": reading.preview.encoding,
        "rows": reading.rows,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "taken": reading.taken,
        "merged": reading.merged,
        "rejected": rows.rejected.iter().map(|rejected| note(out, rejected)).collect::<Vec<_>>(),
        "warned": rows.warned.iter().map(|warned| note(out, warned)).collect::<Vec<_>>(),
        "conflicts": rows.conflicts.iter().map(|conflict| json!({
            "id": conflict.id.as_str(), "rows": conflict.rows, "reason": out.say(&conflict.reason),
        })).collect::<Vec<_>>(),
        "notes": reading.preview.notes.iter().map(|note| out.say(note)).collect::<Vec<_>>(),
        "also": rows.also.iter().map(|also| note(out, also)).collect::<Vec<_>>(),
        "affected_jobs": report.affected.iter().map(|(job, changes)| json!({
            "job_no": job.as_str(),
            "changes": changes.iter().map(|change| {
                let kept = |text: &Option<String>| text.as_ref().map_or(Value::Null, |text| {
                    serde_json::from_str(text).unwrap_or_else(|_| json!(text))
                });
                json!({"field": change.field.as_str(), "from": kept(&change.from), "to": kept(&change.to)})
            }).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn said(out: &Out, reading: &Reading, report_rows: &RowReport, report: &ImportReport) -> String {
    let mut text = out.say(
        &Text::of("cli.imported")
            .with("rows", reading.rows)
            .with("encoding", &reading.preview.encoding)
            .with("added", report.added)
            .with("changed", report.changed)
            .with("unchanged", report.unchanged)
            .with("merged", reading.merged)
            .with("rejected", reading.rejected)
            .with("conflicts", report_rows.conflicts.len()),
    );
    text.push('\n');
    for note in &reading.preview.notes {
        text.push_str(&out.say(note));
        text.push('\n');
    }
    let mut rows = Vec::new();
    for (mark, notes) in [("✗", &report_rows.rejected), ("!", &report_rows.warned)] {
        for note in notes {
            rows.push(vec![
                mark.to_owned(),
                note.row.to_string(),
                note.column.clone(),
                note.value.clone(),
                out.say(&note.reason),
            ]);
        }
    }
    for conflict in &report_rows.conflicts {
        let lines: Vec<String> = conflict.rows.iter().map(ToString::to_string).collect();
        rows.push(vec![
            "?".to_owned(),
            lines.join(","),
            conflict.id.to_string(),
            String::new(),
            out.say(&conflict.reason),
        ]);
    }
    text.push_str(&table(&rows));
    for (job, changes) in &report.affected {
        text.push_str(&format!("{job}\n"));
        for change in changes {
            text.push_str(&super::text::change_line(change));
        }
    }
    text
}
