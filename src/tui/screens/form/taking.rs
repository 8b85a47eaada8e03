//! Values that are taken rather than typed: grey text, the line above, the last job, look-ups.

use serde_json::{Value, json};

use super::act::leave;
use super::around;
use super::fields::Kind;
use super::ghost::{ghost, is_anew, is_blank_alike};
use super::origin::Source;
use super::rows::is_blank;
use super::several::go_on;
use super::state::Form;
use crate::domain::Text;
use crate::keymap::Action;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::msg::Purpose;
use crate::tui::update::put_off;

/// Fields that go together: taking the first from a job takes those that are still blank, too.
const TOGETHER: [(&str, &[&str]); 7] = [
    (
        // The sheet that says a rate is the salesperson's.
        "/quoted/rate",
        &["/quoted/surcharges", "/quoted/confirmed_by"],
    ),
    (
        "/principal/contact",
        &["/principal/phone", "/principal/fax"],
    ),
    (
        "/shipper/name",
        &["/shipper/address", "/shipper/country", "/shipper/phone"],
    ),
    (
        "/consignee/name",
        &[
            "/consignee/address",
            "/consignee/country",
            "/consignee/phone",
        ],
    ),
    (
        "/notify/name",
        &["/notify/address", "/notify/country", "/notify/phone"],
    ),
    (
        "/cargo/0/name_en",
        &[
            "/cargo/0/name_zh",
            "/cargo/0/hs_code",
            "/cargo/0/package_type",
            "/cargo/0/marks",
        ],
    ),
    (
        "/loading/mode",
        &["/loading/place", "/loading/contact", "/loading/phone"],
    ),
];

/// A field's value with those that go together with it, as another job has them.
fn together(form: &Form, pointer: &str, value: Value) -> Vec<(String, Value)> {
    let mut values = vec![(pointer.to_owned(), value)];
    let with = TOGETHER.iter().find(|(first, _)| *first == pointer);
    for other in with.map_or(&[][..], |(_, others)| others) {
        if let Some(ghost) = ghost(form, other) {
            values.push(((*other).to_owned(), ghost.value));
        }
    }
    values
}

/// Whether the desk's answer to what was typed last is still on its way: what leans on it waits.
pub(super) fn waits_for_facts(model: &mut Model, action: Action) -> bool {
    let Some(form) = &model.form else {
        return false;
    };
    let of = form.revision;
    if form.facts_of >= of || model.desk.lost {
        return false;
    }
    put_off(model, action, Purpose::Facts(of));
    true
}

/// What has been decided by taking a field together with others: those that were filled, and those
/// that are blank as their like in this form is.
fn decided(form: &Form, pointer: &str, values: &[(String, Value)]) -> Vec<String> {
    let with = TOGETHER.iter().find(|(first, _)| *first == pointer);
    let alike = with.map_or(&[][..], |(_, others)| others).iter();
    let filled = values.iter().map(|(pointer, _)| pointer.clone());
    let alike = alike.filter(|other| is_blank_alike(form, other));
    filled
        .chain(alike.map(|other| (*other).to_owned()))
        .collect()
}

/// Takes the grey text; whether there was some.
pub(super) fn take_ghost(model: &mut Model, action: Action) {
    if waits_for_facts(model, action) {
        return;
    }
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let pointer = form.row().pointer();
    if !form.line.is_empty() {
        return;
    }
    if let Some(ghost) = ghost(form, &pointer) {
        let values = together(form, &pointer, ghost.value);
        let filled = decided(form, &pointer, &values);
        form.set(&values, &ghost.source, around);
        form.load_line();
        leave(model, |form| go_on(form, &filled));
    }
}

/// The value of the line above, or of the customer's last job, whatever stands here now.
pub(super) fn dup(model: &mut Model) {
    if waits_for_facts(model, Action::FormDup) {
        return;
    }
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let row = form.row();
    let pointer = row.pointer();
    let above = row
        .line
        .checked_sub(1)
        .map(|line| form.document.at(&row.field.pointer(line)).clone())
        .filter(|value| !is_blank(value))
        .map(|value| (value, Source::Typed));
    let last = || {
        if is_anew(&pointer) {
            return ghost(form, &pointer).map(|ghost| (ghost.value, ghost.source));
        }
        let last = form.facts.last_job.as_deref()?;
        let json = crate::json::write_consignment(&last.job.consignment);
        let value = json
            .pointer(&pointer)
            .filter(|value| !is_blank(value))?
            .clone();
        Some((value, Source::Job(last.job.job_no.clone())))
    };
    match above.or_else(last) {
        Some((value, source)) => {
            let values = match source {
                Source::Job(_) => together(form, &pointer, value),
                _ => vec![(pointer, value)],
            };
            let filled: Vec<String> = values.iter().map(|(pointer, _)| pointer.clone()).collect();
            form.set(&values, &source, around);
            form.load_line();
            leave(model, |form| go_on(form, &filled));
        }
        None => model.say(Part::Dim, &Text::of("tui.said.nothing-to-dup")),
    }
}

/// A line more, or one less, of the list that the caret is in.
pub(super) fn lines(model: &mut Model, action: Action) {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    form.commit(around);
    let row = form.row();
    let Some(array) = row.field.array() else {
        model.say(Part::Dim, &Text::of("tui.said.no-line"));
        return;
    };
    let mut items = form
        .document
        .at(array)
        .as_array()
        .cloned()
        .unwrap_or_default();
    if action == Action::FormAddLine {
        form.extra = Some(array);
        form.lay_out(around);
        let last = items.len();
        if let Some(first) = form
            .rows
            .iter()
            .position(|row| row.field.array() == Some(array) && row.line == last)
        {
            form.focus = first;
        }
    } else if row.line < items.len() {
        items.remove(row.line);
        form.set(
            &[(array.to_owned(), Value::Array(items))],
            &Source::Typed,
            around,
        );
    }
    form.load_line();
}

/// Sets a value that a menu or look-up gave at the caret, and goes on.
pub fn take_value(model: &mut Model, values: &[(String, Value)], source: &Source) {
    let around = around(&model.desk);
    if let Some(form) = &mut model.form {
        form.touched = false;
        form.set(values, source, around);
        form.fills_customer |=
            *source == Source::Lookup && form.row().pointer() == "/principal/name";
        form.load_line();
    }
    leave(model, |form| {
        form.focus = (form.focus + 1).min(form.rows.len() - 1);
    });
}

/// The JSON of a word chosen from a list.
pub fn word_value(kind: Kind, word: &str) -> Value {
    match kind {
        Kind::YesNo => json!(word == "yes"),
        _ => json!(word),
    }
}
