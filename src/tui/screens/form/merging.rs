//! A colleague's change came first: it goes into the form, field by field, and what was typed stays.

use serde_json::{Value, json};

use super::around;
use super::doc::Document;
use super::state::{Form, Origin};
use crate::domain::{JobView, Text};
use crate::json::merge::{Clash, merge};
use crate::json::write_consignment;
use crate::protocol::Stale;
use crate::tui::answers::field_name;
use crate::tui::look::{Look, Part};
use crate::tui::model::Model;
use crate::tui::words;

/// Takes the form's job as it is now for what the form started from, with what was typed on top.
pub fn merge_with(model: &mut Model, view: JobView, stale: &Stale) {
    let fields: Vec<String> = stale
        .changes
        .iter()
        .map(|change| field_name(&model.look, change.field.as_str()))
        .collect();
    let Some(clashes) = rebase(model, view) else {
        return;
    };
    let (key, part) = if clashes.is_empty() {
        ("tui.said.merged", Part::Warn)
    } else {
        ("tui.said.merged-clash", Part::Block)
    };
    let text = Text::of(key)
        .with("by", &stale.by)
        .with("at", words::moment_text(stale.at))
        .with("fields", fields.join(", "))
        .with("clashes", told(&model.look, &clashes));
    model.say(part, &text);
}

/// Puts the form on top of its job as it is now; where both said something else. None when what
/// comes out is no consignment: then the form stays as it is.
fn rebase(model: &mut Model, view: JobView) -> Option<Vec<Clash>> {
    let around = around(&model.desk);
    let form = model.form.as_deref_mut()?;
    form.commit(around);
    let theirs = write_consignment(&view.job.consignment);
    let merged = merge(&form.base.json, &form.document.json, &theirs);
    let document = Document::read(&merged.value, around.reference, around.zone).ok()?;
    form.base = Document::of(view.job.consignment.clone());
    form.origin = Origin::Job(Box::new(view));
    form.put(document, around);
    form.load_line();
    if let Some(first) = merged.clashes.first() {
        form.go_to(first.at.as_str());
        form.load_line();
    }
    Some(merged.clashes)
}

/// Each field that both changed: ours, which stands, and theirs.
fn told(look: &Look, clashes: &[Clash]) -> String {
    let short = |value: &Value| match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let each: Vec<String> = clashes
        .iter()
        .map(|clash| {
            let name = field_name(look, clash.at.as_str());
            let (ours, theirs) = (short(&clash.ours), short(&clash.theirs));
            format!("{name}: {ours} ({theirs})")
        })
        .collect();
    each.join("; ")
}

/// What a draft of the form keeps: the form, and for a job's what it started from, so that going
/// on with it days later does not undo what others did meanwhile.
pub fn draft_content(form: &Form) -> String {
    match form.origin {
        Origin::New => form.document.json.to_string(),
        Origin::Job(_) => json!({"form": form.document.json, "base": form.base.json}).to_string(),
    }
}

/// A draft's form on top of what the open form started from.
pub fn go_on_with(form: &Form, kept: &Value) -> (Value, Vec<Clash>) {
    match (kept.get("form"), kept.get("base")) {
        (Some(ours), Some(base)) => {
            let merged = merge(base, ours, &form.base.json);
            (merged.value, merged.clashes)
        }
        _ => (kept.clone(), Vec::new()),
    }
}

/// Tells where a draft and what was done since say something else.
pub fn tell_clashes(model: &mut Model, clashes: &[Clash]) {
    if !clashes.is_empty() {
        let text = Text::of("tui.said.draft-clash").with("clashes", told(&model.look, clashes));
        model.say(Part::Warn, &text);
    }
}
