//! What an answer of the desk does to the model.

use crate::domain::{DraftId, JobView, Text};
use crate::protocol::{Failure, FailureKind, Reply, Request};
use crate::reference::Reference;

use super::effects::{ask, ask_and_wait};
use super::look::{Part, Theme};
use super::model::{Model, Screen};
use super::msg::{Effect, Purpose};
use super::popup::{Dialog, Popup};
use super::screens::{drafts, form, handover, job, jobs, search, voyage};
use super::{answers, lookup, pages, refusal, resume, then, what_if, words};

/// Takes an answer.
pub fn take(model: &mut Model, purpose: Purpose, result: Result<Reply, Failure>) -> Vec<Effect> {
    match result {
        Ok(reply) => taken(model, purpose, reply),
        Err(failure) => refused(model, purpose, &failure),
    }
}

fn taken(model: &mut Model, purpose: Purpose, reply: Reply) -> Vec<Effect> {
    match (purpose, reply) {
        (Purpose::Search(_), Reply::Searched(found)) => search::found(model, found),
        (Purpose::Lookup(query), reply) => looked_up(model, &query, reply),
        (Purpose::Named(kind, query), Reply::Names(names)) => {
            model.shelves.tell(kind, query, names);
        }
        (Purpose::Queue, Reply::Lines(lines)) => {
            let shown = jobs::shown(model);
            model.queue.take(lines, shown);
            if model.screen == Screen::Queue && model.queue.is_on_gone() {
                jobs::say_gone(model);
            }
        }
        (Purpose::Jobs, Reply::Lines(lines)) => {
            let shown = jobs::shown(model);
            model.jobs.take(lines, shown);
        }
        (Purpose::Voyage(_), Reply::Lines(lines)) => voyage::take(model, lines),
        (Purpose::VoyageJob, Reply::Job(view)) => voyage::take_job(model, &view),
        (Purpose::Handover, Reply::Handover(page)) => handover::take(model, *page),
        (Purpose::TakenOver(of), Reply::Jobs(views)) => {
            return handover::taken_over(model, &of, &views);
        }
        (Purpose::OpenJob(_), Reply::Job(view)) => job::show(model, *view),
        (Purpose::Next, Reply::Job(view)) => {
            jobs::hand::took(model, &view.job.job_no);
            jobs::open_for(model, *view);
        }
        (Purpose::EditJob(_) | Purpose::Copy(_), Reply::Job(view)) => {
            let mut effects = form::draft_now(model);
            form::open_job(model, *view);
            then::draft_of(model);
            effects.extend(resume::arrive(model));
            return effects;
        }
        (Purpose::Peek(_), Reply::Job(view)) => peeked(model, &view),
        (Purpose::Act(_, action), Reply::Job(view)) => {
            model.queue.peeked = Some(view.clone());
            model.jobs.peeked = Some(view.clone());
            return job::with_view(model, action, &view);
        }
        (Purpose::Step(_), Reply::Job(view)) => {
            model.sent = None;
            return stepped(model, *view);
        }
        (Purpose::Store { book }, Reply::Job(view)) => return form::stored(model, *view, book),
        (Purpose::BookForm, Reply::Job(view)) => {
            model.form = None;
            model.go_back();
            return after_form(model, *view);
        }
        (Purpose::Facts(revision), Reply::FormFacts(facts)) => {
            let around = form::around(&model.desk);
            if let Some(form) = &mut model.form
                && form.facts_asked == revision
            {
                form::facts_came(form, *facts, revision, around);
            }
        }
        (Purpose::Draft, Reply::DraftKept(id)) => kept(model, &id),
        (Purpose::Returned(file), Reply::DraftKept(_)) => {
            let mut effects = ask(Purpose::Drafts, Request::Drafts);
            effects.push(Effect::Forget(file));
            return effects;
        }
        (Purpose::Merge(stale), Reply::Job(view)) => form::merge_with(model, *view, &stale),
        (Purpose::Follow(by), Reply::Job(view)) => form::follow(model, *view, &by),
        (Purpose::Imports, Reply::Imports(imports)) => {
            model.import.cut_short = imports;
        }
        (Purpose::Drafts, Reply::Drafts(lines)) => {
            // What the terminal cannot show is said before what lies ready.
            let may_say = model.screen != Screen::Drafts && model.notice.is_none();
            if may_say && !lines.is_empty() {
                model.say(
                    Part::Warn,
                    &Text::of("tui.said.drafts").with("count", lines.len()),
                );
            }
            model.drafts.lines = lines;
        }
        (Purpose::OpenDraft(_), Reply::Draft(draft)) => {
            let mut effects = drafts::go_on(model, draft);
            if effects.is_empty() {
                effects = resume::arrive(model);
            }
            return effects;
        }
        (Purpose::Discarded, _) => {
            model.say(Part::Good, &Text::of("tui.said.discarded"));
            return ask(Purpose::Drafts, Request::Drafts);
        }
        (Purpose::Marked, Reply::Job(view)) => {
            return voyage::marked(model, &view.job.job_no, view.job.status);
        }
        (Purpose::RollPreview(to), Reply::RollPreview(previews)) => {
            what_if::show(model, to, &previews);
        }
        (Purpose::Rolled, Reply::Jobs(views)) => return rolled(model, &views),
        (Purpose::Why(label), Reply::Why(lines)) => pages::why(model, &label, &lines),
        (Purpose::Questions(_), Reply::Questions(lines)) => pages::questions(model, &lines),
        (Purpose::Operators, Reply::Operators(operators)) => {
            handover::take_operators(model, &operators);
        }
        (Purpose::Templates, Reply::Templates(names)) => pages::templates(model, names),
        (Purpose::Template(_), Reply::Template(consignment)) => {
            then::use_template(model, &consignment);
        }
        (Purpose::Preferences, Reply::Preferences(settings)) => {
            preferences(model, settings);
            let effects = jobs::settle(model);
            resume::offer(model);
            return effects;
        }
        (Purpose::Said(key), _) => {
            model.queue.stale = true;
            // Of several, one that was refused is not covered by those that were done.
            if model
                .notice
                .as_ref()
                .is_none_or(|said| said.part != Part::Block)
            {
                model.say(Part::Good, &Text::of(key));
            }
        }
        _ => {}
    }
    Vec::new()
}

fn looked_up(model: &mut Model, query: &str, reply: Reply) {
    let current = matches!(
        model.popups.last(),
        Some(Popup::Lookup(lookup)) if lookup.asked.as_deref() == Some(query)
    );
    match reply {
        Reply::Searched(found) if current => lookup::sailings(model, &found.hits),
        Reply::Names(names) if current => lookup::names(model, &names),
        _ => {}
    }
}

fn peeked(model: &mut Model, view: &JobView) {
    let job_no = view.job.job_no.clone();
    for state in [&mut model.queue, &mut model.jobs] {
        if state.peeking.as_ref() == Some(&job_no) {
            state.peeking = None;
            state.peeked = Some(Box::new(view.clone()));
        }
    }
    if let Some(state) = &mut model.job
        && state.view.job.job_no == job_no
    {
        *state.view = view.clone();
    }
}

/// A step of the procedure is done.
fn stepped(model: &mut Model, view: JobView) -> Vec<Effect> {
    let in_form = model
        .form
        .as_deref()
        .and_then(form::Form::job)
        .is_some_and(|open| open.job.job_no == view.job.job_no);
    if in_form {
        // An amendment from the form: what was changed is on the job now, or waits there.
        model.form = None;
        if model.screen == Screen::Form {
            model.go_back();
            return after_form(model, view);
        }
    }
    jobs::finished(model, view)
}

/// The form is done with: the next item where items are worked through, else the job.
fn after_form(model: &mut Model, view: JobView) -> Vec<Effect> {
    if model.working {
        return jobs::finished(model, view);
    }
    model.queue.stale = true;
    let text = jobs::said(&model.look, &view);
    job::show(model, view);
    model.say(Part::Good, &text);
    Vec::new()
}

fn kept(model: &mut Model, id: &DraftId) {
    let form = model.form.as_mut();
    if let Some(form) = form.filter(|form| form.draft.as_ref() == Some(id)) {
        form.keeping = false;
    }
}

fn rolled(model: &mut Model, views: &[JobView]) -> Vec<Effect> {
    model.queue.marked.clear();
    model.jobs.marked.clear();
    model.queue.stale = true;
    model.jobs.stale = true;
    if let (Some(state), [view]) = (&mut model.job, views) {
        *state.view = view.clone();
    }
    model.say(
        Part::Good,
        &Text::of("tui.said.rolled").with("count", views.len()),
    );
    Vec::new()
}

fn preferences(model: &mut Model, settings: Vec<(String, String)>) {
    for (name, value) in &settings {
        match name.as_str() {
            "theme" if !model.thin => {
                model.look.theme = Theme::named(value).unwrap_or(model.look.theme);
            }
            "keymap" if !model.keymap_fixed => {
                model.keyboard.take_named(value);
            }
            "queue.mine" => model.queue.mine = value == "yes",
            "queue.filter" => model.queue.filter.clone_from(value),
            _ => {}
        }
    }
    model.preferences.extend(settings);
    model.queue.stale = true;
}

/// The company's tables have changed: the client goes by the same ones.
pub fn tables(model: &mut Model, tables: &[(String, String)]) {
    *model.desk.reference = Reference::of_files(tables);
    model.shelves = super::lookup::Shelves::default();
    if let Some(form) = &mut model.form {
        form.unchecked = true;
    }
}

/// The desk refused: what was wrong and what to do, and nothing typed is lost.
fn refused(model: &mut Model, purpose: Purpose, failure: &Failure) -> Vec<Effect> {
    match &purpose {
        // Not asked again before something else is typed.
        Purpose::Search(_) => model.search.answered = model.search.asked.take(),
        Purpose::Lookup(query) => lookup::answered(model, query),
        // What it could have meant nobody says: it stays as it was typed.
        Purpose::Named(kind, query) => model.shelves.tell(*kind, query.clone(), Vec::new()),
        Purpose::Queue => model.queue.asked = false,
        Purpose::Handover => model.handover.asked = false,
        Purpose::Preferences => model.queue.stale = true,
        Purpose::Jobs => model.jobs.asked = false,
        Purpose::Draft => {
            if let Some(form) = &mut model.form {
                form.keeping = false;
            }
        }
        Purpose::Peek(_) => {
            model.queue.peeking = None;
            model.jobs.peeking = None;
            return Vec::new();
        }
        Purpose::Marked => model.voyage.marking.clear(),
        Purpose::Next => {
            // An empty queue is no failure of the one who worked it off.
            model.working = false;
            model.go(Screen::Queue);
            model.behind.clear();
            model.queue.stale = true;
            let left = jobs::hand::passed(model).len();
            jobs::hand::begin_anew(model);
            if left > 0 && failure.kind == FailureKind::Refused {
                let text = Text::of("tui.said.looked-through").with("count", left);
                model.say(Part::Good, &text);
                return Vec::new();
            }
        }
        Purpose::Quiet | Purpose::Facts(_) if failure.kind != FailureKind::Degraded => {
            return Vec::new();
        }
        _ => {}
    }
    let sent = model.sent.take();
    if let Some(stale) = &failure.stale {
        let fields: Vec<String> = stale
            .changes
            .iter()
            .map(|change| answers::field_name(&model.look, change.field.as_str()))
            .collect();
        let said = if fields.is_empty() {
            "tui.said.stale-step"
        } else {
            "tui.said.stale"
        };
        let text = Text::of(said)
            .with("by", &stale.by)
            .with("at", words::moment_text(stale.at))
            .with("fields", fields.join(", "));
        model.say(Part::Block, &text);
        let job = model
            .form
            .as_deref()
            .and_then(form::Form::job)
            .map(|view| view.job.job_no.clone());
        if let (Purpose::Store { .. } | Purpose::BookForm | Purpose::Step(_), Some(job), true) =
            (&purpose, job, model.screen == Screen::Form)
        {
            // What was typed goes on top of what came first; nothing is sent before it was seen.
            let purpose = Purpose::Merge(Box::new(stale.clone()));
            return ask_and_wait(model, purpose, Request::Show(job));
        }
        if matches!(model.screen, Screen::Queue | Screen::Jobs) {
            // The one who works down a list stays in it; the line says how the job stands now.
            return jobs::reload(model);
        }
        if let Purpose::Step(job) = purpose {
            return ask_and_wait(model, Purpose::OpenJob(job.clone()), Request::Show(job));
        }
        return Vec::new();
    }
    let mut text = model.look.render(&failure.message);
    let hint = failure.hint.as_ref();
    if let Some(hint) = hint.and_then(|hint| refusal::hint(model, hint)) {
        text = format!("{text} · {hint}");
    }
    if let (Purpose::Step(_), Some(dialog)) = (&purpose, sent) {
        let wrong = Some(text);
        model
            .popups
            .push(Popup::Dialog(Dialog { wrong, ..*dialog }));
        return Vec::new();
    }
    model.notice = Some(super::model::Notice {
        text,
        part: Part::Block,
    });
    if let (Purpose::BookForm, Some(form)) = (&purpose, &mut model.form)
        && !failure.findings.is_empty()
    {
        form.panel.take(&failure.findings);
        form::go_to_first_open(form);
        form.load_line();
        let blocks = crate::domain::Counts::of(&failure.findings).block;
        let text = Text::of("tui.said.blocked").with("blocks", blocks);
        model.say(Part::Block, &text);
    }
    Vec::new()
}
