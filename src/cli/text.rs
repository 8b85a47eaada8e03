//! Answers as text for people. Everything here is plain: alignment by display width, no colours.

use std::fmt::Write as _;

use super::out::{Out, table};
use crate::domain::job::FieldChange;
use crate::domain::{Finding, FindingState, JobLine, JobView, Sailing, Severity};
use crate::i18n;
use crate::json::{given_text, moment_text};

/// A mark and a word for a severity, so that colour is never needed.
fn mark(out: &Out, finding: &Finding) -> String {
    let key = match (finding.state, finding.severity) {
        (FindingState::Answered, _) => "cli.mark-answered",
        (FindingState::Deferred, _) => "cli.mark-deferred",
        (_, Severity::Block) => "cli.mark-block",
        (_, Severity::Warn) => "cli.mark-warn",
        (_, Severity::Hint) => "cli.mark-hint",
    };
    out.word(key)
}

/// A finding, with how to settle it.
pub fn finding_line(out: &Out, finding: &Finding) -> String {
    let mut text = format!(
        "  {} {} [{}] {}\n",
        mark(out, finding),
        finding.id(),
        finding.clauses.join(" "),
        out.say(&finding.message)
    );
    for (at, fix) in finding.fixes.iter().enumerate() {
        let _ = writeln!(text, "      {}. {}", at + 1, out.say(&fix.label));
    }
    text
}

/// A field that changed.
pub fn change_line(change: &FieldChange) -> String {
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    format!(
        "    {}: {} → {}\n",
        change.field,
        said(&change.from),
        said(&change.to)
    )
}

/// A job with its findings and its history.
pub fn job(out: &Out, view: &JobView) -> String {
    let job = &view.job;
    let mut text = format!(
        "{}  v{}  {}  {}\n",
        job.job_no,
        job.version,
        out.term("tui.word.stage", &view.stage.to_string()),
        job.consignment.principal.name.as_deref().unwrap_or("-")
    );
    let mut rows = Vec::new();
    let mut row = |key: &'static str, value: String| {
        if !value.is_empty() {
            rows.push(vec![format!("  {}", out.word(key)), value]);
        }
    };
    row("cli.clerk", job.clerk.to_string());
    row(
        "cli.holder",
        view.holder
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
    );
    if let Some(sailing) = &view.sailing {
        row(
            "cli.sailing",
            format!("{} {}  ETD {}", sailing.vessel, sailing.voyage, sailing.etd),
        );
    }
    let ports = [&job.consignment.pol, &job.consignment.pod]
        .map(|port| port.as_ref().map_or_else(|| "?".to_owned(), given_text));
    row("cli.ports", ports.join(" → "));
    row("cli.equipment", job.consignment.equipment_text());
    if let Some(booking) = &job.booking {
        row("cli.so-no", booking.so_no.to_string());
        row(
            "cli.booking-no",
            booking.booking_no.clone().unwrap_or_default(),
        );
    }
    row(
        "cli.status",
        job.status
            .map(|status| out.term("tui.word.status", &status.to_string()))
            .unwrap_or_default(),
    );
    row(
        "cli.status-due",
        view.status_due
            .map(|due| due.to_string())
            .unwrap_or_default(),
    );
    text.push_str(&table(&rows));
    for finding in &view.findings {
        text.push_str(&finding_line(out, finding));
        if let Some(asked) = view.unanswered_of(finding) {
            let _ = writeln!(text, "      {}", out.say(&asked.text()));
        }
    }
    for entry in &view.timeline {
        let details: Vec<String> = entry
            .details
            .iter()
            .map(|(name, value)| match name.as_str() {
                "finding" | "findings" | "rule" => out.say(&i18n::finding_names(value)),
                _ => format!("{name}={value}"),
            })
            .collect();
        let _ = writeln!(
            text,
            "  {}  {}  {}  {}",
            entry.at.format("%m-%d %H:%M"),
            entry.by,
            out.term("tui.event", &entry.event),
            details.join(" ")
        );
        for change in &entry.changes {
            text.push_str(&change_line(change));
        }
    }
    text
}

/// Sailings as a table.
pub fn sailings<'a>(out: &Out, sailings: impl Iterator<Item = &'a Sailing>) -> String {
    let mut rows = vec![
        [
            "cli.carrier",
            "cli.vessel",
            "cli.voyage",
            "cli.pol",
            "cli.pod",
            "cli.etd",
            "cli.cut-off",
            "cli.id",
        ]
        .map(|key| out.word(key))
        .to_vec(),
    ];
    for sailing in sailings {
        let cut_off = sailing
            .cut_offs
            .cy
            .or(sailing.cut_offs.customs)
            .map(|cut_off| cut_off.passes_at().format("%m-%d %H:%M").to_string());
        rows.push(vec![
            sailing.carrier.to_string(),
            sailing.vessel.clone(),
            sailing.voyage.to_string(),
            sailing.pol.to_string(),
            sailing.pod.to_string(),
            sailing.etd.to_string(),
            cut_off.unwrap_or_default(),
            sailing.id.to_string(),
        ]);
    }
    table(&rows)
}

/// Jobs as a table.
pub fn lines(out: &Out, lines: &[JobLine]) -> String {
    let mut rows = vec![
        [
            "cli.job",
            "cli.stage",
            "cli.action",
            "cli.due",
            "cli.holder",
            "cli.principal",
            "cli.vessel",
            "cli.pod",
            "cli.equipment",
            "cli.open",
        ]
        .map(|key| out.word(key))
        .to_vec(),
    ];
    for line in lines {
        let due = line.due.as_ref().map(|due| {
            let late = if line.overdue { "!" } else { "" };
            format!("{late}{}", due.format("%m-%d %H:%M"))
        });
        rows.push(vec![
            line.job_no.to_string(),
            out.term("tui.word.stage", &line.stage.to_string()),
            line.action
                .map(|action| out.term("tui.word.action", &action.to_string()))
                .into_iter()
                .chain(
                    line.first_unanswered()
                        .filter(|_| line.action.is_some())
                        .map(|asked| out.say(&asked.text())),
                )
                .collect::<Vec<_>>()
                .join(", "),
            due.unwrap_or_default(),
            line.holder
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            line.principal.clone().unwrap_or_default(),
            line.vessel.clone().unwrap_or_default(),
            line.pod.as_ref().map(given_text).unwrap_or_default(),
            line.equipment.clone(),
            format!(
                "{}/{}/{}",
                line.findings.block, line.findings.warn, line.findings.hint
            ),
        ]);
    }
    table(&rows)
}

/// A moment for people.
pub fn moment(moment: &crate::domain::Moment) -> String {
    moment_text(moment)
}
