//! A piece of a name typed where something is named: `qd`, `nb`, a customer's short name. What it means
//! beyond doubt becomes the value as the field is left, and is said with the key that gives back what
//! was typed; what could be several is none of them, and they are named.

use serde_json::{Value, json};

use super::fields::Kind;
use super::origin::Source;
use super::state::Form;
use crate::domain::Text;
use crate::keymap::{Action, Context};
use crate::names::{Meant, meant};
use crate::protocol::{LookupKind, Request};
use crate::search::fold::{fold, is_word};
use crate::search::{Form as Name, FormKind};
use crate::tui::effects::ask;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Purpose};
use crate::tui::update::put_off;

/// So many that a piece could mean are named.
const NAMED: usize = 3;

/// What the desk must be asked for what was typed in a field; none where the tables know it all.
fn question(form: &Form) -> Option<(LookupKind, String)> {
    let row = form.row();
    let typed = form.line.text().trim();
    if !form.touched || typed.is_empty() {
        return None;
    }
    match (row.field.kind, row.field.at) {
        (Kind::Port, "/pol") => Some((LookupKind::Pol, String::new())),
        (Kind::Port, _) => Some((LookupKind::Pod, String::new())),
        // Who signed the paper form is copied from it, letter by letter.
        (Kind::Customer, "/principal/name") => Some((LookupKind::Customer, typed.to_owned())),
        (Kind::Salesperson, _) => Some((LookupKind::Salesperson, typed.to_owned())),
        _ => None,
    }
}

/// Whether an action goes on from the field: what was typed there is taken first.
fn goes_on(action: Action) -> bool {
    !matches!(
        action.contexts(),
        [Context::Text | Context::List | Context::Global]
    ) && !matches!(
        action,
        Action::FormLookup | Action::FormKeep | Action::FormKeys | Action::FormType
    )
}

/// Puts off what goes on from a field until the desk has said what the text in it can mean; none where
/// nothing has to be asked.
pub(super) fn wait(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let form = model.form.as_deref()?;
    let (kind, query) = question(form)?;
    let known = matches!(form.row().field.kind, Kind::Port)
        && model.desk.reference.port(form.line.text()).is_some();
    if known || model.desk.lost || !goes_on(action) || model.shelves.told(kind, &query).is_some() {
        return None;
    }
    put_off(model, action, Purpose::Named(kind, query.clone()));
    Some(ask(
        Purpose::Named(kind, query.clone()),
        Request::Lookup { kind, query },
    ))
}

/// What a text in a field means.
struct Found {
    values: Vec<(String, Value)>,
    name: String,
}

/// Takes what was just typed into a field for what it means, and says so.
pub(super) fn take(model: &mut Model, kind: Kind, pointer: &str, typed: &str) {
    let meant = match kind {
        Kind::Port => port(model, pointer, typed),
        Kind::Carrier => carrier(model, pointer, typed),
        Kind::Agent => agent(model, typed),
        Kind::Customer if pointer == "/principal/name" => {
            named(model, LookupKind::Customer, pointer, typed)
        }
        Kind::Salesperson => named(model, LookupKind::Salesperson, pointer, typed),
        _ => return,
    };
    let around = super::around(&model.desk);
    match meant {
        Meant::One(found) => {
            let Some(form) = &mut model.form else {
                return;
            };
            if form.document.at(pointer) == &found.values[0].1 {
                return;
            }
            form.set(&found.values, &Source::Lookup, around);
            super::settle::check_now(form, around);
            let undo = model.keyboard.key_text(Context::Form, Action::FormUndo);
            let text = Text::of("tui.said.meant")
                .with("typed", typed)
                .with("name", found.name)
                .with("undo", undo.unwrap_or_default());
            model.say(Part::Good, &text);
        }
        Meant::Several(several) => {
            let more = several.len() > NAMED;
            let mut names: Vec<String> = several
                .into_iter()
                .take(NAMED)
                .map(|found| found.name)
                .collect();
            if more {
                names.push("…".to_owned());
            }
            let lookup = model.keyboard.key_text(Context::Form, Action::FormLookup);
            let text = Text::of("tui.said.meant-several")
                .with("typed", typed)
                .with("names", names.join(", "))
                .with("lookup", lookup.unwrap_or_default());
            model.say(Part::Warn, &text);
        }
        Meant::Nothing => {}
    }
}

/// Among the ports that the schedule calls at; any other port by its own names alone.
fn port(model: &mut Model, pointer: &str, typed: &str) -> Meant<Found> {
    let reference = &model.desk.reference;
    if reference.port(typed).is_some() {
        return Meant::Nothing;
    }
    let kind = if pointer == "/pol" {
        LookupKind::Pol
    } else {
        LookupKind::Pod
    };
    let names = model.shelves.names(reference);
    let called = model.shelves.told(kind, "").unwrap_or_default();
    let of = |code: &str| {
        let port = reference.port(code)?;
        Some((port, names.of(code)))
    };
    let among = called.iter().filter_map(|code| of(code));
    let mut found = meant(typed, among, true);
    if found == Meant::Nothing {
        let whole = |forms: &&[Name]| meant(typed, [((), *forms)], false) == Meant::One(());
        let all = reference
            .ports
            .iter()
            .filter_map(|port| of(port.code.as_str()));
        let all: Vec<_> = all.filter(|(_, forms)| whole(forms)).collect();
        found = match all.as_slice() {
            [] => Meant::Nothing,
            [(port, _)] => Meant::One(*port),
            several => Meant::Several(several.iter().map(|(port, _)| *port).collect()),
        };
    }
    map(found, |port| Found {
        values: vec![(pointer.to_owned(), json!(port.code.as_str()))],
        name: format!("{} {} {}", port.code, port.name, port.name_zh)
            .trim()
            .to_owned(),
    })
}

fn carrier(model: &mut Model, pointer: &str, typed: &str) -> Meant<Found> {
    let reference = &model.desk.reference;
    if reference.carrier(typed).is_some() {
        return Meant::Nothing;
    }
    let names = model.shelves.names(reference);
    let all = reference.carriers.iter();
    let all = all.map(|carrier| (carrier, names.of(carrier.scac.as_str())));
    map(meant(typed, all, true), |carrier| Found {
        values: vec![(pointer.to_owned(), json!(carrier.scac.as_str()))],
        name: format!("{} {} {}", carrier.scac, carrier.name, carrier.name_zh),
    })
}

fn agent(model: &Model, typed: &str) -> Meant<Found> {
    let agents = &model.desk.reference.agents;
    let forms: Vec<(_, Vec<Name>)> = agents
        .iter()
        .map(|agent| {
            let names = agent
                .aliases
                .iter()
                .map(|alias| Name::new(FormKind::Alias, alias.as_str()));
            let own = [
                Name::name(agent.name.as_str()),
                Name::code(agent.code.as_str()),
            ];
            (agent, own.into_iter().chain(names).collect())
        })
        .collect();
    let all = forms
        .iter()
        .map(|(agent, forms)| (*agent, forms.as_slice()));
    map(meant(typed, all, true), |agent| Found {
        values: crate::tui::lookup::agent_values(agent, &model.desk.now),
        name: agent.name.clone(),
    })
}

/// Among the names of earlier jobs. A name that none has is a new one, and stays as it is.
fn named(model: &Model, kind: LookupKind, pointer: &str, typed: &str) -> Meant<Found> {
    let names = model.shelves.told(kind, typed).unwrap_or_default();
    let forms: Vec<(&String, [Name; 1])> = names
        .iter()
        .map(|name| (name, [Name::name(name.as_str())]))
        .collect();
    let all = forms.iter().map(|(name, forms)| (*name, forms.as_slice()));
    let found = match meant(typed, all, true) {
        // The same letters with other signs between them: the name is being written otherwise.
        Meant::One(name) if is_respelt(typed, name) => Meant::Nothing,
        found => found,
    };
    map(found, |name| Found {
        values: vec![(pointer.to_owned(), json!(name))],
        name: name.clone(),
    })
}

fn is_respelt(typed: &str, name: &str) -> bool {
    let letters = |text: &str| {
        fold(text)
            .chars()
            .filter(|c| is_word(*c))
            .collect::<String>()
    };
    letters(typed) == letters(name) && fold(typed) != fold(name)
}

fn map<K>(meant: Meant<K>, found: impl Fn(K) -> Found) -> Meant<Found> {
    match meant {
        Meant::One(one) => Meant::One(found(one)),
        Meant::Several(several) => Meant::Several(several.into_iter().map(found).collect()),
        Meant::Nothing => Meant::Nothing,
    }
}
