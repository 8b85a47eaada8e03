//! A colleague's change came first: it goes into the form, field by field, and what was typed stays.

use serde_json::{Value, json};

use super::around;
use super::doc::Document;
use super::origin::Origin;
use super::state::Form;
use crate::domain::{JobNo, JobView, OperatorName, Text};
use crate::json::merge::{Clash, merge};
use crate::json::patch::difference;
use crate::json::write_consignment;
use crate::protocol::Stale;
use crate::tui::answers::field_name;
use crate::tui::changed;
use crate::tui::look::{Look, Part};
use crate::tui::model::Model;
use crate::tui::words;

/// Takes the form's job as it is now for what the form started from, with what was typed on top.
pub fn merge_with(model: &mut Model, view: JobView, stale: &Stale) {
    let fields = fields_of(&model.look, &view, stale);
    let is_over = view.job.is_over();
    let Some(clashes) = rebase(model, view) else {
        return;
    };
    let (key, part) = if is_over {
        ("tui.said.merged-over", Part::Block)
    } else if clashes.is_empty() {
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

/// Says that a colleague has changed the form's job.
pub fn say_changed(model: &mut Model, job: &JobNo, by: &OperatorName) {
    let text = Text::of("tui.said.changed-by")
        .with("job", job)
        .with("by", by);
    model.say(Part::Warn, &text);
}

/// An untouched form follows its job at once; one that was touched meanwhile stays, and says so.
pub fn follow(model: &mut Model, view: JobView, by: &OperatorName) {
    let around = around(&model.desk);
    let own = Some(by) == model.desk.me();
    let Some(form) = model.form.as_deref_mut() else {
        return;
    };
    let is_behind = form.job().is_some_and(|open| {
        open.job.job_no == view.job.job_no && open.job.version < view.job.version
    });
    if !is_behind {
        return;
    }
    if form.is_changed() {
        if !own {
            say_changed(model, &view.job.job_no, by);
        }
        return;
    }
    let theirs = write_consignment(&view.job.consignment);
    let changes = difference(&form.base.json, &theirs);
    form.follow(view.clone(), around);
    form.forget_steps();
    if own {
        return;
    }
    let at = view.timeline.last().map_or(around.now, |entry| entry.at);
    let stale = Stale {
        version: view.job.version,
        by: by.clone(),
        at,
        changes,
    };
    let fields = fields_of(&model.look, &view, &stale);
    let is_over = view.job.is_over();
    let (key, part) = if is_over {
        ("tui.said.merged-over", Part::Block)
    } else {
        ("tui.said.followed", Part::Warn)
    };
    let text = Text::of(key)
        .with("by", by)
        .with("at", words::moment_text(at))
        .with("fields", fields.join(", "));
    model.say(part, &text);
}

/// The names of the fields that a colleague changed; where no value did, what was done.
fn fields_of(look: &Look, view: &JobView, stale: &Stale) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for change in &stale.changes {
        let name = field_name(look, change.field.as_str());
        if !fields.contains(&name) {
            fields.push(name);
        }
    }
    if fields.is_empty() {
        // No value changed, but what the job is: booked, confirmed, ended.
        fields.extend(done_to(look, view, stale));
    }
    fields
}

/// What was last done to a job by the one who came first, in a word.
fn done_to(look: &Look, view: &JobView, stale: &Stale) -> Option<String> {
    let mut entries = view.timeline.iter().rev();
    let entry = entries.find(|entry| entry.by == stale.by && entry.at == stale.at);
    let entry = entry.or_else(|| view.timeline.last())?;
    Some(look.say(&format!("tui.event.{}", entry.event)))
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
    let short = |clash: &Clash, value: &Value, other: &Value| {
        if value.is_null() && other.is_object() {
            return look.say("tui.said.line-removed");
        }
        changed::json_value(look, clash.at.as_str(), value)
    };
    let each: Vec<String> = clashes
        .iter()
        .map(|clash| {
            let name = field_name(look, clash.at.as_str());
            let ours = short(clash, &clash.ours, &clash.theirs);
            let theirs = short(clash, &clash.theirs, &clash.ours);
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
