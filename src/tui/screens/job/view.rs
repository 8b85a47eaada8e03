//! A job drawn: its head, its open findings, its history.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::State;
use crate::domain::consignment::SailingChoice;
use crate::domain::job::TimelineEntry;
use crate::domain::{CutOffKind, Job, JobView, Text};
use crate::i18n;
use crate::tui::amendments;
use crate::tui::changed;
use crate::tui::draw::Canvas;
use crate::tui::look::{Look, Part, marker};
use crate::tui::model::Model;
use crate::tui::screens::jobs;
use crate::tui::words;

/// Rows above the list.
pub const HEAD: usize = 9;

/// Rows below the list: the finding under the cursor in full.
const FOOT: u16 = 3;

/// Draws the job.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(state) = &model.job else {
        return;
    };
    let look = &model.look;
    let job = &state.view;
    let title = format!(
        "{} {}",
        job.job.job_no,
        words::word(look, "stage", job.stage)
    );
    let mut x = area.x + canvas.part(area.x, area.y, area.width, &title, Part::Heading) + 2;
    if let Some(action) = jobs::next_of(model, job) {
        let text = look
            .render(&Text::of("tui.job.next").with("step", words::word(look, "action", action)));
        x += canvas.part(x, area.y, area.width.saturating_sub(x), &text, Part::Warn) + 2;
    }
    if let Some(holder) = &job.holder {
        let text = look.render(&Text::of("tui.job.held").with("holder", holder));
        canvas.part(x, area.y, area.width.saturating_sub(x), &text, Part::Dim);
    }
    let half = area.width / 2;
    let head = u16::try_from(HEAD).unwrap_or(0);
    for (at, (label, text)) in summary(model, job).iter().enumerate() {
        let at = u16::try_from(at).unwrap_or(0);
        let rows = head - 2;
        let (x, y) = (area.x + half * (at / rows), area.y + 1 + at % rows);
        if y >= area.bottom() || at / rows > 1 {
            continue;
        }
        canvas.part(x, y, 11, label, Part::Dim);
        canvas.text(x + 12, y, half.saturating_sub(13), text);
    }
    let list = Rect::new(
        area.x,
        area.y + head,
        area.width,
        area.height.saturating_sub(head + FOOT),
    );
    lines(model, canvas, list, state);
    if let Some(finding) = state.finding() {
        let message = look.render(&finding.message);
        let style = look.severity(finding.severity);
        let foot = Rect::new(area.x, area.bottom().saturating_sub(FOOT), area.width, FOOT);
        canvas.wrap(foot, &message, style);
    } else {
        let foot = Rect::new(area.x, area.bottom().saturating_sub(FOOT), area.width, FOOT);
        canvas.wrap(foot, &in_full(look, state), Style::new());
    }
}

/// The line under the cursor in full, where it is no finding.
fn in_full(look: &Look, state: &State) -> String {
    let at = state.list.cursor.saturating_sub(state.open().count());
    let amendments = &state.view.job.amendments;
    match amendments.get(at) {
        Some(amendment) => format!(
            "{} · {}",
            amendments::headline(look, amendment),
            amendments::in_short(look, &amendment.changes)
        ),
        None => state
            .view
            .timeline
            .iter()
            .rev()
            .nth(at - amendments.len())
            .map_or_else(String::new, |entry| entry_text(look, entry)),
    }
}

fn lines(model: &Model, canvas: &mut Canvas<'_>, area: Rect, state: &State) {
    let look = &model.look;
    let open: Vec<_> = state.open().collect();
    let amendments = &state.view.job.amendments;
    for row in state.list.top..(state.list.top + usize::from(area.height)).min(state.lines()) {
        let y = area.y + u16::try_from(row - state.list.top).unwrap_or(0);
        if row == state.list.cursor {
            canvas.cursor(area.x, y);
        }
        if let Some(finding) = open.get(row) {
            let style = look.severity(finding.severity);
            canvas.put(area.x + 1, y, 1, marker(finding.severity), style);
            canvas.text(
                area.x + 3,
                y,
                area.width.saturating_sub(3),
                &look.render(&finding.message),
            );
        } else if let Some(amendment) = amendments.get(row - open.len()) {
            let text = amendments::headline(look, amendment);
            canvas.text(area.x + 3, y, area.width.saturating_sub(3), &text);
        } else if let Some(entry) = state
            .view
            .timeline
            .iter()
            .rev()
            .nth(row - open.len() - amendments.len())
        {
            let when = format!("{} {}", words::moment_text(entry.at), entry.by);
            canvas.part(area.x + 3, y, 22, &when, Part::Dim);
            canvas.put(
                area.x + 26,
                y,
                area.width.saturating_sub(26),
                &entry_text(look, entry),
                Style::new(),
            );
        }
    }
}

/// What happened, in the operator's language: the event, its details, what it changed.
fn entry_text(look: &Look, entry: &TimelineEntry) -> String {
    let key = format!("tui.event.{}", entry.event);
    let event = if i18n::has(look.lang, &key) {
        look.say(&key)
    } else {
        entry.event.clone()
    };
    let details: Vec<String> = entry
        .details
        .iter()
        .map(|(name, value)| detail(look, name, value))
        .filter(|text| !text.is_empty())
        .collect();
    let changes: Vec<String> = entry
        .changes
        .iter()
        .map(|change| changed::line(look, change))
        .collect();
    [event, details.join(", "), changes.join("; ")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ")
}

/// A detail of what happened: an answered finding by its title, departments by their names, a sailing
/// by its ship and day; what else is long is left out.
fn detail(look: &Look, name: &str, value: &str) -> String {
    let said = |key: String| i18n::has(look.lang, &key).then(|| look.say(&key));
    match name {
        "rule" => said(format!("rule.{value}.title")).unwrap_or_else(|| value.to_owned()),
        "told" | "notified" | "departments" => value
            .split(',')
            .map(|one| said(format!("tui.word.department.{one}")).unwrap_or_else(|| one.to_owned()))
            .collect::<Vec<_>>()
            .join(", "),
        "from" | "to" if value.matches('.').count() == 4 => {
            let parts: Vec<&str> = value.split('.').collect();
            let arrow = if look.plain { ">" } else { "→" };
            format!("{arrow} {} {}", parts[1].replace('-', " "), parts[2])
        }
        "amendment" => format!("#{value}"),
        _ if value.len() < 60 => value.to_owned(),
        _ => String::new(),
    }
}

/// The sailing of a job as the schedule, the booking or the form has it.
pub fn sailing_text(view: &JobView) -> String {
    if let Some(sailing) = &view.sailing {
        return format!(
            "{} {} {}",
            sailing.vessel,
            sailing.voyage,
            sailing.etd.format("%m-%d")
        );
    }
    match &view.job.consignment.sailing {
        Some(SailingChoice::Temp) => "TEMP".to_owned(),
        Some(SailingChoice::Chosen(chosen)) => format!(
            "{} {}",
            chosen.vessel.clone().unwrap_or_default(),
            words::given(chosen.voyage.as_ref())
        ),
        None => String::new(),
    }
}

/// What a date of the sailing was before it moved under the job: ` (was 12-03 12:00)`.
fn was(look: &Look, job: &Job, what: &str) -> String {
    changed::before(&job.moved, what).map_or_else(String::new, |was| {
        look.render(&Text::of("tui.job.was").with("was", was))
    })
}

/// What a job is, as labels and texts; what is not given is left out.
pub fn summary(model: &Model, view: &JobView) -> Vec<(String, String)> {
    let look = &model.look;
    let job = &view.job;
    let form = &job.consignment;
    let goods = form
        .cargo
        .first()
        .and_then(|line| {
            if look.lang == i18n::Lang::Zh {
                line.name_zh.clone()
            } else {
                line.name_en.clone()
            }
        })
        .unwrap_or_default();
    let ports = format!(
        "{} → {}",
        words::given(form.pol.as_ref()),
        words::given(form.pod.as_ref())
    );
    let mut lines = vec![
        ("principal", form.principal.name.clone().unwrap_or_default()),
        ("goods", goods),
        ("equipment", form.equipment_text()),
        (
            "sailing",
            format!("{}{}", sailing_text(view), was(look, job, "etd")),
        ),
        ("ports", ports),
        ("clerk", job.clerk.to_string()),
    ];
    if let Some(booking) = &job.booking {
        lines.push((
            "so",
            format!(
                "{} {}",
                booking.so_no,
                words::moment_text(booking.booked_at)
            ),
        ));
        if let Some(number) = &booking.booking_no {
            lines.push(("booking", number.clone()));
        }
        if let Some(told) = &booking.customer_told {
            lines.push((
                "told",
                format!("{} {}", told.by, words::moment_text(told.at)),
            ));
        }
    }
    if let Some(status) = job.status {
        lines.push(("status", words::word(look, "status", status)));
    }
    if let Some(due) = view.status_due {
        lines.push(("status-due", due.to_string()));
    }
    let mut lines: Vec<(String, String)> = lines
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (look.say(&format!("tui.column.{name}")), text))
        .collect();
    if let Some(sailing) = &view.sailing {
        for &kind in CutOffKind::ALL {
            if let Some(cut_off) = sailing.cut_offs.get(kind) {
                let until = cut_off.passes_at();
                let (mark, _) = words::urgency_mark(words::urgency(model.desk.now, until));
                let left = words::time_left(look, model.desk.now, until);
                let was = was(look, job, kind.as_str());
                lines.push((
                    words::word(look, "cut-off", kind),
                    format!("{mark}{} {left}{was}", words::cut_off_text(cut_off)),
                ));
            }
        }
    }
    lines
}
