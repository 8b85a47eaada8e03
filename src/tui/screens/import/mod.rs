//! A schedule file in, step by step: the file, how its columns are read, what it would change, go.

mod columns;
mod outcome;
mod view;

pub use columns::correct;
use columns::{column, order};
pub use view::view;

use crate::client::import::{Imported, Progress, sender_key};
use crate::domain::Text;
use crate::keymap::{Action, Context};
use crate::protocol::{ImportLine, Request};
use crate::schedule::{ColumnMapping, Preview};
use crate::tui::effects::{ask, ask_and_wait};
use crate::tui::importing::{Entry, News, Order, Wanted, parted};
use crate::tui::look::Part;
use crate::tui::model::{Model, Screen};
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Dialog, Popup, Then};
use crate::tui::widgets::line::Line;
use crate::tui::widgets::list::ListState;

/// The step that the screen is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Which file.
    #[default]
    Choose,
    /// On its way: how it would be read.
    Looking,
    /// How its columns are read.
    Columns,
    /// On its way: what would change, or the import itself.
    Running {
        /// Only what would change.
        dry_run: bool,
    },
    /// What it would change.
    Changes,
    /// What it has changed.
    Done,
}

/// The import.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The step.
    pub stage: Stage,
    /// The path as typed.
    pub line: Line,
    /// What may be meant by it.
    pub entries: Vec<Entry>,
    /// The path that those are of: another is being looked up.
    pub listed: Option<String>,
    /// What was asked of entries that were still to come.
    pub wanted: Option<Action>,
    /// The list of the step.
    pub list: ListState,
    /// The file.
    pub file: String,
    /// The carrier of rows that name none.
    pub carrier: Option<crate::domain::Scac>,
    /// How it is read.
    pub preview: Option<Preview>,
    /// What was corrected.
    pub mapping: ColumnMapping,
    /// What came of it.
    pub outcome: Vec<(Part, String)>,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Imports that were cut short.
    pub cut_short: Vec<ImportLine>,
}

/// Goes to the import, at its first step unless one is under way: what was left half looked at does
/// not take the next file's name for commands.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if !matches!(model.import.stage, Stage::Looking | Stage::Running { .. }) {
        model.import = State::default();
    }
    model.go(Screen::Import);
    list(model)
}

/// Goes to the import with the path of before.
pub fn go_back_to(model: &mut Model, path: &str) -> Vec<Effect> {
    let effects = open(model);
    model.import.line = Line::new(path.to_owned());
    if model.import.stage == Stage::Choose {
        return list(model);
    }
    effects
}

/// Asks for the files of the path, and for the imports that were cut short.
fn list(model: &Model) -> Vec<Effect> {
    let mut effects = vec![Effect::Import(Order::List(
        model.import.line.text().to_owned(),
    ))];
    effects.extend(ask(Purpose::Imports, Request::Imports));
    effects
}

/// Types into the path.
pub fn text(model: &mut Model, text: &str) -> Vec<Effect> {
    let state = &mut model.import;
    if state.stage != Stage::Choose || state.wanted.is_some() {
        return Vec::new();
    }
    state.line.insert(text);
    state.list = ListState::default();
    vec![Effect::Import(Order::List(state.line.text().to_owned()))]
}

/// Does an action.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = model.body_rows().saturating_sub(4);
    let state = &mut model.import;
    let lines = match state.stage {
        Stage::Choose => state.entries.len(),
        Stage::Columns => state.preview.as_ref().map_or(0, |it| it.columns.len()),
        Stage::Looking => 0,
        Stage::Running { .. } | Stage::Changes | Stage::Done => state.outcome.len(),
    };
    if state.list.act(action, lines, shown) {
        return Vec::new();
    }
    if state.stage == Stage::Choose && state.line.act(action) {
        state.list = ListState::default();
        return vec![Effect::Import(Order::List(state.line.text().to_owned()))];
    }
    // Typed fast, Enter comes before the entries do: those of what stood there before are not meant.
    let is_behind = state.listed.as_deref() != Some(state.line.text());
    if matches!(action, Action::ImportComplete | Action::ImportChoose)
        && state.stage == Stage::Choose
        && is_behind
    {
        state.wanted = Some(action);
        return Vec::new();
    }
    match (action, state.stage) {
        (Action::ImportComplete, Stage::Choose) => complete(state),
        (Action::ImportChoose, Stage::Choose) => choose(model),
        (Action::ImportNext, Stage::Columns) => go(model, true),
        (Action::ImportNext, Stage::Changes) => go(model, false),
        (Action::ImportNext, Stage::Done) => open(model),
        (Action::ImportColumn, Stage::Columns) => column(model),
        (Action::ImportOrder, Stage::Columns) => order(model),
        (Action::ImportCarrier, Stage::Columns) => {
            let look = model.look;
            let dialog = Dialog::new(look.say("tui.import.carrier"), Then::ImportCarrier).entry(
                look.say("tui.import.carrier-is"),
                "",
                String::new(),
            );
            model.popups.push(Popup::Dialog(dialog));
            Vec::new()
        }
        (Action::ImportCancel, stage) => cancel(model, stage),
        _ => Vec::new(),
    }
}

/// Puts the entry under the cursor into the path.
fn complete(state: &mut State) -> Vec<Effect> {
    let Some(entry) = state.entries.get(state.list.cursor) else {
        return Vec::new();
    };
    let (folder, _) = parted(state.line.text());
    let folder = if folder == "./" { "" } else { &folder };
    let slash = if entry.is_folder { "/" } else { "" };
    state.line = Line::new(format!("{folder}{}{slash}", entry.name));
    state.list = ListState::default();
    vec![Effect::Import(Order::List(state.line.text().to_owned()))]
}

/// Takes the file; a folder is gone into.
fn choose(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.import;
    let (folder, name) = parted(state.line.text());
    let is_exact = state.entries.iter().any(|entry| entry.name == name);
    let under = state.entries.get(state.list.cursor).cloned();
    let entry = match under {
        Some(entry) if !is_exact || state.list.cursor > 0 => Some(entry),
        _ => state
            .entries
            .iter()
            .find(|entry| entry.name == name)
            .cloned(),
    };
    if entry.as_ref().is_some_and(|entry| entry.is_folder) {
        return complete(state);
    }
    if entry.is_none() && name.is_empty() {
        return Vec::new();
    }
    let file = entry.map_or(name, |entry| entry.name);
    state.file = format!("{folder}{file}");
    state.mapping = ColumnMapping::default();
    state.carrier = None;
    state.preview = None;
    look(model, false)
}

/// Looks how the file is read; `corrected` with the corrections of now, else with those remembered.
fn look(model: &mut Model, corrected: bool) -> Vec<Effect> {
    let mut wanted = wanted(model);
    if !corrected {
        wanted.mapping = None;
    }
    let remembered = model
        .preferences
        .iter()
        .filter(|(name, _)| name.starts_with(&sender_key("")))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    model.import.stage = Stage::Looking;
    model.import.progress = None;
    vec![Effect::Import(Order::Look(Box::new(wanted), remembered))]
}

fn wanted(model: &Model) -> Wanted {
    let state = &model.import;
    Wanted {
        file: state.file.clone(),
        carrier: state.carrier.clone(),
        as_of: model.desk.now.date_naive(),
        mapping: Some(state.mapping.clone()),
    }
}

/// Runs it, or what it would change.
fn go(model: &mut Model, dry_run: bool) -> Vec<Effect> {
    let wanted = wanted(model);
    let state = &mut model.import;
    state.stage = Stage::Running { dry_run };
    state.progress = None;
    state.outcome = Vec::new();
    state.list = ListState::default();
    vec![Effect::Import(Order::Run(Box::new(wanted), dry_run))]
}

/// One step back in what is looked at but not in yet; none where the screen is left.
pub fn step_back(model: &mut Model) -> Option<Vec<Effect>> {
    let stage = model.import.stage;
    let is_here = model.screen == Screen::Import;
    (is_here && matches!(stage, Stage::Columns | Stage::Changes)).then(|| cancel(model, stage))
}

fn cancel(model: &mut Model, stage: Stage) -> Vec<Effect> {
    let state = &mut model.import;
    match stage {
        Stage::Looking | Stage::Running { .. } => return vec![Effect::Import(Order::Stop)],
        Stage::Changes => state.stage = Stage::Columns,
        Stage::Columns => {
            state.stage = Stage::Choose;
            state.list = ListState::default();
            return list(model);
        }
        Stage::Done => return open(model),
        Stage::Choose => {}
    }
    state.list = ListState::default();
    Vec::new()
}

/// The carrier of rows that name none.
pub fn carrier(model: &mut Model, named: Option<&str>) -> Result<Vec<Effect>, &'static str> {
    model.import.carrier = match named {
        None => None,
        Some(named) => Some(
            model
                .desk
                .reference
                .carrier(named)
                .ok_or("tui.import.no-such-carrier")?
                .scac
                .clone(),
        ),
    };
    let mut effects = keep_carrier(model);
    effects.extend(look(model, true));
    Ok(effects)
}

/// The setting that a sender's carrier is kept as, beside its columns.
fn carrier_key(preview: &Preview) -> String {
    format!("carrier of {}", sender_key(&preview.signature()))
}

/// Remembers the carrier for files with the same headings.
fn keep_carrier(model: &mut Model) -> Vec<Effect> {
    let Some(name) = model.import.preview.as_ref().map(carrier_key) else {
        return Vec::new();
    };
    let value = model.import.carrier.as_ref().map(ToString::to_string);
    crate::tui::desk::keep(model, &name, value)
}

/// What came of an order.
pub fn news(model: &mut Model, news: News) -> Vec<Effect> {
    let look = model.look;
    let state = &mut model.import;
    match news {
        News::Listed(typed, entries) => {
            if typed == state.line.text() {
                state.entries = entries;
                state.listed = Some(typed);
                if let Some(action) = state.wanted.take() {
                    return act(model, action);
                }
            }
        }
        News::Looked(looked) => match *looked {
            Ok((preview, mapping)) => {
                // Corrected, the cursor stays on its column.
                if state.preview.is_none() {
                    state.list = ListState::default();
                }
                if state.preview.is_none() && state.carrier.is_none() {
                    let kept = model.preferences.get(&carrier_key(&preview));
                    state.carrier = kept.and_then(|scac| scac.parse().ok());
                }
                state.stage = Stage::Columns;
                state.preview = Some(preview);
                state.mapping = mapping;
            }
            Err(failure) => {
                state.stage = match state.preview {
                    None => Stage::Choose,
                    Some(_) => Stage::Columns,
                };
                let text = look.render(&failure.message);
                model.say(
                    Part::Block,
                    &Text::of("tui.import.unread").with("why", text),
                );
            }
        },
        News::Progress(progress) => state.progress = Some(progress),
        News::Ended(dry_run, imported) => return ended(model, dry_run, *imported),
    }
    Vec::new()
}

fn ended(
    model: &mut Model,
    dry_run: bool,
    imported: Result<Imported, crate::protocol::Failure>,
) -> Vec<Effect> {
    let look = model.look;
    let key = model
        .keyboard
        .key_text(Context::ImportKeys, Action::ImportCarrier);
    let state = &mut model.import;
    state.progress = None;
    match imported {
        Ok(imported) => {
            state.outcome = outcome::lines(&look, &imported, &key.unwrap_or_default());
            state.list = ListState::default();
            state.stage = if dry_run { Stage::Changes } else { Stage::Done };
            Vec::new()
        }
        Err(failure) => {
            state.stage = Stage::Columns;
            let text = look.render(&failure.message);
            model.say(
                Part::Block,
                &Text::of("tui.import.unread").with("why", text),
            );
            ask_and_wait(model, Purpose::Imports, Request::Imports)
        }
    }
}
