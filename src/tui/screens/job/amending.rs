//! Amendments seen through (3.4d): the customer's written confirmation and the charges, then the
//! review by the original clerk; the departments are told as it comes into force.

use crate::domain::job::{Amendment, AmendmentState};
use crate::domain::{JobNo, JobView, Pointer, Role, RuleId, Text};
use crate::protocol::JobOp;
use crate::rules;
use crate::tui::amendments;
use crate::tui::effects::step;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::msg::Effect;
use crate::tui::popup::{Dialog, Menu, Popup, Target, Then};
use crate::tui::screens::{form, jobs};

/// What a job's pending amendment needs next: its papers, or its review.
pub fn next(model: &mut Model, view: &JobView) -> Vec<Effect> {
    match view.job.amendment_to_complete() {
        Some(amendment) if !amendment.is_complete() => papers(model, view, amendment),
        _ => review(model, view),
    }
    Vec::new()
}

/// Offers to accept or reject the job's pending amendment; one that lacks its papers to be completed,
/// or rejected as it is.
pub fn review(model: &mut Model, view: &JobView) {
    let waiting = view
        .job
        .pending_amendments()
        .find(|amendment| amendment.is_complete())
        .or_else(|| view.job.amendment_to_complete());
    let Some(amendment) = waiting else {
        model.say(Part::Dim, &Text::of("tui.said.no-amendment"));
        return;
    };
    let look = model.look;
    let job = view.job.job_no.clone();
    let verdict = |accept: bool| {
        // Whoever is not the original clerk notes the absence; a refusal says why.
        if needs_note(model, view, accept) {
            Then::ReviewNoted(job.clone(), amendment.no, accept)
        } else {
            Then::Review(job.clone(), amendment.no, accept)
        }
    };
    let first = if amendment.is_complete() {
        (look.say("tui.menu.accept"), verdict(true))
    } else {
        (
            look.say("tui.menu.complete"),
            Then::Papers(Box::new(view.clone())),
        )
    };
    let choices = vec![first, (look.say("tui.menu.reject"), verdict(false))];
    let title = format!("{} {job}", look.say("tui.menu.review"));
    let menu = Menu::new(title, choices).about(about(model, amendment));
    model.popups.push(Popup::Menu(menu));
}

/// Whether a verdict is given with a note: a rejection says why, and the route manager who reviews
/// for the original clerk notes the clerk's absence.
fn needs_note(model: &Model, view: &JobView, accept: bool) -> bool {
    let own = model.desk.me() == Some(&view.job.clerk);
    let stands_in = model
        .desk
        .operator
        .as_ref()
        .is_some_and(|operator| operator.has(Role::RouteManager));
    !accept || (!own && stands_in)
}

/// What changes beside what was, and what came with it.
fn about(model: &Model, amendment: &Amendment) -> Vec<String> {
    let look = &model.look;
    let width = usize::from(look.width);
    let mut lines = crate::tui::draw::wrapped(&amendments::headline(look, amendment), width);
    lines.extend(amendments::changes(look, &amendment.changes));
    lines
}

/// Asks for the papers of the amendment that lacks them.
pub fn ask_for_papers(model: &mut Model, view: &JobView) {
    if let Some(amendment) = view.job.amendment_to_complete() {
        papers(model, view, amendment);
    }
}

fn papers(model: &mut Model, view: &JobView, amendment: &Amendment) {
    let look = model.look;
    let given = amendments::Papers {
        confirmation: amendment.confirmation.clone(),
        confirmed_by: amendment
            .confirmed_by
            .clone()
            .or_else(|| view.job.consignment.principal.contact.clone()),
        charges: amendment.charges.clone(),
    };
    let title = look.render(
        &Text::of("tui.dialog.complete")
            .with("no", amendment.no)
            .with("job", &view.job.job_no),
    );
    let then = Then::Complete(
        view.job.job_no.clone(),
        view.job.version,
        amendment.patch.clone(),
    );
    let dialog = given.ask(&look, title, then, about(model, amendment));
    model.popups.push(Popup::Dialog(dialog));
}

/// Sends the papers of a pending amendment.
///
/// # Errors
/// What is missing or cannot be read, or why a pasted reply confirms nothing.
pub fn complete(
    model: &mut Model,
    job: &JobNo,
    version: u64,
    patch: String,
    dialog: &Dialog,
) -> Result<Vec<Effect>, Text> {
    let mut papers = amendments::Papers::of(dialog)?;
    if let Some(text) = papers.confirmation.clone()
        && let Some(target) = waiting(model, job, &patch)
    {
        papers.confirmed_by = form::writer(model, &target, &text)?.or(papers.confirmed_by);
    }
    if papers.confirmation.is_none() && papers.charges.is_none() {
        return Err("tui.read.papers".into());
    }
    let op = JobOp::Amend {
        // Its own patch again says which of those that wait it is for.
        patch,
        confirmation: papers.confirmation,
        confirmed_by: papers.confirmed_by,
        charges: papers.charges,
    };
    Ok(step(model, job, op, Some(version)))
}

/// What a written confirmation of a job's waiting amendment answers.
fn waiting(model: &Model, job: &JobNo, patch: &str) -> Option<Target> {
    let view = match &model.job {
        Some(state) if state.view.job.job_no == *job => &state.view,
        _ => jobs::state(model).peeked.as_ref()?,
    };
    let amendments = view.job.amendments.iter();
    let index = amendments
        .clone()
        .rposition(|known| known.state == AmendmentState::Pending && known.patch == patch)?;
    Some(Target {
        job: Some(job.clone()),
        rule: RuleId::of(rules::CONFIRMED_IN_WRITING),
        field: Some(Pointer::new(format!("/amendments/{index}"))),
    })
}

/// Asks for the note of a verdict.
pub fn ask_for_note(model: &mut Model, job: JobNo, no: u32, accept: bool) {
    let look = model.look;
    let (title, hint) = if accept {
        ("tui.menu.accept", "tui.dialog.absence-hint")
    } else {
        ("tui.menu.reject", "tui.dialog.reject-hint")
    };
    let title = format!("{} · {job}", look.say(title));
    let dialog = Dialog::new(title, Then::ReviewNoted(job, no, accept)).entry(
        look.say("tui.dialog.note"),
        "",
        look.say(hint),
    );
    model.popups.push(Popup::Dialog(dialog));
}

/// A verdict on an amendment, with its note.
pub fn verdict(
    model: &mut Model,
    job: &JobNo,
    no: u32,
    accept: bool,
    note: Option<String>,
) -> Vec<Effect> {
    step(model, job, JobOp::Review { no, accept, note }, None)
}
