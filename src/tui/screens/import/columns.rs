//! What the columns hold, corrected and remembered for their sender.

use super::look;
use crate::client::import::sender_key;
use crate::domain::Text;
use crate::protocol::{Preference, Request};
use crate::schedule::{ColumnChoice, Field, Order as DateOrder};
use crate::tui::effects::ask;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Menu, Popup, Then};

/// What the column under the cursor holds.
pub(super) fn column(model: &mut Model) -> Vec<Effect> {
    let look = model.look;
    let cursor = model.import.list.cursor;
    let Some(column) = model
        .import
        .preview
        .as_ref()
        .and_then(|preview| preview.columns.get(cursor))
    else {
        return Vec::new();
    };
    let mut choices: Vec<(String, Then)> = Field::ALL
        .iter()
        .map(|field| {
            (
                look.say(&format!("schedule.field.{field}")),
                Then::ImportColumn(cursor, vec![*field]),
            )
        })
        .collect();
    choices.insert(
        2,
        (
            look.say("tui.import.vessel-and-voyage"),
            Then::ImportColumn(cursor, vec![Field::Vessel, Field::Voyage]),
        ),
    );
    let title = look.render(&Text::of("tui.import.column-is").with("heading", &column.heading));
    // It stands on what the column holds now.
    let now = choices.iter().position(
        |(_, then)| matches!(then, Then::ImportColumn(_, fields) if *fields == column.fields),
    );
    let mut menu = Menu::new(title, choices);
    menu.list.cursor = now.unwrap_or_default();
    model.popups.push(Popup::Menu(menu));
    Vec::new()
}

/// Corrects a column, and remembers it for files with the same headings.
pub fn correct(model: &mut Model, place: usize, fields: Vec<Field>) -> Vec<Effect> {
    let order = choice(model, place).and_then(|choice| choice.order);
    put(model, place, fields, order)
}

fn choice(model: &Model, place: usize) -> Option<&ColumnChoice> {
    let column = model.import.preview.as_ref()?.columns.get(place)?;
    model
        .import
        .mapping
        .columns
        .iter()
        .find(|choice| choice.heading == column.heading)
}

/// Day first, month first, as the column shows: one after the other.
pub(super) fn order(model: &mut Model) -> Vec<Effect> {
    let place = model.import.list.cursor;
    let Some(column) = model
        .import
        .preview
        .as_ref()
        .and_then(|preview| preview.columns.get(place))
    else {
        return Vec::new();
    };
    let fields = column.fields.clone();
    let next = match choice(model, place).and_then(|choice| choice.order) {
        None => Some(DateOrder::DayFirst),
        Some(DateOrder::DayFirst) => Some(DateOrder::MonthFirst),
        Some(DateOrder::MonthFirst) => Some(DateOrder::YearFirst),
        Some(DateOrder::YearFirst) => None,
    };
    put(model, place, fields, next)
}

fn put(
    model: &mut Model,
    place: usize,
    fields: Vec<Field>,
    order: Option<DateOrder>,
) -> Vec<Effect> {
    let Some(preview) = &model.import.preview else {
        return Vec::new();
    };
    let Some(column) = preview.columns.get(place) else {
        return Vec::new();
    };
    let heading = column.heading.clone();
    let key = sender_key(&preview.signature());
    let mapping = &mut model.import.mapping;
    mapping.columns.retain(|choice| choice.heading != heading);
    mapping.columns.push(ColumnChoice {
        heading,
        fields,
        order,
    });
    let value = serde_json::to_string(mapping).ok();
    if let Some(value) = &value {
        model.preferences.insert(key.clone(), value.clone());
    }
    let preference = Preference { name: key, value };
    let mut effects = ask(Purpose::Quiet, Request::SavePreference(preference));
    effects.extend(look(model, true));
    effects
}
