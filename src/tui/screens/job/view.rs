//! A job drawn: its head, its open findings, its history.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::State;
use super::layout::{self, Layout};
use crate::domain::job::{Amendment, TimelineEntry};
use crate::domain::{Finding, JobView, Text};
use crate::i18n;
use crate::tui::amendments;
use crate::tui::changed;
use crate::tui::draw::Canvas;
use crate::tui::look::{Look, Part, sign_of};
use crate::tui::model::Model;
use crate::tui::screens::jobs;
use crate::tui::words;

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
    let layout = layout::of(model, state);
    for fact in &layout.facts {
        fact.draw(canvas, area.x, area.y + 1);
    }
    let list = Rect::new(area.x, area.y + layout.list_at, area.width, layout.list);
    lines(model, canvas, list, state, &layout);
    let foot = Rect::new(
        area.x,
        area.bottom().saturating_sub(layout.foot),
        area.width,
        layout.foot,
    );
    if let Some(finding) = state.finding() {
        let message = look.render(&finding.message);
        canvas.wrap(foot, &message, look.severity(finding.severity));
    } else {
        canvas.wrap(foot, &in_full(look, state, &layout), Style::new());
    }
}

/// A line of the list.
enum Line<'s> {
    Finding(&'s Finding),
    Amendment(&'s Amendment),
    /// What the head has no room for.
    Fact(&'s str),
    Happened(&'s TimelineEntry),
}

fn line_at<'s>(state: &'s State, layout: &'s Layout, row: usize) -> Option<Line<'s>> {
    let amendments = &state.view.job.amendments;
    state
        .open()
        .map(Line::Finding)
        .chain(amendments.iter().map(Line::Amendment))
        .chain(layout.rest.iter().map(|text| Line::Fact(text)))
        .chain(state.view.timeline.iter().rev().map(Line::Happened))
        .nth(row)
}

/// The line under the cursor in full, where it is no finding.
fn in_full(look: &Look, state: &State, layout: &Layout) -> String {
    match line_at(state, layout, state.list.cursor) {
        Some(Line::Amendment(amendment)) => format!(
            "{} · {}",
            amendments::headline(look, amendment),
            amendments::in_short(look, &amendment.changes)
        ),
        Some(Line::Fact(text)) => text.to_owned(),
        Some(Line::Happened(entry)) => entry_text(look, entry),
        Some(Line::Finding(_)) | None => String::new(),
    }
}

fn lines(model: &Model, canvas: &mut Canvas<'_>, area: Rect, state: &State, layout: &Layout) {
    let look = &model.look;
    for (row, y) in (state.list.top..).zip(area.top()..area.bottom()) {
        let Some(line) = line_at(state, layout, row) else {
            break;
        };
        if row == state.list.cursor {
            canvas.cursor(area.x, y);
        }
        let room = area.width.saturating_sub(3);
        match line {
            Line::Finding(finding) => {
                let style = look.severity(finding.severity);
                canvas.put(area.x + 1, y, 1, sign_of(finding), style);
                canvas.text(area.x + 3, y, room, &said(look, &state.view, finding));
            }
            Line::Amendment(amendment) => {
                let text = amendments::headline(look, amendment);
                canvas.text(area.x + 3, y, room, &text);
            }
            Line::Fact(text) => {
                canvas.text(area.x + 3, y, room, text);
            }
            Line::Happened(entry) => {
                let when = format!("{} {}", words::moment_text(entry.at), entry.by);
                canvas.part(area.x + 3, y, 22, &when, Part::Dim);
                let room = area.width.saturating_sub(26);
                canvas.text(area.x + 26, y, room, &entry_text(look, entry));
            }
        }
    }
}

/// A finding's message; before it, when it was asked, where the answer is still awaited.
pub fn said(look: &Look, view: &JobView, finding: &Finding) -> String {
    let message = look.render(&finding.message);
    match view.unanswered_of(finding) {
        Some(asked) => format!("[{}] {message}", look.render(&asked.text())),
        None => message,
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
    let known = |key: String| i18n::has(look.lang, &key).then(|| look.say(&key));
    match name {
        "rule" | "finding" | "findings" => look.render(&i18n::finding_names(value)),
        "told" | "notified" | "departments" => value
            .split(',')
            .map(|one| {
                known(format!("tui.word.department.{one}")).unwrap_or_else(|| one.to_owned())
            })
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
