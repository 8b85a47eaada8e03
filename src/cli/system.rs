//! Verbs about the desk itself, and those that need no desk.

use std::path::Path;

use clap::CommandFactory;
use serde_json::json;

use super::args::{Args, ReferenceVerb, SchemaOf, Verb};
use super::out::{Out, table, unwritable};
use super::{Line, odd_answer, serve, tables};
use crate::client::{Place, end_other_build};
use crate::config::{Home, SYSTEM_HOME};
use crate::domain::{Check, Text};
use crate::protocol::{Failure, FailureKind, Reply, Request};
use crate::reference::Reference;
use crate::rules;

/// What became of a verb that may need no desk.
pub enum Next {
    /// It is done.
    Done(u8),
    /// It needs one.
    Verb(Box<Verb>),
}

/// Runs a verb that needs no desk.
pub fn without_desk(args: &Args, verb: Verb, out: &Out) -> Result<Next, Failure> {
    let code = match verb {
        Verb::Serve(options) => serve::serve(args, &options)?,
        Verb::Demo(options) => serve::demo(args, &options, out)?,
        Verb::Calendar { date, plus } => calendar(args, out, date, plus),
        Verb::Schema {
            what: SchemaOf::Consignment,
        } => {
            out.document(&crate::json::consignment_schema());
            0
        }
        Verb::Rules { rule } => rules_page(out, rule.as_deref())?,
        Verb::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "shipdesk", &mut script);
            out.put(&script);
            0
        }
        Verb::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command())
                .render(&mut page)
                .map_err(|error| unwritable(&error))?;
            out.put(&page);
            0
        }
        Verb::Gen { folder } => super::generate::into(&folder, out)?,
        Verb::Keys { what } => super::generate::keys(out, &what)?,
        Verb::Reference {
            what: ReferenceVerb::Check,
        } => tables::check(args, out)?,
        Verb::Restore { folder } => restore(args, out, &folder)?,
        other => return Ok(Next::Verb(Box::new(other))),
    };
    Ok(Next::Done(code))
}

/// The tables in force of the desk that runs, else those that it would start with.
fn tables_of(args: &Args, out: &Out) -> Reference {
    if let Ok(line) = Line::open_running(args, out) {
        return line.reference;
    }
    match Place::choose(args.home.clone()) {
        Ok(Place::Home(home)) => Reference::load(&home.tables()).0,
        _ => Reference::built_in().clone(),
    }
}

fn calendar(args: &Args, out: &Out, date: chrono::NaiveDate, plus: Option<u32>) -> u8 {
    let answer = tables_of(args, out).calendar.answer(date, plus);
    out.either(
        || {
            json!({
                "date": answer.date.to_string(),
                "working": answer.working,
                "plus": answer.plus,
                "result": answer.result.map(|day| day.to_string()),
                "published": answer.published,
            })
        },
        || {
            let key = match answer.working {
                Some(true) => "cli.working",
                Some(false) => "cli.not-working",
                None => "cli.unpublished",
            };
            let mut said = format!("{date} {}", out.word(key));
            if let Some(plus) = answer.plus {
                let result = answer
                    .result
                    .map_or_else(|| out.word("cli.unpublished"), |day| day.to_string());
                said.push_str(&format!("  +{plus}: {result}"));
            }
            said
        },
    );
    0
}

fn rules_page(out: &Out, wanted: Option<&str>) -> Result<u8, Failure> {
    let chosen: Vec<_> = match wanted {
        Some(id) => rules::rule(id).into_iter().collect(),
        None => rules::RULES.to_vec(),
    };
    if let (Some(wanted), true) = (wanted, chosen.is_empty()) {
        return Err(Failure::new(
            FailureKind::Usage,
            Text::of("error.no-such-rule").with("rule", wanted),
        )
        .hint(Text::of("error.no-such-rule-hint")));
    }
    out.either(
        || {
            chosen
                .iter()
                .map(|rule| {
                    json!({
                        "rule": rule.id,
                        "clauses": rule.clauses,
                        "severity": rule.severity.as_str(),
                        "answers": rule.answers.iter().map(|answer| answer.as_str()).collect::<Vec<_>>(),
                        "title": out.say(&rule.title()),
                        "reason": out.say(&rule.reason()),
                    })
                })
                .collect()
        },
        || {
            let rows: Vec<Vec<String>> = chosen
                .iter()
                .map(|rule| {
                    vec![
                        rule.id.to_string(),
                        rule.clauses.join(" "),
                        rule.severity.to_string(),
                        out.say(&rule.title()),
                    ]
                })
                .collect();
            let mut said = table(&rows);
            if let [rule] = chosen.as_slice() {
                said.push_str(&out.say(&rule.reason()));
            }
            said
        },
    );
    Ok(0)
}

/// `stop`: ends the daemon and waits until it is gone.
pub fn stop(args: &Args, out: &Out) -> Result<u8, Failure> {
    match (
        Line::open_running(args, out),
        Place::choose(args.home.clone())?,
    ) {
        (Ok(mut line), _) => {
            line.ask(Request::Stop)?;
            line.client.wait_for_end();
        }
        // After an upgrade: it is ended all the same, so that the next start is of this build.
        (Err(failure), Place::Home(home)) if failure.kind == FailureKind::Version => {
            end_other_build(&home).map_err(|_| failure)?;
        }
        (Err(failure), _) => return Err(failure),
    }
    out.either(|| json!({"stopped": true}), || out.word("cli.stopped"));
    Ok(0)
}

/// `doctor`; of a desk that does not open, what its files say.
pub fn doctor(args: &Args, out: &Out) -> Result<u8, Failure> {
    let mut checks = match Line::open(args, out) {
        Ok(mut line) => match line.ask(Request::Doctor)? {
            Reply::Doctor(checks) => checks,
            _ => return Err(odd_answer()),
        },
        Err(failure) => closed(args, failure)?,
    };
    checks.extend(super::thin_line::seen_from_here());
    let ok = checks.iter().all(|check| check.ok);
    out.either(
        || {
            json!({"ok": ok, "checks": checks.iter().map(|check| json!({
                "name": check.name,
                "ok": check.ok,
                "detail": out.say(&check.detail),
                "hint": check.hint.as_ref().map(|hint| out.say(hint)),
            })).collect::<Vec<_>>()})
        },
        || checks.iter().map(|check| check_line(out, check)).collect(),
    );
    Ok(u8::from(!ok))
}

/// Why the desk cannot be reached, and how its files are, as far as this account may read them.
fn closed(args: &Args, failure: Failure) -> Result<Vec<Check>, Failure> {
    let home = match Place::choose(args.home.clone())? {
        Place::Home(home) => home,
        Place::System => Home::at(SYSTEM_HOME),
    };
    let tells = matches!(
        failure.kind,
        FailureKind::Unreachable | FailureKind::Version
    );
    if !tells || !home.folder().join("store").exists() {
        return Err(failure);
    }
    let mut checks = vec![Check {
        name: "desk".to_owned(),
        ok: false,
        detail: failure.message,
        hint: failure.hint,
    }];
    checks.extend(crate::store::verify(home.folder()));
    Ok(checks)
}

fn check_line(out: &Out, check: &Check) -> String {
    let mark = if check.ok { "✓" } else { "✗" };
    let hint = check
        .hint
        .as_ref()
        .map_or(String::new(), |hint| format!("    {}\n", out.say(hint)));
    format!("{mark} {}: {}\n{hint}", check.name, out.say(&check.detail))
}

/// `backup DIR`.
pub fn backup(args: &Args, line: &mut Line, folder: &Path) -> Result<u8, Failure> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let place = Place::choose(args.home.clone())?;
    if let (Place::System, true) = (place, rustix::process::geteuid().is_root()) {
        // The daemon has a /tmp of its own and may write in its own folder only: root reads the files
        // beside it, and writes where it was told.
        let copy = crate::store::backup(Path::new(SYSTEM_HOME), &absolute).map_err(|error| {
            Failure::new(
                FailureKind::Refused,
                Text::of("error.backup")
                    .with("folder", absolute.display())
                    .with_arg("error", error.arg()),
            )
            .hint(error.hint())
        })?;
        copied(
            line.out,
            copy.records,
            copy.bytes,
            copy.sequence,
            &copy.digest,
        );
        return Ok(0);
    }
    let Reply::Backup {
        records,
        bytes,
        sequence,
        digest,
    } = line.ask(Request::Backup {
        folder: absolute.to_string_lossy().into_owned(),
    })?
    else {
        return Err(odd_answer());
    };
    copied(line.out, records, bytes, sequence, &digest);
    Ok(0)
}

/// `restore DIR`, into an empty home.
fn restore(args: &Args, out: &Out, folder: &std::path::Path) -> Result<u8, Failure> {
    let Place::Home(home) = Place::choose(args.home.clone())? else {
        return Err(
            Failure::new(FailureKind::Usage, Text::of("error.restore-where"))
                .hint(Text::of("error.restore-where-hint")),
        );
    };
    let failed = || Text::of("error.restore").with("home", home.folder().display());
    home.prepare()
        .map_err(|error| Failure::new(FailureKind::Refused, failed().with("error", error)))?;
    let copy = crate::store::restore(folder, home.folder()).map_err(|error| {
        Failure::new(
            FailureKind::Refused,
            failed().with_arg("error", error.arg()),
        )
        .hint(error.hint())
    })?;
    copied(out, copy.records, copy.bytes, copy.sequence, &copy.digest);
    Ok(0)
}

fn copied(out: &Out, records: u64, bytes: u64, sequence: u64, digest: &str) {
    out.either(
        || json!({"records": records, "bytes": bytes, "sequence": sequence, "digest": digest}),
        || format!("{records} records, {bytes} bytes, sequence {sequence}, {digest}"),
    );
}
