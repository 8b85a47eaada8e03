//! The customer's last job: the whole of it taken into the form, or what belongs to its name.

use serde_json::{Value, json};

use super::Document;
use super::FIELDS;
use super::ghost::{ghost, is_elsewhere};
use super::open::go_to_first_open;
use super::origin::{Around, Source};
use super::rows::is_blank;
use super::state::Form;
use super::taking::waits_for_facts;
use crate::domain::Text;
use crate::json::{patch, write_consignment};
use crate::keymap::Action;
use crate::protocol::FormFacts;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::msg::Effect;

/// What belongs to a customer's name.
const OF_CUSTOMER: [&str; 5] = [
    "/principal/contact",
    "/principal/phone",
    "/principal/fax",
    "/salesperson",
    "/source",
];

/// Takes along from the customer's last job what a repeated booking takes along; what the form
/// already says stays. The caret goes to the first thing to decide.
pub fn repeat(model: &mut Model) -> Vec<Effect> {
    super::act::leave(model, |_| {});
    if waits_for_facts(model, Action::FormRepeat) {
        return Vec::new();
    }
    let around = super::around(&model.desk);
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    let Some(last) = form.facts.last_job.as_deref() else {
        let said = if is_blank(form.document.at("/principal/name")) {
            "tui.said.name-first"
        } else {
            "tui.said.no-last-job"
        };
        model.say(Part::Warn, &Text::of(said));
        return Vec::new();
    };
    let job = last.job.job_no.clone();
    let mut merged = write_consignment(&last.job.consignment.repeated());
    for field in FIELDS {
        if is_elsewhere(form, &last.job.consignment, field.at)
            && let Some(value) = merged.pointer_mut(field.at)
        {
            *value = if value.is_array() {
                json!([])
            } else {
                Value::Null
            };
        }
    }
    overlay(&mut merged, &form.document.json);
    match Document::read(&merged, around.reference, around.zone) {
        Ok(document) => {
            for change in patch::difference(&form.document.json, &document.json) {
                let source = Source::Job(job.clone());
                form.sources.insert(change.field.to_string(), source);
            }
            form.put(document, around);
            super::check(form, around);
            go_to_first_open(form);
            form.load_line();
            model.say(Part::Good, &Text::of("tui.said.repeated").with("job", &job));
        }
        Err(error) => model.say(
            Part::Block,
            &Text::of("tui.said.fix-unfit").with("error", error),
        ),
    }
    Vec::new()
}

/// Lays what is given over a template.
pub fn overlay(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (name, value) in over {
                overlay(under.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (_, Value::Array(lines)) if lines.is_empty() => {}
        (under, over) => *under = over.clone(),
    }
}

/// The desk's answer to a revision of the form.
pub fn facts_came(form: &mut Form, facts: FormFacts, revision: u64, around: Around<'_>) {
    let before = std::mem::replace(&mut form.facts, facts);
    // These are facts of the form as it was: a sailing chosen since is known all the same.
    if revision < form.revision && !form.knows_sailing() {
        form.facts.sailings.extend(before.sailings);
    }
    form.facts_of = revision;
    if std::mem::take(&mut form.fills_customer) {
        let values: Vec<(String, Value)> = OF_CUSTOMER
            .iter()
            .filter_map(|field| Some(((*field).to_owned(), ghost(form, field)?.value)))
            .filter(|(field, _)| !(form.touched && form.row().pointer() == *field))
            .collect();
        if !values.is_empty() {
            let line = (form.line.clone(), form.touched);
            form.set(&values, &Source::Lookup, around);
            form.load_line();
            if line.1 {
                (form.line, form.touched) = line;
            }
        }
    }
    super::check(form, around);
}
