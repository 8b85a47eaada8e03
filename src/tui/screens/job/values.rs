//! Where each value of a job comes from: who gave it last, and whose word there is on it.

use unicode_width::UnicodeWidthStr as _;

use crate::domain::job::FieldChange;
use crate::domain::{JobView, Pointer};
use crate::tui::draw::pad;
use crate::tui::model::Model;
use crate::tui::screens::form;
use crate::tui::{answers, pages, words};

/// Of a name and of a value so much is shown that the rest still has room on 80 columns.
const WIDEST: [usize; 2] = [18, 30];

/// A line a value, in the form's order: name, value, when, who, how; then who confirmed it.
pub(super) fn lines(model: &Model, view: &JobView) -> Vec<String> {
    let look = &model.look;
    let given: Vec<_> = form::given(model, view)
        .into_iter()
        .map(|(at, text)| (answers::field_name(look, &at), text, Pointer::new(at)))
        .collect();
    let name_width = widest(given.iter().map(|(name, ..)| name.as_str()), WIDEST[0]);
    let text_width = widest(given.iter().map(|(_, text, _)| text.as_str()), WIDEST[1]);
    given
        .iter()
        .map(|(name, text, at)| {
            format!(
                "{}  {}  {}",
                pad(name, name_width),
                pad(text, text_width),
                source(model, view, at)
            )
        })
        .collect()
}

fn widest<'t>(texts: impl Iterator<Item = &'t str>, most: usize) -> usize {
    texts.map(str::width).max().unwrap_or_default().min(most)
}

/// The last who wrote a value, and each whose word on it still counts.
fn source(model: &Model, view: &JobView, at: &Pointer) -> String {
    let touches = |other: &Pointer| other.is_within(at) || at.is_within(other);
    let writes = |changes: &[FieldChange]| changes.iter().any(|change| touches(&change.field));
    let written = view
        .timeline
        .iter()
        .rev()
        .find(|entry| writes(&entry.changes))
        .or_else(|| view.timeline.first())
        .map(|entry| {
            let how = pages::source(&model.look, &entry.event);
            format!("{} {} {how}", words::moment_text(entry.at), entry.by)
        });
    let answered = view
        .job
        .answers
        .iter()
        .filter(|answer| !answer.void && !answer.claim)
        .filter(|answer| answer.saw.iter().any(|(seen, _)| touches(seen)))
        .map(|answer| (answer.by.as_str(), "answered"));
    let completed = view
        .job
        .consignment
        .completed
        .iter()
        .filter(|done| done.field.as_ref().is_some_and(&touches))
        .filter_map(|done| Some((done.by.as_deref()?, "answered")));
    let confirmed = answered
        .chain(completed)
        .map(|(by, how)| format!("{by} {}", pages::source(&model.look, how)));
    written
        .into_iter()
        .chain(confirmed)
        .collect::<Vec<_>>()
        .join(" · ")
}
