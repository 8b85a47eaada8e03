//! `reference check`: the company's tables, as the desk that runs has them in force, or as one would
//! that starts now.

use serde_json::{Value, json};

use super::args::Args;
use super::out::{Out, table};
use super::{Line, odd_answer};
use crate::client::Place;
use crate::config::{Home, SYSTEM_HOME};
use crate::protocol::{Failure, FailureKind, Reply, Request};
use crate::reference::{self, TableError, TableReport};

/// Says each table's rows and files, and why a file was refused.
pub fn check(args: &Args, out: &Out) -> Result<u8, Failure> {
    let report = report(args, out)?;
    out.either(
        || {
            json!({
                "ok": report.errors.is_empty(),
                "tables": report.tables.iter().map(|state| json!({
                    "table": state.name, "rows": state.rows, "files": state.files, "refused": state.refused,
                })).collect::<Vec<_>>(),
                "errors": report.errors.iter().map(|error| refused(out, error)).collect::<Vec<_>>(),
                "notes": report.notes.iter().map(|note| refused(out, note)).collect::<Vec<_>>(),
            })
        },
        || {
            let rows: Vec<Vec<String>> = report
                .tables
                .iter()
                .map(|state| {
                    let mark = if state.refused { "✗" } else { "✓" };
                    let rows = state.rows.to_string();
                    vec![mark.to_owned(), state.name.clone(), rows, state.files.join(" ")]
                })
                .collect();
            let said = report.errors.iter().chain(&report.notes);
            let said = said.map(|error| format!("{}\n", out.say(&error.message())));
            table(&rows) + &said.collect::<String>()
        },
    );
    Ok(u8::from(!report.errors.is_empty()))
}

fn report(args: &Args, out: &Out) -> Result<TableReport, Failure> {
    match Line::open_running(args, out) {
        Ok(mut line) => match line.ask(Request::Tables)? {
            Reply::Tables(report) => Ok(report),
            _ => Err(odd_answer()),
        },
        Err(failure)
            if matches!(
                failure.kind,
                FailureKind::Unreachable | FailureKind::Version
            ) =>
        {
            let home = match Place::choose(args.home.clone())? {
                Place::Home(home) => home,
                Place::System => Home::at(SYSTEM_HOME),
            };
            Ok(reference::check(&home.tables()).1)
        }
        Err(failure) => Err(failure),
    }
}

fn refused(out: &Out, error: &TableError) -> Value {
    json!({
        "file": error.file,
        "row": error.row,
        "column": error.column,
        "reason": out.say(&error.reason),
        "message": out.say(&error.message()),
    })
}
