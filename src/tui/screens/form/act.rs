//! What keys do in the form.

use super::fields::{Kind, Section};
use super::open::next_open;
use super::origin::{Origin, Source};
use super::rows::Row;
use super::state::Form;
use super::{around, meant, repeat, send, settling, several, taking};
use crate::domain::{Consignment, Text};
use crate::keymap::Action;
use crate::protocol::Request;
use crate::tui::effects::ask_and_wait;
use crate::tui::look::Part;
use crate::tui::lookup;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Menu, Popup, Then};

/// Opens a blank form; one that is open and changed is kept as a draft first.
pub fn open_new(model: &mut Model) -> Vec<Effect> {
    let effects = super::draft_now(model);
    let form = Form::new(Origin::New, Consignment::default(), model.around());
    model.form = Some(Box::new(form));
    model.go(Screen::Form);
    effects
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let around = around(&model.desk);
    match model.form.as_deref_mut() {
        Some(form) => super::settle::check_now(form, around),
        None => return open_new(model),
    }
    if let Some(effects) = meant::wait(model, action) {
        return effects;
    }
    if let Some(effects) = move_about(model, action) {
        return effects;
    }
    if let Some(effects) = change(model, action) {
        return effects;
    }
    match action {
        Action::FormFix => settling::fix(model),
        Action::FormAnswer => settling::answer(model),
        Action::FormAsk => settling::ask_questions(model),
        Action::FormClause => settling::clause(model),
        Action::FormConfirmed => settling::confirmed(model),
        Action::FormSave => send::save(model, false),
        Action::FormKeep => super::settle::keep_on_request(model),
        Action::FormBook => send::save(model, true),
        Action::FormDiscard => settling::discard(model),
        Action::FormTemplate => ask_and_wait(model, Purpose::Templates, Request::Templates),
        Action::FormRepeat => repeat(model),
        Action::FormWhy => settling::why(model),
        _ => Vec::new(),
    }
}

fn move_about(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::FormEnter => enter(model),
        Action::FormNext => next(model),
        Action::FormPrevious => leave(model, |form| form.focus = form.focus.saturating_sub(1)),
        Action::FormOpenNext => to_open(model, true),
        Action::FormOpenPrevious => to_open(model, false),
        Action::FormSection => sections(model),
        Action::FormLookup => return Some(lookup::open(model, "")),
        Action::FormExit => {
            if let Some(form) = &mut model.form {
                form.line.act(Action::TextDeleteToEnd);
                form.touched = true;
            }
            next(model);
        }
        Action::FormKeys | Action::FormType => {
            if let Some(form) = &mut model.form {
                form.by_keys = action == Action::FormKeys;
            }
        }
        _ => return None,
    }
    Some(Vec::new())
}

fn change(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let around = around(&model.desk);
    let form = model.form.as_deref_mut()?;
    match action {
        Action::TextRight if form.line.at_end() => taking::take_ghost(model, Action::FormTake),
        Action::FormTake => taking::take_ghost(model, action),
        Action::FormDup => taking::dup(model),
        Action::FormAddLine | Action::FormRemoveLine => taking::lines(model, action),
        Action::FormMore => {
            form.all = !form.all;
            form.commit(around);
            form.lay_out(around);
        }
        Action::FormUndo | Action::FormRedo => {
            form.commit(around);
            let done = if action == Action::FormUndo {
                form.undo(around)
            } else {
                form.redo(around)
            };
            if !done {
                let said = if action == Action::FormUndo {
                    "tui.said.nothing-to-undo"
                } else {
                    "tui.said.nothing-to-redo"
                };
                model.say(Part::Dim, &Text::of(said));
            }
        }
        text if form.line.act(text) => {
            form.touched |= !matches!(
                text,
                Action::TextLeft
                    | Action::TextRight
                    | Action::TextHome
                    | Action::TextEnd
                    | Action::TextWordLeft
                    | Action::TextWordRight
            );
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Takes what is typed, moves the caret, and loads the field it comes to.
pub(super) fn leave(model: &mut Model, go: impl FnOnce(&mut Form)) {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let typed = form.touched.then(|| {
        let row = form.row();
        (
            row.field.kind,
            row.pointer(),
            form.line.text().trim().to_owned(),
        )
    });
    let understood = form.commit(around);
    // What was typed may call for a field right behind its own: that is the next one then.
    super::settle::check_now(form, around);
    if !understood && let Some((_, wrong)) = form.unread.get(&form.row().pointer()) {
        let wrong = *wrong;
        go(form);
        form.load_line();
        model.say(Part::Warn, &Text::of(wrong));
        return;
    }
    model.notice = None;
    if let Some((kind, pointer, text)) = typed
        && !text.is_empty()
    {
        meant::take(model, kind, &pointer, &text);
        several::part(model, &pointer, &text);
    }
    if let Some(form) = &mut model.form {
        go(form);
        form.focus = form.focus.min(form.rows.len().saturating_sub(1));
        form.load_line();
        // Come back to, what was not understood is said again.
        let unread = form.unread.get(&form.row().pointer());
        if let (None, Some((_, wrong))) = (&model.notice, unread) {
            let wrong = *wrong;
            model.say(Part::Warn, &Text::of(wrong));
        }
    }
}

/// To the next field.
pub fn next(model: &mut Model) {
    leave(model, |form| {
        let filled = std::mem::take(&mut form.also);
        several::go_on(form, &filled);
    });
}

/// To the next field that did not come with the sailing: what was chosen as a whole need not be passed
/// field by field.
pub fn on(model: &mut Model) {
    leave(model, |form| {
        let mut filled = std::mem::take(&mut form.also);
        let came = form.sources.iter();
        let came = came.filter(|(_, source)| **source == Source::Sailing);
        filled.extend(came.map(|(pointer, _)| pointer.clone()));
        several::go_on(form, &filled);
    });
}

/// To the next line of a text of several lines; from an empty one, and from any other field, to the
/// next field.
fn enter(model: &mut Model) {
    if let Some(form) = &mut model.form
        && matches!(form.row().field.kind, Kind::Lines)
        && form.touched
        && form.line.at_end()
        && !form.line.is_empty()
        && !form.line.text().ends_with('\n')
    {
        form.line.insert("\n");
        return;
    }
    on(model);
}

/// Says the finding at the caret in full: beside the form there may not be room for all of it.
fn say_finding(model: &mut Model) {
    let Some(form) = &model.form else {
        return;
    };
    if let Some(finding) = super::findings_here(form, false) {
        let (part, message) = (Part::of(finding.severity), finding.message.clone());
        model.say(part, &message);
    }
}

/// To the next field with an open finding, as the rules see what was just typed.
fn to_open(model: &mut Model, ahead: bool) {
    leave(model, |_| {});
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    if form.unchecked {
        super::check(form, around);
    }
    match next_open(form, ahead, false) {
        Some(row) => {
            let said = model.notice.take();
            leave(model, |form| form.focus = row);
            model.notice = said;
            if model.notice.is_none() {
                say_finding(model);
            }
        }
        None => model.say(Part::Good, &Text::of("tui.said.nothing-open")),
    }
}

fn sections(model: &mut Model) {
    let Some(form) = &model.form else {
        return;
    };
    let choices = form
        .sections()
        .iter()
        .map(|(section, _)| {
            (
                model.look.say(&format!("tui.section.{section}")),
                Then::Section(*section),
            )
        })
        .collect();
    let mut menu = Menu::new(model.look.say("tui.menu.section"), choices);
    menu.list.cursor = Section::ALL
        .iter()
        .position(|section| *section == form.row().field.section)
        .unwrap_or(0);
    model.popups.push(Popup::Menu(menu));
}

/// Goes to a section's first row: what is typed may bring rows before it.
pub fn go_to_section(model: &mut Model, section: Section) {
    leave(model, |form| {
        let first = |row: &Row| row.field.section == section;
        if let Some(at) = form.rows.iter().position(first) {
            form.focus = at;
        }
    });
}
