//! What keys do in pop-ups, and what taking, sending and closing them comes to.

use crate::domain::Text;
use crate::keymap::{Action, Key};
use crate::protocol::{JobOp, Request};

use super::draw::wrapped;
use super::effects::{ask, ask_and_wait, step};
use super::look::Part;
use super::model::{Model, Screen};
use super::msg::{Effect, Purpose};
use super::popup::{Dialog, Popup, Then};
use super::screens::form;
use super::screens::{import, job, jobs};
use super::{answers, command, lookup, palette, then};

/// Rows that a pop-up's list may take.
pub fn rows(model: &Model) -> usize {
    model.body_rows().saturating_sub(6).clamp(4, 14)
}

/// Rows for the lines that a menu is about, where so many are left.
pub fn about_rows(menu: &super::popup::Menu, rows: usize) -> usize {
    menu.about
        .len()
        .min((rows + 4).saturating_sub(menu.choices.len()))
}

/// Does an action in the topmost pop-up.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = rows(model);
    let page_rows = model.body_rows().saturating_sub(1);
    match model.popups.last_mut() {
        Some(Popup::Lookup(_)) => lookup::act(model, action),
        Some(Popup::Palette(_)) => palette::act(model, action),
        Some(Popup::Command(_)) => command::act(model, action),
        Some(Popup::Menu(menu)) => {
            let page = about_rows(menu, shown).max(1);
            let last = menu.about.len().saturating_sub(page);
            match action {
                Action::ListPageUp if !menu.about.is_empty() => {
                    menu.about_top = menu.about_top.saturating_sub(page);
                    return Vec::new();
                }
                Action::ListPageDown if !menu.about.is_empty() => {
                    menu.about_top = (menu.about_top + page).min(last);
                    return Vec::new();
                }
                _ => {}
            }
            if menu.list.act(action, menu.choices.len(), shown) {
                return Vec::new();
            }
            if action == Action::MenuPick {
                let then = menu
                    .choices
                    .get(menu.list.cursor)
                    .map(|choice| choice.then.clone());
                model.popups.pop();
                then.map_or_else(Vec::new, |then| then::run(model, then))
            } else {
                model.popups.pop();
                Vec::new()
            }
        }
        Some(Popup::Dialog(_)) => in_dialog(model, action),
        Some(Popup::Page(page)) => {
            // As they are drawn: a long line goes on below itself.
            let width = usize::from(model.look.width);
            let lines = page.lines.iter().map(|line| wrapped(line, width).len());
            let last = lines.sum::<usize>().saturating_sub(page_rows);
            match action {
                Action::ListUp => page.top = page.top.saturating_sub(1),
                Action::ListDown => page.top = (page.top + 1).min(last),
                Action::ListPageUp => page.top = page.top.saturating_sub(shown),
                Action::ListPageDown => page.top = (page.top + shown).min(last),
                Action::ListTop => page.top = 0,
                Action::ListBottom => page.top = last,
                Action::PageCopy => {
                    let text = page.copied.clone().unwrap_or_else(|| page.lines.join("\n"));
                    model.say(Part::Good, &Text::of("tui.said.copied"));
                    return vec![Effect::Copy(text)];
                }
                _ => {
                    let then = page.then.clone();
                    model.popups.pop();
                    return then.map_or_else(Vec::new, |then| then::run(model, then));
                }
            }
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn in_dialog(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Popup::Dialog(dialog)) = model.popups.last_mut() else {
        return Vec::new();
    };
    let last = dialog.entries.len().saturating_sub(1);
    if let Some(entry) = dialog.entries.get_mut(dialog.focus)
        && entry.line.act(action)
    {
        return Vec::new();
    }
    let enters = action == Action::DialogEnter;
    if enters
        && matches!(model.popups.last(), Some(Popup::Dialog(dialog)) if answers::is_all_there(model, dialog))
    {
        return send(model);
    }
    let Some(Popup::Dialog(dialog)) = model.popups.last_mut() else {
        return Vec::new();
    };
    match action {
        Action::DialogEnter if dialog.focus < last => dialog.focus += 1,
        Action::DialogEnter | Action::DialogSend => return send(model),
        Action::DialogNext => {
            dialog.focus = if dialog.focus == last {
                0
            } else {
                dialog.focus + 1
            }
        }
        Action::DialogPrevious => {
            dialog.focus = if dialog.focus == 0 {
                last
            } else {
                dialog.focus - 1
            }
        }
        Action::DialogLookup => look_up(model, ""),
        Action::DialogCancel => {
            model.popups.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// Searches what the dialog's field can be.
fn look_up(model: &mut Model, typed: &str) {
    let Some(Popup::Dialog(dialog)) = model.popups.last() else {
        return;
    };
    match dialog.entries.get(dialog.focus) {
        Some(entry) if entry.sailing_within.is_some() => {
            let within = entry.sailing_within.clone().unwrap_or_default();
            lookup::open_sailings(model, typed, within, Then::Entry);
        }
        _ => model.say(Part::Dim, &Text::of("tui.said.no-lookup")),
    }
}

/// Types text into the topmost pop-up.
pub fn text(model: &mut Model, text: &str) {
    match model.popups.last_mut() {
        Some(Popup::Lookup(lookup)) => {
            lookup.line.insert(text);
            // What was said of another text holds no more.
            model.notice = None;
        }
        Some(Popup::Palette(palette)) => palette.line.insert(text),
        Some(Popup::Command(command)) => command.line.insert(text),
        Some(Popup::Dialog(dialog)) => {
            let focus = dialog.focus;
            dialog.wrong = None;
            match dialog.entries.get_mut(focus) {
                Some(entry) if entry.sailing_within.is_some() => look_up(model, text),
                Some(entry) => entry.line.insert(text),
                None => {}
            }
        }
        _ => {}
    }
}

/// A key that nothing is bound to. In a menu a digit takes the choice of that number, a letter the
/// one choice that begins with it; else it is said that the key does nothing.
pub fn shortcut(model: &mut Model, key: Key) -> Vec<Effect> {
    let shown = rows(model);
    if let (Some(Popup::Menu(menu)), Some(letter)) = (model.popups.last_mut(), key.types())
        && menu.is_long()
    {
        menu.find(letter);
        let choices = menu.choices.len();
        menu.list.follow(choices, shown);
        return Vec::new();
    }
    let Some(then) = choice_of(model, key) else {
        let place = model.place();
        let help = model.keyboard.key_text(place, Action::AppHelp);
        let text = Text::of("tui.said.unbound")
            .with("key", key)
            .with("help", help.unwrap_or_default());
        model.say(Part::Dim, &text);
        return Vec::new();
    };
    model.popups.pop();
    then::run(model, then)
}

fn choice_of(model: &Model, key: Key) -> Option<Then> {
    let Some(Popup::Menu(menu)) = model.popups.last() else {
        return None;
    };
    let letter = key.types()?;
    let place = if let Some(digit) = letter.to_digit(10) {
        usize::try_from(digit)
            .ok()
            .and_then(|digit| digit.checked_sub(1))
    } else {
        let begins = |choice: &super::popup::Choice| {
            choice
                .label
                .to_lowercase()
                .starts_with(&letter.to_lowercase().to_string())
        };
        let one = menu.choices.iter().filter(|choice| begins(choice)).count() == 1;
        menu.choices.iter().position(begins).filter(|_| one)
    };
    menu.choices.get(place?).map(|choice| choice.then.clone())
}

/// Sends the topmost dialog. What is missing or wrong is said in it, and it stays.
fn send(model: &mut Model) -> Vec<Effect> {
    let Some(Popup::Dialog(dialog)) = model.popups.pop() else {
        return Vec::new();
    };
    let before = model.popups.len();
    match with_dialog(model, &dialog) {
        Ok(effects) => {
            let steps = effects.iter().any(Effect::is_step);
            model.sent = steps.then(|| Box::new(dialog));
            effects
        }
        Err(wrong) => {
            model.popups.truncate(before);
            let wrong = Some(model.look.render(&wrong));
            let focus = answers::at_fault(model, &dialog).unwrap_or(dialog.focus);
            model.popups.push(Popup::Dialog(Dialog {
                focus,
                wrong,
                ..dialog
            }));
            Vec::new()
        }
    }
}

fn with_dialog(model: &mut Model, dialog: &Dialog) -> Result<Vec<Effect>, Text> {
    let first = dialog.typed(0);
    Ok(match dialog.then.clone() {
        Then::Answered(target, by) => return answers::send(model, &target, by, dialog),
        Then::ImportCarrier => import::carrier(model, first.as_deref())?,
        Then::Confirm(job) => {
            let equipment = dialog.typed(2).map(|text| equipment(&text)).transpose()?;
            let op = JobOp::Confirm {
                booking_no: first.ok_or("tui.read.booking-no")?,
                sailing: dialog.chosen(1),
                equipment,
            };
            step(model, &job, op, None)
        }
        Then::Cancel(job) => {
            let reason = first.ok_or("tui.read.reason")?;
            step(model, &job, JobOp::Cancel { reason }, None)
        }
        Then::Amend => {
            let papers = super::amendments::Papers::of(dialog)?;
            form::send_amendment(model, papers)?
        }
        Then::Complete(job, version, patch) => job::complete(model, &job, version, patch, dialog)?,
        Then::ReviewNoted(job, no, accept) => job::verdict(model, &job, no, accept, first),
        Then::Confirmed(pointer) => {
            let by = first.ok_or("tui.read.by")?;
            if !form::is_name(&by) {
                return Err("tui.read.person".into());
            }
            form::confirm_completed(model, &pointer, &by);
            Vec::new()
        }
        Then::Depart(sailing) => {
            let at = first
                .and_then(|text| form::time(&text, model.desk.now))
                .ok_or("tui.read.time")?;
            ask(
                Purpose::Said("tui.said.departed"),
                Request::Depart { sailing, at },
            )
        }
        Then::NameTemplate(taken) => {
            let name = first.ok_or("tui.read.name")?;
            then::name_template(model, name, &taken)
        }
        Then::Filter => filter(model, first.unwrap_or_default()),
        Then::OpenJob => {
            let job = first.ok_or("tui.read.job")?;
            let job = job::number(model, &job);
            job::open(model, job)
        }
        other => then::run(model, other),
    })
}

fn equipment(text: &str) -> Result<Vec<crate::domain::job::BookedEquipment>, &'static str> {
    text.split('+')
        .map(|part| {
            let (count, kind) = part.trim().split_once(['*', 'x', 'X', '×'])?;
            Some(crate::domain::job::BookedEquipment {
                kind: kind.trim().parse().ok()?,
                count: count.trim().parse().ok()?,
            })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or("tui.read.boxes")
}

fn filter(model: &mut Model, text: String) -> Vec<Effect> {
    if model.screen == Screen::Jobs {
        model.jobs.filter = text;
        model.jobs.fresh = true;
        let request = jobs::request_of(&model.jobs.filter);
        return ask_and_wait(model, Purpose::Jobs, request);
    }
    model.queue.filter.clone_from(&text);
    model.queue.fresh = true;
    let mut effects = super::desk::keep(model, "queue.filter", (!text.is_empty()).then_some(text));
    effects.extend(jobs::reload(model));
    effects
}
