//! The form to the desk: stored, changed, booked, amended; remedies and answers into it.

use serde_json::{Value, json};

use super::around;
use super::named::written_by;
use super::origin::{Origin, Source};
use super::state::Form;
use crate::domain::consignment::AnswerParty;
use crate::domain::{AnswerBy, JobView, Pointer, Role, Text};
use crate::json::{moment_text, patch};
use crate::keymap::Action;
use crate::protocol::{JobOp, Request};
use crate::rules;
use crate::tui::amendments::{self, Papers};
use crate::tui::effects::ask;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Popup, Target, Then};

/// Stores the form as a job, or its changes; then books it, if that is wanted.
pub fn save(model: &mut Model, book: bool) -> Vec<Effect> {
    super::act::leave(model, |_| {});
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    if let Some((pointer, (_, wrong))) = form.unread.iter().next() {
        let (pointer, wrong) = (pointer.clone(), *wrong);
        form.go_to(&pointer);
        form.load_line();
        model.say(Part::Block, &Text::of(wrong));
        return Vec::new();
    }
    let (request, version) = match &form.origin {
        Origin::New => (
            Request::New {
                consignment: Box::new(form.document.consignment.clone()),
                draft: form.draft.clone(),
            },
            None,
        ),
        Origin::Job(view) => {
            let Some(patch) = form.base.patch_to(&form.document) else {
                let view = view.clone();
                return if book {
                    book_job(model, &view)
                } else {
                    unchanged(model)
                };
            };
            if view.job.is_booked() && is_change_of_what_was_said(form) {
                return amend(model);
            }
            (
                Request::Job {
                    job: view.job.job_no.clone(),
                    op: JobOp::Edit {
                        patch: patch.to_string(),
                        confirmed_by: None,
                    },
                },
                Some(view.job.version),
            )
        }
    };
    let purpose = Purpose::Store { book };
    model.awaiting = Some(purpose.clone());
    vec![Effect::Ask {
        purpose,
        request,
        version,
    }]
}

/// Whether the changes say something else than was said, rather than fill in what was open. The
/// desk decides the same; here it decides which way to offer.
fn is_change_of_what_was_said(form: &Form) -> bool {
    form.changes().iter().any(|change| {
        let field = change.field.as_str();
        let free = field.contains("/vgm")
            || ["/filings", "/charges", "/completed"]
                .iter()
                .any(|open| field.starts_with(open));
        change.from.is_some() && !free
    })
}

fn unchanged(model: &mut Model) -> Vec<Effect> {
    model.say(Part::Dim, &Text::of("tui.said.unchanged"));
    Vec::new()
}

fn book_job(model: &mut Model, view: &JobView) -> Vec<Effect> {
    model.awaiting = Some(Purpose::BookForm);
    vec![Effect::Ask {
        purpose: Purpose::BookForm,
        request: Request::Job {
            job: view.job.job_no.clone(),
            op: JobOp::Book,
        },
        version: Some(view.job.version),
    }]
}

/// The form has been stored.
pub fn stored(model: &mut Model, view: JobView, then_book: bool) -> Vec<Effect> {
    let around = around(&model.desk);
    let job_no = view.job.job_no.clone();
    let mut effects = Vec::new();
    if let Some(form) = &mut model.form {
        if let (Origin::Job(_), Some(draft)) = (&form.origin, form.draft.take()) {
            effects.extend(ask(Purpose::Quiet, Request::DiscardDraft(draft)));
        }
        form.draft = None;
        form.follow(view.clone(), around);
    }
    if then_book {
        effects.extend(book_job(model, &view));
        return effects;
    }
    let blocks = crate::domain::Counts::of(&view.findings).block;
    let said = if blocks == 0 {
        "tui.said.stored"
    } else {
        "tui.said.stored-open"
    };
    let part = if blocks == 0 { Part::Good } else { Part::Warn };
    model.say(
        part,
        &Text::of(said).with("job", &job_no).with("blocks", blocks),
    );
    effects
}

/// Asks for what an amendment needs (3.4d), and shows what changes beside what was.
fn amend(model: &mut Model) -> Vec<Effect> {
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let look = model.look;
    let lines = amendments::changes(&look, &form.changes());
    // What was given for it before, where a colleague's change came first.
    let known = form.papers.clone().unwrap_or_else(|| Papers {
        confirmed_by: form.document.consignment.principal.contact.clone(),
        ..Papers::default()
    });
    let title = look.say("tui.dialog.amend");
    let dialog = known.ask(&look, title, Then::Amend, lines);
    model.popups.push(Popup::Dialog(dialog));
    Vec::new()
}

/// Sends the form's changes as an amendment.
///
/// # Errors
/// Why the reply that was pasted as its confirmation is none of it.
pub fn send_amendment(model: &mut Model, mut papers: Papers) -> Result<Vec<Effect>, Text> {
    let around = super::around(&model.desk);
    let Some(form) = model.form.as_deref_mut() else {
        return Ok(Vec::new());
    };
    form.papers = Some(papers.clone());
    let (Some(view), Some(patch)) = (form.job(), form.base.patch_to(&form.document)) else {
        return Ok(Vec::new());
    };
    let patch = patch.to_string();
    if let Some(text) = &papers.confirmation {
        let (consignment, reference) = (&view.job.consignment, around.reference);
        let asked = rules::proposed_amendment(&patch, &form.changes(), consignment, reference);
        let reply = rules::read_reply(text, &asked, consignment, reference, around.now);
        papers.confirmed_by = written_by(&reply)?.or(papers.confirmed_by);
    }
    let request = Request::Job {
        job: view.job.job_no.clone(),
        op: JobOp::Amend {
            patch,
            confirmation: papers.confirmation,
            confirmed_by: papers.confirmed_by,
            charges: papers.charges,
        },
    };
    let version = Some(view.job.version);
    let purpose = Purpose::Step(view.job.job_no.clone());
    model.awaiting = Some(purpose.clone());
    Ok(vec![Effect::Ask {
        purpose,
        request,
        version,
    }])
}

/// Applies one of a finding's remedies to the form.
pub fn apply_fix(model: &mut Model, finding: &str, choice: usize) {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let found = form.findings.iter().find(|known| known.id() == finding);
    let Some(fix) = found.and_then(|found| found.fixes.get(choice)).cloned() else {
        return;
    };
    let patched = patch::apply(&form.document.json, &patch::of_steps(&fix.patch))
        .map_err(|error| error.to_string())
        .and_then(|json| {
            super::Document::read(&json, around.reference, around.zone)
                .map_err(|error| error.to_string())
        });
    match patched {
        Ok(document) => {
            for change in patch::difference(&form.document.json, &document.json) {
                form.sources.insert(change.field.to_string(), Source::Fix);
            }
            form.put(document, around);
            form.load_line();
            let label = model.look.render(&fix.label);
            model.say(Part::Good, &Text::of("tui.said.fixed").with("what", label));
        }
        Err(error) => model.say(
            Part::Block,
            &Text::of("tui.said.fix-unfit").with("error", error),
        ),
    }
}

/// Who said what, and when where it is known.
pub struct Said<'a> {
    /// The person.
    pub by: &'a str,
    /// When; now where nothing says so.
    pub at: Option<crate::domain::Moment>,
    /// By what.
    pub reason: Option<&'a str>,
    /// Until when it is put off, or a cut-off extended.
    pub until: Option<crate::domain::Moment>,
}

/// Writes an answer into a form that is no job yet; it is bound to the job once that is stored.
pub fn answer_in_form(model: &mut Model, target: &Target, by: AnswerBy, said: Said<'_>) {
    let around = around(&model.desk);
    let at = moment_text(&said.at.unwrap_or(around.now));
    let Some(form) = &mut model.form else {
        return;
    };
    let mut answers = form
        .document
        .at("/answers")
        .as_array()
        .cloned()
        .unwrap_or_default();
    answers.push(json!({
        "rule": target.rule.as_str(),
        "field": target.field.as_ref().map(Pointer::as_str),
        "party": by.party().map(AnswerParty::as_str),
        "role": by.role().map(Role::as_str),
        "until": said.until.as_ref().map(moment_text),
        "by": said.by,
        "at": at,
        "reason": said.reason,
    }));
    form.set(
        &[("/answers".to_owned(), Value::Array(answers))],
        &Source::Typed,
        around,
    );
}

/// Notes who confirmed a value that the clerk filled in (3.2o).
pub fn confirm_completed(model: &mut Model, pointer: &str, by: &str) {
    let around = around(&model.desk);
    let now = moment_text(&around.now);
    let Some(form) = &mut model.form else {
        return;
    };
    let mut completed = form
        .document
        .at("/completed")
        .as_array()
        .cloned()
        .unwrap_or_default();
    completed.retain(|entry| entry["field"].as_str() != Some(pointer));
    completed.push(json!({"field": pointer, "by": by, "at": now}));
    form.set(
        &[("/completed".to_owned(), Value::Array(completed))],
        &Source::Typed,
        around,
    );
    super::act::act(model, Action::FormNext);
}
