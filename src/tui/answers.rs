//! Answering findings: who can, what must be said, and where it goes. And pages of text.

use crate::domain::{AnswerBy, Finding, Text};
use crate::i18n;
use crate::protocol::{JobOp, Request};

use super::effects::step;
use super::look::{Look, Part};
use super::model::{Model, Screen};
use super::msg::Effect;
use super::popup::{Dialog, Menu, Page, Popup, Target, Then};
use super::screens::form;
use super::words;

/// Offers the ways in which a finding can be answered; one alone is asked for at once.
pub fn offer(model: &mut Model, finding: &Finding, target: Target, ways: &[AnswerBy]) {
    let ways: Vec<AnswerBy> = ways
        .iter()
        .copied()
        .filter(|by| *by != AnswerBy::Fix && *by != AnswerBy::OriginalClerk)
        .collect();
    let look = model.look;
    match ways.as_slice() {
        [] if target.job.is_none() || matches!(model.screen, Screen::Form | Screen::Job) => {
            ask_for(
                model,
                &target,
                AnswerBy::Fix,
                Some(&look.render(&finding.message)),
            );
        }
        [] => model.say(Part::Warn, &Text::of("tui.said.only-fix")),
        [only] => ask_for(model, &target, *only, Some(&look.render(&finding.message))),
        several => {
            let choices = several
                .iter()
                .map(|by| {
                    (
                        words::word(&look, "answer-by", *by),
                        Then::Answer(target.clone(), *by),
                    )
                })
                .collect();
            model.popups.push(Popup::Menu(Menu::new(
                look.render(&finding.message),
                choices,
            )));
        }
    }
}

/// Asks for what an answer needs: a name and a reason, a note, a time.
pub fn ask_for(model: &mut Model, target: &Target, by: AnswerBy, about: Option<&str>) {
    let look = model.look;
    let title = format!("{} · {}", words::word(&look, "answer-by", by), target.rule);
    let mut dialog = Dialog::new(title, Then::Answered(target.clone(), by));
    dialog.about = about.map(str::to_owned).into_iter().collect();
    let dialog = match by {
        AnswerBy::Fix => dialog.entry(
            look.say("tui.dialog.reply"),
            "",
            look.say("tui.dialog.reply-hint"),
        ),
        AnswerBy::Later => dialog
            .entry(look.say("tui.dialog.until"), "", look.say("tui.hint.time"))
            .entry(
                look.say("tui.dialog.by"),
                "",
                look.say("tui.dialog.by-hint"),
            ),
        by if by.role().is_some() => dialog.entry(look.say("tui.dialog.note"), "", String::new()),
        _ => dialog
            .entry(
                look.say("tui.dialog.by"),
                "",
                look.say("tui.dialog.by-hint"),
            )
            .entry(
                look.say("tui.dialog.reason"),
                "",
                look.say("tui.dialog.reason-hint"),
            ),
    };
    model.popups.push(Popup::Dialog(dialog));
}

/// Sends an answer, or says what is missing.
///
/// # Errors
/// What is missing, or why a pasted reply settles nothing.
pub fn send(
    model: &mut Model,
    target: &Target,
    by: AnswerBy,
    dialog: &Dialog,
) -> Result<Vec<Effect>, Text> {
    let first = dialog.typed(0);
    let second = dialog.typed(1);
    if by == AnswerBy::Fix {
        let text = first.ok_or("tui.read.by")?;
        return form::reply(model, target, &text);
    }
    if by == AnswerBy::Later {
        let until = first
            .as_deref()
            .and_then(|text| form::time(text, model.desk.now))
            .ok_or("tui.read.time")?;
        let person = second.ok_or("tui.read.by")?;
        let Some(job) = &target.job else {
            let until = crate::json::moment_text(&until);
            let said = form::Said {
                by: &person,
                at: None,
                reason: None,
            };
            form::answer_in_form(model, target, by, said, Some(&until));
            return Ok(Vec::new());
        };
        let op = JobOp::Defer {
            rule: target.rule.clone(),
            field: target.field.clone(),
            until,
            by: person,
        };
        return Ok(on_job(model, job.clone(), op));
    }
    if by.role().is_some() {
        let Some(job) = &target.job else {
            return Err("tui.read.store-first".into());
        };
        let op = JobOp::Approve {
            rule: target.rule.clone(),
            field: target.field.clone(),
            note: first,
        };
        return Ok(on_job(model, job.clone(), op));
    }
    let (person, at, reason) = match (first, second) {
        // The whole reply pasted where the name goes: “可以, Mary 11:40”.
        (Some(text), None) => {
            let (person, at) =
                form::confirmed_by(model, target, &text)?.ok_or("tui.read.reason")?;
            (person, at, text)
        }
        (first, second) => (
            first.ok_or("tui.read.by")?,
            None,
            second.ok_or("tui.read.reason")?,
        ),
    };
    let Some(job) = &target.job else {
        let said = form::Said {
            by: &person,
            at,
            reason: Some(&reason),
        };
        form::answer_in_form(model, target, by, said, None);
        return Ok(Vec::new());
    };
    let op = JobOp::Answer {
        rule: target.rule.clone(),
        field: target.field.clone(),
        party: by.party(),
        by: person,
        at,
        reason: Some(reason),
    };
    Ok(on_job(model, job.clone(), op))
}

/// An answer on a job. From the form, which goes on: its changes are stored first, since an answer
/// is bound to the values that it was given on.
fn on_job(model: &mut Model, job: crate::domain::JobNo, op: JobOp) -> Vec<Effect> {
    let in_form = model
        .form
        .as_deref()
        .filter(|_| model.screen == Screen::Form)
        .is_some_and(|form| form.job().is_some());
    if !in_form {
        return step(model, &job, op, None);
    }
    let mut effects = Vec::new();
    if let Some(form) = model.form.as_deref()
        && let Some(patch) = form.base.patch_to(&form.document)
        && let Some(view) = form.job()
    {
        effects.push(Effect::Ask {
            purpose: super::msg::Purpose::Store { book: false },
            request: Request::Job {
                job: job.clone(),
                op: JobOp::Edit {
                    patch: patch.to_string(),
                    confirmed_by: None,
                },
            },
            version: Some(view.job.version),
        });
    }
    effects.extend(super::effects::ask(
        super::msg::Purpose::Store { book: false },
        Request::Job { job, op },
    ));
    effects
}

/// Shows a page of text.
pub fn show_page(model: &mut Model, title: &str, lines: Vec<String>, then: Option<Then>) {
    let title = if title.starts_with("tui.") {
        model.look.say(title)
    } else {
        title.to_owned()
    };
    model.popups.push(Popup::Page(Page {
        title,
        lines,
        top: 0,
        then,
        copied: None,
    }));
}

/// A field's name as the form has it: `/cargo/1/gross_kg` is “Gross weight 2”.
pub fn field_name(look: &Look, pointer: &str) -> String {
    i18n::argument(look.lang, &i18n::field_name(pointer))
}
