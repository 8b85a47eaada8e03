//! Where each value of a job comes from: who gave it last, and whose word there is on it.

use unicode_width::UnicodeWidthStr as _;

use crate::domain::job::FieldChange;
use crate::domain::{JobView, Pointer};
use crate::tui::draw::pad;
use crate::tui::model::Model;
use crate::tui::screens::form;
use crate::tui::{answers, pages, words};

/// Columns of the fields' names.
const NAME: usize = 18;

/// The fewest columns that a value's have room for: the rest of the line says who gave it.
const LEAST: usize = 30;

/// A line a value, in the form's order: name, value, when, who, how; then who confirmed it. Values
/// stand in a column as wide as the longest of them that leaves the rest its room; a longer one is
/// whole all the same, and its line goes on below.
pub(super) fn lines(model: &Model, view: &JobView) -> Vec<String> {
    let look = &model.look;
    let given: Vec<_> = form::given(model, view)
        .into_iter()
        .map(|(at, text)| {
            let name = answers::field_name(look, &at);
            let source = source(model, view, &Pointer::new(at));
            (name, text, source)
        })
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|text| text.width()).max().unwrap_or_default()
    };
    let name_width = widest(&mut given.iter().map(|(name, ..)| name)).min(NAME);
    let source_width = widest(&mut given.iter().map(|(.., source)| source));
    let room = usize::from(look.width).saturating_sub(name_width + source_width + 8);
    let text_width = widest(&mut given.iter().map(|(_, text, _)| text)).min(room.max(LEAST));
    given
        .iter()
        .map(|(name, text, source)| {
            let (name, text) = (column(name, name_width), column(text, text_width));
            format!("{name}  {text}  {source}")
        })
        .collect()
}

/// A text filled up to its column's width; a wider one as it is.
fn column(text: &str, width: usize) -> String {
    if text.width() > width {
        text.to_owned()
    } else {
        pad(text, width)
    }
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
