//! A reply pasted on a finding of the form.

use super::around;
use super::doc::Document;
use super::state::Source;
use crate::domain::{Finding, Text};
use crate::json::patch;
use crate::rules;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::popup::Target;

/// A finding of the form, and what a pasted reply says about it.
fn read_reply(model: &Model, target: &Target, text: &str) -> Option<(Finding, rules::Reply)> {
    let around = around(&model.desk);
    let form = model.form.as_deref()?;
    let finding = form
        .findings
        .iter()
        .find(|finding| finding.rule == target.rule && finding.at == target.field)?;
    let consignment = &form.document.consignment;
    let reply = rules::read_reply(text, finding, consignment, around.reference, around.now);
    Some((finding.clone(), reply))
}

/// Who gave a reply that was pasted whole, with its time.
pub fn replied_by(model: &Model, target: &Target, text: &str) -> Option<String> {
    read_reply(model, target, text).and_then(|(_, reply)| reply.at.and(reply.by))
}

/// Takes a pasted reply: its value into the form, who said it and when beside it, its text as proof.
///
/// # Errors
/// The key of what the reply lacks.
pub fn reply(model: &mut Model, target: &Target, text: &str) -> Result<(), &'static str> {
    let (finding, reply) = read_reply(model, target, text).ok_or("tui.read.reply")?;
    if reply.by.is_none() {
        return Err("tui.read.by");
    }
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return Err("tui.read.reply");
    };
    let steps = reply
        .steps(&finding, &form.document.consignment, around.now)
        .ok_or("tui.read.reply")?;
    let patched = patch::apply(&form.document.json, &patch::of_steps(&steps))
        .ok()
        .and_then(|json| Document::read(&json, around.reference, around.zone).ok())
        .ok_or("tui.read.reply")?;
    for change in patch::difference(&form.document.json, &patched.json) {
        form.sources.insert(change.field.to_string(), Source::Typed);
    }
    form.put(patched, around);
    form.load_line();
    let said = Text::of("tui.said.replied")
        .with("value", &reply.value)
        .with("by", reply.by.as_deref().unwrap_or_default());
    model.say(Part::Good, &said);
    Ok(())
}
