//! What can be done everywhere: going to screens, help, settings, leaving.

use crate::domain::Text;
use crate::i18n::Lang;
use crate::keymap::{Action, Key};
use crate::protocol::{Preference, Request};

use super::effects::ask;
use super::look::{Part, Theme};
use super::model::{Model, Screen};
use super::msg::{Effect, Purpose};
use super::popup::{Dialog, Popup, Then};
use super::screens::{drafts, form, handover, import, jobs, search, voyage};
use super::{answers, command, palette};

/// Does a global action; none where it is not one.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let none = Vec::new();
    Some(match action {
        Action::GoQueue => leaving_form(model, jobs::open_queue),
        Action::GoSearch => leaving_form(model, |model| {
            search::open(model, None);
            Vec::new()
        }),
        Action::GoForm => {
            if model.form.is_none() {
                return Some(form::open_new(model));
            }
            model.go(Screen::Form);
            none
        }
        Action::FormNew => form::open_new(model),
        Action::GoJobs => leaving_form(model, |model| jobs::open_jobs(model, None)),
        Action::GoJob => {
            let look = model.look;
            let dialog = Dialog::new(look.say("tui.dialog.open-job"), Then::OpenJob).entry(
                look.say("tui.dialog.job-no"),
                "",
                String::new(),
            );
            model.popups.push(Popup::Dialog(dialog));
            none
        }
        Action::GoVoyage => leaving_form(model, |model| voyage::open(model, None)),
        Action::GoHandover => leaving_form(model, handover::open),
        Action::GoDrafts => leaving_form(model, drafts::open),
        Action::GoImport => leaving_form(model, import::open),
        Action::AppBack => back(model),
        Action::AppHelp => {
            help(model);
            none
        }
        Action::AppPalette => {
            palette::open(model);
            none
        }
        Action::AppCommand => {
            command::open(model);
            none
        }
        Action::AppKeymap => keymap(model, None),
        Action::AppTheme => {
            let at = Theme::ALL
                .iter()
                .position(|theme| *theme == model.look.theme)
                .unwrap_or(0);
            theme(model, Theme::ALL[(at + 1) % Theme::ALL.len()])
        }
        Action::AppLanguage => {
            let lang = if model.look.lang == Lang::En {
                Lang::Zh
            } else {
                Lang::En
            };
            model.look.lang = lang;
            model.notice = None;
            none
        }
        Action::AppRedraw => vec![Effect::Redraw],
        Action::AppSuspend => vec![Effect::Suspend],
        Action::AppQuit => {
            let mut effects = form::draft_now(model);
            effects.push(Effect::Quit);
            effects
        }
        _ => return None,
    })
}

/// Goes away from the form: it is kept as a draft, and stays open.
fn leaving_form(model: &mut Model, go: impl FnOnce(&mut Model) -> Vec<Effect>) -> Vec<Effect> {
    let mut effects = if model.screen == Screen::Form {
        form::draft_now(model)
    } else {
        Vec::new()
    };
    effects.extend(go(model));
    effects
}

/// Goes back; what was taken in hand for being worked on is given back, unless something is half done
/// on it.
fn back(model: &mut Model) -> Vec<Effect> {
    if let Some(effects) = import::step_back(model) {
        return effects;
    }
    if jobs::unmark(model) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if model.screen == Screen::Form {
        effects.extend(form::draft_now(model));
        let changed = model.form.as_deref().is_some_and(form::Form::is_changed);
        if changed {
            model.say(Part::Dim, &Text::of("tui.said.draft-kept"));
        }
    }
    let working = model.working || jobs::hand::is_full(model);
    if working && matches!(model.screen, Screen::Job | Screen::Form) {
        effects.extend(jobs::hand::leave(model));
    }
    if model.screen == Screen::Form && !model.form.as_deref().is_some_and(form::Form::is_changed) {
        model.form = None;
    }
    if model.screen == Screen::Search && model.search.by_keys {
        model.search.by_keys = false;
    }
    model.working = false;
    model.go_back();
    model.queue.stale = true;
    effects
}

/// Every key that does something here: what is done at this place first, then what is done
/// everywhere.
fn help(model: &mut Model) {
    let place = model.place();
    let look = model.look;
    let chain = place.chain();
    let nearness = |action: &Action| {
        chain
            .iter()
            .position(|context| action.contexts().contains(context))
            .unwrap_or(chain.len())
    };
    let mut here: Vec<Action> = Action::ALL
        .iter()
        .copied()
        .filter(|action| action.is_at(place))
        .collect();
    here.sort_by_key(nearness);
    let mut lines = Vec::new();
    let mut part = None;
    for action in here {
        let of = (nearness(&action), action.part());
        if part != Some(of) {
            part = Some(of);
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(look.say(&format!("tui.part.{:?}", action.part()).to_lowercase()));
        }
        let keys: Vec<String> = model
            .keyboard
            .keymap
            .keys_of(place, action)
            .iter()
            .take(3)
            .map(|keys| Key::sequence_text(keys))
            .collect();
        let keys = crate::tui::draw::pad(&keys.join(", "), 26);
        lines.push(format!(
            "  {keys} {}",
            look.say(&format!("action.{action}.help"))
        ));
    }
    answers::show_page(model, "tui.page.help", lines, None);
}

/// Changes the keymap: to one by name, or to the next.
pub fn keymap(model: &mut Model, name: Option<&str>) -> Vec<Effect> {
    let names = model.keyboard.names();
    let at = names
        .iter()
        .position(|name| *name == model.keyboard.keymap.name)
        .unwrap_or(0);
    let next = &names[(at + 1) % names.len()];
    let name = name.unwrap_or(next);
    if !model.keyboard.take_named(name) {
        model.say(
            Part::Warn,
            &Text::of("tui.said.no-keymap").with("name", name),
        );
        return Vec::new();
    }
    model.say(Part::Good, &Text::of("tui.said.keymap").with("name", name));
    keep(model, "keymap", Some(name.to_owned()))
}

/// Changes the theme.
pub fn theme(model: &mut Model, theme: Theme) -> Vec<Effect> {
    model.look.theme = theme;
    model.say(
        Part::Good,
        &Text::of("tui.said.theme").with("name", theme.name()),
    );
    keep(model, "theme", Some(theme.name().to_owned()))
}

/// Keeps a setting of the operator on the desk.
pub fn keep(model: &mut Model, name: &str, value: Option<String>) -> Vec<Effect> {
    match &value {
        Some(value) => model.preferences.insert(name.to_owned(), value.clone()),
        None => model.preferences.remove(name),
    };
    let preference = Preference {
        name: name.to_owned(),
        value,
    };
    ask(Purpose::Quiet, Request::SavePreference(preference))
}
