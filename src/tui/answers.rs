//! Answering findings: who can, what must be said, and where it goes. And pages of text.

use crate::domain::{AnswerBy, Finding, JobNo, Text};
use crate::i18n;
use crate::protocol::{JobOp, Request};

use super::effects::step;
use super::look::Look;
use super::model::{Model, Screen};
use super::msg::Effect;
use super::popup::{Dialog, Menu, Page, Popup, Target, Then};
use super::screens::form::{self, Beside};
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
        [] => ask_for(
            model,
            &target,
            AnswerBy::Fix,
            Some(&look.render(&finding.message)),
        ),
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
            )
            .entry(
                look.say("tui.dialog.reply"),
                "",
                look.say("tui.dialog.reply-hint"),
            ),
        by if by.role().is_some() => dialog.entry(look.say("tui.dialog.note"), "", String::new()),
        _ => dialog
            .entry(
                look.say("tui.dialog.by"),
                "",
                look.say("tui.dialog.by-or-reply-hint"),
            )
            .entry(
                look.say("tui.dialog.reason"),
                "",
                look.say("tui.dialog.reason-hint"),
            ),
    };
    model.popups.push(Popup::Dialog(dialog));
}

/// Whether Enter in a field that is not the last sends the dialog: what puts off is all there, or a
/// reply was pasted where the time goes.
pub fn is_all_there(model: &Model, dialog: &Dialog) -> bool {
    let Then::Answered(_, AnswerBy::Later) = dialog.then else {
        return false;
    };
    let typed = dialog.typed(dialog.focus);
    match dialog.focus {
        0 => typed.is_some_and(|text| is_no_time(model, &text)),
        1 => typed.is_some(),
        _ => true,
    }
}

/// The field that a refused dialog goes to: the one for a name, where a reply stands in it.
pub fn at_fault(model: &Model, dialog: &Dialog) -> Option<usize> {
    let Then::Answered(target, by) = &dialog.then else {
        return None;
    };
    by.party()?;
    let first = dialog.typed(0)?;
    form::person(model, target, &first).is_none().then_some(0)
}

/// Whether a text where a time goes is something else than a time written wrongly.
fn is_no_time(model: &Model, text: &str) -> bool {
    form::time(text, model.desk.now).is_none() && text.chars().any(char::is_alphabetic)
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
        return form::reply(model, target, by, &text, Beside::default());
    }
    if by == AnswerBy::Later {
        return put_off(model, target, dialog);
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
    confirm(model, target, by, first, second)
}

/// A party's word: a reply that was pasted into either field, or a name and by what it came.
fn confirm(
    model: &mut Model,
    target: &Target,
    by: AnswerBy,
    first: Option<String>,
    second: Option<String>,
) -> Result<Vec<Effect>, Text> {
    let Some(first) = first else {
        let text = second.ok_or("tui.read.by")?;
        return match form::person(model, target, &text) {
            Some(_) => Err("tui.read.by".into()),
            None => form::reply(model, target, by, &text, Beside::default()),
        };
    };
    let Some((person, at)) = form::person(model, target, &first) else {
        let basis = second.as_deref();
        let beside = Beside {
            basis,
            ..Beside::default()
        };
        return form::reply(model, target, by, &first, beside);
    };
    let reason = second.ok_or("tui.read.reason")?;
    if form::basis(model, target, &reason)? {
        let beside = Beside {
            by: Some(&person),
            at,
            basis: None,
        };
        return form::reply(model, target, by, &reason, beside);
    }
    let said = form::Said {
        by: &person,
        at,
        reason: Some(&reason),
        until: None,
    };
    Ok(form::confirmed(model, target, by, said))
}

/// Puts a finding off until a time, by a name; or takes the reply that was pasted into any of the
/// fields.
fn put_off(model: &mut Model, target: &Target, dialog: &Dialog) -> Result<Vec<Effect>, Text> {
    let (first, second, reply) = (dialog.typed(0), dialog.typed(1), dialog.typed(2));
    let replied = |model: &mut Model, text: &str| {
        form::reply(model, target, AnswerBy::Later, text, Beside::default())
    };
    if let Some(text) = reply {
        return replied(model, &text);
    }
    let until = first
        .as_deref()
        .and_then(|text| form::time(text, model.desk.now));
    if let Some(text) = first.filter(|text| is_no_time(model, text)) {
        // A word that is neither: what goes here is said.
        let is_word = !text.contains(char::is_whitespace);
        let taken = replied(model, &text);
        return taken.map_err(|why| if is_word { "tui.read.time".into() } else { why });
    }
    let person = match second {
        Some(text) => match form::person(model, target, &text) {
            Some((person, _)) => Some(person),
            None => return replied(model, &text),
        },
        None => None,
    };
    let until = until.ok_or("tui.read.time")?;
    let person = person.ok_or("tui.read.by")?;
    let Some(job) = &target.job else {
        let said = form::Said {
            by: &person,
            at: None,
            reason: None,
            until: Some(until),
        };
        form::answer_in_form(model, target, AnswerBy::Later, said);
        return Ok(Vec::new());
    };
    let op = JobOp::Defer {
        rule: target.rule.clone(),
        field: target.field.clone(),
        until,
        by: person,
    };
    Ok(on_job(model, job.clone(), op))
}

/// An answer on a job. From the form, which goes on: its changes are stored first, since an answer
/// is bound to the values that it was given on.
pub fn on_job(model: &mut Model, job: JobNo, op: JobOp) -> Vec<Effect> {
    let in_form = model
        .form
        .as_deref()
        .filter(|_| model.screen == Screen::Form)
        .is_some_and(|form| form.job().is_some());
    if !in_form {
        return step(model, &job, op, None);
    }
    let mut effects: Vec<Effect> = form_stored(model, &job).into_iter().collect();
    effects.extend(super::effects::ask(
        super::msg::Purpose::Store { book: false },
        Request::Job { job, op },
    ));
    effects
}

/// The changes of the open form of a job, stored; none where there are none.
fn form_stored(model: &Model, job: &JobNo) -> Option<Effect> {
    let form = model.form.as_deref()?;
    let view = form.job().filter(|view| view.job.job_no == *job)?;
    let patch = form.base.patch_to(&form.document)?;
    Some(Effect::Ask {
        purpose: super::msg::Purpose::Store { book: false },
        request: Request::Job {
            job: job.clone(),
            op: JobOp::Edit {
                patch: patch.to_string(),
                confirmed_by: None,
            },
        },
        version: Some(view.job.version),
    })
}

/// Marks as asked what was sent. What a form asked as it stands is stored first, so that the job has
/// the questions that are marked; a booked job's form waits for its amendment.
pub fn asked(model: &Model, jobs: Vec<(JobNo, Vec<String>)>) -> Vec<Effect> {
    let form = model
        .form
        .as_deref()
        .filter(|_| model.screen == Screen::Form);
    let open = form
        .and_then(form::Form::job)
        .filter(|view| !view.job.is_booked());
    let mut effects: Vec<Effect> = open
        .filter(|view| jobs.iter().any(|(job, _)| *job == view.job.job_no))
        .and_then(|view| form_stored(model, &view.job.job_no))
        .into_iter()
        .collect();
    let said = super::msg::Purpose::Said("tui.said.asked");
    effects.extend(super::effects::ask(said, Request::Asked { jobs }));
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
