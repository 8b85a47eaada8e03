//! A reply pasted on a finding of the form, or of a job: read by the reader that the command line uses.

use super::around;
use super::doc::Document;
use super::origin::Source;
use super::send::{Said, answer_in_form};
use crate::client::replied::op_of;
use crate::domain::{AnswerBy, Consignment, Finding, Job, Moment, Text, TextArg};
use crate::json::patch;
use crate::protocol::JobOp;
use crate::rules;
use crate::tui::answers::on_job;
use crate::tui::effects::step;
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::Effect;
use crate::tui::popup::Target;
use crate::tui::screens::jobs;

/// The finding that is answered, the consignment that it is about, the form's or the job's, and the job
/// where it is on one.
fn subject<'m>(
    model: &'m Model,
    target: &Target,
) -> Option<(&'m Finding, &'m Consignment, Option<&'m Job>)> {
    let view = match model.screen {
        Screen::Form => None,
        Screen::Job => Some(&*model.job.as_ref()?.view),
        Screen::Queue | Screen::Jobs => Some(jobs::state(model).peeked.as_deref()?),
        _ => return None,
    };
    let (findings, consignment) = match view {
        None => {
            let form = model.form.as_deref()?;
            (&form.findings, &form.document.consignment)
        }
        Some(view) if target.job.as_ref() == Some(&view.job.job_no) => {
            (&view.findings, &view.job.consignment)
        }
        Some(_) => return None,
    };
    let finding = findings
        .iter()
        .find(|finding| finding.rule == target.rule && finding.at == target.field)?;
    // What is typed into a form stays there; an amendment is the job's own.
    let is_amended = finding.rule.as_str() == rules::CONFIRMED_IN_WRITING;
    let own = || model.form.as_deref()?.job().filter(|_| is_amended);
    let view = view.or_else(own);
    Some((finding, consignment, view.map(|view| &view.job)))
}

/// Reads a text as a reply to the finding; one that none of its values but only a party's word
/// settles, where only that is of interest.
pub(super) fn read(
    model: &Model,
    target: &Target,
    text: &str,
    only_word: bool,
) -> Option<rules::Reply> {
    let around = around(&model.desk);
    let (finding, consignment, _) = subject(model, target)?;
    let mut finding = finding.clone();
    if only_word {
        finding.answers = vec![AnswerBy::Customer];
    }
    let (reference, now) = (around.reference, around.now);
    Some(rules::read_reply(
        text,
        &finding,
        consignment,
        reference,
        now,
    ))
}

/// Takes a pasted reply as the command line does: its value with who said it and when beside it, else
/// the confirmation that it is; the whole text as proof, behind the basis that was typed with it.
///
/// # Errors
/// What the reply lacks, or why it settles nothing, in the reader's words.
pub fn reply(
    model: &mut Model,
    target: &Target,
    way: AnswerBy,
    text: &str,
    beside: Beside<'_>,
) -> Result<Vec<Effect>, Text> {
    let mut reply = read(model, target, text, false).ok_or("tui.said.no-finding")?;
    if let Some(refusal) = reply.refusal() {
        return Err(short(refusal));
    }
    if reply.by.is_none() {
        reply.by = beside.by.map(str::to_owned);
    }
    let by = reply.by.clone().ok_or("tui.read.by")?;
    reply.at = reply.at.or(beside.at);
    if let Some(basis) = beside.basis {
        reply.text = format!("{basis}: {}", reply.text);
    }
    let around = around(&model.desk);
    let (finding, consignment, job) = subject(model, target).ok_or("tui.said.no-finding")?;
    let mut ways = [way].into_iter().chain(finding.answers.iter().copied());
    let way = ways.find(|way| way.party().is_some());
    if let Some(job) = job {
        let party = way.and_then(AnswerBy::party);
        let op = op_of(job, finding, &reply, party, around.now).ok_or("tui.read.by")?;
        let version = (model.screen == Screen::Job).then_some(job.version);
        let job = job.job_no.clone();
        return Ok(match op {
            JobOp::Answer { .. } => on_job(model, job, op),
            op => step(model, &job, op, version),
        });
    }
    if let Some(steps) = reply.steps(finding, consignment, around.now) {
        return into_form(model, &patch::of_steps(&steps), &reply.value, &by);
    }
    let said = Said {
        by: &by,
        at: reply.at,
        reason: Some(&reply.text),
        until: reply.until,
    };
    let way = way.unwrap_or(AnswerBy::Customer);
    Ok(confirmed(model, target, way, said))
}

/// What is known besides the reply's own text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The person, where the reply names none.
    pub by: Option<&'a str>,
    /// When they said it.
    pub at: Option<Moment>,
    /// By what it came.
    pub basis: Option<&'a str>,
}

/// A party's confirmation, into the form that is no job yet, or on the job.
pub fn confirmed(model: &mut Model, target: &Target, way: AnswerBy, said: Said<'_>) -> Vec<Effect> {
    let Some(job) = &target.job else {
        answer_in_form(model, target, way, said);
        return Vec::new();
    };
    let op = JobOp::Answer {
        rule: target.rule.clone(),
        field: target.field.clone(),
        party: way.party(),
        by: said.by.to_owned(),
        at: said.at,
        reason: said.reason.map(str::to_owned),
        until: said.until,
    };
    on_job(model, job.clone(), op)
}

fn into_form(
    model: &mut Model,
    steps: &serde_json::Value,
    value: &str,
    by: &str,
) -> Result<Vec<Effect>, Text> {
    let around = around(&model.desk);
    let form = model.form.as_deref_mut().ok_or("tui.read.reply")?;
    let patched = patch::apply(&form.document.json, steps)
        .ok()
        .and_then(|json| Document::read(&json, around.reference, around.zone).ok())
        .ok_or("tui.read.reply")?;
    for change in patch::difference(&form.document.json, &patched.json) {
        form.sources.insert(change.field.to_string(), Source::Typed);
    }
    form.put(patched, around);
    form.load_line();
    let said = Text::of("tui.said.replied")
        .with("value", value)
        .with("by", by);
    model.say(Part::Good, &said);
    Ok(Vec::new())
}

/// A refusal with what it quotes cut: the words that it rests on, never a whole mail.
pub(super) fn short(mut refusal: Text) -> Text {
    for (_, arg) in &mut refusal.args {
        if let TextArg::Plain(text) = arg
            && text.chars().count() > QUOTED
        {
            let begun: String = text.chars().take(QUOTED - 1).collect();
            *text = format!("{begun}…");
        }
    }
    refusal
}

/// How many letters a refusal quotes.
const QUOTED: usize = 60;
