//! Look-ups: what a field can be, searched as one types, and what belongs together filled in.

mod shelves;
mod tables;

pub use shelves::Shelves;
pub use tables::agent_values;

use serde_json::json;

use crate::domain::{KnownValue as _, Text, TextArg};
use crate::keymap::{Action, Context};
use crate::protocol::{LookupKind, Request, SailingHit};

use crate::tui::effects::ask;
use crate::tui::look::Part;
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Purpose};
use crate::tui::popup::{Lookup, LookupOf, Offer, Popup, Then};
use crate::tui::screens::form::{self, Kind, Source};

use crate::tui::widgets::line::Line;
use crate::tui::widgets::list::ListState;
use crate::tui::words;

/// What is typed for a sailing that is not known yet.
const TEMP: &str = "temp";

/// Opens the look-up of the field with the caret, with something typed in it.
pub fn open(model: &mut Model, typed: &str) -> Vec<Effect> {
    let Some(form) = model.form.as_deref() else {
        return Vec::new();
    };
    let row = form.row();
    let of = match row.field.kind {
        Kind::Sailing => LookupOf::Sailing,
        Kind::Port => LookupOf::Port,
        Kind::Carrier => LookupOf::Carrier,
        Kind::Agent => LookupOf::Agent,
        Kind::Charge => LookupOf::Charge,
        Kind::Boxes => LookupOf::Equipment,
        Kind::Customer => LookupOf::Customer,
        Kind::Salesperson => LookupOf::Salesperson,
        Kind::Choice(..) | Kind::YesNo => LookupOf::Words,
        _ => {
            model.say(Part::Dim, &Text::of("tui.said.no-lookup"));
            return Vec::new();
        }
    };
    let text = match of {
        LookupOf::Words | LookupOf::Equipment => String::new(),
        _ if form.touched => form.line.text().to_owned(),
        _ => String::new(),
    };
    let lookup = Lookup {
        of,
        pointer: row.pointer(),
        line: Line::new(format!("{text}{typed}")),
        asked: None,
        answered: None,
        offers: Vec::new(),
        list: ListState::default(),
        within: String::new(),
        wide: false,
        resembling: false,
        then: None,
    };
    model.notice = None;
    model.popups.push(Popup::Lookup(lookup));
    Vec::new()
}

/// Opens a look-up of sailings within what is known already: a carrier and ports.
pub fn open_sailings(model: &mut Model, typed: &str, within: String, then: Then) {
    model.notice = None;
    model.popups.push(Popup::Lookup(Lookup {
        of: LookupOf::Sailing,
        pointer: String::new(),
        line: Line::new(typed),
        asked: None,
        answered: None,
        offers: Vec::new(),
        list: ListState::default(),
        within,
        wide: false,
        resembling: false,
        then: Some(then),
    }));
}

/// Finds what is typed, once a burst: here, or on the desk.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    let Some(Popup::Lookup(lookup)) = model.popups.last() else {
        return Vec::new();
    };
    let query = lookup.line.text().trim().to_owned();
    if lookup.asked.as_ref() == Some(&query) {
        return Vec::new();
    }
    let of = lookup.of;
    let pointer = lookup.pointer.clone();
    // Another text is searched within what is known once more.
    let wide = lookup.wide && lookup.asked.is_none();
    let is_elsewhere = lookup.then.is_some();
    let within = lookup.within.clone();
    let offers = if of.is_remote() {
        None
    } else {
        Some(tables::local(model, of, &pointer, &query))
    };
    let names = |kind| {
        Some(Request::Lookup {
            kind,
            query: query.clone(),
        })
    };
    let request = match of {
        LookupOf::Sailing if wide => Some(Request::Search {
            query: query.clone(),
            limit: 50,
            all: false,
        }),
        LookupOf::Sailing if is_elsewhere => Some(Request::Search {
            query: format!("{query} {within}").trim().to_owned(),
            limit: 50,
            all: false,
        }),
        LookupOf::Sailing => Some(Request::Search {
            query: sailing_query(model, &query),
            limit: 50,
            all: false,
        }),
        LookupOf::Customer => names(LookupKind::Customer),
        LookupOf::Salesperson => names(LookupKind::Salesperson),
        _ => None,
    };
    if let Some(Popup::Lookup(lookup)) = model.popups.last_mut() {
        lookup.asked = Some(query.clone());
        lookup.wide = wide;
        if let Some((offers, resembling)) = offers {
            lookup.answered = Some(query.clone());
            lookup.offers = offers;
            lookup.resembling = resembling;
            lookup.list = ListState::default();
        }
    }
    request.map_or_else(Vec::new, |request| ask(Purpose::Lookup(query), request))
}

/// What the form already says narrows the search for its sailing.
fn sailing_query(model: &Model, typed: &str) -> String {
    let Some(form) = model.form.as_deref() else {
        return typed.to_owned();
    };
    let consignment = &form.document.consignment;
    let mut words = vec![typed.to_owned()];
    if let Some(carrier) = consignment.carrier.known() {
        words.push(carrier.to_string());
    }
    if let Some(port) = consignment
        .pol
        .known()
        .or(consignment.pod.known())
        .filter(|_| typed.is_empty())
    {
        words.push(port.to_string());
    }
    if let Some(port) = consignment.pod.known() {
        words.push(port.to_string());
    }
    words.retain(|word| !word.is_empty());
    words.dedup();
    words.join(" ")
}

/// Takes sailings that the desk found. Where nothing fits what the form says, what was typed is
/// searched alone.
pub fn sailings(model: &mut Model, hits: &[SailingHit]) {
    if let Some(Popup::Lookup(lookup)) = model.popups.last_mut()
        && hits.is_empty()
        && !lookup.wide
        && !lookup.line.is_empty()
    {
        lookup.wide = true;
        lookup.asked = None;
        return;
    }
    let now = model.desk.now;
    let look = model.look;
    let typed = match model.popups.last() {
        Some(Popup::Lookup(lookup)) => lookup.line.text().trim().to_lowercase(),
        _ => String::new(),
    };
    let temp = Offer {
        label: "TEMP".to_owned(),
        detail: look.say("tui.lookup.temp"),
        values: vec![("/sailing".to_owned(), json!("TEMP"))],
        sailing: None,
    };
    // A booking needs every cut-off: a sailing that one of them has passed is no first choice.
    let gone = |sailing: &crate::domain::Sailing| {
        let mut passed = sailing
            .cut_offs
            .given()
            .filter(|(_, cut_off)| cut_off.passes_at() <= now);
        passed.next().map(|(kind, _)| kind)
    };
    let mut hits: Vec<&SailingHit> = hits.iter().collect();
    hits.sort_by_key(|hit| gone(&hit.sailing).is_some());
    let mut offers: Vec<Offer> = hits
        .into_iter()
        .map(|hit| {
            let sailing = &hit.sailing;
            let passed = gone(sailing).map(|kind| {
                look.render(&Text::of("tui.lookup.passed").with_arg(
                    "cut-off",
                    TextArg::Plain(words::word(&look, "cut-off", kind)),
                ))
            });
            let left = sailing
                .next_cut_off(now)
                .map_or(String::new(), |(kind, cut_off)| {
                    format!(
                        "{} {}",
                        words::word(&look, "cut-off", kind),
                        words::time_left(&look, now, cut_off.passes_at())
                    )
                });
            let left = passed.unwrap_or(left);
            Offer {
                label: format!("{} {} {}", sailing.carrier, sailing.vessel, sailing.voyage),
                detail: format!(
                    "{} {} {}  {left}",
                    sailing.pol,
                    sailing.pod,
                    sailing.etd.format("%m-%d")
                ),
                values: form::values_of(sailing),
                sailing: Some(Box::new(sailing.clone())),
            }
        })
        .collect();
    // TEMP stands for a sailing that is not known yet, never for one that was not found.
    let in_form =
        matches!(model.popups.last(), Some(Popup::Lookup(lookup)) if lookup.then.is_none());
    if in_form && typed == TEMP {
        offers.insert(0, temp);
    } else if in_form && (!offers.is_empty() || TEMP.starts_with(&typed)) {
        offers.push(temp);
    }
    let resembling = typed.is_empty() && offers.iter().all(|offer| offer.sailing.is_none());
    fill(model, offers, resembling);
}

/// Takes names that the desk found.
pub fn names(model: &mut Model, names: &[String]) {
    let Some(Popup::Lookup(lookup)) = model.popups.last() else {
        return;
    };
    let pointer = lookup.pointer.clone();
    let offers = names
        .iter()
        .map(|name| Offer {
            label: name.clone(),
            detail: String::new(),
            values: vec![(pointer.clone(), json!(name))],
            sailing: None,
        })
        .collect();
    fill(model, offers, false);
}

fn fill(model: &mut Model, offers: Vec<Offer>, resembling: bool) {
    if let Some(Popup::Lookup(lookup)) = model.popups.last_mut() {
        lookup.answered.clone_from(&lookup.asked);
        lookup.offers = offers;
        lookup.resembling = resembling;
        lookup.list = ListState::default();
    }
}

/// A query was answered, though with nothing.
pub fn answered(model: &mut Model, query: &str) {
    if let Some(Popup::Lookup(lookup)) = model.popups.last_mut() {
        lookup.answered = Some(query.to_owned());
    }
}

/// The answer that the offers wait for.
pub fn pending(model: &Model) -> Option<Purpose> {
    match model.popups.last() {
        Some(Popup::Lookup(lookup)) if lookup.answered != lookup.asked => {
            lookup.asked.clone().map(Purpose::Lookup)
        }
        _ => None,
    }
}

/// Does an action in an open look-up.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = crate::tui::popups::rows(model);
    let Some(Popup::Lookup(lookup)) = model.popups.last_mut() else {
        return Vec::new();
    };
    if lookup.line.act(action) {
        return Vec::new();
    }
    if action == Action::LookupCancel {
        model.popups.pop();
        return Vec::new();
    }
    // The cursor comes to the first of them; from there it moves on.
    let moves = matches!(action.contexts(), [Context::List]);
    if moves && std::mem::take(&mut lookup.resembling) {
        return Vec::new();
    }
    if lookup.list.act(action, lookup.offers.len(), shown) {
        return Vec::new();
    }
    if action == Action::LookupTake {
        take(model)
    } else {
        Vec::new()
    }
}

/// Takes the offer under the cursor; where there is none, what is typed, as far as it can stand.
fn take(model: &mut Model) -> Vec<Effect> {
    let Some(Popup::Lookup(lookup)) = model.popups.last() else {
        return Vec::new();
    };
    let typed = lookup.line.text().trim().to_owned();
    let none = lookup.offers.is_empty() || lookup.resembling;
    if none && (!lookup.of.is_free() || lookup.then.is_some()) {
        let said = match (typed.is_empty(), lookup.resembling) {
            (true, _) => Text::of("tui.said.nothing-fits"),
            (_, true) => Text::of("tui.said.only-alike").with("typed", typed),
            (_, false) => Text::of("tui.said.nothing-matches").with("typed", typed),
        };
        model.say(Part::Warn, &said);
        return Vec::new();
    }
    let taken = lookup.offers.get(lookup.list.cursor).cloned();
    let (of, pointer) = (lookup.of, lookup.pointer.clone());
    let then = lookup.then.clone();
    model.popups.pop();
    if let Some(then) = then {
        return match taken {
            Some(offer) => crate::tui::then::looked_up(model, then, offer),
            None => Vec::new(),
        };
    }
    match taken {
        Some(offer) => {
            let mut values = offer.values;
            if let (Some(form), Some(sailing)) = (&mut model.form, offer.sailing) {
                values = form::values_for(form, &sailing);
                form.know(*sailing);
            }
            form::take_value(model, &values, &source_of(of));
        }
        None if !typed.is_empty() => {
            form::take_value(model, &[(pointer, json!(typed))], &Source::Typed);
        }
        None => {}
    }
    Vec::new()
}

fn source_of(of: LookupOf) -> Source {
    match of {
        LookupOf::Sailing => Source::Sailing,
        LookupOf::Words | LookupOf::Equipment => Source::Typed,
        _ => Source::Lookup,
    }
}
