//! A voyage drawn: its jobs with their marks.

use ratatui::layout::Rect;

use super::{Voyage, without_status};
use crate::domain::Text;
use crate::tui::draw::Canvas;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::words;

/// Where columns begin, their widths, their names.
const COLUMNS: [(u16, u16, &str); 7] = [
    (2, 12, "job"),
    (15, 10, "status"),
    (26, 20, "principal"),
    (47, 6, "pod"),
    (54, 11, "equipment"),
    (66, 6, "etd"),
    (72, 8, "clerk"),
];

/// Draws the voyage.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let look = &model.look;
    let state = &model.voyage;
    let title = match &state.voyage {
        Some(Voyage::Named(name)) => name.clone(),
        Some(Voyage::Sailing(id)) => id.to_string(),
        None => look.say("tui.voyage.none"),
    };
    canvas.part(area.x, area.y, area.width, &title, Part::Heading);
    let left = without_status(&state.lines);
    let text = look.render(
        &Text::of("tui.voyage.count")
            .with("count", state.lines.len())
            .with("left", left)
            .with("all", without_status(&state.open)),
    );
    canvas.part(area.x, area.y + 1, area.width, &text, Part::Dim);
    for (x, width, name) in COLUMNS {
        canvas.part(
            area.x + x,
            area.y + 2,
            width,
            &look.say(&format!("tui.column.{name}")),
            Part::Dim,
        );
    }
    let rows = usize::from(area.height.saturating_sub(3));
    for (row, here, line) in state.list.shown(&state.lines, rows) {
        let y = area.y + 3 + row;
        if here {
            canvas.cursor(area.x, y);
        }
        let (status, part) = match (line.status, state.marking.get(&line.job_no)) {
            (Some(status), _) => (words::word(look, "status", status), Part::Good),
            (None, Some(status)) => (
                format!("{}?", words::word(look, "status", *status)),
                Part::Dim,
            ),
            (None, None) if line.overdue => (look.say("tui.voyage.overdue"), Part::Block),
            (None, None) => (look.say("tui.voyage.open"), Part::Warn),
        };
        let etd = line
            .etd
            .map_or(String::new(), |etd| etd.format("%m-%d").to_string());
        let cells = [
            line.job_no.to_string(),
            status,
            line.principal.clone().unwrap_or_default(),
            words::given(line.pod.as_ref()),
            line.equipment.clone(),
            etd,
            line.clerk.to_string(),
        ];
        for ((x, width, name), text) in COLUMNS.iter().zip(&cells) {
            let part = if *name == "status" { part } else { Part::Dim };
            canvas.part(area.x + x, y, *width, text, part);
        }
    }
}
