//! What a choice, a page or a dialog comes to once it is taken.

use crate::domain::job::ShippingStatus;
use crate::domain::{JobNo, Text};
use crate::json::write_consignment;
use crate::keymap::Action;
use crate::protocol::{JobOp, Request};

use super::effects::{ask, ask_and_wait, step};
use super::model::{Model, Screen};
use super::msg::{Effect, Purpose};
use super::popup::{Dialog, Menu, Offer, Popup, Then};
use super::screens::form;
use super::screens::{drafts, handover, import, job, voyage};
use super::widgets::line::Line;
use super::{answers, lookup, resume, update};

/// Does what a choice, a page or a dialog stands for.
pub fn run(model: &mut Model, then: Then) -> Vec<Effect> {
    match then {
        Then::Run(action) => update::act(model, action),
        Then::Section(section) => {
            form::go_to_section(model, section);
            Vec::new()
        }
        Then::Fix(finding, choice) => {
            form::apply_fix(model, &finding, choice);
            Vec::new()
        }
        Then::Answer(target, by) => {
            answers::ask_for(model, &target, by, None);
            Vec::new()
        }
        Then::Status(jobs, status) => status_of(model, &jobs, status),
        Then::Review(job, no, accept) => job::verdict(model, &job, no, accept, None),
        Then::ReviewNoted(job, no, accept) => {
            job::ask_for_note(model, job, no, accept);
            Vec::new()
        }
        Then::Papers(view) => {
            job::ask_for_papers(model, &view);
            Vec::new()
        }
        Then::Roll(jobs, to) => ask_and_wait(
            model,
            Purpose::Rolled,
            Request::Roll {
                jobs,
                to,
                reason: None,
            },
        ),
        Then::RollElsewhere(jobs, within) => {
            lookup::open_sailings(model, "", within, Then::RollTo(jobs));
            Vec::new()
        }
        Then::TakeOver(operator) => handover::take_over_of(model, operator),
        Then::Template(name) => ask_and_wait(
            model,
            Purpose::Template(name.clone()),
            Request::Template(name),
        ),
        Then::SaveTemplate(taken) => {
            let look = model.look;
            let title = look.say("tui.dialog.template");
            let dialog = Dialog::new(title, Then::NameTemplate(taken)).entry(
                look.say("tui.dialog.name"),
                "",
                String::new(),
            );
            model.popups.push(Popup::Dialog(dialog));
            Vec::new()
        }
        Then::ReplaceTemplate(name) => keep_template(model, name),
        Then::Asked(jobs) => answers::asked(model, jobs),
        Then::ImportColumn(place, fields) => import::correct(model, place, fields),
        Then::Discard => discard(model),
        Then::AllShipped(_) => voyage::mark_all(model),
        Then::Resume(place) => resume::go_on(model, *place),
        Then::Forget => resume::forget(model),
        Then::Answered(..)
        | Then::Confirm(_)
        | Then::Cancel(_)
        | Then::Amend
        | Then::Complete(..)
        | Then::Confirmed(_)
        | Then::Depart(_)
        | Then::NameTemplate(_)
        | Then::RollTo(_)
        | Then::Entry
        | Then::Filter
        | Then::ImportCarrier
        | Then::OpenJob => Vec::new(),
    }
}

/// What is done with an offer that was looked up for something else than the form's field.
pub fn looked_up(model: &mut Model, then: Then, offer: Offer) -> Vec<Effect> {
    let Some(sailing) = offer.sailing else {
        return Vec::new();
    };
    match then {
        Then::RollTo(jobs) => ask_and_wait(
            model,
            Purpose::RollPreview(Some(sailing.id.clone())),
            Request::RollPreview {
                jobs,
                to: Some(sailing.id),
            },
        ),
        Then::Entry => {
            if let Some(Popup::Dialog(dialog)) = model.popups.last_mut() {
                if let Some(entry) = dialog.entries.get_mut(dialog.focus) {
                    entry.line = Line::new(offer.label);
                    entry.sailing = Some(sailing.id);
                }
                dialog.focus = (dialog.focus + 1).min(dialog.entries.len() - 1);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn status_of(model: &mut Model, jobs: &[JobNo], status: ShippingStatus) -> Vec<Effect> {
    if let [job] = jobs {
        return step(model, job, JobOp::Status(status), None);
    }
    model.queue.marked.clear();
    jobs.iter()
        .flat_map(|job| {
            let request = Request::Job {
                job: job.clone(),
                op: JobOp::Status(status),
            };
            ask(Purpose::Said("tui.said.done"), request)
        })
        .collect()
}

/// Throws the form away, with its draft.
fn discard(model: &mut Model) -> Vec<Effect> {
    let draft = model.form.take().and_then(|form| form.draft.clone());
    model.go_back();
    draft.map_or_else(Vec::new, |draft| {
        ask(Purpose::Discarded, Request::DiscardDraft(draft))
    })
}

/// A template's consignment into the form: what the form already says stays.
pub fn use_template(model: &mut Model, consignment: &crate::domain::Consignment) {
    if model.form.is_none() {
        form::open_new(model);
    }
    let around = form::around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let mut merged = write_consignment(consignment);
    form::overlay(&mut merged, &form.document.json);
    if let Ok(document) = form::Document::read(&merged, around.reference, around.zone) {
        form.put(document, around);
        form::check(form, around);
        form::go_to_first_open(form);
        form.load_line();
    }
    model.go(Screen::Form);
}

/// A draft that waited for its job.
pub fn draft_of(model: &mut Model) {
    if let Some(draft) = model.drafts.opening.take() {
        drafts::fill(model, &draft);
    }
}

/// Keeps the form as a template of that name.
fn keep_template(model: &mut Model, name: String) -> Vec<Effect> {
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let consignment = Box::new(form.document.consignment.clone());
    ask(
        Purpose::Said("tui.said.template-kept"),
        Request::SaveTemplate { name, consignment },
    )
}

/// Keeps the form under a name; one that is taken may be a colleague's, and is asked about first.
pub fn name_template(model: &mut Model, name: String, taken: &[String]) -> Vec<Effect> {
    if !taken.contains(&name) {
        return keep_template(model, name);
    }
    let look = model.look;
    let title = look.render(&Text::of("tui.menu.template-taken").with("name", &name));
    let choices = vec![
        (look.say("tui.menu.no"), Then::Run(Action::AppRedraw)),
        (look.say("tui.menu.replace"), Then::ReplaceTemplate(name)),
    ];
    model.popups.push(Popup::Menu(Menu::new(title, choices)));
    Vec::new()
}
