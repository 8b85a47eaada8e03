//! Once a burst of keys is in: the rules run, the desk is asked for what they lack, the draft kept.

use super::origin::{Around, Origin};
use super::panel::looks_at;
use super::rows::Row;
use super::state::Form;
use super::{around, beside};
use crate::domain::{DraftId, Text};
use crate::keymap::{Action, Context};
use crate::protocol::{CheckStage, Request};
use crate::rules::{self, Facts};
use crate::tui::effects::ask;
use crate::tui::look::{Look, Part};
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};

/// Runs the rules on the form as it stands.
pub fn check(form: &mut Form, around: Around<'_>) {
    form.unchecked = false;
    let job = form.job().map(|view| view.job.clone());
    let facts = Facts {
        now: around.now,
        stage: job.as_ref().map_or(CheckStage::Draft, CheckStage::of),
        reference: around.reference,
        sailings: &form.facts.sailings,
        look_alikes: &form.facts.look_alikes,
        booked_sailing: form.facts.booked_sailing.as_ref(),
        answers: job.as_ref().map_or(&[], |job| &job.answers),
        job: job.as_ref(),
        duplicates: &form.facts.duplicates,
    };
    let findings = rules::check(&form.document.consignment, &facts);
    form.panel.take(&findings);
    form.findings = findings;
    let line = (form.line.clone(), form.touched);
    form.lay_out(around);
    (form.line, form.touched) = line;
}

/// Checks what was changed, and with it which fields there are: before a key acts on them, so that a
/// burst goes where the same keys go one by one. Without the facts a chosen sailing would look
/// unknown: where it is not known here, the check waits for them.
pub(super) fn check_now(form: &mut Form, around: Around<'_>) {
    if form.unchecked && form.knows_sailing() {
        check(form, around);
    }
}

/// After a burst: checks, asks for facts, keeps the draft; each once, and never two on their way.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if form.facts_asked < form.revision && model.screen == Screen::Form {
        form.facts_asked = form.revision;
        effects.extend(ask(
            Purpose::Facts(form.revision),
            Request::FormFacts {
                consignment: Box::new(form.document.consignment.clone()),
                job: form.job().map(|view| view.job.job_no.clone()),
            },
        ));
    }
    check_now(form, around);
    if form.kept < form.revision && !form.keeping {
        effects.extend(keep(form));
    }
    if let Some(form) = &mut model.form {
        let look = model.look;
        turn_page(form, &look);
        form.panel.lay(beside::room(&look), |finding| {
            beside::lines_of(&look, finding).len()
        });
    }
    effects
}

/// Where the page is turned the findings are put in order anew, those of its fields first: everything
/// is painted then anyway. Until the next turn each keeps its place.
fn turn_page(form: &mut Form, look: &Look) {
    let (top, rows) = super::view::page_of(form, look);
    if top != form.top || form.panel.is_unlaid() {
        form.top = top;
        let pointers: Vec<String> = form.rows[rows].iter().map(Row::pointer).collect();
        form.panel
            .settle(|finding| pointers.iter().any(|pointer| looks_at(finding, pointer)));
    }
}

/// Keeps a draft with what is being typed in the field, and leaves the field as it is.
pub fn keep_typed(model: &mut Model) -> Vec<Effect> {
    let around = around(&model.desk);
    match model.form.as_deref_mut() {
        Some(form) if form.touched && !form.keeping => {
            let mut whole = form.clone();
            whole.commit(around);
            keep_as(form, super::draft_content(&whole))
        }
        _ => Vec::new(),
    }
}

/// Keeps the draft because it was asked for: says so, and which key makes a job of the form. Nothing
/// that was said before is lost by it, and the field stays as it is.
pub fn keep_on_request(model: &mut Model) -> Vec<Effect> {
    let changed = model.form.as_deref().is_some_and(Form::is_changed);
    if changed
        && model
            .notice
            .as_ref()
            .is_none_or(|said| said.part == Part::Dim)
    {
        let text = kept_text(model);
        model.say(Part::Dim, &text);
    }
    keep_typed(model)
}

fn kept_text(model: &Model) -> Text {
    let key = model.keyboard.key_text(Context::Form, Action::FormSave);
    Text::of("tui.said.kept-now").with("key", key.unwrap_or_default())
}

/// Takes away what was said of a draft kept on request.
pub fn unsay_kept(model: &mut Model) {
    let said = model.look.render(&kept_text(model));
    if model
        .notice
        .as_ref()
        .is_some_and(|notice| notice.text == said)
    {
        model.notice = None;
    }
}

/// Keeps the form as a draft.
fn keep(form: &mut Form) -> Vec<Effect> {
    let content = super::draft_content(form);
    keep_as(form, content)
}

fn keep_as(form: &mut Form, content: String) -> Vec<Effect> {
    form.keeping = true;
    form.kept = form.revision;
    let job = form.job().map(|view| view.job.job_no.clone());
    // Named here, not by the answer: a second save that leaves before it must not become a second draft.
    let name = || DraftId::new(format!("D{:08x}", uuid::Uuid::new_v4().as_fields().0));
    let draft = form.draft.get_or_insert_with(name).clone();
    ask(
        Purpose::Draft,
        Request::SaveDraft {
            draft: Some(draft),
            job,
            content,
        },
    )
}

/// Takes what is typed and keeps the draft, if anything was changed: when leaving.
pub fn draft_now(model: &mut Model) -> Vec<Effect> {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    let touched = form.touched;
    form.commit(around);
    let blank = matches!(form.origin, Origin::New) && form.document.json == form.base.json;
    if blank || (!touched && form.kept == form.revision) || form.document.json == form.base.json {
        return Vec::new();
    }
    keep(form)
}
