//! The operator's unsaved forms.

use ratatui::layout::Rect;

use crate::domain::Text;
use crate::keymap::Action;
use crate::protocol::{Draft, DraftSummary, Request};
use crate::tui::draw::Canvas;
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::screens::form::{Document, Form, Origin, around, go_on_with, tell_clashes};
use crate::tui::widgets::list::ListState;
use crate::tui::words;

/// The drafts.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// A line each, oldest first.
    pub lines: Vec<DraftSummary>,
    /// Where it stands.
    pub list: ListState,
    /// A draft whose job is on its way.
    pub opening: Option<Draft>,
}

/// Goes to the drafts.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.go(Screen::Drafts);
    ask_and_wait(model, Purpose::Drafts, Request::Drafts)
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = model.body_rows().saturating_sub(1);
    let state = &mut model.drafts;
    if state.list.act(action, state.lines.len(), shown) {
        return Vec::new();
    }
    let Some(draft) = state
        .lines
        .get(state.list.cursor)
        .map(|kept| kept.line.draft.clone())
    else {
        return Vec::new();
    };
    match action {
        Action::DraftsOpen => ask_and_wait(
            model,
            Purpose::OpenDraft(draft.clone()),
            Request::Draft(draft),
        ),
        Action::DraftsDiscard => ask(Purpose::Discarded, Request::DiscardDraft(draft)),
        _ => Vec::new(),
    }
}

/// Goes on with a draft; one of a job needs that job first.
pub fn go_on(model: &mut Model, draft: Draft) -> Vec<Effect> {
    if let Some(job) = draft.line.job_no.clone() {
        model.drafts.opening = Some(draft);
        return ask_and_wait(model, Purpose::EditJob(job.clone()), Request::Show(job));
    }
    let form = Form::new(
        Origin::New,
        crate::domain::Consignment::default(),
        around(&model.desk),
    );
    model.form = Some(Box::new(form));
    fill(model, &draft);
    model.go(Screen::Form);
    Vec::new()
}

/// Puts a draft's content into the open form.
pub fn fill(model: &mut Model, draft: &Draft) {
    let around = around(&model.desk);
    let Some(form) = model.form.as_deref() else {
        return;
    };
    let read = serde_json::from_str::<serde_json::Value>(&draft.content)
        .map_err(|error| error.to_string())
        .and_then(|kept| {
            let (json, clashes) = go_on_with(form, &kept);
            Document::read(&json, around.reference, around.zone)
                .map(|document| (document, clashes))
                .map_err(|error| error.to_string())
        });
    match read {
        Ok((document, clashes)) => {
            if let Some(form) = &mut model.form {
                form.put(document, around);
                form.draft = Some(draft.line.draft.clone());
                form.kept = form.revision;
                form.load_line();
            }
            tell_clashes(model, &clashes);
        }
        Err(error) => model.say(
            Part::Block,
            &Text::of("tui.said.draft-unread").with("error", error),
        ),
    }
}

/// Draws the drafts.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let look = &model.look;
    let state = &model.drafts;
    if state.lines.is_empty() {
        canvas.part(
            area.x + 2,
            area.y + 1,
            area.width,
            &look.say("tui.drafts.none"),
            Part::Dim,
        );
        return;
    }
    for (x, name) in [(2, "kept"), (15, "job"), (30, "principal"), (57, "pod")] {
        let label = look.say(&format!("tui.column.{name}"));
        canvas.part(area.x + x, area.y, 20, &label, Part::Dim);
    }
    let rows = usize::from(area.height.saturating_sub(1));
    for (row, here, kept) in state.list.shown(&state.lines, rows) {
        let y = area.y + 1 + row;
        if here {
            canvas.cursor(area.x, y);
        }
        canvas.text(area.x + 2, y, 12, &words::moment_text(kept.line.at));
        let job = kept
            .line
            .job_no
            .as_ref()
            .map_or_else(|| look.say("tui.form.new"), ToString::to_string);
        canvas.text(area.x + 15, y, 14, &job);
        let principal = kept.principal.as_deref().unwrap_or("-");
        canvas.text(area.x + 30, y, 26, principal);
        let pod = kept.pod.as_deref().unwrap_or_default();
        canvas.text(area.x + 57, y, 23, pod);
    }
}
