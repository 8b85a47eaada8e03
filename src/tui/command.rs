//! The command line: an action's name with what it takes; a job's number alone opens the job.

use crate::domain::{JobNo, SailingId, Text};
use crate::keymap::{Action, Context};

use super::look::{Part, Theme};
use super::model::Model;
use super::msg::Effect;
use super::popup::{CommandLine, Popup};
use super::screens::{form, job, jobs, search, voyage};
use super::widgets::line::Line;
use super::{desk, palette, update};

/// Opens the command line.
pub fn open(model: &mut Model) {
    model.popups.push(Popup::Command(CommandLine::default()));
}

/// The actions that complete what is typed, best first.
pub fn completions(model: &Model, typed: &str) -> Vec<Action> {
    let word = typed.split_whitespace().next().unwrap_or_default();
    let place = palette::place_under(model);
    let mut found: Vec<Action> = here(place)
        .filter(|action| action.name().starts_with(word))
        .collect();
    // No name begins so: what the palette finds by word, in either script, slips mended.
    if found.is_empty() {
        found = palette::search(&model.look, place, word);
    }
    found
}

fn here(place: Context) -> impl Iterator<Item = Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(move |action| action.is_at(place))
}

/// Does an action in the command line.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let history = model.history.clone();
    let first = match model.popups.last() {
        Some(Popup::Command(command)) => completions(model, command.line.text()).first().copied(),
        _ => None,
    };
    let Some(Popup::Command(command)) = model.popups.last_mut() else {
        return Vec::new();
    };
    if command.line.act(action) {
        return Vec::new();
    }
    match action {
        Action::CommandComplete => {
            if let Some(first) = first {
                command.line = Line::new(format!("{first} "));
            }
        }
        Action::CommandEarlier | Action::CommandLater => {
            let back = if action == Action::CommandEarlier {
                command.back + 1
            } else {
                command.back.saturating_sub(1)
            };
            command.back = back.min(history.len());
            let text = history
                .len()
                .checked_sub(command.back)
                .and_then(|at| history.get(at));
            command.line = Line::new(text.cloned().unwrap_or_default());
        }
        Action::CommandRun => {
            let text = command.line.text().trim().to_owned();
            model.popups.pop();
            return run(model, &text);
        }
        _ => {
            model.popups.pop();
        }
    }
    Vec::new()
}

/// Runs a command.
pub fn run(model: &mut Model, text: &str) -> Vec<Effect> {
    if text.is_empty() {
        return Vec::new();
    }
    model.history.retain(|known| known != text);
    model.history.push(text.to_owned());
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = Some(rest.trim()).filter(|rest| !rest.is_empty());
    let place = model.place();
    let named = name.parse::<Action>().or_else(|error| {
        let mut begun = here(place).filter(|action| action.name().starts_with(name));
        match (begun.next(), begun.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(error),
        }
    });
    match named {
        Ok(action) if action.is_at(place) => with(model, action, rest),
        Ok(action) => {
            model.say(
                Part::Warn,
                &Text::of("tui.said.not-here").with("action", action),
            );
            Vec::new()
        }
        Err(_)
            if name.len() >= 8
                && name.ends_with(|letter: char| letter.is_ascii_digit())
                && rest.is_none() =>
        {
            job::open(model, JobNo::new(name.to_uppercase()))
        }
        Err(error) => {
            let text = match error.nearest {
                Some(near) => Text::of("tui.said.no-action-near")
                    .with("given", &error.given)
                    .with("near", near),
                None => Text::of("tui.said.no-action").with("given", &error.given),
            };
            model.say(Part::Warn, &text);
            Vec::new()
        }
    }
}

/// An action with what it takes.
fn with(model: &mut Model, action: Action, rest: Option<&str>) -> Vec<Effect> {
    match (action, rest) {
        (Action::GoSearch, rest) => {
            search::open(model, rest);
            Vec::new()
        }
        (Action::GoJobs, rest) => jobs::open_jobs(model, rest),
        (Action::GoJob, Some(number)) => {
            let job = job::number(model, number);
            job::open(model, job)
        }
        (Action::GoVoyage, Some(sailing)) => voyage::open(model, Some(SailingId::new(sailing))),
        (Action::AppKeymap, Some(name)) => desk::keymap(model, Some(name)),
        (Action::AppTheme, Some(name)) => match Theme::named(name) {
            Some(theme) => desk::theme(model, theme),
            None => Vec::new(),
        },
        (Action::FormSection, Some(number)) => {
            let section = number
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1));
            if let Some(section) = section.and_then(|at| form::Section::ALL.get(at)) {
                form::go_to_section(model, *section);
            }
            Vec::new()
        }
        (action, _) => update::act(model, action),
    }
}
