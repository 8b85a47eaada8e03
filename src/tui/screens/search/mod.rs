//! The schedule search: a line to type in, how it was read, and the sailings that fit.

mod view;

pub use view::{detail, view};

use crate::domain::{Consignment, Text};
use crate::keymap::Action;
use crate::protocol::{ListFilter, Request, SailingHit, Searched};
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::screens::form::{self, Form, Origin, Source};
use crate::tui::widgets::line::Line;
use crate::tui::widgets::list::ListState;

/// At most so many sailings are asked for.
const LIMIT: u32 = 100;

/// The search.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What is typed.
    pub line: Line,
    /// The query that the hits answer; none before the first.
    pub answered: Option<(String, bool)>,
    /// The query that is on its way.
    pub asked: Option<(String, bool)>,
    /// What was found.
    pub found: Searched,
    /// Where the list stands.
    pub list: ListState,
    /// Closed sailings too.
    pub closed: bool,
    /// Letters are keys.
    pub by_keys: bool,
}

impl State {
    /// The sailing under the cursor.
    pub fn current(&self) -> Option<&SailingHit> {
        self.found.hits.get(self.list.cursor)
    }

    /// The query as it stands, and whether it is for closed sailings, too.
    fn wanted(&self) -> (String, bool) {
        (self.line.text().trim().to_owned(), self.closed)
    }

    /// The rows that a model has for the list. On a small screen not all that are free: a typed
    /// character may change every row, and so many of them are what a thin line bears.
    pub fn shown(model: &Model) -> usize {
        let rows = model.body_rows().saturating_sub(2);
        if rows <= 18 { rows.min(15) } else { rows }
    }
}

/// Goes to the search, with something typed in it.
pub fn open(model: &mut Model, query: Option<&str>) {
    model.go(Screen::Search);
    if let Some(query) = query {
        model.search.line = Line::new(query);
        model.search.list = ListState::default();
    }
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = State::shown(model);
    let search = &mut model.search;
    if search.list.act(action, search.found.hits.len(), shown) {
        return Vec::new();
    }
    if search.line.act(action) {
        search.list = ListState::default();
        return Vec::new();
    }
    match action {
        Action::SearchTake => return take(model),
        Action::SearchClosed => search.closed = !search.closed,
        Action::SearchKeys => search.by_keys = true,
        Action::SearchType => search.by_keys = false,
        Action::SearchJobs => return jobs_of(model),
        _ => {}
    }
    Vec::new()
}

/// Types text.
pub fn text(model: &mut Model, text: &str) {
    model.search.line.insert(text);
    model.search.list = ListState::default();
}

/// Asks for what is typed, once a burst, and never while an answer is on its way.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let search = &mut model.search;
    let wanted = search.wanted();
    if search.asked.is_some() || search.answered.as_ref() == Some(&wanted) {
        return Vec::new();
    }
    search.asked = Some(wanted.clone());
    let request = Request::Search {
        query: wanted.0.clone(),
        limit: LIMIT,
        all: wanted.1,
    };
    ask(Purpose::Search(wanted.0), request)
}

/// The answer that the list waits for.
pub fn pending(model: &Model) -> Option<Purpose> {
    let wanted = model.search.wanted();
    (model.search.answered.as_ref() != Some(&wanted)).then_some(Purpose::Search(wanted.0))
}

/// Takes an answer.
pub fn found(model: &mut Model, found: Searched) {
    let shown = State::shown(model);
    let search = &mut model.search;
    search.answered = search.asked.take();
    search.found = found;
    let lines = search.found.hits.len();
    search.list.follow(lines, shown);
}

/// The sailing under the cursor into the open form, or into a new one.
fn take(model: &mut Model) -> Vec<Effect> {
    let Some(hit) = model.search.current() else {
        return Vec::new();
    };
    let sailing = hit.sailing.clone();
    if model.form.is_none() {
        let around = model.around();
        let form = Form::new(Origin::New, Consignment::default(), around);
        model.form = Some(Box::new(form));
    }
    let around = form::around(&model.desk);
    if let Some(form) = &mut model.form {
        form.commit(around);
        form.know(sailing.clone());
        let values = form::values_for(form, &sailing);
        form.set(&values, &Source::Sailing, around);
        form.go_to("/principal/name");
        form.load_line();
    }
    model.go(Screen::Form);
    model.say(
        Part::Good,
        &Text::of("tui.said.sailing-taken")
            .with("vessel", &sailing.vessel)
            .with("voyage", &sailing.voyage),
    );
    Vec::new()
}

fn jobs_of(model: &mut Model) -> Vec<Effect> {
    let Some(hit) = model.search.current() else {
        return Vec::new();
    };
    let id = hit.sailing.id.clone();
    model.jobs = super::jobs::State::default();
    model.jobs.filter = format!("sailing:{id}");
    model.go(Screen::Jobs);
    ask_and_wait(
        model,
        Purpose::Jobs,
        Request::List(ListFilter {
            sailing: Some(id),
            ..ListFilter::default()
        }),
    )
}
