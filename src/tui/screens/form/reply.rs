//! A reply pasted on a finding of the form, or of a job on its own screen.

use super::around;
use super::doc::Document;
use super::origin::Source;
use crate::domain::{Consignment, Finding, Text};
use crate::json::patch;
use crate::protocol::JobOp;
use crate::rules;
use crate::tui::effects::step;
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::Effect;
use crate::tui::popup::Target;

/// The finding that is answered, and the consignment that it is about: the form's, or the job's on
/// its own screen.
fn subject<'m>(model: &'m Model, target: &Target) -> Option<(&'m Finding, &'m Consignment)> {
    let (findings, consignment) = if model.screen == Screen::Form {
        let form = model.form.as_deref()?;
        (&form.findings, &form.document.consignment)
    } else {
        let view = &model.job.as_ref()?.view;
        if target.job.as_ref() != Some(&view.job.job_no) {
            return None;
        }
        (&view.findings, &view.job.consignment)
    };
    let finding = findings
        .iter()
        .find(|finding| finding.rule == target.rule && finding.at == target.field)?;
    Some((finding, consignment))
}

/// What a pasted reply says about the finding.
fn read_reply(model: &Model, target: &Target, text: &str) -> Option<(Finding, rules::Reply)> {
    let around = around(&model.desk);
    let (finding, consignment) = subject(model, target)?;
    let reply = rules::read_reply(text, finding, consignment, around.reference, around.now);
    Some((finding.clone(), reply))
}

/// Who confirmed and when, in a reply that was pasted whole; none where it has no name with its time.
///
/// # Errors
/// Why the reply is no confirmation.
pub fn confirmed_by(
    model: &Model,
    target: &Target,
    text: &str,
) -> Result<Option<(String, Option<crate::domain::Moment>)>, Text> {
    let Some((_, reply)) = read_reply(model, target, text).filter(|(_, reply)| reply.at.is_some())
    else {
        return Ok(None);
    };
    match reply.refusal() {
        Some(refusal) if reply.by.is_some() => Err(refusal),
        _ => Ok(reply.by.map(|by| (by, reply.at))),
    }
}

/// Takes a pasted reply: its value, who said it and when beside it, its text as proof; into the form,
/// or into the job on its own screen.
///
/// # Errors
/// What the reply lacks, or why it settles nothing.
pub fn reply(model: &mut Model, target: &Target, text: &str) -> Result<Vec<Effect>, Text> {
    let (finding, reply) = read_reply(model, target, text).ok_or("tui.read.reply")?;
    if let Some(refusal) = reply.refusal() {
        return Err(refusal);
    }
    if reply.by.is_none() {
        return Err("tui.read.by".into());
    }
    let around = around(&model.desk);
    let (_, consignment) = subject(model, target).ok_or("tui.read.reply")?;
    let before = Document::of(consignment.clone());
    let steps = reply
        .steps(&finding, consignment, around.now)
        .ok_or("tui.read.reply")?;
    let patched = patch::apply(&before.json, &patch::of_steps(&steps))
        .ok()
        .and_then(|json| Document::read(&json, around.reference, around.zone).ok())
        .ok_or("tui.read.reply")?;
    if model.screen != Screen::Form {
        let changed = before.patch_to(&patched).ok_or("tui.read.reply")?;
        let version = model.job.as_ref().map(|state| state.view.job.version);
        let job = target.job.clone().ok_or("tui.read.reply")?;
        let op = JobOp::Edit {
            patch: changed.to_string(),
            confirmed_by: None,
        };
        return Ok(step(model, &job, op, version));
    }
    let Some(form) = &mut model.form else {
        return Err("tui.read.reply".into());
    };
    for change in patch::difference(&form.document.json, &patched.json) {
        form.sources.insert(change.field.to_string(), Source::Typed);
    }
    form.put(patched, around);
    form.load_line();
    let said = Text::of("tui.said.replied")
        .with("value", &reply.value)
        .with("by", reply.by.as_deref().unwrap_or_default());
    model.say(Part::Good, &said);
    Ok(Vec::new())
}
