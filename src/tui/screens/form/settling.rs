//! Settling findings from the form: remedies, answers, questions, who confirmed what.

use super::act::leave;
use super::around;
use super::open::findings_here;
use super::origin::Source;
use super::send::apply_fix;
use super::settle::check_now;
use super::state::Form;
use crate::domain::{AnswerBy, Pointer, Text};
use crate::keymap::Action;
use crate::protocol::{AskLine, Request};
use crate::tui::answers;
use crate::tui::effects::ask;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Purpose};
use crate::tui::pages;
use crate::tui::popup::{Dialog, Menu, Popup, Target, Then};
use crate::tui::screens::job;

/// Applies the remedy of the finding at the caret; of several, one is chosen.
pub(super) fn fix(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let Some(finding) = model
        .form
        .as_deref()
        .and_then(|form| findings_here(form, true))
        .cloned()
    else {
        model.say(Part::Dim, &Text::of("tui.said.no-finding"));
        return Vec::new();
    };
    match finding.fixes.as_slice() {
        [] => model.say(Part::Dim, &Text::of("tui.said.no-fix")),
        [_] => apply_fix(model, &finding.id(), 0),
        several => {
            let choices = several
                .iter()
                .enumerate()
                .map(|(at, fix)| (model.look.render(&fix.label), Then::Fix(finding.id(), at)))
                .collect();
            let menu = Menu::new(model.look.render(&finding.message), choices);
            model.popups.push(Popup::Menu(menu));
        }
    }
    Vec::new()
}

/// The finding at the caret in full.
pub(super) fn clause(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let finding = model
        .form
        .as_deref()
        .and_then(|form| findings_here(form, true))
        .cloned();
    match finding {
        Some(finding) => pages::clause(model, &finding),
        None => model.say(Part::Dim, &Text::of("tui.said.no-finding")),
    }
    Vec::new()
}

/// Offers to answer the finding at the caret.
pub(super) fn answer(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let Some(finding) = findings_here(form, true).cloned() else {
        model.say(Part::Dim, &Text::of("tui.said.no-finding"));
        return Vec::new();
    };
    let target = Target {
        job: form.job().map(|view| view.job.job_no.clone()),
        rule: finding.rule.clone(),
        field: finding.at.clone(),
    };
    let ways: Vec<AnswerBy> = finding.answers.clone();
    answers::offer(model, &finding, target, &ways);
    Vec::new()
}

/// One message with all open questions: of the form as it stands, whatever of it is stored.
pub(super) fn ask_questions(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let around = around(&model.desk);
    let Some(form) = model.form.as_deref_mut() else {
        return Vec::new();
    };
    check_now(form, around);
    if let Some(view) = form.job().filter(|_| !form.is_changed()) {
        let job_no = view.job.job_no.clone();
        return job::ask_questions(model, &[job_no]);
    }
    let known = AskLine::of(&form.document.consignment, &model.desk.reference);
    let view = form.job();
    let booking = view.and_then(|view| view.job.booking.as_ref());
    let line = AskLine {
        job: view.map(|view| view.job.job_no.clone()),
        clerk: view.map(|view| view.job.clerk.clone()),
        booking: booking.map(AskLine::numbers),
        findings: form
            .findings
            .iter()
            .filter(|finding| finding.is_open() && finding.ask.is_some())
            .cloned()
            .collect(),
        ..known
    };
    pages::questions(model, &[line]);
    Vec::new()
}

/// Who confirmed what the clerk filled in at the caret.
pub(super) fn confirmed(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let row = form.row();
    let contact = form
        .document
        .consignment
        .principal
        .contact
        .clone()
        .unwrap_or_default();
    let label = model.look.say(&row.field.label());
    let dialog = Dialog::new(
        model.look.say("tui.dialog.confirmed"),
        Then::Confirmed(row.pointer()),
    )
    .about(vec![format!("{label}: {}", form.text_of(row))])
    .entry(
        model.look.say("tui.dialog.by"),
        &contact,
        model.look.say("tui.dialog.by-hint"),
    );
    model.popups.push(Popup::Dialog(dialog));
    Vec::new()
}

/// Asks whether what was not saved is to go.
pub(super) fn discard(model: &mut Model) -> Vec<Effect> {
    let choices = vec![
        (
            model.look.say("tui.menu.keep"),
            Then::Run(Action::AppRedraw),
        ),
        (model.look.say("tui.menu.discard"), Then::Discard),
    ];
    let menu = Menu::new(model.look.say("tui.menu.discard-title"), choices);
    model.popups.push(Popup::Menu(menu));
    Vec::new()
}

/// Where the value at the caret comes from.
pub(super) fn why(model: &mut Model) -> Vec<Effect> {
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let row = form.row();
    let pointer = row.pointer();
    if let Some(view) = form.job() {
        return ask(
            Purpose::Why(model.look.say(&row.field.label())),
            Request::Why {
                job: view.job.job_no.clone(),
                field: Pointer::new(pointer),
            },
        );
    }
    let text = source_text(model, form, &pointer);
    answers::show_page(model, "tui.page.why", vec![text], None);
    Vec::new()
}

/// Where a value came from, in words.
pub fn source_text(model: &Model, form: &Form, pointer: &str) -> String {
    source_name(model, form.sources.get(pointer))
}

/// The same of a source.
pub(super) fn source_name(model: &Model, source: Option<&Source>) -> String {
    let text = match source {
        None => Text::of("tui.source.none"),
        Some(Source::Typed) => Text::of("tui.source.typed"),
        Some(Source::Sailing) => Text::of("tui.source.sailing"),
        Some(Source::Lookup) => Text::of("tui.source.lookup"),
        Some(Source::Fix) => Text::of("tui.source.fix"),
        Some(Source::Form) => Text::of("tui.source.form"),
        Some(Source::Job(job)) => Text::of("tui.source.job").with("job", job),
    };
    model.look.render(&text)
}
