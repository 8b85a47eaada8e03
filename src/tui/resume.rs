//! Where the operator was when the line dropped: kept on the desk, and offered at the next log-in.

use serde_json::{Map, Value, json};

use crate::domain::{DraftId, JobNo, SailingId, Text};
use crate::json::moment_text;
use crate::protocol::Request;

use super::desk;
use super::effects::ask_and_wait;
use super::model::{Model, Screen};
use super::msg::{Effect, Purpose};
use super::popup::{Menu, Popup, Then};
use super::screens::form;
use super::screens::{drafts, handover, import, job, jobs, search, voyage};
use super::widgets::line::Line;
use super::widgets::list::ListState;

/// The setting that it is kept as.
const SETTING: &str = "resume";

/// Where the operator was.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// The screen's name.
    screen: String,
    /// When the line dropped.
    at: String,
    /// What the screen is about: a query, a filter, a job, a sailing.
    about: String,
    /// The line under the cursor, by what it is where that is known, and by its number.
    line: String,
    cursor: usize,
    /// The form that was open.
    form: Option<OpenForm>,
}

/// A form that was open.
#[derive(Debug, Clone, PartialEq, Default)]
struct OpenForm {
    draft: Option<String>,
    job: Option<String>,
    /// Whose consignment, for the offer.
    principal: String,
    /// The field with the caret.
    field: String,
    /// What was typed and is no value yet, by field.
    typed: Vec<(String, String)>,
    /// The caret's byte in its field.
    caret: usize,
    /// What was being typed there, and what the field said before.
    begun: Option<(String, Value)>,
}

/// Keeps the form as a draft and the place as a setting: when the terminal goes away.
pub fn keep(model: &mut Model) -> Vec<Effect> {
    let mut place = place_of(model);
    let mut effects = form::draft_now(model);
    if let (Some(open), Some(form)) = (&mut place.form, model.form.as_deref()) {
        // Taking what was typed has told what of it is no value.
        open.typed = form
            .unread
            .iter()
            .map(|(field, (text, _))| (field.clone(), text.clone()))
            .collect();
    }
    if place.form.is_none() && model.screen == Screen::Queue && model.queue.list.cursor == 0 {
        return effects;
    }
    effects.extend(desk::keep(model, SETTING, Some(written(&place))));
    effects
}

fn place_of(model: &Model) -> Place {
    let list = |state: &ListState, line: Option<String>| (state.cursor, line.unwrap_or_default());
    let job_line = |state: &jobs::State| {
        let line = state.current().map(|line| line.job_no.to_string());
        list(&state.list, line)
    };
    let (about, (cursor, line)) = match model.screen {
        Screen::Search => (
            model.search.line.text().to_owned(),
            list(&model.search.list, None),
        ),
        Screen::Queue => (String::new(), job_line(&model.queue)),
        Screen::Jobs => (model.jobs.filter.clone(), job_line(&model.jobs)),
        Screen::Job => match &model.job {
            Some(state) => (state.view.job.job_no.to_string(), list(&state.list, None)),
            None => Default::default(),
        },
        Screen::Voyage => (
            match &model.voyage.voyage {
                Some(voyage::Voyage::Sailing(id)) => id.to_string(),
                _ => String::new(),
            },
            list(&model.voyage.list, None),
        ),
        Screen::Drafts => (String::new(), list(&model.drafts.list, None)),
        Screen::Import => (model.import.line.text().to_owned(), Default::default()),
        Screen::Form | Screen::Handover => Default::default(),
    };
    Place {
        screen: model.screen.name().to_owned(),
        at: moment_text(&model.desk.clock),
        about,
        line,
        cursor,
        form: model
            .form
            .as_deref()
            .filter(|form| form.is_changed() || model.screen == Screen::Form)
            .map(|form| OpenForm {
                draft: form.draft.as_ref().map(ToString::to_string),
                job: form.job().map(|view| view.job.job_no.to_string()),
                principal: form
                    .document
                    .consignment
                    .principal
                    .name
                    .clone()
                    .unwrap_or_default(),
                field: form.row().pointer(),
                typed: Vec::new(),
                caret: form.line.caret(),
                begun: form.touched.then(|| {
                    let before = form.document.at(&form.row().pointer()).clone();
                    (form.line.text().to_owned(), before)
                }),
            }),
    }
}

fn written(place: &Place) -> String {
    let form = place.form.as_ref().map(|form| {
        let typed: Map<String, Value> = form
            .typed
            .iter()
            .map(|(field, text)| (field.clone(), json!(text)))
            .collect();
        json!({ "draft": form.draft, "job": form.job, "principal": form.principal,
            "field": form.field, "typed": typed, "caret": form.caret,
            "begun": form.begun.as_ref().map(|(text, _)| text),
            "before": form.begun.as_ref().map(|(_, before)| before) })
    });
    json!({ "screen": place.screen, "at": place.at, "about": place.about, "line": place.line,
        "cursor": place.cursor, "form": form })
    .to_string()
}

fn read(text: &str) -> Option<Place> {
    let json: Value = serde_json::from_str(text).ok()?;
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let form = json
        .get("form")
        .filter(|form| form.is_object())
        .map(|form| OpenForm {
            draft: form["draft"].as_str().map(str::to_owned),
            job: form["job"].as_str().map(str::to_owned),
            principal: word(&form["principal"]),
            field: word(&form["field"]),
            typed: form["typed"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(field, text)| (field.clone(), word(text)))
                .collect(),
            caret: form["caret"]
                .as_u64()
                .and_then(|caret| usize::try_from(caret).ok())
                .unwrap_or(usize::MAX),
            begun: form["begun"]
                .as_str()
                .map(|text| (text.to_owned(), form["before"].clone())),
        });
    Some(Place {
        screen: word(&json["screen"]),
        at: word(&json["at"]),
        about: word(&json["about"]),
        line: word(&json["line"]),
        cursor: json["cursor"]
            .as_u64()
            .and_then(|cursor| usize::try_from(cursor).ok())
            .unwrap_or(0),
        form,
    })
}

/// Offers to go on where the line dropped, if it did.
pub fn offer(model: &mut Model) {
    let Some(place) = model.preferences.get(SETTING).and_then(|text| read(text)) else {
        return;
    };
    let look = model.look;
    let at = chrono::DateTime::parse_from_rfc3339(&place.at)
        .map_or_else(|_| place.at.clone(), super::words::moment_text);
    let screen = look.say(&format!("tui.screen.{}", place.screen));
    let what = match &place.form {
        Some(form) => [form.job.as_deref().unwrap_or_default(), &form.principal]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        None => place.about.clone(),
    };
    let title = look.render(
        &Text::of("tui.menu.resume")
            .with("at", at)
            .with("screen", screen)
            .with("what", what),
    );
    let choices = vec![
        (look.say("tui.menu.go-on"), Then::Resume(Box::new(place))),
        (look.say("tui.menu.begin-anew"), Then::Forget),
    ];
    model
        .popups
        .push(Popup::Menu(Menu::new(title.trim_end().to_owned(), choices)));
}

/// The offer is settled: it does not come again.
pub fn forget(model: &mut Model) -> Vec<Effect> {
    desk::keep(model, SETTING, None)
}

/// Goes on where the line dropped: the form first, then the screen that was shown.
pub fn go_on(model: &mut Model, place: Place) -> Vec<Effect> {
    let mut effects = forget(model);
    let Some(form) = place.form.clone() else {
        effects.extend(to_screen(model, &place));
        return effects;
    };
    let job = form.job.map(JobNo::new);
    let kept = match form.draft.map(DraftId::new) {
        Some(draft) => Some(draft),
        // Its draft was first kept while the line dropped: the newest one of the same job.
        None => model
            .drafts
            .lines
            .iter()
            .rfind(|kept| kept.line.job_no == job)
            .map(|kept| kept.line.draft.clone()),
    };
    model.resuming = Some(Box::new(place));
    effects.extend(match (kept, job) {
        (Some(draft), _) => ask_and_wait(
            model,
            Purpose::OpenDraft(draft.clone()),
            Request::Draft(draft),
        ),
        (None, Some(job)) => ask_and_wait(model, Purpose::EditJob(job.clone()), Request::Show(job)),
        (None, None) => {
            let mut effects = form::open_new(model);
            effects.extend(arrive(model));
            effects
        }
    });
    effects
}

/// The form is open again: the caret where it was, what was typed in it, the screen before it.
pub fn arrive(model: &mut Model) -> Vec<Effect> {
    let Some(place) = model.resuming.take() else {
        return Vec::new();
    };
    let around = form::around(&model.desk);
    if let (Some(kept), Some(form)) = (&place.form, &mut model.form) {
        for (field, text) in &kept.typed {
            if form.go_to(field) {
                form.line = Line::new(text.clone());
                form.touched = true;
                form.commit(around);
            }
        }
        let is_there = form.go_to(&kept.field);
        if let (true, Some((text, before))) = (is_there, &kept.begun) {
            // What was being typed is no value before its field is left.
            form.set(
                &[(kept.field.clone(), before.clone())],
                &form::Source::Typed,
                around,
            );
            form.unread.remove(&kept.field);
            form.line = Line::with_caret(text.clone(), kept.caret);
            form.touched = true;
        } else {
            form.load_line();
            form.line = Line::with_caret(form.line.text(), kept.caret);
        }
    }
    if place.screen == Screen::Form.name() {
        Vec::new()
    } else {
        to_screen(model, &place)
    }
}

fn to_screen(model: &mut Model, place: &Place) -> Vec<Effect> {
    let at = |list: &mut ListState, lines: usize| {
        list.cursor = place.cursor;
        list.follow(lines.max(place.cursor + 1), 1);
    };
    match place.screen.as_str() {
        "search" => {
            search::open(model, Some(&place.about));
            at(&mut model.search.list, 0);
            Vec::new()
        }
        "queue" => {
            let found = model
                .queue
                .lines
                .iter()
                .position(|line| line.job_no.as_str() == place.line);
            let shown = jobs::shown(model);
            let lines = model.queue.lines.len();
            model.queue.list.cursor = found.unwrap_or(place.cursor);
            model.queue.list.follow(lines, shown);
            Vec::new()
        }
        "jobs" => {
            at(&mut model.jobs.list, 0);
            jobs::open_jobs(model, Some(&place.about))
        }
        "job" => job::open(model, JobNo::new(place.about.clone())),
        "voyage" => {
            let sailing = (!place.about.is_empty()).then(|| SailingId::new(place.about.clone()));
            let effects = voyage::open(model, sailing);
            at(&mut model.voyage.list, 0);
            effects
        }
        "handover" => handover::open(model),
        "drafts" => drafts::open(model),
        // At the file: what was cut short is run again from there.
        "import" => import::go_back_to(model, &place.about),
        _ => Vec::new(),
    }
}
