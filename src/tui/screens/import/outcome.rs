//! What an import has changed, or would, line by line.

use crate::client::import::Imported;
use crate::domain::Text;
use crate::domain::job::FieldChange;
use crate::schedule::Remark;
use crate::tui::look::{Look, Part};

/// What moved for a job, from when to when and by how much.
fn moved_line(look: &Look, change: &FieldChange) -> String {
    // An hour as people write it; its offset is the port's.
    let side = |side: &Option<String>| {
        side.as_deref().map_or_else(
            || "-".to_owned(),
            |text| {
                let text = text.trim_matches('"');
                match chrono::DateTime::parse_from_rfc3339(text) {
                    Ok(at) => at.format("%Y-%m-%d %H:%M").to_string(),
                    Err(_) => text.to_owned(),
                }
            },
        )
    };
    let part = change.field.as_str().trim_start_matches("/sailing/");
    let mut line = format!(
        "{}  {} → {}",
        look.say(&format!("schedule.part.{part}")),
        side(&change.from),
        side(&change.to)
    );
    if let Some(minutes) = change.minutes().filter(|minutes| *minutes != 0) {
        let sign = if minutes < 0 { '-' } else { '+' };
        let hours = minutes.abs() / 60;
        let by = Text::of("tui.import.moved-by")
            .with("days", hours / 24)
            .with("hours", hours % 24);
        line.push_str(&format!("  {sign}{}", look.render(&by)));
    }
    line
}

/// A reason as the screen can answer it: the carrier of all rows is given with a key there.
fn answered(reason: &Text, key: &str) -> Text {
    match &*reason.key {
        "schedule.no-carrier" => Text::of("tui.import.no-carrier").with("key", key),
        _ => reason.clone(),
    }
}

/// The sum first, then what needs a person: rejected rows, conflicts, jobs, what is odd.
pub fn lines(look: &Look, imported: &Imported, carrier_key: &str) -> Vec<(Part, String)> {
    let Imported {
        reading,
        rows,
        changes,
    } = imported;
    let mut lines = vec![
        (
            Part::Good,
            look.render(
                &Text::of("tui.import.sum-rows")
                    .with("rows", reading.rows)
                    .with("encoding", &reading.preview.encoding)
                    .with("taken", reading.taken)
                    .with("merged", reading.merged)
                    .with("rejected", reading.rejected)
                    .with("held", reading.held),
            ),
        ),
        (
            Part::Good,
            look.render(
                &Text::of("tui.import.sum-sailings")
                    .with("added", changes.added)
                    .with("changed", changes.changed)
                    .with("unchanged", changes.unchanged),
            ),
        ),
    ];
    lines.extend(
        reading
            .preview
            .notes
            .iter()
            .map(|note| (Part::Dim, look.render(note))),
    );
    for (job, moved) in &changes.affected {
        for change in moved {
            lines.push((Part::Warn, format!("{job}  {}", moved_line(look, change))));
        }
    }
    for conflict in &rows.conflicts {
        let claims: Vec<String> = conflict.rows.iter().map(ToString::to_string).collect();
        lines.push((
            Part::Block,
            format!(
                "? {}  {}  {}",
                claims.join(","),
                conflict.id,
                look.render(&conflict.reason)
            ),
        ));
    }
    let remark = |mark: &str, remark: &Remark| {
        format!(
            "{mark} {}  {}  {}  {}",
            remark.row,
            remark.column,
            remark.value.replace('\n', " "),
            look.render(&answered(&remark.reason, carrier_key))
        )
    };
    lines.extend(
        rows.rejected
            .iter()
            .map(|rejected| (Part::Block, remark("x", rejected))),
    );
    lines.extend(
        rows.warned
            .iter()
            .map(|warned| (Part::Warn, remark("!", warned))),
    );
    lines
}
