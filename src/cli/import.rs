//! `import`: a schedule file in, every row accounted for.

use std::io::Read;

use serde_json::{Value, json};

use super::args::Import;
use super::change::sailing_answer;
use super::out::{Out, table};
use super::{Line, odd_answer};
use crate::domain::{SailingId, Text};
use crate::protocol::{Failure, FailureKind, ImportBegin, ImportReport, ImportRow, Reply, Request};
use crate::schedule::{self, Note, ReadOptions, Reading};

/// Rows that go to the desk at once, with other people's commands in between.
const CHUNK: usize = 2_000;

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
        file: name.clone(),
        carrier: carrier.clone(),
        as_of,
    };
    let reading = schedule::read(&bytes, &options, &line.reference).map_err(|error| {
        Failure::new(FailureKind::Unreadable, error.message(&name))
            .hint(Text::of("schedule.error-hint"))
    })?;
    let report = send(line, &name, carrier, as_of, &reading, dry_run)?;
    line.out.either(
        || document(line.out, &reading, &report),
        || said(line.out, &reading, &report),
    );
    let refused = !reading.rejected.is_empty() || !reading.conflicts.is_empty();
    Ok(u8::from(refused))
}

/// Sends what was understood, a chunk at a time.
fn send(
    line: &mut Line,
    file: &str,
    carrier: Option<crate::domain::Scac>,
    as_of: chrono::NaiveDate,
    reading: &Reading,
    dry_run: bool,
) -> Result<ImportReport, Failure> {
    let mut total = ImportReport::default();
    let import = if dry_run {
        0
    } else {
        let begin = Request::ImportBegin(ImportBegin {
            file: file.to_owned(),
            carrier,
            as_of,
        });
        match line.ask(begin)? {
            Reply::Import(import) => import,
            _ => return Err(odd_answer()),
        }
    };
    for chunk in reading.sailings.chunks(CHUNK) {
        let rows = chunk
            .iter()
            .map(|sailing| ImportRow {
                sailing: sailing.clone(),
            })
            .collect();
        let Reply::Imported(report) = line.ask_plainly(Request::ImportRows {
            import,
            rows,
            dry_run,
        })?
        else {
            return Err(odd_answer());
        };
        total.added += report.added;
        total.changed += report.changed;
        total.unchanged += report.unchanged;
        total.affected.extend(report.affected);
    }
    if !dry_run {
        let conflicts = reading
            .conflicts
            .iter()
            .map(|conflict| (conflict.id.clone(), conflict.claims.clone()))
            .collect();
        line.ask_plainly(Request::ImportEnd { import, conflicts })?;
    }
    Ok(total)
}

fn note(out: &Out, note: &Note) -> Value {
    json!({"row": note.row, "column": note.column, "value": note.value, "reason": out.say(&note.reason)})
}

fn document(out: &Out, reading: &Reading, report: &ImportReport) -> Value {
    json!({
        "encoding": reading.encoding,
        "rows": reading.rows,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "taken": reading.taken,
        "merged": reading.merged,
        "rejected": reading.rejected.iter().map(|rejected| note(out, rejected)).collect::<Vec<_>>(),
        "warned": reading.warned.iter().map(|warned| note(out, warned)).collect::<Vec<_>>(),
        "conflicts": reading.conflicts.iter().map(|conflict| json!({
            "id": conflict.id.as_str(), "rows": conflict.rows, "reason": out.say(&conflict.reason),
        })).collect::<Vec<_>>(),
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

fn said(out: &Out, reading: &Reading, report: &ImportReport) -> String {
    let mut text = out.say(
        &Text::of("cli.imported")
            .with("rows", reading.rows)
            .with("encoding", &reading.encoding)
            .with("added", report.added)
            .with("changed", report.changed)
            .with("unchanged", report.unchanged)
            .with("merged", reading.merged)
            .with("rejected", reading.rejected.len())
            .with("conflicts", reading.conflicts.len()),
    );
    text.push('\n');
    let mut rows = Vec::new();
    for (mark, notes) in [("✗", &reading.rejected), ("!", &reading.warned)] {
        for note in notes {
            rows.push(vec![
                mark.to_owned(),
                note.row.to_string(),
                note.column.clone().unwrap_or_default(),
                note.value.clone().unwrap_or_default(),
                out.say(&note.reason),
            ]);
        }
    }
    for conflict in &reading.conflicts {
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
