//! What an import has changed, or would, line by line.

use crate::client::import::Imported;
use crate::domain::Text;
use crate::schedule::Remark;
use crate::tui::look::{Look, Part};

/// The sum first, then what needs a person: rejected rows, conflicts, jobs, what is odd.
pub fn lines(look: &Look, imported: &Imported) -> Vec<(Part, String)> {
    let Imported {
        reading,
        rows,
        changes,
    } = imported;
    let mut lines = vec![(
        Part::Good,
        look.render(
            &Text::of("cli.imported")
                .with("rows", reading.rows)
                .with("encoding", &reading.preview.encoding)
                .with("added", changes.added)
                .with("changed", changes.changed)
                .with("unchanged", changes.unchanged)
                .with("merged", reading.merged)
                .with("rejected", reading.rejected)
                .with("conflicts", rows.conflicts.len()),
        ),
    )];
    lines.extend(
        reading
            .preview
            .notes
            .iter()
            .map(|note| (Part::Dim, look.render(note))),
    );
    for (job, moved) in &changes.affected {
        for change in moved {
            let side = |side: &Option<String>| {
                side.as_deref()
                    .map_or_else(|| "-".to_owned(), |text| text.trim_matches('"').to_owned())
            };
            lines.push((
                Part::Warn,
                format!(
                    "{job}  {}  {} → {}",
                    change.field.as_str().trim_start_matches("/sailing/"),
                    side(&change.from),
                    side(&change.to)
                ),
            ));
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
            look.render(&remark.reason)
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
