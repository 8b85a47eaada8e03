//! The steps of the procedure, from the queue: opened where they are done, done at a key, and the
//! next item after them.

use crate::domain::job::{QueueAction, ShippingStatus};
use crate::domain::{JobLine, JobView, Stage, Text, TextArg};
use crate::keymap::Action;
use crate::protocol::{JobOp, Request};
use crate::tui::effects::{ask, ask_and_wait, step};
use crate::tui::look::{Look, Part};
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::screens::{form, job};
use crate::tui::{amendments, words};

/// Takes the item under the cursor in hand and opens it where its step is done; with `at_once`, a
/// step that needs nothing more is done right away.
pub fn take(model: &mut Model, at_once: bool) -> Vec<Effect> {
    // A step is for what is marked, opening for what is under the cursor.
    let line = if at_once {
        model.queue.subject()
    } else {
        model.queue.current()
    };
    let Some(line) = line.cloned() else {
        return Vec::new();
    };
    let chosen = model.queue.chosen();
    if at_once && chosen.len() > 1 {
        return step_of_marked(model);
    }
    if let Some(holder) = &line.holder
        && Some(holder) != model.desk.me()
    {
        model.say(
            Part::Warn,
            &Text::of("tui.said.held")
                .with("job", &line.job_no)
                .with("holder", holder),
        );
        return Vec::new();
    }
    if at_once && let Some(action @ (QueueAction::Book | QueueAction::Tell)) = line.action {
        model.working = false;
        let op = if action == QueueAction::Book {
            JobOp::Book
        } else {
            JobOp::Tell
        };
        return step(model, &line.job_no, op, Some(line.version));
    }
    if at_once {
        // The step asks for what it needs right here; the item is in hand while it does.
        model.working = false;
        model.stepping = Some(line.job_no.clone());
        let mut effects = ask(Purpose::Quiet, Request::Hold(line.job_no.clone()));
        effects.extend(ask_and_wait(
            model,
            Purpose::Act(line.job_no.clone(), Action::QueueStep),
            Request::Show(line.job_no),
        ));
        return effects;
    }
    model.working = true;
    let mut effects = ask(Purpose::Quiet, Request::Hold(line.job_no.clone()));
    effects.extend(ask_and_wait(
        model,
        Purpose::Next,
        Request::Show(line.job_no),
    ));
    effects
}

/// The next step of all marked lines, where it is the same and needs nothing more.
fn step_of_marked(model: &mut Model) -> Vec<Effect> {
    let lines = marked(model);
    let action = lines.first().and_then(|line| line.action);
    let same = lines.iter().all(|line| line.action == action);
    let op = match action {
        Some(QueueAction::Book) if same => JobOp::Book,
        Some(QueueAction::Tell) if same => JobOp::Tell,
        _ => return one_by_one(model),
    };
    do_all(model, &lines, |line| op_request(line, op.clone()))
}

/// Does an action that is for several jobs at once on the marked ones; one that is for a single job
/// is refused in words, before it is done to another. None for what sees to the marked ones itself.
pub fn on_marked(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let lines = marked(model);
    Some(match action {
        Action::JobAsk | Action::JobRoll | Action::JobStatus => return None,
        Action::JobBook => do_all(model, &lines, |line| op_request(line, JobOp::Book)),
        Action::JobTell => do_all(model, &lines, |line| op_request(line, JobOp::Tell)),
        Action::JobHold => do_all(model, &lines, |line| {
            (Request::Hold(line.job_no.clone()), None)
        }),
        Action::JobRelease => do_all(model, &lines, |line| {
            (Request::Release(line.job_no.clone()), None)
        }),
        _ => one_by_one(model),
    })
}

fn one_by_one(model: &mut Model) -> Vec<Effect> {
    let count = super::state(model).marked.len();
    let key = model.keyboard.key_text(model.place(), Action::AppBack);
    let text = Text::of("tui.said.one-by-one")
        .with("count", count)
        .with("key", key.unwrap_or_default());
    model.say(Part::Warn, &text);
    Vec::new()
}

fn marked(model: &Model) -> Vec<JobLine> {
    let state = super::state(model);
    let lines = state.lines.iter();
    lines
        .filter(|line| state.marked.contains(&line.job_no))
        .cloned()
        .collect()
}

fn op_request(line: &JobLine, op: JobOp) -> (Request, Option<u64>) {
    let job = line.job_no.clone();
    (Request::Job { job, op }, Some(line.version))
}

/// Asks for the same on several jobs, each as it was seen; then the marks are gone, and the list is
/// as it is after the last of them.
fn do_all(
    model: &mut Model,
    lines: &[JobLine],
    request: impl Fn(&JobLine) -> (Request, Option<u64>),
) -> Vec<Effect> {
    super::state_mut(model).marked.clear();
    model.working = false;
    let mut effects: Vec<Effect> = lines
        .iter()
        .map(|line| {
            let (request, version) = request(line);
            Effect::Ask {
                purpose: Purpose::Said("tui.said.done"),
                request,
                version,
            }
        })
        .collect();
    effects.extend(super::reload(model));
    effects
}

/// What a job needs next, as far as the client can tell.
pub fn step_of(view: &JobView) -> Option<QueueAction> {
    let job = &view.job;
    // As on the desk: without its papers nobody can review it.
    if let Some(amendment) = job.pending_amendments().next() {
        return Some(if amendment.is_complete() {
            QueueAction::Review
        } else {
            QueueAction::Settle
        });
    }
    if !job.moved.is_empty() && job.is_booked() && view.stage != Stage::Sailed {
        return Some(QueueAction::Tell);
    }
    Some(match view.stage {
        Stage::Draft => {
            let role = view
                .findings
                .iter()
                .filter(|finding| finding.blocks())
                .all(|finding| finding.answers.iter().all(|by| by.role().is_some()));
            if role {
                QueueAction::Approve
            } else {
                QueueAction::Settle
            }
        }
        Stage::Ready => QueueAction::Book,
        Stage::Booked => QueueAction::Chase,
        Stage::Confirmed => match &job.booking {
            Some(booking)
                if matches!(
                    booking.sailing,
                    crate::domain::consignment::SailingChoice::Temp
                ) =>
            {
                QueueAction::ReplaceTemp
            }
            Some(booking) if booking.customer_told.is_none() => QueueAction::Tell,
            _ if view.findings.iter().any(crate::domain::Finding::blocks) => QueueAction::Settle,
            _ => return None,
        },
        Stage::Sailed => QueueAction::Status,
        Stage::Closed | Stage::Cancelled => return None,
    })
}

/// Opens a job where its step is done: settling in the form, everything else on the job's screen.
pub fn open_for(model: &mut Model, view: JobView) {
    let action = next_of(model, &view);
    if action == Some(QueueAction::Settle) && view.job.pending_amendments().next().is_none() {
        form::open_job(model, view);
    } else {
        job::show(model, view);
    }
}

/// What a job needs next: as the queue has it, else as far as the job tells.
pub fn next_of(model: &Model, view: &JobView) -> Option<QueueAction> {
    model
        .queue
        .all
        .iter()
        .find(|line| line.job_no == view.job.job_no && line.version == view.job.version)
        .and_then(|line| line.action)
        .or_else(|| step_of(view))
}

/// Does the next step of the job on the screen, asking for what it needs.
pub fn do_step(model: &mut Model, view: &JobView) -> Vec<Effect> {
    let Some(action) = next_of(model, view) else {
        model.say(
            Part::Good,
            &Text::of("tui.said.nothing-to-do").with("job", &view.job.job_no),
        );
        return Vec::new();
    };
    let act = match action {
        QueueAction::Settle if view.job.pending_amendments().next().is_some() => {
            return job::next_of_amendment(model, view);
        }
        QueueAction::Settle if matches!(model.screen, Screen::Queue | Screen::Jobs) => {
            // It stays in hand while it is worked on in the form.
            model.stepping = None;
            model.working = true;
            form::open_job(model, view.clone());
            return Vec::new();
        }
        QueueAction::Settle => Action::JobEdit,
        QueueAction::Book => Action::JobBook,
        QueueAction::Chase | QueueAction::ReplaceTemp => Action::JobConfirm,
        QueueAction::Tell => Action::JobTell,
        QueueAction::Review => return job::next_of_amendment(model, view),
        QueueAction::Approve => Action::JobApprove,
        QueueAction::Status => Action::JobStatus,
    };
    job::act_on(model, act)
}

/// What a step has come to: an amendment's lot, else the stage that the job is at.
pub fn said(look: &Look, view: &JobView) -> Text {
    amendments::outcome(look, view).unwrap_or_else(|| {
        Text::of("tui.said.step-done")
            .with("job", &view.job.job_no)
            .with_arg(
                "stage",
                TextArg::Plain(words::word(look, "stage", view.stage)),
            )
    })
}

/// A step is done: the next item, where items are worked through; else what was there before.
pub fn finished(model: &mut Model, view: JobView) -> Vec<Effect> {
    model.queue.stale = true;
    let job_no = view.job.job_no.clone();
    let text = said(&model.look, &view);
    if !model.working {
        if model.screen == Screen::Job || model.screen == Screen::Form {
            job::show(model, view);
        }
        model.say(Part::Good, &text);
        return super::reload(model);
    }
    super::hand::keep(model, &job_no);
    let mut effects = ask(Purpose::Quiet, Request::Release(job_no));
    effects.extend(super::next(model));
    model.say(Part::Good, &text);
    effects
}

/// The statuses that a job can be given.
pub fn statuses(view: Option<&JobView>) -> Vec<ShippingStatus> {
    match view {
        Some(view) if !view.job.takes_booking() => vec![ShippingStatus::NotShipped],
        _ => vec![ShippingStatus::Shipped, ShippingStatus::Withdrawn],
    }
}
