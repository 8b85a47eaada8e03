//! `import`: a schedule file in, every row accounted for.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;

use serde_json::{Value, json};

use super::args::Import;
use super::out::{Out, table};
use super::{Line, answers, odd_answer};
use crate::client::import::{self, Imported, Plan, Progress};
use crate::domain::{SailingId, Text};
use crate::protocol::{Failure, FailureKind, ImportReport, Reply, Request};
use crate::schedule::{ReadOptions, Reading, Remark, RowReport};

/// `import schedule FILE`, `import list`, `import history SAILING`, `import settle CONFLICT`.
pub fn run(line: &mut Line, what: Import) -> Result<u8, Failure> {
    match what {
        Import::Schedule {
            file,
            carrier,
            as_of,
            dry_run,
        } => schedule_file(line, &file, carrier.as_deref(), as_of, dry_run),
        Import::List => list(line),
        Import::History { sailing } => history(line, sailing),
        Import::Settle { conflict, row } => {
            let reply = line.ask(Request::Settle {
                conflict: SailingId::new(conflict),
                row,
            })?;
            answers::sailing(line, reply)
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
    let mut options = ReadOptions::new(import::name_of(file), as_of);
    options.carrier = carrier;
    let plan = Plan {
        options,
        dry_run,
        terms: line.terms.clone(),
    };
    let source = import::open(file)?;
    let mut bar = Bar::new(line.out);
    let imported = import::run(
        &mut line.client,
        &line.reference,
        source,
        &plan,
        &mut |progress| bar.show(progress),
    );
    bar.clear();
    let Imported {
        reading,
        rows,
        changes,
    } = imported?;
    line.out.either(
        || document(line.out, &reading, &rows, &changes),
        || said(line.out, &reading, &rows, &changes),
    );
    let refused = !rows.rejected.is_empty() || !rows.conflicts.is_empty();
    Ok(u8::from(refused))
}

/// How far a long import is, in one line of a terminal that is drawn over.
struct Bar<'a> {
    out: &'a Out,
    is_seen: bool,
    drawn: Option<std::time::Instant>,
}

impl<'a> Bar<'a> {
    fn new(out: &'a Out) -> Self {
        Self {
            out,
            is_seen: std::io::stderr().is_terminal(),
            drawn: None,
        }
    }

    fn show(&mut self, progress: Progress) -> ControlFlow<()> {
        const EVERY: std::time::Duration = std::time::Duration::from_millis(200);
        let is_due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= EVERY);
        if self.is_seen && is_due && progress.size > 1_000_000 {
            let share = progress.bytes.min(progress.size) * 100 / progress.size.max(1);
            let text = self.out.say(
                &Text::of("cli.import-progress")
                    .with("rows", progress.rows)
                    .with("share", share),
            );
            // A terminal that is gone is nobody's error.
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}");
            self.drawn = Some(std::time::Instant::now());
        }
        ControlFlow::Continue(())
    }

    fn clear(&self) {
        if self.drawn.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// `import history`: a sailing as each file left it, oldest first.
fn history(line: &mut Line, sailing: String) -> Result<u8, Failure> {
    let asked = Request::SailingHistory(SailingId::new(sailing));
    let Reply::SailingHistory(states) = line.ask(asked)? else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            line.out.shaped(&line.reference, |output| {
                states.iter().map(|state| output.sailing(state)).collect()
            })
        },
        || super::text::sailings(line.out, states.iter()),
    );
    Ok(0)
}

/// `import list`: imports, those cut short among them.
fn list(line: &mut Line) -> Result<u8, Failure> {
    let Reply::Imports(imports) = line.ask(Request::Imports)? else {
        return Err(odd_answer());
    };
    line.out.either(
        || {
            Value::Array(
                imports
                    .iter()
                    .map(|import| {
                        json!({
                            "import": import.import, "file": import.file, "by": import.by.as_str(),
                            "began": import.began.to_rfc3339(), "rows": import.rows,
                            "complete": import.complete,
                        })
                    })
                    .collect(),
            )
        },
        || {
            let rows: Vec<Vec<String>> = imports
                .iter()
                .map(|import| {
                    let key = if import.complete {
                        "cli.import-complete"
                    } else {
                        "cli.import-incomplete"
                    };
                    vec![
                        import.import.to_string(),
                        import.began.format("%Y-%m-%d %H:%M").to_string(),
                        import.by.to_string(),
                        import.file.clone(),
                        import.rows.to_string(),
                        line.out.say(&Text::of(key)),
                    ]
                })
                .collect();
            table(&rows)
        },
    );
    Ok(0)
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
                let mut shaped = crate::json::change(change);
                shaped["minutes"] = json!(change.minutes());
                shaped
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
