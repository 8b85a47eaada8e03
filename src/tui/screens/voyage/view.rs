//! A voyage drawn: its jobs with their marks.

use ratatui::layout::Rect;

use unicode_width::UnicodeWidthStr as _;

use super::{Voyage, without_status};
use crate::domain::{JobLine, Text};
use crate::tui::draw::Canvas;
use crate::tui::look::{Look, Part};
use crate::tui::model::Model;
use crate::tui::words;

/// Where columns begin, their widths, their names: each as wide as its values, and the principal's with
/// what room is left.
fn columns(look: &Look, width: u16, lines: &[JobLine]) -> Vec<(u16, u16, &'static str)> {
    let widest = |name: &str, of: &dyn Fn(&JobLine) -> usize| {
        let label = look.say(&format!("tui.column.{name}")).width();
        let most = lines.iter().map(of).max().unwrap_or(0).max(label);
        u16::try_from(most).unwrap_or(u16::MAX)
    };
    let equipment = widest("equipment", &|line| line.equipment.width()).clamp(6, 24);
    let principal = widest("principal", &|line| {
        line.principal.as_deref().unwrap_or_default().width()
    });
    let others = 2 + 13 + 11 + 7 + (equipment + 1) + 6 + 8;
    let principal = principal.clamp(10, width.saturating_sub(others + 1).max(10));
    let mut x = 2;
    let widths = [
        (12, "job"),
        (10, "status"),
        (principal, "principal"),
        (6, "pod"),
        (equipment, "equipment"),
        (5, "etd"),
        (8, "clerk"),
    ];
    widths
        .map(|(width, name)| {
            let at = x;
            x += width + 1;
            (at, width, name)
        })
        .to_vec()
}

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
    let columns = columns(look, area.width, &state.lines);
    for &(x, width, name) in &columns {
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
        for ((x, width, name), text) in columns.iter().zip(&cells) {
            let part = if *name == "status" { part } else { Part::Dim };
            canvas.part(area.x + x, y, *width, text, part);
        }
    }
}
