//! `update`: a message in, the model changed, effects out. No I/O.

use chrono::TimeDelta;

use crate::domain::{JobNo, OperatorName, Text};
use crate::keymap::{Action, Context};
use crate::protocol::{Push, Request, Session};

use super::effects::{ask, ask_and_wait};
use super::keys::{Stroke, Typed};
use super::look::Part;
use super::model::{Model, Screen};
use super::msg::{Effect, Msg, Purpose};
use super::popup::Popup;
use super::screens::{drafts, form, handover, import, job, jobs, search, voyage};
use super::{ahead, desk, lookup, palette, popups, replies};

/// A screen that nobody touches tells the time left anew so often: in between only its clock goes
/// on, or a list of twenty cut-offs would be sent down the line every minute.
const UNTOUCHED: TimeDelta = TimeDelta::minutes(10);

/// Takes a message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => ahead::typed(model, Typed::Key(key)),
        Msg::Paste(text) => ahead::typed(model, Typed::Paste(text)),
        Msg::Resize(width, height) => {
            model.look.width = width;
            model.look.height = height;
            Vec::new()
        }
        Msg::Clock(now) => {
            model.desk.now = now;
            model.desk.clock = now;
            Vec::new()
        }
        Msg::Tick(_) if model.thin => Vec::new(),
        Msg::Tick(now) => {
            model.desk.clock = now;
            if now - model.desk.now >= UNTOUCHED {
                model.desk.now = now;
            }
            Vec::new()
        }
        Msg::Answer(purpose, result) => {
            let awaited = model.awaiting.as_ref() == Some(&purpose);
            if awaited {
                model.awaiting = None;
            }
            let mut effects = replies::take(model, purpose, *result);
            effects.extend(ahead::replay(model));
            effects
        }
        Msg::Push(push) => pushed(model, push),
        Msg::Import(news) => import::news(model, news),
        Msg::Waited => {
            model.keyboard.shows_prefix = !model.keyboard.prefix.is_empty();
            Vec::new()
        }
        Msg::Rested => form::keep_typed(model),
        Msg::Lost => {
            // What was asked is asked again: whoever waits for it goes on waiting, or goes back.
            model.desk.lost = true;
            Vec::new()
        }
        Msg::Joined(session) => joined(model, *session),
        Msg::Outdated(why) => {
            let mut effects = form::draft_now(model);
            effects.push(Effect::Restart(why));
            effects
        }
    }
}

/// What is done once all that was there to be read is in: searches, checks and drafts, each once.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    if model.desk.lost {
        return Vec::new();
    }
    let mut effects = lookup::settle(model);
    if matches!(model.popups.last(), Some(Popup::Palette(_))) {
        palette::settle(model);
    }
    match model.screen {
        Screen::Search => effects.extend(search::settle(model)),
        Screen::Queue | Screen::Jobs => effects.extend(jobs::settle(model)),
        Screen::Job => effects.extend(job::settle(model)),
        Screen::Handover => effects.extend(handover::settle(model)),
        Screen::Voyage => effects.extend(voyage::settle(model)),
        _ => {}
    }
    effects.extend(form::settle(model));
    effects
}

/// Puts an action off until an answer is there that it acts on; what is typed behind it waits, too.
pub fn put_off(model: &mut Model, action: Action, until: Purpose) {
    model.awaiting = Some(until);
    model.keyboard.ahead.push_front(Typed::Act(action));
}

/// Takes a key or a paste where it goes now.
pub fn take(model: &mut Model, typed: Typed) -> Vec<Effect> {
    let key = match typed {
        Typed::Key(key) => key,
        Typed::Paste(text) => return paste(model, &text),
        Typed::Act(action) => return act(model, action),
    };
    let place = model.place();
    match model.keyboard.press(place, key) {
        Stroke::Actions(actions) => {
            let mut effects = Vec::new();
            for action in actions {
                effects.extend(act(model, action));
            }
            effects
        }
        Stroke::Text(letter) => text(model, letter.encode_utf8(&mut [0; 4])),
        Stroke::Prefix => Vec::new(),
        Stroke::Nothing(key) if key.is_flow_control() => {
            // The terminal goes on: what its stop was answered with is no news to anybody.
            form::unsay_kept(model);
            Vec::new()
        }
        Stroke::Nothing(key) => popups::shortcut(model, key),
    }
}

/// Does an action where the keys go now.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if !model.popups.is_empty()
        && !matches!(
            action,
            Action::AppHelp | Action::AppRedraw | Action::AppQuit
        )
    {
        return popups::act(model, action);
    }
    // What was said stays while one types or moves along a list: taking it away costs more than both.
    if !matches!(action.contexts(), [Context::Text | Context::List]) && !action.is_harmless() {
        model.notice = None;
    }
    if let Some(effects) = desk::act(model, action) {
        return effects;
    }
    match model.screen {
        Screen::Search => search::act(model, action),
        Screen::Form => form::act(model, action),
        Screen::Queue | Screen::Jobs => jobs::act(model, action),
        Screen::Job => job::act(model, action),
        Screen::Voyage => voyage::act(model, action),
        Screen::Handover => handover::act(model, action),
        Screen::Drafts => drafts::act(model, action),
        Screen::Import => import::act(model, action),
    }
}

/// Types text where the keys go now.
fn text(model: &mut Model, text: &str) -> Vec<Effect> {
    if !model.popups.is_empty() {
        popups::text(model, text);
        return Vec::new();
    }
    match model.screen {
        Screen::Search => {
            search::text(model, text);
            Vec::new()
        }
        Screen::Form => form::text(model, text),
        Screen::Import => import::text(model, text),
        _ => Vec::new(),
    }
}

/// A paste is one value: never keys. Line ends stay only in a field of several lines, and in a reply,
/// whose lines tell what it quotes and who signs.
fn paste(model: &mut Model, pasted: &str) -> Vec<Effect> {
    if !model.place().types() {
        return Vec::new();
    }
    let several = match model.popups.last() {
        Some(Popup::Dialog(dialog)) => dialog.takes_reply(),
        Some(_) => false,
        None => {
            let form = model.form.as_deref();
            model.screen == Screen::Form
                && form.is_some_and(|form| matches!(form.row().field.kind, form::Kind::Lines))
        }
    };
    if several {
        let clean = crate::json::printable(pasted);
        return text(model, &clean);
    }
    text(model, &super::terminal::one_line(pasted))
}

/// Something happened on the desk. What a screen shows is asked for anew, gathered up, and the
/// cursor stays on its line.
fn pushed(model: &mut Model, push: Push) -> Vec<Effect> {
    match push {
        Push::JobChanged { job, version, by } => {
            model.queue.stale = true;
            model.jobs.stale = true;
            model.handover.stale = true;
            model.shelves.forget_told();
            voyage::changed(model, &job);
            let own = Some(&by) == model.desk.me();
            for state in [&mut model.queue, &mut model.jobs] {
                if !own && state.current().is_some_and(|line| line.job_no == job) {
                    state.theirs = Some((job.clone(), by.clone()));
                }
            }
            if let Some(state) = &mut model.job
                && state.view.job.job_no == job
                && state.view.job.version < version
            {
                state.stale = true;
            }
            return form_overtaken(model, &job, version, by);
        }
        Push::HoldChanged { job, holder } => {
            for state in [&mut model.queue, &mut model.jobs] {
                for line in state.lines.iter_mut().chain(state.all.iter_mut()) {
                    if line.job_no == job {
                        line.holder.clone_from(&holder);
                    }
                }
            }
            if let Some(state) = &mut model.job
                && state.view.job.job_no == job
            {
                state.view.holder = holder;
            }
            model.handover.stale = true;
        }
        Push::ScheduleChanged => {
            model.search.answered = None;
            model.queue.stale = true;
            model.shelves.forget_told();
            if let Some(form) = &mut model.form {
                form.facts_asked = 0;
                form.unchecked = true;
            }
        }
        Push::TablesChanged(tables) => replies::tables(model, &tables),
        Push::ReadOnly(reason) => {
            if reason.is_none() {
                keep_again(model);
                unsay_read_only(model);
            }
            model.desk.read_only = reason;
        }
        Push::Notice(text) => model.say(Part::Warn, &text),
        Push::Resync => {
            model.queue.stale = true;
            model.jobs.stale = true;
            model.handover.stale = true;
            model.search.answered = None;
            if let Some(state) = &mut model.job {
                state.stale = true;
            }
        }
        // The connection ends with it, and is tried again.
        Push::Stopping => {}
    }
    Vec::new()
}

/// The job of the open form has changed: a form that nobody has touched follows, any other goes on and
/// says so.
fn form_overtaken(model: &mut Model, job: &JobNo, version: u64, by: OperatorName) -> Vec<Effect> {
    let form = model.form.as_deref().filter(|form| {
        form.job()
            .is_some_and(|view| view.job.job_no == *job && view.job.version < version)
    });
    let Some(form) = form else {
        return Vec::new();
    };
    if !form.is_changed() {
        return ask(Purpose::Follow(by), Request::Show(job.clone()));
    }
    if Some(&by) != model.desk.me() {
        form::say_changed(model, job, &by);
    }
    Vec::new()
}

/// A form that the desk may not have been able to keep is kept now that it can.
fn keep_again(model: &mut Model) {
    if let Some(form) = &mut model.form
        && !form.keeping
        && form.is_changed()
    {
        form.kept = form.kept.min(form.revision.saturating_sub(1));
    }
}

/// That the desk is read-only is said no longer once it is not.
fn unsay_read_only(model: &mut Model) {
    let mark = "\u{1}";
    let said = model
        .look
        .render(&crate::domain::Text::of("error.read-only").with("reason", mark));
    let begins = said.split(mark).next().unwrap_or_default();
    model
        .notice
        .take_if(|notice| notice.text.contains(begins.trim_end()));
}

/// The desk is back: what is shown is looked at anew, and what was in hand is taken again.
fn joined(model: &mut Model, session: Session) -> Vec<Effect> {
    model.desk.lost = false;
    model.desk.operator = session.operator;
    model.desk.read_only = session.read_only;
    replies::tables(model, &session.tables);
    let mut effects = pushed(model, Push::Resync);
    keep_again(model);
    if let Some(form) = &mut model.form {
        form.facts_asked = 0;
    }
    let held = match model.screen {
        Screen::Job => model.job.as_ref().map(|state| &state.view.job.job_no),
        _ => model
            .form
            .as_deref()
            .and_then(form::Form::job)
            .map(|view| &view.job.job_no),
    };
    if let (true, Some(job)) = (model.working, held) {
        effects.extend(ask(Purpose::Quiet, Request::Hold(job.clone())));
    }
    model.say(Part::Good, &Text::of("tui.said.joined"));
    effects
}

/// What is asked for when the terminal opens. Keys wait for the operator's settings: their keymap is
/// one of them.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    let mut effects = ask(Purpose::Drafts, Request::Drafts);
    effects.extend(ask_and_wait(
        model,
        Purpose::Preferences,
        Request::Preferences,
    ));
    effects
}
