//! What keys do in the form.

use serde_json::{Value, json};

use super::fields::{Kind, Section};
use super::ghost::ghost;
use super::rows::is_blank;
use super::state::{Form, Origin, Source};
use super::values;
use super::{around, send};
use crate::domain::{AnswerBy, Consignment, Finding, Text};
use crate::keymap::Action;
use crate::protocol::Request;
use crate::tui::effects::ask;
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Dialog, Menu, Popup, Target, Then};
use crate::tui::screens::job;
use crate::tui::widgets::line::Line;
use crate::tui::{answers, lookup};

/// Opens a blank form; one that is open and changed is kept as a draft first.
pub fn open_new(model: &mut Model) -> Vec<Effect> {
    let effects = super::draft_now(model);
    let form = Form::new(Origin::New, Consignment::default(), model.around());
    model.form = Some(Box::new(form));
    model.go(Screen::Form);
    effects
}

/// Types text into the field with the caret.
pub fn text(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    let kind = form.row().field.kind;
    if let Kind::Sailing = kind {
        return lookup::open(model, text);
    }
    match kind {
        Kind::Choice(_, words) => return choose(model, text, &words()),
        Kind::YesNo => return choose(model, text, &["yes", "no"]),
        _ => {}
    }
    form.line.insert(text);
    form.touched = true;
    if model.keyboard.keymap.auto_advance && is_full(kind, form.line.text()) {
        next(model);
    }
    Vec::new()
}

/// Whether nothing more fits a field: it goes on by itself then.
fn is_full(kind: Kind, text: &str) -> bool {
    match kind {
        Kind::Day => text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()),
        Kind::Port => text.len() == 5 && text.parse::<crate::domain::UnLocode>().is_ok(),
        Kind::Carrier => text.len() == 4 && text.parse::<crate::domain::Scac>().is_ok(),
        _ => false,
    }
}

/// A choice by its first letters: once one is left it is taken, and the caret goes on.
fn choose(model: &mut Model, text: &str, words: &[&'static str]) -> Vec<Effect> {
    let Some(form) = &mut model.form else {
        return Vec::new();
    };
    if text == " " {
        return lookup::open(model, "");
    }
    let typed = if form.touched {
        format!("{}{text}", form.line.text())
    } else {
        text.to_owned()
    };
    let found = match words {
        ["yes", "no"] => values::yes_no(&typed).map(|yes| if yes { "yes" } else { "no" }),
        words => values::one_of(&typed, words),
    };
    let begins = words
        .iter()
        .any(|word| word.to_lowercase().starts_with(&typed.to_lowercase()));
    if let Some(word) = found {
        form.line = Line::new(word);
        form.touched = true;
        next(model);
    } else if begins {
        form.line = Line::new(typed);
        form.touched = true;
    } else {
        model.say(Part::Warn, &Text::of("tui.read.choice"));
    }
    Vec::new()
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if model.form.is_none() {
        return open_new(model);
    }
    if let Some(effects) = move_about(model, action) {
        return effects;
    }
    if let Some(effects) = change(model, action) {
        return effects;
    }
    match action {
        Action::FormFix => fix(model),
        Action::FormAnswer => answer(model),
        Action::FormAsk => ask_questions(model),
        Action::FormConfirmed => confirmed(model),
        Action::FormSave => send::save(model, false),
        Action::FormBook => send::save(model, true),
        Action::FormDiscard => discard(model),
        Action::FormTemplate => ask(Purpose::Templates, Request::Templates),
        Action::FormWhy => why(model),
        _ => Vec::new(),
    }
}

fn move_about(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::FormNext => next(model),
        Action::FormPrevious => leave(model, |form| form.focus = form.focus.saturating_sub(1)),
        Action::FormOpenNext => leave(model, |form| go_to_open(form, true, false)),
        Action::FormOpenPrevious => leave(model, |form| go_to_open(form, false, false)),
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
        Action::TextRight if form.line.at_end() => take_ghost(model),
        Action::FormTake => take_ghost(model),
        Action::FormDup => dup(model),
        Action::FormAddLine | Action::FormRemoveLine => lines(model, action),
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
                model.say(Part::Dim, &Text::of("tui.said.nothing-to-undo"));
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
fn leave(model: &mut Model, go: impl FnOnce(&mut Form)) {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let section = form.row().field.section;
    let understood = form.commit(around);
    if !understood && let Some((_, wrong)) = form.unread.get(&form.row().pointer()) {
        let wrong = *wrong;
        go(form);
        form.load_line();
        model.say(Part::Warn, &Text::of(wrong));
        return;
    }
    go(form);
    form.focus = form.focus.min(form.rows.len().saturating_sub(1));
    if form.row().field.section != section {
        form.panel.settle();
    }
    form.load_line();
    model.notice = None;
}

/// To the next field. In a text of several lines, to the next line; an empty one leaves it.
pub fn next(model: &mut Model) {
    if let Some(form) = &mut model.form
        && matches!(form.row().field.kind, Kind::Lines)
        && form.touched
        && !form.line.text().is_empty()
        && !form.line.text().ends_with('\n')
        && form.line.at_end()
    {
        form.line.insert("\n");
        return;
    }
    leave(model, |form| {
        form.focus = (form.focus + 1).min(form.rows.len() - 1);
    });
}

/// To the next field that an open block or warning looks at, round the end; from the beginning with
/// `first`.
pub fn go_to_open(form: &mut Form, ahead: bool, first: bool) {
    let count = form.rows.len();
    let order: Vec<usize> = match (first, ahead) {
        (true, _) => (0..count).collect(),
        (false, true) => (1..=count)
            .map(|step| (form.focus + step) % count)
            .collect(),
        (false, false) => (1..=count)
            .map(|step| (form.focus + count - step) % count)
            .collect(),
    };
    let grave = |at: &&usize| {
        let pointer = form.rows[**at].pointer();
        form.panel
            .severity_at(&pointer)
            .is_some_and(|severity| severity != crate::domain::Severity::Hint)
    };
    // A field that is still blank comes before one whose value is only doubted.
    let found = order.iter().find(grave).copied();
    if let Some(at) = found {
        form.focus = at;
    }
}

fn sections(model: &mut Model) {
    let Some(form) = &model.form else {
        return;
    };
    let choices = form
        .sections()
        .iter()
        .map(|(section, at)| {
            (
                model.look.say(&format!("tui.section.{section}")),
                Then::Section(*at),
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

/// Goes to a row, by a menu.
pub fn go_to_row(model: &mut Model, at: usize) {
    leave(model, |form| form.focus = at);
}

/// Takes the grey text; whether there was some.
fn take_ghost(model: &mut Model) {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let pointer = form.row().pointer();
    if !form.line.is_empty() {
        return;
    }
    if let Some((value, job)) = ghost(form, &pointer) {
        form.set(&[(pointer, value)], &Source::Job(job), around);
        form.load_line();
        leave(model, |form| {
            form.focus = (form.focus + 1).min(form.rows.len() - 1);
        });
    }
}

/// The value of the line above, or of the customer's last job, whatever stands here now.
fn dup(model: &mut Model) {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let row = form.row();
    let pointer = row.pointer();
    let above = row
        .line
        .checked_sub(1)
        .map(|line| form.document.at(&row.field.pointer(line)).clone())
        .filter(|value| !is_blank(value))
        .map(|value| (value, Source::Typed));
    let last = || {
        let last = form.facts.last_job.as_deref()?;
        let json = crate::json::write_consignment(&last.job.consignment);
        let value = json
            .pointer(&pointer)
            .filter(|value| !is_blank(value))?
            .clone();
        Some((value, Source::Job(last.job.job_no.clone())))
    };
    match above.or_else(last) {
        Some((value, source)) => {
            form.set(&[(pointer, value)], &source, around);
            form.load_line();
            leave(model, |form| {
                form.focus = (form.focus + 1).min(form.rows.len() - 1);
            });
        }
        None => model.say(Part::Dim, &Text::of("tui.said.nothing-to-dup")),
    }
}

/// A line more, or one less, of the list that the caret is in.
fn lines(model: &mut Model, action: Action) {
    let around = around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    form.commit(around);
    let row = form.row();
    let Some(array) = row.field.array() else {
        model.say(Part::Dim, &Text::of("tui.said.no-line"));
        return;
    };
    let mut items = form
        .document
        .at(array)
        .as_array()
        .cloned()
        .unwrap_or_default();
    if action == Action::FormAddLine {
        form.extra = Some(array);
        form.lay_out(around);
        let last = items.len();
        if let Some(first) = form
            .rows
            .iter()
            .position(|row| row.field.array() == Some(array) && row.line == last)
        {
            form.focus = first;
        }
    } else if row.line < items.len() {
        items.remove(row.line);
        form.set(
            &[(array.to_owned(), Value::Array(items))],
            &Source::Typed,
            around,
        );
    }
    form.load_line();
}

/// The findings at the caret, the gravest first; else the gravest of all.
fn finding_here(form: &Form) -> Option<&Finding> {
    let pointer = form.row().pointer();
    form.panel
        .at(&pointer)
        .first()
        .copied()
        .or_else(|| form.panel.open().min_by_key(|finding| finding.severity))
}

fn fix(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let Some(finding) = model.form.as_deref().and_then(finding_here).cloned() else {
        model.say(Part::Dim, &Text::of("tui.said.no-finding"));
        return Vec::new();
    };
    match finding.fixes.as_slice() {
        [] => model.say(Part::Dim, &Text::of("tui.said.no-fix")),
        [_] => return apply(model, &finding.id(), 0),
        several => {
            let choices = several
                .iter()
                .enumerate()
                .map(|(at, fix)| (model.look.render(&fix.label), Then::Fix(finding.id(), at)))
                .collect();
            let menu = Menu::new(model.look.render(&finding.message), choices);
            model.popups.push(Popup::Menu(menu));
        }
    }
    Vec::new()
}

fn apply(model: &mut Model, finding: &str, choice: usize) -> Vec<Effect> {
    super::apply_fix(model, finding, choice);
    Vec::new()
}

fn answer(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let Some(finding) = finding_here(form).cloned() else {
        model.say(Part::Dim, &Text::of("tui.said.no-finding"));
        return Vec::new();
    };
    let target = Target {
        job: form.job().map(|view| view.job.job_no.clone()),
        rule: finding.rule.clone(),
        field: finding.at.clone(),
    };
    let ways: Vec<AnswerBy> = finding.answers.clone();
    answers::offer(model, &finding, target, &ways);
    Vec::new()
}

fn ask_questions(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    if let Some(view) = form.job() {
        return job::ask_questions(std::slice::from_ref(&view.job.job_no));
    }
    let questions: Vec<String> = form
        .panel
        .open()
        .filter_map(|finding| finding.ask.as_ref())
        .enumerate()
        .map(|(at, text)| format!("{}. {}", at + 1, model.look.render(text)))
        .collect();
    answers::show_page(model, "tui.page.questions", questions, None);
    Vec::new()
}

/// Who confirmed what the clerk filled in at the caret.
fn confirmed(model: &mut Model) -> Vec<Effect> {
    leave(model, |_| {});
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let row = form.row();
    let contact = form
        .document
        .consignment
        .principal
        .contact
        .clone()
        .unwrap_or_default();
    let label = model.look.say(&row.field.label());
    let dialog = Dialog::new(
        model.look.say("tui.dialog.confirmed"),
        Then::Confirmed(row.pointer()),
    )
    .about(vec![format!("{label}: {}", form.text_of(row))])
    .entry(
        model.look.say("tui.dialog.by"),
        &contact,
        model.look.say("tui.dialog.by-hint"),
    );
    model.popups.push(Popup::Dialog(dialog));
    Vec::new()
}

fn discard(model: &mut Model) -> Vec<Effect> {
    let choices = vec![
        (
            model.look.say("tui.menu.keep"),
            Then::Run(Action::AppRedraw),
        ),
        (model.look.say("tui.menu.discard"), Then::Discard),
    ];
    let menu = Menu::new(model.look.say("tui.menu.discard-title"), choices);
    model.popups.push(Popup::Menu(menu));
    Vec::new()
}

fn why(model: &mut Model) -> Vec<Effect> {
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let row = form.row();
    let pointer = row.pointer();
    if let Some(view) = form.job() {
        ask(
            Purpose::Why(model.look.say(&row.field.label())),
            Request::Why {
                job: view.job.job_no.clone(),
                field: crate::domain::Pointer::new(pointer),
            },
        )
    } else {
        let text = source_text(model, form, &pointer);
        answers::show_page(model, "tui.page.why", vec![text], None);
        Vec::new()
    }
}

/// Where a value came from, in words.
pub fn source_text(model: &Model, form: &Form, pointer: &str) -> String {
    let text = match form.sources.get(pointer) {
        None => Text::of("tui.source.none"),
        Some(Source::Typed) => Text::of("tui.source.typed"),
        Some(Source::Sailing) => Text::of("tui.source.sailing"),
        Some(Source::Lookup) => Text::of("tui.source.lookup"),
        Some(Source::Fix) => Text::of("tui.source.fix"),
        Some(Source::Job(job)) => Text::of("tui.source.job").with("job", job),
    };
    model.look.render(&text)
}

/// Sets a value that a menu or look-up gave at the caret, and goes on.
pub fn take_value(model: &mut Model, values: &[(String, Value)], source: &Source) {
    let around = around(&model.desk);
    if let Some(form) = &mut model.form {
        form.touched = false;
        form.set(values, source, around);
        form.load_line();
    }
    leave(model, |form| {
        form.focus = (form.focus + 1).min(form.rows.len() - 1);
    });
}

/// The JSON of a word chosen from a list.
pub fn word_value(kind: Kind, word: &str) -> Value {
    match kind {
        Kind::YesNo => json!(word == "yes"),
        _ => json!(word),
    }
}
