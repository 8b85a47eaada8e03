//! What can be done with a job: on its own screen, and with the one under a list's cursor.

use super::{amending, values};
use crate::domain::job::ShippingStatus;
use crate::domain::{Finding, JobNo, JobView, OperatorName, Text};
use crate::keymap::Action;
use crate::protocol::{JobOp, Request};
use crate::tui::answers;
use crate::tui::effects::{ask, ask_and_wait, step};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::pages;
use crate::tui::popup::{Dialog, Menu, Popup, Target, Then};
use crate::tui::screens::{jobs, voyage};
use crate::tui::words;

/// The job that an action is for, as far as it is known here.
struct Subject {
    job: JobNo,
    version: u64,
    holder: Option<OperatorName>,
    view: Option<Box<JobView>>,
}

/// The jobs that an action is for: the one on the screen, the marked ones, or the one under the
/// cursor.
fn subjects(model: &Model) -> Vec<JobNo> {
    match model.screen {
        Screen::Job => model
            .job
            .iter()
            .map(|state| state.view.job.job_no.clone())
            .collect(),
        Screen::Queue | Screen::Jobs => jobs::state(model).chosen(),
        _ => Vec::new(),
    }
}

fn subject(model: &Model) -> Option<Subject> {
    match model.screen {
        Screen::Job => model.job.as_ref().map(|state| Subject {
            job: state.view.job.job_no.clone(),
            version: state.view.job.version,
            holder: state.view.holder.clone(),
            view: Some(state.view.clone()),
        }),
        Screen::Queue | Screen::Jobs => jobs::state(model).subject().map(|line| Subject {
            job: line.job_no.clone(),
            version: line.version,
            holder: line.holder.clone(),
            view: jobs::state(model)
                .peeked
                .clone()
                .filter(|view| view.job.job_no == line.job_no && view.job.version == line.version),
        }),
        _ => None,
    }
}

/// Does an action on the job's own screen.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some((lines, shown)) = super::list(model) else {
        return Vec::new();
    };
    let Some(state) = &mut model.job else {
        return Vec::new();
    };
    if state.list.act(action, lines, shown) {
        return Vec::new();
    }
    let open = state.open().count();
    match action {
        Action::JobFindingNext | Action::JobFindingBack if open > 0 => {
            let ahead = if action == Action::JobFindingNext {
                1
            } else {
                open - 1
            };
            state.list.cursor = (state.list.cursor.min(open) + ahead) % open;
            state.list.follow(lines, shown);
            Vec::new()
        }
        Action::JobFix => fix(model),
        Action::JobClause => {
            match model
                .job
                .as_ref()
                .and_then(|state| state.finding())
                .cloned()
            {
                Some(finding) => pages::clause(model, &finding),
                None => model.say(Part::Dim, &Text::of("tui.said.no-finding")),
            }
            Vec::new()
        }
        Action::QueueStep => {
            let view = state.view.clone();
            jobs::do_step(model, &view)
        }
        Action::QueueNext => jobs::next(model),
        other => act_on(model, other),
    }
}

fn fix(model: &mut Model) -> Vec<Effect> {
    let Some(state) = &model.job else {
        return Vec::new();
    };
    let Some(finding) = state.finding().filter(|finding| !finding.fixes.is_empty()) else {
        model.say(Part::Dim, &Text::of("tui.said.no-fix"));
        return Vec::new();
    };
    let op = JobOp::Fix {
        rule: finding.rule.clone(),
        field: finding.at.clone(),
        choice: 1,
    };
    let (job, version) = (state.view.job.job_no.clone(), state.view.job.version);
    step(model, &job, op, Some(version))
}

/// Does one of the actions that a job has wherever it stands; where lines are marked, on those.
pub fn act_on(model: &mut Model, action: Action) -> Vec<Effect> {
    if subjects(model).len() > 1
        && let Some(effects) = jobs::on_marked(model, action)
    {
        return effects;
    }
    let Some(subject) = subject(model) else {
        return Vec::new();
    };
    let Subject {
        job,
        version,
        holder,
        view,
    } = subject;
    match action {
        Action::JobEdit | Action::JobAmend => {
            // In hand while it is in the form, unless it is in somebody's already.
            let mut effects = Vec::new();
            if holder.is_none() {
                jobs::hand::took(model, &job);
                effects.extend(ask(Purpose::Quiet, Request::Hold(job.clone())));
            }
            let purpose = Purpose::EditJob(job.clone());
            effects.extend(ask_and_wait(model, purpose, Request::Show(job)));
            effects
        }
        Action::JobBook => step(model, &job, JobOp::Book, Some(version)),
        Action::JobTell => step(model, &job, JobOp::Tell, Some(version)),
        Action::JobCopy => ask_and_wait(model, Purpose::Copy(job.clone()), Request::Copy(job)),
        Action::JobHold => {
            jobs::hand::keep(model, &job);
            ask(Purpose::Said("tui.said.held-now"), Request::Hold(job))
        }
        Action::JobRelease => ask(Purpose::Said("tui.said.released"), Request::Release(job)),
        Action::JobAsk => {
            let jobs = subjects(model);
            ask_questions(model, &jobs)
        }
        Action::JobRoll => {
            let jobs = subjects(model);
            ask_and_wait(
                model,
                Purpose::RollPreview(None),
                Request::RollPreview { jobs, to: None },
            )
        }
        Action::JobCancel => cancel(model, job),
        Action::JobAnswer
        | Action::JobApprove
        | Action::JobReview
        | Action::JobWhy
        | Action::JobStatus
        | Action::JobConfirm => match view {
            Some(view) => with_view(model, action, &view),
            // The line alone does not say what is open: the job is asked for, then the action done.
            None => ask_and_wait(model, Purpose::Act(job.clone(), action), Request::Show(job)),
        },
        _ => Vec::new(),
    }
}

/// Does an action that needs to know the whole job.
pub fn with_view(model: &mut Model, action: Action, view: &JobView) -> Vec<Effect> {
    match action {
        Action::QueueStep => jobs::do_step(model, view),
        Action::VoyageDepart => voyage::depart_of(model, view),
        Action::JobStatus => status(model, Some(view)),
        Action::JobConfirm => confirm(model, view.job.job_no.clone(), Some(view)),
        Action::JobReview => {
            amending::review(model, view);
            Vec::new()
        }
        Action::JobWhy => why(model, view),
        _ => answer(model, view, action == Action::JobApprove),
    }
}

/// Opens the finding under the cursor, or the first that can be answered so, to be answered.
fn answer(model: &mut Model, view: &JobView, approve: bool) -> Vec<Effect> {
    let fits = |finding: &&Finding| {
        finding.is_open() && (!approve || finding.answers.iter().any(|by| by.role().is_some()))
    };
    let here = match &model.job {
        Some(state) if model.screen == Screen::Job => state.finding().cloned(),
        _ => None,
    };
    let found = here
        .filter(|finding| fits(&finding))
        .or_else(|| view.findings.iter().find(fits).cloned());
    let Some(finding) = found else {
        model.say(Part::Dim, &Text::of("tui.said.no-finding"));
        return Vec::new();
    };
    if finding.rule.as_str().starts_with("amendment-") {
        return amending::next(model, view);
    }
    let target = Target {
        job: Some(view.job.job_no.clone()),
        rule: finding.rule.clone(),
        field: finding.at.clone(),
    };
    let ways: Vec<_> = finding
        .answers
        .iter()
        .copied()
        .filter(|by| !approve || by.role().is_some())
        .collect();
    answers::offer(model, &finding, target, &ways);
    Vec::new()
}

/// Where the job's values come from.
fn why(model: &mut Model, view: &JobView) -> Vec<Effect> {
    let lines = values::lines(model, view);
    answers::show_page(model, "tui.page.why", lines, None);
    Vec::new()
}

fn status(model: &mut Model, view: Option<&JobView>) -> Vec<Effect> {
    let jobs = subjects(model);
    let look = model.look;
    let choices = jobs::statuses(view)
        .into_iter()
        .map(|status: ShippingStatus| {
            (
                words::word(&look, "status", status),
                Then::Status(jobs.clone(), status),
            )
        })
        .collect();
    model
        .popups
        .push(Popup::Menu(Menu::new(look.say("tui.menu.status"), choices)));
    Vec::new()
}

fn confirm(model: &mut Model, job: JobNo, view: Option<&JobView>) -> Vec<Effect> {
    let look = model.look;
    let booked = view.and_then(|view| view.job.booking.as_ref());
    let booking_no = booked
        .and_then(|booking| booking.booking_no.clone())
        .unwrap_or_default();
    let mut about = Vec::new();
    if let Some(view) = view {
        about.push(format!(
            "{} {}",
            view.job.consignment.equipment_text(),
            super::facts::sailing_text(view)
        ));
    }
    let dialog = Dialog::new(
        format!("{} {job}", look.say("tui.dialog.confirm")),
        Then::Confirm(job),
    )
    .about(about)
    .entry(
        look.say("tui.dialog.booking-no"),
        &booking_no,
        String::new(),
    )
    .sailing(
        look.say("tui.dialog.sailing"),
        look.say("tui.dialog.sailing-hint"),
        view.map(within).unwrap_or_default(),
    )
    .entry(
        look.say("tui.dialog.equipment"),
        "",
        look.say("tui.dialog.equipment-hint"),
    );
    model.popups.push(Popup::Dialog(dialog));
    Vec::new()
}

/// What a job says of its sailing: carrier and ports.
fn within(view: &JobView) -> String {
    let form = &view.job.consignment;
    [
        words::given(form.carrier.as_ref()),
        words::given(form.pol.as_ref()),
        words::given(form.pod.as_ref()),
    ]
    .join(" ")
}

fn cancel(model: &mut Model, job: JobNo) -> Vec<Effect> {
    let look = model.look;
    let dialog = Dialog::new(
        format!("{} {job}", look.say("tui.dialog.cancel")),
        Then::Cancel(job),
    )
    .entry(look.say("tui.dialog.reason"), "", String::new());
    model.popups.push(Popup::Dialog(dialog));
    Vec::new()
}

/// One message with all open questions of some jobs.
pub fn ask_questions(model: &mut Model, jobs: &[JobNo]) -> Vec<Effect> {
    ask_and_wait(
        model,
        Purpose::Questions(jobs.to_vec()),
        Request::Questions {
            jobs: jobs.to_vec(),
            customer: None,
        },
    )
}
