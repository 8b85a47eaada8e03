//! Type-ahead: a key that acts on an answer still on its way waits for it, and goes where it would
//! have gone.

use crate::keymap::{Action, Context, Meaning};

use super::keys::Typed;
use super::lookup;
use super::model::{Model, Screen};
use super::msg::{Effect, Purpose};
use super::popup::Popup;
use super::screens::{jobs, search};
use super::update::take;

/// Something typed. While an answer is awaited that decides where it goes, it waits too; only going
/// back gives up the waiting.
pub fn typed(model: &mut Model, typed: Typed) -> Vec<Effect> {
    if model.awaiting.is_none() {
        return take_or_wait(model, typed);
    }
    if let Typed::Key(key) = &typed {
        let place = model.place();
        let back = model.keyboard.keymap.meaning(place, &[key.normal()]);
        if back == Meaning::Actions(&[Action::AppBack]) {
            model.awaiting = None;
            model.keyboard.ahead.clear();
            return Vec::new();
        }
    }
    model.keyboard.ahead.push_back(typed);
    Vec::new()
}

/// Takes what was typed ahead, until an answer is awaited again.
pub fn replay(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    while model.awaiting.is_none()
        && let Some(typed) = model.keyboard.ahead.pop_front()
    {
        effects.extend(take_or_wait(model, typed));
    }
    effects
}

fn take_or_wait(model: &mut Model, typed: Typed) -> Vec<Effect> {
    if model.desk.lost || !acts_on_a_list(model, &typed) {
        return take(model, typed);
    }
    let mut effects = Vec::new();
    match pending(model, &mut effects) {
        Some(purpose) => {
            model.awaiting = Some(purpose);
            model.keyboard.ahead.push_front(typed);
        }
        None => effects.extend(take(model, typed)),
    }
    effects
}

/// Whether a key's meaning depends on the lines that are shown.
fn acts_on_a_list(model: &Model, typed: &Typed) -> bool {
    let Typed::Key(key) = typed else {
        return false;
    };
    let place = model.place();
    let mut keys = model.keyboard.prefix.clone();
    keys.push(key.normal());
    let Meaning::Actions(actions) = model.keyboard.keymap.meaning(place, &keys) else {
        return false;
    };
    actions.iter().any(|action| match place {
        Context::Search | Context::SearchKeys => matches!(
            (action, action.contexts()),
            (Action::SearchTake | Action::SearchJobs, _) | (_, [Context::List])
        ),
        Context::Lookup => matches!(
            (action, action.contexts()),
            (Action::LookupTake, _) | (_, [Context::List])
        ),
        Context::Queue | Context::Jobs => !action.is_at(Context::Global),
        _ => false,
    })
}

/// The answer that the lines wait for; it is asked for, where it is not on its way yet.
fn pending(model: &mut Model, effects: &mut Vec<Effect>) -> Option<Purpose> {
    if let Some(Popup::Lookup(_)) = model.popups.last() {
        effects.extend(lookup::settle(model));
        return lookup::pending(model);
    }
    match model.screen {
        Screen::Search => {
            effects.extend(search::settle(model));
            search::pending(model)
        }
        Screen::Queue => {
            effects.extend(jobs::settle(model));
            model.queue.asked.then_some(Purpose::Queue)
        }
        Screen::Jobs => {
            effects.extend(jobs::settle(model));
            model.jobs.asked.then_some(Purpose::Jobs)
        }
        _ => None,
    }
}
